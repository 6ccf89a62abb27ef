"""Readability: the grade is Flesch and Kincaid's, worked out by hand here."""

import pytest

from exercise_handbook.commands.readability import (
    fog_pl,
    formula_of,
    grade,
    inflesz,
    kandel_moles,
    length,
    martins,
    sentences,
    syllables_in,
    syllables_of,
    vienna,
)


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("tummy", 2),
        ("exercise", 3),
        ("straight", 1),
        ("knee", 1),
        ("osteoporosis", 6),
        ("knee-to-chest", 3),
        ("15cm", 1),
    ],
)
def test_syllables_are_those_one_says(word, syllables):
    assert syllables_of(word) == syllables


def test_a_grade_counts_words_and_syllables():
    words, syllables, count = 7, 9, 2  # Lie on your back. Tighten your tummy.
    expected = 0.39 * words / count + 11.8 * syllables / words - 15.59
    assert grade(["Lie on your back. Tighten your tummy."]) == pytest.approx(expected)


def test_a_text_without_a_full_stop_is_a_sentence():
    assert sentences(["One two", "Three. Four? Five"]) == ["One two", "Three.", "Four?", "Five"]


@pytest.mark.parametrize(
    ("text", "words"), [("আপনি থুতনি নামান। তুলুন।", 3), ("مسطحًا ثم مريحًا؟ نعم", 3), ("Don’t sit-up. Rest", 2)]
)
def test_a_word_keeps_the_marks_on_its_letters(text, words):
    assert length(sentences([text])[0]) == words


def test_a_colon_and_a_semicolon_end_a_sentence():
    assert sentences(["Call 999: one; two."]) == ["Call 999:", "one;", "two."]


@pytest.mark.parametrize(
    ("language", "counted"),
    [
        ("es", {"espalda": 3, "día": 2, "tensión": 2, "muy": 1, "hay": 1, "y": 1, "leer": 2, "queso": 2, "cigüeña": 3}),
        ("de", {"Rücken": 2, "Bewegung": 3, "Knie": 1, "Übung": 2, "Bein": 1, "Schulter": 2}),
        ("fr", {"jambe": 1, "genou": 2, "exercice": 3, "théâtre": 2, "le": 1, "épaules": 2, "pied": 1}),
        ("pt", {"coluna": 3, "joelho": 3, "exercício": 4, "quadril": 2, "ainda": 3, "não": 1, "água": 2, "treinar": 2}),
        ("pt", {"dia": 2, "saúde": 3, "guia": 2, "rainha": 3, "posições": 3, "contínuo": 3, "e": 1}),
        ("pl", {"ćwiczenie": 3, "się": 1, "kręgosłup": 3, "w": 1, "nauka": 3, "oddychaj": 3}),
    ],
)
def test_syllables_of_other_languages_are_counted_by_their_vowels(language, counted):
    assert {word: syllables_in(word, language) for word in counted} == counted


def test_each_formula_is_worked_out_by_hand():
    spanish = "Baje la barbilla. Levante otra vez la barbilla."  # 2 sentences, 8 words, 2+1+3+3+2+1+1+3 syllables
    assert inflesz([spanish]) == pytest.approx(206.835 - 62.3 * 16 / 8 - 8 / 2)
    french = "Levez la jambe. Pliez le genou."  # 6 words, 2+1+1+1+1+2 syllables, as “ie” counts as one
    assert kandel_moles([french]) == pytest.approx(207 - 1.015 * 6 / 2 - 73.6 * 8 / 6)
    german = "Heben Sie langsam das Schulterblatt."  # one of 3 syllables, two of more than 6 letters, two of 1 syllable
    assert vienna([german]) == pytest.approx(0.1935 * 20 + 0.1672 * 5 + 0.1297 * 40 - 0.0327 * 40 - 0.875)
    portuguese = "Abaixe o queixo. Depois levante o queixo."  # 7 words, 3+1+2+2+3+1+2 syllables
    assert martins([portuguese]) == pytest.approx(248.835 - 1.015 * 7 / 2 - 84.6 * 14 / 7)
    polish = "Powoli podnieś rękę. Fizjoterapeuta patrzy."  # one word in five has 4 syllables or more
    assert fog_pl([polish]) == pytest.approx(0.4 * (5 / 2 + 20))


@pytest.mark.parametrize(
    ("language", "name"),
    [("es-MX", "INFLESZ"), ("de-CH", "Wiener Sachtextformel"), ("pl", "FOG-PL"), ("pt-BR", "Flesch-Martins")],
)
def test_a_language_is_judged_by_what_was_made_for_it(language, name):
    assert formula_of(language).name == name
    assert [formula_of(other) for other in ("ar-EG", "cy", "it")] == [None] * 3


def test_where_a_score_is_an_ease_less_of_it_is_harder():
    spanish, polish = formula_of("es"), formula_of("pl")
    hard = "La rehabilitación multidisciplinaria individualizada requiere aproximadamente veinticuatro intervenciones."
    assert spanish.is_beyond(spanish.score([hard]), spanish.limit)
    assert spanish.hardness([hard]) > spanish.hardness(["Baje la barbilla."])
    assert polish.is_beyond(9.1, polish.limit)
    assert not polish.is_beyond(8.9, polish.limit)
