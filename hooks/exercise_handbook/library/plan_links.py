"""Encodes a plan as the fragment behind # in the address of /plan/, as assets/plan/codec.js does (docs/plans.md).

Pages need it for the link that starts an exercise or a routine. Decoding is left to the script.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exercise_handbook.library.addresses import PLAN
from exercise_handbook.library.codes import DIGITS, code, short_hash
from exercise_handbook.library.duration import dose_in
from exercise_handbook.library.library import Library
from exercise_handbook.library.model.entry import Range
from exercise_handbook.library.model.exercises import Dose, Exercise
from exercise_handbook.library.model.routines import Routine

VERSION = "1"
SETS, REPETITIONS, HOLD, DAY, MORE = 1, 2, 4, 8, 16
TITLE, NOTE = 1, 2
SIDES = ("", "left", "right")
WEEK = 7
COMMON = 10  # pairs of times a day, up to 4
ONE, TWO = 24, 248  # from here on a number takes two digits, then four

LETTERS = "abcdefghijklmnopqrstuvwxyz .,"
OTHERS = "0123456789\n-'\"():;/!?+%=*&°½×–’"
CAPITAL, OTHER, POINT = 29, 30, 31
SHORT_TEXT, BYTES = DIGITS[0], DIGITS[1]


@dataclass(frozen=True)
class Item:
    """An exercise of a plan; None leaves a number to the library."""

    code: str
    sets: int | None = None
    repetitions: int | None = None
    hold_seconds: int | None = None
    times_a_day: tuple[int, int] | None = None
    days_a_week: int = WEEK
    side: str = ""


def link_of_exercise(exercise: Exercise) -> str:
    """The address of the plan that holds one exercise, with its own dose."""
    return f"{PLAN}#{write([_item(code(exercise), exercise.dose, exercise.dose.times_a_day)])}"


def link_of_routine(routine: Routine, library: Library) -> str:
    """The address of the plan that is a routine."""
    parts = [(part, library.exercises[part.exercise]) for part in routine.exercises]
    items = [_item(code(exercise), dose_in(part, exercise), None) for part, exercise in parts]
    return f"{PLAN}#{write(items, title=routine.name)}"


def _item(code: str, dose: Dose, day: Range | None) -> Item:
    often = (day.first, day.last) if day else None
    return Item(code, dose.sets, dose.repetitions, dose.hold_seconds or 0, often)


def write(items: Iterable[Item], title: str = "", note: str = "") -> str:
    """A plan as the fragment behind #. Title and note must be clean already: one line, no invisible characters."""
    items = list(items)
    sections = [(tag, words) for tag, words in ((TITLE, title), (NOTE, note)) if words]
    told = "".join(DIGITS[tag] + _with_length(_text(words)) for tag, words in sections)
    digits = number(len(items)) + "".join(map(_digits, items)) + number(len(sections)) + told
    return f"{VERSION}.{digits}{short_hash(f'plan {VERSION} {digits}')}"


def number(value: int) -> str:
    """A number in base 32: 0 to 23 takes one digit, up to 247 two, more four."""
    if value < ONE:
        return DIGITS[value]
    if value < TWO:
        return DIGITS[ONE + (value - ONE >> 5)] + DIGITS[value - ONE & 31]
    rest = value - TWO
    return DIGITS[31] + DIGITS[rest >> 10] + DIGITS[rest >> 5 & 31] + DIGITS[rest & 31]


def _digits(item: Item) -> str:
    given = [
        (bit, value)
        for bit, value in (
            (SETS, item.sets),
            (REPETITIONS, item.repetitions),
            (HOLD, item.hold_seconds),
            (DAY, _often(item)),
        )
        if value is not None
    ]
    bits = sum(bit for bit, _ in given) + (MORE if item.side else 0)
    side = DIGITS[1] + _with_length(DIGITS[SIDES.index(item.side)]) if item.side else ""
    return item.code + DIGITS[bits] + "".join(number(value) for _, value in given) + side


def _often(item: Item) -> int | None:
    if item.times_a_day is None:
        return None
    first, last = item.times_a_day
    pair, off = last * (last - 1) // 2 + first - 1, WEEK - item.days_a_week
    return off * COMMON + pair if pair < COMMON else WEEK * COMMON + (pair - COMMON) * WEEK + off


def _with_length(digits: str) -> str:
    return number(len(digits)) + digits


def _text(words: str) -> str:
    return min("".join([SHORT_TEXT, *map(_sign, words)]), "".join([BYTES, *_bytes(words.encode())]), key=len)


def _sign(letter: str) -> str:
    if letter in LETTERS:
        return DIGITS[LETTERS.index(letter)]
    if letter in OTHERS:
        return DIGITS[OTHER] + DIGITS[OTHERS.index(letter)]
    if "A" <= letter <= "Z":
        return DIGITS[CAPITAL] + DIGITS[LETTERS.index(letter.lower())]
    return DIGITS[POINT] + "".join(DIGITS[ord(letter) >> shift & 31] for shift in (15, 10, 5, 0))


def _bytes(content: bytes) -> Iterator[str]:
    bits, held = 0, 0
    for byte in content:
        held, bits = (held << 8 | byte) & 0xFFFF, bits + 8
        while bits >= 5:
            bits -= 5
            yield DIGITS[held >> bits & 31]
    if bits:
        yield DIGITS[held << 5 - bits & 31]
