"""Access: what the audit cannot ask of any site, because one must know this one."""

import re
from pathlib import Path

import pytest

from handbook.assets import assets
from handbook.load import load_library
from support import ROOT

LIBRARY = load_library(ROOT / "data", ROOT / "docs")
HERE = Path(__file__).parent
PAGES = sorted(address for address in LIBRARY.page_addresses if "#" not in address)
every_page = pytest.mark.parametrize("at", [*PAGES, "/404.html"])
WIDTHS = (320, 390, 768, 1280, 1920)


@every_page
def test_text_of_twice_the_size_goes_nowhere_sideways(page, address, at):
    page.goto(address + at)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert sideways(page) == []


@every_page
def test_written_from_right_to_left_nothing_goes_sideways(page, address, at):
    page.goto(address + at)
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert sideways(page) == []
    left, right = page.evaluate(EDGES)
    assert left > page.viewport_size["width"] - right


EDGES = """() => {
  const words = document.createRange();
  words.selectNodeContents(document.querySelector("h1"));
  const { left, right } = words.getBoundingClientRect();
  return [left, right];
}"""


def sideways(page):
    """The widths at which a page is wider than its window."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(width)
    return found


SMALL_TARGETS = """() => [...document.querySelectorAll("a[href], button, input, summary, label")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
  .filter((one) => getComputedStyle(one).display !== "inline" && !one.matches(".skip, label[for]"))
  .filter((one) => getComputedStyle(one, "::after").position !== "absolute")
  .map((one) => [one, (one.closest("label") ?? one).getBoundingClientRect()])
  .filter(([one, { width, height }]) => width < 43.99 || height < 43.99)
  .map(([one, { width, height }]) => `${one.outerHTML.slice(0, 80)} ${width} ${height}`)"""

LONE_WORDS = """() => [...document.querySelectorAll("a[href]")]
  .filter((one) => getComputedStyle(one).display === "inline" && !one.closest(".footnote, sup"))
  .filter((one) => getComputedStyle(one, "::after").position !== "absolute")
  .filter((one) => one.textContent.trim() === one.parentElement.textContent.trim())
  .map((one) => one.outerHTML)"""


@every_page
def test_what_one_presses_is_44_pixels_wide_and_high_unless_it_is_a_word_of_a_sentence(page, address, at):
    page.goto(address + at)
    page.get_by_role("button", name="Search").wait_for()
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate(SMALL_TARGETS) == []
        assert page.evaluate(LONE_WORDS) == []


WALK = """() => {
  const one = document.activeElement;
  const seen = one.closest(".card, .purpose-list li, .search-results li, .chip") ?? one;
  const ring = [one, seen, ...seen.querySelectorAll("span"), one.nextElementSibling ?? one];
  const { left, right, top, bottom, width, height } = seen.getBoundingClientRect();
  return {
    words: one.outerHTML.slice(0, 90),
    at: [...document.querySelectorAll("*")].indexOf(one),
    ring: ring.some((other) => parseFloat(getComputedStyle(other).outlineWidth) >= 3
      && getComputedStyle(other).outlineStyle !== "none"),
    shows: width > 0 && height > 0 && right > 0 && left < innerWidth && bottom > 0 && top < innerHeight,
  };
}"""
REACHABLE = """() => [...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }))
  .filter((one) => one.type !== "radio" || one.checked).length"""


@every_page
@pytest.mark.parametrize("width", [390, 1280])
def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(page, address, at, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(address + at)
    page.get_by_role("button", name="Search").wait_for()
    number = page.evaluate(REACHABLE)
    stops = []
    for _ in range(number):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(WALK))
    assert [stop["words"] for stop in stops if not (stop["ring"] and stop["shows"])] == []
    places = [stop["at"] for stop in stops]
    assert places == sorted(set(places))


def test_the_skip_link_leads_past_the_navigation(page, address):
    page.goto(f"{address}/exercises/hip-lift/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_escape_closes_the_search_even_when_words_are_in_it_and_the_focus_returns(page, address):
    page.goto(f"{address}/safety/")
    page.get_by_role("button", name="Search").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("bridge")
    page.locator(".search-results a").first.wait_for()
    page.keyboard.press("Escape")
    assert not page.locator("dialog").evaluate("one => one.open")
    assert page.evaluate("document.activeElement.hasAttribute('data-search-open')")


@pytest.mark.parametrize(
    ("at", "selector"),
    [("/exercises/", "[data-count]"), ("/exercises/hip-lift/", "[data-said-by-player]"), ("/", ".search-count")],
)
def test_what_changes_without_the_reader_going_there_is_read_out(page, address, at, selector):
    page.goto(address + at)
    assert page.locator(selector).get_attribute("role") == "status"


def test_the_tree_of_an_exercise_reads_as_its_page_does(page, sample_address):
    """The expected tree was read against the page; it holds what a screen reader says, in its order."""
    page.goto(f"{sample_address}/exercises/nod/")
    page.get_by_role("button", name="Show the movement").wait_for()
    tree = re.sub(r"\d+ KB", "some KB", page.locator("body").aria_snapshot())
    assert tree + "\n" == (HERE / "nod.aria.yaml").read_text()


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
    styles = assets()["handbook.css"].content.read_text()
    assert not re.search(r"transition|animation|scroll-behavior|@keyframes", styles)
