"""What the search looks through, fetched when a reader opens it."""

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import chain

from exercise_handbook.library.library import Library
from exercise_handbook.library.model import Exercise, Routine, Term
from exercise_handbook.library.wording import ReviewState, review_state, routine_areas
from exercise_handbook.pages.output import Output
from exercise_handbook.pages.templating import fill, when_asked


def search_rows(library: Library) -> Iterator[Output]:
    """One row a page: its address and names, and by number the texts it shares with others: purposes, positions."""
    yield Output("search-rows.js", when_asked(partial(_rows, library)))


def _rows(library: Library) -> str:
    texts = {slug: exercise_texts(exercise, library) for slug, exercise in library.exercises.items()}
    texts |= {slug: [routine_text(routine, library)] for slug, routine in library.routines.items()}
    numbers = {text: number for number, text in enumerate(dict.fromkeys(chain.from_iterable(texts.values())))}
    shared = {slug: [numbers[text] for text in said] for slug, said in texts.items()}
    reviews = {one.slug: _review(one, library) for one in library.routines.values()}
    return fill("search-rows.js", library, "/", texts=list(numbers), shared=shared, reviews=reviews)


def _review(routine: Routine, library: Library) -> ReviewState:
    return review_state([library.exercises[part.exercise] for part in routine.exercises], library.publication)


def exercise_texts(exercise: Exercise, library: Library) -> list[str]:
    """What an exercise does, to what, and how one lies, each with the names that readers give it."""
    terms = library.vocabulary
    areas = dict.fromkeys(area for _, area in exercise.goals)
    return [
        *(_names(terms.kinds, kind) for kind in exercise.purposes),
        *(_names(terms.areas, area) for area in areas),
        _names(terms.positions, exercise.position),
    ]


def _names(terms: Mapping[str, Term], slug: str) -> str:
    return ", ".join([terms[slug].name, *terms[slug].also_called])


def routine_text(routine: Routine, library: Library) -> str:
    """What a routine is and what it is for."""
    return f"{', '.join(routine_areas(routine, library))}. {routine.in_short}"
