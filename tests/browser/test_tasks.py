"""Eight things that people come to do, on a phone of 390 × 844: how many taps, swipes and keys they take.

docs/usability.md tells of the figures. None may grow.
"""

import re
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Locator, Page, expect

from support import becomes, stop_the_clock

SCREEN = {"width": 390, "height": 844}
SWIPE = 700
"""CSS pixels that a thumb moves a page by."""


@dataclass
class Reader:
    """Somebody with a phone, who sees one screen, swipes until what they want is on it, and taps."""

    page: Page
    taps: int = 0
    swipes: int = 0
    keys: list[str] = field(default_factory=list)

    def tap(self, wanted: Locator) -> None:
        self.look_for(wanted)
        wanted.click()
        self.taps += 1

    def look_for(self, wanted: Locator) -> None:
        wanted.wait_for()
        while wanted.bounding_box()["y"] + 22 > SCREEN["height"]:
            before, last = self.page.evaluate("[scrollY, document.documentElement.scrollHeight - innerHeight]")
            assert before < last, "the page ends before what is wanted"
            self.page.mouse.wheel(0, SWIPE)
            assert becomes(self.page, f"scrollY >= {min(before + SWIPE, last) - 1}")
            self.swipes += 1

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.keys.extend(words)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.keys.append(key)

    def took(self, taps: int, swipes: int, keys: int) -> bool:
        """Whether it took no more than these."""
        return self.taps <= taps and self.swipes <= swipes and len(self.keys) <= keys


@pytest.fixture
def reader(browser, address):
    context = browser.new_context(viewport=SCREEN, permissions=[], bypass_csp=True)
    page = context.new_page()
    page.add_init_script("window.print = () => { self.printed = true }")
    page.goto(f"{address}/")
    page.wait_for_load_state("networkidle")
    yield Reader(page)
    context.close()


def test_a_print_an_exercise_for_the_tummy(reader):
    page = reader.page
    reader.tap(page.get_by_role("button", name="Search"))
    reader.type("tummy")
    reader.tap(page.locator(".search-results a").first)
    reader.tap(page.locator("summary", has_text="Print"))
    reader.tap(page.get_by_role("button", name="Print this page"))
    assert becomes(page, "self.printed")
    assert reader.took(taps=4, swipes=0, keys=5)


def test_b_text_a_patient_the_hip_lift(reader):
    page = reader.page
    reader.tap(page.get_by_role("button", name="Search"))
    reader.type("hip")
    reader.tap(page.locator(".search-results a", has_text="Hip lift"))
    reader.tap(page.locator("summary", has_text="Send"))
    message = page.get_by_role("link", name="Text message").first
    assert "5%20times" in message.get_attribute("href")
    assert message.bounding_box()["y"] < SCREEN["height"]
    assert reader.took(taps=3, swipes=0, keys=3)  # and a tap on the message, which leaves the page


def test_c_follow_the_routine_of_ten_minutes_from_the_floor(reader):
    """One tap an exercise at most, no swipe, and the place is always on the screen."""
    page = reader.page
    reader.tap(page.get_by_role("link", name="Start the routine"))
    stop_the_clock(page)
    reader.tap(page.get_by_role("link", name="Start with a timer"))
    page.locator("[data-follow][open]").wait_for()
    assert reader.took(taps=2, swipes=0, keys=0)
    assert follow_to_the_end(reader) == [f"Exercise {number} of 4" for number in range(1, 5)]
    assert reader.took(taps=6, swipes=0, keys=0)


def follow_to_the_end(reader: Reader) -> list[str]:
    """Tap when asked to, and let the time pass. Gives where one was told to be at each tap."""
    player, told = reader.page.locator("[data-follow]"), []
    while (state := player.get_attribute("data-state")) != "ended":
        if state == "ready":
            told.append(player.locator("[data-place]").inner_text())
            reader.tap(player.locator("[data-go]"))
        reader.page.clock.run_for(1_000)
    return told


ENDS = {
    **{"bridge": "Hip lift", "crunch": "Partial sit-up", "situp": "Partial sit-up", "knee hug": "Single knee to chest"},
    **dict.fromkeys(("flatten back", "pelvik tlt", "pelvictilt"), "Pelvic tilt"),
    **{"hamstring": "Hamstring stretch lying down", "cat cow": "Cat-camel", "sciatica": "Safety"},
}
"""What people type, and the first result."""


def test_d_what_people_type_ends_right_or_in_exercises_to_choose_from(reader):
    page = reader.page
    reader.tap(page.get_by_role("button", name="Search"))
    first = page.locator(".search-results a").first
    for word, name in ENDS.items():
        page.locator("#search input").fill(word)
        expect(first, word).to_have_text(name)
    for word in ("abs", "core", "belly"):
        page.locator("#search input").fill(word)
        expect(first, word).to_have_text(re.compile("Partial sit-up|Pelvic tilt"))
    for word in ("plank", "text"):
        page.locator("#search input").fill(word)
        expect(page.locator("[data-search-none] li:visible img"), word).to_have_count(8)


def test_e_find_what_to_do_without_lying_down(reader):
    page = reader.page
    reader.tap(page.get_by_role("link", name="What you can do instead"))
    reader.tap(page.get_by_role("link", name="10 minutes without the floor"))
    page.wait_for_url("**/routines/without-the-floor/")
    assert reader.took(taps=2, swipes=2, keys=0)


def test_f_print_the_routine_of_twenty_minutes_in_large_print(reader):
    page = reader.page
    reader.tap(page.get_by_role("link", name="Print", exact=True))
    reader.tap(page.get_by_role("radio", name="Large print, A4").locator(".."))
    sheet = page.locator("tr", has_text="20-minute routine").locator("td[data-paper=large-print] a")
    reader.look_for(sheet)
    assert sheet.get_attribute("href").endswith("twenty-minutes-large-print.pdf")
    assert reader.took(taps=2, swipes=0, keys=0)  # and a tap on the sheet, which opens it


def test_g_search_and_open_the_second_result_by_keyboard(reader):
    page = reader.page
    reader.press("/")
    assert becomes(page, "document.activeElement.matches('#search input')")
    reader.type("hip")
    second = page.locator(".search-results a").nth(1)
    second.wait_for()
    wanted = second.get_attribute("href")
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        reader.press(key)
    page.wait_for_url(f"**{wanted.split('..')[-1]}")
    assert reader.took(taps=0, swipes=0, keys=7)


def test_h_going_back_keeps_what_was_filtered(reader):
    page = reader.page
    reader.tap(page.get_by_role("link", name="Exercises", exact=True))
    reader.tap(page.locator(".chip", has_text="Sitting on a chair"))
    assert becomes(page, "document.querySelectorAll('.card:not([hidden])').length < 10")
    shown = page.locator(".card:visible h2").all_inner_texts()
    reader.tap(page.locator(".card:visible a").first)
    page.wait_for_url("**/exercises/*/")
    page.go_back()
    expect(page.locator(".card:visible h2")).to_have_text(shown)
    assert reader.took(taps=3, swipes=0, keys=0)
