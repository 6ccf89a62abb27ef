"""Templates: nothing unknown, nothing unescaped, numbers said as a person says them."""

from copy import deepcopy
from datetime import date

import pytest
from jinja2 import UndefinedError

from exercise_handbook.labels.say import say_in
from exercise_handbook.pages.templating import escapes, fill, in_other_words, on_paper, said_otherwise, way


def test_a_name_nobody_gave_is_an_error(sample):
    with pytest.raises(UndefinedError):
        fill("exercise.html", sample, "/exercises/nod/")


def test_an_ending_nobody_thought_about_is_an_error():
    with pytest.raises(KeyError):
        escapes("handout.typ")


@pytest.mark.parametrize(
    ("root", "address", "link"),
    [
        ("../../", "/exercises/nod/", "../../exercises/nod/"),
        ("../../", "/", "../../"),
        ("", "/", "./"),
        ("", "/safety/#pain", "safety/#pain"),
        ("/sub/", "/", "/sub/"),
    ],
)
def test_a_link_leads_from_any_page_to_any_other(root, address, link):
    assert way(root)(address) == link


def test_an_address_on_paper_has_no_scheme(sample):
    assert on_paper(sample, "/exercises/nod/") == "greetings.example/exercises/nod/"


@pytest.mark.parametrize(
    ("language", "said"), [("en-GB", "31 January 2026"), ("en-US", "January 31, 2026"), ("en", "January 31, 2026")]
)
def test_a_day_is_said_in_the_language_of_the_library(language, said):
    assert say_in(language).day(date(2026, 1, 31)) == said


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("<main><p>Your hat, and a hat.</p>", "<main><p>Your hat (cap &amp; bonnet), and a hat.</p>"),
        (
            "<title>A hat</title><main><p>Hats. A HAT.</p>",
            "<title>A hat</title><main><p>Hats. A HAT (cap &amp; bonnet).</p>",
        ),
        ('<main><a title="hat">A hat</a> <b>hat</b>', '<main><a title="hat">A hat</a> <b>hat (cap &amp; bonnet)</b>'),
        ("<main>Your hat&#39;s brim.", "<main>Your hat&#39;s brim."),
        ("<main>That chat.", "<main>That chat."),
    ],
)
def test_a_word_that_some_readers_do_not_know_is_said_otherwise_once(sample, said, shown):
    assert in_other_words(said, sample) == shown


def test_a_sheet_says_a_word_otherwise_once_where_its_words_say_it_first(sample):
    told = {"title": "A hat", "ask": ["Ask your HAT"], "exercises": [{"name": "Hat", "steps": ["Lift your hat."]}]}
    assert said_otherwise(deepcopy(told), sample) == told | {"ask": ["Ask your HAT (cap & bonnet)"]}
