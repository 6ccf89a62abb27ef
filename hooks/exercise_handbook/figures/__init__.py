"""Draws exercises from poses: `make figures`, `handbook draw`. The site itself needs nothing of this house."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # each process has a core; its arrays are small
