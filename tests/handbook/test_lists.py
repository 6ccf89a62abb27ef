"""Lists of any size: what keeps them light and quick, held by what they are made of and never by a clock."""

import gzip
import re
import sys

import pytest
from lxml import html

from exercise_handbook.intake.load import load_library
from exercise_handbook.library.edition import Edition
from exercise_handbook.library.listing import CROWDED, DIGITS, MOST, letter_of, listed
from exercise_handbook.pages.assets import assets
from exercise_handbook.pages.outputs import render
from exercise_handbook.paper.handouts import promised
from support import ROOT, texts

ASKS_FOR_LAYOUT = (
    r"getComputedStyle|getClientRects|getBoundingClientRect|offset(Parent|Width|Height|Top)|checkVisibility"
)


def test_the_filter_asks_nothing_that_lays_the_page_out_anew():
    assert not re.search(ASKS_FOR_LAYOUT, assets()["filter.js"].made().decode())


def test_the_styles_of_the_filters_ask_the_form_alone_never_what_holds_all_cards(sample):
    rules = texts(render(sample))["filters.css"].split("*/")[1].split("{")[0].split(",")
    assert rules
    for rule in rules:
        asking, _, subject = rule.strip().partition(" ~ ")
        assert asking.startswith(".filters:has(")
        assert re.fullmatch(r"\* \.card:not\(\[[^\]]+\]\)", subject)


def test_a_short_list_keeps_the_order_of_the_data_and_has_no_letters(sample):
    listing = listed(sample.exercises.values(), "/exercises/")
    assert [group.exercises for leaf in listing.leaves for group in leaf.groups] == [tuple(sample.exercises.values())]
    assert listing.letters == []


@pytest.mark.parametrize(
    ("name", "letter"),
    [("élan", "E"), ("3/4 sit-up", DIGITS), ("“Cat” stretch", "C"), ("жим", "Ж"), ("—", DIGITS), ("Ångström", "A")],
)
def test_a_name_stands_under_its_first_letter_without_accents_and_signs(name, letter):
    assert letter_of(name) == letter


def test_a_long_list_is_by_letter_and_a_crowded_letter_by_two(named):
    names = [*(f"Lift {number:03}" for number in range(CROWDED)), "Lying roll", "bend", "Áchill"]
    leaf = listed(named(names), "/exercises/").leaves[0]
    found = {group.letter: len(group.exercises) for group in leaf.groups}
    assert found == {"A": 1, "B": 1, "Li": CROWDED, "Ly": 1}
    assert [group.id for group in leaf.groups] == ["letter-a", "letter-b", "letter-li", "letter-ly"]


def test_a_list_too_long_for_a_page_goes_on_over_others_and_leaves_nothing_out(named):
    names = [f"{letter}{number:04}" for letter in "ABC" for number in range(MOST)]
    listing = listed(named(names), "/exercises/", more="/exercises/list/")
    assert [leaf.address for leaf in listing.leaves] == ["/exercises/", "/exercises/list/2/", "/exercises/list/3/"]
    assert [one.name for leaf in listing.leaves for group in leaf.groups for one in group.exercises] == names
    assert all(
        leaf.address.endswith(f"{1 + 'abc'.index(group.id[7])}/") or leaf == listing.leaves[0]
        for leaf, group in listing.letters
    )


@pytest.fixture(scope="module")
def named(sample):
    """A function that gives exercises of these names, as the data would have them: in no order."""
    one = sample.exercises["wave"]

    def make(names):
        made = [one.model_copy(update={"slug": f"e{number}", "name": name}) for number, name in enumerate(names)]
        return made[1::2] + made[::2]

    return make


def at_a_thousand(test):
    """A test of the thousand: slow, and on one core with the others, so that they are made once."""
    return pytest.mark.slow(pytest.mark.xdist_group("thousand")(test))


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The pages of a generated library of a thousand, without those of its exercises."""
    sys.path.insert(0, str(ROOT / "tools/benchmarks"))
    from generate import write_library

    folder = tmp_path_factory.mktemp("library") / "1000"
    write_library(1000, folder)
    library = load_library(folder, ROOT / "docs")
    library = Edition.of(library, promised(library))
    return library, {uri: text for uri, text in texts(render(library)).items() if not EXERCISE.fullmatch(uri)}


EXERCISE = re.compile("exercises/[a-z-]+/index.html")


@at_a_thousand
def test_at_a_thousand_each_list_is_under_a_hundred_kilobytes_compressed(pages):
    _, made = pages
    lists = {uri: text for uri, text in made.items() if not uri.startswith("api/")}  # no page fetches all of that
    heavy = {uri: size for uri, text in lists.items() if (size := len(gzip.compress(text.encode(), 6))) > 100_000}
    assert not heavy


@at_a_thousand
@pytest.mark.parametrize("uri", ["exercises/index.html", "print/index.html", "clinicians/index.html"])
def test_at_a_thousand_each_exercise_is_reached_by_links_from_each_list(pages, uri):
    library, made = pages
    links = set(html.fromstring(made[uri]).xpath("//main//a/@href"))
    assert {f"../exercises/{slug}/" for slug in library.exercises} <= links


@at_a_thousand
def test_at_a_thousand_each_exercise_is_reached_by_links_by_way_of_what_it_is_for(pages):
    library, made = pages
    purposes = set(html.fromstring(made["purposes/index.html"]).xpath("//main//a/@href")) - {"../sources/"}
    assert purposes == {f"../purposes/{kind}-{area}/" for kind, area in library.purposes()}
    reached = {
        link
        for address in purposes
        for link in html.fromstring(made[f"{address[3:]}index.html"]).xpath("//main//a/@href")
    }
    assert {f"../../exercises/{slug}/" for slug in library.exercises} <= reached


@at_a_thousand
@pytest.mark.parametrize("uri", ["print/index.html", "clinicians/index.html"])
def test_what_one_does_not_ask_for_is_folded(pages, uri):
    _, made = pages
    page = html.fromstring(made[uri])
    folds = page.cssselect("details.fold")
    assert len(folds) > 10
    assert not [fold for fold in folds if "open" in fold.attrib]
    assert len(page.cssselect("main a[href^='../exercises/']")) == len(
        page.cssselect("main details a[href^='../exercises/']")
    )


@at_a_thousand
@pytest.mark.parametrize("uri", ["about/index.html", "clinicians/index.html"])
def test_that_nothing_was_reviewed_is_said_once(pages, uri):
    _, made = pages
    assert made[uri].count("Reviewed by a clinician: 0 of 1,000 exercises.") == 1
    assert made[uri].count("Not yet reviewed") == made[uri].count("Safety:</b> Not yet reviewed") == 1


@at_a_thousand
def test_what_was_changed_in_the_first_text_is_folded(pages):
    _, made = pages
    changes = html.fromstring(made["sources/index.html"]).cssselect(".change-made")
    assert changes
    assert all(change.getparent().tag == "details" for change in changes)


@at_a_thousand
def test_a_page_has_the_script_of_the_filters_where_it_has_filters_and_only_there(pages):
    _, made = pages
    trees = {uri: html.fromstring(text) for uri, text in made.items() if uri.endswith(".html")}
    filtered = {uri for uri, page in trees.items() if page.cssselect("[data-filters]")}
    assert filtered == {uri for uri, page in trees.items() if page.cssselect("script[src*='filter.']")}
    assert filtered == {uri for uri, page in trees.items() if page.cssselect("noscript link[href$='filters.css']")}
    assert "exercises/index.html" in filtered
