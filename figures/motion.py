"""The movement of an exercise: one SVG that holds every moment from start to end, for a player to show in turn.

Without a player it is a still of the start. `data-moments`, `data-move-seconds` and `data-hold-seconds` tell the
pace: the moments forwards in move seconds, the last one held, then backwards. Each moment is a <g data-moment>.
"""

from itertools import pairwise

import numpy as np

from figures import draw, scene
from figures.aims import footprint, patches
from figures.fit import fit
from figures.picture import SHADOW, Art, body_rows, mat_rows, put, svg

MOMENTS = 11
ROUGH, FINE = 2.5, 2
"""Curves and raster of a moment are coarser than those of a still: it is seen for a sixth of a second."""


def movement(slug, poses, bones, fitted, build="average"):
    """The file of an exercise that has a start and an end: name → SVG; nothing for others."""
    if "end" not in fitted or len(way(poses)) == 1:
        return {}
    shared, close = draw.stage(bones, poses, fitted), poses.camera.close
    camera = draw.close_camera(poses, shared) if close else shared.camera
    rows = mat_rows(*scene.mat_outlines(camera, shared.mat))
    bodies = enumerate(moments(poses, bones, fitted))
    rows += [_moment(f"{slug}-motion-{n}", n, bones.body, each, camera, close, build) for n, each in bodies]
    title, words = f"{poses.name}: movement", poses.figures["start"].alt
    text = svg(camera.size, f"{slug}-motion", title, words, rows, scene.BLEED if close else 0)
    return {f"{slug}-motion.svg": text.replace("<svg ", f"<svg {_pace(poses)} ", 1)}


def _pace(poses):
    return (f'data-moments="{MOMENTS}" data-move-seconds="{poses.move_seconds:g}"'
            f' data-hold-seconds="{poses.hold_seconds:g}"')  # fmt: skip


def _moment(key, number, body, fitted, camera, close, build):
    without = close.without if close else None
    art = Art(body, fitted.verts, camera, rough=ROUGH, fine=FINE, decimals=0, without=without)
    under = draw.gap_row(art, camera, body, fitted, close) if close else put(art.shadow, f'fill="{SHADOW}"')
    hidden = ' visibility="hidden"' if number else ""
    rows = [under, *body_rows(art, key, build)]
    return f'<g data-moment="{number}"{hidden}>' + "".join(rows) + "</g>"


def moments(poses, bones, fitted):
    """Bodies from start to end by way of the figures between: slow at each, and on the floor wherever both ends are."""
    names = way(poses)
    bodies, count = [fitted[names[0]]], (MOMENTS - 1) // (len(names) - 1)
    for first, last in pairwise(names):
        shares = [t * t * (3 - 2 * t) for t in np.linspace(0, 1, count + 1)[1:-1]]
        ends = poses.figures[first], poses.figures[last], fitted[first], fitted[last]
        bodies += [*(_between(bones, *ends, share) for share in shares), fitted[last]]
    return bodies


def way(poses):
    """The figures that lead to the end, each after the one before."""
    names = ["end"]
    while before := poses.figures[names[0]].after:
        names.insert(0, before)
    return names


def _between(bones, first, last, start, end, share):
    angles = {name: (1 - share) * angle + share * end.angles[name] for name, angle in start.angles.items()}
    shared = tuple(part for part in first.contacts if part in last.contacts)
    stays = tuple(part for part in last.stays if part in shared)
    kept = {"joints": angles, "contacts": shared, "stays": stays, "together": (), "arrows": ()}
    kept["reach"] = last.reach if last.reach == first.reach else {}
    pads = patches(bones.body)
    places = {part: footprint(bones.body, pads[part][::3], start.transforms) for part in stays}
    return fit(bones, last.model_copy(update=kept), places, start)
