"""One bent body, seen by one camera, as SVG. Literal colours only, so that every renderer and PDF engine agrees."""

from html import escape

import numpy as np
from scipy import ndimage
from scipy.spatial import ConvexHull

from exercise_handbook.figures import cracks, curves
from exercise_handbook.figures.arrays import Array, unit
from exercise_handbook.figures.body import Body
from exercise_handbook.figures.cracks import DETAIL, INNER, OUTLINE, SEAM, Chain
from exercise_handbook.figures.lines import Seen, line_chains
from exercise_handbook.figures.paint import REGIONS
from exercise_handbook.figures.pose import Pose
from exercise_handbook.figures.raster import Raster
from exercise_handbook.figures.scene import Camera

LEAST_GAP = 12
"""A gap lower than this counts as closed, units: 1 cm in a close view, as a contact may be off."""
FINE = 3
"""Pixels of the working raster per picture unit."""
SOFT = 1.17
"""How far lines are smoothed to take their pixel stairs away, units."""
WIDTHS = {OUTLINE: 2.5, INNER: 2.0, SEAM: 1.3, DETAIL: 1.2}  # units
INK, HALO, MAT, EDGE, SHADOW = "#24313d", "#ffffff", "#cbdad0", "#8fa699", "#a3b8aa"
CHAIR, FLOOR, WALL, CUSHION, TOWEL = "#d9c6a5", "#e4eae5", "#eeeae2", "#f2efe8", "#f7e7b4"
GHOST, GHOST_EDGE = "#9fb0bc", "#71818e"
ROUND, INSET, LEAST_TINT = 8, 1.5, 450
"""How round a tint's corners are and how far it keeps from the outline, units, and the smallest shown, square units."""
STRIPE, STRIPES_APART = 5, 15
"""How broad the stripes of a stretch are, and how far apart, units: still stripes at 160 pixels."""
LEAST_SHADOW = 500
"""No smaller shadow is drawn, square units."""
MOVED, LEAST_GHOST = 8, 400
"""A limb is shown where it was if it moved so many units, and covers so many square units outside the body."""
ARROW, STRETCH, WORK, GAP = "#cf4a12", "#9d1f63", "#083b75", "#c94611"
"""One set of colours for light pages, dark pages and paper: the figure brings its own pale edge and its own mat."""
MARKS = {"arrow": ARROW, "work": WORK, "stretch": STRETCH, "gap": GAP}
"""What a key of the marks may have to explain, and the colour that tells that a drawing has it."""
BUILDS = {
    "average": {"skin": "#efd0b8", "shirt": "#dbe7f0", "shorts": "#a3b7ca", "hair": "#5a4a40", "dark": INK},
    "older": {"skin": "#c2906c", "shirt": "#efe3c4", "shorts": "#9fb3a4", "hair": "#a3a1a0", "dark": INK},
}
"""Colours of each build's skin, clothes and hair."""
LICENCE = "CC0 1.0, public domain: creativecommons.org/publicdomain/zero/1.0"
LINE = 'fill="none" stroke-linecap="round" stroke-linejoin="round"'
LIGHT_FROM = np.array([0.1, -0.25, 1.0])


class Art:
    """The path data of one figure, without colour.

    rough: how loosely curves fit. fine: pixels per unit. without: a limb that is left out.
    """

    def __init__(
        self, body: Body, verts: Array, camera: Camera, pose: Pose | None = None, *,
        rough: float = 1.0, fine: int = FINE, without: str | None = None, decimals: int = 1
    ):  # fmt: skip
        self.build, self.fine, self.rough, self.decimals = body.build, fine, rough, decimals
        seen = self.seen = Seen(body, verts, camera, fine, without)
        self.corner = seen.corner / fine
        self.outline = self.area(seen.solid, tolerance=0.35)
        self.regions = {name: self.area(seen.region == n, 2) for n, name in enumerate(REGIONS) if n}
        chains = line_chains(seen)
        self.lines = {kind: self.ink(chains, kind) for kind in (INNER, SEAM, DETAIL)}
        light = unit(LIGHT_FROM - camera.ahead * 0.5)
        self.shade = self.area(seen.solid & (seen.lit @ light < 0.12), 78, 3, 0.6)
        self.shadow = self._shadow(body, verts, camera)
        stretch, work = (self._tinted(names) for names in ((pose.stretch, pose.work) if pose else ((), ())))
        stretch &= ~work
        self.stretch, self.work = self.area(stretch, LEAST_TINT, 3), self.area(work, LEAST_TINT, 3)
        self.stripes = hatch(stretch, self.corner, fine, STRIPES_APART)

    def ink(self, chains: list[Chain], kind: int) -> str:
        """All lines of one kind."""
        own = ((points, closed) for k, points, closed in chains if k == kind)
        return "".join(self._path(points / self.fine + self.corner, closed, SOFT, 0.4) for points, closed in own)

    def area(self, mask: Array, smallest: float = 14, soft: float = SOFT, tolerance: float = 0.7) -> str:
        """The outline of a mask of pixels, without specks and pinholes. smallest: square units. soft: units."""
        if not mask.any():
            return ""
        corner, mask = cracks.cropped(mask)
        loops = cracks.boundary(cracks.without_specks(mask, smallest * self.fine**2))
        return "".join(self._path((loop + corner) / self.fine + self.corner, True, soft, tolerance) for loop in loops)

    def _tinted(self, zones: tuple[str, ...]) -> Array:
        """Pixels of some muscle zones, as one shape with round corners that keeps away from the outline."""
        inside = self.seen.zone(zones)
        if not inside.any():
            return inside
        (left, top), few = cracks.cropped(inside)
        part = np.s_[top : top + few.shape[0], left : left + few.shape[1]]
        within = np.zeros_like(inside)
        within[part] = ndimage.gaussian_filter(few.astype(np.float32), ROUND * self.fine) > 0.5
        within[part] &= ndimage.binary_erosion(self.seen.solid[part], iterations=int(INSET * self.fine), border_value=1)
        return within

    def _path(self, points: Array, closed: bool, soft: float, tolerance: float) -> str:
        line = curves.smooth(points, closed, soft * self.fine)
        line = np.concatenate([line, line[:1]]) if closed else line
        return curves.path(curves.bezier(line, tolerance * self.rough), closed, self.decimals)

    def gap(self, floor: Array) -> str:
        """The empty space between the body and a line (n, 2) on the floor below it, units."""
        solid = self.seen.solid
        x, y = np.arange(solid.shape[1]), np.arange(solid.shape[0])[:, None]
        lowest = solid.shape[0] - 1 - solid[::-1].argmax(0)
        along, height = floor.T
        line = (np.interp(x / self.fine + self.corner[0], along, height, left=0, right=0) - self.corner[1]) * self.fine
        empty = solid.any(0) & (y > lowest) & (y < line)
        if empty.sum(0).max() < LEAST_GAP * self.fine:
            return ""
        return self.area(ndimage.binary_opening(empty, np.ones((4 * self.fine, 1))), 7)

    def _shadow(self, body: Body, verts: Array, camera: Camera, reach: float = 0.2) -> str:
        """The mat under the body: what is less than `reach` metres up, dropped straight to the floor."""
        low = body.tris[(verts[body.tris, 2] < reach).all(1)]
        mask = Raster(camera.project(verts * [1, 1, 0]), low, camera.size, closed=False).on
        if not mask.any():
            return ""
        loops = cracks.boundary(cracks.without_specks(mask, LEAST_SHADOW))
        paths = (
            curves.bezier(curves.smooth(np.append(loop, loop[:1], 0), True, 4), 0.8 * self.rough) for loop in loops
        )
        return "".join(curves.path(path, True, self.decimals) for path in paths)


def silhouette(body: Body, verts: Array, camera: Camera) -> Array:
    """The pixels of a body, one a unit."""
    return Raster(camera.project(verts), body.tris, camera.size).on


def left_behind(before: Array, now: Array) -> str:
    """The outline of the limbs that moved: of a silhouette what is well outside another, and a little under that."""
    away = ndimage.binary_opening(before & ~ndimage.binary_dilation(now, iterations=MOVED), iterations=MOVED // 2)
    shown = before & ndimage.binary_dilation(cracks.without_specks(away, LEAST_GHOST), iterations=2 * MOVED)
    loops = cracks.boundary(cracks.without_specks(np.pad(shown, 1), LEAST_GHOST)) if away.any() else []
    lines = (curves.smooth(np.append(loop, loop[:1], 0) - 1, True, 2) for loop in loops)
    return "".join(curves.path(curves.bezier(np.append(line, line[:1], 0), 1), True, 0) for line in lines)


def ghost_row(data: str) -> str:
    """Where the body was before it moved, under the body."""
    return svg_path(
        data, f'fill="{GHOST}" fill-opacity=".42" stroke="{GHOST_EDGE}" stroke-width="2.2" stroke-dasharray="8 5"'
    )


def hatch(mask: Array, corner: Array, fine: int, gap: float) -> str:
    """Diagonal strokes inside a mask. corner (2,) of its first pixel and gap: units."""
    height, width = mask.shape
    strokes = []
    for k in range(0, width + height, int(gap * fine * 1.414)):
        y = np.arange(max(0, k - width + 1), min(height, k + 1))
        run = np.diff(np.concatenate([[0], mask[y, k - y].astype(int), [0]]))
        for a, b in zip(np.flatnonzero(run == 1), np.flatnonzero(run == -1), strict=True):
            if b - a > 4 * fine:
                far = (b - a) / fine
                start = corner + np.array([k - y[a], y[a]]) / fine
                strokes.append(f"M{curves.pair(start)}l{curves.pair(np.array([-far, far]))}")
    return "".join(strokes)


def svg_path(data: str, attributes: str) -> str:
    """One <path>; nothing where there is no line."""
    return f'<path d="{data}" {attributes}/>' if data else ""


def body_rows(art: Art, key: str) -> list[str]:
    """The figure itself, back to front. key: the id of its outline, drawn three times."""
    colours, again = BUILDS[art.build], f'<use href="#{key}" fill="none" stroke-linejoin="round" '
    rows = [
        f'<defs><path id="{key}" d="{art.outline}"/></defs>',
        f'{again}stroke="{HALO}" stroke-width="7"/>',
        f'<use href="#{key}" fill="{colours["skin"]}"/>',
        *(svg_path(art.regions[name], f'fill="{colours[name]}"') for name in ("shorts", "shirt", "hair", "dark")),
        svg_path(art.shade, f'fill="{INK}" fill-opacity=".1"'),
        *tint_rows(art),
        *(svg_path(data, f'stroke="{INK}" stroke-width="{WIDTHS[kind]}" {LINE}') for kind, data in art.lines.items()),
        f'{again}stroke="{INK}" stroke-width="{WIDTHS[OUTLINE]}"/>',
    ]
    return [row for row in rows if row]


def tint_rows(art: Art) -> list[str]:
    """Where it stretches and which muscles work: two edged tints, one striped and pale, one plain and dark."""
    edge = 'stroke-width="2.6" stroke-linejoin="round"'
    return [
        svg_path(art.work, f'fill="{WORK}" fill-opacity=".45" stroke="{WORK}" {edge}'),
        svg_path(art.stretch, f'fill="{STRETCH}" fill-opacity=".2" stroke="{STRETCH}" {edge}'),
        svg_path(art.stripes, f'stroke="{STRETCH}" stroke-width="{STRIPE}"'),
    ]


def arrow_row(curve: Array, width: float = 10) -> str:
    """A thick curved arrow with a white casing. curve: (n, 2) units."""
    tip = curve[-1]
    away = np.linalg.norm(curve - tip, axis=1) > width * 2.2
    shaft = curve[away] if away.any() else curve[:1]
    way = unit(tip - shaft[-1])
    aside, base = np.array([-way[1], way[0]]), tip - way * width * 2.5
    head = curves.polygon(np.array([tip, base + aside * width * 1.5, base - aside * width * 1.5]))
    line = curves.path(curves.bezier(shaft, 0.3))

    def layer(colour: str, more: float, edge: float) -> str:
        inside = f'<path d="{line}" fill="none" stroke-width="{width + more}"/><path d="{head}" stroke-width="{edge}"/>'
        return f'<g stroke="{colour}" fill="{colour}" stroke-linejoin="round" stroke-linecap="round">{inside}</g>'

    return layer(HALO, 5, 5) + layer(ARROW, 0, 1)


def mat_rows(top: Array, whole: Array) -> list[str]:
    """The mat: top (4, 2) and whole outline (6, 2), units."""
    return [_shape(whole, EDGE, EDGE, 2), _shape(top, MAT, EDGE, 1.2)]


def floor_row(top: Array) -> str:
    """The floor under who stands or sits (4, 2), units."""
    return _shape(top, FLOOR, FLOOR, 6)


def wall_row(front: Array) -> str:
    """A wall (4, 2), units."""
    return _shape(front, WALL, EDGE, 1.5)


def chair_row(face: Array) -> str:
    """One face of a chair (k, 2), units."""
    return _shape(face, CHAIR, INK, 1.5)


def cushion_row(corners: Array) -> str:
    """A cushion with round edges around its corners (8, 2), units."""
    outline = corners[ConvexHull(corners).vertices]
    return _shape(outline, INK, INK, 19) + _shape(outline, CUSHION, CUSHION, 15)


def _shape(corners: Array, colour: str, edge: str, width: float) -> str:
    """A polygon (n, 2) with an edge and round joins, units."""
    attributes = f'fill="{colour}" stroke="{edge}" stroke-width="{width}" stroke-linejoin="round"'
    return svg_path(curves.polygon(corners), attributes)


def towel_row(middle: Array) -> str:
    """Half a towel along its middle (n, 2), units."""
    data = curves.path(curves.bezier(curves.smooth(_dense(middle), False, 6), 0.5))
    return "".join(
        svg_path(data, f'stroke="{colour}" stroke-width="{width}" {LINE}') for colour, width in ((INK, 25), (TOWEL, 21))
    )


def _dense(points: Array) -> Array:
    """Points (n, 2) along the same line, a unit apart or so."""
    far = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    at = np.linspace(0, far[-1], max(3, int(far[-1])))
    return np.stack([np.interp(at, far, points[:, k]) for k in (0, 1)], 1)


def marks(rows: list[str]) -> str:
    """Which marks a key would have to explain, in words for programs: arrow, work, stretch."""
    drawn = "".join(rows)
    return " ".join(name for name, colour in MARKS.items() if colour in drawn)


def svg(size: tuple[int, int], key: str, title: str, words: str, rows: list[str], bleed: int = 0) -> str:
    """A whole file. words: the same as the picture, for readers who do not see it. bleed: units cut off all around."""
    width, height = (side - 2 * bleed for side in size)
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{bleed} {bleed} {width} {height}"'
        f' width="{width}" height="{height}" role="img" aria-labelledby="{key}-t {key}-d" data-marks="{marks(rows)}">',
        f'<title id="{key}-t">{escape(title)}</title><desc id="{key}-d">{escape(words)}</desc>',
        f"<metadata>{LICENCE}</metadata>",
    ]
    return "\n".join([*head, *filter(None, rows), "</svg>", ""])
