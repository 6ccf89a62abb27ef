"""Beginning a library: each file that is written builds at once, and costs nothing that is there."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from exercise_handbook import cli
from exercise_handbook.commands import starting
from exercise_handbook.intake.docs_pages import docs_of
from exercise_handbook.intake.load import load_library, open_library
from exercise_handbook.labels.catalogue import english
from exercise_handbook.pages.outputs import render
from exercise_handbook.refusals import CannotGoOn
from support import HANDBOOK, problems_of, texts

TODAY = date(2026, 11, 26)


@pytest.fixture
def begun(tmp_path):
    starting.begin(tmp_path / "neck-clinic", TODAY)
    return tmp_path / "neck-clinic"


def test_a_library_that_was_just_begun_builds(begun):
    pages = texts(render(load_library(begun)))
    assert "<h1>Neck clinic</h1>" in pages["index.html"]
    assert "Slowly sit down again." in pages["exercises/sit-to-stand/index.html"]


@pytest.mark.parametrize("on", ["", "lower-back"])
def test_what_is_left_of_the_example_is_told_and_harms_nothing(tmp_path, on):
    starting.begin(tmp_path, TODAY, on)
    _, folder = open_library(tmp_path)
    assert [one.field for one in folder.notices] == ["publisher", "contact", "address"]
    text = (tmp_path / "library.yaml").read_text(encoding="utf-8")
    (tmp_path / "library.yaml").write_text(text.replace("Your clinic", "Ours").replace("your-clinic", "ours"))
    assert open_library(tmp_path)[1].notices == ()


def test_a_library_begins_with_few_lines(begun):
    written = [
        line for file in begun.glob("*.yaml") for line in file.read_text().splitlines() if line and line[0] != "#"
    ]
    assert len(written) <= 16


@pytest.mark.parametrize("what", starting.ADDING)
def test_whatever_is_added_builds_at_once(begun, what):
    """Twice, as for a second exercise; a file there is one of is refused the second time."""
    starting.ADDING[what](begun, docs_of(begun))
    assert list(render(load_library(begun, docs_of(begun))))
    if what in ("vocabulary", "safety", "about", "labels"):
        with pytest.raises(CannotGoOn, match="it is there already"):
            starting.ADDING[what](begun, docs_of(begun))
    else:
        starting.ADDING[what](begun, docs_of(begun))
        assert list(render(load_library(begun, docs_of(begun))))


@pytest.mark.parametrize(("position", "has_floor"), [("sitting", False), ("lying-on-back", True)])
def test_the_general_text_on_the_floor_is_written_only_where_somebody_gets_down_to_it(begun, position, has_floor):
    exercises = begun / "exercises.yaml"
    exercises.write_text(exercises.read_text().replace("position: sitting", f"position: {position}"))
    starting.add_safety(begun, docs_of(begun))
    assert bool(load_library(begun).safety.floor) == has_floor
    assert ("kneel" in (begun / "safety.yaml").read_text()) == has_floor


@pytest.mark.parametrize("home", [HANDBOOK / "small", HANDBOOK / "languages/es", HANDBOOK / "languages/pl"], ids=str)
def test_who_treats_the_patients_is_changed_in_one_file(tmp_path, home):
    folder = Path(shutil.copytree(home, tmp_path / "library"))
    before = load_library(folder).say
    starting.add_labels(folder, docs_of(folder))
    assert load_library(folder).say("notes_from_physio") == before("notes_from_physio")
    written = (folder / "labels.yaml").read_text(encoding="utf-8")
    assert before("notes_from_physio") in written
    for slug, label in english().items():
        assert (f"\n{slug}: " in written) == ("physiotherapist" in " ".join(label.forms.values()))


def test_a_new_routine_is_of_exercises_in_one_position(begun):
    lying = starting.STARTERS.joinpath("exercise.yaml").read_text(encoding="utf-8").replace("sitting", "lying-on-back")
    with (begun / "exercises.yaml").open("a", encoding="utf-8") as exercises:
        exercises.write(lying.format(slug="roll", title="Roll"))
    starting.add_routine(begun, docs_of(begun))
    (routine,) = load_library(begun).routines.values()
    assert [part.exercise for part in routine.exercises] == ["sit-to-stand"]


def test_what_is_there_is_kept(begun):
    before = (begun / "exercises.yaml").read_text(encoding="utf-8")
    starting.add_exercise(begun, docs_of(begun))
    assert (begun / "exercises.yaml").read_text(encoding="utf-8").startswith(before)


def test_a_folder_with_a_library_is_not_begun_again(begun):
    with pytest.raises(CannotGoOn, match="a library is here already"):
        starting.begin(begun, TODAY)


def test_the_command_adds_to_the_folder_that_it_is_run_in(begun, monkeypatch, capsys):
    monkeypatch.chdir(begun)
    assert cli.main(["add", "routine"]) == 0
    assert capsys.readouterr().out.startswith("routines.yaml: written")
    assert cli.main(["check"]) == 0


def test_adding_to_a_library_with_a_mistake_tells_the_mistake(begun, capsys):
    (begun / "library.yaml").write_text("name: Neck\n", encoding="utf-8")
    assert cli.main(["add", "routine", str(begun)]) == 1
    assert "publisher: missing" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("library", "pages"), [("clinic", "clinic/docs"), ("clinic/data", "clinic/docs"), ("data", "docs")]
)
def test_the_pages_of_a_library_lie_in_it_or_beside_its_data(tmp_path, library, pages):
    (tmp_path / library).mkdir(parents=True)
    assert docs_of(tmp_path / library) == tmp_path / pages


def test_a_library_on_top_of_ours_builds_at_once_and_can_be_added_to(tmp_path):
    clinic = tmp_path / "back-clinic"
    assert [file.name for file in starting.begin(clinic, TODAY, "lower-back")] == ["library.yaml", "changes.yaml"]
    before = load_library(clinic).exercises
    for what in ("exercise", "routine"):
        starting.ADDING[what](clinic, docs_of(clinic))
    assert [*load_library(clinic).exercises] == [*before, "new-exercise"]


def test_a_library_on_top_of_a_folder_names_it_from_its_own(begun, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    starting.begin(Path("branches/east"), TODAY, "neck-clinic")
    assert "extends: ../../neck-clinic\n" in Path("branches/east/library.yaml").read_text(encoding="utf-8")
    assert "sit-to-stand" in load_library(Path("branches/east")).exercises


def test_a_base_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CannotGoOn, match="--on nowhere: there is no library; write lower-back, or the folder of one"):
        starting.begin(tmp_path / "clinic", TODAY, "nowhere")


@pytest.mark.parametrize("language", ["pl", "ar-EG", "cy"])
def test_a_library_in_another_language_begins_with_gaps_that_are_all_told_and_builds_once_they_are_filled(
    tmp_path, language
):
    files = starting.begin(tmp_path, TODAY, language=language)
    told = problems_of(tmp_path)
    gaps = sum(file.read_text(encoding="utf-8").count('"…"') for file in files)
    assert len(told) == gaps > 30
    assert all("found “…”, which says nothing to readers" in line for line in told), told
    for file in files:
        file.write_text(file.read_text(encoding="utf-8").replace('"…"', "słowa"), encoding="utf-8")
    library = load_library(tmp_path)
    assert library.publication.language == language
    assert list(render(library))


def test_a_language_that_the_program_does_not_speak_begins_no_library(tmp_path):
    with pytest.raises(CannotGoOn, match="--language tlh: the program does not speak it; write one of en, "):
        starting.begin(tmp_path, TODAY, language="tlh")


def test_an_english_library_of_any_country_begins_with_the_example(tmp_path):
    assert [file.name for file in starting.begin(tmp_path, TODAY, language="en-US")] == [
        "library.yaml",
        "exercises.yaml",
    ]
