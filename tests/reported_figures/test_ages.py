"""Ages without a unit."""

import pytest

from analysis.reported_figures import quantities_in


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Maria Lind, 42, was arrested.", "years"),
        ("The suspect, aged 34, fled.", "years"),
        ("He was 18 when he left.", "years"),
        ("It raises the voting age to 21.", "years"),
        ("He won with 18, she with more.", None),
        ("The numbers were 3, 42, 7.", None),
    ],
)
def test_ages(text, unit):
    assert quantities_in(text)[0].unit == unit
