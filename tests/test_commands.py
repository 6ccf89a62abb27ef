"""Commands as people run them: what the system refuses is told in words, and costs nothing."""

import errno
import os
import resource
import shutil
import socket
import subprocess
import sys

import pytest

from exercise_handbook.refusals import WORDS
from support import ROOT, SMALL


def run(*command: object, **named) -> subprocess.CompletedProcess[str]:
    """A command as make runs it, with the smallest library."""
    environment = os.environ | {"DATA": str(SMALL), "HANDOUTS": "no", "PYTHONPATH": str(ROOT / "hooks")}
    environment |= named.pop("environment", {})
    command = [sys.executable, *map(str, command)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, **named)


def small_files_only() -> None:
    """As on a disk with little room: Python is told, not stopped."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


def test_a_build_that_cannot_write_is_told_in_words(tmp_path):
    places = {"SITE": str(tmp_path / "site"), "STORE": str(tmp_path / "store")}
    result = run("hooks/build.py", environment=places, preexec_fn=small_files_only)
    assert result.returncode != 0
    assert WORDS[errno.EFBIG] in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "site").exists()


def test_processes_that_make_handouts_tell_in_words_what_they_may_not_write(tmp_path):
    places = {"SITE": str(tmp_path / "site"), "STORE": str(tmp_path / "store"), "HANDOUTS": "yes", "DATA": "data"}
    result = run("hooks/build.py", environment=places, preexec_fn=small_files_only)
    assert result.returncode != 0
    assert WORDS[errno.EFBIG] in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("name", ["SITE", "STORE"])
def test_a_place_that_is_no_folder_is_told_by_its_name(tmp_path, name):
    (tmp_path / "file").write_text("mine")
    places = {"SITE": str(tmp_path / "site"), "STORE": str(tmp_path / "store")} | {name: str(tmp_path / "file/place")}
    result = run("hooks/build.py", environment=places)
    assert result.returncode != 0
    assert f"{tmp_path}/file" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_name_that_is_too_long_is_told_in_words(tmp_path):
    result = run("hooks/build.py", environment={"SITE": f"{tmp_path}/{'x' * 300}"})
    assert WORDS[errno.ENAMETOOLONG] in result.stderr
    assert "Traceback" not in result.stderr


def test_a_port_that_is_taken_is_told_with_what_to_write():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("-m", "exercise_handbook.engine", "serve", "--strict", "--dev-addr", f"127.0.0.1:{port}")
    assert result.returncode == 1
    assert f"ERROR   -  {WORDS[errno.EADDRINUSE]}" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("command", ["addresses", "reading", "check", "hosting"])
def test_a_library_that_is_not_there_is_told_by_every_command(tmp_path, command):
    result = run("-m", "exercise_handbook.cli", command, tmp_path / "nowhere")
    assert result.returncode == 1
    assert result.stderr.startswith(f"ERROR   -  {tmp_path}/nowhere: there is no such folder; ")


@pytest.mark.parametrize("command", [("addresses",), ("reading",), ("translate", "es"), ("languages",), ("due",)])
def test_what_is_wrong_in_a_library_is_told_by_every_command(tmp_path, command):
    shutil.copytree(SMALL, tmp_path / "clinic")
    (tmp_path / "clinic/languages").mkdir()
    (tmp_path / "clinic/languages/es.po").write_text("")
    (tmp_path / "clinic/exercises.yaml").write_text("wave: {}\n")
    result = run("-m", "exercise_handbook.cli", *command, tmp_path / "clinic")
    assert result.returncode == 1
    assert "exercises.yaml:1:1: name: " in result.stderr
    assert "Traceback" not in result.stderr


NAMED = {"DATA": "My Clinic’s data", "SITE": "My Sité $HOME", "FOLDER": "/srv/my site", "ADDRESS": "https://x.example/"}
TARGETS = {
    "reading": ("DATA",),
    "addresses": ("DATA",),
    "hosting": ("DATA", "SITE", "FOLDER", "ADDRESS"),
    "lighthouse": ("SITE",),
    "audit": ("SITE",),
}


@pytest.mark.parametrize("target", TARGETS)
def test_names_with_spaces_and_signs_reach_each_command_whole(tmp_path, target):
    """A stand-in for Python writes down what make calls it with; nothing is installed or built."""
    python, calls = tmp_path / "python", tmp_path / "calls"
    python.write_text(f'#!/bin/bash\nprintf "%s\\n" "$@" >> {calls}\n')
    python.chmod(0o755)
    done = [word for name in ("site", "tests", "release") for word in ("-o", f".venv/for-{name}")]
    done += [word for name in ("chromium", "java", "tools/audit/node_modules") for word in ("-o", name)]
    command = ["make", *done, target, f"BIN={tmp_path}"]
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    subprocess.run(command, cwd=ROOT, env=clean | NAMED, check=True, capture_output=True)
    assert {NAMED[name] for name in TARGETS[target]} <= set(calls.read_text().split("\n"))


@pytest.mark.parametrize(("given", "port"), [({}, "8000"), ({"PORT": "8001"}, "8001")])
def test_the_port_of_the_server_may_be_chosen(given, port):
    clean = {name: value for name, value in os.environ.items() if name != "PORT"}
    said = subprocess.run(
        ["make", "-n", "serve"], cwd=ROOT, env=clean | given, capture_output=True, text=True, check=True
    )
    assert f'--dev-addr "127.0.0.1:{port}"' in said.stdout


def test_a_project_that_can_only_be_read_says_where_else_to_put_things(tmp_path):
    """A file in the place of a folder can be written by nobody, root included."""
    (tmp_path / "file").touch()
    command = ["make", "site", f"VENV={tmp_path}/file/venv"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.returncode != 0
    assert "this folder can only be read; name others: make site VENV=" in said.stdout
