"""From a library's folder to the library: read, shape, check."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from types import MappingProxyType
from typing import Any

from exercise_handbook.cache import Table
from exercise_handbook.intake.changes import Changes
from exercise_handbook.intake.counts import with_counts
from exercise_handbook.intake.draft import Draft
from exercise_handbook.intake.folder import Folder
from exercise_handbook.intake.general import with_general
from exercise_handbook.intake.languages import unspoken
from exercise_handbook.intake.opening import ON_TOP, opened
from exercise_handbook.intake.reviews import changed_since_review
from exercise_handbook.intake.rules import broken_rules
from exercise_handbook.intake.shape import shape
from exercise_handbook.intake.translated import in_its_languages
from exercise_handbook.intake.yaml_places import YamlFile
from exercise_handbook.library.library import Library
from exercise_handbook.library.problems import Finding, Problem, Problems

EXAMPLES = ("Your clinic", "hello@your-clinic.example", "https://your-clinic.example/")
"""What a library is begun with, to be replaced (commands/starters/)."""


def load_library(home: Path, docs: Path | None = None, address: str | None = None) -> Library:
    """The library in a folder, with the hand-written pages of docs. Raises Problems."""
    return open_library(home, docs, address)[0]


def open_library(
    home: Path, docs: Path | None = None, address: str | None = None, known: Table | None = None
) -> tuple[Library, Folder]:
    """The library in a folder, and the places of all that was read there.

    An address, if given, takes the place of the one in library.yaml; entries and pictures that are known already are
    not read again. Raises Problems with all that is wrong: every line that cannot be read, every field that does not
    fit, and every broken rule of the entries that do; then what is wrong with its words in other languages.
    """
    values, library, folder = in_its_first_language(home, docs, address, known)
    library, problems, late = in_its_languages(values, library, folder, known)
    if problems:
        raise Problems(problems)
    return library, replace(folder.without_values(), notices=(*folder.notices, *late))


def in_its_first_language(
    home: Path, docs: Path | None = None, address: str | None = None, known: Table | None = None
) -> tuple[dict[str, Any], Library, Folder]:
    """A library without its other languages: the values of its files, what they make, and their places.

    Raises Problems.
    """
    known = known or Table()
    folder = replace(opened(home, docs, known), address=address)
    written = _written(folder, known)
    values = with_counts(written)
    unsaid = [*unspoken(values, folder.problem(("library", "language"), "").place)]
    library, findings = _judged(values, folder, is_spoken=not unsaid)
    told = [*_told(findings, folder)]
    safety, notices = folder.disagreements()
    problems = [*folder.problems, *safety, *unsaid, *told]
    if problems or library is None:
        raise Problems(problems, _unchecked(folder, told, is_lost=library is None))
    library = library.model_copy(update={"changed_since_review": changed_since_review(library)})
    return written, library, replace(folder, notices=(*notices, *_examples_left(folder)))


def _examples_left(folder: Folder) -> Iterator[Problem]:
    """Where library.yaml still holds what it was begun with."""
    for name, value in folder.files["library"].values.items():
        if value in EXAMPLES:
            yield folder.problem(("library", name), f"“{value}” is still that of the example; write your own")


def _written(folder: Folder, known: Table) -> dict[str, Any]:
    """The values of all files and of the general text, as they are written."""
    values = with_general(folder.values(known))
    if folder.address and isinstance(values.get("library"), dict):
        values["library"] = values["library"] | {"address": folder.address}
    return values


def _told(findings: list[Finding], folder: Folder) -> Iterator[Problem]:
    """What was found, at its places, but for what only follows from what is told of the files already."""
    for trail, message in findings:
        problem = folder.problem(trail, message)
        if trail[0] not in folder.unread and not _follows(problem, folder.problems):
            yield problem


def _judged(values: dict[str, Any], folder: Folder, is_spoken: bool) -> tuple[Draft | None, list[Finding]]:
    """The library that some values make, and every finding, those of rules too if all could be read.

    An address may be lost only because something else is wrong: that is told when all else is right.
    """
    library, findings = shape(values, folder.doubled)
    if library is None:
        return None, findings
    library = _without_uncited(library, folder)
    is_whole = is_spoken and not folder.unread
    broken = [*broken_rules(library, today_anywhere(datetime.now(UTC)))] if is_whole else []
    others = [*findings, *(one for one in broken if one[0][0] != "addresses")]
    return library, others if folder.problems or others else broken


def _without_uncited(library: Draft, folder: Folder) -> Draft:
    """The library without the sources of its base that nothing cites any more: what cited them is hidden or changed."""
    under = folder.base.files.get("sources") if folder.base else None
    spare = {slug for slug in under.values if slug not in library.cited} if under else set()
    kept = {slug: source for slug, source in library.sources.items() if slug not in spare}
    return library.model_copy(update={"sources": MappingProxyType(kept)}) if spare else library


def changes_of(home: Path) -> tuple[Changes, YamlFile]:
    """What a library says otherwise than its base, and what was noted of that. Raises Problems, even if it has none."""
    folder = opened(home, None, Table())
    if folder.unread & {*ON_TOP} or folder.changes.problems:
        raise Problems(folder.problems)
    return folder.changes, folder.agreed


def today_anywhere(now: datetime) -> date:
    """The latest day that it is anywhere on earth: who writes today in Auckland is not ahead of a build in London."""
    return now.astimezone(timezone(timedelta(hours=14))).date()


def _follows(problem: Problem, slips: Iterable[Problem]) -> bool:
    """Whether a value does not fit only because of a slip at it, or in its first line, which is told already."""
    place = problem.place
    near = (slip.place for slip in slips if slip.place.file == place.file and slip.place.line)
    return any(place.line in (slip.line, slip.line - 1) for slip in near)


def _unchecked(folder: Folder, told: list[Problem], is_lost: bool) -> str:
    """What could not be looked at because some files could not be read, or leave no library to look at."""
    files = {f"{folder.home / name}.yaml" for name in folder.unread}
    lost_by = [*told, *(folder.problem(trail, "") for trail in folder.doubled)] if is_lost else []
    files |= {one.place.file for one in lost_by if one.place.line}
    return f"Other files were not checked against {' and '.join(sorted(files))} yet." if files else ""
