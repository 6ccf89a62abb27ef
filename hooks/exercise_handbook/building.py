"""Builds the site beside the last good one and swaps it in whole, or not at all.

Run by `make site` and `handbook build`. MkDocs itself empties its output folder before it writes, so a build that
is killed would leave half a site. Here the old folder stays until the new one is complete.
"""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from exercise_handbook.locking import alone
from exercise_handbook.refusals import CannotGoOn
from exercise_handbook.replacing import clear_left_overs, let_others_read, prefix, put_in_place, why_not, workshop

HOME = Path(__file__).parent


def main() -> int:
    """Build into a folder beside SITE, then swap. Returns the exit status of the build."""
    site = named(os.environ.get("SITE") or "site")
    if trouble := why_not(site):
        print(f"ERROR   -  SITE={site}: {trouble}", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that all is cleared away, and the engine ended
    let_others_read()
    site.parent.mkdir(parents=True, exist_ok=True)
    site = site.parent.resolve() / site.name
    busy = f"SITE={site}: another build is writing this site now; wait until it has ended, then try again"
    with alone(workshop(site) / f"{prefix(site)}.lock", busy):
        clear_left_overs(site)
        with tempfile.TemporaryDirectory(prefix=f"{prefix(site)}-", dir=workshop(site)) as folder:
            return publish(Path(folder) / "new", site)


def named(site: str) -> Path:
    """The folder that is meant by a name such as site or ~/site."""
    try:
        return Path(site).expanduser().absolute()
    except RuntimeError:  # as of ~nobody/site
        raise CannotGoOn(f"SITE={site}: nobody here has that name; write the folder from its / on") from None


def publish(new: Path, site: Path) -> int:
    """Build into a new folder, put it in the place of the site, and say what could not be done as usual."""
    if status := build(new) or is_hollow(new):
        return status
    if kept := put_in_place(new, site):
        print(f"INFO    -  Kept in {site}, as no build made it: {', '.join(kept)}", file=sys.stderr)
    print(f"INFO    -  The new site is in {site}", file=sys.stderr)
    if workshop(site) == site:
        said = "cannot be renamed (a mount, or a folder in one of somebody else's), so its contents were replaced"
        print(f"INFO    -  {site} {said} one after the other, not in one step", file=sys.stderr)
    return 0


def build(folder: Path) -> int:
    """Let MkDocs, or its continuation named in ENGINE, build strictly into a folder."""
    return _engine("build", "--strict", "--site-dir", str(folder), SITE=str(folder))


def look(address: str) -> int:
    """Let MkDocs show the site at an address of this computer, such as 127.0.0.1:8000, until it is stopped."""
    return _engine("serve", "--strict", "--dev-addr", address)


def _engine(*words: str, **surroundings: str) -> int:
    """Run MkDocs in a process of its own, set up by mkdocs.yml or the file named in CONFIG. Returns its exit status."""
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    found = os.pathsep.join(filter(None, (str(HOME.parent), os.environ.get("PYTHONPATH"))))
    config = ["--config-file", os.environ["CONFIG"]] if os.environ.get("CONFIG") else []
    command = [sys.executable, "-m", "exercise_handbook.engine", *words, *config]
    return subprocess.run(
        command, env=os.environ | quiet | surroundings | {"PYTHONPATH": found}, check=False
    ).returncode


def is_hollow(folder: Path) -> int:
    """1, with a message, if the engine ended well but made no exercise page, as one that ignores hooks does; else 0."""
    if any(folder.glob("exercises/*/index.html")):
        return 0
    print("ERROR   -  the engine made no exercise page; does it know hooks?", file=sys.stderr)
    return 1
