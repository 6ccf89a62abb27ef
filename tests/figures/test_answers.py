"""Drawings depend on no search: its answers are kept, and a search that begins at them only confirms them."""

import os
import subprocess
import sys

import numpy as np
import pytest
from figures_cases import CASES, FILES, HOME

from exercise_handbook.figures import draw, motion
from exercise_handbook.figures.answers import kept_in
from exercise_handbook.figures.fit import Answer
from exercise_handbook.figures.jobs import FIRST
from exercise_handbook.figures.picture import BUILDS
from exercise_handbook.figures.search import gives, solved

BODIES = [(slug, build) for slug in FILES for build in BUILDS]
OFF = 0.2  # picture units
DISTURBED = 1e-9


@pytest.fixture(params=BODIES, ids="-".join)
def body(request, bent):
    return bent(*request.param)


def test_every_body_and_every_moment_is_kept_and_nothing_else(body):
    if "end" in body.fitted:
        motion.moments(body.poses, body.answers, body.fitted)
    assert body.answers.searched == []
    assert body.answers.text() == kept_in(FILES[body.slug], body.bones.body.build).read_text()


@pytest.mark.parametrize(("slug", "build"), BODIES[::3], ids=str)
def test_a_search_begun_a_hair_beside_an_answer_leads_back_to_it(slug, build, bent):
    """By no more than a drawing may move. Each search takes a second: the last figure of every third body is enough."""
    body = bent(slug, build)
    name, fitted = list(body.fitted.items())[-1]
    again = found_again(body, name, fitted)
    angles = fitted.angles | {joint: again.angles[joint] for joint in gives(body.poses.figures[name])}
    transforms = body.bones.transforms(angles, again.place, body.poses.figures[name].position)
    camera = body.stage().camera
    moved = camera.project(body.bones.body.skin(transforms)) - camera.project(fitted.raw)
    assert np.abs(moved[:, :2]).max() < OFF


def found_again(body, name, fitted):
    pose, hair = body.poses.figures[name], np.random.default_rng(7)
    start = {joint: angle + DISTURBED * hair.choice([-1, 1]) for joint, angle in fitted.angles.items()}
    before = body.fitted.get(pose.after or "")
    return solved(body.bones, pose, draw.stays(body.bones, pose, before), Answer(start, fitted.place + DISTURBED))


@pytest.mark.parametrize("slug", sorted(CASES))
def test_a_pose_without_answers_is_searched_for(slug, bent):
    body = bent(slug)
    assert body.answers.searched == list(body.poses.figures)


SIMD = " ".join(np.show_config(mode="dicts")["SIMD Extensions"].get("found", []))
PROCESSORS = {
    "one thread, an old kernel": {"OPENBLAS_NUM_THREADS": "1", "OPENBLAS_CORETYPE": "Nehalem"},
    "four threads, plain numpy": {"OPENBLAS_NUM_THREADS": "4", "NPY_DISABLE_CPU_FEATURES": SIMD},
    "two threads, another kernel": {"OPENBLAS_NUM_THREADS": "2", "OPENBLAS_CORETYPE": "Zen"},
}
DRAW = """
import sys
from exercise_handbook.figures import draw
from pathlib import Path
from exercise_handbook.figures.answers import Answers, kept_in, read_rows
from exercise_handbook.figures.pose import read_pose
path, build = Path(sys.argv[1]), sys.argv[2]
poses, answers = read_pose(path)[0], Answers(draw.skeleton(build), read_rows(kept_in(path, build)))
print(draw.Stage(path.stem, answers.bones, poses, draw.bend(answers, poses)).picture("end"))
"""


@pytest.mark.parametrize("processor", PROCESSORS)
def test_other_processors_draw_the_same(processor, bent):
    """To the letter, on the exercise that used to differ."""
    slug = "single-knee-to-chest"
    command = [sys.executable, "-c", DRAW, str(FILES[slug]), FIRST]
    here = os.environ | {"PYTHONPATH": f"{HOME / 'tools'}:{HOME / 'hooks'}"}
    drawn = subprocess.run(command, env=here | PROCESSORS[processor], capture_output=True, text=True, check=True).stdout
    assert drawn.strip() == (HOME / f"data/figures/{slug}-end.svg").read_text().strip()
