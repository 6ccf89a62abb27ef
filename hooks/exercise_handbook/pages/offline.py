"""What works without a network: the service worker, and the list of all files that it may keep.

It is written when all else is there: the list names each file with a digest of what it holds, and the version is the
digest of the list, so that the worker changes when, and only when, something in it does.
"""

import json
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from exercise_handbook.library.library import Library
from exercise_handbook.pages.assets import FOLDER
from exercise_handbook.pages.templating import fill, is_shared

WORKER = "sw.js"
LIST = "offline/files.json"

MARK = 4
"""How many bytes of a digest tell a file from its earlier versions; a reader's address of data has as many."""

KEPT = (".html", ".css", ".js", ".json", ".svg", ".webp", ".jpg", ".jpeg", ".png", ".webmanifest")
"""Endings of files that are kept. Handouts are not: whoever wants one on paper has it from the network."""

NEVER = ("404.html", WORKER, LIST, "api/v1/library.json", "api/v1/schema.json", "api/v1/codes.json")
"""What no page needs."""


def write_worker(site: Path, library: Library) -> None:
    """Write the worker and its list into a site that is otherwise whole; or, where a library says so, its end."""
    if library.publication.offline == "no":
        (site / WORKER).write_bytes((FOLDER / "offline/end.js").read_bytes())
        return
    listed = json.dumps(files(site, library), separators=(",", ":")).encode()
    target = site / LIST
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(listed)
    absent = {one.path: fill("absent.html", one, "/") for one in library.in_each_language}
    build = {"version": _mark(listed), "mark": MARK, "absent": absent}
    script = (FOLDER / "offline/worker.js").read_text(encoding="utf-8")
    (site / WORKER).write_text(f"const BUILD = {json.dumps(build)};\n{script}", encoding="utf-8")


def files(site: Path, library: Library) -> dict[str, tuple[str | int, ...]]:
    """Every file that may be kept, by its address from the site's root: the mark of what it holds, and its bytes.

    On a site of several languages also the folder of its language, unless all share it.
    """
    found: dict[str, tuple[str | int, ...]] = {}
    paths = [one.path for one in library.translations]
    never = {path + name for path in ("", *paths) for name in NEVER}
    for name in sorted(_names(site), key=lambda name: name.split("/")):
        if name.endswith(KEPT) and name not in never and not name.endswith("-qr.png"):
            content = Path(site, name).read_bytes()
            own = _of_one_language(name, paths) if paths else ()
            found[name.removesuffix("index.html")] = (_mark(content), len(content), *own)
    return found


def _of_one_language(name: str, paths: list[str]) -> tuple[str, ...]:
    """The folder of the language that a file belongs to; nothing where it is of all."""
    if is_shared(f"/{name}"):
        return ()
    return (next((path for path in paths if name.startswith(path)), ""),)


def _names(folder: Path, at: str = "") -> Iterator[str]:
    """Every file in a folder, by its way from there."""
    for one in os.scandir(folder):
        if one.is_dir():
            yield from _names(Path(one), f"{at}{one.name}/")
        else:
            yield at + one.name


def _mark(content: bytes) -> str:
    return sha256(content).digest()[:MARK].hex()
