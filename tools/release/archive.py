"""Packs a folder, the same files always to the same bytes, and computes checksums."""

import gzip
import hashlib
import tarfile
from pathlib import Path


def pack(folder: Path, target: Path, top: str, moment: int) -> None:
    """A .tar.gz of a folder, under one folder named `top`.

    Order, owners, permissions and times do not depend on who packs it; `moment` is in seconds since 1970.
    """
    with (
        target.open("wb") as raw,
        gzip.GzipFile("", "wb", 9, raw, mtime=moment) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for file in sorted(folder.rglob("*")):
            _add(archive, file, f"{top}/{file.relative_to(folder)}", moment)


def _add(archive: tarfile.TarFile, file: Path, name: str, moment: int) -> None:
    entry = archive.gettarinfo(file, name)
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mode, entry.mtime = (0o755 if file.is_dir() else 0o644), moment
    with file.open("rb") if file.is_file() else Path("/dev/null").open("rb") as content:
        archive.addfile(entry, content)


def checksums(files: list[Path]) -> str:
    """One line a file, as `sha256sum --check` reads them."""
    return "".join(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in sorted(files))
