"""Rises and falls."""

import pytest

from analysis.reported_figures.changes import change_before
from analysis.reported_figures.scan import scan


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("prices rose by about 5", "up"),
        ("shares were down nearly 5", "down"),
        ("the club lost at least 5", "down"),
        ("they gave up 5", None),
        ("the index stood at 5", None),
    ],
)
def test_the_verb_before_the_number_says_which_way(text, change):
    tokens = scan(text)
    assert change_before(tokens, len(tokens.words) - 1) == change
