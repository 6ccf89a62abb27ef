"""The facts of our own library that its makers hold: the seven exercises it began with, their pictures, its safety.

An exercise that is added answers to test_promises alone, as any library's does.
"""

import re
from pathlib import Path

import pytest

from exercise_handbook.intake.strict_yaml import read
from exercise_handbook.library.citations import citations
from exercise_handbook.library.wording import emergency
from support import ROOT, ours

LIBRARY = ours()
GIVEN = (
    "pelvic-tilt",
    "single-knee-to-chest",
    "double-knee-to-chest",
    "straight-leg-raise",
    "lower-back-rotation",
    "partial-sit-up",
    "hip-lift",
)

every_exercise = pytest.mark.parametrize("exercise", [LIBRARY.exercises[slug] for slug in GIVEN], ids=GIVEN)


def test_the_list_begins_with_the_seven_exercises():
    assert set(list(LIBRARY.exercises)[: len(GIVEN)]) == set(GIVEN)


@every_exercise
def test_it_is_told_in_three_steps_or_more(exercise):
    assert len(exercise.steps) >= 3


@every_exercise
def test_it_says_its_aim_in_the_words_of_its_purposes(exercise):
    kinds = {LIBRARY.vocabulary.kinds[kind].phrase for kind in exercise.purposes}
    areas = {LIBRARY.vocabulary.areas[area].name.lower().split()[-1] for _, area in exercise.goals}
    assert all(word in exercise.aim for word in kinds)
    assert all(area.rstrip("s") in exercise.aim for area in areas)


FILLED = {name for slug in GIVEN for name, value in LIBRARY.exercises[slug] if value}
"""What at least one of the seven says."""


@every_exercise
def test_it_fills_every_field_that_another_fills(exercise):
    assert len(FILLED) > 15
    assert {name for name in FILLED if not getattr(exercise, name)} <= {"in_lists"}


@every_exercise
def test_it_claims_no_review_by_anyone(exercise):
    assert exercise.reviewed is None


@every_exercise
def test_it_has_a_picture_of_start_and_end(exercise):
    assert {figure.shows for figure in exercise.figures} >= {"start", "end"}


@every_exercise
def test_its_pictures_say_what_their_pose_says(exercise):
    poses, _ = read(ROOT / f"data/poses/{exercise.slug}.yaml")
    for figure in exercise.figures:
        pose = figure.file.removeprefix(f"{exercise.slug}-").removesuffix(".svg")
        assert figure.alt == poses.values["figures"][pose]["alt"]


@every_exercise
def test_its_movement_holds_as_long_as_its_dose(exercise):
    poses, _ = read(ROOT / f"data/poses/{exercise.slug}.yaml")
    assert exercise.movement
    assert poses.values["hold_seconds"] == exercise.dose.hold_seconds


@every_exercise
def test_it_comes_down_as_well_as_up(exercise):
    assert re.search(r"let go|[Ll]ower|back to the middle", " ".join(exercise.steps))


def test_hands_are_not_behind_the_head_in_the_sit_up():
    sit_up = LIBRARY.exercises["partial-sit-up"]
    assert "Cross your arms on your chest" in sit_up.starting_position
    assert not any("behind your head" in step for step in sit_up.steps)


def test_the_straight_leg_raise_lifts_one_leg_and_strengthens():
    raised = LIBRARY.exercises["straight-leg-raise"]
    assert set(raised.purposes) == {"strengthen"}
    assert any(mistake.right == "Lift one leg only." for mistake in raised.mistakes)


def test_the_safety_page_names_the_emergency_numbers_of_both_countries():
    for whom in (emergency(LIBRARY), " ".join(line.say for line in LIBRARY.safety.help.emergency.call)):
        assert "999" in whom
        assert "911" in whom


@pytest.mark.parametrize(("slug", "minutes"), [("ten-minutes", 10), ("twenty-minutes", 20), ("thirty-minutes", 30)])
def test_a_routine_that_is_named_by_its_minutes_takes_them(slug, minutes):
    assert LIBRARY.routines[slug].minutes == minutes


def test_every_paragraph_with_a_figure_on_the_evidence_page_has_a_source():
    text = Path(ROOT / "docs/evidence.md").read_text(encoding="utf-8").partition("\n---\n")[2]
    blocks = [block for block in re.split(r"\n\s*\n|\n(?=[-*|] ?)", text) if re.search(r"\d", block)]
    claims = [block for block in blocks if not block.lstrip().startswith(("#", "| Added", "|---"))]
    assert not [block for block in claims if "[^" not in block and not _is_plain(block)]


def _is_plain(block: str) -> bool:
    """Whether the only number is how many exercises there are here, or a time span already defined."""
    numbers = set(re.findall(r"\d+", block))
    return numbers <= {str(len(LIBRARY.exercises)), "3", "0", "24", "100"}


@pytest.mark.parametrize("slug", LIBRARY.sources)
def test_a_source_says_how_it_was_read_unless_its_own_page_was(slug):
    source = LIBRARY.sources[slug]
    assert source.how_read or source.address


def test_a_citation_is_found_wherever_it_stands():
    tilt = LIBRARY.exercises["pelvic-tilt"]
    trails = {trail[0] for trail, _ in citations(tilt)}
    assert {"dose", "feel", "mistakes", "ask_first", "easier", "harder"} <= trails


def test_no_reader_is_told_to_do_an_editors_work():
    told = {slug: source.how_read for slug, source in LIBRARY.sources.items() if source.how_read}
    assert not [slug for slug, words in told.items() if re.search(r"check|open|live page", words, re.IGNORECASE)]


def test_each_of_the_seven_has_its_departures_from_the_first_text_told():
    assert {change.exercise for change in LIBRARY.about.changes} >= set(GIVEN)


@every_exercise
def test_a_dose_is_told_to_differ_from_the_first_text(exercise):
    (doses,) = [change for change in LIBRARY.about.changes if "no number of times" in change.text]
    assert set(doses.sources) & set(exercise.dose.sources)
