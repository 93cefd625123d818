"""How firm a number is said to be."""

import pytest

from analysis.reported_figures import quantities_in
from analysis.reported_figures.bounds import limits


@pytest.mark.parametrize(
    ("text", "bound", "low", "high"),
    [
        ("30 people", "exact", 30, 30),
        ("over 30 people", "more_than", 30, None),
        ("more than 30 people", "more_than", 30, None),
        ("at least 30 people", "at_least", 30, None),
        ("no fewer than 30 people", "at_least", 30, None),
        ("30 or more people", "at_least", 30, None),
        ("30+ people", "at_least", 30, None),
        ("as many as 30 people", "at_most", None, 30),
        ("up to 30 people", "at_most", None, 30),
        ("fewer than 30 people", "fewer_than", None, 30),
        ("less than 30 people", "fewer_than", None, 30),
        ("about 30 people", "about", 27, 33),
        ("some 30 people", "about", 27, 33),
        ("30 or so people", "about", 27, 33),
        ("nearly 30 people", "about", 27, 30),
        ("at least about 30 people", "at_least", 30, None),
        ("between 20 and 30 people", "range", 20, 30),
        ("20-30 people", "range", 20, 30),
        ("dozens of people", "vague", 12, None),
        ("hundreds, if not thousands, of people", "vague", 100, None),
    ],
)
def test_bounds(text, bound, low, high):
    (quantity,) = quantities_in(text)
    assert (quantity.bound, quantity.low, quantity.high) == (bound, low, high)
    assert quantity.head == "person"


def test_over_two_dozen_is_open_above_24():
    (quantity,) = quantities_in("clemency to over two dozen detainees")
    assert (quantity.value, quantity.low, quantity.low_inclusive, quantity.high) == (24, 24, False, None)


def test_over_a_period_is_no_bound():
    assert quantities_in("He wrote it over six months.")[0].bound == "exact"
    assert quantities_in("He ruled for over six months.")[0].bound == "more_than"


def test_limits_contain_the_value_they_allow():
    for bound in ("exact", "at_least", "about", "at_most", "vague", "nearly"):
        interval = limits(50, bound=bound)
        assert interval.low is None or interval.low <= 50
        assert interval.high is None or interval.high >= 50
