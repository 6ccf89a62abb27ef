"""Templates: nothing unknown, nothing unescaped, numbers said as a person says them."""

from datetime import date

import pytest
from jinja2 import UndefinedError

from exercise_handbook.labels.say import say_in
from exercise_handbook.pages.templating import escapes, fill, on_paper, way


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
