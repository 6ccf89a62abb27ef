"""How many exercises there are is filled in, so that it stays true."""

import pytest

from exercise_handbook.intake.counts import with_counts
from exercise_handbook.intake.load import load_library
from support import ROOT, SMALL


def test_texts_of_the_library_say_how_many_exercises_there_are(small):
    text = (SMALL / "library.yaml").read_text(encoding="utf-8")
    library = text.replace("in_short: The", 'in_short: "{exercises} exercise: the').replace("can be.", 'can be."')
    one = (SMALL / "exercises.yaml").read_text(encoding="utf-8")
    assert load_library(small(library=library)).publication.in_short.startswith("1 exercise:")
    two = one + one.replace("wave:", "bow:").replace("Wave\n", "Bow\n")
    assert load_library(small(library=library, exercises=two)).publication.in_short.startswith("2 exercise:")


def test_a_routine_counts_its_own_exercises_each_once():
    values = {
        "routines": {"routines": {"one": {"in_short": "All {exercises}", "exercises": ("a", {"exercise": "a"}, "b")}}}
    }
    assert with_counts(values)["routines"]["routines"]["one"]["in_short"] == "All 2"


@pytest.mark.parametrize("name", ["library", "about", "routines", "exercises"])
def test_what_cannot_be_understood_is_left_as_it_is(name):
    assert with_counts({name: "words"})[name] == "words"


@pytest.mark.parametrize("exercises", [5, "bow", {"a": "b"}, ({"exercise": {"a": "b"}},)])
def test_exercises_of_a_routine_that_cannot_be_understood_are_left_as_they_are(exercises):
    values = {"routines": {"routines": {"one": {"exercises": exercises}}}}
    assert with_counts(values) == values


def test_our_own_texts_write_no_number_of_exercises():
    said = "".join(
        (ROOT / f"data/{name}.yaml").read_text(encoding="utf-8") for name in ("library", "about", "routines")
    )
    assert " 7 exercises" not in said
