"""Whatever a base says and a clinic changes, it builds or is refused in place."""

import atexit
import json
import shutil
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercise_handbook.commands import agreeing
from exercise_handbook.intake.load import open_library
from exercise_handbook.library.library import Library
from exercise_handbook.library.problems import Problems
from exercise_handbook.pages.outputs import render
from exercise_handbook.refusals import CannotGoOn
from on_top import CLINIC
from support import SAMPLE, texts

pytestmark = pytest.mark.slow

sections = st.sampled_from(["exercises", "routines", "pace", "safety", "vocabulary", "sources", "library", "x"])
SLUGS = "nod wave bow evening morning manual letter moving calm help x"
entries = st.sampled_from(SLUGS.split())
NAMES = """name aim steps dose repetitions sources breathing feel easier exercise exercises figures reviewed minutes
areas kinds neck say why hide now seconds stop_if x"""
fields = st.lists(st.sampled_from(NAMES.split()), min_size=1, max_size=3).map(".".join)
lists = st.sampled_from(["steps", "feel", "exercises", "figures", "x"])
numbered = st.builds("{}[{}]".format, lists, st.integers(0, 4))
known = st.sampled_from(["Nod.", "nod", "wave", "yes", "no", "", "{hold}", "{x}", "manual", "lying", "<b>"])
plain = st.none() | known | st.text(max_size=5) | st.integers(-1, 400)
values = st.recursive(
    plain,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(fields | numbered | entries, inside, max_size=3),
    max_leaves=6,
)
hidden = st.just({"hide": "yes"})
of_an_entry = hidden | st.dictionaries(fields | numbered, hidden | values, max_size=3)
changes = st.dictionaries(sections, st.dictionaries(entries | fields, of_an_entry, max_size=3), max_size=3)


@cache
def _home() -> Path:
    """A clinic on top of a copy of the sample, for every example of this process."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    shutil.copytree(SAMPLE, folder / "base")
    (folder / "clinic").mkdir()
    (folder / "clinic/library.yaml").write_text(CLINIC)
    return folder / "clinic"


def load(changed: str, exercises: str = "", base: str = "") -> Library | None:
    """The clinic's library, or None where it is refused, each problem in its place."""
    home = _home()
    for file, content in ((home / "changes.yaml", changed), (home / "exercises.yaml", exercises or "# none\n")):
        file.write_bytes(content.encode("utf-8", "surrogatepass"))
    (home.parent / "base/exercises.yaml").write_bytes((base or BASE).encode("utf-8", "surrogatepass"))
    with suppress(Problems, CannotGoOn):
        agreeing.main(home, "all")
    try:
        return open_library(home)[0]
    except Problems as refused:
        told = refused.problems
    assert told
    assert all(one.message and one.place.line >= 1 and _is_there(one.place.file) for one in told)
    return None


def _is_there(file: str) -> bool:
    """Whether a file is of the clinic or of its base; agreed.yaml and such need not be there."""
    return Path(file).resolve().is_relative_to(_home().parent.resolve())


BASE = (SAMPLE / "exercises.yaml").read_text(encoding="utf-8")


@given(changes)
@settings(max_examples=200)
def test_any_changes_are_a_library_or_a_list_of_problems(changed):
    library = load(json.dumps(changed, ensure_ascii=False))
    if library:
        assert texts(render(library))


@given(st.integers(0, len(BASE)), st.integers(0, 40), st.text(max_size=6), changes)
@settings(max_examples=100)
def test_any_base_below_any_changes_is_a_library_or_a_list_of_problems(at, length, damage, changed):
    library = load(json.dumps(changed, ensure_ascii=False), base=BASE[:at] + damage + BASE[at + length :])
    if library:
        assert texts(render(library))


@given(st.sampled_from(["steps", "aim", "breathing", "dose", "easier", "feel", "figures", "ask_first"]), values)
@settings(max_examples=100)
def test_any_value_in_a_field_is_a_library_or_a_list_of_problems(name, value):
    library = load(json.dumps({"exercises": {"bow": {name: {"now": value}}}}, ensure_ascii=False))
    if library:
        assert texts(render(library))
