"""The data of the search, fetched when a reader opens it."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from exercise_handbook.library import addresses as at
from exercise_handbook.library.edition import Edition
from exercise_handbook.library.model.exercises import Exercise, Figure
from exercise_handbook.library.model.routines import Routine
from exercise_handbook.library.model.vocabulary import Term
from exercise_handbook.library.wording import parts_of, review_state, routine_areas
from exercise_handbook.pages.output import Output, Recipe, Renderer
from exercise_handbook.pages.templating import fill

COLUMNS = ("at", "name", "plain", "also", "for", "review", "picture")


def search_rows(library: Edition) -> Iterator[Output]:
    """A row for each page: its address, its names, and the numbers of texts that it shares (purposes, positions)."""
    yield Output("search-rows.js", Recipe(_rows, library))


def _rows(library: Edition) -> str:
    texts = {slug: exercise_texts(exercise, library) for slug, exercise in library.exercises.items()}
    texts |= {slug: [routine_text(routine, library)] for slug, routine in library.routines.items()}
    numbers = {text: number for number, text in enumerate(dict.fromkeys(chain.from_iterable(texts.values())))}
    shared = {slug: [numbers[text] for text in said] for slug, said in texts.items()}
    rows = [
        *(_row_of_exercise(one, shared[one.slug], library) for one in library.exercises.values()),
        *(_row_of_routine(one, shared[one.slug], library) for one in library.routines_by_length),
        *(_row(one.address, one.name, one.about, one.also) for one in library.site_pages if one.is_searched),
    ]
    columns = {column: "\n".join(_line(row.get(column, "")) for row in rows) for column in COLUMNS}
    return fill("search-rows.js", library, "/", texts=list(numbers), columns=columns)


def _line(text: str) -> str:
    return " ".join(text.split())


def _row(address: str, name: str, plain: str, also: str, shared: Iterable[int] = (), **more: str) -> dict[str, str]:
    return {"at": address[1:], "name": name, "plain": plain, "also": also, "for": " ".join(map(str, shared)), **more}


def _row_of_exercise(one: Exercise, shared: Iterable[int], library: Edition) -> dict[str, str]:
    review = review_state([one], library).value
    also = ", ".join(one.also_called)
    more = {"review": review} | ({"picture": _thumbnail(one.emblem, library)} if one.emblem else {})
    return _row(at.exercise(one.slug), one.name, one.plain_name or "", also, shared, **more)


def _thumbnail(figure: Figure, library: Edition) -> str:
    """The picture of an exercise in lists; of a photograph, the narrowest copy."""
    copies = library.other_copies(figure.file) or library.copies.get(figure.file, ())
    return copies[0].address if copies else figure.file


def _row_of_routine(one: Routine, shared: Iterable[int], library: Edition) -> dict[str, str]:
    review = review_state(parts_of(one, library), library).value
    return _row(at.routine(one.slug), one.name, library.say("search_routine"), "", shared, review=review)


def exercise_texts(exercise: Exercise, library: Edition) -> list[str]:
    """The kinds, areas and position of an exercise, each with the other names that readers use."""
    terms = library.vocabulary
    areas = dict.fromkeys(area for _, area in exercise.goals)
    return [
        *(_names(terms.kinds, kind) for kind in exercise.purposes),
        *(_names(terms.areas, area) for area in areas),
        _names(terms.positions, exercise.position),
    ]


def _names(terms: Mapping[str, Term], slug: str) -> str:
    return ", ".join([terms[slug].name, *terms[slug].also_called])


def routine_text(routine: Routine, library: Edition) -> str:
    """The areas of a routine, and the routine in short."""
    return f"{', '.join(routine_areas(routine, library))}. {routine.in_short}"


RENDERERS: tuple[Renderer, ...] = (search_rows,)
