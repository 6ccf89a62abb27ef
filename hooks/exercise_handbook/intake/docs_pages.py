"""The pages of docs/ that people write in Markdown, and the sources they cite as footnotes.

In another language a page lies in a folder of that, as docs/es/evidence.md, and says which docs/evidence.md it was
made from.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path

from exercise_handbook.intake.plain_text import NotText, decoded
from exercise_handbook.intake.slips import BOTH_VERSIONS
from exercise_handbook.library.languages import path_of
from exercise_handbook.library.model.files import WrittenPage
from exercise_handbook.library.model.publication import LANGUAGES
from exercise_handbook.library.problems import Place, Problem

CITATION = re.compile(r"\[\^([^\]\s]+)\](?!:)")
LINK = re.compile(r"\]\((/[^)\s]*)\)")
TITLE = re.compile(r"\A---\n(?:.*\n)*?title: *(.+)\n(?:.*\n)*?---$|^# +(.+)$", re.MULTILINE)
HEAD = re.compile(r"\A---\n(.*?\n)---$", re.DOTALL | re.MULTILINE)
FIELD = re.compile(r"^[\w-]+(?=:)", re.MULTILINE)
FIELDS = ("title", "description", "made_from")
"""What is written at the head of a page. MkDocs knows more, so only a name that is nearly one of these is refused."""

NEARLY = 0.8
"""How much of two names is the same, from 0 to 1, where one is the other misspelt."""

MISSPELT = "no such field; did you mean {}?"
MADE_FROM = re.compile(r"""^made_from: *["']?([^"'\s]*)["']? *$""", re.MULTILINE)
"""Where a translated page says which version of the page in the first language it was made from."""

CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]*`", re.DOTALL | re.MULTILINE)
FROM_ELSEWHERE = re.compile(
    r"<(?:script|style|iframe|object|embed|form|link|base|meta)\b|<[a-z][^>]*\son[a-z]+\s*=|\bjavascript:"
    r"|!\[[^\]]*\]\(\s*<?(?:https?:)?//|<(?:img|video|audio|source)\b[^>]*[\"'](?:https?:)?//",
    re.IGNORECASE,
)
"""What runs in a page or is fetched from another site, neither of which browsers do here (pages/security.py)."""

ELSEWHERE = "these pages run nothing and show nothing of other sites; put a picture into docs/, and leave the rest out"

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

    @property
    def fingerprint(self) -> str:
        """What stands for its words: another one as soon as any of them changes."""
        return sha256(self.markdown.encode()).hexdigest()[:8]

    @property
    def made_from(self) -> str:
        """Of a translated page, the fingerprint of what it was made from; "" where it says none."""
        head = HEAD.search(self.markdown)
        found = MADE_FROM.search(head[1]) if head else None
        return found[1] if found else ""

    def place(self, words: str) -> Place:
        """Where something stands for the first time, such as [^slug]."""
        before, _, _ = self.markdown.partition(words)
        return Place(self.file, before.count("\n") + 1, len(before) - before.rfind("\n"))


def docs_of(home: Path) -> Path:
    """Where the pages of a library lie: in docs/ inside its folder, or beside one called data. It need not be there."""
    beside = home.absolute().parent / "docs"
    return beside if home.absolute().name == "data" and not (home / "docs").is_dir() else home / "docs"


def written_pages(docs: Path | None) -> tuple[dict[str, Written], list[Problem]]:
    """Every page in docs by its file's name, es/evidence.md in other languages; and what is wrong with those that
    cannot be read."""
    pages, problems = {}, []
    for name, file in _files(docs) if docs else ():
        try:
            pages[name] = Written(str(file), decoded(file.read_bytes()))
        except NotText as error:
            line, column, advice = error.complaint
            pages[name] = Written(str(file), "")
            problems.append(Problem(Place(str(file), line, column), "", advice))
    problems += [problem for page in pages.values() for problem in _faults(page)]
    return pages, problems


def _files(docs: Path) -> Iterator[tuple[str, Path]]:
    """The files of pages by their name: those of the first language, then those of others in the folders of these."""
    yield from ((file.name, file) for file in sorted(docs.glob("*.md")))
    for path in map(path_of, LANGUAGES):
        yield from ((f"{path}{file.name}", file) for file in sorted((docs / path).glob("*.md")))


def _faults(page: Written) -> Iterator[Problem]:
    yield from _both_versions(page)
    yield from _misspelt(page)
    text = CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), page.markdown)
    for found in FROM_ELSEWHERE.finditer(text):
        line, column = text.count("\n", 0, found.start()) + 1, found.start() - text.rfind("\n", 0, found.start())
        yield Problem(Place(page.file, line, column), "", ELSEWHERE)


def _both_versions(page: Written) -> Iterator[Problem]:
    if found := MARKER.search(page.markdown):
        yield Problem(Place(page.file, page.markdown.count("\n", 0, found.start()) + 1), "", BOTH_VERSIONS)


def _misspelt(page: Written) -> Iterator[Problem]:
    """Each field at the head of a page that was meant to be another."""
    head = HEAD.search(page.markdown)
    for name in FIELD.findall(head[1]) if head else ():
        meant = get_close_matches(name, FIELDS, n=1, cutoff=NEARLY)
        if meant and name not in FIELDS:
            yield Problem(page.place(f"{name}:"), name, MISSPELT.format(meant[0]))
