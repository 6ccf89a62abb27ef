"""Every form of every label with a number, from 0 to 1,003, in every language: the one that CLDR asks for."""

import gettext
import json
import re
import subprocess

import pytest
from babel import Locale

from exercise_handbook.labels.catalogue import FILE, Label, categories, english, slots_of
from exercise_handbook.labels.say import Say
from exercise_handbook.labels.translations import translated, up_to_date
from marked import read_and_filled_up

SHIPPED = sorted(file.stem for file in FILE.parent.glob("*.po"))
NUMBERS = range(1004)
LANGUAGES = ["en", *SHIPPED]


def source_of(tag):
    return (FILE.parent / f"{tag}.po").read_text(encoding="utf-8")


def labels_of(tag):
    """The labels of a language; in the place of one that waits for its translators, its slots."""
    return english() if tag == "en" else read_and_filled_up(FILE.parent / f"{tag}.po", english(), Locale(tag))


@pytest.fixture(scope="module")
def unicode_org():
    """The category of each number in each language, as another program than ours knows CLDR: Node's ICU."""
    ask = """
        const all = (tag) => {
          const rules = new Intl.PluralRules(tag);
          return Array.from({ length: 1004 }, (_, number) => rules.select(number));
        };
        console.log(JSON.stringify(Object.fromEntries(TAGS.map((tag) => [tag, all(tag)]))));
    """.replace("TAGS", json.dumps(LANGUAGES))
    return json.loads(subprocess.run(["node", "-e", ask], capture_output=True, check=True).stdout)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_each_number_picks_the_form_that_cldr_asks_for_on_pages_and_in_translators_tools(tag, unicode_org):
    locale = Locale(tag)
    assert [locale.plural_form(number) for number in NUMBERS] == unicode_org[tag]
    assert set(unicode_org[tag]) <= set(categories(locale))
    if tag != "en":
        rule = re.search(r"plural=(.*);\\n", source_of(tag))[1]
        pick, names = gettext.c2py(rule), tuple(categories(locale))
        assert [names[pick(number)] for number in NUMBERS] == unicode_org[tag]


@pytest.mark.slow
@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_label_with_a_number_is_said_in_that_form_and_shows_the_number(tag, unicode_org):
    say = Say(labels_of(tag), tag)
    plural = {slug: label for slug, label in say.labels.items() if label.is_plural}
    counts = {name: unicode_org[tag].count(name) for name in set(unicode_org[tag])}
    for slug, label in plural.items():
        others = dict.fromkeys(label.slots - {"n"}, "…")
        for number in NUMBERS:
            form = label.forms[unicode_org[tag][number]]
            said = say(slug, n=number, **others)
            assert said == form.format(n=say.number(number), **others), f"{slug}: {number}"
            may_be_left_out = "n" not in english()[slug].shown or counts[unicode_org[tag][number]] == 1
            assert "n" in slots_of(form) or may_be_left_out, f"{slug}: {number} is not shown"
    assert len(plural) > 30


@pytest.mark.parametrize("tag", SHIPPED)
@pytest.mark.parametrize("slug", ["stop_if", "seconds"])
def test_an_english_label_that_changed_is_behind_there_and_nowhere_else(tag, slug):
    locale, before = Locale(tag), source_of(tag)
    old = {one for one in translated(before, english(), locale)[1] if one.slug != slug}
    label = english()[slug]
    forms = {name: f"{words} now" for name, words in label.forms.items()}
    changed = english() | {slug: Label(forms, label.note)}
    labels, complaints = translated(before, changed, locale)
    (told,) = set(complaints) - old
    assert (told.slug, told.why) == (slug, f"made from other English; now it is “{[*forms.values()][-1]}”")
    renewed = up_to_date(before, changed, locale)
    behind = re.findall(r'#, fuzzy\n#\| msgid ".*"\n(?:#\| msgid_plural ".*"\n)?msgctxt "(.*)"', renewed)
    assert slug in behind
    assert set(behind) - {slug} == set(re.findall(r'#, fuzzy\n(?:#\|.*\n)*msgctxt "(.*)"', before))
    assert all(labels[slug].forms.values())  # the words are kept until somebody looks
