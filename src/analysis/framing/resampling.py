"""Intervals and tests whose unit is the article.

Sentences of one article are not independent: a test over words or sentences calls any two articles different. So
intervals let articles vary; where a source has too few of them they let sentences vary and are labelled "variation
within these articles"; and tests deal whole articles to two groups at random, or refuse.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri, stdtrit

from analysis.errors import TooFewArticles
from analysis.framing.limits import ARTICLES_FOR_A_TEST, ARTICLES_FOR_A_VOCABULARY

_PLACES = 6
_CELLS_AT_ONCE = 4_000_000


@dataclass(frozen=True, slots=True)
class Interval:
    """A share with its interval; `resampled` says what it lets vary. All 0-1; None where nothing can be said."""

    share: float | None
    low: float | None
    high: float | None
    resampled: Literal["articles", "sentences", "none"]


def wilson(n_hits: float, n: float, *, confidence: float = 0.95) -> tuple[float, float]:
    """Wilson's (1927) score interval of a share of independent units.

    >>> [round(end, 3) for end in wilson(0, 10)], [round(end, 3) for end in wilson(5, 10)]
    ([0.0, 0.278], [0.237, 0.763])
    """
    z = float(ndtri((1 + confidence) / 2))
    share = n_hits / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    low = 0.0 if n_hits == 0 else max(0.0, float(middle - half))
    high = 1.0 if n_hits == n else min(1.0, float(middle + half))
    return low, high


def share_interval(n_hits: Sequence[int], n: Sequence[int], *, confidence: float = 0.95) -> Interval:
    """The share of sentences (all articles together) that are hits, with an interval.

    Parameters
    ----------
    n_hits, n
        Hits and sentences of each article of one source.
    confidence
        Coverage aimed at.

    Returns
    -------
    Interval
        From 4 articles on, `resampled` is "articles": the interval covers what other articles of this source would
        give, by the ratio estimator's variance between articles (Cochran, 1977, ch. 6) with Student's t on the logit
        scale. Below, it is "sentences": Wilson's interval, variation within these articles only.

    Misleads when
        "sentences" is read as more: it says nothing about the source's other articles.

    >>> share_interval([0], [0]), share_interval([3], [4]).resampled
    (Interval(share=None, low=None, high=None, resampled='none'), 'sentences')
    """
    hits, sizes = np.asarray(n_hits, dtype=float), np.asarray(n, dtype=float)
    total, found = sizes.sum(), hits.sum()
    if total == 0:
        return Interval(None, None, None, "none")
    share = float(found / total)
    used = sizes > 0
    m = int(used.sum())
    if m < ARTICLES_FOR_A_TEST:
        low, high = wilson(found, total, confidence=confidence)
        return Interval(share, low, high, "sentences")
    if found in (0, total):
        # No variation seen: what m articles without a hit can rule out, each as one draw.
        edge = 1 - ((1 - confidence) / 2) ** (1 / m)
        return Interval(share, 0.0, edge, "articles") if found == 0 else Interval(share, 1 - edge, 1.0, "articles")
    residual = hits[used] - share * sizes[used]
    variance = float((residual**2).sum() * m / (m - 1)) / float(total) ** 2
    # Articles that agree to the last sentence (copies) leave no variance; then that of independent sentences holds.
    error = sqrt(variance or share * (1 - share) / float(total)) / (share * (1 - share))
    half = float(stdtrit(m - 1, (1 + confidence) / 2)) * error
    centre = log(share / (1 - share))
    return Interval(share, _expit(centre - half), _expit(centre + half), "articles")


def _expit(value: float) -> float:
    return 1 / (1 + exp(-value)) if value > -700 else 0.0


def permutation_p(
    first: ArrayLike, second: ArrayLike, *, n_permutations: int = 9999, seed: int = 2025
) -> tuple[float, float]:
    """Do two sources differ in one number per article, named beforehand?

    Parameters
    ----------
    first, second
        One value for each article of either source: a share, a rate, a mean.
    n_permutations, seed
        Random deals of the articles to two groups; the observed deal counts as one of them (Phipson and Smyth, 2010).

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
    """
    a, b = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    _require(len(a), len(b), least=ARTICLES_FOR_A_TEST, what="A test of one difference")
    values = np.concatenate([a, b])[:, np.newaxis]
    observed = float(a.mean() - b.mean())
    deals = _deals(len(a), len(b), n=n_permutations, seed=seed)
    differences = deals @ values
    extreme = int((np.abs(differences) >= abs(observed) - 1e-12).sum())
    return observed, (extreme + 1) / (n_permutations + 1)


def vocabulary_test(use: pd.DataFrame, *, n_first: int, n_permutations: int = 9999, seed: int = 2025) -> pd.DataFrame:
    """Which terms do two sources use differently, over a whole vocabulary?

    Parameters
    ----------
    use
        Articles by terms (columns): a rate, or 1 where the article uses the term. The first `n_first` rows are one
        source's articles, the others the other's.
    n_first, n_permutations, seed
        See above; the largest standardised difference of each random deal gives the family-wise corrected p-values
        (Westfall and Young, 1993).

    Returns
    -------
    DataFrame
        term, difference (of means), p (family-wise, two-sided); smallest p first, ties by term.

    Raises
    ------
    TooFewArticles
        Fewer than 9 articles on either side.
    """
    n_second = len(use) - n_first
    _require(n_first, n_second, least=ARTICLES_FOR_A_VOCABULARY, what="A test over a vocabulary")
    values = use.to_numpy(dtype=float)
    spread = values.std(axis=0)
    varies = spread > 0
    scaled = np.where(varies, values / np.where(varies, spread, 1.0), 0.0)
    observed = np.abs(scaled[:n_first].mean(axis=0) - scaled[n_first:].mean(axis=0))
    largest = _largest_differences(scaled, n_first, n=n_permutations, seed=seed)
    extreme = n_permutations - np.searchsorted(np.sort(largest), observed - 1e-12, side="left")
    found = pd.DataFrame(
        {
            "term": [str(term) for term in use.columns],
            "difference": np.round(values[:n_first].mean(axis=0) - values[n_first:].mean(axis=0), _PLACES),
            "p": (extreme + 1) / (n_permutations + 1),
        }
    )
    return found.sort_values(["p", "term"], kind="stable").reset_index(drop=True)


def _largest_differences(scaled: NDArray[np.float64], n_first: int, *, n: int, seed: int) -> NDArray[np.float64]:
    largest = []
    batch = max(1, _CELLS_AT_ONCE // max(scaled.shape[1], 1))
    deals = _deals(n_first, len(scaled) - n_first, n=n, seed=seed)
    for start in range(0, n, batch):
        largest.append(np.abs(deals[start : start + batch] @ scaled).max(axis=1, initial=0.0))
    return np.concatenate(largest)


def _deals(n_first: int, n_second: int, *, n: int, seed: int) -> NDArray[np.float64]:
    """Random deals of articles to two groups, as weights whose product with values is the difference of means."""
    rng = np.random.default_rng(seed)
    order = np.argsort(rng.random((n, n_first + n_second)), axis=1, kind="stable")
    return np.where(order < n_first, 1 / n_first, -1 / n_second)


def _require(n_first: int, n_second: int, *, least: int, what: str) -> None:
    if min(n_first, n_second) < least:
        raise TooFewArticles(
            f"{what} needs at least {least} articles from each of two sources; here are {n_first} and {n_second}. "
            "Add articles, or stay with the description."
        )
