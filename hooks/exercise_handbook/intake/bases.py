"""Finds the library that another one builds on: one that comes with the program, or a folder."""

from collections.abc import Iterator
from pathlib import Path

from exercise_handbook.intake.strict_yaml import read

HERE = Path(__file__).parent.parent
SHIPPED = {"lower-back": (HERE / "bases/lower-back", HERE.parent.parent / "data")}
"""The libraries that come with the program: where each lies in the installed package, and in a checkout."""


def base_folder(name: str, home: Path) -> Path | None:
    """The folder of a base by the name or path in library.yaml, which lies in `home`; None where there is none."""
    named = home / name
    folders = SHIPPED.get(name) or (named, named / "data")
    return next((folder.resolve() for folder in folders if (folder / "library.yaml").is_file()), None)


def folders_below(home: Path) -> Iterator[Path]:
    """The folders of the libraries that one builds on, the nearest first, as far as they can be found."""
    above: list[Path] = []
    while (home := home.resolve()) not in above:
        above.append(home)
        file = home / "library.yaml"
        said = read(file)[0].values.get("extends") if file.is_file() else None
        below = base_folder(said, home) if isinstance(said, str) else None
        if below is None:
            return
        yield below
        home = below
