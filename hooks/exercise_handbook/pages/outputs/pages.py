"""The pages that exist once: home, safety, the floor, the sources, and about the library."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby

from exercise_handbook.library import addresses as at
from exercise_handbook.library.differences import no_longer_supported
from exercise_handbook.library.duration import routine_minutes
from exercise_handbook.library.edition import Edition
from exercise_handbook.library.listing import id_of, in_order, letter_of
from exercise_handbook.library.model.entry import Entry
from exercise_handbook.library.model.exercises import Exercise
from exercise_handbook.library.model.provenance import Source
from exercise_handbook.library.model.routines import Routine
from exercise_handbook.library.model.safety import Safety
from exercise_handbook.pages.output import Output, Renderer
from exercise_handbook.pages.templating import page


@dataclass(frozen=True)
class Use:
    """A page that cites a source: its address, its name if the data give one, and the fields."""

    address: str
    name: str
    fields: tuple[str, ...]
    before_a_change: frozenset[str] = frozenset()
    """The fields that this library has changed, so that the source no longer supports them."""


@dataclass
class Uses:
    """The pages that cite a source: how many, and those that are named."""

    count: int = 0
    named: list[Use] = field(default_factory=list)


@dataclass(frozen=True)
class Shelf:
    """Sources whose publishers begin with the same letter; a short list has all on one, without a letter."""

    letter: str
    id: str
    sources: tuple[tuple[str, Source], ...]


MOST_SHOWN = 8
"""The most drawings on the home page."""

MOST_NAMED = 20
"""The most pages named beside a source; others are only counted."""

FEW_SOURCES = 20
"""The most sources in the order of the data; more are sorted by their publishers."""


def home_page(library: Edition) -> Iterator[Output]:
    """What this site is, on one screen of a phone."""
    yield page("home.html", library, at.HOME, _at_home)


def _at_home(library: Edition) -> dict[str, object]:
    start = library.routines.get(library.publication.start_here or "")
    return {
        "start": start,
        "minutes": routine_minutes(start, library) if start else 0,
        "cover": library.cover,
        "shown": _of_each_position(library),
    }


def _of_each_position(library: Edition) -> list[Exercise]:
    """The first exercise with a picture in each position, then others up to the most, in the order of the library."""
    drawn = [exercise for exercise in library.exercises.values() if exercise.figures]
    firsts = {exercise.position: exercise.slug for exercise in reversed(drawn)}
    wanted = sorted(firsts.values(), key=list(library.exercises).index) + [exercise.slug for exercise in drawn]
    chosen = list(dict.fromkeys(wanted))[:MOST_SHOWN]
    return [exercise for exercise in drawn if exercise.slug in chosen]


def safety_page(library: Edition) -> Iterator[Output]:
    """When to get help, who should ask first, how much pain is all right, when to stop."""
    yield page("safety.html", library, at.SAFETY)


def floor_page(library: Edition) -> Iterator[Output]:
    """Getting down to the floor and up again; no page if no exercise needs it."""
    if library.safety.floor:
        yield page("floor.html", library, at.FLOOR)


def about_page(library: Edition) -> Iterator[Output]:
    """For whom it is, how it was made, who reviewed what, the licence, how to report a mistake."""
    yield page("about.html", library, at.ABOUT)


def sources_page(library: Edition) -> Iterator[Output]:
    """Where each fact comes from, how each source was read, and what cites it; no page without sources."""
    if library.has_provenance:
        yield page("sources.html", library, at.SOURCES, _cited)


def _cited(library: Edition) -> dict[str, object]:
    return {"uses": partial(uses, library), "shelves": shelves(library)}


def shelves(library: Edition) -> list[Shelf]:
    """The sources, sorted so that one can be looked up."""
    row = list(library.sources.items())
    if len(row) <= FEW_SOURCES:
        return [Shelf("", "", tuple(row))]
    row.sort(key=lambda item: (in_order(item[1].organisation), in_order(item[1].title)))
    letters = groupby(row, key=lambda item: letter_of(item[1].organisation))
    return [Shelf(letter, id_of(letter), tuple(members)) for letter, members in letters]


def uses(library: Edition) -> dict[str, Uses]:
    """The pages that cite each source, in the order of the site."""
    found: dict[str, Uses] = defaultdict(Uses)
    for address, name, entry in _citing(library):
        changed = _no_longer_supported(entry, library)
        fields: dict[str, list[str]] = defaultdict(list)
        for trail, slug in library.citations(entry):
            fields[slug].append(str(trail[0]))
        for slug, citing in fields.items():
            found[slug].count += 1
            if found[slug].count <= MOST_NAMED:
                before = frozenset(one for one in citing if one in changed and slug not in changed[one])
                found[slug].named.append(Use(address, name, tuple(dict.fromkeys(citing)), before))
    return found


def _no_longer_supported(entry: Entry, library: Edition) -> dict[str, set[str]]:
    if isinstance(entry, Exercise):
        return no_longer_supported(library, "exercises", entry.slug)
    if isinstance(entry, Routine):
        return no_longer_supported(library, "routines", entry.slug)
    return no_longer_supported(library, "safety") if isinstance(entry, Safety) else {}


def _citing(library: Edition) -> Iterator[tuple[str, str, Entry]]:
    for exercise in library.exercises.values():
        yield at.exercise(exercise.slug), exercise.name, exercise
    for routine in library.routines_by_length:
        yield at.routine(routine.slug), routine.name, routine
    if library.routines_file:
        yield f"{at.SOURCES}#timing", "", library.pace
    yield at.SAFETY, "", library.safety
    for position in library.vocabulary.positions.values():
        yield at.EXERCISES, position.name, position
    yield at.HOME, library.publication.name, library.publication
    yield f"{at.SOURCES}#changes", "", library.about
    for slug, written in library.pages.items():
        yield at.written(slug), written.title, written


RENDERERS: tuple[Renderer, ...] = (home_page, safety_page, floor_page, about_page, sources_page)
