"""routines.yaml: exercises one after the other, and what they are timed with."""

from typing import Annotated

from pydantic import Field

from exercise_handbook.library.model.entry import Cited, Entry, Review, Said, short_for
from exercise_handbook.library.model.exercises import Goal
from exercise_handbook.library.model.values import Count, Keyed, Name, Seconds, Slug, Words


class Assumption(Cited):
    """A number of seconds that routines are timed with, and why."""

    seconds: Seconds = Field(description="how many seconds")
    reason: Words = Field(description="why this many")


class Pace(Entry):
    """The seconds that are assumed when a routine's length is worked out."""

    moving: Assumption = Field(description="for the movement of one repetition, without its hold")
    resting: Assumption = Field(description="between two repetitions")
    changing: Assumption = Field(description="between two exercises")
    turning: Assumption = Field(description="more, when the next exercise has another position")
    floor: Assumption = Field(description="for getting down to the floor and up again")


class Part(Goal):
    """One exercise of a routine, and its dose there where it differs."""

    exercise: Slug = Field(description="the slug of an exercise")


class Routine(Cited):
    """Exercises to do one after the other."""

    slug: Slug
    name: Name = Field(description="the routine's name as readers see it")
    in_short: Words = Field(description="what the routine is, in one or two sentences")
    areas: tuple[Slug, ...] = Field(description="the parts of the body it is for, as [lower-back]")
    minutes: Count = Field(
        description="how long it takes, as promised to the reader; a tenth or half a minute off is all right"
    )
    how_often: Said = Field(
        description="how often to do it, such as Do this routine once a day. Its exercises do not say it again."
    )
    exercises: tuple[Annotated[Part, short_for("exercise", str)], ...] = Field(
        description="slugs of exercises, in order; {exercise: hip-lift, repetitions: 8} where it asks for more"
    )
    notes: tuple[Said, ...] = Field(default=(), description="anything else that the reader needs to know")
    reviewed: Review | None = Field(default=None, description="who checked it; only after a clinician really has")


class Routines(Entry):
    """All routines, and what they are timed with."""

    pace: Pace = Field(description="the seconds that are assumed, each with its reason")
    routines: Keyed[Routine] = Field(description="the routines by their slug")
