"""What web servers are given: the site with compressed copies beside its files, and their settings.

Run as `make hosting`. Headers, redirects and how long to keep what are those of _headers and _redirects.
"""

import gzip
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import brotli

from handbook.library import Library
from handbook.load import open_library
from handbook.output import Output
from handbook.outputs.handouts import moved_addresses
from handbook.outputs.serving import KEPT
from handbook.security import headers
from handbook.templating import fill

SETTINGS = {"nginx.conf": "nginx.conf", "Caddyfile": "site.caddy", "cloudfront.json": "cloudfront.json"}
"""The settings written, each from its template."""

ASKED = "no-cache"
"""What is not named by its content may be kept, but the server is asked whether it is still the same."""

WORTH_IT = {".html", ".css", ".js", ".json", ".svg", ".txt", ".xml"}
"""Endings of files that become smaller; PDFs and pictures in PNG are packed already."""


def settings(library: Library, folder: str, port: str) -> Iterator[Output]:
    """The settings of each server, for a site that lies in a folder; `port` is where they listen."""
    base = urlsplit(library.publication.address).path
    names = {"base": base, "folder": folder, "port": port, "moved": moved_addresses(library)}
    sent = {"headers": headers(), "kept": KEPT, "asked": ASKED}
    for name, template in SETTINGS.items():
        yield Output(name, fill(f"servers/{template}", library, "/", **names, **sent))


def compress(folder: Path) -> None:
    """Put a .gz and a .br beside every file that becomes smaller; the same bytes every time."""
    files = [file for file in folder.rglob("*") if file.suffix in WORTH_IT]
    with ThreadPoolExecutor() as threads:  # both compressors work beside Python
        list(threads.map(_compress, files))


def _compress(file: Path) -> None:
    content = file.read_bytes()
    packed = {".gz": gzip.compress(content, 9, mtime=0), ".br": brotli.compress(content)}
    for ending, smaller in packed.items():
        if len(smaller) < len(content):
            file.with_name(file.name + ending).write_bytes(smaller)


def main(data: str, docs: str, address: str, site: str, target: str, folder: str, port: str) -> None:
    """Write the settings, and a compressed copy of the site, into the target folder."""
    library, _ = open_library(Path(data), Path(docs), address)
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(site, Path(target) / "site")
    compress(Path(target) / "site")
    for output in settings(library, folder, port):
        (Path(target) / output.uri).write_text(str(output.content), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
