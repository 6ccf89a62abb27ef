"""What an exercise tells a patient to do, in words: the one source for pages, sheets, search and data."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from exercise_handbook.labels.say import Say
from exercise_handbook.library.duration import dose_in
from exercise_handbook.library.library import Library
from exercise_handbook.library.model.entry import Range
from exercise_handbook.library.model.exercises import Dose, Exercise, Figure, Goal, NeighbourExercise
from exercise_handbook.library.model.routines import Routine


class Row(NamedTuple):
    """One number of a dose: “Hold for”, “5 seconds”."""

    what: str
    much: str


@dataclass(frozen=True)
class Note:
    """A list under a heading of its own, on the page and the sheet of an exercise."""

    slug: str
    """The field it comes from, which a refusal names."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Instructions:
    """An exercise with one dose: every blank filled, every number in words."""

    exercise: Exercise
    dose: Dose
    library: Library

    def filled(self, words: str) -> str:
        """Words with the numbers of the dose in their blanks, so that “Hold for {hold}.” is always right."""
        if "{" not in words:
            return words
        hold = self._say("seconds", n=self.dose.hold_seconds or 0)
        return words.replace("{hold}", hold).replace("{times}", self._say("times", n=self.dose.repetitions))

    @cached_property
    def in_short(self) -> str:
        """The exercise in one sentence, or else its aim."""
        return self.filled(self.exercise.in_short or self.exercise.aim)

    @cached_property
    def steps(self) -> tuple[str, ...]:
        """The steps, in order."""
        return tuple(map(self.filled, self.exercise.steps))

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The dose, a row for each number."""
        return tuple(self._rows())

    def _rows(self) -> Iterator[Row]:
        if self.dose.hold_seconds:
            yield Row(self._say("hold_for"), self._say("seconds", n=self.dose.hold_seconds))
        yield Row(self._say("do_it"), self.how_often)
        if self.dose.times_a_day:
            yield Row(self._say("each_day"), self._say("in_a_day", n=self.dose.times_a_day))

    @cached_property
    def how_often(self) -> str:
        """Repetitions and sets: 2 rounds of 5 times each side."""
        sided = self.exercise.sides != "none"
        number = self.dose.repetitions
        times = self._say("times_each_side", n=number) if sided else self._say("times", n=number)
        return self._say("rounds", n=self.dose.sets, times=times) if self.dose.sets > 1 else times

    @cached_property
    def dose_line(self) -> str:
        """The dose in one line: Hold 5 seconds. 5 times each side. Once a day."""
        return " ".join(self._dose_sentences())

    def _dose_sentences(self) -> Iterator[str]:
        if self.dose.hold_seconds:
            yield self._say("hold_seconds", n=self.dose.hold_seconds)
        yield self._say("full_stop", words=self.how_often)
        if self.dose.times_a_day:
            yield self._say("full_stop", words=self._say("times_a_day", n=self.dose.times_a_day))

    @cached_property
    def sides(self) -> str:
        """When to change sides; "" if the exercise has none."""
        if self.exercise.sides == "none":
            return ""
        return self._say("one_side_first") if self.exercise.sides == "each" else self._say("change_sides_each_time")

    @cached_property
    def build_up(self) -> str:
        """How to do more, bit by bit; "" if the dose does not grow."""
        return " ".join(self._building_up(self.dose.build_to)) if self.dose.build_to else ""

    def _building_up(self, goal: Goal) -> Iterator[str]:
        if goal.repetitions and self.library.safety.building_up:
            yield self.library.safety.building_up.say
        if goal.repetitions:
            yield self._say("build_up_times", n=goal.repetitions)
        if goal.hold_seconds:
            yield self._say("build_up_hold", n=goal.hold_seconds)
        if goal.sets:
            yield self._say("build_up_rounds", n=goal.sets)

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """The notes with something in them, in the order of page and sheet."""
        return tuple(note for note in self._notes() if note.lines)

    def _notes(self) -> Iterator[Note]:
        yield Note("feel", self._say("where_you_feel_it"), tuple(one.say for one in self.exercise.feel))

    @cached_property
    def easier(self) -> str:
        """An easier way, in words; "" if there is none."""
        return self._way(self.exercise.easier)

    @cached_property
    def harder(self) -> str:
        """A harder way, in words; "" if there is none."""
        return self._way(self.exercise.harder)

    def _way(self, way: NeighbourExercise | None) -> str:
        if not way or not way.exercise:
            return (way and way.say) or ""
        name = self.library.exercises[way.exercise].name
        if not way.say:
            return self._say("try_exercise", exercise=name)
        return f"{way.say} {self._say('or_try_exercise', exercise=name)}"

    @property
    def _say(self) -> Say:
        return self.library.say


def instructions_of(routine: Routine, library: Library) -> list[Instructions]:
    """The exercises of a routine, each with the dose it has there."""
    exercises = [library.exercises[part.exercise] for part in routine.exercises]
    return [
        Instructions(exercise, dose_in(part, exercise), library)
        for part, exercise in zip(routine.exercises, exercises, strict=True)
    ]


def figure_label(figure: Figure, say: Say) -> str:
    """The label of a picture: “Start.”, “Step 3.”, “End of steps 1 to 5.”"""
    if figure.shows == "start":
        words = say("figure_start")
    elif figure.shows == "end":
        words = _end(figure.steps, say)
    else:
        words = step_range(figure.steps, say) if figure.steps else say("figure_other_way")
    return say("full_stop", words=words)


def _end(steps: Range | None, say: Say) -> str:
    if not steps:
        return say("figure_end")
    if steps.first == steps.last:
        return say("figure_end_of_step", n=steps.first)
    return say("figure_end_of_steps", first=steps.first, last=steps.last)


def step_range(steps: Range, say: Say) -> str:
    """Some steps by number: “Steps 1 to 4”."""
    if steps.first == steps.last:
        return say("figure_step", n=steps.first)
    return say("figure_steps", first=steps.first, last=steps.last)
