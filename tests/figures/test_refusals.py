"""A pose that cannot be drawn is refused with the place of what to change."""

import pytest
from figures_cases import FILES

from exercise_handbook.figures import draw
from exercise_handbook.figures.answers import Answers, read_rows
from exercise_handbook.figures.pose import read_pose
from exercise_handbook.library.problems import Problems

GOOD = FILES["hip-lift"].read_text()
BROKEN = {
    "an unknown joint": ("hip_flexion: 50", "hip_flexoin: 50", "did you mean hip_flexion?"),
    "an angle out of range": ("knee_flexion: 100", "knee_flexion: 170", "between 0 and 130 degrees (Merck"),
    "an unknown zone": ("[buttock, hamstrings]", "[buttok, hamstrings]", "did you mean buttock?"),
    "an unknown part": ("contacts: [head,", "contacts: [hed,", "did you mean head?"),
    "an unknown point": ("at: pelvis, up_cm: -24", "at: pelvs, up_cm: -24", "did you mean pelvis?"),
    "a misspelt field": ("hold_seconds: 5", "hold_second: 5", "did you mean hold_seconds?"),
    "no such figure": ("after: start", "after: stat", "no such figure"),
}


def told(tmp_path, text):
    path = tmp_path / "pose.yaml"
    path.write_text(text)
    with pytest.raises(Problems) as refused:
        read_pose(path)
    return str(refused.value), path


@pytest.mark.parametrize("case", BROKEN)
def test_it_is_refused_at_its_place(case, tmp_path):
    right, wrong, says = BROKEN[case]
    assert right in GOOD
    text = GOOD.replace(right, wrong, 1)
    line = text[: text.index(wrong)].count("\n") + 1
    words, path = told(tmp_path, text)
    assert says in words
    assert f"{path}:{line}:" in words


def test_what_cannot_be_met_is_told_with_how_far_off_it_is(tmp_path, bones):
    path = tmp_path / "pose.yaml"
    path.write_text(GOOD.replace("    after: start\n", "    after: start\n    firm: [hip_flexion, knee_flexion]\n"))
    path.write_text(path.read_text().replace("hip_flexion: 4,", "hip_flexion: 120,"))
    poses, sheet = read_pose(path)
    with pytest.raises(Problems, match=r"pose.yaml:28:\d+: figures.end.contacts.\d: \w+ does not reach, by \d+ cm"):
        draw.check(poses, sheet, draw.bend(Answers(bones), poses))


def test_kept_answers_that_cannot_be_read_are_refused_at_their_place(tmp_path):
    path = tmp_path / "pose.json"
    path.write_text('{\n"start": {"asked": "1"},\n<<<<<<< HEAD\n}\n')
    with pytest.raises(Problems, match=r"pose.json:3:1: pose: cannot be read; delete this file and draw the pose"):
        read_rows(path)
