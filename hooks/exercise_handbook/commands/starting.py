"""Begins a library, and adds to one: each file is written when it is needed, with an example to replace.

The examples are in starters/, a file each.
"""

import json
import os
import re
from collections.abc import Callable, Iterable
from datetime import date
from itertools import count, takewhile
from pathlib import Path

from exercise_handbook.cache import write_whole
from exercise_handbook.commands.describing import write_schemas
from exercise_handbook.intake.bases import SHIPPED, base_folder
from exercise_handbook.intake.fields import SCHEMA_FOLDER
from exercise_handbook.intake.general import FOLDER as GENERAL
from exercise_handbook.intake.general import general
from exercise_handbook.intake.load import load_library
from exercise_handbook.intake.schemas import SCHEMAS
from exercise_handbook.labels.catalogue import SAY, english
from exercise_handbook.labels.say import is_english
from exercise_handbook.library.duration import routine_seconds
from exercise_handbook.library.library import Library
from exercise_handbook.library.model.exercises import Exercise
from exercise_handbook.library.model.publication import LANGUAGES
from exercise_handbook.library.model.routines import Routine, Routines
from exercise_handbook.refusals import CannotGoOn

STARTERS = Path(__file__).parent / "starters"
SCHEMA_LINE = f"# yaml-language-server: $schema={SCHEMA_FOLDER}/{{}}.json\n"
"""The first line of a file, by which editors find its schema."""

CLINICIAN = "physiotherapist"
"""The word of the English labels for the person who treats patients."""

FLOOR = re.compile(r"^floor:\n(?:[ \n].*\n?)*", re.MULTILINE)
"""The part of the general safety text about getting down to the floor: only some libraries need it."""

BEGINNING = ("library", "exercises")
"""The files that a new library begins with."""

OF_OTHERS = (*BEGINNING, "vocabulary", "safety")
"""The same for a language other than English, for which there is no general text."""

NO_LANGUAGE = "--language {language}: the program does not speak it; write one of {languages}"


def begin(folder: Path, today: date, on: str = "", language: str = "") -> list[Path]:
    """Write the smallest library there can be into a folder, or one on top of another. Returns its files.

    `on` is the library to build on: the name of one that comes with the program, or the path to a folder. In a language
    other than English, all words are left for the author to write. Raises CannotGoOn if the folder has a library
    already, if there is none to build on, or for a language that the program does not speak.
    """
    texts = _on_top(folder, on) if on else _in_language(language)
    if taken := [name for name in texts if (folder / name).exists()]:
        raise CannotGoOn(f"{folder}: a library is here already ({taken[0]}); write the name of a new folder")
    slots = {"name": _title(folder.absolute().name.replace("_", "-")), "today": today, "on": _path_from(folder, on)}
    slots |= {"language": language, "language_line": f"language: {language}" if language else "# language: en-US"}
    write_schemas(folder)
    return [_write(folder / name, _starter(starter, **slots)) for name, starter in texts.items()]


def _in_language(language: str) -> dict[str, str]:
    """The files that a library begins with, and the starter of each: examples in English, gaps in other languages."""
    if not language or is_english(language):
        return {f"{name}.yaml": f"{name}.yaml" for name in BEGINNING}
    if language not in LANGUAGES:
        raise CannotGoOn(NO_LANGUAGE.format(language=language, languages=", ".join(LANGUAGES)))
    return {f"{name}.yaml": f"other-language/{name}.yaml" for name in OF_OTHERS}


def _on_top(folder: Path, on: str) -> dict[str, str]:
    """The files of a library on top of another, and the starter of each."""
    if on not in SHIPPED and not base_folder(str(Path(on).absolute()), folder):
        raise CannotGoOn(f"--on {on}: there is no library; write {' or '.join(SHIPPED)}, or the folder of one")
    return {"library.yaml": "on_top.yaml", "changes.yaml": "changes.yaml"}


def _path_from(folder: Path, on: str) -> str:
    """What a library in a folder writes under `extends` for the one that it builds on."""
    return on if on in SHIPPED or not on else Path(os.path.relpath(on, folder)).as_posix()


def add_exercise(home: Path, docs: Path) -> Path:
    """Append an example of an exercise."""
    slug = _free("new-exercise", load_library(home, docs).exercises)
    text = _starter("exercise.yaml", slug=slug, title=_title(slug))
    there = (home / "exercises.yaml").exists()  # a library on top of another begins without any of its own
    return _write(home / "exercises.yaml", text if there else SCHEMA_LINE.format("exercises") + text)


def add_routine(home: Path, docs: Path) -> Path:
    """Append a routine of the first exercises that share a position, with the minutes that they take."""
    library = _with_a_pace(load_library(home, docs))
    slug = _free("new-routine", library.routines)
    chosen = list(library.exercises.values())
    chosen = list(takewhile(lambda one: one.position == chosen[0].position, chosen))[:4]
    beginning = "" if (home / "routines.yaml").exists() else _starter("routines.yaml")
    text = _starter(
        "routine.yaml",
        slug=slug,
        title=_title(slug),
        areas=", ".join(dict.fromkeys(area for one in chosen for _, area in one.goals)),
        minutes=_minutes(chosen, library),
        exercises=", ".join(one.slug for one in chosen),
    )
    return _write(home / "routines.yaml", beginning + text)


def add_source(home: Path, docs: Path) -> Path:
    """Append an example of a source."""
    slug = _free("new-source", load_library(home, docs).sources)
    beginning = "" if (home / "sources.yaml").exists() else _starter("sources.yaml")
    return _write(home / "sources.yaml", beginning + _starter("source.yaml", slug=slug))


def add_vocabulary(home: Path, docs: Path) -> Path:
    """Begin a vocabulary."""
    return _begun(home / "vocabulary.yaml", _starter("vocabulary.yaml"))


def add_safety(home: Path, docs: Path) -> Path:
    """Copy the general safety text into the library, so that it can be changed."""
    text = (GENERAL / "safety.yaml").read_text(encoding="utf-8")
    if not load_library(home, docs).floor_positions:
        text = FLOOR.sub("", text)
    return _begun(home / "safety.yaml", SCHEMA_LINE.format("safety") + text)


def add_about(home: Path, docs: Path) -> Path:
    """Begin what the page about the site says."""
    publisher = load_library(home, docs).publication.publisher
    return _begun(home / "about.yaml", _starter("about.yaml", publisher=publisher))


def add_labels(home: Path, docs: Path) -> Path:
    """Copy the labels that name the clinician into the library, in its language, so that they can be changed."""
    said = load_library(home, docs).say.labels
    named = [slug for slug, label in english().items() if any(CLINICIAN in words for words in label.forms.values())]
    text = "".join(f"{slug}: {json.dumps(said[slug].forms[SAY], ensure_ascii=False)}\n" for slug in named)
    return _begun(home / "labels.yaml", _starter("labels.yaml") + text)


def add_page(home: Path, docs: Path) -> Path:
    """Add a page in Markdown."""
    slug = _free("new-page", [file.stem for file in docs.glob("*.md")])
    return _write(docs / f"{slug}.md", _starter("page.md", title=_title(slug)))


ADDING: dict[str, Callable[[Path, Path], Path]] = {
    "exercise": add_exercise,
    "routine": add_routine,
    "source": add_source,
    "vocabulary": add_vocabulary,
    "safety": add_safety,
    "about": add_about,
    "labels": add_labels,
    "page": add_page,
}
"""What can be added to a library: functions of its folder and that of its pages, which return the file written."""


def _with_a_pace(library: Library) -> Library:
    """The library, with the general pace if it has no routines yet."""
    routines = library.routines_file or Routines.model_validate({**general("routines"), "routines": {}})
    return library.model_copy(update={"routines_file": routines})


def _minutes(exercises: list[Exercise], library: Library) -> int:
    """How many minutes these exercises take, one after the other."""
    fields = dict.fromkeys(("slug", "name", "in_short", "how_often"), "new")
    parts = tuple(one.slug for one in exercises)
    routine = Routine.model_validate({**fields, "areas": (), "minutes": 1, "exercises": parts})
    return max(1, round(routine_seconds(routine, library) / 60))


def _starter(file: str, /, **slots: object) -> str:
    text = (STARTERS / file).read_text(encoding="utf-8").format(**slots)
    name = "library" if file == "on_top.yaml" else Path(file).stem
    return SCHEMA_LINE.format(name) + text if name in SCHEMAS else text


def _free(slug: str, taken: Iterable[str]) -> str:
    """The slug, or the first of slug-2, slug-3 and so on that is free."""
    known = set(taken)
    return next(one for number in count(1) if (one := slug if number == 1 else f"{slug}-{number}") not in known)


def _title(slug: str) -> str:
    return slug.replace("-", " ").capitalize()


def _begun(file: Path, text: str) -> Path:
    if file.exists():
        raise CannotGoOn(f"{file}: it is there already; open it and write what is missing")
    return _write(file, text)


def _write(file: Path, text: str) -> Path:
    """Append a text to a file, which need not exist yet."""
    written = file.read_text(encoding="utf-8") if file.exists() else ""
    gap = "" if written.endswith("\n") or not written else "\n"
    write_whole(file, written + gap + text)
    return file
