"""The real site, built once: what a reader, a printer and a clinician would ask of it."""

import hashlib
import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import urldefrag

import pytest
import zxingcpp
from lxml import html
from PIL import Image

from exercise_handbook.pages.assets import assets
from exercise_handbook.pages.templating import in_full
from exercise_handbook.paper.handouts import promised
from support import ROOT, build, contents, our_pages, ours, search_rows

LIBRARY = ours()
PAGES = our_pages()
every_page = pytest.mark.parametrize("at", [*PAGES, "/404.html"])


def page_at(site: Path, at: str) -> html.HtmlElement:
    return html.fromstring((site / at.lstrip("/") / "index.html" if at.endswith("/") else site / at[1:]).read_text())


@pytest.mark.parametrize("promised", sorted(LIBRARY.addresses))
def test_a_promised_address_is_there(site, promised):
    page, fragment = urldefrag(promised)
    assert page_at(site, page).cssselect("main")
    assert not fragment or page_at(site, page).cssselect(f"#{fragment}")


@pytest.mark.parametrize("exercise", LIBRARY.exercises.values(), ids=lambda e: e.slug)
def test_an_exercise_is_reached_from_each_of_its_purposes(site, exercise):
    index = page_at(site, "/purposes/")
    for kind, area in exercise.goals:
        section = index.cssselect(f'section[aria-labelledby="{kind}-{area}"]')[0]
        assert f"../exercises/{exercise.slug}/" in [link.get("href") for link in section.cssselect("a")]


@every_page
def test_a_page_has_one_first_heading(site, at):
    shown = [
        one for one in page_at(site, at).cssselect("h1") if not one.xpath("ancestor::*[@hidden] | ancestor::dialog")
    ]
    assert len(shown) == 1


@every_page
def test_its_headings_leave_no_level_out(site, at):
    levels = [int(heading.tag[1]) for heading in page_at(site, at).cssselect("main :is(h1, h2, h3, h4)")]
    assert all(after <= before + 1 for before, after in pairwise(levels))


@every_page
def test_its_ids_are_its_own(site, at):
    ids = [element.get("id") for element in page_at(site, at).cssselect("[id]")]
    assert len(ids) == len(set(ids))


@every_page
def test_it_says_its_own_address(site, at):
    if at != "/404.html":
        assert page_at(site, at).cssselect("link[rel=canonical]")[0].get("href") == f"https://example.org{at}"


@every_page
def test_its_pictures_have_a_size_and_an_alternative(site, at):
    for picture in page_at(site, at).cssselect("img"):
        assert int(picture.get("width")) > 0
        assert int(picture.get("height")) > 0
        assert picture.get("alt") is not None


@every_page
def test_its_title_names_the_site(site, at):
    title = page_at(site, at).cssselect("title")[0].text
    assert (LIBRARY.publication.heading if at == "/" else LIBRARY.publication.name) in title


@pytest.mark.parametrize("exercise", LIBRARY.exercises.values(), ids=lambda e: e.slug)
def test_an_exercise_that_nobody_reviewed_says_so(site, exercise):
    said = page_at(site, f"/exercises/{exercise.slug}/").text_content()
    assert said.count("Not yet reviewed by a clinician.") >= 2  # at its head and at its foot, on screen and on paper


@pytest.mark.parametrize("exercise", LIBRARY.exercises.values(), ids=lambda e: e.slug)
def test_an_exercise_links_to_help_and_from_the_floor_to_its_page(site, exercise):
    links = [link.get("href") for link in page_at(site, f"/exercises/{exercise.slug}/").cssselect("main a")]
    assert {"../../safety/", "../../safety/#ask-first"} <= set(links)
    assert ("../../floor/" in links) or not LIBRARY.is_on_the_floor(exercise)


def test_the_evidence_page_has_a_footnote_for_each_source_it_cites(site):
    page = page_at(site, "/evidence/")
    notes = page.cssselect(".footnote li")
    assert len(notes) == len(LIBRARY.pages["evidence"].sources)
    assert "source-goes-here" not in page.text_content()
    said = [" ".join(note.text_content().split()) for note in notes]
    assert [note for note in said if not re.search(r"\. ?[↩\ufe0e\s]*$", note)] == []
    assert LIBRARY.sources["cochrane-2021"].title in page.text_content()


def test_the_page_of_sources_names_every_source_and_its_uses(site):
    page = page_at(site, "/sources/")
    for slug in LIBRARY.sources:
        uses = page.cssselect(f'[id="source-{slug}"] .note a')
        assert uses, slug


def test_the_navigation_leads_to_pages_and_marks_the_one_that_is_open(site):
    links = page_at(site, "/safety/").cssselect(".site-nav a")
    assert {f"/{link.get('href').removeprefix('../')}" for link in links} <= set(PAGES)
    assert [link.get("href") for link in links if link.get("aria-current") == "page"] == ["../safety/"]


def test_the_sitemap_has_every_page(site):
    listed = re.findall("<loc>https://example.org(.*?)</loc>", (site / "sitemap.xml").read_text())
    assert listed == PAGES


def test_the_site_holds_no_file_that_no_page_needs(site):
    files = {file for file in contents(site) if not file.endswith("index.html")}
    expected = {f"figures/{name}" for name in LIBRARY.pictures_named}
    expected |= {handout.address[1:] for handout in promised(LIBRARY)}
    expected |= {f"{at[1:]}{at.split('/')[-2]}-qr.png" for at in LIBRARY.coded_pages()}
    expected |= {"_redirects"}
    expected |= {"_headers", "404.html", "robots.txt", "sitemap.xml", "search-rows.js", "filters.css"}
    expected |= {f"api/v1/exercises/{slug}.json" for slug in LIBRARY.exercises}
    expected |= {f"api/v1/{name}" for name in ("library.json", "exercises.csv", "schema.json", "codes.json")}
    expected |= {"feed.atom", "site.webmanifest", "sw.js", "offline/files.json", "plan/exercises.json"}
    expected |= {"made-by-the-exercise-handbook.txt"}
    expected |= {output.uri for output in assets().values()}
    assert files - expected == set()


def test_the_search_leads_to_pages_only_and_to_every_exercise_and_routine(site):
    _, listed = search_rows((site / "search-rows.js").read_text())
    rows = {f"/{row['at']}" for row in listed}
    assert rows <= set(PAGES)
    assert rows >= set(LIBRARY.coded_pages()) | {"/safety/"}


def test_its_drawings_show_more_than_one_body(site):
    skins = {"#efd0b8": "average", "#c2906c": "older"}
    drawn = [exercise.slug for exercise in LIBRARY.exercises.values() if exercise.movement]
    shown = [(site / f"figures/{slug}-end.svg").read_text() for slug in drawn]
    assert {body for text in shown for skin, body in skins.items() if skin in text} == {"average", "older"}


def test_building_twice_gives_the_same_bytes(site, tmp_path):
    assert build(ROOT, tmp_path / "again").returncode == 0
    assert contents(tmp_path / "again") == contents(site)


def test_an_address_given_at_the_build_is_on_every_page(tmp_path):
    assert build(ROOT, tmp_path / "site", ADDRESS="https://clinic.example/back/", HANDOUTS="no").returncode == 0
    assert page_at(tmp_path / "site", "/safety/").cssselect("link[rel=canonical]")[0].get("href") == (
        "https://clinic.example/back/safety/"
    )
    assert page_at(tmp_path / "site", "/404.html").cssselect("main a")[0].get("href") == "/back/exercises/"


def test_the_continuation_of_mkdocs_builds_the_same_pages(site, tmp_path):
    result = build(ROOT, tmp_path / "other", ENGINE="properdocs")
    assert result.returncode == 0, result.stderr
    ours, theirs = contents(site), contents(tmp_path / "other")
    assert set(theirs) == set(ours)
    assert [name for name in ours if digest(ours[name]) != digest(theirs[name])] == []


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("address", LIBRARY.coded_pages())
def test_the_picture_of_a_code_leads_to_its_page(site, address):
    with Image.open(site / address[1:] / f"{address.split('/')[-2]}-qr.png") as picture:
        (found,) = zxingcpp.read_barcodes(picture.convert("L"), formats=zxingcpp.BarcodeFormat.QRCode)
    assert found.text == in_full(LIBRARY, address)
