"""Weight: what a first visit sends, what keeps it from being painted, what shifts, and what search costs."""

from collections.abc import Iterator, Sequence
from contextlib import suppress

from playwright.sync_api import Page, Route, TimeoutError

from audit.depth import Depth
from audit.findings import Failure, Look
from audit.reader import PHONE, Reader, Seen, View, be_quiet, bring, look, own_answers
from audit.serving import Answer

BYTES = 50_000
"""The most that a first visit may send, compressed, with two pictures."""

MORE_BYTES = 43_000
"""What an application may send more: a tool is worked with for a while."""

PICTURES = (".avif", ".jpg", ".jpeg", ".png", ".svg", ".webp")

REQUESTS = 8
SEARCH_BYTES = 10_000
"""The most of scripts that opening the search may send, compressed."""


def weight(reader: Reader, at: str, depth: Depth) -> Iterator[Look]:
    """A first visit is light, is painted after one stylesheet, and does not shift; search comes when it is opened."""
    for width in (PHONE, 1280) if depth == Depth.MATRIX else (PHONE,):
        opened = reader.opened(at, View(width=width))
        most = BYTES + MORE_BYTES * reader.site.is_application(at)
        shifts = shifting(reader, at, width) if depth else ()
        found = (*too_heavy(counted(opened.sent), most), *blocking(opened.page), *shifts)
        yield Look(at, f"first visit at {width}", found)
    if depth and "search" in reader.states(at, View()):
        yield Look(at, "search", tuple(search(reader, at)))


def counted(sent: Sequence[Answer]) -> list[Answer]:
    """All that was sent, but of pictures the heaviest two: a page with more is a list, as long as what it lists."""
    pictures = sorted((one for one in sent if one.at.endswith(PICTURES)), key=lambda one: -one.sent)
    return [one for one in sent if one not in pictures[2:]]


def too_heavy(sent: list[Answer], most: int) -> Iterator[Failure]:
    """Too many bytes, or too many requests."""
    total = sum(answer.sent for answer in sent)
    if total > most:
        heaviest = max(sent, key=lambda answer: answer.sent)
        yield Failure(heaviest.at, f"a first visit sends {total:,} bytes, {most:,} are the most; this is the heaviest")
    if len(sent) > REQUESTS:
        yield Failure(sent[-1].at, f"a first visit makes {len(sent)} requests, {REQUESTS} are the most")


def blocking(page: Page) -> Iterator[Failure]:
    """What the first paint waits for, beside one stylesheet."""
    found = look(page, "blocking")
    assert isinstance(found, dict)
    for style in found["styles"][1:]:
        yield Failure(style, "is a second stylesheet that the first paint waits for: join it with the first")
    for script in found["scripts"]:
        yield Failure(script, "is a script that the first paint waits for: load it with type=module or defer")


def shifting(reader: Reader, at: str, width: int) -> Iterator[Failure]:
    """What shifts when all that the first paint does not wait for comes after it."""
    with reader.visit(at, View(width=width), in_turn) as page:
        be_quiet(page)
        found = look(page, "shifts")
    for node in dict.fromkeys(found if isinstance(found, list) else ()):
        yield Failure(node, "shifts while the page loads: give what comes late its size")


TURNS = {"stylesheet": "() => document.readyState !== 'loading'"}
"""When a request of a page is answered, by what it is for; any other once something has been painted.

Else chance decides what is seen to shift: a busy browser paints half a page, and a quick one has its scripts before it
paints at all.
"""

PAINTED = "() => performance.getEntriesByType('paint').length > 0"
TURN = 5_000
"""Milliseconds until one is answered at any rate: the first paint waits for it, or there is none."""


def in_turn(page: Page) -> None:
    """Let a page be read whole, then painted, and only then be given its scripts and pictures."""

    def answer(route: Route) -> None:
        if not route.request.is_navigation_request():
            with suppress(TimeoutError):
                page.wait_for_function(TURNS.get(route.request.resource_type, PAINTED), polling=10, timeout=TURN)
        route.continue_()

    page.route("**/*", answer)


def search(reader: Reader, at: str) -> Iterator[Failure]:
    """The scripts that opening the search sends."""
    seen = Seen()
    with reader.visit(at, View(), seen.listen) as page:
        be_quiet(page)
        start, asked = len(reader.server.answers), len(seen.asked)
        unreached = bring(page, "search")
        be_quiet(page)
    sent = own_answers(reader.server.answers[start:], seen.asked[asked:])
    scripts = [answer for answer in sent if answer.at.endswith((".js", ".mjs"))]
    total = sum(answer.sent for answer in scripts)
    yield from unreached
    if not scripts:
        yield Failure("script", "search is fetched before it is opened: import it when its button is pressed")
    if total > SEARCH_BYTES:
        yield Failure(scripts[-1].at, f"opening search sends {total:,} bytes of scripts, {SEARCH_BYTES:,} are the most")
