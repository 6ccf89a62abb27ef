"""A built site on disk: its pages, their kinds, and the headers that its folder asks servers for."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import html

HEADERS = "_headers"
"""The file of headers that Netlify and Cloudflare Pages read."""


@dataclass(frozen=True)
class Site:
    """A folder that a web server would send."""

    folder: Path

    @cached_property
    def files(self) -> dict[str, Path]:
        """Every HTML file by its address: "/", "/safety/", "/404.html"."""
        found = sorted(self.folder.rglob("*.html"))
        return {_address(file.relative_to(self.folder)): file for file in found}

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """The addresses of pages to read, without those that only lead on to another."""
        return tuple(at for at in self.files if not self.tree(at).cssselect("meta[http-equiv=refresh i]"))

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """One page of each kind, the largest. Pages side by side in a folder of the site are of one kind."""
        largest: dict[str, str] = {}
        for at in sorted(self.pages, key=lambda at: self.files[at].stat().st_size):
            parent, _, _ = at.rstrip("/").rpartition("/")
            largest[parent or at] = at
        return tuple(sorted(largest.values()))

    def tree(self, at: str) -> html.HtmlElement:
        """The elements of a page."""
        return html.document_fromstring(self.files[at].read_text(encoding="utf-8"))

    def is_application(self, at: str) -> bool:
        """Whether a page is a tool that one works with, and says so by a name: it reads its fragments by itself."""
        return at in self.files and bool(self.tree(at).cssselect("meta[name=application-name i]"))

    def file(self, at: str) -> Path | None:
        """The file that a server sends for an address without query or fragment, if there is one."""
        file = self.folder / at.lstrip("/")
        file = file / "index.html" if file.is_dir() else file
        return file if file.is_file() and file.resolve().is_relative_to(self.folder.resolve()) else None

    def headers(self, at: str) -> list[tuple[str, str]]:
        """The headers that the folder asks for at an address, names in small letters."""
        return [line for pattern, lines in self._blocks if pattern.fullmatch(at) for line in lines]

    @cached_property
    def _blocks(self) -> list[tuple[re.Pattern[str], list[tuple[str, str]]]]:
        file = self.folder / HEADERS
        blocks: list[tuple[re.Pattern[str], list[tuple[str, str]]]] = []
        for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else []:
            if line.startswith("/"):
                blocks.append((_pattern(line.strip()), []))
            elif ":" in line and not line.lstrip().startswith("#") and blocks:
                name, _, value = line.partition(":")
                blocks[-1][1].append((name.strip().lower(), value.strip()))
        return blocks


def _address(file: Path) -> str:
    return f"/{file.as_posix()}".removesuffix("index.html") if file.name == "index.html" else f"/{file.as_posix()}"


def _pattern(path: str) -> re.Pattern[str]:
    """What a path of the headers file matches: "*" is anything, ":name" one part."""
    return re.compile(re.sub(r":\w+", "[^/]+", re.escape(path).replace(r"\*", ".*")))
