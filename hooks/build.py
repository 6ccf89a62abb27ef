"""Builds the site beside the last good one and swaps it in whole, or not at all.

Run by `make site`. MkDocs itself empties its output folder before it writes, so a build that
is killed would leave half a site. Here the old folder stays until the new one is complete.
"""

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

MARK = "made-by-the-exercise-handbook.txt"
BEING_BUILT = "being-built"
EXCHANGE = 2  # RENAME_EXCHANGE of Linux's renameat2(2): two names change places in one step
HERE = -100  # AT_FDCWD: paths are meant from the working folder


def main() -> int:
    """Build into a folder beside SITE, then swap. Returns the exit status of the build."""
    site = Path(os.environ.get("SITE") or "site").expanduser().absolute()
    if trouble := why_not(site):
        print(f"ERROR   -  SITE={site}: {trouble}", file=sys.stderr)
        return 2
    site.parent.mkdir(parents=True, exist_ok=True)
    for left_over in site.parent.glob(f".{site.name}-{BEING_BUILT}-*"):  # of a build that was killed
        shutil.rmtree(left_over)
    with tempfile.TemporaryDirectory(prefix=f".{site.name}-{BEING_BUILT}-", dir=site.parent) as folder:
        new = Path(folder) / "new"
        status = build(new) or is_hollow(new)
        if status == 0:
            (new / MARK).write_text("This folder is replaced whole at every build.\n")
            swap(new, site)
    return status


def why_not(site: Path) -> str:
    """Why this folder must not be replaced, in words; "" when it may be."""
    if site.is_symlink():
        return "it is a link; write the folder that it leads to"
    if site.exists() and not site.is_dir():
        return "it is a file; write a folder"
    if site.is_dir() and any(site.iterdir()) and not (site / MARK).is_file():
        return "there are files here that this command did not make; write another folder, or empty it first"
    return ""


def build(folder: Path) -> int:
    """Let MkDocs, or its continuation named in ENGINE, build strictly into a folder."""
    engine = os.environ.get("ENGINE") or "mkdocs"
    environment = os.environ | {"SITE": str(folder), "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    command = [sys.executable, "-m", engine, "build", "--strict", "--site-dir", str(folder)]
    return subprocess.run(command, env=environment, check=False).returncode


def is_hollow(folder: Path) -> int:
    """1, said aloud, if the engine came to a good end without any exercise: one that ignores hooks does."""
    if any(folder.glob("exercises/*/index.html")):
        return 0
    print("ERROR   -  the engine made no exercise page; does it know hooks?", file=sys.stderr)
    return 1


def swap(new: Path, site: Path) -> None:
    """Put the new folder where the old one is, in one step where the system has one."""
    if not site.exists():
        new.rename(site)
    elif not exchange(new, site):
        old = new.with_name("old")
        site.rename(old)
        new.rename(site)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places. False where the system or the disk cannot."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    return rename is not None and rename(HERE, bytes(one), HERE, bytes(other), EXCHANGE) == 0


if __name__ == "__main__":
    sys.exit(main())
