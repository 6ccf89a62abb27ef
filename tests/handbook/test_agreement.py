"""Both sides survive an update: what a clinic changed, and what its base says since."""

import shutil

import pytest

from exercise_handbook.commands import agreeing, checking
from exercise_handbook.intake.load import load_library, open_library
from exercise_handbook.library.problems import Problems
from exercise_handbook.refusals import CannotGoOn
from on_top import at, base_says, told

CHANGES = """exercises:
  nod:
    dose.times_a_day: {now: {from: 1, to: 2}, why: Three is too many.}
    steps[2]: Wait for 3 seconds.
    plain_name: Yes
  bow:
    stop_if: [your hat falls]
safety:
  calm: Greeting is safe.
"""


@pytest.fixture
def agreed(clinic):
    """A clinic that changed things on top of its base, and noted what that said."""
    folder = clinic(changes=CHANGES)
    assert agreeing.main(folder, "all") == 0
    return folder


def notices(folder) -> list[str]:
    """What an editor is told to look at though the library is good."""
    return [at(folder, str(one)).removeprefix("clinic/") for one in open_library(folder)[1].notices]


def test_what_was_agreed_is_not_told_again(agreed):
    assert notices(agreed) == []


def test_an_update_changes_what_a_clinic_did_not_and_tells_what_it_did(agreed):
    base_says(agreed, "exercises", "times_a_day: {from: 1, to: 3}", "times_a_day: {from: 1, to: 4}")
    base_says(agreed, "exercises", "    - Lift your chin again.", "    - Lift your chin slowly.")
    base_says(agreed, "exercises", "To loosen your waist.", "To loosen your waist a little.")
    library, folder = open_library(agreed)
    assert library.exercises["nod"].steps == ("Lower your chin.", "Wait for 3 seconds.", "Lift your chin slowly.")
    assert library.exercises["bow"].aim == "To loosen your waist a little."
    assert library.exercises["nod"].dose.times_a_day.last == 2
    assert [at(agreed, str(one)) for one in folder.notices] == [
        "clinic/changes.yaml:3:24: dose.times_a_day: the library that this one builds on says something else now. It "
        "said “from 1; to 3”, it says “from 1; to 4” (base/exercises.yaml:20:5), you say “from 1; to 2”. Decide what "
        "you want to say, then: handbook agree nod clinic"
    ]
    assert agreeing.main(agreed, "nod") == 0
    assert notices(agreed) == []


def test_what_the_base_adds_where_a_clinic_wrote_is_told(agreed):
    base_says(agreed, "exercises", "Say yes without words", "Yes")
    assert notices(agreed) == [
        "changes.yaml:5:5: plain_name: the library that this one builds on says the same (base/exercises.yaml:3:3); "
        "you may delete this"
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "where", "what"),
    [
        ("safety", "calm: Greeting is not dangerous.", "calm: Ask a doctor first.", "9:3: calm", "safety"),
        ("exercises", "easier: {exercise: nod}", "stop_if: [you feel dizzy]", "7:5: stop_if", "bow"),
    ],
)
def test_a_changed_text_about_safety_stops_the_build_until_somebody_looked(agreed, name, old, new, where, what):
    base_says(agreed, name, old, new)
    (line,) = told(agreed)
    assert line.startswith(f"changes.yaml:{where}: the library that this one builds on says something else now.")
    assert line.endswith(f"Decide what you want to say, then: handbook agree {what} clinic")
    assert agreeing.main(agreed, what) == 0
    assert load_library(agreed)


def test_a_change_that_nobody_noted_is_told_and_one_about_safety_stops_the_build(agreed):
    (agreed / "agreed.yaml").unlink()
    assert [line.split(": ")[1] for line in told(agreed)] == ["stop_if", "calm"]
    assert agreeing.main(agreed, "bow") == agreeing.main(agreed, "safety") == 0
    assert notices(agreed)[1] == (
        "changes.yaml:4:5: steps[2]: you changed this; the library that this one builds on says “Hold for 3 seconds.” "
        "(base/exercises.yaml:12:7). Note that you have looked: handbook agree nod clinic"
    )


def test_what_is_hidden_is_looked_at_again_when_it_changes(clinic):
    folder = clinic(changes="exercises: {wave: {hide: yes}}\nroutines: {morning: {hide: yes}, evening: {hide: yes}}\n")
    agreeing.main(folder, "all")
    base_says(folder, "exercises", "Lift one arm.", "Lift one arm slowly.")
    (line,) = notices(folder)
    assert "It said “Lift one arm. " in line
    assert "it says “Lift one arm slowly. " in line
    assert line.endswith("you say that it is left out. Decide what you want to say, then: handbook agree wave clinic")


def test_agreeing_forgets_what_is_changed_no_more_and_keeps_the_rest(agreed):
    changes = agreed / "changes.yaml"
    changes.write_text(changes.read_text().replace("    plain_name: Yes\n", ""))
    base_says(agreed, "safety", "calm: Greeting is not dangerous.", "calm: Ask a doctor first.")
    assert agreeing.main(agreed, "nod") == 0
    kept = (agreed / "agreed.yaml").read_text()
    assert "plain_name" not in kept
    assert 'calm: "Greeting is not dangerous."' in kept


def test_agreeing_to_what_nobody_changed_says_what_there_is(agreed):
    with pytest.raises(CannotGoOn, match="it changes nod, bow, safety"):
        agreeing.main(agreed, "wave")


def test_a_clinic_without_its_base_is_told_so(agreed):
    shutil.rmtree(agreed.parent / "base")
    with pytest.raises(Problems, match="extends"):
        agreeing.main(agreed, "all")


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("json", '"notices": [\n    {\n      "file": "{folder}/changes.yaml",\n      "line": 5,'),
        ("github", "::warning file={folder}/changes.yaml,line=5,col=5,title=plain_name::"),
        ("gitlab", '"severity": "minor"'),
    ],
)
def test_what_only_has_to_be_looked_at_is_told_to_programs_too(agreed, tmp_path, capsys, form, said):
    base_says(agreed, "exercises", "Say yes without words", "Yes")
    assert checking.main(agreed, agreed / "docs", "", form, tmp_path / "store") == 0
    assert said.replace("{folder}", str(agreed)) in capsys.readouterr().out
