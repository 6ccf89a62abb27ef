"""A library on top of another: what the base says, what changes.yaml says otherwise, what the library adds."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from exercise_handbook.intake.changes import Changes, changed
from exercise_handbook.intake.general import general
from exercise_handbook.intake.layers import DataFile, Layered
from exercise_handbook.intake.trails import value_at, without
from exercise_handbook.intake.yaml_places import YamlFile
from exercise_handbook.library.model.base import Difference
from exercise_handbook.library.problems import Place, Problem, Trail

INHERITED = (
    "language",
    "in_other_words",
    "licence",
    "figures_body",
    "figures_bodies",
    "figure_key",
    "handouts",
    "review_months",
    "honest",
    "start_here",
    "cover",
    "edition",
)
"""Fields of library.yaml that hold for a library on top too. Who publishes it, and what it is called, is its own."""

DEPTH = {"exercises": 1, "sources": 1, "routines": 2, "vocabulary": 2, "safety": 2}
"""The files whose entries come beside those of the base, and how many names deep these stand."""

TAKEN = "the library that this one builds on has it ({}); choose another name, or write what differs in changes.yaml"


def on_top(base: Mapping[str, DataFile], own: Mapping[str, YamlFile], changes: Changes) -> dict[str, DataFile]:
    """The files of a library that builds on another."""
    files: dict[str, DataFile] = {}
    for name in dict.fromkeys([*base, *own]):
        if name == "addresses":
            files |= {name: own[name]} if name in own else {}
        elif name not in base:
            files[name] = own[name]
        else:
            file = changed(name, _as_inherited(name, base[name], changes), changes)
            files[name] = _added(name, file, own[name]) if name in own else file
    return files


def without_clashes(
    base: Mapping[str, DataFile], own: Mapping[str, YamlFile]
) -> tuple[dict[str, YamlFile], list[Problem]]:
    """The files of a library without what its base says already, and that as problems with both places."""
    kept, problems = dict(own), []
    for name in DEPTH.keys() & base.keys() & own.keys():
        for trail in _trails(own[name].values, base[name].values, DEPTH[name]):
            if value_at(base[name].values, trail) is not None:
                where = base[name].place(trail)
                problems.append(Problem(own[name].place(trail), str(trail[-1]), TAKEN.format(where)))
                kept[name] = replace(kept[name], values=without(kept[name].values, trail))
    return kept, problems


def picture_files(home: Path) -> dict[str, str]:
    """Every file in the figures of a library and in their folders, by its name: where it lies."""
    folder = home / "figures"
    inside = [*os.scandir(folder)] if folder.is_dir() else []
    files = [one for deeper in inside if deeper.is_dir() for one in os.scandir(deeper)]
    return {one.name: one.path for one in [*files, *inside] if one.is_file() and not one.name.startswith(".")}


def taken_pictures(base: Mapping[str, str], own: Mapping[str, str]) -> list[Problem]:
    """Pictures of a library that bear the name of one of its base."""
    return [Problem(Place(own[name], 0), "", TAKEN.format(base[name])) for name in own if name in base]


def as_base(file: DataFile, figures: Iterable[str], below: Mapping[str, Any]) -> dict[str, Any]:
    """What pages tell of the base, as the fields of Base; `below` is that of its own base, whose pictures it shows."""
    said = {key: file.values[key] for key in ("name", "publisher", "licence", "figures_licence") if key in file.values}
    deeper = {key: value for key, value in below.items() if key == "figures_licence"}
    return {"licence": general("library")["licence"]} | deeper | said | {"figures": frozenset(figures)}


UNTOLD = ("reviewed", "code")
"""Fields of an exercise that tell readers nothing of what to do."""


def differences(changes: Changes) -> tuple[Difference, ...]:
    """What differs, as pages tell it."""
    return tuple(
        Difference(
            section=one.section,
            slug=one.slug,
            field=one.field,
            was=one.was,
            now=None if one.hides else one.now,
            why=one.why,
        )
        for one in changes.edits
        if one.field.partition(".")[0] not in UNTOLD
    )


def _as_inherited(name: str, file: DataFile, changes: Changes) -> DataFile:
    """A file of the base, without what a library on top does not take over."""
    hidden = changes.hidden("exercises")
    if name == "library":
        leading = {"cover": hidden, "start_here": changes.hidden("routines")}
        kept = {key: value for key, value in file.values.items() if key in INHERITED}
        return Layered({key: value for key, value in kept.items() if value not in [*leading.get(key, ())]}, file, {})
    if name == "about":  # what its makers changed in a text of their own is not what a library on top changed
        return Layered({key: value for key, value in file.values.items() if key != "changes"}, file, {})
    return file


def _added(name: str, base: DataFile, own: YamlFile) -> Layered:
    """A file of the base with what the library adds; in library.yaml and about.yaml its own words stand instead."""
    depth = DEPTH.get(name, 1)
    values = _joined(base.values, own.values, depth)
    if name == "library":
        days = [file.values["edition"] for file in (base, own) if isinstance(file.values.get("edition"), date)]
        values |= {"edition": max(days)} if len(days) == 2 else {}
    return Layered(values, base, {trail: (own, trail) for trail in _trails(own.values, base.values, depth)})


def _joined(base: dict[str, Any], own: dict[str, Any], depth: int) -> dict[str, Any]:
    """The entries of both; where both have one, the library's own."""
    inside = {key: _joined(base[key], own[key], depth - 1) for key in _shared(own, base, depth)}
    return base | own | inside


def _trails(own: dict[str, Any], base: dict[str, Any], depth: int) -> Iterator[Trail]:
    """Where what the library itself writes stands."""
    shared = _shared(own, base, depth)
    for key, value in own.items():
        inside = _trails(value, base[key], depth - 1) if key in shared else [()]
        yield from ((key, *trail) for trail in inside)


def _shared(own: dict[str, Any], base: dict[str, Any], depth: int) -> set[str]:
    """The names under which both write entries, where these stand so deep."""
    names = own.keys() & base.keys() if depth > 1 else ()
    return {name for name in names if isinstance(own[name], dict) and isinstance(base[name], dict)}
