"""The one thing every renderer makes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType

from exercise_handbook.library.edition import Edition

Named = Callable[..., Mapping[str, object]]
"""A function that names, for a template, what it shows of a library."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How an output is made: by a function of a module, of a library, and of words that say what of it.

    As nothing else goes in, what the function reads of the library is all that the output depends on beside the
    program itself: so it may be kept (page_cache.py). Raises TypeError for whatever would slip in beside it.
    """

    make: Callable[..., str | bytes]
    library: Edition
    which: tuple[str | Named, ...] = ()
    """Words, and functions of a module that the first one calls."""

    def __post_init__(self) -> None:
        for one in (self.make, *self.which):
            if not (isinstance(one, str) or _is_of_a_module(one)):
                raise TypeError(f"{one!r}: neither a word nor a function of a module")

    def __call__(self) -> bytes:
        """What it makes."""
        return self.of(self.library)

    def of(self, library: Edition) -> bytes:
        """What it makes of a library that stands for its own."""
        made = self.make(library, *self.which)
        return made if isinstance(made, bytes) else made.encode()

    @property
    def name(self) -> str:
        """Stands for all of it but the library."""
        named = (one if isinstance(one, str) else f"{one.__module__}.{one.__qualname__}" for one in self.which)
        return " ".join([self.make.__module__, self.make.__qualname__, *named])


def _is_of_a_module(one: object) -> bool:
    return isinstance(one, FunctionType) and "<" not in one.__qualname__


@dataclass(frozen=True, slots=True)
class Output:
    """One file of the site: where it lies in the site, and what it holds, the file to copy, or how it is made.

    A page is made when it is written or, while a site is only looked at, when somebody opens it: so no more than one
    need be in memory.
    """

    uri: str
    content: str | bytes | Path | Recipe

    @property
    def text(self) -> str | None:
        """What it says, made now; None where it is no text."""
        return self.made().decode() if isinstance(self.content, str | Recipe) else None

    def made(self) -> bytes:
        """What it holds, made or read now."""
        match self.content:
            case Recipe():
                return self.content()
            case Path():
                return self.content.read_bytes()
            case str():
                return self.content.encode()
        return self.content


Renderer = Callable[[Edition], Iterable[Output]]
