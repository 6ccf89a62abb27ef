"""What must be true of each exercise."""

import re
from collections.abc import Iterator

from exercise_handbook.intake.advice import nearest, not_there
from exercise_handbook.intake.draft import Draft, looks
from exercise_handbook.intake.general import known_words
from exercise_handbook.intake.rules.whole import AS_IT_STANDS, BLANK, texts
from exercise_handbook.library.addresses import is_a_device
from exercise_handbook.library.model.exercises import Exercise
from exercise_handbook.library.problems import Finding, Trail
from exercise_handbook.library.wording import LEADING

RESERVED = {"index", "all", "new", "none", "search", "print", "assets", "figures", "api", "here"}
RESERVED |= {"main", "ask", "stop", "ready", "after", "handouts"}  # parts of a routine's page, beside its exercises
RESERVED |= set(Exercise.model_fields)
"""Slugs that the site or its data would take for something else."""

BLANKS = {"hold": "seconds", "times": "times"}
"""Each blank, and the label that fills it."""

WITH_BLANKS = ("steps", "in_short")
"""The fields in which these are filled."""

WORD_BEHIND = re.compile(r"\{(\w+)\}\s+(\w+)")

HOLD = re.compile(r"\bhold for (\d{1,3}) seconds?\b", re.IGNORECASE)


def slug_is_free(exercise: Exercise, library: Draft) -> Iterator[Finding]:
    """A slug is not a word the site needs for itself."""
    if exercise.slug in RESERVED or is_a_device(exercise.slug):
        yield (), f"{exercise.slug} is needed{' by Windows' * is_a_device(exercise.slug)}; choose another slug"


def slug_looks_like_no_other(exercise: Exercise, library: Draft) -> Iterator[Finding]:
    """A slug does not look like another: people copy it from paper."""
    twins = library.lookalikes[looks(exercise.slug)]
    if len(twins) > 1:
        yield (), f"{' and '.join(twins)} look alike; choose another slug for one"


def code_is_its_own(exercise: Exercise, library: Draft) -> Iterator[Finding]:
    """Links of plans tell exercises apart, also those that were renamed or are gone, by a code of their own."""
    if clash := library.code_clashes.get(exercise.slug):
        trail: Trail = ("code",) if exercise.code else ()
        yield trail, f"{clash.with_slug} has that of {exercise.slug}; write code: {clash.free} under {exercise.slug}"


def name_is_its_own(exercise: Exercise, library: Draft) -> Iterator[Finding]:
    """No two exercises share a name."""
    if library.names[exercise.name.casefold()] > 1:
        yield ("name",), f"{exercise.name} is used again; choose another name"


def has_a_purpose(exercise: Exercise, library: Draft) -> Iterator[Finding]:
    """An exercise has a purpose, so that readers find it."""
    if not exercise.goals:
        yield ("purposes",), "there are none; write {stretch: [lower-back]} or the like"
    for kind, areas in exercise.purposes.items():
        if not areas and len(exercise.purposes) > 1:
            yield ("purposes", kind), f"{kind} has no area; name one, or delete {kind}"


def purposes_are_known(exercise: Exercise, library: Draft) -> Iterator[Finding]:
    """A purpose is a kind and areas of vocabulary.yaml."""
    kinds, areas = library.vocabulary.kinds, library.vocabulary.areas
    for kind, served in exercise.purposes.items():
        if kind not in kinds:
            yield ("purposes", kind), f"{kind} is no kind there{nearest(kind, known_words('kinds', kinds))}"
        for number, area in enumerate(served):
            if area not in areas:
                near = nearest(area, known_words("areas", areas))
                yield ("purposes", kind, number), f"{area} is no area there{near}"


def purposes_are_named_once(exercise: Exercise, library: Draft) -> Iterator[Finding]:
    """A purpose is named once."""
    for kind, areas in exercise.purposes.items():
        for number, area in enumerate(areas):
            if area in areas[:number]:
                yield ("purposes", kind, number), f"{area} is there already; delete it"


def position_is_known(exercise: Exercise, library: Draft) -> Iterator[Finding]:
    """A position is one of vocabulary.yaml."""
    positions = library.vocabulary.positions
    if exercise.position not in positions:
        yield ("position",), not_there(exercise.position, known_words("positions", positions))


def has_steps(exercise: Exercise, library: Draft) -> Iterator[Finding]:
    """An exercise has steps."""
    if not exercise.steps:
        yield ("steps",), "there are none; write one action a line, each after a dash"


def blanks_can_be_filled(exercise: Exercise, library: Draft) -> Iterator[Finding]:
    """In steps and in_short, {hold} and {times} stand for the numbers of the dose."""
    for trail, words in texts(exercise):
        for blank in BLANK.findall(words):
            if trail[0] not in WITH_BLANKS:
                yield trail, AS_IT_STANDS.format(blank)
            elif blank not in BLANKS:
                yield trail, f"{{{blank}}} stands for nothing{nearest(blank, BLANKS)}"
            elif blank == "hold" and exercise.dose.hold_seconds is None:
                yield trail, "the dose has no hold_seconds for {hold}; write them, or take {hold} out"


def blanks_bring_their_words(exercise: Exercise, library: Draft) -> Iterator[Finding]:
    """{hold} and {times} bring the words for seconds and times with them."""
    for trail, words in texts(exercise):
        for blank, word in WORD_BEHIND.findall(words):
            if blank in BLANKS and word in " ".join(library.say.labels[BLANKS[blank]].forms.values()).split():
                yield trail, f"{word} stands behind {{{blank}}}, so that it would be read twice; take it out"


def steps_hold_as_long_as_the_dose(exercise: Exercise, library: Draft) -> Iterator[Finding]:
    """A step that says how long to hold says what the dose says."""
    for number, step in enumerate(exercise.steps):
        said = HOLD.search(step)
        if said and exercise.dose.hold_seconds and int(said[1]) != exercise.dose.hold_seconds:
            found = f"{said[1]} seconds, and the dose has {exercise.dose.hold_seconds}"
            yield ("steps", number), f"it says {found}; write Hold for {{hold}}, and the site puts the number in"


def dose_builds_up(exercise: Exercise, library: Draft) -> Iterator[Finding]:
    """A dose builds up to more, never to less."""
    for name, goal in exercise.dose.build_to or ():
        start = getattr(exercise.dose, name) or 0
        if goal is not None and goal <= start:
            yield ("dose", "build_to", name), f"{goal} is not more than {start}; write more, or delete it"


def ranges_go_up(exercise: Exercise, library: Draft) -> Iterator[Finding]:
    """A range goes from the smaller number to the larger."""
    steps = [(("figures", number, "steps"), figure.steps) for number, figure in enumerate(exercise.figures)]
    for trail, found in [(("dose", "times_a_day"), exercise.dose.times_a_day), *steps]:
        if found and found.first > found.last:
            yield trail, f"found {found.first} to {found.last}; swap them"


def neighbours_say_something(exercise: Exercise, library: Draft) -> Iterator[Finding]:
    """An easier or harder way is words, or {exercise: slug}, or both."""
    for way, neighbour in exercise.ways:
        if not (neighbour.say or neighbour.exercise):
            yield (way,), "there is neither; write words"


def neighbours_are_known(exercise: Exercise, library: Draft) -> Iterator[Finding]:
    """An easier or harder exercise is another one of the library."""
    for way, slug in _neighbours(exercise):
        if slug == exercise.slug:
            yield (way, "exercise"), f"{slug} is this exercise; name another"
        elif not library.holds("exercises", slug):
            yield (way, "exercise"), not_there(slug, library.exercises)


def harder_leads_up(exercise: Exercise, library: Draft) -> Iterator[Finding]:
    """Easier and harder never go in a circle."""
    for way, slug in _neighbours(exercise):
        if slug != exercise.slug and {slug, exercise.slug} <= library.circles:
            yield (way, "exercise"), f"{exercise.slug} and {slug} are part of one; take one of its links out"


def figures_show_steps_there_are(exercise: Exercise, library: Draft) -> Iterator[Finding]:
    """A figure shows steps that the exercise has."""
    for number, figure in enumerate(exercise.figures):
        steps = figure.steps
        if steps and max(steps.first, steps.last) > len(exercise.steps):
            found = f"{steps.first} to {steps.last} are not all among its {len(exercise.steps)}"
            yield ("figures", number, "steps"), f"{found}; write steps there are"


def reasons_are_known(exercise: Exercise, library: Draft) -> Iterator[Finding]:
    """A reason to ask first is a name under ask_first in safety.yaml, or words of its own."""
    known = library.safety.ask_first
    for number, reason in enumerate(exercise.ask_first):
        if not (reason.precaution or reason.say):
            yield ("ask_first", number), "there is neither; write a name, or words"
        elif reason.precaution and reason.precaution not in known and library.is_whole("safety"):
            yield ("ask_first", number), not_there(reason.precaution, known)


def reasons_are_given_once(exercise: Exercise, library: Draft) -> Iterator[Finding]:
    """A reason to ask first is given once, and by its name where it has one."""
    named = {said.say.casefold(): name for name, said in library.safety.ask_first.items()}
    given = [
        reason.precaution or named.get(words := (reason.say or "").casefold(), words) for reason in exercise.ask_first
    ]
    for number, (reason, name) in enumerate(zip(exercise.ask_first, given, strict=True)):
        if name in given[:number]:
            yield ("ask_first", number), "it is there already; delete it"
        elif reason.say and name in library.safety.ask_first:
            yield ("ask_first", number), f"these are the words of {name}; write {name}"


def leading_sources_are_few(exercise: Exercise, library: Draft) -> Iterator[Finding]:
    """An exercise leads with two to four sources; sources for one detail stand beside it."""
    named = set(exercise.sources)
    if not named or LEADING[0] <= len(named) <= LEADING[-1]:
        return
    if len(named) > LEADING[-1] or len(named) < len({slug for _, slug in library.citations(exercise)}):
        yield ("sources",), f"it names {len(named)}; choose those that support the whole exercise best"


def _neighbours(exercise: Exercise) -> Iterator[tuple[str, str]]:
    return ((way, neighbour.exercise) for way, neighbour in exercise.ways if neighbour.exercise)
