"""What every body shares: bones, weights, and the rest frame of the average body, on which all paint is written."""

from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from exercise_handbook.figures import mesh
from exercise_handbook.figures.arrays import Array

BODIES = Path(__file__).parent / "body"

LIMBS = {
    "arm": ("upperarm", "lowerarm", "wrist", "finger"),
    "leg": ("upperleg", "lowerleg", "foot", "toe"),
    "head": ("head", "neck03"),
    "crisp": ("head", "neck03", "wrist", "finger", "toe"),
    "thigh": ("upperleg",),
    "hand": ("wrist", "finger"),
}
"""Parts by the beginnings of their bones' names."""


class Anatomy:
    """Skeleton, mesh and weights, without the shape of one build.

    tris (m, 3) · names [b] · parents (b,) · bone_ids, weights (n, 4)
    part (n,): the bone that moves a vertex most. digit (n,): finger 1-5 or toe 11-15, 0 elsewhere.
    limb: part of the body → how much of a vertex (n,) belongs to it, 0 to 1.
    reference (n, 3), reference_heads (b, 3): vertices and joints of the average body, metres.
    """

    def __init__(self) -> None:
        common = np.load(BODIES / "average.npz")
        self.names, self.parents = [str(name) for name in common["names"]], common["parents"].astype(int)
        quads = common["quads"].astype(int)
        self.tris = np.vstack([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
        self.bone_ids, self.weights = common["bone_ids"].astype(int), common["weights"] / 255.0
        self.part, self.is_eye = self.bone_ids[:, 0], np.arange(len(self.bone_ids)) >= common["eyes"]
        self.digit = self._digits(common["toes"])
        self.limb = {limb: self.weight_of(bones) for limb, bones in LIMBS.items()}
        self.reference, self.reference_heads = common["verts"] / 1e4, common["heads"].astype(float)

    def _digits(self, toes: Array) -> Array:
        finger = np.array([int(name[6]) if name.startswith("finger") else 0 for name in self.names])
        return np.where(toes > 0, 10 + toes, finger[self.part])

    def weight_of(self, beginnings: tuple[str, ...]) -> Array:
        """Share (n,) of each vertex that is moved by bones whose names begin so, 0 to 1."""
        wanted = np.array([name.startswith(beginnings) for name in self.names])
        return (self.weights * wanted[self.bone_ids]).sum(1)

    def bone(self, name: str) -> int:
        """The number of a bone."""
        return self.names.index(name)

    @cached_property
    def mean(self) -> Any:
        """The matrix (n, n) that averages neighbours."""
        return mesh.neighbour_mean(self.tris, len(self.part))
