"""From one pose file to its drawings: bend, look, draw."""

import itertools
from collections.abc import Mapping

import numpy as np

from exercise_handbook.figures import body as bodies
from exercise_handbook.figures import scene
from exercise_handbook.figures.aims import footprint, pad
from exercise_handbook.figures.answers import Answers
from exercise_handbook.figures.arrays import Array
from exercise_handbook.figures.fit import Fitted
from exercise_handbook.figures.picture import (
    GAP,
    SHADOW,
    Art,
    arrow_row,
    body_rows,
    chair_row,
    cushion_row,
    floor_row,
    ghost_row,
    left_behind,
    mat_rows,
    silhouette,
    svg,
    svg_path,
    towel_row,
    wall_row,
)
from exercise_handbook.figures.pose import Pose, PoseFile, problem
from exercise_handbook.figures.skeleton import Skeleton
from exercise_handbook.intake.yaml_places import YamlFile
from exercise_handbook.library.problems import Problems

ADVICE = "change the angles, or let more joints give way"
MAY_MISS = 0.02
"""How far a contact, a stay or a hand may be off, metres, before a pose is refused."""
FLANK = 0.05
"""How far towards the camera the floor under the back is looked at, metres."""
WHOLE = "whole"
"""The name of what shows the whole body where figures are close views."""
CORNER, CORNER_GAP = 300, 8
"""How wide the whole body is drawn in the corner of a close view, and how far from the frame, units."""


def skeleton(build: str = "average") -> Skeleton:
    """The skeleton of a build."""
    return Skeleton(bodies.load(build))


def bend(answers: Answers, poses: PoseFile) -> dict[str, Fitted]:
    """Every figure of an exercise. A figure keeps what `stays` says where the figure before had it."""
    fitted: dict[str, Fitted] = {}
    for name, pose in poses.figures.items():
        before = fitted.get(pose.after or "")
        fitted[name] = answers.body(
            name, pose, stays(answers.bones, pose, before), before if pose.position == "on_back" else None
        )
    return fitted


def stays(bones: Skeleton, pose: Pose, before: Fitted | None) -> dict[str, Array]:
    """Where the parts that stay were in the figure before: part → x, y."""
    return {part: footprint(bones.body, part, before.transforms) for part in pose.stays} if before else {}


def check(poses: PoseFile, source: YamlFile, fitted: Mapping[str, Fitted]) -> None:
    """Raise Problems for what cannot be met, with how far off it is."""
    found = [
        problem(source, ("figures", name, *fitted[name].trails[says]), f"{says}, by {100 * miss:.0f} cm; {ADVICE}")
        for name in poses.figures
        for says, miss in fitted[name].misses.items()
        if miss > MAY_MISS
    ]
    if found:
        raise Problems(found)


class Stage:
    """What all figures of an exercise share: camera, mat, chair and arrows, so that every figure fits one frame.

    camera: what draws. curves: figure → its arrows, units. small: what draws the whole body beside a close view.
    """

    def __init__(self, slug: str, bones: Skeleton, poses: PoseFile, fitted: Mapping[str, Fitted]):
        self.slug, self.bones, self.poses, self.fitted, self.close = slug, bones, poses, fitted, poses.camera.close
        self.body = bones.body
        self.first = next(iter(poses.figures.values()))
        self.things = self._things(bones)
        low = [*self.things.chair, *(one.verts for one in fitted.values())]
        self.mat = scene.mat_corners(low, wide=self.first.position != "on_back")
        self.camera = scene.Camera(poses.camera.turn, poses.camera.height)
        self.small, self.bleed = self.camera, 0
        self.without = self.close.without if self.close else None
        arrows = {name: self._arrows(bones, name) for name in poses.figures}
        self._frame(bones, [arrow for some in arrows.values() for arrow in some])
        self.curves = {
            name: [scene.arrow_curve(self.camera, *arrow) for arrow in some] for name, some in arrows.items()
        }

    def _things(self, bones: Skeleton) -> scene.Things:
        """Wall, chair and cushion."""
        head = scene.body_point(bones, next(iter(self.fitted.values())), "head")
        return scene.Things(
            [scene.wall()] if any(pose.wall for pose in self.poses.figures.values()) else [],
            scene.chair(self.first.chair) if self.first.chair else [],
            [scene.cushion(head, self.first.cushion_cm / 100)] if self.first.cushion_cm else [],
        )

    def _arrows(self, bones: Skeleton, name: str) -> list[tuple[Array, float]]:
        """World ends (2, 3) and bend of each arrow of a figure."""
        pose, here = self.poses.figures[name], self.fitted[name]
        before = self.fitted[pose.after or name]
        return [(scene.arrow_ends(bones, arrow, before, here), arrow.bend) for arrow in pose.arrows]

    def _frame(self, bones: Skeleton, arrows: list[tuple[Array, float]]) -> None:
        """Point the cameras at everything, or close to a part of the first figure."""
        seen = [scene.below(self.mat), *itertools.chain(*self.things), *(one.verts for one in self.fitted.values())]
        if not self.close:
            curves = [self.camera.world(scene.arrow_curve(self.camera, *arrow)) for arrow in arrows]
            width = scene.NARROW if self.first.position == "upright" else scene.WIDTH
            self.camera.frame(np.concatenate(seen + curves), width)
            return
        self.small.frame(np.concatenate(seen), CORNER, 4)
        at = scene.body_point(bones, next(iter(self.fitted.values())), self.close.to)
        lies = self.first.position != "upright"
        middle = np.array([at[0], 0, self.close.high_cm / 200 - 0.04 if lies else at[2]])
        view = scene.Camera(self.close.turn, self.close.height)
        self.camera = view.close(middle, self.close.wide_cm / 100, self.close.high_cm / 100)
        self.bleed = scene.BLEED

    def picture(self, name: str) -> str:
        """One figure as SVG; a close view has the whole body small in its corner."""
        key, pose, verts = f"{self.slug}-{name}", self.poses.figures[name], self.fitted[name].verts
        art = Art(self.body, verts, self.camera, pose, rough=2.2, without=self.without)
        near, far = self.towel(name)
        rows = [
            *self.ground(self.camera),
            self.ghost(name),
            far,
            *self.figure(f"{key}-b", art, verts),
            near,
            *map(arrow_row, self.curves[name]),
        ]
        if self.close and not self.close.whole:
            whole, at = Art(self.body, verts, self.small, rough=3), self.bleed + CORNER_GAP
            corner = [*self.ground(self.small), *body_rows(whole, f"{key}-w")]
            rows += [f'<g transform="translate({at} {at})">', *corner, "</g>"]
        return self.file(name, pose.alt, rows)

    def ghost(self, name: str) -> str:
        """Where the body was at the start, in the pictures of what one does from there."""
        first = next(iter(self.poses.figures))
        shown = name == "end" or self.poses.figures[name].after == first
        if name == first or not shown or self.close:
            return ""
        return ghost_row(left_behind(self._silhouette(first), self._silhouette(name)))

    def towel(self, name: str) -> tuple[str, str]:
        """The near half of a towel, over the body, and the far half, under it."""
        pose = self.poses.figures[name]
        if not pose.towel:
            return "", ""
        halves = [self.camera.project(half) for half in scene.towel(self.bones, self.fitted[name], pose.towel).values()]
        near, far = sorted(halves, key=lambda half: float(half[1, 2]))
        return towel_row(near[:, :2]), towel_row(far[:, :2])

    def _silhouette(self, name: str) -> Array:
        return silhouette(self.body, self.fitted[name].verts, self.camera)

    def ground(self, camera: scene.Camera) -> list[str]:
        """What the body lies on, sits on or leans on."""

        def seen(faces: list[Array]) -> list[Array]:
            return [camera.project(face)[:, :2] for face in faces]

        top, whole = scene.mat_outlines(camera, self.mat)
        under = [floor_row(top)] if self.first.position == "upright" else mat_rows(top, whole)
        return [*under, *map(wall_row, seen(self.things.wall)), *map(chair_row, seen(self.things.chair))]

    def figure(self, key: str, art: Art, verts: Array) -> list[str]:
        """A body, its shadow, and the cushion between."""
        if self.close and self.close.gap:
            under = svg_path(art.gap(self._floor_line(verts, self.close.gap)), f'fill="{GAP}"')
        else:
            under = svg_path(art.shadow, f'fill="{SHADOW}"')
        cushion = [cushion_row(self.camera.project(corners)[:, :2]) for corners in self.things.cushion]
        return [under, *cushion, *body_rows(art, key)]

    def _floor_line(self, verts: Array, part: str) -> Array:
        """The floor under a part of the body (2, 2), units."""
        x = verts[pad(self.body, part), 0]
        return self.camera.project(np.array([[x.min() - 0.2, -FLANK, 0], [x.max() + 0.07, -FLANK, 0]]))[:, :2]

    def file(self, name: str, words: str, rows: list[str]) -> str:
        """A whole SVG of this exercise."""
        title = f"{self.poses.name}: {name.replace('-', ' ')}"
        return svg(self.camera.size, f"{self.slug}-{name}", title, words, rows, self.bleed)


def from_afar(stage: Stage) -> Stage:
    """The stage of close views, seen whole."""
    camera = stage.poses.camera.model_copy(update={"close": None})
    poses = stage.poses.model_copy(update={"camera": camera})
    return Stage(f"{stage.slug}-{WHOLE}", stage.bones, poses, stage.fitted)


def drawings(stage: Stage) -> dict[str, str]:
    """Every figure of an exercise: file name → SVG. Where they are close views there is a whole one, too, for lists."""
    files = {f"{stage.slug}-{name}.svg": stage.picture(name) for name in stage.poses.figures}
    if stage.close and "end" in stage.poses.figures:
        files[f"{stage.slug}-{WHOLE}.svg"] = from_afar(stage).picture("end")
    return files
