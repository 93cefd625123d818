"""Resampling: draws with replacement and their intervals; halves; deals of articles to two groups and their tests.

Efron and Tibshirani (1993), An Introduction to the Bootstrap, ch. 13; Field and Welsh (2007), Journal of the Royal
Statistical Society B 69, on drawing whole clusters. Sentences of one article are not independent: a test over words or
sentences calls any two articles different, so tests deal whole articles, or refuse. The largest difference over a
family (a vocabulary, a set of frames) of each random deal gives p-values that hold for all of the family together
(Westfall and Young, 1993, Resampling-Based Multiple Testing).
"""

from collections.abc import Sequence
from functools import lru_cache
from math import comb

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.errors import TooFewArticles

# Numbers held at once: 32 MB of them.
_CELLS_AT_ONCE = 4_000_000
# Deals of so many articles in all are kept to be used again: 32 of them are 64 MB.
_CELLS_KEPT = 1_000_000
# Whole numbers up to this are exact in single precision.
_EXACT = 1 << 24
# With 4 against 4 articles there are 70 ways to deal them into two groups; the rarest outcome then has a two-sided
# p of 2/70 = 0.029. With 3 against 3 it is 2/20 = 0.10, and nothing can be found however different the sources are.
ARTICLES_FOR_A_TEST = 4
# Over a vocabulary of 1,000 terms the smallest p must be below 0.05/1,000: 2/48,620 at 9 against 9.
ARTICLES_FOR_A_VOCABULARY = 9
# Deals for each of several tests: the smallest p that they can give, times the number of tests, is then 1/60 = 0.017.
_DEALS_PER_TEST = 60
# Differences that only the order of adding tells apart are the same.
_SAME = 1e-9


# --- draws with replacement


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


def halves(stratum: NDArray[np.int64], *, n: int, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Which units fall into the first of two halves that have no unit in common, `n` times, within each stratum.

    What two such halves agree on, an independent sample of their size would give too; resamples with replacement and
    halves drawn one by one share units, and agree more (Shah and Samworth, 2013, Journal of the Royal Statistical
    Society B 75, on complementary pairs). Of an odd number the last unit falls to either half by lot.

    >>> first = halves(np.array([0, 0, 1, 1, 1, 1]), n=2, rng=np.random.default_rng(1))
    >>> first[:, :2].sum(axis=1).tolist(), first[:, 2:].sum(axis=1).tolist()
    ([1, 1], [2, 2])
    """
    _, group, size = np.unique(stratum, return_inverse=True, return_counts=True)
    lots = rng.random((n, len(stratum)))
    order = np.lexsort((lots, np.broadcast_to(group, lots.shape)), axis=1)
    place = np.empty_like(order)
    starts = np.repeat(np.cumsum(size) - size, size)
    np.put_along_axis(place, order, np.broadcast_to(np.arange(len(stratum)) - starts, order.shape), axis=1)
    extra = rng.integers(2, size=(n, len(size))) * (size % 2)
    return place < (size // 2 + extra)[:, group]


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


# --- deals to two groups


def smallest_p(n_a: int, n_b: int) -> float:
    """The smallest two-sided p-value that a permutation of `n_a` against `n_b` articles can reach, 0-1.

    >>> [round(smallest_p(n, n), 4) for n in (1, 3, 4, 9)]
    [1.0, 0.1, 0.0286, 0.0]
    """
    return min(1.0, 2 / comb(n_a + n_b, n_a))


def deals_for(n_tests: int, *, least: int) -> int:
    """How many random deals let the smallest p-value times the number of tests come well below 0.05.

    >>> deals_for(0, least=1999), deals_for(100, least=1999)
    (1999, 6000)
    """
    return max(least, _DEALS_PER_TEST * n_tests)


def permutation_p(
    first: ArrayLike, second: ArrayLike, *, n_permutations: int = 9999, seed: int = 2025
) -> tuple[float, float]:
    """Do two sources differ in one number per article, named beforehand?

    Parameters
    ----------
    first, second
        One value for each article of either source: a share, a rate, a mean.
    n_permutations, seed
        Random deals of the articles to two groups, the observed one counted among them (Phipson and Smyth, 2010); all
        deals where there are no more.

    Returns
    -------
    tuple of float
        Difference of means (first minus second) and its two-sided p-value.

    Raises
    ------
    TooFewArticles
        Fewer than 4 articles on either side: no p-value below 0.05 could come out.

    Misleads when
        several numbers are tried and the smallest p is told, or when articles are not independent (serials, rewrites:
        see `origins`).

    >>> difference, p = permutation_p([1, 1, 1, 1], [0, 0, 0, 0])
    >>> difference, p == smallest_p(4, 4)
    (1.0, True)
    """
    from scipy.stats import permutation_test

    a, b = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    if min(len(a), len(b)) < ARTICLES_FOR_A_TEST:
        raise TooFewArticles(
            f"A test of one difference needs at least {ARTICLES_FOR_A_TEST} articles from each of two sources; here "
            f"are {len(a)} and {len(b)}. Add articles, or stay with the description."
        )

    def apart(x: NDArray[np.float64], y: NDArray[np.float64], axis: int) -> NDArray[np.float64]:
        return np.abs(x.mean(axis=axis) - y.mean(axis=axis))

    found = permutation_test(
        (a, b), apart, n_resamples=n_permutations, alternative="greater", vectorized=True, rng=seed
    )
    return float(a.mean() - b.mean()), float(found.pvalue)


def family_wise_p(values: NDArray[np.float64], *, n_first: int, n_permutations: int, seed: int) -> NDArray[np.float64]:
    """Two-sided p-values of the difference of means of all columns of `values`, corrected for their number.

    The first `n_first` rows (articles) are one source's.

    Misleads when
        there are few articles: below 9 against 9 nothing can be found over a vocabulary.
    """
    return family_wise_p_of_each(values, [np.arange(n_first)], n_permutations=n_permutations, seed=seed)[0]


def family_wise_p_of_each(
    values: NDArray[np.float64],
    groups: Sequence[NDArray[np.int64]],
    *,
    n_permutations: int,
    seed: int,
    spread: NDArray[np.float64] | None = None,
) -> list[NDArray[np.float64]]:
    """`family_wise_p` of each group of rows against all other rows; the same deals serve all of them.

    `spread` of each column makes them comparable; by default their standard deviation.

    A deal shuffles the articles once, and its first few are the heap of a small group and part of a larger one's: what
    is added up does not grow with the number of groups.
    """
    n = len(values)
    scaled = values * _inverse(values.std(axis=0) if spread is None else spread)
    whole, largest = scaled.sum(axis=0), _largest_differences(scaled, sorted({*map(len, groups)}), n_permutations, seed)
    found = []
    for group in groups:
        observed = _differences(scaled[group].sum(axis=0), whole, size=len(group), n=n)
        extreme = n_permutations - np.searchsorted(largest[len(group)], observed - _SAME, side="left")
        found.append((extreme + 1) / (n_permutations + 1))
    return found


def _differences(heap: NDArray[np.float64], whole: NDArray[np.float64], *, size: int, n: int) -> NDArray[np.float64]:
    """How far the mean of `size` rows of `n`, whose sums are `heap`, lies from that of the others."""
    apart = heap * (1 / size + 1 / (n - size))
    apart -= whole / (n - size)
    return np.abs(apart, out=apart)


def _largest_differences(
    scaled: NDArray[np.float64], sizes: Sequence[int], n_permutations: int, seed: int
) -> dict[int, NDArray[np.float64]]:
    """For each size of a first heap, the largest difference that each random deal gives, in order."""
    from scipy import sparse

    (n, width), rng = scaled.shape, np.random.default_rng(seed)
    # The larger heap is what the smaller one leaves.
    smaller = sorted({min(size, n - size) for size in sizes})
    found: dict[int, list[NDArray[np.float64]]] = {size: [] for size in smaller}
    whole = scaled.sum(axis=0)
    for n_deals in batches(n_permutations, width=max(width, n), cells=_CELLS_AT_ONCE // 8):
        shuffled = np.argsort(rng.random((n_deals, n)), axis=1, kind="stable")
        heap, done = np.zeros((n_deals, width)), 0
        for size in smaller:
            drawn = shuffled[:, done:size].ravel()
            ends = np.arange(n_deals + 1) * (size - done)
            heap += sparse.csr_array((np.ones(len(drawn)), drawn, ends), shape=(n_deals, n)) @ scaled
            found[size].append(_differences(heap, whole, size=size, n=n).max(axis=1, initial=0.0))
            done = size
    return {size: np.sort(np.concatenate(found[min(size, n - size)])) for size in sizes}


def ratio_p(
    hits: NDArray[np.float64], n: NDArray[np.float64], *, n_first: int, n_permutations: int, seed: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Two-sided p-values of the difference of two shares, alone and corrected for the number of columns of `hits`.

    `hits` counts, of each article (row), the sentences that are hits of each kind (column), `n` all its sentences; the
    first `n_first` rows are one source's.
    """
    shares = hits.sum(axis=0) / n.sum()
    per_unit = _inverse(np.sqrt(((hits - np.outer(n, shares)) ** 2).sum(axis=0)))
    dealt = deals(n_first, len(n) - n_first, n=n_permutations, seed=seed)
    # Counts of sentences are whole numbers, so these products are exact on every machine; small ones at half the size.
    exact = np.float32 if n.sum() < _EXACT else np.float64
    counts = np.vstack([hits.T, n])
    sums = np.column_stack([counts[:, :n_first].sum(axis=1), counts.astype(exact) @ dealt.T.astype(exact)])
    # One row for each column of hits, worked on in place: a deal is one number of each.
    mine, size = sums[:-1], sums[-1]
    rest = (counts[:-1].sum(axis=1)[:, np.newaxis] - mine) / (n.sum() - size)
    mine /= size
    mine -= rest
    np.abs(mine, out=mine)
    mine *= per_unit[:, np.newaxis]
    reached = mine[:, 0] - _SAME
    alone = (mine >= reached[:, np.newaxis]).mean(axis=1)
    largest = np.sort(mine.max(axis=0, initial=0.0))
    return alone, (len(largest) - np.searchsorted(largest, reached, side="left")) / len(largest)


def _inverse(spread: NDArray[np.float64]) -> NDArray[np.float64]:
    """What brings columns to one scale; what never varies counts for nothing."""
    varies = spread > 0
    return np.where(varies, 1 / np.where(varies, spread, 1.0), 0.0)


def deals(n_first: int, n_second: int, *, n: int, seed: int) -> NDArray[np.bool_]:
    """Random deals of articles to two groups: `n` rows, true where the article goes to the first group."""
    n_units = n_first + n_second
    cells = n * n_units
    places = _places_kept if cells <= _CELLS_KEPT else _places_once if cells <= _CELLS_AT_ONCE else _places
    return places(n_units, n, seed) < n_first


def _places(n_units: int, n: int, seed: int) -> NDArray[np.unsignedinteger]:
    """Which place each of `n` shuffles gives to whom: the groups are its first places and the others."""
    rng = np.random.default_rng(seed)
    return np.concatenate(
        [
            np.argsort(rng.random((size, n_units)), axis=1, kind="stable").astype(
                np.uint16 if n_units <= 1 << 16 else np.uint32
            )
            for size in batches(n, width=n_units)
        ]
    )


# Tests of one source after the other against all others deal the same articles; those of every two sources deal as many
# articles again and again.
_places_once, _places_kept = lru_cache(maxsize=1)(_places), lru_cache(maxsize=32)(_places)
