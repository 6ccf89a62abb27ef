"""Libraries in other languages: whole pages, rows of the search and sheets, with no English on any of them."""

import re
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
from babel import Locale
from lxml import etree
from pdfua import validate

from exercise_handbook.commands import reading, translating
from exercise_handbook.commands.readability import FORMULAS, formula_of
from exercise_handbook.intake.load import load_library
from exercise_handbook.labels.catalogue import FILE, english
from exercise_handbook.labels.made_by import made_by
from exercise_handbook.labels.say import labels_in, po_file
from exercise_handbook.labels.translations import translated, up_to_date
from exercise_handbook.library.edition import Edition
from exercise_handbook.library.model.files import PAPERS
from exercise_handbook.library.model.publication import LANGUAGES
from exercise_handbook.pages.outputs import render
from exercise_handbook.paper.handouts import Manuscripts, promised
from exercise_handbook.paper.pdfs import printed
from exercise_handbook.refusals import CannotGoOn
from marked import read_and_filled_up
from printed import heading_faults, misprints
from shown import pieces_of, strings
from support import HANDBOOK, problems_of, search_rows, texts

OURS = HANDBOOK / "languages"
SHIPPED = sorted(file.stem for file in FILE.parent.glob("*.po"))
BUILT = sorted(folder.name for folder in OURS.iterdir())

WAITS = "no .* yet|made from|there is no such label"
"""What may be wrong with a shipped catalogue until its translators come by; handbook languages tells it."""

SMALL_WORDS = {"the", "of", "and", "you", "your", "with", "for", "is", "are", "not", "this", "it", "from", "how", "to"}
"""Words that are nearly in every English sentence, but for those that another of our languages has."""


@pytest.fixture(scope="module", params=BUILT)
def library(request):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("exercise_handbook.labels.translations.read", read_and_filled_up)
        loaded = load_library(OURS / request.param)
    return Edition.of(loaded, promised(loaded))


@pytest.fixture(scope="module")
def made(library):
    return texts(render(library))


def english_in(text):
    """What is English in a text: two small English words in a row, as one alone may be a name; and every long label."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    pairs = [f"{one} {other}" for one, other in pairwise(words) if {one, other} <= SMALL_WORDS]
    return pairs + [label for label in ENGLISH_LABELS if label in text]


ENGLISH_LABELS = [
    form
    for label in english().values()
    for form in label.forms.values()
    if len(re.findall(r"\b[a-z]{2,}\b", re.sub(r"\{\w+\}", "", form))) > 1 and "{" not in form
]


@pytest.mark.parametrize("tag", SHIPPED)
def test_a_shipped_catalogue_fits_where_it_is_translated(tag):
    text = (FILE.parent / f"{tag}.po").read_text(encoding="utf-8")
    locale = Locale(tag)
    unfit = [one for one in translated(text, english(), locale)[1] if not re.match(WAITS, one.why)]
    assert unfit == []
    renewed = up_to_date(text, english(), locale)
    assert up_to_date(renewed, english(), locale) == renewed


@pytest.mark.parametrize("tag", SHIPPED)
def test_a_shipped_catalogue_says_who_made_it(tag):
    assert made_by(po_file(tag)).translator


def test_a_library_may_be_in_each_shipped_language_and_in_no_other():
    assert {tag.partition("-")[0] for tag in LANGUAGES} == {"en", *SHIPPED}
    assert set(BUILT) <= set(SHIPPED)


def test_no_page_says_anything_in_english(made):
    pages = {uri: page for uri, page in made.items() if uri.endswith(".html")}
    found = {uri: [words for piece in pieces_of(page) for words in english_in(piece)] for uri, page in pages.items()}
    assert {uri: words for uri, words in found.items() if words} == {}
    assert len(pages) > 10


def test_no_row_of_the_search_and_no_news_say_anything_in_english(made):
    shared, rows = search_rows(made["search-rows.js"])
    shown = [*shared, *(row[name] for row in rows for name in ("name", "plain", "also"))]
    feed = etree.fromstring(made["feed.atom"].encode())
    shown += [text for text in feed.itertext() if text]
    assert [words for text in shown for words in english_in(text)] == []
    assert len(shown) > 20


def test_no_sheet_says_anything_in_english(library):
    told = [words for one in Manuscripts(library) for text in strings(one.job.data) for words in english_in(text)]
    assert told == []


def test_every_page_says_its_language_and_who_made_the_words_around_the_exercises(made, library):
    language, say = library.publication.language, library.say
    pages = {uri: page for uri, page in made.items() if uri.endswith("index.html") and "<main" in page}
    assert all(f'<html lang="{language}"' in page for page in pages.values())
    assert all(say("labels_by_machine_in_short") in page for page in pages.values())
    assert say("labels_by_machine") in made["about/index.html"]


def test_a_site_has_what_the_search_must_know_of_its_own_language_alone(made, library):
    base = library.publication.language.partition("-")[0]
    names = {re.sub(r"\.\w{8}\.", ".", one.uri) for one in render(library) if one.uri.startswith("assets/")}
    assert {name for name in names if "search-" in name} == {f"assets/search-{base}.js"}
    assert f"search-{base}." in made["index.html"]
    turned = library.say.direction == "rtl"
    sheets = {name for name in names if name.startswith("assets/handbook") and name.endswith(".css")}
    assert sheets == {"assets/handbook-right-to-left.css" if turned else "assets/handbook.css"}
    assert ("handbook-right-to-left." in made["index.html"]) == turned


def test_letter_paper_is_offered_only_where_it_is_used(library, sample):
    assert sample.papers == PAPERS
    papers = {one.paper for page in library.handouts.values() for one in page}
    assert ("letter" in papers) == (library.publication.language in {"es", "es-MX", "es-US"})
    assert "a4" in papers


def test_a_language_without_general_text_is_asked_for_its_own_words(tmp_path):
    for name in ("library", "exercises", "vocabulary"):
        (tmp_path / f"{name}.yaml").write_bytes((OURS / f"es/{name}.yaml").read_bytes())
    (tmp_path / "safety.yaml").write_text("calm: Calma.\n", encoding="utf-8")
    told = problems_of(tmp_path)
    assert any(line.startswith("safety.yaml:1:1: disclaimer: missing") for line in told), told
    assert not any("general text" in line for line in told)


def test_a_language_that_lacks_a_label_is_refused_with_the_label_its_line_and_what_to_do(tmp_path, monkeypatch):
    whole = (FILE.parent / "es.po").read_text(encoding="utf-8")
    behind = re.sub(r'(msgctxt "stop_if"\nmsgid ".*"\nmsgstr) ".*"', r'\1 ""', whole)
    assert behind != whole
    (tmp_path / "es.po").write_text(behind, encoding="utf-8")
    monkeypatch.setattr("exercise_handbook.intake.languages.say_in", lambda language: labels_in(language, tmp_path))
    told = problems_of(OURS / "es")
    line = behind.splitlines().index('msgctxt "stop_if"') + 1
    assert any(
        said.startswith("library.yaml:3:1: language:") and "handbook languages --update es" in said for said in told
    ), told
    assert any(re.search(rf"es\.po:{line + 1}:1: stop_if: no Spanish yet for “Stop if”", said) for said in told), told
    assert not any("general" in said for said in told)


def test_handbook_languages_tells_how_whole_each_is_and_brings_a_file_up_to_date(tmp_path, capsys):
    assert translating.main("it", tmp_path) == 1
    told = capsys.readouterr().out
    count = len(english())
    assert f"it: Italian, 0 of {count} labels, translated by nobody yet, read by nobody who speaks it" in told
    assert re.search(r"it\.po:\d+: stop_if: no Italian yet for “Stop if”", told)
    whole = (FILE.parent / "es.po").read_bytes()
    (tmp_path / "it.po").unlink()
    (tmp_path / "es.po").write_bytes(whole)
    translating.main("all", tmp_path)
    assert (tmp_path / "es.po").read_text(encoding="utf-8") == up_to_date(whole.decode(), english(), Locale("es"))
    assert "translated by machine, read by nobody who speaks it" in capsys.readouterr().out


def test_a_language_that_nobody_knows_is_no_language(tmp_path):
    with pytest.raises(CannotGoOn, match="spanish: write the two or three letters of a language"):
        translating.main("spanish", tmp_path)


@pytest.fixture(scope="module")
def sheets(library, tmp_path_factory):
    """Every sheet of a library, on A4 and in large print."""
    made = [one for one in Manuscripts(library) if not one.handout.paper.endswith("letter")]
    return [one.path for one in printed(made, tmp_path_factory.mktemp("store"))]


@pytest.mark.slow
def test_a_sheet_says_its_language_to_screen_readers_and_that_its_words_are_unchecked(library, sheets):
    unchecked = roughly(library.say("labels_by_machine_in_short"))
    turned = library.say.direction == "rtl"
    for sheet in sheets:
        words = " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(sheet))
        assert len(unchecked - roughly(words)) < 2, "PDFium may tear a word apart, and no more than one"
        with pikepdf.open(sheet) as opened:
            assert str(opened.Root.Lang) == library.publication.language
            assert (opened.Root.ViewerPreferences.get("/Direction") == "/R2L") == turned
    assert len(sheets) > 8


@pytest.mark.slow
def test_a_sheet_in_another_language_keeps_pdf_ua_and_prints_nothing_over_anything(library, sheets):
    # Letters of Arabic lie over their neighbours, marks of Arabic and of Bangla over letters.
    joined = library.say.direction == "rtl" or library.publication.language.startswith("bn")
    for sheet in sheets:
        assert [one for one in validate(sheet).findings if one.severity.name != "INFO"] == []
        assert heading_faults(sheet.read_bytes()) == []
        assert [told for told in misprints(sheet) if not joined or "0 things off the paper" not in told] == []


def roughly(words):
    """The words of a PDF to compare: of Arabic ones each letter once, as PDFium turns and doubles some."""
    return {"".join(sorted(set(word))) if "\u0600" <= word[0] <= "\u06ff" else word for word in bare(words)}


def bare(words):
    return re.sub("[\u064b-\u0652\u200f]", "", words).split()


@pytest.mark.parametrize("tag", BUILT)
def test_a_language_is_judged_by_a_formula_of_its_own_or_by_none(tag, capsys):
    assert reading.main(OURS / tag, OURS / tag / "docs") in (0, 1)
    told = capsys.readouterr()
    of_its_own = formula_of(tag)
    score = r"\d+\.\d" if of_its_own else "–"
    limit = str(of_its_own.limit) if of_its_own else "–"
    assert re.search(rf"^/ +{score} +{limit} ", told.out, re.MULTILINE)
    assert of_its_own or "no formula here was made for the language" in told.err
    assert of_its_own is not FORMULAS["en"]
