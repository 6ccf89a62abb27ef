"""Lists of exercises that can be used at any size: as the data has them while few, by letter when many.

A list that would be too heavy for one page goes on over several, each with the letters of all.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from exercise_handbook.library.library import LONG
from exercise_handbook.library.model.exercises import Exercise

MOST = 1_000
"""The most exercises that one page lists: with pictures and all their links some 60 KB, compressed."""

CROWDED = 100
"""More names than these under one letter are told apart by their second."""

DIGITS = "0–9"


@dataclass(frozen=True)
class Group:
    """Exercises whose names begin with one letter, or with two if they are many; all of a short list, with none."""

    letter: str
    exercises: tuple[Exercise, ...]

    @property
    def id(self) -> str:
        """Its name on the page."""
        return id_of(self.letter)


@dataclass(frozen=True)
class Leaf:
    """One page of a list."""

    address: str
    groups: tuple[Group, ...]

    @property
    def first(self) -> str:
        """The name it begins with."""
        return self.groups[0].exercises[0].name

    @property
    def last(self) -> str:
        """The name it ends with."""
        return self.groups[-1].exercises[-1].name


@dataclass(frozen=True)
class Listing:
    """A list on one page or more."""

    leaves: tuple[Leaf, ...]

    @property
    def letters(self) -> list[tuple[Leaf, Group]]:
        """Each letter once, with the page it begins on; none in a short list."""
        found: dict[str, tuple[Leaf, Group]] = {}
        for leaf in self.leaves:
            for group in leaf.groups:
                found.setdefault(group.letter, (leaf, group))
        return [found[letter] for letter in found if letter]


def listed(exercises: Iterable[Exercise], address: str, more: str = "") -> Listing:
    """A list at an address such as /exercises/; further pages lie below `more`, else below the address."""
    row = list(exercises)
    if len(row) <= LONG:
        return Listing((Leaf(address, (Group("", tuple(row)),)),))
    row.sort(key=lambda exercise: in_order(exercise.name))
    letters = _letters(row)
    pages = [row[start : start + MOST] for start in range(0, len(row), MOST)]
    homes = [address, *(f"{more or address}{number}/" for number in range(2, len(pages) + 1))]
    return Listing(tuple(Leaf(home, _grouped(page, letters)) for home, page in zip(homes, pages, strict=True)))


def _letters(row: Sequence[Exercise]) -> dict[str, str]:
    """What each exercise stands under, by its slug: its name's first letter, or its first two."""
    crowd = Counter(letter_of(exercise.name) for exercise in row)
    found = {}
    for exercise in row:
        letter = letter_of(exercise.name)
        many = letter != DIGITS and crowd[letter] > CROWDED
        found[exercise.slug] = in_order(exercise.name)[:2].strip().capitalize() if many else letter
    return found


def _grouped(page: Sequence[Exercise], letters: dict[str, str]) -> tuple[Group, ...]:
    groups = groupby(page, key=lambda exercise: letters[exercise.slug])
    return tuple(Group(letter, tuple(members)) for letter, members in groups)


def id_of(letter: str) -> str:
    """What a page calls the place of a letter: letter-a, letter-st, letter-digits, letter-416 for a Ж."""
    signs = (sign.lower() if sign.isascii() else format(ord(sign), "x") for sign in letter)
    return "letter-digits" if letter == DIGITS else f"letter-{''.join(signs)}"


def letter_of(name: str) -> str:
    """The letter a name stands under: of “élan” E, of “3/4 sit-up” the digits."""
    key = in_order(name)
    return key[:1].upper() if key[:1].isalpha() else DIGITS


@cache
def in_order(name: str) -> str:
    """A name as it is put in order: without capitals, accents, and signs before its first letter or digit."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    start = next((place for place, letter in enumerate(plain) if letter.isalnum()), 0)
    return plain[start:]
