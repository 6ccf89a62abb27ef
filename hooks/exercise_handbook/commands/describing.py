"""Writes down every field where people need it: schemas into a library, the reference into docs/."""

import json
import re
import sys
from pathlib import Path

from exercise_handbook.cache import write_whole
from exercise_handbook.intake.fields import FILES, SCHEMA_FOLDER, head, reference
from exercise_handbook.intake.schemas import SCHEMAS
from exercise_handbook.refusals import run_command

BEGINNING = """# Every field

Made from the types by `make fields`, as are the schemas that `handbook schema` writes and the heads of the files in
`data/`. A field that is not required may be left out: for many, general words then stand in its place.

"""
MARK = "# Its fields, by “make fields”; those inside of others stand in docs/fields.md:\n"
"""The line after which a file's head is generated."""

NOTES = re.compile(r"\A(?:(?:#\n)?#   .*\n)*")
"""The generated part: indented comments, and the empty ones between them."""


def write_schemas(home: Path) -> list[Path]:
    """Write the schema of each file of a library beside it. Returns what was written."""
    files = [home / SCHEMA_FOLDER / f"{name}.json" for name in SCHEMAS]
    for file, schema in zip(files, SCHEMAS.values(), strict=True):
        write_whole(file, json.dumps(schema(), ensure_ascii=False, indent=1) + "\n")
    return files


def with_head(name: str, text: str) -> str:
    """The text of a file with the list of fields in its head generated anew, if it has one."""
    before, mark, rest = text.partition(MARK)
    return before + mark + head(name) + NOTES.sub("", rest, count=1) if mark else text


def listed(name: str) -> str:
    """The fields of a file, for a person to read in a terminal."""
    return re.sub(r"(?m)^#(?: {3})?", "", head(name))


def main(data: str, docs: str) -> int:
    """Generate the reference, and the heads of a library's files, anew."""
    write_whole(Path(docs) / "fields.md", BEGINNING + reference())
    for name in FILES:
        file = Path(data) / f"{name}.yaml"
        if file.exists():
            write_whole(file, with_head(name, file.read_text(encoding="utf-8")))
    return 0


if __name__ == "__main__":
    sys.exit(run_command(lambda: main(*sys.argv[1:])))
