"""What a page costs, counted in function calls: the same on any machine, however busy."""

import cProfile
import pstats
import sys

import pytest

from exercise_handbook.intake.load import load_library
from exercise_handbook.library.edition import Edition
from exercise_handbook.pages.outputs import render
from support import ROOT

MOST = 20_000
"""Calls for one more exercise, from the library's folder to its pages; 15,400 when this was written."""


pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("cost")]


@pytest.fixture(scope="module")
def calls(tmp_path_factory):
    """A function that counts the calls a library of so many exercises takes."""
    sys.path.insert(0, str(ROOT / "tools/benchmarks"))
    from generate import write_library

    def count(size):
        folder = tmp_path_factory.mktemp("library") / str(size)
        write_library(size, folder)
        profile = cProfile.Profile()
        profile.runcall(load_and_render, folder)
        return pstats.Stats(profile).total_calls

    count(50)  # templates are compiled once, whatever the size
    return {size: count(size) for size in (50, 100, 200)}


def load_and_render(folder):
    """Make all pages, with the QR codes that an earlier build has kept."""
    library = load_library(folder, ROOT / "docs")
    kept = dict.fromkeys(library.coded_pages(), b"kept")
    return [output.text for output in render(Edition.of(library, codes=kept))]


def test_one_more_exercise_costs_no_more_calls_than_it_may(calls):
    assert (calls[200] - calls[100]) / 100 <= MOST


def test_an_exercise_among_many_costs_little_more_than_one_among_few(calls):
    assert (calls[200] - calls[100]) / 100 <= 1.2 * (calls[100] - calls[50]) / 50
