"""The other word of some readers stands in brackets, once, and never in what a link or a name says."""

from copy import deepcopy

import pytest

from exercise_handbook.pages.other_words import in_other_words, sheet_in_other_words


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("<main><p>Your hat, and a hat.</p>", "<main><p>Your hat (cap &amp; bonnet), and a hat.</p>"),
        (
            "<title>A hat</title><main><p>Hats. A HAT.</p>",
            "<title>A hat</title><main><p>Hats. A HAT (cap &amp; bonnet).</p>",
        ),
        ('<main><a title="hat">A hat</a> <b>hat</b>', '<main><a title="hat">A hat</a> <b>hat (cap &amp; bonnet)</b>'),
        ("<main>Your hat&#39;s brim.", "<main>Your hat&#39;s brim."),
        ("<main>That chat.", "<main>That chat."),
    ],
)
def test_a_word_that_some_readers_do_not_know_is_said_otherwise_once(sample, said, shown):
    assert in_other_words(said, sample) == shown


def test_a_sheet_says_a_word_otherwise_once_where_its_words_say_it_first(sample):
    told = {"title": "A hat", "ask": ["Ask your HAT"], "exercises": [{"name": "Hat", "steps": ["Lift your hat."]}]}
    assert sheet_in_other_words(deepcopy(told), sample) == told | {"ask": ["Ask your HAT (cap & bonnet)"]}
