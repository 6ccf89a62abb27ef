"""Bends a body so that it does what a pose asks for, as close to the written angles as can be."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import least_squares

from figures import aims
from figures.arrays import Array
from figures.body import Body
from figures.joints import JOINTS, SIDES, each, sided
from figures.pose import Pose
from figures.skeleton import Skeleton

GIVES = {
    "head": ("neck_flexion",),
    "upper_back": ("thoracic_flexion",),
    "hand": ("shoulder_flexion", "shoulder_rotation", "elbow_flexion", "forearm_pronation", "wrist_flexion"),
    "elbow": ("shoulder_flexion", "shoulder_rotation"),
    "reach": ("shoulder_flexion", "shoulder_abduction", "shoulder_rotation", "elbow_flexion", "forearm_pronation",
              "wrist_flexion", "wrist_deviation", "scapula_protraction"),
} | dict.fromkeys(("heel", "ball", "toes"), ("hip_flexion", "knee_flexion", "ankle_dorsiflexion"))  # fmt: skip
"""Which joints may give way so that a part touches; a joint on both sides of the body gives on the part's side."""
STIFFNESS = 0.025
"""Pull towards the written angles, for each degree; a contact that is 1 cm off pulls 40 times as hard."""
HOLDING = ("index_curl", "middle_curl", "ring_curl", "little_curl", "thumb_curl")
CURLS = range(0, 76, 5)
FINGER_RADIUS = 0.007
Trail = tuple[str | int, ...]
LARGE = 30.0  # degrees that count as much as 10 cm of the pelvis: keeps the solver's unknowns of one size


@dataclass(frozen=True)
class Fitted:
    """A bent body: joint → degrees, place of the pelvis (3,), transforms (b, 4, 4), verts (n, 3) on the floor.

    raw: the vertices before soft parts were pressed flat. misses: what the pose asks for → how far off it is, metres.
    trails: the same → where it is written in the figure.
    """

    angles: dict[str, float]
    place: Array
    transforms: Array
    raw: Array
    verts: Array
    misses: dict[str, float]
    trails: dict[str, Trail]


def fit(skeleton: Skeleton, pose: Pose, stays: Mapping[str, Array], near: Fitted | None = None) -> Fitted:
    """The body in a pose. stays: part → x, y it keeps. near: a Fitted to start from."""
    wanted = dict.fromkeys(JOINTS, 0.0) | each(pose.joints)
    wishes = _aims(skeleton, pose, stays)
    angles, place = _solved(skeleton, pose, wanted, [aim for _, aim in wishes], near)
    angles |= _grips(skeleton, pose, angles, place)
    transforms = skeleton.transforms(angles, place, pose.position)
    raw = skeleton.body.skin(transforms)
    misses = {aim.says: aim.miss(transforms) for _, aim in wishes}
    trails = {aim.says: trail for trail, aim in wishes}
    return Fitted(angles, place, transforms, raw, _on_floor(raw, pose, skeleton.body), misses, trails)


def gives(pose: Pose) -> list[str]:
    """The joints that may give way (k,), by what touches and by what the pose says."""
    free = ["pelvis_tilt", *each(dict.fromkeys(pose.may_give, 0))]
    for part in pose.contacts:
        side, name = sided(part)
        free += [f"{side}_{joint}" if side else joint for joint in GIVES.get(name, ())]
    free += [f"{side}_{joint}" for side in pose.reach for joint in GIVES["reach"]]
    return [joint for joint in dict.fromkeys(free) if joint not in each(dict.fromkeys(pose.firm, 0))]


def _aims(skeleton: Skeleton, pose: Pose, stays: Mapping[str, Array]) -> list[tuple[Trail, aims.Aim]]:
    """Everything a pose asks for, with the trail of where it is written in the figure."""
    body = skeleton.body
    found: list[tuple[Trail, aims.Aim]] = []
    found += [(("contacts", n), aims.Touch(body, part, pose.height_of(part))) for n, part in enumerate(pose.contacts)]
    found += [(("stays", n), aims.Stay(body, part, stays[part])) for n, part in enumerate(pose.stays) if part in stays]
    found += [(("together", n), aims.Together(skeleton, pair)) for n, pair in enumerate(pose.together)]
    found += [(("reach", side), aims.Hold(skeleton, side, reach)) for side, reach in pose.reach.items()]
    found += [(("reach",), aims.arms_clear(body, list(pose.reach)))] if pose.reach else []
    bent = max(each(pose.joints).get(f"{side}_hip_flexion", 0) for side in SIDES)
    return found + ([(("joints",), aims.thighs_clear(body))] if bent > 90 else [])


def _solved(
    skeleton: Skeleton, pose: Pose, wanted: dict[str, float], wishes: list[aims.Aim], near: Fitted | None
) -> tuple[dict[str, float], Array]:
    """Angles in degrees, rounded to 0.1, and the pelvis's place, to 0.1 mm: the least squares of all wishes."""
    free = gives(pose)
    wish = np.array([wanted[name] for name in free])

    def unpacked(unknown: Array) -> tuple[dict[str, float], Array]:
        return wanted | dict(zip(free, unknown[3:] * LARGE, strict=True)), unknown[:3] / 10

    def residuals(unknown: Array) -> Array:
        angles, place = unpacked(unknown)
        transforms = skeleton.transforms(angles, place, pose.position)
        drift = [unknown[1] * 2, unknown[0] * 0.05]
        return np.concatenate(
            [STIFFNESS * (unknown[3:] * LARGE - wish), drift, *(aim.residuals(transforms) for aim in wishes)]
        )

    low = np.array([-20, -20, -20, *(JOINTS[name].low / LARGE for name in free)])
    high = np.array([20, 20, 20, *(JOINTS[name].high / LARGE for name in free)])
    guess = np.array([0, 0, 1.1, *wish / LARGE]) if near is None else _unknowns(near, free)
    best = least_squares(
        residuals, np.clip(guess, low + 1e-6, high - 1e-6), bounds=(low, high), diff_step=1e-5, max_nfev=50, ftol=1e-5
    )
    angles, place = unpacked(best.x)
    return {name: round(float(angle), 1) for name, angle in angles.items()}, np.round(place, 4)


def _unknowns(near: Fitted, free: list[str]) -> Array:
    return np.concatenate([near.place * 10, [near.angles[name] / LARGE for name in free]])


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


def _on_floor(raw: Array, pose: Pose, body: Body) -> Array:
    """Vertices (n, 3) with soft parts pressed flat on the floor, and on the seat."""
    verts = raw.copy()
    verts[:, 2] = np.maximum(verts[:, 2], 0)
    if pose.seat_cm:
        on = (body.limb["thigh"] > 0.5) | (body.weight_of(("pelvis",)) > 0.3)
        verts[on, 2] = np.maximum(verts[on, 2], pose.seat_cm / 100)
    return verts
