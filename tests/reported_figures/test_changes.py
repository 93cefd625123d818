"""The words of rising and falling, and what they make of two numbers."""

import pytest

from analysis.english.tokens import scan
from analysis.reported_figures import quantities_in
from analysis.reported_figures.changes import governor, is_change_verb, sign_of, verb_before


def test_words_of_change_have_a_direction():
    assert [sign_of(word) for word in ("climbed", "slid", "uptick", "cheaper", "stood")] == [1, -1, 1, -1, 0]
    assert [is_change_verb(word) for word in ("slid", "uptick")] == [True, False]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("fell to a record low of 7", "to"),
        ("grew by as many as 7", "many"),
        ("was down just 7", "down"),
        ("dipped down to 7", "to"),
        ("higher than the 7", "than"),
    ],
)
def test_adverbs_and_articles_govern_no_number(text, word):
    tokens = scan(text)
    assert tokens.at(governor(tokens, len(tokens.words) - 1)) == word


def test_a_verb_of_change_is_looked_for_in_its_clause_only():
    tokens = scan("Rents rose, and a queue formed by 7")
    assert verb_before(tokens, tokens.lower.index("by")) is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Rents rose by 8 to 11 per cent.", 8, 11),
        ("Rents may rise by 4 to 16 per cent.", 4, 16),
        ("Rents were down 6–9 per cent.", 6, 9),
        ("Rents rose between 8% and 11%.", 8, 11),
        ("The rent went up to 90 to 120 euros.", 90, 120),
        ("Waiting times will fall to 5 to 6 weeks.", 5, 6),
        ("Terms range from 8 to 11 years.", 8, 11),
        ("The ride takes from 8 to 11 hours.", 8, 11),
    ],
)
def test_a_range_of_a_change_or_of_a_level(text, low, high):
    (quantity,) = quantities_in(text)
    assert (quantity.bound, quantity.low, quantity.high) == ("range", low, high)


@pytest.mark.parametrize(
    "text",
    [
        "The tally rose by 8 to 11.",
        "The tally rose 8, to 11.",
        "Joblessness rose by 8 to 11 per cent.",
        "The council lowered its count from 11 to 8.",
        "That took the number of cases in the northern valleys from 8 to 11.",
        "Its staff went from about 8 to 11.",
    ],
)
def test_an_amount_and_a_level_or_two_levels(text):
    assert [quantity.bound for quantity in quantities_in(text) if quantity.bound == "range"] == []
    assert {quantity.value for quantity in quantities_in(text)} == {8, 11}
