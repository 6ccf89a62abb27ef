"""The values of a file, and the place where each was written."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import count
from typing import Any

import yaml

from exercise_handbook.library.problems import Place, Trail

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # six times as fast where libyaml is there


@dataclass(frozen=True)
class YamlFile:
    """The values of one file, and the place where each was written."""

    file: str
    values: dict[str, Any]
    source: bytes = field(default=b"", repr=False)
    """The file as it was read; as text, one “ would double it in memory."""

    @cached_property
    def places(self) -> dict[Trail, Place]:
        """The place of every value. Found when first asked for: a good library never asks."""
        found: dict[Trail, Place] = {(): Place(self.file)}
        for trail, mark in _marks(self.source.decode("utf-8-sig")):
            found.setdefault(trail, Place(self.file, *line_and_column(mark)))
        return found

    def place(self, trail: Trail) -> Place:
        """Where the trail's value is written, or the entry it is missing from."""
        while trail not in self.places:
            trail = trail[:-1]
        return self.places[trail]

    def doubled(self) -> Iterator[Trail]:
        """What is written more than once: of the names inside an entry, too, if that is."""
        written = Counter(trail for trail, _ in _marks(self.source.decode("utf-8-sig")))
        return (trail for trail, times in written.items() if times > 1)

    def bare(self) -> "YamlFile":
        """The places alone: a large library need not be in memory twice."""
        return replace(self, values={})


def line_and_column(mark: Any) -> tuple[int, int]:
    """A mark of the YAML reader, counted from 1; the first line where it gave none."""
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _marks(text: str) -> Iterator[tuple[Trail, Any]]:
    """The mark of every field and list item of a text that could be read."""
    events = yaml.parse(text, Loader=LOADER)
    for event in events:
        yield from _inside(event, events, ())


def _inside(event: yaml.Event, events: Iterator[yaml.Event], trail: Trail) -> Iterator[tuple[Trail, Any]]:
    if isinstance(event, yaml.MappingStartEvent):
        while isinstance(key := next(events), yaml.ScalarEvent):
            yield (*trail, key.value), key.start_mark
            yield from _inside(next(events), events, (*trail, key.value))
    elif isinstance(event, yaml.SequenceStartEvent):
        numbers = count()
        while not isinstance(item := next(events), yaml.SequenceEndEvent):
            place = (*trail, next(numbers))
            yield place, item.start_mark
            yield from _inside(item, events, place)
