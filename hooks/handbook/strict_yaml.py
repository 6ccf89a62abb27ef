"""Reads the plain part of YAML and remembers where each value is written.

No anchors, aliases, tags, merge keys or doubled keys; no characters nobody can see; no
comment behind a value, where it would swallow words. Plain 12 is a number (up to nine
digits), plain 2026-11-01 is a day, all else is words: "no" stays "no", 010 stays words.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from yaml import events

from handbook.problems import Place, Problem, Problems, Trail, field_name

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # six times as fast where libyaml is there
UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}  # Unicode categories nobody can see
DEPTH = 20  # lists and mappings inside one another; a library needs seven
NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
BEHIND = re.compile(r"^(?=[^\n]*\S[^\n]*\s#)[^\n]*$", re.MULTILINE)
SYNTAX = {
    "mapping values are not allowed in this context": (
        "a colon and a space begin a field here; put quotes around words that hold them, or check the indent"
    ),
    "could not find expected ':'": "a field without its colon; write name: value",
    "did not find expected key": "this line does not fit those above; check its indent and the quotes before it",
    "did not find expected '-' indicator": "this line does not fit the list; start it with a dash, at the same indent",
    "did not find expected ',' or ']'": "a list without its end; close it with ]",
    "did not find expected ',' or '}'": "a mapping without its end; close it with }",
    "found unexpected end of stream": "a quote is not closed; close it where the words end",
    "did not find expected <document start>": "one file holds one document; delete the lines from here",
}
"""What libyaml says, as advice; anything else speaks for itself."""

Complaint = tuple[int, int, str]
"""A line, a column (both from 1) and what to do there."""


class Stop(Exception):
    """Reading cannot go on after this complaint."""


@dataclass(frozen=True)
class Sheet:
    """The values of one file, and the place where each was written."""

    file: str
    values: dict[str, Any]
    text: str = field(default="", repr=False)

    @cached_property
    def places(self) -> dict[Trail, Place]:
        """The place of every value. Found when first asked for: a good library never asks."""
        places = {(): Place(self.file)}
        node = yaml.compose(self.text, Loader=LOADER)
        if isinstance(node, yaml.MappingNode):
            places |= {trail: Place(self.file, *_at(mark)) for trail, mark in _marks(node, ())}
        return places

    def place(self, trail: Trail) -> Place:
        """Where the trail's value is written, or the entry it is missing from."""
        while trail not in self.places:
            trail = trail[:-1]
        return self.places[trail]


def read(file: Path) -> tuple[Sheet, list[Problem]]:
    """One file as a sheet, and every line of it that is not plain YAML.

    Where reading had to stop, the sheet is empty and the last problem says why.
    """
    name = str(file)
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        advice = "not saved as UTF-8; save it again with that encoding"
        return Sheet(name, {}), [Problem(Place(name), "", advice)]
    values, complaints = _plain(text)
    problems = [Problem(Place(name, line, column), "", advice) for line, column, advice in complaints]
    return Sheet(name, values, "" if not values else text), problems


def _plain(text: str) -> tuple[dict[str, Any], list[Complaint]]:
    complaints = [*_unseen_characters(text), *_swallowing_comments(text)]
    reader = _Reader(text, complaints)
    try:
        return reader.document(), complaints
    except Stop:
        return {}, complaints
    except yaml.MarkedYAMLError as error:
        advice = SYNTAX.get(error.problem or "", f"not readable as YAML: {error.problem}")
        complaints.append((*_at(error.problem_mark or error.context_mark), advice))
    except yaml.YAMLError:  # libyaml refuses a character that is told already
        complaints = complaints or [(1, 1, "not readable as YAML")]
    return {}, complaints


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
        self.events = yaml.parse(text, Loader=LOADER)
        self.complaints = complaints
        self.depth = 0

    def document(self) -> dict[str, Any]:
        for event in self.events:
            if isinstance(event, events.MappingStartEvent):
                values = self.mapping(event)
                self.nothing_after()
                return values
            self.before_the_mapping(event)
        return self.stop((1, 1, "nothing is written here; start with a name and a colon, such as name: …"))

    def before_the_mapping(self, event: yaml.Event) -> None:
        if isinstance(event, events.DocumentStartEvent) and (event.version or event.tags):
            self.complain(event, "no % lines; delete it")
        elif isinstance(event, events.SequenceStartEvent | events.ScalarEvent | events.AliasEvent):
            self.stop((*_at(event.start_mark), "write fields here, one line each, as name: value"))

    def nothing_after(self) -> None:
        for event in self.events:
            if isinstance(event, events.DocumentStartEvent):
                self.stop((*_at(event.start_mark), "one file holds one document; delete the lines from here"))

    def value(self, event: yaml.Event) -> Any:
        self.refuse_fancy(event)
        if isinstance(event, events.ScalarEvent):
            return self.scalar(event)
        if isinstance(event, events.MappingStartEvent):
            return self.mapping(event)
        if isinstance(event, events.SequenceStartEvent):
            return self.sequence(event)
        return None  # an alias, refused above

    def refuse_fancy(self, event: yaml.Event) -> None:
        if isinstance(event, events.AliasEvent) or event.anchor:
            self.complain(event, "no anchors or aliases; write the value out")
        elif event.tag:
            self.complain(event, "no tags; write the value without the !")

    def scalar(self, event: yaml.ScalarEvent) -> str | int | date | None:
        if event.style == '"' and any(map(_is_unseen, event.value)):
            self.complain(event, "an escape for a character nobody can see; delete it")
        return event.value if event.style else plain_value(event.value)

    def sequence(self, start: yaml.Event) -> tuple[Any, ...]:
        self.deeper(start)
        items = []
        while not isinstance(event := next(self.events), events.SequenceEndEvent):
            items.append(self.value(event))
        self.depth -= 1
        return tuple(items)

    def mapping(self, start: yaml.Event) -> dict[str, Any]:
        self.deeper(start)
        values: dict[str, Any] = {}
        while not isinstance(event := next(self.events), events.MappingEndEvent):
            name = self.key(event)
            if name in values:
                self.complain(event, f"{name} is written twice; keep one of them")
                self.value(next(self.events))
            else:
                values[name] = self.value(next(self.events))
        self.depth -= 1
        return values

    def key(self, event: yaml.Event) -> str:
        if not isinstance(event, events.ScalarEvent):
            self.stop((*_at(event.start_mark), "a name is plain words; put quotes around { } and [ ]"))
        self.refuse_fancy(event)
        if event.value == "<<" and not event.style:
            self.complain(event, "no merge keys; write the fields out")
        return str(event.value)

    def deeper(self, event: yaml.Event) -> None:
        self.depth += 1
        if self.depth > DEPTH:
            self.stop((*_at(event.start_mark), "too many brackets inside one another; write it flatter"))

    def complain(self, event: yaml.Event, advice: str) -> None:
        self.complaints.append((*_at(event.start_mark), advice))

    def stop(self, complaint: Complaint) -> Any:
        self.complaints.append(complaint)
        raise Stop


def _unseen_characters(text: str) -> Iterator[Complaint]:
    """Tabs, control characters and other characters nobody can see."""
    unseen = {character for character in set(text) if _is_unseen(character)} - {"\n"}
    for number, line in enumerate(text.split("\n") if unseen else [], start=1):
        for column, character in enumerate(line, start=1):
            if character in unseen:
                yield number, column, f"{_name(character)} cannot be seen; delete it or use spaces"


def _swallowing_comments(text: str) -> Iterator[Complaint]:
    """Every # behind a value: YAML would drop what follows it without a word."""
    if not BEHIND.search(text):
        return
    words = list(_scalar_spans(text))
    offset = 0
    for number, line in enumerate(text.split("\n"), start=1):
        for match in re.finditer(r"(?<=\s)#", line):
            position = offset + match.start()
            if line[: match.start()].strip() and not any(a <= position < b for a, b in words):
                advice = "a # behind a value swallows the words after it; put quotes around them or the # on a line of its own"
                yield number, match.start() + 1, advice
                break
        offset += len(line) + 1


def _scalar_spans(text: str) -> Iterator[tuple[int, int]]:
    """From which character to which each value is written, as far as the text can be read."""
    try:
        for event in yaml.parse(text, Loader=LOADER):
            if isinstance(event, events.ScalarEvent):
                yield event.start_mark.index, event.end_mark.index
    except yaml.YAMLError:
        return  # told when it is read


def _marks(node: yaml.MappingNode, trail: Trail) -> Iterator[tuple[Trail, yaml.Mark]]:
    """The mark of every field and list item, a doubled field at its first place."""
    seen = set()
    for key, value in node.value:
        if key.value not in seen:
            seen.add(key.value)
            yield (*trail, key.value), key.start_mark
            yield from _marks_inside(value, (*trail, key.value))


def _marks_inside(node: yaml.Node, trail: Trail) -> Iterator[tuple[Trail, yaml.Mark]]:
    if isinstance(node, yaml.MappingNode):
        yield from _marks(node, trail)
    if isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield (*trail, number), item.start_mark
            yield from _marks_inside(item, (*trail, number))


def _at(mark: Any) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _is_unseen(character: str) -> bool:
    category = unicodedata.category(character)
    return category in UNSEEN or (category == "Zs" and character != " ")


def _name(character: str) -> str:
    other = "TAB" if character == "\t" else "control character"
    return f"U+{ord(character):04X} ({unicodedata.name(character, other)})"


def _day(words: str) -> date | str:
    try:
        return date.fromisoformat(words)
    except ValueError:  # no such day; as words, the field will refuse it with its place
        return words
