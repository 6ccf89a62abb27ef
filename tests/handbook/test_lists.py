"""Lists of any size: what keeps them light and quick, held by what they are made of and never by a clock."""

import re

from handbook.assets import assets
from handbook.outputs import render
from support import texts

ASKS_FOR_LAYOUT = (
    r"getComputedStyle|getClientRects|getBoundingClientRect|offset(Parent|Width|Height|Top)|checkVisibility"
)


def test_the_filter_asks_nothing_that_lays_the_page_out_anew():
    assert not re.search(ASKS_FOR_LAYOUT, assets()["filter.js"].content.read_text())


def test_the_styles_of_the_filters_ask_the_form_alone_never_what_holds_all_cards(sample):
    rules = texts(render(sample))["filters.css"].split("*/")[1].split("{")[0].split(",")
    assert rules
    for rule in rules:
        asking, _, subject = rule.strip().partition(" ~ ")
        assert asking.startswith(".filters:not([data-by-script]):has(")
        assert re.fullmatch(r"\* \.card:not\(\[[^\]]+\]\)", subject)
