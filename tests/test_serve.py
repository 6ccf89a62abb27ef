"""`make serve`: whatever is saved, the server stays, and shows the page or what is wrong with it."""

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import urllib3

from support import PATIENT, ROOT, SMALL, free_port

RIGHT = "  aim: To test.\n"
ON_TOP = "on top of the library that is changed"
ANSWERS = 5
"""A server that has nothing new answers after a minute that it has nothing: a slow machine takes longer."""

SERVE = (sys.executable, "-m", "exercise_handbook.engine", "serve", "--strict", "--dev-addr")
FOUND_IN = {"PYTHONPATH": str(ROOT / "hooks")}

COLON = "  aim: To test: the arms.\n"


class Server:
    """`make serve` of the small library in a folder of its own, not started yet."""

    def __init__(self, folder: Path):
        self.home = Path(shutil.copytree(SMALL, folder / "clinic"))
        self.data = self.home / "exercises.yaml"
        self.store, self.port, self.said = folder / "store", free_port(), ""
        self.listens = threading.Event()
        self.pool = urllib3.HTTPConnectionPool("127.0.0.1", self.port, retries=PATIENT, timeout=300)

    def start(self) -> subprocess.Popen[str]:
        """Start it, and wait until it listens or has ended."""
        command = [*SERVE, f"127.0.0.1:{self.port}"]
        surroundings = os.environ | FOUND_IN | {"DATA": str(self.home), "HANDOUTS": "no", "STORE": str(self.store)}
        running = subprocess.Popen(
            command, cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.listener = threading.Thread(target=self.listen_to, args=[running.stdout])
        self.listener.start()
        self.listens.wait()
        return running

    def lies_below(self) -> None:
        """Let its library be that of another, which says only who publishes it."""
        self.data = self.home.rename(self.home.with_name("base")) / "exercises.yaml"
        said = "extends: ../base\nname: Top\npublisher: A clinic\naddress: https://top.example/\nin_short: Small.\n"
        self.home.mkdir()
        (self.home / "library.yaml").write_text(said)

    def listen_to(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.said += line
            if "Serving on" in line:
                self.listens.set()
        self.listens.set()

    def ask(self, at: str) -> str:
        return self.pool.request("GET", at).data.decode()

    def save(self, old: str, new: str, name: str = "exercises") -> None:
        """Save a change, and wait until the server has something newer than it had."""
        file, before = self.data.with_name(f"{name}.yaml"), self.edition()
        for _ in range(ANSWERS):
            saved = self.store.with_name("saved.yaml")  # nobody reads a file that is half written
            saved.write_text(file.read_text().replace(old, new))
            saved.replace(file)  # once more, if the watcher began too late to see it
            if self.ask(f"/livereload/{before}/1") != before:
                return

    def edition(self) -> str:
        """The number of what is shown, which grows with each change."""
        return re.search(r"livereload\((\d+)", self.ask("/"))[1]


@pytest.fixture
def server(tmp_path, request) -> Iterator[Server]:
    """A running server; what it is started with is spoilt where the test asks for it."""
    one = Server(tmp_path)
    if (asked := getattr(request, "param", RIGHT)) == ON_TOP:
        one.lies_below()
    else:
        one.data.write_text(one.data.read_text().replace(RIGHT, asked))
    with one.start() as running:
        yield one
        running.terminate()
        one.listener.join()
    assert "Traceback" not in one.said


@pytest.mark.parametrize("server", [COLON], indirect=True)
def test_a_server_that_is_started_while_the_data_is_wrong_shows_what_is_wrong_until_it_is_mended(server):
    for at in ("/", "/exercises/wave/"):
        assert f"<b>{server.data}:3:15</b> a colon and a space begin a field here" in server.ask(at)
    server.save(COLON, RIGHT)
    assert "<h1>Wave</h1>" in server.ask("/exercises/wave/")


def test_a_mistake_that_is_saved_is_shown_on_top_of_every_page_until_it_is_mended(server):
    assert "To test." in server.ask("/exercises/wave/")
    server.save(RIGHT, COLON)
    for at in ("/", "/exercises/wave/", "/nowhere/", "/about/"):
        page = server.ask(at)
        assert f"<b>{server.data}:3:15</b> a colon and a space begin a field here" in page
        assert "livereload" in page
        assert page.index("Something has to be put right first") < page.index("<main")
    assert "To test." in server.ask("/exercises/wave/")  # the page as it was
    server.save(COLON, "  aim: To wave.\n")
    page = server.ask("/exercises/wave/")
    assert "To wave." in page
    assert "put right" not in page
    server.save("  aim: To wave.\n", COLON)  # once more
    assert f"<b>{server.data}:3:15</b> a colon and a space begin a field here" in server.ask("/exercises/wave/")


def test_a_saved_vocabulary_changes_every_page_that_shows_it(server):
    pages = ("/exercises/wave/", "/purposes/")
    assert all("arms" in server.ask(at).lower() for at in pages)
    server.save("arms: Arms", "arms: Upper limbs", name="vocabulary")
    assert all("upper limbs" in server.ask(at).lower() for at in pages)


@pytest.mark.parametrize("server", [ON_TOP], indirect=True)
def test_what_is_saved_in_the_library_below_changes_the_page_too(server):
    assert "To test." in server.ask("/exercises/wave/")
    server.save(RIGHT, "  aim: To greet.\n")
    assert "To greet." in server.ask("/exercises/wave/")


def test_what_is_opened_is_there_whatever_its_kind(server):
    page = server.ask("/exercises/wave/")
    assert "livereload" in page
    for at in (
        *re.findall(r'(?:href|src)="\.\./\.\.(/assets/[^"]+)"', page),
        "/search-rows.js",
        "/exercises/wave/wave-qr.png",
    ):
        assert server.pool.request("GET", at).status == 200, at
    missing = server.pool.request("GET", "/nowhere/")
    assert missing.status == 404
    assert "<h1" in missing.data.decode()


def test_a_port_that_there_is_not_is_told_in_words(tmp_path):
    command = [*SERVE, "127.0.0.1:99999"]
    told = os.environ | FOUND_IN | {"DATA": str(SMALL), "HANDOUTS": "no", "STORE": str(tmp_path / "store")}
    result = subprocess.run(command, cwd=ROOT, env=told, capture_output=True, text=True)
    assert result.returncode == 1
    assert "port 99999: they go from 1 to 65535; choose another: PORT=8001" in result.stderr
    assert "Traceback" not in result.stderr
