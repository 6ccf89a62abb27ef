"""The labels: what each says, in which forms, and with which slots.

The English in labels.yaml is the source. A translation, or a library's own words, must have the same slots and the
plural forms of its language: `misfits` lists what does not fit.
"""

import string
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

import yaml
from babel import Locale

FILE = Path(__file__).parent / "labels.yaml"
SAY = "say"
"""The name of the only form of a label that is not a plural."""

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""What CLDR calls the forms that a number picks."""

SAMPLE = (*range(1000), 1000, 10_000, 100_000)
"""Enough whole numbers to meet every plural form of every language."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Label:
    """A sentence or word of the program: one form, or one for each plural category."""

    forms: Mapping[str, str]
    note: str = ""
    """A note for translators."""

    is_copied: bool = False
    """Whether it holds numbers that are the same in every language, and so is copied, not translated."""

    @cached_property
    def is_plural(self) -> bool:
        """Whether a number, the slot {n}, picks the form."""
        return SAY not in self.forms

    @cached_property
    def shown(self) -> frozenset[str]:
        """Every name in braces."""
        return frozenset(name for form in self.forms.values() for name in slots_of(form))

    @cached_property
    def slots(self) -> frozenset[str]:
        """All slots that must be filled: those shown and, for a plural, n, which picks the form even if not shown."""
        return self.shown | {"n"} if self.is_plural else self.shown

    def misuse(self, given: Collection[str]) -> str:
        """What is wrong with filling these slots of the label; "" if nothing is."""
        missing, strange = sorted(self.slots - set(given)), sorted(set(given) - self.slots)
        told = [f"{{{name}}} is not filled" for name in missing]
        return "; ".join(told + [f"it has no slot {{{name}}}" for name in strange])


State = Literal["missing", "behind", "unknown", "wrong"]


class Complaint(NamedTuple):
    """Why a translation cannot be used: the line in the PO file (0 if it has none), the label, and the reason."""

    line: int
    slug: str
    why: str
    state: State = "wrong"


def slots_of(words: str) -> frozenset[str]:
    """The names in braces. Raises ValueError for a single brace, and for anything but a name in braces."""
    found = [slot for _, *slot in string.Formatter().parse(words) if slot[0] is not None]
    if any(not str(name).isidentifier() or form or turned for name, form, turned in found):
        raise ValueError("a slot is a name in braces, such as {name}")
    return frozenset(str(name) for name, _, _ in found)


def english() -> Mapping[str, Label]:
    """The English labels by their slugs. Read again when the file has changed, so that a preview shows it."""
    return _english(written_at())


def written_at() -> int:
    """When the file of English labels was last changed, in nanoseconds."""
    return FILE.stat().st_mtime_ns


@lru_cache(maxsize=1)
def _english(at: int) -> Mapping[str, Label]:
    written = yaml.load(FILE.read_text(encoding="utf-8"), _LOADER)
    return {slug: _label(value) for slug, value in written.items()}


def _label(value: str | Mapping[str, str]) -> Label:
    fields = {SAY: value} if isinstance(value, str) else dict(value)
    return Label({name: words for name, words in fields.items() if name != "note"}, fields.get("note", ""))


def nearest(slug: str, labels: Collection[str]) -> str:
    """“; did you mean …?” with the most similar slug; "" if none is similar."""
    near = get_close_matches(slug, labels, n=1)
    return f"; did you mean {near[0]}?" if near else ""


def misfits(label: Label, source: Label, locale: Locale) -> Iterator[tuple[str, str]]:
    """Each form that cannot be used in place of the source's, and why; "" is the label as a whole."""
    wanted = tuple(categories(locale)) if source.is_plural else (SAY,)
    if set(label.forms) != set(wanted):
        yield "", _forms_wanted(wanted)
        return
    for form, words in label.forms.items():
        may_be_left_out = {"n"} if form in CATEGORIES and categories(locale)[form] == 1 else set()
        yield from ((form, why) for why in _slots_wrong(words, source, may_be_left_out))


def _forms_wanted(wanted: Collection[str]) -> str:
    if SAY in wanted:
        return "write its words alone, as it counts nothing"
    return f"write {{{', '.join(f'{name}: …' for name in wanted)}}}, as a number picks its form"


def _slots_wrong(words: str, source: Label, may_be_left_out: Collection[str]) -> Iterator[str]:
    if not source.slots and "{" not in words and "}" not in words:  # by far the most
        return
    try:
        written = slots_of(words)
    except ValueError:
        yield "write a slot as a name in braces, such as {name}, and no other braces"
        return
    yield from (f"{{{name}}} is missing" for name in sorted(source.shown - written - set(may_be_left_out)))
    known = ", ".join(f"{{{name}}}" for name in sorted(source.slots)) or "none"
    yield from (f"{{{name}}} is no slot of it; it has {known}" for name in sorted(written - source.slots))


@cache
def categories(locale: Locale) -> Mapping[str, int]:
    """The plural categories that whole numbers reach in a language, and how many of the sample reach each."""
    reached = [locale.plural_form(number) for number in SAMPLE]
    return {name: reached.count(name) for name in CATEGORIES if name in reached}
