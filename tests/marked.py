"""Marks around what may be said, so that what stands outside of them was written into the code."""

import re
import shutil
from collections.abc import Mapping
from datetime import date

import pytest
from babel import Locale

from exercise_handbook.commands import translating
from exercise_handbook.intake.load import load_library
from exercise_handbook.labels import translations
from exercise_handbook.labels.catalogue import SAY, Label, categories, english, misfits
from exercise_handbook.labels.made_by import MadeBy
from exercise_handbook.labels.say import Say
from exercise_handbook.library.model.entry import Entry
from exercise_handbook.library.model.values import says_something
from support import SAMPLE, SAMPLE_DOCS

OF_EVERY_LANGUAGE = {"HTML", "Markdown", "Python", "JavaScript", "curl", "PDF", "JSON", "CSV", "QR"}
"""Names of things that are written so in any language."""

HEAD = "X-Translated-By: "
"""What a PO file says of who made it, before anybody did."""

ADDRESS = re.compile(r"(?:https?://|mailto:|sms:|tel:)\S*|[\w.-]+\.example\S*|/[\w/.-]+(?:\?\w+)?")


class Marked(Say):
    """Labels, days and lists in marks."""

    def __init__(self, language):
        forms = categories(Locale.parse(language, sep="-"))
        marks = {
            slug: Label({form: f"«{label.forms.get(form) or label.forms['other']}»" for form in forms}, label.note)
            if label.is_plural
            else Label({SAY: f"«{label.forms[SAY]}»"}, label.note)
            for slug, label in english().items()
        }
        super().__init__(marks, language, MadeBy("machine"))

    def _day(self, when: date) -> str:
        return f"«{super()._day(when)}»"

    def from_monday(self, width="abbreviated"):
        return tuple(f"«{day}»" for day in super().from_monday(width))

    def days_of_months(self):
        return tuple(f"«{day}»" for day in super().days_of_months())

    def listed(self, items, style="and"):
        joined = super().listed(items, style)
        return type(joined)("«") + joined + "»" if joined else joined


def are_words(annotation, metadata):
    """Whether a field holds words for readers: text that must say something."""
    functions = {getattr(one, "func", None) for one in (*metadata, *getattr(annotation, "__metadata__", ()))}
    inside = getattr(annotation, "__args__", ())
    return says_something in functions or any(are_words(one, ()) for one in inside)


def marked(value, words=False):
    """A value of the data with every word for readers in marks."""
    if isinstance(value, Entry):
        fields = type(value).model_fields
        told = {
            name: marked(getattr(value, name), are_words(one.annotation, one.metadata)) for name, one in fields.items()
        }
        copy = value.model_copy(update=told)
        for remembered in set(vars(copy)) - set(fields):
            del vars(copy)[remembered]
        return copy
    if isinstance(value, tuple) and type(value) is tuple:
        return tuple(marked(one, words) for one in value)
    if isinstance(value, Mapping):
        return {name: marked(one, words) for name, one in value.items()}
    return f"«{value}»" if words and isinstance(value, str) else value


def outside(text):
    """The words of a text that stand in no marks, web addresses apart."""
    depth, left = 0, []
    for sign in text:
        depth += {"«": 1, "»": -1}.get(sign, 0)
        left.append(sign if depth == 0 else " ")
        assert depth >= 0, f"a mark too many in {text!r}"
    assert depth == 0, f"a mark too few in {text!r}"
    words = re.findall(r"[^\W\d_]{2,}", ADDRESS.sub(" ", "".join(left)))
    return sorted(set(words) - OF_EVERY_LANGUAGE)


def filled_in(text, words=lambda one: f"«{one}»"):
    """The text of a PO file, each message that nobody translated yet said by these words: the English in marks."""

    def said(message):
        names = message["english"].split("; ") if "also_called" in message["field"] else [message["english"]]
        return message["before"] + "; ".join(map(words, names)) + '"'

    empty = re.compile(r'(?P<before>msgctxt "(?P<field>.*)"\nmsgid "(?P<english>.*)"\nmsgstr ")"')
    return empty.sub(said, text)


def read_and_filled_up(file, source, locale):
    """The labels of a language, of one not translated yet its slots: a new label waits for its translators."""
    said = translations.translated(file.read_text(encoding="utf-8"), source, locale)[0]
    fit = {slug: one for slug, one in said.items() if not [*misfits(one, source[slug], locale)]}
    empty = {slug: empty_label(one, locale) for slug, one in source.items() if slug not in fit}
    return fit | empty


def empty_label(label, locale):
    slots = "… " + " ".join(f"{{{slot}}}" for slot in sorted(label.slots))
    return Label(dict.fromkeys(categories(locale) if label.is_plural else (SAY,), slots))


def translated(folder, tag, by="machine", docs=SAMPLE_DOCS):
    """Put a library into a made-up language: every word of it in marks."""
    assert translating.translate(folder, docs, tag) in (0, 1)
    file = folder / f"languages/{tag}.po"
    file.write_text(filled_in(file.read_text(encoding="utf-8")).replace(HEAD, HEAD + by, 1), encoding="utf-8")
    return file


def in_made_up_languages(folder):
    """A copy of the sample in a made-up language from right to left and in one from left to right, in this folder."""
    copied(SAMPLE, folder)
    for tag in ("ar", "es"):
        translated(folder, tag)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("exercise_handbook.labels.translations.read", read_and_filled_up)
        return load_library(folder, SAMPLE_DOCS)


def copied(home, target, more="drafts: yes\n"):
    shutil.copytree(home, target)
    with (target / "library.yaml").open("a", encoding="utf-8") as file:
        file.write(more)
    return target
