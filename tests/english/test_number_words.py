"""Numbers in words that are more than a number word."""

import pytest

from analysis.english.number_words import NUMBER_WORDS, in_words
from analysis.english.numbers import Conventions
from analysis.english.tokens import scan


@pytest.mark.parametrize(
    ("text", "index", "value", "form"),
    [
        ("one-and-a-half million", 0, 1.5e6, "words"),
        ("two-thirds of", 0, 2 / 3, "fraction"),
        ("half-dozen", 0, 6, "words"),
        ("a half-hour", 1, 0.5, "fraction"),
        ("dozens or even hundreds of", 0, 12, "vague"),
        ("thousands upon thousands", 0, 1000, "vague"),
    ],
)
def test_value_and_form(text, index, value, form):
    number = in_words(scan(text), index, conventions=Conventions())
    assert (number.value, number.form) == (pytest.approx(value), form)


def test_scores_are_vague_only_of_something():
    assert in_words(scan("scores of people"), 0, conventions=Conventions()).value == 20
    assert in_words(scan("scores twice"), 0, conventions=Conventions()) is None
    assert "scores" not in NUMBER_WORDS
