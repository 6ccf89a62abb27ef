"""What the tests of the figures share: the bones and the poses, each bent once."""

import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]

from figures.pose import read_pose  # noqa: E402
from figures_cases import CASES, FILES  # noqa: E402

from figures import draw  # noqa: E402


@pytest.fixture(scope="session")
def bones():
    return draw.skeleton()


@pytest.fixture(scope="session")
def bent(bones):
    """slug → (poses, figure → Fitted), for the library's poses and the two test cases."""
    read = {slug: read_pose(path)[0] for slug, path in (FILES | CASES).items()}
    return {slug: (poses, draw.bend(bones, poses)) for slug, poses in read.items()}
