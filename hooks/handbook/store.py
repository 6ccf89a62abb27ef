"""The store: what a build keeps for the next one."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BEING_WRITTEN = ".being-written-"


@contextmanager
def put(file: Path) -> Iterator[Path]:
    """A place to write beside a file or folder, to be moved there whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=BEING_WRITTEN, dir=file.parent) as folder:
        yield Path(folder) / file.name
        if (Path(folder) / file.name).exists():
            (Path(folder) / file.name).replace(file)
