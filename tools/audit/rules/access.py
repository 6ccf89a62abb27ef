"""Access: what axe finds with its strictest rules on, what is too small to press, what moves, what colours hide."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from audit.depth import Depth
from audit.findings import Failure, Look
from audit.reader import PHONE, WIDTHS, Reader, View, bring, failures, look, resize, settle

TAGS = (
    *("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag21aaa", "wcag22a", "wcag22aa", "wcag22aaa"),
    "best-practice",
)

OPTIONS = {
    "light": {"runOnly": list(TAGS), "resultTypes": ["violations"]},
    "dark": {"runOnly": ["cat.color"], "resultTypes": ["violations"]},
}
"""The same elements are there in dark, so that only their colours are looked at once more."""


def axe(reader: Reader, at: str, depth: Depth) -> Iterator[Look]:
    """axe finds nothing, with AAA and best practice on. It decides about a third of WCAG."""
    for view in axe_views(reader, at, depth):
        if depth == Depth.MATRIX:
            yield from at_each_width(reader, at, view)
        else:
            opened = reader.opened(at, view)
            yield Look(at, str(view), (*opened.unreached, *faults(opened.page, OPTIONS[view.scheme])))


def at_each_width(reader: Reader, at: str, view: View) -> Iterator[Look]:
    """What axe finds in a state as the window grows."""
    with reader.visit(at, view) as page:
        unreached = bring(page, view.state)
        for width in WIDTHS:
            resize(page, width)
            yield Look(at, str(replace(view, width=width)), (*unreached, *faults(page, OPTIONS[view.scheme])))


def axe_views(reader: Reader, at: str, depth: Depth) -> list[View]:
    """Light and dark at a glance; then each state too, in light; then in both."""
    light, dark = View("light"), View("dark")
    if depth == Depth.GLANCE:
        return [light, dark]
    return [*reader.views(at, light), *(reader.views(at, dark) if depth == Depth.MATRIX else [dark])]


CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}


def faults(page: Page, options: dict[str, Any]) -> list[Failure]:
    """What axe finds, a failure for each rule and element."""
    found = Axe().run(page, options=options).response["violations"]
    return [
        Failure(" ".join(map(str, node["target"])), f"{fault['id']}: {fault['help']}{measured(node)}")
        for fault in found
        for node in fault["nodes"]
    ]


def measured(node: dict[str, Any]) -> str:
    """The contrast of an element and what it needs, where that is what is wrong."""
    data = next((one["data"] for one in node.get("any", []) if one.get("data")), None)
    if not isinstance(data, dict) or not {"fgColor", "bgColor", "contrastRatio"} <= data.keys():
        return ""
    colours = f"{data['fgColor']} on {data['bgColor']}"
    return f" ({colours} is {data['contrastRatio']}, {data['expectedContrastRatio']} is needed)"


def targets(reader: Reader, at: str, depth: Depth) -> Iterator[Look]:
    """What is pressed is at least 44 px wide and high."""
    widths = (PHONE, 1280) if depth == Depth.MATRIX else (PHONE,)
    for width in widths if depth else ():
        for view in reader.views(at, View(width=width)):
            opened = reader.opened(at, view)
            yield Look(at, str(view), (*opened.unreached, *failures(look(opened.page, "targets"))))


def motion(reader: Reader, at: str, depth: Depth) -> Iterator[Look]:
    """Nothing moves by itself for a reader who asked for less motion."""
    for view in reader.views(at, View()) if depth else ():
        opened = reader.opened(at, view)
        yield Look(at, view.state, (*opened.unreached, *failures(look(opened.page, "motion"))))


def forced_colours(reader: Reader, at: str, depth: Depth) -> Iterator[Look]:
    """In forced colours each text can be read."""
    views = [View("dark", forced=True), View("light", forced=True)]
    for view in views[:depth]:
        with reader.visit(at, view) as page:
            settle(page)
            look(page, "forced_text")
            yield Look(at, str(view), tuple(faults(page, CONTRAST)))
