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
    assert [is_one_person(noun) for noun in (
        "teacher", "mayor", "eyewitness", "patient", "inmate", "schoolgirl", "river", "department", "apparent",
    )] == [True] * 6 + [False] * 3  # fmt: skip
