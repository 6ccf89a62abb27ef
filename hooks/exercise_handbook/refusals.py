"""What the system refuses, in words: which file or port, what is wrong, what to do. The one place for it.

Only mistakes of our own end in a traceback: whatever a full disk, a missing permission or a closed window does is told.
"""

import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

MAY_NOT = "you may not read or write it; ask whose it is, or name another place (SITE=, STORE=, TMPDIR=)"
FULL = "the disk is full; make room, or name another place (SITE=, STORE=, TMPDIR=)"
IN_USE = "another program has it open or it is a mount point; close that program, or name another place"
TOO_MANY = "too many files are open at once; close other programs, or allow more: ulimit -n 4096"
WORDS = {
    errno.EACCES: MAY_NOT,
    errno.EPERM: MAY_NOT,
    errno.EROFS: "this disk can only be read; name another place (SITE=, STORE=, TMPDIR=, VENV=)",
    errno.ENOSPC: FULL,
    errno.EDQUOT: "your share of the disk is used up; make room, or name another place (SITE=, STORE=, TMPDIR=)",
    errno.EFBIG: "a file would be larger than is allowed here; allow larger ones: ulimit -f unlimited",
    errno.EBUSY: IN_USE,
    errno.ETXTBSY: IN_USE,
    errno.ENAMETOOLONG: "the name is too long for this disk; write a shorter one",
    errno.EILSEQ: "this disk cannot hold such a name; write it in plain letters",
    errno.ENOENT: "it is not there, or was taken away in the meantime; look whether its name is right",
    errno.ENOTDIR: "a folder is needed and a file is there; move the file, or write another name",
    errno.EISDIR: "a file is needed and a folder is there; move the folder, or write another name",
    errno.EEXIST: "there is one of this name already; move it, or write another name",
    errno.ENOTEMPTY: "somebody writes into this folder at the same time; wait for them, then try again",
    errno.ELOOP: "links lead in a circle here; take one of them out",
    errno.EXDEV: "it lies on another disk, so it cannot be moved in one step; name a place on the same disk",
    errno.EMFILE: TOO_MANY,
    errno.ENFILE: TOO_MANY,
    errno.ENOMEM: "there is not enough memory; close other programs",
    errno.EIO: "the disk cannot be read or written; it may be broken",
    errno.ESTALE: "the network drive has gone; connect it again",
    errno.EADDRINUSE: "the port is taken; choose another: make serve PORT=8001",
    errno.EADDRNOTAVAIL: "this computer has no such address; leave it out, or write 127.0.0.1",
}
"""What is wrong and what to do, by the number of the system's error. One not listed speaks for itself."""

NOT_TEXT = "not saved as UTF-8; save it again with that encoding"


class CannotGoOn(Exception):
    """What cannot be done now, in words for the person who asked for it."""


FROM_OUTSIDE = (OSError, UnicodeError, MemoryError, CannotGoOn)
"""What no change of our code would mend."""


def run_command(command: Callable[[], int]) -> int:
    """Run a command. Returns its exit status; where the system or the person stops it, says why in a line."""
    try:
        return command()
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:  # what reads our output, such as head, has closed it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except FROM_OUTSIDE as refusal:
        print(f"ERROR   -  {in_words(refusal)}", file=sys.stderr)
        return 1


def in_words(refusal: BaseException) -> str:
    """A refusal as: file, what is wrong, what to do."""
    if isinstance(refusal, UnicodeError):
        return f"a file is {NOT_TEXT} ({refusal})"
    if isinstance(refusal, MemoryError):
        return WORDS[errno.ENOMEM]
    if not isinstance(refusal, OSError):
        return str(refusal)
    what = WORDS.get(refusal.errno or 0, refusal.strerror or str(refusal))
    if refusal.errno == errno.ENOSPC and (full := full_disks()):
        return f"{', '.join(full)}: {what}"
    where = refusal.filename2 or refusal.filename
    return f"{os.fsdecode(where)}: {what}" if where else what


def full_disks() -> list[str]:
    """Those of the places we write to that have no room: a refused write does not say where it was."""
    asked = {"SITE": "site", "STORE": ".cache/handouts", "TMPDIR": tempfile.gettempdir()}
    named = {f"{name}={os.environ.get(name) or usual}": os.environ.get(name) or usual for name, usual in asked.items()}
    return [said for said, place in named.items() if shutil.disk_usage(_existing(Path(place))).free < 1_000_000]


def _existing(place: Path) -> Path:
    """The nearest folder above a place that is there."""
    place = place.expanduser().absolute()
    return next(one for one in (place, *place.parents) if one.exists())
