"""QR codes of addresses, for paper and for screens."""

import zlib
from collections.abc import Iterable
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from exercise_handbook.cache import Table

if TYPE_CHECKING:
    import segno

TOOLS = ("pages/qr.py", "segno")
"""What decides how a code looks."""

QUIET = 4
"""Modules of white around a code, as ISO/IEC 18004 asks."""

DOT = 8
"""Pixels a module is wide in a picture. As a byte holds eight pixels of black or white, a module is a byte of a row."""

PIXELS = bytes([0xFF, 0x00])
"""A light and a dark module's pixels."""

LIKE_ABOVE = 2
"""What a row of a PNG begins with whose bytes are added to those of the row above."""

ANY_MASK = 2
"""Of the eight patterns that even out a code, one is taken for screens: every reader takes any, and trying
all eight for the evenest costs four times the rest. Paper gets the evenest."""


def coded(site: str, pages: Iterable[str], known: Table) -> dict[str, bytes]:
    """The code of each page of a site as PNG."""
    return {page: known.get(f"code {site}{page[1:]}", partial(for_screens, site + page[1:])) for page in pages}


@lru_cache(maxsize=4096)
def for_paper(address: str) -> tuple[str, int]:
    """A code as SVG without its border, which a sheet leaves white itself, and the modules it is wide."""
    made = _code(address)
    return made.svg_inline(border=0, dark="#000", light=None), int(made.symbol_size(border=0)[0])


def for_screens(address: str) -> bytes:
    """A code as PNG, its border in it, to show and to copy into letters.

    Written by hand: a picture of two colours whose rows come eight times each takes 20 lines and a tenth of the time
    that Pillow needs to make one dot by dot.
    """
    modules = _code(address, ANY_MASK).matrix
    width = len(modules) + 2 * QUIET
    side = bytes(QUIET)
    rows = [bytes(width)] * QUIET + [side + bytes(row) + side for row in modules] + [bytes(width)] * QUIET
    again = (bytes([LIKE_ABOVE]) + bytes(width)) * (DOT - 1)
    lines = b"".join(b"\0" + row.translate(LIGHT_AND_DARK) + again for row in rows)
    size = (width * DOT).to_bytes(4)
    head = _chunk(b"IHDR", size + size + bytes([1, 0, 0, 0, 0]))  # one bit a pixel, in grey
    return b"\x89PNG\r\n\x1a\n" + head + _chunk(b"IDAT", zlib.compress(lines)) + _chunk(b"IEND", b"")


LIGHT_AND_DARK = PIXELS + bytes(254)
"""What becomes of each byte of a row of modules."""


def _chunk(name: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4) + name + content + zlib.crc32(name + content).to_bytes(4)


def _code(address: str, mask: int | None = None) -> "segno.QRCode":
    """A code that may lose 15 of 100 modules (M), or more where that costs no size."""
    import segno  # needed only where a code is not in the store

    return segno.make_qr(address, error="m", boost_error=True, mask=mask)
