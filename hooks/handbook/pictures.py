"""What is known of the picture files beside the data: their kind and size, read from the files."""

import os
from collections.abc import Callable
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from handbook.drawing import NotADrawing, drawing_size
from handbook.library import AVERAGE
from handbook.model import Picture, PictureKind

ENDINGS: dict[str, PictureKind] = {".svg": "svg", ".png": "png", ".webp": "webp", ".jpg": "jpeg", ".jpeg": "jpeg"}
"""The kind of picture each ending promises."""


Judging = Callable[[bytes], tuple[int, int]]
"""Gives the size of a drawing, or raises NotADrawing."""


def bodies(folder: Path, judge: Judging = drawing_size) -> dict[str, dict[str, Picture]]:
    """The pictures of a folder, and of each body that has a folder of its own in it."""
    others = {one.name: pictures(Path(one), judge) for one in _inside(folder) if one.is_dir(follow_symlinks=False)}
    return {AVERAGE: pictures(folder, judge)} | others


def pictures(folder: Path, judge: Judging = drawing_size) -> dict[str, Picture]:
    """Every picture of a folder by its file's name. A link that leads out of the folder is left out."""
    home = folder.resolve()
    return {
        one.name: picture(Path(one), judge)
        for one in _inside(folder)
        if one.name.endswith(tuple(ENDINGS))
        and one.is_file()
        and (not one.is_symlink() or Path(one).resolve().parent == home)
    }


def _inside(folder: Path) -> list[os.DirEntry[str]]:
    """What lies in a folder, by name; the system says of each what it is while it lists them."""
    return sorted(os.scandir(folder), key=lambda one: one.name) if folder.is_dir() else []


def picture(file: Path, judge: Judging = drawing_size) -> Picture:
    """The kind of a picture and its size in pixels, or what keeps it from being one."""
    return _drawing(file, judge) if file.suffix == ".svg" else _raster(file)


def _drawing(file: Path, judge: Judging) -> Picture:
    try:
        width, height = judge(file.read_bytes())
    except NotADrawing as trouble:
        return Picture(str(file), None, trouble=str(trouble))
    return Picture(str(file), "svg", width, height)


def _raster(file: Path) -> Picture:
    try:
        with Image.open(file) as image:
            image.verify()
            kind = ENDINGS[f".{(image.format or '').lower()}"]
            return Picture(str(file), kind, image.width, image.height)
    except (UnidentifiedImageError, OSError, KeyError, SyntaxError, ValueError, Image.DecompressionBombError):
        advice = "it cannot be read as a picture; save it again as PNG, WebP or JPEG"
        return Picture(str(file), None, trouble=advice)
