"""`make test-fast` needs Python alone: what holds the tests in these two folders to it."""

import ast

import pytest

from support import ROOT

FAST = ("tests/handbook", "tests/data")
FILES = sorted(file for folder in FAST for file in (ROOT / folder).glob("test_*.py"))
NEEDS_MORE = {"site", "address", "sample_address", "browser", "page"}
"""Fixtures that build the site, serve it or open a browser: see conftest.py."""
MORE = {"playwright", "conftest", "figures", "audit", "release", "selenium"}
"""What tests of other folders may import."""


def test_make_runs_the_tests_of_these_folders():
    assert f'-m "not slow" {" ".join(FAST)}\n' in (ROOT / "Makefile").read_text()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_it_needs_no_browser_no_server_and_no_built_site(file):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and not is_slow(node)]
    asked = {name for function in functions if is_test(function) for name in asked_for(function)}
    imported = {name.split(".")[0] for node in ast.walk(tree) for name in imports(node)}
    assert not asked & NEEDS_MORE
    assert not imported & MORE


def is_test(function: ast.FunctionDef) -> bool:
    return function.name.startswith("test_") or any("fixture" in ast.unparse(one) for one in function.decorator_list)


def asked_for(function: ast.FunctionDef) -> set[str]:
    """The names of its fixtures: what its parameters give it is no fixture."""
    given = {node.value for one in function.decorator_list for node in ast.walk(one) if isinstance(node, ast.Constant)}
    return {argument.arg for argument in function.args.args} - {word for one in given for word in words(one)}


def words(text: object) -> list[str]:
    return text.replace(",", " ").split() if isinstance(text, str) else []


def is_slow(function: ast.FunctionDef) -> bool:
    return any("slow" in ast.unparse(one) for one in function.decorator_list)


def imports(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []
