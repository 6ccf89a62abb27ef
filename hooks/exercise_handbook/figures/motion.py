"""The movement of an exercise: one SVG that holds every moment from start to end, for a player to show in turn.

Without a player it is a still of the start. `data-moments`, `data-move-seconds` and `data-hold-seconds` tell the
pace: the moments forwards in move seconds, the last one held, then backwards. Each moment is a <g data-moment>. The
arrows of the end lie over all of them.
"""

from collections.abc import Mapping
from itertools import pairwise

import numpy as np

from exercise_handbook.figures.answers import Answers
from exercise_handbook.figures.draw import Stage, stays
from exercise_handbook.figures.fit import Fitted
from exercise_handbook.figures.picture import Art, arrow_row
from exercise_handbook.figures.pose import PoseFile

MOMENTS = 11
ROUGH, FINE = 2.7, 2
"""Curves and raster of a moment are coarser than those of a still: it is seen for a sixth of a second."""


def movement(stage: Stage, answers: Answers) -> dict[str, str]:
    """The file of an exercise that has a start and an end: name → SVG; nothing for others."""
    poses = stage.poses
    if "end" not in poses.figures or len(way(poses)) == 1:
        return {}
    bodies = enumerate(moments(poses, answers, stage.fitted))
    rows = stage.ground(stage.camera) + [_moment(stage, number, body) for number, body in bodies]
    rows += map(arrow_row, stage.curves["end"])
    pace = {"moments": MOMENTS, "move-seconds": poses.move_seconds, "hold-seconds": poses.hold_seconds}
    told = " ".join(f'data-{name}="{value:g}"' for name, value in pace.items())
    text = stage.file("motion", poses.figures["start"].alt, rows).replace("<svg ", f"<svg {told} ", 1)
    return {f"{stage.slug}-motion.svg": text}


def _moment(stage: Stage, number: int, body: Fitted) -> str:
    art = Art(stage.body, body.verts, stage.camera, rough=ROUGH, fine=FINE, decimals=0, without=stage.without)
    hidden = ' visibility="hidden"' if number else ""
    rows = "".join(stage.figure(f"{stage.slug}-motion-{number}", art, body.verts))
    return f'<g data-moment="{number}"{hidden}>{rows}</g>'


def moments(poses: PoseFile, answers: Answers, fitted: Mapping[str, Fitted]) -> list[Fitted]:
    """Bodies from start to end by way of the figures between: slow at each, and on the floor wherever both ends are."""
    names = way(poses)
    bodies, count = [fitted[names[0]]], (MOMENTS - 1) // (len(names) - 1)
    for first, last in pairwise(names):
        for t in np.linspace(0, 1, count + 1)[1:-1]:
            ends = fitted[first], fitted[last]
            bodies.append(_between(answers, poses, (first, last), ends, float(t), bodies[-1]))
        bodies.append(fitted[last])
    return bodies


def way(poses: PoseFile) -> list[str]:
    """The figures that lead to the end, each after the one before."""
    names = ["end"]
    while before := poses.figures[names[0]].after:
        names.insert(0, before)
    return names


def _between(
    answers: Answers, poses: PoseFile, names: tuple[str, str], ends: tuple[Fitted, Fitted], t: float, near: Fitted
) -> Fitted:
    """A body this share of the time from one figure to the next. near: the moment before, to start a search from."""
    share = t * t * (3 - 2 * t)
    (first, last), (start, end) = (poses.figures[name] for name in names), ends
    shared = tuple(part for part in first.contacts if part in last.contacts)
    kept = {
        "joints": {name: (1 - share) * angle + share * end.angles[name] for name, angle in start.angles.items()},
        "contacts": shared,
        "wall": tuple(part for part in first.wall if part in last.wall),
        "stays": tuple(part for part in last.stays if part in shared),
        "together": (),
        "reach": last.reach if last.reach == first.reach else {},
    }
    pose = last.model_copy(update=kept)
    return answers.body(f"{names[1]} {t:.1f}", pose, stays(answers.bones, pose, start), near)
