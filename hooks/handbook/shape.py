"""Gives the values their types: a Library, and what does not fit, in words."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from handbook.library import Library
from handbook.model import About, Entry, Safety
from handbook.problems import Trail

Finding = tuple[Trail, str]
"""The trail to a value, and what to do about it."""

NUMBER = "write a whole number as digits, without quotes, such as 5"
DAY = "write a day as 2026-11-01, without quotes"
FIELDS = "write fields here, one line each, as name: value"

WANTED = {
    "int_type": NUMBER,
    "date_type": DAY,
    "tuple_type": "write a list, one line each, starting with a dash",
    "model_type": FIELDS,
    "model_attributes_type": FIELDS,
    "mapping_type": FIELDS,
}
"""What to write where pydantic found another type of value."""

WORDS = {
    "string_pattern_mismatch": "write words on one line, without a space before or after them",
    "string_too_long": "too long; write at most {max_length} characters",
    "greater_than_equal": "too small; write {ge} or more",
    "less_than_equal": "too much; write {le} or less",
}
"""What to do about pydantic's other errors; one not listed speaks for itself."""

PATTERNS = {
    "a-z0-9]+(-": "write small letters, digits and single hyphens, as in pelvic-tilt",
    r"\.(svg": "write the name of a file in figures/ that ends in .svg, .png, .webp, .jpg or .jpeg",
    "[^\\s@]": "write an address that starts with https:// or an e-mail address",
    "[A-Za-z0-9._~-]+/)*$": "write an address that starts with https:// and ends with a slash",
    "https://": "write an address that starts with https://",
    "^/(": "write an address of this site, such as /exercises/pelvic-tilt/",
}
"""What to write where a pattern did not match, by a piece of the pattern."""

COLLECTIONS = ("exercises", "routines", "sources")
"""Files of many entries: one that does not fit is set aside, and the rest is still checked."""

STAND_INS: dict[str, type[Entry]] = {"safety": Safety, "about": About}
"""Files that the others do not lean on: where one does not fit, an empty one stands in its place."""


def shape(values: Mapping[str, Any]) -> tuple[Library | None, list[Finding]]:
    """The library these values make, and every field that does not fit.

    Entries that do not fit are left out of the library and named in `unfinished`. There is
    no library when what does not fit is none of many entries.
    """
    named, findings = _with_slugs(values)
    errors = _errors(named)
    findings += [(_trail(named, error), in_words(error)) for error in _told_once(errors)]
    if not errors:
        return Library.model_validate(named), findings
    kept, left_out = _without(named, [_trail(named, error) for error in errors])
    kept["unfinished"] = frozenset(left_out)
    return (None if _errors(kept) else Library.model_validate(kept)), findings


def in_words(error: Mapping[str, Any]) -> str:
    """One of pydantic's errors as advice to the author."""
    kind, trail = error["type"], error["loc"]
    if kind == "missing":
        field = _field(trail)
        return f"missing; write {field.description}" if field else "missing"
    if kind == "extra_forbidden":
        return f"no such field{_did_you_mean(trail)}"
    if kind == "string_type":
        return _words_wanted(error["input"])
    if kind in WANTED:
        return f"{_found(error['input'])}; {WANTED[kind]}"
    if kind == "literal_error":
        return _one_of(error["input"], _choices(error))
    if kind == "string_pattern_mismatch":
        return _pattern_in_words(error["ctx"]["pattern"])
    return WORDS.get(kind, error["msg"]).format(**error.get("ctx", {}))


def nearest(word: object, words: Iterable[str]) -> str:
    """“; did you mean …?” with the nearest of the words, else all of them."""
    known = list(words)
    near = get_close_matches(str(word).lower(), known, n=1)
    if near:
        return f"; did you mean {near[0]}?"
    return f"; write one of {', '.join(known)}" if 0 < len(known) <= 12 else "; add it there, or name one that is there"


def _errors(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    try:
        Library.model_validate(values)
    except ValidationError as error:
        return [dict(found) for found in error.errors(include_url=False)]
    return []


def _with_slugs(values: Mapping[str, Any]) -> tuple[dict[str, Any], list[Finding]]:
    """Give exercises and routines their key as slug, and find those that wrote one."""
    named, findings = dict(values), []
    for trail, entries in _keyed_entries(values):
        for slug, entry in entries.items():
            if isinstance(entry, dict) and "slug" in entry:
                findings.append(((*trail, slug, "slug"), "no such field; the name above the entry is its slug"))
        _put(named, trail, {slug: _named(slug, entry) for slug, entry in entries.items()})
    return named, findings


def _keyed_entries(values: Mapping[str, Any]) -> Iterator[tuple[Trail, dict[str, Any]]]:
    exercises = values.get("exercises")
    if isinstance(exercises, dict):
        yield ("exercises",), exercises
    routines = values.get("routines")
    if isinstance(routines, dict) and isinstance(routines.get("routines"), dict):
        yield ("routines", "routines"), routines["routines"]


def _put(values: dict[str, Any], trail: Trail, value: Any) -> None:
    for key in trail[:-1]:
        values[key] = values = dict(values[key])
    values[trail[-1]] = value


def _named(slug: str, entry: Any) -> Any:
    return entry | {"slug": slug} if isinstance(entry, dict) else entry


def _trail(values: Any, error: Mapping[str, Any]) -> Trail:
    """Where an author looks for the error: as far as was written, and the field that is missing."""
    trail: Trail = ()
    for key in error["loc"]:
        if isinstance(values, tuple) or (isinstance(values, Mapping) and key in values):
            values, trail = values[key], (*trail, key)
    return (*trail, error["loc"][-1]) if error["type"] == "missing" else trail


def _without(values: dict[str, Any], trails: list[Trail]) -> tuple[dict[str, Any], set[tuple[str, str]]]:
    """The values without the entries that these trails lead into, and which those are."""
    kept, left_out = dict(values), set()
    for trail in trails:
        if trail[0] in STAND_INS:
            left_out.add((str(trail[0]), ""))
            kept[str(trail[0])] = STAND_INS[str(trail[0])].model_construct()
        home = trail[:2] if trail[:2] == ("routines", "routines") else trail[:1]
        if trail[0] in COLLECTIONS and len(trail) > len(home):
            slug = str(trail[len(home)])
            left_out.add((str(trail[0]), slug))
            _put(kept, home, {key: entry for key, entry in _at(kept, home).items() if key != slug})
    return kept, left_out


def _at(values: Any, trail: Trail) -> Any:
    for key in trail:
        values = values[key]
    return values


def _told_once(errors: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out a missing field when an unknown one is it misspelt, and a slug told at its key."""
    unknown = [error["loc"] for error in errors if error["type"] == "extra_forbidden"]
    misspelt = {(*trail[:-1], meant) for trail in unknown for meant in _meant(trail)}
    return [error for error in errors if error["loc"] not in misspelt and error["loc"][-1] != "slug"]


def _words_wanted(written: object) -> str:
    if written is None:
        return "nothing is written here; write words"
    if isinstance(written, dict):
        return "a colon and a space made fields of these words; put quotes around them"
    if isinstance(written, tuple):
        return "write words here, not a list"
    return "write words here; put quotes around a number or a day that is meant as words"


def _found(written: object) -> str:
    """What an author wrote, as briefly as can be."""
    if written is None:
        return "nothing is written here"
    if isinstance(written, dict):
        return "found fields"
    return "found a list" if isinstance(written, tuple) else f"found “{written}”"


def _pattern_in_words(pattern: str) -> str:
    return next((words for piece, words in PATTERNS.items() if piece in pattern), WORDS["string_pattern_mismatch"])


def _choices(error: Mapping[str, Any]) -> list[str]:
    return [choice.strip("'") for choice in error["ctx"]["expected"].replace(" or ", ", ").split(", ")]


def _one_of(written: object, choices: list[str]) -> str:
    return f"found {written}{nearest(written, choices)}"


def _did_you_mean(trail: Trail) -> str:
    meant = _meant(trail)
    return f"; did you mean {meant[0]}?" if meant else "; delete it, or see CONTRIBUTING.md for the fields there are"


def _meant(trail: Trail) -> list[str]:
    return get_close_matches(str(trail[-1]).lower(), _fields_beside(trail), n=1)


def _fields_beside(trail: Trail) -> list[str]:
    entry = _entry_at(trail[:-1])
    hidden = {"slug", "pictures", "written", "unfinished"}
    return [field.alias or name for name, field in entry.model_fields.items() if name not in hidden]


def _field(trail: Trail) -> FieldInfo | None:
    fields = _entry_at(trail[:-1]).model_fields
    return next((field for name, field in fields.items() if trail[-1] in (name, field.alias)), None)


def _entry_at(trail: Trail) -> type[Entry]:
    """The type of the entry a trail leads to: ("exercises", "hip-lift") leads to Exercise."""
    entry: type[Entry] = Library
    for key in trail:
        field = _field_of(entry, key)
        entry = (field and _entry_in(field.annotation)) or entry
    return entry


def _field_of(entry: type[Entry], key: str | int) -> FieldInfo | None:
    return next((field for name, field in entry.model_fields.items() if key in (name, field.alias)), None)


def _entry_in(annotation: Any) -> type[Entry] | None:
    if isinstance(annotation, type) and not get_args(annotation):
        return annotation if issubclass(annotation, Entry) else None
    return next(filter(None, map(_entry_in, get_args(annotation))), None)
