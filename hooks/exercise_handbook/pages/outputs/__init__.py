"""Everything that is published: renderers make outputs, and each module here ends with its RENDERERS."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from exercise_handbook.library.edition import Edition
from exercise_handbook.library.library import Library
from exercise_handbook.pages import as_data
from exercise_handbook.pages.output import Output, Renderer
from exercise_handbook.pages.outputs import (
    addresses,
    api,
    exercises,
    handouts,
    pages,
    plans,
    purposes,
    routines,
    search,
    serving,
)
from exercise_handbook.pages.page_cache import PageCache

ROOMS = (pages, exercises, purposes, routines, handouts, plans, api, addresses, serving, search)

RENDERERS: list[Renderer] = [renderer for room in ROOMS for renderer in room.RENDERERS]

ONCE = (
    *(exercises.figure_files, serving.asset_files, serving.server_headers),
    *(handouts.server_redirects, addresses.not_found, addresses.sitemap, addresses.robots),
)
"""Renderers of outputs that all languages of a site share."""


def render(library: Library) -> Iterator[Output]:
    """All outputs; of a library that is no edition, those without anything made for it.

    Raises ValueError when two renderers want the same address, or one gives nothing at once.
    """
    taken: set[str] = set()
    for renderer, outputs in _rendered(library if isinstance(library, Edition) else Edition.of(library)):
        for output in outputs:
            if output.uri.lower() in taken:  # some file systems do not tell A from a
                raise ValueError(f"{renderer.__name__}: {output.uri} is already taken")
            if not output.content:
                raise ValueError(f"{renderer.__name__}: {output.uri} would be empty")
            taken.add(output.uri.lower())
            yield output


def prepare(library: Edition, pages: PageCache) -> None:
    """Compute what many outputs need, before the cores share the work."""
    for one in (library, *(other for other in library.translations if not other.translation.is_withheld)):
        pages.once(one, as_data.exercises)
        next(exercises.exercise_pages(one)).made()  # whose template, and all that it imports, is compiled now


def _rendered(library: Edition) -> Iterator[tuple[Renderer, Iterable[Output]]]:
    """The outputs of each renderer: for the library, then for each other language, in its folder."""
    yield from ((renderer, renderer(library)) for renderer in RENDERERS)
    for one in library.translations:
        asked = () if one.translation.is_withheld else (every for every in RENDERERS if every not in ONCE)
        for renderer in (*asked, addresses.withheld_pages):
            yield renderer, (replace(output, uri=one.path + output.uri) for output in renderer(one))
