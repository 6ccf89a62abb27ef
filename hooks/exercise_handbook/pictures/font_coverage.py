"""Which signs the fonts of the handouts have, for words in drawings."""

from functools import cache
from pathlib import Path

FONT = Path(__file__).parent.parent / "fonts/NotoSans-Regular.ttf"
"""All fonts of the folder have the same signs."""


def unknown_signs(words: str) -> list[str]:
    """The signs of some words that the handouts would show as an empty box, each once."""
    return [sign for sign in dict.fromkeys(words) if not (sign.isascii() or sign.isspace() or is_known(sign))]


@cache
def is_known(sign: str) -> bool:
    """Whether the font has a picture of its own for a sign."""
    return _drawn(sign) != _drawn("\uffff")


@cache
def _drawn(sign: str) -> tuple[tuple[int, int], bytes]:
    from PIL import ImageFont  # few drawings hold words, and fewer a sign beyond ASCII

    mask = ImageFont.truetype(FONT, 40, layout_engine=ImageFont.Layout.BASIC).getmask(sign)
    return mask.size, bytes(mask)
