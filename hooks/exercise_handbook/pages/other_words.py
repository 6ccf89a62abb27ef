"""Adds other readers' word for a thing in brackets, from library.yaml: tummy (belly), once on each page and sheet."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from markupsafe import escape

from exercise_handbook.library.library import Library

NAMED_ALIKE = re.compile(r"<(?P<closes>/?)(?:a|button|summary|label)\b")
"""Elements whose words never change, so that links to the same page have the same name."""

NAMES = {"title", "heading", "name", "plain_name", "publisher", "slug", "address", "address_in_words", "alt"}
"""Fields of a sheet that never change, for the same reason, or because nobody reads them."""


def in_other_words(page: str, library: Library) -> str:
    """The page with the other word in brackets after the first mention of each word in its main part."""
    words = library.publication.in_other_words
    small, start = _in_small_letters(page) if words else "", page.find("<main")
    for word, other in words.items():
        if page.find(f"{word} ({other})", start) < 0 and (end := _end_of(word, page, small, start)):
            page = f"{page[:end]} ({escape(other)}){page[end:]}"
            small = _in_small_letters(page)
    return page


def _in_small_letters(page: str) -> str:
    """The page in lower case, each character at its old place: the few that would become two are left alone."""
    small = page.lower()
    return small if len(small) == len(page) else "".join(min(sign.lower(), sign, key=len) for sign in page)


def sheet_in_other_words(sheet: dict[str, Any], library: Library) -> dict[str, Any]:
    """The data of a sheet with the other word in brackets after the first mention of each word."""
    for word, other in library.publication.in_other_words.items():
        places = ((home, key, found) for home, key in _prose(sheet) if (found := _sought(word).search(home[key])))
        if first := next(places, None):
            home, key, found = first
            home[key] = f"{home[key][: found.end()]} ({other}){home[key][found.end() :]}"
    return sheet


def _prose(told: Any) -> Iterator[tuple[Any, Any]]:
    """Each text of a sheet that is not a name, in order, as its container and its key there."""
    items = told.items() if isinstance(told, dict) else enumerate(told) if isinstance(told, list) else ()
    for key, value in items:
        if isinstance(value, str) and key not in NAMES:
            yield told, key
        yield from _prose(value)


@cache
def _sought(word: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(word)}\b(?!['’&])", re.IGNORECASE)


def _end_of(word: str, page: str, small: str, start: int) -> int | None:
    """Where the first mention of a word after a place ends, not counting links and buttons."""
    seen, around = max(start, 0), 0
    for found in _all(escape(word), page, small, seen):
        around += sum(-1 if tag["closes"] else 1 for tag in NAMED_ALIKE.finditer(page, seen, found.start()))
        seen = found.start()
        if not around and page.rfind("<", 0, seen) <= page.rfind(">", 0, seen):
            return found.end()
    return None


def _all(word: str, page: str, small: str, start: int) -> Iterator[re.Match[str]]:
    """Where a page mentions a word, in any case; searching in lower case is a hundred times as fast."""
    wanted = word.lower()
    place = small.find(wanted, start)
    while place >= 0:
        if found := _sought(word).match(page, place):
            yield found
        place = small.find(wanted, place + 1)
