"""Which signs the fonts of the handouts have, for words in drawings."""

from functools import cache
from pathlib import Path

FAMILIES = ("NotoSans", "NotoSansArabic", "NotoSansBengali")
FONTS = [Path(__file__).parent.parent / f"fonts/{name}-Regular.ttf" for name in FAMILIES]
"""One of each family: its other weights and widths have the same signs."""


def unknown_signs(words: str) -> list[str]:
    """The signs of some words that the handouts would show as an empty box, each once."""
    return [sign for sign in dict.fromkeys(words) if not (sign.isascii() or sign.isspace() or is_known(sign))]


@cache
def is_known(sign: str) -> bool:
    """Whether a font has a picture of its own for a sign."""
    return any(_drawn(sign, font) != _drawn("\uffff", font) for font in FONTS)


@cache
def _drawn(sign: str, font: Path) -> tuple[tuple[int, int], bytes]:
    from PIL import ImageFont  # few drawings hold words, and fewer a sign beyond ASCII

    mask = ImageFont.truetype(font, 40, layout_engine=ImageFont.Layout.BASIC).getmask(sign)
    return mask.size, bytes(mask)
