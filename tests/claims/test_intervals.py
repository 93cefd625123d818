import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.claims.intervals import Interval, Quantity, fit, total
from analysis.errors import SchemaError

ENDS = st.integers(-20, 20)


@st.composite
def intervals(draw):
    low, high = sorted((draw(ENDS), draw(ENDS)))
    low, high = draw(st.sampled_from([low, -math.inf])), draw(st.sampled_from([high, math.inf]))
    if low == high:
        return Interval(low, high)
    return Interval(low, high, draw(st.booleans()), draw(st.booleans()))


# Every interval above has its ends on whole numbers, so halves tell all of them apart.
GRID = [n / 2 for n in range(-82, 83)]


def members(interval: Interval) -> set[float]:
    return {n for n in GRID if interval.contains(n)}


@settings(max_examples=120)
@given(intervals(), intervals())
def test_intersects_exactly_when_a_number_satisfies_both(one, other):
    assert one.intersects(other) == bool(members(one) & members(other))
    assert one.intersects(other) == other.intersects(one)
    assert one.intersects(other) == (one.gap(other) == 0 and not (one.below(other) or other.below(one)))


@settings(max_examples=80)
@given(intervals(), intervals())
def test_sums_hold_those_of_all_members(one, other):
    few = [sorted(members(x))[:: max(1, len(members(x)) // 6)] for x in (one, other)]
    assert all((one + other).contains(a + b) for a in few[0] for b in few[1])
    assert one + other == other + one


@given(intervals())
def test_below_and_contains_at_the_ends(interval):
    if math.isfinite(interval.low):
        assert interval.contains(interval.low) == interval.low_inclusive
        assert not interval.contains(interval.low - 1)
    assert not interval.below(interval)
    assert interval + Interval(0, 0) == interval


def test_over_75_fits_52_and_25_but_not_50_and_25():
    over_75 = Interval(low=75, low_inclusive=False)
    assert total([Interval(52, 52), Interval(25, 25)]).intersects(over_75)
    assert not total([Interval(50, 50), Interval(25, 25)]).intersects(over_75)


def test_rounding_never_makes_a_sum_without_numbers():
    tiny = Interval(0, 1e-300, low_inclusive=False, high_inclusive=False)
    assert (tiny + Interval(1e17, 1e17)).contains(1e17)


@pytest.mark.parametrize(("low", "high"), [(2, 1), (math.nan, 1), (1, math.nan)])
def test_ends_in_the_wrong_order_are_an_error(low, high):
    with pytest.raises(SchemaError):
        Interval(low, high)
    with pytest.raises(SchemaError):
        Interval(1, 1, low_inclusive=False)


def number(value, bound="exact"):
    ends = {"exact": (value, value), "about": (0.9 * value, 1.1 * value), "at_least": (value,), "vague": (value,)}
    return Quantity(value, Interval(*ends[bound], low_inclusive=True), bound)


ONE_TO_TWO_MILLION = Quantity(1.5e6, Interval(1e6, 2e6), "range")


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (number(1120), number(1100), "same"),  # rounded
        (number(1808581), number(1808000), "same"),  # cut off
        (number(1180), number(1150), "apart"),
        (number(50), number(49), "apart"),
        (number(1200), number(1184), "same"),
        (number(40), number(42), "apart"),  # one digit stands for what is as near as 3 %
        (number(8), number(8.2), "same"),
        (number(3500, "about"), number(2900, "about"), "apart"),
        (number(1100, "about"), number(1155), "same"),
        (number(1100, "about"), number(1156), "apart"),
        (number(1000, "about"), number(1100), "same"),  # with one digit it is rougher
        (number(1000, "about"), number(1101), "apart"),
        (number(86, "at_least"), number(114), "same"),
        (number(86, "at_least"), number(115), "far"),
        (number(1000, "at_least"), number(1999), "same"),
        (number(1000, "at_least"), number(2000), "far"),
        (number(100, "at_least"), number(999, "at_least"), "same"),
        (number(100, "at_least"), number(1000, "at_least"), "far"),
        (number(100, "vague"), number(40), "vague"),
        (
            Quantity(1.5e6, Interval(1e6, 2e6), "range"),
            Quantity(2e6, Interval(2e6, low_inclusive=False), "more_than"),
            "same",
        ),
    ],
)
def test_two_numbers_are_one_as_far_as_rounding_and_bounds_go(one, other, found):
    assert fit(one, other) == fit(other, one) == found


def bound(value, kind, low, high):
    return Quantity(value, Interval(low, high), kind)


def test_a_round_bound_is_no_rounding_of_what_it_excludes():
    over = bound(200, "more_than", 200, math.inf)
    assert fit(over, bound(195, "exact", 195, 195)) == "apart"
    assert fit(over, bound(203, "exact", 203, 203)) == "same"


def test_whole_days_and_round_years_are_rough():
    assert fit(Quantity(3, Interval(3, 3), grain=1), Quantity(2.5, Interval(2.5, 2.5))) == "same"
    assert fit(Quantity(3, Interval(3, 3), grain=1), Quantity(2, Interval(2, 2), grain=1)) == "apart"
