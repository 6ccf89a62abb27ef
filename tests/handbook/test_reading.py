"""Reading: every page and sheet is judged by the limits of its kind, and what is too hard is told at its place."""

import re
import shutil

import pytest

from exercise_handbook.commands.reading import Line, judged, lines_of
from support import SAMPLE, SAMPLE_DOCS

LONG = "Wave " + "and wave " * 12 + "again."  # 26 words, none of them hard
HARD = "Individualised rehabilitation necessitates interdisciplinary communication. " * 8


@pytest.fixture
def library(tmp_path):
    """A copy of the invented library, to be made harder."""
    shutil.copytree(SAMPLE, tmp_path / "data")
    shutil.copytree(SAMPLE_DOCS, tmp_path / "docs")
    return tmp_path


def spoil(file, old, new):
    """Write something else into a file, and say in which line it stands."""
    before = file.read_text(encoding="utf-8")
    assert old in before
    file.write_text(before.replace(old, new, 1), encoding="utf-8")
    return before[: before.index(old)].count("\n") + 1


def complaints(library):
    """What is told of a library, places without the folder."""
    _, found = judged(library / "data", library / "docs")
    return [str(problem).replace(f"{library}/", "") for problem in found.problems]


def test_a_plain_library_is_plain_enough(library):
    assert complaints(library) == []


def test_every_kind_of_page_is_judged(library):
    pages, _ = judged(library / "data", library / "docs")
    names = {page.name for page in pages}
    assert names >= {"/", "/exercises/nod/", "/routines/morning/", "/safety/", "/floor/", "/about/", "/sources/"}
    assert names >= {"/clinicians/", "/print/", "/purposes/", "/history/", "sheet of nod", "all sheets"}


@pytest.mark.parametrize(
    ("file", "old", "new", "page"),
    [
        ("data/exercises.yaml", "Stand and look ahead.", LONG, "/exercises/nod/"),
        ("data/exercises.yaml", "Stand and look ahead.", LONG, "sheet of nod"),
        ("data/safety.yaml", "Greeting is not dangerous.", LONG, "/safety/"),
        ("data/about.yaml", "For tests.", LONG, "/about/"),
        ("data/routines.yaml", "A short one.", LONG, "/routines/morning/"),
    ],
)
def test_a_long_sentence_is_told_where_it_is_written(library, file, old, new, page):
    line = spoil(library / file, old, new)
    told = [one for one in complaints(library) if f": {page}: 26 words, 20 are the most" in one]
    assert [re.match(r"[^:]+:\d+", one)[0] for one in told] == [f"{file}:{line}"]


def test_a_long_step_is_told_by_its_own_limit(library):
    line = spoil(
        library / "data/exercises.yaml", "Lower your chin.\n    - Hold", "Wave again, " * 8 + "now.\n    - Hold"
    )
    assert any(f"exercises.yaml:{line}" in one and "17 words, 15 are the most" in one for one in complaints(library))


def test_a_long_sentence_of_a_hand_written_page_is_told(library):
    page = library / "docs/history.md"
    page.write_text(f"{page.read_text(encoding='utf-8')}\n{LONG}\n", encoding="utf-8")
    line = len(page.read_text(encoding="utf-8").splitlines())
    assert f"docs/history.md:{line}:1: /history/: 26 words, 20 are the most: “{LONG}”" in complaints(library)


def test_a_hard_page_is_told_with_its_grade_and_its_hardest_sentences(library):
    line = spoil(library / "data/safety.yaml", "surgery:", f"surgery:\n  - {HARD.strip()}")
    (told,) = [one for one in complaints(library) if ": /safety/: grade" in one]
    assert "6 is the most" in told
    assert f"data/safety.yaml:{line + 1}" in told


def test_a_page_that_explains_may_be_harder(library):
    pages, _ = judged(library / "data", library / "docs")
    most = {page.name: page.limit for page in pages}
    assert (most["/about/"], most["/history/"], most["/safety/"], most["/routines/morning/"]) == (8, 8, 6, 6)


def test_names_ways_and_addresses_are_not_read_as_prose():
    page = """<body><nav><p>Way.</p></nav><main><h1>Name</h1><p>Said <b>here</b>.</p>
    <ol><li>Step.</li></ol><p class="address">example.org</p><ul class="source-list"><li>Who</li></ul></main></body>"""
    assert lines_of(page) == (Line("Said here."), Line("Step.", is_step=True))
