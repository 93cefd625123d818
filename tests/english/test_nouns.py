"""Nouns: plural and singular by form."""

import pytest

from analysis.english.nouns import is_plural, singular


@pytest.mark.parametrize(
    ("plural", "one"),
    [("prisoners", "prisoner"), ("bodies", "body"), ("boxes", "box"), ("people", "person"), ("guardsmen", "guardsman")],
)
def test_plurals(plural, one):
    assert is_plural(plural)
    assert singular(plural) == one


@pytest.mark.parametrize("word", ["news", "class", "virus", "regimen", "is", "basis"])
def test_words_that_only_look_like_plurals(word):
    assert not is_plural(word)
    assert singular(word) == word
