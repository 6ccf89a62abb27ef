"""Which signs the fonts of the handouts have: for their words, and for words in drawings."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from unicodedata import normalize

FAMILIES = ("NotoSans", "NotoSansArabic", "NotoSansBengali")
FONTS = [Path(__file__).parent.parent / f"fonts/{name}-Regular.ttf" for name in FAMILIES]
"""One of each family: its other weights and widths have the same signs."""

NEEDS_NO_FONT = re.compile(r"[\0-\x7f\s\ufe00-\ufe0f]")
"""Every font has ASCII; nothing is drawn for spaces and for what chooses between pictures of the sign before it."""


def unknown_signs(words: Iterable[str]) -> list[str]:
    """The signs of some words that the handouts would show as an empty box, each once."""
    return [sign for sign in dict.fromkeys(words) if not is_known(sign)]


@cache
def is_known(sign: str) -> bool:
    """Whether a font has a picture of its own for a sign, or for each of those that it is made of."""
    if NEEDS_NO_FONT.match(sign):
        return True
    parts = normalize("NFD", sign)
    has_own = any(_drawn(sign, font) != _drawn("\uffff", font) for font in FONTS)
    return has_own or (parts != sign and all(map(is_known, parts)))


@cache
def _drawn(sign: str, font: Path) -> tuple[tuple[int, int], bytes]:
    from PIL import ImageFont  # few drawings hold words, and fewer a sign beyond ASCII

    mask = ImageFont.truetype(font, 40, layout_engine=ImageFont.Layout.BASIC).getmask(sign)
    return mask.size, bytes(mask)
