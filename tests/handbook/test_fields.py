"""What is known of every field: said once in the types, the same in schemas, the reference and the heads of files."""

import json
import re
from datetime import date

import jsonschema
import pytest

from exercise_handbook import cli
from exercise_handbook.commands import describing, starting
from exercise_handbook.intake.fields import FILES, head, kinds_of, reference, rows, schema_of
from exercise_handbook.intake.load import load_library
from exercise_handbook.intake.schemas import SCHEMAS
from exercise_handbook.intake.strict_yaml import read
from support import HANDBOOK, ROOT, SAMPLE

every_file = pytest.mark.parametrize("name", FILES)
BEYOND_A_SCHEMA = {"text_is_a_placeholder"}
"""What only `handbook check` finds: a schema knows how words look, not what they say."""

SHAPED = [
    file
    for file in sorted((HANDBOOK / "broken/shape").iterdir())
    if file.suffixes[0][1:] in FILES and file.stem.split(".")[0] not in BEYOND_A_SCHEMA
]


def as_json(value):
    """What was read from YAML, as a schema meets it: lists, and days as words."""
    return json.loads(json.dumps(value, default=str))


def faults(name, file):
    return faults_in(name, read(file)[0].values)


def faults_in(name, values):
    checks = jsonschema.Draft202012Validator(SCHEMAS[name](), format_checker=jsonschema.FormatChecker())
    return [*checks.iter_errors(as_json(values))]


@every_file
def test_every_field_says_what_it_is_for(name):
    assert [(kind.__name__, row.name) for kind in kinds_of(name) for row in rows(kind) if not row.about] == []


@every_file
def test_a_schema_is_one(name):
    jsonschema.Draft202012Validator.check_schema(schema_of(name))


@every_file
def test_our_library_and_the_sample_fit_their_schemas(name):
    for home in (ROOT / "data", SAMPLE):
        assert [fault.message for fault in faults(name, home / f"{name}.yaml")] == []


@pytest.mark.parametrize("file", SHAPED, ids=lambda file: file.stem)
def test_what_does_not_fit_is_marked_while_one_types(file):
    assert faults(file.suffixes[0][1:], file)


@pytest.mark.parametrize("on", ["", "lower-back"])
def test_a_library_that_was_just_begun_fits_and_names_its_schemas(tmp_path, on):
    for file in starting.begin(tmp_path, date(2026, 1, 31), on):
        named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", file.read_text(encoding="utf-8"))
        assert json.loads((tmp_path / named[1]).read_text(encoding="utf-8")) == SCHEMAS[file.stem]()
        assert faults(file.stem, file) == []


def test_what_our_guides_change_fits_the_schema_of_changes(tmp_path):
    for guide in ("docs/clinics.md", "CONTRIBUTING.md"):
        found = re.findall(
            r"```yaml\n(exercises:\n  pelvic-tilt:.*?)```", (ROOT / guide).read_text(encoding="utf-8"), re.DOTALL
        )
        for number, text in enumerate(found):
            file = tmp_path / f"{number}.yaml"
            file.write_text(text, encoding="utf-8")
            assert [fault.message for fault in faults("changes", file)] == []
        assert found


@pytest.mark.parametrize(
    "said",
    [
        {"exercise": {}},
        {"exercises": {"nod": {"dse": 3}}},
        {"exercises": {"nod": {"dose": {"repetitons": 3}}}},
        {"exercises": {"nod": {"aim": {"now": "To nod.", "because": "Shorter."}}}},
        {"exercises": {"nod": {"sides": {"now": "both"}}}},
        {"exercises": {"nod": {"hide": "no"}}},
        {"routines": {"morning": {"minutes": "ten"}}},
        {"safety": {"kalm": "Stay calm."}},
        {"vocabulary": {"position": {}}},
    ],
    ids=str,
)
def test_what_cannot_be_changed_is_marked_while_one_types(said):
    assert faults_in("changes", said)


@pytest.mark.parametrize(
    "said",
    [
        {"exercises": {"nod": {"aim": "To nod.", "steps[2]": {"now": "Nod.", "why": "Shorter."}, "dose.sets": 2}}},
        {"exercises": {"nod": {"dose": {"repetitions": {"now": 3, "why": "Fewer."}, "why": "Slower."}}}},
        {"exercises": {"nod": {"hide": "yes", "why": "Not ours."}, "bow": {"breathing": {"hide": "yes"}}}},
        {"pace": {"moving": {"seconds": 3}}},
        {"safety": {"calm": {"now": "Stay calm."}, "ask_first": {"stiff": "you are stiff"}, "floor": {"hide": "yes"}}},
        {"vocabulary": {"areas": {"neck": {"name": "Nape"}}, "positions.standing": "On your feet"}},
        {"sources": {"letter": {"year": 2001}}},
    ],
    ids=str,
)
def test_what_can_be_changed_is_not_marked(said):
    assert [fault.message for fault in faults_in("changes", said)] == []


def test_the_schema_of_labels_knows_each_by_its_english():
    assert faults_in("labels", {"steps": "What to do", "search_count": {"one": "One page", "other": "{n} pages"}}) == []
    assert faults_in("labels", {"stepps": "What to do"})
    assert faults_in("labels", {"search_count": "Pages"})
    assert SCHEMAS["labels"]()["properties"]["steps"]["description"].startswith("Steps")


def test_what_the_general_text_has_need_not_be_written():
    assert "required" not in schema_of("safety") or schema_of("safety")["required"] == []
    assert set(schema_of("library")["required"]) == {"name", "address", "publisher"}
    on_top = {"name": "Neck", "address": "https://neck.example/", "publisher": "A clinic"}
    assert faults_in("library", on_top)
    assert faults_in("library", on_top | {"edition": "2026-01-31"}) == []
    assert faults_in("library", on_top | {"extends": "lower-back"}) == []


def test_the_command_writes_schemas_into_a_library_that_builds_with_them(small, capsys):
    folder = small()
    assert cli.main(["schema", str(folder)]) == 0
    assert {file.name for file in (folder / ".schema").iterdir()} == {f"{name}.json" for name in SCHEMAS}
    assert load_library(folder)


def test_the_reference_is_made_of_the_descriptions():
    assert (ROOT / "docs/fields.md").read_text(encoding="utf-8") == describing.BEGINNING + reference()


@every_file
def test_the_head_of_our_file_is_made_of_the_descriptions(name):
    text = (ROOT / f"data/{name}.yaml").read_text(encoding="utf-8")
    assert describing.MARK + head(name) in text
    assert describing.with_head(name, text) == text


def test_a_head_is_made_anew_and_the_notes_around_it_stay():
    text = f"# Ours.\n#\n{describing.MARK}#   old   words\n#         more\n#\n# A note.\n\nname: Small\n"
    assert describing.with_head("sources", text) == (
        f"# Ours.\n#\n{describing.MARK}{head('sources')}#\n# A note.\n\nname: Small\n"
    )
