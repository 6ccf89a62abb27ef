"""Arithmetic on triangle meshes: smoothing, normals, frames. Shapes: verts (n, 3) metres, tris (m, 3)."""

from typing import Any

import numpy as np
from scipy import sparse

from exercise_handbook.figures.arrays import Array, unit


def neighbour_mean(tris: Array, count: int) -> Any:
    """Sparse (count, count) matrix that averages the neighbours of each vertex."""
    i = tris[:, [0, 1, 2, 1, 2, 0]].T.ravel()
    j = tris[:, [1, 2, 0, 0, 1, 2]].T.ravel()
    links = sparse.csr_matrix((np.ones(len(i)), (i, j)), (count, count))
    links.sum_duplicates()
    links.data[:] = 1
    degree = np.asarray(links.sum(1)).ravel()
    return (sparse.diags_array(1 / np.maximum(degree, 1)) @ links).tocsr()


def smoothed(values: Array, mean: Any, passes: int) -> Array:
    """Laplacian smoothing of (n, …) values: soft, but it shrinks."""
    for _ in range(passes):
        values = 0.5 * values + 0.5 * (mean @ values)
    return values


def ironed(values: Array, mean: Any, passes: int) -> Array:
    """Taubin smoothing of (n, …) values: takes small relief off without shrinking."""
    for _ in range(passes):
        for step in (0.5, -0.52):
            values = values + step * (mean @ values - values)
    return values


def normals(verts: Array, tris: Array) -> Array:
    """Outward unit normals (n, 3), averaged by area."""
    return unit(sums_at_corners(face_areas(verts, tris), tris, len(verts)))


def face_areas(verts: Array, tris: Array) -> Array:
    """Normals (m, 3) as long as twice the area of each triangle."""
    a, b, c = np.moveaxis(verts[tris], 1, 0)
    return np.cross(b - a, c - a)


def sums_at_corners(values: Array, tris: Array, count: int) -> Array:
    """Values (m, 3) of triangles, summed at their corners (count, 3)."""
    return np.stack([np.bincount(tris.ravel(), np.repeat(values[:, k], 3), count) for k in range(3)], 1)


def frames(verts: Array, tris: Array, buddy: Array) -> Array:
    """Right-handed frames (n, 3, 3): columns are tangent towards the vertex `buddy`, bitangent and normal."""
    n = normals(verts, tris)
    t = verts[buddy] - verts
    t = unit(t - n * (t * n).sum(1, keepdims=True))
    return np.stack([t, np.cross(n, t), n], 2)


def draped(verts: Array, tris: Array, on: Array, reach: float) -> Array:
    """Where cloth would span the vertices `on`: their Gaussian mean by area. reach: metres. (len(on), 3)."""
    size = np.bincount(tris.ravel(), np.repeat(np.linalg.norm(face_areas(verts, tris), axis=1), 3), len(verts))[on]
    near = np.exp(-((verts[on, None] - verts[None, on]) ** 2).sum(-1) / (2 * reach**2)) * size
    return near @ verts[on] / near.sum(1, keepdims=True)
