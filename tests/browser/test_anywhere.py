"""One built site works wherever it lies: at the root of a server, under a path, in a folder opened as files."""

import shutil
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from conftest import served
from support import becomes, choice, comes_true


@contextmanager
def at_the_root(site, tmp_path):
    with served(site) as address:
        yield f"{address}/", ""


@contextmanager
def under_a_path(site, tmp_path):
    shutil.copytree(site, tmp_path / "back/care")
    with served(tmp_path) as address:
        yield f"{address}/back/care/", ""


@contextmanager
def as_files(site, tmp_path):
    yield f"{site.as_uri()}/", "index.html"


everywhere = pytest.mark.parametrize("place", [at_the_root, under_a_path, as_files])


@pytest.fixture
def opened(page, site, tmp_path, place):
    """The home page, and a function that gives the address of another; nothing may be said on the console."""
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    with place(site, tmp_path) as (home, name):
        page.goto(home + name)
        yield lambda at: f"{home}{at}{name}"
        page.close()
    assert said == []


@everywhere
def test_links_lead_from_page_to_page(page, opened):
    page.get_by_role("link", name="See all").click()
    page.wait_for_url(opened("exercises/"))
    page.get_by_role("link", name="Hip lift", exact=True).click()
    page.wait_for_url(opened("exercises/hip-lift/"))
    page.get_by_role("link", name="strengthen your buttocks").click()
    page.wait_for_url(opened("purposes/") + "#strengthen-buttocks")
    page.get_by_role("link", name="Lower back exercises").click()
    page.wait_for_url(opened(""))


@everywhere
def test_pages_are_dressed_and_have_their_pictures(page, opened):
    page.goto(opened("exercises/hip-lift/"))
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontSize") == "30px"
    assert becomes(
        page,
        "[...document.querySelectorAll('.figure img:not([loading=lazy])')].every((one) => one.naturalWidth > 0)",
    )


@everywhere
def test_the_choice_of_dark_is_kept_from_page_to_page(page, opened):
    page.get_by_role("button", name="Dark").click()

    def is_dark(at: str) -> bool:
        page.goto(opened(at))
        return page.evaluate("document.documentElement.dataset.theme") == "dark"

    for at in ("floor/", "safety/"):
        assert comes_true(page, lambda at=at: is_dark(at))  # between files it comes a moment later


@everywhere
def test_search_finds_and_leads_there(page, opened):
    page.goto(opened("safety/"))
    page.get_by_role("button", name="Search").click()
    page.get_by_role("searchbox").fill("bridge")
    page.get_by_role("link", name="Hip lift", exact=True).click()
    page.wait_for_url(opened("exercises/hip-lift/"))


@everywhere
def test_filters_work_and_keep_the_choice_in_the_address(page, opened, library):
    cell, serving = choice(library, area="thighs")
    page.goto(opened("exercises/"))
    page.locator(".purposes > summary").click()
    page.get_by_role("radio", name=cell, exact=True).check()
    assert len(serving) < len(library.exercises)
    expect(page.locator(".card:visible")).to_have_count(len(serving))
    page.wait_for_url("**?area=thighs")
    page.reload()
    expect(page.locator(".card:visible")).to_have_count(len(serving))


@pytest.mark.parametrize("place", [as_files])
def test_opened_as_files_no_control_shows_that_cannot_work(page, opened):
    page.goto(opened("exercises/hip-lift/"))
    assert page.get_by_role("button", name="Show the movement").count() == 0
