"""exercises.yaml: movements and holds, with their doses, pictures and warnings."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from exercise_handbook.library.model.entry import (
    Cited,
    CountOrRange,
    Entry,
    Illustration,
    Review,
    Said,
    Short,
    short_for,
)
from exercise_handbook.library.model.values import Count, FileName, Name, PlanCode, Seconds, Slug, Words
from exercise_handbook.library.problems import Trail

DOSE = ("hold_seconds", "repetitions", "sets")
"""The parts of a dose that build up, and that a routine may change."""


class Goal(Entry):
    """The dose to build up to; what is not given does not change."""

    hold_seconds: Seconds | None = Field(default=None, description="how long to hold each repetition, in seconds")
    repetitions: Count | None = Field(default=None, description="how many times in one set")
    sets: Count | None = Field(default=None, description="how many sets")


class Dose(Cited):
    """How much of an exercise: 2 sets of 8 repetitions, each held 5 seconds, 1 to 3 times a day."""

    hold_seconds: Seconds | None = Field(default=None, description="how long to hold each repetition, in seconds")
    repetitions: Count = Field(description="how many times in one set, such as 5")
    sets: Count = Field(default=1, description="how many sets, 1 when not said")
    times_a_day: CountOrRange | None = Field(
        default=None, description="how often a day, as a number or {from: 1, to: 3}"
    )
    build_to: Goal | None = Field(default=None, description="the dose to build up to, as {repetitions: 10}")


class NeighbourExercise(Cited):
    """An easier or harder way: in words, as another exercise of the library, or both."""

    say: Words | None = Field(default=None, description="the way in words")
    exercise: Slug | None = Field(default=None, description="the slug of an exercise that is this way")
    figure: Illustration | None = Field(default=None, description="a picture, where the position changes")


Neighbour = Annotated[NeighbourExercise, short_for("say", str)]


class Mistake(Cited):
    """What goes wrong often, and what to do instead."""

    wrong: Words = Field(description="what people often do wrong")
    right: Words = Field(description="what to do instead")


class Figure(Illustration):
    """A picture of the exercise itself."""

    shows: Literal["start", "end", "variation"] = Field(description="start, end or variation")
    steps: CountOrRange | None = Field(
        default=None, description="the steps it shows, as one number or {from: 1, to: 4}"
    )


Sides = Literal["none", "each", "alternate"]


class Reason(Cited):
    """Why to ask first: a precaution of safety.yaml by its name, or words that this exercise alone needs."""

    precaution: Slug | None = Field(default=None, description="a name under ask_first of safety.yaml")
    say: Words | None = Field(default=None, description="words of its own, the end of “Ask … first if …”")


def _named_or_said(value: Any) -> Any:
    """The name of a precaution has no space; words have."""
    return {"say" if " " in value else "precaution": value} if isinstance(value, str) else value


class Exercise(Cited):
    """One movement or hold. Its own sources are the leading ones; others are beside what they support."""

    slug: Slug
    name: Name = Field(description="the exercise's name as readers see it")
    plain_name: Name | None = Field(default=None, description="the name in everyday words")
    also_called: tuple[Name, ...] = Field(default=(), description="other names that people search for, as [knee hug]")
    in_short: Words | None = Field(
        default=None, description="what to do, in one sentence, with {hold} and {times} where the dose has the numbers"
    )
    aim: Words = Field(description="what the exercise is for, in one sentence")
    purposes: Mapping[Slug, tuple[Slug, ...]] = Field(
        description="what it does to which part of the body, as {stretch: [lower-back]}"
    )
    position: Slug = Field(description="a position of vocabulary.yaml, such as lying-on-back")
    starting_position: Words = Field(description="how to lie, sit or stand before step 1, in words")
    steps: tuple[Words, ...] = Field(description="what to do, one action a step, at most 15 words each, in order")
    counts_as_one: Words | None = Field(default=None, description="what counts as 1 time")
    sides: Sides = Field(
        default="none", description="none, each (all on one side, then the other) or alternate (taking turns)"
    )
    dose: Dose = Field(description="how much, with at least repetitions, as {repetitions: 5}")
    breathing: Said | None = Field(default=None, description="when to breathe out and in")
    feel: tuple[Said, ...] = Field(default=(), description="what it feels like when it goes well")
    stop_if: tuple[Said, ...] = Field(
        default=(), description="the end of “Stop if …”; leave out what safety.yaml says for all"
    )
    mistakes: tuple[Mistake, ...] = Field(default=(), description="what goes wrong often, and what to do instead")
    easier: Neighbour | None = Field(
        default=None, description="an easier way, in words, as the slug of an exercise, or both"
    )
    harder: Neighbour | None = Field(default=None, description="a harder way, likewise")
    ask_first: tuple[Annotated[Reason, Short(_named_or_said, {"type": "string"})], ...] = Field(
        default=(),
        description="who asks first: names under ask_first of safety.yaml, or words that end “Ask … first if …”",
    )
    figures: tuple[Figure, ...] = Field(
        default=(), description="pictures in figures/, each with the same in words (alt)"
    )
    in_lists: Figure | None = Field(
        default=None, description="the picture that stands for it in lists, where that is not its end"
    )
    movement: FileName | None = Field(
        default=None, description="the moving picture that `make figures` draws, in figures/"
    )
    preview: FileName | None = Field(
        default=None, description="the picture that goes with a link sent to others, in figures/"
    )
    code: PlanCode | None = Field(
        default=None, description="its code in links of plans, only where `handbook check` asks for one"
    )
    reviewed: Review | None = Field(default=None, description="who checked it; only after a clinician really has")
    sources: tuple[Slug, ...] = Field(
        default=(),
        description="the two to four leading sources, which its page names; the rest stand where they support",
    )

    @property
    def goals(self) -> list[tuple[str, str]]:
        """Every pair of kind and area this exercise serves."""
        return [(kind, area) for kind, areas in self.purposes.items() for area in areas]

    @property
    def moving(self) -> Figure | None:
        """The picture in which its movement is played: its end, or else any."""
        ends = [figure for figure in self.figures if figure.shows == "end"]
        return next(iter([*ends, *self.figures]), None)

    @property
    def emblem(self) -> Figure | None:
        """The picture of it in lists."""
        return self.in_lists or self.moving

    @property
    def illustrations(self) -> list[tuple[Trail, Illustration]]:
        """Every picture with a description, including those of its easier and harder ways, and its trail."""
        ways = [((way, "figure"), neighbour.figure) for way, neighbour in self.ways if neighbour.figure]
        listed = [(("in_lists",), self.in_lists)] if self.in_lists else []
        return [*((("figures", number), figure) for number, figure in enumerate(self.figures)), *listed, *ways]

    @property
    def ways(self) -> list[tuple[str, NeighbourExercise]]:
        """Its easier and harder ways, if it has any."""
        return [(name, way) for name, way in (("easier", self.easier), ("harder", self.harder)) if way]

    @property
    def picture_files(self) -> list[tuple[Trail, str]]:
        """Every file in figures/ that it names, and where it names it."""
        shown = [((*trail, field), file) for trail, one in self.illustrations for field, file in one.files]
        more = [((field,), getattr(self, field)) for field in ("movement", "preview")]
        return [(trail, file) for trail, file in [*shown, *more] if file]
