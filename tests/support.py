"""What several tests need: folders, loading, building, serving."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
import urllib3

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

PATIENT = urllib3.Retry(connect=60, backoff_factor=0.05, backoff_max=0.25, redirect=0, raise_on_redirect=False)
"""Asks again until the server that was just started listens, for fifteen seconds at most."""


def texts(outputs: Iterable[Output]) -> dict[str, str]:
    """The outputs that are text, by their place in the site."""
    return {one.uri: text for one in outputs if (text := one.text) is not None}


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
    """Whether a condition comes true in a page within 30 seconds.

    Asked by the page itself: its policy forbids to evaluate words later, as wait_for_function would.
    """
    ask = f"const ask = () => ({condition}) ? done(true) : performance.now() > end ? done(false) : setTimeout(ask, 20)"
    return page.evaluate(f"() => new Promise((done) => {{ const end = performance.now() + 30_000; {ask}; ask(); }})")


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


def copy_of_the_project(target: Path) -> Path:
    """Everything a build needs, to be spoilt by a test."""
    for folder in ("hooks", "docs", "data"):
        shutil.copytree(ROOT / folder, target / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", target)
    return target


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, byte for byte."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def free_port() -> int:
    """A port of this machine that nobody listens to."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
