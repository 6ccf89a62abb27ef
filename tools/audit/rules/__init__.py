"""The rules of the audit: PAGE_RULES look at a page in a browser, SITE_RULES at a folder."""

from collections.abc import Callable, Iterator

from audit.depth import Depth
from audit.findings import Findings, Look
from audit.reader import Reader
from audit.rules.access import axe, forced_colours, motion, targets
from audit.rules.headers import headers
from audit.rules.html import valid_html
from audit.rules.keyboard import keyboard
from audit.rules.layout import sideways
from audit.rules.links import links
from audit.rules.privacy import privacy
from audit.rules.scripts import without_scripts
from audit.rules.weight import weight
from audit.site import Site

PageRule = Callable[[Reader, str, Depth], Iterator[Look]]
SiteRule = Callable[[Site], Iterator[Look]]

PAGE_RULES: tuple[PageRule, ...] = (
    axe,
    targets,
    keyboard,
    sideways,
    forced_colours,
    motion,
    without_scripts,
    privacy,
    weight,
)
SITE_RULES: tuple[SiteRule, ...] = (valid_html, links, headers)


def name(rule: PageRule | SiteRule) -> str:
    """What a rule is called in the table."""
    return rule.__name__.replace("_", " ")


def judged(reader: Reader, at: str, depth: Depth) -> Findings:
    """What every rule of pages finds on one: together, for they look at the same open page."""
    return {name(rule): list(rule(reader, at, depth)) for rule in PAGE_RULES}
