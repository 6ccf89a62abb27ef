"""The index: every exercise under the purposes it serves."""

from collections.abc import Iterator

from handbook.library import Library
from handbook.output import Output
from handbook.templating import page


def purpose_index(library: Library) -> Iterator[Output]:
    """One page: a matrix of kinds and areas, then each purpose with its exercises."""
    yield page("purposes.html", library, "/purposes/", kinds=library.kinds_used, areas=library.areas_used)
