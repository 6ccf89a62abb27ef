"""The other word of some readers in brackets, as library.yaml names it: tummy (belly), once on each page and sheet."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from markupsafe import escape

from exercise_handbook.library.library import Library

NAMED_ALIKE = re.compile(r"<(?P<closes>/?)(?:a|button|summary|label)\b")
"""Whose words stay as they are, so that what leads to the same is called the same."""

NAMES = {"title", "heading", "name", "plain_name", "publisher", "slug", "address", "address_in_words", "alt"}
"""What a sheet is set from and keeps as it is, for the same reason, or because nobody reads it."""


def in_other_words(page: str, library: Library) -> str:
    """The page with the other word of some readers in brackets, once, where its main part says a word first."""
    words = library.publication.in_other_words
    small, start = _in_small_letters(page) if words else "", page.find("<main")
    for word, other in words.items():
        if page.find(f"{word} ({other})", start) < 0 and (end := _end_of(word, page, small, start)):
            page = f"{page[:end]} ({escape(other)}){page[end:]}"
            small = _in_small_letters(page)
    return page


def _in_small_letters(page: str) -> str:
    """The page with each sign at its place, which the few that are two when small would move."""
    small = page.lower()
    return small if len(small) == len(page) else "".join(min(sign.lower(), sign, key=len) for sign in page)


def sheet_in_other_words(sheet: dict[str, Any], library: Library) -> dict[str, Any]:
    """What a sheet is set from, with the other word of some readers in brackets where it says a word first."""
    for word, other in library.publication.in_other_words.items():
        places = ((home, key, found) for home, key in _prose(sheet) if (found := _sought(word).search(home[key])))
        if first := next(places, None):
            home, key, found = first
            home[key] = f"{home[key][: found.end()]} ({other}){home[key][found.end() :]}"
    return sheet


def _prose(told: Any) -> Iterator[tuple[Any, Any]]:
    """Each text of what a sheet is set from that is no name, in order: what holds it, and its key there."""
    items = told.items() if isinstance(told, dict) else enumerate(told) if isinstance(told, list) else ()
    for key, value in items:
        if isinstance(value, str) and key not in NAMES:
            yield told, key
        yield from _prose(value)


@cache
def _sought(word: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(word)}\b(?!['’&])", re.IGNORECASE)


def _end_of(word: str, page: str, small: str, start: int) -> int | None:
    """Where a word ends that a page says for the first time behind a place, outside of links and buttons."""
    seen, around = max(start, 0), 0
    for found in _all(escape(word), page, small, seen):
        around += sum(-1 if tag["closes"] else 1 for tag in NAMED_ALIKE.finditer(page, seen, found.start()))
        seen = found.start()
        if not around and page.rfind("<", 0, seen) <= page.rfind(">", 0, seen):
            return found.end()
    return None


def _all(word: str, page: str, small: str, start: int) -> Iterator[re.Match[str]]:
    """Where a page says a word, in any capitals: looked for in small letters, which is a hundred times as fast."""
    wanted = word.lower()
    place = small.find(wanted, start)
    while place >= 0:
        if found := _sought(word).match(page, place):
            yield found
        place = small.find(wanted, place + 1)
