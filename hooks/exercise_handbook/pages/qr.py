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
"""What QR codes are made with."""

QUIET = 4
"""Width of the quiet zone around a code, in modules, as ISO/IEC 18004 requires."""

DOT = 8
"""Width of a module in a picture, in pixels. A byte holds eight black or white pixels, so a module is a byte."""

LIGHT = b"\xff"
"""The byte of a light module, as the library gives it; a dark one is 0."""

LIKE_ABOVE = 2
"""The PNG filter “up”: the bytes of a row are added to those of the row above."""

PACKED = 4
"""The zlib level: the usual 6 would save 60 bytes for each code and take twice as long."""

STRONGEST_FIRST = "HQM"
"""Levels of error correction: 30, 25 and 15 of 100 modules may be lost."""


def coded(site: str, pages: Iterable[str], known: Table) -> dict[str, bytes]:
    """The QR code of each page as PNG."""
    addresses = {page: f"{site}{page[1:]}" for page in pages}
    new = [address for address in addresses.values() if not known.has(f"code {address}")]
    made = dict(zip(new, made_of_each(for_screens, new), strict=True))
    return {page: known.get(f"code {address}", partial(made.get, address)) for page, address in addresses.items()}


@lru_cache(maxsize=4096)
def for_paper(address: str) -> tuple[str, int]:
    """A code as SVG, without the quiet zone that a sheet leaves itself; and its width in modules.

    15 of 100 modules may be lost, or more if that does not make it larger: paper is folded and copied.
    """
    codes = [_code(address, level) for level in STRONGEST_FIRST]
    smallest = min(codes, key=lambda code: len(_modules(code)))
    return smallest.to_svg(add_quiet_zones=False), len(_rows(_modules(smallest)))


def for_screens(address: str) -> bytes:
    """A code as PNG with its quiet zone, to show and to copy into letters.

    Written here, in 20 lines: two colours, and each row eight times, take a tenth of the time that Pillow needs.
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
    """The modules row by row, a byte each."""
    picture: Any = code.to_image(add_quiet_zones=False)  # a buffer, though its types do not say so
    return bytes(memoryview(picture))


def _rows(modules: bytes) -> list[bytes]:
    width = isqrt(len(modules))
    return [modules[start : start + width] for start in range(0, len(modules), width)]
