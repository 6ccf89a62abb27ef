"""The house: no import runs up, and none in a circle. CONTRIBUTING.md draws the same floors."""

import ast
import re
import sys
import tomllib
from functools import cache
from graphlib import TopologicalSorter
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from exercise_handbook.pages.assets import FOLDER, PLAN
from support import ROOT

PACKAGE = ROOT / "hooks/exercise_handbook"


class House(NamedTuple):
    """A folder of modules, what imports begin with there, and its floors, the ground first.

    Each module or wing may name its own floor and those below.
    """

    home: Path
    start: str
    floors: tuple[tuple[str, ...], ...]


HOUSES = {
    "exercise_handbook": House(
        PACKAGE,
        "exercise_handbook.",
        (
            ("__init__", "cache", "forking", "labels", "locking", "refusals", "replacing"),
            ("library",),
            ("pictures",),
            ("intake", "pages"),
            ("figures", "paper"),
            ("edition", "engine"),
            ("building", "commands", "live_preview"),
            ("plugin", "cli"),
        ),
    ),
    "figures": House(
        PACKAGE / "figures",
        "exercise_handbook.figures.",
        (
            ("__init__", "arrays", "joints"),
            ("anatomy", "bake", "body", "mesh", "paint", "skeleton"),
            ("aims", "answers", "fit", "pose", "search"),
            ("cracks", "curves", "lines", "picture", "raster", "scene"),
            ("contact_sheet", "draw", "motion", "preview"),
            ("jobs",),
        ),
    ),
    "audit": House(
        ROOT / "tools/audit",
        "audit.",
        (
            *(("__init__", "depth", "findings", "site"), ("serving",), ("reader",), ("rules",), ("running",)),
            ("__main__", "lighthouse"),
        ),
    ),
    "release": House(
        ROOT / "tools/release",
        "release.",
        (("__init__", "archive", "changelog", "locks"), ("licences", "vulnerabilities"), ("sbom",), ("__main__",)),
    ),
    "benchmarks": House(
        ROOT / "tools/benchmarks",
        "",
        (
            ("generate", "in_one_process", "plain", "sites"),
            ("builds", "calls", "foreign", "handouts", "saving", "visit"),
            ("extending", "lists", "plans"),
        ),
    ),
}

KNOWS = {"benchmarks": {"audit", "exercise_handbook"}, "figures": {"exercise_handbook"}}
"""The houses that a house may name beside itself. The audit must not believe what it judges, so it knows none."""

SEARCHED_WITH = ("en", "stemmed")
"""The scripts of languages, of which a site has one: what the search borrows from."""

OF_PLANS = {"plans"}
"""What the parts of the page of plans share, which has an order of its own."""

TREE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("```\nmkdocs.yml")[1].split("```")[0]
"""The house as CONTRIBUTING.md lists it: a line holds names, then, two spaces on, what they are."""

LISTED_AS_ONE = ("pages/outputs", "intake/rules", "figures")
"""Folders whose modules are all of one kind; docs/figures.md tells of its own."""


def listed():
    """The names of the tree, as modules are called."""
    names = (re.split(r"\s{2,}", line.strip())[0] for line in TREE.splitlines()[1:])
    return {name.strip("/").removesuffix(".py") for line in names for name in line.split(", ")}


def test_the_guide_lists_every_module():
    modules = {file.stem for file in PACKAGE.rglob("*.py")} - {"__init__"}
    inside = {file.stem for folder in LISTED_AS_ONE for file in (PACKAGE / folder).glob("*.py")}
    assert modules - inside - listed() == set()


def test_the_guide_lists_nothing_that_is_gone():
    folders = (ROOT, ROOT / ".github", ROOT / "hooks", ROOT / "tests", ROOT / "tools", PACKAGE, *PACKAGE.rglob("*"))
    there = {one.name.removesuffix(".py") for folder in folders if folder.is_dir() for one in folder.iterdir()}
    assert {name.split("/")[-1] for name in listed()} - there == set()


def modules(house: House) -> dict[str, Path]:
    """The modules of a house by their dotted names in it."""
    files = [file for file in house.home.rglob("*.py") if "node_modules" not in file.parts]
    names = (".".join(file.relative_to(house.home).with_suffix("").parts).removesuffix(".__init__") for file in files)
    return dict(zip(names, files, strict=True))


def statements(node: ast.AST):
    """Everything in a module, also what its functions do, but not what only types ask for."""
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"):
            yield child
            yield from statements(child)


def imported(file: Path):
    """What a module imports, when it is loaded or later, inside a function."""
    for node in statements(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{one.name}" for one in node.names)
        elif isinstance(node, ast.Import):
            yield from (one.name for one in node.names)


def imports(house: House) -> dict[str, set[str]]:
    """Each module of a house, and those of the same house that it imports."""
    files = modules(house)
    return {
        name: {one.removeprefix(house.start) for one in imported(file) if one.startswith(house.start)}
        & files.keys() - {name}
        for name, file in files.items()
    }


def going_up(graph: dict[str, set[str]], floors: tuple[tuple[str, ...], ...]) -> list[str]:
    """What names something above itself."""
    floor = {name: number for number, names in enumerate(floors) for name in names}
    assert {name.split(".")[0] for name in graph} == set(floor)
    wing = {name: floor[name.split(".")[0]] for name in graph}
    return [f"{name} names {one}" for name, others in graph.items() for one in others if wing[one] > wing[name]]


@pytest.mark.parametrize("house", HOUSES)
def test_no_import_runs_in_a_circle(house):
    graph = imports(HOUSES[house])
    assert sum(map(len, graph.values())) > 3
    TopologicalSorter(graph).prepare()  # which raises CycleError


@pytest.mark.parametrize("house", HOUSES)
def test_no_import_runs_up(house):
    assert going_up(imports(HOUSES[house]), HOUSES[house].floors) == []


@pytest.mark.parametrize("house", HOUSES)
def test_a_house_names_no_other_but_those_it_may(house):
    names = {one.split(".")[0] for file in modules(HOUSES[house]).values() for one in imported(file)}
    assert names & HOUSES.keys() - {house, *KNOWS.get(house, ())} == set()


def test_only_the_doors_know_mkdocs():
    knowing = {
        str(file.relative_to(ROOT))
        for file in (ROOT / "hooks").rglob("*.py")
        if "\nfrom mkdocs" in file.read_text(encoding="utf-8")
    }
    assert knowing == {"hooks/publish.py", "hooks/exercise_handbook/plugin.py"}


EXTRAS = {"reading": ("commands/reading", "commands/readability"), "figures": ("figures",)}
"""The modules that need what only an extra of the package installs."""


@cache
def installed_by() -> dict[str, str]:
    """The name of each installed package, by the module that it brings."""
    return {module: canonicalize_name(names[0]) for module, names in packages_distributions().items()}


def needed(file: Path) -> set[str]:
    """What a module imports of other people's, at its beginning or later, by the names they are installed by."""
    nodes = [*ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    names = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    names |= {one.name for node in nodes if isinstance(node, ast.Import) for one in node.names}
    tops = {name.split(".")[0] for name in names} - {"exercise_handbook"} - sys.stdlib_module_names
    return {installed_by()[top] for top in tops}


def test_what_a_module_imports_is_installed_with_it():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lacking = {}
    for file in PACKAGE.rglob("*.py"):
        here = file.relative_to(PACKAGE).as_posix()
        extras = [project["optional-dependencies"][name] for name, begins in EXTRAS.items() if here.startswith(begins)]
        named = {canonicalize_name(Requirement(one).name) for one in chain(project["dependencies"], *extras)}
        lacking[here] = needed(file) - named - {"pydantic-core"}  # which pydantic brings, of the version that it needs
    assert len(lacking) > 100
    assert {here: names for here, names in lacking.items() if names} == {}


LENT = re.compile(r"\bself\.(\w+) (?:\?\?)?=(?!=)")
BORROWED = re.compile(r"\bself\.(\w+)")
PART_LENT = re.compile(r"self\.plans\.(\w+) =(?!=)|Object\.assign\(self\.plans, \{(.*?)\}\)", re.DOTALL)
PART_BORROWED = re.compile(r"const \{([^}]*)\} = self\.plans;|self\.plans\.(\w+)\b(?! =)")


def names_in(found: re.Pattern[str], script: str) -> set[str]:
    """The names that a pattern finds, also several with commas between: of `library: pictures`, the first."""
    groups = (group for match in found.finditer(script) for group in match.groups() if group)
    return {name.partition(":")[0].strip() for group in groups for name in group.split(",")} - {""}


def test_scripts_borrow_from_those_alone_that_lend_and_borrow_nothing():
    said = {file.stem: file.read_text(encoding="utf-8") for file in FOLDER.rglob("*.js") if "vendor" not in file.parts}
    lenders = {name: script for script in said for name in names_in(LENT, said[script]) - OF_PLANS}
    assert {"handbook", "counted", "searchLanguage"} <= lenders.keys()
    borrowed = {
        one: (names_in(BORROWED, script) & lenders.keys()) - names_in(LENT, script) for one, script in said.items()
    }
    from_whom = {script: {lenders[name] for name in names} for script, names in borrowed.items()}
    assert sum(map(len, from_whom.values())) > 3
    assert set().union(*from_whom.values()) <= {"handbook", *SEARCHED_WITH}
    assert [script for script in ("handbook", *SEARCHED_WITH) if from_whom[script]] == []


def test_the_script_of_plans_begins_with_what_the_rest_needs():
    lent: set[str] = set()
    for name in PLAN:
        script = (FOLDER / f"plan/{name}.js").read_text(encoding="utf-8")
        assert names_in(PART_BORROWED, script) - lent - names_in(PART_LENT, script) == set(), name
        lent |= names_in(PART_LENT, script)
    assert len(lent) > len(PLAN)
