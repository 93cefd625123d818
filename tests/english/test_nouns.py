<<<<<<< HEAD
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
=======
"""Plurals, and nouns for people."""

import pytest

from analysis.english.nouns import is_one_person, is_plural, plural, singular


@pytest.mark.parametrize(
    ("one", "many"),
    [("city", "cities"), ("day", "days"), ("child", "children"), ("church", "churches"), ("gunman", "gunmen"),
     ("german", "germans"), ("nurse", "nurses"), ("wolf", "wolves"), ("saudi", "saudis")],
)  # fmt: skip
def test_singular_and_plural_lead_to_each_other(one, many):
    assert plural(one) == many
    assert singular(many) == one
    assert is_plural(many)
    assert not is_plural(one)


@pytest.mark.parametrize("word", ["news", "crisis", "bus", "specimen", "glass", "its"])
def test_not_every_word_in_s_is_a_plural(word):
    assert not is_plural(word)
    assert singular(word) == word


def test_a_noun_for_one_person():
    assert [is_one_person(noun) for noun in ("teacher", "mayor", "eyewitness", "river", "department")] == [
        True, True, True, False, False,
    ]  # fmt: skip
>>>>>>> english
