"""A dressed body that bends. Rest frame, metres: x is the body's left, y up, z forward.

Everything painted on a body (clothes, hair, face, muscle zones, patches that touch) is written once, in the rest
frame of the average body. Other bodies have the same vertices in other places, so they wear the same paint.
"""

from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np

from figures import mesh, paint
from figures.arrays import Array

BODIES = Path(__file__).parent / "body"
SMOOTHING = 16
"""Passes of delta mush (Mancewicz et al. 2014): enough to open a knee bent by 120 degrees."""

LIMBS = {
    "arm": ("upperarm", "lowerarm", "wrist", "finger"),
    "leg": ("upperleg", "lowerleg", "foot", "toe"),
    "head": ("head", "neck03"),
    "crisp": ("head", "neck03", "wrist", "finger", "toe"),
    "thigh": ("upperleg",),
    "hand": ("wrist", "finger"),
}
"""Parts by the beginnings of their bones' names."""


class Body:
    """Rest mesh, skeleton, weights and paint of one build.

    verts (n, 3) · tris (m, 3) · names [b] · parents (b,) · heads (b, 3) · bone_ids, weights (n, 4)
    part (n,): the bone that moves a vertex most. digit (n,): finger 1-5 or toe 11-15, 0 elsewhere.
    reference (n, 3): the vertices on the average body, on which paint is defined.
    """

    def __init__(self, build: str):
        data = np.load(BODIES / f"{build}.npz")
        common = np.load(BODIES / "average.npz")
        self.names, self.parents = [str(name) for name in common["names"]], common["parents"].astype(int)
        quads = common["quads"].astype(int)
        self.tris = np.vstack([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
        self.bone_ids, self.weights = common["bone_ids"].astype(int), common["weights"] / 255.0
        self.part, self.heads = self.bone_ids[:, 0], data["heads"].astype(float)
        self.is_eye = np.arange(len(self.part)) >= common["eyes"]
        self.digit = self._digits(common["toes"])
        self.limb = {limb: self.weight_of(bones) for limb, bones in LIMBS.items()}
        self.build, self.reference, self.reference_heads = build, common["verts"] / 1e4, common["heads"].astype(float)
        self.paint = paint.regions(self)
        self.zones = paint.zones(self)
        self.verts = paint.dressed(self, data["verts"] / 1e4)

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

    def joint(self, name: str) -> Array:
        """Where a bone begins, in the rest frame (3,)."""
        return self.heads[self.bone(name)]

    @cached_property
    def mean(self) -> Any:
        """The matrix (n, n) that averages neighbours."""
        return mesh.neighbour_mean(self.tris, len(self.part))

    @cached_property
    def normals(self) -> Array:
        """Outward normals (n, 3) of the rest mesh, without small relief."""
        return mesh.smoothed(mesh.normals(self.verts, self.tris), self.mean, 6)

    def blend(self, transforms: Array, ids: Any = slice(None)) -> Array:
        """Linear blend skinning of some vertices: transforms (b, 4, 4) to places (k, 3)."""
        m = np.einsum("nk,nkij->nij", self.weights[ids], transforms[self.bone_ids[ids], :3])
        return np.einsum("nij,nj->ni", m[:, :, :3], self.verts[ids]) + m[:, :, 3]

    def turned(self, transforms: Array, vectors: Array, ids: Any) -> Array:
        """Rest vectors (k, 3) at some vertices, turned as the body is bent."""
        turn = np.einsum("nk,nkij->nij", self.weights[ids], transforms[self.bone_ids[ids], :3, :3])
        return np.einsum("nij,nj->ni", turn, vectors)

    def skin(self, transforms: Array) -> Array:
        """Every vertex (n, 3) of the bent body: blended, then delta mush, so that no joint collapses."""
        posed = self.blend(transforms)
        buddy, detail, mushy = self._mush
        soft = mesh.smoothed(posed, self.mean, SMOOTHING)
        mush = soft + np.einsum("nij,nj->ni", mesh.frames(soft, self.tris, buddy), detail)
        return posed + mushy[:, None] * (mush - posed)

    @cached_property
    def _mush(self) -> tuple[Array, Array, Array]:
        """Each vertex's neighbour for the tangent, its detail in the local frame, and how much mush it takes."""
        buddy = self.mean.indices[self.mean.indptr[:-1]]
        soft = mesh.smoothed(self.verts, self.mean, SMOOTHING)
        detail = np.einsum("nji,nj->ni", mesh.frames(soft, self.tris, buddy), self.verts - soft)
        mushy = mesh.smoothed((1 - self.limb["crisp"]).clip(0, 1), self.mean, 4) * ~self.is_eye
        return buddy, detail, mushy


@cache
def load(build: str) -> Body:
    """The body of a build: the name of a file in figures/body/."""
    return Body(build)
