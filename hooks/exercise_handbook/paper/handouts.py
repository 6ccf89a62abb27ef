"""Which handouts a library has, and what each is set from."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exercise_handbook.library import addresses as at
from exercise_handbook.library.duration import routine_minutes
from exercise_handbook.library.instructions import instructions_of
from exercise_handbook.library.library import Library
from exercise_handbook.library.model.entry import Illustration
from exercise_handbook.library.model.exercises import Exercise, Figure
from exercise_handbook.library.model.files import Handout, Paper
from exercise_handbook.library.model.routines import Routine
from exercise_handbook.library.problems import Trail
from exercise_handbook.pages.templating import in_full
from exercise_handbook.paper import sheets
from exercise_handbook.paper.typesetting import Job

SAFETY = "/safety/"

TOLD_WHOLE = 12
"""So many exercises are told whole on the sheet of a purpose. More are a list to choose from: nobody wants 40 pages."""


def promised(library: Library) -> Iterator[Handout]:
    """Every handout of a library, before any is made."""
    pages = [*library.coded_pages(), SAFETY, *(f"/purposes/#{kind}-{area}" for kind, area in library.purposes())]
    for page in pages:
        for paper in library.papers:
            yield Handout(page=page, address=at.handout(page, paper), paper=paper)


@dataclass(frozen=True)
class Manuscript:
    """What one handout is set from, and where the author looks when it does not fit."""

    handout: Handout
    trail: Trail
    job: Job


class Manuscripts:
    """Everything to be set, each page's sheets together.

    Written anew each time it is gone through: those of a large library do not fit into memory at once.
    """

    def __init__(self, library: Library):
        self.library = library

    def __iter__(self) -> Iterator[Manuscript]:
        for exercise in self.library.exercises.values():
            yield from exercise_manuscripts(exercise, self.library)
        for routine in self.library.routines_by_length:
            yield from routine_manuscripts(routine, self.library)
        yield from safety_manuscripts(self.library)
        for kind, area in self.library.purposes():
            yield from purpose_manuscripts(kind, area, self.library)


def exercise_manuscripts(exercise: Exercise, library: Library) -> Iterator[Manuscript]:
    """An exercise's sheets: both sides of one, but in large print."""
    here = at.exercise(exercise.slug)
    data = sheets.as_json(sheets.exercise_sheet(exercise, library), library)
    yield from _on_each_paper("exercise", here, data, exercise.figures, ("exercises", exercise.slug), library)


def routine_manuscripts(routine: Routine, library: Library) -> Iterator[Manuscript]:
    """A routine's sheets."""
    here = at.routine(routine.slug)
    parts = instructions_of(routine, library)
    minutes = routine_minutes(routine, library)
    data = sheets.as_json(sheets.routine_sheet(routine, parts, minutes, library), library)
    figures = _figures(part.exercise for part in parts)
    yield from _on_each_paper("list", here, data, figures, ("routines", "routines", routine.slug), library)


def safety_manuscripts(library: Library) -> Iterator[Manuscript]:
    """The page about safety, to keep."""
    data = sheets.as_json(sheets.safety_sheet(library), library)
    yield from _on_each_paper(
        "safety", SAFETY, data, [one for _, one in library.safety.illustrations], ("safety",), library
    )


def purpose_manuscripts(kind: str, area: str, library: Library) -> Iterator[Manuscript]:
    """The sheets of a purpose: all exercises that serve it, whole or, where they are many, a row each."""
    here = f"/purposes/#{kind}-{area}"
    exercises = library.exercises_for(kind, area)
    purpose = (library.vocabulary.kinds[kind], library.vocabulary.areas[area])
    trail = ("vocabulary", "areas", area)
    if len(exercises) > TOLD_WHOLE:
        data = sheets.as_json(sheets.index_sheet(*purpose, here, exercises, library), library)
        figures = [exercise.emblem for exercise in exercises if exercise.emblem]
        yield from _on_each_paper("index", here, data, figures, trail, library)
        return
    data = sheets.as_json(sheets.purpose_sheet(*purpose, here, exercises, library), library)
    yield from _on_each_paper("list", here, data, _figures(exercises), trail, library)


def _figures(exercises: Iterable[Exercise]) -> list[Figure]:
    return [figure for exercise in exercises for figure in exercise.figures]


def _on_each_paper(
    template: str, here: str, data: str, figures: Iterable[Illustration], trail: Trail, library: Library
) -> Iterator[Manuscript]:
    job = job_on("a4", template, here, data, figures, library)
    for paper in library.papers:
        on_it = job._replace(inputs=job.inputs | {"paper": paper})
        yield Manuscript(Handout(page=here, address=at.handout(here, paper), paper=paper), trail, on_it)


def job_on(paper: Paper, template: str, here: str, data: str, figures: Iterable[Illustration], library: Library) -> Job:
    """What a sheet of a page is set from, on some paper."""
    from exercise_handbook.pictures.greyscale import in_greys  # reads CSS and pixels: only where there are handouts

    logo = library.publication.logo
    names = dict.fromkeys([*(figure.file for figure in figures), *([logo.file] if logo else [])])
    pictures = json.dumps({name: in_greys(library.pictures[name]) for name in names})
    inputs = {"data": data, "pictures": pictures, "address": in_full(library, here), "paper": paper}
    return Job(template, str(library.publication.edition), inputs)
