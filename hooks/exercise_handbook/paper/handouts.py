"""Which handouts a library has, and the data of each."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from exercise_handbook.library import addresses as at
from exercise_handbook.library.library import Library
from exercise_handbook.library.model.files import Handout
from exercise_handbook.library.problems import Trail
from exercise_handbook.paper import sheets
from exercise_handbook.paper.sheets import Sheet
from exercise_handbook.paper.typesetting import Job

TOLD_WHOLE = 12
"""The most exercises in full on the sheet of a purpose. More are a list to choose from: nobody wants 40 pages."""


@dataclass(frozen=True)
class Manuscript:
    """One handout, how it is written, and the trail to the entry that an author has to change if it does not fit."""

    handout: Handout
    trail: Trail
    write: Callable[[], Job]
    """Gives the typesetter's input, for any paper. A list of handouts does without."""

    @property
    def job(self) -> Job:
        """The typesetter's input."""
        job = self.write()
        return job._replace(inputs=job.inputs | {"paper": self.handout.paper})


@dataclass(frozen=True)
class Manuscripts:
    """All handouts of a library, those of a page together.

    Made anew each time they are iterated over: those of a large library do not fit into memory at once.
    """

    library: Library

    def __iter__(self) -> Iterator[Manuscript]:
        for slug in self.library.exercises:
            make = partial(sheets.exercise_sheet, slug)
            yield from self._on_each_paper("exercise", at.exercise(slug), ("exercises", slug), make)
        for slug in (routine.slug for routine in self.library.routines_by_length):
            make = partial(sheets.routine_sheet, slug)
            yield from self._on_each_paper("list", at.routine(slug), ("routines", "routines", slug), make)
        yield from self._on_each_paper("safety", at.SAFETY, ("safety",), sheets.safety_sheet)
        for kind, area in self.library.purposes():
            are_many = len(self.library.exercises_for(kind, area)) > TOLD_WHOLE
            template, sheet = ("index", sheets.index_sheet) if are_many else ("list", sheets.purpose_sheet)
            trail, make = ("vocabulary", "areas", area), partial(sheet, kind, area)
            yield from self._on_each_paper(template, at.purpose(kind, area), trail, make)

    def _on_each_paper(
        self, template: str, page: str, trail: Trail, make: Callable[[Library], Sheet]
    ) -> Iterator[Manuscript]:
        write = cache(lambda: job_of(template, sheets.as_read(make(self.library), self.library), self.library))
        for paper in self.library.papers:
            yield Manuscript(Handout(page=page, address=at.handout(page, paper), paper=paper), trail, write)


def promised(library: Library) -> Iterator[Handout]:
    """All handouts of a library, whether made yet or not."""
    return (one.handout for one in Manuscripts(library))


def job_of(template: str, sheet: Sheet, library: Library) -> Job:
    """The typesetter's input for a sheet, with the pictures that it names."""
    from exercise_handbook.pictures.greyscale import in_greys  # reads CSS and pixels: only where there are handouts

    names = dict.fromkeys([*_pictures(sheet), *filter(None, [sheet["logo"]])])
    inputs = {
        "data": json.dumps(sheet, ensure_ascii=False),
        "pictures": json.dumps({name: in_greys(library.pictures[name]) for name in names}),
        "address": sheet["address"],
    }
    return Job(template, sheet["edition"], inputs)


def _pictures(part: Any) -> Iterator[str]:
    """The file of each picture in a part of a sheet."""
    if isinstance(part, dict):
        yield from [part["file"]] if "file" in part else []
        part = list(part.values())
    for inside in part if isinstance(part, list) else ():
        yield from _pictures(inside)
