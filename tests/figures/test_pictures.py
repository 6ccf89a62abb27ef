"""What must be true of every drawing in data/figures, and that it is what its pose gives."""

import gzip
import io
import itertools
import re
from xml.etree import ElementTree

import numpy as np
import pytest
import typst
import yaml
from figures_cases import CASES, FILES, HOME
from PIL import Image
from scipy.spatial import cKDTree

from exercise_handbook.figures import draw
from exercise_handbook.figures.jobs import FIRST
from exercise_handbook.figures.picture import BUILDS
from exercise_handbook.figures.pose import read_pose
from exercise_handbook.pictures.pictures import picture

OUT = HOME / "data/figures"
POSES = {slug: read_pose(path)[0] for slug, path in FILES.items()}
MOVING = [slug for slug in POSES if "end" in POSES[slug].figures]
FOLDERS = {build: OUT if build == FIRST else OUT / build for build in BUILDS}
WHOLE = {f"{slug}-{draw.WHOLE}.svg": slug for slug in MOVING if POSES[slug].camera.close}
STILLS = [
    *(folder / f"{slug}-{name}.svg" for folder in FOLDERS.values() for slug in POSES for name in POSES[slug].figures),
    *(folder / name for folder in FOLDERS.values() for name in WHOLE),
]
MOTIONS = [folder / f"{slug}-motion.svg" for folder in FOLDERS.values() for slug in MOVING]
DRAWN = [(build, slug) for build in BUILDS for slug in POSES]
SVG = "{http://www.w3.org/2000/svg}"
LARGEST, OFF = 16 * 1024, 0.2  # bytes; picture units


def short(file):
    return str(file.relative_to(OUT))


def numbers(data):
    return [float(x) for x in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", data)]


def drawn_points(data):
    """Every point where a piece of a path ends (n, 2)."""
    here, points = np.zeros(2), []
    for command, rest in re.findall(r"([MmLlchz])([^MmLlchz]*)", data):
        steps = np.reshape(numbers(rest), (-1, 6 if command == "c" else 2)) if command in "MmLlc" else []
        for step in steps:
            here = step[-2:] if command in "ML" else here + step[-2:]
            points.append(here)
    return np.array(points)


@pytest.mark.parametrize("file", STILLS + MOTIONS, ids=short)
def test_it_is_titled_described_and_free(file):
    root = ElementTree.parse(file).getroot()
    assert root.find(f"{SVG}title").text
    assert len(root.find(f"{SVG}desc").text) > 30
    assert "CC0" in root.find(f"{SVG}metadata").text


@pytest.mark.parametrize("file", STILLS + MOTIONS, ids=short)
def test_it_stands_alone(file):
    text = file.read_text().replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"<script|<style|<image|https?://|url\(|var\(|nan|inf\b| on\w+=", text)


@pytest.mark.parametrize("file", STILLS, ids=short)
def test_it_is_small(file):
    assert file.stat().st_size <= LARGEST


@pytest.mark.parametrize("file", MOTIONS, ids=short)
def test_a_movement_is_small_when_compressed(file):
    assert len(gzip.compress(file.read_bytes(), 6)) <= 30 * 1024


@pytest.mark.parametrize("folder", FOLDERS.values(), ids=FOLDERS)
def test_each_exercise_has_a_preview_of_the_size_that_networks_ask_for(folder):
    files = {slug: folder / f"{slug}-preview.png" for slug in MOVING}
    found = [picture(file) for file in files.values()]
    assert {(one.kind, one.width, one.height) for one in found} == {("png", 1200, 630)}
    assert all(file.stat().st_size < 100 * 1024 for file in files.values())


def is_cut_off_on_purpose(file):
    """A close view shows a part of the body only; its frame then does not begin at 0."""
    return not ElementTree.parse(file).getroot().get("viewBox").startswith("0 ")


@pytest.mark.parametrize("file", [file for file in STILLS + MOTIONS if not is_cut_off_on_purpose(file)], ids=short)
def test_nothing_is_outside_the_frame(file):
    root = ElementTree.parse(file).getroot()
    _, _, width, height = map(float, root.get("viewBox").split())
    for path in root.iter(f"{SVG}path"):
        points = drawn_points(path.get("d"))
        assert (points > -1).all()
        assert (points < [width + 1, height + 1]).all()


@pytest.mark.parametrize(("build", "slug"), DRAWN)
def test_all_its_figures_share_one_frame(build, slug):
    files = [FOLDERS[build] / f"{slug}-{name}.svg" for name in POSES[slug].figures]
    assert len({ElementTree.parse(file).getroot().get("viewBox") for file in files}) == 1


def test_every_drawing_has_a_pose():
    assert set(OUT.rglob("*.svg")) == set(STILLS + MOTIONS)


def test_words_are_written_once():
    """The text alternatives in the data are those of the poses."""
    exercises = yaml.safe_load((HOME / "data/exercises.yaml").read_text())
    floor = yaml.safe_load((HOME / "data/safety.yaml").read_text())["floor"]["figures"]
    shown = [*floor, *(one for exercise in exercises.values() for one in illustrations(exercise))]
    ours = {f"{slug}-{name}.svg": pose.alt for slug, poses in POSES.items() for name, pose in poses.figures.items()}
    ours |= {file: POSES[slug].figures["end"].alt for file, slug in WHOLE.items()}
    assert {one["file"]: ours[one["file"]] for one in shown if ours[one["file"]] != one["alt"]} == {}


def illustrations(exercise):
    ways = [exercise[way].get("figure") for way in ("easier", "harder") if way in exercise]
    return [*exercise["figures"], *filter(None, [exercise.get("in_lists"), *ways])]


EMBLEMS = sorted({slug: exercise.get("in_lists", exercise["figures"][-1])["file"] for slug, exercise in
                  yaml.safe_load((HOME / "data/exercises.yaml").read_text()).items()}.values())  # fmt: skip
SMALL, ALIKE = (160, 120), 0.2


def seen_small(file):
    """A drawing as a list shows it: greys from 0 to 1, in the middle of its box."""
    box = f"#set page(width: {SMALL[0]}pt, height: {SMALL[1]}pt, margin: 0pt)\n"
    image = 'image(bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%, fit: "contain")'
    png = typst.compile(f"{box}#{image}".encode(), format="png", ppi=72, sys_inputs={"svg": file.read_text()})
    return np.asarray(Image.open(io.BytesIO(png)).convert("L"), float) / 255


def differing(one, other):
    """How much of what is drawn in either differs, from 0 (the same) to 1 (nothing in one place)."""
    return np.abs(one - other).sum() / (2 - one - other).sum()


@pytest.mark.parametrize("folder", FOLDERS.values(), ids=FOLDERS)
def test_no_two_exercises_look_alike_in_a_list(folder):
    small = {name: seen_small(folder / name) for name in EMBLEMS}
    pairs = itertools.combinations(EMBLEMS, 2)
    assert [(one, other) for one, other in pairs if differing(small[one], small[other]) < ALIKE] == []


@pytest.mark.parametrize("slug", POSES)
def test_a_drawing_names_its_marks(slug):
    """So that a key can name these and no others."""
    for name, pose in POSES[slug].figures.items():
        marks = ElementTree.parse(OUT / f"{slug}-{name}.svg").getroot().get("data-marks").split()
        assert ("arrow" in marks) == bool(pose.arrows)
        assert {"work", "stretch"} & {*marks} <= {kind for kind in ("work", "stretch") if getattr(pose, kind)}


@pytest.mark.parametrize(("build", "slug"), DRAWN)
def test_the_committed_drawings_are_what_their_pose_gives(build, slug, bent):
    """One figure of each exercise on each body, never the same on both, so that this takes seconds."""
    stage = bent(slug, build).stage()
    name = list(stage.poses.figures)[-1 if build == FIRST else 0]
    assert is_as_committed(stage, name, FOLDERS[build])


def is_as_committed(stage, name, folder):
    """As drawings: corners within 0.2 units of one another, so that another processor may differ."""
    kept = (folder / f"{stage.slug}-{name}.svg").read_text()
    one, other = (all_points(ElementTree.fromstring(words)) for words in (stage.picture(name), kept))
    return mostly_near(one, other) and mostly_near(other, one)


def all_points(root):
    return np.concatenate([drawn_points(path.get("d")) for path in root.iter(f"{SVG}path")])


def mostly_near(some, others):
    return (cKDTree(others).query(some)[0] <= OFF).mean() > 0.98


@pytest.mark.parametrize("slug", sorted(CASES))
def test_a_new_pose_takes_no_code(slug, bent):
    files = draw.drawings(bent(slug).stage())
    assert {f"{slug}-start.svg", f"{slug}-end.svg"} == set(files)
    assert all(len(text.encode()) <= LARGEST for text in files.values())
