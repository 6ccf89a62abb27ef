"""Everything for clinical reviews: the reviewer's sheet, which reviews are due, and what has changed since.

The text under review is kept in the library's reviews/, named by its fingerprint.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from difflib import unified_diff
from pathlib import Path

from exercise_handbook.cache import write_whole
from exercise_handbook.intake.folder import Folder
from exercise_handbook.intake.load import open_library, today_anywhere
from exercise_handbook.intake.reviews import reviewed_text
from exercise_handbook.library.library import Library, Reviewed
from exercise_handbook.library.model.entry import Review
from exercise_handbook.library.model.safety import Safety
from exercise_handbook.library.problems import Place, for_command
from exercise_handbook.library.reviewed_text import entry_key, fingerprint
from exercise_handbook.library.wording import good_until, months_later
from exercise_handbook.paper.review_sheet import Asked, as_job, as_page
from exercise_handbook.paper.typesetting import Refused, typeset
from exercise_handbook.refusals import CannotGoOn

SOON = 3
"""How many months before it runs out a review counts as due."""

TO_WRITE = """{name}: when it is signed, write what stands on the sheet, and only that, {where}:
  reviewed: {{by: …, role: …, on: …, fingerprint: "{fingerprint}"}}"""

UNKNOWN = "{what}: write the slug of an exercise or a routine, or safety, or all"


def sheet(home: Path, docs: Path, what: str, target: Path) -> int:
    """Make the sheet for an exercise, a routine, safety or all, as a page and as a PDF."""
    return _sheet(*open_library(home, docs), what, target)


def due(home: Path, docs: Path) -> int:
    """Print the reviews that run out within three months, have run out, or are of text that has changed since."""
    library, _ = open_library(home, docs)
    return _print([*due_lines(library, today_anywhere(datetime.now(UTC)), home)])


def difference(home: Path, docs: Path, what: str) -> int:
    """Print what an exercise, a routine or safety said when it was reviewed, and what it says now."""
    library, _ = open_library(home, docs)
    return _print(_difference(library, home, what))


def due_lines(library: Library, today: date, home: Path = Path()) -> Iterator[str]:
    """A line for each review that needs attention, then what has never been reviewed."""
    entries = library.reviewable.values()
    for entry in entries:
        if entry.reviewed and (why := _why_due(entry, entry.reviewed, library, today, home)):
            yield f"{_named(entry)}: reviewed by {entry.reviewed.by} on {entry.reviewed.on}; {why}"
    never = [_named(one) for one in entries if not one.reviewed]
    yield f"never reviewed: {', '.join(never)}" if never else "all was reviewed once"


def _why_due(entry: Reviewed, review: Review, library: Library, today: date, home: Path) -> str:
    until = good_until(review, library.publication)
    if review.fingerprint is None:
        return "nobody knows what was reviewed: it has no fingerprint"
    if entry_key(entry) in library.changed_since_review:
        return f"it changed since then: handbook diff {_named(entry)}{for_command(home)}"
    if until < today:
        return f"it ran out on {until}"
    return f"it runs out on {until}" if until <= months_later(today, SOON) else ""


def _named(entry: Reviewed) -> str:
    """The name of an entry on the command line."""
    return entry_key(entry)[1] or "safety"


def _sheet(library: Library, folder: Folder, what: str, target: Path) -> int:
    asked = _asked(library, what)
    name = library.publication.name if what == "all" else asked[0].name
    target.mkdir(parents=True, exist_ok=True)
    page, pdf = target / f"{what}.html", target / f"{what}.pdf"
    page.write_text(as_page(name, asked, library), encoding="utf-8")
    try:
        pdf.write_bytes(typeset(as_job(name, asked, library)))
    except Refused as refused:
        raise CannotGoOn(f"{what}: {refused.field}: {refused.why}") from None
    return _print([f"{page}: written", f"{pdf}: written", *_kept(library, asked, folder)])


def _asked(library: Library, what: str) -> list[Asked]:
    """What is to be reviewed. Raises CannotGoOn if the library has no such entry."""
    now = reviewed_text(library)
    entries = [one for one in library.reviewable.values() if what in ("all", _named(one))]
    if not entries:
        raise CannotGoOn(UNKNOWN.format(what=what))
    return [Asked(_title(one, library), one, fingerprint(now(one))) for one in entries]


def _title(entry: Reviewed, library: Library) -> str:
    return library.say("safety") if isinstance(entry, Safety) else entry.name


def _kept(library: Library, asked: list[Asked], folder: Folder) -> Iterator[str]:
    """Save the texts under review; give lines that say where to write each review."""
    now = reviewed_text(library)
    for one in asked:
        file = _file(folder.home, one.entry, one.fingerprint)
        write_whole(file, now(one.entry))
        yield f"{file}: kept, to compare with later; put it into git"
        where = _where(one.entry, folder)
        yield TO_WRITE.format(name=_named(one.entry), where=where, fingerprint=one.fingerprint)


def _where(entry: Reviewed, folder: Folder) -> str:
    """Where to write the review of an entry: in the entry itself or, if it comes from the base, in changes.yaml."""
    part, slug = entry_key(entry)
    trail = ("routines", slug) if part == "routines" else (slug,) if slug else ()
    found = folder.files.get(part)
    place = found.place(trail) if found else Place(f"{folder.home / part}.yaml", 0)
    if folder.is_in_the_base(place):
        return f"in {folder.home / 'changes.yaml'}, under {' and '.join(filter(None, (part, slug)))}"
    return f"in {place.file}" + (f", under {slug}" if slug else ", at the left edge")


def _file(home: Path, entry: Reviewed, known_by: str) -> Path:
    return home / "reviews" / f"{_named(entry)}-{known_by}.txt"


def _difference(library: Library, home: Path, what: str) -> list[str]:
    entry = next((one for one in library.reviewable.values() if _named(one) == what), None)
    if entry is None or entry.reviewed is None or entry.reviewed.fingerprint is None:
        raise CannotGoOn(f"{what}: there is no review with a fingerprint to compare with")
    file = _file(home, entry, entry.reviewed.fingerprint)
    if not file.is_file() or fingerprint(then := file.read_text(encoding="utf-8")) != entry.reviewed.fingerprint:
        raise CannotGoOn(f"{file}: the text that was reviewed is not there as it was; look for it in git")
    now = reviewed_text(library)(entry)
    names = (f"reviewed on {entry.reviewed.on}", "now")
    lines = unified_diff(then.splitlines(), now.splitlines(), *names, n=0, lineterm="")
    return [line for line in lines if not line.startswith("@@")] or [f"{what}: nothing changed since it was reviewed"]


def _print(lines: list[str]) -> int:
    print("\n".join(lines))
    return 0
