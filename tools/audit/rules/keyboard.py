"""Keyboard: all that takes the focus is reached, in order, seen, and left again; layers close with Escape."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from playwright.sync_api import Error, Locator, Page

from audit.depth import Depth
from audit.findings import Failure, Look
from audit.reader import PATIENCE, PHONE, Reader, View, Way, be_quiet, bring, controls, failures, look, way


def keyboard(reader: Reader, at: str, depth: Depth) -> Iterator[Look]:
    """With the keyboard alone everything is reached in order, seen, and left; what opens, Escape closes."""
    for view in keyboard_views(depth):
        for state in reader.states(at, view):
            with reader.visit(at, view) as page:
                yield Look(at, str(replace(view, state=state)), (*bring(page, state), *walk(page)))
            with reader.visit(at, view) as page:
                if (chosen := way(page, state) if state != "plain" else None) and chosen.escape:
                    yield Look(at, f"{replace(view, state=state)}, Escape", tuple(opened_and_closed(page, chosen)))


def keyboard_views(depth: Depth) -> list[View]:
    """Narrow, wide, and narrow in forced colours, where shadows are not drawn."""
    wide = [View(width=1280), View(forced=True)] if depth == Depth.MATRIX else []
    return [View(width=PHONE), *wide] if depth else []


def walk(page: Page) -> list[Failure]:
    """Press Tab until the page is left; what was passed over, out of order or unseen."""
    be_quiet(page)  # what comes late has stops of its own
    stops = look(page, "tab_stops")
    names = [str(stop) for stop in stops] if isinstance(stops, list) else []
    reached, wrong = steps(page, len(names))
    missed = [Failure(name, "Tab never gets here") for number, name in enumerate(names) if number not in reached]
    return [*dict.fromkeys(wrong), *trapped(names, reached), *missed, *out_of_order(names, reached)]


def steps(page: Page, number: int) -> tuple[list[int | None], list[Failure]]:
    """The stops that so many presses of Tab lead to, None for what is no stop, and what is wrong with each."""
    reached: list[int | None] = []
    wrong: list[Failure] = []
    for _ in range(number + 3):
        page.keyboard.press("Tab")
        found = look(page, "tab_stop")
        assert isinstance(found, dict)
        wrong += failures(found["wrong"])
        reached.append(found["stop"])
    return reached, wrong


def trapped(names: list[str], reached: list[int | None]) -> list[Failure]:
    """The stop that Tab ended at and did not leave."""
    stop = reached[-1]
    if stop is None or reached[-2:] != [stop, stop] or len(names) == 1:
        return []
    return [Failure(names[stop], "Tab does not leave it: let its keys pass")]


def out_of_order(names: list[str], reached: list[int | None]) -> list[Failure]:
    """Stops that come after one that stands below them; to begin in the middle and go round once is in order."""
    stops = list(dict.fromkeys(stop for stop in reached if stop is not None))
    back = [after for before, after in pairwise(stops) if after < before]
    around = stops[:1] > [0] and back[:1] == [0] and max(stops[stops.index(0) :]) < stops[0]
    return [Failure(names[stop], "Tab comes here after what stands below it") for stop in back[around:]]


def opened_and_closed(page: Page, way: Way) -> Iterator[Failure]:
    """Open a layer with Enter and close it with Escape."""
    opener = controls(page, way)[0]
    inside = page.locator(way.into or way.shows).first
    opener.focus()
    page.keyboard.press("Enter")
    try:
        inside.wait_for(timeout=PATIENCE)
    except Error:
        yield Failure(way.press, "Enter does not open it: make it a button")
        return
    yield from closed(page, way, inside)
    if not opener.evaluate(HAS_THE_FOCUS, PATIENCE):
        yield Failure(way.press, "does not get the focus back after Escape")


HAS_THE_FOCUS = """async (opener, most) => {
  const end = performance.now() + most;
  while (opener !== document.activeElement && performance.now() < end) await new Promise((go) => setTimeout(go, 20));
  return opener === document.activeElement;
}"""
"""A browser may tell a page a moment later that a layer was closed."""


def closed(page: Page, way: Way, inside: Locator) -> Iterator[Failure]:
    """Close it with Escape."""
    page.keyboard.press("Escape")
    try:
        inside.wait_for(state="hidden", timeout=PATIENCE)
    except Error:
        yield Failure(way.press, "Escape does not close what it opens")
