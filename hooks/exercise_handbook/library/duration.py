"""How long an exercise and a routine take, worked out from doses and the pace in the data."""

from collections.abc import Iterator
from itertools import pairwise

from exercise_handbook.library.library import Library
from exercise_handbook.library.model.exercises import DOSE, Dose, Exercise
from exercise_handbook.library.model.routines import Pace, Part, Routine


def dose_in(part: Part, exercise: Exercise) -> Dose:
    """The dose of an exercise in a routine, without times a day, which the routine itself says."""
    changes = {name: value for name in DOSE if (value := getattr(part, name))}
    return exercise.dose.model_copy(update=changes | {"times_a_day": None})


def repetitions_in_all(dose: Dose, exercise: Exercise) -> int:
    """The number of repetitions on both sides, in all sets."""
    return dose.repetitions * dose.sets * (1 if exercise.sides == "none" else 2)


def exercise_seconds(dose: Dose, exercise: Exercise, pace: Pace) -> int:
    """How many seconds a dose takes: each repetition moves and holds, with a rest between two."""
    times = repetitions_in_all(dose, exercise)
    return times * (pace.moving.seconds + (dose.hold_seconds or 0)) + (times - 1) * pace.resting.seconds


def routine_seconds(routine: Routine, library: Library) -> int:
    """How many seconds a routine takes, with the changes between exercises and getting down to the floor and up."""
    exercises = [library.exercises[part.exercise] for part in routine.exercises]
    doing = sum(
        exercise_seconds(dose_in(part, exercise), exercise, library.pace)
        for part, exercise in zip(routine.exercises, exercises, strict=True)
    )
    return doing + sum(_between(exercises, library))


def routine_minutes(routine: Routine, library: Library) -> int:
    """The length of a routine in whole minutes, as readers see it."""
    return round(routine_seconds(routine, library) / 60)


def _between(exercises: list[Exercise], library: Library) -> Iterator[int]:
    if any(map(library.is_on_the_floor, exercises)):
        yield library.pace.floor.seconds
    for one, other in pairwise(exercises):
        yield library.pace.changing.seconds
        if one.position != other.position:
            yield library.pace.turning.seconds
