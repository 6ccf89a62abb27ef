"""A code of four characters for each exercise, by which links of plans name it for good.

A code is made from the slug alone, so no list of codes has to be kept, and people who add exercises at the same time
hardly ever hand out the same one. The ledger of addresses holds every slug there ever was, and so what a code in an
older link means today. If two slugs make the same code, a rule asks for another code for the newer exercise, which is
written in the data from then on.
"""

from collections.abc import Container, Mapping
from itertools import count
from typing import NamedTuple

from exercise_handbook.library.library import HERE, Library
from exercise_handbook.library.model.exercises import Exercise

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no small letters, and without I, L, O and U, which are easily misread."""

MASK = 0xFFFFFFFF


class Clash(NamedTuple):
    """The older slug that has the code already, and a code that is free."""

    with_slug: str
    free: str


def code(exercise: Exercise) -> str:
    """The code of an exercise in links of plans: made from its slug, unless the data give another."""
    return exercise.code or code_of(exercise.slug)


def slugs_by_code(library: Library) -> dict[str, str]:
    """The slug that each code in links of plans stands for; present slugs come before past ones."""
    found = {code(one): slug for slug, one in library.exercises.items()}
    for slug in past_slugs(library):
        found.setdefault(code_of(slug), slug)
    return found


def slugs_ever(library: Library) -> dict[str, str | None]:
    """Every slug that an exercise ever had, by the ledger, and the one it has now; None where it is gone."""
    ever: dict[str, str | None] = {slug: slug for slug in library.exercises}
    for address, target in library.addresses.items():
        if (slug := _exercise_at(address)) and target != HERE:
            now = _exercise_at(target)
            ever.setdefault(slug, now if now in library.exercises else None)
    return ever


def past_slugs(library: Library) -> list[str]:
    """The slugs that no exercise has any more."""
    return [slug for slug, now in library.once(slugs_ever).items() if slug != now]


def former_slugs(library: Library) -> dict[str, tuple[str, ...]]:
    """The earlier slugs of exercises, by their present one."""
    found: dict[str, tuple[str, ...]] = {}
    for slug, now in library.once(slugs_ever).items():
        if now and now != slug:
            found[now] = (*found.get(now, ()), slug)
    return found


def _exercise_at(address: str) -> str:
    """The slug of the exercise at an address; "" if it is not that of an exercise."""
    _, home, *rest = address.split("/")
    return rest[0] if home == "exercises" and rest[1:] == [""] else ""


def code_of(slug: str) -> str:
    """The code that a slug makes: hip-lift makes Q9WP."""
    return short_hash(f"exercise {slug}")


def clashes(codes: Mapping[str, str]) -> dict[str, Clash]:
    """The slugs with the same code as an older one, given the code of each slug, the oldest first."""
    owners: dict[str, str] = {}
    found: dict[str, Clash] = {}
    known = {*codes.values(), *map(code_of, codes)}
    for slug, code in codes.items():
        if code in owners:
            found[slug] = Clash(owners[code], free := free_code(slug, known))
            known.add(free)
        owners.setdefault(code, slug)
    return found


def free_code(slug: str, known: Container[str]) -> str:
    """A code for a slug that is not taken, nor digits alone, which would need quotes in YAML."""
    codes = (short_hash(f"exercise {slug} {number}") for number in count(2))
    return next(code for code in codes if code not in known and not code.isdigit())


def short_hash(text: str) -> str:
    """The upper 20 bits of a hash of a text, as four characters."""
    bits = _hash(text.encode()) >> 12
    return "".join(DIGITS[bits >> shift & 31] for shift in (15, 10, 5, 0))


def _hash(content: bytes) -> int:
    """FNV-1a, its bits mixed as MurmurHash3 does last; 32 bits."""
    value = 0x811C9DC5
    for byte in content:
        value = (value ^ byte) * 0x01000193 & MASK
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35), (16, 1)):
        value = (value ^ value >> shift) * factor & MASK
    return value
