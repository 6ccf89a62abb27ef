"""What nobody need know of a picture is not published: where, by whom and with what it was made."""

import io

import pikepdf
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from exercise_handbook.pictures.pictures import picture, pictures
from picture_files import HEAD, RASTERS, encoded, marked, published, saved, telling_exif, telling_jpeg
from support import ROOT, SMALL, build

SECRETS = [b"Secret", b"Geheim", "Secret".encode("utf-16-le"), b"GPS"]


def telling_png():
    words = PngInfo()
    words.add_text("Author", "SecretAuthor")
    words.add_itxt("XML:com.adobe.xmp", "<x>SecretXmp</x>")
    return encoded(marked(900, 600), "PNG", exif=telling_exif(), pnginfo=words) + b"SecretBehindTheEnd"


def telling_webp():
    return encoded(marked(900, 600), "WEBP", exif=telling_exif(), xmp=b"<x>SecretXmp</x>")


def with_jpeg_segment(marker, content):
    """A small JPEG that says nothing else, with a segment behind its first."""
    whole = encoded(marked(), "JPEG")
    return whole[:20] + marker + (len(content) + 2).to_bytes(2) + content + whole[20:]


TELLING_SEGMENTS = {
    "a small copy beside the first segment": with_jpeg_segment(b"\xff\xe0", b"JFXX\0\x13Secret"),
    "a small copy within it": encoded(marked(), "JPEG")
    .replace(b"\xff\xe0\0\x10", b"\xff\xe0\0\x16")
    .replace(b"\xff\xdb", b"Secret\xff\xdb", 1),
    "a program's own": with_jpeg_segment(b"\xff\xe0", b"AVI1Secret"),
}


@pytest.mark.parametrize("segment", TELLING_SEGMENTS)
def test_a_small_copy_of_the_whole_is_not_published_with_its_part(tmp_path, segment):
    """Cameras and editors keep one as it was before somebody was cut off at its edge."""
    assert b"Secret" in TELLING_SEGMENTS[segment]
    assert all(b"Secret" not in content for content in published(saved(tmp_path, TELLING_SEGMENTS[segment])))


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_was_rubbed_out_is_not_published_under_what_is_clear(tmp_path, kind):
    image, alpha = marked(), Image.new("L", (90, 60), 255)
    alpha.paste(0, (0, 0, 90, 30))  # over the red and the blue
    image.putalpha(alpha)
    file = saved(tmp_path, encoded(image, kind, lossless=True, exact=True), f"a.{RASTERS[kind]}")
    assert Image.open(file).getpixel((5, 5)) == (204, 0, 0, 0)
    assert all(Image.open(io.BytesIO(one)).convert("RGBA").getpixel((5, 5))[:2] == (0, 0) for one in published(file))


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


def test_nor_is_it_with_a_picture_beside_a_page_that_somebody_wrote(small, tmp_path):
    folder = small(library=(SMALL / "library.yaml").read_text() + "pages: [history]\n")
    (folder / "docs").mkdir()
    (folder / "docs/history.md").write_text("# History\n\n![A hand](hand.jpg) ![Another](drawn.svg) [More](more.txt)\n")
    contents = {"hand.jpg": telling_jpeg(), "drawn.svg": INKSCAPE.encode(), "more.txt": b"More."}
    for name, content in contents.items():
        (folder / "docs" / name).write_bytes(content)
    result = build(ROOT, tmp_path / "site", DATA=str(folder), HANDOUTS="no", STORE=str(tmp_path / "store"))
    assert result.returncode == 0, result.stderr
    assert {name for name in contents if (tmp_path / "site" / name).is_file()} == set(contents)
    with Image.open(tmp_path / "site/hand.jpg") as hand:
        assert hand.size == (600, 900)
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
