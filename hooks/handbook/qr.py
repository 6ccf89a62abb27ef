"""QR codes of addresses, for paper and for screens."""

import io
from functools import lru_cache

import segno

QUIET = 4
"""Modules of white around a code, as ISO/IEC 18004 asks."""

DOT = 8
"""Pixels a module is wide in a picture."""


@lru_cache(maxsize=4096)
def code(address: str) -> segno.QRCode:
    """A code that may lose 15 of 100 modules (M), or more where that costs no size."""
    return segno.make_qr(address, error="m", boost_error=True)


@lru_cache(maxsize=4096)
def for_paper(address: str) -> tuple[str, int]:
    """A code as SVG without its border, which a sheet leaves white itself, and the modules it is wide."""
    made = code(address)
    return made.svg_inline(border=0, dark="#000", light=None), int(made.symbol_size(border=0)[0])


def for_screens(address: str) -> bytes:
    """A code as PNG, its border in it, to show and to copy into letters."""
    file = io.BytesIO()
    code(address).save(file, kind="png", border=QUIET, scale=DOT)
    return file.getvalue()
