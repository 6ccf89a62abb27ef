"""The one thing every renderer makes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from exercise_handbook.library.library import Library


@dataclass(frozen=True)
class Output:
    """One file of the site: where it lies in the site, and what it holds or the file to copy.

    While a site is only looked at, a page's content is a function that makes it when the page is opened.
    """

    uri: str
    content: str | bytes | Path | Callable[[], str]

    def made(self) -> bytes:
        """What it holds, made or read now."""
        content = self.content() if callable(self.content) else self.content
        if isinstance(content, Path):
            return content.read_bytes()
        return content.encode() if isinstance(content, str) else content


Renderer = Callable[[Library], Iterable[Output]]
