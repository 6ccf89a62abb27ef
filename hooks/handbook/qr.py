"""QR codes of addresses, for paper and for screens."""

import io
from functools import lru_cache

import segno
from PIL import Image

QUIET = 4
"""Modules of white around a code, as ISO/IEC 18004 asks."""

DOT = 8
"""Pixels a module is wide in a picture."""


ANY_MASK = 2
"""Of the eight patterns that even out a code, one is taken for screens: every reader takes any, and trying
all eight for the evenest costs four times the rest. Paper gets the evenest."""


@lru_cache(maxsize=4096)
def for_paper(address: str) -> tuple[str, int]:
    """A code as SVG without its border, which a sheet leaves white itself, and the modules it is wide."""
    made = _code(address)
    return made.svg_inline(border=0, dark="#000", light=None), int(made.symbol_size(border=0)[0])


def for_screens(address: str) -> bytes:
    """A code as PNG, its border in it, to show and to copy into letters."""
    made = _code(address, ANY_MASK)
    width = int(made.symbol_size(border=QUIET)[0])
    dots = bytes(0 if dark else 255 for row in made.matrix_iter(border=QUIET) for dark in row)
    picture = Image.frombytes("L", (width, width), dots).resize((DOT * width, DOT * width), Image.Resampling.NEAREST)
    file = io.BytesIO()
    picture.convert("1").save(file, "PNG", optimize=True)
    return file.getvalue()


def _code(address: str, mask: int | None = None) -> segno.QRCode:
    """A code that may lose 15 of 100 modules (M), or more where that costs no size."""
    return segno.make_qr(address, error="m", boost_error=True, mask=mask)
