"""The two sites that are compared, ours and the plain one, and the commands that build them and ask for them."""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
HOME = HERE.parents[1]


@dataclass(frozen=True)
class Command:
    """A program with its arguments, and the environment variables it is given in addition."""

    words: tuple[str, ...]
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """The complete environment, as `make` sets it for all builds."""
        always = {
            "PYTHONPATH": str(HOME / "hooks"),
            "NO_MKDOCS_2_WARNING": "1",
            "HANDOUTS": "no",
            "PYTHONDONTWRITEBYTECODE": "",  # or each build would compile our modules anew
        }
        return os.environ | always | {"PYTHONHASHSEED": "0"} | self.settings

    def run(self) -> None:
        """Run it in the project's folder. Raises CalledProcessError if it fails."""
        subprocess.run(self.words, env=self.environment, cwd=HOME, check=True, stdout=subprocess.DEVNULL)


@dataclass(frozen=True)
class Pair:
    """A library of some size, and the project of a plain site with the same text."""

    size: int
    folder: Path

    @property
    def library(self) -> Path:
        """Where the library is."""
        return self.folder / f"library-{self.size}"

    @property
    def project(self) -> Path:
        """Where the plain site's project is."""
        return self.folder / f"plain-{self.size}"

    def site(self, name: str) -> Path:
        """Where a built site goes: "ours" or "plain"."""
        return self.folder / f"site-{self.size}-{name}"

    @property
    def store(self) -> Path:
        """The store of our builds."""
        return self.folder / f"store-{self.size}"

    def write(self) -> None:
        """Write the library and the project, in other processes, so that this one stays small."""
        python("generate.py", str(self.size), self.library).run()
        python("plain.py", self.library, self.project).run()

    def builds(self) -> Iterator[tuple[str, Command]]:
        """The name of each site, and the command that builds it as its users do."""
        yield "ours", make_site(self.library, self.site("ours"), self.store)
        yield "plain", Command((sys.executable, "-m", "mkdocs", "build", *self.plain_arguments))

    @property
    def plain_arguments(self) -> tuple[str, ...]:
        """The arguments with which MkDocs builds the plain site."""
        return "--config-file", str(self.project / "mkdocs.yml"), "--site-dir", str(self.site("plain"))


def python(script: str, *arguments: str | Path) -> Command:
    """A script of this folder."""
    return Command((sys.executable, str(HERE / script), *map(str, arguments)))


def make_site(library: Path, site: Path, store: Path | None = None) -> Command:
    """What `make site` runs."""
    settings = {"DATA": str(library), "SITE": str(site), "ADDRESS": ""} | ({"STORE": str(store)} if store else {})
    return Command((sys.executable, str(HOME / "hooks" / "build.py")), settings)


def asks_for_sites(about: str | None) -> argparse.ArgumentParser:
    """The command line of a benchmark that looks at our sites: some of each size, some built already."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", help="how many exercises, 16 or more")
    parser.add_argument("--site", type=Path, action="append", default=[], help="a site that is built already")
    return parser


def asked_sites(asked: argparse.Namespace, folder: Path) -> Iterator[tuple[str, Path]]:
    """Each site that was asked for, built, and what it is called."""
    yield from ((site.name, site) for site in asked.site)
    for size in asked.sizes:
        pair = Pair(size, folder)
        tell(f"{size} exercises, building")
        python("generate.py", str(size), pair.library).run()
        make_site(pair.library, pair.site("ours")).run()
        yield f"{size:,} generated", pair.site("ours")


def tell(progress: str) -> None:
    """Report progress on stderr, apart from the results."""
    print(f"  {progress}", file=sys.stderr, flush=True)
