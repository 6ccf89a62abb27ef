"""The library as data at /api/v1/, the page that explains it, and the feed of what changed."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from exercise_handbook.library import addresses as at
from exercise_handbook.library.codes import slugs_by_code, slugs_ever
from exercise_handbook.library.edition import Edition
from exercise_handbook.pages import open_data
from exercise_handbook.pages.as_data import alone, exercises, whole
from exercise_handbook.pages.open_data import HOME
from exercise_handbook.pages.output import Output, Recipe, Renderer
from exercise_handbook.pages.templating import file, in_full, page

COLUMNS = (
    "code", "slug", "name", "plain_name", "address", "aim", "purposes", "position", "sides",
    "sets", "repetitions", "hold_seconds", "times_a_day_from", "times_a_day_to", "review", "sources",
)  # fmt: skip
"""The columns of the table of exercises."""


def api_page(library: Edition) -> Iterator[Output]:
    """The page that explains the data: what there is, its licence, how to get it, and what will not change."""
    yield page("api.html", library, at.API, _named)


def _named(library: Edition) -> dict[str, object]:
    return {"first": next(iter(library.exercises.values())), "home": HOME}


def open_library(library: Edition) -> Iterator[Output]:
    """The library as JSON, its schema, each exercise as JSON, and all exercises as a table for spreadsheets."""
    yield Output(f"{HOME[1:]}library.json", Recipe(whole, library))
    yield Output(f"{HOME[1:]}schema.json", Recipe(_schema, library))
    for slug in library.exercises:
        yield Output(f"{HOME[1:]}exercises/{slug}.json", Recipe(alone, library, (slug,)))
    yield Output(f"{HOME[1:]}exercises.csv", Recipe(_table, library))


def exercise_codes(library: Edition) -> Iterator[Output]:
    """The codes in links of plans, and the exercise of each, including those renamed or gone."""
    yield Output(f"{HOME[1:]}codes.json", Recipe(_codes, library))


def _codes(library: Edition) -> str:
    now, slugs = library.once(slugs_ever), library.once(slugs_by_code).items()
    codes = {code: {"slug": slug, "now": now[slug]} for code, slug in slugs}
    return json.dumps({"version": open_data.VERSION, "codes": codes}, indent=1) + "\n"


def feed(library: Edition) -> Iterator[Output]:
    """A feed of new editions and new reviews."""
    yield file("feed.atom", "feed.xml", library, _reviewed)


def _reviewed(library: Edition) -> dict[str, object]:
    return {"reviewed": [one for one in library.exercises.values() if one.reviewed]}


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
    for one in library.once(exercises):
        rows.writerow(_row(json.loads(one)))
    return written.getvalue()


def _row(one: dict[str, Any]) -> dict[str, object]:
    """The row of an exercise, from its JSON."""
    dose, day = one["dose"], one["dose"]["times_a_day"] or {}
    return {
        **{name: (one | dose).get(name) for name in COLUMNS},
        "purposes": "; ".join(f"{purpose['kind']['slug']} {purpose['area']['slug']}" for purpose in one["purposes"]),
        "position": one["position"]["slug"],
        "times_a_day_from": day.get("from", ""),
        "times_a_day_to": day.get("to", ""),
        "sources": "; ".join(one["sources"]),
    }


RENDERERS: tuple[Renderer, ...] = (api_page, open_library, exercise_codes, feed)
