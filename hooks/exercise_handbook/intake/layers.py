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
