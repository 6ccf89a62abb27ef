"""What a pose asks of a body: parts on the floor, hands on limbs, knees together, no limb through another.

Every aim has `residuals(transforms)` for the fit, as numbers to bring to 0, and says with `miss(transforms)` how far
off it is, in metres.
"""

from collections.abc import Sequence
from functools import cache
from typing import Protocol

import numpy as np

from exercise_handbook.figures.arrays import Array, along, unit
from exercise_handbook.figures.body import Body
from exercise_handbook.figures.joints import SIDES, sided
from exercise_handbook.figures.pose import LIMB_BONES, SPOTS, TOUCHING, Chair, Pair, Reach, bone
from exercise_handbook.figures.skeleton import Skeleton, carried

PALM_THICKNESS = 0.004
CHAIR_BACK = 0.42
"""How far the back of a chair goes up above its seat, metres."""
ARM_RADIUS = 0.040
BESIDE = 0.1
"""A point farther from all skin than this is beside it, not in it, metres."""
UP, AWAY_FROM_WALL = 2, 0
"""Axes of the world: up from the floor, and away from a wall."""
BELLY_GIVES = 0.02
"""How far a thigh may press into the belly, metres."""


class Aim(Protocol):
    """One wish."""

    says: str

    def residuals(self, transforms: Array) -> Array:
        """Numbers to bring to 0; about 1 for a centimetre."""

    def miss(self, transforms: Array) -> float:
        """How far off it is, metres."""


@cache
def pad(body: Body, part: str) -> Array:
    """The vertices (k,) of a part that can touch the floor or a seat, by the name a pose file uses."""
    side, name = sided(part)
    place = TOUCHING["limbs" if side else "trunk"][name]
    inside = _moved_by(body, tuple(place.get("bones", [""])), side)
    for axis, letter in enumerate("xyz"):
        low, high = place.get(letter, (-9, 9))
        inside &= (body.reference[:, axis] > low) & (body.reference[:, axis] < high)
    if "near" in place:
        joint = body.reference_heads[body.bone(f"{place['near']}.{SIDES[side]}")]
        inside &= np.linalg.norm(body.reference - joint, axis=1) < place["within"]
    return np.flatnonzero(inside)


def _moved_by(body: Body, beginnings: tuple[str, ...], side: str = "") -> Array:
    """Which vertices (n,) bones move whose names begin so, on one side or on both."""
    letter = SIDES.get(side, "")
    wanted = np.array([name.startswith(beginnings) and name.endswith(letter) for name in body.names])
    return wanted[body.part]


class _Distance:
    """A wish that something is where it should be. scale: the inverse of the metres that count as 1."""

    scale: float

    def off(self, transforms: Array) -> Array:
        """How far off it is, along each axis that counts, metres."""
        raise NotImplementedError

    def residuals(self, transforms: Array) -> Array:
        """How far off it is, in units of the scale."""
        return self.scale * self.off(transforms)

    def miss(self, transforms: Array) -> float:
        """How far off it is, metres."""
        return float(np.linalg.norm(self.off(transforms)))


class Touch(_Distance):
    """A part lies on the floor, or on a seat, or leans on a wall. axis: 2, or 0 for a wall. height: metres."""

    scale = 100

    def __init__(self, body: Body, part: str, height: float = 0.0, axis: int = 2):
        self.body, self.ids, self.axis = body, pad(body, part)[::2], axis
        side, name = sided(part)
        self.height = height - TOUCHING["limbs" if side else "trunk"][name]["soft"]
        self.says = f"{part} does not reach" + ("" if axis == UP else " the wall")

    def off(self, transforms: Array) -> Array:
        """From where it should be to the lowest point."""
        return np.array([_lowest(self.body.blend(transforms, self.ids)[:, self.axis]) - self.height])


def _lowest(z: Array, sharp: float = 600) -> float:
    """Smooth minimum, metres."""
    least = z.min()
    return float(least - np.log(np.exp(-sharp * (z - least)).sum()) / sharp)


class Stay(_Distance):
    """A part keeps its place on the floor from another figure. at: x, y, metres."""

    scale = 20

    def __init__(self, body: Body, part: str, at: Array):
        self.body, self.part, self.at = body, part, at
        self.says = f"{part} cannot stay where it was"

    def off(self, transforms: Array) -> Array:
        """How far it slid."""
        return footprint(self.body, self.part, transforms) - self.at


def footprint(body: Body, part: str, transforms: Array) -> Array:
    """The middle (2,) of a part, seen from above."""
    return body.blend(transforms, pad(body, part)[::3])[:, :2].mean(0)


class Together(_Distance):
    """Two joints this far apart, metres."""

    scale = 30

    def __init__(self, skeleton: Skeleton, pair: Pair):
        self.skeleton, self.bones, self.apart = skeleton, [bone(point) for point in pair.points], pair.apart_cm / 100
        self.says = " and ".join(pair.points) + " cannot come together"

    def off(self, transforms: Array) -> Array:
        """How much too far apart, or too close."""
        a, b = (self.skeleton.joint_at(transforms, bone) for bone in self.bones)
        return np.array([np.linalg.norm(a - b) - self.apart])


class Hold:
    """A palm lies on a limb or on the trunk. The fingers point along the limb, turned by some degrees."""

    def __init__(self, skeleton: Skeleton, side: str, reach: Reach):
        body = self.body = skeleton.body
        self.hand = _Hand(skeleton, side)
        self.spot, self.limb, axis = _spot(body, reach)
        self.gap = reach.gap_cm / 100 + PALM_THICKNESS
        self.normal = body.normals[self.spot]
        self.way = _turned(-axis, self.normal, reach.fingers)
        self.says = f"the {side} hand does not reach {reach.to}"

    def residuals(self, transforms: Array) -> Array:
        """Place, palm and fingers, as of a hand."""
        limb = transforms[self.limb, :3, :3]
        return self.hand.residuals(transforms, self._target(transforms), limb @ self.normal, limb @ self.way)

    def miss(self, transforms: Array) -> float:
        """Metres between the palm and its spot."""
        return self.hand.miss(transforms, self._target(transforms))

    def _target(self, transforms: Array) -> Array:
        return carried(transforms, self.limb, self.body.verts[self.spot] + self.gap * self.normal)


class HoldChair:
    """A palm lies on a chair: on the top of its back, fingers to its front, or on its seat, fingers to its back.

    along_cm is how far to the far side of the middle.
    """

    def __init__(self, skeleton: Skeleton, side: str, reach: Reach, chair: Chair):
        self.hand = _Hand(skeleton, side)
        on_seat = reach.to == "chair_seat"
        x, top = (0, chair.seat_cm / 100) if on_seat else (-0.23, chair.seat_cm / 100 + CHAIR_BACK)
        self.at = np.array([chair.right_cm / 100 + x, (chair.far_cm + reach.along_cm) / 100, top])
        self.way = np.array([-1.0 if on_seat else 1.0, 0, 0])
        self.says = f"the {side} hand does not reach the chair"

    def residuals(self, transforms: Array) -> Array:
        """Place, palm and fingers, as of a hand."""
        return self.hand.residuals(transforms, self.at, np.array([0, 0, 1.0]), self.way)

    def miss(self, transforms: Array) -> float:
        """Metres between the palm and its place."""
        return self.hand.miss(transforms, self.at)


class _Hand:
    """The palm of one hand, on its way to a place."""

    def __init__(self, skeleton: Skeleton, side: str):
        body, letter, axes = skeleton.body, SIDES[side], skeleton.axes[side]
        self.wrist = body.bone(f"wrist.{letter}")
        knuckles = np.mean([body.joint(f"finger{f}-1.{letter}") for f in (2, 3, 4, 5)], 0)
        self.palm_out, self.fingers = axes["palm_out"], axes["fingers"]
        self.palm = 0.35 * body.joint(f"wrist.{letter}") + 0.65 * knuckles + 0.016 * self.palm_out

    def residuals(self, transforms: Array, at: Array, normal: Array, way: Array) -> Array:
        """Place (1 for 7 mm), palm against a normal and fingers along a way (1 for some 20 and 30 degrees)."""
        hand, off = transforms[self.wrist, :3, :3], self._off(transforms, at) * 150
        return np.concatenate([off, (hand @ self.palm_out + normal) * 3, (hand @ self.fingers - way) * 2])

    def miss(self, transforms: Array, at: Array) -> float:
        """Metres between the palm and a place."""
        return float(np.linalg.norm(self._off(transforms, at)))

    def _off(self, transforms: Array, at: Array) -> Array:
        away: Array = carried(transforms, self.wrist, self.palm) - at
        return away


def palm_at(skeleton: Skeleton, side: str, transforms: Array) -> Array:
    """Where the middle of a palm is (3,)."""
    hand = _Hand(skeleton, side)
    return carried(transforms, hand.wrist, hand.palm)


def spot_at(body: Body, reach: Reach, transforms: Array) -> Array:
    """Where a hand would lie (3,)."""
    vertex, bone_, _ = _spot(body, reach)
    return carried(transforms, bone_, body.verts[vertex])


def _turned(up: Array, normal: Array, degrees: float) -> Array:
    """A direction on the skin: from `up` towards the body's left by some degrees."""
    up = unit(up - normal * (normal @ up))
    left = np.cross(up, normal)
    a = np.radians(degrees)
    return np.cos(a) * up + np.sin(a) * left * (np.sign(left[0]) or 1)


def _spot(body: Body, reach: Reach) -> tuple[int, int, Array]:
    """A vertex to hold, the bone it moves with, and the limb's direction away from the trunk (3,)."""
    if reach.to in SPOTS:
        moves_with, *place = SPOTS[reach.to]
        off = np.linalg.norm(body.reference - place, axis=1) + (body.limb["arm"] > 0.5)
        return int(off.argmin()), body.bone(moves_with), np.array([0, -1.0, 0])
    side, limb = sided(reach.to)
    upper, lower = (f"{bone}.{SIDES[side]}" for bone in LIMB_BONES[limb])
    start, end = body.joint(upper), body.joint(lower)
    down, off = along(body.verts, start, end)
    turn, away = np.radians(reach.around), np.linalg.norm(off, axis=1)
    want = np.array([np.sin(turn) * (1 if side == "left" else -1), 0, np.cos(turn)])
    score = off @ want / np.maximum(away, 1e-6) - 30 * np.abs(down - reach.along_cm / 100)
    score[(away > 0.14) | (body.limb["leg"] < 0.5) | (body.verts[:, 0] * start[0] < 0)] = -np.inf
    return int(score.argmax()), body.bone(upper), unit(end - start)


class Clear:
    """Some points of limbs stay out of some skin. points: [(bone, rest places (k, 3))], radius: metres around them."""

    def __init__(self, body: Body, points: Sequence[tuple[int, Array]], skin: Array, radius: float, says: str):
        self.body, self.points, self.skin, self.radius, self.says = body, points, skin, radius, says

    def depth(self, transforms: Array) -> Array:
        """How deep each point is in the skin (k,), metres; 0 when clear."""
        skin = self.body.blend(transforms, self.skin)
        out = self.body.turned(transforms, self.body.normals[self.skin], self.skin)
        points = np.concatenate([carried(transforms, bone, places) for bone, places in self.points])
        way = points[:, None] - skin
        away = (way**2).sum(-1)
        nearest = away.argmin(1)
        height = (np.take_along_axis(way, nearest[:, None, None], 1)[:, 0] * out[nearest]).sum(-1)
        return np.where(away.min(1) < BESIDE**2, np.clip(self.radius - height, 0, 0.1), 0)

    def residuals(self, transforms: Array) -> Array:
        """Depth of each point, 1 for 17 mm."""
        return 60 * self.depth(transforms)

    def miss(self, transforms: Array) -> float:
        """Metres the deepest point is in."""
        return float(self.depth(transforms).max())


def arms_clear(body: Body, sides: Sequence[str]) -> Clear:
    """Elbows and forearms stay out of trunk and thighs."""
    points = []
    for side in sides:
        elbow, wrist = (body.joint(f"{bone}.{SIDES[side]}") for bone in ("lowerarm01", "wrist"))
        places = np.array([elbow + t * (wrist - elbow) for t in (0, 0.3, 0.6)])
        points.append((body.bone(f"lowerarm01.{SIDES[side]}"), places))
    skin = np.flatnonzero(_moved_by(body, ("spine", "pelvis", "upperleg")))[::7]
    return Clear(body, points, skin, ARM_RADIUS, "an arm goes through the body")


def thighs_clear(body: Body) -> Clear:
    """The front of each thigh stays out of belly and chest."""
    belly = np.flatnonzero(_moved_by(body, ("spine05", "spine04", "spine03", "spine02")) & (body.reference[:, 2] > 0))
    points = []
    for side, letter in SIDES.items():
        down, off = along(body.verts, *(body.joint(f"{bone}.{letter}") for bone in LIMB_BONES["thigh"]))
        front = _moved_by(body, ("upperleg02",), side) & (down > 0.14) & (down < 0.36) & (off[:, 2] > 0.03)
        points.append((body.bone(f"upperleg02.{letter}"), body.verts[np.flatnonzero(front)[::9]]))
    return Clear(body, points, belly[::4], -BELLY_GIVES, "a thigh goes through the belly")
