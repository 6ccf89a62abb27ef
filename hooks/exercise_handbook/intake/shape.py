"""Gives the values their types: a library to be checked, and what does not fit, in words."""

from collections.abc import Collection, Mapping
from typing import Any

from pydantic import ValidationError

from exercise_handbook.intake.advice import in_words, meant_fields
from exercise_handbook.intake.draft import Draft
from exercise_handbook.intake.general import language_of
from exercise_handbook.intake.trails import fields_at, with_value, without
from exercise_handbook.library.model.entry import Entry
from exercise_handbook.library.model.provenance import About
from exercise_handbook.library.model.safety import Safety
from exercise_handbook.library.problems import Finding, Trail

COLLECTIONS = ("exercises", "routines", "sources", "labels")
"""Files of many entries: one that does not fit is set aside, and the rest is still checked."""

KEYED = (("exercises",), ("routines", "routines"))
"""Where entries stand that know their own slug."""

STAND_INS: dict[str, Entry] = {"safety": Safety.model_construct(help=(), ask_first={}), "about": About()}
"""Files that the others do not lean on: where one does not fit, an empty one stands in its place."""


def shape(values: Mapping[str, Any], doubled: Collection[Trail] = ()) -> tuple[Draft | None, list[Finding]]:
    """The library these values make, and every field that does not fit.

    Entries that do not fit are left out of the library and named in `unfinished`, and so are those in which something
    is written twice: nobody knows which of the two is meant. There is no library when what does not fit is none of
    many entries.
    """
    named, findings = _with_slugs(values)
    library, errors = _validated(named)
    if library and not doubled:
        return library, findings
    findings += [(_trail(named, error), in_words(error)) for error in _told_once(errors)]
    findings = [one for one in findings if not any(one[0][: len(trail)] == trail for trail in doubled)]
    trails = [*(_trail(named, error) for error in errors), *doubled]
    if any(trail[0] not in (*COLLECTIONS, *STAND_INS) for trail in trails):
        return None, findings
    kept, left_out = _without(named, trails)
    library, _ = _validated(kept | {"unfinished": frozenset(left_out)})
    return library, findings


def _validated(values: Mapping[str, Any]) -> tuple[Draft | None, list[dict[str, Any]]]:
    """The library, or every error that pydantic found."""
    try:
        return Draft.model_validate(values), []
    except ValidationError as error:
        return None, [dict(found) | {"language": language_of(values)} for found in error.errors(include_url=False)]


def _with_slugs(values: Mapping[str, Any]) -> tuple[dict[str, Any], list[Finding]]:
    """Give exercises and routines their key as slug, and find those that wrote one."""
    named, findings = dict(values), []
    for trail in KEYED:
        entries = fields_at(values, *trail)
        for slug, entry in entries.items():
            if isinstance(entry, dict) and "slug" in entry:
                findings.append(((*trail, slug, "slug"), "no such field; the name above the entry is its slug"))
        if entries:
            named = with_value(named, trail, {slug: _named(slug, entry) for slug, entry in entries.items()})
    return named, findings


def _named(slug: str, entry: Any) -> Any:
    return entry | {"slug": slug} if isinstance(entry, dict) else entry


def _trail(values: Any, error: Mapping[str, Any]) -> Trail:
    """Where an author looks for the error: as far as was written, and the field that is missing."""
    trail: Trail = ()
    for key in error["loc"]:
        if (isinstance(values, tuple) and isinstance(key, int)) or (isinstance(values, Mapping) and key in values):
            values, trail = values[key], (*trail, key)
    return (*trail, error["loc"][-1]) if error["type"] == "missing" else trail


def _without(values: dict[str, Any], trails: list[Trail]) -> tuple[dict[str, Any], set[tuple[str, str]]]:
    """The values without the entries that these trails lead into, and which those are."""
    kept, left_out = dict(values), set()
    for trail in trails:
        name = str(trail[0])
        if name in STAND_INS:
            left_out.add((name, ""))
            kept[name] = STAND_INS[name]
        home = trail[:2] if trail[:2] == ("routines", "routines") else trail[:1]
        if name in COLLECTIONS and len(trail) > len(home):
            left_out.add((name, str(trail[len(home)])))
            kept = without(kept, trail[: len(home) + 1])
    return kept, left_out


def _told_once(errors: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out a missing field when an unknown one is it misspelt, and a slug told at its key."""
    unknown = [error["loc"] for error in errors if error["type"] == "extra_forbidden"]
    misspelt = {(*trail[:-1], meant) for trail in unknown for meant in meant_fields(trail)}
    return [error for error in errors if error["loc"] not in misspelt and error["loc"][-1] != "slug"]
