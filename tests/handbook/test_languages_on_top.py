"""A library on top of another takes over the other's words in a language, of all that it did not change itself."""

import pytest

from exercise_handbook.commands import translating
from exercise_handbook.intake.load import load_library, open_library
from exercise_handbook.labels.made_by import MadeBy
from marked import filled_in, translated
from on_top import base_says

CHANGES = """exercises:
  nod:
    steps[1]: Lower your chin a little.
  wave:
    steps[1]: {hide: yes}
"""
OWN = "in our own words: {}"


@pytest.fixture
def home(clinic):
    """A clinic on top of the sample, which has a made-up Spanish; and the clinic's own words in it."""

    def begun(**files):
        folder = clinic(**files)
        file = folder / "library.yaml"
        file.write_text(f"{file.read_text(encoding='utf-8')}drafts: yes\n", encoding="utf-8")
        translated(folder.parent / "base", "es")
        translate(folder)
        return folder

    return begun


def translate(folder, words=OWN.format):
    """Bring the clinic's file up to date, and fill in what is empty. Returns the fields in it."""
    file = folder / "languages/es.po"
    translating.translate(folder, folder / "docs", "es")
    text = filled_in(file.read_text(encoding="utf-8"), words)
    file.write_text(text.replace("X-Translated-By: \\n", "X-Translated-By: Ana\\n"), encoding="utf-8")
    return [line[9:-1] for line in text.splitlines() if line.startswith('msgctxt "')]


def spanish(folder):
    (one,) = load_library(folder).translations
    return one


def lags(folder):
    told = [one.field for one in open_library(folder)[1].notices]
    return [field for field in told if field.startswith("exercises.")]  # what was not agreed to is told too


def test_a_clinic_translates_only_what_is_its_own(home):
    folder = home()
    assert translate(folder) == ["library.name", "library.in_short", "library.publisher"]
    one = spanish(folder)
    assert one.publication.name == OWN.format("Riverside greetings")
    assert one.exercises["nod"].name == "«Nod»"
    assert [*one.exercises] == [*load_library(folder).exercises]
    assert lags(folder) == []


def test_what_it_changed_and_what_moved_by_that_keeps_its_place(home):
    folder = home(changes=CHANGES)
    assert [field for field in translate(folder) if field.startswith("exercises.")] == ["exercises.nod.steps[1]"]
    first, one = load_library(folder).exercises["nod"], spanish(folder).exercises["nod"]
    assert one.steps == (OWN.format(first.steps[0]), *(f"«{step}»" for step in first.steps[1:]))
    first, one = load_library(folder).exercises["wave"], spanish(folder).exercises["wave"]
    assert one.steps == tuple(f"«{step}»" for step in first.steps)
    assert len(one.steps) == 2


def test_an_exercise_whose_change_nobody_translated_is_not_shown(home):
    folder = home()
    (folder / "changes.yaml").write_text(CHANGES, encoding="utf-8")
    assert lags(folder) == ["exercises.nod.steps[1]"]
    assert "nod" not in spanish(folder).exercises
    translate(folder)
    assert "nod" in spanish(folder).exercises


def test_what_changed_in_the_base_is_behind_in_the_clinic_until_the_base_is_looked_at(home):
    folder = home()
    base_says(folder, "exercises", "name: Nod\n", "name: Slow nod\n")
    assert lags(folder) == ["exercises.nod.name"]
    assert spanish(folder).exercises["nod"].name == "«Nod»"
    assert "/exercises/nod/" in spanish(folder).translation.behind
    base_says(folder, "exercises", "Lift one arm.", "Lift one arm now.")
    assert lags(folder) == ["exercises.nod.name", "exercises.wave.steps[1]"]
    assert "wave" not in spanish(folder).exercises


def test_a_translation_is_as_good_as_its_worst_part(home):
    folder = home()
    assert spanish(folder).translation.made_by == MadeBy("machine")
    says_no = (folder / "library.yaml").read_text(encoding="utf-8").replace("drafts: yes\n", "")
    (folder / "library.yaml").write_text(says_no, encoding="utf-8")
    assert load_library(folder).translations == ()


def test_a_clinics_own_words_come_before_those_of_the_base(home):
    folder = home()
    file = folder / "languages/es.po"
    own = '\nmsgctxt "exercises.nod.name"\nmsgid "Nod"\nmsgstr "Cabeceo"\n'
    file.write_text(file.read_text(encoding="utf-8") + own, encoding="utf-8")
    assert spanish(folder).exercises["nod"].name == "Cabeceo"
    assert "exercises.nod.name" in translate(folder)
