"""Translations: a PO file is used only while it fits its English, its language's plurals and every slot."""

import re
from datetime import date
from typing import NamedTuple

import pytest
from babel import Locale

from exercise_handbook.labels.catalogue import Label, categories, english
from exercise_handbook.labels.say import Say, labels_in
from exercise_handbook.labels.translations import Behind, plural_forms, translated, up_to_date

NOD = {
    "plain": Label({"say": "Nod"}),
    "greeting": Label({"say": "{name} nods to you"}, "At the door."),
    "nods": Label({"one": "{n} nod", "other": "{n} nods"}),
}
POLISH = Locale("pl")
SAID = {"plain": "Ukłon", "greeting": "{name} kłania się", "nods": ("ukłon", "{n} ukłony", "{n} ukłonów")}


def po(said=SAID):
    """A whole PO file that says these words."""
    text = up_to_date("", NOD, POLISH)
    for slug, words in said.items():
        head, mark, tail = text.partition(f'msgctxt "{slug}"')
        for word in [words] if isinstance(words, str) else words:
            tail = re.sub(r'(msgstr\S*) ""', rf'\1 "{word}"', tail, count=1)
        text = head + mark + tail
    return text


def told(text, source=NOD, locale=POLISH):
    return [
        ": ".join(filter(None, [str(line), slug, why])) for line, slug, why, _ in translated(text, source, locale)[1]
    ]


def line_of(text, piece):
    return next(number for number, line in enumerate(text.splitlines(), 1) if piece in line)


def test_a_whole_translation_is_used():
    labels, complaints = translated(po(), NOD, POLISH)
    assert complaints == []
    say = Say(labels, "pl")
    assert [say("nods", n=number) for number in (1, 2, 5, 22)] == ["ukłon", "2 ukłony", "5 ukłonów", "22 ukłony"]
    assert say("greeting", name="Ala") == "Ala kłania się"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Ukłon", "", "plain: no Polish yet for “Nod”"),
        ("{name} kłania się", "{imię} kłania się", "greeting: {name} is missing"),
        ("{name} kłania się", "{name} nods to you", "greeting: still the English words"),
        ("{n} ukłony", "ukłony", "nods: few: {n} is missing"),
        ("{n} ukłonów", "", "nods: no Polish yet for “{n} nods”"),
        ('msgid "Nod"', 'msgid "Bow"', "plain: made from other English; now it is “Nod”"),
        ('msgctxt "plain"', '#, fuzzy\nmsgctxt "plain"', "plain: made from other English; now it is “Nod”"),
        ('msgctxt "plain"', 'msgctxt "plian"', "plian: there is no such label; did you mean plain?"),
        ("nplurals=3", "nplurals=2", "its plural forms are not those of Polish; write Plural-Forms: nplurals=3;"),
        ("? 1 : 2);", "? 2 : 1);", "its plural forms are not those of Polish; write Plural-Forms: nplurals=3;"),
        ('msgctxt "plain"', 'context "plain"', "not readable as a PO file"),
        ("plural=(", "plural=(?", "its plural forms are not those of Polish"),
    ],
)
def test_what_keeps_a_translation_from_being_used_is_told_with_its_line(old, new, said):
    text = po().replace(old, new, 1)
    assert text != po()
    assert any(said in line for line in told(text)), told(text)


def test_all_that_is_wrong_is_told_at_once():
    assert len(told(up_to_date("", NOD, POLISH))) == len(NOD)


@pytest.mark.parametrize("language", ["ar", "cy", "de", "es", "fr", "ja", "pl", "ru", "ur", "zh"])
def test_a_file_brought_up_to_date_has_the_plural_forms_of_cldr(language):
    locale = Locale.parse(language)
    text = up_to_date("", NOD, locale)
    assert text.count("msgstr[") == len(categories(locale))
    assert not [line for line in told(text, locale=locale) if "plural forms" in line]
    assert f"nplurals={len(categories(locale))};" in plural_forms(locale)


def test_bringing_up_to_date_keeps_what_fits_and_shows_what_a_translation_was_made_from():
    text = (
        po()
        .replace('msgctxt "plain"', '# Ask Ala.\nmsgctxt "plain"')
        .replace("X-Translated-By: ", "X-Translated-By: Ala")
    )
    assert up_to_date(text, NOD, POLISH) == text
    changed = NOD | {"plain": Label({"say": "Nod once"}), "new": Label({"say": "New"})}
    behind = up_to_date(text, changed, POLISH)
    assert '# Ask Ala.\n#, fuzzy\n#| msgid "Nod"\nmsgctxt "plain"\nmsgid "Nod once"\nmsgstr "Ukłon"' in behind
    assert 'msgctxt "new"\nmsgid "New"\nmsgstr ""' in behind
    assert '"X-Translated-By: Ala\\n"' in behind
    assert up_to_date(behind, changed, POLISH) == behind
    once, new = line_of(behind, "Nod once"), line_of(behind, 'msgid "New"')
    assert told(behind, changed) == [
        f"{once}: plain: made from other English; now it is “Nod once”",
        f"{new}: new: no Polish yet for “New”",
    ]


def test_the_labels_of_a_language_lie_beside_the_english_ones(tmp_path):
    assert labels_in("en-GB") == english()
    (tmp_path / "pl.po").write_text(up_to_date("", english(), POLISH), encoding="utf-8")
    with pytest.raises(Behind, match=r"pl\.po:\d+: skip_to_content: no Polish yet for “Skip to the main content”"):
        labels_in("pl-PL", tmp_path)


@pytest.mark.parametrize(
    ("language", "number", "day"),
    [
        ("en-GB", "1,234", "31 January 2026"),
        ("ar-EG", "١٬٢٣٤", "٣١ يناير ٢٠٢٦"),
        ("pl", "1234", "31 stycznia 2026"),
        ("bn", "১,২৩৪", "৩১ জানুয়ারী, ২০২৬"),
    ],
)
def test_numbers_and_days_are_written_with_the_digits_of_the_language(language, number, day):
    say = Say(NOD, language)
    assert say.number(1234).replace("\u00a0", "") == number
    assert say.day(date(2026, 1, 31)) == day


def test_a_name_that_runs_the_other_way_is_kept_apart():
    arabic = Say({"greeting": Label({"say": "{name}: سلام"})}, "ar")
    assert arabic.direction == "rtl"
    assert arabic("greeting", name="Ann") == "\u2068Ann\u2069: سلام"
    assert arabic("greeting", name="آن") == "آن: سلام"
    assert Say(NOD, "en")("greeting", name="Ann") == "Ann nods to you"


def test_a_week_begins_where_it_does_in_the_language():
    assert [Say(NOD, language).week()[0] for language in ("en-GB", "en-US", "ar-EG")] == ["Mon", "Sun", "السبت"]


class From(NamedTuple):
    """A range as the library has it."""

    first: int
    last: int


def test_a_range_is_never_told_as_its_last_number_alone():
    arabic = Say(
        {
            "each_day": Label({"two": "مرتين", "few": "{n} مرات", "other": "{n} مرة"}),
            "range": Label({"say": "{first}–{last}"}),
        },
        "ar",
    )
    assert arabic("each_day", n=2) == arabic("each_day", n=From(2, 2)) == "مرتين"
    assert arabic("each_day", n=From(1, 2)) == "1–2 مرة"
    assert arabic("each_day", n=From(1, 3)) == "1–3 مرات"


@pytest.mark.parametrize(("language", "told"), [("ar-EG", "ar-EG-u-ca-gregory-nu-arab"), ("ar", "ar"), ("pl", "pl")])
def test_browsers_are_told_the_digits_and_the_calendar_of_our_pages(language, told):
    assert Say(NOD, language).for_browsers == told


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("en-GB", "# Jan"),
        ("en-US", "Jan #"),
        ("de", "#. Jan."),
        ("cy", "# Ion"),
        ("ar-EG", "# يناير"),
        ("ar-AE", "# يناير"),
    ],
)
def test_scripts_are_given_the_days_of_each_month_in_the_language(language, day):
    days = Say(NOD, language).days_of_months()
    assert days[0] == day
    assert [one.count("#") for one in days] == [1] * 12


@pytest.mark.parametrize(
    ("language", "days"),
    [
        ("de", ("Mo", "Di", "Mi")),
        ("pt", ("seg", "ter", "qua")),
        ("pl", ("pon", "wto", "śro")),
        ("ar-EG", ("س", "ح", "ن")),
    ],
)
def test_days_over_narrow_columns_are_short_in_every_language(language, days):
    assert Say(NOD, language).days_in_short[:3] == days
