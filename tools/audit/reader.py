"""A reader with a browser: opens a site's pages as asked and brings them into a state."""

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from time import monotonic
from typing import Literal, NamedTuple
from urllib.parse import unquote, urlsplit
from weakref import WeakKeyDictionary

import yaml
from playwright.sync_api import Browser, Error, Locator, Page, Request, sync_playwright

from audit.findings import Failure
from audit.serving import Answer, Server, served
from audit.site import Site

HERE = Path(__file__).parent
WIDTHS = (320, 390, 768, 1280, 1920)
"""The widths of windows, in CSS pixels; 320 is 1280 at 400 %."""

PHONE = 390
HEIGHT = 844
PATIENCE = 15_000
"""Milliseconds until a state that does not come is given up: a machine may have other work to do."""


class Way(NamedTuple):
    """How a state is reached on one sort of site: see states.yaml."""

    press: str
    shows: str
    each: bool = False
    into: str = ""
    words: str = ""
    escape: bool = False


STATES: dict[str, list[Way]] = {
    state: [Way(**way) for way in ways]
    for state, ways in yaml.safe_load((HERE / "states.yaml").read_text(encoding="utf-8")).items()
}


@dataclass(frozen=True)
class View:
    """How a page is looked at."""

    scheme: Literal["light", "dark"] = "light"
    width: int = PHONE
    state: str = "plain"
    forced: bool = False
    scripts: bool = True

    def __str__(self) -> str:
        more = ["forced colours"] * self.forced + ["no scripts"] * (not self.scripts)
        return " ".join([self.scheme, str(self.width), self.state, *more])


QUIET = 500
"""Milliseconds without a request after which a page is taken to have all that it wants."""

IN_FLIGHT: WeakKeyDictionary[Page, set[Request]] = WeakKeyDictionary()
"""The requests of each page that were not answered yet."""


@dataclass
class Seen:
    """What a browser told while a page was open: requests by address, and complaints."""

    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        """Note every request and complaint of a page."""
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on(
            "console", lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None
        )


@dataclass(frozen=True)
class Opened:
    """A page that was brought into a state, and what it took until nothing more came."""

    page: Page
    unreached: tuple[Failure, ...]
    """What failed if the state did not come."""

    asked: tuple[str, ...]
    complaints: tuple[str, ...]
    sent: tuple[Answer, ...]


@dataclass(frozen=True)
class Reader:
    """A browser, and the site it is given."""

    site: Site
    server: Server
    browser: Browser
    once: bool = False
    """Whether a state is looked at only on the first page that has it, in each view; "plain" is on all."""

    known: dict[tuple[str, View], list[str]] = field(default_factory=dict, compare=False)
    """The states of each page and view that was asked for."""

    kept: dict[tuple[str, View], Opened] = field(default_factory=dict, compare=False)
    """The page that was looked at last, in each state: the next rule looks at the same."""

    open: ExitStack = field(default_factory=ExitStack, compare=False)
    """Closes what is kept."""

    @contextmanager
    def visit(self, at: str, view: View = View(), prepare: Callable[[Page], None] | None = None) -> Iterator[Page]:
        """A page opened by somebody new, loaded, before it is brought into any state."""
        context = self.browser.new_context(
            viewport={"width": view.width, "height": HEIGHT},
            color_scheme=view.scheme,
            reduced_motion="reduce",
            forced_colors="active" if view.forced else "none",
            java_script_enabled=view.scripts,
        )
        context.set_default_timeout(PATIENCE)
        context.set_default_navigation_timeout(5 * PATIENCE)
        page = context.new_page()
        count_requests(page)
        if prepare:
            prepare(page)
        page.goto(self.server.address + at)
        yield page
        context.close()

    def opened(self, at: str, view: View) -> Opened:
        """A page in a view, for rules that look and change nothing: all are given the same one.

        What differs in its colours alone is no other page. To open costs a third of a second, most of what many a rule
        takes.
        """
        key = at, replace(view, scheme="light")
        if key not in self.kept:
            if any(other != at for other, _ in self.kept):
                self.close()
            self.kept[key] = self._opened(*key)
        opened = self.kept[key]
        opened.page.emulate_media(color_scheme=view.scheme)
        settle(opened.page)
        return opened

    def _opened(self, at: str, view: View) -> Opened:
        start, seen = len(self.server.answers), Seen()
        page = self.open.enter_context(self.visit(at, view, seen.listen))
        unreached = bring(page, view.state)
        be_quiet(page)
        sent = own_answers(self.server.answers[start:], seen.asked)
        return Opened(page, tuple(unreached), tuple(seen.asked), tuple(seen.complaints), tuple(sent))

    def close(self) -> None:
        """Close the pages that are kept."""
        self.kept.clear()
        self.open.close()

    def states(self, at: str, view: View) -> list[str]:
        """The states that this page has when looked at so; "plain" is the first."""
        key = at, replace(view, scheme="light", state="plain")
        if key not in self.known:
            told = {state for (_, of), states in self.known.items() if self.once and of == key[1] for state in states}
            page = self.opened(*key).page
            self.known[key] = ["plain", *(one for one in STATES if one not in told and way(page, one))]
        return self.known[key]

    def views(self, at: str, view: View) -> list[View]:
        """A view of each state that this page has."""
        return [replace(view, state=state) for state in self.states(at, view)]


def own_answers(answers: Iterable[Answer], asked: Iterable[str]) -> Iterator[Answer]:
    """Of the server's answers those to a page's own requests: others that are kept may still ask for something."""
    awaited = Counter(unquote(urlsplit(address).path) for address in asked)
    for answer in answers:
        if awaited[answer.at]:
            awaited[answer.at] -= 1
            yield answer


def way(page: Page, state: str) -> Way | None:
    """The way to a state on this page, if it has one."""
    return next((one for one in STATES[state] if controls(page, one)), None)


def controls(page: Page, way: Way) -> list[Locator]:
    """What a reader presses to get there."""
    visible = [one for one in page.locator(way.press).all() if one.is_visible()]
    return visible if way.each else visible[:1]


def bring(page: Page, state: str) -> list[Failure]:
    """Bring a page into a state; what failed if it does not come."""
    chosen = way(page, state) if state != "plain" else None
    try:
        if chosen:
            take(page, chosen)
    except Error:
        return [Failure(chosen.press if chosen else "", f"the {state} does not open: press it, and see why")]
    settle(page)
    return []


def take(page: Page, way: Way) -> None:
    """Press, type and wait."""
    for control in reversed(controls(page, way)):  # found by their number, and what is pressed may count no more
        control.click()
    if way.into:
        page.locator(way.into).press_sequentially(way.words)
    page.locator(way.shows).first.wait_for()


def count_requests(page: Page) -> None:
    """Note what a page asks for until it is answered."""
    asked = IN_FLIGHT[page] = set()
    page.on("request", lambda request: asked.add(request))
    page.on("requestfinished", lambda request: asked.discard(request))
    page.on("requestfailed", lambda request: asked.discard(request))


def be_quiet(page: Page) -> None:
    """Wait until a page asks for nothing any more. Playwright's own networkidle may never come on a busy machine."""
    end, quiet_since = monotonic() + PATIENCE / 1000, monotonic()
    while (now := monotonic()) < min(end, quiet_since + QUIET / 1000):
        page.wait_for_timeout(20)  # what the browser tells comes in meanwhile
        quiet_since = now if IN_FLIGHT[page] else quiet_since


def settle(page: Page) -> None:
    """Wait until what moves has come to its end, and what must be drawn is drawn."""
    look(page, "settle")


def resize(page: Page, width: int) -> None:
    """Give a page a window so wide, and wait until it is laid out in it."""
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.wait_for_function("(width) => innerWidth === width", arg=width)
    settle(page)


def look(page: Page, what: str, given: object = None) -> object:
    """What one of our scripts says of a page."""
    return page.evaluate(f"(given) => {{ {script('common')}\nreturn ({script(what)})(given); }}", given)


@cache
def script(name: str) -> str:
    """A script that is run in pages."""
    return (HERE / "in_the_page" / f"{name}.js").read_text(encoding="utf-8").strip().rstrip(";")


def failures(found: object) -> list[Failure]:
    """What a script found, a pair of selector and advice each."""
    return [Failure(*one) for one in found] if isinstance(found, list) else []


def chromium_program() -> str:
    """Where Debian's chromium is. Raises FileNotFoundError with the line that installs it.

    The one without windows comes first: it opens a page in 120 ms where the whole one takes 300.
    """
    for name in ("chromium-headless-shell", "chromium", "chromium-browser"):
        if program := shutil.which(name):
            return program
    raise FileNotFoundError("no browser: sudo apt-get install chromium-headless-shell fonts-liberation")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser. Raises FileNotFoundError with the line that installs one."""
    program = chromium_program()
    arguments = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    root = ["--no-sandbox"] if os.geteuid() == 0 else []  # root has no sandbox to run in
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=program, args=arguments + root)
        yield browser
        browser.close()


@contextmanager
def reading(folder: Path, browser: Browser, once: bool = False) -> Iterator[Reader]:
    """A reader of the site in this folder."""
    site = Site(folder)
    with served(site) as server:
        reader = Reader(site, server, browser, once)
        yield reader
        reader.close()
