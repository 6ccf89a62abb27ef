"""The one table of pages and addresses: where each page lies, what it is called, and where it is linked from.

Menu, footer, search, sitemap, ledger and tests read it. A page that exists once is a line in `site_pages`; a kind of
page with many, such as that of an exercise, is a function and a line in `pages_of_entries`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exercise_handbook.labels.say import Say
from exercise_handbook.library.model.files import Paper

if TYPE_CHECKING:
    from exercise_handbook.library.library import Library

HOME = "/"
EXERCISES = "/exercises/"
PURPOSES = "/purposes/"
ROUTINES = "/routines/"
PRINT = "/print/"
SAFETY = "/safety/"
FLOOR = "/floor/"
CLINICIANS = "/clinicians/"
ABOUT = "/about/"
SOURCES = "/sources/"
PLAN = "/plan/"
PHONE = "/offline/"
API = "/api/"

MADE = (HOME, EXERCISES, PURPOSES, ROUTINES, PRINT, SAFETY, FLOOR, CLINICIANS, ABOUT, SOURCES, PLAN, PHONE, API)
"""The addresses of generated pages, in one library or another: no hand-written page may have these."""

DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
"""The names of devices on Windows, where no file or folder of a checkout or a site can have them."""

MISTAKES = f"{ABOUT}#mistakes"
"""Where readers learn how to report a mistake."""


def is_a_device(name: str) -> bool:
    """Whether a name is that of a device on Windows, with any extension."""
    return name.partition(".")[0].lower() in DEVICES


def exercise(slug: str) -> str:
    """The page of an exercise: /exercises/hip-lift/."""
    return f"{EXERCISES}{slug}/"


def routine(slug: str) -> str:
    """The page of a routine: /routines/ten-minutes/."""
    return f"{ROUTINES}{slug}/"


def written(slug: str) -> str:
    """A hand-written page: /evidence/."""
    return f"/{slug}/"


def purpose(kind: str, area: str) -> str:
    """A purpose, as its sheets and the ledger know it in a library of any size: /purposes/#stretch-hips."""
    return f"{PURPOSES}#{kind}-{area}"


def handout(page: str, paper: Paper) -> str:
    """Where the handout of a page lies: /exercises/hip-lift/hip-lift-a4.pdf, /purposes/stretch-hips-a4.pdf."""
    home, _, fragment = page.partition("#")
    return f"{home}{fragment or home.split('/')[-2]}-{paper}.pdf"


def handout_beside(page: str, language: str, paper: Paper) -> str:
    """Where the handout of a page in two languages lies: /safety/safety-en-a4.pdf."""
    home, _, ending = handout(page, paper).rpartition(f"-{paper}")
    return f"{home}-{language.partition('-')[0]}-{paper}{ending}"


def qr(page: str) -> str:
    """Where the QR code of a page lies: /exercises/hip-lift/hip-lift-qr.png."""
    return f"{page}{page.split('/')[-2]}-qr.png"


def pages_of_entries(library: "Library") -> Iterator[str]:
    """The pages of exercises, routines and purposes, and those written by hand."""
    yield from map(exercise, library.exercises)
    yield from map(routine, library.routines)
    yield from map(written, library.publication.pages)
    for kind, area in library.purposes():
        yield purpose(kind, area)
        yield library.purpose_address(kind, area)


@dataclass(frozen=True)
class SitePage:
    """A page that exists once: its name, and where it is linked from."""

    address: str
    name: str

    link: str = ""
    """Its name in the menu or the footer, if that is another."""

    in_menu: bool = False
    in_footer: bool = False

    about: str = ""
    """The line below its name in search results."""

    also: str = ""
    """More words to find it by. A page with neither these nor a line about it is not in the search."""

    @property
    def is_searched(self) -> bool:
        """Whether the search finds it."""
        return bool(self.about or self.also)


def site_pages(library: "Library", say: Say) -> Iterator[SitePage]:
    """Each page that exists once, in the order of menu and footer."""
    yield SitePage(HOME, library.publication.name)
    yield SitePage(
        PURPOSES,
        say("exercises_by_purpose"),
        about=say("search_purposes"),
        also=say("search_purposes_words"),
    )
    yield from _menu(library, say)
    for slug, page in library.pages.items():
        words = page.title if library.translation else slug.replace("-", " ")
        yield SitePage(written(slug), page.title, in_footer=True, also=words)
    yield from _footer(library, say)


def _menu(library: "Library", say: Say) -> Iterator[SitePage]:
    yield SitePage(EXERCISES, say("all_exercises"), say("menu_exercises"), in_menu=True)
    if library.routines:
        yield SitePage(ROUTINES, say("routines"), say("menu_routines"), in_menu=True)
    yield SitePage(PRINT, say("print"), in_menu=True, about=say("search_print"), also=say("search_print_words"))
    words = ", ".join(library.safety.also_called)
    yield SitePage(SAFETY, say("safety"), say("menu_safety"), in_menu=True, about=say("safety_in_short"), also=words)


def _footer(library: "Library", say: Say) -> Iterator[SitePage]:
    if floor := library.safety.floor:
        words = ", ".join(floor.also_called)
        yield SitePage(FLOOR, say("floor"), say("footer_floor"), in_footer=True, about=say("search_floor"), also=words)
    words = say("search_plan_words")
    yield SitePage(PLAN, say("plan_make"), in_footer=True, about=say("plan_about"), also=words)
    yield SitePage(
        PHONE, say("phone_heading"), in_footer=True, about=say("phone_about"), also=say("search_phone_words")
    )
    words = say("search_clinicians_words")
    yield SitePage(CLINICIANS, say("for_clinicians"), in_footer=True, about=say("search_clinicians"), also=words)
    words = say("search_about_words")
    yield SitePage(
        ABOUT,
        say("about_this_site"),
        say("footer_about"),
        in_footer=True,
        about=say("search_about"),
        also=words,
    )
    if library.has_provenance:
        words = say("search_sources_words")
        yield SitePage(SOURCES, say("sources_and_changes"), in_footer=True, about=say("search_sources"), also=words)
    yield SitePage(API, say("data_heading"), in_footer=True)
