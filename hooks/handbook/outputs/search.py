"""What the search looks through, fetched when a reader opens it."""

from collections.abc import Iterator

from handbook.library import Library
from handbook.model import Exercise, Routine
from handbook.output import Output
from handbook.templating import fill
from handbook.wording import ReviewState, review_state


def search_rows(library: Library) -> Iterator[Output]:
    """One row a page: its address, names and purposes."""
    purposes = {slug: purposes_in_words(exercise, library) for slug, exercise in library.exercises.items()}
    reviews = {one.slug: _review(one, library) for one in library.routines.values()}
    yield Output("search-rows.js", fill("search-rows.js", library, "/", purposes=purposes, reviews=reviews))


def _review(routine: Routine, library: Library) -> ReviewState:
    return review_state([library.exercises[part.exercise] for part in routine.exercises], library.publication)


def purposes_in_words(exercise: Exercise, library: Library) -> str:
    """What an exercise does to what, as the vocabulary says it: Stretch lower back, Strengthen tummy."""
    terms = library.vocabulary
    return ", ".join(f"{terms.kinds[kind].name} {terms.areas[area].name}" for kind, area in exercise.goals)
