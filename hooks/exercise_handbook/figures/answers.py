"""What the search found, kept as text beside the pose, so that drawing depends on no search and on no processor.

A row of such a file is one body: what was asked (as a hash), where the pelvis is (centimetres), and the joints that
are not as the pose has them (degrees). A search begins at the row that was there before, if there is one.
"""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from exercise_handbook.figures.anatomy import BODIES
from exercise_handbook.figures.arrays import Array
from exercise_handbook.figures.fit import Answer, Fitted, stood
from exercise_handbook.figures.joints import JOINTS, sided
from exercise_handbook.figures.pose import TOUCHING, Pose
from exercise_handbook.figures.search import DEGREES, found, gives, written
from exercise_handbook.figures.skeleton import Skeleton
from exercise_handbook.library.problems import Place, Problem, Problems

ASKS = {"position", "contacts", "stays", "together", "reach", "may_give", "firm"}
THINGS = {"wall", "chair", "cushion_cm"}
"""The fields of a pose that the search depends on, beside its joints; things count only where there are any."""
Rows = dict[str, dict[str, Any]]


def kept_in(pose: Path, build: str) -> Path:
    """Where the answers to a pose file are kept."""
    return pose.parent / "solved" / build / f"{pose.stem}.json"


def read_rows(path: Path) -> Rows:
    """Name → row; nothing when there is no such file yet. Raises Problems when it is not as it was written."""
    try:
        rows: Rows = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except ValueError as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        advice = "cannot be read; delete this file and draw the pose again, which writes it anew"
        raise Problems([Problem(Place(str(path), line, column), path.stem, advice)]) from error
    return rows


class Answers:
    """The answers of one exercise on one body. searched: the names of those that no row answered."""

    def __init__(self, bones: Skeleton, rows: Rows | None = None):
        self.bones, self.before, self.rows = bones, rows or {}, Rows()
        self.searched: list[str] = []

    def body(self, name: str, pose: Pose, stays: Mapping[str, Array], near: Fitted | None = None) -> Fitted:
        """The body in a pose. stays: part → x, y it keeps. near: where a search begins when there is no row."""
        asked, row = _hash(self.bones.body.build, pose, stays), self.before.get(name)
        answer = _answer(pose, row) if row else None
        if not (row and row["asked"] == asked):
            self.searched.append(name)
            start = answer or (Answer(near.angles, near.place) if near else None)
            answer = found(self.bones, pose, stays, start)
        assert answer
        self.rows[name] = {"asked": asked} | _row(pose, answer)
        return stood(self.bones, pose, stays, answer)

    def text(self) -> str:
        """All rows, one a line."""
        return "{\n" + ",\n".join(f'"{name}": {json.dumps(row)}' for name, row in self.rows.items()) + "\n}\n"


def _as_written(pose: Pose) -> dict[str, float]:
    return {name: round(angle, DEGREES) for name, angle in written(pose).items()}


def _answer(pose: Pose, row: Mapping[str, Any]) -> Answer:
    return Answer(_as_written(pose) | row["joints"], np.array(row["pelvis"]) / 100)


def _row(pose: Pose, answer: Answer) -> dict[str, Any]:
    as_written = _as_written(pose)
    joints = {name: angle for name, angle in answer.angles.items() if angle != as_written[name]}
    return {"pelvis": [round(100 * x, 3) for x in answer.place.tolist()], "joints": joints}


def _hash(build: str, pose: Pose, stays: Mapping[str, Array]) -> str:
    """What the search depends on: the body, the joints' ranges, and what the pose asks for."""
    places = {part: (np.round(at, 4) + 0.0).tolist() for part, at in stays.items()}
    things = pose.model_dump(mode="json", include=THINGS, exclude_defaults=True)
    asked = [pose.model_dump(mode="json", include=ASKS) | things, _as_written(pose), places, _limits(pose)]
    return hashlib.sha256(_bodies(build) + json.dumps(asked, sort_keys=True).encode()).hexdigest()[:12]


def _limits(pose: Pose) -> list[Any]:
    """What the tables say of the parts that touch and of the joints that may give way."""
    parts = [TOUCHING["limbs" if side else "trunk"][name] for side, name in map(sided, (*pose.contacts, *pose.wall))]
    return [*parts, *([joint, JOINTS[joint].low, JOINTS[joint].high] for joint in gives(pose))]


@cache
def _bodies(build: str) -> bytes:
    files = [BODIES / "average.npz", BODIES / f"{build}.npz"]
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).digest()
