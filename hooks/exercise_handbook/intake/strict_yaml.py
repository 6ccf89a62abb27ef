"""Reads the plain part of YAML and remembers where each value is written.

No anchors, aliases, tags, merge keys or doubled keys; no characters nobody can see; no
comment behind a value, where it would swallow words. Plain 12 is a number (up to nine
digits), plain 2026-11-01 is a day, all else is words: "no" stays "no", 010 stays words.
"""

import re
import sys
from collections.abc import Iterator
from datetime import date
from functools import partial
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

import yaml
from yaml import events

from exercise_handbook.cache import Table
from exercise_handbook.intake.plain_text import (
    SWALLOWS,
    Complaint,
    NotText,
    decoded,
    has_unseen,
    is_unseen,
    misread_letters,
    swallowing_comments,
    unseen_characters,
)
from exercise_handbook.intake.slips import (
    ALONE,
    COMMA,
    CURLY,
    NUMBERED,
    ONE_DOCUMENT,
    both_versions,
    bullet,
    is_numbered,
    is_torn,
    slip,
)
from exercise_handbook.intake.yaml_places import LOADER, YamlFile, line_and_column
from exercise_handbook.library.problems import Place, Problem

TOOLS = tuple(f"intake/{one}.py" for one in ("strict_yaml", "plain_text", "slips", "yaml_places"))
"""The modules that decide what an entry holds."""

AT_THE_EDGE = re.compile(r"^(?=[^ #\n])(?:[a-z0-9][a-z0-9_-]*:(?=[ \n])|.)", re.MULTILINE)
"""Where something begins at the left edge of a file that is no comment: a plain name, or whatever else."""

OTHER_BLANKS = re.compile(r"[^\S \t\n]")
"""Blanks of other kinds, which are told: YAML takes some for letters, and some for the end of a line."""

NEXT_IN_BRACKETS = re.compile(r"\s*[,}]")
TWICE = "{name} is written twice; keep one of them, or give a copied entry a name of its own"
DEPTH = 20  # lists and mappings inside one another; a library needs seven
NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Stop(Exception):
    """Reading cannot go on after this complaint."""


def read(file: Path, known: Table | None = None) -> tuple[YamlFile, list[Problem]]:
    """The values of a file, and every line of it that is not plain YAML. Entries that are known are not read again.

    Where reading had to stop, there are no values and the last problem says why.
    """
    name = str(file)
    source = file.read_bytes()
    try:
        values, complaints = _by_entry(text := decoded(source), known or Table()) or plain(text)
    except NotText as error:
        values, complaints = {}, [error.complaint]
    problems = [Problem(Place(name, line, column), "", advice) for line, column, advice in complaints]
    if values and problems:
        source = OTHER_BLANKS.sub(" ", text).encode()  # as it was read
    return YamlFile(name, values, source if values else b""), problems


def _by_entry(text: str, known: Table) -> tuple[dict[str, Any], list[Complaint]] | None:
    """What a file holds, each of its entries read by itself; None where it is not as simple, or anything is wrong."""
    values: dict[str, Any] = {}
    try:
        for entry in _entries(text):
            found = known.get(sha256(entry.encode()).digest(), partial(_entry, entry))
            if values.keys() & found.keys():
                return None
            values |= found
    except (Stop, yaml.YAMLError):
        return None
    return (values, []) if values else None


def _entries(text: str) -> Iterator[str]:
    """The text of each entry, with the comments above it in the one before. Raises Stop for what is no plain entry."""
    found = [*AT_THE_EDGE.finditer(text)]
    if not all(one[0].endswith(":") for one in found):
        raise Stop
    starts = [0, *(one.start() for one in found[1:]), len(text)]
    yield from (text[start:end] for start, end in pairwise(starts))


def _entry(text: str) -> dict[str, Any]:
    """What an entry holds by itself. Raises Stop or YAMLError where anything is wrong with it."""
    values, complaints = plain(text)
    if complaints or len(values) != 1:
        raise Stop
    return values


def plain(text: str) -> tuple[dict[str, Any], list[Complaint]]:
    """The values of a text, and every line of it that is not plain YAML."""
    if complaints := [*both_versions(text)]:
        return {}, complaints
    complaints = [*unseen_characters(text), *misread_letters(text), *swallowing_comments(text)]
    reader = _Reader(OTHER_BLANKS.sub(" ", text) if complaints else text, complaints)
    try:
        return reader.document(), complaints
    except Stop as stop:
        found = stop.args[0]
        is_told = bool(complaints) and any(map(is_unseen, text.split("\n")[found[0] - 1]))
        return {}, complaints if is_told else [*complaints, found]
    except yaml.MarkedYAMLError as error:
        found = slip(reader.text, error)
        if not _is_told(found[0], text, complaints):
            complaints = [one for one in complaints if one[:2] != found[:2]] + [found]  # what it swallowed waits
    except yaml.YAMLError:  # libyaml refuses a character that is told already
        complaints = complaints or [(1, 1, "not readable as YAML")]
    return {}, complaints


def _is_told(line: int, text: str, complaints: list[Complaint]) -> bool:
    """Whether what made a line unreadable is told already: what nobody can see, or a # that swallowed a bracket."""
    near = text.split("\n")[max(0, line - 2) : line]
    indents = "".join(one[: len(one) - len(one.lstrip())] for one in near)
    if complaints and any(map(is_unseen, indents)):
        return True
    return any(at in (line, line - 1) for at, _, advice in complaints if advice == SWALLOWS)


def plain_value(words: str) -> str | int | date | None:
    """What unquoted words mean: a number, a day, words, or None where nothing is written."""
    if NUMBER.fullmatch(words):
        return int(words)
    if DAY.fullmatch(words):
        return _day(words)
    return words or None


class _Reader:
    """One pass over a file's events, noting complaints on the way."""

    def __init__(self, text: str, complaints: list[Complaint]):
        self.events = iter(LOADER(text).get_event, None)
        self.text = text
        self.complaints = complaints
        self.depth = 0

    def document(self) -> dict[str, Any]:
        for event in self.events:
            if isinstance(event, events.MappingStartEvent):
                break
            self.before_the_mapping(event)
        else:
            self.stop((1, 1, "nothing is written here; start with a name and a colon, such as name: …"))
        values = self.mapping(event)
        self.nothing_after()
        return values

    def before_the_mapping(self, event: yaml.Event) -> None:
        if isinstance(event, events.DocumentStartEvent) and (event.version or event.tags):
            self.complain(event, "no % lines; delete it")
        elif isinstance(event, events.SequenceStartEvent | events.ScalarEvent | events.AliasEvent):
            self.stop((*line_and_column(event.start_mark), "write fields here, one line each, as name: value"))

    def nothing_after(self) -> None:
        for event in self.events:
            if isinstance(event, events.DocumentStartEvent):
                self.stop((*line_and_column(event.start_mark), ONE_DOCUMENT))

    def value(self, event: yaml.Event) -> Any:
        self.refuse_fancy(event)
        if isinstance(event, events.ScalarEvent):
            return self.scalar(event)
        if isinstance(event, events.MappingStartEvent):
            return self.mapping(event)
        if isinstance(event, events.SequenceStartEvent):
            return self.sequence(event)
        return None  # an alias, refused above

    def refuse_fancy(self, event: Any) -> None:
        if event.anchor:
            self.complain(event, "no anchors or aliases; write the value out")
        elif event.tag:
            self.complain(event, "no tags; write the value without the !")

    def scalar(self, event: yaml.ScalarEvent) -> str | int | date | None:
        if event.style == '"' and has_unseen(event.value):
            self.complain(event, "an escape for a character nobody can see; delete it")
        if event.style:
            return str(event.value)
        if advice := bullet(event.value):
            self.complain(event, advice)
        return plain_value(event.value if " " in event.value else sys.intern(event.value))  # slugs come again and again

    def sequence(self, start: Any) -> tuple[Any, ...]:
        self.deeper(start)
        items: list[Any] = []
        while not isinstance(event := next(self.events), events.SequenceEndEvent):
            items.append(self.value(event))
            if start.flow_style and is_torn(items[-2:]):
                self.complain(event, COMMA)
        if is_numbered(items):
            self.complain(start, NUMBERED)
        self.depth -= 1
        return tuple(items)

    def mapping(self, start: Any) -> dict[str, Any]:
        self.deeper(start)
        values: dict[str, Any] = {}
        while not isinstance(event := next(self.events), events.MappingEndEvent):
            name = self.key(event)
            value = self.value(next(self.events))
            if start.flow_style and self.is_without_colon(event):
                self.complain(*((event, COMMA) if values or not self.is_alone(event) else (start, ALONE)))
            elif name in values:
                self.complain(event, TWICE.format(name=name))
            else:
                values[name] = value
        self.depth -= 1
        return values

    def is_without_colon(self, name: Any) -> bool:
        """Whether a name in brackets is none, but words behind a comma."""
        return NEXT_IN_BRACKETS.match(self.text, name.end_mark.index) is not None

    def is_alone(self, name: Any) -> bool:
        """Whether the bracket closes right behind a name."""
        return self.text[name.end_mark.index :].lstrip().startswith("}")

    def key(self, event: yaml.Event) -> str:
        if not isinstance(event, events.ScalarEvent):
            self.stop((*line_and_column(event.start_mark), "a name is plain words; put quotes around { } and [ ]"))
        self.refuse_fancy(event)
        if not event.style and event.value[:1] in {"“", "„", "‘", "«"}:
            self.complain(event, CURLY)
        if event.value == "<<" and not event.style:
            self.complain(event, "no merge keys; write the fields out")
        return sys.intern(str(event.value))

    def deeper(self, event: yaml.Event) -> None:
        self.depth += 1
        if self.depth > DEPTH:
            self.stop((*line_and_column(event.start_mark), "too many brackets inside one another; write it flatter"))

    def complain(self, event: yaml.Event, advice: str) -> None:
        self.complaints.append((*line_and_column(event.start_mark), advice))

    def stop(self, complaint: Complaint) -> NoReturn:
        raise Stop(complaint)


def _day(words: str) -> date | str:
    try:
        return date.fromisoformat(words)
    except ValueError:  # no such day; as words, the field will refuse it with its place
        return words
