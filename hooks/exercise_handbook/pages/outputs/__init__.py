"""Everything the handbook publishes. A new output is one file here and one name below."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from exercise_handbook.library.edition import Edition
from exercise_handbook.library.library import Library
from exercise_handbook.pages.output import Output, Renderer
from exercise_handbook.pages.outputs.addresses import moved_pages, not_found, robots, sitemap, withheld_pages
from exercise_handbook.pages.outputs.api import (
    api_page,
    exercise_codes,
    feed,
    open_library,
)
from exercise_handbook.pages.outputs.exercises import exercise_index, exercise_pages, figure_files, filters
from exercise_handbook.pages.outputs.handouts import (
    clinicians_page,
    handout_files,
    print_page,
    qr_codes,
    server_redirects,
)
from exercise_handbook.pages.outputs.pages import about_page, floor_page, home_page, safety_page, sources_page
from exercise_handbook.pages.outputs.plans import phone_page, plan_page
from exercise_handbook.pages.outputs.purposes import purpose_index, purpose_pages
from exercise_handbook.pages.outputs.routines import routine_index, routine_pages
from exercise_handbook.pages.outputs.search import search_rows
from exercise_handbook.pages.outputs.serving import asset_files, server_headers

RENDERERS: list[Renderer] = [
    home_page,
    exercise_index,
    filters,
    exercise_pages,
    figure_files,
    purpose_index,
    purpose_pages,
    routine_index,
    routine_pages,
    safety_page,
    floor_page,
    about_page,
    sources_page,
    print_page,
    clinicians_page,
    handout_files,
    qr_codes,
    plan_page,
    phone_page,
    api_page,
    open_library,
    exercise_codes,
    feed,
    moved_pages,
    server_redirects,
    server_headers,
    asset_files,
    not_found,
    search_rows,
    sitemap,
    robots,
]


ONCE = (figure_files, asset_files, server_redirects, server_headers, not_found, sitemap, robots)
"""Those whose outputs the languages of a site share."""


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


def _rendered(library: Edition) -> Iterator[tuple[Renderer, Iterable[Output]]]:
    """What each renderer makes: of the library, then of it in each other language, in a folder of that."""
    yield from ((renderer, renderer(library)) for renderer in RENDERERS)
    for one in library.translations:
        asked = () if one.translation.is_withheld else (every for every in RENDERERS if every not in ONCE)
        for renderer in (*asked, withheld_pages):
            yield renderer, (replace(output, uri=one.path + output.uri) for output in renderer(one))
