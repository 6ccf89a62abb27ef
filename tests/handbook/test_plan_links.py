"""Links of plans: Python writes what the scripts read. tests/plan/v1.json holds links of version 1 for good."""

import json

import pytest

from exercise_handbook.intake.load import load_library
from exercise_handbook.library.codes import clashes, code_of, slugs_by_code
from exercise_handbook.library.plan_links import Item, link_of_exercise, link_of_routine, write
from exercise_handbook.pages.outputs.plans import choices
from support import ROOT, SMALL, problems_of

VECTORS = json.loads((ROOT / "tests/plan/v1.json").read_text())


@pytest.mark.parametrize("slug", VECTORS["codes"])
def test_a_code_stays_what_it_is(slug):
    assert code_of(slug) == VECTORS["codes"][slug]


@pytest.mark.parametrize("vector", VECTORS["plans"], ids=lambda vector: vector["why"])
def test_a_plan_is_written_as_the_scripts_write_it(vector):
    plan = vector["plan"]
    items = [
        Item(**item | ({"times_a_day": tuple(item["times_a_day"].values())} if "times_a_day" in item else {}))
        for item in plan["items"]
    ]
    assert write(items, plan.get("title", ""), plan.get("note", "")) == vector["link"]


def test_an_exercise_and_a_routine_have_a_link_that_starts_them(library):
    assert link_of_exercise(library.exercises["pelvic-tilt"]).startswith("/plan/#1.1D74BF1553")
    routine = link_of_routine(library.routines["ten-minutes"], library)
    assert routine.startswith("/plan/#1.4D74B7155EN8G7135")
    assert len(routine) < 100


TWINS = ("bow-lunge-lift", "nod-cow-sit")
"""Two slugs that make the same code."""

CODE, FREE = code_of(TWINS[0]), clashes({slug: code_of(slug) for slug in TWINS})[TWINS[1]].free
PROMISED = "/exercises/: here\n/exercises/{}/: here\n"


def twins(written: str = "", slugs: tuple[str, ...] = TWINS) -> str:
    """An exercises.yaml with such exercises, under the last of which something more is written."""
    one = (SMALL / "exercises.yaml").read_text()
    return "".join(one.replace("wave:", f"{slug}:").replace("Wave\n", f"{slug}\n") for slug in slugs) + written


def test_two_slugs_of_one_code_are_good_once_the_proposed_code_is_written(small):
    assert code_of(TWINS[0]) == code_of(TWINS[1])
    assert FREE not in {CODE, *map(code_of, TWINS)}
    (told,) = problems_of(small(exercises=twins()))
    assert told.endswith(f"Here {TWINS[0]} has that of {TWINS[1]}; write code: {FREE} under {TWINS[1]}.")
    library = load_library(small(exercises=twins(f"  code: {FREE}\n")))
    older, newer = (library.exercises[slug] for slug in TWINS)
    assert link_of_exercise(older).startswith(f"/plan/#1.1{CODE}")
    assert link_of_exercise(newer).startswith(f"/plan/#1.1{FREE}")
    assert [one["code"] for one in choices(library)["exercises"]] == [CODE, FREE]


def test_the_newer_one_is_that_which_the_ledger_has_not_promised(small):
    (told,) = problems_of(small(exercises=twins(), addresses=PROMISED.format(TWINS[1])))
    assert f"under {TWINS[0]}." in told


def test_a_new_exercise_leaves_alone_the_code_of_one_that_is_gone(small):
    gone = f"/exercises/: here\n/exercises/{TWINS[0]}/: /exercises/\n"
    (told,) = problems_of(small(exercises=twins(slugs=TWINS[1:]), addresses=gone))
    assert told.endswith(f"write code: {FREE} under {TWINS[1]}.")
    plan = choices(load_library(small(exercises=twins(f"  code: {FREE}\n", TWINS[1:]), addresses=gone)))
    assert plan["gone"] == {CODE: TWINS[0].replace("-", " ")}


def test_an_exercise_keeps_its_code_when_one_is_gone_that_was_given_another(small):
    ledger = PROMISED.format(TWINS[0]) + f"/exercises/{TWINS[1]}/: /exercises/\n"
    library = load_library(small(exercises=twins(slugs=TWINS[:1]), addresses=ledger))
    assert slugs_by_code(library) == {CODE: TWINS[0]}
    assert choices(library)["gone"] == {}


@pytest.mark.parametrize("wrong", ["7H2", "7h2k", "7HIK", "7H2KK"])
def test_a_code_is_four_signs_that_nobody_takes_for_others(small, wrong):
    (told,) = problems_of(small(exercises=twins(f"  code: {wrong}\n")))
    assert "write the four signs that `handbook check` asks for" in told


def test_no_proposal_needs_quotes_or_is_made_twice():
    codes = {f"slug-{number}": code_of("slug-1") for number in range(3000)}
    free = [clash.free for clash in clashes(codes).values()]
    assert len({*free}) == len(free) == 2999
    assert not any(map(str.isdigit, free))
