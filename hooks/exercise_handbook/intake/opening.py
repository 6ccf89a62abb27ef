"""What a library's folder holds: its files as they were read, on top of those of the library that it builds on."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from exercise_handbook.cache import Table
from exercise_handbook.intake.advice import nearest
from exercise_handbook.intake.bases import base_folder
from exercise_handbook.intake.changes import read_changes
from exercise_handbook.intake.docs_pages import written_pages
from exercise_handbook.intake.docs_pictures import unfit_pictures
from exercise_handbook.intake.extending import on_top, picture_files, taken_pictures, without_clashes
from exercise_handbook.intake.folder import Folder
from exercise_handbook.intake.plain_text import no_file
from exercise_handbook.intake.strict_yaml import read
from exercise_handbook.intake.yaml_places import YamlFile
from exercise_handbook.library.problems import Place, Problem, Problems, Trail

FILES = ("library", "vocabulary", "exercises", "routines", "safety", "sources", "addresses", "about", "labels")
"""The files a library may have, without their ending; CONTRIBUTING.md says what each is for."""

NO_FOLDER = "there is no such folder; write that of a library, as DATA=data"
NO_BASE = "{said} is no library; write lower-back, or the path of a folder with a library.yaml"
BASELESS = "it is for a library that builds on another; write extends: lower-back in library.yaml, or delete this file"
ON_TOP = ("changes", "agreed")
"""Files beside them of a library that builds on another: what differs from that, and what that said then."""

FOLDERS = ("docs", "figures", "languages")
NOT_A_FOLDER = "it is no folder, and a library has one of this name; move what lies there, or call it otherwise"

HAS_ITSELF = "routines"
"""The file in which routines stand under their name, beside what is said of all."""

WRAPPED = (
    "{} stands in the file’s name already; delete this line, and begin all below it two spaces further to the left"
)

REQUIRED = ("library", "exercises")
"""Those that no library does without."""

NOTES = re.compile(rb"(?:\s*#.*)+\s*")
"""A file that holds nothing but comments."""

DATA_LIKE = re.compile(r"\.ya?ml$|\.ya?ml\.|^[^.]+(\.(txt|json))?$", re.IGNORECASE)
"""Names that look as if data were meant; editors and Windows add endings that people do not see."""

BACKUP = re.compile(r"~$|\.(bak|orig|old|save|swp)$", re.IGNORECASE)
"""Names of copies that editors and git leave beside a file."""


def opened(home: Path, docs: Path | None, known: Table, above: tuple[Path, ...] = ()) -> Folder:
    """What a library's folder holds, on top of what its base does; `above` are the folders that led here.

    Raises Problems where there is no folder, no base, or nothing to change in one.
    """
    folder = _folder(home, docs, known)
    if "library" in folder.own and "extends" in folder.own["library"].values:
        return _extended(folder, known, (*above, home.resolve()))
    if on_top := [name for name in ON_TOP if name in folder.own]:
        baseless = Problem(folder.own[on_top[0]].place(()), "", BASELESS)  # all else that is wrong follows from it
        raise Problems([*folder.problems, *([] if "library" in folder.unread else [baseless])])
    return folder


def _extended(folder: Folder, known: Table, above: tuple[Path, ...]) -> Folder:
    """A library on top of its base. Raises Problems where there is no such base."""
    base = _base(folder, known, above)
    changes = read_changes(folder.own.get(ON_TOP[0], YamlFile(str(folder.home / "changes.yaml"), {})), base.files)
    own, clashes = without_clashes(base.files, folder.own)
    taken = taken_pictures(base.picture_files, picture_files(folder.home))
    return replace(
        folder,
        files=on_top(base.files, {name: file for name, file in own.items() if name not in ON_TOP}, changes),
        base=base,
        changes=changes,
        problems=(*folder.problems, *base.problems, *changes.problems, *clashes, *taken),
        unread=folder.unread | base.unread,
        doubled=folder.doubled | base.doubled,
    )


def _base(folder: Folder, known: Table, above: tuple[Path, ...]) -> Folder:
    """The library that another one builds on. Raises Problems where there is none."""
    file = folder.own["library"]
    said = file.values["extends"]
    where = base_folder(said, folder.home) if isinstance(said, str) else None
    if where and where not in above:
        return opened(where, None, known, above)
    message = "it leads back to this library; name another" if where else NO_BASE.format(said=said)
    raise Problems([Problem(file.place(("extends",)), "extends", message)])


def _folder(home: Path, docs: Path | None, known: Table) -> Folder:
    """The files of a folder and the pages beside it. Raises Problems where there is no folder."""
    if not home.is_dir():
        raise Problems([Problem(Place(str(home), 0), "", NO_FOLDER)])
    names = {file.name for file in home.iterdir()}
    unread, problems = _strangers(home, names)
    problems += [*_no_folders(home, names), *unfit_pictures(docs, known)]
    files: dict[str, YamlFile] = {}
    doubled: set[Trail] = set()
    for name in (name for name in (*FILES, *ON_TOP) if f"{name}.yaml" in names):
        if _is_still_to_be_written(home, name, files):
            continue
        files[name], wrong = _yaml_file(home / f"{name}.yaml", known)
        problems += wrong
        unread |= {name} if wrong and not files[name].values else set()
        doubled |= {(name, *trail) for trail in files[name].doubled()} if wrong else set()
    pages, wrong = written_pages(docs)
    return Folder(
        home, files, files, pages, problems=(*problems, *wrong), unread=frozenset(unread), doubled=frozenset(doubled)
    )


def _is_still_to_be_written(home: Path, name: str, read_before: Mapping[str, YamlFile]) -> bool:
    """Whether a file that a library may do without holds notes and examples alone; library.yaml is read first."""
    file = home / f"{name}.yaml"
    is_on_top = "library" in read_before and "extends" in read_before["library"].values
    return (is_on_top or name not in REQUIRED) and file.is_file() and NOTES.fullmatch(file.read_bytes()) is not None


def _yaml_file(file: Path, known: Table) -> tuple[YamlFile, list[Problem]]:
    """A file as it was read; empty, with the reason, where it is no file."""
    if trouble := no_file(file):
        return YamlFile(str(file), {}), [Problem(Place(str(file)), "", trouble)]
    return _unwrapped(*read(file, known), file.stem)


def _unwrapped(file: YamlFile, problems: list[Problem], name: str) -> tuple[YamlFile, list[Problem]]:
    """A file as it was read; empty, with the reason, where all of it stands under its own name."""
    if name == HAS_ITSELF or file.values.keys() != {name} or not isinstance(file.values[name], dict):
        return file, problems
    return file.bare(), [*problems, Problem(file.place((name,)), "", WRAPPED.format(name))]


def _no_folders(home: Path, names: set[str]) -> Iterator[Problem]:
    """Folders that are none. Raises OSError where one is closed to us: it would be passed over like an empty one."""
    for folder in (home / name for name in FOLDERS if name in names):
        if folder.is_dir():
            next(folder.iterdir(), None)
        else:
            yield Problem(Place(str(folder)), "", NOT_A_FOLDER)


def _strangers(home: Path, names: set[str]) -> tuple[set[str], list[Problem]]:
    """The files that look like data and would be left out without a word: which they were meant to be, and as told."""
    known = [f"{name}.yaml" for name in (*FILES, *ON_TOP)]
    unread: set[str] = set()
    problems: list[Problem] = []
    for name in sorted(name for name in names - set(known) if not name.startswith(".")):
        is_backup = BACKUP.search(name) and names.intersection(known)
        meant = [one for one in known if name.lower().partition(".")[0].partition(" ")[0] == one.partition(".")[0]]
        is_yaml = name.lower().endswith((".yaml", ".yml"))
        if is_yaml or (meant and DATA_LIKE.search(name) and not is_backup):
            advice = f"; did you mean {meant[0]}?" if meant else nearest(name, known)
            problems.append(Problem(Place(str(home / name)), "", f"no such file in a library{advice}"))
            unread |= {one for one in FILES if f"{one}.yaml?" in advice and f"{one}.yaml" not in names}
    return unread, problems
