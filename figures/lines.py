"""What one camera sees of a bent body, pixel by pixel, and which cracks between pixels are lines."""

import numpy as np
from scipy import ndimage

from figures import cracks, mesh, paint
from figures.cracks import DETAIL, INNER, OUTLINE, SEAM
from figures.raster import rasterise, sample, sample_on

STRONG, WEAK = 0.012, 0.004
"""Depth steps, metres: a line begins at a strong one and may go on along weak ones."""
FAR_SKIN = 0.035
"""Neighbouring pixels farther apart than this on the rest body are two limbs that touch, metres."""


class Seen:
    """Pixel maps of a bent body: tri, shares, depth, region (-1 is background), digit, rest place.

    verts (n, 3): metres. fine: pixels per picture unit. without: a limb that is left out, a name of body.LIMBS.
    """

    def __init__(self, body, verts, camera, fine, without=None):
        points = camera.project(verts) * [fine, fine, 1]
        self.body, self.fine = body, fine
        self.tris = body.tris[(body.limb[without][body.tris] < 0.5).all(1)] if without else body.tris
        self.tri, self.shares, self.depth = rasterise(points, self.tris, tuple(fine * side for side in camera.size))
        self.rest = self.field(body.reference)
        self.region = cracks.tidy(self._regions(), 6 * fine**2)
        self.solid = self.region >= 0
        self.lit = self.field(mesh.normals(verts, body.tris))
        nearest = self.tris[self.tri, self.shares.argmax(-1)]
        self.digit = np.where(self.tri >= 0, body.digit[nearest], 0)

    def _regions(self):
        region = np.where(self.tri >= 0, 0, -1)
        fields = np.stack([self.body.paint[name] for name in paint.REGIONS[1:]] + [self.body.limb["head"] - 0.5], 1)
        on = self.tri >= 0
        *painted, head = (sample_on(fields, self.tris, self.tri[on], self.shares[on]) > 0).T
        for number, inside in enumerate(painted, 1):
            region[on] = np.where(inside, number, region[on])
        region[on] = np.where(head & (paint.face(self.rest[on]) > 0), paint.REGIONS.index("dark"), region[on])
        return region

    def field(self, values):
        """Values of vertices at each pixel; nan for background."""
        return sample(values, self.tris, self.tri, self.shares)

    def zone(self, names):
        """Pixels of some muscle zones."""
        fields = [np.nan_to_num(self.field(self.body.zones[name]), nan=-1) > 0 for name in names]
        return np.logical_or.reduce(fields) & self.solid if fields else np.zeros_like(self.solid)


def line_chains(seen):
    """All ink lines as chains [(kind, points in pixels, closed)]."""
    right, below, strong = _line_maps(seen)
    _keep_connected(right, below, strong, seen.fine)
    least = {OUTLINE: 0, SEAM: 0, INNER: 4 * seen.fine, DETAIL: 5 * seen.fine}
    chains = cracks.trace(right, below)
    long = [chain for chain in chains if len(chain[1]) > least[chain[0]]]
    return long + cracks.bridges_between(chains, MENDED * seen.fine)


def _line_maps(seen):
    depth = np.where(np.isfinite(seen.depth), seen.depth, np.nan)
    dark, strong = paint.REGIONS.index("dark"), []

    def kinds(a, b, axis):
        one, other = seen.region[a], seen.region[b]
        both = (one >= 0) & (other >= 0)
        step = np.nan_to_num(cracks.jump(depth, axis))
        far = np.nan_to_num(np.linalg.norm(seen.rest[a] - seen.rest[b], axis=-1)) > FAR_SKIN
        strong.append(both & ((step > STRONG) | far))
        seam = both & (one != other) & (one != dark) & (other != dark)
        digit = both & (seen.digit[a] > 0) & (seen.digit[b] > 0) & (seen.digit[a] != seen.digit[b])
        found = [(one >= 0) != (other >= 0), both & ((step > WEAK) | far), seam, digit]
        return np.select(found, [OUTLINE, INNER, SEAM, DETAIL], 0).astype(np.uint8)

    return *cracks.crack_maps(kinds, seen.region.shape), strong


def _keep_connected(right, below, strong, fine):
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
    length, sures = np.bincount(groups[grid], minlength=count + 1), np.bincount(groups[sure], minlength=count + 1)
    drop = (length < LEAST_LINE * fine) | (sures < LEAST_SURE * fine) | (sures < SURE_SHARE * length)
    right[(right == INNER) & drop[groups[1::2, 2::2]]] = 0
    below[(below == INNER) & drop[groups[2::2, 1::2]]] = 0


MENDED = 28
"""Longest break in an inner line that is drawn through, units."""
LEAST_LINE, LEAST_SURE, SURE_SHARE = 16, 3, 0.15
"""An inner line is kept from this length and this length of strong steps on (units), and from this share of them."""
