"""QR codes: what one library writes is what another would, and paper gets all that its size allows."""

import io
import re

import pytest
import segno
import zxingcpp
from PIL import Image

from exercise_handbook.pages.qr import DOT, QUIET, for_paper, for_screens

ADDRESSES = (
    "https://a.example/exercises/nod/",
    "https://greetings.example/exercises/nod/",
    "https://back.riverside-physiotherapy.example/exercises/slow-pelvic-tilt-towel-wall/",
    f"https://long.example/{'a' * 60}/exercises/{'b' * 60}/",
)

FULL = [f"https://greetings.example/exercises/{'a' * (size - 37)}/" for size in (42, 62, 84, 106)]
"""Addresses that fill a code (ISO/IEC 18004, table 7, M): what stands behind shorter ones is told by no reader."""


def modules(png):
    """The modules of a code's picture without its border, a row each: 1 is dark."""
    with Image.open(io.BytesIO(png)) as picture:
        small = picture.convert("L").resize([side // DOT for side in picture.size], Image.Resampling.NEAREST)
    width = small.width
    rows = [[int(small.getpixel((x, y)) == 0) for x in range(width)] for y in range(width)]
    assert not any(map(any, [*rows[:QUIET], *rows[-QUIET:]])), "the border is not white"
    return [row[QUIET:-QUIET] for row in rows[QUIET:-QUIET]]


def written_by_another(address, level):
    """The eight codes that the standard allows for an address."""
    made = [segno.make_qr(address, error=level, boost_error=False, mask=mask) for mask in range(8)]
    return [[list(row) for row in code.matrix] for code in made]


@pytest.mark.parametrize("address", FULL)
def test_a_code_is_one_of_those_that_another_library_writes(address):
    assert modules(for_screens(address)) in written_by_another(address, "m")


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_module_of_a_picture_is_eight_pixels_of_one_colour(address):
    png = for_screens(address)
    rows = modules(png)
    with Image.open(io.BytesIO(png)) as picture:
        whole = picture.convert("L")
    assert whole.width == whole.height == DOT * (len(rows) + 2 * QUIET)
    wrong = [
        (x, y)
        for y in range(DOT * len(rows))
        for x in range(DOT * len(rows))
        if (whole.getpixel((x + DOT * QUIET, y + DOT * QUIET)) == 0) != bool(rows[y // DOT][x // DOT])
    ]
    assert wrong == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_code_on_paper_may_lose_as_much_as_costs_no_size(address):
    drawing, width = for_paper(address)
    wide = {level: segno.make_qr(address, error=level, boost_error=False).symbol_size(border=0)[0] for level in "hqm"}
    assert width == wide["m"]
    assert re.search(rf'<svg width="{width}" height="{width}"', drawing)
    best = next(level for level in "hqm" if wide[level] == width)
    code = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level=best.upper())
    assert drawing == code.to_svg(add_quiet_zones=False)
