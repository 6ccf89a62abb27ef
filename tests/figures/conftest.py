"""What the tests of the figures share: skeletons, and each exercise on a body, bent once."""

import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from figures_cases import CASES, FILES

from exercise_handbook.figures import draw
from exercise_handbook.figures.answers import Answers, kept_in, read_rows
from exercise_handbook.figures.fit import Fitted
from exercise_handbook.figures.jobs import FIRST
from exercise_handbook.figures.pose import PoseFile, read_pose
from exercise_handbook.figures.skeleton import Skeleton


class Bent(NamedTuple):
    """An exercise on a body: its poses, and figure → Fitted."""

    slug: str
    poses: PoseFile
    bones: Skeleton
    answers: Answers
    fitted: dict[str, Fitted]

    def stage(self):
        return draw.Stage(self.slug, self.bones, self.poses, self.fitted)


@pytest.fixture(scope="session")
def skeleton():
    """build → Skeleton."""
    return cache(draw.skeleton)


@pytest.fixture(scope="session")
def bones(skeleton):
    return skeleton(FIRST)


@pytest.fixture(scope="session")
def bent(skeleton):
    """slug, build → Bent, for the library's poses and the test cases, which have no answers kept."""

    def bend(slug, build=FIRST):
        path = (FILES | CASES)[slug]
        answers = Answers(skeleton(build), read_rows(kept_in(path, build)))
        poses = read_pose(path)[0]
        return Bent(slug, poses, answers.bones, answers, draw.bend(answers, poses))

    return cache(bend)
