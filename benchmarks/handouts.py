"""Time to make the PDFs of 100 exercises on three papers, from nothing and once more: make bench-handouts."""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from handbook.handouts import Manuscript, manuscripts
from handbook.library import Library
from handbook.load import load_library
from handbook.press import printed

HOME = Path(__file__).parent.parent
COPIES = 100
COLD, WARM = 20.0, 2.0
"""Seconds that 300 PDFs may take, on two cores."""


def main() -> int:
    """Make them, make them again, and say whether both were quick enough."""
    with tempfile.TemporaryDirectory() as folder:
        cold, number = timed(Path(folder))
        warm, _ = timed(Path(folder))
    print(f"{number} PDFs: {cold:.1f} s from nothing (at most {COLD:.0f}), {warm:.2f} s again (at most {WARM:.0f})")
    return int(cold > COLD or warm > WARM)


def timed(store: Path) -> tuple[float, int]:
    """Seconds from the library to its PDFs, and how many there are."""
    library = load_library(HOME / "data", HOME / "docs")
    start = time.perf_counter()
    handouts = printed([*copies(library)], store)
    return time.perf_counter() - start, len(handouts)


def copies(library: Library) -> Iterator[Manuscript]:
    """The sheets of the real exercises over and over, each copy with words of its own."""
    rounds = -(-COPIES // len(library.exercises))
    sheets = [sheet for _ in range(rounds) for sheet in manuscripts(library) if "/exercises/" in sheet.handout.page]
    for number, sheet in enumerate(sheets[: COPIES * 3]):
        data = json.loads(sheet.job.inputs["data"])
        data |= {"plain_name": f"Sheet {number // 3}", "address": f"{data['address']}{number // 3}/"}
        inputs = sheet.job.inputs | {"data": json.dumps(data), "address": data["address"]}
        yield Manuscript(sheet.handout, sheet.trail, sheet.job._replace(inputs=inputs))


if __name__ == "__main__":
    sys.exit(main())
