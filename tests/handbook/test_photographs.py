"""Photographs: what cameras, scanners and editors write is shown upright, whole and in its colours, or refused."""

import io
import os
import subprocess
import sys
import zlib

import pytest
from PIL import ExifTags, Image, ImageCms

from exercise_handbook.pictures.photograph import upright
from exercise_handbook.pictures.picture_copies import developed
from exercise_handbook.pictures.pictures import picture
from picture_files import RASTERS, encoded, is_marked, marked, published, saved, shown, telling_jpeg, trouble_of
from support import ROOT


@pytest.mark.parametrize(("ending", "kind"), [("png", "png"), ("webp", "webp"), ("jpg", "jpeg"), ("jpeg", "jpeg")])
def test_a_raster_picture_is_known_by_what_is_in_it(tmp_path, ending, kind):
    file = tmp_path / f"a.{ending}"
    Image.new("RGB", (30, 20)).save(file)
    found = picture(file)
    assert (found.kind, found.width, found.height) == (kind, 30, 20)


TURNS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How the pixels lie for each orientation that a camera writes down, so that the picture stands upright."""


@pytest.mark.parametrize("kind", RASTERS)
@pytest.mark.parametrize("orientation", TURNS)
def test_a_photograph_stands_upright_however_the_camera_was_held(tmp_path, kind, orientation):
    held = marked() if orientation == 1 else marked().transpose(TURNS[orientation])
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    file = saved(tmp_path, encoded(held, kind, exif=exif), f"a.{RASTERS[kind]}")
    found = picture(file)
    assert (found.width, found.height) == shown(file).size == (90, 60)
    assert is_marked(shown(file))


def adobe_cmyk(image):
    return encoded(image.convert("CMYK"), "JPEG", quality=95)


def sixteen_bits(image):
    grey = image.convert("L")
    return Image.frombytes("I;16", grey.size, b"".join(bytes([value, value]) for value in grey.tobytes()))


def with_alpha(image, mode="RGBA"):
    clear = image.convert(mode)
    clear.putalpha(255)
    return clear


def mpo(image):
    return encoded(image, "MPO", save_all=True, append_images=[Image.new("RGB", image.size, "lime")])


WRITTEN = {
    "progressive.jpg": lambda image: encoded(image, "JPEG", progressive=True, quality=95),
    "cmyk.jpg": adobe_cmyk,
    "mpo.jpg": mpo,
    "palette.png": lambda image: encoded(image.quantize(16), "PNG"),
    "interlaced.png": lambda image: encoded(image.convert("RGBA"), "PNG"),
    "palette-with-clear.png": lambda image: encoded(image.quantize(16), "PNG", transparency=15),
    "alpha.png": lambda image: encoded(with_alpha(image), "PNG"),
    "alpha.webp": lambda image: encoded(with_alpha(image), "WEBP", lossless=True),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_whatever_a_program_writes_is_shown_whole_and_in_its_colours(tmp_path, name):
    file = saved(tmp_path, WRITTEN[name](marked()), name)
    assert is_marked(shown(file))
    assert shown(file).mode in ("RGB", "RGBA", "P")


@pytest.mark.parametrize(
    "image", [marked().convert("L"), marked().convert("1"), marked().convert("LA"), sixteen_bits(marked())]
)
def test_greys_of_any_depth_are_shown_as_light_as_they_are(tmp_path, image):
    seen = shown(saved(tmp_path, encoded(image, "PNG"), "a.png")).convert("L")
    assert (seen.getpixel((22, 15)) < 80, seen.getpixel((45, 50)) > 240) == (True, True)


def test_a_wide_gamut_is_brought_into_the_colours_of_the_web(tmp_path):
    swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    red = Image.new("RGB", (40, 40), "#cc0000")
    file = saved(tmp_path, encoded(red, "PNG", icc_profile=swapped), "a.png")
    assert shown(file).convert("RGB").getpixel((5, 5)) == (204, 0, 0)  # a profile of other colours is no profile
    own = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    other = (
        own.replace(b"rXYZ", b"TEMP").replace(b"bXYZ", b"rXYZ").replace(b"TEMP", b"bXYZ")
    )  # red and blue change places
    file = saved(tmp_path, encoded(red, "PNG", icc_profile=other), "b.png")
    red, _, blue = shown(file).convert("RGB").getpixel((5, 5))
    assert (red < 30, blue > 180) == (True, True)


@pytest.mark.slow
@pytest.mark.parametrize("kind", RASTERS)
def test_a_very_large_photograph_is_published_at_sensible_sizes(tmp_path, kind):
    file = saved(tmp_path, encoded(marked(4800, 2400), kind), f"a.{RASTERS[kind]}")
    found = picture(file)
    files = developed(found)
    assert (found.width, found.height) == shown(file).size == (1600, 800)
    assert sorted({width for width, _, _ in files.values()}) == [400, 800, 1200, 1600]
    assert all(is_marked(Image.open(io.BytesIO(content))) for _, _, content in files.values())
    assert sum(len(content) for _, _, content in files.values()) < len(file.read_bytes()) * 2


@pytest.mark.parametrize("kind", RASTERS)
def test_a_small_picture_is_never_made_larger(tmp_path, kind):
    file = saved(tmp_path, encoded(marked(90, 60), kind), f"a.{RASTERS[kind]}")
    assert picture(file).width == 90
    assert all(width <= 90 for width, _, _ in developed(picture(file)).values())


def test_a_drawing_of_pixels_that_says_nothing_else_goes_out_as_it_lies():
    own = ROOT / "data/figures/hip-lift-preview.png"
    assert published(own) == [own.read_bytes()]


@pytest.mark.parametrize("kind", RASTERS)
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_a_picture_cut_off_is_refused(tmp_path, kind, part):
    whole = encoded(Image.effect_noise((200, 200), 50).convert("RGB"), kind)
    told = trouble_of(tmp_path, whole[: int(len(whole) * part)], f"a.{RASTERS[kind]}")
    assert "cut off or damaged; copy or save it again" in told


WAYS = {
    "plain": {},
    "progressive": {"progressive": True},
    "begun anew every third block": {"restart_marker_blocks": 3},
    "tight": {"optimize": True, "quality": 30},
}
"""How programs write JPEGs."""


def shades(width=203, height=151):
    """A picture that is another one at each of its points."""
    across, down = Image.linear_gradient("L").rotate(90), Image.linear_gradient("L")
    return Image.merge("RGB", [across, down, Image.radial_gradient("L")]).resize((width, height))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("part", [0.2, 0.5, 0.8])
def test_a_jpeg_cut_off_is_refused_though_an_end_mark_stands_behind_the_rest(tmp_path, way, part):
    """Programs that save what they were sent of a file set one; decoders fill what is missing with grey."""
    whole = encoded(shades(), "JPEG", **WAYS[way])
    begins = whole.index(b"\xff\xda") + 14
    kept = whole[: begins + int((len(whole) - begins) * part)].rstrip(b"\xff")
    assert Image.open(io.BytesIO(kept + b"\xff\xd9")).tobytes() != Image.open(io.BytesIO(whole)).tobytes()
    assert "cut off or damaged; copy or save it again" in trouble_of(tmp_path, kept + b"\xff\xd9")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("size", [(1, 1), (17, 33), (203, 151), (1700, 400)])
def test_a_jpeg_is_whole_however_it_was_written(tmp_path, way, mode, size):
    whole = encoded(shades(*size).convert(mode), "JPEG", **WAYS[way])
    assert picture(saved(tmp_path, whole + b"more behind its end")).kind == "jpeg"


def test_a_damaged_png_is_refused(tmp_path):
    whole = bytearray(encoded(marked(), "PNG"))
    whole[60] ^= 255
    assert "cut off or damaged" in trouble_of(tmp_path, bytes(whole), "a.png")


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_picture_that_moves_is_refused(tmp_path, kind):
    moving = encoded(marked(), kind, save_all=True, append_images=[marked().rotate(180)])
    assert "it moves; save it as one still picture" in trouble_of(tmp_path, moving, f"a.{RASTERS[kind]}")


@pytest.mark.slow
def test_more_pixels_than_a_photograph_has_are_refused_before_they_are_unpacked(tmp_path):
    bomb = encoded(Image.new("1", (20_000, 20_000)), "PNG")
    assert len(bomb) < 100_000
    assert "20000 × 20000 pixels; save it at most 4000 wide" in trouble_of(tmp_path, bomb, "a.png")


@pytest.mark.parametrize("kind", RASTERS)
@pytest.mark.parametrize("size", [(1, 2000), (2000, 1)])
def test_a_shape_that_can_hardly_be_seen_is_refused_as_in_drawings(tmp_path, kind, size):
    told = trouble_of(tmp_path, encoded(Image.new("RGB", size), kind), f"a.{RASTERS[kind]}")
    assert f"it is {size[0]} × {size[1]} pixels, which can hardly be seen; save it in another shape" in told


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_picture_that_is_clear_all_over_is_refused(tmp_path, kind):
    content = encoded(Image.new("RGBA", (90, 60)), kind, lossless=True)
    assert "there is nothing in it that can be seen" in trouble_of(tmp_path, content, f"a.{RASTERS[kind]}")


@pytest.mark.parametrize("beginning", [b"\xef\xbb\xbf", b"\r\n", b"\n\xfe"])
def test_a_damaged_picture_is_not_taken_for_a_drawing(tmp_path, beginning):
    content = beginning + encoded(marked(), "PNG") + b"<"
    assert "it cannot be read as a picture" in trouble_of(tmp_path, content, "a.png")


def with_chunk(png, name, content):
    """A PNG with another chunk behind its head."""
    chunk = name + content
    return png[:33] + len(content).to_bytes(4) + chunk + zlib.crc32(chunk).to_bytes(4) + png[33:]


def test_a_picture_says_how_light_its_middle_is_meant(tmp_path):
    """Browsers heed it where it lies; paper and the other sizes would not."""
    grey = with_chunk(encoded(Image.new("RGB", (40, 40), "#555555"), "PNG"), b"gAMA", (100_000).to_bytes(4))
    assert upright(grey).getpixel((5, 5)) == (155, 155, 155)
    usual = with_chunk(encoded(Image.new("RGB", (40, 40), "#555555"), "PNG"), b"gAMA", (45_455).to_bytes(4))
    assert upright(usual).getpixel((5, 5)) == (85, 85, 85)


FOREIGN = {
    "HEIC": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    "AVIF": encoded(marked(), "AVIF"),
    "TIFF": encoded(marked(), "TIFF"),
    "BMP": encoded(marked(), "BMP"),
    "GIF": encoded(marked(), "GIF"),
    "PDF": b"%PDF-1.7\n",
    "JPEG 2000": encoded(marked(), "JPEG2000"),
    "Photoshop": b"8BPS\0\1",
    "a web page": b"<!DOCTYPE html><html><body>404 <svg></svg></body></html>",
    "svgz": b"\x1f\x8b\x08\0",
    "Git LFS": b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
    "empty": b"",
}


@pytest.mark.parametrize("ending", ["jpg", "png", "webp", "svg"])
@pytest.mark.parametrize("kind", FOREIGN)
def test_what_browsers_do_not_show_is_refused_by_its_name_whatever_its_ending(tmp_path, kind, ending):
    told = trouble_of(tmp_path, FOREIGN[kind], f"a.{ending}")
    assert kind in told
    assert "; " in told


def test_an_odd_tag_is_no_matter_for_the_person_who_builds(tmp_path):
    saved(tmp_path, telling_jpeg().replace(b"SecretMaker", b"SecretMake"))
    look = f"from exercise_handbook.pictures.pictures import pictures; print(len(pictures(Path({str(tmp_path)!r}))))"
    command = [sys.executable, "-c", f"from pathlib import Path; {look}"]
    told = subprocess.run(command, env=os.environ | {"PYTHONPATH": str(ROOT / "hooks")}, capture_output=True, text=True)
    assert (told.stdout, told.stderr) == ("1\n", "")
