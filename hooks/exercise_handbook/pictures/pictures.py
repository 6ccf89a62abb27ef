"""What is known of the picture files beside the data: their kind and the size readers see, read from the files."""

import hashlib
import os
import re
import time
from collections.abc import Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from exercise_handbook.cache import Table
from exercise_handbook.forking import made_of_each
from exercise_handbook.library.library import AVERAGE
from exercise_handbook.library.model.files import Picture, PictureKind
from exercise_handbook.library.problems import UNREADABLE, NotAPicture
from exercise_handbook.pictures.drawing import checked

ENDINGS: dict[str, PictureKind] = {".svg": "svg", ".png": "png", ".webp": "webp", ".jpg": "jpeg", ".jpeg": "jpeg"}
"""The kind of picture each ending promises."""

FOREIGN_ENDINGS = {".heic", ".heif", ".avif", ".tif", ".tiff", ".jfif", ".jpe", ".jxl", ".jp2", ".dng"}
FOREIGN_ENDINGS |= {".gif", ".bmp", ".pdf", ".svgz", ".ai", ".eps", ".psd"}
"""Endings of pictures that cannot be published; known here so that an author is told of a file that lies there."""

HIDDEN_ENDING = re.compile(r"\.(svg|png|webp|jpe?g)\.(txt|xml)$", re.IGNORECASE)
"""How names end to which a program added an ending of its own that many systems do not show."""

BEGINS_AS_XML = re.compile(rb"[\0\s\xef\xbb\xbf\xfe\xff]*<")
"""Only a mark of the encoding and blanks, in signs of any width, stand before the first tag."""

STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF")
"""How the files begin that are checked here."""

FOREIGN = {
    rb".{4}ftyp(hei|hev|mif1|msf1)": "HEIC inside, as iPhones save photographs",
    rb".{4}ftypavi[fs]": "AVIF inside",
    rb".{4}ftyp": "a film inside",
    rb"II[*+]\0|MM\0[*+]": "TIFF inside",
    rb"BM": "BMP inside",
    rb"GIF8": "GIF inside",
    rb"%PDF": "PDF inside",
    rb"%!PS|\xc5\xd0\xd3\xc6": "EPS inside",
    rb"8BPS": "Photoshop’s own format inside",
    rb"\0\0\0\x0cjP|\xff\x4f\xff\x51": "JPEG 2000 inside",
    rb"\0\0\0\x0cJXL|\xff\x0a": "JPEG XL inside",
    rb"\x00\x00\x01\x00": "an icon inside",
    rb"\x1f\x8b": "compressed inside, as svgz files are",
    rb"PK\x03\x04": "a ZIP archive inside",
    rb"(?i)\s*<(!doctype html|html)": "a web page inside",
    rb"version https://git-lfs": "a note of Git LFS that stands for the picture; fetch the picture itself",
}
"""What else people save under the ending of a picture, by how it begins. Some browsers show none of it."""

MARKS = re.compile(rb"<svg\b[^>]*\sdata-marks=[\"']([a-z -]*)[\"']")
"""The marks of a drawing, as its first tag names them."""

TICK = 2_000_000_000
"""Nanoseconds within which a file system may not tell two changes apart; what is younger is read again."""

JUDGES = ("drawing", "font_coverage", "jpeg_scans", "photograph", "pictures", "print_styles", "svg_cleanup")
TOOLS = tuple(f"pictures/{one}.py" for one in JUDGES)
"""The modules that decide what is known of a picture."""


def picture(file: Path | os.DirEntry[str]) -> Picture:
    """What is known of a file."""
    return seen(Path(file).read_bytes())._replace(file=os.fspath(file))


def bodies(folder: Path, others: Iterable[str], known: Table) -> dict[str, dict[str, Picture]]:
    """The pictures of a folder, and of each other body in the folder that bears its name."""
    return {AVERAGE: pictures(folder, known)} | {name: pictures(folder / name, known) for name in others}


def pictures(folder: Path, known: Table | None = None) -> dict[str, Picture]:
    """Every file of a folder that could be meant for a picture, by its name."""
    home, known = folder.resolve(), known or Table()
    meant = [one for one in _inside(folder) if _is_meant(one.name)]
    return dict(zip((one.name for one in meant), judged(meant, home, known), strict=True))


def judged(meant: list[os.DirEntry[str]], home: Path, known: Table) -> Iterator[Picture]:
    """What is known of each file below home, a path without links; those that are new are read by every core."""
    troubles = {one.path: _trouble(one, home) for one in meant}
    new = [one.path for one in meant if not troubles[one.path] and not known.has(_state(one))]
    read = dict(zip(new, made_of_each(partial(_look, known), new), strict=True))
    for one in meant:
        if trouble := troubles[one.path]:
            yield Picture(None, trouble=trouble, file=one.path)
        else:
            yield known_picture(one, known, read.get(one.path))


def seen(content: bytes) -> Picture:
    """What readers will see of a file's content, or what keeps it from being a picture."""
    try:
        if trouble := foreign(content):
            return Picture(None, trouble=trouble)
        return _photograph(content) if content.startswith(STARTS) else _drawing(content)
    except NotAPicture as found:
        return Picture(None, trouble=str(found))


def foreign(content: bytes) -> str:
    """What a file is that browsers do not show, in words for its author; "" when nothing is known of it."""
    if not content:
        return "it is empty; save the picture again"
    name = next((name for start, name in FOREIGN.items() if re.match(start, content, re.DOTALL)), "")
    return name and f"it is {name}" + ("" if ";" in name else "; save it as JPEG or PNG")


def digest(content: bytes) -> str:
    """What a content is known by."""
    return hashlib.sha256(content).hexdigest()[:32]


def known_picture(one: os.DirEntry[str], known: Table, read: "Look | None" = None) -> Picture:
    """What is known of a file in a folder, or was just read: nobody touched it since, or it is read now."""
    look = cache(lambda: read or _look(known, one.path))
    state = _state(one)
    key = known.get(state, lambda: look().key) if state else look().key
    found: Picture = known.get(f"picture {key}", lambda: look().picture)
    return found._replace(file=one.path)


class Look(NamedTuple):
    """What reading a file tells: what its content is known by, and what is known of it."""

    key: str
    picture: Picture


def _look(known: Table, path: str) -> Look:
    content = Path(path).read_bytes()
    key = digest(content)
    return Look(key, known.get(f"picture {key}", lambda: seen(content)))


def _state(one: os.DirEntry[str]) -> tuple[object, ...]:
    """What tells one state of a file from the next; nothing while it is too young to be told apart.

    The system knows it by its inode, its size and the time of its last change of any kind, which nobody can set.
    Windows knows no such time and tells that of its last writing.
    """
    state = one.stat()
    changes = (state.st_ctime_ns, state.st_mtime_ns)
    return (one.path, state.st_ino, state.st_size, *changes) if max(changes) < time.time_ns() - TICK else ()


def _trouble(one: os.DirEntry[str], home: Path) -> str:
    """Why a file is not even looked at; "" where it is."""
    if one.is_symlink() and not Path(os.path.realpath(one)).is_relative_to(home):
        return "it is a link that leads out of the folder; put the picture itself there"
    if not os.path.isfile(one):  # noqa: PTH113  as for names, below; and a link that leads in a circle is none
        return "it is no file, but a folder, say, or a link that leads nowhere; put the picture itself there"
    if not os.access(one, os.R_OK):
        return "you may not read it; ask whose file it is"
    return _by_ending(one.name)


def _is_meant(name: str) -> bool:
    """Whether a file of that name could be meant for a picture."""
    is_one = _ending(name) in ENDINGS.keys() | FOREIGN_ENDINGS or HIDDEN_ENDING.search(name) is not None
    return is_one and not name.startswith(".")


def _by_ending(name: str) -> str:
    """What the ending of a file's name tells of it; "" where it is that of a picture."""
    if HIDDEN_ENDING.search(name):
        return f"its name has a second ending; rename it to {name.rpartition('.')[0]}"
    ending = _ending(name)
    if ending in (".jfif", ".jpe"):
        return "not all systems know this ending of JPEG; rename it, with the ending .jpg"
    return "not all browsers show this kind; save it as JPEG or PNG" if ending in FOREIGN_ENDINGS else ""


def _ending(name: str) -> str:
    return os.path.splitext(name)[1].lower()  # noqa: PTH122  a path for each of thousands of names takes long


def _inside(folder: Path) -> list[os.DirEntry[str]]:
    """What lies in a folder, by name; the system says of each what it is while it lists them."""
    return sorted(os.scandir(folder), key=lambda one: one.name) if folder.is_dir() else []


def _drawing(content: bytes) -> Picture:
    if not BEGINS_AS_XML.match(content):
        raise NotAPicture(UNREADABLE)
    width, height, goes_out_as_it_lies = checked(content)
    named = MARKS.search(content)
    marks = tuple(named[1].decode().split()) if named else ()
    return Picture("svg", width, height, digest="" if goes_out_as_it_lies else digest(content), marks=marks)


def _photograph(content: bytes) -> Picture:
    from exercise_handbook.pictures.photograph import (  # Pillow takes long to start
        LARGEST,
        is_bare,
        kind_and_size,
        upright,
    )

    kind, size = kind_and_size(content)
    shown = upright(content, LARGEST).size
    goes_out_as_it_lies = shown == size and is_bare(kind, content)
    return Picture(kind, *shown, digest="" if goes_out_as_it_lies else digest(content))
