"""Access: what the audit cannot ask of any site, because one must know this one."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from exercise_handbook.pages.assets import assets
from support import becomes

HERE = Path(__file__).parent


@pytest.mark.parametrize("at", ["/", "/exercises/hip-lift/", "/evidence/"])
def test_written_from_right_to_left_a_page_begins_at_its_right(page, address, at):
    page.goto(address + at)
    page.evaluate("document.documentElement.dir = 'rtl'")
    left, right = page.evaluate(EDGES)
    assert left > page.viewport_size["width"] - right


EDGES = """() => {
  const words = document.createRange();
  words.selectNodeContents(document.querySelector("h1"));
  const { left, right } = words.getBoundingClientRect();
  return [left, right];
}"""


def test_the_skip_link_leads_past_the_navigation(page, address):
    page.goto(f"{address}/exercises/hip-lift/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert becomes(page, "document.activeElement.closest('main') !== null")


def test_escape_closes_the_search_even_when_words_are_in_it_and_the_focus_returns(page, address):
    page.goto(f"{address}/safety/")
    page.get_by_role("button", name="Search").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("bridge")
    page.locator(".search-results a").first.wait_for()
    page.keyboard.press("Escape")
    expect(page.locator("#search")).to_be_hidden()
    assert becomes(page, "document.activeElement.hasAttribute('data-search-open')")


@pytest.mark.parametrize(
    ("at", "selector"),
    [("/exercises/", "[data-count]"), ("/exercises/hip-lift/", "[data-said-by-player]"), ("/", ".search-count")],
)
def test_what_changes_without_the_reader_going_there_is_read_out(page, address, at, selector):
    page.goto(address + at)
    assert page.locator(selector).get_attribute("role") == "status"


def test_the_tree_of_an_exercise_reads_as_its_page_does(page, sample_address, request):
    """The expected tree was read against the page; it holds what a screen reader says, in its order."""
    page.goto(f"{sample_address}/exercises/nod/")
    page.get_by_role("button", name="Show the movement").wait_for()
    tree = re.sub(r"\d+ KB", "some KB", page.locator("body").aria_snapshot())
    blessed = HERE / "nod.aria.yaml"
    if request.config.getoption("--bless"):
        blessed.write_text(f"{tree}\n")
    assert f"{tree}\n" == blessed.read_text()


@pytest.mark.parametrize("at", ["/", "/exercises/", "/exercises/hip-lift/", "/safety/", "/evidence/"])
def test_in_the_colours_of_the_reader_edges_and_marks_stay(browser, address, at):
    context = browser.new_context(forced_colors="active", viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(address + at)
    edges = page.locator(".button, .chip span, .stop, .help-card, .admonition, .site-nav a[aria-current]")
    for edge in edges.all():
        style = edge.evaluate(
            "(one) => [getComputedStyle(one).borderBottomWidth, getComputedStyle(one).borderBottomColor]"
        )
        assert style[0] != "0px"
        assert style[1] != page.evaluate("getComputedStyle(document.body).backgroundColor")
    context.close()


def test_nothing_moves_unless_the_reader_starts_it():
    styles = assets()["handbook.css"].made().decode()
    assert not re.search(r"transition|animation|scroll-behavior|@keyframes", styles)
