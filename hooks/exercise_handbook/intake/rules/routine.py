"""What must be true of each routine."""

from collections.abc import Iterator
from itertools import groupby

from exercise_handbook.intake.advice import nearest, not_there
from exercise_handbook.intake.draft import Draft
from exercise_handbook.library.duration import routine_seconds
from exercise_handbook.library.model.exercises import DOSE, Exercise
from exercise_handbook.library.model.routines import Part, Routine
from exercise_handbook.library.problems import Finding

TOLERANCE = 0.1
"""A routine may be a tenth shorter or longer than it promises."""

HALF_A_MINUTE = 30  # seconds: readers are told whole minutes


def routine_has_exercises(routine: Routine, library: Draft) -> Iterator[Finding]:
    """A routine has exercises."""
    if not routine.exercises:
        yield ("exercises",), "there are none; write slugs, each after a dash"


def routine_exercises_are_known(routine: Routine, library: Draft) -> Iterator[Finding]:
    """A routine's exercises are in the library."""
    for number, part in enumerate(routine.exercises):
        if not library.holds("exercises", part.exercise):
            yield ("exercises", number), not_there(part.exercise, library.exercises)


def routine_areas_are_served(routine: Routine, library: Draft) -> Iterator[Finding]:
    """A routine is for parts of the body of vocabulary.yaml that its exercises are for."""
    exercises = _exercises(routine, library)
    served = [area for exercise in exercises if exercise for _, area in exercise.goals]
    if not routine.areas:
        yield ("areas",), "there is none; write [lower-back] or the like"
    for number, area in enumerate(routine.areas):
        if area not in served and exercises and all(exercises):
            yield ("areas", number), f"none is for {area}{nearest(area, dict.fromkeys(served))}"


def routine_takes_as_long_as_it_says(routine: Routine, library: Draft) -> Iterator[Finding]:
    """A routine takes as long as it promises, give or take a tenth or half a minute."""
    if not _can_be_timed(routine, library):
        return
    seconds = routine_seconds(routine, library)
    promised = routine.minutes * 60
    if abs(seconds - promised) > max(TOLERANCE * promised, HALF_A_MINUTE):
        yield ("minutes",), f"the doses take {seconds / 60:.1f} minutes, not {routine.minutes}; change one of them"


def routine_stays_within_the_dose(routine: Routine, library: Draft) -> Iterator[Finding]:
    """A routine asks for no more than its exercise builds up to."""
    for number, (part, exercise) in enumerate(zip(routine.exercises, _exercises(routine, library), strict=True)):
        for name, asked, most in _asked(part, exercise) if exercise else ():
            if asked > most:
                advice = "write less, or build its dose up further"
                yield ("exercises", number, name), f"{asked} is more than {most}; {advice}"


def routine_turns_as_little_as_it_can(routine: Routine, library: Draft) -> Iterator[Finding]:
    """A routine does all exercises of one position before the next, so that the reader turns least."""
    positions = [exercise.position for exercise in _exercises(routine, library) if exercise]
    runs = [position for position, _ in groupby(positions)]
    if len(runs) > len(set(runs)):
        yield ("exercises",), f"found {', '.join(runs)}; put those of one position together"


def _exercises(routine: Routine, library: Draft) -> list[Exercise | None]:
    """The exercises of a routine, as far as there are such."""
    return [library.exercises.get(part.exercise) for part in routine.exercises]


def _can_be_timed(routine: Routine, library: Draft) -> bool:
    exercises = _exercises(routine, library)
    return bool(exercises) and all(e and e.position in library.vocabulary.positions for e in exercises)


def _asked(part: Part, exercise: Exercise) -> Iterator[tuple[str, int, int]]:
    """What a routine changes of a dose: the field, what it asks, and the most the exercise builds up to."""
    for name in DOSE:
        goal = getattr(exercise.dose.build_to, name, None)
        yield name, getattr(part, name) or 0, goal or getattr(exercise.dose, name) or 0
