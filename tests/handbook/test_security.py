"""Security: one policy, said in every page and every header, with nothing in the pages that it would stop."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from lxml import html

from exercise_handbook.pages.outputs import render
from exercise_handbook.pages.security import HEADERS, headers, policy
from support import texts


@pytest.fixture(scope="module")
def pages(sample):
    return {uri: page for uri, page in texts(render(sample)).items() if uri.endswith(".html")}


def directives(text):
    return dict(part.split(" ", 1) for part in text.split("; "))


def test_every_page_names_the_policy_before_anything_it_rules(pages):
    for uri, content in pages.items():
        head = html.fromstring(content).cssselect("head > *")
        assert head[0].get("charset") == "utf-8", uri
        assert head[1].get("content") == policy(in_a_page=True), uri


def test_the_policy_knows_every_script_written_into_a_page(pages):
    allowed = directives(policy(in_a_page=True))["script-src"]
    scripts = {script for content in pages.values() for script in re.findall(r"<script>(.*?)</script>", content, re.S)}
    digests = {b64encode(sha256(script.encode()).digest()).decode() for script in scripts}
    assert {f"'sha256-{digest}'" for digest in digests} | {"'self'"} == set(allowed.split())


def test_no_page_holds_a_style_or_a_handler_that_the_policy_stops(pages):
    for uri, content in pages.items():
        page = html.fromstring(content)
        assert not page.cssselect("style, [style], base, object, embed, iframe"), uri
        assert not [name for element in page.iter() for name in element.attrib if name.startswith("on")], uri
        assert "javascript:" not in content, uri


def test_nothing_unsafe_is_allowed():
    assert "unsafe" not in policy(in_a_page=False)
    assert not re.search(r"https?:|\*|data:|blob:", policy(in_a_page=False))


def test_a_page_leaves_out_only_what_browsers_obey_in_headers():
    page, header = directives(policy(in_a_page=True)), directives(policy(in_a_page=False))
    assert header == page | {"frame-ancestors": "'none'"}


def test_the_file_for_servers_sends_every_header(sample):
    sent = texts(render(sample))["_headers"]
    everywhere, _, some = sent.partition("/assets/*\n")
    assert [f"  {name}: {value}" for name, value in headers().items()] == re.findall("^  .*", everywhere, re.M)
    assert some.splitlines() == [
        "  Cache-Control: public, max-age=31536000, immutable",
        "# Data may be used by pages of others.",
        "/api/*",
        "  Access-Control-Allow-Origin: *",
    ]


def score(sent):
    """What Mozilla's Observatory gives for headers, as far as they decide it; 100 and more is A+.

    https://github.com/mozilla/http-observatory/blob/main/httpobs/docs/scoring.md; the points for
    Cross-Origin-Resource-Policy are those of its successor at developer.mozilla.org/observatory.
    Points on top count only from 90 on.
    """
    rules = directives(sent.get("Content-Security-Policy", "default-src *"))
    guarded = not re.search(r"unsafe|\*|https?:|data:", rules.get("script-src", rules.get("default-src", "*")))
    seconds = int((re.findall(r"max-age=(\d+)", sent.get("Strict-Transport-Security", "")) or ["0"])[0])
    framed = "frame-ancestors" in rules
    lost = [
        (25, not guarded),
        (20, seconds < 15768000),
        (20, not framed and sent.get("X-Frame-Options") not in ("DENY", "SAMEORIGIN")),
        (5, sent.get("X-Content-Type-Options") != "nosniff"),
    ]
    won = [
        (10, guarded and rules.get("default-src") == "'none'"),
        (5, framed),
        (5, sent.get("Referrer-Policy") in ("no-referrer", "same-origin", "strict-origin")),
        (10, sent.get("Cross-Origin-Resource-Policy") in ("same-origin", "same-site")),
    ]
    left = 100 - sum(points for points, applies in lost if applies)
    return left + (sum(points for points, applies in won if applies) if left >= 90 else 0)


def test_the_observatory_gives_the_highest_score_there_is_without_a_preload_list():
    assert score(headers()) == 130


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Content-Security-Policy", "default-src 'none'; script-src 'unsafe-inline'; frame-ancestors 'none'"),
        ("Strict-Transport-Security", "max-age=60"),
    ],
)
def test_the_observatory_would_see_a_weak_header(name, value):
    assert score({**headers(), name: value}) < 90


@pytest.mark.parametrize("name", ["Content-Security-Policy", *HEADERS])
def test_every_header_but_the_two_that_double_another_counts_or_is_named(name):
    doubled = {"X-Frame-Options", "Cross-Origin-Opener-Policy"}
    without = {other: value for other, value in headers().items() if other != name}
    assert (score(without) < score(headers())) != (name in doubled)
