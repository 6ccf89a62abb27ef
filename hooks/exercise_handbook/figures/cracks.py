"""Pixel maps to chains of points. Lines run on the cracks between pixels, so they meet exactly where they should."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from scipy import ndimage

from exercise_handbook.figures.arrays import Array

Corner = tuple[int, int]
"""Where four pixels meet, as y, x."""
Links = dict[Corner, dict[Corner, int]]
"""corner → {next corner: kind of line}"""
Chain = tuple[int, Array, bool]
"""A line: its kind, points (n, 2) as x, y in pixels, and whether it is closed."""

OUTLINE, INNER, SEAM, DETAIL = 1, 2, 3, 4
"""Kinds of line, the most important first."""
LOOK = 12
"""Pixels over which the way a loose end points is taken."""


def crack_maps(kind_of_pair: Callable[[Any, Any, int], Array], shape: tuple[int, ...]) -> tuple[Array, Array]:
    """The kind of line at every crack: right[y, x] is right of pixel (y, x), below[y, x] under it; 0 is none."""
    right, below = np.zeros(shape, np.uint8), np.zeros(shape, np.uint8)
    right[:, :-1] = kind_of_pair(np.s_[:, :-1], np.s_[:, 1:], 1)
    below[:-1] = kind_of_pair(np.s_[:-1, :], np.s_[1:, :], 0)
    return right, below


def jump(depth: Array, axis: int) -> tuple[Array, Array]:
    """Depth step (metres) at each crack beyond what the slope on either side explains, and the largest near it."""
    d = np.moveaxis(depth, axis, -1)
    step = d[:, 1:] - d[:, :-1]
    pad = np.pad(step, ((0, 0), (1, 1)), mode="edge")
    error = np.minimum(np.abs(step - pad[:, :-2]), np.abs(step - pad[:, 2:]))
    error = np.where(np.isfinite(error), error, 0)
    around = ndimage.maximum_filter1d(error, 5, axis=-1)
    return np.moveaxis(error, -1, axis), np.moveaxis(around, -1, axis)


def trace(right: Array, below: Array) -> list[Chain]:
    """Chains of cracks, split where lines meet or change kind."""
    links = _links(right, below)
    stops = {corner for corner, near in links.items() if len(near) != 2 or len(set(near.values())) > 1}
    used: set[tuple[Corner, Corner]] = set()
    chains = []
    for corner in [corner for corner in links if corner in stops] + sorted(links):
        for step in sorted(links[corner]):
            if (corner, step) not in used:
                chains.append(_walk(links, stops, used, corner, step))
    return chains


def _links(right: Array, below: Array) -> Links:
    links: Links = defaultdict(dict)
    for (ys, xs), (dy, dx), grid in ((np.nonzero(right), (0, 1), right), (np.nonzero(below), (1, 0), below)):
        for y, x in zip(ys.tolist(), xs.tolist(), strict=True):
            a, b = (y + dy, x + dx), (y + 1, x + 1)
            links[a][b] = links[b][a] = int(grid[y, x])
    return links


def _walk(links: Links, stops: set[Corner], used: set[tuple[Corner, Corner]], corner: Corner, step: Corner) -> Chain:
    kind, points = links[corner][step], [corner]
    while True:
        used |= {(corner, step), (step, corner)}
        points.append(step)
        if step in stops or step == points[0]:
            break
        corner, step = step, next(near for near in links[step] if near != corner)
    closed = points[0] == points[-1] and points[0] not in stops
    return kind, np.array(points, float)[:, ::-1], closed


EAST, SOUTH, WEST, NORTH = range(4)


def boundary(mask: Array) -> list[Array]:
    """Closed lines (n, 2) around a mask of pixels, itself on their right; pixels that touch by a corner stay apart."""
    starts, ways, wide = _edges(np.pad(mask, 1))
    after = _next_edges(starts, ways, wide)
    y, x = np.divmod(starts, wide)
    corners = np.stack([x, y], 1).astype(float) - 1
    return [corners[[*loop, loop[0]]] for loop in _cycles(after.tolist())]


def _edges(on: Array) -> tuple[Array, Array, int]:
    """Where the edges of a mask begin (as numbers of corners), which way they go, and how many corners a row has."""
    wide = on.shape[1] + 1
    found = []
    for axis, (ahead, back), shift in ((0, (WEST, EAST), wide), (1, (SOUTH, NORTH), 1)):
        one, other = (on[:-1], on[1:]) if axis == 0 else (on[:, :-1], on[:, 1:])
        for inside, way in ((one & ~other, ahead), (other & ~one, back)):
            y, x = np.nonzero(inside)
            corner = y * wide + x + shift  # the upper or left end of the edge
            far = way in (WEST, NORTH)
            found.append((corner + ((1 if axis == 0 else wide) if far else 0), np.full(len(y), way)))
    starts, ways = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return starts, ways, wide


def _next_edges(starts: Array, ways: Array, wide: int) -> Array:
    """The edge (n,) that goes on from each; where two do, the one to the right, which stays with its own pixel."""
    ends = starts + np.array([1, wide, -1, -wide])[ways]
    keys = starts * 4 + ways
    order = np.argsort(keys)
    after = np.full(len(starts), -1)
    for turn in (-1, 0, 1):  # what is found last wins
        wanted = ends * 4 + (ways + turn) % 4
        at = np.minimum(np.searchsorted(keys, wanted, sorter=order), len(keys) - 1)
        hit = keys[order[at]] == wanted
        after[hit] = order[at[hit]]
    return after


def _cycles(after: list[int]) -> list[list[int]]:
    """The rounds that a list of followers makes."""
    seen = bytearray(len(after))
    rounds = []
    for first in range(len(after)):
        if seen[first]:
            continue
        loop, here = [], first
        while not seen[here]:
            seen[here] = 1
            loop.append(here)
            here = after[here]
        rounds.append(loop)
    return rounds


def without_spurs(right: Array, below: Array, least: Mapping[int, float]) -> tuple[Array, Array]:
    """Crack maps without lines that end loose and are shorter than their kind's least number of pixels."""
    chains = trace(right, below)
    ends = _ends(chains)
    right, below = right.copy(), below.copy()
    for kind, points, closed in chains:
        if len(points) <= least[kind] and not closed and min(ends[tuple(points[0])], ends[tuple(points[-1])]) == 1:
            (x, y), down = np.minimum(points[1:], points[:-1]).astype(int).T, points[1:, 0] == points[:-1, 0]
            right[y[down], x[down] - 1] = 0
            below[y[~down] - 1, x[~down]] = 0
    return right, below


def _ends(chains: list[Chain]) -> Counter[tuple[float, ...]]:
    """How many lines end at each place where any does."""
    return Counter(tuple(points[i]) for _, points, _ in chains for i in (0, -1))


def bridges_between(chains: list[Chain], reach: float) -> list[Chain]:
    """Chains that join loose ends of inner lines over at most `reach` pixels, where each looks at the other."""
    ends = _ends(chains)
    loose = [(points[i], points[i] - points[min(LOOK, len(points) - 1) if i == 0 else max(-LOOK - 1, -len(points))])
             for kind, points, closed in chains if kind == INNER and not closed
             for i in (0, -1) if ends[tuple(points[i])] == 1]  # fmt: skip
    pairs = sorted(
        (np.linalg.norm(a - b), i, j) for i, (a, _) in enumerate(loose) for j, (b, _) in enumerate(loose[:i])
    )
    taken: set[int] = set()
    bridges = []
    for gap, i, j in pairs:
        (a, to_a), (b, to_b) = loose[i], loose[j]
        if 0 < gap <= reach and not {i, j} & taken and _looks(to_a, b - a) and _looks(to_b, a - b):
            taken |= {i, j}
            bridges.append((INNER, np.linspace(a, b, max(3, int(gap))), False))
    return bridges


def _looks(way: Array, there: Array) -> bool:
    """Whether a line that ends this way looks there, to within some 45 degrees, or beside it when near."""
    far = np.linalg.norm(there)
    return bool(way @ there > (0.7 if far > 24 else -0.5) * far * np.linalg.norm(way))


def cropped(mask: Array) -> tuple[Array, Array]:
    """The corner (2,) of the part of a mask that is not empty, as x, y, and that part; a pixel is left around it."""
    rows, columns = (np.flatnonzero(mask.any(axis)) for axis in (1, 0))
    top, left = max(rows[0] - 1, 0), max(columns[0] - 1, 0)
    return np.array([left, top]), mask[top : rows[-1] + 2, left : columns[-1] + 2]


def _specks(mask: Array, smallest: float) -> Array:
    """The groups of a mask with fewer than `smallest` pixels."""
    groups, _ = ndimage.label(mask)
    small = np.bincount(groups.ravel()) < smallest
    small[0] = False
    return small[groups] if small.any() else np.zeros_like(mask)


def without_specks(mask: Array, smallest: float) -> Array:
    """A mask without groups, and without holes, of fewer than `smallest` pixels."""
    return mask ^ _specks(mask, smallest) ^ _specks(~mask, smallest)


def tidy(labels: Array, smallest: float) -> Array:
    """Labels (-1 and up), with specks of fewer than `smallest` pixels given the label around them."""
    specks = np.zeros(labels.shape, bool)
    for value, part in enumerate(ndimage.find_objects(labels + 2), -1):
        if part:
            specks[part] |= _specks(labels[part] == value, smallest)
    if not specks.any():
        return labels
    (left, top), few = cropped(specks)
    part = np.s_[top : top + few.shape[0], left : left + few.shape[1]]
    nearest = ndimage.distance_transform_edt(few, return_distances=False, return_indices=True)
    tidied = labels.copy()
    tidied[part] = labels[part][tuple(nearest)]
    return tidied
