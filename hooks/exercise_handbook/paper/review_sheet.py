"""The reviewer's sheet: every fact on a page beside its sources, with room to tick, correct and sign."""

import json
import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import partial
from typing import NamedTuple

from exercise_handbook.labels.catalogue import SAY
from exercise_handbook.labels.say import Say
from exercise_handbook.library.differences import differences_of, first_name, no_longer_supported
from exercise_handbook.library.instructions import Instructions
from exercise_handbook.library.library import Library, Reviewed
from exercise_handbook.library.model.exercises import Exercise
from exercise_handbook.library.model.provenance import Source
from exercise_handbook.library.reviewed_text import Row, entry_key, rows
from exercise_handbook.pages.templating import environment
from exercise_handbook.paper.sheets import for_typst
from exercise_handbook.paper.typesetting import TEMPLATES, Job

KINDS = {"svg": "svg+xml", "png": "png", "webp": "webp", "jpeg": "jpeg"}


class Asked(NamedTuple):
    """An entry to be reviewed, with its name and its fingerprint."""

    name: str
    entry: Reviewed
    fingerprint: str


@dataclass(frozen=True)
class Support:
    """A source, and what it says in support of a fact."""

    name: str
    address: str
    how_read: str
    says: tuple[str, ...]


@dataclass(frozen=True)
class Fact:
    """One field in words, and its sources."""

    field: str
    words: str
    sources: tuple[Support, ...]


@dataclass(frozen=True)
class Shown:
    """A picture and its description."""

    file: str
    alt: str


@dataclass(frozen=True)
class Told:
    """An entry, fact by fact."""

    name: str
    known_by: str
    whole: tuple[Support, ...]
    """The sources of the entry as a whole."""
    facts: tuple[Fact, ...]
    pictures: tuple[Shown, ...]


def as_page(name: str, asked: Iterable[Asked], library: Library) -> str:
    """The sheet as a single HTML file that can be sent to a reviewer."""
    sheet = environment(library.say).get_template("review/sheet.html")
    entries = [_told(one, library) for one in asked]
    return sheet.render(library=library, name=name, entries=entries, embedded=partial(_embedded, library))


def as_job(name: str, asked: Iterable[Asked], library: Library) -> Job:
    """The typesetter's input for the sheet as a PDF."""
    from exercise_handbook.pictures.greyscale import in_greys  # reads CSS and pixels

    publication, entries = library.publication, [_told(one, library) for one in asked]
    data = {
        "title": library.say("review_sheet", name=name),
        "language": publication.language,
        "publisher": publication.publisher,
        "edition": publication.edition.isoformat(),
        "entries": [asdict(entry) for entry in entries],
        "words": _labels(library.say),
        "digits": library.say.digits,
    }
    told = for_typst(json.dumps(data, ensure_ascii=False), library.say)
    files = {picture.file for entry in entries for picture in entry.pictures}
    pictures = {file: in_greys(library.pictures[file]) for file in sorted(files)}
    return Job("review", publication.edition.isoformat(), {"data": told, "pictures": json.dumps(pictures)})


def _told(one: Asked, library: Library) -> Told:
    return Told(
        name=one.name,
        known_by=library.say("review_known_by", fingerprint=one.fingerprint),
        whole=_supports(getattr(one.entry, "sources", ()), library),
        facts=tuple(_fact(_as_told(row, one.entry, library), library) for row in rows(one.entry, library)),
        pictures=tuple(Shown(shown.file, shown.alt) for _, shown in getattr(one.entry, "illustrations", ())),
    )


def _as_told(row: Row, entry: Reviewed, library: Library) -> Row:
    """A row with its blanks filled; if this library differs from its base there, without the base's sources."""
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
    return Fact(field, row.words, _supports(row.sources, library))


def _supports(slugs: Iterable[str], library: Library) -> tuple[Support, ...]:
    return tuple(_support(library.sources[slug], library) for slug in slugs)


def _support(one: Source, library: Library) -> Support:
    name = f"{one.organisation}: {one.title}" + (f", {one.year}" if one.year else "")
    return Support(name, one.address or "", one.how_read or "", one.says or (library.say("review_nothing_noted"),))


def _embedded(library: Library, file: str) -> str:
    """A picture as a data: address."""
    picture = library.pictures[file]
    content = b64encode(picture.path.read_bytes()).decode()
    return f"data:image/{KINDS[picture.kind or 'svg']};base64,{content}"


def _labels(say: Say) -> dict[str, str]:
    """Each label that the template names as words.slug."""
    template = (TEMPLATES / "review.typ").read_text(encoding="utf-8")
    return {slug: say.labels[f"review_{slug}"].forms[SAY] for slug in re.findall(r"\bwords\.(\w+)", template)}
