"""Which handouts a library has, and what each is set from."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handbook.duration import Doing, dose_in, routine_minutes
from handbook.library import Library, handout_address
from handbook.model import PAPERS, Exercise, Handout, Routine
from handbook.problems import Trail
from handbook.templating import fill, in_full
from handbook.typesetting import Job

ROUTINE_PAGES = 2
"""A routine takes both sides of one sheet at most."""


def promised(library: Library) -> Iterator[Handout]:
    """Every handout of a library, before any is made."""
    pages = [*library.coded_pages(), *(f"/purposes/#{kind}-{area}" for kind, area in library.purposes())]
    for page in pages:
        for paper in PAPERS:
            yield Handout(page=page, address=handout_address(page, paper), paper=paper)


@dataclass(frozen=True)
class Manuscript:
    """What one handout is set from, and where the author looks when it does not fit."""

    handout: Handout
    trail: Trail
    job: Job


def manuscripts(library: Library) -> Iterator[Manuscript]:
    """Everything to be set, each page's sheets together."""
    for exercise in library.exercises.values():
        yield from exercise_manuscripts(exercise, library)
    for routine in library.routines_by_length:
        yield from routine_manuscripts(routine, library)
    for kind, area in library.purposes():
        yield from purpose_manuscripts(kind, area, library)


def exercise_manuscripts(exercise: Exercise, library: Library) -> Iterator[Manuscript]:
    """An exercise's sheets: one page each, but in large print."""
    here = f"/exercises/{exercise.slug}/"
    data = fill("handouts/exercise.json", library, here, exercise=exercise)
    yield from _on_each_paper("exercise", here, data, [exercise], ("exercises", exercise.slug), library)


def routine_manuscripts(routine: Routine, library: Library) -> Iterator[Manuscript]:
    """A routine's sheets."""
    here = f"/routines/{routine.slug}/"
    parts = [Doing(one := library.exercises[part.exercise], dose_in(part, one)) for part in routine.exercises]
    data = fill(
        "handouts/list.json",
        library,
        here,
        routine=routine,
        purpose=None,
        minutes=routine_minutes(routine, library),
        parts_of_it=parts,
        exercises=[part.exercise for part in parts],
        most_pages=ROUTINE_PAGES,
    )
    exercises = [part.exercise for part in parts]
    yield from _on_each_paper("list", here, data, exercises, ("routines", "routines", routine.slug), library)


def purpose_manuscripts(kind: str, area: str, library: Library) -> Iterator[Manuscript]:
    """The sheets of a purpose: all exercises that serve it."""
    here = f"/purposes/#{kind}-{area}"
    exercises = library.exercises_for(kind, area)
    data = fill(
        "handouts/list.json",
        library,
        here,
        routine=None,
        purpose=(library.vocabulary.kinds[kind], library.vocabulary.areas[area]),
        minutes=0,
        parts_of_it=[Doing(exercise, exercise.dose) for exercise in exercises],
        exercises=exercises,
        most_pages=None,
    )
    yield from _on_each_paper("list", here, data, exercises, ("vocabulary", "areas", area), library)


def _on_each_paper(
    template: str, here: str, data: str, exercises: Sequence[Exercise], trail: Trail, library: Library
) -> Iterator[Manuscript]:
    from handbook.greys import in_greys  # reads CSS and pixels: only where there are handouts

    names = dict.fromkeys(figure.file for exercise in exercises for figure in exercise.figures)
    pictures = json.dumps({name: in_greys(library.pictures[name]) for name in names})
    shared = {"data": data, "pictures": pictures, "address": in_full(library, here)}
    for paper in PAPERS:
        job = Job(template, str(library.publication.edition), shared | {"paper": paper})
        yield Manuscript(Handout(page=here, address=handout_address(here, paper), paper=paper), trail, job)
