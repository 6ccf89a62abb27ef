"""Sheets in two languages: the same lines on both sides, and one column of empty boxes between them."""

import re
from itertools import combinations

import pikepdf
import pypdfium2
import pytest
from pdfua import validate

from exercise_handbook.labels.say import END_OF_ISOLATE, ISOLATE
from exercise_handbook.library import addresses as at
from exercise_handbook.library.edition import Edition
from exercise_handbook.pages.outputs import render
from exercise_handbook.paper import handouts
from exercise_handbook.paper.pdfs import printed
from exercise_handbook.paper.two_languages import TwoLanguages, promised
from marked import in_made_up_languages
from printed import lie_over, misprints, texts_on
from shown import strings
from support import texts

ROWS = ("rows", "before", "after", "more")
PAGES = (at.exercise("nod"), at.routine("evening"), at.SAFETY)


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """The sample, in a made-up language from right to left and in one from left to right beside English."""
    return in_made_up_languages(tmp_path_factory.mktemp("both") / "sample")


@pytest.fixture(scope="module")
def sheets(both, tmp_path_factory):
    """The sheets of a page of each kind, by language and address."""
    store = tmp_path_factory.mktemp("store")
    texts = {
        one.path: [text for text in TwoLanguages(both, one) if text.handout.page in PAGES] for one in both.translations
    }
    return {path: {one.address: one for one in printed(some, store)} for path, some in texts.items()}


def words_of(file):
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(file)).split())


def test_each_exercise_each_routine_and_safety_have_one_on_each_paper(both):
    es = both.translations[1]
    names = {text.handout.address for text in TwoLanguages(both, es)}
    assert names == {one.address for one in promised(both, es)}
    assert "/exercises/nod/nod-en-a4.pdf" in names
    assert "/safety/safety-en-letter.pdf" in names
    assert len(names) == 2 * (len(es.exercises) + len(es.routines) + 1)


def test_what_it_says_is_said_in_both_languages(both):
    for text in TwoLanguages(both, both.translations[1]):
        for block in text.job.data["blocks"]:
            for inner in block.get("blocks", [block]):
                for one, other in (
                    inner["rows"] + inner.get("before", []) + inner.get("after", []) + inner.get("more", [])
                ):
                    mine, its = (re.sub(r"[^\w\s]", "", " ".join(strings([side]))) for side in (one, other))
                    assert bool(mine) == bool(its)
                    assert "«" not in str(one)


def test_a_name_that_runs_the_other_way_keeps_its_place_by_marks_that_typst_heeds(both):
    (arabic, _) = both.translations
    for text in TwoLanguages(both, arabic):
        foot = " ".join(text.job.data["sides"][1]["lines"])
        assert "\u200f«The house of tests»\u200f" in foot
        assert not {ISOLATE, END_OF_ISOLATE} & text.job.signs


def test_it_has_one_box_for_each_number_of_a_dose(both):
    (text, *_) = TwoLanguages(both, both.translations[1])
    (boxes,) = (block for block in text.job.data["blocks"] if block["kind"] == "boxes")
    assert [row[0][1] for row in boxes["rows"]] == ["3 seconds", "2 rounds of 4 times", "1 to 3 times"]
    assert [row[1][1] for row in boxes["rows"]] == ["3 segundos", "2 series de 4 veces", "de 1 a 3 veces"]


VOWEL = 6
"""No letter is as narrow, in points, but the vowel marks of Arabic, which stand over others."""


def laid_over(file):
    """The texts of a PDF that lie over others, vowel marks apart."""
    pages = ([box for box in texts_on(page) if box.right - box.left > VOWEL] for page in pypdfium2.PdfDocument(file))
    return [pair for boxes in pages for pair in combinations(boxes, 2) if lie_over(*pair)]


@pytest.mark.slow
@pytest.mark.parametrize("path", ["es/", "ar/"])
def test_nothing_lies_over_other_things_and_an_exercise_takes_one_sheet(sheets, path):
    for address, one in sheets[path].items():
        assert laid_over(one.path) == [], address
        assert all("0 things off the paper" in told for told in misprints(one.path))
        assert address.startswith(("/routines/", "/safety/")) or one.pages == 2
    assert len(sheets[path]) == 6


@pytest.mark.slow
@pytest.mark.parametrize("path", ["es/", "ar/"])
def test_it_is_a_tagged_pdf_in_the_language_of_the_patient_with_the_other_marked(sheets, path):
    for address, one in sheets[path].items():
        found = [finding for finding in validate(one.path).findings if finding.severity.name != "INFO"]
        assert found == [], address
        with pikepdf.open(one.path) as opened:
            assert str(opened.Root.Lang) == path.removesuffix("/")
            parts = [item for item in opened.objects if isinstance(item, pikepdf.Dictionary) and "/Lang" in item]
        assert {str(part.Lang).partition("-")[0] for part in parts} == {"en", path.removesuffix("/")}


@pytest.mark.slow
def test_both_sides_say_that_a_machine_made_the_words(sheets):
    for one in sheets["es/"].values():
        said = words_of(one.path)
        assert "Español: A machine translated this site." in said
        assert "Una máquina tradujo este sitio." in said


@pytest.mark.slow
def test_pages_of_both_languages_lead_to_it(both, sheets):
    beside = sheets["es/"].values()
    es = both.translations[1]
    made_in = Edition.of(es, handouts.promised(es), beside)
    first = Edition.joined([Edition.of(both, handouts.promised(both)), made_in])
    made = texts(render(first))
    sheet = re.compile(r'href="([^"]*)" type="application/pdf">English \+ Español, A4')
    assert sheet.findall(made["safety/index.html"]) == ["../es/safety/safety-en-a4.pdf"]
    assert sheet.findall(made["es/safety/index.html"]) == ["../safety/safety-en-a4.pdf"]
    assert {f"es{one.address}" for one in beside} <= {one.uri for one in render(first)}
