"""The bill of materials of a site: every package that builds it and everything written into it, as CycloneDX JSON.

Run as `make sbom`. The same locks give the same bytes: it holds no clock and no random number.
"""

import json
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from release import HOME, SITE
from release.licences import RULES, packages

FORMAT = SchemaVersion.V1_6


def bill() -> str:
    """The bill as JSON. Raises ValueError where it would not fit the schema."""
    rules = tomllib.loads(RULES.read_text())
    licences = {work.name: work.licence for work in packages(rules, [SITE])}
    told = _pinned()
    for component in told["components"]:
        del component["description"]  # the line of the lock file, once more
        component["licenses"] = [_licence(licences[component["name"]])]
    told["components"] += [_shipped(one) for one in rules["shipped"]]
    text = json.dumps(told, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
    if fault := JsonStrictValidator(FORMAT).validate_str(text):
        raise ValueError(f"the bill of materials does not fit CycloneDX {FORMAT.to_version()}: {fault}")
    return text


def _pinned() -> Any:
    """What cyclonedx-py makes of the lock: versions, hashes, package addresses."""
    form = ("--no-validate", "--output-reproducible", "--output-format=JSON", f"--spec-version={FORMAT.to_version()}")
    project = ("--pyproject", str(HOME / "pyproject.toml"))
    command = [sys.executable, "-W", "ignore", "-m", "cyclonedx_py", "requirements", *form, *project, str(SITE)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def _licence(expression: str) -> dict[str, Any]:
    return {"expression": expression} if " " in expression else {"license": {"id": expression}}


def _shipped(one: Mapping[str, Any]) -> dict[str, Any]:
    reference = f"shipped-{one['name'].lower().replace(' ', '-')}"
    known = {"bom-ref": reference, "type": "library", "name": one["name"], "version": one["version"]}
    return known | {"description": one["use"], "licenses": [_licence(one["spdx"])]}


def main(target: str) -> None:
    """Write the bill into a file."""
    Path(target).parent.mkdir(parents=True, exist_ok=True)
    Path(target).write_text(bill(), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
