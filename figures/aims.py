"""What a pose asks of a body: parts on the floor, hands on limbs, knees together, no limb through another.

Every aim has `residuals(transforms)` for the fit, as numbers to bring to 0, and says with `miss(transforms)` how far
off it is, in metres.
"""

import numpy as np

from figures.joints import SIDES
from figures.skeleton import carried, unit

FLAT = {
    "pelvis": 0.014,
    "upper_back": 0.010,
    "lower_back": 0.008,
    "waist": 0.014,
    "head": 0.006,
    "seat": 0.02,
    "thigh": 0.012,
}
"""How deep soft parts are pressed flat on what they lie on, metres; without it a lying body floats."""
SKIN_FLAT = 0.003
PALM_THICKNESS = 0.004
ARM_RADIUS = 0.040
BELLY_GIVES = 0.02
"""How far a thigh may press into the belly, metres."""
LIMB_BONES = {"thigh": ("upperleg01", "lowerleg01"), "shank": ("lowerleg01", "foot")}
SPOTS = {
    "left_chest": (0.10, 1.27, 0.13),
    "right_chest": (-0.10, 1.24, 0.13),
    "belly": (0.0, 1.02, 0.13),
}
"""Where a hand can rest on the trunk, in the rest frame of the average body, metres."""


def patches(body):
    """The vertices (k,) of each part that can touch the floor or a seat, by the names a pose file uses."""
    x, y, z = body.reference.T
    part = np.array(body.names)[body.part]
    found = {
        "head": np.isin(part, ("head", "neck03")) & (z < 0.03),
        "upper_back": np.isin(part, ("spine01", "spine02", "clavicle.L", "clavicle.R", "shoulder.L", "shoulder.R"))
        & (z < 0),
        "lower_back": np.isin(part, ("spine05", "spine04", "spine03", "pelvis")) & (z < 0) & (y > 0.96) & (y < 1.06),
        "waist": np.char.startswith(part, "spine0") & (z < 0) & (np.abs(x) < 0.08) & (y > 1.11) & (y < 1.14),
        "pelvis": np.isin(part, ("pelvis", "spine05", "upperleg01.L", "upperleg01.R")) & (y > 0.8) & (z < 0),
        "seat": np.isin(part, ("pelvis", "upperleg01.L", "upperleg01.R")) & (y < 0.88) & (z < 0.02),
    }
    for side, letter in SIDES.items():
        found |= {f"{side}_{name}": ids for name, ids in _limb_patches(body, part, letter).items()}
    return {name: np.flatnonzero(ids) for name, ids in found.items()}


def _limb_patches(body, part, letter):
    _, _, z = body.reference.T
    heads = {bone: body.reference_heads[body.bone(f"{bone}.{letter}")] for bone in ("foot", "lowerarm01", "lowerleg01")}
    foot = np.isin(part, (f"foot.{letter}", f"toe.{letter}"))
    finger = np.char.startswith(part, "finger") & np.char.endswith(part, letter)
    shank = np.isin(part, (f"lowerleg01.{letter}", f"lowerleg02.{letter}"))
    near = {bone: np.linalg.norm(body.reference - head, axis=1) for bone, head in heads.items()}
    return {
        "heel": foot & (z < heads["foot"][2]),
        "ball": foot & (z > 0.1),
        "toes": np.isin(part, (f"toe.{letter}",)),
        "hand": (part == f"wrist.{letter}") | finger,
        "elbow": near["lowerarm01"] < 0.07,
        "thigh": np.isin(part, (f"upperleg02.{letter}", f"lowerleg01.{letter}")),
        "shank": shank,
        "knee": (near["lowerleg01"] < 0.09) & (z > heads["lowerleg01"][2]),
        "shoulder": np.isin(part, (f"shoulder.{letter}", f"upperarm01.{letter}")) & (z < 0.02),
    }


class Touch:
    """A part lies on the floor, or on a seat. height: metres."""

    def __init__(self, body, patch, height=0.0):
        self.body, self.ids = body, patches(body)[patch][::2]
        self.height = height - next((flat for soft, flat in FLAT.items() if soft in patch), SKIN_FLAT)
        self.says = f"{patch} does not reach"

    def residuals(self, transforms):
        """Height of the lowest point, 1 for a centimetre."""
        return [100 * (_lowest(self.body.blend(transforms, self.ids)[:, 2]) - self.height)]

    def miss(self, transforms):
        """Metres between the lowest point and where it should be."""
        return abs(self.residuals(transforms)[0]) / 100


def _lowest(z, sharp=600):
    """Smooth minimum, metres."""
    least = z.min()
    return least - np.log(np.exp(-sharp * (z - least)).sum()) / sharp


class Stay:
    """A part keeps its place on the floor from another figure. at: x, y, metres."""

    def __init__(self, body, patch, at):
        self.body, self.ids, self.at = body, patches(body)[patch][::3], at
        self.says = f"{patch} cannot stay where it was"

    def residuals(self, transforms):
        """How far it slid, 1 for 5 cm."""
        return 20 * (footprint(self.body, self.ids, transforms) - self.at)

    def miss(self, transforms):
        """Metres it slid."""
        return np.linalg.norm(self.residuals(transforms)) / 20


def footprint(body, ids, transforms):
    """The middle (2,) of a part, seen from above."""
    return body.blend(transforms, ids)[:, :2].mean(0)


class Together:
    """Two joints this far apart, metres."""

    def __init__(self, skeleton, bones, apart):
        self.skeleton, self.bones, self.apart = skeleton, bones, apart
        self.says = " and ".join(bones) + " cannot come together"

    def residuals(self, transforms):
        """How much too far or too close, 1 for 3 cm."""
        a, b = (self.skeleton.joint_at(transforms, bone) for bone in self.bones)
        return [30 * (np.linalg.norm(a - b) - self.apart)]

    def miss(self, transforms):
        """Metres too far or too close."""
        return abs(self.residuals(transforms)[0]) / 30


class Hold:
    """A palm lies on a limb or on the trunk. The fingers point along the limb, turned by some degrees."""

    def __init__(self, skeleton, side, reach):
        body = self.body = skeleton.body
        letter, axes = SIDES[side], skeleton.axes[side]
        self.spot, self.limb, axis = _spot(body, reach)
        self.wrist = body.bone(f"wrist.{letter}")
        knuckles = np.mean([body.joint(f"finger{f}-1.{letter}") for f in (2, 3, 4, 5)], 0)
        self.palm_out, self.fingers = axes["palm_out"], axes["fingers"]
        self.palm = 0.35 * body.joint(f"wrist.{letter}") + 0.65 * knuckles + 0.016 * self.palm_out
        self.gap = reach.gap_cm / 100 + PALM_THICKNESS
        self.normal = body.normals[self.spot]
        self.way = _turned(-axis, self.normal, reach.fingers)
        self.says = f"the {side} hand does not reach {reach.to}"

    def residuals(self, transforms):
        """Place (1 for 7 mm), palm and fingers (1 for some 20 and 30 degrees)."""
        limb, hand = transforms[self.limb, :3, :3], transforms[self.wrist, :3, :3]
        off = self._off(transforms) * 150
        return np.concatenate(
            [off, (hand @ self.palm_out + limb @ self.normal) * 3, (hand @ self.fingers - limb @ self.way) * 2]
        )

    def miss(self, transforms):
        """Metres between the palm and its spot."""
        return np.linalg.norm(self._off(transforms))

    def _off(self, transforms):
        target = carried(transforms, self.limb, self.body.verts[self.spot] + self.gap * self.normal)
        return carried(transforms, self.wrist, self.palm) - target


def _turned(up, normal, degrees):
    """A direction on the skin: from `up` towards the body's left by some degrees."""
    up = unit(up - normal * (normal @ up))
    left = np.cross(up, normal)
    a = np.radians(degrees)
    return np.cos(a) * up + np.sin(a) * left * (np.sign(left[0]) or 1)


def _spot(body, reach):
    """A vertex to hold, the bone it moves with, and the limb's direction away from the trunk (3,)."""
    if reach.to in SPOTS:
        off = np.linalg.norm(body.reference - SPOTS[reach.to], axis=1) + (body.limb["arm"] > 0.5)
        return int(off.argmin()), body.bone("spine01"), np.array([0, -1.0, 0])
    side, limb = reach.to.split("_")
    upper, lower = (f"{bone}.{SIDES[side]}" for bone in LIMB_BONES[limb])
    a, axis = body.joint(upper), unit(body.joint(lower) - body.joint(upper))
    turn = np.radians(reach.around)
    want = np.array([np.sin(turn) * (1 if side == "left" else -1), 0, np.cos(turn)])
    down, off = _around(body.verts - a, axis)
    away = np.linalg.norm(off, axis=1)
    score = off @ want / np.maximum(away, 1e-6) - 30 * np.abs(down - reach.along_cm / 100)
    score[(away > 0.14) | (body.limb["leg"] < 0.5) | (body.verts[:, 0] * a[0] < 0)] = -np.inf
    return int(score.argmax()), body.bone(upper), axis


def _around(points, axis):
    """How far points (k, 3) are along an axis (k,), and their way out from it (k, 3)."""
    along = points @ axis
    return along, points - along[:, None] * axis


class Clear:
    """Some points of limbs stay out of some skin. points: [(bone, rest places (k, 3))], radius: metres around them."""

    def __init__(self, body, points, skin, radius, says):
        self.body, self.points, self.skin, self.radius, self.says = body, points, skin, radius, says

    def depth(self, transforms):
        """How deep each point is in the skin (k,), metres; 0 when clear."""
        skin = self.body.blend(transforms, self.skin)
        out = self.body.turned(transforms, self.body.normals[self.skin], self.skin)
        points = np.concatenate([carried(transforms, bone, places) for bone, places in self.points])
        way = points[:, None] - skin
        nearest = (way**2).sum(-1).argmin(1)
        height = (np.take_along_axis(way, nearest[:, None, None], 1)[:, 0] * out[nearest]).sum(-1)
        return np.clip(self.radius - height, 0, 0.1)

    def residuals(self, transforms):
        """Depth of each point, 1 for 17 mm."""
        return 60 * self.depth(transforms)

    def miss(self, transforms):
        """Metres the deepest point is in."""
        return float(self.depth(transforms).max())


def arms_clear(body, sides):
    """Elbows and forearms stay out of trunk and thighs."""
    points = []
    for side in sides:
        elbow, wrist = (body.joint(f"{bone}.{SIDES[side]}") for bone in ("lowerarm01", "wrist"))
        places = np.array([elbow + t * (wrist - elbow) for t in (0, 0.3, 0.6)])
        points.append((body.bone(f"lowerarm01.{SIDES[side]}"), places))
    skin = np.flatnonzero(_moved_by(body, ("spine", "pelvis", "upperleg")))[::7]
    return Clear(body, points, skin, ARM_RADIUS, "an arm goes through the body")


def thighs_clear(body):
    """The front of each thigh stays out of belly and chest."""
    belly = np.flatnonzero(_moved_by(body, ("spine05", "spine04", "spine03", "spine02")) & (body.reference[:, 2] > 0))
    points = []
    for letter in SIDES.values():
        a, knee = body.joint(f"upperleg01.{letter}"), body.joint(f"lowerleg01.{letter}")
        down, off = _around(body.verts - a, unit(knee - a))
        front = _moved_by(body, (f"upperleg02.{letter}",)) & (down > 0.14) & (down < 0.36) & (off[:, 2] > 0.03)
        points.append((body.bone(f"upperleg02.{letter}"), body.verts[np.flatnonzero(front)[::9]]))
    return Clear(body, points, belly[::4], -BELLY_GIVES, "a thigh goes through the belly")


def _moved_by(body, beginnings):
    return np.char.startswith(np.array(body.names)[body.part][:, None], np.array(beginnings)).any(1)
