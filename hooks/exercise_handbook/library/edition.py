"""A library with all that a build made for it: what pages show beside the data."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Self

from exercise_handbook.library.library import Library, grouped
from exercise_handbook.library.model.files import Copy, Handout


class Edition(Library):
    """A library and its QR codes, its copies of pictures, its handouts: nothing that anybody writes."""

    codes: Mapping[str, bytes] = {}
    """The QR codes that are made already, as PNG, by the address of the page they lead to."""

    copies: Mapping[str, tuple[Copy, ...]] = {}
    """What is published of each picture that does not go out as it lies, the main one first, by the picture's name."""

    link_preview: bytes = b""
    """The publisher's sign as a PNG of 1200 by 630 pixels, for links to pages without a picture of their own."""

    handouts: Mapping[str, tuple[Handout, ...]] = {}
    """The PDFs of each page that has any, by the page's address."""

    two_languages: Mapping[str, tuple[Handout, ...]] = {}
    """Of a translation, the PDFs of each page that have the first language beside its own."""

    @classmethod
    def of(
        cls, library: Library, handouts: Iterable[Handout] = (), two_languages: Iterable[Handout] = (), **made: Any
    ) -> Self:
        """A library with what was made for it; where its other languages are not given, nothing was made for them."""
        values = {field.alias or name: getattr(library, name) for name, field in Library.model_fields.items()}
        values["translations"] = tuple(map(cls.of, library.translations))
        sheets = {"handouts": _by_page(handouts), "two_languages": _by_page(two_languages)}
        return cls.model_construct(**values | made | sheets)

    @classmethod
    def joined(cls, languages: Iterable[Self]) -> Self:
        """One edition of several that are the same in different languages, the first language first."""
        first, *others = languages
        return first.model_copy(update={"translations": tuple(others)})

    def sheets_beside(self, page: str) -> Iterator[tuple[str, Handout, str]]:
        """The sheets of a page in two languages: their name, the sheet, its address from this language."""
        for one in self._beside_the_first():
            for sheet in one.two_languages.get(page, ()):
                address = sheet.address if one is self else f"/{one.path}{sheet.address[1:]}"
                yield self._both_names(one), sheet, address

    @cached_property
    def beside_the_first(self) -> tuple[str, ...]:
        """The names of each two languages that sheets have: of a translation, the first and its own alone."""
        return tuple(map(self._both_names, self._beside_the_first()))

    def _beside_the_first(self) -> list[Self]:
        return [one for one in ([self] if self.translation else self.translations) if one.two_languages]

    def _both_names(self, other: Self) -> str:
        return " + ".join(language.name for language in self.languages if language.path in ("", other.path))

    def other_copies(self, file: str) -> tuple[Copy, ...]:
        """The copies of a photograph in several sizes; all of one kind, the narrowest first."""
        main, *others = self.copies.get(file) or (None,)
        if main and others and others[0].address.endswith(main.address):
            return (*others, main)  # of its own kind
        return tuple(others)

    def has_webp(self, file: str) -> bool:
        """Whether the copies of a photograph are WebP and it is not: a browser is told, as it may not know WebP."""
        return any(copy.address.endswith(f"{file}.webp") for copy in self.other_copies(file))


def _by_page(handouts: Iterable[Handout]) -> dict[str, tuple[Handout, ...]]:
    found = grouped((handout.page, handout) for handout in handouts)
    return {page: tuple(sheets) for page, sheets in found.items()}
