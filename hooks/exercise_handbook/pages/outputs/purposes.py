"""The index of what each exercise is for; in a long library also a page a purpose."""

from collections.abc import Iterator

from exercise_handbook.library import addresses as at
from exercise_handbook.library.edition import Edition
from exercise_handbook.library.listing import listed
from exercise_handbook.pages.output import Output, Renderer
from exercise_handbook.pages.templating import page


def purpose_index(library: Edition) -> Iterator[Output]:
    """A matrix of kinds and areas; in a short library also each purpose with its exercises."""
    yield page("purposes.html", library, at.PURPOSES, kinds=library.kinds_used, areas=library.areas_used)


def purpose_pages(library: Edition) -> Iterator[Output]:
    """The exercises of each purpose of a long library."""
    for kind, area in library.purposes() if library.is_long else ():
        listing = listed(library.exercises_for(kind, area), library.purpose_address(kind, area))
        for leaf in listing.leaves:
            yield page("purpose.html", library, leaf.address, kind=kind, area=area, listing=listing, leaf=leaf)


RENDERERS: tuple[Renderer, ...] = (purpose_index, purpose_pages)
