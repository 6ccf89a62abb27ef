"""What the PO files of a library say of its texts, in a language: its own file, and those of the libraries below it.

A library that builds on another takes over the words of what it did not change. So its own file holds only the rest.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from babel import Locale

from exercise_handbook.cache import Table
from exercise_handbook.intake.folder import Folder
from exercise_handbook.intake.texts import texts
from exercise_handbook.labels.catalogue import SAY, Complaint, Label
from exercise_handbook.labels.made_by import MadeBy, made_by
from exercise_handbook.library.languages import path_of
from exercise_handbook.library.problems import Place, Problem

FOLDER = "languages"

TOOLS = ("labels/translations.py", "labels/catalogue.py", "babel")
"""What decides how a PO file is read."""

Read = tuple[dict[str, str], list[Complaint]]
"""The words of each field, and what is to be told of them."""


@dataclass(frozen=True)
class Words:
    """What a PO file says of a library, and how far it is behind."""

    file: Path
    text: str
    made_by: MadeBy
    said: Mapping[str, str] = field(default_factory=dict)
    late: Mapping[str, str] = field(default_factory=dict)
    """Fields whose words are missing or behind, and which of the two."""

    problems: tuple[Problem, ...] = ()
    """What does not fit."""

    notices: tuple[Problem, ...] = ()
    """What lags behind, for its editor."""

    @property
    def tag(self) -> str:
        """The language."""
        return self.file.stem

    @property
    def path(self) -> str:
        """The folder of its pages."""
        return path_of(self.tag)

    def of(self, field: str, words: str, note: str = "") -> str:
        """The words of a field in this language; those given where there are none."""
        return self.said.get(field) or words

    def place(self, field: str) -> Place | None:
        """Where the words of a field stand, or of the one it is in."""
        while field and field not in self._lines:
            field = re.sub(r"(\.[^.\[]*|\[\d+\])$", "", field) if re.search(r"[.\[]", field) else ""
        return Place(str(self.file), self._lines[field]) if field else None

    @cached_property
    def _lines(self) -> dict[str, int]:
        lines = enumerate(self.text.splitlines(), 1)
        return {line[9:-1]: number for number, line in lines if line.startswith('msgctxt "')}


def files_of(home: Path) -> list[Path]:
    """The PO files of a library."""
    return sorted((home / FOLDER).glob("*.po"))


def made_by_all(files: Iterable[Path]) -> MadeBy:
    """How a translation of several files was made: as the least checked of them."""
    return min(map(made_by, files), key=lambda one: (not one.is_draft, not one.is_by_machine, bool(one.reader)))


def files_for(file: Path, folder: Folder) -> tuple[Path, ...]:
    """The PO files that hold words in a language: a library's own, then those of the libraries below it in order."""
    below = [file]
    while folder.base:
        folder = folder.base
        below += [one for one in (folder.home / FOLDER / file.name,) if one.is_file()]
    return tuple(below)


def read_words(files: Sequence[Path], values: Mapping[str, Any], known: Table | None = None) -> Words:
    """What PO files say of the texts of some values, and how far that is behind; not worked out again where known.

    The first is the library's own, in which all is told that is missing or behind in each.
    """
    file, english = files[0], texts(values)
    own, *below = (one.read_text(encoding="utf-8") for one in files)
    asked = [file.stem, own, *below, *(f"{field}\n{label.forms[SAY]}" for field, label in english.items())]
    key = sha256("\0".join(asked).encode()).digest()
    said, complaints = (known or Table()).get(key, lambda: _read(own, below, english, file.stem))
    late = {one.slug: one.state for one in complaints if one.state in ("missing", "behind")}
    told = [(one.state, Problem(Place(str(file), one.line), one.slug, one.why)) for one in complaints]
    wrong, lagging = (tuple(one for state, one in told if (state == "wrong") is is_wrong) for is_wrong in (True, False))
    return Words(file, own, made_by_all(files), said, late, wrong, lagging)


def to_translate(files: Sequence[Path], values: Mapping[str, Any]) -> dict[str, Label]:
    """The texts that belong into the first of some PO files: what the others do not say, and what it says itself."""
    english = texts(values)
    own, *below = (one.read_text(encoding="utf-8") if one.exists() else "" for one in files)
    tag = files[0].stem
    said, told = _read("", below, english, tag)
    taken = said.keys() - {one.slug for one in told}
    kept = _read(own, (), english, tag)[0]
    return {field: label for field, label in english.items() if field not in taken or kept.get(field)}


def _read(own: str, below: Sequence[str], english: Mapping[str, Label], tag: str) -> Read:
    """What PO files say of each field, and what is to be told of it."""
    from exercise_handbook.labels.translations import translated, up_to_date  # not loaded where there is one language

    locale = Locale.parse(tag, sep="-")
    if not own:
        found: Read = {}, [Complaint(0, field, "", "missing") for field in english]
    else:
        labels, complaints = translated(own, english, locale)
        found = {field: label.forms[SAY] for field, label in labels.items()}, complaints
    for text in below:  # brought up to date first: what a library hides of a list moves the rest of that
        found = _over(found, _read(up_to_date(text, english, locale, ""), (), english, tag))
    return found


def _over(mine: Read, under: Read) -> Read:
    """What one file says, and where it says nothing, another: even what is behind, as that may do no harm."""
    (said, told), (its, lags) = mine, under
    lagging = {one.slug: one for one in lags}
    left: list[Complaint] = []
    taken: set[str] = set()
    for one in told:
        there = lagging.get(one.slug, one)
        is_behind_there = one.state == "missing" and there.state == "behind"
        is_fresh_there = one.slug in its and one.slug not in lagging
        if one.state != "wrong" and (is_fresh_there or is_behind_there):
            taken.add(one.slug)
        if one.slug not in taken or is_behind_there:
            left.append(there if is_behind_there else one)
    return {**said, **{field: its[field] for field in taken}}, left
