"""The package as a clinic has it: a wheel, installed where nothing of this folder is, run in an empty folder."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from exercise_handbook.replacing import MARK
from support import ROOT, SMALL, STORE, build, contents

ON_OURS = """extends: lower-back
name: Riverside back exercises
in_short: Exercises from an invented clinic.
address: https://riverside.example/
publisher: Riverside Clinic
"""
THREE_LINES = "site_name: Back clinic\ntheme: material\nplugins: [exercise-handbook]\n"


def run(where: Path, *command: object, **surroundings: str) -> subprocess.CompletedProcess[str]:
    """A command in a folder, where only the installed package can be found."""
    clean = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    words = [str(word) for word in command]
    environment = clean | {"STORE": str(STORE)} | surroundings
    return subprocess.run(words, cwd=where, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The programs of an environment with the wheel; what it depends on is lent by the environment of the tests."""
    home = tmp_path_factory.mktemp("package")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    made = run(home, *pip, "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", home, ROOT)
    assert made.returncode == 0, made.stderr
    venv.create(home / "environment")
    programs = home / "environment/bin"
    (wheel,) = home.glob("*.whl")
    put = run(home, *pip, "--python", programs / "python", "install", "--quiet", "--no-deps", "--no-index", wheel)
    assert put.returncode == 0, put.stderr
    (packages,) = (home / "environment/lib").glob("python*/site-packages")
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return programs


def test_it_takes_one_name_of_those_that_all_packages_share(installed):
    (packages,) = installed.parent.glob("lib/python*/site-packages")
    (record,) = packages.glob("exercise_handbook-*.dist-info/RECORD")
    tops = {line.split("/")[0] for line in record.read_text(encoding="utf-8").splitlines()}
    assert {name for name in tops if not name.startswith((record.parent.name, ".."))} == {"exercise_handbook"}


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    """What `make site` makes of the smallest library."""
    site = tmp_path_factory.mktemp("made") / "site"
    assert build(ROOT, site, DATA=str(SMALL)).returncode == 0
    return contents(site)


def test_the_command_builds_what_make_builds(installed, expected, tmp_path):
    shutil.copytree(SMALL, tmp_path / "clinic")
    result = run(tmp_path, installed / "handbook", "build", "clinic", "--site", "out")
    assert result.returncode == 0, result.stderr
    assert contents(tmp_path / "out") == expected


def test_three_lines_for_mkdocs_build_the_same(installed, expected, tmp_path):
    shutil.copytree(SMALL, tmp_path / "data")
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(THREE_LINES, encoding="utf-8")
    result = run(tmp_path, installed / "python", "-m", "mkdocs", "build", NO_MKDOCS_2_WARNING="1")
    assert result.returncode == 0, result.stderr
    assert contents(tmp_path / "site") == {name: content for name, content in expected.items() if name != MARK}


def test_a_mistake_is_told_by_the_command_with_its_place(installed, tmp_path):
    library = Path(shutil.copytree(SMALL, tmp_path / "clinic"))
    exercises = library / "exercises.yaml"
    exercises.write_text(exercises.read_text(encoding="utf-8").replace("steps:", "stpes:"), encoding="utf-8")
    result = run(tmp_path, installed / "handbook", "check", "clinic")
    assert result.returncode == 1
    assert "clinic/exercises.yaml:7:3: stpes: no such field; did you mean steps?" in result.stderr


def test_a_folder_that_is_not_there_is_told(installed, tmp_path):
    result = run(tmp_path, installed / "handbook", "build", "nowhere")
    assert result.returncode == 1
    assert result.stderr == "ERROR   -  nowhere: there is no such folder; write where your library is\n"


def test_a_clinic_builds_on_the_library_that_comes_with_the_package(installed, tmp_path):
    clinic = tmp_path / "clinic"
    clinic.mkdir()
    (clinic / "library.yaml").write_text(ON_OURS, encoding="utf-8")
    (clinic / "changes.yaml").write_text("exercises: {pelvic-tilt: {dose.repetitions: 6}}\n", encoding="utf-8")
    result = run(tmp_path, installed / "handbook", "build", "clinic", "--site", "out", "--handouts", "no")
    assert result.returncode == 0, result.stderr
    assert "Do it 6 times." in (tmp_path / "out/exercises/pelvic-tilt/index.html").read_text(encoding="utf-8")
    assert (tmp_path / "out/figures/pelvic-tilt-start.svg").is_file()


def test_new_addresses_are_promised_by_the_command(installed, tmp_path):
    shutil.copytree(SMALL, tmp_path / "clinic")
    result = run(tmp_path, installed / "handbook", "addresses", "clinic")
    assert "promised for good: /exercises/wave/" in result.stdout
    assert "/exercises/wave/: here" in (tmp_path / "clinic/addresses.yaml").read_text(encoding="utf-8")


@pytest.fixture
def clinic(tmp_path):
    """A folder with nothing but a pose."""
    poses = tmp_path / "clinic/poses"
    poses.mkdir(parents=True)
    shutil.copy(ROOT / "data/poses/saddle-area.yaml", poses)
    return tmp_path / "clinic"


def but_for_rounding(drawing):
    """A drawing's shapes with their colours and marks, and how many lines each has: places may differ by a hair."""
    return re.sub(r' d="([^"]*)"', lambda path: f" {re.sub('[^A-Za-z]', '', path[1])}", drawing.read_text("utf-8"))


def test_a_clinic_draws_its_own_poses(installed, clinic):
    words = ("draw", "saddle-area", "clinic", "--body", "average")
    result = run(clinic.parent, installed / "handbook", *words, STORE=str(clinic.parent / "store"))
    assert result.returncode == 0, result.stdout + result.stderr
    assert [one.name for one in (clinic / "figures").iterdir()] == ["saddle-area-area.svg"]
    drawn, ours = (folder / "figures/saddle-area-area.svg" for folder in (clinic, ROOT / "data"))
    assert but_for_rounding(drawn) == but_for_rounding(ours)
    assert (clinic / "poses/solved/average/saddle-area.json").is_file()
    assert (clinic.parent / "store/figures/contact-sheet.html").is_file()
    assert sorted(one.name for one in clinic.parent.iterdir()) == ["clinic", "store"]


def test_drawing_without_numpy_tells_what_to_install(installed, clinic):
    hidden = clinic.parent / "hidden"
    hidden.mkdir()
    (hidden / "numpy.py").write_text("raise ModuleNotFoundError('No module named numpy')\n", encoding="utf-8")
    result = run(clinic, installed / "handbook", "draw", PYTHONPATH=str(hidden))
    assert result.returncode == 1
    advice = 'pip install "exercise-handbook[figures]"'
    assert result.stderr == f"ERROR   -  drawing needs two packages more: {advice}\n"


MISTAKES = {
    "another name": (("sadle-area",), "poses/sadle-area.yaml: there is no such pose; did you mean saddle-area?"),
    "another folder": (("./nowhere",), "nowhere: there is no such folder; write where your library is"),
    "another body": (("--body", "old"), "--body old: write one of average, older"),
    "no poses": (("poses",), "poses/poses: there is no pose; write one as poses/poses/<slug>.yaml"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_what_cannot_be_drawn_is_told(installed, clinic, mistake):
    words, told = MISTAKES[mistake]
    result = run(clinic, installed / "handbook", "draw", *words)
    assert result.returncode == 1
    assert result.stderr.startswith(f"ERROR   -  {told}")
    assert not (clinic / "figures").exists()


@pytest.mark.parametrize("on", [(), ("--on", "lower-back")], ids=["of its own", "on top of ours"])
def test_a_library_that_is_begun_in_an_empty_folder_builds_at_once(installed, tmp_path, on):
    assert run(tmp_path, installed / "handbook", "new", "clinic", *on).returncode == 0
    result = run(tmp_path, installed / "handbook", "build", "clinic", "--site", "out", "--handouts", "no")
    assert result.returncode == 0, result.stderr
    assert "<h1>Clinic</h1>" in (tmp_path / "out/index.html").read_text(encoding="utf-8")
