"""The index of purposes; in a long library also a page for each."""

from collections.abc import Iterator

from exercise_handbook.library import addresses as at
from exercise_handbook.library.edition import Edition
from exercise_handbook.library.listing import Listing, listed
from exercise_handbook.pages.output import Output, Renderer
from exercise_handbook.pages.outputs.exercises import used
from exercise_handbook.pages.templating import page


def purpose_index(library: Edition) -> Iterator[Output]:
    """A table of kinds and areas; in a short library also each purpose with its exercises."""
    yield page("purposes.html", library, at.PURPOSES, used)


def purpose_pages(library: Edition) -> Iterator[Output]:
    """The exercises of each purpose of a long library."""
    for kind, area in library.purposes() if library.is_long else ():
        for number, leaf in enumerate(library.once(_listing, kind, area).leaves):
            yield page("purpose.html", library, leaf.address, _listed, kind, area, str(number))


def _listing(library: Edition, kind: str, area: str) -> Listing:
    return listed(library.exercises_for(kind, area), library.purpose_address(kind, area))


def _listed(library: Edition, kind: str, area: str, number: str) -> dict[str, object]:
    listing = library.once(_listing, kind, area)
    return {"kind": kind, "area": area, "listing": listing, "leaf": listing.leaves[int(number)]}


RENDERERS: tuple[Renderer, ...] = (purpose_index, purpose_pages)
