"""Camera, mat and arrows. World metres in, picture units out."""

from typing import NamedTuple

import numpy as np

from exercise_handbook.figures.aims import CHAIR_BACK, palm_at, spot_at
from exercise_handbook.figures.arrays import Array
from exercise_handbook.figures.fit import Fitted
from exercise_handbook.figures.joints import SIDES, sided
from exercise_handbook.figures.pose import Anchor, Arrow, Chair, Reach, Towel, bone
from exercise_handbook.figures.skeleton import Skeleton

WIDTH, NARROW, HIGHEST, MARGIN = 800, 640, 600, 14
"""How wide a picture is, how wide that of an upright body, how high at most, and what is left free around, units."""
BLEED = 12
"""How far a close view is drawn beyond its frame, units, so that no outline runs along the frame."""
MAT_EDGE, MAT_HALF, MAT_THICK = 0.06, 0.34, 0.018  # metres: spare length, half the width, thickness
NEAR_FLOOR = 0.15
"""Only what is lower than this needs mat under it, metres."""


class Camera:
    """A view without perspective. turn: degrees to the right around the mat. height: degrees above the floor."""

    def __init__(self, turn: float, height: float):
        a, e = np.radians([turn, height])
        self.right = np.array([np.cos(a), np.sin(a), 0])
        self.ahead = np.array([-np.sin(a) * np.cos(e), np.cos(a) * np.cos(e), -np.sin(e)])
        self.up = np.cross(self.right, self.ahead)
        self.scale, self.origin = 1.0, np.zeros(2)
        self.size: tuple[int, int] = WIDTH, WIDTH

    def frame(self, points: Array, width: int = WIDTH, margin: int = MARGIN) -> "Camera":
        """Choose scale and height of the picture so that all world points (n, 3) fit with a margin. Gives itself."""
        flat = np.stack([points @ self.right, -(points @ self.up)], 1)
        low, high = flat.min(0), flat.max(0)
        self.scale = min((width - 2 * margin) / (high - low)[0], (HIGHEST - 2 * margin) / (high - low)[1])
        spare = width - 2 * margin - (high - low)[0] * self.scale
        self.origin = low - np.array([margin + spare / 2, margin]) / self.scale
        self.size = (width, int(np.ceil((high - low)[1] * self.scale + 2 * margin)))
        return self

    def close(self, middle: Array, wide: float, high: float) -> "Camera":
        """See only `wide` by `high` metres around a world point (3,), and a bleed around that. Gives itself."""
        self.scale = WIDTH / wide
        self.size = (WIDTH + 2 * BLEED, int(high * self.scale) + 2 * BLEED)
        self.origin = np.array([middle @ self.right, -(middle @ self.up)]) - np.array(self.size) / 2 / self.scale
        return self

    def project(self, points: Array) -> Array:
        """World points (…, 3) to x, y (units, y down) and depth (metres)."""
        points = np.asarray(points, float)
        flat = np.stack([points @ self.right, -(points @ self.up)], -1)
        return np.concatenate([(flat - self.origin) * self.scale, (points @ self.ahead)[..., None]], -1)

    def world(self, flat: Array) -> Array:
        """World points (n, 3) that are seen at these units (n, 2)."""
        flat = flat / self.scale + self.origin
        return flat[:, :1] * self.right - flat[:, 1:] * self.up


def mat_corners(figures: list[Array], wide: bool = False) -> Array:
    """The top of a mat (4, 3), long enough for all figures of an exercise, verts (n, 3) each; broad enough if wide."""
    low = np.concatenate(figures)
    low = low[low[:, 2] < NEAR_FLOOR]
    x0, x1 = low[:, 0].min() - MAT_EDGE, low[:, 0].max() + MAT_EDGE
    y0, y1 = -MAT_HALF, MAT_HALF
    if wide:
        y0, y1 = min(y0, low[:, 1].min() - MAT_EDGE), max(y1, low[:, 1].max() + MAT_EDGE)
    return np.array([[x0, y0, 0], [x1, y0, 0], [x1, y1, 0], [x0, y1, 0]])


def below(corners: Array) -> Array:
    """The underside of the mat (4, 3)."""
    return corners - [0, 0, MAT_THICK]


def mat_outlines(camera: Camera, corners: Array) -> tuple[Array, Array]:
    """The mat's top (4, 2), and top and visible sides together (6, 2), units."""
    top, low = camera.project(corners)[:, :2], camera.project(below(corners))[:, :2]
    return top, np.concatenate([top[:1], low[:3], top[2:]])


SEAT_BACK, SEAT_FRONT, SEAT_HALF = -0.24, 0.22, 0.22
"""How far a chair reaches behind and before the middle of its seat and to each side, metres."""
WALL_HALF, WALL_HIGH = 0.45, 1.76


class Things(NamedTuple):
    """What stands or lies about: faces or corners, world metres, back to front."""

    wall: list[Array]
    chair: list[Array]
    cushion: list[Array]


def wall() -> Array:
    """The front of a wall (4, 3), which the body leans on from the right."""
    return np.array([[0, -WALL_HALF, 0], [0, WALL_HALF, 0], [0, WALL_HALF, WALL_HIGH], [0, -WALL_HALF, WALL_HIGH]])


def cushion(head: Array, high: float) -> Array:
    """The corners (8, 3) of a cushion under the middle of a head (3,), metres."""
    x, y = head[0] - 0.03, head[1]
    return np.array([[x + a, y + b, c] for a in (-0.2, 0.2) for b in (-0.13, 0.13) for c in (0.012, high - 0.012)])


def towel(skeleton: Skeleton, fitted: Fitted, one: Towel) -> dict[str, Array]:
    """The middle of a towel (4, 3) from each hand to behind the limb: side of the body → world metres."""
    limb_side, _ = sided(one.behind)

    def skin(around: float) -> Array:
        reach = Reach(to=one.behind, along_cm=one.along_cm, around=around)
        return spot_at(skeleton.body, reach, fitted.transforms)

    return {
        side: np.array(
            [palm_at(skeleton, side, fitted.transforms), *(skin(out * turn) for turn in (60, 120)), skin(180)]
        )
        for side in SIDES
        for out in [1 if side == limb_side else -1]
    }


def chair(one: Chair) -> list[Array]:
    """The faces of a chair, back to front, [(k, 3)]."""
    faces = _chair(one.right_cm / 100, one.seat_cm / 100)
    return [face + np.array([0, one.far_cm / 100, 0]) for face in faces]


def _chair(x: float, height: float) -> list[Array]:
    x0, x1, half, thick = x + SEAT_BACK, x + SEAT_FRONT, SEAT_HALF, 0.04
    legs = [_slab((x, x + 0.04), y, (0, height - thick)) for y in (half, -half) for x in (x0, x1 - 0.04)]
    rest = [[x0, y, height + z] for y, z in ((half, 0), (half, CHAIR_BACK), (-half, CHAIR_BACK), (-half, 0))]
    top = [[x0, -half, height], [x1, -half, height], [x1, half, height], [x0, half, height]]
    front = [[x1, y, z] for y, z in ((-half, height), (half, height), (half, height - thick), (-half, height - thick))]
    return [np.array(face) for face in (rest, *legs, top, front, _slab((x0, x1), -half, (height - thick, height)))]


def _slab(across: tuple[float, float], y: float, up: tuple[float, float]) -> list[list[float]]:
    return [[across[0], y, up[0]], [across[1], y, up[0]], [across[1], y, up[1]], [across[0], y, up[1]]]


def body_point(skeleton: Skeleton, fitted: Fitted, point: str) -> Array:
    """Where a point such as right_knee is in the world (3,)."""
    return skeleton.joint_at(fitted.transforms, bone(point))


def arrow_ends(skeleton: Skeleton, arrow: Arrow, start: Fitted, end: Fitted) -> Array:
    """World points (2, 3) of an arrow between two Fitted bodies."""
    first = end if arrow.here else start
    return np.array([_anchored(skeleton, first, arrow.begins), _anchored(skeleton, end, arrow.ends)])


def _anchored(skeleton: Skeleton, fitted: Fitted, anchor: Anchor) -> Array:
    return body_point(skeleton, fitted, anchor.at) + np.array([anchor.right_cm, -anchor.near_cm, anchor.up_cm]) / 100


def arrow_curve(camera: Camera, ends: Array, bend: float) -> Array:
    """Points (61, 2) of a curved arrow, units. bend: percent of its length, to the left of the way it points."""
    a, b = camera.project(ends)[:, :2]
    aside = np.array([(b - a)[1], -(b - a)[0]]) * bend / 100  # y is down, so this is to the left
    t = np.linspace(0, 1, 61)[:, None]
    return (1 - t) ** 2 * a + 2 * t * (1 - t) * ((a + b) / 2 + aside * 2) + t**2 * b
