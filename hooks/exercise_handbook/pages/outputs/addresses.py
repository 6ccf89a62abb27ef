"""What keeps addresses working: pages at old addresses, the page for unknown ones, and lists of all."""

from collections.abc import Iterator

from exercise_handbook.library.edition import Edition
from exercise_handbook.library.library import HERE
from exercise_handbook.pages.output import Output, Recipe, Renderer
from exercise_handbook.pages.templating import file, fill_anywhere, page


def moved_pages(library: Edition) -> Iterator[Output]:
    """A redirect page for each address of the ledger that leads elsewhere now; fragments need none."""
    for address, target in library.addresses.items():
        if target != HERE and "#" not in address:
            yield page("moved.html", library, address, _moved, address)


def _moved(library: Edition, address: str) -> dict[str, object]:
    return {"target": library.addresses[address]}


def withheld_pages(library: Edition) -> Iterator[Output]:
    """For each page withheld in a language, one that redirects to the first language."""
    for address in library.translation.withheld if library.translation else ():
        yield page("withheld.html", library, address)


def not_found(library: Edition) -> Iterator[Output]:
    """The page that a server sends for unknown addresses."""
    yield Output("404.html", Recipe(_not_found, library))


def _not_found(library: Edition) -> str:
    return fill_anywhere("not_found.html", library, "/404.html")


def sitemap(library: Edition) -> Iterator[Output]:
    """The sitemap, for search engines."""
    yield file("sitemap.xml", "sitemap.xml", library, _there)


def _there(library: Edition) -> dict[str, object]:
    there = [(one, sorted(_pages(one))) for one in library.in_each_language if not _is_withheld(one)]
    return {"there": there}


def robots(library: Edition) -> Iterator[Output]:
    """robots.txt, which names the sitemap."""
    yield file("robots.txt", "robots.txt", library)


def _pages(library: Edition) -> Iterator[str]:
    return (address for address in library.page_addresses if "#" not in address)


def _is_withheld(library: Edition) -> bool:
    return library.translation is not None and library.translation.is_withheld


RENDERERS: tuple[Renderer, ...] = (moved_pages, not_found, sitemap, robots)
