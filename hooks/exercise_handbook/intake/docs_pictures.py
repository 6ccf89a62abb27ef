"""The pictures of docs/. MkDocs publishes them wherever they lie in that folder, so each is judged."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from exercise_handbook.cache import Table
from exercise_handbook.library.model.files import Picture
from exercise_handbook.library.problems import Place, Problem
from exercise_handbook.pictures.pictures import ENDINGS, FOREIGN_ENDINGS, judged

NO_PICTURES = {".gif", ".bmp", ".pdf"}
"""Endings that pages may show or link to as they are; figures/ takes none of them."""

MEANT = tuple(sorted(ENDINGS.keys() | FOREIGN_ENDINGS - NO_PICTURES))

LEFT_OUT = re.compile(r"(.*/)?\.|(templates|readme)/")
"""What is not published of docs/: what MkDocs leaves out by itself, and what mkdocs.yml names under exclude_docs."""

INSIDE = "it is {} inside; give it the ending of what it is"


def is_picture(name: str) -> bool:
    """Whether a file of that name is published as a picture, or refused if it is none."""
    return name.lower().endswith(MEANT)


def unfit_pictures(docs: Path | None, known: Table) -> Iterator[Problem]:
    """Each picture in docs that cannot be shown. What is known already is not looked at again."""
    if docs is None or not docs.is_dir():
        return
    files = [*_files(docs, docs)]
    for file, picture in zip(files, judged(files, docs.resolve(), known), strict=True):
        if trouble := picture.trouble or _misnamed(file.name, picture):
            yield Problem(Place(file.path, 0), "", trouble)


def _files(folder: Path, docs: Path) -> Iterator[os.DirEntry[str]]:
    """The pictures in a folder of docs and in those inside it, by name."""
    for one in sorted(os.scandir(folder), key=lambda one: one.name):
        path = Path(one.path)
        if LEFT_OUT.match(path.relative_to(docs).as_posix() + "/" * one.is_dir()):
            continue
        if one.is_dir():
            yield from _files(path, docs)
        elif is_picture(one.name):
            yield one


def _misnamed(name: str, picture: Picture) -> str:
    is_named_so = picture.kind == ENDINGS[Path(name).suffix.lower()]
    return "" if is_named_so else INSIDE.format(picture.kind)
