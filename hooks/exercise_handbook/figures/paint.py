"""What is painted on a body: clothes, hair, face and muscle zones, as signed metres, positive inside.

Written in the rest frame of the average body; muscle zones show where to feel it, not the borders of muscles.
"""

from collections.abc import Mapping

import numpy as np

from exercise_handbook.figures import mesh
from exercise_handbook.figures.anatomy import Anatomy
from exercise_handbook.figures.arrays import Array, along

REGIONS = ("skin", "shirt", "shorts", "hair", "dark")
"""What a vertex can show; a region's number is its place here."""

FAR = 1.0  # metres: well inside
TOE = 0.004
"""How much thicker toes are drawn than they are, metres, so that a raised foot does not end in a fin."""
HAIRLINE = (
    (-0.05, 0.0, 0.022, 0.03, 0.074, 0.080, 0.098, 0.120, 0.15),
    (1.465, 1.485, 1.53, 1.562, 1.566, 1.535, 1.54, 1.605, 1.622),
)
"""How far forward, and how high hair begins there, metres."""


def regions(anatomy: Anatomy) -> dict[str, Array]:
    """Clothes and hair (n,): T-shirt with half sleeves, shorts to the middle of the thigh, short hair."""
    _, y, z = anatomy.reference.T
    arm, head = anatomy.limb["arm"] > 0.5, anatomy.limb["head"] > 0.5
    sleeve = np.where(arm, 0.17 - _down(anatomy, "upperarm01", "lowerarm01"), FAR)
    neck = np.where(head, -FAR, 1.418 - y - 0.55 * z)
    hem = 0.21 - _down(anatomy, "upperleg01", "lowerleg01")
    return {
        "shirt": np.minimum.reduce([y - 0.892, neck, sleeve]),
        "shorts": np.where(arm, -FAR, np.minimum(hem, 0.93 - y)),
        "hair": np.where(head & ~anatomy.is_eye, y - np.interp(z, *HAIRLINE), -FAR),
        "dark": np.where(anatomy.is_eye, FAR, -FAR),
    }


def _down(anatomy: Anatomy, start: str, end: str) -> Array:
    """How far (n,) vertices are from one joint towards the next, on their own side, metres."""
    ends = [[anatomy.reference_heads[anatomy.bone(f"{bone}.{side}")] for bone in (start, end)] for side in "LR"]
    left, right = (along(anatomy.reference, *pair)[0] for pair in ends)
    return np.where(anatomy.reference[:, 0] >= 0, left, right)


def face(rest: Array) -> Array:
    """Eyes, eyebrows, mouth, the foot of the nose, drawn flat on the face: (…, 3) rest places to (…,).

    A formula for each pixel, because the mesh is coarser than an eyebrow.
    """
    u, y, z = np.abs(rest[..., 0]), rest[..., 1], rest[..., 2]
    eye = 0.0055 * (1 - np.hypot((u - 0.0305) / 0.0125, (y - 0.1 * (u - 0.03) - 1.5520) / 0.0055))
    arch = 0.007 * np.sin(np.clip((u - 0.014) / 0.036, 0, 1) * 2.4)
    brow = np.minimum(0.0021 - np.abs(y - 1.569 - arch), np.minimum(u - 0.015, 0.051 - u))
    mouth = np.minimum(0.0014 - np.abs(y - 1.4865 - 0.002 * (u / 0.02) ** 2), 0.0215 - u)
    nose = np.minimum(0.0016 - np.abs(y - 1.510 + 0.25 * u), np.minimum(0.011 - u, z - 0.128))
    return np.where(z > 0.09, np.maximum.reduce([eye, brow, np.where(z > 0.12, mouth, -FAR), nose]), -FAR)


def ear(rest: Array) -> Array:
    """Which of some rest places (…, 3) stand away from the head: (…,)."""
    away: Array = np.abs(rest[..., 0]) > 0.0715
    return away & (rest[..., 1] < 1.575) & (rest[..., 2] > 0.02) & (rest[..., 2] < 0.062)


def dressed(anatomy: Anatomy, paint: Mapping[str, Array], verts: Array) -> Array:
    """Rest vertices (n, 3) with cloth smoothed and lifted off the skin, hair lifted off the scalp."""
    cloth = np.maximum(paint["shirt"], paint["shorts"])
    inside = np.clip(cloth / 0.02, 0, 1)[:, None]
    verts = verts + 0.9 * inside * (_ironed_cloth(anatomy, verts) - verts)
    out = mesh.normals(mesh.smoothed(verts, anatomy.mean, 5), anatomy.tris)
    lift = 0.012 * np.clip(cloth / 0.004 + 0.5, 0, 1) + 0.008 * np.clip(paint["hair"] / 0.02, 0, 1)
    lift += TOE * (anatomy.digit > 10)
    return verts + out * mesh.smoothed(lift, anatomy.mean, 1)[:, None]


def _ironed_cloth(anatomy: Anatomy, verts: Array) -> Array:
    """Cloth (n, 3) without the relief of the skin below, spanning the chest from side to side."""
    soft = mesh.smoothed(mesh.ironed(verts, anatomy.mean, 120), anatomy.mean, 6)
    _, y, z = anatomy.reference.T
    arm = anatomy.limb["arm"]
    chest = np.clip(1.3 - np.abs(y - 1.21) / 0.13, 0, 1) * np.clip(z / 0.03, 0, 1) * np.clip(1 - 2 * arm, 0, 1)
    trunk = np.flatnonzero((arm < 0.8) & (y > 0.95) & (anatomy.limb["head"] < 0.1))
    share = mesh.smoothed(chest, anatomy.mean, 6)[trunk, None]
    soft[trunk] += share * (mesh.draped(soft, anatomy.tris, trunk, 0.04) - soft[trunk])
    return soft


def zones(anatomy: Anatomy) -> dict[str, Array]:
    """Where a figure can be hatched or dotted (n,), by the names a pose file uses."""
    x, y, z = anatomy.reference.T
    hip, knee = (anatomy.reference_heads[anatomy.bone(bone)][1] for bone in ("upperleg01.L", "lowerleg01.L"))
    seam = np.interp(y, [knee, hip, 1.1], [0.035, 0.005, 0.0])  # how far forward the side seam runs
    both = {
        "lower_back": (y - 0.90, 1.10 - y, seam + 0.012 - z),
        "upper_back": (y - 1.12, 1.36 - y, seam - 0.02 - z),
        "saddle": (0.075 + 0.02 * np.clip((0.86 - y) / 0.1, 0, 1) - np.abs(x), y - 0.66, 0.875 - y),
        "buttock": (y - 0.775, 0.93 - y, seam - z),
        "hamstrings": (y - knee - 0.05, 0.80 - y, seam + 0.008 - z),
        "abdominals": (y - 0.90, 1.19 - y, z - seam - 0.042),
        "flank": (y - 0.84, 1.24 - y, np.abs(x) - 0.07, 0.1 - np.abs(z - seam)),
        "thigh_front": (y - knee - 0.05, 0.80 - y, z - seam),
        "hip_front": (y - 0.72, 0.88 - y, z - seam - 0.02),
        "hip_side": (y - 0.76, 0.94 - y, np.abs(x) - 0.06, 0.09 - np.abs(z - seam)),
    }
    fields = {zone: np.where(anatomy.limb["arm"] < 0.3, np.minimum.reduce(sides), -FAR) for zone, sides in both.items()}
    left = {f"left_{zone}": np.minimum(field, x) for zone, field in fields.items()}
    return fields | left | {f"right_{zone}": np.minimum(field, -x) for zone, field in fields.items()}
