"""The page on which plans are made, opened and followed, and the list of exercises to choose from."""

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any, NamedTuple

from exercise_handbook.labels.say import Say
from exercise_handbook.library import addresses as at
from exercise_handbook.library.codes import code, code_of, former_slugs, slugs_by_code, slugs_ever
from exercise_handbook.library.duration import dose_in
from exercise_handbook.library.edition import Edition
from exercise_handbook.library.model.entry import Sentence
from exercise_handbook.library.model.exercises import DOSE, Dose, Exercise
from exercise_handbook.library.model.routines import Routine
from exercise_handbook.library.model.vocabulary import Position
from exercise_handbook.pages.as_data import alone, figure
from exercise_handbook.pages.output import Output, Recipe, Renderer
from exercise_handbook.pages.templating import file, page

LIST = "plan/exercises.json"
LIMITS = {
    "sets": {"from": 1, "to": 100},
    "repetitions": {"from": 1, "to": 100},
    "hold_seconds": {"from": 0, "to": 300},
    "times_a_day": {"from": 1, "to": 100},
    "days_a_week": {"from": 1, "to": 7},
}
"""The limits of the types of doses: a link is anybody's, and what is beyond these no library could say."""

MARK = 8
"""The number of digits of a digest in an address."""


class Day(NamedTuple):
    """A day of the week: 0 is Sunday; its short name."""

    number: int
    short: str


def plan_page(library: Edition) -> Iterator[Output]:
    """The page on which a plan is made, opened from its link, followed and printed."""
    yield page("plan.html", library, at.PLAN, _named)
    yield Output(LIST, Recipe(_list, library))


def _named(library: Edition) -> dict[str, object]:
    say = library.say
    return {"mark": lambda: mark(library.once(_listed).encode()), "days": days(say), "dates": say.days_of_months()}


def _list(library: Edition) -> str:
    return library.once(_listed)


def phone_page(library: Edition) -> Iterator[Output]:
    """The page on which readers save the site to a phone, or remove it, and the web app manifest."""
    yield page("phone.html", library, at.PHONE)
    yield file("site.webmanifest", "site.webmanifest", library)


def days(say: Say) -> list[Day]:
    """The days of a week, beginning with its first day in the language; Sunday has the number 0."""
    first = say.locale.first_week_day + 1
    return [Day((first + number) % 7, name) for number, name in enumerate(say.week())]


def _listed(library: Edition) -> str:
    return _json(choices(library))


def choices(library: Edition) -> dict[str, Any]:
    """The data that plans choose from: each exercise in short, the routines, past codes, and the pace."""
    terms = library.vocabulary
    return {
        "pace": _pace(library),
        "limits": LIMITS,
        "areas": {slug: {"phrase": terms.areas[slug].phrase} for slug in library.areas_used},
        "positions": {slug: _position(terms.positions[slug]) for slug in library.positions_used},
        "get_ready": _words(library.safety.get_ready),
        "afterwards": _words(library.safety.afterwards),
        "ask_first": _words(library.safety.ask_first.values()),
        "exercises": [_choice(one, library) for one in library.exercises.values()],
        "routines": [_routine(one, library) for one in library.routines_by_length],
        "gone": _gone(library),
    }


def _gone(library: Edition) -> dict[str, str]:
    """What exercises that are gone were called, by their codes."""
    now, slugs = library.once(slugs_ever), library.once(slugs_by_code).items()
    return {code: slug.replace("-", " ") for code, slug in slugs if now[slug] is None}


def _was(one: Exercise, library: Edition) -> list[str]:
    """The codes of an exercise's earlier slugs that no exercise has now."""
    past = {code_of(slug): slug for slug in library.once(former_slugs).get(one.slug, ())}
    return [code for code, slug in past.items() if library.once(slugs_by_code)[code] == slug]


def _position(position: Position) -> dict[str, Any]:
    return {
        "floor": position.on_the_floor == "yes",
        "get_ready": _words(position.get_ready),
        "afterwards": _words(position.afterwards),
    }


def _words(said: Iterable[Sentence]) -> list[str]:
    return [one.say for one in said]


def _choice(one: Exercise, library: Edition) -> dict[str, Any]:
    terms = library.vocabulary
    named = [*one.also_called, *dict.fromkeys(terms.areas[area].name for _, area in one.goals)]
    return {
        "slug": one.slug,
        "code": code(one),
        "was": _was(one, library),
        "name": one.name,
        "plain_name": one.plain_name or "",
        "find": " ".join(named),
        "purposes": one.goals,
        "position": one.position,
        "sides": one.sides,
        "dose": _dose(one.dose),
        "most": _most(one.dose),
        "picture": figure(one.emblem, library).model_dump(include=SHOWN) if one.emblem else None,
        "mark": mark(alone(library, one.slug)),
    }


SHOWN = {"address": True, "width": True, "height": True, "dark": True}


def _dose(dose: Dose) -> dict[str, Any]:
    day = dose.times_a_day
    often = {"times_a_day": {"first": day.first, "last": day.last}} if day else {}
    return {name: getattr(dose, name) or 0 for name in DOSE} | often


def _most(dose: Dose) -> dict[str, int]:
    """The dose that the library builds up to."""
    return {name: getattr(dose.build_to, name, None) or getattr(dose, name) or 0 for name in DOSE}


def _routine(one: Routine, library: Edition) -> dict[str, Any]:
    doses = [(part.exercise, dose_in(part, library.exercises[part.exercise])) for part in one.exercises]
    return {"name": one.name, "parts": [{"exercise": slug, **_dose(dose)} for slug, dose in doses]}


def _pace(library: Edition) -> dict[str, int] | None:
    if not library.routines_file:
        return None
    return {name: assumed.seconds for name, assumed in library.pace}


def mark(content: bytes) -> str:
    """The digest of some content for an address."""
    return sha256(content).hexdigest()[:MARK]


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


RENDERERS: tuple[Renderer, ...] = (plan_page, phone_page)
