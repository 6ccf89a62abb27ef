"""What the audit tells, and with which exit status."""

import pytest

from audit import lighthouse
from audit.findings import Failure, Look, has_failed, table, told
from audit.reader import own_answers
from audit.rules.headers import directives, outcome_of
from audit.serving import Answer

FAILED = {"axe": [Look("/", "light"), Look("/", "dark", (Failure("p", "darken it"),))], "links": [Look("/", "file")]}


def test_the_table_has_a_line_a_rule():
    assert table(FAILED).splitlines() == [
        "rule   pages  states  failures",
        "axe        1       2         1",
        "links      1       1         -",
    ]


def test_a_failure_is_told_with_page_state_place_and_what_to_do():
    assert list(told(FAILED)) == ["axe: / (dark): p\n    darken it"]


def test_the_same_failure_is_told_once():
    looks = [Look("/", "light", (Failure("p", "darken it"),)), Look("/b/", "light", (Failure("p", "darken it"),))]
    assert list(told({"axe": looks})) == ["axe: / (light) and 1 more: p\n    darken it"]


def test_one_failure_fails_the_audit():
    assert has_failed(FAILED)
    assert not has_failed({"links": FAILED["links"]})


@pytest.mark.parametrize(
    ("policy", "outcome"),
    [
        ("default-src 'none'; script-src 'self'", "csp_nothing_by_default"),
        ("default-src 'self'", "csp_safe"),
        ("default-src 'self'; style-src 'unsafe-inline'", "csp_unsafe_styles"),
        ("default-src 'self'; script-src 'unsafe-inline' 'sha256-aaaa'", "csp_safe"),
        ("default-src 'self'; script-src 'unsafe-inline'", "csp_unsafe_scripts"),
        ("default-src 'self'; script-src 'self' 'unsafe-eval'", "csp_unsafe_eval"),
        ("default-src 'self'; img-src http://a.invalid", "csp_insecure_pictures"),
        ("default-src 'self'; connect-src http://a.invalid", "csp_insecure"),
        ("img-src 'self'", "csp_unsafe_scripts"),
    ],
)
def test_a_policy_ends_as_the_observatory_says(policy, outcome):
    assert outcome_of(directives(policy)) == outcome


def test_a_directive_written_twice_makes_a_policy_invalid():
    assert directives("img-src 'self'; img-src *") is None


def report(seo):
    """What Lighthouse says of a page, cut down to what is read of it."""
    audits = {"meta-description": {"score": seo, "title": "No description"}}
    full = {"score": 1, "auditRefs": []}
    seo_part = {"score": seo, "auditRefs": [{"id": "meta-description", "weight": 1}]}
    categories = {"accessibility": full, "best-practices": full, "seo": seo_part, "performance": {"score": 0.9}}
    return {"audits": audits, "categories": categories}


def test_lighthouse_below_100_fails_and_says_why(capsys):
    assert lighthouse.told({"/": [report(0)]}) == 1
    assert "/: seo: No description (meta-description)" in capsys.readouterr().out


def test_lighthouse_at_100_passes_whatever_the_performance():
    assert lighthouse.told({"/": [report(1)]}) == 0


def test_what_another_page_is_sent_meanwhile_is_not_counted():
    sent = [Answer("/late.js", 9), Answer("/a b/", 1), Answer("/a.css", 2), Answer("/a.css", 4)]
    asked = ["http://127.0.0.1:80/a%20b/", "http://127.0.0.1:80/a.css?1"]
    assert list(own_answers(sent, asked)) == [Answer("/a b/", 1), Answer("/a.css", 2)]
