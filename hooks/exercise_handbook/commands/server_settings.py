"""Settings for web servers, and the site with a compressed copy beside each file.

Headers, redirects and cache times are the same as in _headers and _redirects.
"""

import gzip
import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import brotli

from exercise_handbook.cache import BEING_WRITTEN, put
from exercise_handbook.library.edition import Edition
from exercise_handbook.library.library import Library
from exercise_handbook.library.model.files import Handout
from exercise_handbook.locking import alone
from exercise_handbook.pages.output import Output
from exercise_handbook.pages.outputs.handouts import moved_addresses
from exercise_handbook.pages.outputs.serving import KEPT
from exercise_handbook.pages.security import headers
from exercise_handbook.pages.templating import fill
from exercise_handbook.paper.handouts import promised
from exercise_handbook.replacing import let_others_read

SETTINGS = {"nginx.conf": "nginx.conf", "Caddyfile": "site.caddy", "cloudfront.json": "cloudfront.json"}
"""The settings files, and the template of each."""

ASKED = "no-cache"
"""The Cache-Control of files not named by their content: browsers may keep them, but must revalidate."""

WORTH_IT = {".html", ".css", ".js", ".json", ".svg", ".txt", ".xml"}
"""Extensions of files worth compressing; PDFs and PNGs are compressed already."""


def settings(library: Edition, folder: str, port: str) -> Iterator[Output]:
    """The settings of each server for a site in a folder; `port` is the one they listen on."""
    base = urlsplit(library.publication.address).path
    names = {"base": base, "folder": folder, "port": port, "moved": moved_addresses(library)}
    sent = {"headers": headers(), "kept": KEPT, "asked": ASKED}
    for name, template in SETTINGS.items():
        yield Output(name, fill(f"servers/{template}", library, "/", **names, **sent))


def compress(folder: Path) -> None:
    """Write a .gz and a .br beside each file that they make smaller; the same bytes every time."""
    files = [file for file in folder.rglob("*") if file.suffix in WORTH_IT]
    with ThreadPoolExecutor() as threads:  # both compressors work beside Python
        list(threads.map(_compress, files))


def _compress(file: Path) -> None:
    content = file.read_bytes()
    packed = {".gz": gzip.compress(content, 9, mtime=0), ".br": brotli.compress(content)}
    for ending, smaller in packed.items():
        if len(smaller) < len(content):
            file.with_name(file.name + ending).write_bytes(smaller)


def main(library: Library, site: Path, target: Path, folder: str, port: str) -> int:
    """Write the settings and a compressed copy of the site into the target folder: all of it, or nothing."""
    let_others_read()
    home = target.absolute()
    home.parent.mkdir(parents=True, exist_ok=True)
    with alone(
        home.with_name(f".{home.name}.lock"), f"{target}: another make hosting is writing here now; wait for it"
    ):
        for left_over in home.parent.glob(f"{BEING_WRITTEN}*"):  # of one that was killed
            shutil.rmtree(left_over)
        write(site, list(settings(_published(library, site), folder, port)), home)
    return 0


def _published(library: Library, site: Path) -> Edition:
    """The library with those handouts that are in the site: redirects of old addresses may lead only to these."""

    def lies_there(one: Library, handout: Handout) -> bool:
        return (site / one.path / handout.address[1:]).is_file()

    return Edition.joined(
        Edition.of(one, (handout for handout in promised(one) if lies_there(one, handout)))
        for one in library.in_each_language
    )


def write(site: Path, outputs: Iterable[Output], home: Path) -> None:
    """Replace the last copy of the site, and its settings, by new ones."""
    with put(home) as made:
        shutil.copytree(site, made / "site", ignore=shutil.ignore_patterns(".git"))  # nobody's history is published
        compress(made / "site")
        for output in outputs:
            (made / output.uri).write_bytes(output.made())
        shutil.rmtree(home, ignore_errors=True)
