"""Lists of exercises for libraries of any size: in the order of the data if they are few, by letter if they are many.

A list too long for one page is split over several, each with the letters of all.
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
"""The most exercises on one page: some 60 KB with pictures and links, compressed."""

CROWDED = 100
"""The most names under one letter; more are split by their second letter."""

DIGITS = "0–9"


@dataclass(frozen=True)
class Group:
    """Exercises whose names begin with one letter, or with two if they are many. A short list is one group, without."""

    letter: str
    exercises: tuple[Exercise, ...]

    @property
    def id(self) -> str:
        """Its id on the page."""
        return id_of(self.letter)


@dataclass(frozen=True)
class Leaf:
    """One page of a list."""

    address: str
    groups: tuple[Group, ...]

    @property
    def first(self) -> str:
        """The name of its first exercise."""
        return self.groups[0].exercises[0].name

    @property
    def last(self) -> str:
        """The name of its last exercise."""
        return self.groups[-1].exercises[-1].name


@dataclass(frozen=True)
class Listing:
    """A list on one or more pages."""

    leaves: tuple[Leaf, ...]

    @property
    def letters(self) -> list[tuple[Leaf, Group]]:
        """Each letter once, with the page it begins on; empty for a short list."""
        found: dict[str, tuple[Leaf, Group]] = {}
        for leaf in self.leaves:
            for group in leaf.groups:
                found.setdefault(group.letter, (leaf, group))
        return [found[letter] for letter in found if letter]


def listed(exercises: Iterable[Exercise], address: str, more: str = "") -> Listing:
    """A list at an address such as /exercises/. Further pages are below `more`, or else below the address."""
    row = list(exercises)
    if len(row) <= LONG:
        return Listing((Leaf(address, (Group("", tuple(row)),)),))
    row.sort(key=lambda exercise: in_order(exercise.name))
    letters = _letters(row)
    pages = [row[start : start + MOST] for start in range(0, len(row), MOST)]
    homes = [address, *(f"{more or address}{number}/" for number in range(2, len(pages) + 1))]
    return Listing(tuple(Leaf(home, _grouped(page, letters)) for home, page in zip(homes, pages, strict=True)))


def _letters(row: Sequence[Exercise]) -> dict[str, str]:
    """The letter or two letters that each exercise is listed under, by slug."""
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
    """The id of a letter on a page: letter-a, letter-st, letter-digits, and letter-416 for Ж."""
    signs = (sign.lower() if sign.isascii() else format(ord(sign), "x") for sign in letter)
    return "letter-digits" if letter == DIGITS else f"letter-{''.join(signs)}"


def letter_of(name: str) -> str:
    """The letter that a name is listed under: E for “élan”, DIGITS for “3/4 sit-up”."""
    key = in_order(name)
    return key[:1].upper() if key[:1].isalpha() else DIGITS


@cache
def in_order(name: str) -> str:
    """The sort key of a name: without capitals, accents, and anything before its first letter or digit."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    start = next((place for place, letter in enumerate(plain) if letter.isalnum()), 0)
    return plain[start:]
