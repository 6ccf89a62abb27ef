"""`handbook languages`: how whole the labels of each language are, and its file brought up to date."""

import sys
from collections.abc import Iterator
from pathlib import Path

from babel import Locale, UnknownLocaleError

from exercise_handbook.labels.catalogue import FILE, english
from exercise_handbook.labels.say import made_by
from exercise_handbook.labels.translations import translated, up_to_date
from exercise_handbook.refusals import CannotGoOn, told

HOME = FILE.parent
EVERY = "all"
NO_LANGUAGE = "{tag}: write the two or three letters of a language, such as fr, or all"


def main(update: str, home: Path = HOME) -> int:
    """Bring a language's file up to date, or each one's with EVERY; "" changes none. Then tell how whole each is.

    Returns 1 if a label is missing, behind its English or ill-fitting in any.
    """
    for tag in _asked(update, home):
        _bring_up_to_date(home / f"{tag}.po", _locale(tag))
    lines = [*state(home)]
    print("\n".join([f"en: {len(english())} labels, the source", *(line for line, _ in lines)]))
    return int(any(wrong for _, wrong in lines))


def state(home: Path = HOME) -> Iterator[tuple[str, int]]:
    """A line a language: how many labels it has, who made them, what has to be done; and how many have to be."""
    for file in sorted(home.glob("*.po")):
        locale = _locale(file.stem)
        complaints = translated(file.read_text(encoding="utf-8"), english(), locale)[1]
        wrong = len({one.slug for one in complaints})
        yield _line(file, locale, wrong), wrong
        yield from ((f"  {file}:{line}: {slug}: {why}", 0) for line, slug, why in complaints)


def _line(file: Path, locale: Locale, wrong: int) -> str:
    translator, reader = made_by(file.stem, file.parent) or ("", "")
    whole = f"{len(english()) - wrong} of {len(english())} labels" if wrong else "whole"
    made = f"translated by {translator or 'nobody yet'}, read by {reader or 'nobody who speaks it'}"
    return f"{file.stem}: {locale.english_name}, {whole}, {made}"


def _asked(update: str, home: Path) -> list[str]:
    return sorted(file.stem for file in home.glob("*.po")) if update == EVERY else [update] if update else []


def _bring_up_to_date(file: Path, locale: Locale) -> None:
    """Write a file anew: new labels empty, changed ones marked beside their old English; a file of its own at first."""
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    file.write_text(up_to_date(text, english(), locale), encoding="utf-8")


def _locale(tag: str) -> Locale:
    try:
        return Locale(tag)
    except UnknownLocaleError as error:
        raise CannotGoOn(NO_LANGUAGE.format(tag=tag)) from error


if __name__ == "__main__":
    sys.exit(told(lambda: main("".join(sys.argv[1:2]))))
