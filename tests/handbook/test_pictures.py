"""Pictures: what readers will see is read from the files, never believed; what nobody need know is not published."""

import gc
import io
import os
import re
import shutil
import subprocess
import sys

import pikepdf
import pytest
from PIL import ExifTags, Image, ImageCms, ImageDraw
from PIL.PngImagePlugin import PngInfo

from exercise_handbook.cache import Table
from exercise_handbook.intake.load import load_library
from exercise_handbook.pictures.font_coverage import unknown_signs
from exercise_handbook.pictures.greyscale import drawing_in_greys, in_greys
from exercise_handbook.pictures.picture_copies import copies, developed
from exercise_handbook.pictures.pictures import picture, pictures, seen
from support import ROOT, build, problems_of

EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 80 40">'
HEAD = EMPTY + '<path d="M9 9h9"></path>'
RASTERS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}


def marked(width=90, height=60):
    """A picture that is red in its upper left quarter, blue in its upper right one, and white below."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle([0, 0, width // 2, height // 2], "#cc0000")
    draw.rectangle([width // 2, 0, width, height // 2], "#0000cc")
    return image


def is_marked(image):
    """Whether it is that picture, standing upright."""
    image = image.convert("RGBA")
    image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    x, y = image.width // 4, image.height // 4
    red, blue, white = (image.getpixel(at)[:3] for at in ((x, y), (3 * x, y), (2 * x, 3 * y)))
    return red[0] > red[2] + 100 and blue[2] > blue[0] + 100 and min(white) > 230


def encoded(image, kind, **how):
    file = io.BytesIO()
    image.save(file, kind, **how)
    return file.getvalue()


def saved(folder, content, name="a.jpg"):
    (folder / name).write_bytes(content)
    return folder / name


def published(file):
    """What is published of a file, the main one first."""
    found = picture(file)
    assert found.kind, found.trouble
    return [content for _, _, content in developed(found).values()] if found.digest else [file.read_bytes()]


def shown(file):
    return Image.open(io.BytesIO(published(file)[0]))


def trouble_of(folder, content, name="a.jpg"):
    found = picture(saved(folder, content, name))
    assert found.kind is None
    return found.trouble


# --- photographs: what cameras, scanners and editors write


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


# --- what nobody need know


SECRETS = [b"Secret", b"Geheim", "Secret".encode("utf-16-le"), b"GPS"]


def telling_exif():
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Artist] = "SecretMaker", "SecretArtist"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (51.0, 30.0, 26.0), 29: "2026:01:01", 27: b"GPSSecret"})
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.BodySerialNumber] = "SecretSerial"
    return exif


def telling_jpeg():
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0c\x1c\x02\x50\0\x06Secret"
    whole = encoded(marked(900, 600), "JPEG", exif=telling_exif(), comment=b"SecretComment", xmp=b"<x>SecretXmp</x>")
    app13 = b"\xff\xed" + (len(iptc) + 2).to_bytes(2) + iptc
    return whole[:2] + app13 + whole[2:] + b"SecretFilmBehindTheEnd"


def telling_png():
    words = PngInfo()
    words.add_text("Author", "SecretAuthor")
    words.add_itxt("XML:com.adobe.xmp", "<x>SecretXmp</x>")
    return encoded(marked(900, 600), "PNG", exif=telling_exif(), pnginfo=words) + b"SecretBehindTheEnd"


def telling_webp():
    return encoded(marked(900, 600), "WEBP", exif=telling_exif(), xmp=b"<x>SecretXmp</x>")


INKSCAPE = """<?xml version="1.0" encoding="UTF-8"?>
<!-- Created with SecretProgram -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
  xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" viewBox="0 0 80 40" data-name="Secret"
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" inkscape:export-filename="/home/Secret/a.png"
  sodipodi:docname="Secret.svg" xml:base="file:///home/Secret/">
<title>/home/Secret/knee.svg</title><desc>Created with SecretSketch.</desc>
<metadata><rdf:RDF><rdf:li>SecretAuthor</rdf:li></rdf:RDF></metadata>
<sodipodi:namedview inkscape:window-x="1"><inkscape:page/>Secret</sodipodi:namedview>
<?secret Secret?>
<style>/* Secret */ .a{fill:#c00}</style>
<g inkscape:label="Secret"><circle class="a" cx="20" cy="20" r="10" data-name="SecretLayer"/></g></svg>"""


def tells(site):
    """Which of a site's files hold a secret, PDFs unpacked."""
    contents = {file: file.read_bytes() for file in site.rglob("*") if file.is_file()}
    for file in site.rglob("*.pdf"):
        with pikepdf.open(file) as pdf:
            contents[file] = b"".join(_unpacked(one) for one in pdf.objects if isinstance(one, pikepdf.Stream))
    return [(file.name, secret) for file, content in contents.items() for secret in SECRETS if secret in content]


def _unpacked(stream):
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:  # a photograph, as it lies
        return stream.read_raw_bytes()


def with_pictures(folder, contents):
    """The small library with these files, each the picture of its exercise."""
    one = (folder / "exercises.yaml").read_text().replace("Wave\n", "%s\n", 1).replace("wave:", "%s:", 1)
    line = "  figures:\n    - {file: %s, shows: end, alt: Someone waves., licence: CC0}\n"
    named = {f"{name.split('.')[-1]}-{number}": name for number, name in enumerate(contents)}
    text = "".join((one + line) % (slug, slug, name) for slug, name in named.items())
    (folder / "exercises.yaml").write_text(text)
    for name, content in contents.items():
        (folder / "figures" / name).write_bytes(content)
    return folder


@pytest.mark.slow
def test_where_by_whom_and_with_what_a_picture_was_made_is_nowhere_in_the_site(small, tmp_path):
    contents = {"a.jpg": telling_jpeg(), "b.png": telling_png(), "c.webp": telling_webp(), "d.svg": INKSCAPE.encode()}
    assert all(any(secret in content for secret in SECRETS) for content in contents.values())
    folder = with_pictures(small(), contents)
    result = build(ROOT, tmp_path / "site", DATA=str(folder), STORE=str(tmp_path / "store"))
    assert result.returncode == 0, result.stderr
    assert len(list((tmp_path / "site").rglob("*.pdf"))) > 8
    assert {file.name for file in (tmp_path / "site/figures").iterdir() if file.is_file()} == set(contents)
    assert tells(tmp_path / "site") == []


def test_a_drawing_is_still_drawn_without_what_its_editor_wrote(tmp_path):
    made = published(saved(tmp_path, INKSCAPE.encode(), "a.svg"))[0].decode()
    assert '<style> .a{fill:#c00}</style><g><circle class="a" cx="20" cy="20" r="10"></circle></g></svg>' in made


@pytest.mark.parametrize("folder", ["data/figures", "data/figures/older", "tests/handbook/sample/figures"])
def test_drawings_of_our_own_go_out_byte_for_byte(folder):
    assert {one.file: one.digest for one in pictures(ROOT / folder).values() if one.digest} == {}


@pytest.mark.parametrize(
    "telling",
    [
        "<!-- Secret -->",
        "<title>C:\\Secret\\knee.ai</title>",
        "<desc>Created with SecretSketch</desc>",
        "<metadata>Secret Name</metadata>",
        "<text><title>file:///Secret</title>a</text>",
        '<g data-name="Secret"/>',
        '<g id="/home/Secret/knee"/>',
        '<g id="C:\\Secret\\knee"/>',
        '<g class="Secret@clinic.example"/>',
        '<g aria-label="/Users/Secret/knee.png"/>',
        '<g xlink:title="file:Secret"/>',
        '<g xml:base="file:///Secret"/>',
        '<x:g xmlns:x="https://editor.example/">Secret</x:g>',
        '<g xmlns:x="https://editor.example/" x:label="Secret"/>',
        "<style>/* Secret */</style>",
        "<?secret Secret?>",
    ],
)
def test_each_thing_that_an_editor_tells_is_found_and_left_out(tmp_path, telling):
    file = saved(tmp_path, (HEAD + telling + "</svg>").encode(), "a.svg")
    assert picture(file).digest
    assert b"Secret" not in published(file)[0]


@pytest.mark.parametrize(
    "kept", ["<title>Hip lift: start</title>", "<desc>Someone lies.</desc>", '<g data-moment="1"/>']
)
def test_what_is_for_readers_stays(tmp_path, kept):
    file = saved(tmp_path, (HEAD + kept + "</svg>").encode(), "a.svg")
    assert published(file) == [file.read_bytes()]


# --- made once


def copied(file, folder, known):
    """What is published of a file that is kept in a folder."""
    found = copies([picture(file)], folder / "store", known)
    known.remember()
    return found["a.jpg"]


def test_what_is_published_is_made_once(tmp_path, monkeypatch):
    file, kept = saved(tmp_path, telling_jpeg()), tmp_path / "known.pickle"
    first = copied(file, tmp_path, Table(kept))
    monkeypatch.setattr("exercise_handbook.pictures.picture_copies.developed", lambda one: pytest.fail(one.file))
    assert copied(file, tmp_path, Table(kept)) == first


def test_a_copy_that_is_lost_is_made_again(tmp_path):
    file, kept = saved(tmp_path, telling_jpeg()), tmp_path / "known.pickle"
    first = copied(file, tmp_path, Table(kept))
    next((tmp_path / "store").glob("*.jpg")).unlink()
    assert copied(file, tmp_path, Table(kept)) == first
    assert list((tmp_path / "store").glob("*.jpg"))


def test_another_picture_under_the_same_name_is_another_copy(tmp_path):
    before = copied(saved(tmp_path, telling_jpeg()), tmp_path, Table())
    (tmp_path / "a.jpg").write_bytes(encoded(marked(300, 600), "JPEG", comment=b"x"))
    assert copied(tmp_path / "a.jpg", tmp_path, Table())[0].file != before[0].file


# --- drawings


def test_a_drawing_has_the_size_of_its_view_box(tmp_path):
    file = tmp_path / "a.svg"
    file.write_text(HEAD + "</svg>")
    found = picture(file)
    assert (found.kind, found.width, found.height) == ("svg", 80, 40)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 80 40" width="100%" height="100%"', (80, 40)),
        ('viewBox="0 0 80 40" width="160" height="80"', (80, 40)),
        ('viewBox="0 0 80 40" width="2in" height="288pt"', (192, 384)),
        ('viewBox="-5,-5 .5 1"', (10, 20)),
        ('width="80" height="40"', (80, 40)),
        ('viewBox="0 0 80 40" width="1em" height="1em"', (16, 16)),
        ('width="2in" height="96px"', (192, 96)),
    ],
)
def test_a_drawing_has_the_shape_in_which_it_is_shown(tmp_path, attributes, size):
    found = picture(
        saved(
            tmp_path, f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}><path d="M9 9h9"/></svg>'.encode(), "a.svg"
        )
    )
    assert (found.width, found.height) == size


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        ("words", "cannot be read as a picture"),
        ("<svg", "cannot be read as SVG"),
        ("<html/>", "a web page inside"),
        ("<kml/>", "is not SVG inside"),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', "has no viewBox"),
        (EMPTY + "</svg>", "there is nothing in it"),
        (
            EMPTY + "<title>Wave</title><style>a{}</style><defs/><g> </g><k xmlns='urn:editor'/></svg>",
            "there is nothing in it",
        ),
        ('<!DOCTYPE svg [<!ENTITY a "b">]>' + HEAD + "</svg>", "has a DOCTYPE"),
        (HEAD + "<script>1</script></svg>", "holds <script>"),
        (
            HEAD + '<image href="data:image/png;base64,AA"/></svg>',
            "holds a picture of pixels (<image>); save the whole",
        ),
        (HEAD + f"<style>a{{b:{'(' * 2000}{')' * 2000}}}</style></svg>", "brackets inside brackets"),
        (HEAD + '<g id="C:\\Jo\\knee"/><use href="#C:\\Jo\\knee"/></svg>', "one of its parts is called “C:\\Jo\\knee”"),
        ('<?xml version="1.0" encoding="utf-7"?>' + HEAD + "<text>+2AA-</text></svg>", "cannot be read as SVG"),
        (HEAD + '<g onclick="1"/></svg>', "holds a script"),
        (HEAD + '<use xlink:href="https://evil.example/a.svg#b"/></svg>', "asks for another file"),
        (HEAD + '<rect fill="url(https://evil.example/a)"/></svg>', "asks for another file"),
        (HEAD + "<style>@import 'a.css';</style></svg>", "asks for another file"),
        (HEAD + '<rect fill="&#117;rl(https://evil.example/a)"/></svg>', "asks for another file"),
        (HEAD.replace("0 0 80 40", "0 0 0 0") + "</svg>", "viewBox is 0 wide and 0 high"),
        (HEAD.replace("0 0 80 40", "0 0 80 -1") + "</svg>", "viewBox is 80 wide and -1 high"),
        (HEAD.replace("0 0 80 40", "0 0 nan 1") + "</svg>", "viewBox is nan wide and 1 high"),
        (HEAD.replace("0 0 80 40", "80 40") + "</svg>", "has no viewBox"),
        (HEAD.replace("0 0 80 40", "0 0 1e-320 1e-320") + "</svg>", "viewBox is 1e-320 wide and 1e-320 high"),
        (HEAD.replace("0 0 80 40", "0 0 8000 1") + "</svg>", "it is 8000 wide and 1 high, which can hardly be seen"),
        (HEAD.replace("<svg", '<svg width="1e999" height="5"') + "</svg>", "it is inf wide and 5 high"),
        (HEAD.replace("<svg", '<svg width="0"') + "</svg>", "width or height is 0"),
        (
            HEAD + "<style>@font-face{font-family:a;src:url(data:font/woff2;base64,AA)}</style></svg>",
            "a font of its own",
        ),
        (HEAD + '<font><glyph unicode="a"/></font></svg>', "holds <font>, which browsers do not show"),
        (HEAD + "<flowRoot>Words</flowRoot></svg>", "holds <flowRoot>, which browsers do not show"),
        (
            HEAD + "<text>30° <tspan>→</tspan></text></svg>",
            "the fonts of the handouts have no “→”; turn its text into outlines",
        ),
        (HEAD + "<text>膝</text></svg>", "the fonts of the handouts have no “膝”"),
        (HEAD + '<set attributeName="href" to="javascript:alert(1)"/></svg>', "holds a part that moves (<set>)"),
        (HEAD + '<g><animate attributeName="x" values="0;9"/></g></svg>', "holds a part that moves (<animate>)"),
        (HEAD + r'<rect style="fill:u\rl(https://evil.example/a)"/></svg>', "asks for another file"),
        (HEAD + r"<style>@\import 'a.css';</style></svg>", "asks for another file"),
        (HEAD + "<text>a<style>.a{fill:red}</style></text></svg>", "has a style sheet inside of words"),
        (HEAD.replace("<svg", '<svg transform="scale(2)"') + "</svg>", "the whole of it is moved or turned"),
        (HEAD + r'<rect style="fill:u\72l(https://evil.example/a)"/></svg>', "asks for another file"),
        (HEAD + '<div xmlns="http://www.w3.org/1999/xhtml">a</div></svg>', "holds <div>"),
        ('<?xml-stylesheet href="a.css"?>' + HEAD + "</svg>", "asks for another file"),
        (
            '<?xml version="1.0" encoding="klingon"?>' + HEAD + "</svg>",
            "its encoding klingon is not known; save it as UTF-8",
        ),
        (HEAD + '<g\nONCLICK = "1"/></svg>', "holds a script"),
        (HEAD + '<path d="M9 9h9"/><use href="b"/></svg>', "asks for another file"),
        (HEAD + '<path d="M9 9h9"/>\n<path d="M9 9" fill="red" d="M8 8"/></svg>', "duplicate attribute: line 2"),
    ],
)
def test_a_drawing_that_is_none_or_reaches_out_is_told(tmp_path, content, trouble):
    file = tmp_path / "a.svg"
    file.write_text(content)
    assert picture(file).kind is None
    assert trouble in picture(file).trouble


@pytest.mark.parametrize(
    ("drawn", "lack"),
    [
        ('<g fill="var(--a, red)"/>', "var()"),
        ('<rect width="calc(1px + 2px)"/>', "calc()"),
        ('<g style="fill:color-mix(in srgb, red, blue)"/>', "color-mix()"),
        ('<g style="fill:rgb(from red r g b)"/>', "rgb()"),
        ('<g style="cx:5px"/>', "cx:"),
        ('<g style="width:5px"/>', "width:"),
        ('<g style="background:#888"/>', "background:"),
        ('<g style="animation:a 1s"/>', "animation:"),
        ('<g style="stroke-width:.1rem"/>', ".1rem"),
        ('<g style="transform:rotate(90deg)"/>', "transform: with units"),
        ('<g style="clip-path:inset(5px)"/>', "clip-path: with a shape"),
        ('<style media="print">.a{fill:red}</style>', "media="),
        ("<style>@media screen{.a{fill:red}}</style>", "@media"),
        ("<style>@layer x{.a{fill:red}}</style>", "@layer"),
        ("<style>g{.a{fill:red}}</style>", "a rule inside another"),
        ("<style>:is(.a){fill:red}</style>", ":is(.a)"),
        ("<style>g ~ g{fill:red}</style>", "~"),
        ("<style>[id^=a]{fill:red}</style>", "[id^=a]"),
    ],
)
def test_css_that_paper_does_not_know_is_told(tmp_path, drawn, lack):
    told = trouble_of(tmp_path, f"{HEAD}{drawn}</svg>".encode(), "a.svg")
    assert f"its styles have {lack}, which handouts cannot show; save it as plain SVG" in told


STYLED = {
    "draw.io": '<g style="fill: light-dark(#ffffff, var(--ge-dark-color, #121212));"/>',
    "Inkscape": '<g style="fill:#fc0;vector-effect:none;-inkscape-stroke:none;paint-order:markers fill stroke"/>',
    "Illustrator": '<style type="text/css">\n.st0,.st1{fill:#FFCC00;}\n</style><g class="st0"/>',
    "matplotlib": "<defs><style>*{stroke-linejoin: round}</style></defs><g id='b' style='fill: #fc0'/>",
    "for the dark": "<style>.a{fill:#fc0}@media (prefers-color-scheme: dark){.a{fill:#000}}.a:hover{fill:red}</style>",
    "a size of its own": '<svg viewBox="0 0 9 9" style="width:9px;height:9px;background:white"/>',
    "a matrix": '<g style="transform:matrix(1,0,0,1,40,0)" clip-path="url(#a)"/>',
    "a path in its name": '<text>L5\\S1</text><g class="a\\b"/>',
}


@pytest.mark.parametrize("program", STYLED)
def test_css_that_programs_write_and_paper_knows_is_let_be(tmp_path, program):
    assert picture(saved(tmp_path, f"{HEAD}{STYLED[program]}</svg>".encode(), "a.svg")).kind == "svg"


@pytest.mark.parametrize(
    ("drawn", "on_paper"),
    [
        ('<g style="fill:currentcolor"/>', 'style="fill:currentColor;"'),
        ("<style>.a{FILL:#fff}</style>", ".a{fill:#ffffff;}"),
        ('<use xlink:href="#a" href="#b"/>', '<use href="#b">'),
    ],
)
def test_what_the_typesetter_spells_in_one_way_is_written_so(drawn, on_paper):
    assert on_paper in drawing_in_greys(f"{HEAD}{drawn}</svg>")


def test_a_drawing_may_point_into_itself(tmp_path):
    file = tmp_path / "a.svg"
    file.write_text(HEAD + """<use href="#b"/><rect fill="url(#c)" stroke="url('#d')" mask="url( #e)"/></svg>""")
    assert picture(file).kind == "svg"


ENCODINGS = [
    "utf-8",
    "utf-8-sig",
    "iso-8859-1",
    "windows-1252",
    "iso-8859-15",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_drawing_is_read_in_any_encoding_and_published_in_the_web_s(tmp_path, encoding):
    named = encoding.removesuffix("-sig").removesuffix("-le").removesuffix("-be")
    words = f'<?xml version="1.0" encoding="{named}"?>{HEAD}<text>Kräftigung</text></svg>'
    file = saved(tmp_path, words.encode(encoding), "a.svg")
    assert (picture(file).width, picture(file).height) == (80, 40)
    assert "Kräftigung" in published(file)[0].decode()
    assert "Kräftigung" in in_greys(picture(file))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_drawing_of_wide_signs_that_names_no_encoding_is_published_in_the_web_s(tmp_path, encoding):
    file = saved(tmp_path, f"{HEAD}<title>Kräftigung</title></svg>".encode(encoding), "a.svg")
    assert "Kräftigung" in published(file)[0].decode()


@pytest.mark.parametrize("beginning", ['\n<?xml version="1.0"?>', '<?xml version="1.1"?>', "<?xml version='1.1' ?>"])
def test_a_beginning_that_not_all_browsers_read_is_left_out(tmp_path, beginning):
    assert published(saved(tmp_path, f"{beginning}{HEAD}</svg>".encode(), "a.svg")) == [f"{HEAD}</svg>".encode()]


@pytest.mark.parametrize("beginning", ["", "\n", '<?xml version="1.0"?>', "<?xml version='1.0' encoding='UTF-8'?>\n"])
def test_a_beginning_that_all_browsers_read_stays(tmp_path, beginning):
    assert published(saved(tmp_path, whole := f"{beginning}{HEAD}</svg>".encode(), "a.svg")) == [whole]


def test_a_drawing_without_a_view_box_is_published_with_one_so_that_it_shrinks(tmp_path):
    content = HEAD.replace('viewBox="0 0 80 40"', 'width="80" height="40"') + "</svg>"
    assert b'viewBox="0 0 80 40" width="80"' in published(saved(tmp_path, content.encode(), "a.svg"))[0]


def test_a_drawing_that_is_not_in_the_encoding_it_names_is_refused(tmp_path):
    assert "not saved as UTF-8" in trouble_of(tmp_path, (HEAD + "<text>ä</text></svg>").encode("latin-1"), "a.svg")


def test_the_doctype_that_editors_write_is_left_out(tmp_path):
    doctype = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    (made,) = published(saved(tmp_path, (doctype + HEAD + "</svg>").encode(), "a.svg"))
    assert made.decode() == HEAD + "</svg>"


# --- greys


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


# --- folders


def test_a_link_out_of_the_folder_is_told_and_not_followed(tmp_path):
    (tmp_path / "secret.svg").write_text(HEAD + "</svg>")
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures/a.svg").symlink_to(tmp_path / "secret.svg")
    (tmp_path / "figures/b.svg").symlink_to(tmp_path / "figures/gone.svg")
    (tmp_path / "figures/c.svg").symlink_to("c.svg")
    found = pictures(tmp_path / "figures")
    assert "a link that leads out of the folder; put the picture itself there" in found["a.svg"].trouble
    assert "leads nowhere" in found["b.svg"].trouble
    assert "leads nowhere" in found["c.svg"].trouble
    assert {one.kind for one in found.values()} == {None}


def test_what_systems_leave_in_folders_is_no_picture(tmp_path):
    for name in (".DS_Store", "._a.jpg", "Thumbs.db", "desktop.ini", "notes.txt"):
        (tmp_path / name).write_bytes(b"\0\5\x16\7")
    assert pictures(tmp_path) == {}


def figure(name):
    return f"  figures:\n    - {{file: {name}, shows: end, alt: Someone waves., licence: CC0}}\n"


@pytest.mark.parametrize(
    ("lies_there", "told"),
    [
        ("start.JPG", "start.jpg is not there, but start.JPG is; rename that to start.jpg"),
        ("Start.jpg", "start.jpg is not there, but Start.jpg is; rename that to start.jpg"),
        ("start.heic", "start.jpg is not there, but start.heic is; save it as JPEG or PNG"),
        ("start.jfif", "start.jpg is not there, but start.jfif is; rename it, with the ending .jpg"),
        ("start.jpg.txt", "start.jpg is not there, but start.jpg.txt is; rename it to start.jpg"),
        ("start.png", "start.jpg is not there, but start.png is; write start.png"),
    ],
)
def test_a_picture_under_nearly_that_name_is_told(small, lies_there, told):
    folder = small()
    (folder / "exercises.yaml").write_text((folder / "exercises.yaml").read_text() + figure("start.jpg"))
    ending = lies_there.rpartition(".")[2].lower()
    marked().save(folder / "figures" / lies_there, "PNG" if ending == "png" else "JPEG")
    assert told in "\n".join(problems_of(folder))


def test_names_that_differ_only_in_capitals_are_told(small):
    folder = small()
    one = (folder / "exercises.yaml").read_text()
    other = one.replace("wave:", "nod:").replace("Wave\n", "Nod\n")
    (folder / "exercises.yaml").write_text(one + figure("wave.svg") + other + figure("Wave.svg"))
    shutil.copy(folder / "figures/wave.svg", folder / "figures/Wave.svg")
    assert "Wave.svg and wave.svg differ only in capitals" in "\n".join(problems_of(folder))


def test_a_library_without_pictures_has_none(tmp_path):
    assert pictures(tmp_path / "figures") == {}


def with_older(folder, body, more="figures_bodies: [older]\n"):
    """The small library with two exercises, each with the same kind of picture, drawn of two bodies."""
    one = (folder / "exercises.yaml").read_text()
    shown = "  figures:\n    - {file: %s.svg, shows: end, alt: Someone waves.}\n"
    second = one.replace("wave:", "nod:").replace("Wave\n", "Nod\n")
    (folder / "exercises.yaml").write_text(one + shown % "wave" + second + shown % "nod")
    (folder / "library.yaml").write_text(
        f"{(folder / 'library.yaml').read_text()}figures_licence: CC0\nfigures_body: {body}\n{more}"
    )
    (folder / "figures/older").mkdir()
    for name in ("figures/nod.svg", "figures/older/wave.svg", "figures/older/nod.svg"):
        (folder / name).write_text(HEAD + "</svg>")
    return load_library(folder).pictures


@pytest.mark.parametrize(
    ("body", "folders"),
    [("average", ["figures", "figures"]), ("older", ["older", "older"]), ("mixed", ["figures", "older"])],
)
def test_a_library_chooses_a_body_or_takes_turns(small, body, folders):
    found = with_older(small(), body)
    assert [found[name].path.parent.name for name in ("wave.svg", "nod.svg")] == folders


def test_a_picture_that_a_body_lacks_is_that_of_the_first(small):
    folder = small()
    with_older(folder, "older")
    (folder / "figures/older/nod.svg").unlink()
    assert load_library(folder).pictures["nod.svg"].path.parent.name == "figures"


def test_a_bad_picture_of_another_body_is_told_with_its_folder(small):
    folder = small()
    with_older(folder, "older")
    (folder / "figures/older/nod.svg").write_text("words")
    assert "Here older/nod.svg does not fit: it cannot be read as a picture" in "\n".join(problems_of(folder))


def test_a_folder_that_nobody_named_is_no_body(small):
    found = with_older(small(), "mixed", more="")
    assert [found[name].path.parent.name for name in ("wave.svg", "nod.svg")] == ["figures", "figures"]


def test_a_body_that_is_chosen_is_named_by_that(small):
    assert with_older(small(), "older", more="")["nod.svg"].path.parent.name == "older"


def test_a_font_has_a_sign_that_it_draws_of_others_or_need_not_draw():
    no_less, chosen = "\u226e", "\ufe0e"  # Typst and browsers draw the first as < and a stroke
    assert unknown_signs(f"{no_less} a{chosen} 膝 膝") == ["膝"]


@pytest.mark.parametrize("stray", ["old", "@eaDir", "__MACOSX", ".git"])
def test_a_stray_folder_changes_nothing(small, stray):
    folder = small()
    before = with_older(folder, "mixed")
    shutil.copytree(folder / "figures/older", folder / "figures" / stray)
    assert load_library(folder).pictures == before


@pytest.mark.parametrize(
    "content", [b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path/></svg>', b"<svg"]
)
def test_who_read_a_drawing_is_let_go_of_at_once(content):
    gc.collect()
    gc.disable()  # or it finds by and by what holds one another, too late for thousands of drawings
    try:
        seen(content)
        left = [one for one in gc.get_objects() if type(one).__name__ == "_Reader"]
    finally:
        gc.enable()
    assert left == []
