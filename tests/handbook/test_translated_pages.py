"""Pages of docs/ in another language: shown while made from what the first language says, and else led past."""

import pytest
from lxml import html

from exercise_handbook.commands import translating
from exercise_handbook.intake.docs_pages import written_pages
from exercise_handbook.intake.load import load_library, open_library
from exercise_handbook.library.edition import Edition
from exercise_handbook.pages.framing import framed, with_footnotes
from exercise_handbook.pages.outputs import render
from marked import copied, translated
from support import ROOT, SMALL, build, problems_of, search_rows, texts

ENGLISH = "---\ntitle: Hats\n---\n\n# Hats\n\nNobody needs 2 hats.[^hatter] Read [of gloves](gloves.md).\n"
SPANISH = (
    "---\ntitle: Sombreros\nmade_from: {}\n---\n\n# Sombreros\n\nNadie necesita 2.[^hatter] Lea [esto](gloves.md).\n"
)


@pytest.fixture
def home(tmp_path):
    """The smallest library in English and a made-up Spanish, with two pages of which one is in both."""
    folder = copied(SMALL, tmp_path / "small", "drafts: yes\npages: [hats, gloves]\n")
    (folder / "sources.yaml").write_text("hatter: {organisation: Guild, title: On hats}\n", encoding="utf-8")
    (folder / "docs/es").mkdir(parents=True)
    (folder / "docs/hats.md").write_text(ENGLISH, encoding="utf-8")
    (folder / "docs/gloves.md").write_text("# Gloves\n\nTwo.\n", encoding="utf-8")
    translate_page(folder)
    translated(folder, "es", docs=folder / "docs")
    return folder


def translate_page(folder, text=SPANISH):
    (folder / "docs/es/hats.md").write_text(text.format(fingerprint(folder)), encoding="utf-8")


def fingerprint(folder):
    return written_pages(folder / "docs")[0]["hats.md"].fingerprint


def both(folder):
    library = load_library(folder, folder / "docs")
    (spanish,) = library.translations
    return library, spanish


def test_a_page_made_from_what_the_first_language_says_now_has_all_that_a_page_has(home):
    library, spanish = both(home)
    assert {slug: page.title for slug, page in spanish.pages.items()} == {"hats": "Sombreros"}
    pages = texts(render(library))
    assert "<loc>https://small.example/es/hats/</loc>" in pages["sitemap.xml"]
    assert "Sombreros" in [row["name"] for row in search_rows(pages["es/search-rows.js"])[1]]
    assert [one.pages >= {"/hats/"} for one in library.languages] == [True, True]
    footer = html.fromstring(pages["es/index.html"]).xpath("//footer//a[contains(@href, 'hats')]")
    assert [(one.get("href"), one.text) for one in footer] == [("hats/", "Sombreros")]


def test_a_page_that_nobody_translated_is_led_to_in_the_first_language_and_says_so(home):
    pages = texts(render(both(home)[0]))
    (link,) = html.fromstring(pages["es/index.html"]).xpath("//footer//a[contains(@href, 'gloves')]")
    assert [link.get(name) for name in ("href", "lang", "hreflang")] == ["../gloves/", "en", "en"]
    assert link.text == "Gloves (English)"
    instead = html.fromstring(pages["es/gloves/index.html"])
    assert instead.xpath("//h1")[0].text == "Esta página aún no está en este idioma"
    assert instead.xpath("//a[@lang='en']/@href") == ["../../gloves/"]
    assert "es/gloves/" not in pages["sitemap.xml"]
    assert "gloves" not in pages["es/search-rows.js"]


def test_a_page_made_from_older_words_is_not_shown_and_its_editor_told_where(home, capsys):
    (home / "docs/hats.md").write_text(ENGLISH.replace("2 hats", "3 hats"), encoding="utf-8")
    library, folder = open_library(home, home / "docs")
    (spanish,) = library.translations
    assert spanish.pages == {}
    (notice,) = folder.notices
    assert str(notice).removeprefix(f"{home}/") == (
        f"docs/es/hats.md:3:1: made_from: made from another {home}/docs/hats.md than that of now; bring it up to date, "
        f"then write made_from: {fingerprint(home)}"
    )
    assert "Estamos poniendo al día esta página" in texts(render(library))["es/hats/index.html"]
    assert translating.of_a_library(home, home / "docs") == 1
    assert str(notice) in capsys.readouterr().out
    translate_page(home)
    assert [*both(home)[1].pages] == ["hats"]


def test_a_page_that_does_not_say_what_it_was_made_from_is_not_shown(home):
    translate_page(home, SPANISH.replace("made_from: {}\n", ""))
    library, folder = open_library(home, home / "docs")
    assert library.translations[0].pages == {}
    assert [one.place.line for one in folder.notices] == [1]


@pytest.mark.parametrize("drafts", ["yes", "no"])
@pytest.mark.parametrize(("line", "field", "meant"), [(3, "made_form", "made_from"), (2, "Title", "title")])
def test_a_misspelt_field_at_the_head_of_a_page_is_told_by_its_name(home, line, field, meant, drafts):
    library = home / "library.yaml"
    library.write_text(library.read_text(encoding="utf-8").replace("drafts: yes", f"drafts: {drafts}"))
    translate_page(home, SPANISH.replace(f"{meant}:", f"{field}:"))
    assert problems_of(home, home / "docs") == [
        f"docs/es/hats.md:{line}:1: {field}: no such field; did you mean {meant}?"
    ]


def test_a_field_of_mkdocs_own_may_stand_at_the_head_of_a_page(home):
    translate_page(home, SPANISH.replace("title:", "subtitle: Y guantes\nhide: [toc]\ntitle:"))
    assert both(home)[1].pages["hats"].title == "Sombreros"


def test_translate_tells_what_to_write_into_a_page_that_is_missing(home, capsys):
    translating.translate(home, home / "docs", "es")
    told = capsys.readouterr().out
    gloves = written_pages(home / "docs")[0]["gloves.md"].fingerprint
    assert f"{home}/docs/es/gloves.md: not there yet; copy {home}/docs/gloves.md to this place" in told
    assert f"made_from: {gloves}" in told
    assert open_library(home, home / "docs")[1].notices == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (SPANISH.replace("[^hatter]", ""), "docs/es/hats.md: {home}/docs/hats.md cites other sources: hatter;"),
        (SPANISH.replace("esto](gloves.md)", "esto](/glove/)"), "docs/es/hats.md:8:38: (/glove/): A link that starts"),
    ],
)
def test_a_page_keeps_the_sources_of_the_first_language_and_leads_to_pages(home, text, told):
    translate_page(home, text)
    (problem,) = problems_of(home, home / "docs")
    assert problem.startswith(told.format(home=home))


def test_a_page_that_the_first_language_does_not_have_is_refused(home):
    (home / "docs/es/shoes.md").write_text("# Zapatos\n", encoding="utf-8")
    (problem,) = problems_of(home, home / "docs")
    assert problem.startswith("docs/es/shoes.md: there is no shoes.md that it could be made from")


def test_a_link_leads_to_the_page_in_its_own_language_or_says_which_other(home):
    spanish = Edition.of(both(home)[1])
    markdown = with_footnotes("[esto](gloves.md#two) y [eso](hats.md)", spanish, spanish.pages["hats"])
    assert markdown.startswith("[esto](/gloves/#two) y [eso](/hats/)")
    page = framed('<a href="/gloves/#two">esto</a> <a href="/hats/">eso</a>', spanish, "/hats/", "", "")
    assert '<a href="../../gloves/#two" hreflang="en">esto</a> (<span lang="en" dir="ltr">English</span>)' in page
    assert '<a href="../hats/">eso</a>' in page


@pytest.mark.slow
def test_it_is_built_at_the_address_of_its_language(home, tmp_path):
    made = tmp_path / "site"
    result = build(ROOT, made, DATA=str(home), HANDOUTS="no")
    assert result.returncode == 0, result.stderr
    page = html.fromstring((made / "es/hats/index.html").read_text(encoding="utf-8"))
    assert page.get("lang") == "es"
    assert page.xpath("//h1")[0].text == "Sombreros"
    assert page.xpath("//main//a[@hreflang]/@href") == ["../../gloves/"]
    assert "Guild" in page.xpath("//main")[0].text_content()
    assert "Una máquina tradujo este sitio." in page.text_content()
    assert (made / "hats/index.html").exists()
