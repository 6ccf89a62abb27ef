"""The scripts of plans that need no page, in Node: the codec by properties and vectors, doses by what pages say."""

import os
import subprocess

import pytest

from support import ROOT

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
