"""What must be true of a library beyond its shape.

A rule's docstring is what the author reads when the rule is broken. A rule takes one entry
and the whole library and yields, for each break, the trail inside the entry and what was
found there. Rules meet only entries of the right shape, so they hold no guards for it.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from exercise_handbook.intake.draft import Draft
from exercise_handbook.intake.rules import exercise, picture, routine, whole
from exercise_handbook.library.problems import Finding, Trail

Rule = Callable[[Any, Draft], Iterator[Finding]]
RuleOfTheDay = Callable[[Any, date], Iterator[Finding]]

RULES: dict[str, tuple[Rule, ...]] = {
    "folder": (whole.library_has_exercises,),
    "library": (
        whole.blanks_are_counts,
        whole.start_is_a_routine,
        whole.cover_is_an_exercise,
        whole.figures_body_is_drawn,
        whole.figures_bodies_have_pictures,
        whole.pages_are_written,
        whole.menu_names_pages,
        whole.colours_can_be_read,
        picture.figures_are_there,
        whole.sources_are_known,
    ),
    "exercises": (
        exercise.slug_is_free,
        exercise.slug_looks_like_no_other,
        exercise.code_is_its_own,
        exercise.name_is_its_own,
        exercise.has_a_purpose,
        exercise.purposes_are_known,
        exercise.purposes_are_named_once,
        exercise.position_is_known,
        exercise.has_steps,
        exercise.blanks_can_be_filled,
        exercise.blanks_bring_their_words,
        exercise.steps_hold_as_long_as_the_dose,
        exercise.dose_builds_up,
        exercise.ranges_go_up,
        exercise.neighbours_say_something,
        exercise.neighbours_are_known,
        exercise.harder_leads_up,
        picture.figures_are_there,
        picture.figures_have_a_licence,
        exercise.figures_show_steps_there_are,
        exercise.reasons_are_known,
        exercise.reasons_are_given_once,
        exercise.leading_sources_are_few,
        whole.sources_are_known,
    ),
    "positions": (whole.words_have_no_blanks, whole.sources_are_known),
    "pace": (whole.sources_are_known,),
    "routines": (
        routine.routine_has_exercises,
        whole.blanks_are_counts,
        routine.routine_exercises_are_known,
        routine.routine_areas_are_served,
        routine.routine_turns_as_little_as_it_can,
        routine.routine_stays_within_the_dose,
        routine.routine_takes_as_long_as_it_says,
        whole.sources_are_known,
    ),
    "safety": (
        whole.help_names_signs,
        whole.emergency_line_is_short,
        whole.words_have_no_blanks,
        picture.figures_are_there,
        picture.figures_have_a_licence,
        picture.floor_figures_show_steps_there_are,
        whole.sources_are_known,
    ),
    "about": (whole.changes_are_of_known_exercises, whole.blanks_are_counts, whole.sources_are_known),
    "sources": (whole.source_is_cited,),
    "addresses": (whole.address_leads_somewhere,),
    "labels": (whole.label_fits,),
    "written": (whole.footnotes_are_known, whole.links_lead_to_pages),
}
"""Every rule, under what it judges."""

OF_WORDS: frozenset[Rule] = frozenset(
    {
        whole.blanks_are_counts,
        whole.words_have_no_blanks,
        exercise.name_is_its_own,
        exercise.blanks_can_be_filled,
        exercise.blanks_bring_their_words,
        exercise.steps_hold_as_long_as_the_dose,
        exercise.reasons_are_given_once,
        whole.label_fits,
        whole.footnotes_are_known,
        whole.links_lead_to_pages,
    }
)
"""Those that a translation may break: all else is the same in every language."""

OF_THE_DAY: dict[str, tuple[RuleOfTheDay, ...]] = {
    "library": (whole.edition_has_been,),
    "exercises": (whole.review_lies_behind,),
    "routines": (whole.review_lies_behind,),
    "safety": (whole.review_lies_behind,),
}
"""Those that ask for the day of the build, which nothing else knows: the same data gives the same pages."""


def broken_rules(library: Draft, today: date) -> Iterator[Finding]:
    """Every break of every rule: its trail in the library and what to tell the author."""
    yield from _breaks(RULES, library, library)
    yield from _breaks(OF_THE_DAY, library, today)


def broken_rules_of_words(library: Draft) -> Iterator[Finding]:
    """Every break of those rules that a translation may break."""
    of_words = {part: tuple(rule for rule in rules if rule in OF_WORDS) for part, rules in RULES.items()}
    return _breaks(of_words, library, library)


def _breaks(rules: Mapping[str, tuple[Callable[..., Any], ...]], library: Draft, beside: object) -> Iterator[Finding]:
    """Every break of some rules, each of which is given an entry, and beside it the library or the day."""
    for collection, trail, entry in _judged(library):
        for rule in rules.get(collection, ()):
            for inside, found in rule(entry, beside):
                yield (*trail, *inside), f"{rule.__doc__} Here {found}{'' if found.endswith('?') else '.'}"


def _judged(library: Draft) -> Iterator[tuple[str, Trail, Any]]:
    """Everything that rules judge: under which rules, where, and what."""
    yield "folder", (), library
    yield "library", ("library",), library.publication
    yield from ((name, (name,), getattr(library, name)) for name in ("safety", "about") if library.is_whole(name))
    yield from (("exercises", ("exercises", slug), entry) for slug, entry in library.exercises.items())
    positions = library.vocabulary.positions.items()
    yield from (("positions", ("vocabulary", "positions", slug), entry) for slug, entry in positions)
    if library.routines_file:
        yield "pace", ("routines", "pace"), library.pace
    yield from (("routines", ("routines", "routines", slug), entry) for slug, entry in library.routines.items())
    yield from (("sources", ("sources", slug), slug) for slug in library.sources)
    yield from (("addresses", ("addresses", address), address) for address in library.addresses)
    yield from (("labels", ("labels", slug), slug) for slug in library.labels)
    yield from (("written", ("written", f"{library.path}{slug}.md"), page) for slug, page in library.pages.items())
