"""The site as a zip for a USB stick: pages, search, plans and player work from the files, opened without a server.

Browsers let no page fetch data from beside it, so the data of plans stand in a script there.
"""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

from exercise_handbook.cache import put
from exercise_handbook.refusals import CannotGoOn

SCRIPT = "plan/files.js"
"""What the page of plans loads where it can fetch nothing."""

SERVERS = {"_headers", "_redirects", "sw.js", "404.html", "robots.txt", "sitemap.xml"}
"""What only servers and what they send to need."""

DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip can hold: the same site gives the same zip."""

LISTS = ("plan/exercises.json", "*/plan/exercises.json")
"""What plans choose from, in the first language and in each other one."""


def script(site: Path) -> str:
    """The data of plans of a built site, or of the folder of one of its languages, as a script."""
    exercises = sorted((site / "api/v1/exercises").glob("*.json"))
    told_of = {one.stem: json.loads(one.read_text(encoding="utf-8"))["exercise"] for one in exercises}
    listed = json.loads((site / "plan/exercises.json").read_text(encoding="utf-8"))
    return f"self.planFiles = {json.dumps({'list': listed, 'exercises': told_of}, ensure_ascii=False)};\n"


def members(site: Path, folder: str) -> Iterator[tuple[str, bytes]]:
    """Every file of the zip: its name, below a folder of its own, and what it holds."""
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
    """Write it, and say where it is and how large. Raises CannotGoOn where there is no site."""
    if not (site / "index.html").is_file():
        raise CannotGoOn(f"{site}: there is no site; build it first, or name its folder: --site")
    write_zip(site, target.absolute())
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB; unpack it, then open index.html")
    return 0
