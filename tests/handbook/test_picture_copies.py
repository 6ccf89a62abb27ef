"""What is published of a picture is made once."""

import pytest

from exercise_handbook.cache import Table
from exercise_handbook.pictures.picture_copies import copies
from exercise_handbook.pictures.pictures import picture
from picture_files import encoded, marked, saved, telling_jpeg


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
