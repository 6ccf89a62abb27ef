"""The house: no import runs up, and none in a circle. CONTRIBUTING.md draws the same floors."""

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from support import ROOT

FLOORS = (
    ("cache", "forking", "labels", "locking", "readability", "refusals", "replacing"),
    ("library",),
    ("pictures",),
    ("intake", "pages"),
    ("figures", "paper"),
    (
        "agreeing",
        "building",
        "checking",
        "describing",
        "edition",
        "engine",
        "ledger",
        "live_preview",
        "portable",
        "reading",
        "reviewing",
        "server_settings",
        "starting",
        "translating",
    ),
    ("plugin", "cli"),
)
"""The wings and rooms of exercise_handbook, the ground first: each may name its own floor and those below."""

HOUSES = {
    "exercise_handbook": ROOT / "hooks/exercise_handbook",
    "audit": ROOT / "tools/audit",
    "release": ROOT / "tools/release",
}


TREE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("```\nmkdocs.yml")[1].split("```")[0]
"""The house as CONTRIBUTING.md lists it: a line holds names, then, two spaces on, what they are."""


LISTED_AS_ONE = ("pages/outputs", "intake/rules", "figures")
"""Folders whose modules are all of one kind; docs/figures.md tells of its own."""


def listed():
    """The names of the tree, as modules are called."""
    names = (re.split(r"\s{2,}", line.strip())[0] for line in TREE.splitlines()[1:])
    return {name.strip("/").removesuffix(".py") for line in names for name in line.split(", ")}


def test_the_guide_lists_every_module():
    package = HOUSES["exercise_handbook"]
    modules = {file.stem for file in package.rglob("*.py")} - {"__init__"}
    inside = {file.stem for folder in LISTED_AS_ONE for file in (package / folder).glob("*.py")}
    assert modules - inside - listed() == set()


def test_the_guide_lists_nothing_that_is_gone():
    package = HOUSES["exercise_handbook"]
    folders = (ROOT, ROOT / ".github", ROOT / "hooks", ROOT / "tests", ROOT / "tools", package, *package.rglob("*"))
    there = {one.name.removesuffix(".py") for folder in folders if folder.is_dir() for one in folder.iterdir()}
    assert {name.split("/")[-1] for name in listed()} - there == set()


def imports(house: str, home: Path) -> dict[str, set[str]]:
    """Each module of a house and those of the same house that it imports when it is loaded, by their dotted names."""
    files = {_name(file, home): file for file in home.rglob("*.py")}
    return {name: {one for one in _imported(file, house) if one in files} - {name} for name, file in files.items()}


def _name(file: Path, home: Path) -> str:
    return ".".join(file.relative_to(home).with_suffix("").parts).removesuffix(".__init__")


def _imported(file: Path, house: str):
    for node in ast.parse(file.read_text(encoding="utf-8")).body:  # not what only types or a function ask for
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == house:
            module = (node.module or "").removeprefix(house).strip(".")
            yield module
            yield from (f"{module}.{one.name}".strip(".") for one in node.names)


@pytest.mark.parametrize("house", HOUSES)
def test_no_import_runs_in_a_circle(house):
    graph = imports(house, HOUSES[house])
    assert sum(map(len, graph.values())) > 3
    TopologicalSorter(graph).prepare()  # which raises CycleError


def test_no_import_runs_up():
    floor = {name: number for number, names in enumerate(FLOORS) for name in names}
    graph = imports("exercise_handbook", HOUSES["exercise_handbook"])
    assert {name.split(".")[0] for name in graph} - {"__init__"} == set(floor)
    up = [
        f"{name} names {other}"
        for name, others in graph.items()
        for other in others
        if floor.get(other.split(".")[0], 0) > floor.get(name.split(".")[0], 0)
    ]
    assert up == []


def test_only_the_doors_know_mkdocs():
    knowing = {
        str(file.relative_to(ROOT))
        for file in (ROOT / "hooks").rglob("*.py")
        if "\nfrom mkdocs" in file.read_text(encoding="utf-8")
    }
    assert knowing == {"hooks/publish.py", "hooks/exercise_handbook/plugin.py"}
