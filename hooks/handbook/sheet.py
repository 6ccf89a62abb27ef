"""The values of a file, and the place where each was written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml

from handbook.problems import Place, Trail

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # six times as fast where libyaml is there


@dataclass(frozen=True)
class Sheet:
    """The values of one file, and the place where each was written."""

    file: str
    values: dict[str, Any]
    text: str = field(default="", repr=False)

    @cached_property
    def places(self) -> dict[Trail, Place]:
        """The place of every value. Found when first asked for: a good library never asks."""
        places: dict[Trail, Place] = {(): Place(self.file)}
        node = yaml.compose(self.text, Loader=LOADER)
        if isinstance(node, yaml.MappingNode):
            places |= {trail: Place(self.file, *line_and_column(mark)) for trail, mark in _marks(node, ())}
        return places

    def place(self, trail: Trail) -> Place:
        """Where the trail's value is written, or the entry it is missing from."""
        while trail not in self.places:
            trail = trail[:-1]
        return self.places[trail]


def line_and_column(mark: Any) -> tuple[int, int]:
    """A mark of the YAML reader, counted from 1; the first line where it gave none."""
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _marks(node: yaml.MappingNode, trail: Trail) -> Iterator[tuple[Trail, yaml.Mark]]:
    """The mark of every field and list item, a doubled field at its first place."""
    seen = set()
    for key, value in node.value:
        if key.value not in seen:
            seen.add(key.value)
            yield (*trail, key.value), key.start_mark
            yield from _marks_inside(value, (*trail, key.value))


def _marks_inside(node: yaml.Node, trail: Trail) -> Iterator[tuple[Trail, yaml.Mark]]:
    if isinstance(node, yaml.MappingNode):
        yield from _marks(node, trail)
    if isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield (*trail, number), item.start_mark
            yield from _marks_inside(item, (*trail, number))
