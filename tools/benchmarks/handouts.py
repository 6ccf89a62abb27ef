"""Time and memory to make the PDFs of a generated library, and to find them again: make bench-handouts SIZES=868.

--library measures one that exists, such as foreign.py makes.
"""

import argparse
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from exercise_handbook.intake.load import load_library
from exercise_handbook.paper.handouts import Manuscripts
from exercise_handbook.paper.pdfs import printed
from exercise_handbook.paper.workers import MOST
from generate import write_library

HOME = Path(__file__).parents[2]
SIZE = 100
COLD, WARM = 0.12, 0.01
"""Seconds a PDF may take, on two cores: made from nothing, and found again."""

MEMORY = 500
"""MB that all processes together may hold, at any size."""


@dataclass(frozen=True)
class Cost:
    """The time for a number of PDFs."""

    number: int
    wall: float

    def told(self, how: str, limit: float) -> str:
        """A line of it."""
        each = self.wall / self.number
        return f"{self.number} PDFs {how}: {self.wall:.1f} s, {each * 1000:.0f} ms each (at most {limit * 1000:.0f})"


def main() -> int:
    """Make them twice. Returns 1 if either took too long, or too much memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", type=int, nargs="?", default=SIZE, help="exercises of the library")
    parser.add_argument("--library", type=Path, help="a library's folder, in the place of a generated one")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data, store = asked.library or Path(folder) / "data", Path(folder) / "store"
        if not asked.library:
            write_library(asked.size, data)
        cold, warm = timed(data, store), timed(data, store)
    held = memory()
    print(cold.told("from nothing", COLD), warm.told("again", WARM), sep="\n")
    print(f"memory: {held} MB at most (at most {MEMORY})")
    return int(cold.wall > COLD * cold.number or warm.wall > WARM * warm.number or held > MEMORY)


def timed(data: Path, store: Path) -> Cost:
    """From a library's folder to its PDFs."""
    library = load_library(data, HOME / "docs")
    start = time.perf_counter()
    number = len(printed(Manuscripts(library), store))
    return Cost(number, time.perf_counter() - start)


def memory() -> int:
    """The most MB of this process and its workers, if all were at their peak together."""
    own, children = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return round((own + MOST * children) / 1024)


if __name__ == "__main__":
    sys.exit(main())
