"""The command `handbook`: a door for people who installed the package. `make` calls the same rooms."""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from exercise_handbook import building
from exercise_handbook.commands import (
    agreeing,
    checking,
    describing,
    ledger,
    portable,
    reviewing,
    server_settings,
    starting,
)
from exercise_handbook.engine import collect_garbage_rarely
from exercise_handbook.intake.docs_pages import docs_of
from exercise_handbook.intake.fields import FILES
from exercise_handbook.intake.load import load_library
from exercise_handbook.library.problems import Problems
from exercise_handbook.refusals import CannotGoOn, run_command

CONFIG = Path(__file__).parent / "mkdocs.yml"
"""What MkDocs is told where a clinic has no mkdocs.yml of its own."""

FOLDER = "the library: a folder with library.yaml, or with data/ and docs/ (the folder you are in)"


class CommandLine(argparse.Namespace):
    """The words of a command line, and the folders that they mean."""

    @property
    def home(self) -> Path:
        """Where the YAML of the library lies. Raises CannotGoOn where there is none."""
        return home_of(self.folder)

    @property
    def pages(self) -> Path:
        """Where its hand-written pages lie."""
        return self.docs or docs_of(self.home)


Command = Callable[[CommandLine], int]

NO_READING = 'judging how hard words are needs a few packages more: pip install "exercise-handbook[reading]"'
NO_DRAWING = 'drawing needs two packages more: pip install "exercise-handbook[figures]"'


def main(words: Sequence[str] | None = None) -> int:
    """Run the command. Returns its exit status: 0 when all is well, 1 with every problem told, 2 for a wrong word."""
    asked = parser().parse_args(words, CommandLine())
    return run_command(lambda: _run(asked))


def _run(asked: CommandLine) -> int:
    """Run a command; where the library is not as it has to be, tell every problem."""
    command: Command = asked.command
    try:
        return command(asked)
    except Problems as problems:
        print(problems, file=sys.stderr)
        return 1


def parser() -> argparse.ArgumentParser:
    """Every command with its words."""
    whole = argparse.ArgumentParser(prog="handbook", description="Publish a library of exercises as a website.")
    whole.add_argument("--version", action="version", version=f"exercise-handbook {_version()}")
    commands = whole.add_subparsers(required=True, metavar="command")
    for run, about, options in COMMANDS:
        one = commands.add_parser(run.__name__, help=about, description=f"{about[0].upper()}{about[1:]}.")
        _add_words(one, [option for option in options if not option[0].startswith("-")])
        if run not in WITHOUT_A_LIBRARY:
            one.add_argument("folder", type=Path, nargs="?", default=Path(), help=FOLDER)
            one.add_argument("--docs", type=Path, help="its hand-written pages (docs/ in the folder)")
            one.add_argument("--address", default="", help="where the site will be, if not where library.yaml says")
        for name, usual, what in options:
            if name.startswith("-"):
                one.add_argument(name, default=usual, help=f"{what} ({usual})" if usual else what)
        one.set_defaults(command=run)
    return whole


def _add_words(parser: argparse.ArgumentParser, options: Sequence[tuple[str, str, str]]) -> None:
    """Options without dashes: a word that has to be written, one of some if there are any; with …, any number."""
    for name, words, what in options:
        number = "*" if name.endswith("…") else None
        parser.add_argument(name.rstrip("…"), nargs=number, choices=words.split() or None, help=what)


def new(asked: CommandLine) -> int:
    """Begin a library."""
    written = starting.begin(asked.folder, date.today(), asked.on, asked.language)
    print("\n".join(f"{file}: written" for file in written))
    has_gaps = len(written) == len(starting.OF_OTHERS)
    print((NEXT_GAPS if has_gaps else NEXT).format(folder=asked.folder))
    return 0


def add(asked: CommandLine) -> int:
    """Add to a library."""
    file = starting.ADDING[asked.what](asked.home, asked.pages)
    print(f"{file}: written; open it and put your own words in the place of the example")
    return 0


def fields(asked: CommandLine) -> int:
    """Tell which fields there are."""
    print(f"{asked.file}.yaml\n\n{describing.listed(asked.file)}")
    return 0


def schema(asked: CommandLine) -> int:
    """Write the schemas of a library's files."""
    written = describing.write_schemas(asked.home)
    print(f"{written[0].parent}: the schemas of {len(written)} files, for the program that you edit them with")
    return 0


def build(asked: CommandLine) -> int:
    """Build the site of a library."""
    return _with_mkdocs(asked, {"SITE": asked.site, "HANDOUTS": asked.handouts}, building.main)


def serve(asked: CommandLine) -> int:
    """Show the site of a library."""
    address = f"127.0.0.1:{asked.port}"
    print(f"Open http://{address}/ and leave this window open. The keys Ctrl and C together end it.", flush=True)
    return _with_mkdocs(asked, {}, lambda: building.look(address))


def check(asked: CommandLine) -> int:
    """Tell all that is wrong."""
    collect_garbage_rarely()
    if asked.format not in checking.FORMS:
        raise CannotGoOn(f"--format {asked.format}: write one of {', '.join(checking.FORMS)}")
    return checking.main(asked.home, asked.pages, asked.address, asked.format, _store())


def agree(asked: CommandLine) -> int:
    """Note what the base says now."""
    return agreeing.main(asked.home, asked.what)


def review(asked: CommandLine) -> int:
    """Make the reviewer's sheet."""
    return reviewing.sheet(asked.home, asked.pages, asked.what, Path(asked.target))


def due(asked: CommandLine) -> int:
    """Tell which reviews are due."""
    return reviewing.due(asked.home, asked.pages)


def diff(asked: CommandLine) -> int:
    """Tell what changed since a review."""
    return reviewing.difference(asked.home, asked.pages, asked.what)


def addresses(asked: CommandLine) -> int:
    """Promise what is new."""
    return ledger.main(asked.home, asked.pages)


def reading(asked: CommandLine) -> int:
    """Tell how hard each page is to read."""
    try:
        from exercise_handbook.commands import reading as judging
    except ModuleNotFoundError:
        raise CannotGoOn(NO_READING) from None
    return judging.main(asked.home, asked.pages)


def languages(asked: CommandLine) -> int:
    """Tell how whole each language is."""
    from exercise_handbook.commands import translating  # what reads PO files takes a while to load

    has_library = (asked.home / "library.yaml").exists()
    wrong = translating.main(asked.update)
    return wrong | (translating.of_a_library(asked.home, asked.pages) if has_library else 0)


def translate(asked: CommandLine) -> int:
    """Bring the words of a library in a language up to date."""
    from exercise_handbook.commands import translating

    return translating.translate(asked.home, asked.pages, asked.what)


def draw(asked: CommandLine) -> int:
    """Draw the poses of a library."""
    try:
        from exercise_handbook.figures.jobs import draw_changed
    except ModuleNotFoundError:
        raise CannotGoOn(NO_DRAWING) from None
    slugs, folder = _slugs_and_folder(asked)
    home = home_of(folder)
    return draw_changed(slugs, asked.body, home / "poses", home / "figures", _store() / "figures")


def _slugs_and_folder(asked: CommandLine) -> tuple[list[str], Path]:
    """The last of any number of words may be the folder: the reader of the words cannot tell, so it is looked for."""
    *slugs, last = asked.slugs or [""]
    if last and (Path(last).is_dir() or Path(last).name != last):
        return slugs, Path(last)
    return asked.slugs, asked.folder


def zip(asked: CommandLine) -> int:
    """Pack the site for a USB stick."""
    return portable.main(Path(asked.site), Path(asked.target))


def hosting(asked: CommandLine) -> int:
    """Write what web servers are given."""
    library = load_library(asked.home, asked.pages, asked.address)
    return server_settings.main(library, Path(asked.site), Path(asked.target), asked.root, asked.port)


AGREED = "the slug whose changes you have looked at; or safety, pace, vocabulary; or all"
WHICH = "the slug of an exercise or a routine; or safety"
REVIEWS = ("--target", "out/review", "where the sheet is written")
SITE = ("--site", "site", "the folder of the site")
HANDOUTS = ("--handouts", "yes", "no leaves the PDFs out")
ON = ("--on", "", "the library to build on: lower-back, or the folder of one")
LANGUAGE = (
    "--language",
    "",
    "the language of its words, such as pl: then each is yours to write (messages stay English)",
)
NEXT = "Next: handbook serve {folder} shows it; change a file, save it, and look again"
NEXT_GAPS = "Next: write your words in the place of each “…”; handbook check {folder} tells those that are left"
POSES = "the slugs of the poses to draw; all if none is written"
BODY = ("--body", "", "one body alone, such as average; all if none is named")
UPDATE = ("--update", "", "bring the file of one language up to date, such as es, or of all")
FORMAT = ("--format", "text", "how it is told: text, json, github (annotations) or gitlab (code quality)")
COMMANDS: tuple[tuple[Command, str, tuple[tuple[str, str, str], ...]], ...] = (
    (new, "begin a library of your own, which builds at once", (ON, LANGUAGE)),
    (add, "add to a library, with an example to replace", (("what", " ".join(starting.ADDING), "what to add"),)),
    (fields, "tell which fields a file may have", (("file", " ".join(FILES), "the file, without .yaml"),)),
    (schema, "write what editors such as VS Code need to complete and mark while you type", ()),
    (build, "build the site, whole or not at all", (SITE, HANDOUTS)),
    (serve, "show the site, and every change as it is saved", (("--port", "8000", "where on this computer"),)),
    (check, "tell everything that is wrong with the library, and build nothing", (FORMAT,)),
    (agree, "note that you have looked at what changed below your library", (("what", "", AGREED),)),
    (
        review,
        "make the sheet on which a clinician reviews the words, as a page and as a PDF",
        (("what", "", f"{WHICH}; or all"), REVIEWS),
    ),
    (due, "tell which reviews run out soon, have run out, or are of words that changed", ()),
    (diff, "tell what was said when it was reviewed, and what is said now", (("what", "", WHICH),)),
    (addresses, "write new addresses into the ledger, as promised for good", ()),
    (reading, "tell how hard each page is to read", ()),
    (languages, "tell how whole each language is that the program speaks, and your library in each", (UPDATE,)),
    (
        translate,
        "begin a translation of your library, or bring it up to date, in languages/",
        (("what", "", "the language, such as es"),),
    ),
    (draw, "draw the pictures whose poses, in poses/, have changed, into figures/", (("slugs…", "", POSES), BODY)),
    (
        zip,
        "pack the site for a USB stick: unpacked, it works without a server",
        (SITE, ("--target", "out/exercises.zip", "the file that is written")),
    ),
    (
        hosting,
        "write settings for web servers, and the site with compressed copies",
        (
            SITE,
            ("--target", "out/hosting", "where they are written"),
            ("--root", "/srv/handbook/current", "where the site will lie on the server"),
            ("--port", "8080", "the port that the server listens on"),
        ),
    ),
)
"""Each command, what it does, and its own words: name, what it is if left out, and what it means.

A name without dashes is no option: a word has to be written, one of several where some are given; after a name with …,
as many as one likes.
"""

WITHOUT_A_LIBRARY = {fields, zip}
"""The commands that ask for none."""


def home_of(folder: Path) -> Path:
    """Where the YAML lies: in the folder itself, or in its data/. Raises CannotGoOn where there is none."""
    if not folder.is_dir():
        raise CannotGoOn(f"{folder}: there is no such folder; write where your library is")
    return folder if (folder / "library.yaml").exists() or not (folder / "data").is_dir() else folder / "data"


def _store() -> Path:
    """Where builds keep what the next one would make again."""
    return Path(os.environ.get("STORE") or ".cache/handouts").absolute()


def _with_mkdocs(asked: CommandLine, more: dict[str, str], run: Callable[[], int]) -> int:
    """Run what MkDocs does, told by a mkdocs.yml of ours. It asks for a folder of pages even where there are none."""
    home, docs = asked.home.absolute(), asked.pages.absolute()
    with tempfile.TemporaryDirectory() as empty:
        pages = str(docs) if docs.is_dir() else empty
        given = {
            "DATA": str(home),
            "DOCS": pages,
            "ADDRESS": asked.address,
            "STORE": str(_store()),
            "CONFIG": str(CONFIG),
        }
        os.environ |= given | more
        return run()


def _version() -> str:
    try:
        return version("exercise-handbook")
    except PackageNotFoundError:  # run from a checkout
        return "of a checkout"


if __name__ == "__main__":
    sys.exit(main())
