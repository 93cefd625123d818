"""Currencies, signs and magnitudes around a number."""

import pytest

from analysis.reported_figures import quantities_in


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("US $2.24", 2.24, "USD"),
        ("$US160 million", 160e6, "USD"),
        ("RM23.50", 23.5, "MYR"),
        ("Rs. 500", 500, "INR"),
        ("a $1.1-billion deal", 1.1e9, "USD"),
        ("-5 degrees", -5, "degrees"),
        ("2.7m combined digital and physical sales", 2.7e6, None),
        ("a 60m sprint", 60, "metres"),
    ],
)
def test_parts(text, value, unit):
    (quantity,) = quantities_in(text)
    assert (quantity.value, quantity.unit) == (value, unit)
