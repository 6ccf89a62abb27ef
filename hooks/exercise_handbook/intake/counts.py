"""How many exercises there are, where a text says {exercises}: filled in, so that it stays true when one comes or goes.

In a routine it is the number of the routine's own exercises, elsewhere that of all.
"""

from collections.abc import Mapping
from typing import Any

from exercise_handbook.intake.trails import exercise_in, fields_at, value_at

BLANK = "{exercises}"


def with_counts(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a library's files with the numbers in the texts of library.yaml, about.yaml and routines.yaml."""
    number = len(fields_at(values, "exercises"))
    counted = {name: _filled(values[name], number) for name in ("library", "about") if name in values}
    if routines := fields_at(values, "routines", "routines"):
        each = {slug: _filled(one, _in_routine(one)) for slug, one in routines.items()}
        counted["routines"] = values["routines"] | {"routines": each}
    return {**values, **counted}


def _in_routine(routine: Any) -> int:
    """How many different exercises a routine has, as far as it is written rightly."""
    parts = value_at(routine, ("exercises",))
    return len({str(exercise_in(part)) for part in parts}) if isinstance(parts, tuple) else 0


def _filled(value: Any, number: int) -> Any:
    if isinstance(value, str):
        return value.replace(BLANK, str(number))
    if isinstance(value, dict):
        return {key: _filled(inside, number) for key, inside in value.items()}
    return tuple(_filled(inside, number) for inside in value) if isinstance(value, tuple) else value
