"""An edition of a library, from its folder to everything that is published: read, print, render.

This is the whole story of a build. Who asks for it is a door: MkDocs by way of the plugin, a person by the command.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from exercise_handbook.cache import Table, made_by, name_of
from exercise_handbook.intake import strict_yaml, words
from exercise_handbook.intake.folder import Folder
from exercise_handbook.intake.load import open_library
from exercise_handbook.library.edition import Edition
from exercise_handbook.library.library import Library
from exercise_handbook.library.model.files import Handout
from exercise_handbook.library.problems import Problem, Problems
from exercise_handbook.pages import qr
from exercise_handbook.pages.output import Output
from exercise_handbook.pages.outputs import render
from exercise_handbook.pages.templating import keep_compiled
from exercise_handbook.paper import two_languages
from exercise_handbook.paper.handouts import Manuscripts, promised
from exercise_handbook.paper.pdfs import Unfit, printed
from exercise_handbook.paper.two_languages import TwoLanguages
from exercise_handbook.pictures import link_preview, pictures
from exercise_handbook.pictures.picture_copies import copies

KNOWN_BY = (*strict_yaml.TOOLS, *pictures.TOOLS, *qr.TOOLS, *link_preview.TOOLS, *words.TOOLS, "pyyaml")
"""What decides what is known of a library's entries, pictures and codes, once they were read or made."""


@dataclass(frozen=True)
class Asked:
    """What an edition is made from, and what it is to hold."""

    home: Path
    """The folder of the library."""

    docs: Path
    """The folder of its hand-written pages."""

    store: Path
    """Keeps PDFs, pictures and what is known of entries, so that nothing is made or read twice."""

    address: str = ""
    """Where the site will be, if not where library.yaml says."""

    has_handouts: bool = True
    is_looked_at: bool = False
    """While a site is only looked at, its handouts are made when somebody opens them."""


@dataclass(frozen=True)
class Build:
    """What was made of a library, and what is published of it."""

    library: Edition
    notices: tuple[Problem, ...] = ()
    """What somebody has to look at, though the library is good."""

    def outputs(self) -> Iterator[Output]:
        """Every file of the site."""
        return render(self.library)


def make(asked: Asked) -> Build:
    """Read, check and print. Raises Problems with all that is wrong, each with its place."""
    keep_compiled(asked.store)
    known = known_of(asked.home, asked.store)
    library, folder = open_library(asked.home, asked.docs, asked.address, known)
    shared = {
        "copies": copies(library.pictures_named.values(), asked.store, known),
        "link_preview": _link_preview(library, known),
    }
    codes = [_codes(one, known) for one in library.in_each_language]
    known.remember()  # before paper, which may refuse its texts
    languages = zip(library.in_each_language, codes, strict=True)
    made = (_edition(one, library, folder, asked, codes=its, **shared) for one, its in languages)
    return Build(Edition.joined(made), folder.notices)


def _edition(library: Library, first: Library, folder: Folder, asked: Asked, **made: Any) -> Edition:
    """The library in one language with what was made for it, its handouts in two languages too.

    Raises Problems for texts that do not fit on paper.
    """
    is_withheld = library.translation is not None and library.translation.is_withheld
    if not asked.has_handouts or is_withheld:
        return Edition.of(library, **made)
    try:
        beside = () if library is first else _beside(first, library, asked)
        return Edition.of(library, _handouts(library, asked), beside, **made)
    except Unfit as unfit:
        raise Problems(folder.problem(*finding) for finding in unfit.findings) from None


def _link_preview(library: Library, known: Table) -> bytes:
    """The sign as links show it; nothing where there is none."""
    if not (logo := library.publication.logo):
        return b""
    sign = library.pictures[logo.file]
    key = sha256(sign.path.read_bytes()).hexdigest()[:32]
    made: bytes = known.get(f"link preview {key}", lambda: link_preview.link_preview(sign))
    return made


def known_of(home: Path, store: Path) -> Table:
    """What earlier builds remember of a library."""
    return Table(store / f"known-{name_of(home)}.pickle", made_by(*KNOWN_BY))


def _codes(library: Library, known: Table) -> dict[str, bytes]:
    return qr.coded(library.publication.address, library.coded_pages(), known)


def _handouts(library: Library, asked: Asked) -> Iterable[Handout]:
    """The handouts, made or promised. Raises Unfit for texts that do not fit on paper."""
    return promised(library) if asked.is_looked_at else printed(Manuscripts(library), asked.store)


def _beside(first: Library, other: Library, asked: Asked) -> Iterable[Handout]:
    """The handouts that have the first language beside another one, made or promised. Raises Unfit."""
    if asked.is_looked_at:
        return two_languages.promised(first, other)
    return printed(TwoLanguages(first, other), asked.store)
