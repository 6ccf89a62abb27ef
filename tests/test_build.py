"""The build: published whole or not at all, and never in the place of somebody else's files."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from support import HANDBOOK, ROOT, SAMPLE, SMALL, build, contents, copy_of_the_project

BROKEN = sorted((HANDBOOK / "broken").rglob("*.yaml"))


@pytest.fixture
def clinic(tmp_path) -> Path:
    """A library of its own beside the project."""
    return Path(shutil.copytree(SMALL, tmp_path / "clinic"))


@pytest.fixture(scope="module")
def last_good(tmp_path_factory):
    """A site of the small library, and its bytes."""
    site = tmp_path_factory.mktemp("last") / "site"
    assert build(ROOT, site, DATA=str(SMALL)).returncode == 0
    return site, contents(site)


@pytest.mark.parametrize("file", BROKEN[::6], ids=lambda f: f"{f.parent.name}-{f.stem}")
def test_a_mistake_leaves_the_last_good_site(last_good, clinic, file):
    """Every sixth broken file; test_load.py holds the words of them all, this only their places."""
    site, before = last_good
    shutil.copy(file, clinic / f"{file.suffixes[0][1:]}.yaml")
    result = build(ROOT, site, DATA=str(clinic))
    place = file.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ").partition(" ")[0]
    assert place.endswith(":")
    assert result.returncode not in (0, None)
    assert f"{clinic}/{place} " in result.stderr
    assert "Traceback" not in result.stderr
    assert contents(site) == before


def test_a_mistake_leaves_the_last_good_site_when_mkdocs_is_called_directly(tmp_path):
    project = copy_of_the_project(tmp_path)
    command = [sys.executable, "-m", "mkdocs", "build"]
    assert subprocess.run(command, cwd=project, capture_output=True, check=False).returncode == 0
    before = contents(project / "site")
    data = project / "data/exercises.yaml"
    data.write_text(data.read_text().replace("  steps:", "  stpes:", 1))
    result = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "stpes: no such field; did you mean steps?" in result.stderr
    assert contents(project / "site") == before


def test_a_build_that_fails_late_leaves_the_last_good_site(tmp_path):
    project = copy_of_the_project(tmp_path)
    assert build(project, project / "site").returncode == 0
    before = contents(project / "site")
    with (project / "docs/evidence.md").open("a") as page:
        page.write("\n[A page that is not there](nowhere.md)\n")
    result = build(project, project / "site")
    assert result.returncode != 0
    assert "nowhere.md" in result.stderr
    assert contents(project / "site") == before


KILL = f"__import__('os').kill(__import__('os').getpid(), {int(signal.SIGKILL)})"
MOMENTS = {
    "before MkDocs starts": ("hooks/build.py", "        status = build(new)"),
    "before MkDocs writes": ("hooks/publish.py", "    for file in list(files):\n"),
    "while MkDocs writes": ("hooks/publish.py", "    title, about = "),
    "before the swap": ("hooks/build.py", "            swap(new, site)\n"),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_build_that_is_killed_leaves_the_last_good_site(tmp_path, moment):
    """The build kills itself at a moment of our choosing, as a power cut would."""
    project = copy_of_the_project(tmp_path)
    site = project / "site"
    assert build(project, site).returncode == 0
    before = contents(site)
    name, place = MOMENTS[moment]
    script = project / name
    assert place in script.read_text()
    indent = place[: len(place) - len(place.lstrip())]
    script.write_text(script.read_text().replace(place, f"{indent}{KILL}\n{place}"))
    assert build(project, site).returncode != 0
    assert contents(site) == before


def test_an_engine_that_ignores_hooks_publishes_nothing(tmp_path):
    (tmp_path / "hollow.py").write_text("import pathlib, sys; pathlib.Path(sys.argv[-1]).mkdir()")
    result = build(ROOT, tmp_path / "site", ENGINE="hollow", PYTHONPATH=str(tmp_path))
    assert result.returncode == 1
    assert "the engine made no exercise page" in result.stderr
    assert not (tmp_path / "site").exists()


def test_what_a_killed_build_left_is_cleared_away(tmp_path):
    (tmp_path / ".site-being-built-abc/new").mkdir(parents=True)
    assert build(ROOT, tmp_path / "site", DATA=str(SMALL)).returncode == 0
    assert [file.name for file in tmp_path.iterdir()] == ["site"]


def test_the_two_sites_change_places_in_one_step(tmp_path):
    sys.path.insert(0, str(ROOT / "hooks"))
    try:
        from build import exchange
    finally:
        sys.path.pop(0)
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    if sys.platform == "linux":
        assert exchange(tmp_path / "one", tmp_path / "other")
        assert (tmp_path / "one/other").exists()
        assert (tmp_path / "other/one").exists()


def test_what_a_build_made_can_be_built_again(tmp_path):
    assert build(ROOT, tmp_path / "site", DATA=str(SMALL)).returncode == 0
    assert build(ROOT, tmp_path / "site", DATA=str(SMALL)).returncode == 0
    assert sorted(file.name for file in tmp_path.iterdir()) == ["site"]


@pytest.mark.parametrize("kind", ["files of one's own", "a file", "a link"])
def test_what_the_build_did_not_make_is_never_replaced(tmp_path, kind):
    site = tmp_path / "site"
    if kind == "a file":
        site.write_text("mine")
    elif kind == "a link":
        (tmp_path / "elsewhere").mkdir()
        site.symlink_to(tmp_path / "elsewhere")
    else:
        site.mkdir()
        (site / "letter.txt").write_text("mine")
    before = contents(tmp_path)
    result = build(ROOT, site, DATA=str(SMALL))
    assert result.returncode == 2
    assert f"SITE={site}: " in result.stderr
    assert contents(tmp_path) == before


def test_the_home_folder_is_never_replaced(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "letter.txt").write_text("mine")
    result = build(ROOT, Path("~"), DATA=str(SMALL))
    assert result.returncode == 2
    assert "there are files here that this command did not make" in result.stderr


def test_a_clinic_builds_its_own_library(tmp_path, clinic):
    result = build(ROOT, tmp_path / "out", DATA=str(clinic))
    assert result.returncode == 0, result.stderr
    assert "Small" in (tmp_path / "out/index.html").read_text()
    assert not (tmp_path / "out/evidence").exists()
    assert not (tmp_path / "out/exercises/hip-lift").exists()


def test_a_hand_written_page_at_the_address_of_data_is_refused(tmp_path):
    project = copy_of_the_project(tmp_path)
    (project / "docs/safety.md").write_text("# Mine\n")
    library = project / "data/library.yaml"
    library.write_text(library.read_text().replace("[evidence]", "[evidence, safety]"))
    result = build(project, project / "site")
    assert "/safety/ is made from the data; choose another name" in result.stderr
    assert not (project / "site").exists()


def test_a_hand_written_twin_of_a_file_is_refused(tmp_path):
    project = copy_of_the_project(tmp_path)
    (project / "docs/search-rows.js").write_text("[]")
    result = build(project, project / "site")
    assert "written by hand in docs/ but made from data: search-rows.js" in result.stderr


def test_a_hand_written_page_that_no_library_names_is_left_out(tmp_path):
    project = copy_of_the_project(tmp_path)
    (project / "docs/draft.md").write_text("# Draft\n")
    assert build(project, project / "site").returncode == 0
    assert not (project / "site/draft").exists()


def test_what_people_write_may_use_admonitions_tables_and_tabs(tmp_path):
    project = copy_of_the_project(tmp_path)
    shutil.rmtree(project / "data")
    shutil.copytree(SAMPLE, project / "data")
    shutil.copy(HANDBOOK / "sample_docs/history.md", project / "docs")
    result = build(project, project / "site")
    assert result.returncode == 0, result.stderr
    page = (project / "site/history/index.html").read_text()
    assert 'class="admonition note"' in page
    assert "How to greet</a>, 1999" in page
    assert "<table>" in page


def test_a_text_too_long_for_paper_leaves_the_last_good_site_and_is_told_by_place(last_good, clinic):
    site, before = last_good
    data = clinic / "exercises.yaml"
    data.write_text(data.read_text().replace("    - Wave.\n", "    - Wave your arm slowly.\n" * 60))
    result = build(ROOT, site, DATA=str(clinic))
    assert result.returncode != 0
    assert f"{data}:7:3: steps: wave-a4.pdf cannot be made: one page of A4 is" in result.stderr
    assert "Traceback" not in result.stderr
    assert contents(site) == before


def test_a_site_may_be_built_without_handouts(tmp_path, clinic):
    assert build(ROOT, tmp_path / "site", DATA=str(clinic), HANDOUTS="no").returncode == 0
    assert not [*(tmp_path / "site").rglob("*.pdf")]


def test_handouts_made_afresh_are_those_that_were_kept(tmp_path):
    for name, store in (("one", "first"), ("other", "second")):
        result = build(ROOT, tmp_path / name, DATA=str(SMALL), STORE=str(tmp_path / store))
        assert result.returncode == 0, result.stderr
    assert contents(tmp_path / "one") == contents(tmp_path / "other")
