"""What the system refuses is told in words: file, what is wrong, what to do."""

import errno
import os
import shutil
from collections import namedtuple

import pytest

from exercise_handbook import refusals
from exercise_handbook.refusals import WORDS, CannotGoOn, full_disks, in_words, run_command


def refusing(refusal: BaseException):
    def command() -> int:
        raise refusal

    return command


@pytest.mark.parametrize("number", WORDS, ids=errno.errorcode.get)
def test_each_refusal_of_the_system_is_told_with_file_and_what_to_do(capsys, number):
    assert run_command(refusing(OSError(number, os.strerror(number), "/a/file"))) == 1
    line = capsys.readouterr().err
    assert line == f"ERROR   -  /a/file: {WORDS[number]}\n"
    assert ";" in line


def test_a_refusal_that_has_no_words_of_ours_speaks_for_itself():
    assert in_words(OSError(errno.EDOM, "Out of domain", b"/a/file")) == "/a/file: Out of domain"
    assert in_words(OSError("something")) == "something"


def test_of_a_copy_the_file_that_could_not_be_written_is_told():
    assert in_words(OSError(errno.EACCES, "", "/from", None, "/to")).startswith("/to: ")


OTHERS = {
    "not text": (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"), 1, "not saved as UTF-8"),
    "memory": (MemoryError(), 1, "there is not enough memory"),
    "our own": (CannotGoOn("wait, then try again"), 1, "wait, then try again"),
    "stopped": (KeyboardInterrupt(), 130, "stopped"),
}


@pytest.mark.parametrize("kind", OTHERS)
def test_other_refusals_are_told_too(capsys, kind):
    refusal, status, words = OTHERS[kind]
    assert run_command(refusing(refusal)) == status
    assert words in capsys.readouterr().err


def test_a_mistake_of_our_own_is_not_hidden():
    with pytest.raises(ZeroDivisionError):
        run_command(lambda: 1 // 0)


def test_the_disk_that_is_full_is_named(monkeypatch, tmp_path):
    """A refused write does not say where it was."""
    usage = namedtuple("usage", "free")
    monkeypatch.setattr(shutil, "disk_usage", lambda place: usage(0 if place == tmp_path else 10**9))
    monkeypatch.setenv("STORE", f"{tmp_path}/not/there/yet")
    assert full_disks() == [f"STORE={tmp_path}/not/there/yet"]
    assert in_words(OSError(errno.ENOSPC, "")) == f"STORE={tmp_path}/not/there/yet: {refusals.FULL}"
