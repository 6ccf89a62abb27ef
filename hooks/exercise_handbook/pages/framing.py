"""Puts what a person wrote in docs/ into the frame of every page, its footnotes made from the sources."""

import re
from collections.abc import Sequence
from functools import partial

from markupsafe import Markup

from exercise_handbook.library import addresses as at
from exercise_handbook.library.edition import Edition
from exercise_handbook.library.model.files import WrittenPage
from exercise_handbook.pages.other_words import in_other_words
from exercise_handbook.pages.templating import Way, fill, up, ways

MARK = "source-goes-here-{}."
"""Stands for a source while Markdown is at work, so that words of the data are never read as Markdown.

It ends with what no slug holds: a source may be called as another one and more.
"""

LINK = re.compile(r'(?P<before><a\b[^>]* href=")(?P<address>/(?!/)[^"]*)"(?P<inside>[^>]*>.*?</a>)', re.DOTALL)
"""A link to a page of this site, which need not lie at the top of its host."""

BESIDE = re.compile(r"(?<=\]\()([\w-]+)\.md(?=[#)])")
"""A link from one page of docs/ to another."""

END = "</h1>"
"""Where the page's own heading ends, below which stands what there is to jump to."""

ALIGNED = re.compile(r'style="text-align: (left|center|right);"')
"""How Markdown aligns the cells of a table; browsers that keep to our policy would not."""

Section = tuple[str, Markup]
"""The id of a heading that a reader can jump to, and its words."""


def with_footnotes(markdown: str, library: Edition, page: WrittenPage) -> str:
    """The page with a footnote for each source it cites, and in another language with links to pages by their address:
    MkDocs would look for files of that language, which need not be there."""
    if library.translation:
        markdown = BESIDE.sub(lambda link: at.written(link[1]), markdown)
    notes = "\n".join(f"[^{slug}]: {MARK.format(slug)}" for slug in page.sources)
    return f"{markdown}\n\n{notes}\n"


def with_sources(html: str, library: Edition, page: WrittenPage) -> str:
    """The page's HTML with its sources in the footnotes."""
    for slug in page.sources:
        html = html.replace(MARK.format(slug), fill("footnote.html", library, "/", source=library.sources[slug]))
    return html


def framed(html: str, library: Edition, here: str, title: str, about: str, sections: Sequence[Section] = ()) -> str:
    """A whole page around the HTML of a hand-written one."""
    html = ALIGNED.sub(r'class="to-\1"', html)
    html = LINK.sub(partial(_leading, library, ways(*up(library, here))), html)
    end = html.find(END) + len(END) if END in html else 0
    parts = {"heading": Markup(html[:end]), "sections": sections, "rest": Markup(html[end:])}
    return in_other_words(fill("written.html", library, here, title=title, about=about, **parts), library)


def _leading(library: Edition, to: tuple[Way, Way], link: re.Match[str]) -> str:
    """A link from where it stands; one to a page that is in the first language alone says so behind it."""
    own, to_site = to
    address, told = link["address"], library.translation
    if told is None or address.partition("#")[0] not in dict(told.first_alone):
        return f'{link["before"]}{own(address)}"{link["inside"]}'
    first = library.languages[0]
    name = fill("in_first_language.html", library, "/", first=first).strip()
    return f'{link["before"]}{to_site(address)}" hreflang="{first.tag}"{link["inside"]} {name}'
