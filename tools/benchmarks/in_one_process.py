"""Builds as `mkdocs build` does, all of it in this process, so that a profile sees every call."""

import runpy
import sys

from exercise_handbook import forking

if __name__ == "__main__":
    forking.MOST = 1
    sys.path.pop(0)  # this folder, whose names are not to hide a package's
    runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
