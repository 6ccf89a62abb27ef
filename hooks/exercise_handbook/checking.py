"""Judges a library without building it, and tells what is wrong as people, programs, GitHub and GitLab read it."""

import json
import os
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from exercise_handbook.intake.load import open_library
from exercise_handbook.library.problems import Problem, Problems
from exercise_handbook.pictures.known_pictures import Judge

NOTHING = Problems([])


def main(home: Path, docs: Path, address: str, form: str, store: Path) -> int:
    """Tell what is wrong in one of FORMS. Returns 1 if anything is."""
    judge = Judge(store, home)
    try:
        library, _ = open_library(home, docs, address, judge)
    except Problems as problems:
        print(FORMS[form](problems), file=sys.stderr if form == "text" else sys.stdout)
        return 1
    judge.remember()
    number = len(library.exercises)
    right = f"{home}: {number} exercise{'s' if number != 1 else ''}, and nothing is wrong"
    print(right if form == "text" else FORMS[form](NOTHING))
    return 0


def as_json(problems: Problems) -> str:
    """Each problem with its file, line, column (from 1; null where it is about the file) and field, for any program."""
    told = [
        {
            "file": one.place.file,
            "line": one.place.line or None,
            "column": one.place.column if one.place.line else None,
            "field": one.field,
            "message": one.message,
        }
        for one in problems.problems
    ]
    return json.dumps({"problems": told, "unchecked": problems.unchecked}, ensure_ascii=False, indent=2)


def as_github(problems: Problems) -> str:
    """A command of GitHub's workflows for each problem: it stands at its line where changes are looked at."""
    return "\n".join(map(_annotation, problems.problems))


def as_gitlab(problems: Problems) -> str:
    """GitLab's code quality report."""
    return json.dumps([*map(_issue, problems.problems)], ensure_ascii=False, indent=2)


FORMS: dict[str, Callable[[Problems], str]] = {
    "text": str,
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
}
"""How problems are told."""


def _annotation(problem: Problem) -> str:
    place = {"file": _from_here(problem.place.file), "line": problem.place.line, "col": problem.place.column}
    named = {name: value for name, value in place.items() if name == "file" or problem.place.line}
    named |= {"title": problem.field} if problem.field else {}
    properties = ",".join(f"{name}={_escaped(value, also=':,')}" for name, value in named.items())
    return f"::error {properties}::{_escaped(problem.message)}"


def _escaped(value: object, also: str = "") -> str:
    """As GitHub's commands want it: signs that would end a line or a property stand as %0A and the like."""
    return "".join(f"%{ord(sign):02X}" if sign in f"%\r\n{also}" else sign for sign in str(value))


def _issue(problem: Problem) -> dict[str, object]:
    file = _from_here(problem.place.file)
    told = f"{problem.field}: {problem.message}" if problem.field else problem.message
    # without the line: a mistake is the same one when lines are added above it
    return {
        "description": told,
        "check_name": "handbook",
        "fingerprint": sha256(f"{file}\n{told}".encode()).hexdigest(),
        "severity": "major",
        "location": {"path": file, "lines": {"begin": problem.place.line or 1}},
    }


def _from_here(file: str) -> str:
    """A file by its way from the folder the command runs in, which is where a repository begins."""
    here = Path(file)
    if here.is_absolute() and here.is_relative_to(Path.cwd()):
        here = here.relative_to(Path.cwd())
    return Path(os.path.normpath(here)).as_posix()
