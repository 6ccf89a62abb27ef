"""Draws exercises from poses: `python -m figures`. The site itself needs nothing of this house."""

import os
import sys
from pathlib import Path

HOME = Path(__file__).parents[2]
"""The project's folder."""

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # each process has a core; its arrays are small
sys.path.append(str(HOME / "hooks"))  # the strict loader and the words for problems live there
