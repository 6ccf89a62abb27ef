"""Templates: nothing unknown, nothing unescaped, numbers said as a person says them."""

import json
from datetime import date

import pytest
from jinja2 import UndefinedError

from exercise_handbook.labels.say import say_in
from exercise_handbook.library.model import Dose, Goal, Range
from exercise_handbook.pages.templating import day, environment, escapes, fill, in_other_words, on_paper, sheet, way

words = environment(say_in("en-GB")).get_template("parts/words.html").module


def test_a_name_nobody_gave_is_an_error(sample):
    with pytest.raises(UndefinedError):
        fill("exercise.html", sample, "/exercises/nod/")


def test_an_ending_nobody_thought_about_is_an_error():
    with pytest.raises(KeyError):
        escapes("handout.typ")


@pytest.mark.parametrize(
    ("dose", "sides", "said"),
    [
        (Dose(repetitions=1), "none", "1 time."),
        (Dose(repetitions=8, sets=2), "none", "2 rounds of 8 times."),
        (Dose(repetitions=5, hold_seconds=5), "each", "Hold 5 seconds. 5 times each side."),
        (Dose(repetitions=5, hold_seconds=1, times_a_day=1), "none", "Hold 1 second. 5 times. Once a day."),
        (Dose(repetitions=5, times_a_day={"from": 1, "to": 3}), "alternate", "5 times each side. 1 to 3 times a day."),
        (Dose(repetitions=5, times_a_day=2), "none", "5 times. 2 times a day."),
    ],
)
def test_a_dose_reads_as_a_person_says_it(sample, dose, sides, said):
    exercise = sample.exercises["nod"].model_copy(update={"sides": sides})
    assert " ".join(words.dose_line(dose, exercise).split()) == said


def test_building_up_says_only_what_grows():
    assert words.building_up(Dose(repetitions=3, build_to=Goal(hold_seconds=20))).split(".")[0].strip() == (
        "Build up to a hold of 20 seconds"
    )


def test_the_dose_is_filled_into_the_words():
    dose = Dose(repetitions=5, hold_seconds=3)
    assert words.told("Hold for {hold}, {times}. {{ 1 }}", dose).strip() == "Hold for 3 seconds, 5 times. {{ 1 }}"


@pytest.mark.parametrize(
    ("range", "said"),
    [
        (Range.model_validate({"from": 1, "to": 4}), "Steps 1 to 4"),
        (Range.model_validate({"from": 3, "to": 3}), "Step 3"),
    ],
)
def test_steps_are_named_by_their_numbers(range, said):
    assert words.step_range(range).strip() == said


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
    assert day(date(2026, 1, 31), language) == said


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


def test_a_sheet_says_a_word_otherwise_once_where_its_words_say_it_first(sample, monkeypatch):
    told = {"title": "A hat", "ask": ["Ask your HAT"], "exercises": [{"name": "Hat", "steps": ["Lift your hat."]}]}
    monkeypatch.setattr("exercise_handbook.pages.templating.fill", lambda *_, **__: json.dumps(told))
    assert json.loads(sheet("a.json", sample, "/")) == told | {"ask": ["Ask your HAT (cap & bonnet)"]}
