"""The languages of a library: what of each translation is shown, and where its pages lie."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from babel import Locale

from exercise_handbook.labels.made_by import MadeBy
from exercise_handbook.library.model.entry import Review


def path_of(tag: str) -> str:
    """The folder of the pages of another language than the first: es/."""
    return f"{tag.lower()}/"


@dataclass(frozen=True)
class SiteLanguage:
    """A language of a site, and which pages there are in it."""

    tag: str
    """Such as es or en-GB."""

    path: str
    """The folder of its pages, such as es/; "" for the first language, which lies at the root."""

    address: str
    """Where its pages begin: https://example.org/es/."""

    pages: frozenset[str]
    """The addresses of its pages, from there: /exercises/hip-lift/."""

    @property
    def name(self) -> str:
        """What it is called in its own words: Español."""
        locale = Locale.parse(self.tag, sep="-")
        name = str(Locale(locale.language).get_display_name())
        return name[:1].upper() + name[1:]

    @property
    def direction(self) -> str:
        """Whether it is written from left to right or from right to left: “ltr” or “rtl”."""
        return str(Locale.parse(self.tag, sep="-").text_direction)


@dataclass(frozen=True)
class Translation:
    """What there is to know of a library in another language than its first."""

    made_by: MadeBy
    path: str
    first: str
    """The tag of the first language, in which sources stand, and which all pages have."""

    site: str
    """Where the site begins, whose pictures and styles all languages share: https://example.org/."""

    behind: frozenset[str] = frozenset()
    """The addresses of pages whose words in the first language are newer, though not in what keeps readers safe."""

    withheld: tuple[str, ...] = ()
    """The addresses that are not shown before somebody has looked at what changed."""

    reviewed: Mapping[tuple[str, str], Review] = field(default_factory=dict)
    """The reviews that are good, all of the words of the first language: by the part and slug of what was reviewed."""

    first_alone: tuple[tuple[str, str], ...] = ()
    """The hand-written pages that are shown in the first language alone: the address and the title of each."""

    untranslated: frozenset[str] = frozenset()
    """The addresses of those that nobody has translated yet."""

    is_withheld: bool = False
    """Whether no page is shown, as what is said of safety is behind or words that every page needs are missing."""
