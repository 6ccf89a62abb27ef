"""Every field of every file, from the types: as JSON Schema for editors, as a reference, as the head of a file.

What a field is for is said once, in library/model/; a problem that says what to write uses the same words.
"""

import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, get_args

from pydantic import TypeAdapter
from pydantic.fields import FieldInfo

from exercise_handbook.intake.general import general
from exercise_handbook.library.library import Library
from exercise_handbook.library.model.entry import Entry
from exercise_handbook.library.model.routines import Routine
from exercise_handbook.library.model.safety import SAFETY_PARTS
from exercise_handbook.library.model.vocabulary import Position

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMA_FOLDER = ".schema"
"""Where a library keeps the schemas of its files, for the program that they are edited with."""

FILES = ("library", "exercises", "routines", "safety", "vocabulary", "sources", "about")
"""The files that people write by hand and look fields up for, in the order they meet them."""

SAFETY_HEADINGS = {
    "signs": "When to get help",
    "ask_first": "Who asks first",
    "pain": "Pain, and when to stop",
    "get_ready": "Before and after",
    "floor": "On the floor",
}
"""How the fields of safety.yaml are grouped: each heading stands before its part."""

MAIN: dict[str, type[Entry]] = {"routines": Routine, "vocabulary": Position}
"""The entries that the head of a file is about, where they do not come first in it."""

WIDTH = 118


class Row(NamedTuple):
    """A field, as its author meets it."""

    name: str
    about: str
    is_required: bool


def schema_of(name: str) -> Schema:
    """The JSON Schema of a file. What the general text has, or the program fills in, an author need not write."""
    schema: Schema = TypeAdapter(_file(name)).json_schema(by_alias=True)
    for title, entry in _entries_of(schema).items():
        left_out = {"slug"} if title in ("Exercise", "Routine") else set()
        entry["properties"] = {key: one for key, one in entry["properties"].items() if key not in left_out}
        entry["required"] = [key for key in entry.get("required", ()) if key not in left_out | _given(title)]
    pruned: Schema = _pruned(schema)
    return {"$schema": DIALECT, "title": f"{name}.yaml"} | (_with_a_day(pruned) if name == "library" else pruned)


def _with_a_day(library: Schema) -> Schema:
    """The schema of library.yaml, which needs the day of its last change unless it builds on a library that has one."""
    needed = [key for key in library["required"] if key != "edition"]
    return library | {"required": needed, "anyOf": [{"required": ["edition"]}, {"required": ["extends"]}]}


def rows(entry: type[Entry]) -> list[Row]:
    """The fields of an entry, those that have to be written first."""
    given = _given(entry.__name__) | {"slug"}
    found = [
        Row(field.alias or name, field.description or "", field.is_required() and (field.alias or name) not in given)
        for name, field in entry.model_fields.items()
        if name != "slug"
    ]
    return sorted(found, key=lambda row: not row.is_required)


def reference() -> str:
    """Every field there is, as Markdown: a table for each kind of entry, file by file."""
    return "\n".join(line for name in FILES for line in _chapter(name))


def head(name: str) -> str:
    """The fields of a file as notes, for its head. Those inside of others stand in the reference."""
    lines = []
    for row in _in_groups(name):
        if isinstance(row, str):
            lines += ["#", f"#   {row}:"]
        else:
            note = f"{row.about} (required)" if row.is_required else row.about
            lines += textwrap.wrap(note, WIDTH, initial_indent=f"#   {row.name:20} ", subsequent_indent=f"#{'':24}")
    return "\n".join(lines) + "\n"


def kinds_of(name: str) -> list[type[Entry]]:
    """Every kind of entry in a file, as one meets them reading down."""
    found: dict[type[Entry], None] = {}
    waiting = [*entries_in(_file(name))]
    while waiting:
        entry = waiting.pop(0)
        if entry not in found:
            found[entry] = None
            waiting += [inside for field in entry.model_fields.values() for inside in entries_in(field.annotation)]
    return [*found]


def field_of(entry: type[Entry], name: str | int) -> FieldInfo | None:
    """A field of an entry by its name in the data; None where it has none."""
    return next((field for key, field in entry.model_fields.items() if name in (key, field.alias)), None)


def entries_in(annotation: Any) -> Iterator[type[Entry]]:
    """Every kind of entry in a value of some type."""
    if isinstance(annotation, type) and not get_args(annotation):
        yield from (annotation,) if issubclass(annotation, Entry) else ()
    for inside in get_args(annotation):
        yield from entries_in(inside)


def _file(name: str) -> Any:
    """The type of a file."""
    field = field_of(Library, name)
    assert field
    return field.annotation


def _chapter(name: str) -> Iterator[str]:
    yield f"## {name}.yaml\n"
    for entry in kinds_of(name):
        yield f"### {_in_words(entry)}\n\n{entry.__doc__}\n"
        yield "| field | what it is | |\n|---|---|---|"
        for row in rows(entry):
            yield f"| `{row.name}` | {row.about} | {'required' if row.is_required else ''} |"
        yield ""


def _in_words(entry: type[Entry]) -> str:
    """The name of a kind of entry: HelpCard is “Help card”."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", entry.__name__)
    return words[0] + words[1:].lower()


def _in_groups(name: str) -> Iterator[Row | str]:
    """The fields of a file's main entry; those of safety.yaml under headings."""
    entry = MAIN.get(name) or kinds_of(name)[0]
    if name != "safety":
        yield from rows(entry)
        return
    found = {row.name: row for row in rows(entry)}
    for part, fields in SAFETY_PARTS.items():
        yield from [SAFETY_HEADINGS[part]] if part in SAFETY_HEADINGS else ()
        yield from (found[field] for field in fields)


def _given(title: str) -> set[str]:
    """The fields of an entry that the general text has."""
    names = {"Safety": "safety", "Publication": "library", "Routines": "routines"}
    return set(general(names[title])) if title in names else set()


def _entries_of(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Every entry that a schema describes, by its title."""
    whole = {schema["title"]: schema} if "properties" in schema else {}
    return dict(schema.get("$defs", {})) | whole


def _pruned(schema: Any) -> Any:
    """A schema without titles of fields, which repeat their names, and without null, which nobody writes."""
    if isinstance(schema, list):
        return [_pruned(one) for one in schema if one != {"type": "null"}]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _pruned(value) for key, value in schema.items() if not (key == "title" and isinstance(value, str))}
    if "patternProperties" in kept:
        kept["additionalProperties"] = False  # a slug of another form is no slug
    if kept.get("default", "") is None:
        del kept["default"]
    only = kept["anyOf"][0] if len(kept.get("anyOf", ())) == 1 else {}
    return only | {key: value for key, value in kept.items() if key != "anyOf" or not only}
