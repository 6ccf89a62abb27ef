"""Sheets in two languages: the patient's beside the clinic's, line by line, and one column of empty boxes between them.

Each is made from the two sheets in one language. There is one for each exercise and routine, and for safety.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from exercise_handbook.library import addresses as at
from exercise_handbook.library import wording
from exercise_handbook.library.library import Library
from exercise_handbook.library.model.files import Handout, Paper
from exercise_handbook.paper import sheets
from exercise_handbook.paper.handouts import Manuscript, job_of
from exercise_handbook.paper.sheets import Sheet, for_typst
from exercise_handbook.paper.typesetting import Job

TEMPLATE = "two_languages"
PAPERS: tuple[Paper, ...] = ("a4", "letter")

Words = str | tuple[str, str]
"""Some words; of two, the first is bold."""

Pair = tuple[Words, Words]
"""The same in the clinic's language and in the patient's."""

Block = dict[str, Any]
"""A block for the template: its kind, its heading in both languages, and the rows below it."""


def promised(first: Library, other: Library) -> Iterator[Handout]:
    """All sheets in two languages, whether made yet or not: one for each page that the other language has."""
    if not (other.translation and other.translation.is_withheld):
        yield from (one.handout for one in TwoLanguages(first, other))


@dataclass(frozen=True)
class TwoLanguages:
    """The data of all sheets in two languages, made anew each time they are iterated over."""

    first: Library
    """The library in the clinic's language."""

    other: Library
    """The library in the patient's language."""

    def __iter__(self) -> Iterator[Manuscript]:
        for slug in self.other.exercises:
            yield from self._set(at.exercise(slug), partial(sheets.exercise_sheet, slug), _exercise)
        for routine in self.other.routines_by_length:
            yield from self._set(at.routine(routine.slug), partial(sheets.routine_sheet, routine.slug), _routine)
        yield from self._set(at.SAFETY, sheets.safety_sheet, _safety)

    def _set(
        self, page: str, make: Callable[[Library], Sheet], blocks: Callable[["_Pair"], Iterator[Block]]
    ) -> Iterator[Manuscript]:
        """The sheet of a page, on each paper."""
        write, tag = cache(lambda: self._job(make, blocks)), self.first.publication.language
        for paper in PAPERS:
            handout = Handout(page=page, address=at.handout_beside(page, tag, paper), paper=paper)
            yield Manuscript(handout, ("library", "language"), write)

    def _job(self, make: Callable[[Library], Sheet], blocks: Callable[["_Pair"], Iterator[Block]]) -> Job:
        both = self.first, self.other
        one, other = (sheets.as_read(make(library), library) for library in both)
        pair = _Pair(one, other)
        sides = [_side(told, library, self.other) for told, library in zip((one, other), both, strict=True)]
        sheet = {**other, "sides": sides, "blocks": [{"kind": "title", "rows": pair.title()}, *blocks(pair)]}
        return job_of(TEMPLATE, sheet, self.other)


def _side(told: Sheet, library: Library, other: Library) -> Sheet:
    """The foot of the sheet for the readers of one language, and the direction it is written in."""
    say, about, made_by = library.say, library.publication, other.translation.made_by if other.translation else None
    published = f"{say('published_by', publisher=about.publisher)} {say('version_of', day=about.edition)}"
    made = f"{wording.translated_line(made_by, say)} {wording.checked_line(made_by, say)}" if made_by else ""
    if made and library is not other:  # the clinic reads of which language that is
        made = f"{next(one.name for one in other.languages if one.path == other.path)}: {made}"
    return {
        "language": told["language"],
        "direction": say.direction,
        "read_first": told["say"]["read_page_2_first"],
        "lines": [for_typst(line, say) for line in (made, told["review"], published, told["disclaimer"]) if line],
        "address": told["address_in_words"],
    }


# ---------- what stands below each other


class _Pair:
    """Two sheets that say the same in two languages."""

    def __init__(self, one: Sheet, other: Sheet):
        self.one, self.other = one, other

    def both(self, field: str) -> tuple[Any, Any]:
        """A field, in both languages."""
        return self.one[field], self.other[field]

    def label(self, name: str) -> tuple[str, str]:
        """A label, in both languages."""
        return self.one["say"][name], self.other["say"][name]

    def rows(self, field: str) -> list[tuple[Any, Any]]:
        """The items of a list, in both languages."""
        return [*zip(self.one[field], self.other[field], strict=True)]

    def inside(self, field: str) -> "list[_Pair]":
        """The entries of a list, in both languages."""
        say, others = self.both("say")
        return [_Pair(one | {"say": say}, other | {"say": others}) for one, other in self.rows(field)]

    def title(self) -> list[Pair]:
        """The name, and the plain name if there is one."""
        names = self.both("name") if "name" in self.one else self.both("title")
        return _said(names, self.both("plain_name") if "plain_name" in self.one else ("", ""))


def _said(*pairs: Pair) -> list[Pair]:
    """The pairs that are not empty."""
    return [pair for pair in pairs if any(pair)]


def _block(kind: str, heading: Pair, rows: list[Pair], **more: Any) -> Iterator[Block]:
    if rows:
        yield {"kind": kind, "heading": heading, "rows": rows, **more}


NONE: Pair = ("", "")


BACK, FIRST, LAST = (True, True), (True, False), (False, True)
"""Whether something stands on the back of a sheet: in the usual order, and where the front has no room for that.

On the front stands all that one does, and when to stop; where that is too much, when to stop leads the back.
"""


def _exercise(pair: _Pair) -> Iterator[Block]:
    """What to do, when to stop, and what else to know."""
    yield from _pictures(pair)
    yield from _block("bullets", pair.both("ask"), pair.rows("ask_first"), back=FIRST)
    yield from _done(pair, pair.label("steps"), pair.label("how_many"))
    own = pair.rows("stop_if") + pair.rows("always_stop_if")
    yield from _block(
        "stop", pair.label("stop_if"), own, more=_said(pair.both("mild"), pair.both("emergency")), back=LAST
    )
    yield from _block("bullets", pair.label("common_mistakes"), pair.rows("mistakes"), back=BACK)
    yield from _block("words", pair.label("to_make_it_easier"), _said(pair.both("easier")), back=BACK)
    yield from _block("words", pair.label("to_make_it_harder"), _said(pair.both("harder")), back=BACK)


def _pictures(pair: _Pair, in_few_words: bool = False) -> Iterator[Block]:
    """The pictures with their captions; in few words, only the step that each shows."""
    shown = [(one, other) for one, other in pair.rows("figures") if not one["variation"]]
    captions = [(_caption(one, in_few_words), _caption(other, in_few_words)) for one, other in shown]
    yield from _block("pictures", NONE, captions, pictures=[other for _, other in shown])


def _caption(figure: Sheet, in_few_words: bool) -> Words:
    return figure["label"], "" if in_few_words else figure["caption"]


def _done(pair: _Pair, steps: Pair = NONE, how_many: Pair = NONE) -> Iterator[Block]:
    """The steps, and the dose, with a box beside each number."""
    start = _led(pair.label("start_word"), pair.both("starting_position"))
    breathing = [_led(pair.label("breathing_word"), pair.both("breathing"))] if any(pair.both("breathing")) else []
    yield from _block("steps", steps, pair.rows("steps"), before=[start], after=breathing)
    words = [field for field in ("counts_as_one", "sides", "build_up", "your_numbers") if field in pair.one]
    one, other = (" ".join(filter(None, (told[field] for field in words))) for told in (pair.one, pair.other))
    yield from _block("boxes", how_many, pair.rows("dose"), after=_said((one, other)))


def _led(heading: tuple[str, str], words: tuple[str, str]) -> Pair:
    """Words after a bold heading on the same line."""
    return (heading[0], words[0]), (heading[1], words[1])


def _routine(pair: _Pair) -> Iterator[Block]:
    yield from _block("words", NONE, _said(pair.both("in_short"), pair.both("how_often"), pair.both("length")))
    yield from _block("bullets", pair.both("ask"), pair.rows("ask_first"))
    more = _said(pair.both("mild"), pair.both("emergency"))
    yield from _block("stop", pair.label("stop_if"), pair.rows("always_stop_if"), more=more)
    yield from _block("bullets", pair.label("get_ready"), [*pair.rows("ready"), pair.both("your_numbers")])
    for number, one in enumerate(pair.inside("exercises"), 1):
        yield _group(_numbered(number, one))


def _numbered(number: int, one: _Pair) -> Iterator[Block]:
    """An exercise of a routine."""
    yield {"kind": "name", "number": number, "heading": NONE, "rows": [one.both("name")]}
    yield from _pictures(one, in_few_words=True)
    yield from _done(one)
    yield from _block("words", one.label("stop_also_if"), one.rows("stop_if"))


def _group(blocks: Iterable[Block]) -> Block:
    """Blocks that stay together on a page, if they fit on one."""
    return {"kind": "group", "blocks": [*blocks]}


def _safety(pair: _Pair) -> Iterator[Block]:
    yield from _block("words", NONE, _said(pair.both("in_short")))
    yield from _block("stop", pair.label("in_short"), pair.rows("signs"), before=[pair.both("call")])
    for level in pair.inside("help"):
        first, *others = level.inside("groups")
        call = _block("words", level.both("heading"), [*level.rows("call"), level.both("act")])
        yield _group([*call, *_signs(first)])
        yield from (_group(_signs(group)) for group in others)
    yield from _block("bullets", pair.both("ask"), pair.rows("ask_first"))
    yield from _block("bullets", pair.label("after_surgery"), pair.rows("surgery"))
    yield from _block("stop", pair.label("stop_if"), pair.rows("always_stop_if"), more=_said(pair.both("mild")))
    yield from _block("bullets", pair.label("how_much_pain"), [*pair.rows("pain"), *_said(pair.both("hurt"))])


def _signs(group: _Pair) -> Iterator[Block]:
    one, other = group.both("figure")
    if other:
        yield from _block("pictures", NONE, [(one["caption"], other["caption"])], pictures=[other])
    yield from _block("bullets", group.both("heading"), group.rows("signs"))
