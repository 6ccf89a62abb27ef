"""Problems: told in the author's order, each once."""

import pytest

from exercise_handbook.library.problems import Place, Problem, Problems, field_name


@pytest.mark.parametrize(
    ("trail", "name"),
    [
        (("exercises",), ""),
        (("exercises", "hip-lift"), "hip-lift"),
        (("exercises", "hip-lift", "aim"), "aim"),
        (("exercises", "hip-lift", "steps", 2), "steps[3]"),
        (("exercises", "hip-lift", "dose", "sets"), "dose.sets"),
        (("library", "licence", "name"), "licence.name"),
        (("routines", "pace", "moving", "seconds"), "pace.moving.seconds"),
        (("routines", "routines", "morning", "minutes"), "minutes"),
    ],
)
def test_a_field_is_named_inside_its_entry_and_counted_from_one(trail, name):
    assert field_name(trail) == name


def test_problems_come_in_the_order_of_the_file_and_once():
    late, early = (Problem(Place("a.yaml", line), "aim", "missing") for line in (10, 9))
    assert str(Problems([late, early, late])) == "a.yaml:9:1: aim: missing\na.yaml:10:1: aim: missing"


def test_a_cause_with_many_places_is_told_once_with_the_first_three_of_them():
    problems = [Problem(Place("safety.yaml", line), "sources[1]", "There is none.") for line in range(1, 86)]
    other = Problem(Place("safety.yaml", 2), "calm", "missing")
    assert str(Problems([*problems, other])).splitlines() == [
        "safety.yaml:1:1: sources[1]: There is none."
        " In all, 85 places have this, safety.yaml:2:1, safety.yaml:3:1 next.",
        "safety.yaml:2:1: calm: missing",
    ]


def test_a_cause_with_three_places_is_told_at_each():
    problems = [Problem(Place("safety.yaml", line), "calm", "missing") for line in (1, 2, 3)]
    assert len(str(Problems(problems)).splitlines()) == 3
