"""Checks a library without building it, and reports problems to people, programs, GitHub and GitLab."""

import json
import os
import sys
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

from exercise_handbook.edition import known_of
from exercise_handbook.intake.load import open_library
from exercise_handbook.library.problems import Problem, Problems

NOTHING = Problems([])


def main(home: Path, docs: Path, address: str, form: str, store: Path) -> int:
    """Report what is wrong, in one of FORMS. Returns 1 if anything is."""
    known = known_of(home, store)
    try:
        library, folder = open_library(home, docs, address, known)
    except Problems as problems:
        print(FORMS[form](problems), file=sys.stderr if form == "text" else sys.stdout)
        return 1
    finally:
        known.remember(also_unused=True)
    number = len(library.exercises)
    right = f"{home}: {number} exercise{'s' if number != 1 else ''}, and nothing is wrong"
    if form == "text":
        print("".join(f"look at this: {notice}\n" for notice in folder.notices), file=sys.stderr, end="")
    print(right if form == "text" else FORMS[form](NOTHING, folder.notices))
    return 0


def as_json(problems: Problems, notices: Sequence[Problem] = ()) -> str:
    """Each problem with its file, line, column (from 1; null if it is about the whole file) and field.

    Notices, which only ask for a look, have the same shape.
    """
    told = {"problems": [*map(_fields, problems.problems)], "unchecked": problems.unchecked}
    told |= {"notices": [*map(_fields, notices)]}
    return json.dumps(told, ensure_ascii=False, indent=2)


def _fields(one: Problem) -> dict[str, object]:
    return {
        "file": one.place.file,
        "line": one.place.line or None,
        "column": one.place.column if one.place.line else None,
        "field": one.field,
        "message": one.message,
    }


def as_github(problems: Problems, notices: Sequence[Problem] = ()) -> str:
    """A GitHub workflow command for each problem, which GitHub shows at its line in a pull request."""
    lines = [
        *(_annotation(one, "error") for one in problems.problems),
        *(_annotation(one, "warning") for one in notices),
    ]
    return "\n".join(lines)


def as_gitlab(problems: Problems, notices: Sequence[Problem] = ()) -> str:
    """GitLab's code quality report."""
    issues = [*(_issue(one, "major") for one in problems.problems), *(_issue(one, "minor") for one in notices)]
    return json.dumps(issues, ensure_ascii=False, indent=2)


def as_text(problems: Problems, notices: Sequence[Problem] = ()) -> str:
    """A line a problem, for people."""
    return str(problems)


FORMS: dict[str, Callable[..., str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
}
"""How problems and notices are reported, by the name that --format takes."""


def _annotation(problem: Problem, level: str) -> str:
    place = {"file": _from_here(problem.place.file), "line": problem.place.line, "col": problem.place.column}
    named = {name: value for name, value in place.items() if name == "file" or problem.place.line}
    named |= {"title": problem.field} if problem.field else {}
    properties = ",".join(f"{name}={_escaped(value, also=':,')}" for name, value in named.items())
    return f"::{level} {properties}::{_escaped(problem.message)}"


def _escaped(value: object, also: str = "") -> str:
    """Escaped for GitHub's commands: characters that would end a line or a property become %0A and the like."""
    return "".join(f"%{ord(sign):02X}" if sign in f"%\r\n{also}" else sign for sign in str(value))


def _issue(problem: Problem, severity: str) -> dict[str, object]:
    file = _from_here(problem.place.file)
    told = f"{problem.field}: {problem.message}" if problem.field else problem.message
    # without the line: a mistake is the same one when lines are added above it
    return {
        "description": told,
        "check_name": "handbook",
        "fingerprint": sha256(f"{file}\n{told}".encode()).hexdigest(),
        "severity": severity,
        "location": {"path": file, "lines": {"begin": problem.place.line or 1}},
    }


def _from_here(file: str) -> str:
    """The path of a file from the current folder, which is the root of the repository."""
    here = Path(file)
    if here.is_absolute() and here.is_relative_to(Path.cwd()):
        here = here.relative_to(Path.cwd())
    return Path(os.path.normpath(here)).as_posix()
