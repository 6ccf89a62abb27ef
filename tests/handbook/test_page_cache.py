"""Pages of earlier builds: found only where they would come out the same, whatever changed."""

import ast
import gc
import shutil
from collections.abc import Mapping
from dataclasses import fields as dataclass_fields
from dataclasses import is_dataclass
from datetime import date, timedelta
from functools import partial
from types import SimpleNamespace
from zlib import crc32

import pytest

from exercise_handbook.cache import OURS
from exercise_handbook.edition import Asked, make
from exercise_handbook.intake.load import load_library
from exercise_handbook.library.edition import Edition
from exercise_handbook.library.model.entry import Entry
from exercise_handbook.library.traced import Facts, Read, Trace, Traced
from exercise_handbook.pages import page_cache
from exercise_handbook.pages.output import Recipe
from exercise_handbook.pages.outputs import render
from exercise_handbook.pages.page_cache import FEW, New, PageCache
from exercise_handbook.pages.templating import fill
from exercise_handbook.paper import two_languages
from exercise_handbook.paper.handouts import promised
from marked import copied
from support import ROOT, SAMPLE, SAMPLE_DOCS

NOW = 1_800_000_000
HANDBOOK = ROOT / "hooks/exercise_handbook"


class Builds:
    """Builds of one library after each other, with one store and one site."""

    def __init__(self, folder):
        self.home, self.store, self.site = folder / "home", folder / "store", folder / "site"

    def pages(self, library):
        """The pages that are known, and all outputs."""
        outputs = [*render(library)]
        return PageCache(self.home, self.store, library, outputs), outputs

    def build(self, library):
        """Make what is not known, and remember it. Returns what was made and what was found."""
        pages, outputs = self.pages(library)
        new, found = {}, []
        for output in outputs:
            content, reads = pages.made(output)
            file = self.site / output.uri
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            if reads:
                new[output.uri] = New(reads, crc32(content))
            elif isinstance(output.content, Recipe):
                found.append(output.uri)
        pages.remember(self.site, new, NOW)
        return SimpleNamespace(made=[*new], found=found)

    def wrongly_kept(self, library):
        """The pages that would be found though they come out otherwise."""
        pages, outputs = self.pages(library)
        return [one.uri for one in outputs if (content := pages.found(one.uri)) and content != one.made()]


@pytest.fixture
def builds(tmp_path):
    return Builds(tmp_path)


@pytest.fixture(scope="module")
def edition(sample):
    """The sample with something made for it of each kind."""
    return Edition.of(sample, promised(sample), codes={"/exercises/nod/": b"code"}, link_preview=b"sign")


def test_nothing_is_made_again_of_the_same_library(edition, builds):
    first, second = builds.build(edition), builds.build(edition)
    assert (second.made, second.found) == ([], first.made)


def test_what_is_found_is_what_was_made(edition, builds):
    builds.build(edition)
    pages, outputs = builds.pages(edition)
    assert all(pages.made(output).content == output.made() for output in outputs)


def test_a_changed_word_makes_the_pages_again_that_show_it_and_no_others(edition, builds):
    builds.build(edition)
    nod = edition.exercises["nod"].model_copy(update={"breathing": None})
    made = builds.build(edition.model_copy(update={"exercises": {**edition.exercises, "nod": nod}})).made
    assert "exercises/nod/index.html" in made
    assert {"safety/index.html", "404.html", "robots.txt"}.isdisjoint(made)


@pytest.mark.slow
def test_no_page_is_kept_whatever_in_the_data_changes(edition, tmp_path):
    builds = Builds(tmp_path)
    builds.build(edition)
    judged, senseless = [], []
    for what, changed in variants(edition):
        try:
            wrong = builds.wrongly_kept(changed)
        except (LookupError, ValueError):  # no library that passed its rules says so
            senseless.append(what)
            continue
        assert wrong == [], what
        judged.append(what)
    assert len(judged) > 5 * len(senseless)
    assert set(judged) >= {f"Exercise.{name} otherwise" for name in ("name", "aim", "steps", "plain_name", "sides")}


def variants(edition):
    """The edition with one thing changed, once for each field of each type: what changed, and what that makes."""
    seen = set()
    yield from _variants(edition, lambda whole: whole, "edition", seen)


def _variants(value, around, name, seen):
    for how, other in _otherwise(value):
        if (name, how) not in seen:
            seen.add((name, how))
            yield f"{name} {how}", around(other)
    for inner, its_name, rebuilt in _inside(value, name):
        yield from _variants(inner, lambda new, rebuilt=rebuilt: around(rebuilt(new)), its_name, seen)


def _otherwise(value):
    """A value said otherwise; of several, one fewer and in another order."""
    for kind, other in OTHERWISE.items():
        if type(value) is kind and value:
            yield "otherwise", other(value)
    if type(value) is tuple and value:
        yield from (("with one fewer", value[1:]), ("in another order", value[::-1]))
    if isinstance(value, Mapping) and value:
        items = [*value.items()]
        yield from (("with one fewer", dict(items[1:])), ("in another order", dict(items[::-1])))


OTHERWISE = {
    str: lambda words: words + words[-1],
    bytes: lambda content: content + content[:1],
    int: lambda number: number + 1,
    date: lambda day: day - timedelta(days=400),
    frozenset: lambda several: several | {("exercises", "nod")},
}


def _inside(value, name):
    """What a value is made of, the name of each, and how to make it anew with another."""
    if isinstance(value, Entry):
        fields = {field: one.alias or field for field, one in type(value).model_fields.items()}
        return _of_fields(value, fields, type(value).model_construct)
    if is_dataclass(value):
        return _of_fields(value, {one.name: one.name for one in dataclass_fields(value)}, type(value))
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return _of_fields(value, {field: field for field in value._fields}, type(value))
    if isinstance(value, tuple):
        return ((inner, name, partial(_with_item, value, number)) for number, inner in enumerate(value))
    if isinstance(value, Mapping):
        return ((inner, name, partial(_with_entry, value, key)) for key, inner in value.items())
    return ()


def _with_entry(value, key, new):
    return {**value, key: new}


def _of_fields(value, fields, made):
    values = {alias: getattr(value, field) for field, alias in fields.items()}
    for field, alias in fields.items():
        name = f"{type(value).__name__}.{field}"
        yield values[alias], name, lambda new, alias=alias: made(**values | {alias: new})


def _with_item(value, number, new):
    return (*value[:number], new, *value[number + 1 :])


@pytest.mark.parametrize("file", sorted(one.name for one in SAMPLE.glob("*.yaml")))
def test_a_word_changed_in_any_file_gives_the_site_that_a_first_build_gives(tmp_path, file):
    builds, home = Builds(tmp_path), tmp_path / "home"
    shutil.copytree(SAMPLE, home)
    builds.build(_made(home, builds.store))
    text = (home / file).read_text(encoding="utf-8")
    for old, new in _words_changed(text):
        (home / file).write_text(new, encoding="utf-8")
        assert builds.wrongly_kept(_made(home, builds.store)) == [], old


def _words_changed(text):
    """The text with the last word before a full stop changed, in the first and the last sentence."""
    for place in {text.find(".\n"), text.rfind(".\n")}:
        if place > 0:
            yield text[place - 20 : place], f"{text[:place]}s{text[place:]}"


def _made(home, store):
    return make(Asked(home, SAMPLE_DOCS, store, has_handouts=False)).library


def test_another_program_keeps_nothing(edition, builds, monkeypatch, tmp_path):
    copied = tmp_path / "program"
    shutil.copytree(HANDBOOK, copied, ignore=shutil.ignore_patterns("__pycache__", "fonts"))
    monkeypatch.setattr(page_cache, "PROGRAM", copied)
    builds.build(edition)
    assert builds.build(edition).made == []
    for changed in ("templates/parts/stop.html", "library/duration.py", "labels/labels.yaml", "assets/play.js"):
        with (copied / changed).open("a", encoding="utf-8") as file:
            file.write("\n")
        assert builds.build(edition).found == [], changed


def test_another_version_of_a_package_keeps_nothing(edition, builds, monkeypatch):
    builds.build(edition)
    monkeypatch.setattr("exercise_handbook.cache._version", lambda package: f"{package} 0")
    assert builds.build(edition).found == []


def test_a_page_that_was_spoilt_in_the_store_is_made_again(edition, builds):
    builds.build(edition)
    (pack,) = builds.store.glob("*.pack")
    content = bytearray(pack.read_bytes())
    content[len(content) // 2] ^= 1
    pack.write_bytes(content)
    assert len(builds.build(edition).made) == 1
    assert builds.wrongly_kept(edition) == []


def test_without_its_pages_a_table_keeps_nothing(edition, builds):
    builds.build(edition)
    (pack,) = builds.store.glob("*.pack")
    pack.unlink()
    assert builds.build(edition).found == []


def test_the_store_does_not_grow_with_each_change(edition, builds):
    for number in range(2 * FEW + 3):
        nod = edition.exercises["nod"].model_copy(update={"aim": f"To nod {number} times."})
        builds.build(edition.model_copy(update={"exercises": {**edition.exercises, "nod": nod}}))
        assert len([*builds.store.glob("*.pack")]) <= FEW + 1
    whole = sum(len(one.made()) for one in render(edition) if isinstance(one.content, Recipe))
    assert sum(file.stat().st_size for file in builds.store.glob("*.pack")) < 9 * whole
    assert all(OURS.fullmatch(file.name) for file in builds.store.iterdir())


def test_what_changed_in_the_site_before_it_was_kept_is_made_again(edition, builds, monkeypatch):
    pages, outputs = builds.pages(edition)
    output = next(one for one in outputs if one.uri == "safety/index.html")
    content, reads = pages.made(output)
    file = builds.site / output.uri
    file.parent.mkdir(parents=True)
    file.write_bytes(content.replace(b"stop", b"go on"))
    pages.remember(builds.site, {output.uri: New(reads, crc32(content))}, NOW)
    assert builds.pages(edition)[0].found(output.uri) == b""


def test_a_recipe_takes_words_and_functions_of_modules_alone(edition):
    for smuggled in (edition.exercises["nod"], lambda library: {}, partial(fill, "safety.html")):
        with pytest.raises(TypeError, match="neither a word nor a function of a module"):
            Recipe(fill, edition, (smuggled,))


def test_what_is_read_once_a_page_is_made_is_refused(edition):
    trace = Trace()
    library = Facts(edition).traced("", trace)
    trace.ended()
    with pytest.raises(RuntimeError, match="safety is read too late"):
        _ = library.safety


def test_who_noted_what_the_page_and_the_data_of_an_exercise_read_is_let_go_of_at_once(edition, builds):
    pages, outputs = builds.pages(edition)
    outputs = [one for one in outputs if one.uri.startswith(("exercises/", "api/v1/exercises/"))]
    assert len(outputs) > len(edition.exercises)
    gc.collect()
    gc.disable()  # or it finds by and by what holds one another, too late for thousands of pages
    try:
        for output in outputs:
            pages.made(output)
        left = [one for one in gc.get_objects() if type(one) in (Trace, Traced)]
    finally:
        gc.enable()
    assert left == []


def test_what_nobody_can_compare_is_refused(edition):
    trace = Trace()
    odd = edition.model_copy(update={"about": object()})
    facts = Facts(odd)
    _ = facts.traced("", trace).about
    with pytest.raises(TypeError, match="nobody knows how to tell"):
        facts.digest(trace.ended())


def test_values_that_differ_in_type_or_order_are_told_apart(edition):
    said = [1, True, "1", None, "None", (), {}, "", b"", (1,), ((1,),), {"a": 1}, (("a", 1),), ("a", 1), frozenset([1])]
    digests = set()
    for one in said:
        digests.add(Facts(edition.model_copy(update={"about": one})).digest([Read("", "whole", "about")]))
    assert len(digests) == len(said)


ELSEWHERE = {"today", "now", "utcnow", "time", "getenv", "random", "choice", "urandom", "getcwd"}
"""Functions whose answer is another at another time or place."""


@pytest.mark.parametrize("room", ["pages", "library", "labels"])
def test_no_page_asks_for_what_no_trace_holds(room):
    called = {
        f"{file.name}:{node.lineno}: {name}"
        for file in (HANDBOOK / room).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        for name in [getattr(node.func, "attr", getattr(node.func, "id", ""))]
        if name in ELSEWHERE
    }
    assert called == set()


def test_pages_of_a_site_in_two_languages_with_sheets_in_both_are_found_again(builds, tmp_path):
    folder = copied(ROOT / "tests/handbook/languages/fr", tmp_path / "fr")
    library = load_library(folder)
    (other,) = library.translations
    made_in = Edition.of(other, promised(other), two_languages.promised(library, other))
    edition = Edition.joined([Edition.of(library, promised(library)), made_in])
    made = builds.build(edition).made
    assert {"print/index.html", "ar/print/index.html"} <= {*made}
    again = builds.build(edition)
    assert again.made == []
    assert sorted(again.found) == sorted(made)
