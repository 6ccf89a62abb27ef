"""Links: every address within the site leads to a file, every fragment to an element."""

from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import html

from audit.findings import Failure, Look
from audit.site import Site

HERE = "https://site.invalid"
ATTRIBUTES = ("href", "src", "srcset", "data-movement")


def links(site: Site) -> Iterator[Look]:
    """Every link, picture, style and script of the site is there, and so is every fragment."""
    ids = {at: {element.get("id") for element in site.tree(at).cssselect("[id]")} for at in site.files}
    for at in site.files:
        yield Look(at, "file", tuple(broken(site, at, ids)))


def broken(site: Site, at: str, ids: dict[str, set[str | None]]) -> Iterator[Failure]:
    """The links of a page that lead nowhere."""
    for target in dict.fromkeys(targets(site.tree(at))):
        address, fragment = urldefrag(urljoin(HERE + at, target))
        path = urlsplit(address).path or "/"
        if not address.startswith(HERE):
            continue
        if not site.file(path):
            yield Failure(target, "leads nowhere: mend the address")
        elif fragment and not site.is_application(path) and fragment not in ids.get(path, {fragment}):
            yield Failure(target, f"nothing on {path} has the id {fragment}: mend the fragment")


def targets(page: html.HtmlElement) -> Iterator[str]:
    """All that a page points at, as written. A list of pictures is taken apart."""
    for element in page.cssselect(", ".join(f"[{name}]" for name in ATTRIBUTES)):
        for name in ATTRIBUTES:
            for one in (element.get(name) or "").split(",") if name == "srcset" else [element.get(name) or ""]:
                yield from one.split()[:1] if name == "srcset" else [one] * bool(one)
