"""The command `handbook`: a door for people who installed the package. `make` calls the same rooms."""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

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
Argument = tuple[str, dict[str, Any]]
"""A word or an option of a command: its name, and what argparse is told of it."""

COMMANDS: dict[str, tuple[Command, tuple[Argument, ...]]] = {}
"""Each command by its name, as `handbook --help` lists them."""


def command(*arguments: Argument) -> Callable[[Command], Command]:
    """Make a command of a function, with its name, these arguments, and its docstring as the help."""

    def registered(run: Command) -> Command:
        COMMANDS[run.__name__] = run, arguments
        return run

    return registered


def argument(name: str, **settings: Any) -> Argument:
    """An argument, with what else `add_argument` of argparse takes."""
    return name, settings


def option(name: str, usual: str, about: str) -> Argument:
    """An option with dashes, and what it is where it is left out."""
    return argument(name, default=usual, help=f"{about} ({usual})" if usual else about)


FOLDER = argument(
    "folder",
    type=Path,
    nargs="?",
    default=Path(),
    help="the library: a folder with library.yaml, or with data/ and docs/ (the folder you are in)",
)
LIBRARY = (FOLDER, argument("--docs", type=Path, help="its hand-written pages (docs/ in the folder)"))
ADDRESS = option("--address", "", "where the site will be, if not where library.yaml says")
SITE = option("--site", "site", "the folder of the site")
LANGUAGE = option(
    "--language", "", "the language of its words, such as pl: then each is yours to write (messages stay English)"
)
FORMAT = option("--format", "text", "how it is told: text, json, github (annotations) or gitlab (code quality)")
UPDATE = option("--update", "", "bring the file of one language up to date, such as es, or of all")
SLUGS = argument("slugs", nargs="*", help="the slugs of the poses to draw; all if none is written")
BODY = option("--body", "", "one body alone, such as average; all if none is named")
AGREED = "the slug whose changes you have looked at; or safety, pace, vocabulary; or all"
WHICH = "the slug of an exercise or a routine; or safety"

NEXT = "Next: handbook serve {folder} shows it; change a file, save it, and look again"
NEXT_GAPS = "Next: write your words in the place of each “…”; handbook check {folder} tells those that are left"
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
    """Every command with its arguments."""
    whole = argparse.ArgumentParser(prog="handbook", description="Publish a library of exercises as a website.")
    whole.add_argument("--version", action="version", version=f"exercise-handbook {_version()}")
    commands = whole.add_subparsers(required=True, metavar="command")
    for name, (run, arguments) in COMMANDS.items():
        about = run.__doc__ or ""
        one = commands.add_parser(name, help=about[:1].lower() + about[1:].rstrip("."), description=about)
        for argument, settings in arguments:
            one.add_argument(argument, **settings)
        one.set_defaults(command=run)
    return whole


@command(FOLDER, option("--on", "", "the library to build on: lower-back, or the folder of one"), LANGUAGE)
def new(asked: CommandLine) -> int:
    """Begin a library of your own, which builds at once."""
    written = starting.begin(asked.folder, date.today(), asked.on, asked.language)
    print("\n".join(f"{file}: written" for file in written))
    has_gaps = len(written) == len(starting.OF_OTHERS)
    print((NEXT_GAPS if has_gaps else NEXT).format(folder=asked.folder))
    return 0


@command(argument("what", choices=starting.ADDING, help="what to add"), *LIBRARY)
def add(asked: CommandLine) -> int:
    """Add to a library, with an example to replace."""
    file = starting.ADDING[asked.what](asked.home, asked.pages)
    print(f"{file}: written; open it and put your own words in the place of the example")
    return 0


@command(argument("file", choices=FILES, help="the file, without .yaml"))
def fields(asked: CommandLine) -> int:
    """Tell which fields a file may have."""
    print(f"{asked.file}.yaml\n\n{describing.listed(asked.file)}")
    return 0


@command(FOLDER)
def schema(asked: CommandLine) -> int:
    """Write what editors such as VS Code need to complete and mark while you type."""
    written = describing.write_schemas(asked.home)
    print(f"{written[0].parent}: the schemas of {len(written)} files, for the program that you edit them with")
    return 0


@command(*LIBRARY, ADDRESS, SITE, option("--handouts", "yes", "no leaves the PDFs out"))
def build(asked: CommandLine) -> int:
    """Build the site, whole or not at all."""
    return _with_mkdocs(asked, {"SITE": asked.site, "HANDOUTS": asked.handouts}, building.main)


@command(*LIBRARY, ADDRESS, option("--port", "8000", "where on this computer"))
def serve(asked: CommandLine) -> int:
    """Show the site, and every change as it is saved."""
    address = f"127.0.0.1:{asked.port}"
    print(f"Open http://{address}/ and leave this window open. The keys Ctrl and C together end it.", flush=True)
    return _with_mkdocs(asked, {}, lambda: building.look(address))


@command(*LIBRARY, ADDRESS, FORMAT)
def check(asked: CommandLine) -> int:
    """Tell everything that is wrong with the library, and build nothing."""
    collect_garbage_rarely()
    if asked.format not in checking.FORMS:
        raise CannotGoOn(f"--format {asked.format}: write one of {', '.join(checking.FORMS)}")
    return checking.main(asked.home, asked.pages, asked.address, asked.format, _store())


@command(argument("what", help=AGREED), FOLDER)
def agree(asked: CommandLine) -> int:
    """Note that you have looked at what changed below your library."""
    return agreeing.main(asked.home, asked.what)


@command(
    argument("what", help=f"{WHICH}; or all"), *LIBRARY, option("--target", "out/review", "where the sheet is written")
)
def review(asked: CommandLine) -> int:
    """Make the sheet on which a clinician reviews the words, as a page and as a PDF."""
    return reviewing.sheet(asked.home, asked.pages, asked.what, Path(asked.target))


@command(*LIBRARY)
def due(asked: CommandLine) -> int:
    """Tell which reviews run out soon, have run out, or are of words that changed."""
    return reviewing.due(asked.home, asked.pages)


@command(argument("what", help=WHICH), *LIBRARY)
def diff(asked: CommandLine) -> int:
    """Tell what was said when it was reviewed, and what is said now."""
    return reviewing.difference(asked.home, asked.pages, asked.what)


@command(*LIBRARY)
def addresses(asked: CommandLine) -> int:
    """Write new addresses into the ledger, as promised for good."""
    return ledger.main(asked.home, asked.pages)


@command(*LIBRARY)
def reading(asked: CommandLine) -> int:
    """Tell how hard each page is to read."""
    try:
        from exercise_handbook.commands import reading as judging
    except ModuleNotFoundError:
        raise CannotGoOn(NO_READING) from None
    return judging.main(asked.home, asked.pages)


@command(*LIBRARY, UPDATE)
def languages(asked: CommandLine) -> int:
    """Tell how whole each language is that the program speaks, and your library in each."""
    from exercise_handbook.commands import translating  # what reads PO files takes a while to load

    has_library = (asked.home / "library.yaml").exists()
    wrong = translating.main(asked.update)
    return wrong | (translating.of_a_library(asked.home, asked.pages) if has_library else 0)


@command(argument("what", help="the language, such as es"), *LIBRARY)
def translate(asked: CommandLine) -> int:
    """Begin a translation of your library, or bring it up to date, in languages/."""
    from exercise_handbook.commands import translating

    return translating.translate(asked.home, asked.pages, asked.what)


@command(SLUGS, FOLDER, BODY)
def draw(asked: CommandLine) -> int:
    """Draw the pictures whose poses, in poses/, have changed, into figures/."""
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


@command(SITE, option("--target", "out/exercises.zip", "the file that is written"))
def zip(asked: CommandLine) -> int:
    """Pack the site for a USB stick: unpacked, it works without a server."""
    return portable.main(Path(asked.site), Path(asked.target))


@command(
    *LIBRARY,
    ADDRESS,
    SITE,
    option("--target", "out/hosting", "where they are written"),
    option("--root", "/srv/handbook/current", "where the site will lie on the server"),
    option("--port", "8080", "the port that the server listens on"),
)
def hosting(asked: CommandLine) -> int:
    """Write settings for web servers, and the site with compressed copies."""
    library = load_library(asked.home, asked.pages, asked.address)
    return server_settings.main(library, Path(asked.site), Path(asked.target), asked.root, asked.port)


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
