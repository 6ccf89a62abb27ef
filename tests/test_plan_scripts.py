"""The scripts of plans that need no page, in Node: the codec by properties and vectors, doses by what pages say."""

import os
import subprocess

import pytest

from exercise_handbook.intake.load import load_library
from exercise_handbook.pages.outputs import render
from support import HANDBOOK, ROOT, texts

TESTS = ROOT / "tests/plan"


def node(file, **environment):
    """What Node's own tests of a file say. The line that installs it where it is missing."""
    if not (ROOT / "tools/audit/node_modules/fast-check").is_dir():
        pytest.fail("the properties are not there yet: make tools/audit/node_modules", pytrace=False)
    command = ["node", "--test", "--test-reporter=spec", str(TESTS / file)]
    return subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_links_of_plans_are_read_as_they_were_written():
    ran = node("codec.test.mjs")
    assert ran.returncode == 0, ran.stdout


def test_a_plan_says_and_takes_what_the_pages_say(site):
    ran = node("dose.test.mjs", HANDBOOK_SITE=str(site))
    assert ran.returncode == 0, ran.stdout


@pytest.mark.parametrize("language", sorted(folder.name for folder in (HANDBOOK / "languages").iterdir()))
def test_a_plan_says_doses_in_each_language_as_its_pages_do(language, tmp_path):
    made = texts(render(load_library(HANDBOOK / "languages" / language)))
    for uri in ("plan/index.html", "plan/exercises.json", "api/v1/library.json"):
        (tmp_path / uri).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / uri).write_text(made[uri], encoding="utf-8")
    ran = node("languages.test.mjs", HANDBOOK_SITE=str(tmp_path))
    assert ran.returncode == 0, ran.stdout
