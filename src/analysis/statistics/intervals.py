"""Intervals of a share of independent units: Wilson's, Blaker's exact one, and the mid-P one for weighted counts."""

from functools import lru_cache
from math import sqrt

import numpy as np
from numpy.typing import NDArray

_STEPS = 512
_HALVINGS = 40
# From here on Wilson's interval covers in 93 to 97 % for every share from 2 to 98 %, and takes no time.
_MANY = 200


def wilson(n_hits: int, n: int, *, confidence: float = 0.95) -> tuple[float, float]:
    """Wilson's (1927) score interval of a share of independent units.

    >>> [round(end, 3) for end in wilson(0, 10)], [round(end, 3) for end in wilson(5, 10)]
    ([0.0, 0.278], [0.237, 0.763])
    """
    from scipy.stats import binomtest

    low, high = binomtest(n_hits, n).proportion_ci(confidence, method="wilson")
    return float(low), float(high)


def difference_of_units(
    first: tuple[int, int], second: tuple[int, int], *, confidence: float = 0.95
) -> tuple[float, float]:
    """The interval of the difference of two shares of articles (hits, articles), first minus second, -1 to 1.

    Newcombe's (1998, Statistics in Medicine 17:873-890) hybrid of two score intervals.

    >>> [round(end, 2) for end in difference_of_units((8, 10), (2, 10))]
    [0.16, 0.8]
    """
    (low_a, high_a), (low_b, high_b) = (wilson(*side, confidence=confidence) for side in (first, second))
    a, b = first[0] / first[1], second[0] / second[1]
    return a - b - sqrt((a - low_a) ** 2 + (high_b - b) ** 2), a - b + sqrt((high_a - a) ** 2 + (b - low_b) ** 2)


def units_interval(n_hits: int, n: int, *, confidence: float = 0.95) -> tuple[float, float]:
    """The interval of a share of articles: exact up to 200 of them, Wilson's beyond.

    >>> units_interval(3, 10) == exact_interval(3, 10), units_interval(90, 300) == wilson(90, 300)
    (True, True)
    """
    chosen = exact_interval if n <= _MANY else wilson
    return chosen(n_hits, n, confidence=confidence)


@lru_cache(maxsize=4096)
def exact_interval(n_hits: int, n: int, *, confidence: float = 0.95) -> tuple[float, float]:
    """An interval that covers the share of independent units at least as often as it says, however few they are.

    Blaker's (2000, Canadian Journal of Statistics 28:783-798): exact, and never wider than Clopper and Pearson's.
    Counts jump, so no interval can cover in exactly 95 % of samples; this one covers in 95 % or more.

    >>> [round(end, 3) for end in exact_interval(0, 10)], [round(end, 3) for end in exact_interval(5, 10)]
    ([0.0, 0.283], [0.222, 0.778])
    """
    if n_hits * 2 > n:
        low, high = exact_interval(n - n_hits, n, confidence=confidence)
        return 1 - high, 1 - low
    from scipy.special import betaincinv

    tail = (1 - confidence) / 2
    low = 0.0 if n_hits == 0 else float(betaincinv(n_hits, n - n_hits + 1, tail))
    high = float(betaincinv(n_hits + 1, n - n_hits, 1 - tail))
    share = n_hits / n
    lower = _edge(low, share, n_hits=n_hits, n=n, level=1 - confidence) if n_hits else 0.0
    return lower, _edge(high, share, n_hits=n_hits, n=n, level=1 - confidence)


def _edge(outside: float, inside: float, *, n_hits: int, n: int, level: float) -> float:
    """The first share, coming from outside, that is acceptable: a grid finds the step, halving the place in it."""
    shares = np.linspace(outside, inside, _STEPS)
    at = int((_acceptability(shares, n_hits, n) > level).argmax())
    refused, accepted = (shares[max(at - 1, 0)], shares[at])
    for _ in range(_HALVINGS):
        middle = (refused + accepted) / 2
        if _acceptability(np.array([middle]), n_hits, n)[0] > level:
            accepted = middle
        else:
            refused = middle
    return float(accepted)


def _acceptability(shares: NDArray[np.float64], n_hits: int, n: int) -> NDArray[np.float64]:
    """How probable is a count at least as far out as `n_hits`, its own tail and what of the other is no likelier?"""
    from scipy.special import bdtr, bdtrc

    counts = np.arange(n + 1)[:, np.newaxis]
    below, above = bdtr(counts, n, shares), np.vstack([np.ones_like(shares), bdtrc(counts[:-1], n, shares)])
    own = np.minimum(below[n_hits], above[n_hits]) * (1 + 1e-10)
    lower = np.where(below <= own, below, 0.0).max(axis=0)
    upper = np.where(above <= own, above, 0.0).max(axis=0)
    return np.minimum(lower + upper, 1.0)


def mid_p_interval(n_hits: float, n: float, *, confidence: float = 0.95) -> tuple[float, float]:
    """An interval of a share for counts that may be broken, such as effective or weighted ones.

    The mid-P variant of Clopper and Pearson's interval (Lancaster, 1961; Berry and Armitage, 1995, The Statistician
    44:417-423), written with incomplete beta functions as Korn and Graubard (1998) do for survey shares.

    >>> [round(end, 3) for end in mid_p_interval(0, 10)], [round(end, 3) for end in mid_p_interval(5, 10)]
    ([0.0, 0.259], [0.212, 0.788])
    """
    tail = (1 - confidence) / 2
    low = 0.0 if n_hits <= 0 else _mid_p_low(n_hits, n, tail)
    high = 1.0 if n_hits >= n else 1 - _mid_p_low(n - n_hits, n, tail)
    return low, high


def _mid_p_low(n_hits: float, n: float, tail: float) -> float:
    from scipy.special import betainc

    low, high = 0.0, n_hits / n
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        # Half the probability of the count itself belongs to the tail.
        beyond = betainc(n_hits + 1, n - n_hits, middle) if n > n_hits else 0.0
        if (betainc(n_hits, n - n_hits + 1, middle) + beyond) / 2 < tail:
            low = middle
        else:
            high = middle
    return (low + high) / 2
