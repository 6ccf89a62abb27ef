"""What several tests need: folders, loading, building, serving."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
import urllib3
from filelock import FileLock

from exercise_handbook.intake.load import load_library
from exercise_handbook.library.library import Library
from exercise_handbook.library.problems import Problems
from exercise_handbook.pages.output import Output

ROOT = Path(__file__).parent.parent
HANDBOOK = ROOT / "tests/handbook"
SAMPLE = HANDBOOK / "sample"
SAMPLE_DOCS = HANDBOOK / "sample_docs"
SMALL = HANDBOOK / "small"
STORE = ROOT / ".cache/handouts"
"""Keeps handouts from one build to the next, in copies of the project too."""

PATIENCE = 120
"""Seconds until what does not come true in a page is given up: so long that a busy machine is never the reason."""

PATIENT = urllib3.Retry(
    total=None, connect=480, read=2, backoff_factor=0.05, backoff_max=0.25, redirect=0, raise_on_redirect=False
)
"""Asks again until the server that was just started listens, for two minutes at most. A total would end it before."""


@cache
def ours() -> Library:
    """The real library, read once a process."""
    return load_library(ROOT / "data", ROOT / "docs")


@cache
def our_pages() -> list[str]:
    """The addresses of the real library's pages."""
    return sorted(address for address in ours().page_addresses if "#" not in address)


@cache
def one_of_each_kind() -> list[str]:
    """A page of each kind: those side by side in a folder are of one kind."""
    return list({at if at.count("/") < 3 else at.split("/")[1]: at for at in [*our_pages(), "/404.html"]}.values())


def texts(outputs: Iterable[Output]) -> dict[str, str]:
    """The outputs that are text, by their place in the site."""
    return {one.uri: text for one in outputs if (text := one.text) is not None}


def search_rows(script: str) -> tuple[list[str], list[dict[str, str]]]:
    """What search-rows.js holds: the texts that rows share, and each row by the names of its columns."""
    texts, columns = (json.loads(one) for one in re.findall(r"^self\.\w+ = (.*?);$", script, re.DOTALL | re.MULTILINE))
    lines = zip(*(column.split("\n") for column in columns.values()), strict=True)
    return texts, [dict(zip(columns, line, strict=True)) for line in lines]


def choice(library: Library, kind: str = "", area: str = "") -> tuple[str, list[str]]:
    """What a screen reader says of a cell of the table of purposes, and the exercises it leaves, by name.

    Without a kind it is the cell of all kinds, without an area that of the whole body.
    """
    left = [one.name for one in library.exercises.values() if any(serves(goal, kind, area) for goal in one.goals)]
    kinds, areas = library.vocabulary.kinds, library.vocabulary.areas
    if kind and area:
        purpose = library.say("purpose", kind=kinds[kind].name, area=areas[area].phrase)
    else:
        purpose = kinds[kind].name if kind else areas[area].name if area else library.say("filter_any_kind")
    return library.say("exercises_for_purpose", n=len(left), purpose=purpose), left


def serves(goal: tuple[str, str], kind: str, area: str) -> bool:
    """Whether a goal is of this kind, or any, and for this part of the body, or any."""
    return kind in ("", goal[0]) and area in ("", goal[1])


def becomes(page, condition: str) -> bool:
    """Whether a condition, or what it promises, comes true in a page before PATIENCE is over.

    Asked again and again from outside: the page's own clock may stand still, and its policy forbids to evaluate words
    later, as wait_for_function would.
    """
    ask = f"const it = {condition}; return it instanceof Promise ? it.then(Boolean) : Boolean(it);"
    return comes_true(page, lambda: page.evaluate(f"() => {{ {ask} }}"))


def comes_true(page, check: Callable[[], bool]) -> bool:
    """Whether something comes true, as far as a test sees, before PATIENCE is over."""
    end = time.monotonic() + PATIENCE
    while not (true := check()) and time.monotonic() < end:
        page.wait_for_timeout(20)  # what the browser tells comes in meanwhile
    return true


def stop_the_clock(page, at: datetime = datetime(2026, 11, 25, 9)) -> None:
    """Let time pass in a page only when a test says so. Before it opens anything."""
    page.clock.install(time=at - timedelta(days=1))
    page.clock.pause_at(at)


def problems_of(folder: Path, docs: Path | None = None) -> list[str]:
    """What an author reads when this library is loaded, places without the folder."""
    with pytest.raises(Problems) as raised:
        load_library(folder, docs)
    return [str(problem).removeprefix(f"{folder}/") for problem in raised.value.problems]


def build(root: Path, site: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """What `make site` does, in a copy of the project."""
    command = [sys.executable, "hooks/build.py"]
    asked = ("DATA", "ADDRESS", "ENGINE", "HANDOUTS")
    clean = {name: value for name, value in os.environ.items() if name not in asked}
    return subprocess.run(
        command,
        cwd=root,
        env=clean | {"SITE": str(site), "STORE": str(STORE)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def built(root: Path, site: Path, **environment: str) -> Path:
    """A site that must come of it."""
    result = build(root, site, **environment)
    assert result.returncode == 0, result.stderr
    return site


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that is made once a run, by the worker that asks first; the others wait for it. To be read only."""
    base = factory.getbasetemp()
    home = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "once"
    home.mkdir(exist_ok=True)
    folder, done = home / name, home / f"{name}.done"
    with FileLock(home / f"{name}.lock"):
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)  # of a worker that failed
            folder.mkdir()
            make(folder)
            done.touch()
    return folder


def site_in(language: str, factory: pytest.TempPathFactory) -> Path:
    """The site of a small library in a language, without sheets, made once a run."""
    data = str(HANDBOOK / "languages" / language)
    return once(factory, language, lambda folder: built(ROOT, folder / "site", DATA=data, HANDOUTS="no")) / "site"


def copy_of_the_project(target: Path) -> Path:
    """Everything a build needs, to be spoilt by a test."""
    for folder in ("hooks", "docs", "data"):
        shutil.copytree(ROOT / folder, target / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", target)
    return target


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, byte for byte."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


RANGES = range(20_000, 32_000, 100)
"""Below the ports that systems give to whoever asks for any, or another would have one before its server starts."""


def free_port() -> int:
    """A port of this machine that nobody listens to, and that no other process of the tests is given."""
    return next(PORTS)


def _own_ports() -> Iterator[int]:
    """The free ports of a range that is this process's own: nobody else can bind the first one until it ends."""
    with socket.socket() as first:
        start = next(start for start in RANGES if _takes(first, start))
        yield from filter(_is_free, range(start + 1, start + RANGES.step))


def _is_free(port: int) -> bool:
    """Whether nobody has a port of this machine."""
    with socket.socket() as asked:
        return _takes(asked, port)


def _takes(asked: socket.socket, port: int) -> bool:
    """Whether a socket is given a port of this machine."""
    with suppress(OSError):
        asked.bind(("127.0.0.1", port))
        return True
    return False


PORTS = _own_ports()
