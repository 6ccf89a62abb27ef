"""Strict YAML: what is read, and as what."""

from datetime import date

import pytest

from exercise_handbook.intake.strict_yaml import read


@pytest.fixture
def written(tmp_path):
    """A function that reads text or bytes as a data file."""

    def read_back(content):
        file = tmp_path / "data.yaml"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        sheet, problems = read(file)
        assert problems == []
        return sheet

    return read_back


@pytest.mark.parametrize(
    ("written_as", "value"),
    [
        ("no", "no"),
        ("12", 12),
        ('"12"', "12"),
        ("012", "012"),
        ("0", 0),
        ("-5", "-5"),
        ("9" * 5000, "9" * 5000),
        ("1:30", "1:30"),
        ("5.5", "5.5"),
        ("~", "~"),
        ("2026-11-01", date(2026, 11, 1)),
        ('"2026-11-01"', "2026-11-01"),
        ("2026-02-31", "2026-02-31"),
        ("", None),
        ("[a, 1]", ("a", 1)),
        ("{a: 1}", {"a": 1}),
        ("one\n  two", "one two"),
        ("C#", "C#"),
        ('"a # b"', "a # b"),
    ],
)
def test_plain_values_mean_what_they_look_like(written, written_as, value):
    assert written(f"key: {written_as}\n").values == {"key": value}


def test_a_field_is_placed_where_its_name_starts(written):
    place = written("a:\n  - b: 1\n    c: 2\n").place(("a", 0, "c"))
    assert (place.line, place.column) == (3, 5)


def test_what_is_missing_is_placed_at_its_entry(written):
    place = written("a:\n  b: 1\n").place(("a", "zzz", 3))
    assert (place.line, place.column) == (1, 1)


def test_columns_count_letters_not_bytes(written):
    place = written("a: {ü: 1, b: 2}\n").place(("a", "b"))
    assert (place.line, place.column) == (1, 11)


def test_windows_line_endings_are_welcome(written):
    assert written(b"a: 1\r\nb: 2\r\n").values == {"a": 1, "b": 2}


def test_comments_on_lines_of_their_own_are_welcome(written):
    assert written("# one # two\na: 1\n  # three\nb: |\n  # four\n  five # six\n").values == {
        "a": 1,
        "b": "# four\nfive # six\n",
    }


def test_one_document_may_be_begun_with_dashes(written):
    assert written("---\na: 1\n").values == {"a": 1}
