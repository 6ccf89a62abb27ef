"""A code of four signs for each exercise, which stands for it in the links of plans for good.

A code is made from the slug alone, so no list of codes has to be kept, and two people who add exercises at the same
time never hand out the same one. The ledger of addresses holds every slug there ever was: it knows what a code of an
older link means today. That no two slugs share a code is a rule of the library.
"""

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Base 32 without I, L, O and U: no small letters, and none taken for another. As Crockford's."""

MASK = 0xFFFFFFFF


def code_of(slug: str) -> str:
    """The code of an exercise: of hip-lift Q9WP."""
    return mark(f"exercise {slug}")


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
