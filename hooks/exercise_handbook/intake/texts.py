"""The words of a library's files for translators: each text with its field, and other words put in its place.

The types tell what is words. Values are walked before they get their types, so that every rule judges a translation as
it judges the first language. Names in `also_called` are one text, as another language has more of them or fewer.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from exercise_handbook.labels.catalogue import SAY, Label
from exercise_handbook.library.library import Library
from exercise_handbook.library.model.entry import Entry, Illustration, Review, Short
from exercise_handbook.library.model.exercises import Dose
from exercise_handbook.library.model.provenance import Source
from exercise_handbook.library.model.publication import Licence, OwnLabel, Publication
from exercise_handbook.library.model.routines import Part
from exercise_handbook.library.model.values import says_something
from exercise_handbook.library.model.vocabulary import Term
from exercise_handbook.library.problems import Trail, dotted

FILES = ("library", "vocabulary", "safety", "exercises", "routines", "about", "sources", "labels")
"""Those that hold words for readers, in the order that a translator meets them."""

AS_WRITTEN: Mapping[type[Entry], tuple[str, ...]] = {
    Publication: ("extends", "in_other_words"),
    Licence: ("name",),
    Illustration: ("licence",),
    Review: ("by", "role"),
    Source: ("organisation", "title", "says", "for_editors"),
    OwnLabel: ("zero", "one", "two", "few", "many", "other"),
}
"""Words that are the same in every language, or that no reader sees; and forms, of which each has its own."""

IN_ONE = "also_called"
SIGNS = "; "
SIGN = re.compile("[;؛]")
"""What stands between two names: Arabic keyboards have a semicolon of their own."""

COPIED = (".dose", ".exercises")
"""The ends of fields that hold numbers: these are copied, and words are translated with them in view."""

READ_BESIDE = "Not shown. Read the words of this entry again beside these numbers; then take the mark away."

Ask = Callable[[str, str, str], str]
"""What takes the place of a text: asked with its field, its words and a note for translators."""

Walk = Callable[[Any, str, Ask], Any]


def texts(values: Mapping[str, Any]) -> dict[str, Label]:
    """Every text of a library's values by its field, in the order of the files: exercises.pelvic-tilt.steps[2]."""
    found: dict[str, Label] = {}

    def note(field: str, words: str, told: str) -> str:
        found[field] = Label({SAY: words}, told, is_copied=field.endswith(COPIED))
        return words

    with_words(values, note)
    return found


def with_words(values: Mapping[str, Any], ask: Ask) -> dict[str, Any]:
    """The same values with other words."""
    walks = _fields(Library)
    return {**values, **{name: walks[name][0](values[name], name, ask) for name in FILES if values.get(name)}}


def field_of(trail: Trail) -> str:
    """A trail of a library as translators know it."""
    named = (key for number, key in enumerate(trail) if key != "say" and trail[: number + 1] != ("routines",) * 2)
    return dotted(tuple(named))


@cache
def _fields(entry: type[Entry]) -> dict[str, tuple[Walk, str]]:
    """How to go through each field of an entry that holds words, by its name in the data, and what is known of it."""
    found: dict[str, tuple[Walk, str]] = {}
    kept = {name for kind, names in AS_WRITTEN.items() if issubclass(entry, kind) for name in names}
    for name, field in entry.model_fields.items():
        walk = None if name in kept else _walk(field.annotation, field.metadata)
        if walk:
            found[field.alias or name] = (_in_one if name == IN_ONE else walk, field.description or "")
    return found


def _walk(kind: Any, metadata: Any = ()) -> Walk | None:
    """How to go through a value of some type; None where no words can be in it."""
    if get_origin(kind) is Annotated:
        inside, *more = get_args(kind)
        return _walk(inside, (*metadata, *more))
    if any(getattr(one, "func", None) is says_something for one in metadata):
        return _words
    walk = _inside(kind)
    short = next((one for one in metadata if isinstance(one, Short)), None)
    if walk is None or short is None:
        return walk
    return lambda value, field, ask: walk(short.whole(value), field, ask)


def _inside(kind: Any) -> Walk | None:
    """How to go through what stands in a value of some type."""
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return next(filter(None, (_walk(one) for one in inside if one is not type(None))), None)
    if origin is tuple:
        return _items(kind, _walk(inside[0]))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _values(_walk(inside[1]))
    return _entry(kind) if isinstance(kind, type) and issubclass(kind, Entry) else None


def _words(value: Any, field: str, ask: Ask) -> Any:
    return ask(field, value, "")


def _in_one(value: Any, field: str, ask: Ask) -> Any:
    names = SIGN.split(ask(field, SIGNS.join(value), ""))
    return tuple(name.strip() for name in names if name.strip())


def _items(kind: Any, walk: Walk | None) -> Walk | None:
    if walk is None:
        return None
    if Part in [one for inside in get_args(kind) for one in (inside, *get_args(inside))]:
        return lambda value, field, ask: _numbers(value, field, ask)
    return lambda value, field, ask: tuple(walk(one, f"{field}[{at}]", ask) for at, one in enumerate(value, 1))


def _values(walk: Walk | None) -> Walk | None:
    if walk is None:
        return None
    return lambda value, field, ask: {key: walk(one, f"{field}.{key}", ask) for key, one in value.items()}


def _numbers(value: Any, field: str, ask: Ask) -> Any:
    ask(field, ", ".join(_flat(value)), READ_BESIDE)
    return value


def _flat(value: Any, name: str = "") -> list[str]:
    """Numbers and slugs in a value, each behind the name of its field."""
    if isinstance(value, dict):
        inside = ((key, one) for key, one in sorted(value.items()) if key != "sources")
        return [told for key, one in inside for told in _flat(one, f"{name}.{key}".removeprefix("."))]
    if isinstance(value, tuple):
        return [" ".join(_flat(one)) for one in value]
    return [f"{name} {value}".strip()]


def _entry(kind: type[Entry]) -> Walk | None:
    if issubclass(kind, Dose):
        return _numbers
    return _going_through(kind) if _fields(kind) or issubclass(kind, Part) else None


def _going_through(kind: type[Entry]) -> Walk:
    """How to go through an entry of some type."""

    def walk(value: Any, field: str, ask: Ask) -> Any:
        made = dict(value)
        for name, (inside, known) in _fields(kind).items():
            if name == SAY and name in made:
                made[name] = inside(made[name], field, ask)
            elif name in made:
                made[name] = inside(made[name], _below(field, name), _noting(ask, known))
        if kind is Term and "in_a_sentence" not in made:
            made |= _in_a_sentence(value["name"], field, ask)
        return made

    return walk


def _below(field: str, name: str) -> str:
    return field if field == name == "routines" else f"{field}.{name}"


def _noting(ask: Ask, known: str) -> Ask:
    return lambda field, words, note: ask(field, words, note or known)


def _in_a_sentence(name: str, field: str, ask: Ask) -> dict[str, str]:
    """A word inside a sentence, which English makes of its name and another language may not."""
    known = Term.model_fields["in_a_sentence"].description or ""
    return {"in_a_sentence": ask(f"{field}.in_a_sentence", Term(name=name).phrase, known)}
