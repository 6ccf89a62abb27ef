"""Makes a release: `make release VERSION=1.2.3`. All of it, or nothing; it tags and does not push.

It checks that everything is committed on main, runs CHECKS, writes the version and the changelog's heading,
builds and packs the site with its bill of materials and checksums into dist/, commits and tags.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from packaging.version import Version

from release import HOME
from release.archive import checksums, pack
from release.changelog import NotReady, dated, notes

NAME = "exercise-handbook"
PROJECT, CHANGELOG, TARGET = HOME / "pyproject.toml", HOME / "CHANGELOG.md", HOME / "dist"
VERSION = re.compile(r'^version = "(.*)"$', re.MULTILINE)


def main() -> int:
    """Make the release that the command line asks for. Returns 1 with the reason where it cannot be made."""
    parser = argparse.ArgumentParser(prog="make release")
    parser.add_argument("version", help="such as 1.2.3", nargs="?", default="")
    parser.add_argument("--checks", default="", help="what make must do first, such as “test check”")
    asked = parser.parse_args()
    try:
        refuse_unready(asked.version)
        run("make", "--no-print-directory", *asked.checks.split())
        release(asked.version)
    except (NotReady, subprocess.CalledProcessError) as fault:
        print(f"ERROR   -  no release was made: {fault}", file=sys.stderr)
        return 1
    print(f"Released {asked.version}: see dist/. To publish it: git push origin main v{asked.version}")
    return 0


def refuse_unready(version: str) -> None:
    """Raises NotReady where this version cannot be released from here, now."""
    if not re.fullmatch(r"(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}", version):
        raise NotReady("write a version of three numbers: make release VERSION=1.2.3")
    if git("branch", "--show-current") != "main":
        raise NotReady("releases are made on main; git switch main")
    if left := git("status", "--porcelain"):
        raise NotReady(f"not everything is committed:\n{left}")
    newest = max((Version(tag[1:]) for tag in git("tag", "--list", "v[0-9]*").split()), default=None)
    if newest and Version(version) <= newest:
        raise NotReady(f"{newest} is released already; choose a higher version")
    dated(CHANGELOG.read_text(), version, date.today())


def release(version: str) -> None:
    """Write the version, build, pack, commit, tag. A fault before the commit leaves everything as it was."""
    moment = int(git("log", "-1", "--format=%ct"))
    told = notes(CHANGELOG.read_text()).strip()
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".being-packed-", dir=TARGET) as folder:
        with put_back_on_failure(PROJECT, CHANGELOG):
            PROJECT.write_text(VERSION.sub(f'version = "{version}"', PROJECT.read_text(), count=1))
            CHANGELOG.write_text(dated(CHANGELOG.read_text(), version, datetime.now(UTC).date()))
            packed = packages(Path(folder), f"{NAME}-{version}", moment)
            run("git", "commit", "--quiet", "--message", f"Release {version}", str(PROJECT), str(CHANGELOG))
        run("git", "tag", "--annotate", f"v{version}", "--cleanup=verbatim", "--message", f"{version}\n\n{told}")
        for file in packed:
            shutil.move(file, TARGET / file.name)


@contextmanager
def put_back_on_failure(*files: Path) -> Iterator[None]:
    """Let files be as they were when what is done with them fails."""
    before = {file: file.read_bytes() for file in files}
    try:
        yield
    except BaseException:
        for file, content in before.items():
            file.write_bytes(content)
        raise


def packages(folder: Path, name: str, moment: int) -> list[Path]:
    """The files that make up a release, in a folder: the site, its bill of materials, checksums of both."""
    run(sys.executable, "hooks/build.py", SITE=str(folder / "site"))
    archive, bom, sums = (folder / f"{name}{ending}" for ending in ("-site.tar.gz", ".cdx.json", ".sha256"))
    pack(folder / "site", archive, name, moment)
    run(sys.executable, "-m", "release.sbom", str(bom))
    sums.write_text(checksums([archive, bom]))
    return [archive, bom, sums]


def git(*words: str) -> str:
    """What git answers, without the line's end."""
    return subprocess.run(["git", *words], cwd=HOME, capture_output=True, text=True, check=True).stdout.rstrip()


def run(*command: str, **environment: str) -> None:
    """Run a command in the project's folder. Raises CalledProcessError when it fails."""
    subprocess.run(command, cwd=HOME, env=os.environ | environment, check=True)


if __name__ == "__main__":
    sys.exit(main())
