"""The whole audit on a small site in each other language; one from right to left is looked at more closely."""

import pytest

from audit.depth import Depth
from audit.findings import told
from audit.reader import reading
from audit.rules import PAGE_RULES, SITE_RULES, name
from audit.site import Site
from support import site_in

LANGUAGES = {"ar": Depth.LOOK, "cy": Depth.GLANCE, "de": Depth.GLANCE, "pl": Depth.GLANCE}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=LANGUAGES)
def site_and_depth(request, tmp_path_factory):
    """A small site in a language, without sheets, and how closely to look at it."""
    return site_in(request.param, tmp_path_factory), LANGUAGES[request.param]


def test_a_site_in_another_language_keeps_every_rule(site_and_depth, browser):
    folder, depth = site_and_depth
    found = {name(rule): list(rule(Site(folder))) for rule in SITE_RULES}
    with reading(folder, browser, once=True) as reader:
        pages = reader.site.pages
        for rule in PAGE_RULES:
            found[name(rule)] = [look for at in pages for look in rule(reader, at, depth)]
    assert list(told(found)) == []
    assert len(pages) > 12
