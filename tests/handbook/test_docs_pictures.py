"""Pictures beside hand-written pages: each that cannot be shown is told, together with all that is wrong elsewhere."""

import pytest

from exercise_handbook.cli import main
from exercise_handbook.intake.load import load_library
from picture_files import HEAD, encoded, marked
from support import ROOT, SMALL, build, problems_of

HEIC = b"\0\0\0\x18ftypheic"


def docs_with(folder, contents):
    """The docs/ of a library, with these files in it."""
    for name, content in contents.items():
        file = folder / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return folder / "docs"


@pytest.mark.parametrize(
    ("name", "content", "advice"),
    [
        ("hand.jpg", HEIC, "it is HEIC inside, as iPhones save photographs; save it as JPEG or PNG"),
        ("hand.jpg", b"", "it is empty; save the picture again"),
        ("hand.jpg", encoded(marked(), "PNG")[:200], "it is cut off or damaged; copy or save it again"),
        ("hand.jpg", encoded(marked(), "PNG"), "it is png inside; give it the ending of what it is"),
        ("hand.svg", encoded(marked(), "PNG"), "it is png inside; give it the ending of what it is"),
        ("hand.HEIC", HEIC, "not all browsers show this kind; save it as JPEG or PNG"),
        ("hand.svgz", b"\x1f\x8b", "not all browsers show this kind; save it as JPEG or PNG"),
        ("hand.svg", HEAD.encode() + b"<script/></svg>", "it holds <script>; save it as a plain drawing"),
        ("es/new/hand.jpg", HEIC, "it is HEIC inside, as iPhones save photographs; save it as JPEG or PNG"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_told_where_it_lies(small, name, content, advice):
    docs = docs_with(folder := small(), {name: content})
    assert problems_of(folder, docs) == [f"docs/{name}: {advice}"]


def test_a_link_to_a_picture_elsewhere_is_told(small, tmp_path):
    docs = docs_with(folder := small(), {"page.md": b"# Page\n"})
    (tmp_path / "hand.png").write_bytes(encoded(marked(), "PNG"))
    (docs / "hand.png").symlink_to(tmp_path / "hand.png")
    advice = "it is a link that leads out of the folder; put the picture itself there"
    assert problems_of(folder, docs) == [f"docs/hand.png: {advice}"]


def test_it_is_told_together_with_what_is_wrong_in_the_library(small, capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("STORE", str(tmp_path / "store"))
    broken = (SMALL / "exercises.yaml").read_text().replace("  steps:", "  stpes:")
    docs_with(folder := small(exercises=broken), {"hand.jpg": HEIC})
    told = [
        f"{folder}/docs/hand.jpg: it is HEIC inside, as iPhones save photographs; save it as JPEG or PNG",
        f"{folder}/exercises.yaml:7:3: stpes: no such field; did you mean steps?",
    ]
    assert main(["check", str(folder)]) == 1
    assert capsys.readouterr().err.splitlines() == told
    result = build(ROOT, tmp_path / "site", DATA=str(folder), HANDOUTS="no")
    assert result.returncode == 1
    assert "\n".join(told) in result.stderr


def test_what_is_not_published_or_may_lie_there_as_it_is_is_let_be(small):
    unpublished = ["readme/hand.heic", "templates/hand.heic", ".hand.heic", "new/.hand.heic", ".new/hand.heic"]
    as_it_is = {"leaflet.pdf": b"%PDF", "moving.gif": b"GIF89a"}
    docs = docs_with(folder := small(), dict.fromkeys(unpublished, HEIC) | as_it_is)
    load_library(folder, docs)
