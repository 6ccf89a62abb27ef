"""What belongs to a library beside its YAML: pictures, pages of docs/, and the PDFs that are made."""

from pathlib import Path
from typing import Literal, NamedTuple, get_args

from pydantic import Field

from exercise_handbook.library.model.entry import Entry
from exercise_handbook.library.model.publication import English

PictureKind = Literal["svg", "png", "webp", "jpeg"]


class Picture(NamedTuple):
    """What is known of a picture: its size is that which readers see, in pixels."""

    kind: PictureKind | None
    """None when it cannot be read as a picture."""
    width: int = 0
    height: int = 0
    trouble: str = ""
    """Why it cannot be read, in words for its author."""
    digest: str = ""
    """Of the content, where the file is not published as it lies."""
    marks: tuple[str, ...] = ()
    """What a drawing says in data-marks that a key may have to explain."""
    file: str = ""
    """Where it lies; "" of a content that may lie in several places."""

    @property
    def path(self) -> Path:
        """Where it lies. Made when asked for: a path takes five times the memory of its words."""
        return Path(self.file)


class Copy(NamedTuple):
    """A file that is published for a picture: its address below /figures/, its size in pixels, where it lies."""

    address: str
    width: int
    height: int
    file: str


Paper = Literal["a4", "letter", "large-print", "large-print-letter"]
PAPERS: tuple[Paper, ...] = get_args(Paper)
"""What handouts are made on; large print is on A4 where it names no paper."""

ON_LETTER = (*get_args(English), "es", "es-MX", "es-US", "fr-CA")
"""The languages that are read where paper is Letter, too."""


class Handout(Entry):
    """A PDF for paper: of which page, at which address, and its file once it is made."""

    page: str = Field(description="the address of its page")
    address: str = Field(description="its own address")
    paper: Paper = Field(description="the paper it is for")
    path: Path | None = None
    pages: int = 0
    """How many it has; 0 as long as it is not made."""


class WrittenPage(Entry):
    """A page of docs/ that a person wrote: its title, what it cites and where it leads, each once, in order."""

    title: str = ""
    sources: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    """Addresses of this site, such as /safety/#ask-first."""
