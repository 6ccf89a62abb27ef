"""The page of each routine, to follow on a screen or to print, and the list of all."""

from collections.abc import Iterator

from exercise_handbook.library import addresses as at
from exercise_handbook.library.duration import routine_minutes
from exercise_handbook.library.edition import Edition
from exercise_handbook.library.instructions import instructions_of
from exercise_handbook.library.plan_links import link_of_routine
from exercise_handbook.pages.output import Output, Renderer
from exercise_handbook.pages.templating import page


def routine_index(library: Edition) -> Iterator[Output]:
    """The routines, the shortest first; no page if there are none."""
    if library.routines:
        yield page("routines.html", library, at.ROUTINES, _minutes)


def _minutes(library: Edition) -> dict[str, object]:
    return {"minutes": {one.slug: routine_minutes(one, library) for one in library.routines_by_length}}


def routine_pages(library: Edition) -> Iterator[Output]:
    """One page per routine, its exercises in full, so that it can be printed."""
    for routine in library.routines_by_length:
        yield page("routine.html", library, at.routine(routine.slug), _shown, routine.slug)


def _shown(library: Edition, slug: str) -> dict[str, object]:
    routine = library.routines[slug]
    parts = instructions_of(routine, library)
    return {
        "routine": routine,
        "parts": parts,
        "minutes": routine_minutes(routine, library),
        "on_the_floor": any(library.is_on_the_floor(part.exercise) for part in parts),
        "follow": link_of_routine(routine, library),
    }


RENDERERS: tuple[Renderer, ...] = (routine_index, routine_pages)
