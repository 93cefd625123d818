"""Who uses which term how often, and how far that departs from what all others do: weighted log-odds."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.framing.vocabulary import Kind, TermCounts, group_rows, tfidf

if TYPE_CHECKING:
    from scipy import sparse

# A term is ranked for a source only if the source uses it this often: one use sets nobody apart.
_LEAST_USES = 2
# Where articles are counted, so many of a source must use a term, or this share of them where that is fewer.
_LEAST_ARTICLES, _LEAST_SHARE = 5, 0.03
# The weight of the prior in articles, as a share of the corpus: see benchmarks/framing_separation.py.
_PRIOR_SHARE = 0.3
# A term further down by its z-score never reaches the list that is shown.
_MOST_CANDIDATES = 1500


@dataclass(frozen=True, slots=True)
class Scores:
    """Log-odds and z-scores, each resamples by sources by terms."""

    log_odds: NDArray[np.float64]
    z: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Usage:
    """Who uses which term how often, in sentences (or articles) that can be resampled within their stratum.

    `units` holds one row a sentence (or article) and one column a term; `stratum` says which article (or source) a unit
    is drawn within; `size` is what a unit adds to its source's total: its words (or 1). Each source is set against all
    others, or against the one that is the `reference`, which then has no terms of its own.
    """

    terms: tuple[str, ...]
    kinds: tuple[Kind, ...]
    sources: list[str]
    units: "sparse.csr_array"
    size: NDArray[np.float64]
    source_of: NDArray[np.int64]
    stratum: NDArray[np.int64]
    n: NDArray[np.int64]
    n_articles: NDArray[np.int64]
    tfidf: NDArray[np.float64]
    prior: NDArray[np.float64]
    prior_size: float
    unit: Literal["words", "articles"]
    reference: int | None = None

    @classmethod
    def of(
        cls,
        counted: TermCounts,
        rows: pd.DataFrame,
        *,
        sources: list[str],
        unit: Literal["words", "articles"],
        reference: str | None = None,
    ) -> "Usage":
        """Count by article and by source; `rows` are the sentences counted, in the same order."""
        from scipy import sparse

        ids = sorted(rows["article_id"].unique())
        source_of_article = rows.drop_duplicates("article_id").set_index("article_id")["source"]
        by_article = sparse.csr_array(group_rows(rows["article_id"], ids) @ counted.counts)
        present = sparse.csr_array((by_article > 0).astype(np.int64))
        to_source = group_rows([source_of_article[article] for article in ids], sources)
        share = to_source / np.maximum(to_source.sum(axis=1), 1)[:, np.newaxis]
        weight = share @ tfidf(by_article)
        position = {name: at for at, name in enumerate(ids)}
        article_of = rows["article_id"].map(position).to_numpy(dtype=np.int64)
        source_of = np.array([sources.index(source_of_article[article]) for article in ids], dtype=np.int64)
        if unit == "articles":
            units, size = present, np.ones(len(ids))
            # The prior is the corpus (as in Jurafsky et al., 2014, First Monday 19:4), at less than its full weight:
            # enough that terms which few articles share rank below those that run through a source's coverage.
            prior, prior_size = present.sum(axis=0) / max(len(ids), 1), _PRIOR_SHARE * len(ids)
            stratum, unit_source = source_of, source_of
        else:
            units, size = counted.counts, counted.n_words.astype(float)
            # The prior weighs as much as one average article: the corpus as a whole, read once more by every source.
            prior, prior_size = units.sum(axis=0) / max(size.sum(), 1.0), size.sum() / max(len(ids), 1)
            stratum, unit_source = article_of, source_of[article_of]
        return cls(
            terms=counted.terms,
            kinds=counted.kinds,
            sources=sources,
            units=units,
            size=size,
            source_of=unit_source,
            stratum=stratum,
            n=np.asarray((to_source @ by_article).todense()),
            n_articles=np.asarray((to_source @ present).todense()),
            tfidf=np.asarray(weight.todense()),
            prior=np.asarray(prior, dtype=float),
            prior_size=float(prior_size),
            unit=unit,
            reference=sources.index(reference) if reference else None,
        )

    def eligible(self, used: NDArray[np.float64], size: NDArray[np.float64] | float) -> NDArray[np.bool_]:
        """Whether a source uses each term often enough to be set apart by it; `used` and `size` as in `log_odds`."""
        least = _LEAST_USES
        if self.unit == "articles":
            least = np.maximum(least, np.minimum(_LEAST_ARTICLES, _LEAST_SHARE * np.asarray(size)))
        return used >= least

    def rest_of(self, source: int) -> NDArray[np.bool_]:
        """The units that a source is set against."""
        return self.source_of != source if self.reference is None else self.source_of == self.reference

    def narrowed(self, columns: NDArray[np.int64]) -> "Usage":
        """The same units with some of the terms only."""
        terms, kinds = (tuple(named[at] for at in columns.tolist()) for named in (self.terms, self.kinds))
        cut = {name: getattr(self, name)[:, columns] for name in ("units", "n", "n_articles", "tfidf")}
        return replace(self, terms=terms, kinds=kinds, prior=self.prior[columns], **cut)

    def weights_of_one(self) -> NDArray[np.float64]:
        """The sample itself: every unit once."""
        return np.ones((1, len(self.size)))

    def log_odds(self, weights: NDArray[np.float64]) -> Scores:
        """Monroe et al.'s equations 15 to 22: each source against the rest, for each row of weights."""
        used = np.zeros((len(weights), len(self.sources), len(self.terms)))
        size = np.zeros((len(weights), len(self.sources)))
        for at in range(len(self.sources)):
            mine = np.flatnonzero(self.source_of == at)
            # Sparse @ dense keeps the product exact (whole numbers) and the same on every machine.
            used[:, at] = (self.units[mine].T @ weights[:, mine].T).T
            size[:, at] = weights[:, mine] @ self.size[mine]
        others, other_size = used.sum(axis=1, keepdims=True) - used, size.sum(axis=1, keepdims=True) - size
        if self.reference is not None:
            others = np.broadcast_to(used[:, [self.reference]], used.shape)
            other_size = np.broadcast_to(size[:, [self.reference]], size.shape)
        alpha = self.prior * self.prior_size
        sizes = (size[..., np.newaxis], other_size[..., np.newaxis])
        return Scores(*weighted_log_odds(used, others, sizes=sizes, alpha=alpha, prior_size=self.prior_size))

    def ranked(self, z: NDArray[np.float64]) -> list[NDArray[np.int64]]:
        """Columns of the terms that each source uses more than others, most distinctive first, ties by name."""
        n_own = np.bincount(self.source_of, weights=self.size, minlength=len(self.sources))[:, np.newaxis]
        used = self.n_articles if self.unit == "articles" else self.n
        eligible = self.eligible(used, n_own) & (z > 0)
        if self.reference is not None:
            eligible[self.reference] = False
        order = np.argsort(-np.round(z, 9), axis=1, kind="stable")
        return [row[eligible[at, row]][:_MOST_CANDIDATES] for at, row in enumerate(order)]


def weighted_log_odds(
    used: NDArray[np.float64],
    other: NDArray[np.float64],
    *,
    sizes: tuple[NDArray[np.float64] | float, NDArray[np.float64] | float],
    alpha: NDArray[np.float64],
    prior_size: float,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Log-odds of each term in one part of a corpus against another, and their z-scores.

    Parameters
    ----------
    used, other
        Uses of each term (or articles that use it) in either part.
    sizes
        All words (or articles) of either part.
    alpha, prior_size
        Uses of each term in the prior, and its size: the same for both parts.

    Returns
    -------
    tuple
        Log-odds (equation 15 of Monroe, Colaresi and Quinn 2008) and z (equation 22), any finite number; above 0 where
        the first part uses the term more.

    >>> one, nine = np.array([1.0]), np.array([9.0])
    >>> log_odds, z = weighted_log_odds(nine, one, sizes=(10, 10), alpha=np.array([5.0]), prior_size=10)
    >>> log_odds.round(2).tolist(), z.round(2).tolist()  # ln(14/6) - ln(6/14), spread 1/14 + 1/6 twice
    ([1.69], [2.46])
    """
    odds, spread = _odds(used, sizes[0], alpha=alpha, prior_size=prior_size)
    other_odds, other_spread = _odds(other, sizes[1], alpha=alpha, prior_size=prior_size)
    log_odds = odds - other_odds
    return log_odds, log_odds / np.sqrt(spread + other_spread)


def _odds(
    used: NDArray[np.float64], size: NDArray[np.float64] | float, *, alpha: NDArray[np.float64], prior_size: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    # A term that stands in every article has no "articles without it" but those of the prior; never below this.
    rest = np.maximum(size + prior_size - used - alpha, 0.5)
    return np.log((used + alpha) / rest), 1 / (used + alpha) + 1 / rest
