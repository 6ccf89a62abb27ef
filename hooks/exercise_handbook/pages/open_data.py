"""The shape of what /api/v1/ publishes: the library as data, for other people's programs and for our own plans.

Version 1 keeps its meaning: a field may be added, none changes or goes. The JSON Schema is made from these types, so
their descriptions are what programmers read.
"""

from datetime import date
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

VERSION: Final = 1
HOME = f"/api/v{VERSION}/"
"""Where all of it lies in the site."""


class Open(BaseModel):
    """Anything published as data."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, from_attributes=True)


class Line(Open):
    """Words that readers read."""

    say: str = Field(description="the words")
    sources: tuple[str, ...] = Field(description="keys of `sources` that support them")


class Word(Open):
    """A word of the library's vocabulary."""

    slug: str = Field(description="its name in addresses and in this data")
    name: str = Field(description="the word as readers see it")


class Purpose(Open):
    """What an exercise does, and to which part of the body."""

    kind: Word = Field(description="what it does, such as stretch")
    area: Word = Field(description="the part of the body")


class Position(Word):
    """How one lies, sits or stands before step 1."""

    on_the_floor: bool = Field(description="whether one gets down to the floor for it")
    get_ready: tuple[Line, ...] = Field(description="what to do first in it, after what `safety` says for all")
    afterwards: tuple[Line, ...] = Field(description="how to leave it, before what `safety` says for all")


class Span(Open):
    """From one count to another, both included."""

    first: int = Field(serialization_alias="from", description="the smallest count")
    last: int = Field(serialization_alias="to", description="the largest count")


class Numbers(Open):
    """The numbers of a dose."""

    sets: int = Field(description="rounds of repetitions")
    repetitions: int = Field(description="times in one round, on each side where there are two")
    hold_seconds: int = Field(description="seconds each repetition is held; 0 where nothing is held")


class Dose(Numbers):
    """How much of an exercise the library asks for."""

    times_a_day: Span | None = Field(description="how often a day; null where the library does not say")
    build_to: Numbers = Field(description="the most that the library builds up to, bit by bit")
    in_words: str = Field(description="the dose as readers read it")
    sources: tuple[str, ...] = Field(description="keys of `sources` that support the numbers")


class Mistake(Open):
    """What goes wrong often."""

    wrong: str
    right: str = Field(description="what to do instead")
    sources: tuple[str, ...]


class Neighbour(Open):
    """An easier or a harder way."""

    say: str | None = Field(description="in words")
    exercise: str | None = Field(description="the slug of another exercise")
    sources: tuple[str, ...]


class Copy(Open):
    """A file of a picture."""

    address: str = Field(description="its web address")
    width: int = Field(description="in pixels")
    height: int = Field(description="in pixels")


class Figure(Copy):
    """A picture of an exercise."""

    shows: Literal["start", "end", "variation"] = Field(description="what it shows")
    label: str = Field(description="what it shows, in words; a caption follows")
    steps: Span | None = Field(description="the steps it shows, from 1")
    alt: str = Field(description="the position in words, for those who do not see it")
    caption: str | None
    licence: str | None = Field(description="what others may do with it; null where nobody said")
    licence_address: str | None
    dark: Copy | None = Field(description="the same for a dark page")
    smaller: tuple[Copy, ...] = Field(description="the same in fewer pixels")


class Review(Open):
    """Who checked an exercise, and when."""

    by: str
    role: str
    on: date
    good_until: date = Field(description="the last day that the review is good for")


class Source(Open):
    """Where a fact comes from."""

    organisation: str
    title: str
    year: int | None
    address: str | None


class Exercise(Open):
    """One exercise, its words with their blanks filled."""

    slug: str = Field(description="its name in addresses; it never changes")
    code: str = Field(description="the four signs that stand for it in links of plans; it never changes")
    former_slugs: tuple[str, ...] = Field(description="names it had in addresses before")
    address: str = Field(description="the web address of its page")
    name: str
    plain_name: str | None = Field(description="the name in everyday words")
    also_called: tuple[str, ...] = Field(description="other names that people search for")
    in_short: str | None
    aim: str
    purposes: tuple[Purpose, ...]
    position: Position
    starting_position: str
    steps: tuple[str, ...]
    steps_with_blanks: tuple[str, ...] = Field(
        description="the steps with {hold} where the seconds of the dose go, and {times} for the number of times"
    )
    counts_as_one: str | None
    sides: Literal["none", "each", "alternate"] = Field(
        description="each: all on one side, then the other; alternate: taking turns"
    )
    dose: Dose
    breathing: Line | None
    feel: tuple[Line, ...] = Field(description="what it feels like when it goes well")
    stop_if: tuple[Line, ...] = Field(description="when to stop, beside what `safety` says for all")
    mistakes: tuple[Mistake, ...]
    easier: Neighbour | None
    harder: Neighbour | None
    ask_first: tuple[Line, ...] = Field(description="who asks a physiotherapist or doctor first")
    figures: tuple[Figure, ...]
    movement: str | None = Field(description="the web address of the moving picture")
    review: Literal["none", "run out", "changed", "good"] = Field(description="whether a clinician checked it")
    reviewed: Review | None = Field(description="null where nobody has")
    sources: tuple[str, ...] = Field(description="keys of the leading sources")


class Part(Numbers):
    """An exercise in a routine, with its dose there."""

    exercise: str = Field(description="the slug of an exercise")


class Routine(Open):
    """Exercises to do one after the other."""

    slug: str
    address: str
    name: str
    in_short: str
    areas: tuple[Word, ...]
    seconds: int = Field(description="how long it takes, worked out from the doses and the pace")
    how_often: Line
    exercises: tuple[Part, ...]
    notes: tuple[Line, ...]
    sources: tuple[str, ...]


class Pace(Open):
    """The seconds that lengths are worked out with."""

    moving: int = Field(description="the movement of one repetition, without its hold")
    resting: int = Field(description="between two repetitions")
    changing: int = Field(description="between two exercises")
    turning: int = Field(description="more, where the next exercise has another position")
    floor: int = Field(description="getting down to the floor and up again")


class Safety(Open):
    """What is said for every exercise."""

    emergency: str = Field(description="whom to call, and the gravest signs, in one line")
    stop_if: tuple[Line, ...]
    mild: Line = Field(description="what is all right to feel")
    get_ready: tuple[Line, ...]
    afterwards: tuple[Line, ...]
    your_numbers: Line
    disclaimer: str
    address: str = Field(description="the page that says when to get help")


class Translation(Open):
    """How the words came into the language, and who has checked them."""

    by_machine: bool = Field(description="whether a machine made them")
    translator: str | None = Field(description="who made them, if a person did")
    checked_by: str | None = Field(description="who that speaks the language has checked them; null is nobody")
    checked_as: str | None = Field(description="the profession of who checked them, if a clinician")
    on: date | None = Field(description="the day they were checked, else made")


class Publisher(Open):
    """What the library is, and who answers for it."""

    name: str
    in_short: str
    address: str
    language: str
    edition: date = Field(description="the day of the last change to the texts")
    publisher: str
    licence: str = Field(description="what others may do with the words")
    licence_address: str | None
    figures_licence: str | None
    figures_licence_address: str | None
    translation: Translation | None = Field(
        description="null in the first language; reviews by clinicians are of the words of that"
    )


class Whole(Open):
    """A library."""

    version: Literal[1] = Field(description="of this format")
    library: Publisher
    safety: Safety
    pace: Pace | None = Field(description="null where a library has no routines")
    exercises: tuple[Exercise, ...]
    routines: tuple[Routine, ...]
    sources: dict[str, Source]


class One(Open):
    """One exercise, with what it cites."""

    version: Literal[1] = Field(description="of this format")
    library: Publisher
    exercise: Exercise
    sources: dict[str, Source]
