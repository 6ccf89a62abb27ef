"""Labels: what the program says to readers stands in one catalogue; none is missing, left over or said wrongly."""

import ast
import os
import re
from collections import Counter, namedtuple
from datetime import date

import pytest
from babel import Locale
from jinja2 import TemplateAssertionError, nodes
from lxml import html
from markupsafe import Markup

from exercise_handbook.intake.load import load_library
from exercise_handbook.labels.catalogue import FILE, Label, english, misfits
from exercise_handbook.labels.say import Say, say_in
from exercise_handbook.library.model.entry import Range
from exercise_handbook.pages.outputs import render
from exercise_handbook.pages.templating import HOME, environment
from exercise_handbook.paper.sheets import labels
from support import SMALL, texts

BRITISH = say_in("en-GB")
ENVIRONMENT = environment(BRITISH)
TEMPLATES = [
    file for file in sorted((HOME / "templates").rglob("*")) if file.suffix in {".html", ".js", ".txt", ".xml"}
]
NOD = {
    "plain": Label({"say": "Nod"}),
    "greeting": Label({"say": "{name} & co nod"}),
    "nods": Label({"one": "{n} nod", "other": "{n} nods"}),
    "often": Label({"one": "once", "other": "{n} times"}),
    "since": Label({"say": "{year}, {day}"}),
    "range": Label({"say": "{first} to {last}"}),
    "list_of_names": Label({"say": "{one}, {other}"}),
    "list_of_signs": Label({"say": "{one}; {other}"}),
}
"""Labels nobody else has."""

say = Say(NOD, "en-GB")
Use = namedtuple("Use", "place slug slots")


def used_by_templates():
    for file in TEMPLATES:
        tree = ENVIRONMENT.parse(file.read_text(encoding="utf-8"))
        for node in tree.find_all(nodes.Getattr):
            if isinstance(node.node, nodes.Name) and node.node.name in {"say", "forms"}:
                yield node.attr


def used_by_python():
    """Each label that our Python says, with the slots it fills: say("seconds", n=5)."""
    for file in sorted(set(HOME.rglob("*.py")) - {HOME / "pages/folding.py"}):  # which says what a template names
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _called(node.func) in {"say", "_say", "self"}:
                slug = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
                yield Use(f"{file.name}:{node.lineno}", slug, frozenset(one.arg for one in node.keywords))


def _called(function):
    return getattr(function, "attr", getattr(function, "id", ""))


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_a_template_names_labels_that_there_are_and_fills_their_slots(file):
    ENVIRONMENT.get_template(str(file.relative_to(HOME / "templates")))


def test_python_names_labels_that_there_are_and_fills_their_slots():
    wrong = [(use.place, BRITISH.misuse(str(use.slug), use.slots)) for use in used_by_python()]
    assert [(place, why) for place, why in wrong if why] == []


def test_templates_of_sheets_name_labels_that_there_are_and_get_each_with_its_slots_open():
    given = labels(BRITISH)
    assert given["page_of"] == BRITISH("page_of", name="{name}", n="{n}", total="{total}")
    assert set(given) - set(english()) == {"digits", "days", "days_in_short"}


def test_no_label_is_left_over():
    said = {*used_by_templates(), *(use.slug for use in used_by_python()), *labels(BRITISH)}
    assert set(english()) - said == set()


def test_no_label_is_written_twice_as_the_last_would_silently_win():
    written = re.findall(r"^(\w+):", FILE.read_text(encoding="utf-8"), re.MULTILINE)
    assert [slug for slug, number in Counter(written).items() if number > 1] == []
    assert set(written) == set(english())


@pytest.mark.parametrize("slug", english())
def test_a_label_is_written_in_the_forms_and_with_the_slots_it_has(slug):
    label = english()[slug]
    assert list(misfits(label, label, Locale("en"))) == []
    assert [form for form in label.forms.values() if form != " ".join(form.split())] == []


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("\n\n{{ say.plian }}", "a.html:3: say.plian: there is no such label; did you mean plain?"),
        ("{{ say.nowhere }}", "a.html:1: say.nowhere: there is no such label"),
        ("{{ say.nods }}", "a.html:1: say.nods: {n} is not filled; write say.nods(n=…)"),
        ("{{ say.nods(name='Ann') }}", "a.html:1: say.nods: {n} is not filled; it has no slot {name}"),
        ("{{ say.greeting() }}", "a.html:1: say.greeting: name each slot, as in say.greeting(name=…)"),
        ("{{ say.greeting('Ann') }}", "a.html:1: say.greeting: name each slot, as in say.greeting(name=…)"),
        ("{{ say.plain() }}", "a.html:1: say.plain: name each slot, as in say.plain"),
        ("{{ say.plain(n=1) }}", "a.html:1: say.plain: it has no slot {n}"),
        ("{{ forms.plain }}", "a.html:1: say.plain: it has no slots; write say in the place of forms"),
        ("{{ say[slug] }}", "a.html:1: say.…: name the label, as in say.stop_if: which it is must be known before any"),
        ("{{ say.a }}\n{% if 0 %}{{ say.b }}{% endif %}", "a.html:1: say.a: there is no such label\na.html:2: say.b:"),
    ],
)
def test_a_label_that_a_template_gets_wrong_is_told_when_it_is_compiled(written, told):
    with pytest.raises(TemplateAssertionError) as raised:
        environment(say).compile(written, name="a.html", filename="a.html")
    assert str(raised.value.message).startswith(told)


def test_a_label_without_slots_is_written_into_the_compiled_template():
    made = environment(say).compile("<b>{{ say.plain }}</b>", name="a.html", raw=True)
    assert "yield '<b>Nod</b>'" in made


@pytest.mark.parametrize(
    ("slug", "slots", "said"),
    [
        ("plain", {}, "Nod"),
        ("nods", {"n": 1}, "1 nod"),
        ("nods", {"n": 0}, "0 nods"),
        ("nods", {"n": 1234}, "1,234 nods"),
        ("nods", {"n": Range.model_validate({"from": 1, "to": 3})}, "1 to 3 nods"),
        ("often", {"n": Range.model_validate({"from": 1, "to": 1})}, "once"),
        ("since", {"year": 2026, "day": date(2026, 1, 31)}, "2026, 31 January 2026"),
        ("greeting", {"name": "<b>"}, "<b> & co nod"),
        ("greeting", {"name": Markup("<b>Ann</b>")}, "<b>Ann</b> &amp; co nod"),
    ],
)
def test_a_label_is_said_with_what_fills_it(slug, slots, said):
    assert say(slug, **slots) == said


def test_words_in_a_slot_are_escaped_in_a_page_and_markup_is_kept():
    page = environment(say).overlay(autoescape=True).from_string("{{ say.greeting(name=name) }}")
    assert page.render(name="<Ann>") == "&lt;Ann&gt; &amp; co nod"
    assert page.render(name=Markup("<b>Ann</b>")) == "<b>Ann</b> &amp; co nod"


def test_what_fills_no_slot_is_an_error():
    with pytest.raises(TypeError, match=r"nods: \{n\} is not filled; it has no slot \{m\}"):
        say("nods", m=1)
    with pytest.raises(TypeError, match="None is neither words nor a number nor a day"):
        say("greeting", name=None)


@pytest.mark.parametrize(
    ("items", "style", "said"),
    [
        ([], "and", ""),
        (["neck"], "and", "neck"),
        (["neck", "arms", "waist"], "and", "neck, arms and waist"),
        (["neck", "arms"], "or", "neck or arms"),
        (["neck", "arms", "waist"], "names", "neck, arms, waist"),
        (["you fall", "you faint"], "signs", "you fall; you faint"),
        ([Markup("<a>neck</a>"), "<arms>"], "names", "<a>neck</a>, &lt;arms&gt;"),
        ([10, 1000], "or", "10 or 1,000"),
        ([Markup("<a>neck</a>"), "<arms>"], "or", "<a>neck</a> or &lt;arms&gt;"),
    ],
)
def test_several_things_are_listed_as_the_language_lists_them(items, style, said):
    assert say.listed(items, style) == said


def test_a_script_gets_every_form_of_a_plural():
    assert say.for_scripts("nods") == '{"one": "# nod", "other": "# nods"}'


@pytest.mark.parametrize(
    ("language", "own", "told"),
    [
        ("en", Label({"one": "a nod", "other": "{n} nods"}), []),
        ("en", Label({"one": "a nod", "other": "nods"}), [("other", "{n} is missing")]),
        ("en", Label({"say": "{n} nods"}), [("", "write {one: …, other: …}, as a number picks its form")]),
        ("pl", Label({"one": "raz", "few": "{n} razy", "many": "{n} razy"}), []),
        ("pl", Label({"one": "raz", "few": "razy", "many": "{n} razy"}), [("few", "{n} is missing")]),
        ("ru", Label({"one": "раз", "few": "{n} раза", "many": "{n} раз"}), [("one", "{n} is missing")]),
    ],
)
def test_a_translation_has_the_forms_of_its_language_and_the_number_where_a_form_is_for_several(language, own, told):
    assert list(misfits(own, NOD["nods"], Locale(language))) == told


def test_a_library_says_a_label_in_its_own_words_on_every_page(small):
    folder = small(
        labels='not_found: This page has flown\ngo_to: "Fly to {address}"\n', addresses="/old/: /\n/: here\n"
    )
    made = texts(render(load_library(folder)))
    assert html.fromstring(made["404.html"]).findtext(".//title") == "This page has flown: Small"
    assert re.search(r"Fly to [a-z.]+/<", made["old/index.html"])
    assert html.fromstring(texts(render(load_library(SMALL)))["404.html"]).findtext(".//title").startswith("Page not")


def test_a_library_on_top_of_another_takes_its_words_unless_it_has_its_own(clinic):
    home = clinic(labels="not_found: Nothing here\n")
    (home.parent / "base/labels.yaml").write_text("not_found: It has flown\nhas_moved: This page has walked\n")
    say = load_library(home).say
    assert [say("not_found"), say("has_moved"), say("cannot_find")] == [
        "Nothing here",
        "This page has walked",
        "We cannot find this page",
    ]


def test_a_label_changed_while_the_site_is_looked_at_is_said_anew(tmp_path, monkeypatch):
    file = tmp_path / "labels.yaml"
    file.write_text("plain: Nod\n")
    monkeypatch.setattr("exercise_handbook.labels.catalogue.FILE", file)
    assert say_in("en-GB")("plain") == "Nod"
    assert say_in("en-GB") is say_in("en-GB")
    file.write_text("plain: Bow\n")
    os.utime(file, ns=(1, 1))
    assert say_in("en-GB")("plain") == "Bow"
