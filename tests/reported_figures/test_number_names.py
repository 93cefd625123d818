"""Numbers that belong to a name."""

import pytest

from analysis.reported_figures import quantities_in


def figures(text):
    return [q.value for q in quantities_in(text) if q.role == "figure"]


@pytest.mark.parametrize(
    "text",
    [
        "See Figure 2.3 above.",
        "They asked the Wave 4 respondents.",
        "the S&P 500 index",
        "She lives at 508 Cannon Road.",
    ],
)
def test_part_of_a_name(text):
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("In Kharkiv 5 people died.", 5), ("On Monday 12 people were hurt.", 12), ("store 500 items", 500)],
)
def test_counts_after_a_capital_or_a_verb(text, value):
    assert figures(text) == [value]
