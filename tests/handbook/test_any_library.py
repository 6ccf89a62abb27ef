"""Whatever a library says, it becomes pages or is refused with problems; no words become markup."""

import atexit
import json
import re
import shutil
import tempfile
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from exercise_handbook.intake.load import load_library
from exercise_handbook.library.problems import Problems
from exercise_handbook.pages.outputs import render
from exercise_handbook.paper.handouts import Manuscripts
from support import SAMPLE, SAMPLE_DOCS, SMALL, texts

EXERCISES = (SMALL / "exercises.yaml").read_text()
MARKUP = ["<b>", "</p>", "&amp;", '" onload="x', "{{ 1 }}", "{% raw %}", "*a*", "[a](b)", "-->", "]]>", "'", "\\"]

words = st.lists(st.one_of(st.sampled_from(MARKUP), st.text(min_size=1, max_size=20)), min_size=1, max_size=4).map(
    " ".join
)
names = st.sampled_from(["name", "aim", "starting_position", "in_short", "plain_name", "breathing", "counts_as_one"])


def load(text: str | bytes):
    """The library with this text as its exercises, or None if it is refused with problems."""
    content = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    (_home() / "exercises.yaml").write_bytes(content)
    try:
        return load_library(_home())
    except Problems as refused:
        told = refused.problems
    assert told
    assert all(problem.message and problem.place.line >= 1 for problem in told)
    return None


@cache
def _home() -> Path:
    """A copy of the small library for every example of this process: only its exercises change."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    return shutil.copytree(SMALL, folder / "library")


def shape_of(page: str) -> list[tuple[str, list[str]]]:
    """The elements of a page and the names of their attributes: all of it that is not words."""
    return [(str(element.tag), sorted(element.attrib)) for element in html.fromstring(page).iter()]


@pytest.mark.slow
@given(names, words)
@settings(max_examples=150)
def test_no_words_become_markup(name, said):
    """Words that are let in change no page's elements; words that are not are refused."""
    field = f"  {name}: {json.dumps(said)}\n"
    spoken = load(_with(name, field))
    if spoken:
        assert [(uri, shape_of(page)) for uri, page in _pages(spoken)] == _plain(name)


@cache
def _plain(name: str) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """The shape of every page when this field has plain words."""
    return [(uri, shape_of(page)) for uri, page in _pages(load(_with(name, f"  {name}: Plain.\n")))]


@given(words)
@settings(max_examples=50)
def test_words_that_are_let_in_are_shown_as_they_were_written(said):
    library = load(EXERCISES.replace("- Wave.", f"- {json.dumps(said)}"))
    if library:
        page = html.fromstring(dict(_pages(library))["exercises/wave/index.html"])
        expected = said.replace("{times}", "1 time")
        assert page.cssselect(".steps li")[0].text_content() == expected


@pytest.mark.slow
@given(st.integers(0, len(EXERCISES)), st.integers(0, 12), st.text(max_size=6))
@settings(max_examples=400)
def test_a_damaged_file_is_a_library_or_a_list_of_problems(at, length, damage):
    load(EXERCISES[:at] + damage + EXERCISES[at + length :])


@given(st.binary(max_size=60))
@settings(max_examples=100)
def test_any_bytes_are_a_library_or_a_list_of_problems(content):
    load(content)


@pytest.mark.parametrize(
    "value", ["null", "true", "[]", "{}", "[[[]]]", "!!python/object:os.system {}", "&a", "*a", "? a"]
)
@pytest.mark.parametrize("name", ["name", "purposes", "steps", "dose", "figures", "reviewed", "easier"])
def test_any_odd_value_is_a_library_or_a_list_of_problems(name, value):
    load(_with(name, f"  {name}: {value}\n"))


ROUTINE = """
pace:
  moving: {seconds: 60, reason: Invented.}
  resting: {seconds: 1, reason: Invented.}
  changing: {seconds: 1, reason: Invented.}
  turning: {seconds: 1, reason: Invented.}
  floor: {seconds: 1, reason: Invented.}
routines:
  morning: {name: Morning, in_short: Both., areas: [arms], how_often: Once a day., minutes: 2, exercises: [wave, wink]}
"""
own_words = st.sampled_from(["you wear a tall hat", "your arm is stiff", "you are shy"])
reasons = st.lists(st.one_of(st.sampled_from(["never", "tired", "dizzy"]), own_words), unique=True, max_size=5)


@given(reasons, reasons)
@settings(max_examples=30)
def test_a_routine_and_a_purpose_say_no_less_of_who_asks_first_than_their_parts(of_wave, of_wink):
    library = two_exercises(of_wave, of_wink)
    made = dict(_pages(library))
    each = {slug: _asking(made[f"exercises/{slug}/index.html"]) for slug in ("wave", "wink")}
    together = _asking(made["routines/morning/index.html"])
    assert [len(said) for said in each.values()] == [len(of_wave), len(of_wink)]
    assert set(together) == {*each["wave"], *each["wink"]}
    assert len(together) == len(set(together))
    named = [said.say for said in library.safety.ask_first.values() if said.say in together]
    assert together[: len(named)] == named
    assert _asking(made["purposes/index.html"]) == together
    sheets = {text.handout.page: json.loads(text.job.inputs["data"])["ask_first"] for text in Manuscripts(library)}
    assert sheets == {
        "/exercises/wave/": each["wave"],
        "/exercises/wink/": each["wink"],
        "/routines/morning/": together,
        "/purposes/#warm-up-arms": together,
        "/safety/": [said.say for said in library.safety.ask_first.values()],
    }


@given(reasons)
@settings(max_examples=20)
def test_every_page_with_steps_says_who_asks_first_and_whom_to_call_before_its_first_step_or_its_stop_sign(of_wave):
    made = dict(_pages(two_exercises(of_wave, [])))
    for uri in ("exercises/wave/index.html", "routines/morning/index.html", "floor/index.html"):
        page = html.fromstring(made[uri])
        (line,) = page.cssselect(".emergency")
        assert line.text_content().strip() == "Emergency (call a friend): you cannot stop; you feel faint."
        told = [element.get("class", "").split() for element in page.iter()]
        first_step = next(number for number, classes in enumerate(told) if "steps" in classes)
        asked = [number for number, classes in enumerate(told) if "ask" in classes]
        assert len(asked) == (1 if of_wave and "floor" not in uri else 0)
        assert all(number < first_step for number in asked)


def two_exercises(of_wave: list[str], of_wink: list[str]):
    """The small library with two exercises, who asks first of each, and a routine of both."""
    wink = EXERCISES.replace("wave:", "wink:").replace("Wave\n", "Wink\n")
    safety = (SMALL / "safety.yaml").read_text()
    known = "ask_first: {dizzy: you are dizzy, never: you have never greeted, tired: you are tired}"
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "library"
        shutil.copytree(SMALL, home)
        told = f"{EXERCISES}  ask_first: {json.dumps(of_wave)}\n{wink}  ask_first: {json.dumps(of_wink)}\n"
        (home / "exercises.yaml").write_text(told)
        (home / "safety.yaml").write_text(re.sub("ask_first: .*", known, safety))
        (home / "routines.yaml").write_text(ROUTINE)
        return load_library(home)


def _asking(page: str) -> list[str]:
    return [line.text_content() for line in html.fromstring(page).cssselect(".ask li")]


def test_a_plan_starts_from_a_routine_only_where_there_is_one():
    pages = [dict(_pages(library))["plan/index.html"] for library in (two_exercises([], []), load_library(SMALL))]
    said = [html.fromstring(page).cssselect("[data-empty]")[0].text for page in pages]
    assert said == ["It is empty. Add an exercise, or start from a routine.", "Choose exercises."]


def test_the_day_of_the_build_is_in_no_page(monkeypatch):
    today = load_library(SAMPLE, SAMPLE_DOCS)
    monkeypatch.setattr("exercise_handbook.intake.load.today_anywhere", lambda _: date(2099, 1, 1))
    assert list(_pages(load_library(SAMPLE, SAMPLE_DOCS))) == list(_pages(today))


def _with(name: str, line: str) -> str:
    """The small exercise with one field's line in the place of its own, or added."""
    kept = [row for row in EXERCISES.splitlines(keepends=True) if not row.startswith(f"  {name}:")]
    return "".join(kept) + line


def _pages(library):
    return ((uri, page) for uri, page in texts(render(library)).items() if uri.endswith(".html"))
