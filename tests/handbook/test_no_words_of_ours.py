"""A library about another part of the body says nothing of ours: on pages, on sheets, in search and descriptions."""

import re
from pathlib import Path

import pytest

from exercise_handbook.intake.general import general
from exercise_handbook.intake.load import load_library
from exercise_handbook.intake.strict_yaml import read
from exercise_handbook.pages.outputs import render
from exercise_handbook.paper.handouts import Manuscripts
from support import ROOT, texts

OURS = (
    *("lower back", "your back", "back pain", "back exercise", "lumbar", "spine", "sciatica", "pelvic", "tummy"),
    *("knee hug", "bridge", "7 exercises", "seven exercises", "lie on your back", "cauda equina"),
    *("the published advice listed here", "what the research shows", "the drawings"),
)
"""Words of the library that comes with the program, and sentences that are true of it alone."""

TITLES = {source["title"] for source in general("sources").values()}
"""What sources of the general text are called is theirs."""

LIBRARY = """name: Hand exercises
address: https://hands.example/
edition: 2026-01-31
publisher: The hand house
"""
EXERCISES = """make-a-fist:
  name: Make a fist
  also_called: [finger curl]
  aim: To loosen your fingers.
  purposes: {loosen: [hands]}
  position: sitting
  starting_position: Sit with your arm on a table.
  steps: [Make a fist., "Hold for {hold}.", Open your hand.]
  dose: {hold_seconds: 3, repetitions: 5}
  easier: Bend your fingers half way.
  stop_if: [your fingers go white]
turn-your-palm:
  name: Turn your palm
  aim: To loosen your wrist.
  purposes: {loosen: [wrists]}
  position: standing
  starting_position: Stand with your elbow bent.
  steps: [Turn your palm up., Turn it down.]
  dose: {repetitions: 5}
  harder: {exercise: make-a-fist}
"""
ROUTINES = """routines:
  both:
    name: Both hands
    in_short: Two exercises for stiff hands.
    areas: [hands]
    minutes: 3
    how_often: Do it once a day.
    exercises: [make-a-fist, turn-your-palm]
"""


@pytest.fixture(scope="module")
def hands(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hands")
    for name, text in (("library", LIBRARY), ("exercises", EXERCISES), ("routines", ROUTINES)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load_library(folder)


@pytest.fixture(scope="module")
def told(hands):
    """Every page and file with words, and what every sheet is set from, by its address."""
    pages = {uri: page for uri, page in texts(render(hands)).items() if not uri.startswith("assets/")}
    del pages["api/v1/schema.json"]  # says what fields are for, to programmers
    sheets = {one.handout.address: repr(one.job) for one in Manuscripts(hands)}
    assert len(pages) > 15
    assert len(sheets) > 15
    return pages | sheets


@pytest.mark.parametrize("words", OURS)
def test_nothing_of_ours_is_said(told, words):
    found = re.compile(rf"\b{re.escape(words)}", re.IGNORECASE)
    assert [(uri, said[0]) for uri, page in told.items() if (said := found.search(_without_titles(page)))] == []


def test_no_source_of_ours_is_named_that_the_general_text_does_not_name(told):
    ours = read(ROOT / "data/sources.yaml")[0].values
    names = {source["title"] for slug, source in ours.items() if slug not in general("sources")}
    names = {name for name in names if len(name.split()) > 3}  # shorter ones may be said by chance
    assert len(names) > 20
    assert [(uri, name) for uri, page in told.items() for name in names if name in page] == []


def test_sheets_say_nothing_but_data_and_labels():
    templates = ROOT / "hooks/exercise_handbook/templates/handouts"
    said = " ".join(file.read_text(encoding="utf-8") for file in Path(templates).glob("*.typ"))
    assert [words for words in OURS if words in said.lower()] == []


def test_numbers_are_those_of_the_library(told):
    assert "2 exercises" in told["routines/index.html"]


def _without_titles(page: str) -> str:
    for title in TITLES:
        page = page.replace(title, "")
    return page
