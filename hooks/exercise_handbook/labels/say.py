"""Says labels in one language, with numbers, days and names in them."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Literal, Protocol, runtime_checkable
from unicodedata import bidirectional

from babel import Locale
from babel.dates import format_date, format_skeleton, get_day_names
from babel.lists import format_list
from babel.numbers import format_decimal
from markupsafe import escape

from exercise_handbook.labels.catalogue import FILE, SAY, Label, english, nearest, written_at
from exercise_handbook.labels.made_by import MadeBy, made_by

YEAR = "year"
"""The slot for a year, which is written without a thousands separator: 2026, not 2,026."""

ZEROS = {"arab": "\u0660", "arabext": "\u06f0", "beng": "\u09e6", "deva": "\u0966", "guru": "\u0a66"}
"""The digit zero of each numbering system, by its CLDR name: Babel writes Latin digits only."""

NUMBER = re.compile(r"(?<![A-Za-z])[0-9]+(?![A-Za-z])")
"""A number in the words of a label, but not one in a name such as A4."""

ISOLATE, END_OF_ISOLATE = "\u2068", "\u2069"

Style = Literal["and", "or", "names", "signs"]
"""How a list is written."""

Width = Literal["wide", "abbreviated", "short", "narrow"]
"""The length of a day's name: Monday, Mon, Mo, M."""

SHORT = 3
"""The most letters of a day's name that fit a narrow column."""

OwnWords = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""A library's own words: each slug, with each form and its words."""


@runtime_checkable
class Span(Protocol):
    """A range of numbers, both ends included. The last one picks the plural form."""

    @property
    def first(self) -> int:
        """Its smallest number."""

    @property
    def last(self) -> int:
        """Its largest number."""


class Say:
    """The labels of one language: say("seconds", n=5) is “5 seconds”.

    A slot takes words, a number, a Span or a day, and writes it as the language does. If a slot takes markup, the
    result is markup, and everything else in it is escaped.
    """

    def __init__(self, labels: Mapping[str, Label], language: str, made_by: MadeBy | None = None):
        self.language = language
        self.locale = Locale.parse(language, sep="-")
        zero = ord(ZEROS.get(self.locale.default_numbering_system, "0"))
        self._digits = {ord("0") + digit: zero + digit for digit in range(10)}
        self.labels = labels if zero == ord("0") else {slug: self._in_digits(label) for slug, label in labels.items()}
        self.made_by = made_by
        """Who translated and who checked the labels; None for English."""

        self.number = lru_cache(self._number)
        self.day = lru_cache(self._day)
        # By type, too: words and markup that are equal are not the same.
        self._once = lru_cache(maxsize=4096, typed=True)(self._said)

    def _in_digits(self, label: Label) -> Label:
        """A label with the numbers in its words in the language's digits; A4 stays."""
        forms = {
            name: NUMBER.sub(lambda found: found[0].translate(self._digits), form) for name, form in label.forms.items()
        }
        return Label(forms, label.note)

    @cached_property
    def digits(self) -> str:
        """The language's digits, from zero to nine."""
        return "0123456789".translate(self._digits)

    @cached_property
    def direction(self) -> str:
        """Whether the language is written from left to right or from right to left: “ltr” or “rtl”."""
        return self.locale.text_direction

    @property
    def for_browsers(self) -> str:
        """The language tag with which scripts write numbers and days in the digits and calendar of our pages."""
        digits = self.locale.default_numbering_system
        return self.language if digits == "latn" else f"{self.language}-u-ca-gregory-nu-{digits}"

    @property
    def is_unchecked(self) -> bool:
        """Whether a machine translated the labels, and no speaker of the language has checked them."""
        return self.made_by is not None and self.made_by.is_draft

    def __call__(self, slug: str, /, **slots: object) -> str:
        """A label with its slots filled. Raises KeyError for an unknown label, TypeError for wrong or missing slots."""
        return self._once(slug, **slots)

    def _said(self, slug: str, /, **slots: object) -> str:
        label = self.labels[slug]
        if slots.keys() != label.slots:
            raise TypeError(f"{slug}: {label.misuse(slots)}")
        words = self._words_for(label, slots["n"]) if label.is_plural else label.forms[SAY]
        filled = {name: self._written(name, value) for name, value in slots.items()}
        is_markup = any(hasattr(value, "__html__") for value in filled.values())
        return (escape(words) if is_markup else words).format(**filled)

    def misuse(self, slug: str, slots: frozenset[str]) -> str:
        """What is wrong with filling these slots of a label; "" if nothing is."""
        if slug not in self.labels:
            return f"there is no such label{nearest(slug, self.labels)}"
        return self.labels[slug].misuse(slots)

    def listed(self, items: Iterable[object], style: Style = "and") -> str:
        """Several things as a list in the language. Keeps markup.

        “and” and “or” put that word before the last item, “names” has commas only, “signs” semicolons.
        """
        parts = [self._written("item", item) for item in items]
        is_markup = any(hasattr(part, "__html__") for part in parts)
        if style in ("names", "signs"):
            return self._between(style, is_markup).join(parts)
        marks = [f"\ue000{number}\ue001" for number in range(len(parts))]
        cldr: Literal["or", "standard"] = "or" if style == "or" else "standard"
        joined = format_list(marks, style=cldr, locale=self.locale) if parts else ""
        if is_markup:
            joined = escape(joined)
        for mark, part in zip(marks, parts, strict=True):
            joined = joined.replace(mark, part)
        return joined

    def _between(self, style: Style, is_markup: bool) -> str:
        """The separator of a list without “and” or “or”, which CLDR does not have."""
        names = style == "names"
        mark = self("list_of_names", one="", other="") if names else self("list_of_signs", one="", other="")
        return escape(mark) if is_markup else mark

    def week(self, width: Width = "abbreviated") -> tuple[str, ...]:
        """The names of the days, beginning with the first day of a week in the language: Mon, Tue; Mo, Tu."""
        names, first = self.from_monday(width), self.locale.first_week_day
        return names[first:] + names[:first]

    @property
    def days_in_short(self) -> tuple[str, ...]:
        """The days of a week for the heads of narrow columns: Mo, Tu; letters if the short names are too long."""
        names = tuple(name.rstrip(".") for name in self.week("short"))
        return names if max(map(len, names)) <= SHORT else self.week("narrow")

    def from_monday(self, width: Width = "abbreviated") -> tuple[str, ...]:
        """The names of the days, from Monday on."""
        names = get_day_names(width, context="stand-alone", locale=self.locale)
        return tuple(str(names[number]) for number in range(7))

    def days_of_months(self) -> tuple[str, ...]:
        """A date in each month, with # for the day: # Jan. For scripts, as browsers do not know all languages."""
        elevenths = (format_skeleton("MMMd", date(2026, month, 11), locale=self.locale) for month in range(1, 13))
        return tuple(written.translate(self._digits).replace(self.number(11), "#") for written in elevenths)

    def for_scripts(self, slug: str) -> str:
        """All forms of a label as JSON, with # for the number that a script fills in. Safe in a script element."""
        forms = {name: form.replace("{n}", "#") for name, form in self.labels[slug].forms.items()}
        return json.dumps(forms).replace("<", "\\u003c")

    @cached_property
    def digest(self) -> str:
        """A hash of the language and all labels."""
        said = {slug: dict(label.forms) for slug, label in self.labels.items()}
        return sha256(json.dumps([self.language, said], sort_keys=True).encode()).hexdigest()

    def _words_for(self, label: Label, number: object) -> str:
        """The form for a number. A range must be shown, and “twice” cannot show 1 to 2: it takes a form with {n}."""
        words = label.forms[self._form(number)]
        is_range = not isinstance(number, int) and isinstance(number, Span) and number.first != number.last
        return label.forms["other"] if is_range and "{n}" not in words else words

    def _form(self, number: object) -> str:
        count = number.last if not isinstance(number, int) and isinstance(number, Span) else number
        if not isinstance(count, int):
            raise TypeError(f"{{n}}: {number!r} is no number")
        return self.locale.plural_form(count)

    def _written(self, slot: str, value: object) -> str:
        if isinstance(value, str):
            return self.isolated(value)
        if isinstance(value, int):
            return str(value).translate(self._digits) if slot == YEAR else self.number(value)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, Span):
            return self._span(value)
        raise TypeError(f"{{{slot}}}: {value!r} is neither words nor a number nor a day")

    def isolated(self, words: str) -> str:
        """Words that run against the direction of the language, such as a web address in Arabic, inside isolates."""
        if words.isascii() and self.direction == "ltr":  # by far the most
            return words
        strong = next((kind for sign in words if (kind := bidirectional(sign)) in ("L", "R", "AL")), None)
        if hasattr(words, "__html__") or strong is None or (strong == "L") == (self.direction == "ltr"):
            return words
        return f"{ISOLATE}{words}{END_OF_ISOLATE}"

    def _span(self, span: Span) -> str:
        if span.first == span.last:
            return self.number(span.first)
        return self("range", first=span.first, last=span.last)

    def _number(self, value: int) -> str:
        """A number with the marks between its thousands: 1,000."""
        return format_decimal(value, locale=self.locale, numbering_system="default").translate(self._digits)

    def _day(self, when: date) -> str:
        """A day in words: 23 November 2026."""
        return format_date(when, "long", locale=self.locale).translate(self._digits)


def say_in(language: str, own: OwnWords = ()) -> Say:
    """The labels of a language such as en-GB, with a library's own words. Raises Behind for an outdated PO file."""
    return _say_in(language, own, written_at())


@lru_cache(maxsize=8)
def _say_in(language: str, own: OwnWords, at: int) -> Say:
    ours = {slug: Label(dict(forms)) for slug, forms in own}
    who = None if is_english(language) else made_by(po_file(language))
    return Say({**labels_in(language), **ours}, language, who)


def labels_in(language: str, home: Path = FILE.parent) -> Mapping[str, Label]:
    """The labels of a language: the English ones, or those of its PO file."""
    if is_english(language):
        return english()
    from exercise_handbook.labels.translations import read  # what reads PO files takes as long to load as some pages

    file = po_file(language, home)
    return read(file, english(), Locale(file.stem))


def po_file(language: str, home: Path = FILE.parent) -> Path:
    """The PO file of a language, beside the English labels: pl.po for pl and pl-PL."""
    return home / f"{language.partition('-')[0]}.po"


def is_english(language: str) -> bool:
    """Whether a language is English, of any country."""
    return language.partition("-")[0] == "en"
