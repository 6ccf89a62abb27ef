"""What a reader does, in Firefox and in WebKit, the nearest thing to Safari. Chromium alone would prove neither."""

import base64
import shutil

import pypdfium2
import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from conftest import served
from engines import ENGINES
from support import PATIENCE, one_of_each_kind, ours

pytestmark = pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning")  # selenium's own call

LIBRARY = ours()
WIDTH = 600
"""CSS pixels. Neither browser makes its window as narrow as a phone."""

WATCH = """
self.told = [];
self.shared = [];
self.timesPrinted = 0;
self.print = () => (timesPrinted += 1);
navigator.share = async (what) => shared.push(what);
addEventListener("unhandledrejection", (event) => told.push(String(event.reason)));
addEventListener("securitypolicyviolation", (stop) => told.push(`${stop.effectiveDirective} ${stop.blockedURI}`));
addEventListener("error", ({ message, target }) => told.push(message ?? `no ${target.src || target.href}`), true);
"""
"""Notes what goes wrong in a page, and stands in for what opens windows of the system."""

AS_PRINTED = """
for (const { cssRules } of document.styleSheets) for (const { media } of cssRules) {
  if (media?.mediaText.includes("print")) media.mediaText = "all";
  else if (media?.mediaText.includes("screen")) media.mediaText = "not all";
}
return document.body.innerText;
"""
"""What a printer gets where a driver has no command that prints: rules for print hold, those for screens do not."""

FURNITURE = ("Skip to the main content", "By purpose", "Search", "Copy link", "Show the movement")


@pytest.fixture(scope="module")
def address(site, tmp_path_factory):
    """Where the site is served with each page noting what goes wrong in it."""
    folder = shutil.copytree(site, tmp_path_factory.mktemp("watched") / "site")
    (folder / "watch.js").write_text(WATCH)
    for file in folder.rglob("*.html"):
        file.write_text(file.read_text().replace("<head>", '<head><script src="/watch.js"></script>', 1))
    with served(folder) as where:
        yield where


@pytest.fixture(scope="module", params=[pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in ENGINES])
def engine(request):
    """A browser of each engine; the tests of one run on one core."""
    try:
        with ENGINES[request.param]() as driver:
            driver.set_window_rect(width=WIDTH, height=900)
            yield driver
    except FileNotFoundError as missing:
        pytest.fail(str(missing), pytrace=False)


@pytest.fixture
def reader(engine):
    """A browser in whose last page nothing may have gone wrong."""
    yield engine
    wait_until(
        engine, lambda: engine.execute_script("return Boolean(self.told)")
    )  # a page that was just opened has an address before it has its first script
    assert engine.execute_script("return told") == []


def wait_until(reader, check):
    """Give what a check finds as soon as it finds anything."""
    return WebDriverWait(reader, PATIENCE, poll_frequency=0.05).until(lambda _: check())


def becomes(reader, condition):
    """Wait until a condition of the page is true."""
    wait_until(reader, lambda: reader.execute_script(f"return {condition}"))


def button(reader, words):
    """The button with these words on it."""
    return wait_until(reader, lambda: reader.find_element(By.XPATH, f"//button[normalize-space()='{words}']"))


def open_under_the_title(reader, words):
    """Open what lies behind one of the quiet buttons under a title."""
    reader.find_element(By.XPATH, f"//summary[normalize-space()='{words}']").click()


def names_shown(reader):
    return reader.execute_script(
        "return [...document.querySelectorAll('.card')].filter((card) => card.getClientRects().length)"
        ".map((card) => card.querySelector('h2, h3').textContent.trim())"
    )


@pytest.mark.parametrize("at", one_of_each_kind())
def test_every_kind_of_page_is_whole(reader, address, at):
    reader.get(f"{address}{at}")
    seen = "[...document.querySelectorAll('h1')].filter((one) => one.getClientRects().length && one.innerText)"
    becomes(reader, f"{seen}.length === 1")
    assert reader.execute_script("return document.documentElement.scrollWidth - innerWidth") <= 0
    wait_until(reader, button(reader, "Search").is_displayed)  # its script ran
    for picture in reader.execute_script("return [...document.images].filter((one) => one.loading !== 'lazy')"):
        assert reader.execute_script("return arguments[0].decode().then(() => arguments[0].naturalWidth)", picture)


def test_a_filter_shows_what_serves_the_purpose(reader, address):
    expected = [exercise.name for exercise in LIBRARY.exercises_for("strengthen", "stomach")]
    reader.get(f"{address}/exercises/")
    reader.find_element(By.CSS_SELECTOR, ".purposes > summary").click()
    reader.find_element(By.CSS_SELECTOR, ".cell:has(#purpose-strengthen-stomach)").click()
    assert expected
    wait_until(reader, lambda: names_shown(reader) == expected)
    wait_until(reader, lambda: reader.current_url == f"{address}/exercises/?kind=strengthen&area=stomach")
    reader.refresh()
    wait_until(reader, lambda: names_shown(reader) == expected)


def test_a_search_finds_an_exercise_and_opens_it_by_keyboard(reader, address):
    reader.get(f"{address}/safety/")
    button(reader, "Search").click()
    box = reader.find_element(By.ID, "search-words")
    box.send_keys("bridge")
    becomes(reader, "document.querySelector('.search-results a')?.textContent.includes('Hip lift')")
    box.send_keys(Keys.ENTER)
    becomes(reader, "document.activeElement.matches('.search-results a')")
    reader.switch_to.active_element.send_keys(Keys.ENTER)
    becomes(reader, "location.pathname === '/exercises/hip-lift/'")


def test_a_movement_plays_and_stops(reader, address):
    reader.get(f"{address}/exercises/hip-lift/")
    button(reader, "Show the movement").click()
    becomes(reader, "document.querySelector('[data-stage] [data-moment]') !== null")
    becomes(reader, "document.querySelector('[data-said-by-player]').textContent !== ''")
    button(reader, "Stop").click()
    wait_until(reader, button(reader, "Show the movement").is_displayed)


def test_the_choice_of_dark_holds_on_the_next_page(reader, address):
    reader.get(f"{address}/exercises/hip-lift/")
    background = "return getComputedStyle(document.body).backgroundColor"
    reader.execute_script("localStorage.clear()")
    reader.refresh()
    light = reader.execute_script(background)
    button(reader, "Dark").click()
    wait_until(reader, lambda: reader.execute_script(background) != light)
    dark = reader.execute_script(background)
    reader.get(f"{address}/safety/")
    assert reader.execute_script(background) == dark
    button(reader, "Light").click()
    wait_until(reader, lambda: reader.execute_script(background) == light)


def test_a_link_is_offered_to_send_and_to_copy(reader, address):
    reader.get(f"{address}/exercises/hip-lift/")
    open_under_the_title(reader, "Send")
    assert "hip-lift" in reader.find_element(By.CSS_SELECTOR, "a[href^='sms:']").get_attribute("href")
    copy = reader.find_element(By.CSS_SELECTOR, "[data-copy-link]")
    wait_until(reader, copy.is_displayed)
    copy.click()
    becomes(reader, "document.querySelector('[data-said]').textContent !== ''")


def test_a_link_is_shared_as_the_address_for_good(reader, address):
    reader.get(f"{address}/exercises/hip-lift/")
    open_under_the_title(reader, "Send")
    button(reader, "Share").click()
    becomes(reader, "shared.length > 0")
    assert reader.execute_script("return shared.map((one) => one.url)") == ["https://example.org/exercises/hip-lift/"]


def test_what_asks_to_print_prints(reader, address):
    reader.get(f"{address}/routines/ten-minutes/#print")
    becomes(reader, "timesPrinted === 1")
    open_under_the_title(reader, "Print")
    reader.find_element(By.CSS_SELECTOR, "[data-print]").click()
    becomes(reader, "timesPrinted === 2")


def test_paper_has_what_one_needs_and_nothing_of_the_site_around_it(reader, address):
    exercise = LIBRARY.exercises["hip-lift"]
    reader.get(f"{address}/exercises/hip-lift/")
    said = words_on_paper(reader)
    needed = [exercise.name, exercise.aim, *(step for step in exercise.steps if "{" not in step)]
    needed += ["example.org/exercises/hip-lift/", "Not yet reviewed by a clinician."]
    assert [words for words in needed if words not in said] == []
    assert [words for words in FURNITURE if words in said] == []


def words_on_paper(reader):
    """All words of the sheets that are printed; of WebKit, whose driver cannot print, the words that would be."""
    if reader.name == "MiniBrowser":
        return " ".join(reader.execute_script(AS_PRINTED).split())
    sheets = pypdfium2.PdfDocument(base64.b64decode(reader.print_page()))
    return " ".join(" ".join(sheet.get_textpage().get_text_bounded() for sheet in sheets).split())
