"""The real exercises: one test for each exercise and promise, its id the slug."""

import re
from pathlib import Path

import pytest

from handbook.library import citations
from handbook.load import load_library
from handbook.reading import GRADE, SENTENCE, WORD, prose, reading, sentences
from handbook.strict_yaml import read
from handbook.wording import emergency
from support import ROOT

LIBRARY = load_library(ROOT / "data", ROOT / "docs")
GIVEN = (
    "pelvic-tilt",
    "single-knee-to-chest",
    "double-knee-to-chest",
    "straight-leg-raise",
    "lower-back-rotation",
    "partial-sit-up",
    "hip-lift",
)
STEP = 15  # words, the most in a step
LIST = 7  # items, the most in a list
CAPTION = 8  # words, the most in a caption
AVOIDED = re.compile(r"\b(cure|proven|guaranteed|miracle|realign|pain-free|you must|should)\b", re.IGNORECASE)

every_exercise = pytest.mark.parametrize("exercise", LIBRARY.exercises.values(), ids=lambda e: e.slug)


def test_the_seven_exercises_are_there():
    assert set(LIBRARY.exercises) == set(GIVEN)


@every_exercise
def test_it_has_steps(exercise):
    assert len(exercise.steps) >= 3


@every_exercise
def test_it_states_its_aim(exercise):
    assert re.fullmatch(r"To [^.]+\.", exercise.aim)


@every_exercise
def test_it_says_its_aim_in_the_words_of_its_purposes(exercise):
    kinds = {LIBRARY.vocabulary.kinds[kind].phrase for kind in exercise.purposes}
    areas = {LIBRARY.vocabulary.areas[area].name.lower().split()[-1] for _, area in exercise.goals}
    assert all(word in exercise.aim for word in kinds)
    assert all(area.rstrip("s") in exercise.aim for area in areas)


@every_exercise
def test_its_dose_has_a_source(exercise):
    assert exercise.dose.sources


@every_exercise
def test_every_number_in_its_words_has_a_source(exercise):
    said = [*exercise.feel, *exercise.ask_first, *exercise.mistakes, exercise.easier, exercise.harder]
    numbered = [entry for entry in said if re.search(r"\d", " ".join(prose(entry)))]
    assert all(entry.sources for entry in numbered)


@every_exercise
def test_it_fills_every_field_but_the_review(exercise):
    empty = {name for name, value in exercise if not value}
    assert empty <= {"reviewed", "sources"}


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
def test_its_captions_are_short(exercise):
    assert all(len(WORD.findall(figure.caption)) <= CAPTION for _, figure in exercise.illustrations)


@every_exercise
def test_its_steps_are_short(exercise):
    assert all(len(WORD.findall(step)) <= STEP for step in exercise.steps)


@every_exercise
def test_its_hold_is_said_once_and_filled_in(exercise):
    assert sum("{hold}" in step for step in exercise.steps) == 1
    assert not any(re.search(r"\d+ seconds?", step) for step in (*exercise.steps, exercise.in_short))


@every_exercise
def test_its_lists_are_short(exercise):
    lists = (exercise.feel, exercise.stop_if, exercise.mistakes, exercise.ask_first)
    assert all(len(items) <= LIST for items in lists)


@every_exercise
def test_it_reads_at_grade_six_or_lower(exercise):
    found = reading(exercise)
    assert max(found.prose, found.steps) <= GRADE


@every_exercise
def test_it_has_no_sentence_over_twenty_words(exercise):
    assert reading(exercise).longest_words <= SENTENCE


@every_exercise
def test_it_promises_nothing(exercise):
    assert not [words for words in prose(exercise) if AVOIDED.search(words)]


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


def test_safety_has_no_sentence_over_twenty_five_words():
    longest = max(sentences(list(prose(LIBRARY.safety))), key=lambda one: len(WORD.findall(one)))
    assert len(WORD.findall(longest)) <= 25, longest


def test_the_safety_page_names_the_emergency_numbers_of_both_countries():
    for whom in (emergency(LIBRARY.safety), " ".join(line.say for line in LIBRARY.safety.help.emergency.call)):
        assert "999" in whom
        assert "911" in whom


def test_every_warning_sign_has_a_source():
    signs = [sign for _, card in LIBRARY.safety.help for group in card.groups for sign in group.signs]
    assert all(sign.sources for sign in signs)


@pytest.mark.parametrize("routine", LIBRARY.routines.values(), ids=lambda r: r.slug)
def test_it_is_one_of_ten_twenty_and_thirty_minutes(routine):
    assert routine.minutes in (10, 20, 30)


def test_every_address_of_the_site_is_promised_for_good():
    assert set(LIBRARY.addresses) >= LIBRARY.page_addresses


def test_every_paragraph_with_a_figure_on_the_evidence_page_has_a_source():
    text = Path(ROOT / "docs/evidence.md").read_text(encoding="utf-8").partition("\n---\n")[2]
    blocks = [block for block in re.split(r"\n\s*\n|\n(?=[-*|] ?)", text) if re.search(r"\d", block)]
    claims = [block for block in blocks if not block.lstrip().startswith(("#", "| Added", "|---"))]
    assert not [block for block in claims if "[^" not in block and not _is_plain(block)]


def _is_plain(block: str) -> bool:
    """Whether the only number is how many exercises there are here, or a time span already defined."""
    numbers = set(re.findall(r"\d+", block))
    return numbers <= {str(len(LIBRARY.exercises)), "3", "0", "24", "100"}


def test_no_source_is_cited_without_being_read():
    for slug, source in LIBRARY.sources.items():
        assert "recalled" not in f"{source.how_read} {source.for_editors}".lower(), slug


def test_a_citation_is_found_wherever_it_stands():
    tilt = LIBRARY.exercises["pelvic-tilt"]
    trails = {trail[0] for trail, _ in citations(tilt)}
    assert {"dose", "feel", "mistakes", "ask_first", "easier", "harder"} <= trails
