"""Ages say who somebody is: they are read, and are no figures."""

import pytest

from analysis.reported_figures import quantities_in


@pytest.mark.parametrize(
    "text",
    [
        "Maria Lind, 42, was arrested.",
        "The suspect, aged 34, fled.",
        "He was 18 when he left.",
        "“Then nothing,” said Petra Lind, 47.",
        "The driver was named as Petra Lind, 47.",
        "a 69-year-old woman",
        "He died at the age of 27.",
        "children up to age five",
        "children under five with measles",
        "people aged between 18 and 24",
        "16- to 24-year-olds",
    ],
)
def test_ages(text):
    assert [(q.role, q.unit) for q in quantities_in(text)] == [("age", "years")]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("It raises the voting age to 21.", "years"),
        ("They have an average age of 37.", "years"),
        ("He won with 18, she with more.", None),
        ("The numbers were 3, 42, 7.", None),
        ("He was jailed for 12 years.", "years"),
    ],
)
def test_figures(text, unit):
    first = quantities_in(text)[0]
    assert (first.role, first.unit) == ("figure", unit)
