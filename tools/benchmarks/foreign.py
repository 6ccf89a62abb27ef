"""Writes a library from exercises of the shape of free-exercise-db: python tools/benchmarks/foreign.py FILE FOLDER.

FILE is a JSON list of objects with id, name, category, primaryMuscles, instructions and more, as
yuhonas/free-exercise-db has in dist/exercises.json. Nothing is invented: a field of ours that such
an exercise lacks is left out and listed, for someone to write who knows; so is a field of theirs
that we have no place for. Pictures are left out, as their licence is unclear.

--stand-ins puts “Not said.” where something lacks, and a frame of invented words around it, so
that the site can be built and measured. Such a site is not for people who want to exercise.
"""

import argparse
import json
import re
import shutil
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generate import as_yaml, with_codes, write_text

FRAME = Path(__file__).parents[2] / "tests/handbook/small"
"""Where the invented words of a library and its safety come from."""

LACKS = ("aim", "position", "starting_position", "dose")
"""Fields that each of our exercises needs and none of theirs has."""

UNUSED = ("force", "level", "mechanic", "equipment", "secondaryMuscles", "images")
"""Their fields that ours has no place for."""

NOTE = "# Made by tools/benchmarks/foreign.py from {file}. What lacks there lacks here.\n\n"
NOT_SAID = "Not said."
STAND_INS = {"aim": NOT_SAID, "position": "not-said", "starting_position": NOT_SAID, "dose": {"repetitions": 1}}

Fields = dict[str, Any]


@dataclass
class Converted:
    """What became of their exercises: ours by slug, the words they choose from, and what is to be told."""

    exercises: dict[str, Fields] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    areas: dict[str, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    lost: Counter[str] = field(default_factory=Counter)

    def add(self, theirs: Fields) -> None:
        """Take one exercise in, or say why it cannot be."""
        slug = slug_of(theirs["id"])
        if trouble := self.trouble_with(slug, theirs):
            self.refused.append(f"{theirs['id']}: {trouble}")
            return
        kind, areas = slug_of(theirs["category"]), [slug_of(muscle) for muscle in theirs["primaryMuscles"]]
        self.kinds[kind] = theirs["category"].capitalize()
        self.areas |= zip(areas, (muscle.capitalize() for muscle in theirs["primaryMuscles"]), strict=True)
        self.lost.update(name for name in UNUSED if theirs.get(name))
        steps = [line.strip() for words in theirs["instructions"] for line in words.splitlines() if line.strip()]
        self.exercises[slug] = {"name": theirs["name"], "purposes": {kind: areas}, "steps": steps}

    def trouble_with(self, slug: str, theirs: Fields) -> str:
        """Why an exercise cannot be one of ours; empty if it can."""
        if not any(words.strip() for words in theirs["instructions"]):
            return "it has no instructions"
        if not theirs["primaryMuscles"]:
            return "it names no primary muscle, so it has no purpose"
        return f"its slug {slug} is taken" if slug in self.exercises else ""

    def filled(self) -> dict[str, Fields]:
        """The exercises with a stand-in for each field that they lack."""
        return {slug: fields | STAND_INS for slug, fields in self.exercises.items()}

    def report(self) -> str:
        """What lacks, what was left out and what was refused, for a person to read."""
        number = len(self.exercises)
        lines = [f"{number} exercises. Not one of them says: {', '.join(LACKS)}. Write these, from sources."]
        lines += [f"left out, as there is no place for it: {name}, of {count}" for name, count in self.lost.items()]
        return "\n".join([*lines, *(f"refused: {one}" for one in self.refused)])


def slug_of(words: str) -> str:
    """Words as a slug: small letters, digits and single hyphens, at most 60."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain)[:60].strip("-")


def converted(exercises: Iterable[Fields]) -> Converted:
    """All their exercises as ours."""
    found = Converted()
    for theirs in exercises:
        found.add(theirs)
    return found


def write_library(found: Converted, source: str, folder: Path, *, stand_ins: bool) -> None:
    """Write what there is into a folder that is not there yet; with stand-ins, a whole library."""
    folder.mkdir(parents=True)
    positions: Fields = (
        {"not-said": {"name": "Not said", "in_a_sentence": "in a position that is not said"}} if stand_ins else {}
    )
    words: dict[str, Fields] = {"kinds": found.kinds, "areas": found.areas, "positions": positions}
    exercises: dict[str, Fields] = found.filled() if stand_ins else found.exercises
    write_text(folder, "exercises.yaml", NOTE.format(file=source) + as_yaml(with_codes(exercises)))
    write_text(folder, "vocabulary.yaml", as_yaml(words))
    if stand_ins:
        for name in ("library.yaml", "safety.yaml"):
            shutil.copy(FRAME / name, folder)


def main() -> None:
    """Convert the file that the command line names, and say what it lacks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, help="their exercises, as JSON")
    parser.add_argument("folder", type=Path, help="where to write the library; must not be there yet")
    parser.add_argument("--stand-ins", action="store_true", help="fill what lacks, to build and measure")
    asked = parser.parse_args()
    found = converted(json.loads(asked.file.read_text(encoding="utf-8")))
    write_library(found, asked.file.name, asked.folder, stand_ins=asked.stand_ins)
    print(found.report())


if __name__ == "__main__":
    main()
