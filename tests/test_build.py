"""The build: published whole or not at all, and never in the place of somebody else's files."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from exercise_handbook import replacing
from exercise_handbook.locking import alone
from exercise_handbook.replacing import exchange
from support import HANDBOOK, ROOT, SAMPLE, SMALL, STORE, build, contents, copy_of_the_project

BROKEN = sorted((HANDBOOK / "broken").rglob("*.yaml"))


@pytest.fixture
def clinic(tmp_path) -> Path:
    """A library of its own beside the project."""
    return Path(shutil.copytree(SMALL, tmp_path / "clinic"))


def sample(home: Path) -> Path:
    """The sample library, its hand-written page left out, as it belongs to no docs/ of ours."""
    folder = Path(shutil.copytree(SAMPLE, home / "sample"))
    library = folder / "library.yaml"
    library.write_text(library.read_text().replace("pages: [history]", ""))
    return folder


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
    command, store = [sys.executable, "-m", "mkdocs", "build"], os.environ | {"STORE": str(STORE)}
    assert subprocess.run(command, cwd=project, env=store, capture_output=True, check=False).returncode == 0
    before = contents(project / "site")
    data = project / "data/exercises.yaml"
    data.write_text(data.read_text().replace("  steps:", "  stpes:", 1))
    result = subprocess.run(command, cwd=project, env=store, capture_output=True, text=True, check=False)
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


@pytest.fixture
def engine(tmp_path) -> Callable[[str], dict[str, str]]:
    """A function that gives the environment of a build by MkDocs, some lines of Python run before it starts."""

    def make(lines: str) -> dict[str, str]:
        start = "runpy.run_module('mkdocs', run_name='__main__', alter_sys=True)"
        told = f"import os, runpy, signal\nBOTH = os.getppid(), os.getpid()\n{lines}\n{start}\n"
        (tmp_path / "engines").mkdir(exist_ok=True)
        (tmp_path / "engines/prepared.py").write_text(told)
        return {"ENGINE": "prepared", "PYTHONPATH": str(tmp_path / "engines")}

    return make


DIE = "[os.kill(one, signal.SIGKILL) for one in BOTH]"
DIE_AT_A_PAGE = f"""
import builtins
usual = builtins.open
def opened(file, mode="r", *more, **named):
    if mode == "wb" and str(file).endswith(".html"):
        {DIE}
    return usual(file, mode, *more, **named)
builtins.open = opened
"""
MOMENTS = {
    "before MkDocs starts": DIE,
    "before MkDocs writes": f"import mkdocs.utils; mkdocs.utils.clean_directory = lambda *_: {DIE}",
    "while pages are written": DIE_AT_A_PAGE,
    "while every core writes pages": "from exercise_handbook import forking\n"
    f"forking.ENOUGH = 1\nos.cpu_count = lambda: 3\n{DIE_AT_A_PAGE}",
    "when MkDocs has written": f"import atexit; atexit.register(lambda: {DIE})",
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_build_that_is_killed_leaves_the_last_good_site(tmp_path, engine, moment):
    """The build kills itself at a moment of our choosing, as a power cut would; the next one clears up after it."""
    site = tmp_path / "home/site"
    library = {"DATA": str(sample(tmp_path)), "HANDOUTS": "no"}
    assert build(ROOT, site, **library).returncode == 0
    before = contents(site)
    assert build(ROOT, site, **library, **engine(MOMENTS[moment])).returncode == -signal.SIGKILL
    assert contents(site) == before
    assert len([*site.parent.iterdir()]) > 1
    assert build(ROOT, site, **library).returncode == 0
    assert [file.name for file in site.parent.iterdir()] == ["site"]


def test_a_build_that_is_killed_between_two_renames_has_its_last_good_site_put_back(tmp_path, last_good):
    """Systems that cannot let two folders change places in one step rename both; here the first was done."""
    shutil.copytree(last_good[0], tmp_path / ".site-being-built-abc/old")
    spoilt = build(ROOT, tmp_path / "site", DATA=str(tmp_path / "nowhere"))
    assert spoilt.returncode != 0
    assert contents(tmp_path / "site") == last_good[1]


NO_WORK = {"PIL", "asyncio", "babel.messages", "numpy", "pikepdf", "pypdfium2", "tinycss2", "typst", "zxingcpp"}
"""What takes long to start, and has nothing to do in a build that finds all it needs."""


def test_a_build_that_finds_everything_starts_no_tool_that_has_nothing_to_do(tmp_path):
    told = {"DATA": str(SMALL), "HANDOUTS": "no", "STORE": str(tmp_path / "store")}
    assert build(ROOT, tmp_path / "site", **told).returncode == 0
    result = build(ROOT, tmp_path / "site", **told, PYTHONPROFILEIMPORTTIME="1")
    started = set(re.findall(r"^import time: .*\| *([\w.]+)$", result.stderr, re.MULTILINE))
    assert "exercise_handbook.plugin" in started
    assert started & NO_WORK == set()


SAID = {
    "DATA=12": "12: there is no such folder",
    "DATA=no": "no: there is no such folder",
    "DATA=null": "null: there is no such folder",
    "DATA=2026-01-01": "2026-01-01: there is no such folder",
    "ADDRESS=no": "ADDRESS=no: write an address that starts with https://",
    "HANDOUTS=maybe": "HANDOUTS: found “maybe”; write yes or no",
    "HANDOUTS=0": "HANDOUTS: found “0”; write yes or no",
    "SITE=~nobody-of-that-name/site": "SITE=~nobody-of-that-name/site: nobody here has that name",
    "ENGINE=nonsense": "ENGINE=nonsense: Python knows no program of this name; leave it out, and MkDocs builds",
    "ENGINE=json": "ENGINE=json: Python knows no program of this name",
    "ENGINE=json.nonsense.more": "ENGINE=json.nonsense.more: Python knows no program of this name",
    "ENGINE=sys": "ENGINE=sys: Python knows no program of this name",
    "ENGINE=../mkdocs": "ENGINE=../mkdocs: Python knows no program of this name",
}


@pytest.mark.parametrize("said", SAID)
def test_what_is_said_beside_the_command_is_taken_at_its_word_or_refused_in_words(last_good, said):
    """MkDocs would take 12 for a number, no for nothing, and maybe for yes."""
    site, before = last_good
    name, _, value = said.partition("=")
    told = {"SITE": str(site), "DATA": str(SMALL), "HANDOUTS": "no"} | {name: value}
    result = build(ROOT, told.pop("SITE"), **told)
    assert result.returncode == 1
    assert SAID[said] in result.stderr
    assert "Traceback" not in result.stderr
    assert contents(site) == before


def test_a_second_build_of_a_site_says_that_another_is_at_work(tmp_path, last_good):
    site = Path(shutil.copytree(last_good[0], tmp_path / "site"))
    (tmp_path / ".site-being-built-running/new").mkdir(parents=True)
    with alone(tmp_path / ".site-being-built.lock", "never said"):
        result = build(ROOT, site, DATA=str(SMALL))
    assert result.returncode == 1
    assert f"SITE={site}: another build is writing this site now" in result.stderr
    assert contents(site) == last_good[1]
    assert (tmp_path / ".site-being-built-running/new").is_dir()


def test_a_build_that_is_told_to_end_leaves_nothing_behind(tmp_path, engine):
    stop = "signal.alarm(60); os.kill(os.getppid(), signal.SIGTERM); signal.pause()"
    assert build(ROOT, tmp_path / "home/site", DATA=str(SMALL), **engine(stop)).returncode == 143
    assert [*(tmp_path / "home").iterdir()] == []


def test_a_lock_is_let_go_of_when_its_build_is_killed(tmp_path):
    script = f"import sys; sys.path[:0] = [{str(ROOT / 'hooks')!r}]\nfrom exercise_handbook.locking import alone\n"
    script += f"with alone({str(tmp_path / '.site-being-built.lock')!r}, ''): print('held', flush=True); input()"
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "held\n"
        assert build(ROOT, tmp_path / "site", DATA=str(SMALL)).returncode == 1
        holder.kill()
    assert build(ROOT, tmp_path / "site", DATA=str(SMALL)).returncode == 0


def test_of_two_builds_of_two_libraries_at_once_one_site_is_published_whole(tmp_path, last_good, clinic):
    """Whichever comes first: each publishes or says that the other is at work, and the site is one of the two."""
    library = clinic / "library.yaml"
    library.write_text(library.read_text().replace("name: Small", "name: Clinic"))
    other = build(ROOT, tmp_path / "other", DATA=str(clinic))
    assert other.returncode == 0, other.stderr
    with ThreadPoolExecutor() as pool:
        both = [pool.submit(build, ROOT, tmp_path / "site", DATA=str(data)) for data in (SMALL, clinic)]
    for result in (one.result() for one in both):
        assert result.returncode == 0 or "another build is writing this site now" in result.stderr
    assert 0 in [one.result().returncode for one in both]
    assert contents(tmp_path / "site") in (last_good[1], contents(tmp_path / "other"))


def test_a_file_that_was_not_written_as_it_was_made_publishes_nothing(tmp_path, engine):
    spoil = """
from mkdocs.structure import files
write = files.Files.copy_static_files
def spoil(self, *args, **named):
    write(self, *args, **named)
    for file in self:
        if file.dest_uri == "robots.txt": open(file.abs_dest_path, "w").write("?")
        if file.dest_uri == "sitemap.xml": os.unlink(file.abs_dest_path)
files.Files.copy_static_files = spoil
"""
    result = build(ROOT, tmp_path / "site", DATA=str(SMALL), HANDOUTS="no", **engine(spoil))
    assert result.returncode == 1
    assert "not written as it was made: sitemap.xml, robots.txt" in result.stderr
    assert not (tmp_path / "site").exists()


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


KEPT = {
    ".git/refs/.keep": "g",
    "CNAME": "back.example",
    ".well-known/security.txt": "s",
    "exercises/mine/index.html": "m",
}


@pytest.fixture
def lived_in(tmp_path, last_good) -> Path:
    """A site in which people put files of their own, and a git that would miss an empty folder."""
    site = Path(shutil.copytree(last_good[0], tmp_path / "site"))
    for name, words in KEPT.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(words)
    (site / ".git/empty").mkdir()
    return site


def test_what_people_put_into_a_site_is_kept_and_told(lived_in, last_good):
    (lived_in / "robots.txt").unlink()
    result = build(ROOT, lived_in, DATA=str(SMALL))
    assert result.returncode == 0, result.stderr
    assert contents(lived_in) == last_good[1] | {name: words.encode() for name, words in KEPT.items()}
    assert (lived_in / ".git/empty").is_dir()
    assert f"Kept in {lived_in}, as no build made it: .git, .well-known, CNAME, exercises/mine" in result.stderr


def test_a_site_that_lists_nothing_yet_keeps_what_often_lies_there(lived_in, last_good):
    """Builds made such marks before they listed what they had made."""
    (lived_in / replacing.MARK).write_text("This folder is replaced whole at every build.\n")
    assert build(ROOT, lived_in, DATA=str(SMALL)).returncode == 0
    kept = {name: words.encode() for name, words in KEPT.items() if "mine" not in name}
    assert contents(lived_in) == last_good[1] | kept


def test_what_a_library_makes_no_longer_goes(tmp_path, clinic, last_good):
    assert build(ROOT, tmp_path / "site", DATA=str(sample(tmp_path))).returncode == 0
    assert build(ROOT, tmp_path / "site", DATA=str(clinic)).returncode == 0
    assert contents(tmp_path / "site") == last_good[1]


def test_a_file_of_people_is_not_replaced_by_one_that_a_library_makes(lived_in, tmp_path):
    (lived_in / "exercises/nod").mkdir()
    (lived_in / "exercises/nod/index.html").write_text("mine")
    before = contents(lived_in)
    result = build(ROOT, lived_in, DATA=str(sample(tmp_path)))
    assert result.returncode == 1
    assert (
        f"{lived_in}/exercises/nod: the library makes a file here, and this one was not made by a build"
        in result.stderr
    )
    assert contents(lived_in) == before


@pytest.mark.parametrize("why", ["it is a mount", "it cannot be renamed, as is found out at the end"])
def test_a_folder_that_cannot_be_renamed_has_its_contents_replaced(lived_in, tmp_path, monkeypatch, why):
    """Patched, as only an administrator may mount."""
    if why == "it is a mount":
        monkeypatch.setattr(replacing, "is_mount", lambda _: True)
    else:
        monkeypatch.setattr(replacing, "_swapped", lambda *_: False)
    new = tmp_path / "made/new"
    (new / "figures").mkdir(parents=True)
    (new / "index.html").write_text("new")
    inode = lived_in.stat().st_ino
    assert replacing.put_in_place(new, lived_in) == [".git", ".well-known", "CNAME", "exercises/mine"]
    assert lived_in.stat().st_ino == inode
    made = {name: words.encode() for name, words in KEPT.items()} | {"index.html": b"new"}
    assert {name: words for name, words in contents(lived_in).items() if name != replacing.MARK} == made


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_where_no_two_folders_change_places_in_one_step_both_are_renamed(lived_in, tmp_path, monkeypatch, system):
    monkeypatch.setattr(sys, "platform", system)
    new, inode = tmp_path / "made/new", lived_in.stat().st_ino
    new.mkdir(parents=True)
    (new / "index.html").write_text("new")
    assert replacing.put_in_place(new, lived_in) == [".git", ".well-known", "CNAME", "exercises/mine"]
    assert (tmp_path / "made/old").stat().st_ino == inode
    made = {name: words.encode() for name, words in KEPT.items()} | {"index.html": b"new"}
    assert {name: words for name, words in contents(lived_in).items() if name != replacing.MARK} == made


def test_no_file_is_read_in_the_encoding_that_a_system_happens_to_have(tmp_path):
    telling = {"PYTHONWARNDEFAULTENCODING": "1", "PYTHONWARNINGS": "always::EncodingWarning"}
    store = {"DATA": str(sample(tmp_path)), "STORE": str(tmp_path / "store")}
    result = build(ROOT, tmp_path / "site", **store, **telling)
    assert result.returncode == 0, result.stderr
    assert not [line for line in result.stderr.splitlines() if "EncodingWarning" in line and "/hooks/" in line]


def test_a_mount_is_built_in_and_a_folder_beside_itself(tmp_path):
    assert replacing.workshop(tmp_path / "site") == tmp_path
    assert replacing.workshop(Path("/proc")) == Path("/proc")


@pytest.mark.parametrize("name", [".git", "CNAME", ".well-known", "lost+found"])
def test_what_often_lies_in_a_fresh_folder_hinders_no_first_build(tmp_path, name):
    (tmp_path / "site" / name).mkdir(parents=True)
    assert build(ROOT, tmp_path / "site", DATA=str(SMALL), HANDOUTS="no").returncode == 0
    assert (tmp_path / "site" / name).is_dir()


def test_a_site_made_under_a_strict_umask_can_be_read_by_a_web_server(tmp_path):
    before = os.umask(0o077)
    try:
        assert build(ROOT, tmp_path / "site", DATA=str(SMALL)).returncode == 0
    finally:
        os.umask(before)
    assert all(one.stat().st_mode & 0o044 == 0o044 for one in [tmp_path / "site", *(tmp_path / "site").rglob("*")])


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
    library.write_text(re.sub(r"(?m)^pages: \[", "pages: [safety, ", library.read_text()))
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


def test_a_build_keeps_what_it_used_of_the_store_and_clears_what_no_build_did(tmp_path):
    store, old = tmp_path / "store", f"{'a' * 40}.pdf"
    assert build(ROOT, tmp_path / "site", DATA=str(SMALL), STORE=str(store)).returncode == 0
    used = {file.name for file in store.glob("*.p*")}
    (store / old).write_bytes(b"old")
    for file in store.iterdir():
        os.utime(file, (0, 0))
    assert build(ROOT, tmp_path / "site", DATA=str(SMALL), STORE=str(store)).returncode == 0
    assert {file.name for file in store.glob("*.p*")} == used
