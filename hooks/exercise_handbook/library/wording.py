"""What the program says about exercises, decided once for pages, sheets and search.

The words themselves are in the data and among the labels; this module decides which of them are used.
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
"""How many leading sources an exercise has; the others are on the page of sources."""


class ReviewState(StrEnum):
    """The state of a review, the worst first."""

    NONE = "none"
    RUN_OUT = "run out"
    CHANGED = "changed"
    GOOD = "good"


WORST_FIRST = list(ReviewState)


def review_state(entries: Iterable[Reviewed], library: Library) -> ReviewState:
    """The worst state of review among some entries."""
    return min((_state(one, library) for one in entries), key=WORST_FIRST.index)


def parts_of(routine: Routine, library: Library) -> list[Reviewed]:
    """The entries on the page of a routine: itself, then each of its exercises."""
    return [routine, *(library.exercises[part.exercise] for part in routine.exercises)]


def by_review(library: Library) -> dict[ReviewState, list[Exercise]]:
    """The exercises of each state of review, in the order of the data."""
    found: dict[ReviewState, list[Exercise]] = {state: [] for state in ReviewState}
    for exercise in library.exercises.values():
        found[_state(exercise, library)].append(exercise)
    return found


def state_line(state: ReviewState, say: Say) -> str:
    """The sentence about the review of several exercises."""
    match state:
        case ReviewState.NONE:
            return say("not_yet_reviewed")
        case ReviewState.RUN_OUT:
            return say("review_too_old")
        case ReviewState.CHANGED:
            return say("changed_since_reviews")
    return say("reviewed_by_clinician")


def review_line(entry: Reviewed, library: Library) -> str:
    """The sentence about who checked a page. For a routine, the worst review among it and its exercises counts.

    A review that has run out does not count.
    """
    review = entry.reviewed
    state = review_state(parts_of(entry, library) if isinstance(entry, Routine) else [entry], library)
    if review and state == ReviewState.GOOD:
        return library.say("reviewed_by", name=review.by, role=review.role, day=review.on)
    if review and state == ReviewState.CHANGED == _state(entry, library):
        return library.say("changed_since_review", day=review.on)
    return state_line(state, library.say)


def translation_review_line(entry: Reviewed, library: Library) -> str:
    """Who checked an entry in the first language, and who checked its translation; "" if nobody did."""
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
    """The valid reviews; that of a routine only if its exercises have one too."""
    found = {}
    for key, entry in library.reviewable.items():
        parts = parts_of(entry, library) if isinstance(entry, Routine) else [entry]
        if entry.reviewed and review_state(parts, library) == ReviewState.GOOD:
            found[key] = entry.reviewed
    return found


def routines_reviewed(library: Library) -> int:
    """The number of routines with a valid review of themselves and all their exercises."""
    states = [review_state(parts_of(one, library), library) for one in library.routines.values()]
    return states.count(ReviewState.GOOD)


def good_until(review: Review, publication: Publication) -> date:
    """The last day on which a review is valid."""
    return months_later(review.on, publication.review_months)


def ask_first(exercises: Iterable[Exercise], library: Library) -> tuple[Sentence, ...]:
    """Who should ask before doing any of these, each reason once: those of safety.yaml, then those of the exercises."""
    reasons = [reason for exercise in exercises for reason in exercise.ask_first]
    named = {reason.precaution for reason in reasons}
    own = {reason.say: _sentence(reason) for reason in reasons if reason.say}
    return (*(said for name, said in library.safety.ask_first.items() if name in named), *own.values())


def get_ready(exercises: Iterable[Exercise], library: Library) -> list[Sentence]:
    """What to do before these exercises: for all, then for their positions, each line once."""
    positions = [library.vocabulary.positions[exercise.position] for exercise in exercises]
    lines = [*library.safety.get_ready, *(line for position in positions for line in position.get_ready)]
    return list({line.say: line for line in lines}.values())


def afterwards(last: Exercise, library: Library) -> list[Sentence]:
    """What to do after the last exercise: how to leave its position, then what applies to all."""
    return [*library.vocabulary.positions[last.position].afterwards, *library.safety.afterwards]


def emergency(library: Library) -> str:
    """The gravest signs and whom to call, in one line."""
    in_short = library.safety.in_short
    signs = library.say.listed(in_short.signs, "signs")
    return f"{in_short.call} {library.say('full_stop', words=signs)}"


def translation_line(library: Library) -> str:
    """A sentence that a machine translated the text, or its labels, and who checked it; "" if a person did."""
    say, told = library.say, library.translation
    if told and told.made_by.is_by_machine:
        return f"{translated_line(told.made_by, say)} {checked_line(told.made_by, say)}"
    return say("labels_by_machine_in_short") if say.is_unchecked else ""


def translated_line(made_by: MadeBy, say: Say) -> str:
    """The sentence about who translated a library."""
    by_machine = made_by.is_by_machine
    return say("translated_by_machine") if by_machine else say("translated_by", translator=made_by.translator)


def checked_line(made_by: MadeBy, say: Say) -> str:
    """The sentence about who checked a translation."""
    if made_by.reader and made_by.role and made_by.on:
        return say("translation_checked", reader=made_by.reader, role=made_by.role, day=made_by.on)
    return say("translation_read", reader=made_by.reader) if made_by.reader else say("translation_unchecked")


def general_parts(library: Library) -> str:
    """A list of the parts of safety that come from the general text; "" if none does."""
    names = {
        "signs": library.say("general_signs"),
        "ask_first": library.say("general_ask_first"),
        "pain": library.say("general_pain"),
        "floor": library.say("general_floor"),
    }
    return library.say.listed([name for part, name in names.items() if part in library.general])


def leading_sources(exercise: Exercise, library: Library) -> list[Source]:
    """The sources named on the page and sheet of an exercise: its own, or else the first that it cites."""
    slugs = dict.fromkeys(exercise.sources or (slug for _, slug in library.citations(exercise)))
    return [library.sources[slug] for slug in slugs][: LEADING[-1]]


def routine_areas(routine: Routine, library: Library) -> tuple[str, ...]:
    """The parts of the body that a routine is for, as in a sentence."""
    return tuple(library.vocabulary.areas[area].phrase for area in routine.areas)


def routine_title(routine: Routine, library: Library) -> str:
    """The name of a routine and the parts of the body that it is for."""
    return library.say("routine_for", routine=routine.name, areas=library.say.listed(routine_areas(routine, library)))


def months_later(when: date, months: int) -> date:
    """The same day some months later, or the last day of that month."""
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
