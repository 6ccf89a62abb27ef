"""What was judged once is known again, and nothing else is."""

import os
import pickle
import time

import pytest

from exercise_handbook.cache import Table
from exercise_handbook.pictures import pictures
from exercise_handbook.pictures.pictures import TICK, known_picture

GOOD = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40"><path d="M9 9h9"/></svg>'
OTHER = GOOD.replace(b"80", b"90")
BAD = GOOD.replace(b"></svg>", b"><script/></svg>")


@pytest.fixture
def judged_now(monkeypatch):
    """The contents that are really judged, in order."""
    contents = []
    really = pictures.seen
    monkeypatch.setattr(pictures, "seen", lambda content: (contents.append(content), really(content))[1])
    return contents


@pytest.fixture
def figures(tmp_path):
    """A function that gives the entries of a folder with these files, last touched so long ago as nobody remembers."""
    folder = tmp_path / "figures"

    def make(**files):
        folder.mkdir(exist_ok=True)
        for name, content in files.items():
            (folder / f"{name}.svg").write_bytes(content)
        return sorted(os.scandir(folder), key=lambda one: one.name)

    return make


@pytest.fixture
def later(monkeypatch):
    """Lets the clock go past the moment within which two changes look alike."""
    monkeypatch.setattr(pictures.time, "time_ns", lambda now=time.time_ns: now() + 10 * TICK)


def judge_all(entries, folder, tools="these"):
    """What a build says of these files, and remembers."""
    known = Table(folder / "known.pickle", tools)
    found = [known_picture(one, known) for one in entries]
    known.remember()
    return [(one.width, one.height) if one.kind else one.trouble for one in found]


def test_a_drawing_is_judged_once_in_its_life(tmp_path, figures, judged_now):
    for _ in range(2):
        assert judge_all(figures(a=GOOD), tmp_path) == [(80, 40)]
    assert judged_now == [GOOD]


def test_a_file_that_nobody_touched_is_not_even_read(tmp_path, figures, later, monkeypatch):
    really = pictures.Path.read_bytes

    def read_no_picture(file):
        return pytest.fail(str(file)) if file.suffix == ".svg" else really(file)

    entries = figures(a=GOOD)
    judge_all(entries, tmp_path)
    monkeypatch.setattr(pictures.Path, "read_bytes", read_no_picture)
    assert judge_all(entries, tmp_path) == [(80, 40)]


def test_a_file_changed_a_moment_ago_is_read_again(tmp_path, figures, judged_now):
    judge_all(figures(a=GOOD), tmp_path)
    assert judge_all(figures(a=OTHER), tmp_path) == [(90, 40)]


def test_a_changed_file_is_read_again_though_its_size_and_date_are_the_same(tmp_path, figures, later):
    (before,) = figures(a=GOOD)
    state = before.stat()
    judge_all([before], tmp_path)
    (after,) = figures(a=OTHER)
    while after.stat().st_ctime_ns == state.st_ctime_ns:  # within one tick of the system's clock
        (after,) = figures(a=OTHER)
    os.utime(after, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert judge_all(figures(), tmp_path) == [(90, 40)]


def test_two_files_of_one_content_are_judged_once(tmp_path, figures, judged_now):
    assert judge_all(figures(a=GOOD, b=GOOD, c=OTHER), tmp_path) == [(80, 40), (80, 40), (90, 40)]
    assert judged_now == [GOOD, OTHER]


def test_what_is_wrong_is_told_each_time(tmp_path, figures):
    for _ in range(2):
        assert "<script>" in judge_all(figures(a=BAD), tmp_path)[0]


def test_what_a_build_did_not_use_is_forgotten(tmp_path, figures, judged_now):
    entries = figures(a=GOOD, b=OTHER)
    judge_all(entries, tmp_path)
    judge_all(entries[:1], tmp_path)
    judge_all(entries, tmp_path)
    assert judged_now == [GOOD, OTHER, OTHER]


def test_other_rules_know_nothing(tmp_path, figures, judged_now):
    judge_all(figures(a=GOOD), tmp_path)
    assert judge_all(figures(a=GOOD), tmp_path, tools="others") == [(80, 40)]
    assert judged_now == [GOOD, GOOD]


@pytest.mark.parametrize("spoilt", [b"", b"\x80", pickle.dumps([]), pickle.dumps(("these", 1)), pickle.dumps(1)])
def test_a_spoilt_memory_is_no_memory(tmp_path, figures, spoilt):
    judge_all(figures(a=GOOD), tmp_path)
    (tmp_path / "known.pickle").write_bytes(spoilt)
    assert judge_all(figures(a=GOOD), tmp_path) == [(80, 40)]
