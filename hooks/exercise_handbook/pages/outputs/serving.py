"""Assets of pages, and the headers of every response."""

from collections.abc import Iterator

from exercise_handbook.library.edition import Edition
from exercise_handbook.pages.assets import assets, of_language
from exercise_handbook.pages.output import Output, Renderer
from exercise_handbook.pages.security import headers
from exercise_handbook.pages.templating import file, own_colours, sign_preview

KEPT = "public, max-age=31536000, immutable"
"""The Cache-Control of files named by their content: a year, the longest that is of use."""


def asset_files(library: Edition) -> Iterator[Output]:
    """The stylesheet, the scripts and the icon; the library's own colours, and its picture for previews of links."""
    told = [(one.tag, one.direction) for one in library.languages] or [(library.say.language, library.say.direction)]
    yield from (made for name, made in assets().items() if any(of_language(name, *one) for one in told))
    if own := own_colours(library.publication.colours):
        yield own
    if library.link_preview:
        yield sign_preview(library.link_preview)


def server_headers(library: Edition) -> Iterator[Output]:
    """_headers: security headers and cache times, for servers that read them."""
    yield file("_headers", "headers.txt", library, _sent)


def _sent(library: Edition) -> dict[str, object]:
    return {"headers": headers(), "kept": KEPT}


RENDERERS: tuple[Renderer, ...] = (server_headers, asset_files)
