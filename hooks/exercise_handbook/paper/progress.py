"""Says how far something is that takes a while."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO, TypeVar

Thing = TypeVar("Thing")

PATIENCE = 2.0
"""Seconds that people wait without asking whether anything happens."""

PAUSE = 10.0
"""Seconds between two lines where lines cannot be written over, as in a log."""


def reported(
    things: Iterable[Thing],
    what: str,
    total: int,
    clock: Callable[[], float] = time.monotonic,
    out: TextIO | None = None,
) -> Iterator[Thing]:
    """The same things, and a line on the error stream of how many are done, as soon as it takes longer than PATIENCE.

    On a terminal the line is written over; elsewhere there is another one every PAUSE seconds.
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
