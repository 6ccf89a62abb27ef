"""From a library's folder to the library: read, shape, check."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
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
from exercise_handbook.intake.rules import broken_rules
from exercise_handbook.intake.shape import shape
from exercise_handbook.intake.strict_yaml import read
from exercise_handbook.intake.translated import in_its_languages
from exercise_handbook.intake.yaml_places import YamlFile
from exercise_handbook.library.library import Library
from exercise_handbook.library.problems import Finding, Place, Problem, Problems, Trail

FILES = ("library", "vocabulary", "exercises", "routines", "safety", "sources", "addresses", "about", "labels")
"""The files a library may have, without their ending; CONTRIBUTING.md says what each is for."""

EXAMPLES = ("Your clinic", "hello@your-clinic.example", "https://your-clinic.example/")
"""What a library is begun with, to be replaced (commands/starters/)."""

NO_FOLDER = "there is no such folder; write that of a library, as DATA=data"
NO_BASE = "{said} is no library; write lower-back, or the path of a folder with a library.yaml"
BASELESS = "it is for a library that builds on another; write extends: lower-back in library.yaml, or delete this file"
ON_TOP = ("changes", "agreed")
"""Files beside them of a library that builds on another: what differs from that, and what that said then."""

REQUIRED = ("library", "exercises")
"""Those that no library does without."""

NOTES = re.compile(rb"(?:\s*#.*)+\s*")
"""A file that holds nothing but comments."""

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
    folder = replace(_read(home, docs, known), address=address)
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
    folder = _read(home, None, Table())
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


def _read(home: Path, docs: Path | None, known: Table, above: tuple[Path, ...] = ()) -> Folder:
    """What a library's folder holds, on top of what that of its base does.

    Raises Problems where there is no folder, no base, or nothing to change in one.
    """
    folder = _folder(home, docs, known)
    if "library" in folder.own and "extends" in folder.own["library"].values:
        return _extended(folder, known, (*above, home.resolve()))
    if on_top := [name for name in ON_TOP if name in folder.own]:
        baseless = Problem(folder.own[on_top[0]].place(()), "", BASELESS)  # all else that is wrong follows from it
        raise Problems([*folder.problems, *([] if "library" in folder.unread else [baseless])])
    return folder


def _extended(folder: Folder, known: Table, above: tuple[Path, ...]) -> Folder:
    """A library on top of its base. Raises Problems where there is no such base."""
    base = _base(folder, known, above)
    changes = read_changes(folder.own.get(ON_TOP[0], YamlFile(str(folder.home / "changes.yaml"), {})), base.files)
    own, clashes = without_clashes(base.files, folder.own)
    taken = taken_pictures(base.picture_files, picture_files(folder.home))
    return replace(
        folder,
        files=on_top(base.files, {name: file for name, file in own.items() if name not in ON_TOP}, changes),
        base=base,
        changes=changes,
        problems=(*folder.problems, *base.problems, *changes.problems, *clashes, *taken),
        unread=folder.unread | base.unread,
        doubled=folder.doubled | base.doubled,
    )


def _base(folder: Folder, known: Table, above: tuple[Path, ...]) -> Folder:
    """The library that another one builds on. Raises Problems where there is none."""
    file = folder.own["library"]
    said = file.values["extends"]
    where = base_folder(said, folder.home) if isinstance(said, str) else None
    if where and where not in above:
        return _read(where, None, known, above)
    message = "it leads back to this library; name another" if where else NO_BASE.format(said=said)
    raise Problems([Problem(file.place(("extends",)), "extends", message)])


def _folder(home: Path, docs: Path | None, known: Table) -> Folder:
    """The files of a folder and the pages beside it. Raises Problems where there is no folder."""
    if not home.is_dir():
        raise Problems([Problem(Place(str(home), 0), "", NO_FOLDER)])
    names = {file.name for file in home.iterdir()}
    unread, problems = _strangers(home, names)
    files: dict[str, YamlFile] = {}
    doubled: set[Trail] = set()
    for name in (name for name in (*FILES, *ON_TOP) if f"{name}.yaml" in names):
        if _is_still_to_be_written(home, name, files):
            continue
        files[name], wrong = _yaml_file(home / f"{name}.yaml", known)
        problems += wrong
        unread |= {name} if wrong and not files[name].values else set()
        doubled |= {(name, *trail) for trail in files[name].doubled()} if wrong else set()
    pages, wrong = written_pages(docs)
    return Folder(
        home, files, files, pages, problems=(*problems, *wrong), unread=frozenset(unread), doubled=frozenset(doubled)
    )


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


def _strangers(home: Path, names: set[str]) -> tuple[set[str], list[Problem]]:
    """The files that look like data and would be left out without a word: which they were meant to be, and as told."""
    known = [f"{name}.yaml" for name in (*FILES, *ON_TOP)]
    unread: set[str] = set()
    problems: list[Problem] = []
    for name in sorted(name for name in names - set(known) if not name.startswith(".")):
        is_backup = BACKUP.search(name) and names.intersection(known)
        meant = [one for one in known if name.lower().partition(".")[0].partition(" ")[0] == one.partition(".")[0]]
        is_yaml = name.lower().endswith((".yaml", ".yml"))
        if is_yaml or (meant and DATA_LIKE.search(name) and not is_backup):
            advice = f"; did you mean {meant[0]}?" if meant else nearest(name, known)
            problems.append(Problem(Place(str(home / name)), "", f"no such file in a library{advice}"))
            unread |= {one for one in FILES if f"{one}.yaml?" in advice and f"{one}.yaml" not in names}
    return unread, problems
