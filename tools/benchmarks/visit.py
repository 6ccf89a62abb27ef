"""What a first visit to an exercise page sends: python tools/benchmarks/visit.py [SIZE …].

A browser that has nothing yet opens the page at the width of a phone. The server counts the
bytes of each answer's body, compressed by gzip at level 6 where servers do so.
"""

import argparse
import gzip
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePath
from typing import ClassVar

from playwright.sync_api import Browser, Request

from audit.reader import chromium
from sites import Pair, make_site, python, tell

MOST = 60_000
"""Bytes that a first visit may send, whatever the size of the library."""

KINDS = {".html": "HTML", ".css": "CSS", ".js": "scripts", ".svg": "figures"}
"""What each ending is counted as."""

COMPRESSED = (*KINDS, ".json", ".txt", ".xml")
"""Endings that a server compresses."""


@dataclass
class Visit:
    """What one visit sent: the kind and bytes of each answer, and requests to anyone else."""

    answers: list[tuple[str, int]] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    @property
    def sent(self) -> Counter[str]:
        """The bytes of each kind."""
        found: Counter[str] = Counter()
        for kind, size in self.answers:
            found[kind] += size
        return found


class Server(SimpleHTTPRequestHandler):
    """Sends a folder's files compressed, and counts."""

    visit: ClassVar[Visit] = Visit()

    def do_GET(self) -> None:
        """Send a file, or the page for addresses that are not there."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        status = 200 if file.is_file() else 404
        body = compressed(file) if status == 200 else b"not there"
        self.count(file, body)
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(body)))
        if file.suffix in COMPRESSED and status == 200:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def count(self, file: Path, body: bytes) -> None:
        """Add an answer to the visit."""
        icon = PurePath(file).stem in ("icon", "favicon")
        self.visit.answers.append(("others" if icon else KINDS.get(file.suffix, "others"), len(body)))

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def compressed(file: Path) -> bytes:
    """What a server sends of a file."""
    content = file.read_bytes()
    return gzip.compress(content, 6, mtime=0) if file.suffix in COMPRESSED else content


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a site while it is served on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Server, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def visit(browser: Browser, site: Path, slug: str) -> Visit:
    """Open an exercise's page for the first time, and wait until the browser asks for no more."""
    Server.visit = Visit()
    with served(site) as address:
        context = browser.new_context(viewport={"width": 390, "height": 844})
        page = context.new_page()

        def note(request: Request) -> None:
            if not request.url.startswith(address):
                Server.visit.elsewhere.append(request.url)

        page.on("request", note)
        page.goto(f"{address}exercises/{slug}/", wait_until="networkidle")
        context.close()
    return Server.visit


def heaviest(site: Path) -> str:
    """The exercise whose page and light figures are the most bytes, compressed."""
    return max((page.parent.name for page in site.glob("exercises/*/index.html")), key=partial(weight, site))


def weight(site: Path, slug: str) -> int:
    """The compressed bytes of an exercise's page and light figures."""
    figures = [file for file in site.glob(f"figures/{slug}-*.svg") if not file.stem.endswith("-dark")]
    return sum(len(compressed(file)) for file in [site / "exercises" / slug / "index.html", *figures])


def row(size: int, slug: str, seen: Visit) -> str:
    """A visit as a line of the table. Ends this program if it is too heavy or asks anyone else."""
    if seen.elsewhere or seen.sent.total() > MOST:
        raise SystemExit(f"{slug}: {seen.sent.total()} bytes, {MOST} are the most; elsewhere: {seen.elsewhere}")
    kinds = " | ".join(f"{seen.sent[kind]:,}" for kind in (*KINDS.values(), "others"))
    return f"| {size} | {len(seen.answers)} | {kinds} | **{seen.sent.total():,}** |"


def built(size: int, folder: Path) -> Path:
    """The site of a library of this size."""
    pair = Pair(size, folder)
    tell(f"{size} exercises, building")
    python("generate.py", str(size), pair.library).run()
    make_site(pair.library, pair.site("ours")).run()
    return pair.site("ours")


def main() -> None:
    """Visit the heaviest page of each size, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=[16, 1000], help="how many exercises, 16 or more")
    sizes = parser.parse_args().sizes
    print(f"| exercises | requests | {' | '.join(KINDS.values())} | others | bytes in all |\n|{'---:|' * 8}")
    with tempfile.TemporaryDirectory(prefix="handbook-") as folder, chromium() as browser:
        for size in sizes:
            site = built(size, Path(folder))
            slug = heaviest(site)
            print(row(size, slug, visit(browser, site, slug)), flush=True)


if __name__ == "__main__":
    main()
