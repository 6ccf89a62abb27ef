"""The recipes of CONTRIBUTING.md: what they promise needs no more than the files they name."""

import re

import pytest

from exercise_handbook.library import addresses
from exercise_handbook.library.edition import Edition
from exercise_handbook.library.instructions import Instructions, Note
from exercise_handbook.pages import outputs
from exercise_handbook.pages.outputs import render
from exercise_handbook.pages.templating import page
from exercise_handbook.paper.handouts import Manuscripts
from support import ROOT, texts

PACKAGE = ROOT / "hooks/exercise_handbook"
RECIPES = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("### Recipes")[2].partition("\n### ")[0]
COUNTS = {"three": 3, "four": 4}
WITH_A_COUNT = re.findall(
    r"- \*\*(.*?)\*\*: (three|four) files\. (.*?)\. (?:Then|Sitemap|For people)", RECIPES, re.DOTALL
)


def named(recipe):
    """The files that a recipe names, a folder standing for one in it."""
    return dict.fromkeys(re.findall(r"`([a-z_]+/[a-z_/.]*)`", recipe))


@pytest.mark.parametrize(("count", "recipe"), [one[1:] for one in WITH_A_COUNT], ids=[one[0] for one in WITH_A_COUNT])
def test_a_recipe_names_as_many_files_as_it_says(count, recipe):
    files = named(recipe)
    assert [name for name in files if not (PACKAGE / name).exists()] == []
    assert len(files) + recipe.count("a template") == COUNTS[count]


def test_three_recipes_have_a_count():
    assert [count for _, count, _ in WITH_A_COUNT] == ["four", "four", "three"]


def test_what_is_said_in_a_note_stands_on_page_and_sheets(sample, monkeypatch):
    note = Note("at_hand", "Have at hand", ("a rolled towel",))
    monkeypatch.setattr(Instructions, "_notes", lambda _: iter([note]))
    shown = texts(render(sample))["exercises/bow/index.html"]
    assert '<h2 id="at_hand">Have at hand</h2>' in shown
    assert "<li>a rolled towel</li>" in shown
    sheets = [one for one in Manuscripts(sample) if one.trail == ("exercises", "bow")]
    assert len(sheets) == len(sample.papers)
    assert [one.job.data["notes"] for one in sheets] == [[vars(note) | {"lines": ["a rolled towel"]}]] * len(sheets)


def test_a_kind_of_page_is_in_sitemap_and_ledger_by_its_line_in_the_table(sample, monkeypatch):
    address = "/sides/left/"
    table = addresses.pages_of_entries

    def a_page(library):
        yield page("safety.html", library, address)

    monkeypatch.setattr(addresses, "pages_of_entries", lambda library: [*table(library), address])
    monkeypatch.setattr(outputs, "RENDERERS", [*outputs.RENDERERS, a_page])
    made = texts(render(Edition.of(sample)))
    assert f"{sample.publication.address}sides/left/" in made["sitemap.xml"]
    assert "sides/left/index.html" in made
    assert address in Edition.of(sample).page_addresses
