"""What must not stand in a data file: characters nobody can see, comments that swallow words."""

import re
import unicodedata
from collections.abc import Iterator

import yaml
from yaml import events

from handbook.sheet import LOADER

UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}  # Unicode categories nobody can see
BEHIND = re.compile(r"(?<=\s)#")
SWALLOWS = "a # behind a value swallows the words after it; put quotes around them, or the # on a line of its own"

Complaint = tuple[int, int, str]
"""A line, a column (both from 1) and what to do there."""


def unseen_characters(text: str) -> Iterator[Complaint]:
    """Tabs, control characters and other characters nobody can see."""
    unseen = {character for character in set(text) if is_unseen(character)} - {"\n"}
    for number, line in enumerate(text.split("\n") if unseen else [], start=1):
        for column, character in enumerate(line, start=1):
            if character in unseen:
                yield number, column, f"{_name(character)} cannot be seen; delete it or use spaces"


def swallowing_comments(text: str) -> Iterator[Complaint]:
    """The first # behind a value in each line: YAML would drop what follows it without a word."""
    suspects = list(_behind_something(text))
    words = list(_scalar_spans(text)) if suspects else []
    told = set()
    for position, line, column in suspects:
        if line not in told and not any(first <= position < last for first, last in words):
            told.add(line)
            yield line, column, SWALLOWS


def _behind_something(text: str) -> Iterator[tuple[int, int, int]]:
    """Every # after a blank in a line that has something else before it: its place in the text, line and column."""
    start = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if " #" in line and not line.lstrip().startswith("#"):
            yield from ((start + hit.start(), number, hit.start() + 1) for hit in BEHIND.finditer(line))
        start += len(line) + 1


def _scalar_spans(text: str) -> Iterator[tuple[int, int]]:
    """From which character to which each value is written, as far as the text can be read."""
    try:
        for event in yaml.parse(text, Loader=LOADER):
            if isinstance(event, events.ScalarEvent) and event.start_mark and event.end_mark:
                yield event.start_mark.index, event.end_mark.index
    except yaml.YAMLError:
        return  # told when it is read


def is_unseen(character: str) -> bool:
    """Whether nobody can see a character: control, format, unassigned, or a blank that is no plain space."""
    category = unicodedata.category(character)
    return category in UNSEEN or (category == "Zs" and character != " ")


def _name(character: str) -> str:
    other = "TAB" if character == "\t" else "control character"
    return f"U+{ord(character):04X} ({unicodedata.name(character, other)})"
