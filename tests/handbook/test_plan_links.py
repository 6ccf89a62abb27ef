"""Links of plans: Python writes what the scripts read. tests/plan/v1.json holds links of version 1 for good."""

import json

import pytest

from exercise_handbook.library.codes import code_of
from exercise_handbook.library.plan_links import Item, link_of_exercise, link_of_routine, write
from support import ROOT

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
