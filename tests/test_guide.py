"""The guide in CONTRIBUTING.md, followed to the letter in a copy of the project."""

import os
import re
import subprocess
import sys
from pathlib import Path

from support import ROOT, copy_of_the_project

GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("### The files of a library")[0]
BLOCKS = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)


def example() -> str:
    """The guide's exercise, notes behind values taken out as it says, with the sources of its step 4."""
    entry, sourced = (re.sub(r" +#.*", "", block) for block in BLOCKS)
    unsourced = "".join(line for line in entry.splitlines(keepends=True) if not line.startswith("  dose:"))
    return unsourced + sourced


def run(where: Path, data: Path, *command: str) -> str:
    """What a command says that is run in a folder, with data as the library."""
    surroundings = os.environ | {"PYTHONPATH": str(ROOT / "hooks"), "DATA": str(data)}
    done = subprocess.run(
        [sys.executable, *command], cwd=where, env=surroundings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_example_of_the_guide_keeps_every_promise(tmp_path):
    data = copy_of_the_project(tmp_path) / "data"
    with (data / "exercises.yaml").open("a", encoding="utf-8") as exercises:
        exercises.write(f"\n{example()}")
    run(tmp_path, data, "-m", "exercise_handbook.cli", "addresses", str(data), "--docs", "docs")
    asked = run(ROOT, data, "-m", "pytest", "-v", "-n", "0", "-p", "no:cacheprovider", "tests/data/test_promises.py")
    assert asked.count("[foot-slide] PASSED") > 5
