"""Pages in a real browser: what works. What any page must keep, the audit asks of each: tests/audit/."""

import gzip
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from conftest import served
from exercise_handbook.pages.assets import asset
from support import ROOT, SMALL, becomes, built, choice, ours, stop_the_clock

LIBRARY = ours()


def test_dark_is_what_the_system_wants_until_the_reader_chooses(browser, address):
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{address}/exercises/hip-lift/")
    expect(page.locator("body")).to_have_css("background-color", "rgb(18, 25, 27)")
    page.get_by_role("button", name="Light").click()
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    page.goto(f"{address}/safety/")
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    assert page.evaluate("Object.entries(localStorage).join()") == "theme,light"
    context.close()


def test_a_picture_with_a_dark_twin_follows_the_choice(browser, sample_address):
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{sample_address}/exercises/nod/")
    assert becomes(page, "document.querySelector('.figure img').currentSrc.endsWith('nod-start-dark.svg')")
    page.get_by_role("button", name="Light").click()
    assert becomes(page, "document.querySelector('.figure img').currentSrc.endsWith('nod-start.svg')")
    context.close()


@pytest.mark.parametrize("exercise", LIBRARY.exercises, ids=str)
def test_a_movement_is_fetched_and_played_only_when_asked_for(page, address, exercise):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    stop_the_clock(page)  # the shortest movement takes ten seconds
    page.goto(f"{address}/exercises/{exercise}/")
    page.get_by_role("button", name="Show the movement").wait_for()
    assert not [url for url in asked if "motion" in url]
    page.get_by_role("button", name="Show the movement").click()
    page.locator("[data-stage] [data-moment]").first.wait_for(state="attached")
    page.locator("[data-said-by-player]:not(:empty)").wait_for()
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("button", name="Show the movement").wait_for()
    assert [url for url in asked if url.endswith(f"{exercise}-motion.svg")]


@pytest.mark.parametrize("exercise", LIBRARY.exercises.values(), ids=lambda e: e.slug)
def test_a_movement_is_at_most_thirty_kilobytes_compressed(exercise):
    assert len(gzip.compress(LIBRARY.pictures[exercise.movement].path.read_bytes(), 6)) <= 30_000


def test_filters_hide_what_does_not_serve_and_keep_the_choice_in_the_address(page, address):
    cell, serving = choice(LIBRARY, "strengthen", "stomach")
    page.goto(f"{address}/exercises/")
    page.locator(".purposes > summary").click()
    page.get_by_role("radio", name=cell, exact=True).check()
    assert 0 < len(serving) < len(LIBRARY.exercises)
    expect(names_shown(page)).to_have_text(serving)
    page.wait_for_url(f"{address}/exercises/?kind=strengthen&area=stomach")
    expect(page.get_by_role("status").filter(has_text=LIBRARY.say("exercises_count", n=len(serving)))).to_be_visible()
    page.reload()
    expect(names_shown(page)).to_have_text(serving)
    expect(page.locator(".purposes > .scroller")).to_be_visible()  # what is chosen is not folded away
    page.get_by_role("radio", name=choice(LIBRARY)[0], exact=True).check()
    page.wait_for_url(f"{address}/exercises/")
    expect(names_shown(page)).to_have_count(len(LIBRARY.exercises))


@pytest.mark.parametrize(
    ("kind", "area"), [(kind, area) for kind in LIBRARY.kinds_used for area in LIBRARY.areas_used], ids=str
)
def test_a_filter_shows_exactly_what_serves_the_purpose(page, address, kind, area):
    page.goto(f"{address}/exercises/?kind={kind}&area={area}")
    asked = LIBRARY.exercises_for(kind, area) or LIBRARY.exercises.values()  # what nothing serves cannot be chosen
    expected = [exercise.name for exercise in asked]
    expect(names_shown(page)).to_have_text(expected)
    expect(page.locator("[data-count]")).to_have_text(LIBRARY.say("exercises_count", n=len(expected)))


def test_the_table_of_purposes_says_how_many_each_choice_leaves(page, address):
    page.goto(f"{address}/exercises/")
    page.locator(".purposes > summary").click()
    choices = page.locator("[data-filters] .cell").all()
    assert len(choices) > len(LIBRARY.areas_used)
    for cell in choices:
        cell.click()
        expect(names_shown(page)).to_have_count(int(cell.locator("[aria-hidden]").inner_text()))


@pytest.mark.parametrize(("width", "open_at_first"), [(390, False), (1280, True)])
def test_the_table_of_purposes_is_folded_where_it_would_fill_the_first_screen(page, address, width, open_at_first):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{address}/exercises/")
    expect(page.locator(".purposes > .scroller")).to_be_visible(visible=open_at_first)
    expect(page.locator(".purposes > summary")).to_be_visible(visible=not open_at_first)
    assert page.locator(".card").first.bounding_box()["y"] < 844


def test_on_a_wide_screen_the_table_of_purposes_keeps_clear_of_the_list(page, address):
    page.set_viewport_size({"width": 1280, "height": 844})
    page.goto(f"{address}/exercises/")
    table, cards = page.locator(".matrix").bounding_box(), page.locator(".groups").bounding_box()
    assert table["x"] + table["width"] + 16 <= cards["x"]


def test_on_a_wide_screen_what_one_does_has_the_wide_side_where_there_are_no_pictures(page, tmp_path):
    page.set_viewport_size({"width": 1280, "height": 844})
    with served(built(ROOT, tmp_path / "site", DATA=str(SMALL), HANDOUTS="no")) as where:
        page.goto(f"{where}/exercises/wave/")
        steps, stop = page.locator(".guide").bounding_box(), page.locator(".stop").bounding_box()
    assert steps["width"] > stop["width"]
    assert steps["x"] + steps["width"] < stop["x"]
    assert steps["y"] == stop["y"]


def test_a_phone_shows_the_sheets_of_one_paper_at_a_time_with_and_without_scripts(browser, address):
    for scripts in (True, False):
        context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=scripts)
        page = context.new_page()
        page.goto(f"{address}/print/")
        page.get_by_role("radio", name="US Letter", exact=True).check()
        shown = page.locator(".sheets td:visible a")
        expect(shown.and_(page.locator("a:not([href$='-letter.pdf']), a[href*=large-print]"))).to_have_count(0)
        assert shown.count() > len(LIBRARY.exercises)
        context.close()


@pytest.mark.parametrize("purpose", [("", "thighs"), ("strengthen", ""), ("stretch", "buttocks"), ("", "")])
def test_filters_work_without_scripts(browser, address, purpose):
    cell, serving = choice(LIBRARY, *purpose)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/exercises/")
    page.get_by_role("radio", name=cell, exact=True).check()
    assert serving
    expect(names_shown(page)).to_have_text(serving)
    context.close()


def names_shown(page):
    return page.locator(".card:visible h2")


def test_search_is_fetched_only_when_it_is_opened(page, address):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/safety/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "search" in url]
    page.get_by_role("button", name="Search").click()
    page.get_by_role("searchbox").fill("bridge")
    page.locator(".search-results a").first.wait_for()
    assert {asset("search.js"), asset("search-en.js"), "/search-rows.js"} <= {urlsplit(url).path for url in asked}


def test_search_closes_with_escape_and_gives_the_focus_back(page, address):
    page.goto(f"{address}/safety/")
    page.get_by_role("button", name="Search").focus()
    page.keyboard.press("Enter")
    page.get_by_role("searchbox").wait_for()
    page.keyboard.press("Escape")
    assert becomes(page, "document.activeElement.hasAttribute('data-search-open')")


def test_search_is_gone_through_by_keyboard(page, address):
    page.goto(f"{address}/safety/")
    page.get_by_role("button", name="Search").focus()
    page.keyboard.press("Enter")
    page.get_by_role("searchbox").wait_for()
    page.keyboard.type("bridge")
    page.locator(".search-results a").first.wait_for()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/exercises/hip-lift/")


def test_search_says_when_it_finds_nothing(page, address):
    page.goto(f"{address}/safety/")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("searchbox").fill("xylophone quartet")
    page.get_by_text("Nothing found").wait_for()


def test_a_link_that_asks_to_print_opens_the_printer(page, address):
    page.add_init_script("window.printed = 0; window.print = () => { window.printed += 1 }")
    page.goto(f"{address}/routines/ten-minutes/#print")
    assert becomes(page, "window.printed === 1")
    page.locator("summary", has_text="Print").click()
    page.get_by_role("button", name="Print this page").click()
    assert becomes(page, "window.printed === 2")


def test_the_link_that_is_copied_is_the_address_for_good(browser, address):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}/exercises/hip-lift/")
    page.locator("summary", has_text="Send").click()
    page.get_by_role("button", name="Copy link").click()
    page.get_by_role("button", name="Link copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "https://example.org/exercises/hip-lift/"
    context.close()


def test_what_people_wrote_wears_the_same_frame(page, address):
    page.set_viewport_size({"width": 1280, "height": 844})
    page.goto(f"{address}/evidence/")
    written = page.evaluate("getComputedStyle(document.querySelector('main p')).fontSize")
    page.goto(f"{address}/safety/")
    assert page.evaluate("getComputedStyle(document.querySelector('main li')).fontSize") == written == "18px"


def test_search_says_of_each_exercise_whether_its_review_is_good(page, sample_address):
    page.goto(f"{sample_address}/")
    page.get_by_role("button", name="Search").click()
    box = page.get_by_role("searchbox")
    box.fill("nod")
    page.locator(".search-results a").first.wait_for()
    first = page.locator(".search-results li").first
    expect(first.locator("a")).to_have_text("Nod")
    expect(first.locator("span")).to_have_text("Say yes without words. Reviewed by a clinician.")
    box.fill("wave")
    expect(first.locator("a")).to_have_text("Wave")
    expect(first).not_to_contain_text("eviewed")
