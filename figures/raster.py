"""Orthographic z-buffer: which triangle is seen in each pixel, and where on it."""

import numpy as np

BATCH = 2_000_000
"""Pixels tested at once; bounds the memory to some 200 MB."""


def rasterise(points, tris, size, cull=True):
    """Draw triangles; the nearest wins. cull: skip those seen from behind (right for a closed mesh).

    points: (n, 3) pixels x, y (down) and depth (larger is farther). tris: (m, 3). size: (width, height).
    Gives tri (h, w), -1 for background; shares of its corners (h, w, 3); depth (h, w), inf for background.
    """
    width, height = size
    corners = points[tris]
    low = np.ceil(corners[:, :, :2].min(1) - 0.5).astype(int).clip(0)
    high = np.minimum(np.floor(corners[:, :, :2].max(1) - 0.5).astype(int), [width - 1, height - 1])
    span = high - low + 1
    seen = (span > 0).all(1)
    if cull:
        seen &= _cross(corners[:, 1, :2] - corners[:, 0, :2], corners[:, 2, :2] - corners[:, 0, :2]) < 0
    buffers = np.full(width * height, -1), np.zeros((width * height, 3)), np.full(width * height, np.inf)
    for ids, box in _batches(seen, span.max(1)):
        _fill(corners, low, ids, box, size, buffers)
    tri, shares, depth = buffers
    return tri.reshape(height, width), shares.reshape(height, width, 3), depth.reshape(height, width)


def _batches(seen, span):
    """Triangles of like size together, as (ids, pixels of a side)."""
    box = (span + 3) // 4 * 4
    for side in np.unique(box[seen]):
        ids = np.flatnonzero(seen & (box == side))
        for part in np.array_split(ids, max(1, len(ids) * side * side // BATCH)):
            yield part, side


def _fill(corners, low, ids, side, size, buffers):
    """Depth-test one batch of triangles against the buffers, in place."""
    tri, shares, depth = buffers
    dy, dx = (a.ravel() for a in np.mgrid[:side, :side])
    x, y = low[ids, :1] + dx, low[ids, 1:] + dy  # (batch, pixels)
    share = _shares(corners[ids, :, :2], np.stack([x + 0.5, y + 0.5], -1))
    k, n = np.nonzero((share >= -1e-9).all(-1) & (x < size[0]) & (y < size[1]))
    share, pixel = share[k, n], y[k, n] * size[0] + x[k, n]
    z = (share * corners[ids[k], :, 2]).sum(1)
    order = np.lexsort((ids[k], z))  # nearest first; ties by triangle, so that every run is alike
    pixel, first = np.unique(pixel[order], return_index=True)
    best = order[first]
    near = z[best] < depth[pixel]
    pixel, best = pixel[near], best[near]
    depth[pixel], shares[pixel], tri[pixel] = z[best], share[best], ids[k[best]]


def _shares(corners, at):
    """Barycentric shares (batch, pixels, 3) of points (batch, pixels, 2); nan in a triangle without area."""
    a, b, c = (corners[:, k, None] for k in range(3))
    with np.errstate(divide="ignore", invalid="ignore"):
        u, v = (_cross(p - at, q - at) / _cross(b - a, c - a) for p, q in ((b, c), (c, a)))
    return np.stack([u, v, 1 - u - v], -1)


def sample(values, tris, tri, shares):
    """Values of vertices, (n,) or (n, k), at each pixel; nan for background."""
    out = np.full(tri.shape + values.shape[1:], np.nan)
    on = tri >= 0
    out[on] = sample_on(values, tris, tri[on], shares[on])
    return out


def sample_on(values, tris, tri, shares):
    """Values of vertices at some pixels: tri (p,), shares (p, 3) to (p,) or (p, k)."""
    return np.einsum("pc...,pc->p...", values[tris[tri]], shares)


def _cross(a, b):
    return a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]
