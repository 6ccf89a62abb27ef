"""How whatever is wrong in a library is told to its author: where, which field, what to do."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

Trail = tuple[str | int, ...]
"""The keys that lead to a value, list items from 0: ("exercises", "hip-lift", "steps", 2)."""

Finding = tuple[Trail, str]
"""The trail to a value, and what is wrong there or what to do about it."""

COLLECTIONS: tuple[Trail, ...] = (("exercises",), ("routines", "routines"), ("sources",), ("addresses",))
"""Where entries stand whose names authors choose: the name is not part of a field."""


@dataclass(frozen=True, order=True)
class Place:
    """Where something is written: line and column count from 1, as editors do. Line 0 means no line of it."""

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
"""A cause with no more places than this is told at each of them; where there are more, so many are named."""


class Problems(Exception):
    """Everything found wrong, ordered by place, each once; and what could not be looked at, in words.

    In words, a cause that more places share is told once, at the first, with how many there are.
    """

    def __init__(self, problems: Iterable[Problem], unchecked: str = ""):
        self.problems = sorted(set(problems))
        self.unchecked = unchecked
        super().__init__("\n".join(filter(None, [*_each_cause_once(self.problems), unchecked])))


def _each_cause_once(problems: list[Problem]) -> Iterator[str]:
    """A line a problem; where many have the same message, one line for all of them."""
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
    """A trail as an author would say it, inside its entry and from 1: steps[3]."""
    home = next((home for home in COLLECTIONS if trail[: len(home)] == home), trail[:1])
    inside = trail[len(home) + (home in COLLECTIONS) :] or trail[1:]
    return dotted(inside)


def dotted(trail: Trail) -> str:
    """A trail as one name, its numbers from 1: exercises.hip-lift.steps[3]."""
    parts = (f"[{key + 1}]" if isinstance(key, int) else f".{key}" for key in trail)
    return "".join(parts).removeprefix(".")


def for_command(folder: Path) -> str:
    """A library's folder as it ends a command that is told to a person; "" for the one that they are in."""
    return "" if folder == Path() else f' "{folder}"' if " " in str(folder) else f" {folder}"
