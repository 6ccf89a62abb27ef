"""A clinic on top of a copy of the sample, for tests of what it changes and what its base says since."""

from pathlib import Path

from support import problems_of

CLINIC = """extends: ../base
name: Riverside greetings
in_short: Invented exercises of an invented clinic.
address: https://riverside.example/
publisher: Riverside Clinic
"""


def base_says(clinic: Path, name: str, old: str, new: str) -> None:
    """Change what a file of the base says."""
    file = clinic.parent / f"base/{name}.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def at(clinic: Path, told: str) -> str:
    """A message with the base's places as tests write them."""
    return told.replace(f"{clinic.parent.resolve()}/", "")


def told(clinic: Path) -> list[str]:
    """What the clinic's editor reads."""
    return [at(clinic, line) for line in problems_of(clinic)]
