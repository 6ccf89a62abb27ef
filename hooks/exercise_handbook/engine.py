"""Runs MkDocs, or its continuation named in ENGINE, as its own command would, and tells in words what is refused."""

import gc
import os
import runpy
import sys

from exercise_handbook.refusals import told


def main() -> int:
    """Run the engine with our own arguments. It ends the process itself."""
    gc.set_threshold(100_000, 50, 50)  # a build lets go of little: to look for it as often as usual takes a sixth of it
    runpy.run_module(os.environ.get("ENGINE") or "mkdocs", run_name="__main__", alter_sys=True)
    return 0


if __name__ == "__main__":
    del sys.path[0]  # the folder we are in; a name there must not hide a package
    sys.exit(told(main))
