"""Polylines to Bézier curves, and curves to SVG path data. Points: (n, 2), picture units."""

import numpy as np
from scipy import ndimage

from exercise_handbook.figures.arrays import Array, unit

HOPELESS = 8
"""A curve so many tolerances off is split at once; shifting its points would not save it."""


def smooth(points: Array, closed: bool, sigma: float) -> Array:
    """A line without its pixel stairs. sigma: pixels. Open lines keep their ends."""
    middle = (points[1:] + points[:-1]) / 2
    if closed:
        return ndimage.gaussian_filter1d(middle, min(sigma, len(middle) / 8), axis=0, mode="wrap")
    middle = np.concatenate([points[:1], middle, points[-1:]])
    n = min(len(middle) - 1, int(4 * sigma) + 1)
    mirrored = np.concatenate([2 * middle[0] - middle[n:0:-1], middle, 2 * middle[-1] - middle[-2 : -n - 2 : -1]])
    out = ndimage.gaussian_filter1d(mirrored, sigma, axis=0, mode="nearest")[n : n + len(middle)]
    out[0], out[-1] = middle[0], middle[-1]
    return out


def bezier(points: Array, tolerance: float) -> list[Array]:
    """Cubic Béziers along a polyline: (4, 2) arrays that join end to end."""
    if len(points) < 3:
        a, b = points[0], points[-1]
        return [np.array([a, a + (b - a) / 3, b - (b - a) / 3, b])]
    reach = min(5, len(points) - 1)
    return _fitted(points, unit(points[reach] - points[0]), unit(points[-1 - reach] - points[-1]), tolerance)


def _fitted(p: Array, start: Array, end: Array, tolerance: float) -> list[Array]:
    """Schneider's method (Graphics Gems, 1990): least squares for two handles, split where it is worst."""
    chord = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(p, axis=0), axis=1))])
    u = chord / chord[-1]
    for _ in range(3):
        curve = _handles(p, u, start, end, chord[-1])
        off = _point(curve, u) - p
        error = np.linalg.norm(off, axis=1)
        if error.max() <= tolerance:
            return [curve]
        if error.max() > HOPELESS * tolerance:
            break
        slope = _slope(curve, u)
        u = np.clip(u - (off * slope).sum(1) / np.maximum((slope**2).sum(1), 1e-9), 0, 1)
    return [curve] if len(p) < 5 else _split(p, error, start, end, tolerance)


def _split(p: Array, error: Array, start: Array, end: Array, tolerance: float) -> list[Array]:
    at = int(np.clip(error.argmax(), 2, len(p) - 3))
    n = min(4, at, len(p) - 1 - at)
    way = unit(p[at + n] - p[at - n])
    return _fitted(p[: at + 1], start, -way, tolerance) + _fitted(p[at:], way, end, tolerance)


def _handles(p: Array, u: Array, start: Array, end: Array, length: float) -> Array:
    b = np.stack([(1 - u) ** 3, 3 * u * (1 - u) ** 2, 3 * u**2 * (1 - u), u**3], 1)
    rest = p - (b[:, :1] + b[:, 1:2]) * p[0] - (b[:, 2:3] + b[:, 3:]) * p[-1]
    a0, a1 = b[:, 1:2] * start, b[:, 2:3] * end
    m = np.array([[(a0 * a0).sum(), (a0 * a1).sum()], [(a0 * a1).sum(), (a1 * a1).sum()]])
    v = np.array([(a0 * rest).sum(), (a1 * rest).sum()])
    h = np.linalg.solve(m, v) if abs(np.linalg.det(m)) > 1e-9 else np.zeros(2)
    h = np.where((h > 1e-3 * length) & (h < 1.5 * length), h, length / 3)
    return np.array([p[0], p[0] + start * h[0], p[-1] + end * h[1], p[-1]])


def _point(c: Array, u: Array) -> Array:
    u = u[:, None]
    return (1 - u) ** 3 * c[0] + 3 * u * (1 - u) ** 2 * c[1] + 3 * u**2 * (1 - u) * c[2] + u**3 * c[3]


def _slope(c: Array, u: Array) -> Array:
    u = u[:, None]
    return 3 * ((1 - u) ** 2 * (c[1] - c[0]) + 2 * u * (1 - u) * (c[2] - c[1]) + u**2 * (c[3] - c[2]))


def number(x: float) -> str:
    """The shortest text of a number with one decimal."""
    text = f"{x:.1f}".rstrip("0").rstrip(".")
    if text in ("-0", ""):
        return "0"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def pair(point: Array) -> str:
    """Two coordinates as path data."""
    return f"{number(point[0])} {number(point[1])}".replace(" -", "-")


def rounded(points: Array, decimals: int) -> Array:
    """Points in whole steps. What lies half way but for a last bit goes the same way on every processor."""
    whole: Array = np.round(np.round(points, 6), decimals)
    return whole


def path(curves: list[Array], closed: bool = False, decimals: int = 1) -> str:
    """Béziers as relative path data, rounded without drift."""
    here = rounded(curves[0][0], decimals)
    text = ["M", pair(here)]
    for n, curve in enumerate(curves):
        to = rounded(curve[1:], decimals)
        text.append(("c" if n == 0 else " ") + " ".join(pair(point - here) for point in to))
        here = to[-1]
    return ("".join(text) + ("z" if closed else "")).replace(" -", "-")


def polygon(points: Array) -> str:
    """A closed outline of straight lines as path data."""
    return "M" + "L".join(pair(point) for point in np.round(points, 1)) + "z"
