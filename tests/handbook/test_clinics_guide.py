"""The guide for clinics: whoever writes what it shows has a library, in few lines, without anybody else’s mistakes."""

import re
import shutil
from datetime import date

import pytest

from exercise_handbook import cli
from exercise_handbook.commands import starting
from exercise_handbook.intake.docs_pages import docs_of
from exercise_handbook.intake.load import load_library
from exercise_handbook.pages.outputs import render
from support import ROOT, SMALL, texts

GUIDE = (ROOT / "docs/clinics.md").read_text(encoding="utf-8")
LIBRARY, EXERCISES, ON_TOP, CHANGES = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
MOST_LINES = 40


def lines(*texts: str) -> int:
    return sum(1 for text in texts for line in text.splitlines() if line.strip())


@pytest.fixture
def neck(tmp_path):
    folder = tmp_path / "neck"
    starting.begin(folder, date(2026, 11, 26))
    (folder / "figures").mkdir()
    shutil.copy(SMALL / "figures/wave.svg", folder / "figures/logo.svg")
    (folder / "library.yaml").write_text(LIBRARY, encoding="utf-8")
    (folder / "exercises.yaml").write_text(EXERCISES, encoding="utf-8")
    return folder


def test_three_exercises_of_a_clinic_take_few_lines_and_stand_on_its_pages(neck):
    assert lines(LIBRARY, EXERCISES) <= MOST_LINES
    page = texts(render(load_library(neck)))["exercises/chin-tuck/index.html"]
    for words in ("Riverside neck exercises", "Riverside Physiotherapy", "01234 567890", "logo.svg", "colours."):
        assert words in page


def test_ours_with_changes_takes_few_lines_and_shows_them(tmp_path):
    back = tmp_path / "back"
    starting.begin(back, date(2026, 11, 26), "lower-back")
    (back / "figures").mkdir()
    shutil.copy(SMALL / "figures/wave.svg", back / "figures/logo.svg")
    (back / "library.yaml").write_text(ON_TOP, encoding="utf-8")
    (back / "changes.yaml").write_text(CHANGES, encoding="utf-8")
    for _ in range(2):
        starting.add_exercise(back, docs_of(back))
    own = (back / "exercises.yaml").read_text(encoding="utf-8")
    assert lines(CHANGES, own, ON_TOP) <= MOST_LINES
    library = load_library(back)
    assert "partial-sit-up" not in library.exercises
    assert library.exercises["pelvic-tilt"].dose.repetitions == 8
    assert [*library.exercises][-2:] == ["new-exercise", "new-exercise-2"]


def test_every_command_of_the_guide_is_one():
    known = set(cli.COMMANDS)
    named = set(re.findall(r"`handbook (\w+)", GUIDE))
    assert len(named) > 5
    assert named <= known
    assert set(re.findall(r"`(?:handbook )?add (\w+)", GUIDE)) <= set(starting.ADDING)


def test_every_link_of_the_guide_leads_somewhere():
    for link in re.findall(r"\]\(([^)#h][^)#]*)", GUIDE):
        assert (ROOT / "docs" / link).resolve().exists(), link
