"""Drawings that were judged before, by their content: each is read again, only those not known are judged again."""

import hashlib
import json
from pathlib import Path

from handbook import drawing
from handbook.drawing import drawing_size
from handbook.store import put

Size = tuple[int, int]


class Judge:
    """Judges drawings, and remembers the good ones in a file of the store.

    What was remembered under another drawing.py is forgotten, and so is a file that cannot be read.
    """

    def __init__(self, store: Path):
        self._file = store / "drawings.json"
        self._rules = hashlib.sha256(Path(drawing.__file__).read_bytes()).hexdigest()
        self._known = self._remembered()
        self._before = len(self._known)

    def __call__(self, content: bytes) -> Size:
        """The width and height of a drawing's view box, in its own units. Raises NotADrawing."""
        key = hashlib.sha256(content).hexdigest()[:32]
        if key not in self._known:
            self._known[key] = drawing_size(content)
        width, height = self._known[key]
        return width, height

    def remember(self) -> None:
        """Write down what is new."""
        if len(self._known) == self._before:
            return
        with put(self._file) as new:
            new.write_text(json.dumps({"rules": self._rules, "sizes": self._known}), encoding="utf-8")

    def _remembered(self) -> dict[str, Size]:
        try:
            found = json.loads(self._file.read_text(encoding="utf-8"))
            return dict(found["sizes"]) if found["rules"] == self._rules else {}
        except (OSError, ValueError, KeyError, TypeError):
            return {}
