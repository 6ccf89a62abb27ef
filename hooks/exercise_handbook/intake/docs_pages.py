"""The pages of docs/ that people write in Markdown, and the sources they cite as footnotes.

In another language a page lies in a folder of that, as docs/es/evidence.md, and says which docs/evidence.md it was
made from.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from exercise_handbook.intake.front_matter import FrontMatter, front_matter
from exercise_handbook.intake.page_content import CODE, unreadable_addresses, unwelcome
from exercise_handbook.intake.plain_text import (
    Complaint,
    NotText,
    blanked,
    decoded,
    is_control,
    misread_letters,
    no_file,
    place_in,
    unseen_characters,
)
from exercise_handbook.intake.slips import BOTH_VERSIONS
from exercise_handbook.library.languages import path_of
from exercise_handbook.library.model.files import WrittenPage
from exercise_handbook.library.model.publication import LANGUAGES
from exercise_handbook.library.problems import Place, Problem

CITATION = re.compile(r"\[\^([^\]\s]+)\](?!:)")
LINK = re.compile(r"\]\((/[^)\s]*)\)")
HEADING = re.compile(r"^(?:# +(?P<words>\S.*)|(?P<underlined>\S.*)\n=+ *)$", re.MULTILINE)
DECORATION = re.compile(r"\s+#+$|\s*\{[^{}]*\}$|[*`]|\b_|_\b")
"""What of a heading readers do not see."""

PAGES = "[!.]*.md"
"""The names of pages; Finder leaves others beside them, as ._evidence.md."""

EMPTY = "nothing is written here; write the page, or delete the file"
MARKER = re.compile(r"^(<{7}|>{7}) ", re.MULTILINE)  # ======= is a heading in Markdown


@dataclass(frozen=True)
class Written:
    """A page as it was written.

    It cites a source as [^slug], as Markdown cites a footnote, and links to a page made from the data by the
    address that this page has on the site: [Safety](/safety/).
    """

    file: str
    markdown: str

    @cached_property
    def head(self) -> FrontMatter:
        """The fields at its head."""
        return front_matter(self.markdown)

    @property
    def body(self) -> str:
        """What stands below these."""
        return self.markdown[self.head.end :]

    @property
    def heading(self) -> str:
        """Its first heading, as readers see it; "" where it has none."""
        found = HEADING.search(blanked(CODE, self.body))
        return DECORATION.sub("", self.body[slice(*found.span(found.lastgroup or 0))]).strip() if found else ""

    @property
    def facts(self) -> WrittenPage:
        """Its title as MkDocs finds it, and the sources it cites, each once, in order."""
        title = self.head.fields.get("title") or self.heading or Path(self.file).stem
        sources, links = (tuple(dict.fromkeys(kind.findall(self.markdown))) for kind in (CITATION, LINK))
        return WrittenPage(title=str(title), sources=sources, links=links)

    @property
    def fingerprint(self) -> str:
        """What stands for its words: another one as soon as any of them changes."""
        return sha256(self.markdown.encode()).hexdigest()[:8]

    @property
    def made_from(self) -> str:
        """Of a translated page, the fingerprint of what it was made from; "" where it says none."""
        return str(self.head.fields.get("made_from") or "")

    def place(self, words: str) -> Place:
        """Where something stands for the first time, such as [^slug]."""
        before, _, _ = self.markdown.partition(words)
        return Place(self.file, *place_in(before, len(before)))


def docs_of(home: Path) -> Path:
    """Where the pages of a library lie: in docs/ inside its folder, or beside one called data. It need not be there."""
    beside = home.absolute().parent / "docs"
    return beside if home.absolute().name == "data" and not (home / "docs").is_dir() else home / "docs"


def written_pages(docs: Path | None) -> tuple[dict[str, Written], list[Problem]]:
    """Every page in docs by its file's name, es/evidence.md in other languages; and what is wrong with them."""
    pages: dict[str, Written] = {}
    problems: list[Problem] = []
    for name, file in _files(docs) if docs else ():
        try:
            pages[name] = Written(str(file), _text(file))
            problems += _faults(pages[name])
        except NotText as error:
            pages[name] = Written(str(file), "")
            problems.append(_told(error.complaint, pages[name]))
    return pages, problems


def _text(file: Path) -> str:
    """What is written in a file. Raises NotText."""
    if trouble := no_file(file):
        raise NotText((1, 1, trouble))
    return decoded(file.read_bytes())


def _files(docs: Path) -> Iterator[tuple[str, Path]]:
    """The files of pages by their name: those of the first language, then those of others in the folders of these."""
    yield from ((file.name, file) for file in sorted(docs.glob(PAGES)))
    for path in map(path_of, LANGUAGES):
        yield from ((f"{path}{file.name}", file) for file in sorted((docs / path).glob(PAGES)))


def _faults(page: Written) -> Iterator[Problem]:
    """All that is wrong with a page."""
    yield from (_told(complaint, page) for complaint in _complaints(page))
    yield from (Problem(page.place(f"{name}:"), name, advice) for name, advice in page.head.unfit)


def _complaints(page: Written) -> Iterator[Complaint]:
    if not page.body.strip():
        yield 1, 1, EMPTY
    if found := MARKER.search(page.markdown):
        yield *place_in(page.markdown, found.start()), BOTH_VERSIONS
    yield from page.head.complaints
    yield from unseen_characters(page.markdown, is_control)
    yield from misread_letters(page.markdown, CODE)
    yield from unwelcome(page.markdown)
    yield from unreadable_addresses(page.markdown)


def _told(complaint: Complaint, page: Written) -> Problem:
    line, column, advice = complaint
    return Problem(Place(page.file, line, column), "", advice)
