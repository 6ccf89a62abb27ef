"""Loading: every mistake is told in words and with its place, as many at once as can be."""

import pytest

from handbook.load import load_library
from handbook.problems import Problems
from support import HANDBOOK, SMALL, problems_of

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
    broken = exercises.replace("[arms]", "[arm]").replace("  steps:", "  name: Twice\n  steps:")
    other = exercises.replace("wave:", "wink:").replace("repetitions: 1", "repetitions: many")
    told = problems_of(small(exercises=broken + other, sources="spare: {organisation: A, titel: B}\n", extra="a: 1\n"))
    assert [line.split(";")[0] for line in told] == [
        "exercises.yaml:4:24: purposes.warm-up[1]: A purpose is a kind and areas of vocabulary.yaml. "
        "Here arm is no area there",
        "exercises.yaml:7:3: name is written twice",
        "exercises.yaml:19:10: dose.repetitions: found “many”",
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
    (folder / "vocabulary.yaml").unlink()
    assert problems_of(folder) == [
        "vocabulary.yaml:1:1: missing; write vocabulary.yaml, the lists an exercise chooses from"
    ]


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
        "Here manual is not there; add it there, or name one that is there."
    ]


@pytest.mark.parametrize("field", ["figures_licence", "contact"])
def test_what_is_optional_may_be_left_out(small, field):
    assert field not in (small() / "library.yaml").read_text()
    assert load_library(small()).publication.model_dump()[field] is None
