"""Serves a site on this machine as a good server would: compressed, with its own headers; and counts what it sends."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

from audit.site import Site

COMPRESSED = (".css", ".html", ".js", ".json", ".svg", ".txt", ".webmanifest", ".xml")
"""Endings that servers compress."""

TYPES = {".js": "text/javascript", ".svg": "image/svg+xml", ".webmanifest": "application/manifest+json"}


@dataclass(frozen=True)
class Answer:
    """A file that was sent: its address without query, and the bytes of its body as sent."""

    at: str
    sent: int


class Server(ThreadingHTTPServer):
    """Sends a site's files and remembers each answer, in order."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, site: Site) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.site = site
        self.answers: list[Answer] = []

    @property
    def address(self) -> str:
        """Where the site is, without a slash at its end."""
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that left before its answer."""


class Handler(BaseHTTPRequestHandler):
    """Answers one browser."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        """Send a file, lead on to a folder's own address, or send the site's page for what is not there."""
        at = unquote(urlsplit(self.path).path)
        file = self.server.site.file(at)
        if file and file.name == "index.html" and not at.endswith(("/", "index.html")):
            self.send(301, at, b"", {"Location": f"{at}/"})
        elif file:
            self.send(200, at, body(file), headers(file))
        else:
            missing = self.server.site.file("/404.html")
            self.send(404, at, body(missing) if missing else b"", headers(missing) if missing else {})

    def send(self, status: int, at: str, content: bytes, extra: dict[str, str]) -> None:
        """Send an answer with the headers that the site asks for there."""
        self.server.answers.append(Answer(at, len(content)))
        self.send_response(status)
        for name, value in [*extra.items(), *self.server.site.headers(at), ("Content-Length", str(len(content)))]:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@cache
def body(file: Path) -> bytes:
    """What is sent of a file: compressed by gzip at level 6, where servers do so."""
    content = file.read_bytes()
    return gzip.compress(content, 6, mtime=0) if file.suffix in COMPRESSED else content


def headers(file: Path) -> dict[str, str]:
    """What a server says of a file by itself."""
    kind = TYPES.get(file.suffix) or guess_type(file.name)[0] or "application/octet-stream"
    charset = "; charset=utf-8" if file.suffix in COMPRESSED else ""
    return {"Content-Type": kind + charset} | ({"Content-Encoding": "gzip"} if charset else {})


@contextmanager
def served(site: Site) -> Iterator[Server]:
    """A server of this site, for as long as it is needed."""
    with Server(site) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield server
        finally:  # of a closed socket, a thread would be told for ever that something came
            server.shutdown()
