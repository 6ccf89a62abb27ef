"""The zip for a USB stick: unpacked and opened as files, plans are made, opened and followed there."""

import json
import zipfile

import pytest
from playwright.sync_api import expect

from exercise_handbook import cli
from exercise_handbook.commands.portable import write_zip
from support import ROOT, stop_the_clock

PLAN = json.loads((ROOT / "tests/plan/v1.json").read_text())["plans"][1]["link"]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def unpacked(site, tmp_path_factory):
    folder = tmp_path_factory.mktemp("stick")
    write_zip(site, folder / "exercises.zip")
    with zipfile.ZipFile(folder / "exercises.zip") as made:
        made.extractall(folder)
    return folder / "exercises"


def test_a_folder_without_a_site_is_not_packed(tmp_path, capsys):
    assert cli.main(["zip", "--site", str(tmp_path), "--target", str(tmp_path / "out.zip")]) == 1
    assert (
        capsys.readouterr().err
        == f"ERROR   -  {tmp_path}: there is no site; build it first, or name its folder: --site\n"
    )
    assert not (tmp_path / "out.zip").exists()


def test_the_same_site_gives_the_same_zip(site, tmp_path):
    for name in ("one", "two"):
        write_zip(site, tmp_path / name / "exercises.zip")
    assert (tmp_path / "one/exercises.zip").read_bytes() == (tmp_path / "two/exercises.zip").read_bytes()


def test_a_plan_is_opened_and_followed_from_files(unpacked, page):
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    stop_the_clock(page)
    page.goto(f"file://{unpacked}/plan/index.html#{PLAN}")
    page.get_by_role("heading", name="Pelvic tilt").wait_for()
    page.get_by_role("button", name="Start", exact=True).click()
    page.locator("[data-go]").click()
    expect(page.locator("[data-phase]")).to_have_text("Move")
    assert complaints == []


def test_a_plan_is_made_from_files_and_an_exercise_starts_from_its_page(unpacked, page):
    page.goto(f"file://{unpacked}/exercises/hip-lift/index.html")
    page.get_by_role("link", name="Start with a timer").click()
    page.locator("[data-follow][open]").wait_for()
    page.goto(f"file://{unpacked}/plan/index.html")
    page.get_by_role("button", name="Add Hip lift").click()
    page.get_by_role("button", name="See it as your patient does").click()
    page.locator("[data-view=sheet]").get_by_role("heading", name="Hip lift").wait_for()
