"""How far something is: not a word while it is quick, a few lines where it is slow."""

import io
from itertools import count

import pytest

from exercise_handbook.paper.progress import reported


class Terminal(io.StringIO):
    """Where a line can be written over."""

    def isatty(self):
        return True


def said(number, seconds_each, out):
    """What is said while so many things take so many seconds each, by a clock of our own."""
    now = count(0, seconds_each)
    assert [*reported(range(number), "handouts", number, clock=lambda: next(now), out=out)] == [*range(number)]
    return out.getvalue()


@pytest.mark.parametrize("out", [io.StringIO, Terminal])
def test_nothing_is_said_of_what_takes_less_than_two_seconds(out):
    assert said(19, 0.1, out()) == ""


def test_a_log_gets_a_line_after_two_seconds_then_one_every_ten_and_the_last():
    lines = said(25, 1, io.StringIO()).splitlines()
    assert lines[0] == "handouts: 2 of 25 made, 23 left"
    assert lines[1:] == [f"handouts: {done} of 25 made, {25 - done} left" for done in (12, 22, 25)]


def test_a_terminal_gets_one_line_that_is_written_over():
    told = said(25, 1, Terminal())
    assert told.count("\n") == 1
    assert told.endswith("\rhandouts: 25 of 25 made, 0 left\n")
