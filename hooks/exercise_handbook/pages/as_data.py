"""A library in the shape that /api/v1/ publishes: every blank filled, every address whole."""

from collections.abc import Iterable
from typing import Any

from exercise_handbook.library import addresses as at
from exercise_handbook.library.codes import code, former_slugs
from exercise_handbook.library.duration import dose_in, routine_seconds
from exercise_handbook.library.edition import Edition
from exercise_handbook.library.instructions import Instructions, figure_label
from exercise_handbook.library.model.entry import Range, Sentence
from exercise_handbook.library.model.exercises import DOSE, Dose, Exercise, Figure, NeighbourExercise
from exercise_handbook.library.model.provenance import Source
from exercise_handbook.library.model.routines import Pace, Part, Routine
from exercise_handbook.library.wording import (
    ask_first,
    emergency,
    good_until,
    review_state,
)
from exercise_handbook.pages import open_data as to
from exercise_handbook.pages.templating import in_full


def exercises(library: Edition) -> tuple[to.Exercise, ...]:
    """Every exercise. Each is published in the whole, alone and as a row of a table."""
    return tuple(library.once(exercise_by_its_slug, slug) for slug in library.exercises)


def exercise_by_its_slug(library: Edition, slug: str) -> to.Exercise:
    """An exercise."""
    return exercise(library.exercises[slug], library)


def whole(library: Edition) -> to.Whole:
    """All of a library."""
    return to.Whole(
        version=to.VERSION,
        library=publisher(library),
        safety=_safety(library),
        pace=_pace(library),
        exercises=library.once(exercises),
        routines=tuple(_routine(one, library) for one in library.routines_by_length),
        sources={slug: _source(one) for slug, one in library.sources.items()},
    )


def alone(one: Exercise, library: Edition) -> to.One:
    """An exercise with all that it cites."""
    cited = dict.fromkeys(slug for _, slug in library.citations(one))
    return to.One(
        version=to.VERSION,
        library=library.once(publisher),
        exercise=library.once(exercise_by_its_slug, one.slug),
        sources={slug: _source(library.sources[slug]) for slug in cited},
    )


def as_json(data: to.Open) -> str:
    """As it is published."""
    return data.model_dump_json(by_alias=True) + "\n"


def publisher(library: Edition) -> to.Publisher:
    """What the library is."""
    about = library.publication
    figures = about.figures_licence
    return to.Publisher(
        name=about.name,
        in_short=about.in_short,
        address=about.address,
        language=about.language,
        edition=about.edition,
        publisher=about.publisher,
        licence=about.licence.name,
        licence_address=about.licence.address,
        figures_licence=figures.name if figures else None,
        figures_licence_address=figures.address if figures else None,
        translation=_translation(library),
    )


def _translation(library: Edition) -> to.Translation | None:
    if library.translation is None:
        return None
    made = library.translation.made_by
    return to.Translation(
        by_machine=made.is_by_machine,
        translator=None if made.is_by_machine else made.translator,
        checked_by=made.reader or None,
        checked_as=made.role or None,
        on=made.on,
    )


def exercise(one: Exercise, library: Edition) -> to.Exercise:
    """An exercise, its words filled in with its own dose."""
    terms = library.vocabulary
    said = Instructions(one, one.dose, library)
    told: dict[str, Any] = {
        "in_short": said.in_short if one.in_short else None,
        "steps": said.steps,
        "purposes": tuple(
            to.Purpose(kind=_word(kind, terms.kinds), area=_word(area, terms.areas)) for kind, area in one.goals
        ),
        "position": _position(one.position, library),
        "dose": _dose(one, library),
        "figures": tuple(figure(shown, library) for shown in one.figures),
        "movement": in_full(library, f"/figures/{one.movement}") if one.movement else None,
        "review": review_state([one], library).value,
        "reviewed": _review(one, library),
    }
    return to.Exercise(
        slug=one.slug,
        code=code(one),
        former_slugs=library.once(former_slugs).get(one.slug, ()),
        address=in_full(library, at.exercise(one.slug)),
        steps_with_blanks=one.steps,
        breathing=_line(one.breathing) if one.breathing else None,
        feel=_lines(one.feel),
        stop_if=_lines(one.stop_if),
        mistakes=tuple(to.Mistake(wrong=it.wrong, right=it.right, sources=it.sources) for it in one.mistakes),
        easier=_neighbour(one.easier),
        harder=_neighbour(one.harder),
        ask_first=_lines(ask_first([one], library)),
        **{name: getattr(one, name) for name in AS_WRITTEN},
        **told,
    )


AS_WRITTEN = ("name", "plain_name", "also_called", "aim", "starting_position", "counts_as_one", "sides", "sources")
"""The fields of an exercise that are published as they stand in the data."""


def _dose(one: Exercise, library: Edition) -> to.Dose:
    dose = one.dose
    return to.Dose(
        **_numbers(dose),
        times_a_day=_span(dose.times_a_day),
        build_to=to.Numbers(**{name: value or _numbers(dose)[name] for name, value in _goal(dose).items()}),
        in_words=Instructions(one, dose, library).dose_line,
        sources=dose.sources,
    )


def _goal(dose: Dose) -> dict[str, int | None]:
    return {name: getattr(dose.build_to, name, None) for name in DOSE}


def _numbers(dose: Dose) -> dict[str, int]:
    return {"sets": dose.sets, "repetitions": dose.repetitions, "hold_seconds": dose.hold_seconds or 0}


def figure(shown: Figure, library: Edition) -> to.Figure:
    """A picture of an exercise."""
    own = library.publication.figures_licence
    return to.Figure(
        **_file(shown.file, library),
        shows=shown.shows,
        label=figure_label(shown, library.say),
        steps=_span(shown.steps),
        alt=shown.alt,
        caption=shown.caption,
        licence=shown.licence or (own.name if own else None),
        licence_address=own.address if own and not shown.licence else None,
        dark=to.Copy(**_file(shown.dark, library)) if shown.dark else None,
        smaller=tuple(
            to.Copy(address=in_full(library, f"/figures/{copy.address}"), width=copy.width, height=copy.height)
            for copy in library.other_copies(shown.file)
        ),
    )


def _file(name: str, library: Edition) -> dict[str, Any]:
    size = library.pictures[name]
    return {"address": in_full(library, f"/figures/{name}"), "width": size.width, "height": size.height}


def _review(one: Exercise, library: Edition) -> to.Review | None:
    review = one.reviewed
    if review is None:
        return None
    return to.Review(by=review.by, role=review.role, on=review.on, good_until=good_until(review, library.publication))


def _position(slug: str, library: Edition) -> to.Position:
    position = library.vocabulary.positions[slug]
    return to.Position(
        slug=slug,
        name=position.name,
        on_the_floor=position.on_the_floor == "yes",
        get_ready=_lines(position.get_ready),
        afterwards=_lines(position.afterwards),
    )


def _neighbour(way: NeighbourExercise | None) -> to.Neighbour | None:
    return to.Neighbour(say=way.say, exercise=way.exercise, sources=way.sources) if way else None


def _routine(one: Routine, library: Edition) -> to.Routine:
    return to.Routine(
        slug=one.slug,
        address=in_full(library, at.routine(one.slug)),
        name=one.name,
        in_short=one.in_short,
        areas=tuple(_word(area, library.vocabulary.areas) for area in one.areas),
        seconds=routine_seconds(one, library),
        how_often=_line(one.how_often),
        exercises=tuple(_part(part, library) for part in one.exercises),
        notes=_lines(one.notes),
        sources=one.sources,
    )


def _part(part: Part, library: Edition) -> to.Part:
    return to.Part(exercise=part.exercise, **_numbers(dose_in(part, library.exercises[part.exercise])))


def _safety(library: Edition) -> to.Safety:
    safety = library.safety
    return to.Safety(
        emergency=emergency(library),
        stop_if=_lines(safety.stop_if),
        mild=_line(safety.mild),
        get_ready=_lines(safety.get_ready),
        afterwards=_lines(safety.afterwards),
        your_numbers=_line(safety.your_numbers),
        disclaimer=safety.disclaimer,
        address=in_full(library, at.SAFETY),
    )


def _pace(library: Edition) -> to.Pace | None:
    if not library.routines_file:
        return None
    return to.Pace(**{name: getattr(library.pace, name).seconds for name in Pace.model_fields})


def _source(one: Source) -> to.Source:
    return to.Source(organisation=one.organisation, title=one.title, year=one.year, address=one.address)


def _span(span: Range | None) -> to.Span | None:
    return to.Span(first=span.first, last=span.last) if span else None


def _word(slug: str, terms: Any) -> to.Word:
    return to.Word(slug=slug, name=terms[slug].name)


def _line(said: Sentence) -> to.Line:
    return to.Line(say=said.say, sources=said.sources)


def _lines(said: Iterable[Sentence]) -> tuple[to.Line, ...]:
    return tuple(map(_line, said))
