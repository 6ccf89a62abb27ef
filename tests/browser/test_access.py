"""Access: what axe finds, with the strictest rules on. It decides about a third of WCAG; the rest is looked at."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from handbook.load import load_library
from support import ROOT

LIBRARY = load_library(ROOT / "data", ROOT / "docs")
PAGES = sorted(address for address in LIBRARY.page_addresses if "#" not in address)
RULES = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def faults(page):
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [(fault["id"], fault["nodes"][0]["html"]) for fault in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("at", [*PAGES, "/404.html"])
def test_axe_finds_nothing(browser, address, at, scheme):
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    page = context.new_page()
    page.goto(address + at)
    assert faults(page) == []
    context.close()


def test_axe_finds_nothing_in_the_open_search(page, address):
    page.goto(address)
    page.get_by_role("button", name="Search").click()
    page.get_by_role("searchbox").fill("bridge")
    page.locator(".search-results a").first.wait_for()
    assert faults(page) == []


def test_axe_would_find_a_fault(page, address):
    page.goto(address)
    page.evaluate("document.querySelector('main img').removeAttribute('alt')")
    assert [name for name, _ in faults(page)] == ["image-alt"]
