"""What is known of the picture files beside the data: their kind and size, read from the files."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from PIL import Image, UnidentifiedImageError

from handbook.model import Picture

SVG = "{http://www.w3.org/2000/svg}"
ENDINGS = {".svg": "svg", ".png": "png", ".webp": "webp", ".jpg": "jpeg", ".jpeg": "jpeg"}
"""The kind of picture each ending promises."""

Seen = tuple[Any, int, int]
"""The kind of a picture, its width and its height."""

ALIVE = ("script", "foreignObject", "iframe", "image")
SUSPECT = re.compile(
    rb"<(\w+:)?(script|foreignObject|iframe|image)|href\s*=\s*.(?!#)|url\((?!#)|@import|\son\w+\s*=|&#|\0",
    re.IGNORECASE,
)
"""Bytes that a drawing has if it runs or asks for anything; one without them need not be walked through."""

REACHES_OUT = re.compile(r"url\(\s*['\"]?(?!#)|@import", re.IGNORECASE)


class NotAPicture(Exception):
    """Why a file cannot be shown as a picture, in words for its author."""


def pictures(folder: Path) -> dict[str, Picture]:
    """Every picture of a folder by its file's name. A link that leads out of the folder is left out."""
    home = folder.resolve()
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return {
        file.name: picture(file)
        for file in files
        if file.suffix in ENDINGS and file.is_file() and file.resolve().parent == home
    }


def picture(file: Path) -> Picture:
    """The kind of a picture and its size in pixels, or what keeps it from being one."""
    try:
        kind, width, height = _svg(file) if file.suffix == ".svg" else _raster(file)
    except NotAPicture as trouble:
        return Picture(path=file, kind=None, trouble=str(trouble))
    return Picture(path=file, kind=kind, width=width, height=height)


def _raster(file: Path) -> Seen:
    try:
        with Image.open(file) as image:
            image.verify()
            return ENDINGS[f".{(image.format or '').lower()}"], image.width, image.height
    except (UnidentifiedImageError, OSError, KeyError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise NotAPicture("it cannot be read as a picture; save it again as PNG, WebP or JPEG") from None


def _svg(file: Path) -> Seen:
    content = file.read_bytes()
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise NotAPicture("it has a DOCTYPE; save it as plain SVG")
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        raise NotAPicture(f"it cannot be read as SVG ({error}); save it again") from None
    if root.tag != f"{SVG}svg":
        raise NotAPicture("it is not SVG inside; save it as plain SVG")
    for trouble in _not_self_contained(root) if SUSPECT.search(content) else ():
        raise NotAPicture(trouble)
    return "svg", *_size(root.get("viewBox", ""))


def _size(view_box: str) -> tuple[int, int]:
    numbers = re.split(r"[\s,]+", view_box.strip())
    try:
        width, height = (max(1, round(float(number))) for number in numbers[2:4])
    except (ValueError, OverflowError):
        raise NotAPicture("it has no viewBox, so its size is not known; save it with one") from None
    return width, height


def _not_self_contained(root: ElementTree.Element) -> Iterator[str]:
    """Anything that would run, or ask another server, when the picture is opened."""
    for element in root.iter():
        name = _plain(element.tag)
        if name in ALIVE:
            yield f"it holds <{name}>; save it as a plain drawing"
        if REACHES_OUT.search(element.text or "") or any(_asks(*item) for item in element.attrib.items()):
            yield "it asks for another file; save it with everything inside"
        if any(_plain(key).lower().startswith("on") for key in element.attrib):
            yield "it holds a script; save it as a plain drawing"


def _asks(key: str, value: str) -> bool:
    """Whether an attribute asks for a file other than the picture itself."""
    return (_plain(key) == "href" and not value.startswith("#")) or REACHES_OUT.search(value) is not None


def _plain(name: object) -> str:
    """The name of an element or attribute without its namespace."""
    return str(name).rpartition("}")[2]
