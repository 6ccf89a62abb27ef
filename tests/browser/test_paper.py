"""Paper: what comes out of a printer, read with a PDF reader."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from exercise_handbook.library.addresses import handout as handout_address
from exercise_handbook.library.duration import dose_in
from exercise_handbook.library.model.exercises import Exercise
from exercise_handbook.library.model.routines import Routine
from exercise_handbook.library.wording import ask_first, emergency, get_ready
from exercise_handbook.pages.templating import in_full
from support import once, ours

LIBRARY = ours()
EDITION = LIBRARY.say.day(LIBRARY.publication.edition)
FURNITURE = ("Skip to the main content", "Search", "Report a mistake", "Next exercise", "Copy link", "QR code")
PAPERS = ("A4", "Letter")
POINTS = 8  # the smallest type on any sheet

every_exercise = pytest.mark.parametrize("exercise", LIBRARY.exercises.values(), ids=lambda e: e.slug)
every_routine = pytest.mark.parametrize("routine", LIBRARY.routines.values(), ids=lambda r: r.slug)
every_paper = pytest.mark.parametrize("paper", PAPERS)


@pytest.fixture(scope="module")
def printed(browser, address, tmp_path_factory):
    """A function that prints an address, once a run, and gives the PDF."""

    def sheet(at: str, paper: str) -> pypdfium2.PdfDocument:
        def make(folder: Path) -> None:
            page = browser.new_page(viewport={"width": 390, "height": 844})
            page.goto(address + at)
            page.pdf(path=folder / "sheet.pdf", format=paper)
            page.close()

        name = f"printed{at.replace('/', '-')}{paper}"
        return pypdfium2.PdfDocument(once(tmp_path_factory, name, make) / "sheet.pdf")

    return sheet


def words_on(sheet: pypdfium2.PdfPage) -> str:
    return without_other_words(re.sub(r"\s+", " ", sheet.get_textpage().get_text_range()))


def without_other_words(said: str) -> str:
    """What is said, but for the words in brackets that some readers need."""
    for other in LIBRARY.publication.in_other_words.values():
        said = said.replace(f" ({other})", "")
    return said


def words_of(document: pypdfium2.PdfDocument) -> str:
    return " ".join(words_on(sheet) for sheet in document)


def filled(step: str, dose) -> str:
    return step.replace("{hold}", "".join(held(dose)))


def held(dose) -> list[str]:
    """How long to hold, in words; nothing where nothing is held."""
    return [LIBRARY.say("seconds", n=dose.hold_seconds)] if dose.hold_seconds else []


@every_exercise
@every_paper
def test_an_exercise_is_one_sheet_with_all_that_one_needs_on_its_front(printed, exercise, paper):
    document = printed(f"/exercises/{exercise.slug}/", paper)
    said = words_on(document[0])
    needed = [exercise.name, exercise.aim, exercise.starting_position, "Stop if"]
    needed += [filled(step, exercise.dose) for step in exercise.steps]
    needed += [*held(exercise.dose), f"{exercise.dose.repetitions} times"]
    needed += [rule.say for rule in (*LIBRARY.safety.stop_if, *exercise.stop_if)]
    needed += [reason.say for reason in ask_first([exercise], LIBRARY)] + [emergency(LIBRARY)]
    assert len(document) == 2
    assert [words for words in needed if words not in said] == []


@every_exercise
@every_paper
def test_what_is_printed_of_an_exercise_is_what_its_pdf_says_in_the_same_order(printed, site, exercise, paper):
    """Nobody can tell which of the two a patient has."""
    here = f"/exercises/{exercise.slug}/"
    pdf = pypdfium2.PdfDocument(site / handout_address(here, paper.lower())[1:])
    for document in (pdf, printed(here, paper)):
        said = words_of(document)
        assert [words for words in [*front(exercise), *back(exercise)] if words not in said] == []
        places = [said.index(words) for words in heads(exercise)]
        assert places == sorted(places)


def front(exercise: Exercise) -> list[str]:
    """All that the first side of a sheet says."""
    said = [exercise.name, exercise.aim, *(figure.caption for figure in exercise.figures), exercise.starting_position]
    said += [
        *(filled(step, exercise.dose) for step in exercise.steps),
        exercise.counts_as_one,
        "Your own",
        "theirs.",  # alone, as what stands beside it in a column may be read between two lines
    ]
    rules = (*ask_first([exercise], LIBRARY), *exercise.stop_if, *LIBRARY.safety.stop_if, LIBRARY.safety.mild)
    return [*said, *(rule.say for rule in rules), emergency(LIBRARY)]


def back(exercise: Exercise) -> list[str]:
    """All that the second side says."""
    mistakes = [words for one in exercise.mistakes for words in (one.wrong, one.right)]
    about = [f"example.org/exercises/{exercise.slug}/", "Not yet reviewed by a clinician.", EDITION]
    about += [LIBRARY.publication.publisher, LIBRARY.safety.disclaimer]
    return [*mistakes, *(line.say for line in exercise.feel), "Notes from your physiotherapist", *about]


def heads(exercise: Exercise) -> list[str]:
    """What each part of a sheet begins with, from its top to its end."""
    asked = ask_first([exercise], LIBRARY)[0].say
    stop = LIBRARY.safety.stop_if[0].say
    back = ["Common mistakes", "Where you feel it", "Notes from your physiotherapist", "example.org"]
    return [exercise.name, exercise.aim, exercise.figures[0].caption, asked, exercise.starting_position, stop, *back]


@every_exercise
def test_the_code_on_a_printed_sheet_leads_to_its_page(printed, exercise):
    back = printed(f"/exercises/{exercise.slug}/", "A4")[1]
    found = zxingcpp.read_barcodes(back.render(scale=2).to_pil(), formats=zxingcpp.BarcodeFormat.QRCode)
    assert [code.text for code in found] == [in_full(LIBRARY, f"/exercises/{exercise.slug}/")]


@every_routine
@every_paper
def test_what_is_printed_of_a_routine_is_what_its_pdf_says(printed, site, routine, paper):
    here = f"/routines/{routine.slug}/"
    pdf = pypdfium2.PdfDocument(site / handout_address(here, paper.lower())[1:])
    for document in (pdf, printed(here, paper)):
        said = words_of(document)
        assert [words for words in before_its_exercises(routine) if words not in said] == []
        assert [words for words in its_exercises(routine) if words not in said] == []
        assert said.count("Tu We Th Fr Sa Su") == len(routine.exercises) + 1  # Mo may be read before a line beside it


@every_paper
def test_the_routine_to_begin_with_is_one_sheet_as_a_pdf_and_printed(printed, site, paper):
    here = "/routines/ten-minutes/"
    pdf = pypdfium2.PdfDocument(site / handout_address(here, paper.lower())[1:])
    assert [len(document) for document in (pdf, printed(here, paper))] == [2, 2]


@pytest.mark.parametrize("here", ["/safety/", *(f"/routines/{slug}/" for slug in LIBRARY.routines)])
@every_paper
def test_a_printed_page_takes_no_more_sides_than_its_pdf(printed, site, here, paper):
    pdf = pypdfium2.PdfDocument(site / handout_address(here, paper.lower())[1:])
    assert len(printed(here, paper)) <= len(pdf)


@every_exercise
@pytest.mark.parametrize("paper", ["large-print", "large-print-letter"])
def test_large_print_has_what_one_does_on_its_first_page_and_takes_three_at_most(site, exercise, paper):
    document = pypdfium2.PdfDocument(site / handout_address(f"/exercises/{exercise.slug}/", paper)[1:])
    said = words_on(document[0])
    needed = [exercise.starting_position, *(filled(step, exercise.dose) for step in exercise.steps)]
    needed += [*held(exercise.dose), f"{exercise.dose.repetitions} times"]
    assert [words for words in needed if words not in said] == []
    assert len(document) <= 3


def before_its_exercises(routine: Routine) -> list[str]:
    """All that a routine says once."""
    exercises = [LIBRARY.exercises[part.exercise] for part in routine.exercises]
    rules = (*ask_first(exercises, LIBRARY), *LIBRARY.safety.stop_if, *get_ready(exercises, LIBRARY), *routine.notes)
    said = [routine.in_short, routine.how_often.say, *(rule.say for rule in rules), emergency(LIBRARY)]
    about = [f"example.org/routines/{routine.slug}/", EDITION, LIBRARY.publication.publisher]
    return [*said, "How much pain today?", *about]


def its_exercises(routine: Routine) -> Iterator[str]:
    """All that a routine says of each exercise, with the dose that it has there."""
    for part in routine.exercises:
        exercise = LIBRARY.exercises[part.exercise]
        dose = dose_in(part, exercise)
        yield from (exercise.name, exercise.starting_position, *held(dose))
        yield from (filled(step, dose) for step in exercise.steps)
        yield from (rule.say for rule in exercise.stop_if)


@every_routine
@every_paper
def test_no_exercise_of_a_routine_is_split_over_a_page(printed, routine, paper):
    sheets = [words_on(sheet) for sheet in printed(f"/routines/{routine.slug}/", paper)]
    for part in routine.exercises:
        exercise = LIBRARY.exercises[part.exercise]
        steps = [filled(step, dose_in(part, exercise)) for step in exercise.steps]
        assert any(exercise.name in said and all(step in said for step in steps) for said in sheets)


@every_paper
@pytest.mark.parametrize("at", ["/exercises/hip-lift/", "/routines/ten-minutes/", "/safety/", "/floor/"])
def test_nothing_of_the_site_around_it_is_printed(printed, at, paper):
    said = words_of(printed(at, paper))
    assert [words for words in FURNITURE if words in said] == []


@every_paper
@pytest.mark.parametrize("at", ["/exercises/double-knee-to-chest/", "/routines/thirty-minutes/"])
def test_nothing_is_printed_outside_the_paper_or_too_small_to_read(printed, at, paper):
    for sheet in printed(at, paper):
        width, height = sheet.get_size()
        text = sheet.get_textpage()
        for left, bottom, right, top in map(text.get_rect, range(text.count_rects())):
            assert 0 <= left < right <= width
            assert 0 <= bottom < top <= height
        sizes = [size for size in font_sizes(sheet) if size > 1]
        assert min(sizes) >= POINTS - 0.1


def font_sizes(sheet: pypdfium2.PdfPage) -> set[float]:
    """The size of every letter on a sheet, in points, by the height of its line."""
    text = sheet.get_textpage()
    boxes = [text.get_charbox(number, loose=True) for number in range(text.count_chars())]
    return {round(top - bottom, 1) for _, bottom, _, top in boxes}


def test_steps_that_fill_more_than_a_sheet_begin_on_the_first(page, address):
    page.goto(f"{address}/exercises/hip-lift/")
    for _ in range(5):
        page.eval_on_selector_all(
            ".steps", "(all) => all.forEach((one) => one.append(...one.cloneNode(true).children))"
        )
    front, *others = pypdfium2.PdfDocument(io.BytesIO(page.pdf(format="A4")))
    first, *_, last = LIBRARY.exercises["hip-lift"].steps
    assert first in words_on(front)
    assert last in words_on(others[0])


def test_a_sheet_printed_from_a_dark_page_is_black_on_white(browser, address):
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{address}/exercises/hip-lift/")
    sheet = pypdfium2.PdfDocument(io.BytesIO(page.pdf(format="A4", print_background=True)))[0]
    context.close()
    grey = sheet.render(scale=0.5).to_pil().convert("L")
    assert grey.getpixel((5, 5)) == 255
    assert sum(grey.histogram()[200:]) > 0.7 * grey.width * grey.height
