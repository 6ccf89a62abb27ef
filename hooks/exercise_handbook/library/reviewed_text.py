"""Everything that readers see of an entry, a row for each field: what a reviewer checks, and what a review covers.

However the file is written, the rows stay the same as long as words, numbers and pictures do: slugs are replaced by
names, and fields are in the order of the types.
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
"""Fields that are not words for readers. Pictures get rows by the content of their files."""

POSITION = ("get_ready", "afterwards", "down", "up")
"""What is said for all exercises in a position: a review of safety covers it."""

TOGETHER = ("also_called", "purposes")
"""Lists that are a single row."""


class Row(NamedTuple):
    """One thing that readers see: its field, its words, and the sources that support it."""

    field: str
    words: str
    sources: tuple[str, ...] = ()


def entry_key(entry: Reviewed) -> tuple[str, str]:
    """The part of the library with an entry, which has the same name in changes.yaml, and its slug there."""
    if isinstance(entry, Safety):
        return ("safety", "")
    return ("routines" if isinstance(entry, Routine) else "exercises", entry.slug)


def rows(entry: Reviewed, library: Library) -> list[Row]:
    """What readers see of an entry, in the order of its type. Safety includes what each position requires."""
    found = [row for name, value in entry if name not in SILENT for row in _rows(name, value, (), library)]
    return [*found, *_rows_of_positions(library)] if isinstance(entry, Safety) else found


def text(entry: Reviewed, library: Library, seen: Callable[[str], str]) -> str:
    """The text that a review of an entry covers, a line for each row; `seen` gives the digest of a picture."""
    told = [f"{row.field}: {row.words}" for row in rows(entry, library)]
    files = () if isinstance(entry, Routine) else entry.picture_files
    shown = [f"picture {dotted(trail)}: {seen(file)}" for trail, file in files]
    return "".join(f"{line}\n" for line in [*told, *shown])


def fingerprint(told: str) -> str:
    """The fingerprint of a text, as it is written under `reviewed`."""
    return sha256(told.encode()).hexdigest()[:16]


def _rows_of_positions(library: Library) -> Iterator[Row]:
    for slug in library.positions_used:
        position = library.vocabulary.positions[slug]
        for name in POSITION:
            yield from _rows(f"{position.name}.{name}", getattr(position, name), (), library)


def _rows(field: str, value: Any, sources: tuple[str, ...], library: Library) -> Iterator[Row]:
    """The rows of a value. Without sources of its own, it has those of the value around it."""
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
    """What an entry, a mapping or a list contains, each with its name."""
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
    """A value as readers see it: a slug becomes the name."""
    words = library.vocabulary
    last = field.rpartition(".")[2]
    if field == "position":
        return words.positions[value].name
    if field.startswith("areas["):
        return words.areas[value].name
    if last == "precaution":
        return library.safety.ask_first[value].say
    return library.exercises[value].name if last == "exercise" else value
