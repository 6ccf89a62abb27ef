"""An edition of a library, from its folder to everything that is published: read, print, render.

This is the whole story of a build. Who asks for it is a door: MkDocs by way of the plugin, a person by the command.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from exercise_handbook.cache import Table, made_by, name_of
from exercise_handbook.intake import strict_yaml
from exercise_handbook.intake.folder import Folder
from exercise_handbook.intake.load import open_library
from exercise_handbook.library.library import Library
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

KNOWN_BY = (*strict_yaml.TOOLS, *pictures.TOOLS, *qr.TOOLS, *link_preview.TOOLS, "pyyaml")
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
class Edition:
    """A library with all that goes with it, and what is published of it."""

    library: Library
    notices: tuple[Problem, ...] = ()
    """What somebody has to look at, though the library is good."""

    def outputs(self) -> Iterator[Output]:
        """Every file of the site."""
        return render(self.library)


def make(asked: Asked) -> Edition:
    """Read, check and print. Raises Problems with all that is wrong, each with its place."""
    keep_compiled(asked.store)
    known = known_of(asked.home, asked.store)
    library, folder = open_library(asked.home, asked.docs, asked.address, known)
    shared = {
        "copies": copies(library.pictures_named.values(), asked.store, known),
        "link_preview": _link_preview(library, known),
    }
    first, *others = (_with_codes(one.model_copy(update=shared), known) for one in library.in_each_language)
    known.remember()
    if asked.has_handouts:
        first = _with_handouts(first, folder, asked)
        others = [_with_handouts(one, folder, asked, first) for one in others]
    return Edition(first.model_copy(update={"translations": tuple(others)}) if others else first, folder.notices)


def _with_codes(library: Library, known: Table) -> Library:
    """The library with the QR codes of its pages."""
    return library.model_copy(update={"codes": qr.coded(library.publication.address, library.coded_pages(), known)})


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


def _with_handouts(library: Library, folder: Folder, asked: Asked, first: Library | None = None) -> Library:
    """The library with its handouts made, or promised, those beside its first language too.

    Raises Problems for texts that do not fit on paper.
    """
    if library.translation and library.translation.is_withheld:
        return library
    if asked.is_looked_at:
        return library.with_handouts(promised(library), two_languages.promised(first, library) if first else ())
    try:
        beside = printed(TwoLanguages(first, library), asked.store) if first else ()
        return library.with_handouts(printed(Manuscripts(library), asked.store), beside)
    except Unfit as unfit:
        raise Problems(folder.problem(*finding) for finding in unfit.findings) from None
