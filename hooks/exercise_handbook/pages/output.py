"""The one thing every renderer makes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from exercise_handbook.library.edition import Edition


@dataclass(frozen=True)
class Output:
    """One file of the site: where it lies in the site, and what it holds, the file to copy, or what makes it.

    A page is made when it is written or, while a site is only looked at, when somebody opens it: so no more than one
    need be in memory.
    """

    uri: str
    content: str | bytes | Path | Callable[[], str]

    @property
    def text(self) -> str | None:
        """What it says, made now; None where it is no text."""
        content = self.content() if callable(self.content) else self.content
        return content if isinstance(content, str) else None

    def made(self) -> bytes:
        """What it holds, made or read now."""
        if isinstance(self.content, Path):
            return self.content.read_bytes()
        return self.content if isinstance(self.content, bytes) else (self.text or "").encode()


Renderer = Callable[[Edition], Iterable[Output]]
