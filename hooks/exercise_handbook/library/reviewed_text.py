"""All that readers are told in an entry, a row a field: what a reviewer checks, and what a review is good for.

However the file is written, the rows are the same as long as words, numbers and pictures are: names stand in the place
of slugs, and fields in the order of the types.
"""

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from exercise_handbook.library.library import Library, Reviewed
from exercise_handbook.library.model.entry import Entry
from exercise_handbook.library.model.routines import Routine
from exercise_handbook.library.model.safety import Safety
from exercise_handbook.library.problems import dotted

SILENT = {"slug", "code", "reviewed", "sources", "licence", "file", "dark", "movement", "preview"}
"""Fields that are no words for readers. The pictures among them are rows by what is in their files."""

POSITION = ("get_ready", "afterwards", "down", "up")
"""What is said for every exercise in a position: a review of safety holds it."""

TOGETHER = ("also_called", "purposes")
"""Fields of several words that are one row."""


class Row(NamedTuple):
    """One thing that readers are told: its field, its words, and the sources that support it."""

    field: str
    words: str
    sources: tuple[str, ...] = ()


def entry_key(entry: Reviewed) -> tuple[str, str]:
    """The part of the library that an entry stands in, which is also that of changes.yaml, and its slug there."""
    if isinstance(entry, Safety):
        return ("safety", "")
    return ("routines" if isinstance(entry, Routine) else "exercises", entry.slug)


def rows(entry: Reviewed, library: Library) -> list[Row]:
    """What readers are told in an entry, in the order of its type; with safety goes what each position asks for."""
    found = [row for name, value in entry if name not in SILENT for row in _rows(name, value, (), library)]
    return [*found, *_rows_of_positions(library)] if isinstance(entry, Safety) else found


def text(entry: Reviewed, library: Library, seen: Callable[[str], str]) -> str:
    """What a review of an entry is good for, a line a row; `seen` tells what a picture's file is known by."""
    told = [f"{row.field}: {row.words}" for row in rows(entry, library)]
    files = () if isinstance(entry, Routine) else entry.picture_files
    shown = [f"picture {dotted(trail)}: {seen(file)}" for trail, file in files]
    return "".join(f"{line}\n" for line in [*told, *shown])


def fingerprint(told: str) -> str:
    """What a text is known by."""
    return sha256(told.encode()).hexdigest()[:16]


def _rows_of_positions(library: Library) -> Iterator[Row]:
    for slug in library.positions_used:
        position = library.vocabulary.positions[slug]
        for name in POSITION:
            yield from _rows(f"{position.name}.{name}", getattr(position, name), (), library)


def _rows(field: str, value: Any, sources: tuple[str, ...], library: Library) -> Iterator[Row]:
    """The rows of a value; what names no sources of its own has those of what it stands in."""
    if field in TOGETHER and value:
        words = sorted(_purposes(value, library)) if field == "purposes" else value
        yield Row(field, "; ".join(words), sources)
    elif isinstance(value, Entry | Mapping | tuple):
        own = getattr(value, "sources", ()) or sources
        for name, inside in _inside(field, value):
            yield from _rows(name, inside, own, library)
    elif value is not None:
        yield Row(field, _in_words(field, str(value), library), sources)


def _inside(field: str, value: Any) -> Iterator[tuple[str, Any]]:
    """What stands in an entry, in a mapping or in a list, and how each is named."""
    if isinstance(value, tuple):
        yield from ((f"{field}[{number}]", inside) for number, inside in enumerate(value, 1))
    for name, inside in () if isinstance(value, tuple) else value if isinstance(value, Entry) else value.items():
        if name not in SILENT:
            yield field if name == "say" else f"{field}.{name}", inside


def _purposes(purposes: Mapping[str, tuple[str, ...]], library: Library) -> Iterator[str]:
    words = library.vocabulary
    for kind, areas in purposes.items():
        yield from (f"{words.kinds[kind].name}: {words.areas[area].name}" for area in areas)


def _in_words(field: str, value: str, library: Library) -> str:
    """A value as readers meet it: what a slug stands for."""
    words = library.vocabulary
    last = field.rpartition(".")[2]
    if field == "position":
        return words.positions[value].name
    if field.startswith("areas["):
        return words.areas[value].name
    if last == "precaution":
        return library.safety.ask_first[value].say
    return library.exercises[value].name if last == "exercise" else value
