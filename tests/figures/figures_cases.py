"""Where the poses are: the library's, and those of the tests."""

from pathlib import Path

HOME = Path(__file__).parents[2]
FILES = {path.stem: path for path in sorted((HOME / "data/poses").glob("*.yaml"))}
CASES = {path.stem: path for path in sorted((Path(__file__).parent / "poses").glob("*.yaml"))}
