"""The languages of a site: where the pages of each are, and which of them are shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from babel import Locale

from exercise_handbook.labels.made_by import MadeBy
from exercise_handbook.library.model.entry import Review


def path_of(tag: str) -> str:
    """The folder of the pages of a translation: es/."""
    return f"{tag.lower()}/"


@dataclass(frozen=True)
class SiteLanguage:
    """A language of a site, and its pages."""

    tag: str
    """Its tag, such as es or en-GB."""

    path: str
    """The folder of its pages, such as es/; "" for the first language, whose pages are at the root."""

    address: str
    """Where its pages begin: https://example.org/es/."""

    pages: frozenset[str]
    """The addresses of its pages, relative to that: /exercises/hip-lift/."""

    @property
    def name(self) -> str:
        """Its name in the language itself: Español."""
        locale = Locale.parse(self.tag, sep="-")
        name = str(Locale(locale.language).get_display_name())
        return name[:1].upper() + name[1:]

    @property
    def direction(self) -> str:
        """Whether it is written from left to right or from right to left: “ltr” or “rtl”."""
        return str(Locale.parse(self.tag, sep="-").text_direction)


@dataclass(frozen=True)
class Translation:
    """What a library in a language other than its first knows about its translation."""

    made_by: MadeBy
    path: str
    first: str
    """The tag of the first language, which has all pages, and in which sources are cited."""

    site: str
    """The root of the site, whose pictures and styles all languages share: https://example.org/."""

    behind: frozenset[str] = frozenset()
    """The addresses of pages whose first-language text is newer, but not in anything about safety."""

    withheld: tuple[str, ...] = ()
    """The addresses of pages that are not shown until somebody has looked at what changed."""

    reviewed: Mapping[tuple[str, str], Review] = field(default_factory=dict)
    """The valid reviews, all of the first-language text, by the part and slug of what was reviewed."""

    first_alone: tuple[tuple[str, str], ...] = ()
    """The hand-written pages shown in the first language only: the address and title of each."""

    untranslated: frozenset[str] = frozenset()
    """The addresses of those among them that are not translated yet."""

    is_withheld: bool = False
    """Whether no page is shown, because safety text is outdated or text that every page needs is missing."""
