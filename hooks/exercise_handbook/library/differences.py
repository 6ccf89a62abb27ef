"""How a library differs from the one it builds on, in words for readers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from exercise_handbook.library.instructions import Instructions
from exercise_handbook.library.library import Library
from exercise_handbook.library.model.base import Difference
from exercise_handbook.library.model.entry import Range, both_ends
from exercise_handbook.library.model.exercises import Exercise
from exercise_handbook.library.model.routines import Routine

UNSAID = ("sources", "licence", "file", "dark")
"""Fields that readers do not see."""

PICTURES = ("movement", "preview", ".file", ".dark")
"""The ends of the fields that hold the name of a picture."""


def differences_of(library: Library, section: str, slug: str = "") -> list[Difference]:
    """The differences in an entry; without a slug, in a part such as safety."""
    return library.differing.get((section, slug), [])


def no_longer_supported(library: Library, section: str, slug: str = "") -> dict[str, set[str]]:
    """The fields of an entry that the base's sources no longer support, as they were changed.

    Beside each are the sources that this library itself gives for it.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for one in differences_of(library, section, slug):
        found[first_name(one.field)] |= set(_sources(one.now, one.field.rpartition(".")[2]))
    return found


def changed_line(library: Library, exercises: Iterable[Exercise], routine: Routine | None = None) -> str:
    """A sentence for a sheet that differs from the base; "" if it does not."""
    entries = [("exercises", one.slug) for one in exercises] + ([("routines", routine.slug)] if routine else [])
    if library.base and any(entry in library.differing for entry in entries):
        who, base = library.publication.publisher, library.base.name
        return library.say("differs_on_paper", publisher=who, base=base)
    return ""


def told(one: Difference, library: Library) -> str:
    """A difference, in a sentence or two."""
    assert library.base
    say, who, base = library.say, library.publication.publisher, library.base.name
    was, now = (_filled(in_words(_with_names(value, library)), one, library) for value in (one.was, one.now))
    if was and now and (counted := _counted(one, library)):
        return counted
    if one.field.endswith("sources"):
        return say("differs_sources", publisher=who, base=base)
    if was == now or one.field.endswith(PICTURES):
        return say("differs_picture", publisher=who, base=base)
    if not now:
        return say("differs_leaves_out", publisher=who, was=was if one.field else _name(one))
    if not was:
        return say("differs_adds", publisher=who, now=now)
    return say("differs_says", publisher=who, base=base, now=now, was=was)


def _counted(one: Difference, library: Library) -> str:
    """The same for a field that is a number; "" for others."""
    assert library.base
    say, who, base = library.say, library.publication.publisher, library.base.name
    match one.field:
        case "dose.repetitions":
            return say("differs_repetitions", publisher=who, base=base, n=one.now, was=one.was)
        case "dose.hold_seconds":
            return say("differs_hold", publisher=who, base=base, n=one.now, was=one.was)
        case "dose.sets":
            return say("differs_sets", publisher=who, base=base, n=one.now, was=one.was)
        case "dose.times_a_day":
            return say("differs_times_a_day", publisher=who, base=base, n=_range(one.now), was=_range(one.was))
        case "minutes":
            return say("differs_minutes", publisher=who, base=base, n=one.now, was=one.was)
    return ""


def heading(one: Difference) -> str:
    """The name of the entry that a difference is about, or the part if it has no name."""
    return _name(one) or one.section


def in_words(value: Any) -> str:
    """A value as one line of words, without its sources; "" for None."""
    *words, last = [*_words(value)] or [""]
    return "".join(f"{word}{' ' if word.endswith(('.', ':', '?', '!')) else '; '}" for word in words) + last


def _filled(words: str, one: Difference, library: Library) -> str:
    """Words with their blanks filled with this library's numbers."""
    routine = library.routines.get(one.slug) if one.section == "routines" else None
    number = len({part.exercise for part in routine.exercises}) if routine else len(library.exercises)
    words = words.replace("{exercises}", str(number))
    exercise = library.exercises.get(one.slug) if one.section == "exercises" else None
    return Instructions(exercise, exercise.dose, library).filled(words) if exercise else words


def _name(one: Difference) -> str:
    return str(one.was.get("name", one.slug)) if isinstance(one.was, dict) else one.slug


def _with_names(value: Any, library: Library) -> Any:
    """A value with the names of exercises and positions in place of their slugs."""
    if isinstance(value, dict):
        return {key: _with_names(inside, library) for key, inside in value.items()}
    if isinstance(value, tuple):
        return tuple(_with_names(inside, library) for inside in value)
    return _names(library).get(value, value) if isinstance(value, str) else value


def _names(library: Library) -> dict[str, str]:
    """The names of exercises and positions by slug, including exercises that are left out."""
    hidden = {one.slug: _name(one) for one in library.differences if one.section == "exercises" and not one.field}
    positions = {slug: position.name for slug, position in library.vocabulary.positions.items()}
    return positions | hidden | {slug: exercise.name for slug, exercise in library.exercises.items()}


def _sources(value: Any, key: str = "") -> Iterator[str]:
    """All sources named in a value; `key` is the name of the value itself."""
    if isinstance(value, dict):
        yield from (slug for name, inside in value.items() for slug in _sources(inside, name))
    elif isinstance(value, tuple):
        yield from value if key == "sources" else (slug for inside in value for slug in _sources(inside))


def first_name(field: str) -> str:
    """The first part of a field's name: dose of dose.repetitions."""
    return field.partition(".")[0].partition("[")[0]


def _range(value: Any) -> Range:
    return Range.model_validate(both_ends(value))


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        said = (_with_unit(key, inside) for key, inside in value.items() if key not in UNSAID)
        yield from (word for inside in said for word in _words(inside))
    elif isinstance(value, tuple):
        for inside in value:
            yield from _words(inside)
    elif value is not None:
        yield str(value)


def _with_unit(key: str, value: Any) -> Any:
    """A number with what it counts: “repetitions 10”."""
    return f"{key.replace('_', ' ')} {value}" if isinstance(value, int) else value
