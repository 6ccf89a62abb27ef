"""Looks at finished PDFs as a printer lays them down, boxes on paper, and as a screen reader meets them, a tree."""

import io
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import NamedTuple

import pikepdf
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


def heading_faults(pdf: bytes) -> list[str]:
    """What is wrong with the headings of a PDF: none, not one at the top, a level left out, one without words."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        headings = [(int(role[2:]), one) for role, one in tagged(opened.Root.StructTreeRoot) if is_heading(role)]
        levels = [level for level, _ in headings]
        faults = [f"heading {number} has no words" for number, (_, one) in enumerate(headings, 1) if not marks(one)]
    faults += [f"a level {two} follows a level {one}" for one, two in pairwise(levels) if two > one + 1]
    return faults + ([] if levels.count(1) == 1 and levels[0] == 1 else [f"the levels are {levels}"])


def lists(pdf: bytes) -> list[int]:
    """How many items each list of a PDF has, in reading order, a label and a body in each."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = [one for role, one in tagged(opened.Root.StructTreeRoot) if role == "/L"]
        return [sum(1 for item in one.K if roles_in(item) == ["/Lbl", "/LBody"]) for one in found]


def roles_in(item: pikepdf.Object) -> list[str]:
    """The roles right inside an item of a list; none if it is something else."""
    return [str(part.S) for part in item.K] if str(item.S) == "/LI" else []


def is_heading(role: str) -> bool:
    """Whether a role is that of a heading of some level."""
    return role.startswith("/H") and role[2:].isdigit()


def tagged(node: pikepdf.Object) -> Iterator[tuple[str, pikepdf.Object]]:
    """Each element of a structure tree with its role, in reading order."""
    for inside in kids(node):
        if "/S" in inside:
            yield str(inside.S), inside
            yield from tagged(inside)


def kids(node: pikepdf.Object) -> list[pikepdf.Dictionary]:
    """What is right inside an element, without the numbers of marked content."""
    inside = node.get("/K", [])
    every = inside if isinstance(inside, pikepdf.Array) else [inside]
    return [one for one in every if isinstance(one, pikepdf.Dictionary)]


def marks(node: pikepdf.Object) -> bool:
    """Whether an element, or anything inside it, marks something on a page."""
    inside = node.get("/K", [])
    every = inside if isinstance(inside, pikepdf.Array) else [inside]
    return any(not isinstance(one, pikepdf.Dictionary) or "/MCID" in one or marks(one) for one in every)
