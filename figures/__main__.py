"""Draws what changed: python -m figures [slug …] [--build older] [--out FOLDER] [--motion]."""

import argparse
import hashlib
import json
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from figures import HOME, draw, motion
from figures.contact_sheet import contact_sheet
from figures.picture import BUILDS
from figures.pose import read_pose
from handbook.problems import Problems

POSES, OUT, CACHE = HOME / "data" / "poses", HOME / "data" / "figures", HOME / ".cache" / "figures"


def main(words=None):
    """Draw, tell how it goes, and give 0, or 1 when a pose was refused."""
    asked = arguments(words)
    asked.out.mkdir(parents=True, exist_ok=True)
    paths = [path for path in sorted(asked.poses.glob("*.yaml")) if not asked.slugs or path.stem in asked.slugs]
    jobs = [(path, build, asked.motion and build == "average") for path in paths for build in asked.build]
    refused = 0
    with ProcessPoolExecutor(asked.processes) as pool:
        for done, (told, files, problems) in enumerate(pool.map(drawn, jobs), 1):
            for name, text in files.items():
                (asked.out / name).write_text(text, encoding="utf-8")
            print(f"[{done}/{len(jobs)}] {told}", *problems, sep="\n", flush=True)
            refused += bool(problems)
    sheet = CACHE / "contact-sheet.html"
    sheet.write_text(contact_sheet(asked.out), encoding="utf-8")
    print(f"contact sheet: {sheet}")
    return int(refused > 0)


def arguments(words):
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m figures", description="Draw the exercises whose poses changed.")
    parser.add_argument("slugs", nargs="*", help="exercises; all when none is named")
    parser.add_argument("--build", action="append", choices=sorted(BUILDS), help="which body; average when not said")
    parser.add_argument("--motion", action="store_true", help="draw the movements too")
    parser.add_argument("--poses", type=Path, default=POSES, help="folder of the poses")
    parser.add_argument("--out", type=Path, default=OUT, help="folder of the drawings")
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args(words)
    asked.build = asked.build or ["average"]
    CACHE.mkdir(parents=True, exist_ok=True)
    return asked


def drawn(job):
    """One exercise on one body: what to tell, file name → text, and problems in words."""
    path, build, moving = job
    began, kept = time.monotonic(), CACHE / f"{fingerprint(path)}-{build}{'-motion' * moving}.json"
    told = f"{path.stem} ({build})"
    if kept.is_file():
        return f"{told}: unchanged", json.loads(kept.read_text(encoding="utf-8")), []
    try:
        files = drawn_files(path, build, moving)
    except Problems as problems:
        return f"{told}: refused", {}, problems.problems
    kept.write_text(json.dumps(files), encoding="utf-8")
    return f"{told}: {time.monotonic() - began:.1f} s", files, []


def drawn_files(path, build, moving=False):
    """Every file of one exercise on one body: name → text. Raises Problems when the pose cannot be met."""
    poses, sheet = read_pose(path)
    bones = draw.skeleton(build)
    fitted = draw.bend(bones, poses)
    draw.check(poses, sheet, fitted)
    files = draw.drawings(path.stem, poses, build, bones, fitted)
    return files | (motion.movement(path.stem, poses, bones, fitted, build) if moving else {})


def fingerprint(path):
    """What a drawing depends on, as a short hash: its pose, this house's code and the bodies."""
    house = Path(__file__).parent
    parts = [path, *sorted(house.glob("*.py")), *sorted(house.glob("body/*.npz"))]
    return hashlib.sha256(b"".join(part.read_bytes() for part in parts)).hexdigest()[:20]


if __name__ == "__main__":
    sys.exit(main())
