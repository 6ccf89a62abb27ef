"""The pages of docs/ that people write in Markdown, and the sources they cite as footnotes."""

import re
from dataclasses import dataclass
from pathlib import Path

from exercise_handbook.intake.plain_text import NotText, decoded
from exercise_handbook.intake.slips import BOTH_VERSIONS
from exercise_handbook.library.model.files import WrittenPage
from exercise_handbook.library.problems import Place, Problem

CITATION = re.compile(r"\[\^([^\]\s]+)\](?!:)")
LINK = re.compile(r"\]\((/[^)\s]*)\)")
TITLE = re.compile(r"\A---\n(?:.*\n)*?title: *(.+)\n(?:.*\n)*?---$|^# +(.+)$", re.MULTILINE)
MARKER = re.compile(r"^(<{7}|>{7}) ", re.MULTILINE)  # ======= is a heading in Markdown


@dataclass(frozen=True)
class Written:
    """A page as it was written.

    It cites a source as [^slug], as Markdown cites a footnote, and links to a page made from the data by the
    address that this page has on the site: [Safety](/safety/).
    """

    file: str
    markdown: str

    @property
    def facts(self) -> WrittenPage:
        """Its title as MkDocs finds it, and the sources it cites, each once, in order."""
        found = TITLE.search(self.markdown)
        title = next(filter(None, found.groups())).strip("'\"") if found else Path(self.file).stem
        sources, links = (tuple(dict.fromkeys(kind.findall(self.markdown))) for kind in (CITATION, LINK))
        return WrittenPage(title=title, sources=sources, links=links)

    def place(self, words: str) -> Place:
        """Where something stands for the first time, such as [^slug]."""
        before, _, _ = self.markdown.partition(words)
        return Place(self.file, before.count("\n") + 1, len(before) - before.rfind("\n"))


def docs_of(home: Path) -> Path:
    """Where the pages of a library lie: in docs/ inside its folder, or beside one called data. It need not be there."""
    beside = home.absolute().parent / "docs"
    return beside if home.absolute().name == "data" and not (home / "docs").is_dir() else home / "docs"


def written_pages(docs: Path | None) -> tuple[dict[str, Written], list[Problem]]:
    """Every page in docs by its file's name, and what is wrong with those that cannot be read."""
    pages, problems = {}, []
    for file in sorted(docs.glob("*.md")) if docs else []:
        try:
            pages[file.name] = Written(str(file), decoded(file.read_bytes()))
        except NotText as error:
            line, column, advice = error.complaint
            pages[file.name] = Written(str(file), "")
            problems.append(Problem(Place(str(file), line, column), "", advice))
    problems += filter(None, map(_both_versions, pages.values()))
    return pages, problems


def _both_versions(page: Written) -> Problem | None:
    found = MARKER.search(page.markdown)
    line = page.markdown.count("\n", 0, found.start()) + 1 if found else 0
    return Problem(Place(page.file, line), "", BOTH_VERSIONS) if found else None
