"""What readers see and hear of a page, for tests that judge every word of it."""

import json
import re
from collections.abc import Mapping

from lxml import etree, html

SHOWN = ("alt", "title", "aria-label", "placeholder", "aria-description", "label", "summary")
"""Attributes that readers see or hear."""

NOT_SHOWN = {"data-scripts", "data-put", "data-locale", "data-kinds", "data-areas", "data-purposes"}
"""What scripts read and no reader."""

SLUG = re.compile(r"[a-z0-9-]+")


def pieces_of(page):
    """Every text of a page that a reader sees or hears, attributes and what scripts will say included."""
    tree = html.fromstring(page)
    for code in tree.xpath("//style | //pre | //script"):
        if "json" in (code.get("type") or "") and "ld+json" not in code.get("type"):
            yield from strings(json.loads(code.text_content()))
        code.drop_tree()
    yield tree.text_content()
    for element in tree.iter(etree.Element):
        for name, value in element.items():
            if (
                name in SHOWN
                or (name.startswith("data-") and name not in NOT_SHOWN and not SLUG.fullmatch(value))
                or _describes(element, name)
            ):
                yield from strings(json.loads(value)) if value.startswith("{") else [value]


def _describes(element, name):
    said = {element.get("name"), element.get("property")}
    return name == "content" and bool(said & {"description", "og:title", "og:description", "og:image:alt"})


def strings(value):
    if isinstance(value, str):
        yield value
    for inside in value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ():
        yield from strings(inside)
