"""Reviews: none is claimed for what nobody reviewed."""

import shutil
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from lxml import html

from exercise_handbook import reviewing
from exercise_handbook.intake.load import load_library
from exercise_handbook.library.wording import ReviewState, review_line, review_state
from exercise_handbook.pages.outputs import render
from exercise_handbook.refusals import CannotGoOn
from exercise_handbook.reviewing import due_lines
from support import SAMPLE, SAMPLE_DOCS, texts

NOW = "c5ab2a3512e968a7"
"""What the sample's nod is known by."""


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


def test_a_code_for_links_of_plans_ends_no_review(reviewed):
    say(reviewed, "exercises.yaml", "nod:\n", "nod:\n  code: 7H2K\n")
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
    say(reviewed, "exercises.yaml", f', fingerprint: "{NOW}"', "")
    assert state(reviewed) == ReviewState.RUN_OUT


def test_a_clinics_change_ends_the_review_of_its_base(clinic):
    assert state(clinic()) == ReviewState.GOOD
    assert state(clinic(changes="exercises: {nod: {breathing: Breathe out.}}\n")) == ReviewState.CHANGED
    assert state(clinic(changes="exercises: {bow: {aim: To bend.}}\n")) == ReviewState.GOOD


def test_the_sheet_says_all_that_readers_are_told_beside_its_sources(reviewed, tmp_path):
    assert reviewing.sheet(reviewed, SAMPLE_DOCS, "nod", tmp_path / "out") == 0
    page = html.fromstring((tmp_path / "out/nod.html").read_text(encoding="utf-8"))
    told = {row.cssselect("th")[0].text_content(): row for row in page.cssselect("tbody tr")}
    nod = load_library(reviewed, SAMPLE_DOCS).exercises["nod"]
    words = [row.cssselect("b")[0].text_content() for row in told.values()]
    assert set(nod.steps) | {nod.aim, nod.stop_if[0].say, "you have a stiff neck", "Bow"} <= set(words)
    assert [field for field in told if field.startswith("dose, build to")] != []
    assert "Guild of Greeters: How to greet, 1999. Read in a copy. Greeters may nod 4 times." in " ".join(
        told["dose, repetitions"].text_content().split()
    )
    assert "Nobody has noted what in it supports this." in told["mistakes 1, wrong"].text_content()
    assert "No source of its own is named." in told["steps 1"].text_content()
    assert len(page.cssselect("input[type=checkbox]")) == len(page.cssselect("textarea")) == len(told)
    assert {label.text_content().strip() for label in page.cssselect(".sign label")} == {
        "Name", "Profession and registration", "Day", "Signature",
    }  # fmt: skip


def test_the_sheet_as_a_pdf_says_the_same(reviewed, tmp_path):
    reviewing.sheet(reviewed, SAMPLE_DOCS, "all", tmp_path)
    with pypdfium2.PdfDocument(tmp_path / "all.pdf") as pdf:
        printed = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pdf).split())
    for said in ("Lower your chin.", "Greeting is not dangerous.", "The evening greeting", "Signature", NOW):
        assert said in printed


def test_a_sheet_names_no_source_of_the_base_for_what_a_clinic_changed(clinic, tmp_path):
    folder = clinic(changes="exercises: {nod: {dose.times_a_day: 2}}\n")
    reviewing.sheet(folder, folder / "docs", "nod", tmp_path)
    page = html.fromstring((tmp_path / "nod.html").read_text(encoding="utf-8"))
    rows = page.cssselect("tbody tr")
    told = {row.cssselect("th")[0].text_content(): row.cssselect("td")[1].text_content() for row in rows}
    assert told["dose, times a day, first"].strip() == "No source of its own is named."
    assert "Guild of Greeters" in told["dose, repetitions"]


def test_a_sheet_of_nothing_says_what_there_is(reviewed, tmp_path):
    with pytest.raises(CannotGoOn, match="write the slug of an exercise or a routine, or safety, or all"):
        reviewing.sheet(reviewed, SAMPLE_DOCS, "nodd", tmp_path)


def test_what_changed_since_a_review_is_one_command_away(reviewed, tmp_path, capsys):
    reviewing.sheet(reviewed, SAMPLE_DOCS, "nod", tmp_path)
    assert reviewing.difference(reviewed, SAMPLE_DOCS, "nod") == 0
    assert capsys.readouterr().out.endswith("nod: nothing changed since it was reviewed\n")
    say(reviewed, "exercises.yaml", "To warm up your neck.", "To warm your neck.")
    reviewing.difference(reviewed, SAMPLE_DOCS, "nod")
    assert capsys.readouterr().out.splitlines()[2:] == ["-aim: To warm up your neck.", "+aim: To warm your neck."]


def test_a_kept_text_that_is_not_what_was_reviewed_is_compared_with_nothing(reviewed, tmp_path):
    with pytest.raises(CannotGoOn, match="the text that was reviewed is not there as it was"):
        reviewing.difference(reviewed, SAMPLE_DOCS, "nod")
    reviewing.sheet(reviewed, SAMPLE_DOCS, "nod", tmp_path)
    say(reviewed, f"reviews/nod-{NOW}.txt", "neck", "back")
    with pytest.raises(CannotGoOn, match="the text that was reviewed is not there as it was"):
        reviewing.difference(reviewed, SAMPLE_DOCS, "nod")


@pytest.mark.parametrize(
    ("today", "why"),
    [
        (date(2027, 3, 29), None),
        (date(2027, 3, 30), "it runs out on 2027-06-30"),
        (date(2027, 6, 30), "it runs out on 2027-06-30"),
        (date(2027, 7, 1), "it ran out on 2027-06-30"),
    ],
)
def test_a_review_is_due_three_months_before_it_runs_out(reviewed, today, why):
    lines = [*due_lines(load_library(reviewed, SAMPLE_DOCS), today)]
    expected = [f"nod: reviewed by Nobody Real on 2025-06-30; {why}"] if why else []
    assert lines == [*expected, "never reviewed: wave, bow"]


def test_a_review_of_what_changed_is_due(reviewed):
    say(reviewed, "exercises.yaml", "To warm up your neck.", "To warm your neck.")
    assert next(due_lines(load_library(reviewed, SAMPLE_DOCS), date(2026, 1, 31))).endswith(
        "it changed since then: handbook diff nod"
    )
    say(reviewed, "exercises.yaml", f', fingerprint: "{NOW}"', "")
    assert next(due_lines(load_library(reviewed, SAMPLE_DOCS), date(2026, 1, 31))).endswith("it has no fingerprint")
