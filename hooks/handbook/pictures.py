"""What is known of the picture files beside the data: their kind and size, read from the files."""

from pathlib import Path

from PIL import Image, UnidentifiedImageError

from handbook.drawing import NotADrawing, drawing_size
from handbook.library import AVERAGE
from handbook.model import Picture

ENDINGS = {".svg": "svg", ".png": "png", ".webp": "webp", ".jpg": "jpeg", ".jpeg": "jpeg"}
"""The kind of picture each ending promises."""


def bodies(folder: Path) -> dict[str, dict[str, Picture]]:
    """The pictures of a folder, and of each body that has a folder of its own in it."""
    inside = sorted(folder.iterdir()) if folder.is_dir() else []
    others = {home.name: pictures(home) for home in inside if home.is_dir() and not home.is_symlink()}
    return {AVERAGE: pictures(folder)} | others


def pictures(folder: Path) -> dict[str, Picture]:
    """Every picture of a folder by its file's name. A link that leads out of the folder is left out."""
    home = folder.resolve()
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return {
        file.name: picture(file)
        for file in files
        if file.suffix in ENDINGS and file.is_file() and (not file.is_symlink() or file.resolve().parent == home)
    }


def picture(file: Path) -> Picture:
    """The kind of a picture and its size in pixels, or what keeps it from being one."""
    return _drawing(file) if file.suffix == ".svg" else _raster(file)


def _drawing(file: Path) -> Picture:
    try:
        width, height = drawing_size(file.read_bytes())
    except NotADrawing as trouble:
        return Picture(path=file, kind=None, trouble=str(trouble))
    return Picture(path=file, kind="svg", width=width, height=height)


def _raster(file: Path) -> Picture:
    try:
        with Image.open(file) as image:
            image.verify()
            kind = ENDINGS[f".{(image.format or '').lower()}"]
            return Picture.model_validate({"path": file, "kind": kind, "width": image.width, "height": image.height})
    except (UnidentifiedImageError, OSError, KeyError, SyntaxError, ValueError, Image.DecompressionBombError):
        advice = "it cannot be read as a picture; save it again as PNG, WebP or JPEG"
        return Picture(path=file, kind=None, trouble=advice)
