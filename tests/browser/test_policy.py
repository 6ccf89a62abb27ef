"""The policy in a real browser, by header and in the page: everything works under it, and it stops what it should."""

import re
from urllib.parse import urlsplit

import pytest

from support import becomes, one_of_each_kind

WATCH = """
self.refused = [];
addEventListener("securitypolicyviolation", (stop) => refused.push(`${stop.effectiveDirective} ${stop.blockedURI}`));
self.print = () => {};
"""


@pytest.fixture
def watched(browser):
    """A page of a reader who may copy, that notes what the policy stops."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    context.add_init_script(WATCH)
    yield context.new_page()
    context.close()


CHOICES = {"/offline/": {"offline-off /"}, "/plan/": {"plan-kept /"}}
"""What a page's own buttons may keep on the device, beside whether it is dark: choices, and the plan a reader keeps."""


def pressed(control):
    """Press a control, unless it is put away or what is open covers it; whether it was pressed."""
    covered = """control => {
      control.scrollIntoView({ block: "center" });
      const { x, y, width, height } = control.getBoundingClientRect();
      const seen = document.elementFromPoint(x + width / 2, y + height / 2);
      return !seen || !(control.contains(seen) || seen.contains(control));
    }"""
    if not control.is_visible() or control.evaluate(covered):
        return False
    control.click()
    return True


def use_everything(page):
    """Press, open and choose whatever a page offers."""
    page.get_by_role("button", name="Dark").click()
    page.get_by_role("button", name="Search").click()
    page.locator("#search-words").fill("bridge")
    page.locator(".search-results a").first.wait_for()
    page.keyboard.press("Escape")
    left = page.locator("summary, main button").element_handles()
    for _ in range(2):
        left = [control for control in left if not pressed(control)]
        page.keyboard.press("Escape")  # out of what opened over the page, to what it covered
    for choice in page.locator("[data-filters] input").all():
        choice.check()
    if page.locator("[data-stage]").count():
        page.locator("[data-stage] svg").first.wait_for(state="attached")  # it may have come to its end


@pytest.mark.parametrize("at", one_of_each_kind())
def test_everything_on_a_page_works_and_nothing_leaves_it(watched, address, at):
    asked, said = [], []
    watched.on("request", lambda request: asked.append(request.url))
    watched.on("console", lambda message: said.append(message.text))
    watched.on("pageerror", lambda error: said.append(str(error)))
    watched.goto(address + at)
    use_everything(watched)
    assert watched.evaluate("refused") == []
    assert said == []
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(address).netloc}
    queries = {urlsplit(url).query for url in asked} - {""}
    assert all(
        re.fullmatch("[0-9a-f]{8}", query) for query in queries
    )  # which version of the data, nothing of a reader
    assert "bridge" not in watched.url
    assert_only_choices_are_kept(watched, CHOICES.get(at, set()), drafts=int(at == "/plan/"))


def assert_only_choices_are_kept(page, choices, drafts):
    """No cookie; of the device's own memory no more than choices, and drafts: the plan being made, for a reload."""
    kept = page.evaluate("({...localStorage})")
    assert page.context.cookies() == []
    assert kept.pop("theme") == "dark"
    assert kept.keys() <= choices
    assert page.evaluate("sessionStorage.length") <= drafts


SPOILT = {
    "a script": ("</head>", "<script>self.run = true</script></head>", "script-src-elem inline"),
    "a handler": ("<h1>", '<h1 onclick="0">', "script-src-attr inline"),
    "a style": ("<h1>", '<h1 style="color: red">', "style-src-attr inline"),
    "a picture from elsewhere": ("<h1>", '<img src="https://elsewhere.example/a.png" alt=""><h1>', "img-src https"),
    "a form": (
        "<h1>",
        '<form action="https://elsewhere.example/"><button>Send</button></form><h1>',
        "form-action https",
    ),
    "another base": ("<title>", '<base href="https://elsewhere.example/"><title>', "base-uri https"),
}


@pytest.mark.parametrize("fault", SPOILT)
def test_a_page_spoilt_on_purpose_is_stopped_by_its_own_policy(watched, address, fault):
    """Without any header, as on servers that can send none."""
    place, spoilt, refused = SPOILT[fault]
    body = watched.request.get(f"{address}/safety/").text().replace(place, spoilt, 1)
    watched.route("**/safety/", lambda route: route.fulfill(body=body, content_type="text/html"))
    watched.goto(f"{address}/safety/")
    if fault == "a form":
        watched.evaluate("document.querySelector('form[action]').submit()")
    assert becomes(watched, "refused.length")
    assert watched.evaluate("refused")[0].startswith(refused)
    assert watched.evaluate("self.run") is None


def test_text_is_never_taken_for_markup_by_a_script(watched, address):
    watched.goto(f"{address}/safety/")
    for code in ("document.body.innerHTML = '<p>'", "new DOMParser().parseFromString('<p>', 'text/html')"):
        assert watched.evaluate(f"(() => {{ try {{ {code} }} catch (error) {{ return true }} }})()"), code


def test_no_other_site_may_frame_a_page(watched, address):
    watched.route(
        "**/frame.html",
        lambda route: route.fulfill(body=f'<iframe src="{address}/safety/"></iframe>', content_type="text/html"),
    )
    watched.goto(address.replace("127.0.0.1", "localhost") + "/frame.html")
    assert "Safety" not in watched.frames[1].content()
