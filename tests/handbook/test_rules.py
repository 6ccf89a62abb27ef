"""Rules: each says in its docstring what is right, and has a broken file to prove it."""

from datetime import date

import pytest

from exercise_handbook.intake.load import load_library
from exercise_handbook.intake.rules import OF_THE_DAY, RULES, broken_rules
from support import HANDBOOK, SAMPLE, SAMPLE_DOCS, SMALL, problems_of

ALL = (*RULES.values(), *OF_THE_DAY.values())
EVERY = sorted({rule for rules in ALL for rule in rules}, key=lambda rule: rule.__name__)
TOLD_ELSEWHERE = {
    "footnotes_are_known",
    "leading_sources_are_few",
    "links_lead_to_pages",
    "routine_turns_as_little_as_it_can",
}  # they need two files: see the tests

every_rule = pytest.mark.parametrize("rule", EVERY, ids=lambda rule: rule.__name__)


def test_the_sample_breaks_no_rule():
    assert list(broken_rules(load_library(SAMPLE, SAMPLE_DOCS), date.max)) == []


@every_rule
def test_a_rule_has_a_broken_file(rule):
    names = {file.name.split(".")[0] for file in (HANDBOOK / "broken/rules").iterdir()}
    assert rule.__name__ in names | TOLD_ELSEWHERE


@every_rule
def test_a_rule_reads_as_one_line_to_the_author(rule):
    assert rule.__doc__.endswith(".")
    assert "\n" not in rule.__doc__


def test_a_circle_through_three_exercises_is_found_and_what_leads_into_it_is_not(small):
    one = (SMALL / "exercises.yaml").read_text()
    links = {"alder": "birch", "birch": "cedar", "cedar": "alder", "damson": "alder"}
    texts = (
        one.replace("wave:", f"{slug}:").replace("Wave\n", f"{slug}\n") + f"  harder: {{exercise: {harder}}}\n"
        for slug, harder in links.items()
    )
    told = problems_of(small(exercises="".join(texts)))
    assert [line.split("Here ")[1].split(" are")[0] for line in told] == [
        "alder and birch",
        "birch and cedar",
        "cedar and alder",
    ]


def test_a_routine_that_stands_up_twice_is_told(small):
    one = (SMALL / "exercises.yaml").read_text()
    sit = one.replace("wave:", "sit:").replace("Wave\n", "Sit\n").replace("standing", "sitting")
    bow = one.replace("wave:", "bow:").replace("Wave\n", "Bow\n")
    routines = (HANDBOOK / "broken/rules/routine_has_exercises.routines.yaml").read_text()
    told = problems_of(small(exercises=one + sit + bow, routines=routines.replace("[]", "[wave, sit, bow]")))
    assert "Here found standing, sitting, standing; put those of one position together." in "\n".join(told)


def test_steps_of_a_figure_that_go_down_are_told_once(small):
    broken = (HANDBOOK / "broken/rules/figures_show_steps_there_are.exercises.yaml").read_text()
    down = broken.replace("    - Wave.\n", "    - Wave.\n    - Stop.\n").replace("{from: 1, to: 2}", "{from: 2, to: 1}")
    assert problems_of(small(exercises=down)) == [
        "exercises.yaml:13:74: figures[1].steps: A range goes from the smaller number to the larger."
        " Here found 2 to 1; swap them."
    ]


def test_an_exercise_that_leads_with_one_source_of_several_is_told(small):
    one = (SMALL / "exercises.yaml").read_text().replace("repetitions: 1", "repetitions: 1, sources: [manual]")
    sources = "manual: {organisation: Guild, title: How to wave}\nletter: {organisation: A friend, title: A letter}\n"
    (told,) = problems_of(small(exercises=f"{one}  sources: [letter]\n", sources=sources))
    assert told.startswith("exercises.yaml:10:3: sources: An exercise leads with two to four sources;")
    assert told.endswith("Here it names 1; choose those that support the whole exercise best.")
    assert load_library(small(exercises=f"{one}  sources: [letter, manual]\n", sources=sources))
    assert load_library(small(exercises=one, sources=sources.splitlines()[0]))  # and one that cites but one
