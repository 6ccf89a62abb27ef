"""Where every label and every word of the library stands in «marks», what stands outside of them is said by the code.

So no page, sheet, script or feed says a sentence that no library could word otherwise and no translator would find.
"""

import re
from collections.abc import Mapping

import pytest
from lxml import etree

from exercise_handbook.library.edition import Edition
from exercise_handbook.pages.outputs import render
from exercise_handbook.pages.templating import HOME
from exercise_handbook.paper.handouts import Manuscripts, promised
from marked import Marked, marked, outside
from shown import pieces_of, strings
from support import search_rows, texts

KEYS = {"Escape"}
"""What browsers call keys."""

SHEET_FACTS = {"file", "language", "edition", "slug", "address", "address_in_words"}


@pytest.fixture(scope="module", params=["en-GB", "ar-EG"])
def library(sample, request):
    """The sample with all its words, and all that the program says, in marks; from left to right, and to left."""
    made = marked(sample)
    publication = made.publication.model_copy(update={"language": request.param})
    made = made.model_copy(update={"publication": publication})
    pages = {name: page.model_copy(update={"title": f"«{page.title}»"}) for name, page in made.written.items()}
    made = Edition.of(made.model_copy(update={"written": pages}), promised(made))
    vars(made)["say"] = Marked(made.publication.language)
    return made


@pytest.fixture(scope="module")
def made(library):
    return texts(render(library))


def test_every_word_of_every_page_is_a_label_or_of_the_library(made):
    found = {
        uri: words
        for uri, page in made.items()
        if uri.endswith(".html")
        for words in map(outside, pieces_of(page))
        if words
    }
    assert found == {}, "\n".join(f"{uri}: {words}" for uri, words in found.items())
    assert len(made) > 20


def test_every_page_runs_in_the_direction_of_its_language(made, library):
    arabic = ' dir="rtl" data-locale="ar-EG-u-ca-gregory-nu-arab"'
    direction = arabic if library.publication.language == "ar-EG" else ""
    start = f'<html lang="{library.publication.language}"{direction}>'
    assert [uri for uri, page in made.items() if "<main" in page and start not in page] == []


def test_every_word_of_the_search_and_the_feed_is_a_label_or_of_the_library(made):
    texts, rows = search_rows(made["search-rows.js"])
    shown = [row[name] for row in rows for name in ("name", "plain", "also") if f"{row[name]}/" != row["at"]]
    feed = etree.fromstring(made["feed.atom"].encode())
    names = "{http://www.w3.org/2005/Atom}"
    shown += [one.text for tag in ("title", "summary", "name", "rights") for one in feed.iter(names + tag)]
    assert [(text, words) for text in (*texts, *shown) if (words := outside(text))] == []
    assert len(shown) > 30


def test_every_word_of_every_sheet_is_a_label_or_of_the_library(library):
    told = {}
    for manuscript in Manuscripts(library):
        data = {name: value for name, value in manuscript.job.data.items() if name not in SHEET_FACTS}
        told |= {text: words for text in strings(_without_facts(data)) if (words := outside(_filled(text)))}
    assert told == {}


def _without_facts(value):
    """The values of a sheet that are set, without names of files and the like."""
    if isinstance(value, Mapping):
        return {name: _without_facts(inside) for name, inside in value.items() if name not in SHEET_FACTS}
    return [_without_facts(inside) for inside in value] if isinstance(value, list) else value


def _filled(text):
    """A label of Typst's, without the names of its slots."""
    return re.sub(r"\{\w+\}", "", text)


def test_templates_of_sheets_hold_no_word_of_their_own():
    code = {file.name: file.read_text(encoding="utf-8") for file in (HOME / "templates/handouts").glob("*.typ")}
    bare = {name: re.sub(r"//.*|refuse\(.*", "", text) for name, text in code.items()}  # refusals are for editors
    found = {
        name: re.findall(r'"[A-Z][a-z]+(?: [^"]*)?"|\[\*?[A-Z][a-z]+[^\]]*\]', text) for name, text in bare.items()
    }
    assert {
        name: set(words) - {'"Noto Sans"', '"Noto Sans Arabic"', '"Noto Sans Bengali"'} for name, words in found.items()
    } == {name: set() for name in code}


def test_scripts_hold_no_word_of_their_own():
    scripts = [*(HOME / "assets").rglob("*.js"), *(HOME / "templates/parts").glob("*.js")]
    scripts = [file for file in scripts if "vendor" not in file.parts]
    code = {file.name: re.sub(r"(?<!:)//.*|/\*.*?\*/", "", file.read_text()) for file in scripts}
    words = re.compile(r"[\"'`]([A-Z][a-z]+(?: [^\"'`]*)?)[\"'`]")
    assert {name: found for name, text in code.items() if (found := set(words.findall(text)) - KEYS)} == {}
    assert len(code) > 5
