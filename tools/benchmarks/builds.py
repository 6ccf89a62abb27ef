"""Time and memory of a build, ours and the plain site's, at several sizes: make bench.

Each round builds ours with an empty store and no compiled Python, as continuous integration does, then once more with
what that left there, then the plain site, each in a process of its own. The ratio is taken within a round, so that
other work on the machine weighs on all.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

from sites import HOME, Command, Pair, python, tell


@dataclass(frozen=True)
class Cost:
    """What one build took: processor and wall time in seconds, the largest process in bytes."""

    processor: float
    wall: float
    memory: int


@dataclass(frozen=True)
class Round:
    """One build of each site of a size; ours from nothing is `cold`."""

    cold: Cost
    ours: Cost
    plain: Cost

    def ratio(self, name: str) -> float:
        """The processor time of "cold" or "ours" as a part of the plain site's."""
        return float(getattr(self, name).processor) / self.plain.processor


@dataclass(frozen=True)
class Result:
    """All rounds of a size, and the bytes of each site."""

    size: int
    rounds: tuple[Round, ...]
    bytes_written: dict[str, int]

    def costs(self, name: str) -> list[Cost]:
        """What "cold", "ours" or "plain" took in each round."""
        return [getattr(one, name) for one in self.rounds]

    def processor(self, name: str) -> float:
        """The median processor time in seconds."""
        return median(cost.processor for cost in self.costs(name))


def measure(pair: Pair, rounds: int) -> Result:
    """Build both sites so many times, one after the other."""
    pair.write()
    costs = []
    for number in range(1, rounds + 1):
        forget(pair.store)
        builds = dict(pair.builds())
        costs.append(Round(cost(builds["ours"]), cost(builds["ours"]), cost(builds["plain"])))
        seconds = ", ".join(f"{one.processor:.2f}" for one in (costs[-1].cold, costs[-1].ours, costs[-1].plain))
        tell(f"{pair.size} exercises, round {number} of {rounds}: {seconds} s of processor time, cold, ours and plain")
    return Result(pair.size, tuple(costs), {name: size_of(pair.site(name)) for name, _ in pair.builds()})


def forget(store: Path) -> None:
    """Clear what earlier builds left: the store, and our modules as Python's own code."""
    for folder in (store, *(HOME / "hooks").rglob("__pycache__")):
        shutil.rmtree(folder, ignore_errors=True)


def cost(command: Command) -> Cost:
    """Run a command and all that it starts. Ends this program with the command's words if it fails."""
    with tempfile.NamedTemporaryFile() as log:
        said = [(os.POSIX_SPAWN_DUP2, log.fileno(), stream) for stream in (1, 2)]
        start = time.perf_counter()
        child = os.posix_spawn(command.words[0], command.words, command.environment, file_actions=said)
        _, status, usage = os.wait4(child, 0)
        wall = time.perf_counter() - start
        if status:
            sys.exit(Path(log.name).read_text(encoding="utf-8"))
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * 1024)


def size_of(site: Path) -> int:
    """All bytes of a site's files."""
    return sum(file.stat().st_size for file in site.rglob("*") if file.is_file())


def table(results: list[Result]) -> str:
    """A row for each size and site."""
    head = "| exercises | site | processor s | wall s | memory MB | site MB | processor, of plain (least to most) |"
    rows = [row(result, name) for result in results for name in ("cold", "ours", "plain")]
    return "\n".join([head, "|---:|---|---:|---:|---:|---:|---:|", *rows])


def row(result: Result, name: str) -> str:
    """The medians of one site at one size."""
    costs = result.costs(name)
    wall, memory = median(one.wall for one in costs), median(one.memory for one in costs) / 1e6
    megabytes = result.bytes_written["plain" if name == "plain" else "ours"] / 1e6
    ratio = "1" if name == "plain" else ratios(result.rounds, name)
    cells = f"{result.processor(name):.2f} | {wall:.2f} | {memory:.0f} | {megabytes:.1f} | {ratio}"
    return f"| {result.size} | {name} | {cells} |"


def ratios(rounds: tuple[Round, ...], name: str) -> str:
    """The median ratio of all rounds, and the ends."""
    found = sorted(one.ratio(name) for one in rounds)
    return f"{median(found):.2f} ({found[0]:.2f} to {found[-1]:.2f})"


def growth(results: list[Result]) -> str:
    """What each further exercise costs, in milliseconds of processor time, from size to size."""
    head = "| one more exercise | ours ms | plain ms |\n|---|---:|---:|"
    rows = [
        f"| from {one.size} to {other.size} | {each(one, other, 'ours'):.2f} | {each(one, other, 'plain'):.2f} |"
        for one, other in pairwise(results)
    ]
    return "\n".join([head, *rows])


def each(one: Result, other: Result, name: str) -> float:
    """The milliseconds of processor time that each exercise between two sizes costs."""
    return 1000 * (other.processor(name) - one.processor(name)) / (other.size - one.size)


def main() -> None:
    """Measure the sizes that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=[10, 100, 1000], help="how many exercises, 7 or more")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is built")
    parser.add_argument("--no-calls", action="store_true", help="leave out the count of function calls")
    asked = parser.parse_args()
    os.chdir(HOME)
    with tempfile.TemporaryDirectory(prefix="handbook-") as folder:
        results = [measure(Pair(size, Path(folder)), asked.rounds) for size in sorted(asked.sizes)]
    print(table(results), *([growth(results)] if len(results) > 1 else []), sep="\n\n", flush=True)
    if not asked.no_calls:
        print(flush=True)
        calls = python("calls.py")
        os.execve(calls.words[0], calls.words, calls.environment)  # last, in a process of its own


if __name__ == "__main__":
    main()
