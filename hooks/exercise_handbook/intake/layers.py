"""A file of a library that builds on another: values from several files, each with the place where it is written."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Union

from exercise_handbook.intake.yaml_places import YamlFile
from exercise_handbook.library.problems import Place, Trail

DataFile = Union[YamlFile, "Layered"]
"""Values with their places, from one file or from several."""


@dataclass(frozen=True)
class Layered:
    """The values of a file below, and where those that differ from it, or come on top, are written."""

    values: dict[str, Any]
    under: DataFile
    origins: Mapping[Trail, tuple[DataFile, Trail]]
    """Which file holds the value at a trail, and where in it; whatever lies inside goes with it."""

    def place(self, trail: Trail) -> Place:
        """Where the trail's value is written, or the entry it is missing from."""
        for length in range(len(trail), 0, -1):
            if found := self.origins.get(trail[:length]):
                file, start = found
                return file.place((*start, *trail[length:]))
        return self.under.place(trail)

    def bare(self) -> "Layered":
        """The places alone."""
        return replace(self, values={}, under=self.under.bare())


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
    fields = values if isinstance(values, dict) else {}
    return fields | {key: with_value(fields.get(key), (*rest,), now)}
