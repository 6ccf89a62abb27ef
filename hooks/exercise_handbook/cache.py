"""The store: what a build keeps for the next one. It forgets what no build asked for in a month, or what is too much.

Several builds may use it at once. A build marks what it uses by the time of the file, and nothing that was used
within a day is cleared, so none loses what another clears.
"""

import os
import pickle
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent

BEING_WRITTEN = ".being-written-"
OURS = re.compile(
    r"[0-9a-f]{32,}(-[0-9]+)?\.[a-z]+|(known|pages)-[0-9a-f]+\.pickle|pages-[0-9a-f]+-[0-9a-f]+\.pack"
    r"|templates-[0-9a-f]+"
    r"|((pictures|codes)-[0-9a-f]+|drawings)\.json"  # of earlier versions
    rf"|{BEING_WRITTEN}.*|tmp\w{{8}}"
)
"""The names that we give; another file in the folder is somebody else's."""

DAY = 24 * 60 * 60  # seconds
UNUSED = 30 * DAY
MEGABYTE = 1024**2  # bytes
ROOM = 2 * 1024**3  # bytes


def made_by(*tools: str) -> str:
    """What makes something: our files, as "pages/qr.py", as they are written, packages by their version."""
    said = (HERE.joinpath(tool).read_bytes() if "." in tool else _version(tool).encode() for tool in tools)
    return sha256(b"".join(sha256(one).digest() for one in said)).hexdigest()[:32]


_version = cache(version)  # which looks through every package each time


def name_of(folder: Path) -> str:
    """A short name for what is kept of a folder, the same each time."""
    return sha256(os.fsencode(folder.absolute())).hexdigest()[:16]


class Table:
    """Many small things by their keys, in one file of the cache. What was not asked for is forgotten at the end.

    What other tools made is not known any more, and a file that cannot be read holds nothing. Without a file, all is
    forgotten. Keys of one kind of thing must not be taken for those of another.
    """

    def __init__(self, file: Path | None = None, tools: str = ""):
        self._file, self._tools = file, tools
        self._known: dict[Any, Any] = read_table(file, tools) if file else {}
        self._used: dict[Any, Any] = {}

    def get(self, key: Any, make: Callable[[], Any]) -> Any:
        """What is known by a key; made if it is not."""
        if key not in self._used:
            self._used[key] = self._known[key] if key in self._known else make()
        return self._used[key]

    def has(self, key: Any) -> bool:
        """Whether it is known what a key stands for."""
        return key in self._used or key in self._known

    def remember(self, also_unused: bool = False) -> None:
        """Write down what was asked for, or that it was; also the rest, where not all was to be asked for."""
        if also_unused:
            self._used = self._known | self._used
        if not self._file:
            return
        if self._used.keys() == self._known.keys():
            mark_used([self._file], self._file.parent, time.time())
        else:
            write_table(self._file, self._tools, self._used)


def write_table(file: Path, tools: str, known: dict[Any, Any]) -> None:
    """Write down what is known, and which tools made it."""
    with put(file) as new, new.open("wb") as opened:
        pickle.dump((tools, known), opened, pickle.HIGHEST_PROTOCOL)  # piece by piece


def read_table(file: Path, tools: str) -> dict[Any, Any]:
    """What is known; nothing where other tools made it, or the file cannot be read."""
    try:
        with file.open("rb") as opened:
            made_by_others, known = pickle.load(opened)
        return dict(known) if made_by_others == tools else {}
    except Exception:  # whatever a file that was spoilt makes of it
        return {}


class _Kept(NamedTuple):
    used: float
    size: int
    path: str


def pieces(file: str) -> Iterator[bytes]:
    """What a file holds, a megabyte at a time."""
    with open(file, "rb", buffering=0) as opened:  # noqa: PTH123  a path for each of thousands takes long
        while piece := opened.read(MEGABYTE):
            yield piece


def write_whole(file: Path, text: str) -> None:
    """Write a text into a file, or leave that as it was: an author's file is never half of one."""
    with put(file.resolve()) as new:
        new.write_text(text, encoding="utf-8")


@contextmanager
def put(file: Path) -> Iterator[Path]:
    """A place to write beside a file or folder, to be moved there whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=BEING_WRITTEN, dir=file.parent) as folder:
        yield Path(folder) / file.name
        if (Path(folder) / file.name).exists():
            (Path(folder) / file.name).replace(file)


def mark_used(files: Iterable[Path], store: Path, now: float) -> None:
    """Remember when files of the store were used; those that lie elsewhere are let be."""
    for file in files:
        if file.parent == store:
            with suppress(PermissionError):  # another person's store, or one that can only be read
                os.utime(file, (now, now))


def clear_unused(store: Path, now: float, room: int = ROOM) -> None:
    """Clear what was not used for a month, then what was used longest ago until the rest takes no more than the room.

    `now` in seconds since 1970, the room in bytes.
    """
    kept = sorted(_kept(store), reverse=True)
    for one in kept:
        room -= one.size
        age = now - one.used
        if age > UNUSED or (room < 0 and age > DAY):
            _remove(one.path)


def _kept(store: Path) -> Iterator[_Kept]:
    for entry in os.scandir(store) if store.is_dir() else ():
        if OURS.fullmatch(entry.name):
            with suppress(FileNotFoundError):  # another build has cleared it
                status = entry.stat(follow_symlinks=False)
                yield _Kept(status.st_mtime, status.st_size, entry.path)


def _remove(path: str) -> None:
    """Remove a file, or the folder in which a killed build was writing one."""
    if os.path.isdir(path):  # noqa: PTH112
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):  # cleared by another build, or not ours to clear
            os.unlink(path)  # noqa: PTH108
