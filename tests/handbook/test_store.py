"""The store: it forgets what nobody uses, and nothing that somebody does."""

import os
from pathlib import Path

import pytest

from exercise_handbook.cache import BEING_WRITTEN, DAY, UNUSED, Table, clear_unused, mark_used, put

NOW = 1_800_000_000
PDF, PNG = f"{'a' * 40}.pdf", f"{'b' * 40}.png"
COPY = f"{'c' * 32}-0.webp"
KNOWN = f"known-{'d' * 16}.pickle"


def kept(store: Path) -> set[str]:
    return {file.name for file in store.iterdir()}


def fill(store: Path, days: dict[str, float], size: int = 1) -> None:
    """Files that were used so many days ago."""
    store.mkdir(exist_ok=True)
    for name, ago in days.items():
        (store / name).write_bytes(b"x" * size)
        os.utime(store / name, (NOW - ago * DAY, NOW - ago * DAY))


def test_what_was_not_used_for_a_month_is_cleared(tmp_path):
    fill(tmp_path, {PDF: UNUSED / DAY + 1, KNOWN: UNUSED / DAY + 1, PNG: UNUSED / DAY - 1, COPY: 0})
    clear_unused(tmp_path, NOW)
    assert kept(tmp_path) == {PNG, COPY}


def test_what_is_used_again_stays(tmp_path):
    fill(tmp_path, {PDF: 100, PNG: 100})
    mark_used([tmp_path / PDF, tmp_path.parent / "elsewhere"], tmp_path, NOW)
    clear_unused(tmp_path, NOW)
    assert kept(tmp_path) == {PDF}


def test_where_there_is_too_much_what_was_used_longest_ago_goes_first(tmp_path):
    fill(tmp_path, {PDF: 2, PNG: 4, COPY: 3}, size=10)
    clear_unused(tmp_path, NOW, room=20)
    assert kept(tmp_path) == {PDF, COPY}


def test_nothing_that_a_running_build_may_need_is_cleared_however_much_it_is(tmp_path):
    fill(tmp_path, {PDF: 0.9, PNG: 0.5}, size=10)
    clear_unused(tmp_path, NOW, room=0)
    assert kept(tmp_path) == {PDF, PNG}


@pytest.mark.parametrize("name", ["letter.pdf", "2024-tax.json", "notes", ".profile"])
def test_what_is_not_ours_is_never_cleared(tmp_path, name):
    fill(tmp_path, {name: 1000})
    clear_unused(tmp_path, NOW, room=0)
    assert kept(tmp_path) == {name}


def test_what_killed_builds_were_writing_is_cleared(tmp_path):
    (tmp_path / f"{BEING_WRITTEN}abc").mkdir()
    fill(tmp_path / f"{BEING_WRITTEN}abc", {PDF: 40})
    os.utime(tmp_path / f"{BEING_WRITTEN}abc", (NOW - 40 * DAY, NOW - 40 * DAY))
    clear_unused(tmp_path, NOW)
    assert kept(tmp_path) == set()


def test_a_store_that_is_not_there_yet_is_let_be(tmp_path):
    clear_unused(tmp_path / "store", NOW)
    assert not (tmp_path / "store").exists()


def test_what_is_put_is_there_whole_or_not_at_all(tmp_path):
    def break_off() -> None:
        with put(tmp_path / "store" / PDF) as file:
            file.write_text("half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert kept(tmp_path / "store") == set()


def test_a_table_holds_what_the_last_build_asked_for(tmp_path):
    for asked in ("ab", "bc"):
        table = Table(tmp_path / KNOWN, "tools")
        assert [table.get(key, lambda key=key: key * 2) for key in asked] == [key * 2 for key in asked]
        table.remember()
    later = Table(tmp_path / KNOWN, "tools")
    assert [later.get(key, lambda: "made again") for key in "abc"] == ["made again", "bb", "cc"]
