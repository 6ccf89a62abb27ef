"""The whole audit on a small site in each other language; one from right to left is looked at more closely.

One is in two languages, with pages of docs/: one in both, one in the first alone.
"""

import pytest

from audit.depth import Depth
from audit.findings import told
from audit.reader import reading
from audit.rules import SITE_RULES, judged, name
from audit.site import Site
from exercise_handbook.intake.docs_pages import written_pages
from marked import copied
from support import HANDBOOK, ROOT, built, site_in

LANGUAGES = {"ar": Depth.LOOK, "cy": Depth.GLANCE, "de": Depth.GLANCE, "pl": Depth.GLANCE}

FRENCH = {"histoire": "# Histoire\n\nLisez [la suite](suite.md).\n", "suite": "# Suite\n\nFin.\n"}
ARABIC = "---\nmade_from: {}\n---\n\n# تاريخ\n\nاقرأ [البقية](suite.md).\n"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def two_languages(tmp_path_factory):
    """A small site in French and Arabic, without sheets."""
    home = tmp_path_factory.mktemp("two")
    data = copied(HANDBOOK / "languages/fr", home / "fr", "drafts: yes\npages: [histoire, suite]\n")
    (data / "docs/ar").mkdir(parents=True)
    for slug, text in FRENCH.items():
        (data / f"docs/{slug}.md").write_text(text, encoding="utf-8")
    fingerprint = written_pages(data / "docs")[0]["histoire.md"].fingerprint
    (data / "docs/ar/histoire.md").write_text(ARABIC.format(fingerprint), encoding="utf-8")
    return built(ROOT, home / "site", DATA=str(data), HANDOUTS="no")


def failures(folder, browser, closely=Depth.GLANCE):
    """What the audit finds, looking so closely at a page of each kind, and the pages that it has seen."""
    found = [*told({name(rule): list(rule(Site(folder))) for rule in SITE_RULES})]
    with reading(folder, browser, once=True) as reader:
        for at in reader.site.pages:
            found += told(judged(reader, at, closely if at in reader.site.kinds else Depth.GLANCE))
    return found, reader.site.pages


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_site_in_another_language_keeps_every_rule(language, browser, tmp_path_factory):
    found, pages = failures(site_in(language, tmp_path_factory), browser, LANGUAGES[language])
    assert found == []
    assert len(pages) > 12


def test_a_site_in_two_languages_keeps_every_rule(two_languages, browser):
    found, pages = failures(two_languages, browser)
    assert found == []
    assert {"/histoire/", "/ar/histoire/", "/ar/suite/", "/exercises/", "/ar/exercises/"} <= {*pages}
