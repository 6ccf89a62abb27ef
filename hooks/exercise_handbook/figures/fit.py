"""A body that stands as an answer says: joint angles in, places on the floor out, and how far off each wish is."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from exercise_handbook.figures import aims
from exercise_handbook.figures.arrays import Array
from exercise_handbook.figures.body import Body
from exercise_handbook.figures.joints import SIDES, each
from exercise_handbook.figures.pose import CHAIR_HOLDS, Pose
from exercise_handbook.figures.skeleton import Skeleton
from exercise_handbook.library.problems import Trail

PLACES = 6
"""Places are rounded to so many decimals of a metre, so that no processor's last bit decides which pixel is ink."""


@dataclass(frozen=True)
class Answer:
    """How a body does what a pose asks for: joint → degrees, and the place of the pelvis (3,), metres."""

    angles: dict[str, float]
    place: Array


@dataclass(frozen=True)
class Fitted:
    """A body bent as a pose asks: joint → degrees, place of the pelvis (3,), transforms (b, 4, 4).

    misses: what the pose asks for → how far off it is, metres. trails: the same → where it is written in the figure.
    """

    body: Body
    pose: Pose
    angles: dict[str, float]
    place: Array
    transforms: Array
    misses: dict[str, float]
    trails: dict[str, Trail]

    @cached_property
    def raw(self) -> Array:
        """The vertices (n, 3) before soft parts are pressed flat."""
        return np.round(self.body.skin(self.transforms), PLACES)

    @cached_property
    def verts(self) -> Array:
        """The vertices (n, 3) with soft parts pressed flat on what they touch."""
        return _on_floor(self.raw, self.pose, self.body)


def stood(skeleton: Skeleton, pose: Pose, stays: Mapping[str, Array], answer: Answer) -> Fitted:
    """The body in a pose. stays: part → x, y it keeps."""
    transforms = skeleton.transforms(answer.angles, answer.place, pose.position)
    found = wishes(skeleton, pose, stays)
    misses = {aim.says: aim.miss(transforms) for _, aim in found}
    trails = {aim.says: trail for trail, aim in found}
    return Fitted(skeleton.body, pose, answer.angles, answer.place, transforms, misses, trails)


def wishes(skeleton: Skeleton, pose: Pose, stays: Mapping[str, Array]) -> list[tuple[Trail, aims.Aim]]:
    """Everything a pose asks for, with the trail of where it is written in the figure."""
    body = skeleton.body
    found: list[tuple[Trail, aims.Aim]] = []
    found += [(("contacts", n), aims.Touch(body, part, pose.height_of(part))) for n, part in enumerate(pose.contacts)]
    found += [(("wall", n), aims.Touch(body, part, axis=aims.AWAY_FROM_WALL)) for n, part in enumerate(pose.wall)]
    found += [(("stays", n), aims.Stay(body, part, stays[part])) for n, part in enumerate(pose.stays) if part in stays]
    found += [(("together", n), aims.Together(skeleton, pair)) for n, pair in enumerate(pose.together)]
    found += [(("reach", side), _hold(skeleton, pose, side)) for side in pose.reach]
    found += [(("reach",), aims.arms_clear(body, list(pose.reach)))] if pose.reach else []
    bent = max(each(pose.joints).get(f"{side}_hip_flexion", 0) for side in SIDES)
    return found + ([(("joints",), aims.thighs_clear(body))] if bent > 90 else [])


def _hold(skeleton: Skeleton, pose: Pose, side: Literal["left", "right"]) -> aims.Aim:
    reach = pose.reach[side]
    if pose.chair and reach.to in CHAIR_HOLDS:
        return aims.HoldChair(skeleton, side, reach, pose.chair)
    return aims.Hold(skeleton, side, reach)


def _on_floor(raw: Array, pose: Pose, body: Body) -> Array:
    """Vertices (n, 3) with soft parts pressed flat on the floor, a seat, a cushion and a wall."""
    verts = raw.copy()
    verts[:, 2] = np.maximum(verts[:, 2], 0)
    if pose.chair and any(pose.height_of(part) for part in pose.contacts):
        on = (body.limb["thigh"] > 0.5) | (body.weight_of(("pelvis",)) > 0.3)
        verts[on, 2] = np.maximum(verts[on, 2], pose.chair.seat_cm / 100)
    if pose.cushion_cm:
        on = body.limb["head"] > 0.5
        verts[on, 2] = np.maximum(verts[on, 2], pose.cushion_cm / 100)
    if pose.wall:
        verts[:, 0] = np.maximum(verts[:, 0], 0)
    return verts
