"""Shape: what pydantic found, as advice."""

import pytest
from pydantic_core import PydanticUndefined

from exercise_handbook.intake.advice import in_words, nearest
from exercise_handbook.intake.draft import Draft
from exercise_handbook.intake.load import load_library
from exercise_handbook.library.library import Library
from exercise_handbook.library.model.entry import Entry
from support import SAMPLE, SAMPLE_DOCS


def entries(kind: type[Entry] = Entry):
    for entry in kind.__subclasses__():
        yield entry
        yield from entries(entry)


REQUIRED = [
    pytest.param(field, id=f"{entry.__name__}.{name}")
    for entry in {Library, *entries()}
    for name, field in sorted(entry.model_fields.items())
    if field.default is PydanticUndefined and name not in ("slug", "today", "path", "kind")
]


@pytest.mark.parametrize("field", sorted(REQUIRED, key=lambda param: param.id))
def test_a_required_field_tells_its_author_what_to_write(field):
    assert field.description


def test_an_error_without_words_speaks_for_itself():
    assert in_words({"type": "unheard_of", "loc": (), "msg": "Odd."}) == "Odd."


@pytest.mark.parametrize(
    ("word", "words", "advice"),
    [
        ("Stretc", ["stretch", "strengthen"], "; did you mean stretch?"),
        ("zzz", ["stretch", "strengthen"], "; write one of stretch, strengthen"),
        ("zzz", [], "; add it there, or name one that is there"),
        ("zzz", map(str, range(13)), "; add it there, or name one that is there"),
    ],
)
def test_advice_names_the_nearest_or_all_of_a_few(word, words, advice):
    assert nearest(word, words) == advice


def test_a_good_library_is_validated_once(monkeypatch):
    validated = []
    validate = Draft.model_validate
    monkeypatch.setattr(Draft, "model_validate", lambda values: validated.append(values) or validate(values))
    load_library(SAMPLE, SAMPLE_DOCS)
    assert len(validated) == 1


def test_the_library_cannot_be_changed(sample):
    with pytest.raises(TypeError):
        sample.exercises["nod"] = None
    with pytest.raises(ValueError, match="frozen"):
        sample.exercises["nod"].name = "Another"


def test_every_field_of_an_exercise_is_used_in_the_sample(sample):
    used = {name for exercise in sample.exercises.values() for name, value in exercise if value}
    assert used | {"in_lists"} == set(type(sample.exercises["nod"]).model_fields)  # of close views: see below


def test_the_picture_named_for_lists_stands_for_an_exercise_there(sample):
    nod = sample.exercises["nod"]
    assert nod.emblem.file == "nod-end.svg"
    assert nod.model_copy(update={"in_lists": nod.figures[2]}).emblem.file == "nod-other.svg"
