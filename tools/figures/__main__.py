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

from exercise_handbook.library.problems import Problems
from figures import HOME, draw, motion
from figures.answers import Answers, kept_in, read_rows
from figures.contact_sheet import contact_sheet
from figures.picture import BUILDS
from figures.pose import read_pose
from figures.preview import preview

POSES, OUT, CACHE = HOME / "data/poses", HOME / "data/figures", HOME / ".cache/figures"
FIRST = next(iter(BUILDS))
"""The body whose drawings lie in the folder itself; those of others lie in a folder of their own in it."""
BESIDE = {"__main__", "bake", "contact_sheet", "preview", "search"}
"""Rooms that no line of a drawing depends on once its answers are known."""
UNCHANGED = "unchanged"


class Job(NamedTuple):
    """One exercise on one body."""

    path: Path
    build: str


class Done(NamedTuple):
    """What became of a job: in words, file name → text, and the answers that a search found, as text."""

    told: str
    files: dict[str, str]
    answers: str = ""
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
    for name, text in done.files.items():
        _write(folder / name, text)
    if done.answers:
        _write(kept_in(job.path, job.build), done.answers)
    slug = job.path.stem
    shown = done.files.get(f"{slug}-{draw.WHOLE}.svg", done.files.get(f"{slug}-end.svg"))
    picture = folder / f"{slug}-preview.png"
    if shown and not (done.told == UNCHANGED and picture.is_file()):
        picture.write_bytes(preview(shown))
    print(f"[{'#' * number}{'.' * (total - number)}] {job.path.stem} ({job.build}): {done.told}", flush=True)
    return done


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


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
    answers = kept_in(job.path, job.build)
    kept = _cache(job, answers.read_bytes() if answers.is_file() else b"")
    if kept.is_file():
        return Done(UNCHANGED, json.loads(kept.read_text(encoding="utf-8")))
    try:
        files, text = drawn_files(job)
    except Problems as problems:
        return Done(f"refused\n{problems}", {}, refused=True)
    _cache(job, text.encode()).write_text(json.dumps(files), encoding="utf-8")
    return Done(f"{time.monotonic() - began:.1f} s", files, text)


def drawn_files(job: Job) -> tuple[dict[str, str], str]:
    """Every file of one exercise on one body, name → text, and its answers. Raises Problems when it cannot be met."""
    poses, sheet = read_pose(job.path)
    answers = Answers(draw.skeleton(job.build), read_rows(kept_in(job.path, job.build)))
    fitted = draw.bend(answers, poses)
    draw.check(poses, sheet, fitted)
    stage = draw.Stage(job.path.stem, answers.bones, poses, fitted)
    return draw.drawings(stage) | motion.movement(stage, answers), answers.text()


def _cache(job: Job, answers: bytes) -> Path:
    """Where the drawings are kept that are made from this pose, these answers and these rooms."""
    made_from = hashlib.sha256(_rooms() + job.build.encode() + job.path.read_bytes() + answers).hexdigest()[:20]
    return CACHE / f"{job.path.stem}-{job.build}-{made_from}.json"


@cache
def _rooms() -> bytes:
    """What every drawing depends on, as a hash: the rooms that draw, the tables and the bodies."""
    rooms = sorted(path for path in Path(__file__).parent.rglob("*.*") if path.suffix in (".py", ".yaml", ".npz"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in rooms if path.stem not in BESIDE)).digest()


if __name__ == "__main__":
    sys.exit(main())
