"""The ledger: what is new is promised, what is written stays."""

import errno
import shutil
from pathlib import Path

import pytest

from exercise_handbook.commands.ledger import promise, unpromised
from exercise_handbook.intake.load import load_library
from support import SAMPLE, SAMPLE_DOCS, problems_of


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


def test_a_lost_address_waits_until_all_else_is_right(small):
    folder = small(addresses="/exercises/wave/: here\n/purposes/#warm-up-arms: here\n")
    right = (folder / "exercises.yaml").read_text()
    (folder / "exercises.yaml").write_text(right.replace("[arms]", "[arm]"))
    assert [line.split(":")[0] for line in problems_of(folder)] == ["exercises.yaml"]
    (folder / "exercises.yaml").write_text(f"{right}\n{right}".replace("wave:", "wink:"))
    assert [line.split(":")[0] for line in problems_of(folder)] == ["exercises.yaml"]
    (folder / "exercises.yaml").write_text(right.replace("wave:", "wink:"))
    assert [line.split(":")[0] for line in problems_of(folder)] == ["addresses.yaml"]


def test_a_ledger_keeps_its_line_ends_and_the_link_that_it_is(tmp_path):
    (tmp_path / "elsewhere.yaml").write_bytes(b"/: here\r\n/about/: here")
    (tmp_path / "addresses.yaml").symlink_to("elsewhere.yaml")
    promise(["/floor/"], tmp_path / "addresses.yaml")
    assert (tmp_path / "addresses.yaml").is_symlink()
    assert (tmp_path / "elsewhere.yaml").read_bytes() == b"/: here\r\n/about/: here\r\n/floor/: here\r\n"


def test_a_ledger_that_cannot_be_written_whole_stays_as_it_was(tmp_path, monkeypatch):
    (tmp_path / "addresses.yaml").write_text("/: here\n")

    def full(file, content):
        file.write_text(content[:3].decode())
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        promise(["/floor/"], tmp_path / "addresses.yaml")
    assert [file.name for file in tmp_path.iterdir()] == ["addresses.yaml"]
    assert (tmp_path / "addresses.yaml").read_text() == "/: here\n"
