"""A library's own look: its sign, colours, telephone number, line at the foot and menu."""

import io
import json
import re
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from exercise_handbook.edition import Asked, make
from exercise_handbook.intake.load import load_library
from exercise_handbook.library.colours import contrast, on_dark_pages, stronger, token, too_faint
from exercise_handbook.library.model.publication import Colours
from exercise_handbook.pages.outputs import render
from exercise_handbook.paper.handouts import Manuscripts
from support import SMALL, problems_of, texts

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
OWN = """phone: "01234 567890"
logo: logo.svg
colours: {accent: "#7a1f5c", band: "#f6eaf2"}
foot: Open from Monday to Friday.
menu: [safety, exercises]
"""


@pytest.fixture
def own(small):
    folder = small(library=(SMALL / "library.yaml").read_text(encoding="utf-8") + OWN)
    shutil.copy(SMALL / "figures/wave.svg", folder / "figures/logo.svg")
    return folder


@pytest.fixture
def pages(own):
    return texts(render(load_library(own)))


@pytest.mark.parametrize(
    ("one", "other", "known"), [("#000000", "#ffffff", 21), ("#767676", "#ffffff", 4.54), ("#ff0000", "#0000ff", 2.15)]
)
def test_contrast_is_that_of_wcag(one, other, known):
    assert contrast(one, other) == contrast(other, one) == pytest.approx(known, abs=0.005)


@given(colours, colours)
def test_whatever_is_chosen_the_colour_offered_instead_can_be_read(accent, band):
    offered = {"accent": accent, "band": band}
    for _ in range(2):  # an accent is judged on the band that was chosen
        offered |= {field: told.rsplit(" ", 1)[1] for field, told in too_faint(Colours(**offered))}
    assert [*too_faint(Colours(**offered))] == []


@given(colours)
def test_whatever_is_chosen_can_be_read_on_dark_pages(accent):
    dark = on_dark_pages(accent)
    for ground in ("paper", "mat", "on-accent"):
        assert contrast(dark, token(ground, is_dark=True)) >= 4.5
        assert contrast(stronger(dark, is_dark=True), token(ground, is_dark=True)) >= 4.5


def test_a_colour_that_can_be_read_is_left_as_it_is():
    assert [*too_faint(Colours(accent=token("accent"), band=token("mat")))] == []


def test_every_page_is_in_the_colours_of_the_library(pages):
    (sheet,) = (uri for uri in pages if re.fullmatch(r"assets/colours\.[0-9a-f]{8}\.css", uri))
    assert "--accent: var(--light, #7a1f5c)" in pages[sheet]
    whole = [page for uri, page in pages.items() if uri.endswith(".html") and "<header" in page]
    assert len(whole) > 5
    for page in whole:
        assert page.index("handbook.") < page.index(sheet.removeprefix("assets/"))  # so that it has the last word


def test_a_library_without_colours_asks_for_no_more_than_before(small):
    pages = texts(render(load_library(small())))
    assert [uri for uri in pages if "colours" in uri] == []
    assert "colours" not in pages["index.html"]


def test_the_sign_stands_beside_the_name_and_in_the_tab(pages):
    page = pages["exercises/wave/index.html"]
    assert '<link rel="icon" href="../../figures/logo.svg">' in page
    assert re.search(r'class="site-name"[^>]*><picture>\s*<img src="../../figures/logo.svg" alt=""', page)


def test_a_sign_that_is_not_there_is_told(own):
    (own / "figures/logo.svg").unlink()
    (told,) = problems_of(own)
    assert told.startswith("library.yaml:11:1: logo: A figure is a picture in figures/")


def test_readers_can_call_from_every_page_and_read_the_number_on_paper(pages):
    page = pages["exercises/wave/index.html"]
    assert 'Call us on <a href="tel:01234567890">01234 567890</a>.' in page
    assert "Call us on 01234 567890." in page[page.index("imprint") :]


def test_the_line_for_the_foot_stands_on_screen_and_on_paper(pages):
    assert pages["exercises/wave/index.html"].count("Open from Monday to Friday.") == 2


def test_the_menu_is_in_the_order_of_the_library_and_no_page_is_lost(pages):
    page = pages["index.html"]
    menu = page[page.index("site-nav") : page.index("</nav>")]
    foot = page[page.index("site-footer") :]
    assert re.findall(r'<a href="([^"]*)"', menu) == ["safety/", "exercises/"]
    assert "print/" in foot
    assert 'href="safety/"' not in foot


def test_every_sheet_bears_the_sign_the_number_and_the_line(own):
    sheets = [*Manuscripts(load_library(own))]
    assert len(sheets) > 4
    for sheet in sheets:
        said = json.loads(sheet.job.inputs["data"])
        assert said["ours"] == "Call us on 01234 567890. Open from Monday to Friday."
        assert said["logo"] in json.loads(sheet.job.inputs["pictures"])


def test_a_sheet_of_a_library_without_them_says_nothing_in_their_place(small):
    said = json.loads(next(iter(Manuscripts(load_library(small())))).job.inputs["data"])
    assert (said["ours"], said["logo"]) == ("", "")


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_link_to_a_page_without_a_picture_shows_the_sign(own, tmp_path, kind):
    if kind == "png":
        file = own / "figures/logo.png"
        Image.new("RGBA", (40, 20), "#7a1f5c").save(file)
        text = (own / "library.yaml").read_text(encoding="utf-8")
        (own / "library.yaml").write_text(text.replace("logo.svg", "logo.png"), encoding="utf-8")
    edition = make(Asked(own, own / "docs", tmp_path / "store", has_handouts=False))
    outputs = {one.uri: one.made() for one in edition.outputs()}
    (uri,) = (uri for uri in outputs if re.fullmatch(r"assets/preview\.[0-9a-f]{8}\.png", uri))
    shown = Image.open(io.BytesIO(outputs[uri])).convert("RGB")
    assert shown.size == (1200, 630)
    assert shown.getpixel((0, 0)) == (255, 255, 255)
    assert len(shown.getcolors(maxcolors=2**20)) > 1
    assert f'"og:image" content="https://small.example/{uri}"' in outputs["safety/index.html"].decode()
