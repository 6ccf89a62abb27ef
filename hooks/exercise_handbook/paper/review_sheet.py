"""The reviewer's sheet: everything that readers are told, beside its sources, with room to tick, correct and sign."""

import json
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import NamedTuple

from exercise_handbook.library.differences import differences_of, first_name, no_longer_supported
from exercise_handbook.library.instructions import Instructions
from exercise_handbook.library.library import Library, Reviewed
from exercise_handbook.library.model.entry import Entry, Illustration
from exercise_handbook.library.model.exercises import Exercise
from exercise_handbook.library.model.files import Picture
from exercise_handbook.library.model.provenance import Source
from exercise_handbook.library.reviewed_text import Row, entry_key, rows
from exercise_handbook.pages.templating import environment
from exercise_handbook.paper.sheets import for_typst
from exercise_handbook.paper.typesetting import Job

KINDS = {"svg": "svg+xml", "png": "png", "webp": "webp", "jpeg": "jpeg"}


class Asked(NamedTuple):
    """What is to be reviewed, and what it is known by."""

    name: str
    entry: Reviewed
    fingerprint: str


@dataclass(frozen=True)
class Support:
    """A source, and what in it supports what readers are told."""

    name: str
    address: str
    how_read: str
    says: list[str]


@dataclass(frozen=True)
class Fact:
    """Something that readers are told, and its sources."""

    field: str
    words: str
    sources: list[Support]


@dataclass(frozen=True)
class Shown:
    """A picture: its address in a page, its file for a PDF; and the same in words."""

    address: str
    alt: str


@dataclass(frozen=True)
class Told:
    """All that readers are told in an entry, with the sources of the whole."""

    name: str
    fingerprint: str
    whole: list[Support]
    facts: list[Fact]
    pictures: list[Shown]


def as_page(name: str, asked: Iterable[Asked], library: Library) -> str:
    """The sheet as one page that needs no other file: it can be sent to a reviewer as it is."""
    entries = [_told(one, library, lambda file: _as_address(library.pictures[file])) for one in asked]
    sheet = environment(library.say).get_template("review/sheet.html")
    return sheet.render(library=library, name=name, entries=entries)


def as_job(name: str, asked: Iterable[Asked], library: Library) -> Job:
    """What the sheet is set from as a PDF."""
    asked, publication = [*asked], library.publication
    data = {
        "title": library.say("review_sheet", name=name),
        "language": publication.language,
        "publisher": publication.publisher,
        "edition": publication.edition.isoformat(),
        "entries": [asdict(_told(one, library, str)) for one in asked],
        "words": _labels(library),
        "digits": library.say.digits,
    }
    told = for_typst(json.dumps(data, ensure_ascii=False), library.say)
    inputs = {"data": told, "pictures": json.dumps(_drawn(asked, library))}
    return Job("review", publication.edition.isoformat(), inputs)


def _told(one: Asked, library: Library, address_of: Callable[[str], str]) -> Told:
    facts = [_fact(_as_told(row, one.entry, library), library) for row in rows(one.entry, library)]
    whole = [_source(library.sources[slug], library) for slug in getattr(one.entry, "sources", ())]
    pictures = [Shown(address_of(picture.file), picture.alt) for picture in _illustrations(one.entry)]
    return Told(one.name, one.fingerprint, whole, facts, pictures)


def _as_told(row: Row, entry: Reviewed, library: Library) -> Row:
    """A row with its blanks filled, without the sources of the base where this library says something else."""
    if isinstance(entry, Exercise):
        row = row._replace(words=Instructions(entry, entry.dose, library).filled(row.words))
    section, slug = entry_key(entry)
    differences = differences_of(library, section, slug)
    if any(row.field == one.field or row.field.startswith((f"{one.field}.", f"{one.field}[")) for one in differences):
        own = no_longer_supported(library, section, slug)[first_name(row.field)]
        return row._replace(sources=tuple(slug for slug in row.sources if slug in own))
    return row


def _fact(row: Row, library: Library) -> Fact:
    field = row.field.replace("[", " ").replace("]", "").replace(".", ", ").replace("_", " ")
    sources = [_source(library.sources[slug], library) for slug in row.sources]
    return Fact(field, row.words, sources)


def _source(one: Source, library: Library) -> Support:
    named = f"{one.organisation}: {one.title}" + (f", {one.year}" if one.year else "")
    said = list(one.says) or [library.say("review_nothing_noted")]
    return Support(named, one.address or "", one.how_read or "", said)


def _illustrations(entry: Entry) -> Iterator[Illustration]:
    for _, illustration in getattr(entry, "illustrations", ()):
        yield illustration


def _as_address(picture: Picture) -> str:
    """A picture's content as an address, for a page that goes by itself."""
    content = b64encode(picture.path.read_bytes()).decode()
    return f"data:image/{KINDS[picture.kind or 'svg']};base64,{content}"


def _drawn(asked: Iterable[Asked], library: Library) -> dict[str, str]:
    from exercise_handbook.pictures.greyscale import in_greys  # reads CSS and pixels

    files = [one.file for each in asked for one in _illustrations(each.entry)]
    return {file: in_greys(library.pictures[file]) for file in files}


def _labels(library: Library) -> dict[str, str]:
    say = library.say
    return {
        "lede": say("review_lede"),
        "field": say("review_field"),
        "told": say("review_told"),
        "support": say("review_support"),
        "right": say("review_right"),
        "instead": say("review_instead"),
        "no_source": say("review_no_source"),
        "whole": say("review_whole"),
        "known_by": say("review_known_by", fingerprint="{fingerprint}"),
        "consent": say("review_consent"),
        "name": say("review_name"),
        "role": say("review_role"),
        "day": say("review_day"),
        "signature": say("review_signature"),
    }
