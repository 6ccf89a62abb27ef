"""Wording: what is said of reviews, precautions and emergencies is decided once, for page, sheet and search."""

import json
from datetime import date

import pytest
from lxml import html

from exercise_handbook.intake.docs_pages import Written
from exercise_handbook.intake.load import load_library
from exercise_handbook.library.model.entry import Review, Sentence
from exercise_handbook.library.wording import ask_first, emergency, leading_sources, months_later, review_state
from exercise_handbook.pages.outputs import render
from exercise_handbook.paper.handouts import Manuscripts
from support import search_rows, texts

GOOD, OLD = date(2025, 6, 30), date(2015, 6, 30)
REVIEW = Review(by="Nobody Real", role="Invented clinician", on=GOOD, fingerprint="0123456789abcdef")
SAID = {
    "none": "Not yet reviewed by a clinician.",
    "run out": "Reviewed by a clinician, but too long ago.",
    "good": "Reviewed by a clinician.",
}
ALONE = SAID | {"good": "Reviewed by Nobody Real (Invented clinician) on 30 June 2025."}


def reviewed(library, **days):
    """The sample with its exercises reviewed on these days, each None for never."""
    reviews = {slug: day and REVIEW.model_copy(update={"on": day}) for slug, day in days.items()}
    exercises = {
        slug: exercise.model_copy(update={"reviewed": reviews.get(slug)})
        for slug, exercise in library.exercises.items()
    }
    changed = library.model_copy(update={"exercises": exercises})
    for remembered in set(vars(changed)) - set(type(changed).model_fields):
        del vars(changed)[remembered]
    return changed


def said_of(library):
    """What each page, each sheet and each row of the search says of its review, by address."""
    made = texts(render(library))
    foot = {
        f"/{uri.removesuffix('index.html')}": html.fromstring(page).cssselect(".imprint")[0].text_content()
        for uri, page in made.items()
        if uri.endswith("index.html")
    }
    sheets = {one.handout.page: json.loads(one.job.inputs["data"])["review"] for one in Manuscripts(library)}
    rows = {f"/{row['at']}": row["review"] for row in search_rows(made["search-rows.js"])[1]}
    return foot, sheets, rows


@pytest.mark.parametrize(
    ("nod", "wave", "alone", "together"),
    [
        (None, None, "none", "none"),
        (GOOD, None, "good", "none"),
        (OLD, GOOD, "run out", "run out"),
        (OLD, None, "run out", "none"),
        (GOOD, GOOD, "good", "good"),
    ],
)
def test_a_routine_and_a_purpose_are_as_well_reviewed_as_their_worst_part(sample, nod, wave, alone, together):
    routines = {slug: one.model_copy(update={"reviewed": REVIEW}) for slug, one in sample.routines.items()}
    file = sample.routines_file.model_copy(update={"routines": routines})
    library = reviewed(sample.model_copy(update={"routines_file": file}), nod=nod, wave=wave)
    pages, sheets, rows = said_of(library)
    assert ALONE[alone] in pages["/exercises/nod/"]
    assert sheets["/exercises/nod/"] == ALONE[alone]
    assert rows["/exercises/nod/"] == alone
    assert ALONE[together] in pages["/routines/morning/"]
    assert sheets["/routines/morning/"] == ALONE[together]
    assert rows["/routines/morning/"] == together
    assert sheets["/purposes/#warm-up-neck"] == SAID[alone]


def test_a_review_is_good_until_its_last_day(sample):
    nod = sample.exercises["nod"]
    for day, state in ((date(2024, 1, 31), "good"), (date(2024, 1, 30), "run out")):
        review = REVIEW.model_copy(update={"on": day})  # good for 24 months, edition 2026-01-31
        assert review_state([nod.model_copy(update={"reviewed": review})], sample) == state


def test_reasons_to_ask_first_stand_in_the_order_of_the_safety_page_then_in_their_own_words(sample):
    said = [reason.say for reason in ask_first(sample.exercises.values(), sample)]
    assert said == ["you have never greeted", "you have a stiff neck", "you are tired", "you wear a tall hat"]
    assert [reason.say for reason in ask_first([sample.exercises["wave"]], sample)] == [
        "you are tired",
        "you wear a tall hat",
    ]
    assert ask_first([sample.exercises["bow"]], sample) == ()


def test_the_emergency_line_is_whom_to_call_and_the_signs(sample):
    assert emergency(sample) == "Emergency (call a friend): you cannot stop; you feel faint."


def test_an_exercise_leads_with_its_own_sources_else_with_the_first_it_cites(sample):
    nod = sample.exercises["nod"]
    letter, manual = sample.sources["letter"], sample.sources["manual"]
    assert leading_sources(nod, sample) == [letter, manual]
    assert leading_sources(nod.model_copy(update={"sources": ()}), sample) == [manual, letter]
    assert leading_sources(sample.exercises["bow"], sample) == []


def test_an_exercise_that_names_no_leading_sources_leads_with_no_more_than_four(sample):
    cited = {f"study-{number}": sample.sources["manual"] for number in range(6)}
    library = sample.model_copy(update={"sources": cited})
    feel = tuple(Sentence(say="A pull.", sources=(slug,)) for slug in cited)
    bow = sample.exercises["bow"].model_copy(update={"feel": feel})
    assert len(leading_sources(bow, library)) == 4


def test_the_page_of_sources_says_what_cites_each_and_how_it_was_read_but_nothing_for_editors(sample):
    made = texts(render(sample))
    page = html.fromstring(made["sources/index.html"])
    manual = page.cssselect("#source-manual")[0].text_content()
    assert "Read in a copy." in manual
    assert "Nod (" in manual
    assert not [uri for uri, content in made.items() if "newer one" in content]
    assert not [uri for uri, content in made.items() if "Read in a copy" in content and uri != "sources/index.html"]
    leads = ("exercises/nod", "routines/morning", "safety", "floor", "about")
    links = (html.fromstring(made[f"{uri}/index.html"]).xpath("//main//a/@href") for uri in leads)
    assert all(any(link.endswith("../sources/") for link in on_page) for on_page in links)


def test_a_library_without_sources_has_no_page_of_them_and_no_link_there(small):
    made = texts(render(load_library(small())))
    assert "sources/index.html" not in made
    assert not [uri for uri, content in made.items() if "sources/" in content]


@pytest.mark.parametrize(
    ("when", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 12, 31), 24, date(2028, 12, 31)),
        (date(2026, 11, 30), 2, date(2027, 1, 30)),
    ],
)
def test_some_months_later_is_a_day_there_is(when, months, later):
    assert months_later(when, months) == later


def test_a_hand_written_page_is_found_by_its_title(sample):
    made = texts(render(sample))
    link = html.fromstring(made["index.html"]).cssselect('.site-footer a[href="history/"]')
    assert [one.text_content() for one in link] == ["A short history"]
    assert "A short history" in [row["name"] for row in search_rows(made["search-rows.js"])[1]]
    assert "A short history" in html.fromstring(made["sources/index.html"]).text_content()


@pytest.mark.parametrize(
    ("markdown", "title"),
    [
        ('---\ntitle: "In front"\nother: 1\n---\n\n# Below\n', "In front"),
        ("---\nother: 1\n---\n\n# Below\n", "Below"),
        ("Words.\n\n# Below\n\ntitle: Not this\n", "Below"),
        ("Words.\n", "evidence"),
    ],
)
def test_the_title_of_a_hand_written_page_is_as_mkdocs_finds_it(markdown, title):
    assert Written("docs/evidence.md", markdown).facts.title == title
