"""The general text: what stands in a library for words that it does not write itself.

It is a folder of YAML in the package, in the form of a library's own. Words of the vocabulary come one by one, fields
of library.yaml and safety.yaml too; but the signs, and what is said of pain, each come whole or not at all, so that
they agree with themselves.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeGuard

from exercise_handbook.intake.strict_yaml import read
from exercise_handbook.labels.say import is_english
from exercise_handbook.library.model.safety import SAFETY_PARTS

FOLDER = Path(__file__).parent.parent / "general"
LISTS = ("kinds", "areas", "positions")

Values = dict[str, Any]


@cache
def general(name: str) -> Mapping[str, Any]:
    """A file of the general text."""
    return read(FOLDER / f"{name}.yaml")[0].values


def with_general(values: Mapping[str, Any]) -> Values:
    """The values of a library's files, with the general text where they say nothing.

    What cannot be understood is left as it is: it is told elsewhere. The general text is English: a library in another
    language takes no words from it.
    """
    whole = dict(values)
    if not is_english(language_of(values)):
        return whole
    if _is_fields(whole.get("library")):
        whole["library"] = general("library") | whole["library"]
    _add_vocabulary(whole)
    _add_safety(whole)
    if _is_fields(whole.get("routines")):
        whole["routines"] = general("routines") | whole["routines"]
    _add_sources(whole)
    return whole


def language_of(values: Mapping[str, Any]) -> str:
    """The language of a library's words, known or not; that of the general text where it says none."""
    written = values.get("library")
    said = written.get("language") if _is_fields(written) else None
    return said if isinstance(said, str) else str(general("library")["language"])


def known_words(kind: str, own: Mapping[str, Any]) -> list[str]:
    """Every word of a list of the vocabulary that an exercise may use: the library's own, then the general ones."""
    return list(dict.fromkeys([*own, *general("vocabulary")[kind]]))


def _is_fields(value: Any) -> TypeGuard[Values]:
    return isinstance(value, dict)


def _add_vocabulary(whole: Values) -> None:
    """Add the general words that some exercise uses and the library does not write."""
    own = whole.get("vocabulary", {})
    if not _is_fields(own):
        return
    used = _words_used(whole.get("exercises"))
    lists = {}
    for name in LISTS:
        written = own.get(name, {})
        ours = {slug: word for slug, word in general("vocabulary")[name].items() if slug in used[name]}
        lists[name] = written | _beside(ours, written) if _is_fields(written) else written
    whole["vocabulary"] = own | lists


def _beside(ours: Values, written: Values) -> Values:
    return {slug: word for slug, word in ours.items() if slug not in written}


def _words_used(exercises: Any) -> dict[str, set[Any]]:
    """The words that exercises choose, as far as these are written rightly."""
    used: dict[str, set[Any]] = {name: set() for name in LISTS}
    for exercise in exercises.values() if _is_fields(exercises) else ():
        purposes = exercise.get("purposes") if _is_fields(exercise) else None
        for kind, areas in purposes.items() if _is_fields(purposes) else ():
            used["kinds"].add(kind)
            used["areas"] |= {area for area in areas if isinstance(area, str)} if isinstance(areas, tuple) else set()
        if _is_fields(exercise) and isinstance(exercise.get("position"), str):
            used["positions"].add(exercise["position"])
    return used


def _add_safety(whole: Values) -> None:
    own = whole.get("safety", {})
    if not _is_fields(own):
        return
    taken = {part: fields for part, fields in SAFETY_PARTS.items() if not own.keys() & set(fields)}
    if not _has_floor_positions(whole["vocabulary"]):
        taken.pop("floor", None)
    ours = general("safety")
    whole["safety"] = own | {field: ours[field] for fields in taken.values() for field in fields if field in ours}
    whole["general"] = tuple(part for part, fields in taken.items() if any(field in ours for field in fields))


def _has_floor_positions(vocabulary: Any) -> bool:
    positions = vocabulary.get("positions") if _is_fields(vocabulary) else None
    written = positions.values() if _is_fields(positions) else ()
    return any(_is_fields(one) and one.get("on_the_floor") == "yes" for one in written)


def _add_sources(whole: Values) -> None:
    """Add the general sources that anything names; one that the library has itself stays its own."""
    written = whole.get("sources", {})
    if not _is_fields(written):
        return
    named: set[str] = set()
    for name, file in whole.items():
        if name != "sources":
            _add_sources_in(file, named)
    ours = {slug: source for slug, source in general("sources").items() if slug in named}
    if ours or "sources" in whole:
        whole["sources"] = written | _beside(ours, written)


def _add_sources_in(value: Any, named: set[str]) -> None:
    """Add every source that is named anywhere inside."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, tuple) else ()
    for key, inside in items:
        if key == "sources" and isinstance(inside, tuple):
            named.update(slug for slug in inside if isinstance(slug, str))
        elif isinstance(inside, dict | tuple):
            _add_sources_in(inside, named)
