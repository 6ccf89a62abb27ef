"""Pictures of a library: found by their names, in its folder, of the body that it chooses."""

import shutil

import pytest

from exercise_handbook.intake.load import load_library
from exercise_handbook.pictures.pictures import pictures
from picture_files import HEAD, marked
from support import problems_of


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


@pytest.mark.parametrize("stray", ["old", "@eaDir", "__MACOSX", ".git"])
def test_a_stray_folder_changes_nothing(small, stray):
    folder = small()
    before = with_older(folder, "mixed")
    shutil.copytree(folder / "figures/older", folder / "figures" / stray)
    assert load_library(folder).pictures == before
