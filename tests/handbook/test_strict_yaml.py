"""Strict YAML: what is read, and as what."""

from datetime import date

import pytest

from exercise_handbook.cache import Table
from exercise_handbook.intake import strict_yaml
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
        ("র\u200d্যাশ", "র\u200d্যাশ"),
        ('"می\\u200cرود"', "می\u200cرود"),
        ("AMANHÃ, não. Là, à côté.", "AMANHÃ, não. Là, à côté."),
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


# --- entry by entry


TWO = "# head\nnod:\n  aim: To nod.\n  days: [2026-11-01]\n\n# bow\nbow:\n  aim: To bow.\n"

AS_A_WHOLE = {
    "a list at the edge": "nod:\n- a\n- b\nbow: c\n",
    "words that go on": "nod: a\n  b\nbow: |\n  c\n\n  d\n\n# e\nend: >+\n  f\n\n",
    "a quote over the edge": 'nod: "a\nbow: b"\nend: c\n',
    "quoted names": "'nod': a\n\"bow\": b\n",
    "a name twice": "nod: a\nbow: b\nnod: c\n",
    "brackets over lines": "nod: [a,\nbow]\nend: b\n",
    "a second document": "nod: a\n---\nbow: b\n",
    "a version": "%YAML 1.1\n---\nnod: a\n",
    "an anchor of another entry": "nod: &a b\nbow: *a\n",
    "a swallowing comment": "nod: a\nbow: b # c\n",
    "a mistake far down": "nod: a\nbow:\n  aim: b: c\nend: d\n",
    "both versions": "nod: a\n<<<<<<< ours\nbow: b\n>>>>>>> theirs\n",
    "nothing": "# only words\n",
    "a list": "- nod\n- bow\n",
    "no name": "nod: a\nbow\n",
    "colons": "nod:a\nbow: b\n",
    "a word with a NEL": "nod: a\u0085bow: b\n",
    "spaces before the first": "  nod: a\n  bow: b\n",
    "two": TWO,
}


@pytest.mark.parametrize("text", AS_A_WHOLE.values(), ids=AS_A_WHOLE)
def test_entries_read_one_by_one_say_what_the_whole_file_says(tmp_path, text, monkeypatch):
    file = tmp_path / "data.yaml"
    file.write_text(text, encoding="utf-8")
    one_by_one = read(file)
    monkeypatch.setattr(strict_yaml, "_by_entry", lambda text, known: None)
    assert one_by_one == read(file)


def test_only_entries_that_changed_are_read_again(tmp_path, monkeypatch):
    file, contents, really = tmp_path / "data.yaml", [], strict_yaml._entry
    monkeypatch.setattr(strict_yaml, "_entry", lambda text: (contents.append(text), really(text))[1])
    bending = TWO.replace("To bow", "To bend")
    for text in (TWO, bending, bending.replace("nod:", "wave:")):
        file.write_text(text)
        known = Table(tmp_path / "known.pickle")
        sheet, _ = read(file, known)
        known.remember()
    assert [text.partition("aim: ")[2].partition(".")[0] for text in contents] == [
        "To nod",
        "To bow",
        "To bend",
        "To nod",
    ]
    assert {name: entry["aim"] for name, entry in sheet.values.items()} == {"wave": "To nod.", "bow": "To bend."}
