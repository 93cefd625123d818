"""What a random sample, coded by hand, says of all that it was drawn from.

Sarndal, Swensson and Wretman (1992), Model Assisted Survey Sampling, ch. 6 (the difference estimator); Egami, Hinck,
Stewart and Wei (2023), "Using imperfect surrogates for downstream inference" (NeurIPS).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from analysis.statistics.intervals import mid_p_interval


@dataclass(frozen=True, slots=True)
class Stratum:
    """Units from which some were drawn: how many there are, how many were coded, and the sum of their codes."""

    size: int
    n_coded: int
    n_yes: float


def stratified_share(strata: Sequence[Stratum], *, confidence: float) -> tuple[float, float, float]:
    """The share of all units, and its interval put together from those of the strata.

    Each stratum's interval is the mid-P one of as many independent draws as tell equally much (finite population);
    they are joined without assuming symmetry (MOVER; Yan and Su, 2010, Statistics in Biopharmaceutical Research
    2:426-437), because the usual t interval fails where no coded unit of a stratum is a yes.

    >>> [round(number, 2) for number in stratified_share([Stratum(10, 10, 4), Stratum(90, 30, 3)], confidence=0.95)]
    [0.13, 0.07, 0.23]
    """
    whole = sum(stratum.size for stratum in strata)
    share = below = above = 0.0
    for stratum in strata:
        weight, mean = stratum.size / whole, stratum.n_yes / stratum.n_coded
        share += weight * mean
        unseen = stratum.size - stratum.n_coded
        if unseen == 0:
            continue
        effective = stratum.n_coded * (stratum.size - 1) / unseen
        low, high = mid_p_interval(mean * effective, effective, confidence=confidence)
        below += (weight * (mean - low)) ** 2
        above += (weight * (high - mean)) ** 2
    return share, max(share - math.sqrt(below), 0.0), min(share + math.sqrt(above), 1.0)


def difference_estimate(
    machine: ArrayLike, errors: ArrayLike, *, confidence: float
) -> tuple[float, tuple[float, float] | None] | None:
    """The mean of the machine's scores plus the mean error found in a random sample, and its t interval.

    `machine` holds the scores of all units, `errors` hand minus machine of those that were coded. Nothing without an
    error, no interval with one only. The interval allows for the drawing alone: it has no width where all were coded.

    >>> corrected, ends = difference_estimate([0.0, 0.2, 0.4, 0.6], [0.1, 0.3], confidence=0.95)
    >>> round(corrected, 6), [round(end, 2) for end in ends]
    (0.5, [-0.4, 1.4])
    """
    scores, found = np.asarray(machine, dtype=float), np.asarray(errors, dtype=float)
    n = len(found)
    if n == 0:
        return None
    corrected = math.fsum(scores.tolist()) / len(scores) + float(found.mean())
    if n == 1:
        return corrected, None
    from scipy.special import stdtrit

    error = math.sqrt((1 - n / len(scores)) * float(found.var(ddof=1)) / n)
    reach = float(stdtrit(n - 1, (1 + confidence) / 2)) * error
    return corrected, (corrected - reach, corrected + reach)
