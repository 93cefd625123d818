"""Drawing again with replacement: strata, means of clusters, correlations, and the interval that the draws give.

Efron and Tibshirani (1993), An Introduction to the Bootstrap, ch. 13; Field and Welsh (2007), Journal of the Royal
Statistical Society B 69, on drawing whole clusters.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

# Numbers held at once: 32 MB of them.
_CELLS_AT_ONCE = 4_000_000


def batches(n: int, *, width: int, cells: int = _CELLS_AT_ONCE) -> list[int]:
    """Sizes of batches of `n` rows of `width` numbers each, so that no batch holds more than `cells` numbers.

    >>> batches(5, width=10, cells=20)
    [2, 2, 1]
    """
    step = max(1, cells // max(width, 1))
    return [min(step, n - start) for start in range(0, n, step)]


def percentiles(draws: ArrayLike, *, confidence: float) -> NDArray[np.float64]:
    """The ends of the percentile interval, of each column where `draws` has several; a draw of NaN does not count.

    >>> percentiles([0.0, 1.0, 2.0, 3.0, 4.0], confidence=0.5).tolist()
    [1.0, 3.0]
    """
    numbers = np.asarray(draws)
    # The one that looks for NaN goes through the columns one by one.
    quantile = np.nanquantile if np.isnan(numbers).any() else np.quantile
    return quantile(numbers, [(1 - confidence) / 2, (1 + confidence) / 2], axis=0)


def resample_weights(stratum: NDArray[np.int64], *, n: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """How often each unit is drawn in each of `n` resamples with replacement, as many from each stratum as it has.

    >>> weights = resample_weights(np.array([0, 0, 1]), n=3, rng=np.random.default_rng(1))
    >>> weights.sum(axis=1).tolist(), weights[:, 2].tolist()
    ([3.0, 3.0, 3.0], [1.0, 1.0, 1.0])
    """
    order = np.argsort(stratum, kind="stable")
    _, first, size = np.unique(stratum[order], return_index=True, return_counts=True)
    start, width = np.repeat(first, size), np.repeat(size, size)
    weights = np.zeros((n, len(stratum)))
    for row in weights:
        drawn = order[start + (rng.random(len(stratum)) * width).astype(np.int64)]
        row += np.bincount(drawn, minlength=len(stratum))
    return weights


def bootstrap_mean(
    sums: NDArray[np.float64], sizes: NDArray[np.float64], *, n_resamples: int, confidence: float, seed: int
) -> tuple[float, float]:
    """Percentile interval of the mean of units that come in clusters, each with a sum over so many units.

    Misleads when
        there are two to five clusters: the interval is then too narrow.

    >>> bootstrap_mean(np.array([1.0, 1.0]), np.array([1, 1]), n_resamples=50, confidence=0.9, seed=1)
    (1.0, 1.0)
    """
    rng = np.random.default_rng(seed)
    means = []
    for n in batches(n_resamples, width=len(sums), cells=_CELLS_AT_ONCE // 2):
        drawn = rng.integers(len(sums), size=(n, len(sums)))
        means.append(sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1))
    low, high = percentiles(np.concatenate(means), confidence=confidence).tolist()
    return low, high


def bootstrap_mean_within(
    values: Sequence[NDArray[np.float64]], *, n_resamples: int, confidence: float, seed: int
) -> tuple[float, float]:
    """Percentile interval of the mean of units in few clusters: clusters are drawn, and units within each.

    Clusters alone are too few to show how far a mean can lie off: two have two means, and these may be near by chance.
    Davison and Hinkley (1997), Bootstrap Methods and their Application, 3.8.

    Misleads when
        clusters differ much: of two or three of them no interval can say how far the next would lie.

    >>> bootstrap_mean_within([np.ones(3), np.ones(2)], n_resamples=50, confidence=0.9, seed=1)
    (1.0, 1.0)
    """
    rng = np.random.default_rng(seed)
    means = []
    for n in batches(n_resamples, width=sum(map(len, values))):
        sums, sizes = np.zeros(n), np.zeros(n)
        for drawn in rng.integers(len(values), size=(len(values), n)):
            for number, units in enumerate(values):
                at = np.flatnonzero(drawn == number)
                sums[at] += units[rng.integers(len(units), size=(len(at), len(units)))].sum(axis=1)
                sizes[at] += len(units)
        means.append(sums / sizes)
    low, high = percentiles(np.concatenate(means), confidence=confidence).tolist()
    return low, high


def bootstrap_correlation(
    x: NDArray[np.float64], y: NDArray[np.float64], *, n_resamples: int, confidence: float, seed: int
) -> tuple[float, float, float] | None:
    """Pearson's r of pairs with its percentile interval; None for fewer than three pairs or where a side never varies.

    Misleads when
        there are few pairs: with 30 of them the interval is about ±0.3.
    """
    if len(x) < 3 or np.ptp(x) == 0 or np.ptp(y) == 0:
        return None
    drawn = np.random.default_rng(seed).integers(len(x), size=(n_resamples, len(x)))
    low, high = percentiles(correlations(x[drawn], y[drawn]), confidence=confidence).tolist()
    return float(correlations(x[None], y[None])[0]), low, high


def correlations(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Pearson's r of each row of `x` with the same row of `y`; NaN where one of them never varies.

    >>> correlations(np.array([[1.0, 2.0, 3.0], [1.0, 1.0, 1.0]]), np.array([[2.0, 4.0, 6.0]] * 2)).tolist()
    [1.0, nan]
    """
    x, y = (values - values.mean(axis=1, keepdims=True) for values in (x, y))
    scale = np.sqrt((x * x).sum(axis=1) * (y * y).sum(axis=1))
    return np.divide((x * y).sum(axis=1), scale, out=np.full(len(scale), np.nan), where=scale > 0)
