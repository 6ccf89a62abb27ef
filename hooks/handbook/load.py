"""From a library's folder to the library: read, shape, check."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from handbook.advice import nearest
from handbook.library import AVERAGE, MIXED, Library
from handbook.pictures import Judging, bodies, picture
from handbook.problems import Place, Problem, Problems, Trail, field_name
from handbook.rules import broken_rules
from handbook.shape import shape
from handbook.sheet import Sheet
from handbook.strict_yaml import read
from handbook.written import Written, written_pages

SLUG = re.compile(r"[a-z0-9-]+")
"""What no path out of the library's folder can be."""

FILES = ("library", "vocabulary", "exercises", "routines", "safety", "sources", "addresses", "about")
"""The files a library may have, without their ending; a sentence each stands in CONTRIBUTING.md."""


@dataclass(frozen=True)
class Folder:
    """All that was read, and the places of it."""

    home: Path
    sheets: Mapping[str, Sheet]
    written: Mapping[str, Written]

    def problem(self, trail: Trail, message: str) -> Problem:
        """What is wrong with the value the trail leads to."""
        name = str(trail[0])
        if name == "written":
            return Problem(self.written[str(trail[1])].place(str(trail[2])), f"[^{trail[2]}]", message)
        if name not in self.sheets:
            return Problem(Place(f"{self.home / name}.yaml"), "", message)
        return Problem(self.sheets[name].place(trail[1:]), field_name(trail), message)

    def without_values(self) -> "Folder":
        """The places alone: a large library need not be in memory twice."""
        sheets = {name: replace(sheet, values={}) for name, sheet in self.sheets.items()}
        return replace(self, sheets=sheets)

    def values(self, judge: Judging = picture) -> dict[str, Any]:
        """Everything, as the library's fields are called."""
        written = {name: page.facts for name, page in self.written.items()}
        return {name: sheet.values for name, sheet in self.sheets.items()} | {
            "bodies": bodies(self.home / "figures", self._other_bodies(), judge),
            "written": written,
        }

    def _other_bodies(self) -> list[str]:
        """The folders of figures/ that library.yaml names, as far as it is written rightly."""
        said = self.sheets["library"].values if "library" in self.sheets else {}
        listed, one = said.get("figures_bodies"), said.get("figures_body")
        named = [*(listed if isinstance(listed, tuple) else ()), one]
        chosen = [name for name in named if isinstance(name, str) and SLUG.fullmatch(name)]
        return [name for name in dict.fromkeys(chosen) if name not in (AVERAGE, MIXED)]


def load_library(home: Path, docs: Path | None = None, address: str | None = None) -> Library:
    """The library in a folder, with the hand-written pages of docs. Raises Problems."""
    return open_library(home, docs, address)[0]


def open_library(
    home: Path, docs: Path | None = None, address: str | None = None, judge: Judging = picture
) -> tuple[Library, Folder]:
    """The library in a folder, and the places of all that was read there.

    An address, if given, takes the place of the one in library.yaml; judge says what a picture
    is. Raises Problems with all that is wrong: every line that cannot be read, every field that does not fit, and every
    broken rule of the entries that do.
    """
    folder, problems = _read(home, docs)
    values = folder.values(judge) | {"today": date.today()}
    if address and isinstance(values.get("library"), dict):
        values["library"] = values["library"] | {"address": address}
    library, findings = shape(values)
    findings += broken_rules(library) if library else ()
    unread = {problem.place.file for problem in problems}
    problems += _outside(unread, (folder.problem(*finding) for finding in findings))
    if problems or library is None:
        raise Problems(problems)
    return library, folder.without_values()


def _outside(files: set[str], problems: Iterator[Problem]) -> Iterator[Problem]:
    """Leave out what would only say again that a file could not be read."""
    return (problem for problem in problems if problem.place.file not in files or problem.place.line > 1)


def _read(home: Path, docs: Path | None) -> tuple[Folder, list[Problem]]:
    problems = [*_strangers(home)]
    sheets = {}
    for name in FILES:
        if (home / f"{name}.yaml").is_file():
            sheets[name], found = read(home / f"{name}.yaml")
            problems += found
    return Folder(home, sheets, written_pages(docs)), problems


def _strangers(home: Path) -> Iterator[Problem]:
    """Files that look like data and would be left out without a word."""
    for file in sorted([*home.glob("*.yaml"), *home.glob("*.yml")]):
        if file.stem not in FILES or file.suffix != ".yaml":
            known = [f"{name}.yaml" for name in FILES]
            yield Problem(Place(str(file)), "", f"no such file in a library{nearest(file.name, known)}")
