"""Puts a new folder in the place of the last one: whole, and without losing what other people put there.

The mark in a folder lists what a build made. Whatever else lies there is kept: a .git, a CNAME, a letter.
"""

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from exercise_handbook.refusals import CannotGoOn

MARK = "made-by-the-exercise-handbook.txt"
SAID = "A build replaces the files listed here, and keeps whatever else lies in this folder.\n\n"
BEING_BUILT = "being-built"
OFTEN_THERE = {".git", "CNAME", ".well-known", ".nojekyll", "lost+found"}
"""What may lie in a folder before the first build; it is kept, as any other file later."""

EXCHANGE = 2  # RENAME_EXCHANGE of Linux's renameat2(2): two names change places in one step
HERE = -100  # AT_FDCWD: paths are meant from the working folder
NO_RENAMING = {errno.EBUSY, errno.EXDEV, errno.EACCES, errno.EPERM}


def let_others_read() -> None:
    """Let what we write be read by everyone, however strict this person's habits: it is made for a web server."""
    os.umask(os.umask(0o022) & 0o022)


def why_not(site: Path) -> str:
    """Why this folder must not be replaced, in words; "" when it may be."""
    if site.is_symlink():
        return "it is a link; write the folder that it leads to"
    if site.exists() and not site.is_dir():
        return "it is a file; write a folder"
    others = {one.name for one in site.iterdir() if not is_ours(one.name, site)} if site.is_dir() else set()
    if others - OFTEN_THERE and not (site / MARK).is_file():
        return "there are files here that this command did not make; write another folder, or empty it first"
    return ""


def workshop(site: Path) -> Path:
    """Where the new folder is made: beside the last one, or in it where that cannot be renamed."""
    must_stay = site.is_dir() and (is_mount(site) or not os.access(site.parent, os.W_OK))
    return site if must_stay else site.parent


def is_mount(folder: Path) -> bool:
    """Whether a disk, a folder of another computer or a container's volume is mounted here."""
    table = Path("/proc/self/mountinfo")
    mounts = table.read_text(encoding="utf-8", errors="replace").splitlines() if table.exists() else []
    escaped = str(folder.resolve()).replace(" ", "\\040")  # as the kernel writes a space
    return folder.is_mount() or any(line.split()[4] == escaped for line in mounts)


def prefix(site: Path) -> str:
    """How the names begin of all that a build of this folder makes for itself."""
    return f".{site.name}-{BEING_BUILT}"


def is_ours(name: str, site: Path) -> bool:
    """Whether a name is that of a lock or a folder of some build of this site."""
    return name.startswith(prefix(site))


def clear_left_overs(site: Path) -> None:
    """Take away what killed builds left. Only for who holds the lock: then no build is running."""
    for left_over in [one for one in workshop(site).iterdir() if is_ours(one.name, site) and one.is_dir()]:
        if not site.exists() and (left_over / "old" / MARK).is_file():  # killed between two renames
            (left_over / "old").rename(site)
        shutil.rmtree(left_over, ignore_errors=True)  # an engine whose build was killed may still be writing


def put_in_place(new: Path, site: Path) -> list[str]:
    """Let a new folder take the place of the last one. Returns what was found there and kept.

    Raises CannotGoOn where a file of other people lies at an address that the new folder has, too.
    """
    made = sorted(one.relative_to(new).as_posix() for one in new.rglob("*") if one.is_file())
    (new / MARK).write_text(SAID + "\n".join([*made, MARK]) + "\n", encoding="utf-8")
    kept = sorted(strangers(site)) if site.is_dir() else []
    if taken := sorted({*kept} & with_parents(made)):
        raise CannotGoOn(
            f"{site / taken[0]}: the library makes a file here, and this one was not made by a build; move it"
        )
    stays = workshop(site) == site
    for name in kept:
        if "/" in name or not stays:
            _copy(site / name, new / name)
    if stays or not _swapped(new, site):
        _replace_contents(new, site, kept)
    return kept


def strangers(site: Path) -> Iterator[str]:
    """What lies in a site that no build made: files, and folders with all that is in them."""
    mark = (site / MARK).read_text(encoding="utf-8") if (site / MARK).is_file() else SAID
    if "\n\n" not in mark:  # of a build that listed nothing yet, and took all to be its own
        yield from (name for name in OFTEN_THERE if (site / name).exists())
        return
    known = with_parents(mark.partition("\n\n")[2].split("\n"))
    yield from (one for one in _unknown(site, "", known) if not is_ours(one, site))


def with_parents(files: Iterable[str]) -> set[str]:
    """Some files and all folders that they lie in."""
    found = set(files)
    for file in files:
        while (file := file.rpartition("/")[0]) and file not in found:
            found.add(file)
    return found


def _unknown(folder: Path, at: str, known: set[str]) -> Iterator[str]:
    for entry in os.scandir(folder):
        if at + entry.name not in known:
            yield at + entry.name
        elif entry.is_dir(follow_symlinks=False):
            yield from _unknown(Path(entry), f"{at}{entry.name}/", known)


def _copy(file: Path, target: Path) -> None:
    if file.is_dir() and not file.is_symlink():
        shutil.copytree(file, target, symlinks=True)
    else:
        shutil.copy2(file, target, follow_symlinks=False)


def _swapped(new: Path, site: Path) -> bool:
    """Let two folders change places, in one step where the system has one. False where the old one must stay."""
    if not site.exists():
        new.rename(site)
    elif not exchange(new, site):
        old = new.with_name("old")
        try:
            site.rename(old)
        except OSError as error:
            if error.errno in NO_RENAMING:
                return False
            raise
        new.rename(site)
    return True


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step. False where the system or the disk cannot."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
    return rename is not None and rename(HERE, bytes(one), HERE, bytes(other), EXCHANGE) == 0


def _replace_contents(new: Path, site: Path, kept: Iterable[str]) -> None:
    """Replace what lies in a folder that must stay itself: what pages need first, the home page last."""
    inside = site / f"{prefix(site)}-contents"
    shutil.rmtree(inside, ignore_errors=True)
    (inside / "old").mkdir(parents=True)
    fresh = Path(shutil.move(new, inside / "new"))
    top = {name for name in kept if "/" not in name}
    names = {one.name for one in fresh.iterdir()} - top
    for name in sorted(names, key=lambda name: (name == "index.html", name != "assets", name)):
        _move(site / name, inside / "old")
        _move(fresh / name, site)
    for old in {one.name for one in site.iterdir() if not is_ours(one.name, site)} - names - top:
        _move(site / old, inside / "old")
    shutil.rmtree(inside)


def _move(file: Path, folder: Path) -> None:
    if file.exists() or file.is_symlink():
        shutil.move(file, folder / file.name)
