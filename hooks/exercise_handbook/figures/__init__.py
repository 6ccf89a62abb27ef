"""Draws exercises from poses: `handbook draw`, and so `make figures`. Building a site needs nothing of this house."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # each process has a core; its arrays are small
