"""A library with what a build adds to the data: QR codes, copies of pictures, handouts."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Self

from exercise_handbook.library.library import Library, grouped
from exercise_handbook.library.model.files import Copy, Handout


class Edition(Library):
    """A library and its QR codes, copies of pictures and handouts, none of which anybody writes."""

    codes: Mapping[str, bytes] = {}
    """The QR codes made already, as PNG, by the address of the page they lead to."""

    copies: Mapping[str, tuple[Copy, ...]] = {}
    """The files published for each picture that is not published unchanged, by its name; the main one first."""

    link_preview: bytes = b""
    """The publisher's logo as a PNG of 1200 by 630 pixels, for links to pages without a picture of their own."""

    handouts: Mapping[str, tuple[Handout, ...]] = {}
    """The PDFs of each page, by its address."""

    two_languages: Mapping[str, tuple[Handout, ...]] = {}
    """For a translation, the PDFs of each page that are also in the first language."""

    @classmethod
    def of(
        cls, library: Library, handouts: Iterable[Handout] = (), two_languages: Iterable[Handout] = (), **made: Any
    ) -> Self:
        """A library with what was made for it, and its other languages with nothing yet: see `joined`."""
        values = {field.alias or name: getattr(library, name) for name, field in Library.model_fields.items()}
        values["translations"] = tuple(map(cls.of, library.translations))
        sheets = {"handouts": _by_page(handouts), "two_languages": _by_page(two_languages)}
        return cls.model_construct(**values | made | sheets)

    @classmethod
    def joined(cls, languages: Iterable[Self]) -> Self:
        """One edition made of those in each language, the first language first."""
        first, *others = languages
        return first.model_copy(update={"translations": tuple(others)})

    def sheets_beside(self, page: str) -> Iterator[tuple[str, Handout, str]]:
        """The sheets of a page in two languages: the names of these, the sheet, its address from this language."""
        for one in self._beside_the_first():
            for sheet in one.two_languages.get(page, ()):
                address = sheet.address if one is self else f"/{one.path}{sheet.address[1:]}"
                yield self._both_names(one), sheet, address

    @cached_property
    def beside_the_first(self) -> tuple[str, ...]:
        """The pairs of languages that sheets have, by their names; for a translation, only its own pair."""
        return tuple(map(self._both_names, self._beside_the_first()))

    def _beside_the_first(self) -> list[Self]:
        return [one for one in ([self] if self.translation else self.translations) if one.two_languages]

    def _both_names(self, other: Self) -> str:
        return " + ".join(language.name for language in self.languages if language.path in ("", other.path))

    def other_copies(self, file: str) -> tuple[Copy, ...]:
        """The copies of a photograph in several sizes, all of one format, the narrowest first."""
        main, *others = self.copies.get(file) or (None,)
        if main and others and others[0].address.endswith(main.address):
            return (*others, main)  # of its own kind
        return tuple(others)

    def has_webp(self, file: str) -> bool:
        """Whether the copies of a photograph are WebP but it is not: some browsers do not know it, so pages say so."""
        return any(copy.address.endswith(f"{file}.webp") for copy in self.other_copies(file))


def _by_page(handouts: Iterable[Handout]) -> dict[str, tuple[Handout, ...]]:
    found = grouped((handout.page, handout) for handout in handouts)
    return {page: tuple(sheets) for page, sheets in found.items()}
