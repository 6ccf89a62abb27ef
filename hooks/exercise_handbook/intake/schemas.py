"""The JSON Schemas that a library keeps for the program it is edited with: of each file that people write.

In changes.yaml stand fields of what is changed, each alone and with a reason; in labels.yaml what the program says.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from exercise_handbook.intake.changes import OF_ENTRIES, SECTIONS
from exercise_handbook.intake.fields import DIALECT, FILES, Schema, schema_of
from exercise_handbook.labels.catalogue import SAY, Label, english

DEFS = "#/$defs/"
OTHERWISE = "Otherwise"
"""Ends the name of what may be said otherwise of an entry."""

A_PATH = r"^[^.\[\]]+(\[[1-9][0-9]*\]|\.[^.\[\]]+)+$"
"""A field inside of others, named as messages name it: steps[3], dose.repetitions."""

WHY: Schema = {"type": "string", "description": "why it differs; readers are told"}
HIDE: Schema = {"const": "yes", "description": "leave it out"}


def changes_schema() -> Schema:
    """The schema of changes.yaml."""
    files = {trail[0]: schema_of(str(trail[0])) for trail in SECTIONS.values()}
    entries = {name: one for file in files.values() for name, one in file.get("$defs", {}).items()}
    entries |= {name.title(): _plain(files[name]) for name in ("safety", "vocabulary")}
    otherwise = {f"{name}{OTHERWISE}": _entry_otherwise(one) for name, one in entries.items()}
    return {
        "$schema": DIALECT,
        "title": "changes.yaml",
        "$defs": entries | otherwise,
        "type": "object",
        "properties": {section: _section(section, files) for section in SECTIONS},
        "additionalProperties": False,
    }


def labels_schema() -> Schema:
    """The schema of labels.yaml, with the English of each label beside its slug."""
    return {
        "$schema": DIALECT,
        "title": "labels.yaml",
        "type": "object",
        "properties": {slug: _label(label) for slug, label in english().items()},
        "additionalProperties": False,
    }


SCHEMAS: Mapping[str, Callable[[], Schema]] = {
    **{name: partial(schema_of, name) for name in FILES},
    "labels": labels_schema,
    "changes": changes_schema,
}
"""How the schema of each file is made, by the file's name without its ending."""


def _section(section: str, files: Mapping[str | int, Schema]) -> Schema:
    """What may stand in a part of changes.yaml: the entries of a file by their slug, or the fields of one entry."""
    if section not in OF_ENTRIES:
        return {"$ref": f"{DEFS}{section.title()}{OTHERWISE}"}
    name = {"exercises": "Exercise", "routines": "Routine", "sources": "Source"}[section]
    return {"type": "object", "additionalProperties": {"$ref": f"{DEFS}{name}{OTHERWISE}"}}


def _plain(schema: Schema) -> Schema:
    """A file that is one entry, as an entry among others."""
    return {key: value for key, value in schema.items() if not key.startswith("$")}


def _entry_otherwise(entry: Schema) -> Schema:
    """What may be said otherwise of an entry: any of its fields, at any depth, and why."""
    fields = {name: _otherwise(field) for name, field in entry.get("properties", {}).items()}
    return {
        "type": "object",
        "description": entry.get("description", ""),
        "properties": {**fields, "why": WHY, "hide": HIDE},
        "patternProperties": {A_PATH: {}},
        "additionalProperties": False,
    }


def _otherwise(field: Schema) -> Schema:
    """What may stand in the place of a field: its value alone or with a reason, that it is hidden, or fields of it."""
    told = {"description": field["description"]} if "description" in field else {}
    value = {key: one for key, one in field.items() if key not in ("description", "default")}
    now = {"type": "object", "properties": {"now": value, "why": WHY}, "required": ["now"]}
    hidden = {"type": "object", "properties": {"hide": HIDE, "why": WHY}, "required": ["hide"]}
    each = [value, *_fields_of(value), now | {"additionalProperties": False}, hidden | {"additionalProperties": False}]
    return told | {"anyOf": each}


def _fields_of(value: Schema) -> list[Schema]:
    """The fields inside a value, as they may be said otherwise; none of a value that has no fields."""
    found = [one["$ref"] for one in (value, *value.get("anyOf", ())) if "$ref" in one]
    named: list[Schema] = [{"$ref": f"{ref}{OTHERWISE}"} for ref in found]
    if "patternProperties" in value:
        inside = {pattern: _otherwise(one) for pattern, one in value["patternProperties"].items()}
        named.append({"type": "object", "patternProperties": {**inside, A_PATH: {}}, "additionalProperties": False})
    return named


def _label(label: Label) -> Schema:
    """A label: its words alone, or its forms, which are those of the library's language."""
    told = {"description": " / ".join(label.forms.values()) + (f" ({label.note})" if label.note else "")}
    words: dict[str, Any] = {"type": "string"}
    forms = {"type": "object", "additionalProperties": words}
    return told | (forms if SAY not in label.forms else {"anyOf": [words, forms]})
