"""The one thing every renderer makes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from handbook.library import Library


@dataclass(frozen=True)
class Output:
    """One file of the site: where it lies in the site, and what it holds or the file to copy."""

    uri: str
    content: str | bytes | Path


Renderer = Callable[[Library], Iterable[Output]]
