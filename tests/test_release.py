"""Releases and the supply chain: what is listed, what is refused, and what is left as it was when something fails."""

import http.server
import json
import os
import shutil
import subprocess
import sys
import tarfile
import threading
import tomllib
from datetime import date
from pathlib import Path

import pytest

from release import LOCKS, SITE
from release.archive import checksums, pack
from release.changelog import NotReady, dated, notes
from release.licences import RULES, Work, faults, is_allowed, npm_packages, works
from release.locks import pins
from release.sbom import bill
from release.vulnerabilities import NONE_KNOWN, NOT_TOLD, SOME_KNOWN, verdict
from support import ROOT, contents

LICENCES = tomllib.loads(RULES.read_text())
VENDORED = [f"hooks/exercise_handbook/{folder}" for folder in ("assets/vendor", "fonts", "figures/body")]


@pytest.fixture(scope="module")
def listed() -> list[Work]:
    return works(LICENCES)


def test_every_pinned_package_is_listed_with_a_licence_that_is_allowed(listed):
    names = {work.name for work in listed}
    assert set(pins(LOCKS)) <= names
    assert "npm:stylelint" in names
    assert list(faults(LICENCES, listed)) == []


def test_a_package_of_npm_that_says_no_allowed_licence_is_a_fault(tmp_path):
    lock = tmp_path / "package-lock.json"
    silent = {"node_modules/silent": {"version": "1.0"}, "node_modules/a/node_modules/b": {"version": "2.0"}}
    lock.write_text(json.dumps({"packages": {"": {"name": "audit"}, **silent}}))
    assert list(faults(LICENCES | {"shipped": []}, list(npm_packages(LICENCES, lock)))) == [
        "npm:b 2.0 (tools): says nothing: not allowed in tools/release/licences.toml",
        "npm:silent 1.0 (tools): says nothing: not allowed in tools/release/licences.toml",
    ]


@pytest.mark.parametrize(
    "file", [file for folder in VENDORED for file in sorted((ROOT / folder).rglob("*.*"))], ids=str
)
def test_every_vendored_file_is_listed(file):
    named = {
        there for one in LICENCES["shipped"] for pattern in [one["text"], *one["files"]] for there in ROOT.glob(pattern)
    }
    assert file in named or file.name == "LICENSE.md"


@pytest.mark.parametrize(
    "licence", ["says nothing", "SSPL-1.0", "MIT AND SSPL-1.0", "Proprietary, all rights reserved"]
)
def test_a_licence_nobody_allowed_is_refused_by_name(licence):
    (fault,) = faults(LICENCES, [Work("some-package", "1.0", licence, "site")])
    assert fault == f"some-package 1.0 (site): {licence}: not allowed in tools/release/licences.toml"


def test_a_licence_for_tools_only_is_refused_for_the_site():
    assert list(faults(LICENCES, [Work("a", "1", "GPL-3.0-or-later", "tools")])) == []
    assert list(faults(LICENCES, [Work("a", "1", "GPL-3.0-or-later", "site")]))


def test_what_is_shipped_and_not_there_is_a_fault():
    lost = {"name": "Lost", "text": "nowhere.txt", "files": ["LICENSE"]}
    assert list(faults(LICENCES | {"shipped": [lost]}, [])) == [
        "Lost: nowhere.txt: not there; correct tools/release/licences.toml"
    ]


def test_one_side_of_or_is_enough_and_both_of_and_are_needed():
    assert is_allowed("MIT OR SSPL-1.0", {"MIT"})
    assert not is_allowed("MIT AND SSPL-1.0", {"MIT"})
    assert is_allowed("Zlib AND (MIT OR SSPL-1.0)", {"MIT", "Zlib"})


@pytest.fixture(scope="module")
def first_bill() -> str:
    return bill()


@pytest.fixture(scope="module")
def components(first_bill) -> list[dict]:
    return json.loads(first_bill)["components"]


def test_the_bill_names_each_package_of_the_site_with_version_hashes_and_licence(components):
    found = {one["name"]: one for one in components if "purl" in one}
    assert {name: one["version"] for name, one in found.items()} == pins([SITE])
    assert all(one["externalReferences"][0]["hashes"] and one["licenses"] for one in found.values())


def test_the_bill_names_what_is_shipped_outside_the_locks(components):
    assert {one["name"] for one in LICENCES["shipped"]} == {one["name"] for one in components if "purl" not in one}


def test_the_same_locks_give_the_same_bill(first_bill):
    assert bill() == first_bill
    assert "timestamp" not in first_bill


TOLD = {"name": "a", "version": "1", "vulns": []}
WEAK = TOLD | {"vulns": [{"id": "PYSEC-1", "fix_versions": ["2"]}]}
SKIPPED = {"name": "a", "skip_reason": "Dependency not found and could not be audited: a (1)"}


def test_a_pass_needs_an_answer_for_every_package():
    assert verdict({"a": "1"}, [TOLD], "") == (NONE_KNOWN, ["No weakness is known in any of the 1 pinned packages."])
    assert verdict({"a": "1", "b": "1"}, [TOLD], "")[0] == NOT_TOLD


def test_a_package_that_was_passed_over_is_no_pass():
    status, lines = verdict({"a": "1"}, [SKIPPED], "No known vulnerabilities found")
    assert status == NOT_TOLD
    assert "of 1 of 1 packages the database said nothing. This is no pass." in lines[0]


def test_a_known_weakness_is_told_with_the_version_that_mends_it():
    assert verdict({"a": "1", "b": "1"}, [WEAK], "")[0] == SOME_KNOWN
    assert verdict({"a": "1"}, [WEAK], "")[1] == ["ERROR   -  a 1: PYSEC-1; mended in 2; then make lock"]


class Database(http.server.BaseHTTPRequestHandler):
    """A database in the form of OSV's that knows of a weakness in jinja2 only."""

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        weak = asked["package"]["name"].lower() == self.server.weak
        event = {"events": [{"introduced": "0"}, {"fixed": "99"}], "type": "ECOSYSTEM"}
        affected = {"package": asked["package"], "ranges": [event]}
        told = {"id": "PYSEC-0000-1", "modified": "2026-01-01T00:00:00Z", "details": "-", "affected": [affected]}
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"vulns": [told]} if weak else {}).encode())

    def log_message(self, format, *args):
        pass


def asked_at(address: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "release.vulnerabilities", "--vulnerability-service=osv", f"--osv-url={address}"]
    surroundings = os.environ | {"PYTHONPATH": "tools"}
    return subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("weak", "status"), [("jinja2", SOME_KNOWN), ("nothing", NONE_KNOWN)])
def test_the_real_tool_asks_a_database_about_every_pin(weak, status):
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Database) as server:
        server.weak = weak
        threading.Thread(target=server.serve_forever, daemon=True).start()
        answer = asked_at(f"http://127.0.0.1:{server.server_port}/v1/query")
        server.shutdown()
    assert answer.returncode == status, answer.stderr
    assert ("PYSEC-0000-1" in answer.stderr) is (status == SOME_KNOWN)


def test_a_database_that_cannot_be_reached_is_no_pass():
    answer = asked_at("http://127.0.0.1:9/v1/query")
    assert answer.returncode == NOT_TOLD
    assert "This is no pass." in answer.stderr
    assert "No weakness is known" not in answer.stdout + answer.stderr


CHANGES = "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A thing.\n\n## [0.1.0] - 2026-01-01\n\n- The first.\n"


def test_a_release_dates_what_was_unreleased():
    text = dated(CHANGES, "0.2.0", date(2026, 11, 23))
    assert "## [Unreleased]\n\n## [0.2.0] - 2026-11-23\n\n### Added\n\n- A thing.\n" in text
    assert notes(text).strip() == ""


@pytest.mark.parametrize("text", ["# Changelog\n", "## [Unreleased]\n\n## [0.1.0] - 2026-01-01\n\n- The first.\n"])
def test_a_changelog_that_says_nothing_new_makes_no_release(text):
    with pytest.raises(NotReady, match=r"CHANGELOG\.md: "):
        dated(text, "0.2.0", date(2026, 11, 23))


def test_the_same_files_give_the_same_archive_wherever_they_lie(tmp_path):
    for name in ("one", "other"):
        (tmp_path / name / "folder").mkdir(parents=True)
        (tmp_path / name / "folder/file").write_text("words")
        os.utime(tmp_path / name / "folder/file", (len(name), len(name)))
        pack(tmp_path / name, tmp_path / f"{name}.tar.gz", "top", 1_000_000_000)
    assert (tmp_path / "one.tar.gz").read_bytes() == (tmp_path / "other.tar.gz").read_bytes()
    with tarfile.open(tmp_path / "one.tar.gz") as archive:
        assert [(one.name, one.mode, one.mtime) for one in archive] == [
            ("top/folder", 0o755, 1_000_000_000),
            ("top/folder/file", 0o644, 1_000_000_000),
        ]


def test_checksums_are_in_the_form_that_sha256sum_reads(tmp_path):
    (tmp_path / "file").write_text("words")
    (tmp_path / "sums").write_text(checksums([tmp_path / "file"]))
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "sums"], cwd=tmp_path, check=True)


def git(project: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=project, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> Path:
    """The project as it is here, committed on main in a repository of its own."""
    target = tmp_path_factory.mktemp("kept") / "project"
    for name in git(ROOT, "ls-files", "--cached", "--others", "--exclude-standard").splitlines():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target / name)
    (target / "CHANGELOG.md").write_text(CHANGES)
    git(target, "init", "--quiet", "--initial-branch=main")
    git(target, "add", "--all")
    git(target, *SOMEBODY, "commit", "--quiet", "--message", "As it is")
    return target


SOMEBODY = ("-c", "user.name=A test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")


def clone(kept: Path, target: Path) -> Path:
    """A clone to release from; the environment, where icons and their licence lie, is the one of these tests."""
    git(kept, "clone", "--quiet", str(kept), str(target))
    for setting in SOMEBODY[1::2]:
        git(target, "config", *setting.split("=", 1))
    (target / ".git/info/exclude").write_text(".venv\n")
    (target / ".venv").symlink_to(ROOT / ".venv")
    return target


@pytest.fixture
def project(kept, tmp_path) -> Path:
    """A clone of its own for each test."""
    return clone(kept, tmp_path / "project")


@pytest.fixture(scope="module")
def done(kept, tmp_path_factory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A clone in which 0.2.0 was released, and what was said."""
    project = clone(kept, tmp_path_factory.mktemp("done") / "project")
    return project, released(project, "0.2.0")


def released(project: Path, version: str, checks: str = "help") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "release", version, "--checks", checks]
    clean = {name: value for name, value in os.environ.items() if name not in ("DATA", "SITE", "ADDRESS", "STORE")}
    clean |= {"STORE": str(ROOT / ".cache/handouts"), "PYTHONPATH": "tools"}
    return subprocess.run(command, cwd=project, env=clean, capture_output=True, text=True, check=False)


def test_a_release_is_checked_built_packed_committed_and_tagged_by_one_command(done):
    project, result = done
    assert result.returncode == 0, result.stderr
    assert "make site" in result.stdout  # the list that `make help` prints: the checks have run
    assert git(project, "describe", "--exact-match") == "v0.2.0"
    assert git(project, "tag", "--list", "--format=%(contents:body)", "v0.2.0") == "### Added\n\n- A thing."
    assert git(project, "status", "--porcelain") == ""
    assert 'version = "0.2.0"' in (project / "pyproject.toml").read_text()
    assert "## [0.2.0] - 20" in (project / "CHANGELOG.md").read_text()


def test_a_release_is_the_site_its_bill_of_materials_and_the_checksums_of_both(done):
    project, _ = done
    files = [f"exercise-handbook-0.2.0{ending}" for ending in ("-site.tar.gz", ".cdx.json", ".sha256")]
    assert sorted(contents(project / "dist")) == files
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", files[2]], cwd=project / "dist", check=True)
    with tarfile.open(project / "dist" / files[0]) as archive:
        assert "exercise-handbook-0.2.0/index.html" in archive.getnames()


def test_the_same_commit_gives_the_same_release(done, project):
    assert released(project, "0.2.0").returncode == 0
    assert contents(project / "dist") == contents(done[0] / "dist")


UNREADY = {
    "not a version": (lambda project: "next", "write a version of three numbers"),
    "no version": (lambda project: "", "write a version of three numbers"),
    "not on main": (lambda project: git(project, "switch", "--quiet", "--create", "aside") or "0.2.0", "made on main"),
    "not committed": (lambda project: (project / "new.txt").write_text("") or "0.2.0", "not everything is committed"),
    "released already": (lambda project: git(project, "tag", "v0.2.0") or "0.2.0", "0.2.0 is released already"),
    "older than the last": (lambda project: git(project, "tag", "v0.10.0") or "0.9.0", "0.10.0 is released already"),
}


@pytest.mark.parametrize("why", UNREADY)
def test_a_release_that_is_not_ready_is_refused_and_changes_nothing(project, why):
    prepare, words = UNREADY[why]
    version, head = prepare(project), git(project, "rev-parse", "HEAD")
    result = released(project, version)
    assert result.returncode == 1
    assert f"no release was made: {words}" in result.stderr or words in result.stderr
    assert (git(project, "rev-parse", "HEAD"), git(project, "diff")) == (head, "")
    assert not (project / "dist").exists()


def test_a_check_that_fails_makes_no_release(project):
    result = released(project, "0.2.0", checks="nothing-of-that-name")
    assert result.returncode == 1
    assert git(project, "tag") == git(project, "status", "--porcelain") == ""


def test_a_build_that_fails_makes_no_release_and_puts_everything_back(project):
    (project / "data/exercises.yaml").write_text("hip-lift: nothing\n")
    git(project, "commit", "--quiet", "--all", "--message", "Break it")
    result = released(project, "0.2.0")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert git(project, "tag") == git(project, "status", "--porcelain") == ""
    assert not [*(project / "dist").iterdir()]
