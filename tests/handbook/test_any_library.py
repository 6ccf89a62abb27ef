"""Whatever a library says, it becomes pages or is refused with problems; no words become markup."""

import json
import shutil
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from handbook.load import load_library
from handbook.outputs import render
from handbook.problems import Problems
from support import SMALL, texts

EXERCISES = (SMALL / "exercises.yaml").read_text()
MARKUP = ["<b>", "</p>", "&amp;", '" onload="x', "{{ 1 }}", "{% raw %}", "*a*", "[a](b)", "-->", "]]>", "'", "\\"]

words = st.lists(st.one_of(st.sampled_from(MARKUP), st.text(min_size=1, max_size=20)), min_size=1, max_size=4).map(
    " ".join
)
names = st.sampled_from(["name", "aim", "starting_position", "in_short", "plain_name", "breathing", "counts_as_one"])
steady = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def load(text: str | bytes):
    """The library with this text as its exercises, or None if it is refused with problems."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "library"
        shutil.copytree(SMALL, home)
        (home / "exercises.yaml").write_bytes(
            text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
        )
        try:
            return load_library(home)
        except Problems as refused:
            told = refused.problems
    assert told
    assert all(problem.message and problem.place.line >= 1 for problem in told)
    return None


def shape_of(page: str) -> list[tuple[str, list[str]]]:
    """The elements of a page and the names of their attributes: all of it that is not words."""
    return [(str(element.tag), sorted(element.attrib)) for element in html.fromstring(page).iter()]


@given(names, words)
@settings(steady, max_examples=150)
def test_no_words_become_markup(name, said):
    """Words that are let in change no page's elements; words that are not are refused."""
    field = f"  {name}: {json.dumps(said)}\n"
    plain = load(_with(name, f"  {name}: Plain.\n"))
    spoken = load(_with(name, field))
    if spoken:
        assert [(uri, shape_of(page)) for uri, page in _pages(spoken)] == [
            (uri, shape_of(page)) for uri, page in _pages(plain)
        ]


@given(words)
@settings(steady, max_examples=50)
def test_words_that_are_let_in_are_shown_as_they_were_written(said):
    library = load(EXERCISES.replace("- Wave.", f"- {json.dumps(said)}"))
    if library:
        page = html.fromstring(dict(_pages(library))["exercises/wave/index.html"])
        expected = said.replace("{times}", "1 time")
        assert page.cssselect(".steps li")[0].text_content() == expected


@given(st.integers(0, len(EXERCISES)), st.integers(0, 12), st.text(max_size=6))
@settings(steady, max_examples=400)
def test_a_damaged_file_is_a_library_or_a_list_of_problems(at, length, damage):
    load(EXERCISES[:at] + damage + EXERCISES[at + length :])


@given(st.binary(max_size=60))
@settings(steady, max_examples=100)
def test_any_bytes_are_a_library_or_a_list_of_problems(content):
    load(content)


@pytest.mark.parametrize(
    "value", ["null", "true", "[]", "{}", "[[[]]]", "!!python/object:os.system {}", "&a", "*a", "? a"]
)
@pytest.mark.parametrize("name", ["name", "purposes", "steps", "dose", "figures", "reviewed", "easier"])
def test_any_odd_value_is_a_library_or_a_list_of_problems(name, value):
    load(_with(name, f"  {name}: {value}\n"))


def test_the_day_of_the_build_is_in_no_page(sample):
    later = sample.model_copy(update={"today": date(2099, 1, 1)})
    assert list(_pages(later)) == list(_pages(sample))


def _with(name: str, line: str) -> str:
    """The small exercise with one field's line in the place of its own, or added."""
    kept = [row for row in EXERCISES.splitlines(keepends=True) if not row.startswith(f"  {name}:")]
    return "".join(kept) + line


def _pages(library):
    return ((uri, page) for uri, page in texts(render(library)).items() if uri.endswith(".html"))
