"""What in the Markdown of a page would run in a browser or be fetched from another site.

Browsers do neither here (pages/security.py), so that nobody learns who reads: what a page lacks then is told before.
"""

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from exercise_handbook.intake.plain_text import Complaint, blanked, place_in

ELSEWHERE = "these pages run nothing and show nothing of other sites; put a picture into docs/, and leave the rest out"

UNREADABLE = "{} is no address; write it as browsers show it"

CODE = re.compile(r"^[ \t]*(```|~~~).*?^[ \t]*\1|(?<!\\)(`+)(?!`)[^\n]*?(?<!`)\2(?!`)", re.DOTALL | re.MULTILINE)
"""What is shown as it is written."""

RUNS = {"script", "style", "iframe", "object", "embed", "form", "link", "base", "meta"}
FETCHES = {"src", "srcset", "poster", "data", "background", "action", "formaction", "ping", "style", "xlink:href"}
"""Attributes whose addresses are asked without a reader following a link."""

DRAWN = {"image", "use", "feimage"}
"""Tags whose href is such an address, too."""

OF_ANOTHER_SITE = re.compile(r"(?:^|[\s,(\"'])(?:[a-z][a-z0-9+.-]*:)?[/\\]{2}", re.IGNORECASE)
"""How an address of another site begins, alone or among others."""

SCRIPT = re.compile(r"\s*javascript:", re.IGNORECASE)
LINK = re.compile(r"(?<=\]\()\s*<?(?P<address>[^\s>)]*)|^ {0,3}\[[^\]^]+\]:\s*<?(?P<named>[^\s>]+)", re.MULTILINE)
PICTURE = re.compile(
    r"!\[(?P<alt>(?:[^\[\]]|\[[^\[\]]*\])*)\](?:\(\s*<?(?P<address>[^\s>)]*)| ?\[(?P<name>[^\[\]]*)\])?"
)
NAMED = re.compile(r"^ {0,3}\[(?P<name>[^\]^]+)\]:\s*<?(?P<address>[^\s>]+)", re.MULTILINE)
"""An address with a name, for pictures and links."""

BRACES = re.compile(r"\{[^{}\n]*\}")
ATTRIBUTE = re.compile(r"([\w:-]+)=(\"[^\"]*\"|'[^']*'|[^\s}]+)")
"""In braces behind words or a picture: what is added to their tag."""


def unwelcome(markdown: str) -> Iterator[Complaint]:
    """Each place of a page, but in code, where something runs or is asked of another site."""
    text = blanked(CODE, markdown)
    tags = _Tags()
    tags.feed(text.replace("<!", "  "))  # a comment of HTML need not be one in Markdown
    tags.close()
    found = [*_pictures(text), *_scripts(text), *_added(text)]
    places = {place_in(text, at) for at in found} | tags.found
    yield from ((line, column, ELSEWHERE) for line, column in sorted(places))


class _Tags(HTMLParser):
    """Looks for tags."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[tuple[int, int]] = set()

    def set_cdata_mode(self, elem: str, **how: Any) -> None:
        """Go on: a script that does not end hides nothing."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the place of a tag that is unwelcome."""
        if tag in RUNS or any(_is_unwelcome(name, value or "", tag) for name, value in attrs):
            line, before = self.getpos()
            self.found.add((line, before + 1))


def _is_unwelcome(name: str, value: str, tag: str = "") -> bool:
    """Whether an attribute runs something, or has something fetched from another site."""
    is_fetched = name in FETCHES or (name == "href" and tag in DRAWN)
    is_run = name.startswith("on") or SCRIPT.match(value) is not None
    return is_run or (is_fetched and _leads_away(value))


def _leads_away(address: str) -> bool:
    return OF_ANOTHER_SITE.search(unescape(address)) is not None


def _pictures(text: str) -> Iterator[int]:
    """Where a picture stands that another site has."""
    named = {_folded(one["name"]): one["address"] for one in NAMED.finditer(text)}
    for one in PICTURE.finditer(text):
        address = one["address"] if one["address"] is not None else named.get(_folded(one["name"] or one["alt"]), "")
        if _leads_away(address):
            yield one.start()


def _folded(name: str) -> str:
    """A name as Markdown compares it."""
    return " ".join(name.lower().split())


def _scripts(text: str) -> Iterator[int]:
    """Where a link runs something."""
    yield from (at for at, address in _linked(text) if SCRIPT.match(address))


def unreadable_addresses(markdown: str) -> Iterator[Complaint]:
    """Each address that a link or a picture leads to and that is none, at which MkDocs gives up."""
    text = blanked(CODE, markdown)
    for at, address in _linked(text):
        try:
            urlsplit(address)
        except ValueError:
            yield *place_in(text, at), UNREADABLE.format(address)


def _linked(text: str) -> Iterator[tuple[int, str]]:
    """Each address that a link or a picture leads to, and where it stands."""
    for one in LINK.finditer(text):
        address = one["address"] or one["named"] or ""
        yield one.end() - len(address), unescape(address)


def _added(text: str) -> Iterator[int]:
    """Where braces add an attribute that is unwelcome."""
    for braces in BRACES.finditer(text):
        if any(_is_unwelcome(name.lower(), value.strip("\"'")) for name, value in ATTRIBUTE.findall(braces[0])):
            yield braces.start()
