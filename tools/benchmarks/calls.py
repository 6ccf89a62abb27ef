"""Function calls for each exercise: the same on any machine at any load, unlike time.

What 200 exercises take beyond 100, for the whole build of each site and for ours without MkDocs.
"""

import cProfile
import pstats
import sys
import tempfile
from pathlib import Path

from exercise_handbook.intake.load import load_library
from exercise_handbook.library.edition import Edition
from exercise_handbook.pages.outputs import render
from sites import HOME, Command, Pair, tell

SIZES = (100, 200)

BUILDER = str(Path(__file__).with_name("in_one_process.py"))


def build_calls(pair: Pair, name: str) -> int:
    """How many functions are called in the build of "ours", with an empty store, or of "plain"."""
    arguments = pair.plain_arguments if name == "plain" else ("--strict",)
    with tempfile.NamedTemporaryFile() as file:
        profiled = (sys.executable, "-m", "cProfile", "-o", file.name, BUILDER, "build", "--quiet", *arguments)
        settings = {"DATA": str(pair.library), "SITE": str(pair.site(name)), "STORE": str(pair.store), "ADDRESS": ""}
        Command(profiled, settings).run()
        return total(pstats.Stats(file.name))


def page_calls(pair: Pair) -> int:
    """How many functions are called from the library's folder to its pages, before any is written."""
    profile = cProfile.Profile()
    profile.runcall(load_and_render, pair.library)
    return total(pstats.Stats(profile))


def load_and_render(home: Path) -> None:
    """Make all pages, with the QR codes that an earlier build has kept."""
    library = load_library(home, HOME / "docs")
    kept = dict.fromkeys(library.coded_pages(), b"kept")
    for output in render(Edition.of(library, codes=kept)):
        output.made()


def total(stats: pstats.Stats) -> int:
    """All calls of a profile."""
    return int(stats.total_calls)  # type: ignore[attr-defined]  # typeshed leaves it out


def each(few: int, many: int) -> float:
    """Calls for each exercise."""
    return (many - few) / (SIZES[1] - SIZES[0])


def main() -> None:
    """Count, and print a table."""
    with tempfile.TemporaryDirectory(prefix="handbook-") as folder:
        few, many = pairs = [Pair(size, Path(folder)) for size in SIZES]
        for pair in pairs:
            tell(f"{pair.size} exercises, counting calls")
            pair.write()
        load_and_render(few.library)  # templates are compiled once, whatever the size
        ours, plain = (each(*(build_calls(pair, name) for pair in pairs)) for name in ("ours", "plain"))
        pages = each(page_calls(few), page_calls(many))
    print("| function calls for each exercise | calls | of plain |\n|---|---:|---:|")
    print(f"| ours, loaded and rendered | {pages:.0f} | {pages / plain:.2f} |")
    print(f"| ours, the whole build with an empty store | {ours:.0f} | {ours / plain:.2f} |")
    print(f"| plain, the whole build | {plain:.0f} | 1 |")


if __name__ == "__main__":
    main()
