"""Draws what changed, of all poses or of those named, on all bodies or on one: a job for each."""

import hashlib
import json
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import NamedTuple

from exercise_handbook.figures import draw, motion
from exercise_handbook.figures.answers import Answers, kept_in, read_rows
from exercise_handbook.figures.contact_sheet import contact_sheet
from exercise_handbook.figures.picture import BUILDS
from exercise_handbook.figures.pose import read_pose
from exercise_handbook.figures.preview import preview
from exercise_handbook.intake.advice import nearest
from exercise_handbook.library.problems import Problems
from exercise_handbook.refusals import CannotGoOn

FIRST = next(iter(BUILDS))
"""The body whose drawings lie in the folder itself; those of others lie in a folder of their own in it."""
NOT_DRAWING = {"bake", "contact_sheet", "jobs", "preview", "search"}
"""Rooms that no line of a drawing depends on once its answers are known."""
UNCHANGED = "unchanged"


class Job(NamedTuple):
    """One exercise on one body. cache: the folder of the drawings made before."""

    path: Path
    build: str
    cache: Path


class Done(NamedTuple):
    """What became of a job: in words, file name → text, and the answers that a search found, as text."""

    told: str
    files: dict[str, str]
    answers: str = ""
    refused: bool = False


def draw_changed(slugs: Sequence[str], body: str, poses: Path, out: Path, kept: Path) -> int:
    """Draw the poses of a folder, tell how it goes, and give 0, or 1 when one was refused.

    No slugs or no body: all. out: the folder of the drawings. kept: the folder of the cache and the contact sheet.
    Raises CannotGoOn where there is no such pose or body.
    """
    jobs = [Job(path, build, kept) for build in _bodies(body) for path in _paths(poses, slugs)]
    kept.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor() as pool:
        done = [_written(number, len(jobs), job, out, result)
                for number, (job, result) in enumerate(zip(jobs, pool.map(drawn, jobs), strict=True), 1)]  # fmt: skip
    sheet = kept / "contact-sheet.html"
    sheet.write_text(contact_sheet(out), encoding="utf-8")
    print(f"contact sheet: {sheet}")
    return int(any(result.refused for result in done))


def _bodies(named: str) -> Sequence[str]:
    if named and named not in BUILDS:
        raise CannotGoOn(f"--body {named}: write one of {', '.join(BUILDS)}")
    return [named] if named else [*BUILDS]


def _paths(poses: Path, slugs: Sequence[str]) -> list[Path]:
    """The files of poses, all when none is named."""
    known = {path.stem: path for path in sorted(poses.glob("*.yaml"))}
    unknown = [
        f"{poses / slug}.yaml: there is no such pose{nearest(slug, known)}" for slug in slugs if slug not in known
    ]
    if unknown:
        raise CannotGoOn("\n".join(unknown))
    if not known:
        raise CannotGoOn(f"{poses}: there is no pose; write one as {poses}/<slug>.yaml (docs/figures.md says how)")
    return [known[slug] for slug in slugs or known]


def _written(number: int, total: int, job: Job, out: Path, done: Done) -> Done:
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
    print(f"[{'#' * number}{'.' * (total - number)}] {slug} ({job.build}): {done.told}", flush=True)
    return done


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


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
    return job.cache / f"{job.path.stem}-{job.build}-{made_from}.json"


@cache
def _rooms() -> bytes:
    """What every drawing depends on, as a hash: the rooms that draw, the tables and the bodies."""
    rooms = sorted(path for path in Path(__file__).parent.rglob("*.*") if path.suffix in (".py", ".yaml", ".npz"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in rooms if path.stem not in NOT_DRAWING)).digest()
