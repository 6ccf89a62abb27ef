"""Runs MkDocs, or its continuation named in ENGINE, as its own command would, and tells in words what is refused."""

import os
import runpy
import sys

from handbook.refusals import told


def main() -> int:
    """Run the engine with our own arguments. It ends the process itself."""
    runpy.run_module(os.environ.get("ENGINE") or "mkdocs", run_name="__main__", alter_sys=True)
    return 0


if __name__ == "__main__":
    del sys.path[0]  # hooks/ is for MkDocs to add; a name of ours must not hide a package
    sys.exit(told(main))
