"""How hard each page and each sheet is to read, judged by the limits of its kind.

`handbook reading` fails where a page is too hard, and says in which line. A grade is a smoke
alarm, not a proof: only readers can tell how useful a page is. Steps are short, so they would hide
hard prose: a page's grade leaves them out.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from lxml import html

from exercise_handbook.commands.readability import ENGLISH, Formula, formula_of, length, sentences
from exercise_handbook.intake.folder import Folder
from exercise_handbook.intake.load import open_library
from exercise_handbook.labels.catalogue import FILE
from exercise_handbook.library.library import Library
from exercise_handbook.library.model.entry import Entry
from exercise_handbook.library.problems import Place, Problem, Problems, Trail
from exercise_handbook.pages.outputs import render
from exercise_handbook.paper.sheets import as_read, exercise_sheet, labels

SENTENCE = 20  # most words in a sentence
STEP = 15  # most words in a step
SAMPLE = 30  # fewest words for which a grade means anything

OF_FACTS = {"about", "clinicians", "sources", "written"}
"""The kinds of pages that give background. A page's kind is the first part of its address."""

BLOCKS = "p, li, dt, dd, figcaption, td, caption"
"""The elements with sentences. Headings are none, and would make a page look easier than it is."""

NOT_READ = "nav, footer, form, pre, button, svg, script, .address, .other-names, .source-list, .provenance, .imprint"
"""What nobody reads as prose: navigation, forms, addresses, and names that others chose."""

UNGRADED = "no sentence is too long; how hard the words are is not judged, as no formula here was made for the language"

NOT_PROSE = {
    *("slug", "name", "plain_name", "also_called", "exercise", "sources", "reviewed", "precaution"),
    *("steps", "purposes", "position", "figures", "movement", "sides", "dose"),
}
OF_A_SHEET = {
    *("slug", "name", "plain_name", "title", "file", "language", "publisher", "edition", "edition_in_words"),
    *("address", "address_in_words", "sources"),
}
"""Fields of a sheet that are not prose."""

MARKS = re.compile(r"\[\^[^\]]+\]|[*_`]{1,3}|^[ \t]*(?:[-*+>|#]+|\d+\.|!!!.*$)[ \t]*|\]\([^)]*\)|[\[\]|]", re.MULTILINE)
"""Markdown's own characters around words."""


class Line(NamedTuple):
    """A block of text on a page, and whether it is a step."""

    text: str
    is_step: bool = False


def prose(entry: Entry) -> Iterator[str]:
    """All text of an entry except steps and names."""
    return (text for _, text in _said(entry, ()))


def _said(value: object, trail: Trail) -> Iterator[tuple[Trail, str]]:
    """Every text inside a value of the data except steps and names, with the trail to it."""
    if isinstance(value, str):
        yield trail, value
    for key, inside in _inside(value):
        yield from _said(inside, (*trail, key))


def _inside(value: object) -> Iterable[tuple[str | int, object]]:
    if isinstance(value, Entry):
        return [(name, inside) for name, inside in value if name not in NOT_PROSE]
    if isinstance(value, Mapping):
        return value.items()
    return enumerate(value) if isinstance(value, tuple) else ()


# ---------- what pages and sheets say


@dataclass(frozen=True)
class Page:
    """A page or a sheet: its text, and the place of the data it is made from."""

    name: str
    kind: str
    lines: tuple[Line, ...]
    place: Place
    formula: Formula | None = ENGLISH
    """The readability formula of its language, if there is one."""

    @property
    def limit(self) -> float:
        """The limit for its score."""
        if self.formula is None:
            return 0
        return self.formula.limit_of_facts if self.kind in OF_FACTS else self.formula.limit

    @property
    def score(self) -> float | None:
        """The score of its prose; None if there is too little of it, or no formula for its language."""
        said = [line.text for line in self.lines if not line.is_step]
        return self.formula.score(said) if self.formula and sum(map(length, said)) >= SAMPLE else None

    @property
    def longest(self) -> str:
        """Its longest sentence."""
        return max(sentences(line.text for line in self.lines), key=length, default="")


def pages(library: Library, folder: Folder) -> Iterator[Page]:
    """Every page and sheet that people read, including hand-written pages."""
    yield from site_pages(library, folder)
    yield from sheets(library, folder)
    yield from written_pages(library, folder)


def site_pages(library: Library, folder: Folder) -> Iterator[Page]:
    """The pages that are made from the data."""
    for output in render(library):
        words = output.text if output.uri.endswith(".html") else None
        if words and "<main" in words:
            address = "/" + output.uri.removesuffix("index.html")
            kind = address.split("/")[1] or "home"
            read = _how_read(library) if kind == "sources" else ()
            yield Page(address, kind, (*lines_of(words), *read), _home(address, folder))


def lines_of(page: str) -> tuple[Line, ...]:
    """The text in the main part of a page, block by block."""
    main = html.fromstring(page).cssselect("main")[0]
    for unread in main.cssselect(NOT_READ):
        unread.drop_tree()
    blocks = [one for one in main.cssselect(BLOCKS) if not one.cssselect(BLOCKS)[1:]]
    steps = set(main.cssselect("ol > li"))
    return tuple(Line(" ".join(one.text_content().split()), one in steps) for one in blocks)


def sheets(library: Library, folder: Folder) -> Iterator[Page]:
    """The sheets of exercises, and the labels on all sheets. The sheets of routines say the same as their pages."""
    for slug in library.exercises:
        said = tuple(_texts(as_read(exercise_sheet(slug, library), library), ""))
        yield Page(f"sheet of {slug}", "exercises", said, _home(f"/exercises/{slug}/", folder))
    added = tuple(_texts(labels(library.say), ""))
    yield Page("all sheets", "sheets", added, Place(str(FILE)))


def _texts(value: Any, key: str) -> Iterator[Line]:
    if key in OF_A_SHEET:
        return
    if isinstance(value, str):
        yield Line(value, key == "steps")
    for inside in value if isinstance(value, list | tuple) else ():
        yield from _texts(inside, key)
    for name, inside in value.items() if isinstance(value, dict) else ():
        yield from _texts(inside, name)


def written_pages(library: Library, folder: Folder) -> Iterator[Page]:
    """The pages of docs/ that belong to the library."""
    for slug in library.pages:
        written = folder.written[f"{slug}.md"]
        yield Page(f"/{slug}/", "written", _in_markdown(written.body), Place(written.file))


def _in_markdown(body: str) -> tuple[Line, ...]:
    """The blocks of a page in Markdown. List items and table rows are blocks too."""
    blocks = re.split(r"\n\s*\n|\n(?=\s*(?:[-*+|]|\d+\.) ?)", body)
    prose_blocks = (block for block in blocks if not re.match(r"\s*(?:#|\|[ -]*\||```|\[\^)", block))
    return tuple(Line(" ".join(MARKS.sub("", block).split())) for block in prose_blocks)


def _how_read(library: Library) -> tuple[Line, ...]:
    return tuple(Line(source.how_read) for source in library.sources.values() if source.how_read)


def _home(address: str, folder: Folder) -> Place:
    """Where a page's data begins: its entry, or the file with most of it."""
    kind, slug = [*address.split("/"), ""][1:3]
    trails: dict[str, Trail] = {"exercises": ("exercises", slug), "routines": ("routines", "routines", slug)}
    trails |= {"safety": ("safety",), "floor": ("safety", "floor"), "about": ("about",), "sources": ("sources",)}
    trails |= {"clinicians": ("about", "for_clinicians")}
    trail = trails.get(kind, ("library",))
    return folder.problem(trail if trail[0] in folder.files else ("library",), "").place


# ---------- what is too hard, and where


def too_hard(page: Page, places: "Places") -> Iterator[Problem]:
    """What makes a page too hard for its kind, each problem at the place of the words."""
    formula, score = page.formula, page.score
    if formula and score is not None and formula.is_beyond(score, page.limit):
        prose_of = sentences(line.text for line in page.lines if not line.is_step)
        hard = sorted(prose_of, key=lambda one: -formula.hardness([one]))
        worst = ", ".join(f"“{one}” ({places.place_of(one, page)})" for one in hard[:3])
        bound = "least" if formula.is_ease else "most"
        message = f"{formula.name} {score:.1f}, and {page.limit} is the {bound}; the hardest: {worst}"
        yield Problem(page.place, page.name, message)
    for text, is_step in page.lines:
        most = STEP if is_step else SENTENCE
        for one in sentences([text]):
            if length(one) > most:
                yield Problem(
                    places.place_of(one, page), page.name, f"{length(one)} words, {most} are the most: “{one}”"
                )


class Places:
    """Finds where a sentence comes from: the data, a hand-written page, or the labels."""

    def __init__(self, library: Library, folder: Folder):
        self.words = library.publication.in_other_words
        self.files = [FILE, *(Path(page.file) for page in folder.written.values())]
        self.data = [(self._bare(text), folder.problem(trail, "").place) for trail, text in _all_said(library, folder)]

    def place_of(self, sentence: str, page: Page) -> Place:
        """Where a sentence comes from; if that is not found, the place of its page."""
        said = self._bare(sentence)
        return (
            next((place for text, place in self.data if said in text), None) or self._in_files(sentence) or page.place
        )

    def _in_files(self, sentence: str) -> Place | None:
        """The place of a sentence among labels and hand-written pages, by its first words."""
        beginning = " ".join(sentence.split()[:4])
        for file in self.files:
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                if beginning in MARKS.sub("", line):
                    return Place(str(file), number, 1)
        return None

    def _bare(self, text: str) -> str:
        """A text without what the site fills in: numbers, and other words for a thing, in brackets."""
        for other in self.words.values():
            text = text.replace(f" ({other})", "")
        return re.sub(r"\{\w+\}|\d+ (?:seconds?|times?)", "…", " ".join(MARKS.sub("", text).split()))


def _all_said(library: Library, folder: Folder) -> Iterator[tuple[Trail, str]]:
    for name, entries in (("exercises", library.exercises), ("sources", library.sources)):
        for slug, entry in entries.items():
            for field, value in entry:
                yield from _said(value, (name, slug, field))
    for name, value in (("routines", library.routines_file), ("safety", library.safety), ("about", library.about)):
        yield from _said(value, (name,)) if name in folder.files else ()
    yield from _said(library.publication, ("library",))


def table(read: Iterable[Page]) -> Iterator[str]:
    """A table with one line per page."""
    yield f"{'page':40} score  limit  longest sentence, in words"
    for page in read:
        score = f"{'–':>5}" if page.score is None else f"{page.score:5.1f}"
        limit = f"{page.limit:5}" if page.formula else f"{'–':>5}"
        yield f"{page.name:40} {score}  {limit}  {length(page.longest)}: {page.longest}"


def judged(home: Path, docs: Path | None) -> tuple[list[Page], Problems]:
    """All pages with their scores, and what is too hard. Raises Problems if the library cannot be loaded."""
    library, folder = open_library(home, docs)
    formula = formula_of(library.publication.language)
    read = [replace(page, formula=formula) for page in pages(library, folder)]
    places = Places(library, folder)
    return read, Problems(problem for page in read for problem in too_hard(page, places))


def main(home: Path, docs: Path) -> int:
    """Print how hard each page of a library is to read. Returns 1 if one is too hard."""
    read, found = judged(home, docs)
    print("\n".join(table(read)))
    print(found if found.problems else _praise(read), file=sys.stderr)
    return 1 if found.problems else 0


def _praise(read: Iterable[Page]) -> str:
    return "every page is plain enough" if all(page.formula for page in read) else UNGRADED
