"""Loading: every mistake is told in words and with its place, as many at once as can be."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from exercise_handbook.intake.load import load_library, today_anywhere
from exercise_handbook.intake.slips import BOTH_VERSIONS
from exercise_handbook.library.problems import Problems
from support import HANDBOOK, ROOT, SMALL, problems_of

BROKEN = sorted((HANDBOOK / "broken").rglob("*.yaml"))


@pytest.mark.parametrize("file", BROKEN, ids=lambda f: f"{f.parent.name}-{f.stem}")
def test_a_broken_file_is_told_as_its_first_lines_say(small, file):
    """A broken file, such as has_steps.exercises.yaml, takes the place of exercises.yaml in the small library."""
    lines = file.read_text(encoding="utf-8").splitlines()
    expected = [line.removeprefix("# ") for line in lines if line.startswith("# ")]
    assert problems_of(small(**{file.suffixes[0][1:]: file.read_bytes()})) == expected


def test_the_smallest_library_loads():
    assert list(load_library(SMALL).exercises) == ["wave"]


def test_all_problems_of_all_files_are_told_at_once(small):
    exercises = (SMALL / "exercises.yaml").read_text()
    broken = exercises.replace("[arms]", "[arm]")
    twice = exercises.replace("wave:", "wag:").replace("  steps:", "  name: Twice\n  steps:")
    other = exercises.replace("wave:", "wink:").replace("repetitions: 1", "repetitions: many")
    sources = "spare: {organisation: A, titel: B}\n"
    told = problems_of(small(exercises=broken + twice + other, sources=sources, extra="a: 1\n"))
    assert [line.split(";")[0] for line in told] == [
        "exercises.yaml:4:24: purposes.warm-up[1]: A purpose is a kind and areas of vocabulary.yaml. "
        "Here arm is no area there",
        "exercises.yaml:16:3: name is written twice",
        "exercises.yaml:28:10: dose.repetitions: found “many”",
        "extra.yaml:1:1: no such file in a library",
        "sources.yaml:1:26: titel: no such field",
    ]


def test_an_entry_that_is_set_aside_is_not_told_as_missing(small):
    exercises = (SMALL / "exercises.yaml").read_text()
    wink = exercises.replace("wave:", "wink:").replace("Wave\n", "Wink\n").replace("repetitions: 1", "repetitions: 0")
    told = problems_of(small(exercises=exercises + "  harder: {exercise: wink}\n" + wink))
    assert told == ["exercises.yaml:19:10: dose.repetitions: too small; write 1 or more"]


def test_an_address_of_an_entry_that_is_set_aside_is_not_told_as_gone(small):
    exercises = (SMALL / "exercises.yaml").read_text().replace("  steps:", "  stpes:")
    folder = small(exercises=exercises, addresses="/exercises/wave/: here\n/purposes/#warm-up-arms: here\n")
    assert problems_of(folder) == ["exercises.yaml:7:3: stpes: no such field; did you mean steps?"]


def test_a_missing_file_is_told_by_its_name(small):
    folder = small()
    (folder / "exercises.yaml").unlink()
    assert problems_of(folder) == ["exercises.yaml:1:1: missing; write exercises.yaml, the exercises by their slug"]


def test_a_file_that_no_library_has_is_told_with_the_nearest(small):
    folder = small(exercices="a: 1\n")
    assert problems_of(folder) == ["exercices.yaml:1:1: no such file in a library; did you mean exercises.yaml?"]


def test_an_ending_that_would_be_overlooked_is_told(small):
    folder = small()
    (folder / "routines.yml").write_text("a: 1\n")
    assert problems_of(folder) == ["routines.yml:1:1: no such file in a library; did you mean routines.yaml?"]


def test_another_encoding_is_told_in_words(small):
    assert problems_of(small(sources="name: Übung".encode("latin-1"))) == [
        "sources.yaml:1:7: not saved as UTF-8; save it again with that encoding; in Windows-1252 this would be “Ü”"
    ]


def test_thousands_of_nested_brackets_are_told_in_words(small):
    told = problems_of(small(sources="a: " + "[" * 5000 + "]" * 5000))
    assert told == ["sources.yaml:1:23: too many brackets inside one another; write it flatter"]


def test_a_number_of_thousands_of_digits_is_told_in_words(small):
    text = (SMALL / "exercises.yaml").read_text().replace("repetitions: 1", f"repetitions: {'9' * 5000}")
    assert "dose.repetitions: found “9999" in problems_of(small(exercises=text))[0]


def test_an_address_given_for_a_build_takes_the_place_of_the_written_one():
    assert load_library(SMALL, address="https://else.example/sub/").publication.address == "https://else.example/sub/"


def test_an_address_given_for_a_build_is_checked_too():
    with pytest.raises(Problems, match="write an address that starts with https"):
        load_library(SMALL, address="http://else.example/")


def test_a_page_that_cites_no_source_there_is_is_told_where_it_does(small, tmp_path):
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "history.md").write_text("# History\n\nPeople wave.[^manual]\n")
    library = (SMALL / "library.yaml").read_text() + "pages: [history]\n"
    assert problems_of(small(library=library), docs) == [
        f"{docs}/history.md:3:13: [^manual]: A footnote is a source of sources.yaml. "
        "Here there is none yet; write it there (handbook add source shows how), or take the names of sources out."
    ]


def test_a_link_of_a_page_that_leads_to_no_page_of_the_site_is_told_where_it_stands(small, tmp_path):
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "history.md").write_text("# History\n\nSee [whom to ask](/safety/#ask-first) and [how](/safty/).\n")
    library = (SMALL / "library.yaml").read_text() + "pages: [history]\n"
    assert problems_of(small(library=library), docs) == [
        f"{docs}/history.md:3:48: (/safty/): A link that starts with / leads to a page of this site. "
        "Here /safty/ is no page; did you mean /safety/?"
    ]


@pytest.mark.parametrize("field", ["figures_licence", "contact"])
def test_what_is_optional_may_be_left_out(small, field):
    assert field not in (small() / "library.yaml").read_text()
    assert load_library(small()).publication.model_dump()[field] is None


UNREADABLE = {
    name: f"{name}: words: more words\n" for name in ("exercises", "sources", "vocabulary", "library", "safety")
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_cannot_be_read_is_told_alone(tmp_path, name):
    """The real library, as its files lean on one another in hundreds of places."""
    folder = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    (folder / f"{name}.yaml").write_text(UNREADABLE[name])
    with pytest.raises(Problems) as raised:
        load_library(folder, ROOT / "docs")
    assert [(one.place.file, one.place.line) for one in raised.value.problems] == [(f"{folder}/{name}.yaml", 1)]
    assert str(raised.value).endswith(f"\nOther files were not checked against {folder}/{name}.yaml yet.")


@pytest.mark.parametrize(
    ("name", "field", "copy"),
    [
        ("exercises", "pelvic-tilt", "{name: A copy}"),
        ("exercises", "  dose", "{repetitions: 1}"),
        ("routines", "    exercises", "[pelvic-tilt]"),
        ("safety", "ask_first", "{}"),
        ("vocabulary", "  lying-on-back", "A copy"),
        ("vocabulary", "areas", "{}"),
    ],
)
def test_what_is_written_twice_is_told_once_and_nothing_that_follows_from_it(tmp_path, name, field, copy):
    """The real library, as its files lean on one another: the copy comes first and holds something else."""
    folder = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    file = folder / f"{name}.yaml"
    before, after = file.read_text(encoding="utf-8").split(f"\n{field}:", maxsplit=1)
    file.write_text(f"{before}\n{field}: {copy}\n{field}:{after}", encoding="utf-8")
    line, column = before.count("\n") + 3, len(field) - len(field.strip()) + 1
    (told,) = problems_of(folder, ROOT / "docs")
    assert told.startswith(f"{name}.yaml:{line}:{column}: {field.strip()} is written twice;")


def test_a_file_that_leaves_no_library_is_named_as_what_others_were_not_checked_against(small):
    folder = small(library=(SMALL / "library.yaml").read_text().replace("language: en", "language: xx"))
    exercises = folder / "exercises.yaml"
    exercises.write_text(exercises.read_text().replace("position: standing", "position: nowhere"))
    with pytest.raises(Problems) as raised:
        load_library(folder)
    assert str(raised.value).endswith(f"\nOther files were not checked against {folder}/library.yaml yet.")


def test_what_is_wrong_in_other_files_by_itself_is_told_beside_one_that_cannot_be_read(small):
    folder = small(sources="a: b: c\n", vocabulary=(SMALL / "vocabulary.yaml").read_text() + "color: red\n")
    assert [line.split(":")[0] for line in problems_of(folder)] == ["sources.yaml", "vocabulary.yaml"]


@pytest.mark.parametrize("name", ["exercises", "safety"])
def test_a_byte_order_mark_is_taken(small, name):
    assert load_library(small(**{name: b"\xef\xbb\xbf" + (SMALL / f"{name}.yaml").read_bytes()})).exercises


def test_a_place_behind_a_byte_order_mark_is_the_one_editors_show(small):
    source = (SMALL / "library.yaml").read_text().replace("name:", "nam:")
    told = problems_of(small(library=b"\xef\xbb\xbf" + source.encode()))
    assert told == ["library.yaml:1:1: nam: no such field; did you mean name?"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_a_file_saved_as_utf_16_is_told_so(small, encoding):
    told = problems_of(small(sources="name: x".encode(encoding)))
    assert told == [
        f"sources.yaml:1:1: saved as {encoding[:6].upper()}, not as UTF-8; save it again with that encoding"
    ]


def test_a_folder_that_is_not_there_is_told_as_such(tmp_path):
    assert problems_of(tmp_path / "nowhere") == [
        f"{tmp_path}/nowhere: there is no such folder; write that of a library, as DATA=data"
    ]


MISNAMED = [
    "about.yaml.txt",
    "about.YAML",
    "about.yml",
    "About.yaml",
    "about.yaml.docx",
    "about.txt",
    "about",
    "about (1).yaml",
]


@pytest.mark.parametrize("name", MISNAMED)
def test_a_file_that_would_be_overlooked_is_told_with_its_right_name(small, name):
    folder = small()
    (folder / name).write_text("for_whom: [All.]\n")
    assert problems_of(folder) == [f"{name}:1:1: no such file in a library; did you mean about.yaml?"]


@pytest.mark.parametrize("name", ["docs", "figures", "languages"])
def test_a_file_in_the_place_of_a_folder_is_told(small, name):
    folder = small()
    shutil.rmtree(folder / name, ignore_errors=True)
    (folder / name).write_text("a")
    assert f"{name}:1:1: it is no folder, and a library has one of this name" in problems_of(folder)[0]


def test_a_folder_that_is_closed_is_not_passed_over_as_if_it_were_empty(small, monkeypatch):
    folder = small()
    (folder / "languages").mkdir()
    (folder / "languages/es.po").write_text("")

    def iterdir(path: Path) -> Iterator[Path]:
        if path.name == "languages":
            raise PermissionError(13, "Permission denied", str(path))
        return open_iterdir(path)

    open_iterdir = Path.iterdir
    monkeypatch.setattr(Path, "iterdir", iterdir)
    with pytest.raises(PermissionError):
        load_library(folder)


def test_two_files_whose_names_differ_only_in_capitals_are_told(small):
    folder = small()
    (folder / "Exercises.yaml").write_text("a: 1\n")
    assert problems_of(folder) == ["Exercises.yaml:1:1: no such file in a library; did you mean exercises.yaml?"]


def test_a_misnamed_file_is_not_told_as_missing_too(small):
    folder = small()
    (folder / "exercises.yaml").rename(folder / "exercises.yaml.txt")
    assert problems_of(folder) == ["exercises.yaml.txt:1:1: no such file in a library; did you mean exercises.yaml?"]


@pytest.mark.parametrize(
    "name",
    [
        "exercises.yaml~",
        "exercises.yaml.orig",
        ".exercises.yaml.swp",
        "._exercises.yaml",
        ".#safety.yaml",
        "notes.txt",
        "safety.pdf",
    ],
)
def test_what_editors_leave_beside_the_data_is_let_be(small, name):
    folder = small()
    (folder / name).write_text("anything")
    assert load_library(folder).exercises


def test_files_and_folders_of_a_library_may_be_links(small, tmp_path):
    folder = small()
    (folder / "exercises.yaml").rename(tmp_path / "elsewhere.yaml")
    (folder / "exercises.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    (tmp_path / "link").symlink_to(folder)
    assert load_library(tmp_path / "link").exercises


def test_a_link_that_leads_nowhere_is_told(small):
    folder = small()
    (folder / "about.yaml").symlink_to("nowhere.yaml")
    assert problems_of(folder) == ["about.yaml:1:1: it is a link that leads nowhere; write the file itself"]


def test_an_address_given_for_a_build_is_blamed_itself():
    with pytest.raises(Problems) as raised:
        load_library(SMALL, address="https://else.example")
    told = "ADDRESS=https://else.example: write an address that starts with https:// and ends with a slash"
    assert str(raised.value) == told


@pytest.mark.parametrize("named", [True, False])
def test_a_page_in_another_encoding_is_told_by_its_place(small, tmp_path, named):
    (docs := tmp_path / "docs").mkdir()
    (docs / "notes.md").write_bytes("# Notes\n\nDo 5–10 times, 30°.\n".encode("cp1252"))
    library = (SMALL / "library.yaml").read_text() + ("pages: [notes]\n" if named else "")
    advice = "not saved as UTF-8; save it again with that encoding; in Windows-1252 this would be “–”"
    assert problems_of(small(library=library), docs) == [f"{docs}/notes.md:3:5: {advice}"]


def test_a_page_with_both_versions_of_git_is_told(small, tmp_path):
    (docs := tmp_path / "docs").mkdir()
    (docs / "notes.md").write_text("Notes\n=======\n\n<<<<<<< HEAD\none\n=======\nother\n>>>>>>> theirs\n")
    assert problems_of(small(), docs) == [f"{docs}/notes.md:4:1: {BOTH_VERSIONS}"]


@pytest.mark.parametrize(
    ("content", "inside"),
    [
        (b"PK\x03\x04\x14\0\x06\0", "a ZIP archive, as Word and Excel save,"),
        (b"\x1f\x8b\x08\0\0\0", "a compressed file"),
        (b"{\\rtf1\\ansi wave:\\par}", "a document in RTF, as TextEdit saves,"),
    ],
)
def test_what_is_no_plain_text_is_told_by_what_it_is(small, content, inside):
    told = f"exercises.yaml:1:1: this is {inside} and no plain text; save it as plain text, with UTF-8"
    assert problems_of(small(exercises=content)) == [told]


def test_today_is_the_latest_day_that_it_is_anywhere_on_earth():
    assert today_anywhere(datetime(2026, 1, 31, 9, 59, tzinfo=UTC)) == date(2026, 1, 31)
    assert today_anywhere(datetime(2026, 1, 31, 10, 0, tzinfo=UTC)) == date(2026, 2, 1)


def test_a_slug_that_was_renamed_is_told_once_and_what_only_follows_waits(small):
    one = (SMALL / "exercises.yaml").read_text()
    bow = one.replace("wave:", "bow:").replace("Wave\n", "Bow\n") + "  easier: {exercise: greet}\n"
    ledger = "/exercises/greet/: here\n/exercises/bow/: here\n"
    assert problems_of(small(exercises=one + bow, addresses=ledger)) == [
        "addresses.yaml:1:1: /exercises/greet/: An address that was published leads to a page for good: it is here, "
        "or it names the page it moved to. Here it has no page any more, and wave is new; is that greet renamed? "
        "Then call it greet again."
    ]


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("10 reps", "found “10 reps”; write 10 alone"),
        ("5–10", "found “5–10”; write 5, and build_to: {repetitions: 10} beside it for the rest"),
        ("5 to 10", "found “5 to 10”; write 5, and build_to: {repetitions: 10} beside it for the rest"),
        ("a few", "found “a few”; write a whole number as digits, without quotes, such as 5"),
    ],
)
def test_words_in_the_place_of_a_number_are_told_with_the_number_to_write(small, written, advice):
    one = (SMALL / "exercises.yaml").read_text().replace("repetitions: 1", f"repetitions: {written}")
    assert problems_of(small(exercises=one)) == [f"exercises.yaml:9:10: dose.repetitions: {advice}"]


@pytest.mark.parametrize(("written", "meant"), [("EN-GB", "en-GB"), ("en_us", "en-US")])
def test_a_language_is_found_whatever_its_capitals(small, written, meant):
    library = (SMALL / "library.yaml").read_text().replace("language: en\n", f"language: {written}\n")
    assert problems_of(small(library=library))[0].endswith(f"found “{written}”; did you mean {meant}?")


def test_a_position_by_its_name_is_told_with_its_slug(small):
    one = (SMALL / "exercises.yaml").read_text().replace("position: standing", "position: Lying on your back")
    assert problems_of(small(exercises=one)) == [
        "exercises.yaml:5:3: position: found “Lying on your back”; write its slug: lying-on-back"
    ]


def test_what_a_slip_makes_of_a_list_is_not_told_beside_the_slip(small):
    one = (SMALL / "exercises.yaml").read_text().replace("    - Wave.\n", "    • Wave.\n")
    assert problems_of(small(exercises=one)) == [
        "exercises.yaml:8:5: a dash and a space begin an item; write them in the place of •"
    ]
