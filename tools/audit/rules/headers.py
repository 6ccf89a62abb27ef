"""Headers: what Mozilla's Observatory would say of a page, by its policy and the folder's headers."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from audit.findings import Failure, Look
from audit.site import Site

SCORES: dict[str, Any] = yaml.safe_load((Path(__file__).parent.parent / "observatory.yaml").read_text(encoding="utf-8"))
BROAD = set(SCORES["too_broad"])
INLINE = {"'unsafe-inline'", "data:"}

Policy = dict[str, set[str]]
Headers = dict[str, list[str]]


def headers(site: Site) -> Iterator[Look]:
    """By its policy and its headers each page has the best grade of Mozilla's Observatory."""
    for at in site.pages:
        yield Look(at, "headers", tuple(judged(site, at)))


def judged(site: Site, at: str) -> Iterator[Failure]:
    """What keeps a page from the grade that is needed, and a policy of the page itself that is missing."""
    sent: Headers = {}
    for name, value in site.headers(at):
        sent.setdefault(name, []).append(value)
    metas = [tag.get("content", "") for tag in site.tree(at).cssselect("meta[http-equiv=Content-Security-Policy i]")]
    found = list(outcomes(sent, metas))
    score = total([SCORES["points"][one]["points"] for one in found])
    if grade(score) != SCORES["needed"]:
        for one in found:
            if advice := SCORES["points"][one].get("advice"):
                yield Failure("_headers", f"grade {grade(score)}, {score} points: {advice}")
    if not metas:
        yield Failure("head", "has no policy of its own for servers that send none: write it into a meta element")


def total(points: list[int]) -> int:
    """The score: what is lost first; what is won only for a site that lost little."""
    score: int = SCORES["start"] + sum(one for one in points if one < 0)
    return max(0, score + (sum(one for one in points if one > 0) if score >= SCORES["extra_credit_from"] else 0))


def grade(score: int) -> str:
    """The letter for a score."""
    grades: dict[str, int] = SCORES["grades"]
    return next(letter for letter, least in grades.items() if score >= least)


def outcomes(sent: Headers, metas: list[str]) -> Iterator[str]:
    """How each of the Observatory's tests ends, by the names of observatory.yaml."""
    by_header = [one for value in sent.get("content-security-policy", []) for one in value.split(",")]
    yield policy_outcome(by_header, metas)
    yield frames_outcome(by_header, sent)
    yield "sniffing_off" if last(sent, "x-content-type-options") == "nosniff" else "sniffing_on"
    yield referrer_outcome(last(sent, "referrer-policy"))
    yield hsts_outcome(last(sent, "strict-transport-security"))
    yield resources_outcome(last(sent, "cross-origin-resource-policy"))
    yield "sharing_with_credentials" if last(sent, "access-control-allow-credentials") == "true" else "sharing_safe"


def last(sent: Headers, name: str) -> str:
    """A header's last value in small letters, "" when it is not sent."""
    return sent.get(name, [""])[-1].lower()


def policy_outcome(by_header: list[str], metas: list[str]) -> str:
    """How the policy ends. Several policies hold together: what counts is the strictest for each directive."""
    written = [*map(directives, by_header), *map(directives, metas)]
    if any(one is None for one in written):
        return "csp_invalid"
    policies = [one for one in written if one]
    for policy in policies[len(by_header) :]:
        for name in SCORES["not_in_meta"]:
            policy.pop(name, None)
    ends = [outcome_of(policy) for policy in policies if policy]
    return max(ends, key=lambda end: SCORES["points"][end]["points"], default="csp_missing")


def directives(policy: str) -> Policy | None:
    """The sources of each directive in small letters; None when one is written twice."""
    found: Policy = {}
    for part in filter(None, map(str.strip, policy.lower().split(";"))):
        name, *sources = part.split()
        if name in found:
            return None
        found[name] = set(sources) or {"'none'"}
    return found


def outcome_of(policy: Policy) -> str:
    """How one policy ends, the worst that is true of it."""
    script, style, objects = (effective(policy, name) for name in ("script-src", "style-src", "object-src"))
    pictures = effective(policy, "img-src") | effective(policy, "media-src")
    active = set().union(*(sources for name, sources in policy.items() if name not in ("img-src", "media-src")))
    worst_first = {
        "csp_unsafe_scripts": script & (BROAD | INLINE) or objects & BROAD,
        "csp_insecure": insecure(active),
        "csp_unsafe_eval": (script | style) & {"'unsafe-eval'"},
        "csp_insecure_pictures": insecure(pictures - {"*"}),
        "csp_unsafe_styles": style & (BROAD | INLINE),
        "csp_nothing_by_default": policy.get("default-src") == {"'none'"},
    }
    return next((name for name, found in worst_first.items() if found), "csp_safe")


def effective(policy: Policy, name: str) -> set[str]:
    """The sources of a directive, or those by default. Beside a hash or nonce, 'unsafe-inline' is not heeded."""
    sources = policy.get(name, policy.get("default-src", {"*"}))
    named = any(re.match(r"'(sha(256|384|512)|nonce)-", source) for source in sources)
    return sources - {"'unsafe-inline'"} if named else sources


def insecure(sources: set[str]) -> bool:
    """Whether anything may come unencrypted."""
    return any(source.startswith(("http:", "ftp:")) for source in sources)


def frames_outcome(by_header: list[str], sent: Headers) -> str:
    """Whether others may put the page into a frame; a meta element cannot forbid it."""
    if any("frame-ancestors" in (directives(policy) or {}) for policy in by_header):
        return "frames_by_policy"
    return "frames_by_header" if last(sent, "x-frame-options") in ("deny", "sameorigin") else "frames_allowed"


def referrer_outcome(value: str) -> str:
    """How much of the page's address others are told; of several values the last known one counts."""
    if not value:
        return "referrer_missing"
    return "referrer_private" if value.split(",")[-1].strip() in SCORES["private_referrers"] else "referrer_unsafe"


def hsts_outcome(value: str) -> str:
    """For how long a browser insists on an encrypted connection."""
    age = re.search(r"max-age=\"?(\d+)", value)
    if not age:
        return "hsts_missing"
    return "hsts_long" if int(age[1]) >= SCORES["hsts_seconds"] else "hsts_short"


def resources_outcome(value: str) -> str:
    """Whether other sites may use this one's files."""
    known = {"": "resources_anyones", "cross-origin": "resources_anyones"}
    ours = {"same-origin": "resources_ours", "same-site": "resources_ours"}
    return (known | ours).get(value, "resources_invalid")
