"""Run by `make site`: a door to exercise_handbook.building, which `handbook build` runs too."""

import sys

from exercise_handbook.building import main
from exercise_handbook.refusals import run_command

if __name__ == "__main__":
    sys.exit(run_command(main))
