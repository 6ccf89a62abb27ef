"""What a reader does, in Firefox and in WebKit, the nearest thing to Safari. Chromium alone would prove neither."""

import base64

import pypdfium2
import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from engines import ENGINES

pytestmark = pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning")  # selenium's own call

KINDS = (
    "/",
    "/exercises/",
    "/exercises/pelvic-tilt/",
    "/purposes/",
    "/routines/",
    "/routines/ten-minutes/",
    "/safety/",
    "/floor/",
    "/about/",
    "/sources/",
    "/print/",
    "/clinicians/",
    "/evidence/",
    "/404.html",
)
"""One page of each kind."""

WIDTH = 600
"""CSS pixels. Neither browser makes its window as narrow as a phone."""

NOTE_PRINT = "window.print = () => document.documentElement.setAttribute('data-printed', '')"


@pytest.fixture(scope="module", params=ENGINES)
def reader(request):
    """A browser of each engine."""
    try:
        with ENGINES[request.param]() as driver:
            driver.set_window_rect(width=WIDTH, height=900)
            yield driver
    except FileNotFoundError as missing:
        pytest.fail(str(missing), pytrace=False)


def becomes(reader, condition):
    """Wait until a condition of the page is true, half a minute at most."""
    assert WebDriverWait(reader, 30, poll_frequency=0.05).until(lambda _: reader.execute_script(f"return {condition}"))


def button(reader, words):
    """The button with these words on it."""
    return reader.find_element(By.XPATH, f"//button[normalize-space()='{words}']")


def names_shown(reader):
    return reader.execute_script(
        "return [...document.querySelectorAll('.card')].filter((card) => card.getClientRects().length)"
        ".map((card) => card.querySelector('h2, h3').textContent.trim())"
    )


@pytest.mark.parametrize("at", KINDS)
def test_every_kind_of_page_is_whole(reader, address, at):
    reader.get(f"{address}{at}")
    assert reader.find_element(By.TAG_NAME, "h1").text
    assert reader.execute_script("return document.documentElement.scrollWidth - innerWidth") <= 0
    assert button(reader, "Search").is_displayed(), "its script did not run"
    for picture in reader.execute_script("return [...document.images].filter((one) => one.loading !== 'lazy')"):
        assert reader.execute_script("return arguments[0].decode().then(() => arguments[0].naturalWidth)", picture)


def test_a_filter_shows_what_serves_the_purpose(reader, address):
    reader.get(f"{address}/exercises/")
    reader.find_element(By.XPATH, "//label[normalize-space()='Strengthen']").click()
    reader.find_element(By.XPATH, "//label[normalize-space()='Tummy']").click()
    assert names_shown(reader) == ["Pelvic tilt", "Partial sit-up"]
    assert reader.current_url == f"{address}/exercises/?kind=strengthen&area=stomach"
    reader.refresh()
    assert names_shown(reader) == ["Pelvic tilt", "Partial sit-up"]


def test_a_search_finds_an_exercise_and_opens_it_by_keyboard(reader, address):
    reader.get(f"{address}/safety/")
    button(reader, "Search").click()
    box = reader.find_element(By.ID, "search-words")
    box.send_keys("bridge")
    becomes(reader, "document.querySelector('.search-results a')?.textContent.includes('Hip lift')")
    box.send_keys(Keys.ENTER)
    reader.switch_to.active_element.send_keys(Keys.ENTER)
    becomes(reader, "location.pathname === '/exercises/hip-lift/'")


def test_a_movement_plays_and_stops(reader, address):
    reader.get(f"{address}/exercises/hip-lift/")
    button(reader, "Show the movement").click()
    becomes(reader, "document.querySelector('[data-stage] [data-moment]') !== null")
    becomes(reader, "document.querySelector('[data-said-by-player]').textContent !== ''")
    button(reader, "Stop").click()
    assert button(reader, "Show the movement").is_displayed()


def test_the_choice_of_dark_holds_on_the_next_page(reader, address):
    reader.get(f"{address}/exercises/hip-lift/")
    background = "return getComputedStyle(document.body).backgroundColor"
    reader.execute_script("localStorage.clear()")
    reader.refresh()
    light = reader.execute_script(background)
    button(reader, "Dark").click()
    dark = reader.execute_script(background)
    reader.get(f"{address}/safety/")
    assert reader.execute_script(background) == dark != light
    button(reader, "Light").click()
    assert reader.execute_script(background) == light


def test_a_link_is_offered_to_send_and_to_copy(reader, address):
    reader.get(f"{address}/exercises/hip-lift/")
    assert "hip-lift" in reader.find_element(By.CSS_SELECTOR, "a[href^='sms:']").get_attribute("href")
    copy = reader.find_element(By.CSS_SELECTOR, "[data-copy-link]")
    assert copy.is_displayed()
    copy.click()
    becomes(reader, "document.querySelector('[data-said]').textContent !== ''")


def test_the_print_button_prints(reader, address):
    reader.get(f"{address}/exercises/hip-lift/")
    reader.execute_script(NOTE_PRINT)
    reader.find_element(By.CSS_SELECTOR, "[data-print]").click()
    becomes(reader, "document.documentElement.hasAttribute('data-printed')")


@pytest.mark.parametrize("reader", ["firefox"], indirect=True)  # WebKit's driver has no command that prints
def test_an_exercise_is_printed_on_one_page(reader, address):
    reader.get(f"{address}/exercises/hip-lift/")
    sheet = pypdfium2.PdfDocument(base64.b64decode(reader.print_page()))
    assert len(sheet) == 1
    assert "Hip lift" in sheet[0].get_textpage().get_text_bounded()
