"""Many things made at once, by processes that begin as copies of this one: each core makes its share.

What is made does not depend on how many there are. Where the system knows no such copies, as Windows does not, or has
one core, all is made here, one after the other.
"""

import os
import pickle
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from typing import Any, NoReturn, TypeVar

MOST = 4
"""Each process takes some memory of its own; more than these gain little, as reading and checking stay with one."""

ENOUGH = 200
"""Things worth a second process: to copy this one takes as long as to make a dozen pages."""

Thing = TypeVar("Thing")
Made = TypeVar("Made")


class OurMistake(Exception):
    """A copy of this process ended with an error that is no refusal of the system's; its traceback was told."""


def made_of_each(make: Callable[[Thing], Made], things: Sequence[Thing]) -> list[Made]:
    """What a function makes of each thing, in order. It must be possible to pickle that.

    Raises OSError as the function does; for other errors elsewhere than here OurMistake.
    """
    count = _processes(len(things))
    others = [_Copy(make, things[number::count]) for number in range(1, count)]
    try:
        shares = [[make(thing) for thing in things[::count]]]
    finally:  # none is left behind, whatever happens
        answers = [other.answer() for other in others]
    shares += [_told(answer) for answer in answers]
    return [shares[number % count][number // count] for number in range(len(things))]


def _processes(things: int) -> int:
    can_copy = hasattr(os, "fork") and sys.platform != "darwin"  # whose own libraries do not bear it
    can_copy = can_copy and threading.active_count() == 1  # a copy has none of the others, but what they have locked
    return min(os.cpu_count() or 1, MOST) if can_copy and things >= ENOUGH else 1


class _Copy:
    """A process that makes its share, and the pipe that it answers by."""

    def __init__(self, make: Callable[[Thing], Made], things: Sequence[Thing]):
        sys.stdout.flush()
        sys.stderr.flush()
        self.answers, answer = os.pipe()
        parent = os.getpid()
        self.process = os.fork()
        if self.process == 0:
            os.close(self.answers)
            _answer(make, things, answer, parent)
        os.close(answer)

    def answer(self) -> Any:
        """All that it made, or the error; None if it ended without a word, or in the middle of one."""
        try:
            with os.fdopen(self.answers, "rb") as answers:
                return pickle.load(answers)  # piece by piece
        except (EOFError, pickle.UnpicklingError):
            return None
        finally:
            os.waitpid(self.process, 0)


def _answer(make: Callable[[Thing], Made], things: Sequence[Thing], pipe: int, parent: int) -> NoReturn:
    """Make a share and write it, or what went wrong, into a pipe. Ends this process, at once if its parent has."""
    try:
        answer = _share(make, things, parent)
        with os.fdopen(pipe, "wb") as answers:
            pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)  # piece by piece
    finally:
        os._exit(0)  # and leaves alone what this process was to clear away at its end


def _share(make: Callable[[Thing], Made], things: Sequence[Thing], parent: int) -> list[Made] | OSError | None:
    made = []
    try:
        for thing in things:
            if os.getppid() != parent:
                return None
            made.append(make(thing))
    except OSError as refusal:
        return refusal
    except Exception:
        traceback.print_exc()
        return None
    return made


def _told(answer: Any) -> Any:
    if isinstance(answer, OSError):
        raise answer
    if answer is None:
        raise OurMistake("a copy of this process did not come to its end; its error stands above")
    return answer
