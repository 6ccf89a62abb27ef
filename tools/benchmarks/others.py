"""Our build beside those of Zensical and Starlight, of the same text: python tools/benchmarks/others.py 1000.

Both read the Markdown of the plain site, with their own theme and search as they come and no
exercise in the navigation. They are not of our locks; README.md says how to get them.
"""

import argparse
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from builds import Cost, cost
from sites import HOME, Command, Pair, make_site, tell

STARLIGHT = Path(__file__).parent / "starlight"
"""The project of a stock Starlight site, without its pages."""


def starlight_project(pair: Pair, modules: Path, folder: Path) -> Path:
    """Write the plain site's pages as a Starlight project, its packages linked from where they are."""
    shutil.copytree(STARLIGHT, folder)
    (folder / "node_modules").symlink_to(modules)
    shutil.copytree(pair.project / "docs/figures", folder / "public/figures")
    for page in (pair.project / "docs").rglob("*.md"):
        target = folder / "src/content/docs" / page.relative_to(pair.project / "docs")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(with_front_matter(page.read_text(encoding="utf-8")), encoding="utf-8")
    return folder


def with_front_matter(page: str) -> str:
    """A page as Starlight wants it: its title above the text, its pictures from the root."""
    title, _, text = page.lstrip().removeprefix("# ").partition("\n")
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    return f'---\ntitle: "{quoted}"\n---\n{text.replace("(../figures/", "(/figures/")}'


def commands(pair: Pair, zensical: Path, modules: Path, folder: Path) -> Iterator[tuple[str, Command]]:
    """What builds each of the four sites."""
    yield "ours", make_site(pair.library, pair.site("ours"))
    yield from [build for build in pair.builds() if build[0] == "plain"]
    settings = str(pair.project / "mkdocs.yml")
    yield "Zensical", Command((str(zensical), "build", "--clean", "--config-file", settings))
    project = starlight_project(pair, modules, folder)
    astro = ("/usr/bin/env", "-C", str(project), str(modules / ".bin/astro"), "build")
    yield "Starlight", Command(astro, {"ASTRO_TELEMETRY_DISABLED": "1"})


def row(name: str, costs: list[Cost], ours: list[Cost]) -> str:
    """The medians of one site, and ours as a part of it in the same rounds."""
    processor, wall = median(one.processor for one in costs), median(one.wall for one in costs)
    parts = sorted(mine.processor / theirs.processor for mine, theirs in zip(ours, costs, strict=True))
    memory = max(one.memory for one in costs) / 1e6
    part = f"{median(parts):.2f} ({parts[0]:.2f} to {parts[-1]:.2f})"
    return f"| {name} | {processor:.2f} | {wall:.2f} | {memory:.0f} | {part} |"


def measure(builds: dict[str, Command], rounds: int) -> dict[str, list[Cost]]:
    """Build all of them in turn, so many times."""
    costs: dict[str, list[Cost]] = {name: [] for name in builds}
    for number in range(1, rounds + 1):
        for name, command in builds.items():
            costs[name].append(cost(command))
            tell(f"round {number} of {rounds}: {name} {costs[name][-1].processor:.2f} s of processor time")
    return costs


def main() -> None:
    """Build all four in alternate rounds, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("size", type=int, help="how many exercises")
    parser.add_argument("--zensical", type=Path, required=True, help="the zensical command")
    parser.add_argument(
        "--starlight", type=Path, required=True, help="a node_modules with astro and @astrojs/starlight"
    )
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    os.chdir(HOME)
    with tempfile.TemporaryDirectory(prefix="handbook-") as folder:
        pair = Pair(asked.size, Path(folder))
        pair.write()
        builds = dict(commands(pair, asked.zensical, asked.starlight.absolute(), Path(folder) / "starlight"))
        costs = measure(builds, asked.rounds)
    print("| site | processor s | wall s | memory MB | ours, of it |\n|---|---:|---:|---:|---:|")
    for name, each_round in costs.items():
        print(row(name, each_round, costs["ours"]))


if __name__ == "__main__":
    main()
