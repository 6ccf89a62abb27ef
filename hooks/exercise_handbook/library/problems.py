"""How problems in a library are reported to its author: the place, the field, what to do."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

Trail = tuple[str | int, ...]
"""The keys that lead to a value, list items from 0: ("exercises", "hip-lift", "steps", 2)."""

Finding = tuple[Trail, str]
"""The trail to a value, and what is wrong there, or what to do about it."""

COLLECTIONS: tuple[Trail, ...] = (("exercises",), ("routines", "routines"), ("sources",), ("addresses",))
"""The trails to collections whose entries have names chosen by authors: such a name is not part of a field."""


@dataclass(frozen=True, order=True)
class Place:
    """Where something is written: line and column count from 1, as in editors. Line 0 means the file as a whole."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to put right. The field is "" when it is about the file itself."""

    place: Place
    field: str
    message: str

    def __str__(self) -> str:
        return ": ".join(filter(None, [str(self.place), self.field, self.message]))


FEW = 3
"""The most places at which the same message is repeated; of more, only so many are named."""


class Problems(Exception):
    """All problems found, sorted by place, each once; `unchecked` says what could not be checked.

    As text, a message that many places share is given once, at the first, with the number of places.
    """

    def __init__(self, problems: Iterable[Problem], unchecked: str = ""):
        self.problems = sorted(set(problems))
        self.unchecked = unchecked
        super().__init__("\n".join(filter(None, [*_each_cause_once(self.problems), unchecked])))


def _each_cause_once(problems: list[Problem]) -> Iterator[str]:
    """A line for each problem; one line for all of many with the same message."""
    causes: dict[str, list[Problem]] = {}
    for problem in problems:
        causes.setdefault(problem.message, []).append(problem)
    for problem in problems:
        same = causes[problem.message]
        if len(same) <= FEW:
            yield str(problem)
        elif problem is same[0]:
            others = ", ".join(str(one.place) for one in same[1:FEW])
            yield f"{str(problem).removesuffix('.')}. In all, {len(same)} places have this, {others} next."


UNREADABLE = "it cannot be read as a picture; save it again as PNG, WebP or JPEG"


class NotAPicture(Exception):
    """Why a file cannot be shown as a picture, in words for its author."""


def field_name(trail: Trail) -> str:
    """A trail as an author would write it, inside its entry and counted from 1: steps[3]."""
    home = next((home for home in COLLECTIONS if trail[: len(home)] == home), trail[:1])
    inside = trail[len(home) + (home in COLLECTIONS) :] or trail[1:]
    return dotted(inside)


def dotted(trail: Trail) -> str:
    """A trail as one name, counted from 1: exercises.hip-lift.steps[3]."""
    parts = (f"[{key + 1}]" if isinstance(key, int) else f".{key}" for key in trail)
    return "".join(parts).removeprefix(".")


def for_command(folder: Path) -> str:
    """A library's folder as the last word of a command; "" for the current folder."""
    return "" if folder == Path() else f' "{folder}"' if " " in str(folder) else f" {folder}"
