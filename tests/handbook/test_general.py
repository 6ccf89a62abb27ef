"""The general text: a library that writes little says what holds for any part of the body, and whose words it has."""

import shutil

import pytest

from exercise_handbook.intake.general import LISTS, general, with_general
from exercise_handbook.intake.load import load_library
from exercise_handbook.library.citations import citations
from exercise_handbook.library.model.safety import SAFETY_PARTS, Safety
from exercise_handbook.library.problems import Problems
from exercise_handbook.pages.outputs import render
from support import ROOT, SMALL, problems_of, texts

SITTING = """chin-tuck:
  name: Chin tuck
  aim: To stretch your neck.
  purposes: {stretch: [neck]}
  position: sitting
  starting_position: Sit up tall.
  steps: [Slide your chin straight back.]
  dose: {repetitions: 5}
"""
LIBRARY = """name: Neck exercises
address: https://neck.example/
edition: 2026-01-31
publisher: Riverside Physiotherapy
"""


@pytest.fixture
def neck(tmp_path):
    (tmp_path / "library.yaml").write_text(LIBRARY, encoding="utf-8")
    (tmp_path / "exercises.yaml").write_text(SITTING, encoding="utf-8")
    return tmp_path


def test_who_it_is_and_one_exercise_are_a_library(neck):
    pages = texts(render(load_library(neck)))
    assert "Slide your chin straight back." in pages["exercises/chin-tuck/index.html"]
    assert "stretch your neck" in pages["exercises/chin-tuck/index.html"]


def test_the_page_of_safety_says_whose_words_it_has(neck):
    assert "Riverside Physiotherapy took the words on when to get help, who asks first" in _safety_page(neck)


def test_a_library_with_words_of_its_own_says_nothing_of_others(small):
    assert "general text" not in _safety_page(small())


def test_nobody_on_a_chair_reads_of_getting_up_from_the_floor(neck):
    pages = texts(render(load_library(neck)))
    assert "floor/index.html" not in pages
    told = {uri: page for uri, page in pages.items() if uri.endswith(".html") or uri == "search-rows.js"}
    told.pop("sources/index.html")  # one of the general text's sources has the floor in its title
    assert [uri for uri, page in told.items() if "/floor/" in page or "the floor" in page] == []


def test_whoever_lies_down_reads_how_to_get_up(neck):
    lying = SITTING.replace("position: sitting", "position: lying-on-back")
    (neck / "exercises.yaml").write_text(lying, encoding="utf-8")
    page = texts(render(load_library(neck)))["floor/index.html"]
    assert page.index("Put your hands on the floor.") < page.index("Roll onto your back.")


def test_a_part_comes_whole_or_not_at_all(neck):
    (neck / "safety.yaml").write_text("stop_if: [your neck hurts more]\n", encoding="utf-8")
    assert problems_of(neck) == [
        "safety.yaml:1:1: mild: missing; write what is all right to feel; short, as sheets repeat it; "
        "or leave out pain, hurt, stop_if, mild, and the general text stands in their place",
        "safety.yaml:1:1: pain: missing; write how much pain is all right; "
        "or leave out pain, hurt, stop_if, mild, and the general text stands in their place",
    ]


def test_a_word_of_the_library_comes_before_the_general_one(neck):
    (neck / "vocabulary.yaml").write_text("areas: {neck: Nape}\n", encoding="utf-8")
    library = load_library(neck)
    assert library.vocabulary.areas["neck"].name == "Nape"
    assert list(library.vocabulary.areas) == ["neck"]
    assert library.vocabulary.kinds["stretch"].name == "Stretch"


def test_a_general_word_is_offered_where_another_was_meant(neck):
    (neck / "exercises.yaml").write_text(SITTING.replace("sitting\n", "siting\n"), encoding="utf-8")
    assert problems_of(neck)[0].endswith("Here siting is not there; did you mean sitting?")


def test_only_sources_of_what_was_taken_come_along(neck):
    assert "mayfield-floor" not in load_library(neck).sources
    assert "tayside-super-six" in load_library(neck).sources


def test_a_library_of_our_own_takes_nothing():
    library = load_library(SMALL)
    assert library.general == ()
    assert library.sources == {}


def test_everything_the_general_text_says_of_bodies_has_a_source():
    named = {slug for name in ("safety", "vocabulary") for slug in _named(general(name))}
    assert named == set(general("sources"))
    safety = Safety.model_validate({**general("safety"), "calm": {"say": "Stay calm."}})
    assert set(dict(citations(safety)).values()) <= named
    bare = [
        card for part in (safety.pain, safety.stop_if, safety.ask_first.values()) for card in part if not card.sources
    ]
    assert bare == []


def test_every_field_of_safety_belongs_to_one_part():
    assert sorted(field for fields in SAFETY_PARTS.values() for field in fields) == sorted(Safety.model_fields)


@pytest.mark.parametrize("name", ["library", "vocabulary", "safety", "sources", "routines"])
def test_what_cannot_be_understood_is_left_as_it_is(name):
    assert with_general({name: "words"})[name] == "words"


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_that_is_none_is_left_as_it_is(kind):
    assert with_general({"vocabulary": {kind: "words"}})["vocabulary"][kind] == "words"


def _named(value):
    if isinstance(value, dict):
        yield from value.get("sources", ())
        for inside in value.values():
            yield from _named(inside)
    elif isinstance(value, tuple):
        for inside in value:
            yield from _named(inside)


def _safety_page(folder):
    return texts(render(load_library(folder)))["safety/index.html"]


def test_a_library_without_sources_is_told_once_however_many_places_name_one(tmp_path):
    for name in ("library", "exercises", "safety", "vocabulary"):
        shutil.copy(ROOT / f"data/{name}.yaml", tmp_path)
    library = (tmp_path / "library.yaml").read_text(encoding="utf-8")
    kept = [
        line for line in library.splitlines() if not line.startswith(("start_here", "pages", "figures_bod", "cover"))
    ]
    (tmp_path / "library.yaml").write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(Problems) as raised:
        load_library(tmp_path)
    assert len([line for line in str(raised.value).splitlines() if "A source is one of sources.yaml" in line]) == 1
    assert len([one for one in raised.value.problems if "A source is one of sources.yaml" in one.message]) > 80
