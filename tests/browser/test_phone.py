"""A phone on the floor: what a patient does comes first, and nothing of it moves away."""

import pytest
from playwright.sync_api import expect

from support import becomes, ours, stop_the_clock

LIBRARY = ours()
FONT = "Liberation Sans"
"""As wide as Arial and Helvetica."""

WIDTH, HEIGHT = 390, 844
STEPS_BEGIN, DOSE_BEGINS, PAGE_ENDS = 1050, 1400, 5300
"""CSS pixels from the top of an exercise's page."""
SOURCES_END = 4500
"""The page of sources, its folds closed."""

every_exercise = pytest.mark.parametrize("slug", LIBRARY.exercises)


@pytest.fixture
def phone(browser):
    """A function that gives a page of a phone so wide, its letters as wide as Arial's and so large, in percent."""
    made = []

    def hold(width: int = WIDTH, percent: int = 100):
        made.append(browser.new_context(viewport={"width": width, "height": HEIGHT}, bypass_csp=True))
        page = made[-1].new_page()
        rule = f":root {{ --font: '{FONT}' !important; font-size: {percent}% !important }}"
        page.add_init_script(f"""addEventListener("DOMContentLoaded", () => {{
            const style = document.createElement("style");
            style.textContent = `{rule}`;
            document.head.append(style);
        }})""")
        return page

    yield hold
    for context in made:
        context.close()


@pytest.fixture(scope="module", autouse=True)
def _the_font_is_there(browser):
    page = browser.new_page()
    widths = page.evaluate(
        """(font) => [`"${font}", monospace`, `"${font}", serif`].map((family) => {
            const pen = document.createElement("canvas").getContext("2d");
            pen.font = `100px ${family}`;
            return pen.measureText("Wim").width;
        })""",
        FONT,
    )
    page.close()
    assert widths[0] == widths[1], f"{FONT} is missing: apt-get install fonts-liberation"


def top(page, selector):
    return page.locator(selector).first.bounding_box()["y"]


@every_exercise
def test_pictures_start_steps_and_dose_of_an_exercise_are_on_the_first_two_screens(phone, address, slug):
    page = phone()
    page.goto(f"{address}/exercises/{slug}/")
    order = [top(page, one) for one in (".guide-figures", ".ask", "#steps", ".steps", "#dose", ".stop")]
    assert order == sorted(order)
    assert top(page, ".steps") <= STEPS_BEGIN
    assert top(page, "#dose") <= DOSE_BEGINS
    assert page.evaluate("document.documentElement.scrollHeight") <= PAGE_ENDS


@every_exercise
def test_start_and_end_lie_side_by_side(phone, address, slug):
    page = phone()
    page.goto(f"{address}/exercises/{slug}/")
    start, end = (one.bounding_box() for one in page.locator(".guide-figures > :not(.variation)").all()[:2])
    assert start["y"] == end["y"]
    assert start["x"] + start["width"] < end["x"]


@pytest.mark.parametrize("at", ["/", "/exercises/hip-lift/", "/routines/ten-minutes/", "/safety/"])
def test_the_header_leaves_three_quarters_of_the_screen_to_the_page_in_large_text(phone, address, at):
    page = phone(percent=200)
    page.goto(address + at)
    assert page.locator(".site-header").bounding_box()["height"] <= HEIGHT / 4


def test_the_menu_is_one_line(phone, address):
    page = phone(width=375)
    page.goto(f"{address}/")
    assert len({link.bounding_box()["y"] for link in page.locator(".site-nav a").all()}) == 1


@pytest.mark.parametrize("width", [600, 820])
def test_a_tablet_has_the_steps_beside_the_dose(phone, address, width):
    page = phone(width=width)
    page.goto(f"{address}/exercises/hip-lift/")
    assert top(page, "#steps") == top(page, "#dose")


@every_exercise
def test_a_movement_plays_on_its_picture_and_moves_nothing_else(phone, address, slug):
    page = phone()
    stop_the_clock(page)
    page.goto(f"{address}/exercises/{slug}/")
    before = page.evaluate(PLACES)
    picture = page.locator(".player img").bounding_box()
    page.locator(".player img").click(force=True)
    page.locator("[data-playing] [data-said-by-player]:not(:empty)").wait_for()
    assert page.locator("[data-stage]").bounding_box() == picture
    assert page.evaluate(PLACES) == before
    expect(page.locator("[data-count]")).to_have_text(f"1 of {LIBRARY.exercises[slug].dose.repetitions}")


PLACES = """() => [...document.querySelectorAll("main *:not(.player *)")].map((one) => {
  const { x, y, width, height } = one.getBoundingClientRect();
  return [one.className, x, y, width, height].join();
})"""


def test_a_movement_repeats_as_often_as_the_dose_says_and_then_rests(phone, address):
    page = phone()
    page.add_init_script("const late = setTimeout; self.setTimeout = (what) => late(what, 0)")
    page.goto(f"{address}/exercises/hip-lift/")
    page.evaluate(COUNT)
    page.get_by_role("button", name="Show the movement").click()
    assert becomes(page, "counted.length > 0 && !document.querySelector('[data-playing]')")
    assert page.evaluate("counted") == [f"{number} of 5" for number in range(1, 6)]
    expect(page.get_by_role("button", name="Show the movement")).to_be_visible()


COUNT = """() => {
  self.counted = [];
  const count = document.querySelector("[data-count]");
  const note = () => count.textContent && counted.push(count.textContent);
  new MutationObserver(note).observe(count, { childList: true });
}"""


def test_a_reader_who_wants_less_motion_sees_only_start_and_end(browser, address):
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.add_init_script("const late = setTimeout; self.setTimeout = (what) => late(what, 0)")
    page.goto(f"{address}/exercises/hip-lift/")
    page.evaluate(SEEN)
    page.get_by_role("button", name="Show the movement").click()
    assert becomes(page, "seen.size > 0 && !document.querySelector('[data-playing]')")
    assert page.evaluate("[...seen].sort((one, other) => one - other)") == [0, 10]
    context.close()


SEEN = """() => {
  self.seen = new Set();
  const stage = document.querySelector("[data-stage]");
  const note = () => {
    const shown = stage.querySelector("[data-moment][visibility=visible]");
    if (shown) seen.add(Number(shown.dataset.moment));
  };
  new MutationObserver(note).observe(stage, { subtree: true, attributes: true });
}"""


def test_of_what_opens_under_a_title_one_is_open_and_escape_closes_it(phone, address):
    page = phone()
    page.goto(f"{address}/exercises/hip-lift/")
    page.locator("summary", has_text="Send").click()
    page.locator("summary", has_text="QR code").click()
    assert becomes(page, "document.querySelectorAll('[data-action][open]').length === 1")
    page.keyboard.press("Escape")
    assert becomes(page, "document.querySelectorAll('[data-action][open]').length === 0")
    assert becomes(page, "document.activeElement.textContent === 'QR code'")


def test_going_on_by_keyboard_closes_what_would_cover_the_page(phone, address):
    page = phone()
    page.goto(f"{address}/exercises/hip-lift/")
    page.locator("summary", has_text="QR code").click()
    page.keyboard.press("Tab")
    assert becomes(page, "document.activeElement.classList.contains('play')")
    assert becomes(page, "document.querySelectorAll('[data-action][open]').length === 0")


def test_without_scripts_a_page_can_still_be_sent(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/exercises/hip-lift/")
    page.locator("summary", has_text="Send").click()
    message = page.get_by_role("link", name="Text message")
    expect(message).to_be_visible()
    assert "5%20times" in message.get_attribute("href")
    expect(page.locator(".player img")).to_be_visible()
    expect(page.locator(".play")).to_be_hidden()
    context.close()


def test_the_sources_are_folded_by_letter_and_the_one_an_address_names_is_open(phone, address):
    page = phone()
    page.goto(f"{address}/sources/#source-cochrane-2021")
    assert page.locator("#source-cochrane-2021").is_visible()
    assert page.locator("details.shelf[open]").count() == 1
    page.evaluate("location.hash = '#source-aaos-crunch'")
    assert becomes(page, "document.querySelector('#source-aaos-crunch').closest('details').open")
    page.goto(f"{address}/sources/")
    page.reload()
    assert page.evaluate("document.documentElement.scrollHeight") < SOURCES_END


def test_without_scripts_every_source_is_there_to_be_found(browser, address):
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/sources/")
    hidden = [slug for slug in LIBRARY.sources if not page.locator(f"#source-{slug}").is_visible()]
    context.close()
    assert hidden == []


@pytest.mark.parametrize("width", [320, 390])
def test_no_heading_of_the_table_of_purposes_breaks_within_a_word(phone, address, width):
    page = phone(width)
    page.goto(f"{address}/purposes/")
    lines = page.evaluate("""[...document.querySelectorAll(".matrix thead th:not(:first-child)")].map((cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        return new Set([...range.getClientRects()].map((box) => box.top)).size;
    })""")
    assert lines == [1, 1, 1]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
