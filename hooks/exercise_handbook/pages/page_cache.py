"""Pages that earlier builds made, each with what it was made from: none is made again while all of that is the same.

What a page depends on is what its recipe read of the library (library/traced.py), and the program itself: every file of
it, and the packages that have a say. So a page is found only where it would come out the same, byte for byte.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from exercise_handbook.cache import made_by, mark_used, name_of, pieces, put, read_table, write_table
from exercise_handbook.library.edition import Edition
from exercise_handbook.library.traced import Facts, Read, Trace
from exercise_handbook.pages.output import Output, Recipe

PROGRAM = Path(__file__).parents[1]
PACKAGES = ("jinja2", "markupsafe", "pydantic", "pydantic-core", "babel", "mkdocs-material")
"""Packages that decide how a page comes out."""

NOT_READ = ("commands", "fonts", "__pycache__")
"""Folders of the program that no page is made of."""

FEW = 8
"""The most files that pages of earlier builds lie in: then they are put together again."""


class Found(NamedTuple):
    """A page that an earlier build made: by which recipe, what that read and what this said, and where it lies."""

    recipe: str
    reads: tuple[Read, ...]
    said: bytes
    file: str
    start: int
    size: int
    checksum: int


class Made(NamedTuple):
    """A page made now, and what its recipe read; nothing where that is known or need not be."""

    content: bytes
    reads: tuple[Read, ...] = ()


class New(NamedTuple):
    """What a recipe read for a page that lies in the site now, and the checksum of that."""

    reads: tuple[Read, ...]
    checksum: int


class PageCache:
    """The pages of one library that are known, by their place in the site."""

    def __init__(self, home: Path, store: Path, library: Edition, outputs: Iterable[Output]):
        self._store, self._name, self._program = store, f"pages-{name_of(home)}", _program()
        self._facts = Facts(library)
        self._recipes = {one.uri: one.content for one in outputs if isinstance(one.content, Recipe)}
        known = read_table(self._table, self._program)
        self._found = {uri: one for uri, one in known.items() if self._is_same(uri, one)}
        self._is_new = len(known) != len(self._found)

    @property
    def _table(self) -> Path:
        return self._store / f"{self._name}.pickle"

    def _is_same(self, uri: str, one: Found) -> bool:
        """Whether a page would come out as it is known."""
        if uri not in self._recipes or self._recipes[uri].name != one.recipe:
            return False
        try:
            return self._facts.digest(one.reads) == one.said
        except LookupError:  # what it was made from is gone
            return False

    @property
    def is_whole(self) -> bool:
        """Whether no page has to be made."""
        return self._recipes.keys() == self._found.keys()

    def once(self, library: Edition, make: Callable[[Edition], object]) -> None:
        """Make something of a language's library that many pages ask for."""
        self._facts.part(library.path, make, ())

    def found(self, uri: str) -> bytes:
        """A page as an earlier build made it; nothing where it has to be made."""
        one = self._found.get(uri)
        return _part_of(self._store / one.file, one) if one else b""

    def made(self, output: Output) -> Made:
        """What an output holds: found, or made and its reads noted."""
        if not isinstance(output.content, Recipe):
            return Made(output.made())
        content = self.found(output.uri)
        return Made(content) if content else self._newly_made(output.content)

    def _newly_made(self, recipe: Recipe) -> Made:
        trace = Trace()
        content = recipe.of(self._facts.traced(recipe.library.path, trace))
        return Made(content, self._facts.same(trace.ended()))

    def remember(self, site: Path, new: Mapping[str, New], now: float) -> None:
        """Keep what was made and lies in the site now; forget what this library does not show any more."""
        self._facts.forget_parts()  # of a large library these take as much memory as is needed now
        if new:
            self._add(site, new)
        self._facts.forget_reads()  # as what is to be written down takes as much again
        if new or self._is_new:
            write_table(self._table, self._program, self._found)
        files = {self._store / one.file for one in self._found.values()}
        mark_used([self._table, *files], self._store, now)
        for file in self._store.glob(f"{self._name}-*.pack"):
            if file not in files:
                with suppress(OSError):  # cleared by another build, or not ours to clear
                    file.unlink()

    def _add(self, site: Path, new: Mapping[str, New]) -> None:
        """Put new pages into a file of their own, and with them the old ones where these lie in too many."""
        kept = {uri: one for uri, one in self._found.items() if uri not in new}
        moved = {uri: self._as_found(uri, one) for uri, one in new.items()}
        if len({one.file for one in kept.values()}) >= FEW:
            moved = kept | moved
        made_from = (f"{uri} {one.recipe} ".encode() + one.said for uri, one in moved.items())
        file = f"{self._name}-{_digest([self._program.encode(), *made_from])[:16]}.pack"
        with put(self._store / file) as pack, pack.open("wb") as opened:
            for uri, one in moved.items():
                start = opened.tell()
                contents = [_part_of(self._store / one.file, one)] if one.file else pieces(f"{site}/{uri}")
                opened.writelines(contents)
                kept[uri] = one._replace(file=file, start=start, size=opened.tell() - start)
        self._found = kept

    def _as_found(self, uri: str, one: New) -> Found:
        """A new page as the next build finds it, but for where it lies."""
        reads = self._facts.same(one.reads)
        return Found(self._recipes[uri].name, reads, self._facts.digest(reads), "", 0, 0, one.checksum)


def _part_of(file: Path, one: Found) -> bytes:
    """A page as it lies in the store; nothing where it does not, or is not what was put there."""
    try:
        with open(file, "rb", buffering=0) as opened:  # noqa: PTH123  a path for each of thousands takes long
            opened.seek(one.start)
            content = opened.read(one.size)
    except OSError:
        return b""
    return content if len(content) == one.size and crc32(content) == one.checksum else b""


def _read(file: str) -> bytes:
    with open(file, "rb") as found:  # noqa: PTH123  a path for each of thousands takes long
        return found.read()


def _digest(contents: Iterable[bytes]) -> str:
    made = sha256()
    for content in contents:
        made.update(content)
    return made.hexdigest()


def _program() -> str:
    """Stands for the program: all its files, the packages that have a say, and Python."""
    files = sorted(_files(f"{PROGRAM}"))
    told = (file.removeprefix(f"{PROGRAM}").encode() + b"\0" + sha256(_read(file)).digest() for file in files)
    return _digest([made_by(*PACKAGES).encode(), sys.version.encode(), *told])


def _files(folder: str) -> Iterator[str]:
    for one in os.scandir(folder):
        if one.is_file():
            yield one.path
        elif one.name not in NOT_READ:
            yield from _files(one.path)
