"""Pydantic's errors and unknown words, as advice to the author of the data."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from re import fullmatch, sub
from typing import Any

from exercise_handbook.intake.fields import FILES, entries_in, field_of
from exercise_handbook.intake.general import general
from exercise_handbook.labels.say import is_english
from exercise_handbook.library.library import Library
from exercise_handbook.library.model.entry import Entry
from exercise_handbook.library.model.exercises import DOSE
from exercise_handbook.library.model.safety import SAFETY_PARTS
from exercise_handbook.library.model.values import PICTURE_NAME, SITE_ADDRESS, SLUG, WRITE
from exercise_handbook.library.problems import Trail

NUMBER = "write a whole number as digits, without quotes, such as 5"
DAY = "write a day as 2026-11-01, without quotes"
FIELDS = "write fields here, one line each, as name: value"

WANTED = {
    "date_type": DAY,
    "tuple_type": "write a list, one line each, starting with a dash",
    "model_type": FIELDS,
    "model_attributes_type": FIELDS,
    "mapping_type": FIELDS,
    "dict_type": FIELDS,
}
"""What to write where pydantic found another type of value."""

SHORT = 3
"""The fewest letters of a field's name that say which is meant."""

ELSE = "; add it there, or name one that is there"
OTHER_LETTERS = "write a name with other letters than a to z in its form with xn--, as browsers copy it"
STRAIGHT = 'found “{}” in curly quotes; write straight ones, such as "{}"'
OTHER_LANGUAGES = "; the program does not speak it yet: docs/translating.md says how it learns a language"

WORDS = {
    "string_too_long": "too long; write at most {max_length} characters",
    "too_long": "too long; write at most {max_length} characters",
    "greater_than_equal": "too small; write {ge} or more",
    "less_than_equal": "too much; write {le} or less",
}
"""What to do about pydantic's other errors; one not listed speaks for itself."""

SHOWN_ENDINGS = ("svg", "png", "webp", "jpg", "jpeg")


def in_words(error: Mapping[str, Any]) -> str:
    """One of pydantic's errors as advice to the author."""
    kind = error["type"]
    if kind in ADVICE:
        return ADVICE[kind](error)
    if kind in WANTED:
        return f"{_found(error['input'])}; {WANTED[kind]}"
    return str(WORDS.get(kind, error["msg"])).format(**error.get("ctx", {}))


def did_you_mean(word: object, words: Iterable[str]) -> str:
    """“; did you mean …?” with the nearest of the words; "" where none is near."""
    written = {_alike(one): one for one in reversed([*words])}
    near = get_close_matches(_alike(word), written, n=1)
    return f"; did you mean {written[near[0]]}?" if near else ""


def nearest(word: object, words: Iterable[str], most: int = 12) -> str:
    """“; did you mean …?” with the nearest of the words, else all of them if there are not more than `most`."""
    known = [*words]
    listed = f"; write one of {', '.join(known)}" if 0 < len(known) <= most else ELSE
    return did_you_mean(word, known) or listed


def not_there(word: str, words: Iterable[str]) -> str:
    """That a word is none of those there are, and which was meant."""
    return f"{word} is not there{nearest(word, words)}"


def _alike(word: object) -> str:
    """A word as it is compared: capitals, spaces and underlines count for nothing."""
    return sub(r"[\s_]+", "-", str(word).casefold())


def meant_fields(trail: Trail) -> list[str]:
    """The field that was meant where an unknown one was written, be it in short, as reps: one, or none."""
    written, fields = str(trail[-1]).lower(), _fields_beside(trail)
    in_short = [name for name in fields if name.startswith(written.rstrip("s")) and len(written) >= SHORT]
    return get_close_matches(written, fields, n=1) or (in_short if len(in_short) == 1 else [])


def _missing(error: Mapping[str, Any]) -> str:
    trail = error["loc"]
    field = field_of(_entry_at(trail[:-1]), trail[-1])
    advice = f"missing; write {field.description}" if field else "missing"
    has_general_text = trail[:-1] == ("safety",) and is_english(error["language"])
    return advice + (_or_the_general_text(trail[1]) if has_general_text else "")


def _or_the_general_text(field: str) -> str:
    """What else to do where a part of safety.yaml is written in part."""
    part = next(fields for fields in SAFETY_PARTS.values() if field in fields)
    return f"; or leave out {', '.join(part)}, and the general text stands in their place" if len(part) > 1 else ""


def _no_such_field(error: Mapping[str, Any]) -> str:
    meant = meant_fields(error["loc"])
    file = f" {error['loc'][0]}" if error["loc"][0] in FILES else ""
    advice = f"did you mean {meant[0]}?" if meant else f"delete it, or see which there are: handbook fields{file}"
    return f"no such field; {advice}"


def _words_wanted(error: Mapping[str, Any]) -> str:
    written = error["input"]
    if written is None:
        return "nothing is written here; write words"
    if isinstance(written, dict):
        return "a colon and a space made fields of these words; put quotes around them"
    if isinstance(written, tuple):
        return "found a list; write words"
    return f"found {written}; put quotes around a number or a day that is meant as words"


def _one_of(error: Mapping[str, Any]) -> str:
    choices = [choice.strip("'") for choice in error["ctx"]["expected"].replace(" or ", ", ").split(", ")]
    if error["loc"][-1] == "language":
        return f"{_found(error['input'])}{_spoken(error['input'], choices)}"
    return f"{_found(error['input'])}{nearest(error['input'], choices, len(choices))}"


def _spoken(written: object, choices: list[str]) -> str:
    """The language that was meant, else each that there is, without those of single countries."""
    spoken = ", ".join(dict.fromkeys(one.partition("-")[0] for one in choices))
    others = f"; write one of {spoken}, or as a country has it, as en-GB{OTHER_LANGUAGES}"
    return did_you_mean(written, choices) or others


def _number(error: Mapping[str, Any]) -> str:
    """What to write where a whole number is wanted: of a range the smaller, which builds up to the larger."""
    field, written = str(error["loc"][-1]), str(error["input"])
    if field in DOSE and (ends := fullmatch(r"(\d+)\s*(?:-|–|to)\s*(\d+)(?:\s.*)?", written)):
        return f"{_found(written)}; write {ends[1]}, and build_to: {{{field}: {ends[2]}}} beside it for the rest"
    if field == "repetitions" and (rounds := fullmatch(r"([1-9]\d*)\s*[x×*]\s*([1-9]\d*)", written)):
        return f"{_found(written)}; write {rounds[2]}, and sets: {rounds[1]} beside it"
    if field in DOSE and (alone := fullmatch(r"(\d+) ?[a-z]+\.?", written)):
        return f"{_found(written)}; write {alone[1]} alone"
    return f"{_found(error['input'])}; {NUMBER}"


def _pattern(error: Mapping[str, Any]) -> str:
    pattern = error["ctx"]["pattern"]
    if pattern == PICTURE_NAME:
        return _picture_name(error["input"])
    if pattern == SLUG and (known := _by_name(error["input"])):
        return f"found “{error['input']}”; write its slug: {known}"
    if pattern == SITE_ADDRESS and not error["input"].isascii():
        return f"{_found(error['input'])}; {OTHER_LETTERS}"
    if curly := fullmatch(r"[“”„](.*)[“”]", error["input"]):
        return STRAIGHT.format(curly[1], curly[1])
    return WRITE[pattern] + (_in_another_script(error["input"]) if pattern == SLUG else "")


def _in_another_script(written: str) -> str:
    """Which letter of a slug is none of a to z, though it may look like one; "" where none is."""
    other = next((sign for sign in written if sign.isalpha() and not sign.isascii()), "")
    return f"; “{other}” is none of these, but {unicodedata.name(other, 'another sign')}" if other else ""


def _by_name(written: str) -> str:
    """The general word that is called so, by its slug; "" if none is."""
    words = {slug: word for kind in general("vocabulary").values() for slug, word in kind.items()}
    return next((slug for slug, word in words.items() if word["name"].casefold() == written.casefold()), "")


def _picture_name(written: str) -> str:
    """What is wrong with the name of a picture's file."""
    stem, _, ending = written.rpartition(".")
    if fullmatch(PICTURE_NAME, f"{stem}.{ending.lower()}"):
        return f"write the ending in small letters, here and in the file’s own name: {stem}.{ending.lower()}"
    if ending.lower() not in SHOWN_ENDINGS:
        return WRITE[PICTURE_NAME] + (f"; browsers do not all show .{ending}" if stem and ending else "")
    if "/" in written or "\\" in written:
        return WRITE[PICTURE_NAME]
    return "a picture’s name has letters a to z, digits, dots, - and _; rename the file, and write its new name here"


def _unwritten(error: Mapping[str, Any]) -> str:
    """What to do about a text without a letter, or one that only keeps the place of another."""
    return f"{_found(error['input'])}, which says nothing to readers; write words, or delete it"


ADVICE: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "missing": _missing,
    "extra_forbidden": _no_such_field,
    "string_type": _words_wanted,
    "literal_error": _one_of,
    "int_type": _number,
    "string_pattern_mismatch": _pattern,
    "no_letter": _unwritten,
    "placeholder": _unwritten,
}
"""What to do about the errors that ask for more than a fixed sentence."""


def _found(written: object) -> str:
    """What an author wrote, as briefly as can be."""
    if written is None:
        return "nothing is written here"
    if isinstance(written, dict):
        return "found fields"
    return "found a list" if isinstance(written, tuple) else f"found “{written}”"


def _fields_beside(trail: Trail) -> list[str]:
    entry = _entry_at(trail[:-1])
    return [field.alias or name for name, field in entry.model_fields.items() if name != "slug"]


def _entry_at(trail: Trail) -> type[Entry]:
    """The type of the entry a trail leads to: ("exercises", "hip-lift") leads to Exercise."""
    entry: type[Entry] = Library
    for key in trail:
        field = field_of(entry, key)
        entry = next(entries_in(field.annotation), entry) if field else entry
    return entry
