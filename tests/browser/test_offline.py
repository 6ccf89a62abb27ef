"""Without a network: real builds, one after the other in one place, and what a browser shows of them."""

import io
import json
import threading
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.sync_api import Error, expect

from conftest import Quiet, serving
from exercise_handbook.labels.say import say_in
from marked import copied
from support import HANDBOOK, ROOT, becomes, built, comes_true, copy_of_the_project, once, stop_the_clock

PLAN = json.loads((ROOT / "tests/plan/v1.json").read_text())["plans"][1]["link"]
STAYS = 11_000
"""Milliseconds after which a page that was opened is kept."""

HASTY, PATIENT = b"PATIENCE = 2000;", b"PATIENCE = 60e3;"
"""How long a worker waits for the network: as it is, and where a slow machine is not what a test is about."""

OLD = "pelvic-tilt.json"
"""What a host still has from the version before, while a deploy is half done."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def builds(tmp_path_factory) -> SimpleNamespace:
    """The real library; the same with other words for stopping and another step; and one without a worker."""
    made = {
        name: once(tmp_path_factory, name, partial(changed, changes=changes)) / "site"
        for name, changes in CHANGES.items()
    }
    return SimpleNamespace(**made)


CHANGES = {
    "first": {},
    "second": {
        "safety": ("pain, tingling or numbness starts", "NEW RULE pain, tingling or numbness starts"),
        "exercises": ("Gently tighten your tummy.", "Gently tighten your tummy muscles."),
    },
    "ended": {"library": ("start_here:", "offline: no\nstart_here:")},
}


def changed(folder: Path, changes: dict[str, tuple[str, str]]) -> None:
    """Build a site of our library with a text changed in some of its files."""
    copy_of_the_project(folder)
    for name, (old, new) in changes.items():
        file = folder / f"data/{name}.yaml"
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new, 1))
    built(folder, folder / "site", HANDOUTS="no")


class Host(Quiet):
    """Serves what lies at each path of a host, and can be switched off, slow, or half deployed."""

    def translate_path(self, path: str) -> str:
        at = path.split("?")[0].split("#")[0]
        for base, site in self.server.sites.items():
            if at.startswith(base):
                site = self.server.stale if at.endswith(OLD) and self.server.stale else site
                return str(site / at.removeprefix(base))
        return str(self.server.nowhere)

    def send_head(self):
        self.server.asked.append(self.path)
        if self.server.is_down:
            self.close_connection = True
            return None
        if self.server.is_slow and not self.path.endswith((".js", ".json")):
            self.server.slow.wait()
        if any(self.path.split("?")[0].endswith(part) for part in self.server.refused):
            self.send_error(503)
            return None
        return super().send_head()

    def copyfile(self, source, outputfile) -> None:
        if self.path.endswith("sw.js") and self.server.is_patient:
            script = source.read()
            assert HASTY in script or b"BUILD" not in script
            source = io.BytesIO(script.replace(HASTY, PATIENT))
        super().copyfile(source, outputfile)

    def do_GET(self) -> None:
        if self.server.is_down:
            self.server.asked.append(self.path)
            self.connection.close()
            return
        super().do_GET()


@pytest.fixture
def host(tmp_path):
    with serving(tmp_path, Host) as server:
        server.sites, server.nowhere, server.asked, server.refused = {}, tmp_path / "nowhere", [], []
        server.is_down = server.is_slow = False
        server.is_patient = True
        server.stale = None
        server.slow = threading.Event()
        server.handle_error = lambda *_: None
        yield server
        server.slow.set()


@pytest.fixture
def reader(browser):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context
    context.close()


def opened(reader, address):
    page = reader.new_page()
    page.goto(address)
    return page


def plan_kept(reader, host, base="/"):
    """A page that has shown a plan and said that it is kept."""
    page = opened(reader, f"{host.address}{base}plan/#{PLAN}")
    page.get_by_text("This plan is on this device").wait_for()
    return page


def version(page):
    """Of the worker that a page has, by its caches."""
    return page.evaluate("caches.keys()")


def updated(page):
    """Have the browser look for a new worker, and wait until it is at work or has failed."""
    page.evaluate(
        """async () => {
          const found = await navigator.serviceWorker.ready;
          await found.update().catch(() => {});
          const isOver = () => !found.installing && !found.waiting && found.active.state === "activated";
          while (!isOver()) await new Promise((go) => setTimeout(go, 20));
        }"""
    )


def test_a_plan_opened_once_works_without_a_network_with_its_pictures_and_its_exercises(builds, host, reader):
    host.sites["/"] = builds.first
    page = plan_kept(reader, host)
    page.close()
    host.is_down = True
    reader.set_offline(True)
    page = opened(reader, f"{host.address}/plan/#{PLAN}")
    page.get_by_role("heading", name="Pelvic tilt").wait_for()
    pictures = "[...document.querySelectorAll('[data-sheet] img')]"
    assert becomes(page, f"{pictures}.length >= 8 && {pictures}.every((one) => one.naturalWidth > 0)")
    page.get_by_role("button", name="Start", exact=True).click()
    page.locator("[data-follow][open]").wait_for()
    page.goto(f"{host.address}/exercises/hip-lift/")
    expect(page.locator("h1")).to_contain_text("Hip lift")
    page.goto(f"{host.address}/safety/")
    expect(page.locator("h1")).to_be_visible()


def test_a_page_on_which_a_reader_stays_is_kept(builds, host, reader):
    host.sites["/"] = builds.first
    page = reader.new_page()
    stop_the_clock(page)
    page.goto(f"{host.address}/exercises/hip-lift/")
    page.clock.fast_forward(STAYS)
    assert becomes(page, "navigator.serviceWorker.controller")
    assert becomes(page, "caches.match(location.href)")
    host.is_down = True
    reader.set_offline(True)
    page.reload()
    expect(page.locator("h1")).to_contain_text("Hip lift")


def test_with_a_network_changed_safety_words_and_a_changed_step_are_seen_at_the_first_visit(builds, host, reader):
    host.sites["/"] = builds.first
    page = plan_kept(reader, host)
    host.sites["/"] = builds.second
    page.goto(f"{host.address}/exercises/pelvic-tilt/")
    expect(page.locator("main")).to_contain_text("NEW RULE")
    expect(page.locator("main")).to_contain_text("tummy muscles")
    page = opened(reader, f"{host.address}/plan/#{PLAN}")
    page.get_by_role("heading", name="Pelvic tilt").wait_for()
    shown = page.locator("[data-view=sheet]").inner_text()
    assert "NEW RULE" in shown
    assert "tummy muscles" in shown


def test_a_new_version_takes_over_whole(builds, host, reader):
    host.sites["/"] = builds.first
    page = plan_kept(reader, host)
    (before,) = version(page)
    host.sites["/"] = builds.second
    updated(page)
    (after,) = version(page)
    assert before != after
    host.is_down = True
    reader.set_offline(True)
    page = opened(reader, f"{host.address}/plan/#{PLAN}")
    page.get_by_role("heading", name="Pelvic tilt").wait_for()
    shown = page.locator("[data-view=sheet]").inner_text()
    assert ("NEW RULE" in shown, "tummy muscles" in shown) == (True, True)


@pytest.mark.parametrize("broken", ["pelvic-tilt.json", "plan/", "files.json"])
def test_an_update_that_fails_leaves_the_old_version_whole(builds, host, reader, broken):
    host.sites["/"] = builds.first
    page = plan_kept(reader, host)
    before = version(page)
    host.sites["/"] = builds.second
    host.refused = [broken]
    updated(page)
    assert version(page) == before
    host.is_down = True
    reader.set_offline(True)
    page = opened(reader, f"{host.address}/plan/#{PLAN}")
    page.get_by_role("heading", name="Pelvic tilt").wait_for()
    shown = page.locator("[data-view=sheet]").inner_text()
    assert ("NEW RULE" in shown, "tummy muscles" in shown) == (False, False)


def test_a_deploy_that_is_half_done_is_not_taken(builds, host, reader):
    host.sites["/"] = builds.first
    page = plan_kept(reader, host)
    before = version(page)
    host.sites["/"], host.stale = builds.second, builds.first
    updated(page)
    assert version(page) == before
    host.stale = None
    updated(page)
    assert version(page) != before


def test_a_network_that_takes_too_long_does_not_keep_a_reader_waiting(builds, host, reader):
    host.sites["/"], host.is_patient = builds.first, False
    plan_kept(reader, host).close()
    host.is_slow = True
    page = opened(reader, f"{host.address}/plan/#{PLAN}")
    page.get_by_role("heading", name="Pelvic tilt").wait_for()


def test_a_worker_is_taken_back_by_the_library(builds, host, reader):
    host.sites["/"] = builds.first
    page = plan_kept(reader, host)
    host.sites["/"] = builds.ended
    page.evaluate("void navigator.serviceWorker.ready.then((found) => found.update())")  # which opens the page anew
    gone = "Promise.all([caches.keys(), navigator.serviceWorker.getRegistrations()]).then((all) => all.flat().length)"

    def nothing_is_left():
        look = reader.new_page()
        try:
            look.goto(f"{host.address}/safety/")
            return look.evaluate(gone) == 0
        except Error:  # the worker that goes loads its pages anew
            return False
        finally:
            look.close()

    assert comes_true(page, nothing_is_left)


def test_a_reader_removes_what_is_kept_and_it_stays_removed(builds, host, reader):
    host.sites["/"] = builds.first
    plan_kept(reader, host).close()
    page = opened(reader, f"{host.address}/offline/")
    page.get_by_role("button", name="Remove all of it").click()
    page.get_by_text("Nothing is kept on this device").wait_for()
    page.evaluate("fetch('../figures/wall-squat-start.svg').then((answered) => answered.text())")  # by the worker still
    assert becomes(page, "caches.keys().then((names) => names.length === 0)")
    page = opened(reader, f"{host.address}/plan/#{PLAN}")
    page.get_by_text("You chose to keep nothing on this device").wait_for()
    assert becomes(page, "caches.keys().then((names) => names.length === 0)")


def test_the_whole_site_is_kept_with_its_size_said_before(builds, host, reader):
    host.sites["/"] = builds.first
    page = opened(reader, f"{host.address}/offline/")
    page.get_by_text("The rest of the site takes").wait_for()
    page.get_by_role("button", name="Keep the whole site").click()
    page.get_by_text("The whole site is on this device").wait_for()
    host.is_down = True
    reader.set_offline(True)
    for at in ("/", "/routines/thirty-minutes/", "/about/"):
        page.goto(host.address + at)
        expect(page.locator("h1")).to_be_visible()


def test_a_reader_keeps_one_language_of_a_site_and_is_told_in_each_what_is_not_kept(host, reader, tmp_path):
    data = copied(HANDBOOK / "languages/fr", tmp_path / "fr", "drafts: yes\n")
    host.sites["/"] = built(ROOT, tmp_path / "site", DATA=str(data), HANDOUTS="no")
    page = opened(reader, f"{host.address}/ar/offline/")
    page.locator("[data-all]:not([hidden])").click()
    page.get_by_text(say_in("ar")("phone_ready")).wait_for()
    host.is_down = True
    reader.set_offline(True)
    for at in ("/ar/", "/ar/exercises/", "/ar/safety/"):
        page.goto(host.address + at)
        expect(page.locator("html")).to_have_attribute("lang", "ar")
        expect(page.locator("main h1")).to_be_visible()
    page.goto(f"{host.address}/exercises/")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("h1")).to_have_text(say_in("fr")("absent_heading"))
    page.goto(f"{host.address}/ar/no-such-page/")
    expect(page.locator("h1")).to_have_text(say_in("ar")("absent_heading"))


def test_a_page_that_was_not_kept_says_so(builds, host, reader):
    host.sites["/"] = builds.first
    page = plan_kept(reader, host)
    host.is_down = True
    reader.set_offline(True)
    page.goto(f"{host.address}/about/")
    expect(page.locator("h1")).to_have_text("No signal")


def test_two_libraries_below_paths_of_one_host_do_not_touch_each_other(builds, host, reader):
    host.sites = {"/one/": builds.first, "/two/": builds.second}
    plan_kept(reader, host, "/one/").close()
    page = plan_kept(reader, host, "/two/")
    assert len(version(page)) == 2
    page.goto(f"{host.address}/two/offline/")
    page.get_by_role("button", name="Remove all of it").click()
    page.get_by_text("Nothing is kept on this device").wait_for()
    assert len(version(page)) == 1
    host.is_down = True
    reader.set_offline(True)
    page = opened(reader, f"{host.address}/one/plan/#{PLAN}")
    page.get_by_role("heading", name="Pelvic tilt").wait_for()
    assert "NEW RULE" not in page.locator("[data-view=sheet]").inner_text()


def test_no_server_sees_a_plan_and_the_worker_notes_none(builds, host, reader):
    host.sites["/"] = builds.first
    page = plan_kept(reader, host)
    assert not [asked for asked in host.asked if PLAN[2:8] in asked]
    kept = page.evaluate(
        """async () => {
          const found = [];
          for (const name of await caches.keys()) {
            for (const request of await (await caches.open(name)).keys()) found.push(request.url);
          }
          return found;
        }"""
    )
    assert kept
    assert not [url for url in kept if PLAN[2:8] in url]
