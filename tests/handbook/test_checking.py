"""`handbook check`: one judgement, told to people, to programs and at the lines where changes are looked at."""

import json
import re

import pytest

from exercise_handbook import cli
from exercise_handbook.commands.checking import FORMS
from exercise_handbook.library.problems import Place, Problem, Problems

ODD = Problems([Problem(Place("a,b:c.yaml", 3, 5), "steps[1]", "100 %\nof two lines: done, or not")])
ABOUT_A_FILE = Problems([Problem(Place("figures/start.heic", 0), "", "not a picture")])


@pytest.fixture
def wrong(small, monkeypatch):
    folder = small(exercises=b"wave:\n  name: Wave\n  aim: To test.\n")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("STORE", str(folder.parent / "store"))
    return folder


def test_what_is_wrong_is_told_as_json(wrong, capsys):
    assert cli.main(["check", "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["problems"][0] == {
        "file": "exercises.yaml",
        "line": 1,
        "column": 1,
        "field": "dose",
        "message": "missing; write how much, with at least repetitions, as {repetitions: 5}",
    }
    assert told["unchecked"] == ""


def test_github_marks_the_line(wrong, capsys):
    assert cli.main(["check", str(wrong), "--format", "github"]) == 1
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith("::error file=exercises.yaml,line=1,col=1,title=dose::missing; write how much")


def test_what_would_end_a_command_of_github_is_escaped():
    assert FORMS["github"](ODD) == (
        "::error file=a%2Cb%3Ac.yaml,line=3,col=5,title=steps[1]::100 %25%0Aof two lines: done, or not"
    )
    assert FORMS["github"](ABOUT_A_FILE) == "::error file=figures/start.heic::not a picture"


def test_gitlab_gets_the_fields_that_its_report_asks_for(wrong, capsys):
    assert cli.main(["check", "--format", "gitlab"]) == 1
    issues = json.loads(capsys.readouterr().out)
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["location"] == {"path": "exercises.yaml", "lines": {"begin": 1}}
        assert re.fullmatch("[0-9a-f]{64}", issue["fingerprint"])
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


def test_a_mistake_of_a_file_stands_at_its_first_line_in_gitlab():
    assert json.loads(FORMS["gitlab"](ABOUT_A_FILE))[0]["location"]["lines"] == {"begin": 1}


def test_a_mistake_keeps_its_fingerprint_when_lines_are_added_above():
    moved = Problems([Problem(Place("a,b:c.yaml", 9, 5), "steps[1]", ODD.problems[0].message)])
    one, other = (json.loads(FORMS["gitlab"](problems))[0]["fingerprint"] for problems in (ODD, moved))
    assert one == other


@pytest.mark.parametrize(
    ("form", "said"),
    [("json", '{\n  "problems": [],\n  "unchecked": "",\n  "notices": []\n}\n'), ("github", "\n"), ("gitlab", "[]\n")],
)
def test_programs_are_told_too_when_nothing_is_wrong(small, capsys, monkeypatch, form, said):
    folder = small()
    monkeypatch.setenv("STORE", str(folder.parent / "store"))
    assert cli.main(["check", str(folder), "--format", form]) == 0
    assert capsys.readouterr().out == said


def test_a_form_that_there_is_not_is_told(small, capsys):
    assert cli.main(["check", str(small()), "--format", "xml"]) == 1
    assert "--format xml: write one of text, json, github, gitlab" in capsys.readouterr().err
