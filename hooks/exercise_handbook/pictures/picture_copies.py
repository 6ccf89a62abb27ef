"""Makes what is published of each picture: a photograph in several sizes, a drawing without what is not drawn."""

import io
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from exercise_handbook.cache import Table, made_by, put
from exercise_handbook.library.model.files import Copy, Picture
from exercise_handbook.library.problems import NotAPicture
from exercise_handbook.pictures.drawing import read
from exercise_handbook.pictures.pictures import picture
from exercise_handbook.pictures.svg_cleanup import redrawn

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTHS = (400, 800, 1200)
"""Pixels of the narrower copies, for screens that show no more."""

BEST = 1
"""Pillow's number for the way of making a picture smaller that keeps most: Resampling.LANCZOS."""

WORTH = 0.8
"""A narrower copy is made if it is at most such a part of the whole."""

QUALITY = 82
"""Of 100: what is lost cannot be seen at the size of a picture on a page."""

TOOLS = (*(f"pictures/{one}.py" for one in ("picture_copies", "drawing", "photograph", "svg_cleanup")), "pillow")
"""What decides how a picture is published."""


def developed(picture: Picture) -> dict[str, tuple[int, int, bytes]]:
    """What is published for a picture, the main one first: address below figures/ → width, height, content."""
    content, name = picture.path.read_bytes(), picture.path.name
    if picture.kind == "svg":
        return {name: (picture.width, picture.height, redrawn(read(content)[1]).encode())}
    from exercise_handbook.pictures.photograph import kind_and_size, upright  # Pillow takes long to start

    image, own = upright(content), kind_and_size(content)[0].upper()  # as Pillow calls it
    sizes = [*(_narrower(image, width) for width in WIDTHS if width <= WORTH * image.width), image]
    as_they_are = [_encoded(one, own) for one in sizes]
    as_webp = [_smallest_webp(one, own) for one in sizes] if own != "WEBP" else as_they_are
    is_smaller = sum(map(len, as_webp)) < sum(map(len, as_they_are))
    made = {name: (*image.size, as_they_are[-1])}
    for one, plain, webp in zip(sizes, as_they_are, as_webp, strict=True):
        if is_smaller or one is not image:
            address = f"{one.width}w/{name}" + (".webp" if is_smaller else "")
            made[address] = (*one.size, webp if is_smaller else plain)
    return made


def published(file: Path) -> bytes:
    """What is published at a picture's own address. Raises NotAPicture."""
    found = picture(file)
    if found.kind is None:
        raise NotAPicture(found.trouble)
    return next(iter(developed(found).values()))[2] if found.digest else file.read_bytes()


def copies(pictures: Iterable[Picture], store: Path, known: Table) -> Mapping[str, tuple[Copy, ...]]:
    """What is published of each picture that does not go out as it lies, by its file's name. Made on every core.

    Kept in the store, by what the picture holds and by how it is made.
    """
    wanted = [one for one in pictures if one.digest]
    tools = made_by(*TOOLS)
    with ThreadPoolExecutor(os.cpu_count() or 1) as threads:
        made = (threads.map if len(wanted) > 1 else map)(lambda one: _copies(one, store, known, tools), wanted)
        return {one.path.name: found for one, found in zip(wanted, made, strict=True)}


def _copies(picture: Picture, store: Path, known: Table, tools: str) -> tuple[Copy, ...]:
    key = sha256(f"{tools} {picture.digest} {picture.path.name}".encode()).hexdigest()[:32]
    found = known.get(f"copies {key}", lambda: _made(key, picture, store))
    if not all(os.path.isfile(f"{store}/{one.file}") for one in found):  # noqa: PTH113
        _made(key, picture, store)  # cleared away
    return tuple(one._replace(file=f"{store}/{one.file}") for one in found)


def _made(key: str, picture: Picture, store: Path) -> tuple[Copy, ...]:
    made = []
    for number, (address, (width, height, content)) in enumerate(developed(picture).items()):
        file = store / f"{key}-{number}{Path(address).suffix}"
        with put(file) as target:
            target.write_bytes(content)
        made.append(Copy(address, width, height, file.name))
    return tuple(made)


def _narrower(image: "Image", width: int) -> "Image":
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), BEST)


def _encoded(image: "Image", kind: str, **how: object) -> bytes:
    if kind == "JPEG":
        return _smallest_jpeg(image)
    file = io.BytesIO()
    image.save(file, kind, **({"quality": QUALITY} if kind == "WEBP" else {}) | how)
    return file.getvalue()


def _smallest_jpeg(image: "Image") -> bytes:
    """One that was packed tighter before is not packed looser now."""
    made = []
    for quality in [QUALITY, *(["keep"] if image.format == "JPEG" else [])]:
        file = io.BytesIO()
        image.save(file, "JPEG", quality=quality, optimize=True, progressive=True)
        made.append(file.getvalue())
    return min(made, key=len)


def _smallest_webp(image: "Image", made_from: str) -> bytes:
    """A photograph loses what is not seen; flat colours of a PNG stay as they are, which is smaller and sharper."""
    lossy = _encoded(image, "WEBP")
    return min(lossy, _encoded(image, "WEBP", lossless=True), key=len) if made_from == "PNG" else lossy
