"""Lighthouse on a phone's profile, one page of each kind: python -m audit.lighthouse FOLDER [--runs 5]."""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from audit.reader import chromium_program
from audit.running import progress
from audit.serving import served
from audit.site import Site

PROGRAM = Path(__file__).parent / "node_modules/lighthouse/cli/index.js"
FULL = ("accessibility", "best-practices", "seo")
"""The categories that must score 100. Performance depends on the machine: it is told, not judged."""

Report = dict[str, Any]


def main() -> int:
    """Print a line a page, then what keeps a category from 100. Returns 1 if anything does, 2 if a tool is missing."""
    parser = argparse.ArgumentParser(prog="python -m audit.lighthouse", description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder of the site")
    parser.add_argument("--runs", type=int, default=1, help="how often each page is opened; the median is told")
    asked = parser.parse_args()
    try:
        return told(reports(Site(asked.folder), asked.runs))
    except FileNotFoundError as missing:
        print(missing, file=sys.stderr)
        return 2


def reports(site: Site, runs: int) -> dict[str, list[Report]]:
    """The reports of each page; one browser at a time, so that none slows another."""
    pages = [at for at in site.kinds if at != "/404.html"]  # Lighthouse gives no score to what is not there
    found: dict[str, list[Report]] = {}
    with served(site) as server:
        for number, at in enumerate(pages, 1):
            found[at] = [report(server.address + at) for _ in range(runs)]
            progress(number, len(pages), f"lighthouse {at}")
    return found


def report(address: str) -> Report:
    """What Lighthouse says of one visit by a phone on a slow network.

    Raises CalledProcessError when it cannot say, FileNotFoundError with the line that installs what is missing.
    """
    if not shutil.which("node") or not PROGRAM.is_file():
        raise FileNotFoundError("no Lighthouse: sudo apt-get install nodejs npm; make tools/audit/node_modules")
    root = " --no-sandbox" if os.geteuid() == 0 else ""  # root has no sandbox to run in
    flags = [f"--chrome-flags=--headless=new{root}", "--output=json", "--output-path=stdout", "--quiet"]
    environment = os.environ | {"CHROME_PATH": chromium_program()}
    said = subprocess.run(["node", str(PROGRAM), address, *flags], capture_output=True, check=True, env=environment)
    found: Report = json.loads(said.stdout)
    return found


def told(found: dict[str, list[Report]]) -> int:
    """Print scores and faults."""
    width = max(map(len, found), default=0)
    print(f"{'page':{width}}  {'  '.join(FULL)}  performance (median of {len(next(iter(found.values()), []))})")
    for at, said in found.items():
        marks = "  ".join(f"{score(said, one):{len(one)}}" for one in FULL)
        print(f"{at:{width}}  {marks}  {score(said, 'performance')}")
    wrong = [f"{at}: {one}" for at, said in found.items() for one in dict.fromkeys(faults(said))]
    print(*wrong, sep="\n")
    return int(any(score(said, one) < 100 for said in found.values() for one in FULL))


def score(said: list[Report], category: str) -> int:
    """The median score of a category, of 100."""
    return round(100 * median(one["categories"][category]["score"] or 0 for one in said))


def faults(said: list[Report]) -> Iterator[str]:
    """The audits that cost a category its 100."""
    for one in said:
        for category in FULL:
            for reference in one["categories"][category]["auditRefs"]:
                audit = one["audits"][reference["id"]]
                if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                    yield f"{category}: {audit['title']} ({reference['id']})"


if __name__ == "__main__":
    sys.exit(main())
