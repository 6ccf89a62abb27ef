"""What sheets say, as Typst reads it: frozen values in the order of the paper, words of the data and labels alike.

The fields of an exercise are called as in the data, as a refusal names the one to shorten.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any

from exercise_handbook.labels.catalogue import SAY
from exercise_handbook.labels.say import END_OF_ISOLATE, ISOLATE, Say
from exercise_handbook.library import addresses as at
from exercise_handbook.library import wording
from exercise_handbook.library.differences import changed_line
from exercise_handbook.library.instructions import Instructions, Note, Row, figure_label
from exercise_handbook.library.library import Library
from exercise_handbook.library.model.entry import Illustration, Sentence
from exercise_handbook.library.model.exercises import Exercise, Figure
from exercise_handbook.library.model.routines import Routine
from exercise_handbook.library.model.safety import HelpCard, Safety
from exercise_handbook.library.model.vocabulary import Term
from exercise_handbook.pages.templating import in_full, on_paper, said_otherwise
from exercise_handbook.paper.typesetting import TEMPLATES

SOURCES_NAMED = 3
"""So many sources an exercise's sheet names, where there is room for them."""

Said = tuple[str, ...]


def as_json(sheet: "Sheet", library: Library) -> str:
    """A sheet as Typst reads it, with the other word of some readers where it says a word first."""
    said = said_otherwise(_plain(sheet), library) | {"say": labels(library.say)}
    return for_typst(json.dumps(said, ensure_ascii=False), library.say)


def for_typst(words: str, say: Say) -> str:
    """Words with a mark of the language's own direction in the place of each isolate: Typst heeds none of those."""
    mark = "\u200f" if say.direction == "rtl" else "\u200e"
    return words.replace(ISOLATE, mark).replace(END_OF_ISOLATE, mark)


def _plain(value: Any) -> Any:
    """A value as JSON has it, fields in their order."""
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    return [_plain(inside) for inside in value] if isinstance(value, tuple) else value


# ---------- what sheets are made of. Where a class has several bases, the last one's fields come first.


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What every sheet says of the library, and of where it comes from."""

    language: str
    publisher: str
    site: str
    edition: str
    edition_in_words: str
    address: str
    address_in_words: str
    may_be_long: bool
    logo: str
    """The publisher's sign, a file in figures/; "" for none."""

    ours: str
    """How to call the publisher, and a line of its own."""

    title: str


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A picture on a sheet."""

    file: str
    alt: str


@dataclass(frozen=True, kw_only=True)
class Captioned(Shown):
    """A picture and what stands below it."""

    caption: str


@dataclass(frozen=True, kw_only=True)
class ShownExercise(Shown):
    """A picture of an exercise."""

    label: str
    caption: str
    variation: bool
    of_a_step: bool


@dataclass(frozen=True, kw_only=True)
class Told:
    """An exercise on any sheet that tells it whole."""

    slug: str
    name: str
    plain_name: str
    starting_position: str
    steps: Said
    breathing: str
    dose: tuple[Row, ...]
    times_a_day: int
    """The boxes to tick for a day; a routine says itself how often it is done."""
    sides: str
    stop_if: Said
    figures: tuple[ShownExercise, ...]


@dataclass(frozen=True, kw_only=True)
class Asks:
    """Who asks first."""

    ask: str
    ask_first: Said


@dataclass(frozen=True, kw_only=True)
class Stops:
    """When to stop, and whom to call."""

    always_stop_if: Said
    mild: str
    emergency: str


@dataclass(frozen=True, kw_only=True)
class Foot:
    """What stands at the foot of a sheet."""

    review: str
    sources: str
    disclaimer: str


@dataclass(frozen=True, kw_only=True)
class Aim:
    """What an exercise is for."""

    aim: str


@dataclass(frozen=True, kw_only=True)
class More:
    """What only the sheet of an exercise alone has room for."""

    counts_as_one: str
    build_up: str
    notes: tuple[Note, ...]
    mistakes: tuple[tuple[str, str], ...]
    easier: str
    harder: str
    your_numbers: str


@dataclass(frozen=True, kw_only=True)
class ExerciseSheet(Foot, Stops, More, Told, Asks, Aim, Sheet):
    """One exercise."""

    sources_in_short: str


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What a sheet of several exercises is, at its head."""

    heading: str
    in_short: str
    how_often: str
    length: str


@dataclass(frozen=True, kw_only=True)
class Exercises:
    """What the exercises of a sheet need, and each of them."""

    ready: Said
    your_numbers: str
    exercises: tuple[Told, ...]


@dataclass(frozen=True, kw_only=True)
class ListSheet(Foot, Exercises, Stops, Asks, Summary, Sheet):
    """Exercises one after the other: a routine, or those that serve a purpose."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """An exercise in a list to choose from."""

    name: str
    plain_name: str
    dose: str
    address: str
    figure: Shown | None


@dataclass(frozen=True, kw_only=True)
class Choices:
    """Exercises to choose from."""

    exercises: tuple[Choice, ...]


@dataclass(frozen=True, kw_only=True)
class IndexSheet(Foot, Choices, Stops, Asks, Summary, Sheet):
    """Exercises to choose from, a row each."""


@dataclass(frozen=True, kw_only=True)
class Signs:
    """Signs that belong together."""

    heading: str
    signs: Said
    figure: Captioned | None


@dataclass(frozen=True, kw_only=True)
class Level:
    """One level of help."""

    heading: str
    call: Said
    act: str
    groups: tuple[Signs, ...]


@dataclass(frozen=True, kw_only=True)
class Help:
    """The gravest signs, and each level of help."""

    in_short: str
    call: str
    signs: Said
    help: tuple[Level, ...]
    ask: str
    ask_first: Said
    surgery: Said
    always_stop_if: Said
    mild: str
    emergency: str
    pain: tuple[tuple[str, str], ...]
    hurt: str


@dataclass(frozen=True, kw_only=True)
class SafetySheet(Foot, Help, Sheet):
    """When to get help, who asks first, how much pain is all right, when to stop."""


# ---------- how they are made


def exercise_sheet(exercise: Exercise, library: Library) -> ExerciseSheet:
    """The sheet of one exercise."""
    said = Instructions(exercise, exercise.dose, library)
    names = tuple(dict.fromkeys(one.organisation for one in wording.leading_sources(exercise, library)))
    told = told_whole(said)
    title = library.say("name_and_plain_name", name=told.name, plain_name=told.plain_name)
    return ExerciseSheet(
        **_library(library, at.exercise(exercise.slug)),
        **vars(told),
        **_safety_first([exercise], library),
        title=title if told.plain_name else told.name,
        aim=exercise.aim,
        counts_as_one=exercise.counts_as_one or "",
        build_up=said.build_up,
        notes=said.notes,
        mistakes=tuple((one.wrong, one.right) for one in exercise.mistakes),
        easier=said.easier,
        harder=said.harder,
        your_numbers=library.safety.your_numbers.say,
        review=f"{wording.review_line(exercise, library)} {changed_line(library, [exercise])}".strip(),
        sources=_sources_named(names, SOURCES_NAMED, library.say),
        sources_in_short=_sources_named(names, 1, library.say),
        disclaimer=library.safety.disclaimer,
    )


def routine_sheet(routine: Routine, parts: Sequence[Instructions], minutes: int, library: Library) -> ListSheet:
    """The sheet of a routine, which says itself how often it is done: its exercises do not say it again."""
    say = library.say
    return ListSheet(
        **_library(library, at.routine(routine.slug)),
        **_several([part.exercise for part in parts], library, routine),
        title=routine.name,
        heading=wording.routine_title(routine, library),
        in_short=routine.in_short,
        how_often=routine.how_often.say,
        length=say("full_stop", words=say("about_minutes", n=minutes)),
        exercises=tuple(map(told_whole, parts)),
    )


def purpose_sheet(kind: Term, area: Term, here: str, exercises: Sequence[Exercise], library: Library) -> ListSheet:
    """All exercises that serve a purpose, told whole."""
    return ListSheet(
        **_library(library, here),
        **_purpose(kind, area, exercises, library.say),
        **_several(exercises, library),
        exercises=tuple(told_whole(Instructions(one, one.dose, library)) for one in exercises),
    )


def index_sheet(kind: Term, area: Term, here: str, exercises: Sequence[Exercise], library: Library) -> IndexSheet:
    """All exercises that serve a purpose, a row each."""
    return IndexSheet(
        **_library(library, here),
        **_purpose(kind, area, exercises, library.say),
        **_safety_first(exercises, library),
        **_foot(exercises, library),
        exercises=tuple(_choice(one, library) for one in exercises),
    )


def safety_sheet(library: Library) -> SafetySheet:
    """The page about safety."""
    safety = library.safety
    return SafetySheet(
        **_library(library, at.SAFETY),
        **(
            _asks(safety.ask_first.values(), library.say)
            | _stops(library)
            | _foot((), library)
            | _reviewed(safety, library)
        ),
        title=library.say("safety"),
        in_short=safety.calm.say,
        call=safety.in_short.call,
        signs=safety.in_short.signs,
        help=tuple(_level(card) for _, card in safety.help),
        surgery=_said(safety.surgery),
        pain=tuple((one.feel, one.act) for one in safety.pain),
        hurt=safety.hurt.say if safety.hurt else "",
    )


def told_whole(said: Instructions) -> Told:
    """An exercise on any sheet that tells it whole."""
    exercise = said.exercise
    return Told(
        slug=exercise.slug,
        name=exercise.name,
        plain_name=exercise.plain_name or "",
        starting_position=exercise.starting_position,
        steps=said.steps,
        breathing=exercise.breathing.say if exercise.breathing else "",
        dose=said.rows,
        times_a_day=said.dose.times_a_day.last if said.dose.times_a_day else 1,
        sides=said.sides,
        stop_if=_said(exercise.stop_if),
        figures=tuple(_figure(one, said.library.say) for one in exercise.figures),
    )


def _choice(exercise: Exercise, library: Library) -> Choice:
    emblem = exercise.emblem
    return Choice(
        name=exercise.name,
        plain_name=exercise.plain_name or "",
        dose=Instructions(exercise, exercise.dose, library).dose_line,
        address=on_paper(library, at.exercise(exercise.slug)),
        figure=Shown(file=emblem.file, alt=emblem.alt) if emblem else None,
    )


def _figure(figure: Figure, say: Say) -> ShownExercise:
    return ShownExercise(
        file=figure.file,
        alt=figure.alt,
        label=figure_label(figure, say),
        caption=figure.caption or "",
        variation=figure.shows == "variation",
        of_a_step=figure.steps is not None,
    )


def _level(card: HelpCard) -> Level:
    groups = (
        Signs(heading=one.heading or "", signs=_said(one.signs), figure=_captioned(one.figure)) for one in card.groups
    )
    return Level(heading=card.heading, call=_said(card.call), act=card.act, groups=tuple(groups))


def _captioned(figure: Illustration | None) -> Captioned | None:
    return Captioned(file=figure.file, alt=figure.alt, caption=figure.caption or "") if figure else None


def _said(lines: Iterable[Sentence]) -> Said:
    return tuple(line.say for line in lines)


def _library(library: Library, here: str) -> dict[str, Any]:
    about = library.publication
    return {
        "language": about.language,
        "publisher": about.publisher,
        "site": about.name,
        "edition": about.edition.isoformat(),
        "edition_in_words": library.say.day(about.edition),
        "address": in_full(library, here),
        "address_in_words": on_paper(library, here),
        "may_be_long": about.handouts == "as-long-as-needed",
        "logo": about.logo.file if about.logo else "",
        "ours": " ".join(filter(None, (*_unchecked(library), *_to_call(library), about.foot))),
    }


def _several(exercises: Sequence[Exercise], library: Library, routine: Routine | None = None) -> dict[str, Any]:
    return {
        **_safety_first(exercises, library),
        **_foot(exercises, library, routine),
        "ready": _said((*library.get_ready(exercises), *(routine.notes if routine else ()))),
        "your_numbers": library.safety.your_numbers.say,
    }


def _purpose(kind: Term, area: Term, exercises: Sequence[Exercise], say: Say) -> dict[str, Any]:
    title = say("purpose", kind=kind.name, area=area.phrase)
    number = say("exercises_for_purpose", n=len(exercises), purpose=title)
    return {"title": title, "heading": title, "in_short": number, "how_often": "", "length": ""}


def _safety_first(exercises: Sequence[Exercise], library: Library) -> dict[str, Any]:
    return _asks(wording.ask_first(exercises, library), library.say) | _stops(library)


def _asks(reasons: Iterable[Sentence], say: Say) -> dict[str, Any]:
    said = _said(reasons)
    return {"ask": say("ask_first_if") if said else "", "ask_first": said}


def _stops(library: Library) -> dict[str, Any]:
    return {
        "always_stop_if": _said(library.safety.stop_if),
        "mild": library.safety.mild.say,
        "emergency": wording.emergency(library),
    }


def _unchecked(library: Library) -> tuple[str, ...]:
    """What a machine translated, where that is so."""
    line = wording.translation_line(library)
    return (line,) if line else ()


def _to_call(library: Library) -> tuple[str, ...]:
    phone = library.publication.phone
    return (library.say("call_us", phone=phone),) if phone else ()


def _reviewed(safety: Safety, library: Library) -> dict[str, str]:
    return {"review": wording.review_line(safety, library)}


def _review_of(exercises: Sequence[Exercise], library: Library, routine: Routine | None) -> str:
    if routine:
        return wording.review_line(routine, library)
    return wording.state_line(wording.review_state(exercises, library), library.say) if exercises else ""


def _foot(exercises: Sequence[Exercise], library: Library, routine: Routine | None = None) -> dict[str, Any]:
    return {
        "review": f"{_review_of(exercises, library, routine)} {changed_line(library, exercises, routine)}".strip(),
        "sources": library.say("sources_at_that_address") if library.sources else "",
        "disclaimer": library.safety.disclaimer,
    }


def _sources_named(names: Said, most: int, say: Say) -> str:
    listed, more = say.listed(names[:most], "names"), len(names) - most
    if more > 0:
        return say("sources_list_and_more", names=listed, n=more)
    return say("sources_list", names=listed) if names else ""


def labels(say: Say) -> dict[str, Any]:
    """What the templates of sheets say themselves, as data.say.slug. Typst fills their slots."""
    own = {"digits": say.digits, "days": say.week(), "days_in_short": say.days_in_short}
    return {slug: say.labels[slug].forms[SAY] for slug in _named_by_templates()} | own


@cache
def _named_by_templates() -> list[str]:
    written = "".join(file.read_text(encoding="utf-8") for file in TEMPLATES.glob("*.typ"))
    return sorted(set(re.findall(r"\bsay\.(\w+)", written)) - {"digits", "days", "days_in_short"})
