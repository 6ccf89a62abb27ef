"""Makes of each picture what is published: of a photograph several sizes, of a drawing what is drawn. Never twice."""

import hashlib
import io
import json
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from exercise_handbook.cache import put
from exercise_handbook.library.model import Copy, Picture
from exercise_handbook.pictures.drawing import read
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

FORMATS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}

TOOLS = ("picture_copies", "drawing", "photograph", "svg_cleanup")
"""The modules that what is published depends on, besides Pillow."""


def developed(picture: Picture) -> dict[str, tuple[int, int, bytes]]:
    """What is published for a picture, the main one first: address below figures/ → width, height, content."""
    content, name = picture.path.read_bytes(), picture.path.name
    if picture.kind == "svg":
        return {name: (picture.width, picture.height, redrawn(read(content)[1]).encode())}
    from exercise_handbook.pictures.photograph import kind_and_size, upright  # Pillow takes long to start

    image, own = upright(content), FORMATS[kind_and_size(content)[0]]
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


class PictureCopies:
    """Keeps what is published of pictures in the store, by their content and by how it is made."""

    def __init__(self, store: Path):
        self._store = store
        tools = [Path(__file__).with_name(f"{tool}.py").read_bytes() for tool in TOOLS] + [version("pillow").encode()]
        self._tools = hashlib.sha256(b"".join(tools)).hexdigest()

    def copies(self, pictures: Iterable[Picture]) -> Mapping[str, tuple[Copy, ...]]:
        """What is published of each picture that does not go out as it lies, by its file's name. Made on every core."""
        wanted = [one for one in pictures if one.digest]
        with ThreadPoolExecutor(os.cpu_count() or 1) as threads:
            made = threads.map(self._copies, wanted) if len(wanted) > 1 else map(self._copies, wanted)
            return {one.path.name: copies for one, copies in zip(wanted, made, strict=True)}

    def _copies(self, picture: Picture) -> tuple[Copy, ...]:
        key = hashlib.sha256(f"{self._tools} {picture.digest} {picture.path.name}".encode()).hexdigest()[:32]
        return self._kept(key) or self._made(key, picture)

    def _made(self, key: str, picture: Picture) -> tuple[Copy, ...]:
        copies = []
        for number, (address, (width, height, content)) in enumerate(developed(picture).items()):
            file = self._store / f"{key}-{number}{Path(address).suffix}"
            with put(file) as target:
                target.write_bytes(content)
            copies.append(Copy(address, width, height, file.name))
        with put(self._store / f"{key}.json") as target:
            target.write_text(json.dumps(copies), encoding="utf-8")
        return self._in_store(copies)

    def _kept(self, key: str) -> tuple[Copy, ...]:
        try:
            found = json.loads((self._store / f"{key}.json").read_text(encoding="utf-8"))
            copies = self._in_store(Copy(*one) for one in found)
        except (OSError, ValueError, TypeError):
            return ()
        return copies if all(os.path.isfile(one.file) for one in copies) else ()  # noqa: PTH113

    def _in_store(self, copies: Iterable[Copy]) -> tuple[Copy, ...]:
        return tuple(one._replace(file=f"{self._store}/{one.file}") for one in copies)


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
