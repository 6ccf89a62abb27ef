"""The site as a zip for a USB stick: pages, search, plans and player work when opened as files, without a server.

Browsers do not let such a page fetch data, so the data of plans are put into a script.
"""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

from exercise_handbook.cache import put
from exercise_handbook.refusals import CannotGoOn

SCRIPT = "plan/files.js"
"""The script that the page of plans loads when it cannot fetch."""

SERVERS = {"_headers", "_redirects", "sw.js", "404.html", "robots.txt", "sitemap.xml"}
"""Files that are of use on a server only."""

DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip can hold, so that the same site always gives the same zip."""

LISTS = ("plan/exercises.json", "*/plan/exercises.json")
"""The exercises that plans choose from, in the first language and in the others."""


def script(site: Path) -> str:
    """The data of plans of a built site, or of the folder of one of its languages, as a script."""
    exercises = sorted((site / "api/v1/exercises").glob("*.json"))
    told_of = {one.stem: json.loads(one.read_text(encoding="utf-8"))["exercise"] for one in exercises}
    listed = json.loads((site / "plan/exercises.json").read_text(encoding="utf-8"))
    return f"self.planFiles = {json.dumps({'list': listed, 'exercises': told_of}, ensure_ascii=False)};\n"


def members(site: Path, folder: str) -> Iterator[tuple[str, bytes]]:
    """Every file of the zip, its name and its content, all inside one folder."""
    for file in sorted(site.rglob("*")):
        name = file.relative_to(site).as_posix()
        if file.is_file() and name not in SERVERS and not name.startswith("."):
            yield f"{folder}/{name}", file.read_bytes()
    for listed in (one for pattern in LISTS for one in sorted(site.glob(pattern))):
        home = listed.parent.parent  # of a language
        yield f"{folder}/{(home / SCRIPT).relative_to(site).as_posix()}", script(home).encode()


def write_zip(site: Path, target: Path) -> None:
    """Write the zip of a built site, whole or not at all."""
    with put(target) as new, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members(site, target.stem):
            made.writestr(zipfile.ZipInfo(name, DAY), content, zipfile.ZIP_DEFLATED)


def main(site: Path, target: Path) -> int:
    """Write the zip, and print where it is and its size. Raises CannotGoOn if there is no site."""
    if not (site / "index.html").is_file():
        raise CannotGoOn(f"{site}: there is no site; build it first, or name its folder: --site")
    write_zip(site, target.absolute())
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB; unpack it, then open index.html")
    return 0
