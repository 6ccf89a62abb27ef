"""Our own pages of docs/ in other languages say the same numbers, with the same sources, in the same order."""

import re

import pytest

from exercise_handbook.intake.docs_pages import CITATION, written_pages
from support import ROOT

PAGES = written_pages(ROOT / "docs")[0]
OTHERS = sorted(name for name in PAGES if "/" in name)

THOUSANDS = re.compile(r"(?<=\d)[.,](?=\d{3}\b)")


def numbers(markdown):
    """Every number of a text, whatever stands between thousands and before tenths."""
    text = re.sub(r"^made_from:.*$", "", CITATION.sub("", markdown), flags=re.MULTILINE)
    return re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d),(?=\d)", ".", THOUSANDS.sub("", text)))


@pytest.mark.parametrize("name", OTHERS)
def test_a_translated_page_says_the_numbers_and_sources_of_the_first(name):
    page, other = PAGES[name.partition("/")[2]], PAGES[name]
    if other.made_from != page.fingerprint:
        return  # it is behind, so it is not shown
    assert numbers(other.markdown) == numbers(page.markdown)
    assert CITATION.findall(other.markdown) == CITATION.findall(page.markdown)


def test_numbers_are_read_whatever_stands_between_thousands():
    assert numbers("2,746 people[^a-2021], 1.4 points") == numbers("2746, 1,4") == ["2746", "1.4"]


def test_each_of_our_pages_is_in_each_of_our_languages():
    assert [f"{tag}/{slug}.md" for tag in ("ar", "es") for slug in ("evidence", "walking")] == OTHERS
