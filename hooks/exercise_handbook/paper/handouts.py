"""Which handouts a library has, and the data of each."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from exercise_handbook.library import addresses as at
from exercise_handbook.library.library import Library
from exercise_handbook.library.model.exercises import Exercise
from exercise_handbook.library.model.files import Handout, Paper
from exercise_handbook.library.problems import Trail
from exercise_handbook.paper import sheets
from exercise_handbook.paper.sheets import Sheet
from exercise_handbook.paper.typesetting import Job

TOLD_WHOLE = 12
"""The most exercises in full on the sheet of a purpose. More are a list to choose from: nobody wants 40 pages."""


def promised(library: Library) -> Iterator[Handout]:
    """All handouts of a library, whether made yet or not."""
    pages = [*library.coded_pages(), at.SAFETY, *(at.purpose(*purpose) for purpose in library.purposes())]
    for page in pages:
        for paper in library.papers:
            yield _handout(page, paper)


@dataclass(frozen=True)
class Manuscript:
    """The data of one handout, and the trail to the entry that an author has to change if it does not fit."""

    handout: Handout
    trail: Trail
    job: Job


class Manuscripts:
    """The data of all handouts, those of a page together.

    Made anew each time they are iterated over: those of a large library do not fit into memory at once.
    """

    def __init__(self, library: Library):
        self.library = library

    def __iter__(self) -> Iterator[Manuscript]:
        for exercise in self.library.exercises.values():
            yield from exercise_manuscripts(exercise, self.library)
        for routine in self.library.routines_by_length:
            sheet, trail = sheets.routine_sheet(routine.slug, self.library), ("routines", "routines", routine.slug)
            yield from _on_each_paper("list", at.routine(routine.slug), sheet, trail, self.library)
        yield from _on_each_paper("safety", at.SAFETY, sheets.safety_sheet(self.library), ("safety",), self.library)
        for kind, area in self.library.purposes():
            yield from purpose_manuscripts(kind, area, self.library)


def exercise_manuscripts(exercise: Exercise, library: Library) -> Iterator[Manuscript]:
    """The sheets of an exercise, on each paper."""
    slug = exercise.slug
    sheet = sheets.exercise_sheet(slug, library)
    yield from _on_each_paper("exercise", at.exercise(slug), sheet, ("exercises", slug), library)


def purpose_manuscripts(kind: str, area: str, library: Library) -> Iterator[Manuscript]:
    """The sheets of a purpose: all exercises that serve it, in full or, if they are many, a row each."""
    are_many = len(library.exercises_for(kind, area)) > TOLD_WHOLE
    template, make = ("index", sheets.index_sheet) if are_many else ("list", sheets.purpose_sheet)
    sheet, trail = make(kind, area, library), ("vocabulary", "areas", area)
    yield from _on_each_paper(template, at.purpose(kind, area), sheet, trail, library)


def _on_each_paper(template: str, page: str, sheet: Sheet, trail: Trail, library: Library) -> Iterator[Manuscript]:
    job = job_on("a4", template, sheets.as_read(sheet, library), library)
    for paper in library.papers:
        yield Manuscript(_handout(page, paper), trail, job._replace(inputs=job.inputs | {"paper": paper}))


def _handout(page: str, paper: Paper) -> Handout:
    return Handout(page=page, address=at.handout(page, paper), paper=paper)


def job_on(paper: Paper, template: str, sheet: Sheet, library: Library) -> Job:
    """The typesetter's input for a sheet on some paper, with the pictures that it names."""
    from exercise_handbook.pictures.greyscale import in_greys  # reads CSS and pixels: only where there are handouts

    names = dict.fromkeys([*_pictures(sheet), *filter(None, [sheet["logo"]])])
    inputs = {
        "data": json.dumps(sheet, ensure_ascii=False),
        "pictures": json.dumps({name: in_greys(library.pictures[name]) for name in names}),
        "address": sheet["address"],
        "paper": paper,
    }
    return Job(template, sheet["edition"], inputs)


def _pictures(part: Any) -> Iterator[str]:
    """The file of each picture in a part of a sheet."""
    if isinstance(part, dict):
        yield from [part["file"]] if "file" in part else []
        part = list(part.values())
    for inside in part if isinstance(part, list) else ():
        yield from _pictures(inside)
