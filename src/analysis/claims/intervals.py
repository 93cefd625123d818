"""Intervals of numbers with open, closed or missing ends: what "over 75", "at least 27" and "20 to 25" allow, and
whether two numbers as newspapers give them can be one.

Do two statements share a number, what do two counts add up to, how far can they differ.
After Moore, Kearfott and Cloud (2009), Introduction to Interval Analysis.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache, reduce
from typing import Literal

from analysis.errors import SchemaError

# "At least 86" says that 86 were counted: a firm number of so many times as much is another count. A bound with one
# significant digit ("more than 1,000") is only the last round number passed, and reaches to the next but one.
_BEYOND_BOUND, _BEYOND_ROUND_BOUND = 4 / 3, 2
# "At least three" says nothing of how many more.
_FEW = 10
# Two lower limits an order of magnitude apart hardly count the same thing.
_FAR_APART = 10
# "Some 3,500" allows so much on each side when it is set against another number; "nearly 300", with one digit, more.
_ABOUT, _ABOUT_ROUND = 0.05, 0.1
# A number with one significant digit stands for what rounds to it only if that is so near: 8 % for 8.2 %.
_ROUNDED = 0.03
# Whole numbers are rounded to hundreds and more, not to tens.
_ROUND = 100
Fit = Literal["same", "apart", "far", "vague"]


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers from `low` to `high`; infinite ends are always open.

    >>> over_75 = Interval(low=75, low_inclusive=False)
    >>> over_75.contains(75), over_75.contains(77)
    (False, True)
    """

    low: float = -math.inf
    high: float = math.inf
    low_inclusive: bool = True
    high_inclusive: bool = True

    def __post_init__(self) -> None:
        if math.isnan(self.low) or math.isnan(self.high) or self.low > self.high:
            raise SchemaError(f"No number lies from {self.low} to {self.high}: low must not be above high.")
        if self.low == self.high and not (self.low_inclusive and self.high_inclusive):
            raise SchemaError(f"No number lies between {self.low} and itself: such an interval needs both ends.")
        for end in ("low", "high"):
            if math.isinf(getattr(self, end)):
                object.__setattr__(self, f"{end}_inclusive", False)

    def contains(self, number: float) -> bool:
        """Whether the statement allows this number."""
        above = number > self.low or (number == self.low and self.low_inclusive)
        below = number < self.high or (number == self.high and self.high_inclusive)
        return above and below

    def intersects(self, other: "Interval") -> bool:
        """Whether some number satisfies both: can both statements be true?"""
        return not (self.below(other) or other.below(self))

    def below(self, other: "Interval") -> bool:
        """Whether every number here is smaller than every number there."""
        if self.high == other.low:
            return not (self.high_inclusive and other.low_inclusive)
        return self.high < other.low

    def __add__(self, other: "Interval") -> "Interval":
        inclusive = self.low_inclusive and other.low_inclusive, self.high_inclusive and other.high_inclusive
        return _made(self.low + other.low, self.high + other.high, *inclusive)

    def gap(self, other: "Interval") -> float:
        """The distance between the nearest ends of two that share nothing; 0 if they share or touch.

        >>> Interval(1184, 1184).gap(Interval(low=1400, low_inclusive=False))
        216
        """
        return max(other.low - self.high, self.low - other.high, 0)


def _made(low: float, high: float, low_inclusive: bool, high_inclusive: bool) -> Interval:
    """An interval from computed ends; rounding may have closed an open one to a point."""
    point = low == high
    return Interval(low, high, low_inclusive or point, high_inclusive or point)


def total(intervals: Iterable[Interval]) -> Interval:
    """What several counts add up to; of none, zero.

    >>> total([Interval(52, 52), Interval(25, 25)])
    Interval(low=77, high=77, low_inclusive=True, high_inclusive=True)
    """
    return reduce(Interval.__add__, intervals, Interval(0, 0))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as reported: the value said, what its words allow, how firm it is, and the unit it is rounded to.

    `grain` is that unit where one is told in whole ones: "a three-day siege" may have lasted 60 hours.
    """

    value: float
    interval: Interval
    bound: str = "exact"
    grain: float = 0.0

    @property
    def is_point(self) -> bool:
        """Whether it allows nothing but the value said."""
        return self.interval.low == self.interval.high == self.value

    @property
    def firm(self) -> Interval:
        """What the words allow when they are set against another number: "some" and "nearly" allow little."""
        if self.bound != "about" or not math.isfinite(self.interval.low + self.interval.high):
            return self.interval
        low, high = self.interval.low, self.interval.high
        reach = (_ABOUT_ROUND if n_digits(self.value) == 1 else _ABOUT) * abs(self.value)
        return Interval(max(low, self.value - reach), min(high, self.value + reach))


def fit(one: Quantity, other: Quantity) -> Fit:
    """Whether two numbers can be one: the same as far as rounding and bounds go, apart, or apart in all likelihood.

    "far" is a number far beyond another's bound: both can hold, and hardly count the same. "vague" has no number.

    >>> fit(Quantity(1120, Interval(1120, 1120)), Quantity(1100, Interval(1100, 1100)))
    'same'
    """
    if "vague" in (one.bound, other.bound):
        return "vague"
    if one.value == other.value or abs(one.value - other.value) < max(one.grain, other.grain):
        return "same"
    if one.bound == other.bound == "exact" and one.is_point and other.is_point:
        return "same" if _is_rounding(one.value, other.value) or _is_rounding(other.value, one.value) else "apart"
    if one.firm.intersects(other.firm):
        return "far" if _is_far(one, other) else "same"
    if one.bound != "exact" and other.bound != "exact" and not one.firm.gap(other.firm):
        return "same"  # "one to two million" and "more than two million" meet
    return "same" if _rounds(one, other) or _rounds(other, one) else "apart"


def _rounds(rough: Quantity, precise: Quantity) -> bool:
    """Whether the first number is the second with fewer digits, and on the side of it that its bound leaves open."""
    is_above = precise.value >= rough.value
    allowed = rough.interval.high if is_above else rough.interval.low
    is_bound = rough.bound not in ("exact", "about") and math.isfinite(rough.interval.low) != math.isfinite(
        rough.interval.high
    )
    return _is_rounding(rough.value, precise.value) and not (is_bound and math.isfinite(allowed))


def _is_far(one: Quantity, other: Quantity) -> bool:
    low, high = sorted((one, other), key=lambda quantity: quantity.value)
    if low.value < _FEW or math.isfinite(low.interval.high):
        return False
    if math.isinf(high.interval.high):
        return high.value >= _FAR_APART * low.value
    limit = _BEYOND_ROUND_BOUND if n_digits(low.value) == 1 else _BEYOND_BOUND
    return high.firm.low >= limit * low.value


@lru_cache(maxsize=1 << 14)
def n_digits(value: float) -> int:
    """How many significant digits a number is given with."""
    return max(len(f"{abs(value):.10g}".replace(".", "").strip("0").partition("e")[0]), 1)


def _is_rounding(rough: float, precise: float) -> bool:
    """Whether the first is the second with fewer digits, rounded or cut off."""
    if not rough or not 0.5 <= abs(precise / rough) <= 2:
        return False  # no rounding moves a number so far
    if rough % _ROUND and float(precise).is_integer():
        return False  # 50 is not 49 rounded
    digits = n_digits(rough)
    if digits >= n_digits(precise):
        return False
    power = 10 ** (math.floor(math.log10(abs(rough))) - digits + 1)
    steps = abs(precise) / power
    nearest = abs(math.floor(steps + 0.5) - abs(rough) / power) < 1e-6 or (
        digits > 2 and abs(math.floor(steps) - abs(rough) / power) < 1e-6
    )
    return nearest and (digits > 1 or abs(rough - precise) <= _ROUNDED * abs(precise))
