"""Pictures: their kind and size are read from the files, never believed."""

import pytest
from PIL import Image

from handbook.load import load_library
from handbook.pictures import picture, pictures
from support import problems_of

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 80 40">'


@pytest.mark.parametrize(("ending", "kind"), [("png", "png"), ("webp", "webp"), ("jpg", "jpeg"), ("jpeg", "jpeg")])
def test_a_raster_picture_is_known_by_what_is_in_it(tmp_path, ending, kind):
    file = tmp_path / f"a.{ending}"
    Image.new("RGB", (30, 20)).save(file)
    found = picture(file)
    assert (found.kind, found.width, found.height) == (kind, 30, 20)


def test_a_drawing_has_the_size_of_its_view_box(tmp_path):
    file = tmp_path / "a.svg"
    file.write_text(HEAD + "</svg>")
    found = picture(file)
    assert (found.kind, found.width, found.height) == ("svg", 80, 40)


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        ("words", "cannot be read as SVG"),
        ("<html/>", "is not SVG inside"),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', "has no viewBox"),
        ('<!DOCTYPE svg [<!ENTITY a "b">]>' + HEAD + "</svg>", "has a DOCTYPE"),
        (HEAD + "<script>1</script></svg>", "holds <script>"),
        (HEAD + '<g onclick="1"/></svg>', "holds a script"),
        (HEAD + '<use xlink:href="https://evil.example/a.svg#b"/></svg>', "asks for another file"),
        (HEAD + '<rect fill="url(https://evil.example/a)"/></svg>', "asks for another file"),
        (HEAD + "<style>@import 'a.css';</style></svg>", "asks for another file"),
        (HEAD + '<rect fill="&#117;rl(https://evil.example/a)"/></svg>', "asks for another file"),
        (HEAD + '<g\nONCLICK = "1"/></svg>', "holds a script"),
    ],
)
def test_a_drawing_that_is_none_or_reaches_out_is_told(tmp_path, content, trouble):
    file = tmp_path / "a.svg"
    file.write_text(content)
    assert picture(file).kind is None
    assert trouble in picture(file).trouble


def test_a_drawing_may_point_into_itself(tmp_path):
    file = tmp_path / "a.svg"
    file.write_text(HEAD + """<use href="#b"/><rect fill="url(#c)" stroke="url('#d')" mask="url( #e)"/></svg>""")
    assert picture(file).kind == "svg"


def test_a_link_out_of_the_folder_is_no_picture_of_it(tmp_path):
    (tmp_path / "secret.svg").write_text(HEAD + "</svg>")
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures/a.svg").symlink_to(tmp_path / "secret.svg")
    assert pictures(tmp_path / "figures") == {}


def test_a_library_without_pictures_has_none(tmp_path):
    assert pictures(tmp_path / "figures") == {}


def with_older(folder, body):
    """The small library with two exercises, each with the same kind of picture, drawn of two bodies."""
    one = (folder / "exercises.yaml").read_text()
    shown = "  figures:\n    - {file: %s.svg, shows: end, alt: Someone waves.}\n"
    second = one.replace("wave:", "nod:").replace("Wave\n", "Nod\n")
    (folder / "exercises.yaml").write_text(one + shown % "wave" + second + shown % "nod")
    (folder / "library.yaml").write_text(
        f"{(folder / 'library.yaml').read_text()}figures_licence: CC0\nfigures_body: {body}\n"
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
    assert "Here older/nod.svg does not fit: it cannot be read as SVG" in "\n".join(problems_of(folder))
