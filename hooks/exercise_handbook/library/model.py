"""What a library may hold, as frozen types.

A field's description is what the author of the data reads when the field is missing. Units
stand in the names: `hold_seconds`, `minutes`. Nothing here touches a disk, a clock or a page.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_before_validator_function

PLACEHOLDER = re.compile(
    r"(?i:^\W*(?:to[ -]?do|tb[acd]|fix[ -]?me|n[/.]?a|null|nil|none|undefined|placeholder|lorem ipsum.*|x+)\W*$)"
    r"|\b(?:TODO|TBA|TBC|TBD|FIXME|XXX)\b"
)
"""What stands for words that are still to be written: alone in any case, inside of others in capitals."""


def says_something(words: str) -> str:
    """Words for readers as they are. Raises PydanticCustomError for what stands for words that are still to come."""
    if not any(map(str.isalpha, words)):
        raise PydanticCustomError("no_letter", "no letter")
    if PLACEHOLDER.search(words):
        raise PydanticCustomError("placeholder", "placeholder")
    return words


WRITE: dict[str, str] = {}
"""What to write where a text is not as its type wants it, by the pattern of that type."""


def _like(pattern: str, write: str, **more: Any) -> Any:
    """A text that fits a pattern, and what its author is told where it does not."""
    WRITE[pattern] = write
    return Field(pattern=pattern, **more)


SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
PICTURE_NAME = r"^[A-Za-z0-9][A-Za-z0-9._-]*\.(svg|png|webp|jpe?g)$"
_SITE = r"^https://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:[0-9]+)?"

Slug = Annotated[str, _like(SLUG, "write small letters, digits and single hyphens, as in pelvic-tilt", max_length=60)]
LabelSlug = Annotated[
    str, _like(r"^[a-z0-9]+(_[a-z0-9]+)*$", "write the name of a label, as in not_found", max_length=60)
]
Words = Annotated[
    str,
    _like(r"^\S(.*\S)?$", "write words on one line, without a space before or after them"),
    AfterValidator(says_something),
]
Name = Annotated[Words, Field(max_length=80)]
Count = Annotated[int, Field(ge=1, le=100)]
Seconds = Annotated[int, Field(ge=1, le=300)]
WebAddress = Annotated[str, _like(rf"{_SITE}(/\S*)?$", "write an address that starts with https://")]
SiteAddress = Annotated[
    str,
    _like(rf"{_SITE}/([A-Za-z0-9._~-]+/)*$", "write an address that starts with https:// and ends with a slash"),
]
PageAddress = Annotated[
    str, _like(r"^/([a-z0-9-]+/)*(#[a-z0-9-]+)?$", "write an address of this site, such as /exercises/pelvic-tilt/")
]
Contact = Annotated[
    str,
    _like(
        r"^(https://\S+\.\S+|[^\s@]+@[^\s@]+\.[^\s@]+)$",
        "write an address that starts with https:// or an e-mail address",
    ),
]
FileName = Annotated[
    str,
    _like(PICTURE_NAME, "write the name of a file in figures/ that ends in .svg, .png, .webp, .jpg or .jpeg"),
]
PlanCode = Annotated[
    str,
    _like(r"^[0-9A-HJKMNP-TV-Z]{4}$", "write the four signs that `handbook check` asks for, or delete it"),
]
Fingerprint = Annotated[str, _like(r"^[0-9a-f]{16}$", "write the 16 signs that stand on the reviewer’s sheet")]
CallablePhone = Annotated[
    str,
    _like(
        r"^\+?[0-9][0-9 ()/-]{3,24}$",
        'write a telephone number as digits, spaces, +, - and ( ) alone, in quotes, such as "01234 567890"',
    ),
]
Phone = Annotated[str, _like(r"^[0-9]{3,15}$", "write the digits of a telephone number alone, in quotes")]
Colour = Annotated[
    str,
    _like(
        r"^#[0-9a-fA-F]{6}$",
        'write a colour in quotes as # and six digits or letters a to f, such as "#0c4f4b"',
    ),
]
Value = TypeVar("Value")
Keyed = Annotated[Mapping[Slug, Value], AfterValidator(MappingProxyType)]
"""Entries by their slug, in the order of the file, not to be changed."""


class Short:
    """Lets an author write one value where an entry is meant, and says so in the schema."""

    def __init__(self, whole: Callable[[Any], Any], schema: Mapping[str, Any]):
        self.whole, self.schema = whole, dict(schema)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_before_validator_function(self.whole, handler(source))

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        whole = handler(core)
        return whole if handler.mode == "serialization" else {"anyOf": [self.schema, whole]}


def short_for(field: str, short: type | tuple[type, ...]) -> Short:
    """Let an author write words where an entry with only that field is meant."""
    return Short(lambda value: {field: value} if isinstance(value, short) else value, {"type": "string"})


class Entry(BaseModel):
    """Anything written in the data: unknown keys are refused, nothing is guessed."""

    # what checks an entry alone is made when it is asked for: a build asks for the library, which holds them all
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)


class Cited(Entry):
    """An entry that names the sources which support it."""

    sources: tuple[Slug, ...] = Field(default=(), description="keys of sources.yaml that support this")


class Sentence(Cited):
    """Something said to the reader."""

    say: Words = Field(description="the words the reader reads")


Said = Annotated[Sentence, short_for("say", str)]
"""Plain words, or {say: …, sources: […]} where a source supports them."""


class Range(Entry):
    """From one count to another, both included."""

    first: Count = Field(alias="from", description="the smallest count")
    last: Count = Field(alias="to", description="the largest count")


def both_ends(value: Any) -> Any:
    """A number as the range that holds it alone."""
    return {"from": value, "to": value} if isinstance(value, int) else value


CountOrRange = Annotated[Range, Short(both_ends, {"type": "integer"})]


# --- vocabulary.yaml


class Term(Entry):
    """One word of the vocabulary, such as a kind of purpose or a target area."""

    name: Name = Field(description="the word as readers see it, such as Lower back")
    in_a_sentence: Words | None = Field(default=None, description="the word inside a sentence, such as your lower back")
    also_called: tuple[Name, ...] = Field(
        default=(), description="other names that readers search for, as [glutes, bottom]"
    )

    @property
    def phrase(self) -> str:
        """The word inside a sentence."""
        return self.in_a_sentence or self.name[0].lower() + self.name[1:]


class Position(Term):
    """How one lies, sits or stands before step 1."""

    on_the_floor: Literal["yes", "no"] = Field(default="no", description="yes if one gets down to the floor for it")
    get_ready: tuple[Said, ...] = Field(
        default=(), description="what to do first in this position, such as putting the chair against a wall"
    )

    afterwards: tuple[Said, ...] = Field(default=(), description="how to leave this position after the last exercise")

    down: tuple[Words, ...] = Field(
        default=(),
        description="for a position on the floor: the last steps down to it, after those of safety.yaml",
    )

    up: tuple[Words, ...] = Field(
        default=(),
        description="for a position on the floor: the first steps up from it, before those of safety.yaml",
    )


class Vocabulary(Entry):
    """The lists an exercise chooses from."""

    kinds: Keyed[Annotated[Term, short_for("name", str)]] = Field(
        default={}, description="kinds of purpose, such as stretch"
    )
    areas: Keyed[Annotated[Term, short_for("name", str)]] = Field(default={}, description="parts of the body")
    positions: Keyed[Annotated[Position, short_for("name", str)]] = Field(default={}, description="starting positions")


# --- exercises.yaml


DOSE = ("hold_seconds", "repetitions", "sets")
"""The parts of a dose that build up, and that a routine may change."""


class Goal(Entry):
    """The dose to build up to; what is not named stays as it is."""

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


class Illustration(Entry):
    """A picture, and the same in words."""

    file: FileName = Field(description="the picture's file in figures/, such as pelvic-tilt-start.svg")
    dark: FileName | None = Field(default=None, description="the same picture for a dark page")
    alt: Words = Field(description="the position in words, for readers who do not see the picture")
    caption: Words | None = Field(default=None, description="a few words under the picture")
    licence: Words | None = Field(
        default=None, description="the picture's licence, where it is not figures_licence of library.yaml"
    )

    @property
    def files(self) -> list[tuple[str, str]]:
        """Every file in figures/ that it names, by its field."""
        return [("file", self.file), *([("dark", self.dark)] if self.dark else [])]


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


class Review(Entry):
    """Who checked an exercise, a routine or the words on safety against their sources, and when."""

    by: Name = Field(description="the name of the clinician who checked it")
    role: Name = Field(description="that person's profession and registration")
    on: date = Field(description="the day of the review, as 2027-01-31")
    fingerprint: Fingerprint | None = Field(
        default=None,
        description="what was reviewed, from the reviewer's sheet; without it a review has run out",
    )


Sides = Literal["none", "each", "alternate"]


class Reason(Cited):
    """Why to ask first: a precaution of safety.yaml by its name, or words that this exercise alone needs."""

    precaution: Slug | None = Field(default=None, description="a name under ask_first of safety.yaml")
    say: Words | None = Field(default=None, description="words of its own, the end of “Ask … first if …”")


def _named_or_said(value: Any) -> Any:
    """A name has no space; words have."""
    return {"say" if " " in value else "precaution": value} if isinstance(value, str) else value


class Exercise(Cited):
    """One movement or hold. Its own sources are the leading ones; those of the rest stand where they support it."""

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
        """The picture that its movement plays in: its end, else any."""
        ends = [figure for figure in self.figures if figure.shows == "end"]
        return next(iter([*ends, *self.figures]), None)

    @property
    def emblem(self) -> Figure | None:
        """The one picture that stands for it in lists."""
        return self.in_lists or self.moving

    @property
    def illustrations(self) -> list[tuple[tuple[str | int, ...], Illustration]]:
        """Every picture with words of its own, those of its easier and harder ways included, and where it is named."""
        ways = [((way, "figure"), neighbour.figure) for way, neighbour in self.ways if neighbour.figure]
        listed = [(("in_lists",), self.in_lists)] if self.in_lists else []
        return [*((("figures", number), figure) for number, figure in enumerate(self.figures)), *listed, *ways]

    @property
    def ways(self) -> list[tuple[str, NeighbourExercise]]:
        """Its easier and its harder way, as far as there are any."""
        return [(name, way) for name, way in (("easier", self.easier), ("harder", self.harder)) if way]

    @property
    def picture_files(self) -> list[tuple[tuple[str | int, ...], str]]:
        """Every file in figures/ that it names, and where it names it."""
        shown = [((*trail, field), file) for trail, one in self.illustrations for field, file in one.files]
        more = [((field,), getattr(self, field)) for field in ("movement", "preview")]
        return [(trail, file) for trail, file in [*shown, *more] if file]


# --- routines.yaml


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


# --- safety.yaml


class Signs(Entry):
    """Signs that belong together, under a heading if they need one."""

    heading: Words | None = Field(default=None, description="a heading, if the signs need one")
    signs: tuple[Said, ...] = Field(
        description="the signs, at most 7: each ends the card's sentence, so it starts small and has no full stop"
    )
    figure: Illustration | None = Field(default=None, description="a picture that shows where such signs are felt")


class HelpCard(Entry):
    """One level of help: what to do, and the signs that ask for it."""

    heading: Words = Field(description="the level in words, such as Emergency: get help now")
    call: tuple[Said, ...] = Field(default=(), description="whom to call, one line a country")

    act: Words = Field(description="the start of the sentence that each sign ends")
    groups: tuple[Signs, ...] = Field(description="the signs, in one or more groups")


class Help(Entry):
    """The three levels of help."""

    emergency: HelpCard = Field(description="signs to get help now")
    today: HelpCard = Field(description="signs to get help today")
    appointment: HelpCard = Field(description="signs to make an appointment")


class EmergencyLine(Cited):
    """The gravest signs and whom to call, short enough to stand beside all steps and on every sheet."""

    call: Words = Field(description="whom to call, such as Emergency (UK 999, US 911):")
    signs: tuple[Words, ...] = Field(description="about four signs, each a few words")


class Judgement(Cited):
    """Something one may feel, and what to do then."""

    feel: Words = Field(description="what the reader feels")
    act: Words = Field(description="what to do then")


class FloorFigure(Illustration):
    """A picture of getting down or up: where one is at the end of some steps."""

    steps: tuple[Words, ...] = Field(
        description="the steps that end so, word for word, of down and up, here or of a position"
    )


class Floor(Cited):
    """Getting down to the floor and up again, and what to do on a bed instead."""

    before: tuple[Said, ...] = Field(description="what to know before getting down")
    down: tuple[Words, ...] = Field(description="the steps to get down")
    up: tuple[Words, ...] = Field(description="the steps to get up")
    figures: tuple[FloorFigure, ...] = Field(default=(), description="pictures in figures/ beside the steps")
    bed: tuple[Said, ...] = Field(description="what to do on a bed instead")
    chair: tuple[Said, ...] = Field((), description="what there is on a chair, here or elsewhere, with its sources")
    also_called: tuple[Name, ...] = Field(default=(), description="what readers search for who need this page")


SAFETY_PARTS: Mapping[str, tuple[str, ...]] = {
    "signs": ("calm", "also_called", "in_short", "phones", "help"),
    "ask_first": ("ask_first",),
    "surgery": ("surgery",),
    "pain": ("pain", "hurt", "stop_if", "mild"),
    "get_ready": ("get_ready",),
    "afterwards": ("afterwards",),
    "surface": ("surface",),
    "building_up": ("building_up",),
    "your_numbers": ("your_numbers",),
    "disclaimer": ("disclaimer",),
    "floor": ("floor",),
    "reviewed": ("reviewed",),
}
"""The fields of safety.yaml by what belongs together: a library writes a part, or takes the general text for it."""


class Safety(Entry):
    """What is said for every exercise of the library."""

    calm: Said = Field(description="what to say before the signs, so that they do not alarm")
    also_called: tuple[Name, ...] = Field(
        default=(), description="what readers search for who need the page of safety first"
    )

    in_short: EmergencyLine = Field(description="the gravest signs in one line, for every page with steps")
    phones: tuple[Phone, ...] = Field(
        default=(),
        description="telephone numbers in these texts, in quotes; pages link them, so that a phone can call them",
    )

    help: Help = Field(description="when to get help, one card a level")
    ask_first: Keyed[Said] = Field(
        description="who asks first, each under a name: the end of “Ask … first if …”, the gravest first, at most 8"
    )
    surgery: tuple[Said, ...] = Field(default=(), description="what to say to people after surgery or a bad injury")
    pain: tuple[Judgement, ...] = Field(description="how much pain is all right")
    hurt: Said | None = Field(default=None, description="the last word on pain")
    stop_if: tuple[Said, ...] = Field(
        description="the end of “Stop if …”, true of every exercise; short, as sheets repeat it"
    )
    mild: Said = Field(description="what is all right to feel; short, as sheets repeat it")
    get_ready: tuple[Said, ...] = Field(description="what to do before every exercise")
    afterwards: tuple[Said, ...] = Field(default=(), description="what to do after the last exercise, in any position")
    surface: Said | None = Field(default=None, description="where to lie")
    building_up: Said | None = Field(default=None, description="how to do more, bit by bit")
    your_numbers: Said = Field(description="that the physiotherapist's own numbers come first")
    disclaimer: Words = Field(description="the line at the foot of every page")
    floor: Floor | None = Field(
        default=None, description="getting down and up again, where something is done on the floor"
    )

    reviewed: Review | None = Field(
        default=None, description="who checked all of it; only after a clinician really has"
    )

    @property
    def illustrations(self) -> list[tuple[tuple[str | int, ...], Illustration]]:
        """Every picture beside the signs and the steps to the floor, and where it is named."""
        floor = enumerate(self.floor.figures if self.floor else ())
        groups = [
            (("help", level, "groups", number), group)
            for level, card in self.help
            for number, group in enumerate(card.groups)
        ]
        signs = [((*trail, "figure"), group.figure) for trail, group in groups if group.figure]
        return [*signs, *((("floor", "figures", number), figure) for number, figure in floor)]

    @property
    def picture_files(self) -> list[tuple[tuple[str | int, ...], str]]:
        """Every file in figures/ that it names, and where it names it."""
        return [((*trail, field), file) for trail, one in self.illustrations for field, file in one.files]


Reviewed = Exercise | Routine | Safety
"""What a clinician reviews, each by itself."""


# --- sources.yaml, addresses.yaml, about.yaml, library.yaml


class Source(Entry):
    """Where a fact comes from."""

    organisation: Words = Field(description="who published it")
    title: Words = Field(description="its title")
    year: Annotated[int, Field(ge=1800, le=2200)] | None = Field(default=None, description="the year it was published")
    address: WebAddress | None = Field(default=None, description="where it is, starting with https://")
    how_read: Words | None = Field(
        default=None, description="what readers need to know of how it was read, such as Summary read."
    )
    says: tuple[Words, ...] = Field(
        default=(), description="what in it supports these pages, in your own words; the reviewer's sheet shows it"
    )
    for_editors: Words | None = Field(default=None, description="what is still to be done about it; no reader sees it")


class Change(Cited):
    """Where the pages depart from the text they began with, and why."""

    exercise: Slug | None = Field(
        default=None, description="the slug of the exercise that it is about, if it is about one"
    )
    text: Words = Field(description="what the first text said")
    now: Words = Field(description="what the page says now")
    why: Words = Field(description="why it was changed")


class About(Entry):
    """What the page about the library says beyond what can be derived."""

    for_whom: tuple[Said, ...] = Field(default=(), description="who these pages are written for")
    not_for: tuple[Said, ...] = Field(default=(), description="who they are not for")
    intended_use: tuple[Said, ...] = Field(
        default=(),
        description="what the site is and does not do; what tells one person what to do may be a medical device in law",
    )
    made: tuple[Said, ...] = Field(
        default=(), description="how the pages were made, and who has checked them; only what is true"
    )
    for_clinicians: tuple[Said, ...] = Field(
        default=(), description="what a clinician needs to know before linking or printing"
    )
    changes: tuple[Change, ...] = Field(
        default=(), description="where the pages depart from the text that they began with"
    )


class Licence(Entry):
    """What others may do with it."""

    name: Name = Field(description="the licence's name, such as CC BY 4.0")
    address: WebAddress | None = Field(default=None, description="where the licence can be read")


class Logo(Entry):
    """The publisher's sign, beside the site's name."""

    file: FileName = Field(description="the picture's file in figures/, such as logo.svg")
    dark: FileName | None = Field(default=None, description="the same picture for a dark page")


class Colours(Entry):
    """Two colours of the site's own, for light pages. Those of dark pages are worked out from them."""

    accent: Colour | None = Field(default=None, description="what can be pressed, and the numbers of steps")
    band: Colour | None = Field(default=None, description="the ground of titles and of quiet boxes")


English = Literal["en", "en-GB", "en-US", "en-AU", "en-CA", "en-IE", "en-NZ", "en-ZA"]
Spanish = Literal["es", "es-ES", "es-MX", "es-US"]
German = Literal["de", "de-AT", "de-CH", "de-DE"]
Polish = Literal["pl", "pl-PL"]
Arabic = Literal[
    "ar", "ar-AE", "ar-DZ", "ar-EG", "ar-IQ", "ar-JO", "ar-LB", "ar-MA", "ar-SA", "ar-SD", "ar-SY", "ar-TN"
]
Welsh = Literal["cy", "cy-GB"]
French = Literal["fr", "fr-BE", "fr-CA", "fr-CH", "fr-FR"]
Portuguese = Literal["pt", "pt-BR"]
Language = Literal[English, Spanish, German, Polish, Arabic, Welsh, French, Portuguese]
LANGUAGES: tuple[str, ...] = get_args(Language)
"""The languages that the program speaks, each perhaps as one country has it."""


class Mark(Entry):
    """What a mark in the pictures means."""

    say: Words = Field(description="the mark, and what it means")
    mark: Slug | None = Field(
        default=None,
        description="its name in the drawings, where only these shall have it beside them: our own have arrow, work, "
        "stretch and gap",
    )


class Publication(Entry):
    """What the library is, and who answers for it."""

    extends: Words | None = Field(
        default=None, description="the library that this one builds on, lower-back or a folder"
    )
    name: Name = Field(description="the site's name, at the top of every page")
    heading: Name | None = Field(default=None, description="the heading of the home page; else the name")
    in_short: Words = Field(
        description="what the site is, for its home page; {exercises} stands for how many there are"
    )
    language: Language = Field(description="the language of the texts, such as en-GB")
    address: SiteAddress = Field(description="where the site will be, such as https://example.org/")
    edition: date = Field(description="the day of the last change to any words that readers see, as 2026-11-23")
    in_other_words: Mapping[Words, Words] = Field(
        {},
        description="what some readers call a thing otherwise, as {tummy: belly}: each page says it in brackets, once",
    )

    publisher: Words = Field(description="who publishes it")
    contact: Contact | None = Field(
        default=None, description="an e-mail address, or one that starts with https://, for readers who find a mistake"
    )
    phone: CallablePhone | None = Field(
        default=None, description='a telephone number in quotes, for readers to call, such as "01234 567890"'
    )
    logo: Annotated[Logo, short_for("file", str)] | None = Field(
        default=None, description="your sign beside the site's name: an SVG or PNG in figures/"
    )
    colours: Colours = Field(default=Colours(), description='two colours of your own, as {accent: "#0c4f4b"}')
    foot: Words | None = Field(default=None, description="a line of your own at the foot of every page and sheet")
    menu: tuple[Slug, ...] = Field(
        default=(),
        description="the pages in the menu, in your order, as [safety, exercises]; the others stand at the foot",
    )
    licence: Annotated[Licence, short_for("name", str)] = Field(description="the licence of the texts")
    figures_licence: Annotated[Licence, short_for("name", str)] | None = Field(
        default=None, description="the licence of the pictures"
    )
    figures_body: Slug = Field(
        default="average",
        description="the body in the pictures: average, a folder of figures/, or mixed, which takes turns",
    )
    figures_bodies: tuple[Slug, ...] = Field(
        default=(), description="the folders of figures/ with other bodies, as [older]"
    )
    figure_key: tuple[Annotated[Mark, short_for("say", str)], ...] = Field(
        default=(), description="what the marks in the pictures mean"
    )
    handouts: Literal["one-page", "as-long-as-needed"] = Field(
        default="one-page",
        description="an exercise too long for a page: one-page refuses it, as-long-as-needed takes more pages",
    )
    review_months: Annotated[int, Field(ge=1, le=120)] = Field(
        description="how many months a review is good for, such as 24"
    )
    honest: Said = Field(description="what exercise can do and cannot, for the home page")
    start_here: Slug | None = Field(default=None, description="the routine that the home page offers first")
    cover: Slug | None = Field(default=None, description="the exercise whose picture stands on the home page")
    drafts: Literal["yes", "no"] = Field(
        default="no",
        description="yes publishes translations too that a machine made and nobody has checked yet",
    )
    machine_translations: Literal["yes", "no"] = Field(
        default="yes", description="no keeps back translations that a machine made, whoever has checked them"
    )
    offline: Literal["yes", "no"] = Field(
        default="yes",
        description="no takes back what lets pages work without a network, from phones that have it too",
    )
    pages: tuple[Slug, ...] = Field(default=(), description="pages of docs/ that belong to this library")

    @property
    def picture_files(self) -> list[tuple[tuple[str | int, ...], str]]:
        """Every file in figures/ that it names, and where it names it."""
        if not self.logo:
            return []
        files = [("logo", self.logo.file), ("logo", self.logo.dark)]
        return [((field,), file) for field, file in files if file]


# --- labels.yaml


class OwnLabel(Entry):
    """A library's own words for something that the program says: alone, or in the forms that a number picks."""

    say: Words | None = Field(default=None, description="the words")
    zero: Words | None = Field(default=None, description="the words for none")
    one: Words | None = Field(default=None, description="the words for one")
    two: Words | None = Field(default=None, description="the words for two")
    few: Words | None = Field(default=None, description="the words for a few")
    many: Words | None = Field(default=None, description="the words for many")
    other: Words | None = Field(default=None, description="the words for any other number")

    @property
    def forms(self) -> dict[str, str]:
        """The words of each form that is written."""
        return {name: words for name, words in self if words}


# --- what lies beside the YAML


PictureKind = Literal["svg", "png", "webp", "jpeg"]


@dataclass(frozen=True, slots=True)
class Picture:
    """What is known of a picture's file. The kind is None when it cannot be read as a picture."""

    file: str
    kind: PictureKind | None
    width: int = 0
    height: int = 0
    trouble: str = ""
    digest: str = ""
    """Of the content, where the file is not published as it lies."""
    marks: tuple[str, ...] = ()
    """What a drawing says in data-marks that a key may have to explain."""

    @property
    def path(self) -> Path:
        """Where it lies. Made when asked for: a path takes five times the memory of its words."""
        return Path(self.file)


class Copy(NamedTuple):
    """A file that is published for a picture: its address below /figures/, its size in pixels, where it lies."""

    address: str
    width: int
    height: int
    file: str


Paper = Literal["a4", "letter", "large-print", "large-print-letter"]
PAPERS: tuple[Paper, ...] = get_args(Paper)
"""What handouts are made on; large print is on A4 where it names no paper."""

ON_LETTER = (*get_args(English), "es", "es-MX", "es-US", "fr-CA")
"""The languages that are read where paper is Letter, too."""


class Handout(Entry):
    """A PDF for paper: of which page, at which address, and its file once it is made."""

    page: str = Field(description="the address of its page")
    address: str = Field(description="its own address")
    paper: Paper = Field(description="the paper it is for")
    path: Path | None = None
    pages: int = 0
    """How many it has; 0 as long as it is not made."""


class Base(Entry):
    """The library that another one builds on, as far as pages speak of it."""

    name: Name = Field(description="the name of the library that this one builds on")
    publisher: Words = Field(description="who publishes it")
    licence: Annotated[Licence, short_for("name", str)] = Field(description="the licence of its texts")
    figures_licence: Annotated[Licence, short_for("name", str)] | None = None
    figures: frozenset[str] = frozenset()
    """The pictures that come from it."""

    about: frozenset[str] = frozenset()
    """What is said in its words of how the pages were made and the like: fields of About."""


class Difference(Entry):
    """Where a library says something else than the one it builds on."""

    section: str = Field(description="a part of changes.yaml, such as exercises")

    slug: str = ""
    """The entry; "" in parts that are one entry."""

    field: str = ""
    """The field, as dose.repetitions or steps[3]; "" where the whole entry is left out."""

    was: Any = None
    """What the base says, as it is written; None where it says nothing."""

    now: Any = None
    """What this library says instead; None where it leaves out what the base says."""

    why: str = ""


class WrittenPage(Entry):
    """A page of docs/ that a person wrote: its title, what it cites and where it leads, each once, in order."""

    title: str = ""
    sources: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    """Addresses of this site, such as /safety/#ask-first."""
