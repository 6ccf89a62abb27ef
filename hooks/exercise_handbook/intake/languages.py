"""Whether the program can speak the language of a library: its labels are all there and fit their English."""

from collections.abc import Iterator, Mapping
from typing import Any

from exercise_handbook.intake.general import language_of
from exercise_handbook.labels.say import is_english, say_in
from exercise_handbook.library.model.publication import LANGUAGES
from exercise_handbook.library.problems import Place, Problem

NOT_WHOLE = "the program does not speak all of it; handbook languages --update {base} brings its file up to date"


def unspoken(values: Mapping[str, Any], place: Place) -> Iterator[Problem]:
    """Every label that keeps a library's language from being used, and at its own place what to do about it.

    A language nobody knows is told elsewhere.
    """
    language = language_of(values)
    if is_english(language) or language not in LANGUAGES:
        return
    from exercise_handbook.labels.translations import Behind  # not loaded where only English is spoken

    try:
        say_in(language)
    except Behind as behind:
        yield Problem(place, "language", NOT_WHOLE.format(base=language.partition("-")[0]))
        for line, slug, why, _ in behind.complaints:
            yield Problem(Place(str(behind.file), line), slug, why)
