"""Intervals of shares: of independent units, of sentences that come in articles, of what a coded sample stands for.

Sentences of one article are not independent: intervals over sentences call any two articles different. So intervals let
articles vary; where too few articles speak they let sentences vary, are labelled "variation within these articles" and
say why. How often the intervals cover what they promise is simulated in `benchmarks/framing_statistics.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, fsum, log, sqrt
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

_STEPS = 512
_HALVINGS = 40
# From here on Wilson's interval covers in 93 to 97 % for every share from 2 to 98 %, and takes no time.
_MANY = 200
# Below six articles with a hit, and six with a sentence that is none, intervals of a share came out too short in
# simulation; and where a few long articles hold nearly all sentences, they alone decide.
ARTICLES_FOR_AN_INTERVAL = 6
_LEAST_FREEDOM = 4
# What is found of a source of so many articles is kept: 8 MB at most.
_MOST_KEPT = 1000


# --- independent units: Wilson's interval, Blaker's exact one, and the mid-P one for weighted counts


def wilson(n_hits: int, n: int, *, confidence: float = 0.95) -> tuple[float, float]:
    """Wilson's (1927) score interval of a share of independent units.

    >>> [round(end, 3) for end in wilson(0, 10)], [round(end, 3) for end in wilson(5, 10)]
    ([0.0, 0.278], [0.237, 0.763])
    """
    from scipy.special import ndtri

    share, z = n_hits / n, float(ndtri(0.5 + 0.5 * confidence))
    whole = 2 * (n + z**2)
    centre, reach = (2 * n * share + z**2) / whole, z / whole * sqrt(4 * n * share * (1 - share) + z**2)
    return centre - reach if n_hits else 0.0, centre + reach if n_hits < n else 1.0


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


# --- sentences, whose unit is the article


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share with its interval; `resampled` says what it lets vary. All 0-1; None where nothing can be said.

    `reason` says why the interval does not speak of the source's other articles, `n_needed` how many articles it would
    take at the present rate; both None where it does (or where no number can be given).
    """

    share: float | None
    low: float | None
    high: float | None
    resampled: Literal["articles", "sentences", "none"]
    reason: str | None = None
    n_needed: int | None = None


@dataclass(frozen=True, slots=True)
class _Spread:
    """A share, its variance between articles on the logit scale, and the degrees of freedom of that variance."""

    share: float
    variance: float
    freedom: float


def share_interval(n_hits: Sequence[int], n: Sequence[int], *, confidence: float = 0.95) -> Estimate:
    """The share of sentences (all articles together) that are hits, with an interval.

    Parameters
    ----------
    n_hits, n
        Hits and sentences of each article of one source.
    confidence
        Coverage aimed at.

    Returns
    -------
    Estimate
        `resampled` is "articles" where at least 6 articles hold a hit and 6 a sentence that is none: the interval
        covers what other articles of this source would give. On the logit scale, with the ratio estimator's variance
        between articles (Cochran, 1977, ch. 6) corrected for few and unequal articles and Student's t with the
        degrees of freedom that belong to it (CR2: Bell and McCaffrey, 2002, Survey Methodology 28:169-181; Imbens and
        Kolesar, 2016), under the likeness of sentences in one article that the sample shows. For rare hits in articles
        that differ much, it leans to the variance of that model where it is larger (Franco, Little, Louis and Slud,
        2019, Journal of Survey Statistics and Methodology 7:334-364). With no hit in 6 articles or more: up to what
        so many articles without one cannot rule out. Otherwise "sentences": Wilson's interval, variation within
        these articles only, and `reason` says why.

    Misleads when
        "sentences" is read as more: it says nothing about the source's other articles. Or when articles are not
        independent (serials, rewrites: see `origins`).

    References
    ----------
    Korn and Graubard (1998), Survey Methodology 24:193-201, on why a plain t interval fails for shares.

    >>> share_interval([0], [0]).share, share_interval([3], [4]).resampled
    (None, 'sentences')
    >>> found = share_interval([2, 1, 3, 2, 1, 3], [10] * 6)
    >>> found.resampled, round(found.low, 2), round(found.high, 2)
    ('articles', 0.12, 0.31)
    """
    hits, sizes = _read(n_hits, n)
    total, found, m = sizes.sum(), hits.sum(), len(sizes)
    if total == 0:
        return Estimate(None, None, None, "none", "No sentence was read.")
    share = float(found / total)
    if found in (0, total) and m >= ARTICLES_FOR_AN_INTERVAL:
        # What m articles without a hit can rule out, each as one draw: sentences in one article may be all alike.
        edge = 1 - ((1 - confidence) / 2) ** (1 / m)
        return Estimate(share, 0.0, edge, "articles") if found == 0 else Estimate(share, 1 - edge, 1.0, "articles")
    spread, (reason, needed) = None, _too_few(hits, sizes)
    if reason is None:
        spread = _spread(hits, sizes)
        if spread.freedom < _LEAST_FREEDOM:
            reason = "A few long articles hold most of its sentences, so the others hardly count."
    if spread is None or reason is not None:
        low, high = wilson(int(found), int(total), confidence=confidence)
        return Estimate(share, low, high, "sentences", reason, needed)
    return Estimate(share, *_ends(spread, freedom=spread.freedom, confidence=confidence), "articles")


def difference_interval(
    first: tuple[Sequence[int], Sequence[int]],
    second: tuple[Sequence[int], Sequence[int]],
    *,
    confidence: float = 0.95,
) -> tuple[float, float] | None:
    """The interval of the difference of two sources' shares of sentences, first minus second (-1 to 1).

    Each side is (hits, sentences) by article. The two shares' own intervals are put together without assuming
    symmetry (MOVER: Zou and Donner, 2008, Statistics in Medicine 27:1693-1702; Newcombe, 1998), with the degrees of
    freedom of the sum (Satterthwaite, 1946). None where `share_interval` lets sentences vary for either side.

    >>> ends = difference_interval(([4, 5, 6, 5, 4, 6], [10] * 6), ([2, 1, 3, 2, 1, 3], [10] * 6))
    >>> [round(end, 2) for end in ends]
    [0.18, 0.41]
    """
    spreads = []
    for n_hits, n in (first, second):
        hits, sizes = _read(n_hits, n)
        if hits.sum() in (0, sizes.sum()) or _too_few(hits, sizes)[0]:
            return None
        spreads.append(_spread(hits, sizes))
    if min(spread.freedom for spread in spreads) < _LEAST_FREEDOM:
        return None
    a, b = spreads
    # On the scale of the shares themselves, where the two variances add up.
    spread_a, spread_b = (one.variance * (one.share * (1 - one.share)) ** 2 for one in (a, b))
    freedom = (spread_a + spread_b) ** 2 / (spread_a**2 / a.freedom + spread_b**2 / b.freedom)
    low_a, high_a = _ends(a, freedom=freedom, confidence=confidence)
    low_b, high_b = _ends(b, freedom=freedom, confidence=confidence)
    difference = a.share - b.share
    low = difference - sqrt((a.share - low_a) ** 2 + (high_b - b.share) ** 2)
    return low, difference + sqrt((high_a - a.share) ** 2 + (b.share - low_b) ** 2)


def _read(n_hits: Sequence[int], n: Sequence[int]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    hits, sizes = np.asarray(n_hits, dtype=float), np.asarray(n, dtype=float)
    return hits[sizes > 0], sizes[sizes > 0]


def _too_few(hits: NDArray[np.float64], sizes: NDArray[np.float64]) -> tuple[str | None, int | None]:
    """Why these articles are too few for an interval between articles, and how many it would take."""
    m, least = len(sizes), ARTICLES_FOR_AN_INTERVAL
    if m < least:
        return f"{m} article{'s' * (m != 1)}; the interval of a source needs at least {least}.", least
    n_with, n_without = int((hits > 0).sum()), int((hits < sizes).sum())
    if n_with < least:
        return f"Only {n_with} of {m} articles hold one; it takes {least} that do.", -(-least * m // max(n_with, 1))
    if n_without < least:
        needed = -(-least * m // max(n_without, 1))
        return f"Only {n_without} of {m} articles hold a sentence without; it takes {least} that do.", needed
    return None, None


def _spread(hits: NDArray[np.float64], sizes: NDArray[np.float64]) -> _Spread:
    """How far the share varies; a source is compared with one source after the other, so it is kept a while."""
    if len(hits) > _MOST_KEPT:
        return _spread_found(hits, sizes)
    return _spread_kept(hits.tobytes(), sizes.tobytes())


@lru_cache(maxsize=512)
def _spread_kept(hits: bytes, sizes: bytes) -> _Spread:
    return _spread_found(np.frombuffer(hits), np.frombuffer(sizes))


def _spread_found(hits: NDArray[np.float64], sizes: NDArray[np.float64]) -> _Spread:
    total = float(sizes.sum())
    share = float(hits.sum()) / total
    even = share * (1 - share)
    likeness = _likeness(hits, sizes)
    weights, residual = sizes / total, hits - share * sizes
    # Variance of each article's total under the model, and what is left of it once the share has been estimated.
    model = sizes * (1 + (sizes - 1) * likeness)
    rest = model * (1 - 2 * weights) + weights**2 * model.sum()
    scale = model / rest
    robust = float((scale * residual**2).sum()) / total**2
    modelled = even * float(model.sum()) / total**2
    # Articles that agree to the last sentence (copies) leave no variance; then that of independent sentences holds.
    robust = robust or even / total
    lean = sqrt(likeness) * (1 - 4 * even)
    variance = (1 - lean) * robust + lean * max(robust, modelled)
    return _Spread(share, variance / even**2, _freedom(weights, scale, model))


def _likeness(hits: NDArray[np.float64], sizes: NDArray[np.float64]) -> float:
    """How alike sentences of one article are, 0-1: the analysis-of-variance estimate of their correlation."""
    m, total = len(sizes), sizes.sum()
    shares, share = hits / sizes, hits.sum() / total
    between = (sizes * (shares - share) ** 2).sum() / (m - 1)
    within = (sizes * shares * (1 - shares)).sum() / max(total - m, 1)
    typical = (total - (sizes**2).sum() / total) / (m - 1)
    whole = between + (typical - 1) * within
    return float(min(max((between - within) / whole, 0.0), 1.0)) if whole > 0 else 0.0


def _freedom(weights: NDArray[np.float64], scale: NDArray[np.float64], model: NDArray[np.float64]) -> float:
    """Satterthwaite's degrees of freedom of the sum of scaled squared residuals: (sum of eigenvalues)^2 / of squares.

    The residuals' covariance is diag(model) - w a' - a w' + A w w'; both sums come out without building it.
    """
    whole = model.sum()
    shared = whole * weights**2 - 2 * weights * model
    first = float((scale * (model + shared)).sum())
    ww, aa, wa = ((scale * x * y).sum() for x, y in ((weights, weights), (model, model), (weights, model)))
    second = 2 * ww * aa + 2 * wa**2 + whole**2 * ww**2 - 4 * whole * ww * wa
    second += (scale**2 * (2 * model * shared + model**2)).sum()
    return first**2 / float(second)


def _ends(spread: _Spread, *, freedom: float, confidence: float) -> tuple[float, float]:
    from scipy.special import stdtrit

    half = float(stdtrit(freedom, (1 + confidence) / 2)) * sqrt(spread.variance)
    centre = log(spread.share / (1 - spread.share))
    return _expit(centre - half), _expit(centre + half)


def _expit(value: float) -> float:
    return 1 / (1 + exp(-value)) if value > -700 else 0.0


# --- what a random sample, coded by hand, says of all that it was drawn from
#
# Sarndal, Swensson and Wretman (1992), Model Assisted Survey Sampling, ch. 6 (the difference estimator); Egami, Hinck,
# Stewart and Wei (2023), "Using imperfect surrogates for downstream inference" (NeurIPS).


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
    return share, max(share - sqrt(below), 0.0), min(share + sqrt(above), 1.0)


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
    corrected = fsum(scores.tolist()) / len(scores) + float(found.mean())
    if n == 1:
        return corrected, None
    from scipy.special import stdtrit

    error = sqrt((1 - n / len(scores)) * float(found.var(ddof=1)) / n)
    reach = float(stdtrit(n - 1, (1 + confidence) / 2)) * error
    return corrected, (corrected - reach, corrected + reach)
