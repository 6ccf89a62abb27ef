"""The pages of docs/ that people write in Markdown, and the sources they cite as footnotes."""

import re
from dataclasses import dataclass
from pathlib import Path

from handbook.model import WrittenPage
from handbook.problems import Place

CITATION = re.compile(r"\[\^([^\]\s]+)\](?!:)")


@dataclass(frozen=True)
class Written:
    """A page as it was written. It cites a source as [^slug], as Markdown cites a footnote."""

    file: str
    markdown: str

    @property
    def facts(self) -> WrittenPage:
        """The sources it cites, each once, in order."""
        return WrittenPage(sources=tuple(dict.fromkeys(CITATION.findall(self.markdown))))

    def place(self, slug: str) -> Place:
        """Where it cites a source for the first time."""
        before, _, _ = self.markdown.partition(f"[^{slug}]")
        return Place(self.file, before.count("\n") + 1, len(before) - before.rfind("\n"))


def written_pages(docs: Path | None) -> dict[str, Written]:
    """Every page in docs, by its file's name."""
    files = sorted(docs.glob("*.md")) if docs else []
    return {file.name: Written(str(file), file.read_text(encoding="utf-8")) for file in files}
