"""What makes the site work offline: the service worker, and the list of all files that it may keep.

They are written last: the list names each file with a digest of its content, and the version is the digest of the list,
so that the worker changes when, and only when, one of the files does.
"""

import json
import os
from collections.abc import Iterator, Mapping
from hashlib import sha256
from operator import attrgetter
from pathlib import Path

from exercise_handbook.library.edition import Edition
from exercise_handbook.pages.assets import FOLDER
from exercise_handbook.pages.templating import fill, is_shared

WORKER = "sw.js"
LIST = "offline/files.json"

MARK = 4
"""Bytes of the digest that tells a file from its earlier versions, as many as in addresses of data."""

KEPT = (".html", ".css", ".js", ".json", ".svg", ".webp", ".jpg", ".jpeg", ".png", ".webmanifest")
"""Extensions of files that are kept. Handouts are not: whoever prints one has a network."""

NEVER = ("404.html", WORKER, LIST, "api/v1/library.json", "api/v1/schema.json", "api/v1/codes.json")
"""Files that no page needs."""


def write_worker(site: Path, library: Edition, marks: Mapping[str, str]) -> None:
    """Write the worker and its list into a site that is otherwise complete; or, if a library says so, one that ends it.

    `marks` has digests that are known already, by path in the site, so that those files are not read again.
    """
    if library.publication.offline == "no":
        (site / WORKER).write_bytes((FOLDER / "offline/end.js").read_bytes())
        return
    listed = json.dumps(files(site, library, marks), separators=(",", ":")).encode()
    target = site / LIST
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(listed)
    absent = {one.path: fill("absent.html", one, "/") for one in library.in_each_language}
    build = {"version": mark(listed), "mark": MARK, "absent": absent}
    script = (FOLDER / "offline/worker.js").read_text(encoding="utf-8")
    (site / WORKER).write_text(f"const BUILD = {json.dumps(build)};\n{script}", encoding="utf-8")


def files(site: Path, library: Edition, marks: Mapping[str, str]) -> dict[str, tuple[str | int, ...]]:
    """Every file that may be kept, by its address from the root of the site: its digest and its size in bytes.

    On a site in several languages also the folder of its language, unless all share it.
    """
    found: dict[str, tuple[str | int, ...]] = {}
    paths = [one.path for one in library.translations]
    never = {path + name for path in ("", *paths) for name in NEVER}
    for name, one in _all(site):
        if name.endswith(KEPT) and name not in never and not name.endswith("-qr.png"):
            known = marks.get(name) or mark(Path(one).read_bytes())
            own = _of_one_language(name, paths) if paths else ()
            found[name.removesuffix("index.html")] = (known, one.stat().st_size, *own)
    return found


def _of_one_language(name: str, paths: list[str]) -> tuple[str, ...]:
    """The folder of the language that a file belongs to; nothing if all share it."""
    if is_shared(f"/{name}"):
        return ()
    return (next((path for path in paths if name.startswith(path)), ""),)


def _all(folder: os.DirEntry[str] | Path, at: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every file in a folder, with its relative path."""
    for one in sorted(os.scandir(folder), key=attrgetter("name")):
        if one.is_dir():
            yield from _all(one, f"{at}{one.name}/")
        else:
            yield at + one.name, one


def mark(content: bytes) -> str:
    """The digest that tells a file from its earlier versions."""
    return sha256(content).digest()[:MARK].hex()
