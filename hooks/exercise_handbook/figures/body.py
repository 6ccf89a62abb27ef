"""A dressed body that bends. Rest frame, metres: x is the body's left, y up, z forward.

Everything painted on a body (clothes, hair, face, muscle zones, patches that touch) is written once, in the rest
frame of the average body. Other bodies have the same vertices in other places, so they wear the same paint.
"""

from functools import cache, cached_property
from typing import Any

import numpy as np

from exercise_handbook.figures import mesh, paint
from exercise_handbook.figures.anatomy import BODIES, Anatomy
from exercise_handbook.figures.arrays import Array

SMOOTHING = 16
"""Passes of delta mush (Mancewicz et al. 2014): enough to open a knee bent by 120 degrees."""


class Body(Anatomy):
    """One build: where its joints are, heads (b, 3), its dressed vertices, verts (n, 3), and what is painted on it."""

    def __init__(self, build: str):
        super().__init__()
        data = np.load(BODIES / f"{build}.npz")
        self.build, self.heads = build, data["heads"].astype(float)
        self.paint, self.zones = paint.regions(self), paint.zones(self)
        self.verts = paint.dressed(self, self.paint, data["verts"] / 1e4)

    def joint(self, name: str) -> Array:
        """Where a bone begins, in the rest frame (3,)."""
        return self.heads[self.bone(name)]

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
