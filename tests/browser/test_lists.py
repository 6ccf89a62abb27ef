"""A long library in a real browser: its letters, its filters with and without scripts."""

import sys

import pytest

from conftest import served
from exercise_handbook.intake.load import load_library
from support import ROOT, build, choice

SIZE = 150


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A generated library, long enough to be listed by letter."""
    sys.path.insert(0, str(ROOT / "tools/benchmarks"))
    from generate import write_library

    folder = tmp_path_factory.mktemp("long")
    write_library(SIZE, folder / "data")
    return folder


@pytest.fixture(scope="module")
def long_address(folder):
    """Where its site is served."""
    result = build(ROOT, folder / "site", DATA=str(folder / "data"), HANDOUTS="no")
    assert result.returncode == 0, result.stderr
    with served(folder / "site") as where:
        yield where


@pytest.fixture(scope="module")
def long_library(folder):
    return load_library(folder / "data", ROOT / "docs")


def shown(page):
    return page.evaluate(
        """() => [...document.querySelectorAll(".card")].filter((one) => one.checkVisibility()).map(
        (one) => one.querySelector("a").textContent)"""
    )


def test_filters_leave_what_serves_and_no_letter_without_a_name(page, long_address, long_library):
    page.goto(f"{long_address}/exercises/?kind=strengthen&area=thighs")
    expected = {exercise.name for exercise in long_library.exercises_for("strengthen", "thighs")}
    assert set(shown(page)) == expected
    assert page.locator("[data-count]").inner_text() == f"{len(expected)} exercises"
    assert page.locator(".group:visible").count() == page.locator(".group:visible:has(.card:not([hidden]))").count()
    letters = page.locator(".letters a:visible").all_text_contents()
    assert letters == page.locator(".group:visible h2").all_text_contents()
    page.get_by_role("radio", name=choice(long_library)[0], exact=True).check()
    assert len(shown(page)) == SIZE


def test_what_little_a_filter_leaves_is_one_list_without_letters(page, long_address, long_library):
    few = {pair: long_library.exercises_for(*pair) for pair in long_library.purposes()}
    (kind, area), left = min(few.items(), key=lambda one: len(one[1]))
    assert 0 < len(left) <= 20
    page.goto(f"{long_address}/exercises/?kind={kind}&area={area}")
    assert len(shown(page)) == len(left)
    assert page.locator(".letters:visible, .group-head:visible").count() == 0
    page.get_by_role("radio", name=choice(long_library)[0], exact=True).check()
    assert page.locator(".letters:visible").count() == 1
    assert page.locator(".group-head:visible").count() == page.locator(".group").count()


def test_filters_of_a_long_list_work_without_scripts(browser, long_address, long_library):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{long_address}/exercises/")
    cell, serving = choice(long_library, area="thighs")
    page.get_by_role("radio", name=cell, exact=True).check()
    assert page.locator(".card:visible").count() == len(serving) > 0
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
    for letter in page.locator(".letters a").all_text_contents()[:-1]:  # the last one's names end the page
        page.goto(f"{long_address}/exercises/")
        page.locator(".letters a", has_text=letter).click()
        for _ in range(10):  # looking at a page lets it go on to its next frame
            page.screenshot()
        group = page.locator(".group", has=page.get_by_role("heading", name=letter, exact=True))
        assert 0 <= group.locator("h2").bounding_box()["y"] <= 60
        group.get_by_role("link", name="Letters").click()
        assert page.locator(".letters a").first.bounding_box()["y"] >= 0
    context.close()


def test_what_a_reader_asks_for_is_unfolded_without_scripts(browser, long_address, long_library):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{long_address}/clinicians/")
    page.locator("#letter-g > summary").click()
    slug = next(slug for slug in long_library.exercises if slug.startswith("gentle"))
    assert page.get_by_text(f"https://example.org/exercises/{slug}/", exact=True).is_visible()
    context.close()


def test_the_search_says_how_many_there_are_and_leads_to_all_of_them(page, long_address, long_library):
    page.goto(f"{long_address}/exercises/")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("searchbox").fill("knees to the chest")
    page.locator(".search-results a").first.wait_for()
    expected = int(page.locator(".search-count").inner_text().split()[0])
    assert expected > 20
    assert page.locator(".search-results a").count() == 20
    page.get_by_role("button", name="Show more").click()
    assert page.locator(".search-results a").count() == expected
    assert not page.get_by_role("button", name="Show more").is_visible()
