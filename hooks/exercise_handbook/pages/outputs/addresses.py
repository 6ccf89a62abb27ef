"""What keeps addresses good: pages for those that moved, for those that never were, and lists of all."""

from collections.abc import Iterator

from exercise_handbook.library.library import HERE, Library
from exercise_handbook.pages.output import Output
from exercise_handbook.pages.templating import fill, fill_anywhere, page


def moved_pages(library: Library) -> Iterator[Output]:
    """A page for each address of the ledger that leads elsewhere now; parts of pages need none."""
    for address, target in library.addresses.items():
        if target != HERE and "#" not in address:
            yield page("moved.html", library, address, target=target)


def not_found(library: Library) -> Iterator[Output]:
    """The page a server shows for an address that is not there."""
    yield Output("404.html", fill_anywhere("not_found.html", library, "/404.html"))


def sitemap(library: Library) -> Iterator[Output]:
    """Every page, for search engines."""
    addresses = sorted(address for address in library.page_addresses if "#" not in address)
    yield Output("sitemap.xml", fill("sitemap.xml", library, "/", addresses=addresses))


def robots(library: Library) -> Iterator[Output]:
    """Where the sitemap is."""
    yield Output("robots.txt", fill("robots.txt", library, "/"))
