"""Draws exercises from poses: `python -m figures`. The site itself needs nothing of this house."""

import sys
from pathlib import Path

HOME = Path(__file__).parents[1]
"""The project's folder."""

sys.path.append(str(HOME / "hooks"))  # the strict loader and the words for problems live there
