"""Which sources an entry names, wherever inside it."""

from collections.abc import Iterable, Mapping
from datetime import date

from exercise_handbook.library.model.entry import Entry
from exercise_handbook.library.problems import Trail

PLAIN = {str, int, date, type(None)}
"""The types of most fields. Asking of each whether it is an entry would take ten times as long."""


def citations(entry: Entry) -> list[tuple[Trail, str]]:
    """Every source named in an entry or in anything inside it, with the trail that leads there."""
    found: list[tuple[Trail, str]] = []
    _add_citations(entry, (), found)
    return found


def _add_citations(entry: Entry, trail: Trail, found: list[tuple[Trail, str]]) -> None:
    for name, value in entry.__dict__.items():
        if name == "sources":
            found += [((*trail, name, number), slug) for number, slug in enumerate(value)]
        elif value and type(value) not in PLAIN:
            for inside, other in _entries_in(value):
                _add_citations(other, (*trail, name, *inside), found)


def _entries_in(value: object) -> list[tuple[Trail, Entry]]:
    if isinstance(value, Entry):
        return [((), value)]
    items: Iterable[tuple[str | int, object]] = enumerate(value) if isinstance(value, tuple) else ()
    items = value.items() if isinstance(value, Mapping) else items
    return [((key,), item) for key, item in items if isinstance(item, Entry)]
