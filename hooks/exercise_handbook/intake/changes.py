"""changes.yaml: what a library says otherwise than the one it builds on, by slug and field.

A field is named as messages name it, dose.repetitions or steps[3], or fields stand inside one another as in the base.
What is written takes the place of what the base says. `{now: …, why: …}` gives a reason, `{hide: yes}` leaves it out.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from exercise_handbook.intake.advice import FIELDS, did_you_mean, nearest
from exercise_handbook.intake.layers import DataFile, Layered
from exercise_handbook.intake.trails import value_at, with_value
from exercise_handbook.intake.yaml_places import YamlFile
from exercise_handbook.library.problems import Place, Problem, Trail, field_name

SECTIONS: dict[str, Trail] = {
    "exercises": ("exercises",),
    "routines": ("routines", "routines"),
    "pace": ("routines", "pace"),
    "safety": ("safety",),
    "vocabulary": ("vocabulary",),
    "sources": ("sources",),
}
"""The parts of changes.yaml, and where in the base's files each leads."""

OF_ENTRIES = ("exercises", "routines", "sources")
"""Parts that hold entries, each by its slug."""

MEANT_HIDE = ("hidden", "hides", "delete", "remove", "leave_out")
FIELD = re.compile(r"[^.\[\]]+(\[[1-9][0-9]*\])*(\.[^.\[\]]+(\[[1-9][0-9]*\])*)*")
KEY = re.compile(r"[^.\[\]]+")


class Gone(Enum):
    """What stands in the place of a value that is hidden."""

    GONE = "gone"


@dataclass(frozen=True)
class Edit:
    """One value that differs from the base."""

    section: str
    target: Trail
    """The trail in the library, from its file's name on: ("exercises", "pelvic-tilt", "dose", "repetitions")."""

    here: Trail
    """Where in changes.yaml the value stands."""

    was: Any
    """What the base says now; None where it says nothing."""

    now: Any
    why: str = ""

    @property
    def hides(self) -> bool:
        """Whether it leaves out what the base says."""
        return self.now is Gone.GONE

    @property
    def slug(self) -> str:
        """The entry it is about; "" in parts that are one entry."""
        return str(self.target[_depth(self.section) - 1]) if self.section in OF_ENTRIES else ""

    @property
    def field(self) -> str:
        """The field that differs, as an author names it; "" for a whole entry."""
        inside = self.target[_depth(self.section) :]
        return field_name(("", *inside)) if inside else ""


@dataclass
class Changes:
    """Everything that differs, and what is wrong with how it is said."""

    file: YamlFile
    edits: list[Edit] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def hidden(self, section: str) -> dict[str, Edit]:
        """The entries of a part that are left out, by their slug."""
        return {one.slug: one for one in self.edits if one.section == section and one.hides and not one.field}

    def place(self, edit: Edit) -> Place:
        """Where an edit is written."""
        return self.file.place(edit.here)

    def complain(self, here: Trail, message: str) -> None:
        """Note what is wrong with a value of changes.yaml."""
        self.problems.append(Problem(self.file.place(here), str(here[-1]) if here else "", message))


def read_changes(file: YamlFile, base: Mapping[str, DataFile]) -> Changes:
    """Every edit that a changes.yaml asks for, held against the files of the base."""
    changes = Changes(file)
    for section, said in file.values.items():
        if section not in SECTIONS:
            changes.complain((section,), f"no such part of a library{nearest(section, SECTIONS)}")
        elif not isinstance(said, dict):
            changes.complain((section,), FIELDS)
        else:
            _Reading(changes, section, base).fields(said, (section,), SECTIONS[section], "")
    _refuse_overlaps(changes)
    return changes


def _depth(section: str) -> int:
    """How many keys lead to an entry of a part, or to a part that is one entry."""
    return len(SECTIONS[section]) + (section in OF_ENTRIES)


def changed(name: str, file: DataFile, changes: Changes) -> DataFile:
    """A file of the base with what differs in it."""
    edits = [one for one in changes.edits if one.target[0] == name]
    if not edits:
        return file
    values, origins = file.values, {}
    for edit in edits:
        values = with_value(values, edit.target[1:], edit.now)
        origins[edit.target[1:]] = (changes.file, edit.here)
    found: dict[Trail, tuple[DataFile, Trail]] = {**origins}
    for home in sorted({one.target[1:-1] for one in edits if one.hides}, key=len, reverse=True):
        values, found = _without_gone(values, home, found, file)
    return Layered(values, file, found)


class _Reading:
    """Goes through one part of changes.yaml beside the base's file."""

    def __init__(self, changes: Changes, section: str, base: Mapping[str, DataFile]):
        self.changes = changes
        self.section = section
        name = str(SECTIONS[section][0])
        self.base = {name: base[name].values if name in base else {}}

    def fields(self, said: dict[str, Any], here: Trail, target: Trail, why: str) -> None:
        """Fields inside one another, as the base has them."""
        for key, value in said.items():
            if key in MEANT_HIDE:
                self.changes.complain((*here, key), "write hide: yes to leave something out")
            elif not FIELD.fullmatch(key):
                self.changes.complain((*here, key), "write a field as dose.repetitions, an item of a list as steps[3]")
            elif there := self.target(key, (*here, key), target):
                self.value(value, (*here, key), there, why)

    def target(self, key: str, here: Trail, home: Trail) -> Trail | None:
        """Where a field leads; None, told, where the base has no such entry or item."""
        trail = home
        for part in KEY.findall(key):
            before = value_at(self.base, trail)
            trail = (*trail, int(part) - 1 if part.isdigit() and f"[{part}]" in key else part)
            if trouble := self.trouble(trail, before):
                self.changes.complain(here, trouble)
                return None
        return trail

    def trouble(self, trail: Trail, before: Any) -> str:
        """Why a trail leads nowhere in the base, whose value just before it is given; "" where it leads somewhere."""
        last = trail[-1]
        if isinstance(last, int) and not (isinstance(before, tuple) and last < len(before)):
            many = len(before) if isinstance(before, tuple) else 0
            return f"the library that this one builds on has {many} of these; count from 1"
        if isinstance(before, tuple) and not isinstance(last, int):
            return "a list stands there; write the number of the item, as steps[3]"
        known = before if isinstance(before, dict) else {}
        if self.section in OF_ENTRIES and trail[:-1] == SECTIONS[self.section] and last not in known:
            near = did_you_mean(last, known) or "; what you added yourself is changed where it stands"
            return f"it is not in the library that this one builds on{near}"
        return ""

    def value(self, said: Any, here: Trail, target: Trail, why: str) -> None:
        """What is said of a field: fields inside it, or what takes its place."""
        if not isinstance(said, dict):
            self.edit(target, here, said, why)
            return
        rest = {key: value for key, value in said.items() if key != "why"}
        why = self.why(said, here) or why
        if "hide" in rest:
            self.hide(rest, here, target, why)
        elif "now" in rest:
            self.replace(rest, here, target, why)
        elif isinstance(value_at(self.base, target), dict):
            self.fields(rest, here, target, why)
        else:
            self.edit(target, here, rest, why)

    def hide(self, rest: dict[str, Any], here: Trail, target: Trail, why: str) -> None:
        """Leave out what the base says."""
        if rest != {"hide": "yes"}:
            self.changes.complain((*here, "hide"), "write hide: yes, and beside it at most why")
        elif value_at(self.base, target) is None:
            self.changes.complain((*here, "hide"), "the library that this one builds on does not have it; delete this")
        else:
            self.edit(target, (*here, "hide"), Gone.GONE, why)

    def replace(self, rest: dict[str, Any], here: Trail, target: Trail, why: str) -> None:
        """Say something else."""
        if len(rest) > 1:
            self.changes.complain((*here, "now"), "beside now stands at most why; write all other fields inside now")
        else:
            self.edit(target, (*here, "now"), rest["now"], why)

    def why(self, said: dict[str, Any], here: Trail) -> str:
        """The reason that is given."""
        given = said.get("why", "")
        if not isinstance(given, str):
            self.changes.complain((*here, "why"), "write words on one line")
            return ""
        return given

    def edit(self, target: Trail, here: Trail, now: Any, why: str) -> None:
        """Note that a value differs."""
        if now is None or now == {}:
            self.changes.complain(here, "nothing is written here; write what takes its place, or hide: yes")
        elif len(target) == _depth(self.section) and now is not Gone.GONE:
            self.changes.complain(here, f"{FIELDS}, or hide: yes")
        else:
            self.changes.edits.append(Edit(self.section, target, here, value_at(self.base, target), now, why))


def _refuse_overlaps(changes: Changes) -> None:
    """Two edits of which one holds the other would leave open which of them counts."""
    edits = {one.target: one for one in reversed(changes.edits)}
    for edit in [*changes.edits]:
        for length in range(2, len(edit.target) + 1):
            other = edits.get(edit.target[:length])
            if other and other is not edit:
                where = changes.place(other)
                changes.complain(edit.here, f"it is changed as a whole already ({where}); write it in one of the two")
                changes.edits = [one for one in changes.edits if one is not edit]
                break


def _without_gone(
    values: dict[str, Any], home: Trail, origins: Mapping[Trail, tuple[DataFile, Trail]], file: DataFile
) -> tuple[dict[str, Any], dict[Trail, tuple[DataFile, Trail]]]:
    """Take out of a list or mapping what is hidden in it; the items behind keep their places."""
    whole = value_at(values, home)
    if isinstance(whole, dict):
        kept = {key: value for key, value in whole.items() if value is not Gone.GONE}
        return with_value(values, home, kept), {**origins}
    left = (number for number, item in enumerate(whole) if item is not Gone.GONE)
    numbers = {old: new for new, old in enumerate(left)}
    moved = {(*home, new): (file, (*home, old)) for old, new in numbers.items()}
    there = {moved_to: origin for trail, origin in origins.items() if (moved_to := _moved(trail, home, numbers))}
    return with_value(values, home, tuple(whole[old] for old in numbers)), {**moved, **there}


def _moved(trail: Trail, home: Trail, numbers: Mapping[int, int]) -> Trail | None:
    """A trail as it is once items of a list have gone; None if it led into one of those."""
    at = len(home)
    if trail[:at] != home or len(trail) == at:
        return trail
    number = trail[at]
    return (*home, numbers[number], *trail[at + 1 :]) if number in numbers else None  # type: ignore[index]
