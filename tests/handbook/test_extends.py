"""A library on top of another: added to, changed by changes.yaml, never mixed up with its base."""

import json
import shutil

import pytest
from lxml import html

from exercise_handbook.commands import agreeing
from exercise_handbook.intake.load import load_library
from exercise_handbook.library.codes import code
from exercise_handbook.library.problems import Problems
from exercise_handbook.pages.outputs import render
from exercise_handbook.paper.handouts import Manuscripts
from on_top import CLINIC, base_says, told
from support import SAMPLE, SMALL, ours, problems_of, texts

OWN = (SMALL / "exercises.yaml").read_text().replace("wave:", "wink:").replace("Wave\n", "Wink\n")


def test_five_lines_are_a_library_of_the_base(clinic):
    library = load_library(clinic())
    assert list(library.exercises) == ["nod", "wave", "bow"]
    assert library.publication.publisher == "Riverside Clinic"
    assert library.publication.contact is None
    assert library.base.name == "Greetings"


def test_what_a_clinic_adds_stands_behind_what_the_base_has(clinic):
    own = OWN.replace("[arms]", "[eyes]").replace("1}", "1, sources: [eyebook]}")
    routine = (
        "  blink: {name: Blink, in_short: A blink., areas: [eyes], minutes: 1, how_often: Once., exercises: [wink]}\n"
    )
    library = load_library(
        clinic(
            exercises=own.replace("repetitions: 1", "repetitions: 10"),
            vocabulary="areas: {eyes: Eyes}\n",
            sources="eyebook: {organisation: Guild of Eyes, title: How to wink}\n",
            routines=f"routines:\n{routine}",
            safety="ask_first: {eyes: your eyes are sore}\n",
        )
    )
    assert list(library.exercises) == ["nod", "wave", "bow", "wink"]
    assert list(library.routines) == ["evening", "morning", "blink"]
    assert list(library.vocabulary.areas) == ["neck", "arms", "waist", "eyes"]
    assert list(library.sources) == ["manual", "letter", "eyebook"]
    assert list(library.safety.ask_first) == ["never", "stiff", "tired", "eyes"]


TAKEN = "the library that this one builds on has it ({}); choose another name, or write what differs in changes.yaml"


@pytest.mark.parametrize(
    ("name", "text", "mine", "theirs"),
    [
        ("exercises", (SMALL / "exercises.yaml").read_text(), "1:1: wave", "exercises.yaml:47:1"),
        ("sources", "manual: {organisation: A, title: B}\n", "1:1: manual", "sources.yaml:1:1"),
        ("vocabulary", "areas: {neck: Neck}\n", "1:9: neck", "vocabulary.yaml:5:3"),
        ("safety", "calm: All is well.\n", "1:1: calm", "safety.yaml:1:1"),
        ("safety", "ask_first: {never: you never greet}\n", "1:13: never", "safety.yaml:27:3"),
        ("routines", "pace: {moving: {seconds: 4, reason: A.}}\n", "1:8: moving", "routines.yaml:2:3"),
    ],
)
def test_what_the_base_has_cannot_be_taken_by_accident(clinic, name, text, mine, theirs):
    folder = clinic(**{name: text})
    where, _, field = mine.partition(" ")
    expected = f"{name}.yaml:{where} {field}: {TAKEN.format(f'base/{theirs}')}"
    assert told(folder) == [expected]


def test_a_picture_of_the_base_cannot_be_taken_by_accident(clinic):
    folder = clinic()
    (folder / "figures").mkdir()
    shutil.copy(SAMPLE / "figures/nod-end.svg", folder / "figures")
    assert told(folder) == [f"figures/nod-end.svg: {TAKEN.format('base/figures/nod-end.svg')}"]


def test_a_change_takes_the_place_of_what_the_base_says(clinic):
    changes = """exercises:
  nod:
    dose: {repetitions: 3, why: Three are kinder.}
    steps[2]: {now: Wait., why: Counting worries people.}
    dose.hold_seconds: {now: 4}
    breathing: Breathe out.
    feel[1]: {hide: yes}
    counts_as_one: Once down.
routines:
  evening:
    exercises[1].repetitions: 6
    minutes: 3
  morning: {hide: yes}
"""
    library = load_library(clinic(changes=changes))
    nod = library.exercises["nod"]
    assert (nod.dose.repetitions, nod.dose.hold_seconds, nod.dose.sets) == (3, 4, 2)
    assert nod.steps == ("Lower your chin.", "Wait.", "Lift your chin again.")
    assert nod.breathing.say == "Breathe out."
    assert nod.feel == ()
    assert library.routines["evening"].exercises[0].repetitions == 6
    assert {(one.field, one.why) for one in library.differences} >= {
        ("dose.repetitions", "Three are kinder."),
        ("steps[2]", "Counting worries people."),
        ("dose.hold_seconds", ""),
    }


def test_items_behind_a_hidden_one_keep_their_places(clinic):
    changes = """exercises:
  nod:
    figures: {hide: yes}
    mistakes: {hide: yes}
    steps[1]: {hide: yes}
    steps[3]: Lift {it}.
"""
    rule = "In steps and in_short, {hold} and {times} stand for the numbers of the dose."
    assert told(clinic(changes=changes)) == [
        f"changes.yaml:6:5: steps[2]: {rule} Here {{it}} stands for nothing; write one of hold, times."
    ]


def test_a_picture_may_be_another(clinic):
    folder = clinic(
        changes="exercises: {nod: {'figures[2]': {file: river.svg, licence: Ours, alt: A nod by the river.}}}\n"
    )
    (folder / "figures").mkdir()
    shutil.copy(SAMPLE / "figures/nod-end.svg", folder / "figures/river.svg")
    library = load_library(folder)
    assert library.exercises["nod"].figures[1].file == "river.svg"
    assert library.pictures["river.svg"].path == folder / "figures/river.svg"


def test_a_picture_of_the_clinics_own_is_not_under_the_bases_licence(clinic):
    own = OWN + "  figures: [{file: wink.svg, shows: end, alt: A wink.}]\n"
    folder = clinic(exercises=own)
    (folder / "figures").mkdir()
    shutil.copy(SAMPLE / "figures/nod-end.svg", folder / "figures/wink.svg")
    assert told(folder) == [
        "exercises.yaml:10:13: figures[1]: A figure has a licence: its own, or figures_licence in library.yaml. "
        "Here wink.svg has none; write licence: with the licence's name."
    ]
    (folder / "library.yaml").write_text(CLINIC + "figures_licence: Ours\n")
    assert load_library(folder).exercises["wink"]


WRONG = {
    "exercises: {nood: {hide: yes}}": "1:13: nood: it is not in the library that this one builds on; did you mean nod?",
    "exercises: {nod: {stpes: [A.]}}": "1:19: stpes: no such field; did you mean steps?",
    "exercises: {nod: {'steps[9]': A.}}": "1:19: steps[9]: the library that this one builds on has "
    "3 of these; count from 1",
    "exercises: {nod: {steps.say: A.}}": "1:19: steps.say: a list stands there; "
    "write the number of the item, as steps[3]",
    "exercises: {nod: {dose: {repetitions: ten}}}": "1:26: dose.repetitions: found “ten”; write a whole number as "
    "digits, without quotes, such as 5",
    "exercises: {shrug: {aim: To shrug.}}": "1:13: shrug: it is not in the library that this one builds on; what you "
    "added yourself is changed where it stands",
    "exercises: {nod: {hidden: yes}}": "1:19: hidden: write hide: yes to leave something out",
    "exercises: {nod: {dose: {reps: 3}}}": "1:26: dose.reps: no such field; did you mean repetitions?",
    "exercises: {nod: {dose: {now: {repetitions: 0}}}}": "1:32: dose.repetitions: too small; write 1 or more",
    "exercises: {nod: {hide: no}}": "1:19: hide: write hide: yes, and beside it at most why",
    "exercises: {nod: {plain_name: {hide: yes}, aim: {hide: yes}}}": "1:50: aim: missing; write what the exercise is "
    "for, in one sentence",
    "exercises: {wave: {plain_name: {hide: yes}}}": "1:33: hide: the library that this one builds on does not have it; "
    "delete this",
    "exercises: {nod: nothing}": "1:13: nod: write fields here, one line each, as name: value, or hide: yes",
    "exercises: {nod: {aim: {now: To nod., say: no}}}": "1:25: now: beside now stands at most why; write all other "
    "fields inside now",
    "exercises: {nod: {steps: [A., B., C.], 'steps[2]': B.}}": "1:40: steps[2]: it is changed as a whole already "
    "(clinic/changes.yaml:1:19); write it in one of the two",
    "exercises: {nod: {'steps.[1]': A.}}": "1:19: steps.[1]: write a field as dose.repetitions, an item of a list "
    "as steps[3]",
    "excercises: {nod: {hide: yes}}": "1:1: excercises: no such part of a library; did you mean exercises?",
    "exercises: [nod]": "1:1: exercises: write fields here, one line each, as name: value",
    "exercises: {nod: {aim: }}": "1:19: aim: nothing is written here; write what takes its place, or hide: yes",
    "exercises: {nod: {aim: {now: To nod., why: [a]}}}": "1:39: why: write words on one line",
}


@pytest.mark.parametrize("changes", WRONG)
def test_a_change_that_cannot_be_made_is_told_in_its_place(clinic, changes):
    folder = clinic(changes=f"{changes}\n")
    assert [line.replace(f"{folder}/", "") for line in told(folder)] == [f"changes.yaml:{WRONG[changes]}"]


def test_what_builds_on_a_hidden_exercise_is_told_with_both_places(clinic):
    folder = clinic(changes="exercises:\n  bow: {hide: yes}\n", exercises=OWN + "  harder: {exercise: bow}\n")
    ends = "; hide or change that in changes.yaml too, or take this out"
    assert told(folder) == [
        f"changes.yaml:2:9: hide: evening builds on bow (base/routines.yaml:17:9: exercises[3]){ends}",
        f"changes.yaml:2:9: hide: nod builds on bow (base/exercises.yaml:33:29: harder.exercise){ends}",
        "exercises.yaml:10:12: harder.exercise: An easier or harder exercise is another one of the library. "
        "Here bow is not there; write one of nod, wave, wink. bow is hidden in clinic/changes.yaml:2:9.",
    ]


def test_what_a_change_breaks_in_the_base_is_told_where_the_change_is(clinic):
    folder = clinic(changes="exercises:\n  nod:\n    dose: {repetitions: 9}\n")
    assert told(folder)[0] == (
        "changes.yaml:3:12: dose.build_to.repetitions: A dose builds up to more, never to less. Here 8 is not "
        "more than 9; write more, or delete it. It stands under nod in base/exercises.yaml:21:33, of the library that "
        "this one builds on: write what differs in changes.yaml."
    )


def test_what_nothing_cites_any_more_is_no_source_of_the_clinic(clinic):
    folder = clinic(changes="exercises: {nod: {breathing: Breathe.}}\n")
    base_says(folder, "exercises", "Breathe as you like.", "{say: Breathe., sources: [spare]}")
    base_says(folder, "sources", "letter:", "spare: {organisation: A, title: B}\nletter:")
    assert list(load_library(folder).sources) == ["manual", "letter"]


def test_the_cover_and_the_first_routine_fall_away_with_what_is_hidden(clinic):
    changes = """exercises:
  nod: {hide: yes}
  bow: {easier: {hide: yes}}
routines:
  morning: {hide: yes}
  evening: {hide: yes}
"""
    library = load_library(clinic(changes=changes, library=CLINIC))
    assert (library.publication.cover, library.publication.start_here) == (None, None)
    assert library.about.changes == ()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("upper-back", "upper-back is no library; write lower-back, or the path of a folder with a library.yaml"),
        ("../clinic", "it leads back to this library; name another"),
    ],
)
def test_a_base_that_is_none_is_told(clinic, said, why):
    folder = clinic(library=CLINIC.replace("../base", said))
    assert told(folder) == [f"library.yaml:1:1: extends: {why}"]


def test_changes_without_a_base_are_told(small):
    why = "it is for a library that builds on another; write extends: lower-back in library.yaml, or delete this file"
    assert problems_of(small(changes="exercises: {}\n")) == [f"changes.yaml:1:1: {why}"]


def test_what_follows_from_a_missing_base_waits(clinic):
    folder = clinic(library=CLINIC.replace("extends: ../base\n", ""), changes="exercises: {nod: {aim: To nod.}}\n")
    assert [line.split(": ")[0] for line in told(folder)] == ["changes.yaml:1:1"]
    (folder / "library.yaml").write_text(CLINIC.replace("name:", "\tname:"), encoding="utf-8")
    assert [line.split(":")[0] for line in told(folder)] == ["library.yaml"]


def test_a_base_may_itself_build_on_another(clinic):
    folder = clinic(changes="exercises: {nod: {aim: To nod.}}\n")
    top = folder.parent / "top"
    top.mkdir()
    (top / "library.yaml").write_text(CLINIC.replace("../base", "../clinic").replace("Riverside", "Brookside"))
    (top / "changes.yaml").write_text("exercises: {nod: {plain_name: Yes}}\n")
    nod = load_library(top).exercises["nod"]
    assert (nod.aim, nod.plain_name) == ("To nod.", "Yes")


def test_ours_is_a_base_by_its_name(clinic):
    library = load_library(clinic(library=CLINIC.replace("../base", "lower-back")))
    assert library.exercises == ours().exercises
    assert library.pages == {}


def test_the_ledger_is_the_clinics_own(clinic):
    assert load_library(clinic()).addresses == {}
    folder = clinic(addresses="/exercises/nod/: here\n", changes="exercises: {wave: {aim: To wave.}}\n")
    assert list(load_library(folder).addresses) == ["/exercises/nod/"]


def test_a_base_that_cannot_be_read_is_told_alone(clinic):
    folder = clinic()
    (folder.parent / "base/exercises.yaml").write_text("a: b: c\n")
    with pytest.raises(Problems) as raised:
        load_library(folder)
    assert len(raised.value.problems) == 1


@pytest.fixture
def differing(clinic):
    """The pages of a clinic that says some things otherwise, as one reads them."""
    changes = """exercises:
  nod:
    dose.times_a_day: {now: 2, why: Three is too many.}
    dose.sets: 1
    steps[2]: {now: "Wait for {hold}."}
    mistakes[1]: {hide: yes}
    breathing: {now: {say: Breathe out., sources: [letter]}}
    counts_as_one: One nod counts.
    figures[1].caption: {hide: yes}
  wave: {hide: yes, why: Nobody waves here.}
  bow:
    also_called: [Bend]
routines:
  morning: {hide: yes}
  evening:
    exercises[2]: {hide: yes}
    minutes: 2
safety:
  calm: Greeting is safe.
"""
    folder = clinic(changes=changes)
    agreeing.main(folder, "all")
    return texts(render(load_library(folder)))


def read(page: str, where: str) -> str:
    """What stands in a part of a page."""
    return " ".join(" ".join(part.text_content().split()) for part in html.fromstring(page).cssselect(where))


SAID_OF_NOD = [
    "Riverside Clinic asks for 2 times a day; “Greetings” says 1 to 3. Why: Three is too many.",
    "Riverside Clinic asks for 1 round; “Greetings” says 2.",
    "Riverside Clinic says: “Wait for 3 seconds.” In “Greetings” it is: “Hold for 3 seconds.”",
    "Riverside Clinic leaves out: “Nodding fast. Nod slowly.”",
    "Riverside Clinic says: “Breathe out.” In “Greetings” it is: “Breathe as you like.”",
    "Riverside Clinic says: “One nod counts.” In “Greetings” it is: “Down and up counts as 1.”",
    "Riverside Clinic leaves out: “Look ahead.”",
]


@pytest.mark.parametrize("page", ["exercises/nod", "about"])
def test_what_differs_is_shown_on_the_page_and_on_about(differing, page):
    told_there = read(differing[f"{page}/index.html"], "[aria-labelledby=differs]")
    assert [line for line in SAID_OF_NOD if line not in told_there] == []


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("exercises/bow", "Riverside Clinic adds: “Bend”"),
        ("routines/evening", "Riverside Clinic leaves out: “Wave”"),
        ("routines/evening", "Riverside Clinic says 2 minutes; “Greetings” says 4."),
        ("safety", "Riverside Clinic says: “Greeting is safe.” In “Greetings” it is: “Greeting is not dangerous.”"),
        ("about", "Riverside Clinic leaves out: “Wave” Why: Nobody waves here."),
        ("about", "These pages build on “Greetings”, published by The house of tests."),
        ("about", "The words of “Greetings”: Test licence."),
    ],
)
def test_what_differs_is_shown_wherever_it_is_said(differing, page, said):
    assert said in read(differing[f"{page}/index.html"], "[aria-labelledby=differs]")


def test_what_the_base_says_of_how_it_was_made_is_told_as_its_own_words(clinic):
    def heading(folder):
        page = html.fromstring(texts(render(load_library(folder)))["about/index.html"])
        return page.cssselect("#made")[0].text_content()

    assert heading(clinic()) == "How “Greetings” was made"
    assert heading(clinic(about="made: [Our own way.]\n")) == "How the pages were made"


def test_a_page_on_paper_says_that_it_was_changed(differing):
    assert "Changed by Riverside Clinic from “Greetings”." in read(differing["exercises/nod/index.html"], ".imprint")
    assert "Changed by Riverside Clinic from “Greetings”." in read(differing["routines/evening/index.html"], ".imprint")


def test_a_sheet_says_that_it_was_changed(clinic):
    library = load_library(clinic(changes="exercises: {nod: {breathing: Breathe out.}}\n"))
    said = {one.handout.page: json.loads(one.job.inputs["data"])["review"] for one in Manuscripts(library)}
    assert said["/exercises/nod/"].endswith("Changed by Riverside Clinic from “Greetings”.")
    assert said["/routines/evening/"].endswith("Changed by Riverside Clinic from “Greetings”.")
    assert "Changed" not in said["/exercises/bow/"]


def test_a_source_is_not_said_to_support_what_was_changed(differing):
    sources = html.fromstring(differing["sources/index.html"])
    used = {one.get("id"): " ".join(one.text_content().split()) for one in sources.cssselect("li[id]")}
    assert "Nod (how many before Riverside Clinic changed it, " in used["source-manual"]
    assert "Nod (breathing, " in used["source-letter"]  # which the clinic names itself


def test_a_page_that_differs_in_nothing_says_nothing_of_it(clinic):
    made = texts(render(load_library(clinic())))
    assert "differs" not in made["exercises/nod/index.html"]
    assert "published by The house of tests" in made["about/index.html"]


def test_a_file_of_notes_alone_adds_nothing_to_a_base(clinic):
    assert list(load_library(clinic(exercises="# our own come here\n")).exercises) == ["nod", "wave", "bow"]


def test_a_code_that_a_change_gives_is_noted_and_told_to_no_reader(clinic):
    folder = clinic(changes="exercises:\n  wave: {code: 7H2K}\n", agreed="exercises: {wave: {code: []}}\n")
    library = load_library(folder)
    assert code(library.exercises["wave"]) == "7H2K"
    assert library.differences == ()
