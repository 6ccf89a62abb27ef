"""/api/v1/: what is published as data says what the pages say, fits its own schema, and keeps its names."""

import csv
import io
import json

import jsonschema
import pytest
from lxml import etree, html

from exercise_handbook.intake.load import load_library
from exercise_handbook.pages.outputs import render
from support import texts

API = "api/v1/"
OWN_AND_ITS_OWN = ["Public domain", "Test licence", "Public domain"]


@pytest.fixture(scope="module")
def made(sample):
    return texts(render(sample))


@pytest.fixture(scope="module")
def whole(made):
    return json.loads(made[f"{API}library.json"])


def test_the_library_fits_its_schema(made, whole):
    schema = json.loads(made[f"{API}schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(whole, schema)


def test_each_exercise_fits_its_schema_and_says_what_the_library_says_of_it(made, whole):
    schema = json.loads(made[f"{API}schema.json"])
    one_schema = {"$ref": "#/$defs/One", "$defs": schema["$defs"]}
    for exercise in whole["exercises"]:
        one = json.loads(made[f"{API}exercises/{exercise['slug']}.json"])
        jsonschema.validate(one, one_schema)
        assert one["exercise"] == exercise


def test_an_exercise_brings_each_source_that_it_cites_and_no_other(made):
    one = json.loads(made[f"{API}exercises/bow.json"])
    assert one["sources"] == {}
    assert set(json.loads(made[f"{API}exercises/nod.json"])["sources"]) == {"letter", "manual"}


def test_words_are_those_of_the_page_with_their_blanks_filled(library):
    plain = library.publication.model_copy(update={"in_other_words": {}})
    made = texts(render(library.model_copy(update={"publication": plain})))
    for exercise in json.loads(made[f"{API}library.json"])["exercises"]:
        page = html.fromstring(made[f"exercises/{exercise['slug']}/index.html"])
        assert [step.text_content() for step in page.cssselect("ol.steps li")] == exercise["steps"]
        assert not [step for step in exercise["steps"] if "{" in step]
        asked = [line.text_content() for line in page.cssselect(".ask li")]
        assert asked == [line["say"] for line in exercise["ask_first"]]


def test_nothing_is_said_of_a_review_where_nobody_reviewed(made, whole):
    assert [one["reviewed"] is None for one in whole["exercises"]] == [False, True, True]
    wave = html.fromstring(made["exercises/wave/index.html"]).cssselect("script[type='application/ld+json']")[0]
    assert not {"reviewedBy", "lastReviewed"} & json.loads(wave.text).keys()


def test_a_search_engine_is_told_who_reviewed_and_under_which_licence_a_picture_is(made):
    told = json.loads(html.fromstring(made["exercises/nod/index.html"]).cssselect("script[type$='ld+json']")[0].text)
    assert told["reviewedBy"] == {"@type": "Person", "name": "Nobody Real", "jobTitle": "Invented clinician"}
    assert [image["license"] for image in told["mainEntity"]["image"]] == OWN_AND_ITS_OWN


def test_words_of_the_data_cannot_end_the_script_that_tells_search_engines(small):
    text = (small() / "exercises.yaml").read_text().replace("aim: To test.", "aim: To </script><b>test</b>.")
    page = texts(render(load_library(small(exercises=text))))["exercises/wave/index.html"]
    told = html.fromstring(page).cssselect("script[type$='ld+json']")[0]
    assert json.loads(told.text)["mainEntity"]["description"] == "To </script><b>test</b>."


def test_the_table_has_a_row_an_exercise(made, whole):
    rows = list(csv.DictReader(io.StringIO(made[f"{API}exercises.csv"], newline="")))
    assert [(row["slug"], row["code"]) for row in rows] == [(one["slug"], one["code"]) for one in whole["exercises"]]
    assert rows[0]["purposes"] == "warm-up neck"
    assert [rows[0][name] for name in ("sets", "repetitions", "hold_seconds", "times_a_day_to")] == ["2", "4", "3", "3"]


def test_an_exercise_that_was_renamed_keeps_the_codes_of_its_names(made, whole):
    codes = json.loads(made[f"{API}codes.json"])["codes"]
    now = {one["slug"]: one["now"] for one in codes.values()}
    assert now == {"nod": "nod", "wave": "wave", "bow": "bow", "old-nod": "nod"}
    assert whole["exercises"][0]["former_slugs"] == ["old-nod"]


def test_codes_in_links_that_were_given_out_stay_what_they_are(library):
    made = json.loads(texts(render(library))[f"{API}codes.json"])["codes"]
    given_out = {"D74B": "pelvic-tilt", "EN8G": "single-knee-to-chest", "WN8M": "lower-back-rotation"}
    given_out |= {"Q9WP": "hip-lift", "5847": "double-knee-to-chest", "QD4E": "straight-leg-raise"}
    given_out |= {"BWJW": "partial-sit-up"}
    assert {code: made[code]["slug"] for code in given_out} == given_out


def test_the_feed_tells_of_the_version_and_of_each_review(made):
    feed = etree.fromstring(made["feed.atom"].encode())
    names = {"a": "http://www.w3.org/2005/Atom"}
    titles = feed.xpath("a:entry/a:title/text()", namespaces=names)
    assert titles == ["Version of 31 January 2026", "Nod: reviewed by Nobody Real"]
    ids = feed.xpath("//a:id/text()", namespaces=names)
    assert len(ids) == len(set(ids)) == 3


def test_every_page_names_its_data_and_its_feed(made):
    for uri, content in made.items():
        if uri.endswith(".html") and 'http-equiv="refresh"' not in content:
            page = html.fromstring(content)
            links = {link.get("type"): link.get("href") for link in page.cssselect("link[rel=alternate]")}
            assert set(links) == {"application/json", "application/atom+xml"}, uri
    page = html.fromstring(made["exercises/nod/index.html"])
    assert page.cssselect("link[type='application/json']")[0].get("href") == "../../api/v1/exercises/nod.json"
