"""The examples on the page of open data, run against the real site as they stand there."""

import subprocess
import sys

import pytest
from lxml import html

from support import ROOT

RUN_BY = {"sh": ["sh", "-c"], "py": [sys.executable, "-c"], "mjs": ["node", "--input-type=module", "--eval"]}


@pytest.fixture(scope="module")
def examples(site, address, library):
    """Each example of the page by its language, asking the site on this machine."""
    page = html.parse(str(site / "api/index.html"))
    shown = page.getroot().cssselect("[data-example]")
    return {one.get("data-example"): one.text.replace(library.publication.address, f"{address}/") for one in shown}


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("sh", '"slug":"pelvic-tilt"'),
        ("py", "Pelvic tilt: Hold 5 seconds. 5 times. 1 to 3 times a day."),
        ("mjs", "Gently tighten your tummy."),
    ],
)
def test_an_example_does_what_it_says(examples, language, says):
    ran = subprocess.run([*RUN_BY[language], examples[language]], capture_output=True, text=True, check=False, cwd=ROOT)
    assert ran.returncode == 0, ran.stderr
    assert says in ran.stdout
