"""Runs MkDocs, or its continuation named in ENGINE, as its own command would, and tells in words what is refused."""

import gc
import os
import runpy
import sys
from importlib.util import find_spec

from exercise_handbook.refusals import CannotGoOn, run_command


def look_rarely_for_what_is_let_go() -> None:
    """Let Python look less often for memory to free: a build lets go of little, and looking takes a sixth of it."""
    gc.set_threshold(100_000, 50, 50)


def main() -> int:
    """Run the engine with our own arguments. It ends the process itself."""
    look_rarely_for_what_is_let_go()
    engine = os.environ.get("ENGINE") or "mkdocs"
    if find_spec(engine) is None:
        raise CannotGoOn(f"ENGINE={engine}: there is no such program; leave it out, and MkDocs builds")
    runpy.run_module(engine, run_name="__main__", alter_sys=True)
    return 0


if __name__ == "__main__":
    del sys.path[0]  # the folder we are in; a name there must not hide a package
    sys.exit(run_command(main))
