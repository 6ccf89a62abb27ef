"""Puts what a person wrote in docs/ into the frame of every page, its footnotes made from the sources."""

import re
from dataclasses import dataclass

from markupsafe import Markup

from exercise_handbook.library.edition import Edition
from exercise_handbook.library.model.files import WrittenPage
from exercise_handbook.pages.templating import fill, in_other_words, way

MARK = "source-goes-here-{}."
"""Stands for a source while Markdown is at work, so that words of the data are never read as Markdown.

It ends with what no slug holds: a source may be called as another one and more.
"""

LINK = re.compile(r'(?<= href=")/(?!/)([^"]*)')
"""A link to a page of this site, which need not lie at the top of its host."""

SECTION = re.compile(r'<h2 id="([^"]*)">(.*?)</h2>', re.DOTALL)
"""A heading that a reader can jump to."""

ALIGNED = re.compile(r'style="text-align: (left|center|right);"')
"""How Markdown aligns the cells of a table; browsers that keep to our policy would not."""


@dataclass(frozen=True)
class Written:
    """The HTML of a hand-written page, and what it holds."""

    heading: Markup
    rest: Markup
    sections: tuple[tuple[str, str], ...]
    """The id of each section, and its heading without marks."""


def with_footnotes(markdown: str, page: WrittenPage) -> str:
    """The page with a footnote for each source it cites."""
    notes = "\n".join(f"[^{slug}]: {MARK.format(slug)}" for slug in page.sources)
    return f"{markdown}\n\n{notes}\n"


def with_sources(html: str, library: Edition, page: WrittenPage) -> str:
    """The page's HTML with its sources in the footnotes."""
    for slug in page.sources:
        html = html.replace(MARK.format(slug), fill("footnote.html", library, "/", source=library.sources[slug]))
    return html


def framed(html: str, library: Edition, here: str, title: str, about: str) -> str:
    """A whole page around the HTML of a hand-written one."""
    html = ALIGNED.sub(r'class="to-\1"', html)
    html = LINK.sub(lambda link: way("../" * (here.count("/") - 1))(link[0]), html)
    whole = fill("written.html", library, here, content=_in_parts(html), title=title, about=about)
    return in_other_words(whole, library)


def _in_parts(html: str) -> Written:
    heading, end, rest = html.partition("</h1>")
    if not end:
        heading, rest = "", html
    sections = tuple((id, Markup(words).striptags()) for id, words in SECTION.findall(rest))
    return Written(Markup(heading + end), Markup(rest), sections)
