"""The text of each sheet as data for Typst, in the order on paper.

Fields of an exercise have the same names as in the library, because a refusal names the one to shorten. A field with
nothing to say is "", an empty list or None, never missing: templates read them all.
"""

import json
import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from exercise_handbook.labels.catalogue import SAY
from exercise_handbook.labels.say import END_OF_ISOLATE, ISOLATE, Say
from exercise_handbook.library import addresses as at
from exercise_handbook.library import wording
from exercise_handbook.library.differences import changed_line
from exercise_handbook.library.duration import routine_minutes
from exercise_handbook.library.instructions import Instructions, figure_label, instructions_of
from exercise_handbook.library.library import Library
from exercise_handbook.library.model.entry import Illustration, Sentence
from exercise_handbook.library.model.exercises import Exercise, Figure
from exercise_handbook.library.model.safety import HelpCard
from exercise_handbook.pages.other_words import sheet_in_other_words
from exercise_handbook.pages.templating import in_full, on_paper
from exercise_handbook.paper.typesetting import TEMPLATES

SOURCES_NAMED = 3
"""The most sources named on the sheet of an exercise."""

Sheet = dict[str, Any]
"""The data of a sheet, or of a part of one."""


def as_read(sheet: Sheet, library: Library) -> Sheet:
    """A sheet as Typst reads it: with the labels, and with other readers' words for a thing after its first mention."""
    words = for_typst(json.dumps(sheet, ensure_ascii=False), library.say)
    return sheet_in_other_words(json.loads(words), library) | {"say": labels(library.say)}


def for_typst(words: str, say: Say) -> str:
    """Words with directional marks in place of isolates, which Typst ignores."""
    mark = "\u200f" if say.direction == "rtl" else "\u200e"
    return words.replace(ISOLATE, mark).replace(END_OF_ISOLATE, mark)


# ---------- the sheets


def exercise_sheet(slug: str, library: Library) -> Sheet:
    """One exercise."""
    exercise, say = library.exercises[slug], library.say
    said = Instructions(exercise, exercise.dose, library)
    name, plain_name = exercise.name, exercise.plain_name
    return {
        **_head(say("name_and_plain_name", name=name, plain_name=plain_name) if plain_name else name, library),
        **_address(at.exercise(slug), library),
        "aim": exercise.aim,
        **_ask_first(wording.ask_first([exercise], library), say),
        **_told_whole(said),
        "counts_as_one": exercise.counts_as_one or "",
        "build_up": said.build_up,
        "notes": [vars(note) for note in said.notes],
        "mistakes": [(one.wrong, one.right) for one in exercise.mistakes],
        "easier": said.easier,
        "harder": said.harder,
        "your_numbers": library.safety.your_numbers.say,
        **_stop(library),
        **_foot(library, wording.review_line(exercise, library), changed_line(library, [exercise])),
        "sources": _sources_named(exercise, library),
    }


def routine_sheet(slug: str, library: Library) -> Sheet:
    """The exercises of a routine. How often to do it is said for the routine, not again for each exercise."""
    routine, say = library.routines[slug], library.say
    parts = instructions_of(routine, library)
    exercises = [part.exercise for part in parts]
    length = say("about_minutes", n=routine_minutes(routine, library))
    return {
        **_head(routine.name, library),
        **_address(at.routine(slug), library),
        "heading": wording.routine_title(routine, library),
        "in_short": routine.in_short,
        "how_often": routine.how_often.say,
        "length": say("full_stop", words=length),
        **_ask_first(wording.ask_first(exercises, library), say),
        **_stop(library),
        **_one_after_the_other(parts, library, routine.notes),
        **_foot(library, wording.review_line(routine, library), changed_line(library, exercises, routine)),
    }


def purpose_sheet(kind: str, area: str, library: Library) -> Sheet:
    """All exercises that serve a purpose, in full."""
    exercises = library.exercises_for(kind, area)
    parts = [Instructions(one, one.dose, library) for one in exercises]
    return _purpose(kind, area, exercises, library, _one_after_the_other(parts, library))


def index_sheet(kind: str, area: str, library: Library) -> Sheet:
    """All exercises that serve a purpose, one row each, to choose from."""
    exercises = library.exercises_for(kind, area)
    return _purpose(kind, area, exercises, library, {"exercises": [_choice(one, library) for one in exercises]})


def safety_sheet(library: Library) -> Sheet:
    """When to get help, who should ask first, how much pain is all right, when to stop."""
    safety = library.safety
    return {
        **_head(library.say("safety"), library),
        **_address(at.SAFETY, library),
        "in_short": safety.calm.say,
        "call": safety.in_short.call,
        "signs": safety.in_short.signs,
        "help": [_level(card) for _, card in safety.help],
        **_ask_first(safety.ask_first.values(), library.say),
        "surgery": _said(safety.surgery),
        **_stop(library),
        "pain": [(one.feel, one.act) for one in safety.pain],
        "hurt": safety.hurt.say if safety.hurt else "",
        **_foot(library, wording.review_line(safety, library)),
    }


# ---------- what they are made of


def _head(title: str, library: Library) -> Sheet:
    """Title, publisher, edition and language."""
    about = library.publication
    own = library.say("call_us", phone=about.phone) if about.phone else ""
    return {
        "language": about.language,
        "publisher": about.publisher,
        "edition": about.edition.isoformat(),
        "edition_in_words": library.say.day(about.edition),
        "may_be_long": about.handouts == "as-long-as-needed",
        "logo": about.logo.file if about.logo else "",
        "ours": " ".join(filter(None, (wording.translation_line(library), own, about.foot))),
        "title": title,
    }


def _address(here: str, library: Library) -> Sheet:
    return {"address": in_full(library, here), "address_in_words": on_paper(library, here)}


def _ask_first(reasons: Iterable[Sentence], say: Say) -> Sheet:
    said = _said(reasons)
    return {"ask": say("ask_first_if") if said else "", "ask_first": said}


def _stop(library: Library) -> Sheet:
    """When to stop, and whom to call."""
    return {
        "always_stop_if": _said(library.safety.stop_if),
        "mild": library.safety.mild.say,
        "emergency": wording.emergency(library),
    }


def _foot(library: Library, review: str, changed: str = "") -> Sheet:
    return {
        "review": f"{review} {changed}".strip(),
        "sources": library.say("sources_at_that_address") if library.sources else "",
        "disclaimer": library.safety.disclaimer,
    }


def _purpose(kind: str, area: str, exercises: list[Exercise], library: Library, told: Sheet) -> Sheet:
    """The sheet of a purpose, given the part about its exercises."""
    say, vocabulary = library.say, library.vocabulary
    title = say("purpose", kind=vocabulary.kinds[kind].name, area=vocabulary.areas[area].phrase)
    review = wording.state_line(wording.review_state(exercises, library), say)
    return {
        **_head(title, library),
        **_address(at.purpose(kind, area), library),
        "heading": title,
        "in_short": say("exercises_for_purpose", n=len(exercises), purpose=title),
        "how_often": "",
        "length": "",
        **_ask_first(wording.ask_first(exercises, library), say),
        **_stop(library),
        **told,
        **_foot(library, review, changed_line(library, exercises)),
    }


def _one_after_the_other(parts: list[Instructions], library: Library, notes: Iterable[Sentence] = ()) -> Sheet:
    """How to get ready, and then each exercise."""
    return {
        "ready": _said((*wording.get_ready([part.exercise for part in parts], library), *notes)),
        "your_numbers": library.safety.your_numbers.say,
        "exercises": [_told_whole(part) for part in parts],
    }


def _told_whole(said: Instructions) -> Sheet:
    exercise = said.exercise
    return {
        "name": exercise.name,
        "plain_name": exercise.plain_name or "",
        "starting_position": exercise.starting_position,
        "steps": said.steps,
        "breathing": exercise.breathing.say if exercise.breathing else "",
        "dose": said.rows,
        "times_a_day": said.dose.times_a_day.last if said.dose.times_a_day else 1,  # the boxes to tick for a day
        "sides": said.sides,
        "stop_if": _said(exercise.stop_if),
        "figures": [_figure(one, said.library.say) for one in exercise.figures],
    }


def _choice(exercise: Exercise, library: Library) -> Sheet:
    return {
        "name": exercise.name,
        "plain_name": exercise.plain_name or "",
        "dose": Instructions(exercise, exercise.dose, library).dose_line,
        "address": on_paper(library, at.exercise(exercise.slug)),
        "figure": _picture(exercise.emblem) if exercise.emblem else None,
    }


def _level(card: HelpCard) -> Sheet:
    """One level of help, its signs in groups."""
    groups = [
        {
            "heading": one.heading or "",
            "signs": _said(one.signs),
            "figure": _captioned(one.figure) if one.figure else None,
        }
        for one in card.groups
    ]
    return {"heading": card.heading, "call": _said(card.call), "act": card.act, "groups": groups}


def _figure(figure: Figure, say: Say) -> Sheet:
    return {
        "label": figure_label(figure, say),
        **_captioned(figure),
        "variation": figure.shows == "variation",
        "of_a_step": figure.steps is not None,
    }


def _captioned(one: Illustration) -> Sheet:
    return _picture(one) | {"caption": one.caption or ""}


def _picture(one: Illustration) -> Sheet:
    return {"file": one.file, "alt": one.alt}


def _said(lines: Iterable[Sentence]) -> list[str]:
    return [line.say for line in lines]


def _sources_named(exercise: Exercise, library: Library) -> str:
    """The first leading sources of an exercise, each organisation once, and how many more there are."""
    names = [*dict.fromkeys(one.organisation for one in wording.leading_sources(exercise, library))]
    listed, more = library.say.listed(names[:SOURCES_NAMED], "names"), len(names) - SOURCES_NAMED
    if more > 0:
        return library.say("sources_list_and_more", names=listed, n=more)
    return library.say("sources_list", names=listed) if names else ""


# ---------- labels


def labels(say: Say) -> Sheet:
    """The labels that templates of sheets use as data.say.slug. Typst fills their slots."""
    own = {"digits": say.digits, "days": say.week(), "days_in_short": say.days_in_short}
    return {slug: say.labels[slug].forms[SAY] for slug in _named_by_templates()} | own


@cache
def _named_by_templates() -> list[str]:
    written = "".join(file.read_text(encoding="utf-8") for file in TEMPLATES.glob("*.typ"))
    return sorted(set(re.findall(r"\bsay\.(\w+)", written)) - {"digits", "days", "days_in_short"})
