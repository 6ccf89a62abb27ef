"""What every library promises, ours or a clinic's: one test for each exercise and promise, its id the slug.

`make promises DATA=../clinic` asks another library than ours. What is asked of a library's texts when it is
loaded, such as that each exercise has steps, is held by the rules and not asked again here.
"""

import os
import re
from pathlib import Path

import pytest

from exercise_handbook.commands.readability import ENGLISH, WORD, grade, length, sentences
from exercise_handbook.commands.reading import SENTENCE, judged, prose
from exercise_handbook.intake.load import load_library
from exercise_handbook.labels.say import is_english
from support import ROOT

HOME = Path(os.environ.get("DATA") or ROOT / "data")
LIBRARY = load_library(HOME, ROOT / "docs")
STEP = 15  # words, the most in a step
LIST = 7  # items, the most in a list
CAPTION = 8  # words, the most in a caption
AVOIDED = re.compile(r"\b(cure|proven|guaranteed|miracle|realign|pain-free|you must|should)\b", re.IGNORECASE)

every_exercise = pytest.mark.parametrize("exercise", LIBRARY.exercises.values(), ids=lambda e: e.slug)


def is_supported(entry):
    """A library that names no sources at all claims none, and its pages say so."""
    return bool(entry.sources) or not LIBRARY.sources


@every_exercise
def test_it_states_its_aim(exercise):
    assert re.fullmatch(r"To [^.]+\.", exercise.aim)


@every_exercise
def test_its_captions_are_short(exercise):
    assert all(len(WORD.findall(figure.caption or "")) <= CAPTION for _, figure in exercise.illustrations)


@every_exercise
def test_its_steps_are_short(exercise):
    assert all(len(WORD.findall(step)) <= STEP for step in exercise.steps)


@every_exercise
def test_its_lists_are_short(exercise):
    lists = (exercise.feel, exercise.stop_if, exercise.mistakes, exercise.ask_first)
    assert all(len(items) <= LIST for items in lists)


@every_exercise
def test_its_hold_is_filled_in_and_never_written(exercise):
    assert any("{hold}" in step for step in exercise.steps) or not exercise.dose.hold_seconds
    assert not any(re.search(r"\d+ seconds?", step) for step in (*exercise.steps, exercise.in_short or ""))


@every_exercise
def test_it_reads_at_grade_six_or_lower(exercise):
    hardest = max(grade(prose(exercise)), grade(exercise.steps))
    assert hardest <= ENGLISH.limit or not is_english(LIBRARY.publication.language)  # a formula made for English


@every_exercise
def test_it_has_no_sentence_over_twenty_words(exercise):
    assert max(map(length, sentences([*prose(exercise), *exercise.steps]))) <= SENTENCE


@every_exercise
def test_it_promises_nothing(exercise):
    assert not [words for words in prose(exercise) if AVOIDED.search(words)]


@every_exercise
def test_its_dose_has_a_source(exercise):
    assert is_supported(exercise.dose)


@every_exercise
def test_every_number_in_its_words_has_a_source(exercise):
    ways = [way for _, way in exercise.ways]
    said = [*exercise.feel, *exercise.ask_first, *exercise.mistakes, *ways]
    numbered = [entry for entry in said if re.search(r"\d", " ".join(prose(entry)))]
    assert all(is_supported(entry) for entry in numbered)


def test_every_page_and_sheet_is_plain_enough_for_its_kind():
    _, found = judged(HOME, ROOT / "docs")
    assert not found.problems, str(found)


def test_every_warning_sign_has_a_source():
    signs = [sign for _, card in LIBRARY.safety.help for group in card.groups for sign in group.signs]
    assert all(is_supported(sign) for sign in signs)


def test_every_address_of_the_site_is_promised_for_good():
    assert set(LIBRARY.addresses) >= LIBRARY.page_addresses
