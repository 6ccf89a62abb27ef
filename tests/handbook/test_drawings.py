"""Drawings: their size, what they may hold, and what of it browsers and paper show."""

import gc

import pytest

from exercise_handbook.pictures.greyscale import drawing_in_greys, in_greys
from exercise_handbook.pictures.pictures import picture, seen
from picture_files import EMPTY, HEAD, published, saved, trouble_of


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
    "draw.io's ground": '<g style="background-color: light-dark(#ffffff, var(--ge-dark-color, #121212));"/>',
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
