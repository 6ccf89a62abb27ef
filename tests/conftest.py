"""What every storey of the tests stands on: the real library, the invented ones, the built site, a browser."""

import functools
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Page, expect

from audit.reader import chromium
from exercise_handbook.intake.load import load_library
from exercise_handbook.library.edition import Edition
from exercise_handbook.library.library import Library
from exercise_handbook.pages.security import headers
from exercise_handbook.paper.handouts import promised
from on_top import CLINIC
from support import PATIENCE, ROOT, SAMPLE, SAMPLE_DOCS, SMALL, built, once, ours

expect.set_options(timeout=PATIENCE * 1000)
settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")  # the same examples each time, however slow a machine is


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="take today's outputs as the expected ones")


@pytest.fixture(scope="session")
def library() -> Library:
    """The real data."""
    return ours()


@pytest.fixture(scope="session")
def sample() -> Edition:
    """Invented data that shows every field in use; it changes only when the model does."""
    library = load_library(SAMPLE, SAMPLE_DOCS)
    return Edition.of(library, promised(library))


@pytest.fixture
def small(tmp_path: Path) -> Callable[..., Path]:
    """A function that gives a folder with the smallest library, its files replaced or added as asked."""

    def make(**files: str | bytes) -> Path:
        folder = tmp_path / "small"
        shutil.copytree(SMALL, folder, dirs_exist_ok=True)
        for name, content in files.items():
            (folder / f"{name}.yaml").write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return make


@pytest.fixture
def clinic(tmp_path: Path) -> Callable[..., Path]:
    """A function that gives a clinic's folder on top of a copy of the sample, with these files."""

    def make(**files: str) -> Path:
        home = tmp_path / "clinic"
        shutil.copytree(SAMPLE, tmp_path / "base", dirs_exist_ok=True)
        home.mkdir(exist_ok=True)
        for name, content in ({"library": CLINIC} | files).items():
            (home / f"{name}.yaml").write_text(content, encoding="utf-8")
        return home

    return make


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built once as `make site` builds it."""
    return once(tmp_path_factory, "ours", lambda folder: built(ROOT, folder / "site")) / "site"


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the real site is served, without a slash at its end."""
    with served(site) as where:
        yield where


@pytest.fixture(scope="session")
def sample_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a site of the sample is served; its hand-written page belongs to no docs/ of ours."""

    def make(folder: Path) -> None:
        shutil.copytree(SAMPLE, folder / "data")
        library = (SAMPLE / "library.yaml").read_text().replace("pages: [history]", "")
        (folder / "data/library.yaml").write_text(library)
        built(ROOT, folder / "site", DATA=str(folder / "data"))

    with served(once(tmp_path_factory, "sample", make) / "site") as where:
        yield where


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A server that says nothing of each request, and sends the headers a server should."""

    def log_message(self, format: str, *args: object) -> None:
        pass

    def copyfile(self, source, outputfile) -> None:
        with suppress(ConnectionError):  # the reader has gone on to another page
            super().copyfile(source, outputfile)

    def end_headers(self) -> None:
        for name, value in headers().items():
            self.send_header(name, value)
        super().end_headers()


class Server(http.server.ThreadingHTTPServer):
    """Lets all requests of a page wait their turn; of a queue of five the sixth is asked for again a second later."""

    request_queue_size = 64


@contextmanager
def serving(site: Path, handler: type[Quiet] = Quiet) -> Iterator[Server]:
    """A server of a folder on this machine, which knows its own address, without a slash at its end."""
    with Server(("127.0.0.1", 0), functools.partial(handler, directory=str(site))) as server:
        server.address = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a folder while it is served on this machine."""
    with serving(site) as server:
        yield server.address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium, or the line that installs it."""
    try:
        with chromium() as running:
            running.on("context", lambda context: context.set_default_timeout(PATIENCE * 1000))
            yield running
    except FileNotFoundError as missing:
        pytest.fail(str(missing), pytrace=False)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page of a fresh reader."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()
