"""Judges a built site: python -m audit FOLDER [--all]."""

import argparse
import sys
from pathlib import Path

from audit.depth import Depth
from audit.findings import has_failed, table, told
from audit.running import audit


def main() -> int:
    """Print what each rule found, then each failure. Returns 1 if there are any, 2 if a tool is missing."""
    parser = argparse.ArgumentParser(prog="python -m audit", description="Judge a built site as its readers meet it.")
    parser.add_argument("folder", type=Path, help="the folder of the site")
    parser.add_argument("--all", action="store_true", help="look at each page as closely as at one of each kind")
    parser.add_argument("--quick", action="store_true", help="one width, each state once, light for all but axe")
    parser.add_argument("--processes", type=int, default=2, help="how many browsers to use")
    asked = parser.parse_args()
    try:
        found = audit(asked.folder, Depth.LOOK if asked.quick else Depth.MATRIX, asked.all, asked.processes)
    except FileNotFoundError as missing:
        print(missing, file=sys.stderr)
        return 2
    print(table(found), *told(found), sep="\n")
    return int(has_failed(found))


if __name__ == "__main__":
    sys.exit(main())
