"""Reviews: none is claimed for what nobody reviewed."""

import re
import shutil
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from lxml import html

from exercise_handbook.commands import reviewing
from exercise_handbook.commands.reviewing import due_lines
from exercise_handbook.intake.load import load_library, open_library
from exercise_handbook.library.wording import ReviewState, review_line, review_state
from exercise_handbook.pages.outputs import render
from exercise_handbook.paper import sheets
from exercise_handbook.refusals import CannotGoOn
from support import SAMPLE, SAMPLE_DOCS, problems_of, texts

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
    assert {label.text_content().strip() for label in page.cssselect("section:last-of-type label")} == {
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
    assert lines == [*expected, "never reviewed: wave, bow, evening, morning, safety"]


def test_a_review_of_what_changed_is_due(reviewed):
    say(reviewed, "exercises.yaml", "To warm up your neck.", "To warm your neck.")
    assert next(due_lines(load_library(reviewed, SAMPLE_DOCS), date(2026, 1, 31))).endswith(
        "it changed since then: handbook diff nod"
    )
    say(reviewed, "exercises.yaml", f', fingerprint: "{NOW}"', "")
    assert next(due_lines(load_library(reviewed, SAMPLE_DOCS), date(2026, 1, 31))).endswith("it has no fingerprint")


SHRUG = """shrug:
  name: Shrug
  aim: To loosen your arms.
  purposes: {loosen: [arms]}
  position: standing
  starting_position: Stand.
  steps: [Lift your shoulders., Let go.]
  dose: {repetitions: 3}
"""
SIGNED = '{by: Nobody Real, role: greeter, on: 2025-06-30, fingerprint: "%s"}'
"""A review as an editor writes it."""


@pytest.fixture
def all_reviewed(reviewed, tmp_path, capsys) -> Path:
    """The sample as it is once everything on the sheet of all was reviewed and written down."""
    reviewing.sheet(reviewed, SAMPLE_DOCS, "all", tmp_path / "out")
    known = dict(re.findall(r'(\S+): when it is signed.*\n.*fingerprint: "(\w+)"', capsys.readouterr().out))
    assert [*known] == ["nod", "wave", "bow", "evening", "morning", "safety"]
    for slug, indent in (("wave", ""), ("bow", ""), ("evening", "  "), ("morning", "  ")):
        file = "routines" if indent else "exercises"
        say(
            reviewed,
            f"{file}.yaml",
            f"{indent}{slug}:\n",
            f"{indent}{slug}:\n{indent}  reviewed: {SIGNED % known[slug]}\n",
        )
    say(reviewed, "safety.yaml", "calm:", f"reviewed: {SIGNED % known['safety']}\ncalm:")
    return reviewed


def page_of(folder: Path, address: str) -> str:
    """What a page says of reviews."""
    page = html.fromstring(texts(render(load_library(folder, SAMPLE_DOCS)))[address])
    return " ".join(page.cssselect("[aria-labelledby=review]")[0].text_content().split())


def test_what_was_all_reviewed_is_said_to_be_on_every_page(all_reviewed):
    library = load_library(all_reviewed, SAMPLE_DOCS)
    assert library.changed_since_review == frozenset()
    for address in ("safety/index.html", "routines/evening/index.html", "exercises/bow/index.html"):
        assert "Reviewed by Nobody Real (greeter) on 30 June 2025." in page_of(all_reviewed, address)
    about = texts(render(library))["about/index.html"]
    assert "3 of 3 exercises." in about
    assert "Routines: 2 of 2." in about
    assert [*due_lines(library, date(2026, 1, 31))] == ["all was reviewed once"]
    assert sheets.safety_sheet(library)["review"].startswith("Reviewed by Nobody Real")


@pytest.mark.parametrize(
    ("file", "old", "new", "address", "changed"),
    [
        ("safety.yaml", "Greeting is not dangerous.", "Greeting is safe.", "safety", ["safety"]),
        ("safety.yaml", "you cannot stop", "you never stop", "safety", ["safety"]),
        ("figures/hand.svg", "<svg", "<!-- another --><svg", "safety", ["safety"]),
        ("vocabulary.yaml", "Lie on a mat.", "Lie on a bed.", "safety", ["safety"]),
        ("routines.yaml", "All 3, with more nods.", "All 3.", "routines/evening", ["evening"]),
        ("routines.yaml", "repetitions: 8", "repetitions: 7", "routines/evening", ["evening"]),
        ("routines.yaml", "Do it once a day.", "Do it once.", "routines/morning", ["morning"]),
    ],
)
def test_a_changed_word_of_a_routine_or_of_safety_ends_its_review_alone(all_reviewed, file, old, new, address, changed):
    say(all_reviewed, file, old, new)
    library = load_library(all_reviewed, SAMPLE_DOCS)
    assert [slug or part for part, slug in library.changed_since_review] == changed
    assert "Changed since it was reviewed by a clinician on 30 June 2025." in page_of(
        all_reviewed, f"{address}/index.html"
    )
    (line, _) = due_lines(library, date(2026, 1, 31), all_reviewed)
    assert line.endswith(f"handbook diff {changed[0]} {all_reviewed}")


def test_a_routine_claims_no_review_that_one_of_its_exercises_did_not_get(all_reviewed):
    say(all_reviewed, "exercises.yaml", "To loosen your waist.", "To bend your waist.")  # bow, of the evening alone
    assert "Changed since it was reviewed by a clinician." in page_of(all_reviewed, "routines/evening/index.html")
    assert "Reviewed by Nobody Real" in page_of(all_reviewed, "routines/morning/index.html")


def test_what_changed_in_safety_is_one_command_away(all_reviewed, capsys):
    say(all_reviewed, "safety.yaml", "Greeting is not dangerous.", "Greeting is safe.")
    assert reviewing.difference(all_reviewed, SAMPLE_DOCS, "safety") == 0
    assert capsys.readouterr().out.splitlines()[2:] == ["-calm: Greeting is not dangerous.", "+calm: Greeting is safe."]


def test_a_sheet_says_in_which_file_its_review_is_written(clinic, reviewed, tmp_path, capsys):
    reviewing.sheet(reviewed, SAMPLE_DOCS, "all", tmp_path / "out")
    said = capsys.readouterr().out
    for what, where in (("nod", "exercises.yaml, under nod"), ("evening", "routines.yaml, under evening")):
        assert (
            f"{what}: when it is signed, write what stands on the sheet, and only that, in {reviewed / where}:" in said
        )
    assert f"in {reviewed / 'safety.yaml'}, at the left edge:" in said
    folder = clinic(exercises=SHRUG, changes="exercises: {bow: {aim: To bend.}}\n")
    reviewing.sheet(folder, folder / "docs", "all", tmp_path / "out")
    said = capsys.readouterr().out
    assert f"in {folder / 'exercises.yaml'}, under shrug:" in said
    for where in ("exercises and bow", "routines and evening", "safety"):
        assert f"in {folder / 'changes.yaml'}, under {where}:" in said


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("bow", "exercises: {bow: {reviewed: %s}}"),
        ("morning", "routines: {morning: {reviewed: %s}}"),
        ("safety", "safety: {reviewed: %s}"),
    ],
)
def test_a_clinic_writes_the_review_of_what_it_took_over_among_its_changes(clinic, tmp_path, capsys, what, said):
    folder = clinic()
    reviewing.sheet(folder, folder / "docs", what, tmp_path)
    known = re.findall(r'fingerprint: "(\w+)"', capsys.readouterr().out)[0]
    (folder / "changes.yaml").write_text(f"{said % (SIGNED % known)}\n", encoding="utf-8")
    library, read = open_library(folder)
    assert read.notices == ()
    (one,) = (entry for (part, slug), entry in library.reviewable.items() if what in (part, slug))
    assert review_state([one], library) == ReviewState.GOOD


@pytest.mark.parametrize("file", ["routines.yaml", "safety.yaml"])
def test_a_review_of_a_routine_or_of_safety_is_a_day_that_has_been(all_reviewed, file):
    say(all_reviewed, file, "on: 2025-06-30", "on: 2999-01-01")
    (told,) = problems_of(all_reviewed, SAMPLE_DOCS)
    assert told.startswith(f"{file}:")
    assert "reviewed.on: A review is a day that has been. Here 2999-01-01 is yet to come" in told
