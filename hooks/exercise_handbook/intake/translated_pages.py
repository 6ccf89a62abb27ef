"""The pages of docs/ in another language: which of them are made from what the first language says now.

Nobody can tell line by line what changed in a page that is written by hand. So one that was made from older words is
not shown until somebody has looked: an old warning is worse than none.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from exercise_handbook.intake.docs_pages import Written
from exercise_handbook.library.library import Library
from exercise_handbook.library.problems import Place, Problem

FIELD = "made_from"

MISSING = (
    "not there yet; copy {page} to this place, translate it, and write between the lines of --- at its top: "
    "made_from: {fingerprint}"
)
BEHIND = "made from another {page} than that of now; bring it up to date, then write made_from: {fingerprint}"
STRAY = "there is no {page} that it could be made from; name it after the page that it translates, or delete it"
FOOTNOTES = "{page} cites other sources: {differing}; cite the same ones in both"


@dataclass(frozen=True)
class Pages:
    """What there is of the hand-written pages in a language."""

    fresh: tuple[str, ...] = ()
    """The slugs of those that are shown, in the order of library.yaml."""

    missing: Mapping[str, Problem] = field(default_factory=dict)
    """Those that nobody has translated yet, by their slug; a library may do without."""

    behind: tuple[Problem, ...] = ()
    """Those that were made from older words."""

    problems: tuple[Problem, ...] = ()
    """What does not fit."""


def pages_in(path: str, first: Library, written: Mapping[str, Written]) -> Pages:
    """The pages of docs/ in the language of a folder such as es/."""
    both = {slug: (written[f"{slug}.md"], written.get(f"{path}{slug}.md")) for slug in first.pages}
    missing = {slug: _missing(page, path) for slug, (page, other) in both.items() if other is None}
    lags = {slug: _lag(page, other) for slug, (page, other) in both.items() if other}
    fresh = tuple(slug for slug, lag in lags.items() if lag is None)
    problems = (*_strays(path, written), *_miscited(path, fresh, written))
    return Pages(fresh, missing, tuple(filter(None, lags.values())), problems)


def _missing(page: Written, path: str) -> Problem:
    file = Path(page.file)
    return Problem(Place(str(file.parent / path / file.name), 0), "", _told(MISSING, page))


def _lag(page: Written, other: Written) -> Problem | None:
    """Why a page is not shown in another language; None where it is."""
    place = other.place(f"{FIELD}:") if other.made_from else Place(other.file, 1)
    return None if other.made_from == page.fingerprint else Problem(place, FIELD, _told(BEHIND, page))


def _told(message: str, page: Written) -> str:
    return message.format(page=page.file, fingerprint=page.fingerprint)


def _strays(path: str, written: Mapping[str, Written]) -> Iterator[Problem]:
    """Pages of a language that the first one does not have."""
    for name, page in written.items():
        if name.startswith(path) and name.removeprefix(path) not in written:
            yield Problem(Place(page.file, 0), "", STRAY.format(page=name.removeprefix(path)))


def _miscited(path: str, fresh: tuple[str, ...], written: Mapping[str, Written]) -> Iterator[Problem]:
    """Pages that cite other sources than what they were made from: what supports a claim is the same everywhere."""
    for slug in fresh:
        page, other = written[f"{slug}.md"], written[f"{path}{slug}.md"]
        if differing := {*page.facts.sources} ^ {*other.facts.sources}:
            words = ", ".join(sorted(differing))
            place = other.place(f"[^{min(differing)}]") if differing & {*other.facts.sources} else Place(other.file, 0)
            yield Problem(place, "", FOOTNOTES.format(page=page.file, differing=words))
