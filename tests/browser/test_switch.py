"""The way to another language: it covers nothing, and opens the same place of the same page."""

import shutil

import pytest

from conftest import served
from exercise_handbook.intake.load import load_library
from exercise_handbook.pages.outputs import render
from marked import copied, translated
from support import SAMPLE, SAMPLE_DOCS


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """The sample in English and in a made-up Spanish, served."""
    home = tmp_path_factory.mktemp("two")
    folder = copied(SAMPLE, home / "sample")
    translated(folder, "es")
    for output in render(load_library(folder, SAMPLE_DOCS)):
        (home / "site" / output.uri).parent.mkdir(parents=True, exist_ok=True)
        (home / "site" / output.uri).write_bytes(output.made())
    with served(home / "site") as where:
        yield where
    shutil.rmtree(home)


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_it_keeps_the_part_of_a_page_and_leaves_the_search_in_reach(page, two, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{two}/exercises/nod/#dose")
    page.click("a[data-language][lang=es]")
    page.wait_for_url(f"{two}/es/exercises/nod/#dose")
    page.click("[data-search-open]")
    page.fill("#search-words", "Nod")
    page.wait_for_selector(".search-results img")
    assert page.eval_on_selector(".search-results img", "one => one.decode().then(() => one.naturalWidth > 0)")


def test_a_plan_opens_in_another_language_with_its_pictures(page, two):
    page.goto(f"{two}/routines/morning/")
    link = page.get_attribute("a[href*='plan/#']", "href").replace("../..", two).replace("&start", "")
    page.goto(link)
    page.click("a[data-language][lang=es]")
    page.wait_for_url("**/es/plan/#*")
    page.wait_for_selector("main img[src*='/figures/']")
    assert page.url.partition("#")[2] == link.partition("#")[2]
    assert "«Nod»" in page.inner_text("main")
    loaded = "(all) => Promise.all(all.map((one) => one.decode().then(() => one.naturalWidth > 0)))"
    assert all(page.eval_on_selector_all("main img[src*='/figures/']", loaded))
