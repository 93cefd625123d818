"""Intervals of numbers with open, closed or missing ends: what "over 75", "at least 27" and "20 to 25" allow.

The four operations that reconciling needs: do two statements share a number, does one include the other, what do two
counts add up to, how far can they differ. After Moore, Kearfott and Cloud (2009), Introduction to Interval Analysis.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from analysis.errors import SchemaError


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

    def includes(self, other: "Interval") -> bool:
        """Whether everything that the other allows is allowed here."""
        low = self.low < other.low or (self.low == other.low and (self.low_inclusive or not other.low_inclusive))
        high = self.high > other.high or (self.high == other.high and (self.high_inclusive or not other.high_inclusive))
        return low and high

    def intersection(self, other: "Interval") -> "Interval | None":
        """What both allow, or None."""
        if not self.intersects(other):
            return None
        low, low_open = max((self.low, not self.low_inclusive), (other.low, not other.low_inclusive))
        high, high_in = min((self.high, self.high_inclusive), (other.high, other.high_inclusive))
        return Interval(low, high, not low_open, high_in)

    def __add__(self, other: "Interval") -> "Interval":
        inclusive = self.low_inclusive and other.low_inclusive, self.high_inclusive and other.high_inclusive
        return _made(self.low + other.low, self.high + other.high, *inclusive)

    def __sub__(self, other: "Interval") -> "Interval":
        inclusive = self.low_inclusive and other.high_inclusive, self.high_inclusive and other.low_inclusive
        return _made(self.low - other.high, self.high - other.low, *inclusive)

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
