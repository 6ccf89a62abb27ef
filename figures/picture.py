"""One bent body, seen by one camera, as SVG. Literal colours only, so that every renderer and PDF engine agrees."""

from html import escape

import numpy as np
from scipy import ndimage

from figures import cracks, curves
from figures.cracks import DETAIL, INNER, OUTLINE, SEAM
from figures.lines import Seen, line_chains
from figures.paint import REGIONS
from figures.raster import rasterise

LEAST_GAP = 12
"""A gap lower than this counts as closed, units: 1 cm in a close view, as a contact may be off."""
FINE = 3
"""Pixels of the working raster per picture unit."""
WIDTHS = {OUTLINE: 2.5, INNER: 2.0, SEAM: 1.3, DETAIL: 1.2}  # units
INK, HALO, MAT, EDGE, SHADOW = "#24313d", "#ffffff", "#cbdad0", "#8fa699", "#a3b8aa"
CHAIR = "#d9c6a5"
ARROW, STRETCH, WORK, GAP = "#cf4a12", "#9d1f63", "#0b4f94", "#cf4a12"
"""One set of colours for light pages, dark pages and paper: the figure brings its own pale edge and its own mat."""
BUILDS = {
    "average": {"skin": "#efd0b8", "shirt": "#dbe7f0", "shorts": "#a3b7ca", "hair": "#5a4a40", "dark": INK},
    "older": {"skin": "#b98562", "shirt": "#efe3c4", "shorts": "#9fb3a4", "hair": "#a3a1a0", "dark": INK},
}
"""Colours of each build's skin, clothes and hair."""
LICENCE = "CC0 1.0, public domain: creativecommons.org/publicdomain/zero/1.0"
LINE = 'fill="none" stroke-linecap="round" stroke-linejoin="round"'
LIGHT_FROM = np.array([0.1, -0.25, 1.0])


class Art:
    """The path data of one figure, without colour. rough: how loosely curves fit. gap: between dots, units."""

    def __init__(self, body, verts, camera, stretch=(), work=(), rough=1.0, fine=FINE, without=None, gap=9, decimals=1):
        self.fine, self.rough, self.decimals = fine, rough, decimals
        seen = self.seen = Seen(body, verts, camera, fine, without)
        self.outline = self.area(seen.solid, tolerance=0.35)
        self.regions = {name: self.area(seen.region == n, 20, 3) for n, name in enumerate(REGIONS) if n}
        chains = line_chains(seen)
        self.lines = {kind: self.ink(chains, kind) for kind in (INNER, SEAM, DETAIL)}
        self.shadow = self.area(_shadow(body, verts, camera, fine), 900, 12, 0.8)
        light = LIGHT_FROM - camera.ahead * 0.5
        dim = seen.solid & (np.nan_to_num(seen.lit @ (light / np.linalg.norm(light)), nan=1) < 0.12)
        self.shade = self.area(dim, 700, 9, 0.6)
        hidden = seen.region == REGIONS.index("hair")
        self.stretch, self.work = (
            hatch(seen.zone(stretch) & ~hidden, fine, gap - 2),
            dots(seen.zone(work) & ~hidden, fine, gap),
        )

    def ink(self, chains, kind, sigma=3.5):
        """All lines of one kind."""
        return "".join(self._path(points, closed, sigma, 0.4) for k, points, closed in chains if k == kind)

    def area(self, mask, smallest=130, sigma=3.5, tolerance=0.7):
        """The outline of a mask of pixels, without specks and pinholes."""
        if not mask.any():
            return ""
        corner, mask = cracks.cropped(mask)
        mask = cracks.tidy(mask.astype(np.int8), smallest).astype(bool)
        return "".join(self._path(points + corner, True, sigma, tolerance) for points in cracks.boundary(mask))

    def _path(self, points, closed, sigma, tolerance):
        line = curves.smooth(points, closed, sigma * self.fine / FINE) / self.fine
        line = np.concatenate([line, line[:1]]) if closed else line
        return curves.path(curves.bezier(line, tolerance * self.rough), closed, self.decimals)

    def gap(self, floor):
        """The empty space between the body and a line (n, 2) on the floor below it, units."""
        solid = self.seen.solid
        x, y = np.arange(solid.shape[1]), np.arange(solid.shape[0])[:, None]
        lowest = solid.shape[0] - 1 - solid[::-1].argmax(0)
        line = np.interp(x / self.fine, *floor.T, left=0, right=0) * self.fine
        empty = solid.any(0) & (y > lowest) & (y < line)
        if empty.sum(0).max() < LEAST_GAP * self.fine:
            return ""
        return self.area(ndimage.binary_opening(empty, np.ones((4 * self.fine, 1))), smallest=60)


def _shadow(body, verts, camera, fine, reach=0.2):
    """Pixels of the mat under the body: what is less than `reach` metres up, dropped straight to the floor."""
    low = body.tris[(verts[body.tris, 2] < reach).all(1)]
    flat = camera.project(verts * [1, 1, 0]) * [fine, fine, 1]
    return rasterise(flat, low, tuple(fine * side for side in camera.size), cull=False)[0] >= 0


def hatch(mask, fine, gap=7):
    """Diagonal strokes inside a mask. gap: units."""
    height, width = mask.shape
    strokes = []
    for k in range(0, width + height, int(gap * fine * 1.414)):
        y = np.arange(max(0, k - width + 1), min(height, k + 1))
        run = np.diff(np.concatenate([[0], mask[y, k - y].astype(int), [0]]))
        for a, b in zip(np.flatnonzero(run == 1), np.flatnonzero(run == -1), strict=True):
            if b - a > 4 * fine:
                far = (b - a) / fine
                strokes.append(f"M{curves.pair(((k - y[a]) / fine, y[a] / fine))}l{curves.pair((-far, far))}")
    return "".join(strokes)


def dots(mask, fine, gap=9):
    """Dots, as strokes without length, on a grid of triangles inside a mask. gap: units."""
    inner = ndimage.binary_erosion(mask, iterations=2 * fine)
    rows = np.arange(gap / 2, mask.shape[0] / fine - 1, gap * 0.866)
    spots = [(x, y) for n, y in enumerate(rows)
             for x in np.arange(gap / 2 * (1 + n % 2), mask.shape[1] / fine - 1, gap)
             if inner[int(y * fine), int(x * fine)]]  # fmt: skip
    return curves.spots(np.round(spots, 1)) if spots else ""


def put(data, attributes):
    """One <path>; nothing where there is no line."""
    return f'<path d="{data}" {attributes}/>' if data else ""


def body_rows(art, key, build):
    """The figure itself, back to front. key: the id of its outline, drawn three times."""
    colours, again = BUILDS[build], f'<use href="#{key}" fill="none" stroke-linejoin="round" '
    rows = [
        f'<defs><path id="{key}" d="{art.outline}"/></defs>',
        f'{again}stroke="{HALO}" stroke-width="7"/>',
        f'<use href="#{key}" fill="{colours["skin"]}"/>',
        *(put(art.regions[name], f'fill="{colours[name]}"') for name in ("shorts", "shirt", "hair", "dark")),
        put(art.shade, f'fill="{INK}" fill-opacity=".1"'),
        put(art.stretch, f'stroke="{STRETCH}" stroke-width="2.2" {LINE}'),
        put(art.work, f'stroke="{WORK}" stroke-width="4.2" {LINE}'),
        *(put(data, f'stroke="{INK}" stroke-width="{WIDTHS[kind]}" {LINE}') for kind, data in art.lines.items()),
        f'{again}stroke="{INK}" stroke-width="{WIDTHS[OUTLINE]}"/>',
    ]
    return [row for row in rows if row]


def arrow_row(curve, width=7):
    """A thick curved arrow with a white casing. curve: (n, 2) units."""
    tip = curve[-1]
    shaft = curve[np.linalg.norm(curve - tip, axis=1) > width * 2.2]
    way = (tip - shaft[-1]) / np.linalg.norm(tip - shaft[-1])
    aside, base = np.array([-way[1], way[0]]), tip - way * width * 2.5
    head = curves.polygon([tip, base + aside * width * 1.5, base - aside * width * 1.5])
    line = curves.path(curves.bezier(shaft, 0.3))

    def layer(colour, more, edge):
        inside = f'<path d="{line}" fill="none" stroke-width="{width + more}"/><path d="{head}" stroke-width="{edge}"/>'
        return f'<g stroke="{colour}" fill="{colour}" stroke-linejoin="round" stroke-linecap="round">{inside}</g>'

    return layer(HALO, 5, 5) + layer(ARROW, 0, 1)


def mat_rows(top, whole):
    """The mat: top (4, 2) and whole outline (6, 2), units."""
    joined = 'stroke-linejoin="round"'
    return [
        put(curves.polygon(whole), f'fill="{EDGE}" stroke="{EDGE}" stroke-width="2" {joined}'),
        put(curves.polygon(top), f'fill="{MAT}" stroke="{EDGE}" stroke-width="1.2" {joined}'),
    ]


def chair_row(face):
    """One face of a chair (k, 2), units."""
    return put(curves.polygon(face), f'fill="{CHAIR}" stroke="{INK}" stroke-width="1.5" stroke-linejoin="round"')


def svg(size, key, title, words, rows, bleed=0):
    """A whole file. words: the same as the picture, for readers who do not see it. bleed: units cut off all around."""
    width, height = (side - 2 * bleed for side in size)
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{bleed} {bleed} {width} {height}"'
        f' width="{width}" height="{height}" role="img" aria-labelledby="{key}-t {key}-d">',
        f'<title id="{key}-t">{escape(title)}</title><desc id="{key}-d">{escape(words)}</desc>',
        f"<metadata>{LICENCE}</metadata>",
    ]
    return "\n".join([*head, *filter(None, rows), "</svg>", ""])
