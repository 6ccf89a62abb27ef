"""Plans in a real browser: made by keyboard, by touch, given, opened by another reader, followed, printed."""

import json
import re
from datetime import datetime

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import expect

from audit.rules.access import OPTIONS, faults
from conftest import Quiet, serving
from printed import misprints
from support import ROOT, becomes, comes_true, stop_the_clock

VECTORS = json.loads((ROOT / "tests/plan/v1.json").read_text())
PLAN = VECTORS["plans"][1]["link"]
ONE = VECTORS["plans"][0]["link"]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def host(site):
    """Serves the real site, and remembers all that it was asked."""
    with serving(site, Noting) as server:
        server.asked = []
        yield server


class Noting(Quiet):
    """Notes all that a server is told."""

    def send_head(self):
        self.server.asked.append(f"{self.path} {self.headers}")
        return super().send_head()


@pytest.fixture
def reader(browser):
    """A function that gives the page of a fresh reader; what browsers complain of fails the test."""
    contexts, complaints = [], []

    def fresh(**asked):
        context = browser.new_context(**{"viewport": {"width": 390, "height": 844}, "locale": "en-GB"} | asked)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda told: told.type in ("error", "warning") and complaints.append(told.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield fresh
    for context in contexts:
        context.close()
    assert complaints == []


def shown(page, address):
    page.goto(address)
    page.locator("[data-view=sheet]").wait_for()
    return page


IS_LOADED = "picture => picture.naturalWidth > 0"
FOCUSED = "(document.activeElement.ariaLabel || document.activeElement.innerText || '')"


def tab_to(page, name):
    """Press Tab until a control with this name has the focus."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED).strip() == name:
            return
    pytest.fail(f"Tab never reaches {name}", pytrace=False)


def started(page, host):
    """A page whose player stands before the first exercise, with a clock of the test's own."""
    stop_the_clock(page)
    shown(page, f"{host.address}/plan/#{PLAN}")
    page.get_by_role("button", name="Start", exact=True).click()
    page.locator("[data-follow][open]").wait_for()
    return page


def follow_to_the_end(page):
    """Press Start at each exercise and let its time pass."""
    state = page.locator("[data-follow]")
    while state.get_attribute("data-state") != "ended":
        page.locator("[data-go]").click()
        page.clock.run_for(1_000)
        while state.get_attribute("data-state") not in ("ready", "ended"):
            page.clock.run_for(1_000)


def press(page, name):
    """Reach a control by Tab alone, and press it."""
    tab_to(page, name)
    page.keyboard.press("Enter")


def made_by_keyboard(page, address):
    """Choose, order and change two exercises by keyboard alone. Gives what stands behind # in the link."""
    stop_the_clock(page)
    page.goto(f"{address}/plan/")
    page.locator("[data-view=build]").wait_for()
    for name in ("Add Pelvic tilt", "Add Hip lift", "Move Hip lift up"):
        press(page, name)
    expect(page.locator(".plan-item h3")).to_have_text(["1. Hip lift", "2. Pelvic tilt"])
    assert becomes(page, f"{FOCUSED} === 'Move Hip lift up'")
    for name in ("Change the numbers of Hip lift", "More: Times"):
        press(page, name)
    page.clock.run_for(1_000)  # the link is written a little after the last change
    link = page.locator("[data-link]")
    expect(link).to_contain_text("#1.2")
    return link.inner_text().partition("#")[2]


def headings(page):
    return page.locator("[data-sheet] h2").all_inner_texts()


def test_the_list_to_choose_from_fetches_the_pictures_near_the_screen_alone(host, reader):
    page = reader(viewport={"width": 390, "height": 400})
    page.goto(f"{host.address}/plan/")
    first, last = page.locator(".plan-list img").first, page.locator(".plan-list img").last
    assert comes_true(page, lambda: first.evaluate(IS_LOADED))
    assert not last.evaluate(IS_LOADED)
    last.scroll_into_view_if_needed()
    assert comes_true(page, lambda: last.evaluate(IS_LOADED))


def test_a_plan_made_by_keyboard_is_opened_by_another_reader_followed_and_noted(host, reader):
    words = made_by_keyboard(reader(), host.address)
    page = reader()
    stop_the_clock(page)
    shown(page, f"{host.address}/plan/#{words}")
    assert [one.split("Lift")[0].split("Flatten")[0].split() for one in headings(page)] == [
        ["Hip", "lift"],
        ["Pelvic", "tilt"],
    ]
    page.get_by_role("button", name="Start", exact=True).click()
    page.locator("[data-follow][open]").wait_for()
    follow_to_the_end(page)
    expect(page.locator("[data-end-count]")).to_contain_text("2 of 2 exercises done")
    page.get_by_role("radio", name="3", exact=True).check()
    page.get_by_role("button", name="Save in my diary").click()
    expect(page.locator("[data-diary-days]")).to_have_text("1 day in the last 4 weeks")
    expect(page.locator(".diary-weeks .done [aria-hidden]")).to_have_text("3")
    assert not [asked for asked in host.asked if words[4:14] in asked]


def test_a_plan_is_made_and_followed_by_touch(host, reader):
    page = reader(has_touch=True, is_mobile=True)
    stop_the_clock(page)
    page.goto(f"{host.address}/plan/")
    page.get_by_text("Start from a routine, if you like").tap()
    page.get_by_role("button", name="10-minute routine").tap()
    page.get_by_role("link", name="See the plan: 4 exercises").tap()
    page.get_by_role("button", name="Take Hip lift out").tap()
    page.get_by_role("button", name="Put it back").tap()
    page.get_by_role("button", name="See it as your patient does").tap()
    page.get_by_role("button", name="Start", exact=True).tap()
    page.locator("[data-go]").tap()
    expect(page.locator("[data-phase]")).to_have_text("Move")


def test_what_was_found_is_added_by_the_first_press_after_typing(host, reader):
    page = reader()
    page.goto(f"{host.address}/plan/")
    page.get_by_label("Find an exercise").press_sequentially("lift")
    page.get_by_role("button", name="Add Hip lift").click()
    page.get_by_label("Find an exercise").fill("")
    page.get_by_label("Position").select_option(label="Standing")
    page.locator("[data-choose] ~ ul button").first.click()
    expect(page.locator(".plan-item")).to_have_count(2)


def test_the_picture_moves_if_wanted_by_the_clock_of_the_exercise(host, reader):
    page = started(reader(), host)
    page.get_by_text("Settings").click()
    page.get_by_label("Moving picture").check()
    page.keyboard.press("Escape")
    expect(page.get_by_label("Moving picture")).to_be_hidden()
    page.locator("[data-shows=movement]").wait_for(state="attached")
    page.locator("[data-go]").click()
    moments = [moment_shown(page), *(page.clock.run_for(500) or moment_shown(page) for _ in range(3))]
    assert moments == sorted(moments)
    assert moments[0] == 0 < 1 < moments[-1]
    page.locator("[data-go]").click()
    page.clock.run_for(3_000)
    assert moment_shown(page) == moments[-1]  # paused, it stands still


def moment_shown(page):
    """The number of the moment that is seen of the moving picture."""
    expect(page.locator("[data-shows=movement]")).to_be_visible()
    return page.evaluate(
        """[...document.querySelectorAll("[data-shows=movement] [data-moment]")]
          .findIndex((one) => one.getAttribute("visibility") === "visible")"""
    )


def test_a_picture_does_not_move_for_a_reader_who_wants_less_motion(host, reader):
    page = shown(reader(reduced_motion="reduce"), f"{host.address}/plan/#{PLAN}")
    page.get_by_role("button", name="Start", exact=True).click()
    page.get_by_text("Settings").click()
    expect(page.get_by_label("Sound")).to_be_visible()
    assert not page.get_by_label("Moving picture").is_visible()


def test_only_the_steps_of_a_moment_are_shown_in_it(host, reader):
    page = started(reader(), host)
    every = page.locator("[data-steps] li").all_inner_texts()
    page.locator("[data-go]").click()
    seen = {}
    for _ in range(28):
        seen[page.locator("[data-phase]").inner_text()] = page.locator("[data-steps] li").all_inner_texts()
        page.clock.run_for(500)
    assert seen["Hold"] == ["Hold for 5 seconds."]
    assert seen["Rest"] == []
    assert seen["Move"] + seen["Hold"] + seen["Slowly back"] == every


def test_a_row_is_dragged_to_its_place(host, reader):
    page = reader(viewport={"width": 1280, "height": 1400})
    page.goto(f"{host.address}/plan/")
    page.get_by_text("Start from a routine, if you like").click()
    page.get_by_role("button", name="10-minute routine").click()
    page.locator(".plan-grip").first.scroll_into_view_if_needed()
    grip = page.locator(".plan-grip").first.bounding_box()
    last = page.locator(".plan-item").last.bounding_box()
    page.mouse.move(grip["x"] + 5, grip["y"] + 5)
    page.mouse.down()
    page.mouse.move(grip["x"] + 5, last["y"] + last["height"] - 2, steps=8)
    page.mouse.up()
    expect(page.locator(".plan-item h3").last).to_have_text("4. Pelvic tilt")


def test_an_exercise_and_a_routine_start_from_their_own_pages_and_are_added_to_a_plan(host, reader):
    page = reader()
    page.goto(f"{host.address}/exercises/hip-lift/")
    page.get_by_role("link", name="Start with a timer").click()
    page.locator("[data-follow][open]").wait_for()
    expect(page.locator("[data-name]")).to_have_text("Hip lift")
    page.goto(f"{host.address}/routines/ten-minutes/")
    page.get_by_role("link", name="Start with a timer").click()
    page.locator("[data-follow][open]").wait_for()
    expect(page.locator("[data-place]")).to_have_text("Exercise 1 of 4")
    for number, slug in enumerate(("hip-lift", "pelvic-tilt"), start=1):
        page.goto(f"{host.address}/exercises/{slug}/")
        page.get_by_role("link", name="Add to a plan").click()
        page.locator("[data-view=build]").wait_for()
        assert becomes(page, f"location.hash.startsWith('#1.{number}')")
    expect(page.locator(".plan-item h3")).to_have_text(["1. Hip lift", "2. Pelvic tilt"])


def unheard(page, wanted, box="main"):
    """What of these lines a screen reader does not read out of a part of a page, once all had the time to come."""

    def left():
        lines = page.locator(box).first.aria_snapshot().splitlines()
        return wanted - {line.strip().removeprefix("- ") for line in lines}

    comes_true(page, lambda: not left())
    return left()


def test_making_a_plan_is_read_aloud(host, reader):
    page = reader()
    page.goto(f"{host.address}/plan/")
    page.get_by_role("searchbox", name="Find an exercise").fill("hip lift")
    assert unheard(page, CHOICE_HEARD) == set()
    page.get_by_role("button", name="Add Hip lift").press("Enter")
    assert becomes(page, "document.querySelector('[data-said]').textContent.startsWith('Hip lift added.')")
    assert becomes(page, "document.querySelector('[data-qr] svg')")
    assert unheard(page, PLAN_HEARD) == set()


def test_following_a_plan_to_the_diary_is_read_aloud(host, reader):
    page = reader()
    stop_the_clock(page)
    shown(page, f"{host.address}/plan/#{ONE}")
    assert unheard(page, SHEET_HEARD) == set()
    page.get_by_role("button", name="Start", exact=True).press("Enter")
    page.locator("[data-follow][open]").wait_for()
    assert unheard(page, PLAYER_HEARD, "[data-follow]") == set()
    follow_to_the_end(page)
    assert unheard(page, END_HEARD, "[data-follow]") == set()
    page.get_by_role("radio", name="3", exact=True).press("Space")
    page.get_by_role("button", name="Save in my diary").press("Enter")
    assert becomes(page, f"{FOCUSED} === 'Your diary'")  # browsers tell of a closed dialogue a moment later
    assert comes_true(page, lambda: "done, pain 3 of 10" in page.locator("[data-diary]").aria_snapshot())


CHOICE_HEARD = {
    'heading "Make a plan" [level=1]',
    'searchbox "Find an exercise": hip lift',
    'combobox "What it does":',
    'combobox "Position":',
    "status: 4 exercises",
    'button "Add Hip lift": Add',
}
PLAN_HEARD = {
    'heading "1. Hip lift" [level=3]',
    "paragraph: Hold 5 seconds. 5 times.",
    'button "Take Hip lift out"',
    'textbox "A note for your patient, if you like"',
    'img "QR code of this plan"',
    'button "Copy the link"',
    'button "See it as your patient does"',
}
SHEET_HEARD = {
    'heading "Your exercises" [level=1]',
    'button "Start"',
    "listitem: you are more than 16 weeks pregnant",
    'heading "Stop if" [level=2]',
    'heading "Hip lift Lift your hips (bridge)" [level=2]',
    "listitem: Tighten your tummy.",
}
PLAYER_HEARD = {
    'dialog "Hip lift":',
    "paragraph: Exercise 1 of 1",
    'progressbar "How far you are"',
    'heading "Hip lift" [level=2]',
    "listitem: Tighten your tummy.",
    'button "Start"',
    'button "Skip"',
}
END_HEARD = {
    'heading "Well done" [level=2]',
    "paragraph: 1 of 1 exercise done.",
    'radio "0"',
    'radio "10"',
    'button "Save in my diary"',
}


def test_moments_are_told_to_those_who_do_not_see_them(host, reader):
    page = started(reader(), host)
    told = [page.locator("[data-follow-said]").inner_text()]
    page.locator("[data-go]").click()
    for _ in range(40):
        page.clock.run_for(500)
        said = page.locator("[data-follow-said]").inner_text()
        if said != told[-1]:
            told.append(said)
    assert told[:6] == [
        "Pelvic tilt. Hold 5 seconds. 5 times.",
        "Number 1 of 5. Move",
        "Hold 5 seconds.",
        "Slowly back",
        "Rest",
        "Number 2 of 5. Move",
    ]
    tree = page.locator("[data-follow]").aria_snapshot()
    for part in ('dialog "Pelvic tilt"', 'button "Close"', 'button "Pause"', 'button "Skip"', "progressbar", "Stop if"):
        assert part in tree


def test_after_a_reload_a_reader_goes_on_from_the_exercise_that_was_reached(host, reader):
    page = shown(reader(), f"{host.address}/plan/#{PLAN}")
    page.get_by_role("button", name="Start", exact=True).click()
    page.locator("[data-next]").click()
    page.reload()
    page.get_by_role("button", name="Go on from: Single knee to chest").click()
    expect(page.locator("[data-place]")).to_have_text("Exercise 2 of 4")


def test_a_phone_that_slept_waits_where_it_was_left(host, reader):
    page = started(reader(), host)
    phase = page.locator("[data-phase]")
    page.locator("[data-go]").click()
    page.clock.run_for(4_000)
    expect(phase).to_have_text("Hold")
    page.clock.fast_forward(600_000)
    expect(phase).to_have_text("Paused while you were away")
    page.locator("[data-go]").click()
    expect(phase).to_have_text("Hold")


@pytest.mark.parametrize("broken", VECTORS["broken"][3:], ids=lambda one: one["why"])
def test_a_link_that_does_not_open_is_told_kindly(host, reader, broken):
    page = reader()
    page.goto(f"{host.address}/plan/#{broken['given'].removeprefix('#')}")
    view = "build" if broken["problem"] == "none" else "trouble"
    page.locator(f"[data-view={view}]").wait_for()
    if view == "trouble":
        expect(page.locator("[data-view=trouble]")).to_contain_text("You have done nothing wrong")


@pytest.mark.parametrize(
    "given",
    [
        "<img src=x onerror=alert(1)>",
        "1.javascript:alert(1)",
        "add=../../evil",
        "%00%ff%",
        "1." + "Z" * 5000,
        "constructor",
        "add=__proto__",
        "1.1ZZZZF1553" + "0" * 5,
    ],
)
def test_a_hostile_fragment_does_no_harm(host, reader, given):
    page = reader()
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    page.goto(f"{host.address}/plan/#{given}")
    page.locator("[data-view=build], [data-view=trouble]").locator("visible=true").first.wait_for()


def test_words_of_a_note_are_words(host, reader):
    page = reader()
    page.goto(f"{host.address}/plan/")
    page.get_by_role("button", name="Add Hip lift").click()
    page.get_by_label("A note for your patient").fill("<b>Slowly</b> <script>alert(1)</script>")
    page.get_by_role("button", name="See it as your patient does").click()
    page.locator("[data-view=sheet]").wait_for()
    expect(page.locator("[data-sheet-note]")).to_have_text("<b>Slowly</b> <script>alert(1)</script>")


@pytest.mark.parametrize(
    ("note", "warned"),
    [
        ("Write to ann@example.org", "an e-mail address"),
        ("Call 01632 960 123", "a phone number"),
        ("Born 3/4/1970", "a date of birth"),
        ("born 3 April 1970", "a date of birth"),
        ("For Mrs Jones", "somebody’s name"),
        ("Record 943 476 5919", "a phone number or a record number"),
        ("Stop at 5 if it aches. 2 to 3 times a day.", ""),
    ],
)
def test_words_that_look_like_a_person_are_warned_of(host, reader, note, warned):
    page = reader()
    page.goto(f"{host.address}/plan/")
    page.get_by_role("button", name="Add Hip lift").click()
    page.get_by_label("A note for your patient").fill(note)
    expect(page.locator("[data-note-left]")).to_have_text(re.compile(rf"\b{300 - len(note)}\b"))  # it was read
    box = page.locator("[data-personal]")
    expect(box).to_contain_text(warned)
    expect(box).to_be_visible(visible=bool(warned))


def test_more_than_the_library_builds_up_to_is_kept_and_told(host, reader):
    page = reader()
    page.goto(f"{host.address}/plan/")
    page.get_by_role("button", name="Add Hip lift").click()
    page.get_by_label("Change the numbers of Hip lift").click()
    page.get_by_label("Rounds", exact=True).fill("9")
    page.get_by_label("Rounds", exact=True).press("Tab")
    expect(page.locator(".plan-item .plan-warn")).to_contain_text("more than the library builds up to")
    page.get_by_role("button", name="See it as your patient does").click()
    page.locator("[data-view=sheet]").wait_for()
    sheet = page.locator("[data-sheet]")
    expect(sheet).to_contain_text("9 rounds")
    expect(sheet).to_contain_text("ask the person who made the plan")


@pytest.mark.parametrize(("link", "pages"), [(ONE, 1), (PLAN, 2)])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_plan_is_printed_on_few_pages_and_its_code_leads_back(host, reader, tmp_path, link, pages, paper):
    page = shown(reader(), f"{host.address}/plan/#{link}")
    assert becomes(page, "document.querySelector('[data-sheet-qr] svg')")
    assert becomes(page, "[...document.querySelectorAll('[data-sheet] img')].every((one) => one.complete)")
    page.pdf(path=tmp_path / "plan.pdf", format=paper)
    printed = pypdfium2.PdfDocument(tmp_path / "plan.pdf")
    assert len(printed) == pages
    text = "".join(one.get_textpage().get_text_bounded() for one in printed)
    for words in ("Stop if", "Emergency", "Ask your physiotherapist", "Mo Tu We Th Fr Sa Su", "Do it", "Start. Lie"):
        assert words in " ".join(text.split())
    assert misprints(tmp_path / "plan.pdf") == []
    picture = printed[pages - 1].render(scale=4).to_pil()
    (code,) = zxingcpp.read_barcodes(picture)
    assert code.text.startswith(f"https://example.org/plan/#{link[:7]}")
    other = shown(reader(), f"{host.address}/plan/#{code.text.partition('#')[2]}")
    expect(other.locator("[data-sheet] h2")).to_have_text(page.locator("[data-sheet] h2").all_text_contents())


def test_a_gateway_that_took_the_sign_for_a_letter_is_met_on_the_page_for_not_found(host, reader, site):
    page = reader()
    page.goto(f"{host.address}/404.html")
    script = page.locator("script[data-plan]").get_attribute("src")
    assert (site / script.lstrip("/")).is_file()


def test_the_calendar_file_names_no_exercise_and_no_plan(host, reader):
    page = shown(reader(), f"{host.address}/plan/#{PLAN}")
    page.get_by_text("A reminder in your calendar").click()
    page.get_by_role("checkbox", name="Sat").uncheck()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Make the file").click()
    text = waiting.value.path().read_text()
    assert "RRULE:FREQ=WEEKLY;COUNT=312;BYDAY=MO,TU,WE,TH,FR,SU" in text
    assert "SUMMARY:Exercises" in text
    assert "tilt" not in text
    assert PLAN[2:10] not in text


narrow_and_wide = pytest.mark.parametrize("width", [320, 1280])


@narrow_and_wide
def test_axe_finds_nothing_and_nothing_is_small_or_cut_while_a_plan_is_made(host, reader, width):
    page = reader(viewport={"width": width, "height": 844})
    page.goto(f"{host.address}/plan/#{PLAN[:20]}")
    page.locator("[data-view=trouble]").wait_for()
    judge(page)
    page.goto(f"{host.address}/plan/")
    press_and_judge(page, page.get_by_text("Start from a routine, if you like"))
    page.get_by_role("button", name="10-minute routine").click()
    press_and_judge(page, page.get_by_text("Change the numbers").first)


@narrow_and_wide
def test_axe_finds_nothing_and_nothing_is_small_or_cut_while_a_plan_is_followed(host, reader, width):
    page = reader(viewport={"width": width, "height": 844})
    page.clock.set_fixed_time(datetime(2026, 11, 25, 9))  # or an exercise might end while axe looks at it
    shown(page, f"{host.address}/plan/#{PLAN}")
    press_and_judge(page, page.get_by_text("A reminder in your calendar"))
    page.locator("[data-start]").click()
    page.locator("[data-follow][open]").wait_for()
    judge(page)
    for control in FOLLOWED:
        press_and_judge(page, page.locator(control))
    page.get_by_role("button", name="Save in my diary").click()
    page.locator("[data-diary]").wait_for()
    judge(page)


FOLLOWED = ("[data-options] summary", "[data-go]", "[data-go]", *4 * ["[data-next]"])
"""In the player: the settings, on the way, paused, the others, the end."""


def press_and_judge(page, control):
    control.click()
    judge(page)


def judge(page):
    for scheme, options in OPTIONS.items():
        page.emulate_media(color_scheme=scheme)
        assert faults(page, options) == [], scheme
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = page.evaluate(
        """() => [...document.querySelectorAll("main button, main .button, main summary, main select, main input")]
          .filter((one) => one.checkVisibility() && !one.closest(".chip"))
          .map((one) => [one.textContent || one.id, one.getBoundingClientRect()])
          .filter(([, { width, height }]) => width && (width < 43.5 || height < 43.5))
          .map(([name]) => name)"""
    )
    assert small == []
