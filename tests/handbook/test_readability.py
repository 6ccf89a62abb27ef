"""Readability: the grade is Flesch and Kincaid's, worked out by hand here."""

import pytest

from exercise_handbook.readability import grade, sentences, syllables_of


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


def test_a_colon_and_a_semicolon_end_a_sentence():
    assert sentences(["Call 999: one; two."]) == ["Call 999:", "one;", "two."]
