"""The store: what a build keeps for the next one."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def put(file: Path) -> Iterator[Path]:
    """A place to write beside a file, to be moved there whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        yield Path(folder) / file.name
        if (Path(folder) / file.name).exists():
            (Path(folder) / file.name).replace(file)
