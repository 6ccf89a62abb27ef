"""One at a time: a lock that the system lets go of when its process ends, however that ends."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from exercise_handbook.refusals import MAY_NOT, CannotGoOn


@contextmanager
def alone(lock: Path, busy: str) -> Iterator[None]:
    """Be the only one who holds a lock. Raises CannotGoOn with the words of `busy` while another holds it."""
    held = FileLock(lock)
    try:
        held.acquire(blocking=False)
    except Timeout:
        raise CannotGoOn(busy if lock.exists() else f"{lock}: {MAY_NOT}") from None
    try:
        yield
    finally:
        with suppress(OSError):  # who opened it meanwhile sees that it is gone, and asks again; Windows keeps it
            lock.unlink()
        held.release()
