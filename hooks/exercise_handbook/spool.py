"""Where what was rendered waits until it is written: in one file on the disk, as many pages would fill the memory."""

import tempfile
from typing import NamedTuple


class Kept(NamedTuple):
    """Where a content lies in the spool: its first byte, and how many there are."""

    start: int
    size: int


class Spool:
    """A file without a name, gone when it is closed."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="handbook-")  # noqa: SIM115  it is open as long as the spool is

    def keep(self, content: bytes) -> Kept:
        """Put a content at the end."""
        return Kept(self._file.seek(0, 2), self._file.write(content))

    def close(self) -> None:
        """Let it go; all that was to be written is written."""
        self._file.close()

    def read(self, kept: Kept) -> bytes:
        """A content that was kept."""
        self._file.seek(kept.start)
        return self._file.read(kept.size)
