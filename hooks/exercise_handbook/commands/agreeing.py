"""`handbook agree`: records what the base says now, for changes that somebody has looked at."""

from pathlib import Path

from exercise_handbook.cache import write_whole
from exercise_handbook.intake.agreement import agreed_with
from exercise_handbook.intake.load import changes_of
from exercise_handbook.refusals import CannotGoOn


def main(home: Path, what: str) -> int:
    """Record what the base of a library says, for the changes of a slug, of a part such as safety, or for all."""
    changes, agreed = changes_of(home)
    text = agreed_with(agreed, changes, what)
    if text is None:
        known = ", ".join(dict.fromkeys(one.slug or one.section for one in changes.edits)) or "nothing yet"
        raise CannotGoOn(f"{changes.file.file} changes nothing of {what}; it changes {known}")
    write_whole(home / "agreed.yaml", text)
    print(f"{home / 'agreed.yaml'}: noted what the library below says now, for {what}")
    return 0
