"""The stylesheet, the scripts and the icon, each named by what it holds, so that a browser may keep it for good.

Pictures, PDFs and the rows of the search keep their plain names: other people link to the first two, and pages that
named the third by its content would all change with every new exercise. Browsers ask whether they are still the same.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from exercise_handbook.pages.output import Output

FOLDER = Path(__file__).parent.parent / "assets"

STYLES = (
    *("tokens", "base", "frame", "search"),
    *("buttons", "boxes", "figures", "steps"),
    *("exercise", "lists", "filters", "handouts", "purposes", "home", "routine", "about", "written", "safety", "phone"),
    *("contrast", "print", "print-sheet", "print-exercise", "print-routine"),
)
"""The files of css/ in the order of the one stylesheet: ground, parts, pages, and what has the last word."""

PLAN = (
    *("codec", "words", "dose", "dom", "library"),
    *("builder", "giving", "sheet", "options", "hearing", "pictures", "player"),
    *("diary", "reminders", "page"),
)
"""The files of plan/ in the order of the one script of the page of plans: what each needs stands before it."""

COMMENT = re.compile(rb"^[ \t]*(?://[^\n]*|/\*\*(?:(?!\*/).)*\*/)[ \t]*\n", re.MULTILINE | re.DOTALL)
"""A comment that has its lines to itself."""

JOINED = {"handbook.css": ("css", STYLES), "plan.css": ("css", ("plan",)), "plan.js": ("plan", PLAN)}
"""What is made of several files: the folder that they lie in, and their names in order."""


def asset(name: str) -> str:
    """The address of an asset: of handbook.css, /assets/handbook.3f2a9c1b.css. Raises KeyError for one not there."""
    return f"/{assets()[name].uri}"


@cache
def assets() -> Mapping[str, Output]:
    """Every asset by its name; forget with cache_clear() when the files may have changed."""
    vendored = {file.name: file.read_bytes() for file in (FOLDER / "vendor").glob("*")}
    contents = {file.name: _bare(file) for file in FOLDER.iterdir() if file.is_file()} | vendored
    contents |= {name: _joined(folder, names, Path(name).suffix) for name, (folder, names) in JOINED.items()}
    return {name: _named(Path(name), content) for name, content in sorted(contents.items())}


def _joined(folder: str, names: Iterable[str], ending: str) -> bytes:
    """Files of a folder as one: one file is one request."""
    return b"\n".join(_bare(FOLDER / folder / f"{name}{ending}") for name in names)


def _bare(file: Path) -> bytes:
    """What a file holds; of a script without its comments and their types, which are for us alone."""
    content = file.read_bytes()
    return COMMENT.sub(b"", content) if file.suffix == ".js" else content


def _named(name: Path, content: bytes) -> Output:
    return Output(f"assets/{name.stem}.{sha256(content).hexdigest()[:8]}{name.suffix}", content)
