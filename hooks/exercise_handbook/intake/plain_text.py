"""Bytes as text, and what must not stand in it: characters nobody can see, comments that swallow words."""

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import yaml
from yaml import events

from exercise_handbook.intake.yaml_places import LOADER

UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}  # Unicode categories nobody can see
BEHIND = re.compile(r"(?<=\s)#")
SWALLOWS = "a # behind a value swallows the words after it; put quotes around them, or the # on a line of its own"

JOINER = re.compile("(?<=[\u0600-\u06ff\u0900-\u0dff])[\u200c\u200d](?=[\u0600-\u06ff\u0900-\u0dff])")
"""What joins two letters of Bengali or Persian, or keeps them apart: it is seen by what they look like."""

MISREAD = re.compile("\ufffd|[ÃÂ][\u00a0-\u00baŸœ„\u00bc-\u00bf]|â€[™œ“”¦˜]")
"""What is left of a letter when a file was read in another encoding than it was saved in."""

COMMENT = re.compile(r"^ *#.*", re.MULTILINE)
LOST = "“\ufffd” stands where a letter was lost; write that again"
WAS = "“{}” was “{}” before this was opened with another encoding; write that again"

FOREIGN = {
    b"PK\x03\x04": "a ZIP archive, as Word and Excel save,",
    b"\xd0\xcf\x11\xe0": "an old document of Word or Excel",
    b"\x1f\x8b": "a compressed file",
    b"{\\rtf": "a document in RTF, as TextEdit saves,",
    b"%PDF": "a PDF",
}
"""What else is saved under the name of a text, by how it begins."""

SOME, MANY = 3, 40  # so many lines are named; so many places are looked at for them

Complaint = tuple[int, int, str]
"""A line, a column (both from 1) and what to do there."""


class NotText(Exception):
    """Bytes that are not UTF-8; its complaint says where, and what to do."""

    def __init__(self, complaint: Complaint):
        super().__init__(complaint)
        self.complaint = complaint


def no_file(file: Path) -> str:
    """Why something cannot be read as a file, as a pipe, which would keep us waiting; "" where it can."""
    if file.is_file():
        return ""
    is_link = "it is a link that leads nowhere; write the file itself"
    return is_link if file.is_symlink() else "it is no file that holds words, but a folder, say; write a file"


def decoded(source: bytes) -> str:
    """The text of a file, every line ended by a line feed, without a byte order mark. Raises NotText."""
    if inside := next((name for start, name in FOREIGN.items() if source.startswith(start)), ""):
        raise NotText((1, 1, f"this is {inside} and no plain text; save it as plain text, with UTF-8"))
    if source.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in source[:4]:
        width = 32 if b"\0\0" in source[:4] else 16
        raise NotText((1, 1, f"saved as UTF-{width}, not as UTF-8; save it again with that encoding"))
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotText(_not_utf_8(source, error)) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def place_in(text: str, at: int) -> tuple[int, int]:
    """The line and the column of a character, both counted from 1."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _not_utf_8(source: bytes, error: UnicodeDecodeError) -> Complaint:
    """Where the first byte stands that is no UTF-8, and what it may have been."""
    start = error.start + (len(codecs.BOM_UTF8) if source.startswith(codecs.BOM_UTF8) else 0)
    before = source[:start].decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    meant = source[start : start + 1].decode("cp1252", errors="ignore")
    here = f"; in Windows-1252 this would be “{meant}”" if meant else ""
    return *place_in(before, len(before)), f"not saved as UTF-8; save it again with that encoding{here}"


def unseen_characters(text: str, is_wrong: Callable[[str], bool] | None = None) -> Iterator[Complaint]:
    """Tabs, control characters and others nobody can see, or those that are wrong in a text that is not as strict.

    One that comes again is told once, with how often.
    """
    text = JOINER.sub("-", text)
    unseen = {character for character in set(text) if (is_wrong or is_unseen)(character)} - {"\n"}
    for character in sorted(unseen):
        yield _unseen(character, [hit.start() for hit in re.finditer(re.escape(character), text)], text)


def _unseen(character: str, places: list[int], text: str) -> Complaint:
    """What to do about a character that stands at these places of a text."""
    line, column = place_in(text, places[0])
    if len(places) == 1:
        return line, column, f"{_name(character)} cannot be seen; delete it or use spaces"
    lines = list(dict.fromkeys(text.count("\n", 0, place) + 1 for place in places[:MANY]))
    named = f"line {line}" if len(lines) == 1 else f"lines {', '.join(map(str, lines[:SOME]))}"
    more = " and on" if len(lines) > SOME or len(places) > MANY else ""
    instead = "a space" if character == "\t" or unicodedata.category(character) == "Zs" else "nothing"
    times = f"it stands in this file {len(places)} times, in {named}{more}"
    mend = f"copy one into “replace all” of your editor, with {instead} in its place"
    return line, column, f"{_name(character)} cannot be seen; {times}: {mend}"


def blanked(pattern: re.Pattern[str], text: str) -> str:
    """The text with blanks where a pattern is found, so that all else stays in its place."""
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def misread_letters(text: str, unread: re.Pattern[str] = COMMENT) -> Iterator[Complaint]:
    """What was once read in another encoding and saved so, each thing at its first place outside of what is unread."""
    if not any(sign in text for sign in "\ufffdÃÂâ"):
        return
    text = blanked(unread, text)
    for left in dict.fromkeys(MISREAD.findall(text)):
        why = LOST if left == "\ufffd" else WAS.format(left, left.encode("cp1252").decode())
        yield *place_in(text, text.index(left)), why


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
    for number, line in enumerate(text.split("\n") if " #" in text else (), start=1):
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


def has_unseen(words: str) -> bool:
    """Whether there is anything in some words that nobody can see."""
    return any(map(is_unseen, JOINER.sub("-", words)))


def is_control(character: str) -> bool:
    """Whether a character is none that is written, but a control character; a tab is written in Markdown."""
    return character != "\t" and unicodedata.category(character) == "Cc"


@cache
def is_unseen(character: str) -> bool:
    """Whether nobody can see a character: control, format, unassigned, or a blank that is no plain space."""
    category = unicodedata.category(character)
    return category in UNSEEN or (category == "Zs" and character != " ")


def _name(character: str) -> str:
    other = "TAB" if character == "\t" else "control character"
    return f"U+{ord(character):04X} ({unicodedata.name(character, other)})"
