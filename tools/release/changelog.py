"""Moves what is unreleased in CHANGELOG.md under the heading of a version (keepachangelog.com, 1.1.0)."""

import re
from datetime import date

UNRELEASED = "## [Unreleased]\n"


class NotReady(Exception):
    """A release that cannot be made, and what to do first."""


def dated(text: str, version: str, day: date) -> str:
    """The changelog with the heading of this version. Raises NotReady if nothing is unreleased."""
    if not notes(text).strip():
        raise NotReady("CHANGELOG.md: nothing stands under “## [Unreleased]”; write what changed")
    return text.replace(UNRELEASED, f"{UNRELEASED}\n## [{version}] - {day.isoformat()}\n", 1)


def notes(text: str) -> str:
    """The text under “Unreleased”. Raises NotReady if there is no such heading."""
    if UNRELEASED not in text:
        raise NotReady("CHANGELOG.md: no heading “## [Unreleased]”; write one above the newest version")
    return re.split(r"^## \[", text.split(UNRELEASED, 1)[1], maxsplit=1, flags=re.MULTILINE)[0]
