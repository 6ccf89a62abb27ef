"""From a library's folder to the library: read, shape, check."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from types import MappingProxyType
from typing import Any

from exercise_handbook.cache import Table
from exercise_handbook.intake.advice import nearest
from exercise_handbook.intake.bases import base_folder
from exercise_handbook.intake.changes import Changes, read_changes
from exercise_handbook.intake.counts import with_counts
from exercise_handbook.intake.docs_pages import written_pages
from exercise_handbook.intake.draft import Draft
from exercise_handbook.intake.extending import on_top, picture_files, taken_pictures, without_clashes
from exercise_handbook.intake.folder import Folder
from exercise_handbook.intake.general import with_general
from exercise_handbook.intake.languages import unspoken
from exercise_handbook.intake.reviews import changed_since_review
from exercise_handbook.intake.rules import broken_rules, broken_rules_of_the_day
from exercise_handbook.intake.shape import shape
from exercise_handbook.intake.strict_yaml import read
from exercise_handbook.intake.translated import in_its_languages
from exercise_handbook.intake.yaml_places import YamlFile
from exercise_handbook.library.library import Library
from exercise_handbook.library.problems import Finding, Place, Problem, Problems

FILES = ("library", "vocabulary", "exercises", "routines", "safety", "sources", "addresses", "about", "labels")
"""The files a library may have, without their ending; a sentence each stands in CONTRIBUTING.md."""

EXAMPLES = ("Your clinic", "hello@your-clinic.example", "https://your-clinic.example/")
"""What a library is begun with, to be replaced (commands/starters/)."""

NO_BASE = "{said} is no library; write lower-back, or the path of a folder with a library.yaml"
BASELESS = "it is for a library that builds on another; write extends: lower-back in library.yaml, or delete this file"
ON_TOP = ("changes", "agreed")
"""Files beside them of a library that builds on another: what differs from that, and what that said then."""

REQUIRED = ("library", "exercises")
"""Those that no library does without."""

NOTES = re.compile(rb"(?:\s*#.*)+\s*")
"""A text that says nothing yet."""

DATA_LIKE = re.compile(r"\.ya?ml$|\.ya?ml\.|^[^.]+(\.(txt|json))?$", re.IGNORECASE)
"""Names that look as if data were meant; editors and Windows add endings that people do not see."""

BACKUP = re.compile(r"~$|\.(bak|orig|old|save|swp)$", re.IGNORECASE)
"""Names of copies that editors and git leave beside a file."""


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
    folder, problems, unread = _read(home, docs, address, known)
    written = _written(folder, address, known)
    values = with_counts(written)
    unsaid = [*unspoken(values, folder.problem(("library", "language"), "").place)]
    library, findings = _judged(values, folder, is_whole=not unread and not unsaid, is_readable=not problems)
    told = [one for one in _told(findings, folder, unread) if not _follows(one, problems)]
    safety, notices = folder.disagreements()
    problems += [*safety, *unsaid]
    if problems or told or library is None:
        shapeless = {one.place.file for one in told if one.place.line} if library is None else set()
        raise Problems([*problems, *told], _unchecked({f"{home / name}.yaml" for name in unread} | shapeless))
    library = library.model_copy(update={"changed_since_review": changed_since_review(library)})
    return written, library, replace(folder, notices=(*notices, *_examples_left(folder)))


def _examples_left(folder: Folder) -> Iterator[Problem]:
    """Where library.yaml still holds what it was begun with."""
    for name, value in folder.files["library"].values.items():
        if value in EXAMPLES:
            yield folder.problem(("library", name), f"“{value}” is still that of the example; write your own")


def _written(folder: Folder, address: str | None, known: Table) -> dict[str, Any]:
    """The values of all files and of the general text, as they are written."""
    values = with_general(folder.values(known))
    if address and isinstance(values.get("library"), dict):
        values["library"] = values["library"] | {"address": address}
    return values


def _told(findings: list[Finding], folder: Folder, unread: set[str]) -> list[Problem]:
    """What was found, at its places, but for files that could not be read."""
    return [folder.problem(*finding) for finding in findings if finding[0][0] not in unread]


def _judged(
    values: dict[str, Any], folder: Folder, is_whole: bool, is_readable: bool
) -> tuple[Draft | None, list[Finding]]:
    """The library that some values make, and every finding, those of rules too if all could be read.

    An address may be lost only because something else is wrong: that is told when all else is right.
    """
    library, findings = shape(values)
    if library is None:
        return None, findings
    library = _without_uncited(library, folder)
    broken = [*_broken(library)] if is_whole else []
    others = [*findings, *(one for one in broken if one[0][0] != "addresses")]
    return library, broken if is_readable and not others else others


def _broken(library: Draft) -> Iterator[Finding]:
    yield from broken_rules(library)
    yield from broken_rules_of_the_day(library, today_anywhere(datetime.now(UTC)))


def _without_uncited(library: Draft, folder: Folder) -> Draft:
    """The library without the sources of its base that nothing cites any more: what cited them is hidden or changed."""
    under = folder.base.files.get("sources") if folder.base else None
    spare = {slug for slug in under.values if slug not in library.cited} if under else set()
    kept = {slug: source for slug, source in library.sources.items() if slug not in spare}
    return library.model_copy(update={"sources": MappingProxyType(kept)}) if spare else library


def changes_of(home: Path) -> tuple[Changes, YamlFile]:
    """What a library says otherwise than its base, and what was noted of that. Raises Problems, even if it has none."""
    folder, problems, unread = _read(home, None, None, Table())
    if unread & {"changes", "agreed"} or folder.changes.problems:
        raise Problems(problems)
    return folder.changes, folder.agreed


def today_anywhere(now: datetime) -> date:
    """The latest day that it is anywhere on earth: who writes today in Auckland is not ahead of a build in London."""
    return now.astimezone(timezone(timedelta(hours=14))).date()


def _follows(problem: Problem, slips: list[Problem]) -> bool:
    """Whether a value does not fit only because of a slip at it, or in its first line, which is told already."""
    place = problem.place
    near = (slip.place for slip in slips if slip.place.file == place.file and slip.place.line)
    return any(place.line in (slip.line, slip.line - 1) for slip in near)


def _unchecked(files: set[str]) -> str:
    """What could not be looked at because some files could not be read, or leave no library to look at."""
    return f"Other files were not checked against {' and '.join(sorted(files))} yet." if files else ""


@dataclass
class _Found:
    """What lies in a folder, what is wrong with it, and the names of files that could not be read at all."""

    files: dict[str, YamlFile] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)


def _read(
    home: Path, docs: Path | None, address: str | None, known: Table, above: tuple[Path, ...] = ()
) -> tuple[Folder, list[Problem], set[str]]:
    """What a library's folder holds, what is wrong with it, and the names of files that could not be read at all."""
    found = _files(home, known)
    pages, problems = written_pages(docs)
    folder = Folder(home, found.files, pages, address)
    problems += found.problems
    if "extends" in found.files.get("library", YamlFile("", {})).values:
        folder, more, unread = _extended(folder, found.files, known, (*above, home.resolve()))
        return folder, problems + more, found.unread | unread
    if ON_TOP[0] in found.files or ON_TOP[1] in found.files:
        raise Problems([*found.problems, *_without_a_base(found)])
    return folder, problems, found.unread


def _without_a_base(found: "_Found") -> Iterator[Problem]:
    """That changes need a base, which library.yaml does not name; all else that could be told follows from it."""
    if "library" not in found.unread:
        name = next(name for name in ON_TOP if name in found.files)
        yield Problem(found.files[name].place(()), "", BASELESS)


def _extended(
    folder: Folder, own: dict[str, YamlFile], known: Table, above: tuple[Path, ...]
) -> tuple[Folder, list[Problem], set[str]]:
    """A library on top of its base. Raises Problems where there is no such base."""
    said, place = own["library"].values["extends"], own["library"].place(("extends",))
    where = base_folder(said, folder.home) if isinstance(said, str) else None
    if where is None:
        raise Problems([Problem(place, "extends", NO_BASE.format(said=said))])
    if where in above:
        raise Problems([Problem(place, "extends", "it leads back to this library; name another")])
    base, problems, unread = _read(where, None, None, known, above)
    changes_file, agreed = (own.pop(name, YamlFile(str(folder.home / f"{name}.yaml"), {})) for name in ON_TOP)
    changes = read_changes(changes_file, base.files)
    own, clashes = without_clashes(base.files, own)
    taken = taken_pictures(base.picture_files, picture_files(folder.home))
    problems += [*changes.problems, *clashes, *taken]
    names = frozenset({changes_file.file, agreed.file, *(file.file for file in own.values())})
    files = on_top(base.files, own, changes)
    return replace(folder, files=files, base=base, changes=changes, agreed=agreed, own=names), problems, unread


def _files(home: Path, known: Table) -> _Found:
    """The YAML files of a folder. Raises Problems where there is none."""
    if not home.is_dir():
        raise Problems(
            [Problem(Place(str(home), 0), "", "there is no such folder; write that of a library, as DATA=data")]
        )
    names = {file.name for file in home.iterdir()}
    found = _Found()
    for file, meant in _strangers(names):
        found.problems.append(Problem(Place(str(home / file)), "", f"no such file in a library{meant}"))
        found.unread |= {name for name in FILES if f"{name}.yaml?" in meant and f"{name}.yaml" not in names}
    for name in (name for name in (*FILES, *ON_TOP) if f"{name}.yaml" in names):
        if _is_still_to_be_written(home, name, found.files):
            continue
        found.files[name], problems = _yaml_file(home / f"{name}.yaml", known)
        found.problems += problems
        found.unread |= {name} if problems and not found.files[name].values else set()
    return found


def _is_still_to_be_written(home: Path, name: str, read_before: Mapping[str, YamlFile]) -> bool:
    """Whether a file that a library may do without holds notes and examples alone; library.yaml is read first."""
    file = home / f"{name}.yaml"
    is_on_top = "library" in read_before and "extends" in read_before["library"].values
    return (is_on_top or name not in REQUIRED) and file.is_file() and NOTES.fullmatch(file.read_bytes()) is not None


def _yaml_file(file: Path, known: Table) -> tuple[YamlFile, list[Problem]]:
    """A file as it was read; empty, with the reason, where it is no file."""
    if file.is_file():
        return read(file, known)
    is_link = "it is a link that leads nowhere; write the file itself"
    why = is_link if file.is_symlink() else "it is no file that holds words, but a folder, say; write a file"
    return YamlFile(str(file), {}), [Problem(Place(str(file)), "", why)]


def _strangers(names: set[str]) -> Iterator[tuple[str, str]]:
    """Files that look like data and would be left out without a word, and what was meant by each."""
    known = [f"{name}.yaml" for name in (*FILES, *ON_TOP)]
    for name in sorted(name for name in names - set(known) if not name.startswith(".")):
        is_backup = BACKUP.search(name) and names.intersection(known)
        meant = [one for one in known if name.lower().partition(".")[0].partition(" ")[0] == one.partition(".")[0]]
        is_yaml = name.lower().endswith((".yaml", ".yml"))
        if is_yaml or (meant and DATA_LIKE.search(name) and not is_backup):
            yield name, f"; did you mean {meant[0]}?" if meant else nearest(name, known)
