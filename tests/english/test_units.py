"""Units after a number."""

import pytest

from analysis.english.numbers import Conventions, numbers_of
from analysis.english.tokens import scan
from analysis.english.units import unit_after


def unit(text):
    tokens = scan(text)
    number = numbers_of(tokens, conventions=Conventions())[0]
    return unit_after(tokens, number.last, limit=len(tokens.words), number=number)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("5 per cent", "percent"),
        ("60 basis points", "basis points"),
        ("12 °C", "degrees Celsius"),
        ("six hours a week", "hours per week"),
        ("450 sq ft", "square feet"),
        ("5W laser", "watts"),
        ("a 30-foot wall", "feet"),
        ("fined 500 pounds", "GBP"),
        ("weighs 500 pounds", "pounds"),
    ],
)
def test_names(text, name):
    assert unit(text).name == name


def test_common_nouns_are_no_units():
    assert unit("5 prisoners") is None
