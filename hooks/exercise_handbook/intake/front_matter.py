"""The fields at the head of a page in Markdown, between lines of ---, read as strictly as the files of a library.

MkDocs reads them too. Where it cannot, it says nothing: words vanish, or readers are shown the fields.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple

import yaml

from exercise_handbook.intake.plain_text import Complaint
from exercise_handbook.intake.strict_yaml import plain
from exercise_handbook.intake.yaml_places import LOADER

HEAD = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
"""What MkDocs takes for fields."""

WITHOUT_END = re.compile(r"---[ \t]*\n\s*[\w-]+:\s")
WITHOUT_LINES = re.compile(r" {0,3}[A-Za-z0-9_-]+:")
"""What MkDocs takes for fields, too: it leaves such lines out until one is blank."""

FIELDS = ("title", "description", "made_from")
"""What is written at the head of a page. MkDocs knows more, so only a name that is nearly one of these is refused."""

IN_WORDS = ("title", "description")
"""Those that readers see."""

NEARLY = 0.8
"""How much of two names is the same, from 0 to 1, where one is the other misspelt."""

MISSPELT = "no such field; did you mean {}?"
NO_END = "the fields at the head of this page have no end; write --- on a line of its own below them"
NO_FIELDS = "between lines of --- at the head of a page stand fields, as title: …; for a line across the page write ***"
NO_LINES = (
    "at the head of a page, a line that begins with a word and a colon is taken for a field and left out; begin with "
    "a heading, or write --- on lines of their own above and below fields"
)
NO_WORDS = 'write words in quotes, as {0}: "…", or leave {0} out'


class FrontMatter(NamedTuple):
    """What stands at the head of a page."""

    fields: Mapping[str, Any]
    complaints: Sequence[Complaint] = ()
    """What keeps it from being read."""

    unfit: Sequence[tuple[str, str]] = ()
    """Fields that are nearly one of ours or hold no words where readers see them, and what to write."""

    end: int = 0
    """How many characters of the page it takes."""


def front_matter(text: str) -> FrontMatter:
    """What stands at the head of a page, and what is wrong with it."""
    if found := HEAD.match(text):
        fields, wrong = plain(found[1])
        understood = _understood(found[1])
        if not isinstance(understood, dict):
            wrong = [one for one in wrong if understood is None] or [(0, 1, NO_FIELDS)]
        complaints = [(line + 1, column, advice) for line, column, advice in wrong]
        return FrontMatter(fields, complaints, [] if wrong else [*_unfit(understood)], found.end())
    if WITHOUT_END.match(text):
        return FrontMatter({}, [(1, 1, NO_END)])
    return FrontMatter({}, [(1, 1, NO_LINES)] if WITHOUT_LINES.match(text) else [])


def _understood(head: str) -> Any:
    """What MkDocs makes of some fields, to whom `title: no` is False; None where it gives up."""
    try:
        return yaml.load(head, LOADER)
    except (yaml.YAMLError, ValueError):  # as for a day that there is not
        return None


def _unfit(fields: Mapping[Any, Any]) -> Iterator[tuple[str, str]]:
    for name, value in fields.items():
        meant = get_close_matches(str(name), FIELDS, n=1, cutoff=NEARLY)
        if meant and name not in FIELDS:
            yield str(name), MISSPELT.format(meant[0])
        elif name in IN_WORDS and not (isinstance(value, str) and value.strip()):
            yield name, NO_WORDS.format(name)
