"""Reports the progress of something slow."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO, TypeVar

Thing = TypeVar("Thing")

PATIENCE = 2.0
"""Seconds before the first line: people wait that long without wondering."""

PAUSE = 10.0
"""Seconds between lines that cannot be overwritten, as in a log."""


def reported(
    things: Iterable[Thing],
    what: str,
    total: int,
    clock: Callable[[], float] = time.monotonic,
    out: TextIO | None = None,
) -> Iterator[Thing]:
    """The same things; after PATIENCE seconds, also a line on stderr with how many are done.

    On a terminal that line is overwritten; elsewhere there is a new one every PAUSE seconds.
    """
    out = out or sys.stderr
    begin, pause = ("\r", 0.1) if out.isatty() else ("", PAUSE)
    due, has_spoken = clock() + PATIENCE, False
    for done, thing in enumerate(things, start=1):
        yield thing
        if clock() >= due or (has_spoken and done == total):
            due, has_spoken = clock() + pause, True
            end = "" if begin and done < total else "\n"
            print(f"{begin}{what}: {done} of {total} made, {total - done} left", end=end, file=out, flush=True)
