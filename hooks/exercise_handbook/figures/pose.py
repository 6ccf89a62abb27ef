"""The shape of a pose file, and how one is read and refused. Written by people; see docs/figures.md."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from exercise_handbook.figures.joints import JOINTS, NAMES, SIDES, sided
from exercise_handbook.intake.advice import nearest
from exercise_handbook.intake.strict_yaml import read
from exercise_handbook.intake.yaml_places import YamlFile
from exercise_handbook.library.problems import Place, Problem, Problems, Trail


def both_sides(trunk: Collection[str], limbs: Collection[str]) -> list[str]:
    """Names of the trunk, and names of the limbs on each side."""
    return [*trunk, *(f"{side}_{name}" for side in SIDES for name in limbs)]


TOUCHING = yaml.safe_load((Path(__file__).parent / "body/parts.yaml").read_text(encoding="utf-8"))
PARTS = both_sides(TOUCHING["trunk"], TOUCHING["limbs"])
LIMB_BONES = {"thigh": ("upperleg01", "lowerleg01"), "shank": ("lowerleg01", "foot")}
SPOTS = {
    "left_chest": ("spine01", 0.10, 1.27, 0.13),
    "right_chest": ("spine01", -0.10, 1.24, 0.13),
    "belly": ("spine01", 0.0, 1.02, 0.13),
    "left_loin": ("spine05", 0.07, 0.98, -0.1),
    "right_loin": ("spine05", -0.07, 0.98, -0.1),
    "left_side": ("pelvis", 0.17, 0.95, 0.03),
    "right_side": ("pelvis", -0.17, 0.95, 0.03),
}
"""Where a hand can rest on the trunk: the bone it moves with, and a place in the rest frame of the average body, m."""
CHAIR_HOLDS = ("chair", "chair_seat")
HOLDS = [*both_sides(SPOTS, LIMB_BONES), *CHAIR_HOLDS]
AREAS = ("lower_back", "upper_back", "buttock", "saddle", "hamstrings", "abdominals", "flank", "thigh_front",
         "hip_front", "hip_side")  # fmt: skip
ZONES = both_sides(AREAS, AREAS)
MIDDLE = {"head": "head", "pelvis": "pelvis", "waist": "spine03"}
PAIRED = {"knee": "lowerleg01", "ankle": "foot", "hip": "upperleg01", "shoulder": "upperarm01", "elbow": "lowerarm01",
          "wrist": "wrist"}  # fmt: skip
POINTS = both_sides(MIDDLE, PAIRED)


def bone(point: str) -> str:
    """The bone that begins at a point such as right_knee."""
    side, name = sided(point)
    return f"{PAIRED[name]}.{SIDES[side]}" if side else MIDDLE[name]


def _one_of(known: Collection[str], what: str) -> AfterValidator:
    """Refuse a word that is not known, with the nearest that is."""

    def check(word: str) -> str:
        if word not in known:
            raise PydanticCustomError("unknown", "{told}", {"told": f"no such {what} as {word}{nearest(word, known)}"})
        return word

    return AfterValidator(check)


def _number(written: object) -> object:
    """Numbers of a pose file: the strict loader keeps -6 and 0.5 as words."""
    return float(written) if isinstance(written, str) else written


Degrees = Annotated[float, BeforeValidator(_number)]
Centimetres = Annotated[float, BeforeValidator(_number)]
Joint = Annotated[str, _one_of(NAMES, "joint")]
Part = Annotated[str, _one_of(PARTS, "part")]
Zone = Annotated[str, _one_of(ZONES, "zone")]
Point = Annotated[str, _one_of(POINTS, "point")]


class Section(BaseModel):
    """Part of a pose file: nothing but the fields that it has."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Reach(Section):
    """Where a palm goes. Fingers: degrees from up the limb, positive towards the body's left."""

    to: Annotated[str, _one_of(HOLDS, "hold")]
    along_cm: Centimetres = 0
    around: Degrees = 0
    fingers: Degrees = 0
    gap_cm: Centimetres = 0
    grip: bool = False


class Chair(Section):
    """A chair without arms: how high its seat is, and where the middle of that is, centimetres."""

    seat_cm: Centimetres = 44
    right_cm: Centimetres = 0
    far_cm: Centimetres = 0


class Towel(Section):
    """A towel behind a limb, its ends in both hands. along_cm: from the limb's upper joint."""

    behind: Annotated[str, _one_of(both_sides((), LIMB_BONES), "limb")]
    along_cm: Centimetres


class Anchor(Section):
    """A point of the body, and how far from it, centimetres."""

    at: Point
    right_cm: Centimetres = 0
    near_cm: Centimetres = 0
    up_cm: Centimetres = 0


class Arrow(Section):
    """Something moves. It begins at the figure before, or at this one's body. Bend: percent of its length."""

    begins: Anchor
    ends: Anchor
    here: bool = False
    bend: Degrees = 0


class Pair(Section):
    """Two points this far apart."""

    points: tuple[Point, Point]
    apart_cm: Centimetres


class Pose(Section):
    """A body at one moment."""

    alt: str
    after: str | None = None
    position: Literal["on_back", "on_side", "face_down", "upright"] = "on_back"
    joints: dict[Joint, Degrees] = {}
    contacts: tuple[Part, ...] = ()
    wall: tuple[Part, ...] = ()
    stays: tuple[Part, ...] = ()
    together: tuple[Pair, ...] = ()
    reach: dict[Literal["left", "right"], Reach] = {}
    may_give: tuple[Joint, ...] = ()
    firm: tuple[Joint, ...] = ()
    stretch: tuple[Zone, ...] = ()
    work: tuple[Zone, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    chair: Chair | None = None
    towel: Towel | None = None
    cushion_cm: Centimetres = 0

    def height_of(self, part: str) -> float:
        """Height of what a part touches, metres: a chair's seat for seat and thighs, a cushion for a head, else 0."""
        if self.chair and (part == "seat" or part.endswith("thigh")):
            return self.chair.seat_cm / 100
        return self.cushion_cm / 100 if part.endswith("head") else 0.0


class Close(Section):
    """A view close to a point of the body, so many centimetres wide and high, without a limb that is in the way.

    whole: the small picture of the whole body in its corner may be left out.
    """

    to: Point
    wide_cm: Centimetres
    high_cm: Centimetres
    turn: Degrees = 0
    height: Degrees = 4
    without: Literal["arm"] | None = None
    gap: Part | None = None
    whole: Literal["left_out"] | None = None


class View(Section):
    """The camera. Degrees around the mat and above the floor; close: a second camera, which sees part of the body."""

    turn: Degrees = 8
    height: Degrees = 15
    close: Close | None = None


class PoseFile(Section):
    """Everything one exercise's drawings are made from."""

    name: str
    camera: View = View()
    move_seconds: Degrees = 2
    hold_seconds: Degrees = 5
    figures: dict[str, Pose] = Field(min_length=1)


def read_pose(path: Path) -> tuple[PoseFile, YamlFile]:
    """The poses of one file, with what `after` hands down. Raises Problems with file, line and column."""
    source, problems = read(path)
    try:
        found = [] if problems else list(_misplaced(PoseFile.model_validate(source.values)))
    except ValidationError as error:
        found = [(_written(source.values, one["loc"]), _advice(one)) for one in error.errors(include_url=False)]
    if problems or found:
        raise Problems([*problems, *(problem(source, trail, message) for trail, message in found)])
    return PoseFile.model_validate(_handed_down(source.values)), source


def problem(source: YamlFile, trail: Trail, message: str) -> Problem:
    """One thing to put right, at the place of a trail of keys."""
    place = source.place(trail)
    return Problem(Place(place.file, place.line, place.column), ".".join(map(str, trail)), message)


INHERITED = ("position", "contacts", "wall", "together", "reach", "may_give", "firm", "chair", "cushion_cm")


def _handed_down(values: Any) -> dict[str, Any]:
    """The values with each figure's joints and other inherited fields taken from the figure it comes after."""
    figures: dict[str, Any] = {}
    for name, figure in values["figures"].items():
        before = figures.get(figure.get("after"), {})
        kept = {field: before[field] for field in INHERITED if field in before}
        figures[name] = kept | figure | {"joints": _later_wins(before.get("joints", {}), figure.get("joints", {}))}
    return dict(values) | {"figures": figures}


def _later_wins(before: Mapping[str, Any], here: Mapping[str, Any]) -> dict[str, Any]:
    """Joints of two figures. What is written later comes last, so that hip_flexion undoes right_hip_flexion."""
    return {name: angle for name, angle in before.items() if name not in here} | dict(here)


def _misplaced(poses: PoseFile) -> Iterator[tuple[Trail, str]]:
    """Figures that come after one that is not above, and angles outside their joint's range."""
    above: list[str] = []
    for name, pose in poses.figures.items():
        if pose.after and pose.after not in above:
            yield ("figures", name, "after"), "no such figure; name one of those above"
        above.append(name)
        for joint, angle in pose.joints.items():
            allowed = JOINTS[NAMES[joint][0]]
            if not allowed.low <= angle <= allowed.high:
                range_ = f"between {allowed.low} and {allowed.high} degrees ({allowed.source})"
                message = f"{angle:g} degrees is outside this joint's range; write an angle {range_}"
                yield ("figures", name, "joints", joint), message


def _written(values: Any, trail: tuple[str | int, ...]) -> Trail:
    """As much of pydantic's trail as stands in the file."""
    for depth, key in enumerate(trail):
        inside = dict(enumerate(values)) if isinstance(values, tuple) else values
        if not (isinstance(inside, dict) and key in inside):
            return trail[:depth]
        values = inside[key]
    return trail


def _advice(error: Mapping[str, Any]) -> str:
    """One of pydantic's errors as advice to the author."""
    if error["type"] == "extra_forbidden":
        fields = {field for section in Section.__subclasses__() for field in section.model_fields}
        return f"no such field{nearest(error['loc'][-1], fields)}"
    return f"{error['loc'][-1]} is missing" if error["type"] == "missing" else str(error["msg"])
