"""The shape of a pose file, and how one is read and refused. Written by people; see docs/figures.md."""

from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from figures.aims import LIMB_BONES, SPOTS
from figures.joints import JOINTS, NAMES, SIDES
from handbook.problems import Place, Problem, Problems
from handbook.strict_yaml import read

HOLDS = (*SPOTS, *(f"{side}_{limb}" for side in SIDES for limb in LIMB_BONES))
TRUNK_PARTS = ("head", "upper_back", "lower_back", "waist", "pelvis", "seat")
LIMB_PARTS = ("heel", "ball", "toes", "hand", "elbow", "thigh", "shank", "knee", "shoulder")
PARTS = TRUNK_PARTS + tuple(f"{side}_{part}" for side in SIDES for part in LIMB_PARTS)
AREAS = ("lower_back", "buttock", "hamstrings", "abdominals", "flank", "thigh_front", "hip_front")
ZONES = AREAS + tuple(f"{side}_{area}" for side in SIDES for area in AREAS)
POINTS = {"knee": "lowerleg01", "ankle": "foot", "hip": "upperleg01", "shoulder": "upperarm01",
          "elbow": "lowerarm01", "wrist": "wrist", "head": "head", "pelvis": "pelvis", "waist": "spine03"}  # fmt: skip


def bone(point):
    """The bone that begins at a point such as right_knee."""
    side, _, name = point.partition("_")
    return f"{POINTS[name]}.{SIDES[side]}" if side in SIDES else POINTS[point]


ALL_POINTS = tuple(f"{side}_{point}" for side in SIDES for point in list(POINTS)[:6]) + tuple(POINTS)[6:]


class Entry(BaseModel):
    """Part of a pose file: nothing but the fields that it has."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _number(written):
    """Numbers of a pose file: the strict loader keeps -6 and 0.5 as words."""
    return float(written) if isinstance(written, str) else written


Degrees = Annotated[float, BeforeValidator(_number)]
Centimetres = Annotated[float, BeforeValidator(_number)]


class Reach(Entry):
    """Where a palm goes. Fingers: degrees from up the limb, positive towards the body's left."""

    to: str
    along_cm: Centimetres = 0
    around: Degrees = 0
    fingers: Degrees = 0
    gap_cm: Centimetres = 0
    grip: bool = False


class Anchor(Entry):
    """A point of the body, and how far from it, centimetres."""

    at: str
    right_cm: Centimetres = 0
    near_cm: Centimetres = 0
    up_cm: Centimetres = 0


class Arrow(Entry):
    """Something moves. It begins at the first figure's body, or at this one's. Bend: percent of its length."""

    begins: Anchor
    ends: Anchor
    here: bool = False
    bend: Degrees = 0


class Pair(Entry):
    """Two points this far apart."""

    points: tuple[str, str]
    apart_cm: Centimetres


class Pose(Entry):
    """A body at one moment."""

    alt: str
    after: str | None = None
    position: Literal["on_back", "face_down", "upright"] = "on_back"
    joints: dict[str, Degrees] = {}
    contacts: tuple[str, ...] = ()
    stays: tuple[str, ...] = ()
    together: tuple[Pair, ...] = ()
    reach: dict[Literal["left", "right"], Reach] = {}
    may_give: tuple[str, ...] = ()
    firm: tuple[str, ...] = ()
    stretch: tuple[str, ...] = ()
    work: tuple[str, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    seat_cm: Centimetres = 0

    def seat_height(self, part):
        """Height of what a part touches, metres: the seat of a chair for seat and thighs, else the floor."""
        return self.seat_cm / 100 if part == "seat" or part.endswith("thigh") else 0.0

    def together_bones(self):
        """Pairs of bones, and how far apart they begin, metres."""
        return [(tuple(map(bone, pair.points)), pair.apart_cm / 100) for pair in self.together]


class Close(Entry):
    """A view close to a point of the body, so many centimetres wide and high, without a limb that is in the way."""

    to: str
    wide_cm: Centimetres
    high_cm: Centimetres
    turn: Degrees = 0
    height: Degrees = 4
    without: Literal["arm"] | None = None
    gap: str | None = None


class View(Entry):
    """The camera. Degrees around the mat and above the floor; close: a second camera, which sees part of the body."""

    turn: Degrees = 8
    height: Degrees = 15
    close: Close | None = None


class PoseFile(Entry):
    """Everything one exercise's drawings are made from."""

    name: str
    camera: View = View()
    move_seconds: Degrees = 2
    hold_seconds: Degrees = 5
    figures: dict[str, Pose] = Field(min_length=1)


def read_pose(path):
    """The poses of one file, with what `after` hands down. Raises Problems with file, line and column."""
    sheet, problems = read(Path(path))
    found = [] if problems else [(trail, message) for trail, message in _shape_problems(sheet.values)]
    poses = None if problems or found else PoseFile.model_validate(_handed_down(sheet.values))
    found += _name_problems(poses) if poses else []
    if problems or found:
        raise Problems([*problems, *(problem(sheet, trail, message) for trail, message in found)])
    return poses, sheet


def problem(sheet, trail, message):
    """One thing to put right, at the place of a trail of keys."""
    place = sheet.place(trail)
    return Problem(Place(place.file, place.line, place.column), ".".join(map(str, trail)), message)


INHERITED = ("position", "contacts", "together", "reach", "may_give", "firm", "seat_cm")


def _handed_down(values):
    """The values with each figure's joints and other inherited fields taken from the figure it comes after."""
    figures = {}
    for name, figure in values["figures"].items():
        before = figures.get(figure.get("after"), {})
        kept = {field: before[field] for field in INHERITED if field in before}
        figures[name] = kept | figure | {"joints": _later_wins(before.get("joints", {}), figure.get("joints", {}))}
    return values | {"figures": figures}


def _later_wins(before, here):
    """Joints of two figures. What is written later comes last, so that hip_flexion undoes right_hip_flexion."""
    return {name: angle for name, angle in before.items() if name not in here} | here


def _shape_problems(values):
    try:
        PoseFile.model_validate(values)
    except ValidationError as error:
        return [(_written(values, found["loc"]), _advice(found)) for found in error.errors(include_url=False)]
    unknown = [name for name, figure in values["figures"].items() if figure.get("after", name) not in values["figures"]]
    return [(("figures", name, "after"), "no such figure; name one of those above") for name in unknown]


def _written(values, trail):
    """As much of pydantic's trail as stands in the file."""
    kept = []
    for key in trail:
        if not (isinstance(values, tuple) or (isinstance(values, dict) and key in values)):
            break
        values = values[key]
        kept.append(key)
    return tuple(kept)


def _advice(error):
    if error["type"] == "extra_forbidden":
        fields = {field for entry in Entry.__subclasses__() for field in entry.model_fields}
        return "no such field" + nearest(error["loc"][-1], fields)
    return f"{error['loc'][-1]} is missing" if error["type"] == "missing" else error["msg"]


def nearest(word, words):
    """ "; did you mean …?" with the nearest of the words, else all of them."""
    near = get_close_matches(word, words, 1)
    return f"; did you mean {near[0]}?" if near else f"; write one of {', '.join(sorted(words))}"


def _name_problems(poses):
    """Unknown names and angles outside their joint's range, as (trail, message)."""
    found = []
    for name, pose in poses.figures.items():
        here = ("figures", name)
        found += _angle_problems(pose, here)
        unknown = [(trail, word, known) for trail, word, known in _words(pose) if word not in known]
        found += [((*here, *trail), f"no such name as {word}{nearest(word, known)}") for trail, word, known in unknown]
    close = poses.camera.close
    if close and close.to not in ALL_POINTS:
        found.append((("camera", "close", "to"), f"no such name as {close.to}{nearest(close.to, ALL_POINTS)}"))
    return found


def _words(pose):
    """Every name in a figure but its joints: where it is, the word, and the words there are."""
    lists = {"contacts": PARTS, "stays": PARTS, "may_give": NAMES, "firm": NAMES, "stretch": ZONES, "work": ZONES}
    for field, known in lists.items():
        yield from (((field, n), word, known) for n, word in enumerate(getattr(pose, field)))
    yield from ((("reach", side, "to"), reach.to, HOLDS) for side, reach in pose.reach.items())
    for n, arrow in enumerate(pose.arrows):
        yield ("arrows", n, "begins", "at"), arrow.begins.at, ALL_POINTS
        yield ("arrows", n, "ends", "at"), arrow.ends.at, ALL_POINTS
    for n, pair in enumerate(pose.together):
        yield from ((("together", n, "points"), point, ALL_POINTS) for point in pair.points)


def _angle_problems(pose, here):
    for name, angle in pose.joints.items():
        if name not in NAMES:
            yield (*here, "joints", name), f"no such joint{nearest(name, NAMES)}"
            continue
        joint = JOINTS[NAMES[name][0]]
        if not joint.low <= angle <= joint.high:
            allowed = f"between {joint.low} and {joint.high} degrees ({joint.source})"
            yield (*here, "joints", name), f"{angle:g} degrees is outside this joint's range; write an angle {allowed}"
