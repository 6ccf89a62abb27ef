"""From a library's folder to the library: read, shape, check."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from exercise_handbook.cache import Table
from exercise_handbook.intake.advice import nearest
from exercise_handbook.intake.docs_pages import Written, written_pages
from exercise_handbook.intake.general import with_general
from exercise_handbook.intake.rules import broken_rules
from exercise_handbook.intake.shape import shape
from exercise_handbook.intake.strict_yaml import read
from exercise_handbook.intake.yaml_places import YamlFile
from exercise_handbook.library.library import AVERAGE, MIXED, Library
from exercise_handbook.library.problems import Place, Problem, Problems, Trail, field_name
from exercise_handbook.pictures.pictures import bodies

SLUG = re.compile(r"[a-z0-9-]+")
"""What no path out of the library's folder can be."""

FILES = ("library", "vocabulary", "exercises", "routines", "safety", "sources", "addresses", "about", "labels")
"""The files a library may have, without their ending; a sentence each stands in CONTRIBUTING.md."""

DATA_LIKE = re.compile(r"\.ya?ml$|\.ya?ml\.|^[^.]+(\.(txt|json))?$", re.IGNORECASE)
"""Names that look as if data were meant; editors and Windows add endings that people do not see."""

BACKUP = re.compile(r"~$|\.(bak|orig|old|save|swp)$", re.IGNORECASE)
"""Names of copies that editors and git leave beside a file."""


@dataclass(frozen=True)
class Folder:
    """All that was read, and the places of it."""

    home: Path
    files: Mapping[str, YamlFile]
    written: Mapping[str, Written]
    address: str | None = None
    """The address given for this build, in the place of the one in library.yaml."""

    def problem(self, trail: Trail, message: str) -> Problem:
        """What is wrong with the value the trail leads to."""
        name = str(trail[0])
        if self.address and trail == ("library", "address"):
            return Problem(Place(f"ADDRESS={self.address}", 0), "", message)
        if name == "written":
            words = str(trail[2])
            return Problem(self.written[str(trail[1])].place(words), words, message)
        if name not in self.files:
            return Problem(Place(f"{self.home / name}.yaml"), "", message)
        return Problem(self.files[name].place(trail[1:]), field_name(trail), message)

    def without_values(self) -> "Folder":
        """The places alone: a large library need not be in memory twice."""
        files = {name: replace(file, values={}) for name, file in self.files.items()}
        return replace(self, files=files)

    def values(self, known: Table) -> dict[str, Any]:
        """Everything, as the library's fields are called."""
        written = {name: page.facts for name, page in self.written.items()}
        return {name: file.values for name, file in self.files.items()} | {
            "bodies": bodies(self.home / "figures", self._other_bodies(), known),
            "written": written,
        }

    def _other_bodies(self) -> list[str]:
        """The folders of figures/ that library.yaml names, as far as it is written rightly."""
        said = self.files["library"].values if "library" in self.files else {}
        listed, one = said.get("figures_bodies"), said.get("figures_body")
        named = [*(listed if isinstance(listed, tuple) else ()), one]
        chosen = [name for name in named if isinstance(name, str) and SLUG.fullmatch(name)]
        return [name for name in dict.fromkeys(chosen) if name not in (AVERAGE, MIXED)]


def load_library(home: Path, docs: Path | None = None, address: str | None = None) -> Library:
    """The library in a folder, with the hand-written pages of docs. Raises Problems."""
    return open_library(home, docs, address)[0]


def open_library(
    home: Path, docs: Path | None = None, address: str | None = None, known: Table | None = None
) -> tuple[Library, Folder]:
    """The library in a folder, and the places of all that was read there.

    An address, if given, takes the place of the one in library.yaml; entries and pictures that are known already are
    not read again. Raises Problems with all that is wrong: every line that cannot be read, every field that does not
    fit, and every broken rule of the entries that do.
    """
    known = known or Table()
    folder, problems, unread = _read(home, docs, address, known)
    values = with_general(folder.values(known)) | {"today": today_anywhere(datetime.now(UTC))}
    if address and isinstance(values.get("library"), dict):
        values["library"] = values["library"] | {"address": address}
    library, findings = shape(values)
    findings += broken_rules(library) if library and not unread else ()
    told = [folder.problem(*finding) for finding in findings if finding[0][0] not in unread]
    if problems or told or library is None:
        shapeless = {one.place.file for one in told if one.place.line} if library is None else set()
        raise Problems([*problems, *told], _unchecked({f"{home / name}.yaml" for name in unread} | shapeless))
    return library, folder.without_values()


def today_anywhere(now: datetime) -> date:
    """The latest day that it is anywhere on earth: who writes today in Auckland is not ahead of a build in London."""
    return now.astimezone(timezone(timedelta(hours=14))).date()


def _unchecked(files: set[str]) -> str:
    """What could not be looked at because some files could not be read, or leave no library to look at."""
    return f"Other files were not checked against {' and '.join(sorted(files))} yet." if files else ""


def _read(home: Path, docs: Path | None, address: str | None, known: Table) -> tuple[Folder, list[Problem], set[str]]:
    """What a library's folder holds, what is wrong with it, and the names of files that could not be read at all."""
    if not home.is_dir():
        raise Problems(
            [Problem(Place(str(home), 0), "", "there is no such folder; write that of a library, as DATA=data")]
        )
    names = {file.name for file in home.iterdir()}
    problems, files, unread = [], {}, set()
    for file, meant in _strangers(names):
        problems.append(Problem(Place(str(home / file)), "", f"no such file in a library{meant}"))
        unread |= {name for name in FILES if f"{name}.yaml?" in meant and f"{name}.yaml" not in names}
    for name in (name for name in FILES if f"{name}.yaml" in names):
        files[name], found = _yaml_file(home / f"{name}.yaml", known)
        problems += found
        unread |= {name} if found and not files[name].values else set()
    pages, found = written_pages(docs)
    return Folder(home, files, pages, address), problems + found, unread


def _yaml_file(file: Path, known: Table) -> tuple[YamlFile, list[Problem]]:
    """A file as it was read; empty, with the reason, where it is no file."""
    if file.is_file():
        return read(file, known)
    why = "it is a folder; write a file" if file.is_dir() else "it is a link that leads nowhere; write the file itself"
    return YamlFile(str(file), {}), [Problem(Place(str(file)), "", why)]


def _strangers(names: set[str]) -> Iterator[tuple[str, str]]:
    """Files that look like data and would be left out without a word, and what was meant by each."""
    known = [f"{name}.yaml" for name in FILES]
    for name in sorted(names - set(known)):
        is_backup = BACKUP.search(name) and names.intersection(known)
        meant = [one for one in known if name.lower().partition(".")[0].partition(" ")[0] == one.partition(".")[0]]
        is_yaml = name.lower().endswith((".yaml", ".yml"))
        if is_yaml or (meant and DATA_LIKE.search(name) and not is_backup):
            yield name, f"; did you mean {meant[0]}?" if meant else nearest(name, known)
