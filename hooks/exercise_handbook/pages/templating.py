"""Templates: an unknown name is an error, and words are escaped by the template's ending."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from hashlib import sha256
from html import unescape
from importlib.resources import files
from pathlib import Path, PurePath
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from exercise_handbook.cache import made_by
from exercise_handbook.labels.say import Say, say_in
from exercise_handbook.library import addresses as at
from exercise_handbook.library import colours, differences, wording
from exercise_handbook.library.edition import Edition
from exercise_handbook.library.instructions import figure_label
from exercise_handbook.library.library import Library
from exercise_handbook.library.model.publication import Colours
from exercise_handbook.pages import folding
from exercise_handbook.pages.assets import asset, named, search_asset, stylesheet
from exercise_handbook.pages.lean_jinja import LeanEnvironment
from exercise_handbook.pages.other_words import in_other_words
from exercise_handbook.pages.output import Named, Output, Recipe
from exercise_handbook.pages.security import policy

ESCAPED = {".html": True, ".xml": True, ".svg": True, ".json": False, ".txt": False, ".css": False, ".js": False}
ESCAPED |= {".conf": False, ".caddy": False, ".webmanifest": False}  # settings of servers
"""Whether a template writes markup. An ending not listed here is a KeyError, on purpose."""

Way = Callable[[str], str]
"""Gives the link to an address of the site, such as /safety/."""

TOOLS = (*(f"pages/{one}.py" for one in ("templating", "folding", "lean_jinja")), "jinja2", "mkdocs-material")
"""What decides how a template is compiled."""

HOME = Path(__file__).parent.parent
SHARED = ("/assets/", "/figures/")
"""What lies in the site once, for all its languages."""

ICONS = Path(str(files("material"))) / "templates"
"""Where Material keeps its icons, as .icons/material/magnify.svg."""


def fill(template: str, library: Edition, here: str, **names: object) -> str:
    """The page at the address `here`, with the names filled in.

    Links made with `to` are relative, so that the site works under any path and from a disk.
    Raises jinja2.UndefinedError for a name the template uses and nobody gave.
    """
    root, top = up(library, here)
    return _filled(template, library, root, top, here=here, **names)


def up(library: Library, here: str) -> tuple[str, str]:
    """The way up from the page at an address: to where those of its language begin, and the whole site."""
    root = "../" * (here.count("/") - 1)
    return root, root + "../" if library.translation else root


def _filled(template: str, library: Edition, root: str, top: str, **names: object) -> str:
    """A template filled in, for a page that finds its language's pages under a root, and the whole site under a top."""
    to, to_site = ways(root, top)
    names |= {"library": library, "to": to, "to_site": to_site}
    names["shared"] = lambda part: library.once(_shared, part, root, top)
    return environment(library.say).get_template(template).render(**names)


def _shared(library: Edition, part: str, root: str, top: str) -> Markup:
    """A part of a page that all pages of a folder share, as it does not know where it is: filled in once for them."""
    return Markup(_filled(part, library, root, top))


def ways(root: str, top: str) -> tuple[Way, Way]:
    """What gives the link to an address of a page's own language, from under a root, and of the whole site."""
    to_site, to_language = way(top), way(root)
    if root == top:
        return to_site, to_site
    return lambda address: to_site(address) if is_shared(address) else to_language(address), to_site


def is_shared(address: str) -> bool:
    """Whether what lies at an address is there once, for all languages of a site."""
    return address.startswith(SHARED)


def nothing(library: Edition) -> Mapping[str, object]:
    """The names for a template that needs no more than the library."""
    return {}


def page(template: str, library: Edition, address: str, names: Named = nothing, *which: str) -> Output:
    """The template filled in, as the page at an address, with the names that a function gives.

    It is called with the library and the words that say which page it is, when the page is made.
    """
    return Output(f"{address[1:]}index.html", Recipe(_page, library, (template, address, names, *which)))


def _page(library: Edition, template: str, address: str, names: Named, *which: str) -> str:
    return in_other_words(fill(template, library, address, **names(library, *which)), library)


def file(uri: str, template: str, library: Edition, names: Named = nothing, *which: str) -> Output:
    """The template filled in, as a file that is no page, with links from the top of the site."""
    return Output(uri, Recipe(_file, library, (template, names, *which)))


def _file(library: Edition, template: str, names: Named, *which: str) -> str:
    return fill(template, library, "/", **names(library, *which))


def fill_anywhere(template: str, library: Edition, here: str, **names: object) -> str:
    """A page whose links hold whatever address it is shown at, as the one for “not found” is."""
    root = urlsplit(library.publication.address).path
    return _filled(template, library, root, root, here=here, **names)


@dataclass
class Settings:
    """How templates are used in this process."""

    store: Path | None = None
    """Keeps them compiled, as Python's own code: to compile them takes as long as to fill in forty pages."""

    is_looked_at: bool = False
    """Heed changed templates, and let pages run the script that reloads them."""


SETTINGS = Settings()


def keep_compiled(store: Path) -> None:
    """Keep compiled templates in the store."""
    SETTINGS.store = store
    environment.cache_clear()


def for_looking_at() -> None:
    """Use templates as MkDocs' server needs them, which writes the script that reloads it into every page."""
    SETTINGS.is_looked_at = True
    environment.cache_clear()


def way(root: str) -> Way:
    """A function that gives the link to an address of the site, such as /safety/, from under root."""
    return lambda address: root + address[1:] or "./"


def in_full(library: Library, address: str) -> str:
    """An address of the site as the whole world knows it: https://example.org/safety/."""
    if library.translation and is_shared(address):
        return library.translation.site + address[1:]
    return library.publication.address + address[1:]


def on_paper(library: Library, address: str) -> str:
    """An address of the site as people type it from paper: example.org/safety/."""
    return in_full(library, address).removeprefix("https://")


def plain(markup: str) -> str:
    """The words of some markup that holds nothing but words, for templates that are not pages."""
    return " ".join(unescape(markup).split())


def dialled(phone: str) -> str:
    """A telephone number as a phone calls it: digits, and the + of a country."""
    return re.sub(r"[^0-9+]", "", phone)


def pieces(words: str, marks: Sequence[str]) -> list[str]:
    """Some words, cut where one of these marks stands alone in them; the marks are pieces of their own."""
    return re.split(rf"\b({'|'.join(marks)})\b", words) if marks else [words]


@cache
def escapes(template: str | None) -> bool:
    """Whether this template's ending wants HTML escaping."""
    return ESCAPED[PurePath(template or "").suffix]


@lru_cache(maxsize=8)
def own_colours(chosen: Colours) -> Output | None:
    """The stylesheet of a library's own colours, named by its content; none where it has none."""
    if chosen == Colours():
        return None
    accent, band = chosen.accent, chosen.band
    sheet = in_english(
        "colours.css",
        accent=accent,
        strong=accent and colours.stronger(accent, is_dark=False),
        dark=accent and (dark := colours.on_dark_pages(accent)),
        dark_strong=accent and colours.stronger(dark, is_dark=True),
        band=band,
        dark_band=colours.token("mat", is_dark=True),
    )
    return named("colours.css", sheet)


@lru_cache(maxsize=8)
def sign_preview(content: bytes) -> Output:
    """The publisher's sign for links, named by its content."""
    return named("preview.png", content)


@lru_cache(maxsize=8)
def environment(say: Say) -> Environment:
    """All templates, their labels said in one language."""
    made = LeanEnvironment(
        loader=FileSystemLoader([HOME / "templates", ICONS]),
        undefined=StrictUndefined,
        autoescape=escapes,
        optimized=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=SETTINGS.is_looked_at,  # to look for changes before each use takes longer than the use
        bytecode_cache=_compiled_before(say),
    )
    made.code_generator_class = folding.Compiler
    made.filters |= _filters(say)
    made.globals |= _names(say)
    return made


def _filters(say: Say) -> dict[str, Callable[..., object]]:
    return {
        "day": say.day,
        "pieces": pieces,
        "plain": plain,
        "dialled": dialled,
        "listed": say.listed,
        "number": say.number,
        "figure_label": partial(figure_label, say=say),
    }


def _names(say: Say) -> dict[str, object]:
    """What every template knows without being given it."""
    return {
        "in_full": in_full,
        "on_paper": on_paper,
        "asset": asset,
        "search_asset": search_asset,
        "stylesheet": stylesheet,
        "own_colours": own_colours,
        "sign_preview": sign_preview,
        "at": at,
        "differing": differences,
        "wording": wording,
        "policy": "" if SETTINGS.is_looked_at else Markup(policy(in_a_page=True)),  # its quotes are single
        folding.SAY: say,
    }


def _compiled_before(say: Say) -> FileSystemBytecodeCache | None:
    """Where compiled templates are kept, apart for all that decides how they are compiled."""
    if not SETTINGS.store:
        return None
    folder = SETTINGS.store / f"templates-{sha256((made_by(*TOOLS) + say.digest).encode()).hexdigest()[:16]}"
    folder.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(folder))


def in_english(template: str, **names: object) -> str:
    """A template that is no page of a library, filled in."""
    return environment(say_in("en-GB")).get_template(template).render(**names)
