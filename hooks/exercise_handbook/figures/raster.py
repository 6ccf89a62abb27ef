"""Orthographic z-buffer: which triangle is seen in each pixel, and where on it."""

from collections.abc import Iterator

import numpy as np
from scipy import sparse

from exercise_handbook.figures.arrays import Array

BATCH = 1_000_000
"""Pixels tested at once; bounds the memory to some 100 MB."""
EDGE = 1e-9
"""Pixels so little outside a triangle belong to it, or hairlines would open between neighbours."""


class Raster:
    """Triangles as seen from the front; the nearest wins.

    points: (n, 3) pixels x, y (down) and depth (larger is farther). tris: (m, 3). size: (width, height). closed:
    triangles seen from behind are hidden by others anyway.
    tri (h, w): the triangle in each pixel, -1 for background. depth (h, w): inf for background. on (h, w): the body.
    """

    def __init__(self, points: Array, tris: Array, size: tuple[int, int], closed: bool = True):
        corners = points[tris] - [0.5, 0.5, 0]  # so that the middle of a pixel is a whole number
        area, self.planes = _planes(corners)
        low = np.ceil(corners[:, :, :2].min(1)).astype(int).clip(0)
        span = np.minimum(np.floor(corners[:, :, :2].max(1)).astype(int), np.array(size) - 1) - low + 1
        seen = (span > 0).all(1) & (area < 0 if closed else area != 0)
        tri, depth = np.full(size[0] * size[1], -1), np.full(size[0] * size[1], np.inf)
        for ids, side in _batches(seen, span.max(1)):
            self._fill(ids, low[ids], side, size, tri, depth)
        self.tris, self.tri, self.depth = tris, tri.reshape(size[::-1]), depth.reshape(size[::-1])
        self.on = self.tri >= 0
        self.seen, self.shares = tris[self.tri[self.on]], self._shares()
        ends = np.arange(0, self.seen.size + 1, 3)
        self.mix = sparse.csr_array((self.shares.ravel(), self.seen.ravel(), ends), (len(self.seen), len(points)))

    def _fill(self, ids: Array, low: Array, side: int, size: tuple[int, int], tri: Array, depth: Array) -> None:
        """Depth-test one batch of triangles against the buffers, in place."""
        x = low[:, 0, None, None] + np.arange(side)
        y = low[:, 1, None, None] + np.arange(side)[:, None]
        u, v, z = (plane[..., 0] * x + plane[..., 1] * y + plane[..., 2] for plane in self.planes[:, ids, None, None])
        inside = (u >= -EDGE) & (v >= -EDGE) & (u + v <= 1 + EDGE) & (x < size[0]) & (y < size[1])
        pixel, z = (y * size[0] + x)[inside], z[inside]
        np.minimum.at(depth, pixel, z)
        won = depth[pixel] == z
        tri[pixel[won]] = ids[np.nonzero(inside)[0][won]]

    def _shares(self) -> Array:
        """How much each corner has of each seen pixel (p, 3)."""
        y, x = np.nonzero(self.on)
        u, v = (plane[:, 0] * x + plane[:, 1] * y + plane[:, 2] for plane in self.planes[:2, self.tri[self.on]])
        return np.stack([1 - u - v, u, v], 1)

    def sample(self, values: Array) -> Array:
        """Values of vertices, (n,) or (n, k), at each seen pixel: (p,) or (p, k)."""
        mixed: Array = self.mix @ values
        return mixed

    def spread(self, values: Array, background: float = np.nan) -> Array:
        """Values of seen pixels (p, …) as a map (h, w, …)."""
        out = np.full(self.tri.shape + values.shape[1:], background, values.dtype)
        out[self.on] = values
        return out


def _planes(corners: Array) -> tuple[Array, Array]:
    """Twice the area of each triangle (m,), and what it shows as x, y and 1 to: two shares and depth (3, m, 3)."""
    a, b, c = np.moveaxis(corners, 1, 0)
    (bx, by, bz), (cx, cy, cz) = (b - a).T, (c - a).T
    area = bx * cy - by * cx
    with np.errstate(divide="ignore", invalid="ignore"):
        u, v = np.stack([cy, -cx]) / area, np.stack([-by, bx]) / area
        slopes = [u, v, u * bz + v * cz]
        planes = [np.stack([*slope, level - (slope * a.T[:2]).sum(0)], 1)
                  for slope, level in zip(slopes, (0, 0, a[:, 2]), strict=True)]  # fmt: skip
    return area, np.stack(planes)


def _batches(seen: Array, span: Array) -> Iterator[tuple[Array, int]]:
    """Triangles of like size together, and the pixels of a side."""
    box = (span + 3) // 4 * 4
    for side in np.unique(box[seen]):
        ids = np.flatnonzero(seen & (box == side))
        for part in np.array_split(ids, max(1, len(ids) * side * side // BATCH)):
            yield part, int(side)
