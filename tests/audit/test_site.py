"""The audit on the real site: each page at a glance, one of each kind more closely. `make audit` looks at the rest."""

import pytest

from audit.depth import Depth
from audit.findings import told
from audit.reader import reading
from audit.rules import SITE_RULES, judged, name
from audit.site import Site
from support import our_pages

PAGES = [*our_pages(), "/404.html"]


@pytest.fixture(scope="module")
def reader(site, browser):
    """Somebody who has not seen the site, and looks at each state once."""
    with reading(site, browser, once=True) as reader:
        yield reader


@pytest.mark.parametrize("rule", SITE_RULES, ids=name)
def test_the_site_keeps(site, rule):
    assert list(told({name(rule): list(rule(Site(site)))})) == []


@pytest.mark.xdist_group("audit of our site")  # in this order: which page is the first with a state is no chance
@pytest.mark.parametrize("at", PAGES)
def test_a_page_keeps_every_rule(reader, at):
    depth = Depth.LOOK if at in reader.site.kinds else Depth.GLANCE
    assert list(told(judged(reader, at, depth))) == []


def test_no_page_is_left_out(site):
    assert set(PAGES) == set(Site(site).pages)
