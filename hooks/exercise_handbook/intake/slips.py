"""Slips of the hand that make a file unreadable as YAML: where each really is, and how to mend it.

The YAML reader says where it could go no further. People need the place where the slip was made, often lines above.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import yaml
from yaml import events

from exercise_handbook.intake.plain_text import Complaint
from exercise_handbook.intake.yaml_places import LOADER, line_and_column

MARKER = re.compile(r"^(<{7}|\|{7}|>{7}|={7})(?= |$)", re.MULTILINE)
BOTH_VERSIONS = "git left both versions here: keep one, and take out the lines with <<<<<<<, =======, >>>>>>>"
BULLET = re.compile(r"(?:[•‣▪◦·●○]\s*|[-–—*]\s?)(?=[^\W\d_]|[\"'“‘*])")
A_FIELD = re.compile(r"\s*(- |[\w-]+:( |$))")
APOSTROPHE = "an apostrophe ends what ' began; put double quotes around words with an apostrophe"
UNCLOSED = "a quote opens here and is not closed; close it where the words end"
PARTLY = "quotes around a part of a line; put single quotes around the whole, such as '\"Gently\" squeeze'"
CURLY = "curly quotes hold nothing together here; write straight quotes, \" or '"
COLON = "a colon and a space begin a field here; put quotes around words that hold them, or check the indent"
COLON_IN_BRACKETS = "a colon and a space begin a field here; put quotes around words that hold them"
NO_SPACE = "put a space behind the colon"
FURTHER_IN = "it stands further to the right than the field above; the fields of an entry begin one below the other"
BRACES = 'put quotes around words with { } in them, such as "Hold for {hold}."'
BRACKETS = "put quotes around words with [ ] in them"
ALONE = 'a name in { } needs a colon and a value, as {repetitions: 5}; put quotes around words such as "{hold} seconds"'
NOTHING_BEFORE = "nothing is written before this comma; write what belongs there, or delete the comma"
STANDS_ALONE = "| and > stand alone behind a field, and the words on lines below; put quotes around words that begin so"
ESCAPE = "a \\ between double quotes begins an escape; put single quotes around the words"
BELOW = "a list begins on the line below its field; put quotes around words that begin with a dash"
COMMA = "a comma begins something new inside brackets; put quotes around words that hold one"
NEITHER = (
    "neither a field nor an item; if it goes on from the line above, indent it further than that; "
    "else write name: value, or a dash and a space before it"
)
SIGN = "no value begins with {}; put quotes around the words"
NUMBERED = "numbers begin these items, and the site numbers steps itself; take 1., 2. and on away"
ONE_DOCUMENT = "one file holds one document; delete the lines from here"
SYNTAX = {
    "mapping values are not allowed in this context": COLON,
    "could not find expected ':'": NEITHER,
    "did not find expected key": "this line does not fit those above; check its indent and the quotes before it",
    "did not find expected '-' indicator": "this line does not fit the list; start it with a dash, at the same indent",
    "did not find expected ',' or ']'": "a list without its end; close it with ]",
    "did not find expected ',' or '}'": "a mapping without its end; close it with }",
    "found unexpected end of stream": UNCLOSED,
    "did not find expected <document start>": ONE_DOCUMENT,
    "did not find expected comment or line break": STANDS_ALONE,
    "found an indentation indicator equal to 0": STANDS_ALONE,
    "found unknown escape character": ESCAPE,
    "did not find expected hexdecimal number": ESCAPE,
    "found invalid Unicode character escape code": ESCAPE,
    "block sequence entries are not allowed in this context": BELOW,
}
"""What libyaml says, as advice; anything else speaks for itself."""

IN_BRACKETS = {"did not find expected ',' or ']'", "did not find expected ',' or '}'"}
TWO_COLONS = re.compile(r"[\w-]+: [^\"'\[\]{},]*: ")
"""A field in brackets whose words hold a colon and a space."""

GLUED = re.compile(r"\s*(- )?[a-z_]+:(?=[^\s:/])")
"""A field without the space that has to stand behind its colon."""

FILLED = re.compile(r"\s*[a-z_]+: +[^\s|>#]")
"""A field that holds words of its own, so that none can stand inside it."""

BEGINNINGS = {
    "while scanning a simple key",
    "while scanning a quoted scalar",
    "while scanning an alias",
    "while scanning an anchor",
}
"""What libyaml was doing when the slip is where it began to, not where it gave up."""

CANNOT_BEGIN = {
    "found character that cannot start any token",
    "did not find expected alphabetic or numeric character",
    "did not find expected node content",
    "mapping keys are not allowed in this context",
}
QUOTES = ("'", '"')
IN_PART = re.compile(r"(?:: |- )([\[{].*[\]}])\s*$")
"""What stands in brackets at the beginning of a value that goes on behind them."""


class Value(NamedTuple):
    """A value as it was written: its quotes, where it lies in the text, in which line (from 0) it ends, its place."""

    style: str | None
    start: int
    end: int
    line: int
    place: tuple[int, int]


def both_versions(text: str) -> Iterator[Complaint]:
    """Each place where git left two versions of some lines one above the other."""
    found = [(text.count("\n", 0, hit.start()) + 1, hit[1]) for hit in MARKER.finditer(text)]
    first = [line for line, marker in found if marker[0] == "<"] or [line for line, _ in found[:1]]
    yield from ((line, 1, BOTH_VERSIONS) for line in first)


def bullet(words: str) -> str:
    """What to write in the place of a sign that stands for a bullet, if the words begin with one; else ""."""
    found = BULLET.match(words)
    if not found:
        return ""
    sign = found[0].strip()
    if sign == "-":
        return "" if found[0] == "- " else "a dash and a space begin an item; put a space after the dash"
    return f"a dash and a space begin an item; write them in the place of {sign}"


def is_torn(items: Sequence[Any]) -> bool:
    """Whether two items in brackets are one sentence that a comma has torn: “Slowly” and “turn back.”."""
    if len(items) < 2 or not all(isinstance(one, str) and one for one in items):
        return False
    first, second = items
    return first[0].isupper() and first[-1].isalnum() and second[0].islower() and second[-1] in ".!?"


def is_numbered(items: Sequence[Any]) -> bool:
    """Whether each of several items begins with its number, as 1. or 1)."""
    return len(items) > 1 and all(str(one).startswith((f"{n}. ", f"{n}) ")) for n, one in enumerate(items, 1))


def slip(text: str, error: yaml.MarkedYAMLError) -> Complaint:
    """Where the slip was made that the reader stumbled over, and what to do there."""
    last = _last_value(text)
    if last and last.style in QUOTES and (found := _after_a_quote(text, error, last)):
        return found
    line, column = line_and_column(_mark(error))
    lines = text.split("\n")
    if SYNTAX.get(error.problem or "") == COLON and (found := _of_the_field_above(lines, line)):
        return found
    if begun := IN_PART.search(lines[line - 1][: column - 1] if line <= len(lines) else ""):
        return line, begun.start(1) + 1, BRACES if begun[1][0] == "{" else BRACKETS
    return line, column, _advice(error.problem or "", lines[line - 1 : line], column)


def _of_the_field_above(lines: list[str], line: int) -> Complaint | None:
    """What is wrong with the line above a field that could not be read, or with where that field begins."""
    above = next((number for number in range(line - 1, 0, -1) if lines[number - 1].strip()), 0)
    before, here = lines[above - 1] if above else "", lines[line - 1]
    if glued := GLUED.match(before):
        return above, glued.end() + 1, NO_SPACE
    if above and FILLED.match(before) and FILLED.match(here) and _indent(here) > _indent(before):
        return line, _indent(here) + 1, FURTHER_IN
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _mark(error: yaml.MarkedYAMLError) -> Any:
    """Where what could not be read begins; a bracket that is open for lines is put right where it opens."""
    begun, ended = error.context_mark, error.problem_mark
    is_open = "flow" in (error.context or "") and begun and ended and begun.line != ended.line
    return begun if error.context in BEGINNINGS or is_open else ended or begun


def _advice(problem: str, lines: list[str], column: int) -> str:
    """What to do about a problem in a line; there is none where the text ended."""
    line = lines[0] if lines else ""
    if advice := bullet(line.strip()):
        return advice
    if problem in CANNOT_BEGIN:
        sign = line[column - 1 : column]
        return NOTHING_BEFORE if sign == "," and re.search(r"[\[{,]\s*$", line[: column - 1]) else SIGN.format(sign)
    if problem in SYNTAX and SYNTAX[problem] == COLON and re.search(r"(: |- )[“„‘«]", line):
        return CURLY
    if problem in IN_BRACKETS and (advice := _in_brackets(line)):
        return advice
    return SYNTAX.get(problem, f"not readable as YAML: {problem}")


def _in_brackets(line: str) -> str:
    """Why words inside of brackets are not read as they were meant, if that can be told."""
    if re.search(r"[\[{,:] ?[“„‘«]", line):
        return CURLY
    if re.search(r"[^\s\[{,:\"'] *\{[a-z]+\}", line):
        return BRACES
    return COLON_IN_BRACKETS if TWO_COLONS.search(line) else ""


def _after_a_quote(text: str, error: yaml.MarkedYAMLError, last: Value) -> Complaint | None:
    """What is wrong with a quoted value right before the place where reading stopped."""
    if not error.problem_mark or last.line != error.problem_mark.line:
        return None
    if error.problem in CANNOT_BEGIN or error.context in BEGINNINGS:
        return None
    if any(map(A_FIELD.match, text[last.start : last.end].split("\n")[1:])):
        return *last.place, UNCLOSED
    rest = text[last.end :].partition("\n")[0]
    if last.style == "'" and rest[:1].isalpha():
        return *last.place, APOSTROPHE
    return (*last.place, PARTLY) if rest.strip() and rest.strip()[0] not in ",]}#:" else None


def _last_value(text: str) -> Value | None:
    """The last value that could be read."""
    last = None
    try:
        for event in yaml.parse(text, Loader=LOADER):
            if isinstance(event, events.ScalarEvent) and event.start_mark and event.end_mark:
                place = line_and_column(event.start_mark)
                last = Value(event.style, event.start_mark.index, event.end_mark.index, event.end_mark.line, place)
    except yaml.YAMLError:
        pass
    return last
