"""Runs MkDocs, or its continuation named in ENGINE, as its own command would; puts what the system refuses in words."""

import atexit
import gc
import os
import runpy
import sys
from importlib.util import find_spec

from exercise_handbook.refusals import CannotGoOn, run_command


def collect_garbage_rarely() -> None:
    """Let Python collect garbage less often: a build leaves little, and looking for it takes a fifth of the time.

    Nor is all that is in memory looked through at the end, as it goes with the process.
    """
    gc.set_threshold(300_000, 50, 50)
    atexit.register(gc.freeze)


def main() -> int:
    """Run the engine with our own arguments. It ends the process itself."""
    collect_garbage_rarely()
    engine = os.environ.get("ENGINE") or "mkdocs"
    if not is_program(engine):
        raise CannotGoOn(f"ENGINE={engine}: Python knows no program of this name; leave it out, and MkDocs builds")
    runpy.run_module(engine, run_name="__main__", alter_sys=True)
    return 0


def is_program(name: str) -> bool:
    """Whether Python can run what has a name: a module, or a package that says how it is run."""
    try:
        found = find_spec(name)
        if found and found.submodule_search_locations is not None:
            found = find_spec(f"{name}.__main__")
    except (ImportError, ValueError):  # of a name with dots that leads nowhere
        return False
    return found is not None and str(found.origin).endswith(".py")


if __name__ == "__main__":
    del sys.path[0]  # the folder we are in; a name there must not hide a package
    sys.exit(run_command(main))
