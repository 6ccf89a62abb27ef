"""Values inside one another by the trail of keys that leads to each: looked up, replaced, left out.

What people write may have any form here, so nothing is taken for granted.
"""

from typing import Any

from exercise_handbook.library.problems import Trail


def value_at(values: Any, trail: Trail) -> Any:
    """The value that a trail leads to; None where there is none."""
    for key in trail:
        if isinstance(values, dict):
            values = values.get(key)
        elif isinstance(values, tuple) and isinstance(key, int) and key < len(values):
            values = values[key]
        else:
            return None
    return values


def fields_at(values: Any, *trail: str) -> dict[str, Any]:
    """The fields that names lead to; none where there are no fields."""
    found = value_at(values, trail)
    return found if isinstance(found, dict) else {}


def exercise_in(value: Any) -> Any:
    """The slug of the exercise that a value names: alone, or as {exercise: slug}."""
    return value.get("exercise") if isinstance(value, dict) else value


def without(values: dict[str, Any], trail: Trail) -> dict[str, Any]:
    """The same fields but for the one that a trail of names leads to."""
    name, *rest = trail
    left = {key: value for key, value in values.items() if key != name}
    return values | {str(name): without(values[str(name)], (*rest,))} if rest else left


def with_value(values: Any, trail: Trail, now: Any) -> Any:
    """The same values with another one where the trail leads; nothing that is there is touched."""
    if not trail:
        return now
    key, *rest = trail
    if isinstance(values, tuple):
        return tuple(with_value(one, (*rest,), now) if at == key else one for at, one in enumerate(values))
    return fields_at(values) | {key: with_value(fields_at(values).get(str(key)), (*rest,), now)}
