"""The audit on the real site: each page at a glance, one of each kind more closely. `make audit` looks at the rest."""

import pytest

from audit.depth import Depth
from audit.findings import told
from audit.reader import reading
from audit.rules import PAGE_RULES, SITE_RULES, name
from audit.site import Site


@pytest.mark.parametrize("rule", SITE_RULES, ids=name)
def test_the_site_keeps(site, rule):
    assert list(told({name(rule): list(rule(Site(site)))})) == []


@pytest.mark.parametrize("rule", PAGE_RULES, ids=name)
def test_its_pages_keep(site, browser, rule):
    with reading(site, browser, once=True) as reader:
        kinds = reader.site.kinds
        looks = [
            look for at in reader.site.pages for look in rule(reader, at, Depth.LOOK if at in kinds else Depth.GLANCE)
        ]
    assert list(told({name(rule): looks})) == []
