"""QR codes of addresses, for paper and for screens."""

import zlib
from collections.abc import Iterable
from functools import lru_cache, partial
from math import isqrt
from typing import TYPE_CHECKING, Any

from exercise_handbook.cache import Table
from exercise_handbook.forking import made_of_each

if TYPE_CHECKING:
    import zxingcpp

TOOLS = ("pages/qr.py", "zxing-cpp")
"""What decides how a code looks."""

QUIET = 4
"""Modules of white around a code, as ISO/IEC 18004 asks."""

DOT = 8
"""Pixels a module is wide in a picture. As a byte holds eight pixels of black or white, a module is a byte of a row."""

LIGHT = b"\xff"
"""A light module's pixels. The library gives such a byte for it, and 0 for a dark one."""

LIKE_ABOVE = 2
"""What a row of a PNG begins with whose bytes are added to those of the row above."""

PACKED = 4
"""How hard zlib tries, of 9: its usual 6 would save 60 bytes a code and take twice as long."""

STRONGEST_FIRST = "HQM"
"""How much of a code may be lost: 30, 25 and 15 of 100 modules."""


def coded(site: str, pages: Iterable[str], known: Table) -> dict[str, bytes]:
    """The code of each page of a site as PNG."""
    addresses = {page: f"{site}{page[1:]}" for page in pages}
    new = [address for address in addresses.values() if not known.has(f"code {address}")]
    made = dict(zip(new, made_of_each(for_screens, new), strict=True))
    return {page: known.get(f"code {address}", partial(made.get, address)) for page, address in addresses.items()}


@lru_cache(maxsize=4096)
def for_paper(address: str) -> tuple[str, int]:
    """A code as SVG without its border, which a sheet leaves white itself, and the modules it is wide.

    It may lose 15 of 100 modules, or more where that costs no size: paper is folded and copied.
    """
    codes = [_code(address, level) for level in STRONGEST_FIRST]
    smallest = min(codes, key=lambda code: len(_modules(code)))
    return smallest.to_svg(add_quiet_zones=False), len(_rows(_modules(smallest)))


def for_screens(address: str) -> bytes:
    """A code as PNG, its border in it, to show and to copy into letters.

    Written by hand: a picture of two colours whose rows come eight times each takes 20 lines and a tenth of the time
    that Pillow needs to make one dot by dot.
    """
    modules = _rows(_modules(_code(address, "M")))
    width = len(modules) + 2 * QUIET
    above, side = [LIGHT * width] * QUIET, LIGHT * QUIET
    again = (bytes([LIKE_ABOVE]) + bytes(width)) * (DOT - 1)
    lines = b"".join(b"\0" + row + again for row in [*above, *(side + row + side for row in modules), *above])
    size = (width * DOT).to_bytes(4)
    head = _chunk(b"IHDR", size + size + bytes([1, 0, 0, 0, 0]))  # one bit a pixel, in grey
    return b"\x89PNG\r\n\x1a\n" + head + _chunk(b"IDAT", zlib.compress(lines, PACKED)) + _chunk(b"IEND", b"")


def _chunk(name: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4) + name + content + zlib.crc32(name + content).to_bytes(4)


def _code(address: str, level: str) -> "zxingcpp.Barcode":
    import zxingcpp  # needed only where a code is not in the store

    return zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level=level)


def _modules(code: "zxingcpp.Barcode") -> bytes:
    """Every module, a byte each, row by row."""
    picture: Any = code.to_image(add_quiet_zones=False)  # a buffer, though its types do not say so
    return bytes(memoryview(picture))


def _rows(modules: bytes) -> list[bytes]:
    width = isqrt(len(modules))
    return [modules[start : start + width] for start in range(0, len(modules), width)]
