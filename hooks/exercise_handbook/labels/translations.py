"""The labels in another language: a PO file, which every translation tool can open.

The context of a message is the slug of its label, and the message itself is the English that it was translated from:
so it shows when the English has changed since.
"""

import gettext
import re
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po
from babel.plural import PluralRule, to_gettext

from exercise_handbook.labels.catalogue import (
    CATEGORIES,
    SAMPLE,
    SAY,
    Complaint,
    Label,
    State,
    categories,
    misfits,
    nearest,
)
from exercise_handbook.labels.made_by import HEADS, OWN_HEADER

IDS = ("msgid", "msgid_plural")
NUMBER = re.compile(r"\[\d+\]")
LABELS = "labels of the exercise handbook"


def translated(text: str, source: Mapping[str, Label], locale: Locale) -> tuple[dict[str, Label], list[Complaint]]:
    """The labels in a PO file, and everything that keeps it from being used."""
    if wrong := _header_wrong(text.partition("\n\n")[0], locale):
        return {}, [Complaint(1, "", wrong)]
    try:
        catalog = read_po(StringIO(text), locale=locale, abort_invalid=True)
    except PoFileError as error:
        return {}, [Complaint(1, "", f"not readable as a PO file: {error}")]
    messages = {str(message.context): message for message in catalog if message.id}
    labels = {slug: _label(messages[slug], source[slug], locale) for slug in messages.keys() & source.keys()}
    complaints = [
        Complaint(int(messages[slug].lineno or 0) if slug in messages else 0, slug, why, state)
        for slug in [*source, *messages]
        for state, why in _wrong(slug, messages, labels, source, locale)
    ]
    return {slug: labels[slug] for slug in source if slug in labels}, sorted(set(complaints))


def up_to_date(text: str, source: Mapping[str, Label], locale: Locale, what: str = LABELS) -> str:
    """A PO file with a message for each label: new ones empty, outdated ones marked fuzzy beside their old English.

    An item of a list keeps its translation when it moves in the list. `what` is the title in the head of the file. In
    that of a library, translations that are no longer needed are kept as obsolete, where translation tools find them.
    """
    catalog = read_po(StringIO(text), locale=locale) if text else Catalog(locale=locale)
    comment = catalog.header_comment if text else f"# {locale.english_name} {what}."
    before, spare = _before(source, catalog)
    lines = [comment, *_head(text, locale)]
    for slug, label in source.items():
        lines += _entry(slug, label, before.get(slug), locale)
    for one in spare if what != LABELS else ():
        lines += _put_away(one)
    return "\n".join(lines)


def _before(source: Mapping[str, Label], catalog: Catalog) -> tuple[dict[str, Message], list[Message]]:
    """The old translation of each label (items of a list are matched by their English), and those left over."""
    said = {str(message.context): message for message in catalog if message.id}
    all_said = [*said.values(), *catalog.obsolete.values()]
    alike = {(_list_of(str(one.context)), _english_of(one)): one for one in all_said if one.string}
    found: dict[str, Message] = {}
    for slug, label in source.items():
        here = said.get(slug)
        same = here and _english_of(here) == _english(label)
        if one := here if same else alike.get((_list_of(slug), _english(label))):
            found[slug] = one
    taken = {id(one) for one in found.values()}
    found = {slug: one for slug, one in said.items() if slug in source and id(one) not in taken} | found
    used = {id(one) for one in found.values()}
    return found, [one for one in all_said if one.string and id(one) not in used]


def _put_away(message: Message) -> Iterator[str]:
    """An obsolete message."""
    yield f"#~ msgctxt {_quoted(str(message.context))}"
    yield f"#~ msgid {_quoted(_english_of(message)[0])}"
    yield f"#~ msgstr {_quoted(message.string if isinstance(message.string, str) else '')}"
    yield ""


def _list_of(slug: str) -> str:
    """The list that an item belongs to: exercises.hip-lift.steps for exercises.hip-lift.steps[2]."""
    return NUMBER.sub("", slug)


def plural_forms(locale: Locale) -> str:
    """The Plural-Forms header of a PO file, worked out from CLDR.

    Babel's own table has five forms for Welsh, where CLDR has six, and swaps the last two of Arabic.
    """
    *asked, _last = names = tuple(categories(locale))
    rules = locale.plural_form.rules
    steps = [f"{_condition(name, rules[name])} ? {number}" for number, name in enumerate(asked)]
    return f"nplurals={len(names)}; plural=({' : '.join([*steps, str(len(asked))])});"


def _condition(name: str, rule: str) -> str:
    found = re.search(r"plural=\((.*) \? 0 : 1\);", to_gettext(PluralRule({name: rule})))
    assert found
    return found[1]


def _header_wrong(head: str, locale: Locale) -> str:
    """What is wrong with the Plural-Forms header, which translation tools rely on; "" if nothing is."""
    said = re.search(r"Plural-Forms: nplurals=(\d+); plural=(.*);", head)
    names = tuple(categories(locale))
    if said and int(said[1]) == len(names) and _picks(said[2], names) == [locale.plural_form(one) for one in SAMPLE]:
        return ""
    return f"its plural forms are not those of {locale.english_name}; write Plural-Forms: {plural_forms(locale)}"


def _picks(rule: str, names: tuple[str, ...]) -> list[str]:
    """The form that a plural rule picks for each number of SAMPLE; none if the rule cannot be read."""
    try:
        pick = gettext.c2py(rule)
        return [names[pick(number)] for number in SAMPLE]
    except (ValueError, IndexError):
        return []


def _label(message: Message, source: Label, locale: Locale) -> Label:
    words = message.string if isinstance(message.string, tuple) else (message.string,)
    names = tuple(categories(locale)) if source.is_plural else (SAY,)
    return Label(dict(zip(names, map(str, words), strict=False)), source.note)


def _wrong(
    slug: str, messages: Mapping[str, Message], labels: Mapping[str, Label], source: Mapping[str, Label], locale: Locale
) -> Iterator[tuple[State, str]]:
    """What is wrong with one message."""
    if slug not in source:
        yield "unknown", f"there is no such label{nearest(slug, source)}"
    elif slug not in messages or not all(labels[slug].forms.values()):
        yield "missing", f"no {locale.english_name} yet for “{_english(source[slug])[-1]}”"
    elif messages[slug].fuzzy or _english_of(messages[slug]) != _english(source[slug]):
        yield "behind", f"made from other English; now it is “{_english(source[slug])[-1]}”"
    elif not source[slug].is_copied:
        yield from (("wrong", why) for why in _misfitting(labels[slug], source[slug], locale))


def _misfitting(label: Label, source: Label, locale: Locale) -> Iterator[str]:
    """What does not fit in a translation of the current English."""
    for form, why in misfits(label, source, locale):
        yield f"{form}: {why}" if form in CATEGORIES else why
    if _is_untranslated(label, source):
        yield "still the English words"


def _english(label: Label) -> tuple[str, ...]:
    """The English of a label: its words, or those for one and for several."""
    return (label.forms["one"], label.forms["other"]) if label.is_plural else (label.forms[SAY],)


def _english_of(message: Message) -> tuple[str, ...]:
    return tuple(map(str, message.id)) if isinstance(message.id, tuple | list) else (str(message.id),)


def _is_untranslated(label: Label, source: Label) -> bool:
    """Whether the words are still English. Single words and names may be the same in two languages."""
    if not set(label.forms.values()) <= set(source.forms.values()):
        return False
    small = re.findall(r"\b[a-z]{2,}\b", re.sub(r"\{\w+\}", " ", _english(source)[-1]))
    return len(small) > 1


def _head(text: str, locale: Locale) -> Iterator[str]:
    """The header of a PO file, including the X- fields of who translated it, which Babel would drop."""
    yield from ('msgid ""', 'msgstr ""')
    own = dict(OWN_HEADER.findall(text))
    said = {"Project-Id-Version": "Exercise handbook", "Language": str(locale), "MIME-Version": "1.0"}
    said |= {"Content-Type": "text/plain; charset=utf-8", "Content-Transfer-Encoding": "8bit"}
    said |= {"Plural-Forms": plural_forms(locale)} | {name: own.get(name, "") for name in (*HEADS, *own)}
    yield from (_quoted(f"{name}: {value}\n") for name, value in said.items())
    yield ""


def _entry(slug: str, label: Label, before: Message | None, locale: Locale) -> Iterator[str]:
    """One message, in the form that translation tools write."""
    english = _english(label)
    yield from _remarks(label, before, english)
    yield f"msgctxt {_quoted(slug)}"
    yield from (f"{name} {_quoted(words)}" for name, words in zip(IDS, english, strict=False))
    yield from _strings(label, before, locale)
    yield ""


def _remarks(label: Label, before: Message | None, english: tuple[str, ...]) -> Iterator[str]:
    """The comments of a message: the translator's, ours and, if it is outdated, the English that it was made from."""
    kept = before.user_comments if before else []
    yield from (f"# {one}" for one in kept if not one.startswith("|"))
    if label.note:
        yield f"#. {label.note}"
    old = _english_of(before) if before else english
    if before and (before.fuzzy or old != english):
        yield "#, fuzzy"
        made_from = [f"#{one}" for one in kept if one.startswith("|")]
        yield from made_from or (f"#| {name} {_quoted(words)}" for name, words in zip(IDS, old, strict=False))


def _strings(label: Label, before: Message | None, locale: Locale) -> Iterator[str]:
    said = label.forms[SAY] if label.is_copied else before.string if before else ""
    if not label.is_plural:
        yield f"msgstr {_quoted(said if isinstance(said, str) else '')}"
        return
    forms = tuple(said) if isinstance(said, tuple) else ()
    for number in range(len(categories(locale))):
        yield f"msgstr[{number}] {_quoted(forms[number] if number < len(forms) else '')}"


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def read(file: Path, source: Mapping[str, Label], locale: Locale) -> dict[str, Label]:
    """The labels in a PO file. Raises Behind with everything that keeps it from being used."""
    labels, complaints = translated(file.read_text(encoding="utf-8"), source, locale)
    if complaints:
        raise Behind(file, complaints)
    return labels


class Behind(Exception):
    """A PO file that cannot be used, with a line for each reason."""

    def __init__(self, file: Path, complaints: list[Complaint]):
        self.file, self.complaints = file, complaints
        places = (f"{file}:{one.line}" if one.line else str(file) for one in complaints)
        told = [": ".join(filter(None, [place, one[1], one[2]])) for place, one in zip(places, complaints, strict=True)]
        super().__init__("\n".join(told))
