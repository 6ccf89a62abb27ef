"""Pictures that were judged before. One whose file has not been touched since is not even read again."""

import hashlib
import json
import os
import time
from pathlib import Path

from exercise_handbook.cache import put
from exercise_handbook.library.model import Picture
from exercise_handbook.pictures.pictures import Seen, digest, seen

TOOLS = ("drawing", "font_coverage", "photograph", "pictures", "svg_cleanup")
"""The modules that a judgement depends on."""

TICK = 2_000_000_000
"""Nanoseconds within which a file system may not tell two changes apart; what is younger is read again."""

Mark = list[int]
"""How the system tells one state of a file from the next: its inode, size and the time of its last change of any kind.

Nobody can set that time, other than the one of the last writing.
"""


class Judge:
    """Judges pictures, and remembers what was said of those of one library in a file of the store.

    What was remembered under other rules is forgotten, and so is a file that cannot be read.
    """

    def __init__(self, store: Path, library: Path):
        key = hashlib.sha256(os.fsencode(library.absolute())).hexdigest()[:16]
        self._file = store / f"pictures-{key}.json"
        self._rules = hashlib.sha256(b"".join(_source(tool) for tool in TOOLS)).hexdigest()
        self._files, self._seen = self._remembered()
        self._used_files: dict[str, tuple[Mark, str]] = {}
        self._used: dict[str, Seen] = {}

    def __call__(self, one: "os.DirEntry[str]") -> Picture:
        """What is known of a file in a folder."""
        mark = _mark(one)
        known = self._files.get(one.path)
        key = known[1] if known and known[0] == mark and known[1] in self._seen else self._read(one)
        if key not in self._used:
            self._used[key] = self._seen[key]  # once in memory, however many files hold it
        if mark[2] < time.time_ns() - TICK:
            self._used_files[one.path] = (mark, key)
        return Picture(one.path, *self._used[key])

    def remember(self) -> None:
        """Write down what was used, if anything is new."""
        if self._used_files == self._files and self._used == self._seen:
            return
        found = {"rules": self._rules, "files": self._used_files, "seen": self._used}
        with put(self._file) as new:
            new.write_text(json.dumps(found), encoding="utf-8")

    def _read(self, one: "os.DirEntry[str]") -> str:
        """What a file's content is known by; judged if it is not."""
        content = Path(one).read_bytes()
        key = digest(content)
        if key not in self._seen and key not in self._used:
            self._used[key] = seen(content)
        return key

    def _remembered(self) -> tuple[dict[str, tuple[Mark, str]], dict[str, Seen]]:
        try:
            found = json.loads(self._file.read_text(encoding="utf-8"))
            if found["rules"] != self._rules:
                return {}, {}
            files = {path: (mark, key) for path, (mark, key) in found["files"].items()}
            return files, {key: Seen(*said) for key, said in found["seen"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}, {}


def _source(tool: str) -> bytes:
    return Path(__file__).with_name(f"{tool}.py").read_bytes()


def _mark(one: "os.DirEntry[str]") -> Mark:
    state = one.stat()
    return [state.st_ino, state.st_size, state.st_ctime_ns]
