"""The page of each exercise, the list of all with its filters, and the pictures."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path

from exercise_handbook.library import addresses as at
from exercise_handbook.library.edition import Edition
from exercise_handbook.library.instructions import Instructions
from exercise_handbook.library.listing import Listing, listed
from exercise_handbook.library.plan_links import link_of_exercise
from exercise_handbook.library.wording import leading_sources
from exercise_handbook.pages.for_search_engines import described
from exercise_handbook.pages.output import Output, Renderer
from exercise_handbook.pages.templating import file, page
from exercise_handbook.pictures.picture_copies import developed

MOST_COLUMNS, MOST_ROWS = 3, 8
"""The largest table of purposes that fits on a phone: kinds are columns, areas are rows."""


def exercise_pages(library: Edition) -> Iterator[Output]:
    """One page per exercise."""
    for exercise in library.exercises.values():
        yield page("exercise.html", library, at.exercise(exercise.slug), _shown, exercise.slug)


def _shown(library: Edition, slug: str) -> dict[str, object]:
    exercise = library.exercises[slug]
    return {
        "exercise": exercise,
        "told": Instructions(exercise, exercise.dose, library),
        "sources": leading_sources(exercise, library),
        "described": partial(described, exercise, library),
        "follow": link_of_exercise(exercise),
    }


def exercise_index(library: Edition) -> Iterator[Output]:
    """The list of all exercises, with filters; by letter if they are many."""
    for number, leaf in enumerate(library.once(_listing).leaves):
        yield page("exercises.html", library, leaf.address, _listed, str(number))


def _listing(library: Edition) -> Listing:
    return listed(library.exercises.values(), at.EXERCISES, more=f"{at.EXERCISES}list/")


def _listed(library: Edition, number: str) -> dict[str, object]:
    listing = library.once(_listing)
    shown = {"listing": listing, "leaf": listing.leaves[int(number)]}
    return {**shown, **used(library), "table": purpose_table(library)}


def used(library: Edition) -> dict[str, object]:
    """The kinds and areas that some exercise serves."""
    return {"kinds": library.kinds_used, "areas": library.areas_used}


@dataclass(frozen=True)
class PurposeTable:
    """How many exercises serve each kind and area; "" is any."""

    kinds: list[str]
    areas: list[str]
    counts: Mapping[tuple[str, str], int]


def purpose_table(library: Edition) -> PurposeTable | None:
    """The table of purposes to choose from; None if it is too large for a phone, or too small to be of use."""
    kinds, areas = library.kinds_used, library.areas_used
    if not (1 < len(kinds) <= MOST_COLUMNS and 1 < len(areas) <= MOST_ROWS):
        return None
    counts: Counter[tuple[str, str]] = Counter()
    for exercise in library.exercises.values():
        counts.update({pair for goal in exercise.goals for pair in product((goal[0], ""), (goal[1], ""))})
    return PurposeTable(kinds, areas, counts)


def filters(library: Edition) -> Iterator[Output]:
    """The styles by which the filters work without scripts."""
    yield file("filters.css", "filters.css", library, used)


def figure_files(library: Edition) -> Iterator[Output]:
    """Every picture that the data name, and its copies in other sizes."""
    for name, picture in library.pictures_named.items():
        copies = library.copies.get(name)
        if copies:
            yield from (Output(f"figures/{copy.address}", Path(copy.file)) for copy in copies)
        else:
            yield Output(f"figures/{name}", developed(picture)[name][2] if picture.digest else picture.path)


RENDERERS: tuple[Renderer, ...] = (exercise_index, filters, exercise_pages, figure_files)
