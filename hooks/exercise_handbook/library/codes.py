"""A code of four signs for each exercise, which stands for it in the links of plans for good.

A code is made from the slug alone, so no list of codes has to be kept, and people who add exercises at the same time
hardly ever hand out the same one. The ledger of addresses holds every slug there ever was: it knows what a code of an
older link means today. Where two slugs make the same code, a rule of the library asks for another one for the newer
exercise, which stands in the data from then on.
"""

from collections.abc import Container, Mapping
from itertools import count
from typing import NamedTuple

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Base 32 without I, L, O and U: no small letters, and none taken for another. As Crockford's."""

MASK = 0xFFFFFFFF


class Clash(NamedTuple):
    """An older slug that has the code of an exercise, and a code that is free."""

    with_slug: str
    free: str


def code_of(slug: str) -> str:
    """The code of an exercise: of hip-lift Q9WP."""
    return mark(f"exercise {slug}")


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
    codes = (mark(f"exercise {slug} {number}") for number in count(2))
    return next(code for code in codes if code not in known and not code.isdigit())


def mark(text: str) -> str:
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
