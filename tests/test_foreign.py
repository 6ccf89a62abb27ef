"""Exercises of free-exercise-db's shape become a library: what they lack lacks, nothing is invented."""

import json
import subprocess
import sys

import yaml

from exercise_handbook.intake.load import load_library
from support import ROOT, problems_of

NOD = {
    "id": "Slow_Nod",
    "name": "Slow Nod",
    "force": "pull",
    "level": "beginner",
    "mechanic": None,
    "equipment": "body only",
    "primaryMuscles": ["middle neck"],
    "secondaryMuscles": [],
    "instructions": ["Sit.", "Say yes.\nSay it again."],
    "category": "greeting",
    "images": ["Slow_Nod/0.jpg"],
}
BOW = NOD | {"id": "Bow", "name": "Bow", "instructions": []}
TWIN = NOD | {"id": "slow nod"}
AIMLESS = NOD | {"id": "Shrug", "name": "Shrug", "primaryMuscles": []}


def convert(folder, *arguments):
    """Convert the four invented exercises; gives the folder of the library and what was said."""
    (folder / "theirs.json").write_text(json.dumps([NOD, BOW, TWIN, AIMLESS]))
    command = [sys.executable, "tools/benchmarks/foreign.py", folder / "theirs.json", folder / "library", *arguments]
    told = subprocess.run(command, cwd=ROOT, env={"PYTHONPATH": "hooks"}, capture_output=True, text=True, check=True)
    return folder / "library", told.stdout


def test_what_they_say_is_taken_and_nothing_else(tmp_path):
    library, _ = convert(tmp_path)
    assert yaml.safe_load((library / "exercises.yaml").read_text()) == {
        "slow-nod": {
            "name": "Slow Nod",
            "purposes": {"greeting": ["middle-neck"]},
            "steps": ["Sit.", "Say yes.", "Say it again."],
        }
    }
    assert sorted(file.name for file in library.iterdir()) == ["exercises.yaml", "vocabulary.yaml"]


def test_what_lacks_what_has_no_place_and_what_cannot_be_taken_is_listed(tmp_path):
    _, told = convert(tmp_path)
    assert told.splitlines() == [
        "1 exercises. Not one of them says: aim, position, starting_position, dose. Write these, from sources.",
        "left out, as there is no place for it: force, of 1",
        "left out, as there is no place for it: level, of 1",
        "left out, as there is no place for it: equipment, of 1",
        "left out, as there is no place for it: images, of 1",
        "refused: Bow: it has no instructions",
        "refused: slow nod: its slug slow-nod is taken",
        "refused: Shrug: it names no primary muscle, so it has no purpose",
    ]


def test_a_library_that_lacks_fields_is_refused_with_each_of_them(tmp_path):
    library, _ = convert(tmp_path)
    told = "\n".join(problems_of(library))
    assert all(f"{field}: missing" in told for field in ("aim", "position", "starting_position", "dose"))


def test_with_stand_ins_it_can_be_built_and_says_that_it_was_not_said(tmp_path):
    library, _ = convert(tmp_path, "--stand-ins")
    nod = load_library(library).exercises["slow-nod"]
    assert (nod.aim, nod.starting_position, nod.figures) == ("Not said.", "Not said.", ())
