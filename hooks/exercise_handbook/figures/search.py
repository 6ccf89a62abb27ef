"""Looks for the angles at which a body does what a pose asks for, as close to the written ones as can be."""

from collections.abc import Callable, Mapping

import numpy as np
from scipy.optimize import least_squares

from exercise_handbook.figures import aims
from exercise_handbook.figures.arrays import Array
from exercise_handbook.figures.fit import Answer, wishes
from exercise_handbook.figures.joints import JOINTS, SIDES, each, sided
from exercise_handbook.figures.pose import Pose
from exercise_handbook.figures.skeleton import Skeleton

GIVES = {
    "head": ("neck_flexion",),
    "forehead": ("neck_flexion",),
    "side_of_head": ("neck_side_bend",),
    "upper_back": ("thoracic_flexion",),
    "hand": ("shoulder_flexion", "shoulder_rotation", "elbow_flexion", "forearm_pronation", "wrist_flexion"),
    "elbow": ("shoulder_flexion", "shoulder_rotation"),
    "forearm": ("shoulder_flexion", "shoulder_rotation", "elbow_flexion"),
    "reach": ("shoulder_flexion", "shoulder_abduction", "shoulder_rotation", "elbow_flexion", "forearm_pronation",
              "wrist_flexion", "wrist_deviation", "scapula_protraction"),
} | dict.fromkeys(("heel", "ball", "toes", "foot"), ("hip_flexion", "knee_flexion", "ankle_dorsiflexion"))  # fmt: skip
"""Which joints may give way so that a part touches; a joint on both sides of the body gives on the part's side."""
STIFFNESS = 0.025
"""Pull towards the written angles, for each degree; a contact that is 1 cm off pulls 40 times as hard."""
HOLDING = ("index_curl", "middle_curl", "ring_curl", "little_curl", "thumb_curl")
CURLS = range(0, 76, 5)
FINGER_RADIUS = 0.007
LARGE = 30.0  # degrees that count as much as 10 cm of the pelvis: keeps the solver's unknowns of one size
ENDS, LONGEST = 1e-10, 300
"""The search goes on until a step changes this little, so that where it ends does not depend on where it began."""
DEGREES, METRES = 3, 5
"""Decimals of an answer."""


def found(skeleton: Skeleton, pose: Pose, stays: Mapping[str, Array], near: Answer | None = None) -> Answer:
    """The answer to a pose, rounded. stays: part → x, y it keeps. near: where to begin, or at the written angles."""
    exact = solved(skeleton, pose, stays, near)
    angles = {name: round(angle, DEGREES) for name, angle in exact.angles.items()}
    place = np.round(exact.place, METRES) + 0.0
    return Answer(angles | _grips(skeleton, pose, angles, place), place)


def solved(skeleton: Skeleton, pose: Pose, stays: Mapping[str, Array], near: Answer | None = None) -> Answer:
    """The least squares of all wishes, before fingers close."""
    wanted, free = written(pose), gives(pose)
    asked = [aim for _, aim in wishes(skeleton, pose, stays)]
    wish = np.array([wanted[name] for name in free])

    def residuals(unknown: Array) -> Array:
        answer = _answer(unknown, wanted, free)
        transforms = skeleton.transforms(answer.angles, answer.place, pose.position)
        drift = [unknown[1] * 2, unknown[0] * 0.05]
        return np.concatenate(
            [STIFFNESS * (unknown[3:] * LARGE - wish), drift, *(aim.residuals(transforms) for aim in asked)]
        )

    guess = np.array([0, 0, 1.1, *wish / LARGE]) if near is None else _unknowns(near, free)
    return _answer(_least(residuals, guess, free), wanted, free)


def _least(residuals: Callable[[Array], Array], guess: Array, free: list[str]) -> Array:
    """The unknowns with the least squares, within the ranges of the joints."""
    low = np.array([-20, -20, -20, *(JOINTS[name].low / LARGE for name in free)])
    high = np.array([20, 20, 20, *(JOINTS[name].high / LARGE for name in free)])
    begin = np.clip(guess, low + 1e-6, high - 1e-6)
    best: Array = least_squares(
        residuals, begin, bounds=(low, high), diff_step=1e-5, max_nfev=LONGEST, ftol=ENDS, xtol=ENDS
    ).x
    return best


def _answer(unknown: Array, wanted: Mapping[str, float], free: list[str]) -> Answer:
    angles = dict(zip(free, (unknown[3:] * LARGE).tolist(), strict=True))
    return Answer(dict(wanted) | angles, unknown[:3] / 10)


def _unknowns(answer: Answer, free: list[str]) -> Array:
    return np.concatenate([answer.place * 10, [answer.angles[name] / LARGE for name in free]])


def written(pose: Pose) -> dict[str, float]:
    """The angle of every joint as the pose has it, degrees."""
    return dict.fromkeys(JOINTS, 0.0) | each(pose.joints)


def gives(pose: Pose) -> list[str]:
    """The joints that may give way (k,), by what touches and by what the pose says. An upright pelvis does not."""
    free = [*(() if pose.position == "upright" else ("pelvis_tilt",)), *each(dict.fromkeys(pose.may_give, 0))]
    for part in pose.contacts:
        side, name = sided(part)
        free += [f"{side}_{joint}" if side else joint for joint in GIVES.get(name, ())]
    free += [f"{side}_{joint}" for side in pose.reach for joint in GIVES["reach"]]
    return [joint for joint in dict.fromkeys(free) if joint not in each(dict.fromkeys(pose.firm, 0))]


def _grips(skeleton: Skeleton, pose: Pose, angles: dict[str, float], place: Array) -> dict[str, float]:
    """How far each finger of a holding hand curls before it meets what it holds: joint → degrees."""
    body = skeleton.body
    bent: dict[str, float] = {}
    for side, reach in pose.reach.items():
        if reach.grip:
            skin = np.flatnonzero(body.limb["leg"] > 0.5)[::2]
            bent |= {f"{side}_{joint}": _grip(skeleton, pose, angles, place, side, n, skin)
                     for n, joint in zip((2, 3, 4, 5, 1), HOLDING, strict=True)}  # fmt: skip
    return bent


def _grip(
    skeleton: Skeleton, pose: Pose, angles: dict[str, float], place: Array, side: str, digit: int, skin: Array
) -> float:
    """The largest curl, degrees, at which one finger still is outside the skin."""
    body, joint = skeleton.body, f"{side}_{HOLDING[digit - 2]}"
    bones = [body.bone(f"finger{digit}-{k}.{SIDES[side]}") for k in (2, 3)]
    tip = body.heads[bones[1]] + 0.9 * (body.heads[bones[1]] - body.heads[bones[0]])
    points = [(bones[0], body.heads[bones[1]][None]), (bones[1], tip[None])]
    clear = aims.Clear(body, points, skin, FINGER_RADIUS, "")
    for curl in CURLS:
        if clear.miss(skeleton.transforms(angles | {joint: curl}, place, pose.position)) > 0:
            return float(max(curl - 5, 0))
    return float(CURLS[-1])
