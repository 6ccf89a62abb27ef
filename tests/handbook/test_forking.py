"""Work that several processes share: its result is that of one, and what goes wrong in a copy is told here."""

import os
import subprocess
import sys

import pytest

from exercise_handbook import forking
from exercise_handbook.forking import made_of_each
from support import ROOT

HEAD = """
import os, sys, threading
from exercise_handbook import forking
forking.ENOUGH = 4
os.cpu_count = lambda: {cores}
"""

CAN_COPY = hasattr(os, "fork") and sys.platform != "darwin"


def run(script, cores=3):
    """What a program says that shares work among so many cores; a process of its own, as tests run beside threads."""
    command = [sys.executable, "-c", HEAD.format(cores=cores) + script]
    surroundings = os.environ | {"PYTHONPATH": str(ROOT / "hooks")}
    return subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)


def test_what_is_made_does_not_depend_on_how_many_make_it():
    script = "print(forking.made_of_each(lambda one: (one, one * one), range(11)))"
    said = {run(script, cores).stdout for cores in (1, 2, 3, 64)}
    assert said == {f"{[(one, one * one) for one in range(11)]}\n"}


@pytest.mark.parametrize(("cores", "things", "processes"), [(3, 12, 3), (64, 12, forking.MOST), (3, 3, 1), (1, 12, 1)])
def test_each_core_makes_a_share_where_there_is_enough_to_make(cores, things, processes):
    said = run(f"print(len(set(forking.made_of_each(lambda _: os.getpid(), range({things})))))", cores)
    assert said.stdout == f"{processes if CAN_COPY else 1}\n"


def test_beside_other_threads_no_process_is_copied():
    script = """
wait = threading.Event()
threading.Thread(target=wait.wait).start()
print(len(set(forking.made_of_each(lambda _: os.getpid(), range(12)))))
wait.set()
"""
    assert run(script).stdout == "1\n"


@pytest.mark.parametrize("at", [0, 1, 2], ids=["here", "in a copy", "in another copy"])
def test_what_the_system_refuses_is_raised_here_and_no_copy_is_left(at):
    script = f"""
def make(one):
    if one == {at}:
        raise OSError(28, "No space left on device", "page.html")
    return one
try:
    forking.made_of_each(make, range(12))
except OSError as refusal:
    print(refusal.errno, refusal.filename)
try:
    os.wait()
except ChildProcessError:
    print("none left")
"""
    assert run(script).stdout == "28 page.html\nnone left\n"


def test_a_mistake_of_ours_in_a_copy_ends_all_with_its_traceback():
    said = run("forking.made_of_each(lambda one: 1 / (one - 1), range(12))")
    assert said.returncode == 1
    assert "ZeroDivisionError" in said.stderr
    assert ("OurMistake: a copy of this process did not come to its end" in said.stderr) == CAN_COPY


@pytest.mark.parametrize("words", ["", "b'\\x80\\x05' + 9 * b'.'", "b'\\x80\\x05\\x95\\xff\\0\\0\\0\\0\\0\\0\\0[['"])
def test_a_copy_that_ends_in_the_middle_of_its_answer_is_told_and_gone(words):
    script = f"""
def end_early(answer, pipe, protocol):
    pipe.write({words or "b''"})
    pipe.flush()
    os._exit(1)
forking.pickle.dump = end_early
try:
    print(len(forking.made_of_each(str, range(12))))
except forking.OurMistake:
    print("told")
try:
    os.wait()
except ChildProcessError:
    print("none left")
"""
    assert run(script).stdout == f"{'told' if CAN_COPY else 12}\nnone left\n"


def test_nothing_makes_nothing():
    assert made_of_each(str, []) == []
