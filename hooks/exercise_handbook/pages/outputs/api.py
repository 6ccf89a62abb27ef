"""The library as data at /api/v1/, the page that explains it, and the feed of what changed."""

import csv
import io
import json
from collections.abc import Iterator
from functools import partial

from exercise_handbook.library import addresses as at
from exercise_handbook.library.codes import slugs_by_code, slugs_ever
from exercise_handbook.library.edition import Edition
from exercise_handbook.library.model.exercises import Exercise
from exercise_handbook.pages import open_data
from exercise_handbook.pages.as_data import alone, as_json, exercises, whole
from exercise_handbook.pages.open_data import HOME
from exercise_handbook.pages.output import Output, Renderer
from exercise_handbook.pages.templating import fill, in_full, page

COLUMNS = (
    "code", "slug", "name", "plain_name", "address", "aim", "purposes", "position", "sides",
    "sets", "repetitions", "hold_seconds", "times_a_day_from", "times_a_day_to", "review", "sources",
)  # fmt: skip
"""The columns of the table of exercises."""


def api_page(library: Edition) -> Iterator[Output]:
    """What there is, under which licence, how to ask for it, and what stays."""
    first = next(iter(library.exercises.values()))
    yield page("api.html", library, at.API, first=first, home=HOME)


def open_library(library: Edition) -> Iterator[Output]:
    """The library as one JSON, its shape, each exercise as JSON, and the exercises as a table for spreadsheets."""
    yield Output(f"{HOME[1:]}library.json", lambda: as_json(whole(library)))
    yield Output(f"{HOME[1:]}schema.json", partial(_schema, library))
    for one in library.exercises.values():
        yield Output(f"{HOME[1:]}exercises/{one.slug}.json", partial(_alone, one, library))
    yield Output(f"{HOME[1:]}exercises.csv", partial(_table, library))


def exercise_codes(library: Edition) -> Iterator[Output]:
    """Which code in links of plans stands for which exercise, those that were renamed or are gone included."""
    now, slugs = library.once(slugs_ever), library.once(slugs_by_code).items()
    codes = {code: {"slug": slug, "now": now[slug]} for code, slug in slugs}
    yield Output(f"{HOME[1:]}codes.json", json.dumps({"version": open_data.VERSION, "codes": codes}, indent=1) + "\n")


def feed(library: Edition) -> Iterator[Output]:
    """New versions of the texts and new reviews, for feed readers."""
    reviewed = [one for one in library.exercises.values() if one.reviewed]
    yield Output("feed.atom", fill("feed.xml", library, "/", reviewed=reviewed))


def _alone(one: Exercise, library: Edition) -> str:
    return as_json(alone(one, library))


def _schema(library: Edition) -> str:
    schema = open_data.Whole.model_json_schema(by_alias=True, mode="serialization")
    named = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": in_full(library, f"{HOME}schema.json"),
        "title": "library.json",
    }
    one = open_data.One.model_json_schema(by_alias=True, mode="serialization")
    schema["$defs"] |= one.pop("$defs") | {"One": one}
    return json.dumps(schema | named, ensure_ascii=False, indent=1) + "\n"


def _table(library: Edition) -> str:
    written = io.StringIO()
    rows = csv.DictWriter(written, COLUMNS)
    rows.writeheader()
    for one in library.once(exercises).values():
        rows.writerow(_row(one))
    return written.getvalue()


def _row(one: open_data.Exercise) -> dict[str, object]:
    day = one.dose.times_a_day
    return {
        **{name: getattr(one, name) for name in COLUMNS if name in open_data.Exercise.model_fields},
        **{name: getattr(one.dose, name) for name in open_data.Numbers.model_fields},
        "purposes": "; ".join(f"{purpose.kind.slug} {purpose.area.slug}" for purpose in one.purposes),
        "position": one.position.slug,
        "times_a_day_from": day.first if day else "",
        "times_a_day_to": day.last if day else "",
        "sources": "; ".join(one.sources),
    }


RENDERERS: tuple[Renderer, ...] = (api_page, open_library, exercise_codes, feed)
