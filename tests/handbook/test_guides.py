"""The guides name nothing that is not there: no file, no heading, no command, no name in a module."""

import re
from pathlib import Path

import pytest

from exercise_handbook import cli
from support import ROOT

PACKAGE = ROOT / "hooks/exercise_handbook"
GUIDES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "hosting/README.md", "tools/benchmarks/README.md")),
    *sorted((ROOT / "docs").glob("*.md")),
]
PLACES = (ROOT, PACKAGE, ROOT / "tools/audit")
"""Where a guide's paths begin: the project, the package that most of them are about, the audit in its own chapter."""

OF_OTHERS = {".cache", ".github", "dist", "figures", "node_modules", "out", "site"}
"""What lies in any library, in the project of who publishes one, or is there only once it was made."""

TOPS = {one.name for place in PLACES for one in place.iterdir() if one.is_dir()} - OF_OTHERS
"""What a path of ours begins with."""

each_guide = pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.relative_to(ROOT).as_posix())


def code(guide: Path) -> list[str]:
    """What a guide sets as code: words in backticks, and lines of blocks."""
    text = guide.read_text(encoding="utf-8")
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    indented = re.findall(r"^    \S.*", text, re.MULTILINE)
    prose = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    return [*re.findall(r"`([^`\n]+)`", prose), *"\n".join(blocks).splitlines(), *map(str.strip, indented)]


def heading(title: str) -> str:
    """A heading as links name it."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


@each_guide
def test_every_path_is_there(guide):
    named = {word for said in code(guide) for word in re.findall(r"^[\w.-]+/[\w./-]*$", said)}
    ours = sorted(path for path in named if path.split("/")[0] in TOPS and OF_OTHERS.isdisjoint(path.split("/")))
    assert [path for path in ours if not any((place / path).exists() for place in PLACES)] == []


@each_guide
def test_every_link_to_a_file_or_a_heading_leads_somewhere(guide):
    for link in re.findall(r"\]\(([^)\s]+)\)", guide.read_text(encoding="utf-8")):
        file, _, fragment = link.partition("#")
        target = guide.parent / file if file else guide
        if link.startswith(("http", "/")):  # a page of the site: the build looks at these
            continue
        assert target.exists(), link
        if fragment:
            titles = re.findall(r"^#+ (.*)", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert fragment in map(heading, titles), link


@each_guide
def test_every_command_is_one(guide):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    known = set(cli.COMMANDS)
    said = code(guide)
    assert {name for line in said for name in re.findall(r"^make ([a-z-]+)", line)} <= targets
    assert {name for line in said for name in re.findall(r"^handbook ([a-z]+)", line)} <= known


@each_guide
def test_every_name_that_is_said_to_be_in_a_file_is_there(guide):
    text = guide.read_text(encoding="utf-8")
    for name, file in re.findall(r"`(\w+)`,? \(?(?:in )?`(\w+/[\w/]+\.(?:py|js))`", text):
        found = [place / file for place in PLACES if (place / file).exists()]
        assert found, file
        assert re.search(rf"\b{name}\b", found[0].read_text(encoding="utf-8")), f"{name} in {file}"


def test_a_path_a_link_and_a_command_that_are_wrong_would_be_seen(tmp_path):
    guide = tmp_path / "README.md"
    guide.write_text("`hooks/gone.py`, `make nothing`\n\n    handbook fly\n\n```\ntools/gone/\n```\n", encoding="utf-8")
    assert code(guide) == ["hooks/gone.py", "make nothing", "tools/gone/", "handbook fly"]
    for test in (test_every_path_is_there, test_every_command_is_one):
        with pytest.raises(AssertionError):
            test(guide)
