"""Asks a public database, by pip-audit, whether a pinned package has a known weakness.

Run as `make vulnerabilities`. Not to be told is not a pass: pip-audit itself ends well when the database
knows none of the packages, so here every pin must have been answered for.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from packaging.utils import canonicalize_name

from release import LOCKS
from release.locks import pins

NONE_KNOWN, SOME_KNOWN, NOT_TOLD = 0, 1, 3
"""The exit statuses. 2 is left to Python and make for mistakes in calling."""


def main(options: list[str]) -> int:
    """Ask about every pin of every lock. Options are handed to pip-audit, such as another database's address."""
    asked = pins(LOCKS)
    status, lines = verdict(asked, *answer(options))
    print(*lines, sep="\n", file=sys.stderr if status else sys.stdout)
    return status


def answer(options: list[str]) -> tuple[list[dict[str, Any]], str]:
    """What pip-audit found of each package, and what it complained of."""
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--progress-spinner=off", "--format=json", *options]
    for lock in LOCKS:
        command += ["--requirement", str(lock)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        return json.loads(ended.stdout)["dependencies"], ended.stderr
    except ValueError:  # it broke off before it had anything to tell
        return [], ended.stderr


def verdict(asked: Mapping[str, str], found: list[dict[str, Any]], complaint: str) -> tuple[int, list[str]]:
    """The exit status, and what to tell. A weakness outweighs what was not told."""
    told: dict[str, Any] = {canonicalize_name(one["name"]): one for one in found if "skip_reason" not in one}
    known = list(_known(told))
    unknown = sorted(set(asked) - set(told))
    if not known and not unknown:
        return NONE_KNOWN, [f"No weakness is known in any of the {len(asked)} pinned packages."]
    lines = [f"ERROR   -  {line}" for line in known]
    if unknown:
        reason = complaint.strip().splitlines()[-1:]
        lines += [
            f"NOT TOLD  -  of {len(unknown)} of {len(asked)} packages the database said nothing. This is no pass."
        ]
        lines += [f"             {words}" for words in (*reason, f"not told of: {', '.join(unknown)}")]
    return SOME_KNOWN if known else NOT_TOLD, lines


def _known(told: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for name, one in sorted(told.items()):
        for weakness in one["vulns"]:
            mended = ", ".join(weakness["fix_versions"]) or "no version yet"
            yield f"{name} {one['version']}: {weakness['id']}; mended in {mended}; then make lock"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
