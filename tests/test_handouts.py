"""Handouts of the real library, as a printer, a screen reader and a phone's camera meet them."""

import io
import json
import re
from collections import Counter
from functools import cache
from urllib.parse import urlsplit

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from babel.dates import format_date
from lxml import html
from pdfua import validate
from PIL import ImageFilter

from exercise_handbook.library.addresses import handout as handout_address
from exercise_handbook.library.duration import dose_in
from exercise_handbook.library.model.files import PAPERS
from exercise_handbook.library.wording import ask_first, emergency, leading_sources, routine_areas
from exercise_handbook.pages.templating import in_full, on_paper
from exercise_handbook.paper.handouts import Manuscripts
from printed import heading_faults, is_heading, lists, misprints, tagged
from support import ours

LIBRARY = ours()
TEXTS = {text.handout.address: text for text in Manuscripts(LIBRARY)}
EDITION = format_date(LIBRARY.publication.edition, "d MMMM y", "en")
KILOBYTE = 1024
LARGEST = 150 * KILOBYTE
SCAN = 150 / 72  # dots an inch, as an office copier scans
A4, LETTER = (595, 842), (612, 792)
POINTS = {"a4": A4, "letter": LETTER, "large-print": A4, "large-print-letter": LETTER}
MOST_PAGES = {"exercises": 2, "ten-minutes": 3, "safety": 2}  # but in large print

every_handout = pytest.mark.parametrize("address", TEXTS)


@pytest.fixture(scope="module")
def pdf(site):
    """A function that gives the bytes of a handout."""
    return cache(lambda address: (site / address[1:]).read_bytes())


def as_written(text):
    """The same without what some readers call a thing otherwise."""
    others = "|".join(map(re.escape, LIBRARY.publication.in_other_words.values()))
    return re.sub(rf" \((?:{others})\)", "", text)


@pytest.fixture(scope="module")
def words(text):
    """A function that gives the text of a handout as the data have it."""
    return cache(lambda address: as_written(text(address)))


@pytest.fixture(scope="module")
def text(pdf):
    """A function that gives the text of a handout in reading order, its blanks made one."""

    @cache
    def read(address):
        pages = pypdfium2.PdfDocument(pdf(address))
        text = " ".join(page.get_textpage().get_text_bounded() for page in pages)
        return " ".join(text.replace("\u200b", "").replace("\ufffe", "-").split())

    return read


def told_otherwise(text, word):
    """Which mentions of a word say in brackets what some readers call it, and how many there are."""
    said = re.split(rf"\b{word}\b(?!['’])", text, flags=re.IGNORECASE)[1:]
    other = LIBRARY.publication.in_other_words[word]
    return [number for number, after in enumerate(said) if after.startswith(f" ({other})")], len(said)


@pytest.mark.parametrize("word", LIBRARY.publication.in_other_words)
@every_handout
def test_it_says_once_what_some_readers_call_otherwise(text, address, word):
    told, said = told_otherwise(text(address), word)
    assert len(told) == min(1, said)


@pytest.mark.parametrize("word", LIBRARY.publication.in_other_words)
@pytest.mark.parametrize("address", [one for one in TEXTS if one.startswith(("/routines/", "/safety/"))])
def test_a_routine_and_safety_say_it_at_the_first_mention(text, address, word):
    told, said = told_otherwise(text(address), word)
    assert told == [0][:said]


@every_handout
def test_it_is_tagged_and_has_a_title_and_a_language(pdf, address):
    with pikepdf.open(io.BytesIO(pdf(address))) as opened:
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang) == LIBRARY.publication.language
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        assert str(opened.docinfo["/Title"])
        assert b"pdfuaid:part" in opened.Root.Metadata.read_bytes()
        assert all(page.get("/Tabs") == "/S" for page in opened.pages)


@every_handout
def test_it_breaks_no_rule_of_pdf_ua_that_a_machine_can_check(pdf, tmp_path, address):
    file = tmp_path / "handout.pdf"
    file.write_bytes(pdf(address))
    report = validate(file)
    assert [finding for finding in report.findings if finding.severity.name != "INFO"] == []
    # It cannot ask about headings with the pikepdf of today; the next test does.
    assert {outcome.rule_id for outcome in report.outcomes if outcome.skipped_reason} <= {"UA-14-001"}


@every_handout
def test_its_headings_begin_at_the_top_and_leave_no_level_out(pdf, address):
    assert heading_faults(pdf(address)) == []


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ({0: "/H2"}, "the levels are [2, 2"),
        ({1: "/H3"}, "a level 3 follows a level 1"),
        ({1: "/H1"}, "the levels are [1, 1"),
        ({1: None}, "heading 2 has no words"),
    ],
)
def test_a_fault_of_headings_would_be_told(pdf, broken, told):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(next(iter(TEXTS))))) as opened:
        headings = [one for role, one in tagged(opened.Root.StructTreeRoot) if is_heading(role)]
        for number, role in broken.items():
            headings[number].update({"/S": pikepdf.Name(role)} if role else {"/K": pikepdf.Array()})
        opened.save(out)
    assert told in str(heading_faults(out.getvalue()))


@every_handout
def test_each_step_is_an_item_of_a_list(pdf, address):
    data = json.loads(TEXTS[address].job.inputs["data"])
    exercises = data.get("exercises", [data] if "steps" in data else [])
    assert not Counter(len(exercise["steps"]) for exercise in exercises) - Counter(lists(pdf(address)))


@every_handout
def test_it_embeds_every_font_it_uses_and_only_what_it_uses_of_it(pdf, address):
    with pikepdf.open(io.BytesIO(pdf(address))) as opened:
        fonts = [font for page in opened.pages for font in page.Resources.Font.values()]
        inner = [font.DescendantFonts[0] if "/DescendantFonts" in font else font for font in fonts]
        assert inner
        assert all(re.match(r"/[A-Z]{6}\+NotoSans", str(font.BaseFont)) for font in inner)
        assert all({"/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys()) for font in inner)


@every_handout
def test_it_is_small(pdf, address):
    assert len(pdf(address)) <= LARGEST


@every_handout
def test_it_has_the_promised_paper_and_pages(pdf, address):
    paper = TEXTS[address].handout.paper
    pages = pypdfium2.PdfDocument(pdf(address))
    assert all(page.get_size() == pytest.approx(POINTS[paper], abs=1) for page in pages)
    kind, slug = address.split("/")[1:3]
    if not is_large(paper):
        assert len(pages) <= MOST_PAGES.get(kind, MOST_PAGES.get(slug, 99))


@every_handout
def test_no_text_is_smaller_than_promised(pdf, address):
    least = 18 if is_large(TEXTS[address].handout.paper) else 12
    for page in pypdfium2.PdfDocument(pdf(address)):
        for thing in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT], max_depth=1):
            size = thing.get_font_size() * abs(thing.get_matrix().d)
            assert size >= least - 0.1


@every_handout
def test_nothing_lies_over_text_or_off_the_paper(pdf, address):
    assert misprints(pdf(address)) == []


@pytest.mark.parametrize("paper", [one for one in PAPERS if one.startswith("large-print")])
@pytest.mark.parametrize("exercise", LIBRARY.exercises.values(), ids=lambda e: e.slug)
def test_the_first_page_of_large_print_has_all_steps_and_the_dose(pdf, exercise, paper):
    page = pypdfium2.PdfDocument(pdf(handout_address(f"/exercises/{exercise.slug}/", paper)))[0]
    text = " ".join(page.get_textpage().get_text_bounded().replace("\u200b", "").replace("\ufffe", "-").split())
    assert_in_order(as_written(text), [*filled(exercise.steps, exercise.dose), "How many"])


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("exercise", LIBRARY.exercises.values(), ids=lambda e: e.slug)
def test_an_exercise_is_told_whole_and_in_order(words, exercise, paper):
    text = words(handout_address(f"/exercises/{exercise.slug}/", paper))
    told = [exercise.name, exercise.aim, *filled(exercise.steps, exercise.dose), LIBRARY.safety.stop_if[0].say]
    assert_in_order(text, told)
    assert f"Hold for {exercise.dose.hold_seconds} second" in text or exercise.dose.hold_seconds is None
    assert f"{exercise.dose.repetitions} times" in text
    for line in (*LIBRARY.safety.stop_if, *exercise.stop_if, *exercise.feel, *ask_first([exercise], LIBRARY)):
        assert line.say in text
    assert emergency(LIBRARY) in text
    assert "Not yet reviewed by a clinician." in text
    assert EDITION in text
    assert LIBRARY.publication.publisher in text
    assert exercise.dose.sources
    assert leading_sources(exercise, LIBRARY)[0].organisation in text


def alts(handout):
    """What a screen reader says of the pictures of a handout."""
    with pikepdf.open(io.BytesIO(handout)) as opened:
        return [str(one.Alt) for one in opened.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("exercise", LIBRARY.exercises.values(), ids=lambda e: e.slug)
def test_an_exercise_shows_its_start_and_its_end_and_tells_them(pdf, exercise, paper):
    told = alts(pdf(handout_address(f"/exercises/{exercise.slug}/", paper)))
    ends = [figure.alt for figure in exercise.figures if figure.shows in ("start", "end")]
    assert len(ends) >= 2
    assert set(ends) <= set(told)


@pytest.mark.parametrize("address", [one for one in TEXTS if one.startswith("/purposes/") and "large" not in one])
def test_no_sheet_of_a_purpose_holds_only_its_foot(pdf, address):
    for page in pypdfium2.PdfDocument(pdf(address)):
        assert "Mo Tu We" in " ".join(page.get_textpage().get_text_bounded().split())


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("routine", LIBRARY.routines.values(), ids=lambda r: r.slug)
def test_a_routine_is_told_whole_and_in_order(words, routine, paper):
    text = words(handout_address(f"/routines/{routine.slug}/", paper))
    parts = [LIBRARY.exercises[part.exercise] for part in routine.exercises]
    told = [routine.name, *routine_areas(routine, LIBRARY), routine.how_often.say]
    told += [
        *(line.say for line in ask_first(parts, LIBRARY)),
        LIBRARY.safety.stop_if[-1].say,
        emergency(LIBRARY),
    ]
    for part in routine.exercises:
        exercise = LIBRARY.exercises[part.exercise]
        told += [exercise.name, *filled(exercise.steps, dose_in(part, exercise))]
        assert f"{dose_in(part, exercise).repetitions} times" in text
    assert_in_order(text, told)
    for line in (*LIBRARY.safety.stop_if, *(line for part in routine.exercises for line in stops(part))):
        assert line.say in text
    assert "Each day" not in text
    assert "How much pain today?" in text
    assert text.count("Mo Tu We Th Fr Sa Su") + text.count("Mon Tue Wed Thu Fri Sat Sun") == len(routine.exercises) + 1


@pytest.mark.parametrize("address", [one for one in TEXTS if one.startswith("/purposes/")])
def test_a_sheet_of_a_purpose_says_who_asks_first_and_whom_to_call_before_its_first_exercise(words, address):
    kind, area = next(pair for pair in LIBRARY.purposes() if "-".join(pair) in address)
    exercises = LIBRARY.exercises_for(kind, area)
    told = [LIBRARY.vocabulary.areas[area].phrase, *(line.say for line in ask_first(exercises, LIBRARY))]
    assert_in_order(words(address), [*told, emergency(LIBRARY), f"1. {exercises[0].name}"])


@pytest.mark.parametrize("paper", PAPERS)
def test_safety_is_told_whole_to_keep(words, paper):
    text = words(handout_address("/safety/", paper))
    safety = LIBRARY.safety
    assert_in_order(text, [safety.calm.say, safety.in_short.call, *safety.in_short.signs])
    for _, card in safety.help:
        signs = [sign.say for group in card.groups for sign in group.signs]
        assert_in_order(text, [card.heading, *(line.say for line in card.call), card.act, signs[0]])
        assert [sign for sign in signs if sign not in text] == []
    lines = [*safety.ask_first.values(), *safety.stop_if, *safety.surgery, safety.hurt]
    assert [line.say for line in lines if line.say not in text] == []
    assert [one for one in safety.pain if one.feel not in text or one.act not in text] == []


@pytest.mark.parametrize("paper", PAPERS)
def test_no_page_of_the_sheet_of_safety_holds_only_its_foot(pdf, paper):
    foot = on_paper(LIBRARY, "/safety/")
    for page in pypdfium2.PdfDocument(pdf(handout_address("/safety/", paper))):
        assert not page.get_textpage().get_text_bounded().startswith(foot)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_sheet_of_safety_shows_its_pictures_with_their_captions(pdf, words, paper):
    address = handout_address("/safety/", paper)
    pictures = [one for trail, one in LIBRARY.safety.illustrations if trail[0] != "floor"]
    assert pictures
    assert [one for one in pictures if one.alt not in alts(pdf(address)) or one.caption not in words(address)] == []


@every_handout
def test_a_sheet_of_several_exercises_says_which_steps_each_picture_shows(words, address):
    shown = [
        one["label"]
        for part in TEXTS[address].job.data.get("exercises", ())
        for one in part["figures"]
        if not one["variation"]
    ]
    assert [label for label in set(shown) if words(address).count(label) < shown.count(label)] == []


@every_handout
def test_its_code_is_read_from_a_poor_copy_and_leads_to_a_page(pdf, site, address):
    found = [code for page in pypdfium2.PdfDocument(pdf(address)) for code in codes_on(page)]
    here = TEXTS[address].handout.page
    assert [code.text for code in found] == [in_full(LIBRARY, here)]
    to = urlsplit(found[0].text)
    there = html.parse(site / to.path[1:] / "index.html").getroot()
    assert not to.fragment or there.get_element_by_id(to.fragment) is not None


NAMES = {
    "a4": "A4",
    "letter": "US Letter",
    "large-print": "Large print, A4",
    "large-print-letter": "Large print, US Letter",
}


@pytest.mark.parametrize("here", sorted({text.handout.page for text in TEXTS.values()}))
def test_a_page_links_to_its_handouts_with_paper_and_pages(site, here):
    for address in (here.partition("#")[0], "/print/"):
        page = html.parse(site / address[1:] / "index.html").getroot()
        found = {link.get("href").rpartition("/")[2]: link.text_content() for link in page.cssselect(".handouts a")}
        for paper, name in NAMES.items():
            link = found[handout_address(here, paper).rpartition("/")[2]]
            pages = len(pypdfium2.PdfDocument(site / handout_address(here, paper)[1:]))
            assert f"{name} PDF, {pages} page{'' if pages == 1 else 's'}" in " ".join(link.split())


def codes_on(page):
    """The QR codes that a phone finds on a poor copy of a page."""
    copied = page.render(scale=SCAN, grayscale=True).to_pil().convert("L")
    poor = copied.rotate(1.5, expand=True, fillcolor=255, resample=3).filter(ImageFilter.GaussianBlur(1.4))
    return zxingcpp.read_barcodes(poor, formats=zxingcpp.BarcodeFormat.QRCode)


def is_large(paper):
    return paper.startswith("large-print")


def filled(steps, dose):
    hold = f"{dose.hold_seconds} second{'' if dose.hold_seconds == 1 else 's'}"
    return [step.replace("{hold}", hold) for step in steps]


def stops(part):
    return LIBRARY.exercises[part.exercise].stop_if


def assert_in_order(text, told):
    at = 0
    for one in told:
        assert one in text[at:], one
        at = text.index(one, at) + len(one)
