"""Lists the licence of everything other people made, and fails on one that licences.toml does not allow.

Run as `make licences`. Packages are those in the lock files. The licences of Python's come from pip-licenses, those of
npm's are in its lock.
"""

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from license_expression import ExpressionError, LicenseExpression, get_spdx_licensing
from packaging.utils import canonicalize_name

from release import HOME, LOCKS, NPM_LOCK, SITE
from release.locks import pins

RULES = Path(__file__).parent / "licences.toml"
SAID = ("License-Expression", "License-Classifier", "License-Metadata")
"""Where a package may name its licence, the most exact first."""


@dataclass(frozen=True)
class Work:
    """Something other people made: its licence, as an SPDX expression if it has one, and what it is used for."""

    name: str
    version: str
    licence: str
    use: str


def works(rules: Mapping[str, Any]) -> list[Work]:
    """Every package of the locks, Python's and npm's, then what lies in this repository."""
    shipped = [Work(one["name"], one["version"], one["spdx"], one["use"]) for one in rules["shipped"]]
    return [*packages(rules, LOCKS), *npm_packages(rules), *shipped]


def packages(rules: Mapping[str, Any], locks: Iterable[Path]) -> Iterator[Work]:
    """The packages of some locks, with the licence that each names, or that a person found."""
    site, said = pins([SITE]), licences_said()
    found = {one["package"]: one["spdx"] for one in rules["said_elsewhere"]}
    short = {name: one["spdx"] for one in rules["allowed"] for name in one.get("also", ())}
    for name, version in sorted(pins(locks).items()):
        licence = found.get(name) or said.get((name, version), "not installed; run make .venv/for-release")
        yield Work(name, version, short.get(licence, licence), "site" if name in site else "tools")


def npm_packages(rules: Mapping[str, Any], lock: Path = NPM_LOCK) -> Iterator[Work]:
    """The packages of npm's lock, as npm:name. All are tools: nothing of npm's is published."""
    found = {one["package"]: one["spdx"] for one in rules["said_elsewhere"]}
    for folder, one in sorted(json.loads(lock.read_text())["packages"].items()):
        name = f"npm:{folder.rpartition('node_modules/')[2]}"
        if folder:  # else it is our own
            yield Work(name, one["version"], found.get(name) or one.get("license", "says nothing"), "tools")


def licences_said() -> dict[tuple[str, str], str]:
    """The licence that each installed package names, by name and version."""
    command = [sys.executable, "-m", "piplicenses", "--from=all", "--with-system", "--format=json"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return {(canonicalize_name(one["Name"]), one["Version"]): _said(one) for one in json.loads(answer)}


def _said(package: Mapping[str, str]) -> str:
    return next((package[key] for key in SAID if package[key] != "UNKNOWN"), "says nothing")


def faults(rules: Mapping[str, Any], listed: list[Work]) -> Iterator[str]:
    """What may not be used, in words."""
    for work in listed:
        if not is_allowed(work.licence, names_allowed(rules, work.use)):
            yield f"{work.name} {work.version} ({work.use}): {work.licence}: not allowed in tools/release/licences.toml"
    for one in rules["shipped"]:
        for pattern in [one["text"], *one["files"]]:
            if not any(HOME.glob(pattern)):
                yield f"{one['name']}: {pattern}: not there; correct tools/release/licences.toml"


def names_allowed(rules: Mapping[str, Any], use: str) -> set[str]:
    """The licences allowed for a use; some only for tools."""
    return {one["spdx"] for one in rules["allowed"] if use == "tools" or not one.get("tools")}


def is_allowed(licence: str, allowed: set[str]) -> bool:
    """Whether an SPDX expression can be met: one side of an OR, each side of an AND."""
    try:
        return _can_be_met(get_spdx_licensing().parse(licence), allowed)
    except ExpressionError:  # words that are no expression
        return licence in allowed


def _can_be_met(expression: LicenseExpression, allowed: set[str]) -> bool:
    parts = [_can_be_met(part, allowed) for part in getattr(expression, "args", ())]
    if not parts:
        return str(expression) in allowed
    return any(parts) if expression.operator.strip() == "OR" else all(parts)


def main() -> int:
    """Print the list; 1 where something is not allowed."""
    rules = tomllib.loads(RULES.read_text())
    listed = works(rules)
    for work in listed:
        print(f"{work.name:32} {work.version:32} {work.licence:36} {work.use}")
    wrong = list(faults(rules, listed))
    print(*(f"ERROR   -  {fault}" for fault in wrong), sep="\n", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
