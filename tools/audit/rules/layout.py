"""Layout: nothing lies sideways of the window or is cut off, whatever the reader brings."""

from collections.abc import Iterator

from audit.depth import Depth
from audit.findings import Look
from audit.reader import PHONE, WIDTHS, Reader, failures, look, resize

STRAINS = ("200 % text", "spaced text", "right to left")


def sideways(reader: Reader, at: str, depth: Depth) -> Iterator[Look]:
    """Nothing is sideways of the window or cut off: at each width, in large or spaced text, from right to left."""
    with reader.visit(at) as page:
        for width in WIDTHS if depth else WIDTHS[:1]:
            resize(page, width)
            yield Look(at, str(width), tuple(failures(look(page, "sideways"))))
        for width in (320, PHONE, 1280) if depth == Depth.MATRIX else (PHONE,) if depth else ():
            resize(page, width)
            for strain in STRAINS:
                found = failures(look(page, "strain", strain))
                yield Look(at, f"{width} {strain}", (*found, *failures(look(page, "sideways"))))
