"""A long library in a real browser: its letters, its filters with and without scripts."""

import sys
from functools import partial

import pytest
from playwright.sync_api import expect

from conftest import served
from exercise_handbook.intake.load import load_library
from support import ROOT, built, choice, comes_true, once

SIZE = 150


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A generated library, long enough to be listed by letter, and its site."""
    sys.path.insert(0, str(ROOT / "tools/benchmarks"))
    from generate import write_library

    def make(folder):
        write_library(SIZE, folder / "data")
        built(ROOT, folder / "site", DATA=str(folder / "data"), HANDOUTS="no")

    return once(tmp_path_factory, "long", make)


@pytest.fixture(scope="module")
def long_address(folder):
    """Where its site is served."""
    with served(folder / "site") as where:
        yield where


@pytest.fixture(scope="module")
def long_library(folder):
    return load_library(folder / "data", ROOT / "docs")


def top(element):
    return element.bounding_box()["y"]


def is_at_the_top(element):
    return 0 <= top(element) <= 60


def shown(page):
    return page.evaluate(
        """() => [...document.querySelectorAll(".card")].filter((one) => one.checkVisibility()).map(
        (one) => one.querySelector("a").textContent)"""
    )


def test_filters_leave_what_serves_and_no_letter_without_a_name(page, long_address, long_library):
    page.goto(f"{long_address}/exercises/?kind=strengthen&area=thighs")
    expected = {exercise.name for exercise in long_library.exercises_for("strengthen", "thighs")}
    expect(page.locator("[data-count]")).to_have_text(f"{len(expected)} exercises")
    assert set(shown(page)) == expected
    assert page.locator(".group:visible").count() == page.locator(".group:visible:has(.card:not([hidden]))").count()
    letters = page.locator(".letters a:visible").all_text_contents()
    assert letters == page.locator(".group:visible h2").all_text_contents()
    page.get_by_role("radio", name=choice(long_library)[0], exact=True).check()
    assert comes_true(page, lambda: len(shown(page)) == SIZE)


def test_what_little_a_filter_leaves_is_one_list_without_letters(page, long_address, long_library):
    few = {pair: long_library.exercises_for(*pair) for pair in long_library.purposes()}
    (kind, area), left = min(few.items(), key=lambda one: len(one[1]))
    assert 0 < len(left) <= 20
    page.goto(f"{long_address}/exercises/?kind={kind}&area={area}")
    assert comes_true(page, lambda: len(shown(page)) == len(left))
    expect(page.locator(".letters:visible, .group-head:visible")).to_have_count(0)
    page.get_by_role("radio", name=choice(long_library)[0], exact=True).check()
    expect(page.locator(".letters:visible")).to_have_count(1)
    expect(page.locator(".group-head:visible")).to_have_count(page.locator(".group").count())


def test_filters_of_a_long_list_work_without_scripts(browser, long_address, long_library):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{long_address}/exercises/")
    cell, serving = choice(long_library, area="thighs")
    page.get_by_role("radio", name=cell, exact=True).check()
    assert serving
    expect(page.locator(".card:visible")).to_have_count(len(serving))
    context.close()


def test_the_styles_of_the_filters_are_fetched_only_where_no_script_filters(page, long_address):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{long_address}/exercises/")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "filter." in url]
    assert not [url for url in asked if "filters.css" in url]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_each_letter_leads_to_its_names_and_back_to_the_letters(browser, long_address, scripts):
    context = browser.new_context(java_script_enabled=scripts, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{long_address}/exercises/")
    links = page.locator(".letters a").evaluate_all("all => all.map((one) => one.getAttribute('href'))")
    for link in links[:-1]:  # the last one's names end the page
        page.goto(f"{long_address}/exercises/")
        page.locator(f".letters a[href='{link}']").click()
        for _ in range(10):  # looking at a page lets it go on to its next frame
            page.screenshot(clip={"x": 0, "y": 0, "width": 1, "height": 1})
        assert comes_true(page, partial(is_at_the_top, page.locator(link)))
        page.locator(f".group-head:has({link})").get_by_role("link", name="Letters").click()
        assert comes_true(page, lambda: top(page.locator(".letters a").first) >= 0)
    context.close()


def test_what_a_reader_asks_for_is_unfolded_without_scripts(browser, long_address, long_library):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{long_address}/clinicians/")
    page.locator("#letter-g > summary").click()
    slug = next(slug for slug in long_library.exercises if slug.startswith("gentle"))
    expect(page.get_by_text(f"https://example.org/exercises/{slug}/", exact=True)).to_be_visible()
    context.close()


def test_the_search_says_how_many_there_are_and_leads_to_all_of_them(page, long_address, long_library):
    page.goto(f"{long_address}/exercises/")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("searchbox").fill("knees to the chest")
    page.locator(".search-results a").first.wait_for()
    expected = int(page.locator(".search-count").inner_text().split()[0])
    assert expected > 20
    expect(page.locator(".search-results a")).to_have_count(20)
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(".search-results a")).to_have_count(expected)
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()
