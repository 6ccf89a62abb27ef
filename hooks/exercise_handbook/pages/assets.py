"""The stylesheet, the scripts and the icon, each named by what it holds, so that a browser may keep it for good.

Pictures, PDFs and the rows of the search keep their plain names: other people link to the first two, and pages that
named the third by its content would all change with every new exercise. Browsers ask whether they are still the same.
"""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from exercise_handbook.pages.output import Output

FOLDER = Path(__file__).parent.parent / "assets"


def asset(name: str) -> str:
    """The address of an asset: of handbook.css, /assets/handbook.3f2a9c1b.css. Raises KeyError for one not there."""
    return f"/{assets()[name].uri}"


@cache
def assets() -> Mapping[str, Output]:
    """Every asset by its name; forget with cache_clear() when the files may have changed."""
    return {file.name: _named(file) for file in sorted(FOLDER.rglob("*")) if file.is_file()}


def _named(file: Path) -> Output:
    digest = sha256(file.read_bytes()).hexdigest()[:8]
    return Output(f"assets/{file.stem}.{digest}{file.suffix}", file)
