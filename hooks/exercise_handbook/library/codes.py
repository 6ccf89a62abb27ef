"""A code of four signs for each exercise, which stands for it in the links of plans for good.

A code is made from the slug alone, so no list of codes has to be kept, and people who add exercises at the same time
hardly ever hand out the same one. The ledger of addresses holds every slug there ever was: it knows what a code of an
older link means today. Where two slugs make the same code, a rule of the library asks for another one for the newer
exercise, which stands in the data from then on.
"""

from collections.abc import Container, Mapping
from itertools import count
from typing import NamedTuple

from exercise_handbook.library.library import HERE, Library
from exercise_handbook.library.model.exercises import Exercise

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Base 32 without I, L, O and U: no small letters, and none taken for another. As Crockford's."""

MASK = 0xFFFFFFFF


class Clash(NamedTuple):
    """An older slug that has the code of an exercise, and a code that is free."""

    with_slug: str
    free: str


def code(exercise: Exercise) -> str:
    """What stands for an exercise in links of plans: made from its slug, unless the data give it another."""
    return exercise.code or code_of(exercise.slug)


def slugs_by_code(library: Library) -> dict[str, str]:
    """The slug, of now or of before, that each code in links of plans stands for; first those of now."""
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
    """The slugs that no exercise has now."""
    return [slug for slug, now in library.once(slugs_ever).items() if slug != now]


def former_slugs(library: Library) -> dict[str, tuple[str, ...]]:
    """The slugs that exercises had before the ones they have."""
    found: dict[str, tuple[str, ...]] = {}
    for slug, now in library.once(slugs_ever).items():
        if now and now != slug:
            found[now] = (*found.get(now, ()), slug)
    return found


def _exercise_at(address: str) -> str:
    """The slug of the exercise whose page is at an address; "" where that is another page."""
    _, home, *rest = address.split("/")
    return rest[0] if home == "exercises" and rest[1:] == [""] else ""


def code_of(slug: str) -> str:
    """The code of an exercise: of hip-lift Q9WP."""
    return short_hash(f"exercise {slug}")


def clashes(codes: Mapping[str, str]) -> dict[str, Clash]:
    """Which slugs have the code of an older one, of the code of each slug, the oldest first."""
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
    """The first code of a slug and a number that is not known. One of digits alone would need quotes in YAML."""
    codes = (short_hash(f"exercise {slug} {number}") for number in count(2))
    return next(code for code in codes if code not in known and not code.isdigit())


def short_hash(text: str) -> str:
    """The 20 upper bits of a hash of a text, as four signs."""
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
