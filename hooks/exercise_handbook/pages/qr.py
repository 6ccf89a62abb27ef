"""QR codes of addresses, for paper and for screens."""

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from exercise_handbook.cache import put

if TYPE_CHECKING:
    import segno

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


def coded(site: str, pages: Iterable[str], store: Path) -> dict[str, bytes]:
    """The code of each page of a site as PNG, those made that the site's file in the store does not hold."""
    tools = f"{version('segno')} {Path(__file__).read_text(encoding='utf-8')}"
    file = store / f"codes-{sha256((tools + site).encode()).hexdigest()[:16]}.json"
    known = _kept(file)
    codes = {page: known.get(page) or for_screens(site + page[1:]) for page in pages}
    if codes != known:
        with put(file) as target:
            target.write_text(json.dumps({page: b64encode(code).decode() for page, code in codes.items()}))
    return codes


def _kept(file: Path) -> dict[str, bytes]:
    try:
        return {page: b64decode(code) for page, code in json.loads(file.read_bytes()).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


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
