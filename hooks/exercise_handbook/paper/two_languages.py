"""Sheets in two languages: the patient's beside the clinic's, line by line, and one column of empty boxes between them.

Each is made of what the two sheets in one language say. Exercises, routines and safety have one, on A4 and Letter.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from exercise_handbook.labels.say import Say
from exercise_handbook.library import addresses as at
from exercise_handbook.library import wording
from exercise_handbook.library.duration import routine_minutes
from exercise_handbook.library.instructions import instructions_of
from exercise_handbook.library.library import Library
from exercise_handbook.library.model.entry import Illustration
from exercise_handbook.library.model.files import Handout, Paper
from exercise_handbook.paper import sheets
from exercise_handbook.paper.handouts import Manuscript, job_on

TEMPLATE = "two_languages"
PAPERS: tuple[Paper, ...] = ("a4", "letter")

Words = str | tuple[str, str]
"""What is said; of two, the first stands in bold."""

Pair = tuple[Words, Words]
"""The same in the clinic's language, and in the patient's."""

Told = Mapping[str, Any]
"""A sheet in one language, as Typst reads it."""


def promised(first: Library, other: Library) -> Iterator[Handout]:
    """Every sheet in two languages, before any is made: of the pages that the other language has."""
    if other.translation and other.translation.is_withheld:
        return
    for page in (*other.coded_pages(), at.SAFETY):
        yield from (_handout(page, paper, first) for paper in PAPERS)


@dataclass(frozen=True)
class TwoLanguages:
    """Every sheet in two languages to be set: gone through anew each time, as not all are held at once."""

    first: Library
    """In the clinic's language."""

    other: Library
    """In the patient's."""

    def __iter__(self) -> Iterator[Manuscript]:
        first, other = self.first, self.other
        for slug, exercise in other.exercises.items():
            told = _both(
                sheets.exercise_sheet(first.exercises[slug], first), sheets.exercise_sheet(exercise, other), self
            )
            yield from self._set(at.exercise(slug), told, _exercise, exercise.figures)
        for routine in other.routines_by_length:
            told = _both(_routine_sheet(routine.slug, first), _routine_sheet(routine.slug, other), self)
            exercises = [other.exercises[part.exercise] for part in routine.exercises]
            figures = [figure for exercise in exercises for figure in exercise.figures]
            yield from self._set(at.routine(routine.slug), told, _routine, figures)
        told = _both(sheets.safety_sheet(first), sheets.safety_sheet(other), self)
        yield from self._set(at.SAFETY, told, _safety, [one for _, one in other.safety.illustrations])

    def _set(
        self, page: str, told: tuple[Told, Told], blocks: Any, figures: Iterable[Illustration]
    ) -> Iterator[Manuscript]:
        """The sheet of a page, on each paper."""
        pair = _Pair(*told)
        sides = [_side(one, library, self.other) for one, library in zip(told, (self.first, self.other), strict=True)]
        data = {**told[1], "sides": sides, "blocks": [{"kind": "title", "rows": pair.title()}, *blocks(pair)]}
        for paper in PAPERS:
            job = job_on(paper, TEMPLATE, page, json.dumps(data, ensure_ascii=False), figures, self.other)
            yield Manuscript(_handout(page, paper, self.first), ("library", "language"), job)


def _handout(page: str, paper: Paper, first: Library) -> Handout:
    return Handout(page=page, address=at.handout_beside(page, first.publication.language, paper), paper=paper)


def _routine_sheet(slug: str, library: Library) -> sheets.ListSheet:
    routine = library.routines[slug]
    return sheets.routine_sheet(routine, instructions_of(routine, library), routine_minutes(routine, library), library)


def _both(one: sheets.Sheet, other: sheets.Sheet, of: TwoLanguages) -> tuple[Told, Told]:
    return json.loads(sheets.as_json(one, of.first)), json.loads(sheets.as_json(other, of.other))


def _side(told: Told, library: Library, other: Library) -> dict[str, Any]:
    """What stands at the foot for the readers of one language, and how it is written."""
    say, made_by = library.say, other.translation.made_by if other.translation else None
    made = f"{wording.translated_line(made_by, say)} {wording.checked_line(made_by, say)}" if made_by else ""
    if made and library is not other:  # the clinic reads of which language that is
        made = f"{next(one.name for one in other.languages if one.path == other.path)}: {made}"
    lines = [made, told["review"], _published(told, say), told["disclaimer"]]
    return {
        "language": told["language"],
        "direction": say.direction,
        "read_first": told["say"]["read_page_2_first"],
        "lines": [line for line in lines if line],
        "address": told["address_in_words"],
    }


def _published(told: Told, say: Say) -> str:
    publisher, day = told["publisher"], told["edition_in_words"]
    return f"{say('published_by', publisher=publisher)} {told['say']['version_of'].replace('{day}', day)}"


# ---------- what stands below each other


class _Pair:
    """Two sheets that say the same in two languages."""

    def __init__(self, one: Told, other: Told):
        self.one, self.other = one, other

    def both(self, field: str) -> Pair:
        """A field of both."""
        return self.one[field], self.other[field]

    def label(self, name: str) -> Pair:
        """A label in both."""
        return self.one["say"][name], self.other["say"][name]

    def rows(self, field: str) -> list[tuple[Any, Any]]:
        """The lines of a list in both."""
        return [*zip(self.one[field], self.other[field], strict=True)]

    def inside(self, field: str) -> "list[_Pair]":
        """The entries of a list in both."""
        labels = ({"say": told["say"]} for told in (self.one, self.other))
        own, others = (
            [{**entry, **label} for entry in told[field]]
            for told, label in zip((self.one, self.other), labels, strict=True)
        )
        return [_Pair(*both) for both in zip(own, others, strict=True)]

    def title(self) -> list[Pair]:
        """The name, and in everyday words."""
        names = self.both("name") if "name" in self.one else self.both("title")
        return _said(names, self.both("plain_name") if "plain_name" in self.one else ("", ""))


def _said(*pairs: Pair) -> list[Pair]:
    """Those that say something."""
    return [pair for pair in pairs if any(pair)]


def _block(kind: str, heading: Pair, rows: list[Pair], **more: Any) -> Iterator[dict[str, Any]]:
    if rows:
        yield {"kind": kind, "heading": heading, "rows": rows, **more}


NONE: Pair = ("", "")


BACK, FIRST, LAST = (True, True), (True, False), (False, True)
"""Whether something stands on the back of a sheet: in the usual order, and where the front has no room for that.

On the front stands all that one does, and when to stop; where that is too much, when to stop leads the back.
"""


def _exercise(pair: _Pair) -> Iterator[dict[str, Any]]:
    """What one does, when to stop, and what else to know."""
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


def _pictures(pair: _Pair, in_few_words: bool = False) -> Iterator[dict[str, Any]]:
    """Start and end, each with what it shows; in few words only which steps."""
    shown = [(one, its) for one, its in pair.rows("figures") if not one["variation"]]
    captions = [(_caption(one, in_few_words), _caption(its, in_few_words)) for one, its in shown]
    pictures = [{"file": its["file"], "alt": its["alt"]} for _, its in shown]
    yield from _block("pictures", NONE, captions, pictures=pictures)


def _caption(figure: Told, in_few_words: bool) -> Words:
    return figure["label"], "" if in_few_words else figure["caption"]


def _done(pair: _Pair, steps: Pair = NONE, how_many: Pair = NONE) -> Iterator[dict[str, Any]]:
    """What is done, and how much: a box beside each number."""
    start = _led(pair.label("start_word"), pair.both("starting_position"))
    breathing = [_led(pair.label("breathing_word"), pair.both("breathing"))] if any(pair.both("breathing")) else []
    yield from _block("steps", steps, pair.rows("steps"), before=[start], after=breathing)
    words = [field for field in ("counts_as_one", "sides", "build_up", "your_numbers") if field in pair.one]
    one, its = (" ".join(filter(None, (told[field] for field in words))) for told in (pair.one, pair.other))
    yield from _block("boxes", how_many, pair.rows("dose"), after=_said((one, its)))


def _led(heading: Pair, words: Pair) -> Pair:
    """Words behind others in bold."""
    return (str(heading[0]), str(words[0])), (str(heading[1]), str(words[1]))


def _routine(pair: _Pair) -> Iterator[dict[str, Any]]:
    yield from _block("words", NONE, _said(pair.both("in_short"), pair.both("how_often"), pair.both("length")))
    yield from _block("bullets", pair.both("ask"), pair.rows("ask_first"))
    more = _said(pair.both("mild"), pair.both("emergency"))
    yield from _block("stop", pair.label("stop_if"), pair.rows("always_stop_if"), more=more)
    yield from _block("bullets", pair.label("get_ready"), [*pair.rows("ready"), pair.both("your_numbers")])
    for number, one in enumerate(pair.inside("exercises"), 1):
        yield _group(_numbered(number, one))


def _numbered(number: int, one: _Pair) -> Iterator[dict[str, Any]]:
    """An exercise of a routine."""
    yield {"kind": "name", "number": number, "heading": NONE, "rows": [one.both("name")]}
    yield from _pictures(one, in_few_words=True)
    yield from _done(one)
    yield from _block("words", one.label("stop_also_if"), one.rows("stop_if"))


def _group(blocks: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """What stays together on a page, where it is no taller than that."""
    return {"kind": "group", "blocks": [*blocks]}


def _safety(pair: _Pair) -> Iterator[dict[str, Any]]:
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


def _signs(group: _Pair) -> Iterator[dict[str, Any]]:
    yield from _pictured(group)
    yield from _block("bullets", group.both("heading"), group.rows("signs"))


def _pictured(group: _Pair) -> Iterator[dict[str, Any]]:
    one, its = group.both("figure")
    if isinstance(its, Mapping) and isinstance(one, Mapping):
        shown = [{"file": its["file"], "alt": its["alt"]}]
        yield from _block("pictures", NONE, [(one["caption"], its["caption"])], pictures=shown)
