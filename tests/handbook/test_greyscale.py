"""Pictures on paper: as grey as they were light, and nothing else about them changed."""

import re

import pytest

from exercise_handbook.pictures.greyscale import drawing_in_greys, in_greys
from exercise_handbook.pictures.pictures import picture
from picture_files import HEAD, saved, telling_jpeg


@pytest.mark.parametrize(
    "colour",
    [
        "red",
        "RoyalBlue",
        "#f00",
        "#f008",
        "#ff0000",
        "#ff000080",
        "rgb(220,30,30)",
        "rgb(86% 12% 12% / 50%)",
        "rgba(220,30,30,.5)",
        "hsl(20,90%,50%)",
        "hsla(20deg 90% 50% / .5)",
        "hwb(20 10% 10%)",
        "lab(50% 40 20)",
        "lch(50% 40 20)",
        "oklab(50% .1 .1)",
        "oklch(60% .2 30)",
        "color(display-p3 1 0 0)",
    ],
)
@pytest.mark.parametrize(
    "where",
    [
        '<rect fill="%s"/>',
        '<stop stop-color="%s"/>',
        '<g color="%s"/>',
        "<g style='stroke-width:2;stroke: %s'/>",
        "<style>.a{fill:%s}</style>",
        "<style>@media all{.a{fill:%s!important}}</style>",
        "<g fill='url(#x) %s'/>",
        "<style>.a{fill:light-dark(%s, var(--ge-dark-color, #121212))}</style>",
        "<style><![CDATA[a>b{FILL:%s}]]></style>",
    ],
)
def test_a_colour_turns_grey_however_and_wherever_it_is_written(where, colour):
    made = drawing_in_greys(HEAD + where.replace("%s", colour) + "</svg>").partition("viewBox")[2]
    assert colour.lower() not in made.lower()
    found = re.findall(r"#[0-9a-f]{6}|rgba\([^)]*\)", made)
    assert found
    assert all(is_grey(one) for one in found)


def is_grey(colour):
    parts = re.findall("..", colour[1:]) if colour.startswith("#") else colour[5:-1].split(",")[:3]
    return len(set(parts)) == 1


@pytest.mark.parametrize(
    "as_it_is",
    [
        '<use href="#bed"></use>',
        '<g id="bed"></g>',
        '<g id="bed.png"></g>',
        '<g fill="url(#add)"></g>',
        '<path marker-end="url(#aed)"></path>',
        '<g clip-path="url(#100200)"></g>',
        '<g fill="none" stroke="currentColor"></g>',
        '<g fill="inherit"></g>',
        '<text font-family="Tan, Gold">red #bed</text>',
        "<title>#bed red</title>",
        '<g class="red tan"></g>',
        "<style>#bed{opacity:.5;}</style>",
        "<style>#add{font-family:Tan;}</style>",
        '<path d="M0 0h1"></path>',
    ],
)
def test_what_only_looks_like_a_colour_stays(as_it_is):
    assert as_it_is in drawing_in_greys(HEAD + as_it_is + "</svg>")


def test_greys_are_as_light_as_the_colours_were():
    shades = [
        drawing_in_greys(f'{HEAD}<g fill="{colour}"/></svg>') for colour in ("white", "yellow", "red", "blue", "black")
    ]
    greys = [int(re.search(r'fill="#(..)', one)[1], 16) for one in shades]
    assert greys == sorted(greys, reverse=True)
    assert (greys[0], greys[-1]) == (255, 0)


def test_a_photograph_is_upright_and_grey_on_paper(tmp_path):
    found = in_greys(picture(saved(tmp_path, telling_jpeg())))
    assert 'viewBox="0 0 600 900"' in found
