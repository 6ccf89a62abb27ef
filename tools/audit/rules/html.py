"""HTML: the Nu checker finds no error, in pages and in drawings."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from audit.findings import Failure, Look
from audit.site import Site

CHECKER = Path(__file__).parent.parent / "node_modules/vnu-jar/build/dist/vnu.jar"


def valid_html(site: Site) -> Iterator[Look]:
    """The Nu checker finds no error, in no page and no drawing. Its advice on style is no error."""
    found = checked(site.folder)
    files = [file for ending in ("html", "svg") for file in sorted(site.folder.rglob(f"*.{ending}"))]
    for file in files:
        yield Look(f"/{file.relative_to(site.folder)}", "file", tuple(found.get(file.resolve(), [])))


def checked(folder: Path) -> dict[Path, list[Failure]]:
    """The errors of each file. Raises FileNotFoundError with the line that installs the checker."""
    if not shutil.which("java"):
        raise FileNotFoundError("the HTML checker needs Java: sudo apt-get install default-jre-headless")
    if not CHECKER.is_file():
        raise FileNotFoundError("the HTML checker is not there yet: make tools/audit/node_modules")
    options = ["--skip-non-html", "--also-check-svg", "--format", "json", "--exit-zero-always"]
    command = ["java", "-jar", str(CHECKER), *options, str(folder)]
    said = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[Path, list[Failure]] = {}
    for message in json.loads(said.stderr)["messages"]:
        if message["type"] != "info":
            file = Path(unquote(urlsplit(message["url"]).path)).resolve()
            found.setdefault(file, []).append(Failure(f"line {message.get('lastLine', '?')}", message["message"]))
    return found
