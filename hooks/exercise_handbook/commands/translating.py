"""`handbook languages` and `handbook translate`: how complete each language is, and PO files brought up to date.

The translated labels of the program are beside labels.yaml, those of a library in its languages/: a PO file each.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError

from exercise_handbook.cache import write_whole
from exercise_handbook.intake.folder import Folder
from exercise_handbook.intake.load import in_its_first_language
from exercise_handbook.intake.texts import texts
from exercise_handbook.intake.translated import is_published
from exercise_handbook.intake.translated_pages import pages_in
from exercise_handbook.intake.words import FOLDER, Words, files_for, files_of, read_words, to_translate
from exercise_handbook.labels.catalogue import FILE, Label, english
from exercise_handbook.labels.made_by import made_by
from exercise_handbook.labels.translations import LABELS, translated, up_to_date
from exercise_handbook.library.library import Library
from exercise_handbook.library.model.publication import LANGUAGES
from exercise_handbook.refusals import CannotGoOn

HOME = FILE.parent
EVERY = "all"
WORDS = "words of a library"
EMPTY = "texts that have no words yet: {count}, the first in {first}"
NOT_PUBLISHED = "not published (docs/translating.md tells when it is)"
NO_LANGUAGE = "{tag}: write the two or three letters of a language, such as fr, or all"
NOT_SPOKEN = "{tag}: write a language that the program speaks: {known}"


def translate(home: Path, docs: Path, tag: str) -> int:
    """Update a library's translation into a language, or begin one, and print what is left to do.

    Returns 1 if words are missing, outdated or do not fit.
    """
    if tag not in LANGUAGES:
        raise CannotGoOn(NOT_SPOKEN.format(tag=tag, known=", ".join(LANGUAGES)))
    values, library, folder = in_its_first_language(home, docs)
    file = home / FOLDER / f"{tag}.po"
    _bring_up_to_date(file, to_translate(files_for(file, folder), values), Locale.parse(tag, sep="-"), WORDS)
    lines, wrong = _words_state(file, values, library, folder)
    print("\n".join(lines))
    return int(wrong)


def of_a_library(home: Path, docs: Path) -> int:
    """Print how complete each translation of a library is. Returns 1 if a published one is not."""
    if not files_of(home):
        return 0
    values, library, folder = in_its_first_language(home, docs)
    found = [_words_state(file, values, library, folder) for file in files_of(home)]
    print("\n".join(line for lines, _ in found for line in lines))
    return int(any(wrong for _, wrong in found))


def _words_state(file: Path, values: Mapping[str, Any], library: Library, folder: Folder) -> tuple[list[str], bool]:
    """Lines on how complete a translation is, and whether it is published although something is left to do."""
    words = read_words(files_for(file, folder), values)
    made = words.made_by
    todo = {one.field for one in (*words.problems, *words.notices)}
    count = len(texts(values))
    whole = f"{count - len(todo)} of {count} texts" if todo else "whole"
    who = f"translated by {made.translator or 'nobody yet'}, checked by {made.reader or 'nobody who speaks it'}"
    shown = is_published(made, library)
    name = Locale.parse(words.tag, sep="-").english_name
    line = f"{file}: {name}, {whole}, {who}, {'published' if shown else NOT_PUBLISHED}"
    pages = pages_in(words.path, library, folder.written)
    lines = [line, *(f"  {one}" for one in (*_todo(words), *pages.problems, *pages.behind, *pages.missing.values()))]
    return lines, shown and bool(todo or pages.problems or pages.behind)


def _todo(words: Words) -> list[str]:
    """What does not fit or is outdated, a line each; and the number of texts not translated yet, often very many."""
    empty = [one for one in words.notices if words.late.get(one.field) == "missing"]
    late = [one for one in words.notices if one not in empty]
    told = [*map(str, words.problems), *map(str, late)]
    return [*told, EMPTY.format(count=len(empty), first=empty[0].place)] if empty else told


def main(update: str, home: Path = HOME) -> int:
    """Update the PO file of a language, of all with EVERY, or of none with "". Then print how complete each is.

    Returns 1 if in any of them a label is missing, outdated or does not fit.
    """
    for tag in _asked(update, home):
        _bring_up_to_date(home / f"{tag}.po", english(), _locale(tag), LABELS)
    lines = [*state(home)]
    print("\n".join([f"en: {len(english())} labels, the source", *(line for line, _ in lines)]))
    return int(any(wrong for _, wrong in lines))


def state(home: Path = HOME) -> Iterator[tuple[str, int]]:
    """A line for each language: how many labels it has, who made them, what is left to do; and how many that is."""
    for file in sorted(home.glob("*.po")):
        locale = _locale(file.stem)
        complaints = translated(file.read_text(encoding="utf-8"), english(), locale)[1]
        wrong = len({one.slug for one in complaints})
        yield _line(file, locale, wrong), wrong
        yield from ((f"  {file}:{line}: {slug}: {why}", 0) for line, slug, why, _ in complaints)


def _line(file: Path, locale: Locale, wrong: int) -> str:
    whole = f"{len(english()) - wrong} of {len(english())} labels" if wrong else "whole"
    who = made_by(file)
    made = f"translated by {who.translator or 'nobody yet'}, read by {who.reader or 'nobody who speaks it'}"
    return f"{file.stem}: {locale.english_name}, {whole}, {made}"


def _asked(update: str, home: Path) -> list[str]:
    return sorted(file.stem for file in home.glob("*.po")) if update == EVERY else [update] if update else []


def _bring_up_to_date(file: Path, source: Mapping[str, Label], locale: Locale, what: str) -> None:
    """Rewrite a PO file, or begin one: new texts empty, changed ones marked and kept beside their old English."""
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    write_whole(file, up_to_date(text, source, locale, what))


def _locale(tag: str) -> Locale:
    try:
        return Locale(tag)
    except UnknownLocaleError as error:
        raise CannotGoOn(NO_LANGUAGE.format(tag=tag)) from error
