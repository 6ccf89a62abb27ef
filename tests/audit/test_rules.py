"""Each rule has been seen to fail: a small page passes them all, and each broken one is told by its rule."""

import random
import shutil
from pathlib import Path

import pytest
import yaml

from audit.depth import Depth
from audit.reader import reading
from audit.rules import PAGE_RULES, SITE_RULES, name
from audit.site import Site

HERE = Path(__file__).parent
PASSING = HERE / "passing"
BROKEN = yaml.safe_load((HERE / "broken.yaml").read_text())
CASES = [(rule, case) for rule, cases in BROKEN.items() for case in cases]
RULES = {name(rule): rule for rule in (*PAGE_RULES, *SITE_RULES)}


def told_by(rule, folder, browser, depth=Depth.LOOK):
    """What a rule tells of the first page of a site: state, place and advice."""
    if rule in SITE_RULES:
        yield from told_in(rule(Site(folder)))
    else:
        with reading(folder, browser) as reader:
            yield from told_in(rule(reader, "/", depth))


def told_in(looks):
    """What looks tell, as they come."""
    for look in looks:
        yield from (f"{look.page} {look.state}: {one.where}: {one.advice}" for one in look.failures)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_a_good_page_passes(browser, rule):
    assert list(told_by(rule, PASSING, browser)) == []


@pytest.mark.parametrize(("rule", "case"), CASES, ids=[f"{rule}: {case['told']}" for rule, case in CASES])
def test_a_broken_page_is_told(browser, tmp_path, rule, case):
    folder = broken(case, tmp_path / "site")
    others = []
    for told in told_by(RULES[rule], folder, browser, Depth[case.get("depth", "LOOK")]):
        if case["told"] in told:
            return
        others.append(told)
    pytest.fail(f"told only {others}")


def test_each_rule_has_a_broken_page():
    assert list(BROKEN) == list(RULES)


def broken(case, folder):
    """The passing site with one thing broken."""
    shutil.copytree(PASSING, folder)
    for file, size in case.get("noise", {}).items():
        letters = random.Random(1)
        (folder / file).write_text("//" + "".join(chr(letters.randrange(48, 122)) for _ in range(size * 4 // 3)))
    for file, changes in case.items():
        if file not in ("told", "noise", "depth"):
            text = (folder / file).read_text()
            for old, new in changes.items():
                assert old in text, old
                text = text.replace(old, new, 1)
            (folder / file).write_text(text)
    return folder
