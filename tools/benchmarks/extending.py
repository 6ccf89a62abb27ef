"""What it costs to build on another library: python tools/benchmarks/extending.py 1000.

A base of that size and a clinic that builds on it, adds an exercise and changes some are built in turn, without
handouts, with what the last build left in the store. Their processor times are compared.
"""

import argparse
import tempfile
from itertools import islice
from pathlib import Path
from statistics import median

from builds import cost
from sites import make_site, python, tell

CLINIC = """extends: ../data
name: A clinic
in_short: Exercises to measure with.
address: https://clinic.example/
publisher: A clinic
"""
OWN = """own-slide:
  name: Our own slide
  aim: To loosen your hips.
  purposes: {stretch: [hips]}
  position: lying-on-back
  starting_position: Lie on your back.
  steps: [Slide one heel away from you., Slide it back.]
  dose: {repetitions: 5}
"""


def clinic(base: Path, changed: int) -> Path:
    """The folder of a clinic beside a base, with some of its exercises changed."""
    folder = base.parent / "clinic"
    folder.mkdir(exist_ok=True)
    lines = (base / "exercises.yaml").read_text(encoding="utf-8").splitlines()
    slugs = islice((line[:-1] for line in lines if line.endswith(":") and line[0].isalnum()), changed)
    changes = "".join(f"  {slug}: {{counts_as_one: {{now: Once there and back., why: Measured.}}}}\n" for slug in slugs)
    (folder / "library.yaml").write_text(CLINIC, encoding="utf-8")
    (folder / "exercises.yaml").write_text(OWN, encoding="utf-8")
    (folder / "changes.yaml").write_text(f"exercises:\n{changes}", encoding="utf-8")
    return folder


def ratio(home: Path, libraries: dict[str, Path], round_: str) -> float:
    """The processor time of the clinic's build divided by that of its base, both built now."""
    sites = {name: make_site(one, home / f"site-{name}", home / f"store-{name}") for name, one in libraries.items()}
    took = {name: cost(site).processor for name, site in sites.items()}
    tell(f"{round_}: " + ", ".join(f"{name} {seconds:.2f} s" for name, seconds in took.items()))
    return took["clinic"] / took["base"]


def main() -> None:
    """Print the processor seconds of each round, and the median ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", type=int)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--changed", type=int, default=20)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        python("generate.py", str(asked.size), home / "data").run()
        libraries = {"base": home / "data", "clinic": clinic(home / "data", asked.changed)}
        first = ratio(home, libraries, "empty store")
        later = median(ratio(home, libraries, f"round {number}") for number in range(1, asked.rounds + 1))
    print(f"{asked.size} exercises: a clinic's build takes {later:.2f} of its base's; {first:.2f} with an empty store")


if __name__ == "__main__":
    main()
