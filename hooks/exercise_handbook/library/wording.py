"""What the program says about exercises, decided once for pages, sheets and search alike.

The words themselves stand in the data and in the catalogue of labels: here is decided which of them are said.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from exercise_handbook.labels.made_by import MadeBy
from exercise_handbook.labels.say import Say
from exercise_handbook.library.library import Library, Reviewed
from exercise_handbook.library.model.entry import Review, Sentence
from exercise_handbook.library.model.exercises import Exercise, Reason
from exercise_handbook.library.model.provenance import Source
from exercise_handbook.library.model.publication import Publication
from exercise_handbook.library.model.routines import Routine
from exercise_handbook.library.reviewed_text import entry_key

LEADING = range(2, 5)
"""How many sources lead an exercise; those of more detail stand on the page of sources."""


class ReviewState(StrEnum):
    """What a reader is told of a review, the worst first."""

    NONE = "none"
    RUN_OUT = "run out"
    CHANGED = "changed"
    GOOD = "good"


WORST_FIRST = list(ReviewState)


def review_state(entries: Iterable[Reviewed], library: Library) -> ReviewState:
    """The state of the review of these entries: that of the worst."""
    return min((_state(one, library) for one in entries), key=WORST_FIRST.index)


def parts_of(routine: Routine, library: Library) -> list[Reviewed]:
    """What the page of a routine says: its own words, then those of each of its exercises."""
    return [routine, *(library.exercises[part.exercise] for part in routine.exercises)]


def by_review(library: Library) -> dict[ReviewState, list[Exercise]]:
    """The exercises of each state of review, in the order of the data."""
    found: dict[ReviewState, list[Exercise]] = {state: [] for state in ReviewState}
    for exercise in library.exercises.values():
        found[_state(exercise, library)].append(exercise)
    return found


def state_line(state: ReviewState, say: Say) -> str:
    """What is said of the review of several exercises: of the worst of them."""
    match state:
        case ReviewState.NONE:
            return say("not_yet_reviewed")
        case ReviewState.RUN_OUT:
            return say("review_too_old")
        case ReviewState.CHANGED:
            return say("changed_since_reviews")
    return say("reviewed_by_clinician")


def review_line(entry: Reviewed, library: Library) -> str:
    """Who checked what a page says. On that of a routine stand its exercises too, and the worst review counts.

    A review that has run out is no review.
    """
    review = entry.reviewed
    state = review_state(parts_of(entry, library) if isinstance(entry, Routine) else [entry], library)
    if review and state == ReviewState.GOOD:
        return library.say("reviewed_by", name=review.by, role=review.role, day=review.on)
    if review and state == ReviewState.CHANGED == _state(entry, library):
        return library.say("changed_since_review", day=review.on)
    return state_line(state, library.say)


def translation_review_line(entry: Reviewed, library: Library) -> str:
    """Of an entry in a translation, who checked it in the first language, and who the translation; "" where nobody."""
    told = library.translation
    if told is None:
        return ""
    review, say, first = told.reviewed.get(entry_key(entry)), library.say, library.languages[0].name
    lines = [checked_line(told.made_by, say)] if review or told.made_by.reader else []
    if review:
        by = say("reviewed_by", name=review.by, role=review.role, day=review.on)
        lines = [say("colon", label=first), by, *lines]
    return " ".join(lines)


def good_reviews(library: Library) -> dict[tuple[str, str], Review]:
    """The reviews that are good, those of routines if each exercise has one too."""
    found = {}
    for key, entry in library.reviewable.items():
        parts = parts_of(entry, library) if isinstance(entry, Routine) else [entry]
        if entry.reviewed and review_state(parts, library) == ReviewState.GOOD:
            found[key] = entry.reviewed
    return found


def routines_reviewed(library: Library) -> int:
    """How many routines have a good review, and all of their exercises too."""
    states = [review_state(parts_of(one, library), library) for one in library.routines.values()]
    return states.count(ReviewState.GOOD)


def good_until(review: Review, publication: Publication) -> date:
    """The last day that a review is good for."""
    return months_later(review.on, publication.review_months)


def ask_first(exercises: Iterable[Exercise], library: Library) -> tuple[Sentence, ...]:
    """Who asks before doing any of these, each reason once: in the order of safety.yaml, then in words of their own."""
    reasons = [reason for exercise in exercises for reason in exercise.ask_first]
    named = {reason.precaution for reason in reasons}
    own = {reason.say: _sentence(reason) for reason in reasons if reason.say}
    return (*(said for name, said in library.safety.ask_first.items() if name in named), *own.values())


def get_ready(exercises: Iterable[Exercise], library: Library) -> list[Sentence]:
    """What to do before these exercises: what is said for all, then what their positions ask, each line once."""
    positions = [library.vocabulary.positions[exercise.position] for exercise in exercises]
    lines = [*library.safety.get_ready, *(line for position in positions for line in position.get_ready)]
    return list({line.say: line for line in lines}.values())


def afterwards(last: Exercise, library: Library) -> list[Sentence]:
    """What to do after the last exercise: how to leave its position, then what is said for all."""
    return [*library.vocabulary.positions[last.position].afterwards, *library.safety.afterwards]


def emergency(library: Library) -> str:
    """The gravest signs and whom to call, in one line."""
    in_short = library.safety.in_short
    signs = library.say.listed(in_short.signs, "signs")
    return f"{in_short.call} {library.say('full_stop', words=signs)}"


def translation_line(library: Library) -> str:
    """That a machine made the words, or those around the exercises, and who has checked them; "" for a person's."""
    say, told = library.say, library.translation
    if told and told.made_by.is_by_machine:
        return f"{translated_line(told.made_by, say)} {checked_line(told.made_by, say)}"
    return say("labels_by_machine_in_short") if say.is_unchecked else ""


def translated_line(made_by: MadeBy, say: Say) -> str:
    """Who translated a library."""
    by_machine = made_by.is_by_machine
    return say("translated_by_machine") if by_machine else say("translated_by", translator=made_by.translator)


def checked_line(made_by: MadeBy, say: Say) -> str:
    """Who that speaks the language has checked a translation."""
    if made_by.reader and made_by.role and made_by.on:
        return say("translation_checked", reader=made_by.reader, role=made_by.role, day=made_by.on)
    return say("translation_read", reader=made_by.reader) if made_by.reader else say("translation_unchecked")


def general_parts(library: Library) -> str:
    """The parts of what is said of safety that come from the general text, listed; nothing if all is its own."""
    names = {
        "signs": library.say("general_signs"),
        "ask_first": library.say("general_ask_first"),
        "pain": library.say("general_pain"),
        "floor": library.say("general_floor"),
    }
    return library.say.listed([name for part, name in names.items() if part in library.general])


def leading_sources(exercise: Exercise, library: Library) -> list[Source]:
    """The sources that an exercise's page and sheet name: its own, else the first that it cites."""
    slugs = dict.fromkeys(exercise.sources or (slug for _, slug in library.citations(exercise)))
    return [library.sources[slug] for slug in slugs][: LEADING[-1]]


def routine_areas(routine: Routine, library: Library) -> tuple[str, ...]:
    """The parts of the body that a routine is for, as they stand in a sentence."""
    return tuple(library.vocabulary.areas[area].phrase for area in routine.areas)


def routine_title(routine: Routine, library: Library) -> str:
    """A routine's name, and the parts of the body that it is for."""
    return library.say("routine_for", routine=routine.name, areas=library.say.listed(routine_areas(routine, library)))


def months_later(when: date, months: int) -> date:
    """The same day some months later, or the last one of that month."""
    years, month = divmod(when.month - 1 + months, 12)
    year, month = when.year + years, month + 1
    return date(year, month, min(when.day, monthrange(year, month)[1]))


def _state(entry: Reviewed, library: Library) -> ReviewState:
    review, publication = entry.reviewed, library.publication
    if review is None:
        return ReviewState.NONE
    if review.fingerprint is None or good_until(review, publication) < publication.edition:
        return ReviewState.RUN_OUT
    return ReviewState.CHANGED if entry_key(entry) in library.changed_since_review else ReviewState.GOOD


def _sentence(reason: Reason) -> Sentence:
    return Sentence(say=reason.say or "", sources=reason.sources)
