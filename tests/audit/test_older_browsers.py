"""Linters find by type what is younger than the promised browsers, and nothing of it in our scripts and styles."""

import subprocess

import pytest

from support import ROOT

AUDIT = ROOT / "tools/audit"
YOUNG = {
    "a.js": {
        "new URLSearchParams(location.search).size;": "URLSearchParams.size",
        "[2, 1].toSorted();": "Array.toSorted",
        "document.body.checkVisibility();": "Element.checkVisibility",
        "Object.groupBy([], String);": "Object.groupBy",
        "new CloseWatcher();": "CloseWatcher",
        "/(?<=a)b/;": "(?<=a)b",
        "class A { static { A.b = 1; } }": "static {",
    },
    "a.css": {
        "a { & b { color: red; } }": '"nesting"',
        "a { color: light-dark(red, blue); }": '"light-dark"',
        "@container (inline-size > 20px) { a { color: red; } }": '"@container"',
        "a { inline-size: 10cqi; }": '"cqi"',
        "a:popover-open { color: red; }": '"popover-open"',
    },
}
OLD = (
    "new Set().size; [1].at(-1); document.body.replaceChildren(); self.trustedTypes?.createPolicy('a', {}); /(?<a>b)/;"
)


def lint(kind, *files):
    """What the linter of a kind of file says."""
    if not (AUDIT / "node_modules").is_dir():
        pytest.fail("the linters are not there yet: make tools/audit/node_modules", pytrace=False)
    command = ["npm", "run", "--silent", "older:scripts" if kind == "js" else "older:styles", "--", *map(str, files)]
    return subprocess.run(command, cwd=AUDIT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("file", YOUNG)
def test_what_is_younger_is_told_in_its_line(tmp_path, file):
    (tmp_path / file).write_text("\n".join(YOUNG[file]) + "\n")
    done = lint(file.split(".")[1], tmp_path / file)
    told = done.stdout + done.stderr
    assert done.returncode != 0
    for number, name in enumerate(YOUNG[file].values(), 1):
        lines = [line for line in told.splitlines() if name in line]
        assert any(f"{number}:" in line for line in lines), told


def test_what_is_older_or_asked_for_first_is_not_told(tmp_path):
    (tmp_path / "a.js").write_text(OLD)
    assert lint("js", tmp_path / "a.js").stdout == ""


def test_our_scripts_need_no_younger_browser():
    scripts = [
        *(ROOT / "hooks/exercise_handbook/assets").rglob("*.js"),
        *(ROOT / "hooks/exercise_handbook/templates/parts").glob("*.js"),
    ]
    assert lint("js", *scripts).stdout == ""


def test_our_styles_need_no_younger_browser():
    done = lint("css", *(ROOT / "hooks/exercise_handbook/assets/css").glob("*.css"))
    assert done.returncode == 0, done.stdout + done.stderr
