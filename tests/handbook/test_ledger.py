"""The ledger: what is new is promised, what is written stays."""

import shutil

from handbook.ledger import promise, unpromised
from handbook.load import load_library
from support import SAMPLE, SAMPLE_DOCS


def test_new_addresses_are_promised_and_old_lines_stay(tmp_path):
    folder = tmp_path / "sample"
    shutil.copytree(SAMPLE, folder)
    before = (folder / "addresses.yaml").read_text()
    promise(unpromised(load_library(folder, SAMPLE_DOCS)), folder / "addresses.yaml")
    after = load_library(folder, SAMPLE_DOCS)
    assert (folder / "addresses.yaml").read_text().startswith(before)
    assert unpromised(after) == []
    assert after.addresses["/purposes/#loosen-arms"] == "here"


def test_a_library_without_a_ledger_gets_one(tmp_path):
    promise(["/"], tmp_path / "addresses.yaml")
    assert (tmp_path / "addresses.yaml").read_text().splitlines()[-1] == "/: here"
