"""Turns joint angles into the place and turn of every bone.

World frame, metres: z = 0 is the floor. A body on its back has its head at -x and its left side at +y.
"""

from collections.abc import Mapping

import numpy as np

from exercise_handbook.figures.arrays import Array, unit
from exercise_handbook.figures.body import Body
from exercise_handbook.figures.joints import LIMBS, SIDES, TRUNK, sided

X, Y, Z = np.eye(3)  # rest frame: left, up, forward
ORIGIN = np.zeros(3)

POSITIONS = {
    "on_back": np.stack([-Y, X, Z]),  # rest x, y, z become world +y, -x, +z
    "face_down": np.stack([-Y, -X, -Z]),
    "on_side": np.stack([-Y, -Z, X]),  # on the right side, the front towards the reader
    "upright": np.stack([Z, X, Y]),  # looks along +x
}
"""How a body lies, kneels or sits before its pelvis turns: rest frame to world frame (3, 3)."""


def rotations(axes: Array, degrees: Array) -> Array:
    """Rotation matrices (m, 3, 3) about unit axes (m, 3)."""
    return turned(crossing(axes), degrees)


def crossing(axes: Array) -> Array:
    """Matrices (m, 3, 3) that give the cross product with unit axes (m, 3)."""
    return -np.cross(np.eye(3), axes[:, None, :]).transpose(0, 2, 1)


def turned(crosses: Array, degrees: Array) -> Array:
    """Rotation matrices (m, 3, 3) about axes that are given by their cross products (m, 3, 3)."""
    a = np.radians(degrees)[:, None, None]
    return np.eye(3) + np.sin(a) * crosses + (1 - np.cos(a)) * (crosses @ crosses)


def rotation(axis: Array, degrees: float) -> Array:
    """Rotation matrix (3, 3) about one unit axis."""
    return rotations(np.array([axis]), np.array([degrees]))[0]


class Skeleton:
    """The bones of one body. axes: "left"/"right" → name → (3,), directions found from the rest pose."""

    def __init__(self, body: Body):
        self.body = body
        self.axes = {side: self._axes(side) for side in SIDES}
        self.zero = {side: self._zero(side) for side in SIDES}
        self.hang = {side: self._hang(side) for side in SIDES}
        self.turns = self._turns()
        self.rows = [(bone, sided(name)) for name, bone in zip(*self.turns[:2], strict=True)]
        self.generations = self._generations()

    def _way(self, start: str, end: str, side: str) -> Array:
        return unit(self.body.joint(f"{end}.{SIDES[side]}") - self.body.joint(f"{start}.{SIDES[side]}"))

    def _axes(self, side: str) -> dict[str, Array]:
        """Directions that depend on the skeleton; a turn about them is positive on this side."""
        arm, fore = self._way("upperarm01", "lowerarm01", side), self._way("lowerarm01", "wrist", side)
        hand, across = self._way("wrist", "finger3-1", side), self._way("finger2-1", "finger5-1", side)
        palm = unit(np.cross(across, hand))
        palm *= np.sign(palm @ self._way("finger3-1", "finger3-3", side))  # relaxed fingers bend to the palm
        mirror = 1 if side == "left" else -1
        return {
            "x": X,
            "y": mirror * Y,
            "z": mirror * Z,
            "thigh": mirror * self._way("upperleg01", "lowerleg01", side),
            "arm": -mirror * arm,
            "elbow": unit(np.cross(arm, fore)),
            "forearm": mirror * fore,
            "curl": unit(np.cross(hand, palm)),
            "palm": np.sign(np.cross(palm, hand) @ across) * palm,
            "fingers": hand,
            "palm_out": palm,
        }

    def _zero(self, side: str) -> dict[str, float]:
        """Clinical angles of the rest pose, which has splayed legs, soft knees and bent elbows."""
        leg = self._way("upperleg01", "foot", side)
        thigh, shank = (
            _lean(self._way(*ends, side)) for ends in (("upperleg01", "lowerleg01"), ("lowerleg01", "foot"))
        )
        bend = self._way("upperarm01", "lowerarm01", side) @ self._way("lowerarm01", "wrist", side)
        return {
            "hip_flexion": thigh,
            "knee_flexion": thigh - shank,
            "ankle_dorsiflexion": -shank,
            "hip_abduction": float(np.degrees(np.arctan2(abs(leg[0]), -leg[1]))),
            "elbow_flexion": float(np.degrees(np.arccos(bend))),
        }

    def _hang(self, side: str) -> Array:
        """The turn (3, 3) that brings the lifted rest arm down to hang."""
        arm = self._way("upperarm01", "lowerarm01", side)
        return rotation(unit(np.cross(arm, -Y)), float(np.degrees(np.arccos(arm @ -Y))))

    def _axis(self, axis: str, side: str) -> Array:
        return self.axes[side][axis.lstrip("-")] * (-1 if axis[0] == "-" else 1)

    def _turns(self) -> tuple[tuple[str, ...], Array, Array, Array, Array]:
        """Every single turn, outermost first: joints, bones (m,), cross products with their axes (m, 3, 3), shares (m,)
        and zero angles (m,)."""
        rows = [
            (name, self.body.bone(bone), self._axis(joint.axis, "left"), share, 0.0)
            for name, joint in TRUNK.items()
            for bone, share in joint.bones.items()
        ]
        for side, letter in SIDES.items():
            rows += [
                (f"{side}_{name}", self.body.bone(f"{bone}.{letter}"), self._axis(joint.axis, side), share,
                 self.zero[side].get(name, 0.0))
                for name, joint in LIMBS.items()
                for bone, share in joint.bones.items()
            ]  # fmt: skip
        names, bones, axes, shares, zeros = zip(*rows, strict=True)
        return names, np.array(bones), crossing(np.array(axes)), np.array(shares), np.array(zeros)

    def _generations(self) -> list[Array]:
        """The numbers of the bones that hang on the root, of those that hang on these, and so on."""
        depth = np.zeros(len(self.body.parents), int)
        for bone, parent in enumerate(self.body.parents):
            depth[bone] = depth[parent] + 1 if parent >= 0 else 0
        return [np.flatnonzero(depth == level) for level in range(1, depth.max() + 1)]

    def local(self, angles: Mapping[str, float]) -> Array:
        """How far every bone turns in its own rest frame (b, 3, 3). angles: joint → degrees."""
        names, _, crosses, shares, zeros = self.turns
        degrees = shares * ([angles.get(name, 0) for name in names] - zeros)
        local = np.tile(np.eye(3), (len(self.body.names), 1, 1))
        for (bone, (side, joint)), turn, degree in zip(self.rows, turned(crosses, degrees), degrees, strict=True):
            if joint == "shoulder_rotation" and self.body.names[bone].startswith("upperarm01"):
                turn = self.hang[side] @ turn  # rotation is about the hanging arm
            elif degree == 0:
                continue
            local[bone] = local[bone] @ turn
        return local

    def transforms(self, angles: Mapping[str, float], place: Array = ORIGIN, position: str = "on_back") -> Array:
        """World transforms (b, 4, 4). place: of the pelvis, metres."""
        local, heads = self.local(angles), self.body.heads
        pelvis = (rotation(Y, angles.get("pelvis_roll", 0)) @ rotation(Z, angles.get("pelvis_turn", 0))
                  @ rotation(-X, angles.get("pelvis_tilt", 0)))  # fmt: skip
        out = np.tile(np.eye(4), (len(heads), 1, 1))
        out[0, :3, :3] = POSITIONS[position] @ pelvis @ local[0]
        out[0, :3, 3] = place - out[0, :3, :3] @ heads[0]
        for bones in self.generations:
            above, at = out[self.body.parents[bones]], heads[bones]
            turns = above[:, :3, :3] @ local[bones]
            moved = ((above[:, :3, :3] - turns) @ at[:, :, None])[:, :, 0]
            out[bones, :3, :3], out[bones, :3, 3] = turns, above[:, :3, 3] + moved
        return out

    def joint_at(self, transforms: Array, bone: str) -> Array:
        """Where a bone begins (3,), by its name."""
        return carried(transforms, self.body.bone(bone), self.body.joint(bone))


def carried(transforms: Array, bone: int, point: Array) -> Array:
    """A rest point (3,) or points (k, 3), carried along by a bone."""
    return point @ transforms[bone, :3, :3].T + transforms[bone, :3, 3]


def _lean(bone: Array) -> float:
    """How far forward a hanging bone leans, seen from the side, degrees."""
    return float(np.degrees(np.arctan2(bone[2], -bone[1])))
