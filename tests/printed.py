"""Looks at finished PDFs as a printer lays them down: boxes on paper."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw


class Box(NamedTuple):
    """Where something lies on a page, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def area(self) -> float:
        """Square points."""
        return (self.right - self.left) * (self.top - self.bottom)

    def under(self, other: "Box") -> float:
        """The square points that both cover."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.top, other.top) - max(self.bottom, other.bottom)
        return max(0.0, width) * max(0.0, height)


TOUCHING = 0.1
"""The share of the smaller of two texts from which on they lie over each other; accents touch the line above."""


def misprints(pdf: Path | bytes) -> list[str]:
    """Each page with text over other text, or with anything off the paper, and how much of it."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(pdf), start=1):
        over = sum(1 for one, other in combinations(texts_on(page), 2) if lie_over(one, other))
        off = sum(1 for box in boxes_on(page) if is_off(box, *page.get_size()))
        if over or off:
            found.append(f"page {number}: {over} texts over others, {off} things off the paper")
    return found


def texts_on(page: pypdfium2.PdfPage) -> list[Box]:
    """Each run of text."""
    return [*boxes_on(page, raw.FPDF_PAGEOBJ_TEXT)]


def boxes_on(page: pypdfium2.PdfPage, *kinds: int) -> Iterator[Box]:
    """Everything on a page, or everything of some kinds; not what a picture draws outside its own frame."""
    for thing in page.get_objects(filter=kinds or None, max_depth=1):
        if raw.FPDFClipPath_CountPaths(raw.FPDFPageObj_GetClipPath(thing)) <= 0:
            yield Box(*thing.get_bounds())


def lie_over(one: Box, other: Box) -> bool:
    """Whether one of two texts hides some of the other."""
    return one.under(other) > TOUCHING * min(one.area, other.area)


def is_off(box: Box, width: float, height: float) -> bool:
    """Whether a box leaves the paper, by more than half a line's width."""
    return box.left < -1 or box.bottom < -1 or box.right > width + 1 or box.top > height + 1
