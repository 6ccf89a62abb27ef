"""What a review needs: the reviewer's sheet, which reviews are due, and what changed since one.

A sheet keeps the text that was reviewed in reviews/ of the library, under its fingerprint.
"""

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from difflib import unified_diff
from pathlib import Path

from exercise_handbook.cache import put
from exercise_handbook.intake.load import load_library, today_anywhere
from exercise_handbook.intake.reviews import reviewed_text
from exercise_handbook.library.library import Library
from exercise_handbook.library.model import Exercise, Review
from exercise_handbook.library.problems import Problems
from exercise_handbook.library.reviewed_text import fingerprint
from exercise_handbook.library.wording import good_until, months_later
from exercise_handbook.paper.review_sheet import Asked, as_job, as_page
from exercise_handbook.paper.typesetting import Refused, typeset
from exercise_handbook.refusals import CannotGoOn

SOON = 3
"""Months before a review runs out in which it is due."""

TO_WRITE = """{slug}: when it is signed, write what stands on the sheet, and only that:
  reviewed: {{by: …, role: …, on: …, fingerprint: "{fingerprint}"}}"""


def sheet(home: Path, docs: Path, what: str, target: Path) -> int:
    """Make the sheet for an exercise, a routine, safety or all, as a page and as a PDF."""
    return _with_library(home, docs, lambda library: _sheet(library, home, what, target))


def due(home: Path, docs: Path) -> int:
    """Tell which reviews run out within three months, have run out, or are of something that changed since."""
    today = today_anywhere(datetime.now(UTC))
    return _with_library(home, docs, lambda library: _print([*due_lines(library, today)]))


def difference(home: Path, docs: Path, slug: str) -> int:
    """Tell what an exercise said when it was reviewed, and what it says now."""
    return _with_library(home, docs, lambda library: _print(_difference(library, home, slug)))


def due_lines(library: Library, today: date) -> Iterator[str]:
    """A line for each review that somebody has to look after, then how many exercises have none."""
    for exercise in library.exercises.values():
        if exercise.reviewed and (why := _why_due(exercise, exercise.reviewed, library, today)):
            yield f"{exercise.slug}: reviewed by {exercise.reviewed.by} on {exercise.reviewed.on}; {why}"
    never = [one.slug for one in library.exercises.values() if not one.reviewed]
    yield f"never reviewed: {', '.join(never)}" if never else "each exercise was reviewed once"


def _why_due(exercise: Exercise, review: Review, library: Library, today: date) -> str:
    until = good_until(review, library.publication)
    if review.fingerprint is None:
        return "nobody knows what was reviewed: it has no fingerprint"
    if exercise.slug in library.changed_since_review:
        return f"it changed since then: handbook diff {exercise.slug}"
    if until < today:
        return f"it ran out on {until}"
    return f"it runs out on {until}" if until <= months_later(today, SOON) else ""


def _sheet(library: Library, home: Path, what: str, target: Path) -> int:
    asked = [*_asked(library, what)]
    name = library.publication.name if what == "all" else asked[0].name
    target.mkdir(parents=True, exist_ok=True)
    page, pdf = target / f"{what}.html", target / f"{what}.pdf"
    page.write_text(as_page(name, asked, library), encoding="utf-8")
    try:
        pdf.write_bytes(typeset(as_job(name, asked, library)))
    except Refused as refused:
        raise CannotGoOn(f"{what}: {refused.field}: {refused.why}") from None
    return _print([f"{page}: written", f"{pdf}: written", *_kept(library, asked, home)])


def _asked(library: Library, what: str) -> Iterator[Asked]:
    """What is to be reviewed. Raises CannotGoOn where the library has no such thing."""
    now = reviewed_text(library)
    exercises = [one for one in library.exercises.values() if what in (one.slug, "all")]
    yield from (Asked(one.name, one, fingerprint(now(one))) for one in exercises)
    routines = [one for one in library.routines.values() if what in (one.slug, "all")]
    yield from (Asked(one.name, one) for one in routines)
    if what in ("safety", "all"):
        yield Asked(library.say("safety"), library.safety)
    elif not exercises and not routines:
        raise CannotGoOn(f"{what}: write the slug of an exercise or a routine, or safety, or all")


def _kept(library: Library, asked: list[Asked], home: Path) -> Iterator[str]:
    """Keep the texts of the exercises that are to be reviewed."""
    now = reviewed_text(library)
    for one in asked:
        if isinstance(one.entry, Exercise):
            file = _file(home, one.entry.slug, one.fingerprint)
            with put(file) as new:
                new.write_text(now(one.entry), encoding="utf-8")
            yield f"{file}: kept, to compare with later; put it into git"
            yield TO_WRITE.format(slug=one.entry.slug, fingerprint=one.fingerprint)


def _file(home: Path, slug: str, known_by: str) -> Path:
    return home / "reviews" / f"{slug}-{known_by}.txt"


def _difference(library: Library, home: Path, slug: str) -> list[str]:
    exercise = library.exercises.get(slug)
    if exercise is None or exercise.reviewed is None or exercise.reviewed.fingerprint is None:
        raise CannotGoOn(f"{slug}: there is no review with a fingerprint to compare with")
    file = _file(home, slug, exercise.reviewed.fingerprint)
    if not file.is_file() or fingerprint(then := file.read_text(encoding="utf-8")) != exercise.reviewed.fingerprint:
        raise CannotGoOn(f"{file}: the text that was reviewed is not there as it was; look for it in git")
    now = reviewed_text(library)(exercise)
    names = (f"reviewed on {exercise.reviewed.on}", "now")
    lines = unified_diff(then.splitlines(), now.splitlines(), *names, n=0, lineterm="")
    return [line for line in lines if not line.startswith("@@")] or [f"{slug}: nothing changed since it was reviewed"]


def _with_library(home: Path, docs: Path, then: Callable[[Library], int]) -> int:
    try:
        library = load_library(home, docs)
    except Problems as problems:
        print(problems, file=sys.stderr)
        return 1
    return then(library)


def _print(lines: list[str]) -> int:
    print("\n".join(lines))
    return 0
