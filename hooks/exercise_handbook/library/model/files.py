"""What belongs to a library besides its YAML: pictures, pages of docs/, and PDFs."""

from pathlib import Path
from typing import Literal, NamedTuple, get_args

from pydantic import Field

from exercise_handbook.library.model.entry import Entry
from exercise_handbook.library.model.publication import English

PictureKind = Literal["svg", "png", "webp", "jpeg"]


class Picture(NamedTuple):
    """A picture, or why it is none. Its size is in pixels, as readers see it."""

    kind: PictureKind | None
    """None if it cannot be read as a picture."""
    width: int = 0
    height: int = 0
    trouble: str = ""
    """Why it cannot be read, in words for its author."""
    digest: str = ""
    """The digest of its content, if it is not published unchanged; else ""."""
    marks: tuple[str, ...] = ()
    """The marks of a drawing (data-marks) that a key may have to explain."""
    file: str = ""
    """Its path; "" for content that may be in several places."""

    @property
    def path(self) -> Path:
        """Its path. Made only on demand: a Path takes five times the memory of a string."""
        return Path(self.file)


class Copy(NamedTuple):
    """A file published for a picture: its address below /figures/, its size in pixels, its path."""

    address: str
    width: int
    height: int
    file: str


Paper = Literal["a4", "letter", "large-print", "large-print-letter"]
PAPERS: tuple[Paper, ...] = get_args(Paper)
"""The papers of handouts; large print is on A4 unless it names another."""

ON_LETTER = (*get_args(English), "es", "es-MX", "es-US", "fr-CA")
"""The languages of places where people use Letter paper."""


class Handout(Entry):
    """A PDF for printing: its page, its address and, once it is made, its file."""

    page: str = Field(description="the address of its page")
    address: str = Field(description="its own address")
    paper: Paper = Field(description="the paper it is for")
    path: Path | None = None
    pages: int = 0
    """The number of its pages; 0 until it is made."""


class WrittenPage(Entry):
    """A page of docs/ that a person wrote: its title, what it cites and where it leads, each once, in order."""

    title: str = ""
    sources: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    """Addresses of this site, such as /safety/#ask-first."""
