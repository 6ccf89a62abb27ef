"""The store: what a build keeps for the next one. It forgets what no build asked for in a month, or what is too much.

Several builds may use it at once. A build marks what it uses by the time of the file, and nothing that was used
within a day is cleared, so none loses what another clears.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

BEING_WRITTEN = ".being-written-"
OURS = re.compile(
    r"[0-9a-f]{32,}(-[0-9]+)?\.[a-z]+|((pictures|codes)-[0-9a-f]+|drawings)\.json|templates-[0-9a-f]+"
    rf"|{BEING_WRITTEN}.*|tmp\w{{8}}"
)
"""The names that we give; another file in the folder is somebody else's."""

DAY = 24 * 60 * 60  # seconds
UNUSED = 30 * DAY
ROOM = 2 * 1024**3  # bytes


class _Kept(NamedTuple):
    used: float
    size: int
    path: str


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
