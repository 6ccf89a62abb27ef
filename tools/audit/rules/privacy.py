"""Privacy: a page asks nobody else, keeps nothing but the theme, and the browser complains of nothing."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from playwright.sync_api import Page

from audit.depth import Depth
from audit.findings import Failure, Look
from audit.reader import Opened, Reader, View, failures, look


def privacy(reader: Reader, at: str, depth: Depth) -> Iterator[Look]:
    """No request to anyone else, no cookie, nothing kept but the theme, no error, nothing blocked by the policy."""
    for view in reader.views(at, View()) if depth else [View()]:
        opened = reader.opened(at, view)
        told = (*elsewhere(reader, opened), *kept(opened.page), *complaints(reader, opened))
        yield Look(at, view.state, (*opened.unreached, *told))


def elsewhere(reader: Reader, opened: Opened) -> list[Failure]:
    """Requests to anyone else."""
    outside = [url for url in opened.asked if not url.startswith((reader.server.address, "data:", "blob:"))]
    hosts = dict.fromkeys(urlsplit(url).netloc or url for url in outside)
    return [Failure(host, "the page asks somebody else: serve it from the site itself") for host in hosts]


def kept(page: Page) -> list[Failure]:
    """Cookies, and what storage holds."""
    cookies = [Failure(str(one.get("name")), "is a cookie: set none") for one in page.context.cookies()]
    return cookies + failures(look(page, "kept"))


def complaints(reader: Reader, opened: Opened) -> list[Failure]:
    """What the browser complained of."""
    said = [one.replace(reader.server.address, "") for one in opened.complaints]
    return [Failure("console", one.splitlines()[0]) for one in dict.fromkeys(said)]
