"""Finds the library that another one builds on: one that comes with the program, or a folder."""

from pathlib import Path

HERE = Path(__file__).parent.parent
SHIPPED = {"lower-back": (HERE / "bases/lower-back", HERE.parent.parent / "data")}
"""The libraries that come with the program: where each lies in the installed package, and in a checkout."""


def base_folder(name: str, home: Path) -> Path | None:
    """The folder of a base by the name or path in library.yaml, which lies in `home`; None where there is none."""
    named = home / name
    folders = SHIPPED.get(name) or (named, named / "data")
    return next((folder.resolve() for folder in folders if (folder / "library.yaml").is_file()), None)
