"""A library as /api/v1/ publishes it: every blank filled, every address absolute."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic_core import to_json

from exercise_handbook.library import addresses as at
from exercise_handbook.library.codes import code, former_slugs
from exercise_handbook.library.duration import dose_in, routine_seconds
from exercise_handbook.library.edition import Edition
from exercise_handbook.library.instructions import Instructions, figure_label
from exercise_handbook.library.model.entry import Entry, Range, Sentence
from exercise_handbook.library.model.exercises import DOSE, Dose, Exercise, Figure
from exercise_handbook.library.model.routines import Pace, Part, Routine
from exercise_handbook.library.model.vocabulary import Vocabulary
from exercise_handbook.library.wording import (
    ask_first,
    emergency,
    good_until,
    review_state,
)
from exercise_handbook.pages import open_data as to
from exercise_handbook.pages.templating import in_full


def exercises(library: Edition) -> tuple[bytes, ...]:
    """Every exercise as JSON. Each is published with all others, by itself, and as a row of a table."""
    return tuple(library.once(exercise_by_its_slug, slug) for slug in library.exercises)


def exercise_by_its_slug(library: Edition, slug: str) -> bytes:
    """An exercise as JSON, which takes a fifth of the memory of its types."""
    return _json(exercise(library.exercises[slug], library))


def whole(library: Edition) -> bytes:
    """All of a library, in the shape of open_data.Whole."""
    return _object(
        version=_json(to.VERSION),
        library=library.once(publisher_as_json),
        safety=_json(_safety(library)),
        pace=_json(_pace(library)),
        exercises=library.once(exercises),
        routines=tuple(_json(_routine(one, library)) for one in library.routines_by_length),
        sources=_sources(library, library.sources),
    )


def alone(library: Edition, slug: str) -> bytes:
    """An exercise with all that it cites, in the shape of open_data.One."""
    cited = dict.fromkeys(source for _, source in library.citations(library.exercises[slug]))
    return _object(
        version=_json(to.VERSION),
        library=library.once(publisher_as_json),
        exercise=library.once(exercise_by_its_slug, slug),
        sources=_sources(library, cited),
    )


def _json(data: Any) -> bytes:
    return to_json(data, by_alias=True)


def _object(**members: bytes | tuple[bytes, ...]) -> bytes:
    """A JSON object made of members that are JSON already, as lines of a file; a tuple becomes an array.

    Nothing is copied more than once, as ten thousand exercises are 47 MB.
    """
    return b"".join(_pieces(members))


def _pieces(members: Mapping[str, bytes | tuple[bytes, ...]]) -> Iterator[bytes]:
    for number, (name, value) in enumerate(members.items()):
        yield b'%s"%s":' % (b"," if number else b"{", name.encode())
        yield from [value] if isinstance(value, bytes) else _array(value)
    yield b"}\n"


def _array(values: tuple[bytes, ...]) -> Iterator[bytes]:
    yield b"["
    for number, value in enumerate(values):
        yield from (b",", value) if number else (value,)
    yield b"]"


def _sources(library: Edition, slugs: Iterable[str]) -> bytes:
    return _json({slug: to.Source.model_validate(library.sources[slug]) for slug in slugs})


def publisher_as_json(library: Edition) -> bytes:
    """What the library is, as JSON."""
    return _json(publisher(library))


def publisher(library: Edition) -> to.Publisher:
    """What the library is."""
    about = library.publication
    figures = about.figures_licence
    return to.Publisher(
        **_as_written(about, ("name", "in_short", "address", "language", "edition", "publisher")),
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
    """An exercise, with its own dose in its words."""
    said = Instructions(one, one.dose, library)
    return to.Exercise(
        code=code(one),
        former_slugs=library.once(former_slugs).get(one.slug, ()),
        address=in_full(library, at.exercise(one.slug)),
        in_short=said.in_short if one.in_short else None,
        steps=said.steps,
        steps_with_blanks=one.steps,
        purposes=_purposes(one, library.vocabulary),
        position=_position(one.position, library),
        dose=_dose(one, library),
        ask_first=_lines(ask_first([one], library)),
        figures=tuple(figure(shown, library) for shown in one.figures),
        movement=in_full(library, f"/figures/{one.movement}") if one.movement else None,
        **_review(one, library),
        **_as_written(one, AS_WRITTEN),
    )


AS_WRITTEN = (
    *("slug", "name", "plain_name", "also_called", "aim", "starting_position", "counts_as_one", "sides", "sources"),
    *("breathing", "feel", "stop_if", "mistakes", "easier", "harder"),
)
"""The fields of an exercise that are published unchanged."""


def _as_written(entry: Entry, names: Iterable[str]) -> dict[str, Any]:
    """Fields as they are, for a type of the open data, which picks what is published of each entry in them."""
    return {name: getattr(entry, name) for name in names}


def _purposes(one: Exercise, terms: Vocabulary) -> tuple[to.Purpose, ...]:
    words = ((_word(kind, terms.kinds), _word(area, terms.areas)) for kind, area in one.goals)
    return tuple(to.Purpose(kind=kind, area=area) for kind, area in words)


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


def _review(one: Exercise, library: Edition) -> dict[str, Any]:
    review, state = one.reviewed, review_state([one], library).value
    until = review and good_until(review, library.publication)
    told = {**_as_written(review, ("by", "role", "on")), "good_until": until} if review else None
    return {"review": state, "reviewed": told}


def _position(slug: str, library: Edition) -> to.Position:
    position = library.vocabulary.positions[slug]
    return to.Position(
        slug=slug,
        on_the_floor=position.on_the_floor == "yes",
        **_as_written(position, ("name", "get_ready", "afterwards")),
    )


def _routine(one: Routine, library: Edition) -> to.Routine:
    return to.Routine(
        address=in_full(library, at.routine(one.slug)),
        areas=tuple(_word(area, library.vocabulary.areas) for area in one.areas),
        seconds=routine_seconds(one, library),
        exercises=tuple(_part(part, library) for part in one.exercises),
        **_as_written(one, ("slug", "name", "in_short", "how_often", "notes", "sources")),
    )


def _part(part: Part, library: Edition) -> to.Part:
    return to.Part(exercise=part.exercise, **_numbers(dose_in(part, library.exercises[part.exercise])))


def _safety(library: Edition) -> to.Safety:
    names = ("stop_if", "mild", "get_ready", "afterwards", "your_numbers", "disclaimer")
    said = _as_written(library.safety, names)
    return to.Safety(emergency=emergency(library), address=in_full(library, at.SAFETY), **said)


def _pace(library: Edition) -> to.Pace | None:
    if not library.routines_file:
        return None
    return to.Pace(**{name: getattr(library.pace, name).seconds for name in Pace.model_fields})


def _span(span: Range | None) -> to.Span | None:
    return to.Span(first=span.first, last=span.last) if span else None


def _word(slug: str, terms: Any) -> to.Word:
    return to.Word(slug=slug, name=terms[slug].name)


def _lines(said: Iterable[Sentence]) -> tuple[to.Line, ...]:
    return tuple(map(to.Line.model_validate, said))
