"""The table of pages: what stands in it is there, is called alike everywhere, and can be reached."""

from lxml import html

from exercise_handbook.library import addresses as at
from exercise_handbook.pages.outputs import render
from support import search_rows, texts


def rows(made):
    """What the search looks through."""
    return {f"/{row['at']}": row for row in search_rows(made["search-rows.js"])[1]}


def test_each_page_of_the_table_is_made_or_written(sample):
    made = {f"/{output.uri.removesuffix('index.html')}" for output in render(sample)}
    written = {at.written(slug) for slug in sample.pages}
    assert written
    assert {page.address for page in sample.site_pages} <= made | written


def test_what_is_made_from_data_is_no_address_for_a_hand_written_page(sample):
    assert {page.address for page in sample.site_pages} - {at.written(slug) for slug in sample.pages} <= set(at.MADE)


def test_each_page_is_linked_from_every_page_or_from_the_list_of_exercises(sample):
    made = texts(render(sample))
    frame = {
        link.rstrip("/") for link in html.fromstring(made["index.html"]).xpath("//header//@href | //footer//@href")
    }
    listed = set(html.fromstring(made["exercises/index.html"]).xpath("//main//@href"))
    reached = {f"/{link}/".replace("//", "/").replace("/./", "/") for link in frame} | {
        link.replace("../", "/") for link in listed
    }
    assert [page.address for page in sample.site_pages if page.address not in reached] == []


def test_a_hand_written_page_is_found_by_its_title_in_footer_and_search(sample):
    made = texts(render(sample))
    footer = html.fromstring(made["safety/index.html"]).xpath("//footer//a")
    for slug, page in sample.pages.items():
        assert page.title in [link.text_content() for link in footer if link.get("href") == f"../{slug}/"]
        assert rows(made)[at.written(slug)]["name"] == page.title


def test_menu_and_search_call_a_page_as_the_table_does(sample):
    found = rows(texts(render(sample)))
    assert {page.address: page.name for page in sample.site_pages if page.is_searched}.items() <= {
        address: row["name"] for address, row in found.items()
    }.items()


def test_sheets_and_codes_lie_beside_their_page():
    assert at.handout(at.exercise("nod"), "a4") == "/exercises/nod/nod-a4.pdf"
    assert at.handout(at.purpose("warm-up", "neck"), "letter") == "/purposes/warm-up-neck-letter.pdf"
    assert at.qr(at.routine("morning")) == "/routines/morning/morning-qr.png"
