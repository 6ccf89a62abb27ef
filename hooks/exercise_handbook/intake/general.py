"""The general text: what stands in a library for words that it does not write itself.

It is a folder of YAML in the package, in the form of a library's own. Words of the vocabulary come one by one, fields
of library.yaml and safety.yaml too; but the signs, and what is said of pain, each come whole or not at all, so that
they agree with themselves.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from exercise_handbook.intake.strict_yaml import read
from exercise_handbook.intake.trails import fields_at, value_at
from exercise_handbook.labels.say import is_english
from exercise_handbook.library.model.safety import SAFETY_PARTS

FOLDER = Path(__file__).parent.parent / "general"
LISTS = ("kinds", "areas", "positions")


@cache
def general(name: str) -> Mapping[str, Any]:
    """A file of the general text."""
    return read(FOLDER / f"{name}.yaml")[0].values


def with_general(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a library's files, with the general text where they say nothing.

    What cannot be understood is left as it is: it is told elsewhere. The general text is English: a library in another
    language takes no words from it.
    """
    whole = dict(values)
    if not is_english(language_of(values)):
        return whole
    for name in ("library", "routines"):
        if isinstance(whole.get(name), dict):
            whole[name] = general(name) | whole[name]
    _add_vocabulary(whole)
    _add_safety(whole)
    if sources := _with_used(whole.get("sources", {}), general("sources"), _sources_named(whole)):
        whole["sources"] = sources
    return whole


def language_of(values: Mapping[str, Any]) -> str:
    """The language of a library's words, known or not; that of the general text where it says none."""
    said = value_at(values, ("library", "language"))
    return said if isinstance(said, str) else str(general("library")["language"])


def known_words(kind: str, own: Mapping[str, Any]) -> list[str]:
    """Every word of a list of the vocabulary that an exercise may use: the library's own, then the general ones."""
    return list(dict.fromkeys([*own, *general("vocabulary")[kind]]))


def _with_used(written: Any, ours: Mapping[str, Any], used: set[str]) -> Any:
    """What a library writes, and behind that what else is used of the general text."""
    if not isinstance(written, dict):
        return written
    return written | {slug: one for slug, one in ours.items() if slug in used and slug not in written}


def _add_vocabulary(whole: dict[str, Any]) -> None:
    own = whole.get("vocabulary", {})
    if isinstance(own, dict):
        used = _words_used(fields_at(whole, "exercises").values())
        lists = {name: _with_used(own.get(name, {}), general("vocabulary")[name], used[name]) for name in LISTS}
        whole["vocabulary"] = own | lists


def _words_used(exercises: Iterable[Any]) -> dict[str, set[str]]:
    """The words that exercises choose, as far as these are written rightly."""
    used: dict[str, set[str]] = {name: set() for name in LISTS}
    for exercise in exercises:
        purposes = fields_at(exercise, "purposes")
        used["kinds"].update(purposes)
        used["areas"].update(str(area) for areas in purposes.values() if isinstance(areas, tuple) for area in areas)
        used["positions"].add(str(value_at(exercise, ("position",))))
    return used


def _add_safety(whole: dict[str, Any]) -> None:
    own = whole.get("safety", {})
    if not isinstance(own, dict):
        return
    taken = {part: fields for part, fields in SAFETY_PARTS.items() if not own.keys() & set(fields)}
    positions = fields_at(whole, "vocabulary", "positions").values()
    if not any(value_at(one, ("on_the_floor",)) == "yes" for one in positions):
        taken.pop("floor", None)
    ours = general("safety")
    whole["safety"] = own | {field: ours[field] for fields in taken.values() for field in fields if field in ours}
    whole["general"] = tuple(part for part, fields in taken.items() if any(field in ours for field in fields))


def _sources_named(values: dict[str, Any]) -> set[str]:
    """Every source that is named anywhere in a library's files."""
    named: set[str] = set()
    for name, file in values.items():
        if name != "sources":
            _add_sources_in(file, named)
    return named


def _add_sources_in(value: Any, named: set[str]) -> None:
    """Add every source that is named anywhere inside."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, tuple) else ()
    for key, inside in items:
        if key == "sources" and isinstance(inside, tuple):
            named.update(slug for slug in inside if isinstance(slug, str))
        elif isinstance(inside, dict | tuple):
            _add_sources_in(inside, named)
