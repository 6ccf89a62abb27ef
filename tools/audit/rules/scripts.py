"""Without scripts: a page is whole."""

from collections.abc import Iterator

from audit.depth import Depth
from audit.findings import Look
from audit.reader import PHONE, Reader, View, failures, look


def without_scripts(reader: Reader, at: str, depth: Depth) -> Iterator[Look]:
    """Without scripts text, navigation, pictures and links are there, and nothing that does nothing."""
    for width in (PHONE, 1280) if depth == Depth.MATRIX else (PHONE,):
        links = look(reader.opened(at, View(width=width)).page, "links")
        with reader.visit(at, View(width=width, scripts=False)) as page:
            yield Look(at, str(width), tuple(failures(look(page, "without_scripts", links))))
