"""Draws what changed: python -m figures [slug …] [--body older] [--out FOLDER]."""

import argparse
import hashlib
import json
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import NamedTuple

from figures import HOME, draw, motion
from figures.contact_sheet import contact_sheet
from figures.picture import BUILDS
from figures.pose import read_pose
from figures.preview import preview
from handbook.problems import Problems

POSES, OUT, CACHE = HOME / "data/poses", HOME / "data/figures", HOME / ".cache/figures"
FIRST = next(iter(BUILDS))
"""The body whose drawings lie in the folder itself; those of others lie in a folder of their own in it."""
BESIDE = {"__main__", "bake", "contact_sheet", "preview"}
"""Rooms that no line of a drawing depends on."""
UNCHANGED = "unchanged"


class Job(NamedTuple):
    """One exercise on one body."""

    path: Path
    build: str


class Done(NamedTuple):
    """What became of a job: in words, and file name → text."""

    told: str
    files: dict[str, str]
    refused: bool = False


def main(words: list[str] | None = None) -> int:
    """Draw, tell how it goes, and give 0, or 1 when a pose was refused."""
    asked = arguments(words)
    CACHE.mkdir(parents=True, exist_ok=True)
    paths = [path for path in sorted(asked.poses.glob("*.yaml")) if not asked.slugs or path.stem in asked.slugs]
    jobs = [Job(path, build) for build in asked.body or BUILDS for path in paths]
    with ProcessPoolExecutor() as pool:
        done = [_kept(number, len(jobs), job, asked.out, result)
                for number, (job, result) in enumerate(zip(jobs, pool.map(drawn, jobs), strict=True), 1)]  # fmt: skip
    sheet = CACHE / "contact-sheet.html"
    sheet.write_text(contact_sheet(asked.out), encoding="utf-8")
    print(f"contact sheet: {sheet}")
    return int(any(result.refused for result in done))


def _kept(number: int, total: int, job: Job, out: Path, done: Done) -> Done:
    """Write the files of a job, and tell what became of it."""
    folder = out if job.build == FIRST else out / job.build
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in done.files.items():
        (folder / name).write_text(text, encoding="utf-8")
    shown, picture = done.files.get(f"{job.path.stem}-end.svg"), folder / f"{job.path.stem}-preview.png"
    if shown and not (done.told == UNCHANGED and picture.is_file()):
        picture.write_bytes(preview(shown))
    print(f"[{'#' * number}{'.' * (total - number)}] {job.path.stem} ({job.build}): {done.told}", flush=True)
    return done


def arguments(words: list[str] | None) -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m figures", description="Draw the exercises whose poses changed.")
    parser.add_argument("slugs", nargs="*", help="exercises; all when none is named")
    parser.add_argument("--body", action="append", choices=sorted(BUILDS), help="which body; all when none is named")
    parser.add_argument("--poses", type=Path, default=POSES, help="folder of the poses")
    parser.add_argument("--out", type=Path, default=OUT, help="folder of the drawings")
    return parser.parse_args(words)


def drawn(job: Job) -> Done:
    """One exercise on one body, from the cache when nothing it is made from has changed."""
    began = time.monotonic()
    made_from = hashlib.sha256(_house() + job.build.encode() + job.path.read_bytes()).hexdigest()[:20]
    kept = CACHE / f"{job.path.stem}-{job.build}-{made_from}.json"
    if kept.is_file():
        return Done(UNCHANGED, json.loads(kept.read_text(encoding="utf-8")))
    try:
        files = drawn_files(job)
    except Problems as problems:
        return Done(f"refused\n{problems}", {}, refused=True)
    kept.write_text(json.dumps(files), encoding="utf-8")
    return Done(f"{time.monotonic() - began:.1f} s", files)


def drawn_files(job: Job) -> dict[str, str]:
    """Every file of one exercise on one body: name → text. Raises Problems when the pose cannot be met."""
    poses, sheet = read_pose(job.path)
    bones = draw.skeleton(job.build)
    fitted = draw.bend(bones, poses)
    draw.check(poses, sheet, fitted)
    stage = draw.Stage(job.path.stem, bones, poses, fitted)
    return draw.drawings(stage) | motion.movement(stage, bones)


@cache
def _house() -> bytes:
    """What every drawing depends on, as a hash: the rooms that draw, the tables and the bodies."""
    rooms = sorted(path for path in Path(__file__).parent.rglob("*.*") if path.suffix in (".py", ".yaml", ".npz"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in rooms if path.stem not in BESIDE)).digest()


if __name__ == "__main__":
    sys.exit(main())
