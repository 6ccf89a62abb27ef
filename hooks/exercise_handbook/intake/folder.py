"""All that was read of a library, from its own folder and from that of a library below it, with the place of each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from exercise_handbook.cache import Table
from exercise_handbook.intake.agreement import disagreements, is_about_safety
from exercise_handbook.intake.changes import Changes
from exercise_handbook.intake.docs_pages import Written
from exercise_handbook.intake.extending import as_base, differences, picture_files
from exercise_handbook.intake.layers import DataFile
from exercise_handbook.intake.trails import exercise_in, value_at
from exercise_handbook.intake.yaml_places import YamlFile
from exercise_handbook.library.library import AVERAGE, MIXED
from exercise_handbook.library.problems import Place, Problem, Trail, field_name
from exercise_handbook.pictures.pictures import bodies

SLUG = re.compile(r"[a-z0-9-]+")
"""A name that cannot lead out of the library's folder."""

OF_THE_BASE = "It stands {entry}in {place}, of the library that this one builds on: write what differs in changes.yaml."
BUILT_ON = "{entry} builds on {slug} ({place}: {field}); hide or change that in changes.yaml too, or take this out"


@dataclass(frozen=True)
class Folder:
    """All that was read, the places of it, and what is wrong with the files."""

    home: Path
    own: Mapping[str, YamlFile]
    """The files of this library itself, by their names without the ending."""

    files: Mapping[str, DataFile]
    """Those of the library that they make, with that below it."""

    written: Mapping[str, Written]
    address: str | None = None
    """The address given for this build, in the place of the one in library.yaml."""

    base: "Folder | None" = None
    """The library that this one builds on."""

    changes: Changes = field(default_factory=lambda: Changes(YamlFile("changes.yaml", {})))
    problems: tuple[Problem, ...] = ()
    """What is wrong with the files by themselves, and with what lies beside them."""

    unread: frozenset[str] = frozenset()
    """The names of files that could not be read at all."""

    doubled: frozenset[Trail] = frozenset()
    """What is written twice, so that nobody knows which of the two is meant."""

    notices: tuple[Problem, ...] = ()
    """What somebody has to look at, though the library is good."""

    def disagreements(self) -> tuple[list[Problem], list[Problem]]:
        """Changes to look at again, as the base says something else now: those about safety, and the others."""
        safety: list[Problem] = []
        others: list[Problem] = []
        for edit, problem in disagreements(self.changes, self.agreed, self._place_in_the_base) if self.base else ():
            (safety if is_about_safety(edit) else others).append(problem)
        return safety, others

    @property
    def agreed(self) -> YamlFile:
        """What was noted of the base when each change was made."""
        return self.own.get("agreed", YamlFile("agreed.yaml", {}))

    def is_in_the_base(self, place: Place) -> bool:
        """Whether a value is written in the library that this one builds on, or in one below that."""
        return self.base is not None and all(file.file != place.file for file in self.own.values())

    def _place_in_the_base(self, trail: Trail) -> Place:
        assert self.base
        return self.base.problem(trail, "").place

    def problem(self, trail: Trail, message: str) -> Problem:
        """What is wrong with the value the trail leads to."""
        name = str(trail[0])
        if self.address and trail == ("library", "address"):
            return Problem(Place(f"ADDRESS={self.address}", 0), "", message)
        if name == "written":
            words = str(trail[2])
            return Problem(self.written[str(trail[1])].place(words), words, message)
        if name == "base" and self.base:
            return self.base.problem(("library", *trail[1:]), message)
        if name not in self.files:
            return Problem(Place(f"{self.home / name}.yaml"), "", message)
        place = self.files[name].place(trail[1:])
        if self.is_in_the_base(place):
            return self._problem_of_the_base(trail, message, place)
        return Problem(place, field_name(trail), message + self._if_hidden(trail))

    def _problem_of_the_base(self, trail: Trail, message: str, place: Place) -> Problem:
        """What does not fit in the base, told where this library caused it: nobody can mend it in the base."""
        entry = next((str(key) for key in trail[1:] if key != trail[0]), "")
        if hidden := self._hidden(trail):
            told = BUILT_ON.format(entry=entry, slug=hidden[0], place=place, field=field_name(trail))
            return Problem(hidden[1], "hide", told)
        under = f"under {entry} " if trail[0] in ("exercises", "routines") else ""
        cause = next((self.changes.place(one) for one in self.changes.edits if self._concerns(one.target, trail)), None)
        where = cause or self.files["library"].place(("extends",))
        return Problem(where, field_name(trail), f"{message} {OF_THE_BASE.format(entry=under, place=place)}")

    def _concerns(self, target: Trail, trail: Trail) -> bool:
        """Whether a change is in the same entry as a value, or in an exercise of the same routine."""
        depth = 3 if trail[0] == "routines" else 2
        if target[:depth] == trail[:depth]:
            return True
        parts = value_at(self.files["routines"].values, (*trail[1:3], "exercises")) if trail[0] == "routines" else ()
        return any(target[:2] == ("exercises", exercise_in(part)) for part in parts or ())

    def _hidden(self, trail: Trail) -> tuple[str, Place] | None:
        """The exercise or routine that a value names and this library hides, and where it does."""
        slug = exercise_in(value_at(self.files[str(trail[0])].values, trail[1:]))
        section = "routines" if trail[-1] == "start_here" else "exercises"
        edit = self.changes.hidden(section).get(slug) if isinstance(slug, str) else None
        return (edit.slug, self.changes.place(edit)) if edit else None

    def _if_hidden(self, trail: Trail) -> str:
        hidden = self._hidden(trail) if self.base else None
        return f" {hidden[0]} is hidden in {hidden[1]}." if hidden else ""

    def without_values(self) -> "Folder":
        """The places alone: a large library need not be in memory twice."""
        own = {name: file.bare() for name, file in self.own.items()}
        return replace(self, own=own, files={name: file.bare() for name, file in self.files.items()})

    def values(self, known: Table) -> dict[str, Any]:
        """Everything, as the library's fields are called."""
        written = {name: page.facts for name, page in self.written.items()}
        found = {name: file.values for name, file in self.files.items()} | {"written": written}
        own = bodies(self.home / "figures", self._other_bodies(), known)
        if self.base is None:
            return found | {"bodies": own}
        below = self.base.values(known)
        under = below["bodies"]
        joined = {body: under.get(body, {}) | own.get(body, {}) for body in [*own, *(under.keys() - own.keys())]}
        of_base = as_base(self.base.files["library"], under.get(AVERAGE, {}), below.get("base", {}))
        of_base["about"] = self._taken_over("about")
        return found | {"bodies": joined, "base": of_base, "differences": differences(self.changes)}

    def _taken_over(self, name: str) -> frozenset[str]:
        """The fields of a file in which the base's words stand."""
        file = self.files.get(name, YamlFile("", {}))
        return frozenset(field for field in file.values if self.is_in_the_base(file.place((field,))))

    @property
    def picture_files(self) -> dict[str, str]:
        """Every file in its figures and those of its base, by its name."""
        return (self.base.picture_files if self.base else {}) | picture_files(self.home)

    def _other_bodies(self) -> list[str]:
        """The folders of figures/ that library.yaml names, as far as it is written rightly."""
        said = self.files["library"].values if "library" in self.files else {}
        listed, one = said.get("figures_bodies"), said.get("figures_body")
        named = [*(listed if isinstance(listed, tuple) else ()), one]
        chosen = [name for name in named if isinstance(name, str) and SLUG.fullmatch(name)]
        return [name for name in dict.fromkeys(chosen) if name not in (AVERAGE, MIXED)]
