"""What must be true of every bent body. 1 cm on the floor, 2 cm for a hand, no bone longer or shorter."""

import numpy as np
import pytest
from figures_cases import CASES, FILES

from exercise_handbook.figures import motion
from exercise_handbook.figures.aims import pad
from exercise_handbook.figures.jobs import FIRST
from exercise_handbook.figures.joints import JOINTS
from exercise_handbook.figures.picture import BUILDS

BODIES = [(slug, build) for slug in FILES for build in BUILDS] + [(slug, FIRST) for slug in CASES]
LINE = ("upperarm01", "upperleg01", "lowerleg01")
ON_FLOOR, HAND, SLIDE = 0.010, 0.020, 0.02  # metres


@pytest.fixture(params=BODIES, ids="-".join)
def body(request, bent):
    return bent(*request.param)


def lengths(body, transforms):
    at = np.array(
        [transforms[bone, :3, :3] @ body.heads[bone] + transforms[bone, :3, 3] for bone in range(len(body.names))]
    )
    child = np.flatnonzero(body.parents >= 0)
    return np.linalg.norm(at[child] - at[body.parents[child]], axis=1)


def rest_lengths(body):
    return lengths(body, np.tile(np.eye(4), (len(body.names), 1, 1)))


def limit(says):
    return HAND if "hand" in says or "through" in says else SLIDE if "stay" in says else ON_FLOOR


def keeps_its_promises(fitted):
    return {says: miss for says, miss in fitted.misses.items() if miss > limit(says)}


def test_parts_touch_and_hands_hold(body):
    assert [keeps_its_promises(fitted) for fitted in body.fitted.values()] == [{}] * len(body.fitted)


def test_joints_stay_in_their_range(body):
    for fitted in body.fitted.values():
        outside = [n for n, angle in fitted.angles.items() if not JOINTS[n].low - 0.1 <= angle <= JOINTS[n].high + 0.1]
        assert outside == []


def test_every_range_has_a_source():
    assert all(joint.source and joint.low < joint.high for joint in JOINTS.values())


def test_bones_keep_their_length(body):
    rest = rest_lengths(body.bones.body)
    for fitted in body.fitted.values():
        assert np.allclose(lengths(body.bones.body, fitted.transforms), rest, atol=1e-6)


def test_the_floor_does_not_squash_the_body(body):
    for fitted in body.fitted.values():
        assert fitted.raw[:, 2].min() > -0.05
        assert (fitted.raw[:, 2] < -0.025).mean() < 0.02


def moments(body):
    moves = "end" in body.fitted
    return motion.moments(body.poses, body.answers, body.fitted) if moves else []


def test_the_moments_between_keep_all_this(body):
    rest = rest_lengths(body.bones.body)
    for moment in moments(body)[1:-1:3]:
        assert keeps_its_promises(moment) == {}
        assert np.allclose(lengths(body.bones.body, moment.transforms), rest, atol=1e-6)
        assert all(JOINTS[n].low - 0.1 <= angle <= JOINTS[n].high + 0.1 for n, angle in moment.angles.items())


def test_angles_are_clinical(bones):
    """Knee 90° is a right angle, hip 90° an upright thigh, elbow 0° a straight arm."""
    from exercise_handbook.figures.joints import each

    transforms = bones.transforms(each({"hip_flexion": 90, "knee_flexion": 90, "elbow_flexion": 0}))

    def way(a, b):
        way = bones.joint_at(transforms, b) - bones.joint_at(transforms, a)
        return way / np.linalg.norm(way)

    assert abs(way("upperleg01.R", "lowerleg01.R") @ way("lowerleg01.R", "foot.R")) < 0.1
    assert way("upperleg01.R", "lowerleg01.R")[2] > 0.97
    assert way("upperarm01.R", "lowerarm01.R") @ way("lowerarm01.R", "wrist.R") > 0.999


HEIGHTS = {  # centimetres that the steps ask for, or that a modest movement has
    ("straight-leg-raise", "right_heel"): (14, 16),
    ("hip-lift", "pelvis"): (10, 18),
    ("partial-sit-up", "head"): (6, 14),
}


@pytest.mark.parametrize(("slug", "part"), HEIGHTS)
def test_it_lifts_as_far_as_its_steps_say(slug, part, bent, bones):
    low, high = HEIGHTS[slug, part]
    lowest = bent(slug).fitted["end"].verts[pad(bones.body, part), 2].min()
    assert low <= 100 * lowest <= high


def test_the_raised_leg_pulls_its_foot_up(bent):
    for name in ("end", "both-straight"):
        assert bent("straight-leg-raise").fitted[name].angles["right_ankle_dorsiflexion"] >= 15


def test_the_lifted_hips_are_nearly_in_line_with_shoulders_and_knees(bent):
    body = bent("hip-lift")
    shoulder, hip, knee = (body.bones.joint_at(body.fitted["end"].transforms, f"{bone}.R") for bone in LINE)
    up, down = ((end - hip) / np.linalg.norm(end - hip) for end in (shoulder, knee))
    assert 155 <= np.degrees(np.arccos(up @ down)) <= 178


def test_an_arched_back_is_told_from_one_at_rest(bent):
    body = bent("pelvic-tilt")
    start, arched = (
        body.fitted[name].verts[pad(body.bones.body, "lower_back"), 2].min() for name in ("start", "arched")
    )
    assert arched > 1.5 * start


@pytest.mark.parametrize("name", ["end", "other-side", "a-little"])
def test_feet_keep_their_place_while_knees_roll(name, bent):
    feet = {"left_ball", "right_ball"}
    pose = bent("lower-back-rotation").poses.figures[name]
    assert feet <= {*pose.contacts} & {*pose.stays}
