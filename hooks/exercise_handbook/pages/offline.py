"""What works without a network: the service worker, and the list of all files that it may keep.

It is written when all else is there: the list names each file with a digest of what it holds, and the version is the
digest of the list, so that the worker changes when, and only when, something in it does.
"""

import json
import os
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from exercise_handbook.library.edition import Edition
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


def write_worker(site: Path, library: Edition, marks: Mapping[str, str]) -> None:
    """Write the worker and its list into a site that is otherwise whole; or, where a library says so, its end.

    The marks of files that are known, by their place in the site, spare reading those.
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
    """Every file that may be kept, by its address from the site's root: the mark of what it holds, and its bytes.

    On a site of several languages also the folder of its language, unless all share it.
    """
    found: dict[str, tuple[str | int, ...]] = {}
    paths = [one.path for one in library.translations]
    never = {path + name for path in ("", *paths) for name in NEVER}
    for name, one in sorted(_all(site), key=lambda each: each[0].split("/")):
        if name.endswith(KEPT) and name not in never and not name.endswith("-qr.png"):
            known = marks.get(name) or mark(Path(one).read_bytes())
            own = _of_one_language(name, paths) if paths else ()
            found[name.removesuffix("index.html")] = (known, one.stat().st_size, *own)
    return found


def _of_one_language(name: str, paths: list[str]) -> tuple[str, ...]:
    """The folder of the language that a file belongs to; nothing where it is of all."""
    if is_shared(f"/{name}"):
        return ()
    return (next((path for path in paths if name.startswith(path)), ""),)


def _all(folder: os.DirEntry[str] | Path, at: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every file in a folder, with its path from there."""
    for one in os.scandir(folder):
        if one.is_dir():
            yield from _all(one, f"{at}{one.name}/")
        else:
            yield at + one.name, one


def mark(content: bytes) -> str:
    """What tells a file from its earlier versions."""
    return sha256(content).digest()[:MARK].hex()
