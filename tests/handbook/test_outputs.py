"""Outputs: the sample library gives exactly the blessed files (renew them with --bless, then read them)."""

import json
import re

import pytest
from lxml import html

from exercise_handbook.library.wording import ask_first
from exercise_handbook.pages.framing import framed
from exercise_handbook.pages.output import Output
from exercise_handbook.pages.outputs import RENDERERS, render
from support import HANDBOOK, search_rows, texts

EXPECTED = HANDBOOK / "expected"


@pytest.fixture(scope="module")
def made(sample):
    return texts(render(sample))


def test_outputs_are_as_blessed(made, request):
    made = {uri: kernel(uri, content) for uri, content in made.items()}
    if request.config.getoption("--bless"):
        bless(made)
    blessed = {str(file.relative_to(EXPECTED)): file.read_text() for file in EXPECTED.rglob("*") if file.is_file()}
    assert made == blessed


def test_two_renderers_may_not_take_one_address(sample, monkeypatch):
    monkeypatch.setattr("exercise_handbook.pages.outputs.RENDERERS", [*RENDERERS, RENDERERS[0]])
    with pytest.raises(ValueError, match=r"index.html is already taken"):
        list(render(sample))


def test_an_output_that_would_be_empty_is_refused(sample, monkeypatch):
    monkeypatch.setattr("exercise_handbook.pages.outputs.RENDERERS", [lambda library: [Output("a.html", "")]])
    with pytest.raises(ValueError, match=r"a\.html would be empty"):
        list(render(sample))


def test_the_same_library_gives_the_same_bytes(sample, made):
    assert texts(render(sample)) == made


def test_html_markdown_and_templates_in_the_data_are_shown_as_words(made):
    page = html.fromstring(made["exercises/wave/index.html"])
    steps = [step.text_content() for step in page.cssselect(".steps li")]
    assert steps == [
        "Lift one arm.",
        "Wave <b>gently</b>.",
        "{{ 6 * 7 }} *stars* _and_ [links](https://evil.example) stay words.",
    ]


def test_a_page_of_an_exercise_says_all_that_the_data_says(sample, made):
    page = html.fromstring(made["exercises/nod/index.html"]).text_content()
    nod = sample.exercises["nod"]
    said = [nod.name, nod.plain_name, *nod.also_called, nod.aim, nod.starting_position, nod.counts_as_one]
    said += [nod.breathing.say, *(line.say for line in (*nod.feel, *nod.stop_if, *ask_first([nod], sample)))]
    said += [words for mistake in nod.mistakes for words in (mistake.wrong, mistake.right)]
    said += [nod.easier.say, nod.harder.say, nod.reviewed.by, nod.reviewed.role, "30 June 2025", "30 June 2027"]
    assert not [words for words in said if words not in page]


def test_a_figure_is_copied_once_however_often_it_is_named(sample):
    names = [output.uri for output in render(sample) if output.uri.startswith("figures/")]
    assert names == [
        "figures/nod-start.svg",
        "figures/nod-start-dark.svg",
        "figures/nod-end.svg",
        "figures/nod-other.svg",
        "figures/nod-down.svg",
        "figures/nod-motion.svg",
        "figures/nod-preview.png",
        "figures/hand.svg",
    ]


def preview_of(page):
    return html.fromstring(page).xpath("//meta[@property='og:image']/@content")


def test_a_link_to_an_exercise_carries_its_preview_and_one_without_carries_none(made):
    assert preview_of(made["exercises/nod/index.html"]) == ["https://greetings.example/figures/nod-preview.png"]
    assert preview_of(made["exercises/wave/index.html"]) == []


def test_a_picture_of_an_easier_way_stands_beside_its_words(made):
    (picture,) = html.fromstring(made["exercises/nod/index.html"]).cssselect("section[aria-labelledby=easier] img")
    assert picture.get("alt") == "Someone looks down with eyes only."


def test_an_old_address_leads_on(made):
    page = html.fromstring(made["exercises/old-nod/index.html"])
    assert page.cssselect("main a")[0].get("href") == "../../exercises/nod/"
    assert page.cssselect("meta[http-equiv=refresh]")[0].get("content") == "0; url=../../exercises/nod/"


def test_the_search_knows_every_exercise_and_its_other_names(sample, made):
    rows = {row["at"]: row for row in search_rows(made["search-rows.js"])[1]}
    assert set(rows) >= {f"exercises/{slug}/" for slug in sample.exercises}
    assert "Head bob" in rows["exercises/nod/"]["also"]


def test_the_purpose_index_has_each_exercise_under_each_of_its_purposes(sample, made):
    page = html.fromstring(made["purposes/index.html"])
    for exercise in sample.exercises.values():
        for kind, area in exercise.goals:
            section = page.cssselect(f'section[aria-labelledby="{kind}-{area}"]')[0]
            assert f"../exercises/{exercise.slug}/" in [link.get("href") for link in section.cssselect("a")]


def test_every_page_says_its_language_title_and_description(made):
    for uri, content in made.items():
        if uri.endswith(".html"):
            page = html.fromstring(content)
            assert page.get("lang") == "en-GB"
            assert page.cssselect("title")[0].text.strip()
            assert page.cssselect("meta[name=description]")[0].get("content").strip()


def test_no_two_pages_share_a_title(made):
    titles = [re.search("<title>(.*?)</title>", content)[1] for uri, content in made.items() if uri.endswith(".html")]
    assert len(titles) == len(set(titles))


def kernel(uri, content):
    """The home page is blessed whole; of the others, what the same frame stands around. No name says what it holds."""
    if uri.endswith(".json"):
        return json.dumps(json.loads(content), indent=1, ensure_ascii=False) + "\n"  # so that a person can read it
    content = content.replace("\r\n", "\n")  # as tables for spreadsheets end their lines
    content = re.sub(r"(assets/[a-z-]+\.)[0-9a-f]{8}\.", r"\1content.", content)
    inside = re.search(r"<main.*?</main>", content, re.DOTALL)
    return inside[0] + "\n" if inside and uri != "index.html" else content


def bless(made):
    for file in EXPECTED.rglob("*"):
        if file.is_file():
            file.unlink()
    for uri, content in made.items():
        (EXPECTED / uri).parent.mkdir(parents=True, exist_ok=True)
        (EXPECTED / uri).write_text(content)


def test_a_link_of_a_hand_written_page_works_wherever_the_site_lies(sample):
    links = '<a href="/safety/#ask-first">whom to ask</a> <a href="//else.example/">else</a>'
    page = framed(links, sample, "/history/", "", "")
    assert 'href="../safety/#ask-first"' in page
    assert 'href="//else.example/"' in page
