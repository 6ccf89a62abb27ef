"""Reviews: none is claimed for what nobody reviewed."""

import shutil
from pathlib import Path

import pytest
from lxml import html

from exercise_handbook.intake.load import load_library
from exercise_handbook.library.wording import ReviewState, review_line, review_state
from exercise_handbook.pages.outputs import render
from support import SAMPLE, SAMPLE_DOCS, texts


@pytest.fixture
def reviewed(tmp_path) -> Path:
    """A copy of the sample, whose nod was reviewed as it is."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "library"))


def say(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def state(folder: Path, slug: str = "nod") -> ReviewState:
    library = load_library(folder, SAMPLE_DOCS)
    return review_state([library.exercises[slug]], library)


def test_what_was_reviewed_as_it_is_counts(reviewed):
    assert state(reviewed) == ReviewState.GOOD


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("exercises.yaml", "To warm up your neck.", "To warm your neck."),
        ("exercises.yaml", "    repetitions: 4\n", "    repetitions: 5\n"),
        ("exercises.yaml", "Someone looks ahead.", "Someone looks up."),
        ("exercises.yaml", "    - your neck strains\n", "    - your neck strains\n    - you feel faint\n"),
        ("exercises.yaml", "    - never\n", ""),
        ("exercises.yaml", "name: Bow\n", "name: Bend\n"),
        ("safety.yaml", "you have a stiff neck", "you have a very stiff neck"),
        ("vocabulary.yaml", "standing: Standing", "standing: On your feet"),
        ("figures/nod-end.svg", "<svg", "<!-- another --><svg"),
    ],
)
def test_a_changed_word_number_or_picture_ends_a_review(reviewed, file, old, new):
    say(reviewed, file, old, new)
    assert state(reviewed) == ReviewState.CHANGED
    library = load_library(reviewed, SAMPLE_DOCS)
    said = "Changed since it was reviewed by a clinician on 30 June 2025."
    assert review_line(library.exercises["nod"], library) == said
    page = texts(render(library))["exercises/nod/index.html"]
    assert said in html.fromstring(page).cssselect("[aria-labelledby=review]")[0].text_content()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("exercises.yaml", "  position: standing\n  starting_position: Stand and", "  starting_position: Stand and"),
        ("exercises.yaml", "  breathing: Breathe as you like.", "  breathing: {say: Breathe as you like.}"),
        ("exercises.yaml", "  sides: none\n", ""),
        ("exercises.yaml", "sources: [letter, manual]", "sources: [manual, letter]"),
        ("exercises.yaml", "To loosen your waist.", "To bend your waist."),
        ("safety.yaml", "say: you have a stiff neck", "say:   you have a stiff neck"),
    ],
)
def test_the_order_and_spelling_of_keys_and_what_others_say_end_none(reviewed, file, old, new):
    say(reviewed, file, old, new)
    if "starting_position" in old:
        say(reviewed, file, "  steps:\n", "  position: standing\n  steps:\n")
    assert state(reviewed) == ReviewState.GOOD


def test_a_renamed_precaution_ends_none(reviewed):
    say(reviewed, "safety.yaml", "  stiff:", "  rigid:")
    say(reviewed, "exercises.yaml", "precaution: stiff", "precaution: rigid")
    assert state(reviewed) == ReviewState.GOOD


def test_a_review_of_nobody_knows_what_has_run_out(reviewed):
    say(reviewed, "exercises.yaml", ', fingerprint: "8d2d4d5cf8b4b6eb"', "")
    assert state(reviewed) == ReviewState.RUN_OUT


def test_a_clinics_change_ends_the_review_of_its_base(clinic):
    assert state(clinic()) == ReviewState.GOOD
    assert state(clinic(changes="exercises: {nod: {breathing: Breathe out.}}\n")) == ReviewState.CHANGED
    assert state(clinic(changes="exercises: {bow: {aim: To bend.}}\n")) == ReviewState.GOOD
