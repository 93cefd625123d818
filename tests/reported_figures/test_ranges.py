"""Two numbers that are one, and two that are not."""

import pytest

from analysis.reported_figures import quantities_in


@pytest.mark.parametrize(
    "text",
    [
        "rose by $43.6 billion to $419.2 billion",
        "grew by about 12 per cent to €96.4bn",
        "after 1 month to 50 years",
        "rose from 5 to 10 points",
    ],
)
def test_two_figures(text):
    assert [q.bound for q in quantities_in(text) if q.bound == "range"] == []
    assert len(quantities_in(text)) == 2


@pytest.mark.parametrize("text", ["won 2-1 at home", "a 9-2 lead", "a 3 to 1 margin"])
def test_scores(text):
    assert [q.role for q in quantities_in(text)] == ["score"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("by a 5-to-4 vote", [5, 4]),
        ("Deputies voted 34 to 87 against it", [34, 87]),
        ("the bill passed 219-210", [219, 210]),
    ],
)
def test_votes_for_and_against_are_two_figures(text, values):
    assert [(q.value, q.bound) for q in quantities_in(text)] == [(value, "exact") for value in values]


def test_a_range_of_days_with_its_hyphens():
    (quantity,) = quantities_in("5- to 7-day delivery")
    assert (quantity.low, quantity.high, quantity.unit) == (5, 7, "days")


def test_a_magnitude_said_once_holds_for_both():
    (quantity,) = quantities_in("between 1.5 and 2 million votes")
    assert (quantity.low, quantity.high) == (1.5e6, 2e6)
