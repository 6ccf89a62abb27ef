"""From one pose file to its drawings: bend, look, draw."""

from dataclasses import dataclass

import numpy as np

from figures import body as bodies
from figures import scene
from figures.aims import footprint, patches
from figures.fit import fit
from figures.picture import GAP, SHADOW, Art, arrow_row, body_rows, chair_row, mat_rows, put, svg
from figures.pose import problem
from figures.skeleton import Skeleton
from handbook.problems import Problems

ADVICE = "change the angles, or let more joints give way"
MAY_MISS = 0.02
"""How far a contact, a stay or a hand may be off, metres, before a pose is refused."""


def skeleton(build="average"):
    """The skeleton of a build."""
    return Skeleton(bodies.load(build))


def bend(bones, poses):
    """Every figure of an exercise: name → Fitted. A figure keeps what `stays` says where the figure before had it."""
    fitted, pads = {}, patches(bones.body)
    for name, pose in poses.figures.items():
        before = fitted.get(pose.after)
        stays = (
            {part: footprint(bones.body, pads[part][::3], before.transforms) for part in pose.stays} if before else {}
        )
        fitted[name] = fit(bones, pose, stays, before if pose.position == "on_back" and before else None)
    return fitted


def check(poses, sheet, fitted):
    """Raise Problems for what cannot be met, with how far off it is."""
    found = [
        problem(sheet, ("figures", name, *fitted[name].trails[says]), f"{says}, by {100 * miss:.0f} cm; {ADVICE}")
        for name in poses.figures
        for says, miss in fitted[name].misses.items()
        if miss > MAY_MISS
    ]
    if found:
        raise Problems(found)


@dataclass(frozen=True)
class Stage:
    """What all figures of an exercise share: camera, mat, chair; arrows: figure → [(world ends (2, 3), bend)].

    middle: what a close view looks at (3,). small: the camera of the whole figure in its corner.
    """

    camera: scene.Camera
    mat: np.ndarray
    chair: list
    arrows: dict
    middle: np.ndarray | None = None
    small: scene.Camera | None = None


def stage(bones, poses, fitted):
    """Camera, mat and arrows, so that every figure fits the frame."""
    view, first = poses.camera, next(iter(fitted.values()))
    arrows = {name: _arrows(bones, poses, fitted, name) for name in poses.figures}
    seat = max(pose.seat_cm for pose in poses.figures.values()) / 100
    chair = scene.chair(first.place, seat) if seat else []
    mat, camera = (
        scene.mat_corners([*chair, *(each.verts for each in fitted.values())]),
        scene.Camera(view.turn, view.height),
    )
    curves = [camera.world(scene.arrow_curve(camera, *arrow)) for some in arrows.values() for arrow in some]
    bodies_and_mat = [scene.below(mat), *chair, *(each.verts for each in fitted.values())]
    if view.close:
        middle = scene.body_point(bones, first, view.close.to) * [1, 0, 0] + [0, 0, view.close.high_cm / 200 - 0.04]
        return Stage(camera, mat, chair, arrows, middle, camera.frame(np.concatenate(bodies_and_mat), CORNER, 4))
    return Stage(camera.frame(np.concatenate(bodies_and_mat + curves)), mat, chair, arrows)


def _arrows(bones, poses, fitted, name):
    pose = poses.figures[name]
    before = fitted.get(pose.after, fitted[name])
    return [(scene.arrow_ends(bones, arrow, before, fitted[name]), arrow.bend) for arrow in pose.arrows]


def drawings(slug, poses, build="average", bones=None, fitted=None):
    """Every figure of an exercise: file name → SVG."""
    bones = bones or skeleton(build)
    fitted = fitted or bend(bones, poses)
    shared = stage(bones, poses, fitted)
    suffix = "" if build == "average" else f"-{build}"
    draw = close_drawing if poses.camera.close else drawing
    return {
        f"{slug}{suffix}-{name}.svg": draw(f"{slug}{suffix}-{name}", poses, name, fitted[name], shared, bones, build)
        for name in poses.figures
    }


def drawing(key, poses, name, fitted, shared, bones, build):
    """One figure as SVG."""
    pose, camera = poses.figures[name], shared.camera
    art = Art(bones.body, fitted.verts, camera, pose.stretch, pose.work, rough=1.2)
    curves = [scene.arrow_curve(camera, *arrow) for arrow in shared.arrows[name]]
    rows = [*_lying(key, art, camera, shared, build), *map(arrow_row, curves)]
    return svg(camera.size, key, f"{poses.name}: {name}", pose.alt, rows)


def _lying(key, art, camera, shared, build, under=None):
    """Mat, shadow or what is under the back, and the body."""
    rows = mat_rows(*scene.mat_outlines(camera, shared.mat))
    faces = [camera.project(face)[:, :2] for face in shared.chair]
    under = put(art.shadow, f'fill="{SHADOW}"') if under is None else under
    return [*rows, under, *map(chair_row, faces), *body_rows(art, f"{key}-b", build)]


def close_drawing(key, poses, name, fitted, shared, bones, build):
    """One figure as SVG: close to a part of the body, with the whole body small in the corner."""
    pose, close, camera = poses.figures[name], poses.camera.close, close_camera(poses, shared)
    art = Art(bones.body, fitted.verts, camera, pose.stretch, pose.work, without=close.without, gap=14)
    rows = _lying(key, art, camera, shared, build, gap_row(art, camera, bones.body, fitted, close))
    rows += [arrow_row(scene.arrow_curve(camera, *arrow)) for arrow in shared.arrows[name]]
    rows += _corner(key, fitted, shared, bones.body, build)
    return svg(camera.size, key, f"{poses.name}: {name}", pose.alt, rows, scene.BLEED)


def close_camera(poses, shared):
    """The camera of a close view."""
    close = poses.camera.close
    return scene.Camera(close.turn, close.height).close(shared.middle, close.wide_cm / 100, close.high_cm / 100)


def gap_row(art, camera, body, fitted, close):
    """The empty space under a part of the body, coloured, or nothing."""
    return put(art.gap(_floor_line(camera, body, fitted, close.gap)), f'fill="{GAP}"') if close.gap else ""


def _floor_line(camera, body, fitted, part):
    """The floor under a part of the body (2, 2), units."""
    ids = patches(body)[part]
    x = fitted.verts[ids, 0]
    return camera.project([[x.min() - 0.2, -FLANK, 0], [x.max() + 0.07, -FLANK, 0]])[:, :2]


FLANK = 0.05
"""How far towards the camera the floor under the back is looked at, metres."""
CORNER = 300  # units


def _corner(key, fitted, shared, body, build):
    """The whole figure, small, with a frame around what the close view shows."""
    whole = shared.small
    art = Art(body, fitted.verts, whole, rough=3)
    lines = _lying(f"{key}-w", art, whole, shared, build, "")
    at = scene.BLEED + 8
    return [f'<g transform="translate({at} {at})">', *lines, "</g>"]
