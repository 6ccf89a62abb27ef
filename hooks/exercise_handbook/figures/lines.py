"""What one camera sees of a bent body, pixel by pixel, and which cracks between pixels are lines."""

from collections import Counter
from typing import Any

import numpy as np
from scipy import ndimage

from exercise_handbook.figures import cracks, mesh, paint
from exercise_handbook.figures.arrays import Array
from exercise_handbook.figures.body import Body
from exercise_handbook.figures.cracks import DETAIL, INNER, OUTLINE, SEAM, Chain
from exercise_handbook.figures.raster import Raster
from exercise_handbook.figures.scene import Camera

STRONG, WEAK = 0.012, 0.004
"""Depth steps, metres: a line begins at a strong one and may go on along weak ones."""
FAR_SKIN = 0.035
"""Neighbouring pixels farther apart than this on the rest body are two limbs that touch, metres."""
SPECK = 6
"""Less than this is not given a colour of its own, square units."""
MENDED = 28
"""Longest break in an inner line that is drawn through, units."""
LEAST_LINE, LEAST_SURE, SURE_SHARE = 32, 3, 0.15
"""An inner line is kept from this length and this length of strong steps on (units), and from this share of them."""
CRUMB = 1.4
"""A seam on its own is not drawn up to this length, units."""
HEAD = 20
"""An ear counts as a digit of the head, which has this number, so that a fine line runs around it."""
LEAST = {OUTLINE: 0, SEAM: 0, INNER: 4, DETAIL: 3}
"""Shorter pieces of a line that end loose are left out, units."""


class Seen:
    """Pixel maps of a bent body, no larger than it: region (-1 is background), digit, depth, rest place.

    verts (n, 3): metres. fine: pixels per picture unit. without: a limb that is left out, a name of body.LIMBS.
    corner: the first pixel's place in the picture, pixels.
    """

    def __init__(self, body: Body, verts: Array, camera: Camera, fine: int, without: str | None = None):
        points = camera.project(verts) * [fine, fine, 1]
        tris = body.tris[(body.limb[without][body.tris] < 0.5).all(1)] if without else body.tris
        self.body, self.fine = body, fine
        self.corner, size = _window(points, np.array(camera.size) * fine)
        raster = self.raster = Raster(points - [*self.corner, 0], tris, size)
        self.depth = np.where(raster.on, raster.depth, np.nan)
        rest = raster.sample(body.reference)
        self.rest = raster.spread(rest.astype(np.float32))
        self.region = cracks.tidy(raster.spread(self._regions(rest), -1), SPECK * fine**2)
        self.solid = self.region >= 0
        self.lit = raster.spread(raster.sample(mesh.normals(verts, body.tris)))
        nearest = np.take_along_axis(raster.seen, raster.shares.argmax(1)[:, None], 1)[:, 0]
        on_head = body.limb["head"][nearest] > 0.5
        self.digit = raster.spread(np.where(on_head, HEAD + paint.ear(rest), body.digit[nearest]), 0)

    def _regions(self, rest: Array) -> Array:
        """What each seen pixel shows (p,), as a number of paint.REGIONS."""
        fields = [*(self.body.paint[name] for name in paint.REGIONS[1:]), self.body.limb["head"] - 0.5]
        *painted, head = (self.raster.sample(np.stack(fields, 1)) > 0).T
        region = np.zeros(len(rest), int)
        for number, inside in enumerate(painted, 1):
            region[inside] = number
        region[np.flatnonzero(head)[paint.face(rest[head]) > 0]] = paint.REGIONS.index("dark")
        return region

    def zone(self, names: tuple[str, ...]) -> Array:
        """Pixels of some muscle zones; hair hides them."""
        inside = [self.raster.sample(self.body.zones[name]) > 0 for name in names]
        on = np.logical_or.reduce(inside) if inside else np.zeros(len(self.raster.seen), bool)
        return self.raster.spread(on, False) & self.solid & (self.region != paint.REGIONS.index("hair"))


def _window(points: Array, size: Array) -> tuple[Array, tuple[int, int]]:
    """The part of a picture that points (n, 3) are in: its corner (2,), width and height, pixels."""
    low = np.maximum(np.floor(points[:, :2].min(0)).astype(int) - 3, 0)
    width, height = np.minimum(np.ceil(points[:, :2].max(0)).astype(int) + 3, size) - low
    return low, (int(width), int(height))


def line_chains(seen: Seen) -> list[Chain]:
    """All ink lines as chains [(kind, points in pixels, closed)]."""
    right, below, strong = _line_maps(seen)
    _keep_connected(right, below, strong, seen.fine)
    least = {kind: units * seen.fine for kind, units in LEAST.items()}
    chains = _without_crumbs(cracks.trace(*cracks.without_spurs(right, below, least)), CRUMB * seen.fine)
    return chains + cracks.bridges_between(chains, MENDED * seen.fine)


def _without_crumbs(chains: list[Chain], longest: float) -> list[Chain]:
    """Chains but for short pieces of a seam that no seam goes on from: what inner lines beside it left over."""
    seams = Counter(tuple(points[i]) for kind, points, _ in chains if kind == SEAM for i in (0, -1))
    return [
        (kind, points, closed)
        for kind, points, closed in chains
        if kind != SEAM or len(points) - 1 > longest or seams[tuple(points[0])] + seams[tuple(points[-1])] > 2
    ]


def _line_maps(seen: Seen) -> tuple[Array, Array, list[Array]]:
    """The kind of line at every crack, right of pixels and below, and where their depth steps are strong."""
    dark, strong = paint.REGIONS.index("dark"), []

    def kinds(a: Any, b: Any, axis: int) -> Array:
        one, other = seen.region[a], seen.region[b]
        both = (one >= 0) & (other >= 0)
        error, around = cracks.jump(seen.depth, axis)
        step, apart = np.where(error >= around, error, 0), seen.rest[a] - seen.rest[b]
        far = np.einsum("yxk,yxk->yx", apart, apart) > FAR_SKIN**2
        strong.append(both & ((step > STRONG) | far))
        seam = both & (one != other) & (one != dark) & (other != dark) & (around <= STRONG)
        digit = both & (seen.digit[a] > 0) & (seen.digit[b] > 0) & (seen.digit[a] != seen.digit[b])
        found = [(one >= 0) != (other >= 0), digit, both & ((step > WEAK) | far), seam]
        return np.select(found, [OUTLINE, DETAIL, INNER, SEAM], 0).astype(np.uint8)

    return *cracks.crack_maps(kinds, seen.region.shape), strong


def _keep_connected(right: Array, below: Array, strong: list[Array], fine: int) -> None:
    """Drop inner lines that are short or hardly anywhere strong, in place. strong: [right, below]."""
    height, width = right.shape
    grid = np.zeros((2 * height + 1, 2 * width + 1), bool)  # cracks and corners on one lattice
    sure = np.zeros_like(grid)
    grid[1::2, 2::2], grid[2::2, 1::2] = right == INNER, below == INNER
    sure[1::2, 2:-1:2], sure[2:-1:2, 1::2] = strong[0] & grid[1::2, 2:-1:2], strong[1] & grid[2:-1:2, 1::2]
    corners = ndimage.binary_dilation(grid, np.ones((3, 3)))
    corners[1::2, :] &= grid[1::2, :]
    corners[:, 1::2] &= grid[:, 1::2]
    groups, count = ndimage.label(grid | corners, np.ones((3, 3)))
    length, sures = (np.bincount(groups[some], minlength=count + 1) for some in (grid, sure))
    drop = (length < LEAST_LINE * fine) | (sures < LEAST_SURE * fine) | (sures < SURE_SHARE * length)
    right[(right == INNER) & drop[groups[1::2, 2::2]]] = 0
    below[(below == INNER) & drop[groups[2::2, 1::2]]] = 0
