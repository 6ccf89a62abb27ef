"""Run by `make serve`: a door to exercise_handbook.engine, which `handbook serve` runs too."""

import sys

from exercise_handbook.engine import main
from exercise_handbook.refusals import run_command

if __name__ == "__main__":
    del sys.path[0]  # hooks/ is for MkDocs to add; a name of ours must not hide a package
    sys.exit(run_command(main))
