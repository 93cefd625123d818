"""Distinctive vocabulary: which words and runs of words set one source apart from the others.

Two measures side by side. TF-IDF (scikit-learn, with idf fitted on articles) says how much weight a term has in a
source's articles; weighted log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn, 2008,
"Fightin' Words", Political Analysis 16:372-403) says how far a source's use departs from that of all others, and does
not reward words that are merely rare. The ranking shown first is by its z-score. Both describe vocabulary, not frames.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis import schema
from analysis.corpus.codebook import Codebook
from analysis.framing.limits import counted_by
from analysis.framing.reading import read
from analysis.framing.vocabulary import TermCounts, count_terms, group_rows

# A term is ranked for a source only if the source uses it this often: one use sets nobody apart.
_LEAST_USES = 2
# Resampling ranks this many of a source's terms; a term further down never reaches the list that is shown.
_MOST_CANDIDATES = 1500
_CELLS_AT_ONCE = 4_000_000
_PLACES = 6


def distinctive_terms(
    articles: pd.DataFrame,
    blocks: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    codebook: Codebook,
    top_terms: int,
    ngram_max: int,
    drop_stop_words: bool = True,
    include_boilerplate: bool = False,
    include_quotes: bool = True,
    n_resamples: int = 1000,
    confidence: float = 0.95,
    seed: int = 2025,
) -> pd.DataFrame:
    """Which terms set each source apart from the others?

    Where sources have few articles, uses are counted; where at least two sources have enough of them, articles that use
    the term (`limits.counted_by` says which), because one long article about zebras does not make an outlet's style.

    Parameters
    ----------
    articles, blocks, sentences
        The tables of those names.
    codebook
        Not read yet by this measure; names of actors stay in the vocabulary.
    top_terms
        Terms given for each source; also the k of `stability`.
    ngram_max, drop_stop_words
        See `vocabulary.count_terms`.
    include_boilerplate, include_quotes
        See `reading.read`.
    n_resamples, confidence, seed
        Resamples of sentences within each article (of articles, where articles are counted) behind `low`, `high` and
        `stability`.

    Returns
    -------
    DataFrame
        The table `terms`, sorted by source and rank; empty when there is one source only, or no words.

    Misleads when
        it is read as a test. With one article a source the interval shows variation within these articles: how much
        the ranking hangs on single sentences. Another article of the same outlet may use other words altogether.
    """
    rows = read(
        articles, blocks, sentences, include_boilerplate=include_boilerplate, include_quotes=include_quotes
    ).sentences
    counted = count_terms(rows["words"].tolist(), ngram_max=ngram_max, drop_stop_words=drop_stop_words, min_count=2)
    sources = sorted(articles["source"].unique())
    if len(sources) < 2 or not counted.terms:
        return schema.frame("terms", [])
    usage = _Usage.of(counted, rows, sources, unit=counted_by(articles))
    scores = usage.log_odds(usage.weights_of_one())
    ranking = usage.ranked(scores.z[0])
    resampled = _resample(usage, ranking, top_terms=top_terms, n_resamples=n_resamples, seed=seed, level=confidence)
    return _table(usage, scores, ranking, resampled, top_terms=top_terms)


@dataclass(frozen=True, slots=True)
class _Scores:
    """Log-odds and z-scores, each resamples by sources by terms."""

    log_odds: NDArray[np.float64]
    z: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Usage:
    """Who uses which term how often, in sentences (or articles) that can be resampled within their stratum.

    `units` holds one row a sentence (or article) and one column a term; `stratum` says which article (or source) a unit
    is drawn within; `size` is what a unit adds to its source's total: its words (or 1).
    """

    terms: tuple[str, ...]
    sources: list[str]
    units: sparse.csr_array
    size: NDArray[np.float64]
    source_of: NDArray[np.int64]
    stratum: NDArray[np.int64]
    n: NDArray[np.int64]
    n_articles: NDArray[np.int64]
    tfidf: NDArray[np.float64]
    prior: NDArray[np.float64]
    prior_size: float
    unit: Literal["words", "articles"]

    @classmethod
    def of(
        cls, counted: TermCounts, rows: pd.DataFrame, sources: list[str], *, unit: Literal["words", "articles"]
    ) -> "_Usage":
        ids = sorted(rows["article_id"].unique())
        source_of_article = rows.drop_duplicates("article_id").set_index("article_id")["source"]
        by_article = sparse.csr_array(group_rows(rows["article_id"], ids) @ counted.counts)
        present = sparse.csr_array((by_article > 0).astype(np.int64))
        to_source = group_rows([source_of_article[article] for article in ids], sources)
        share = to_source / np.maximum(to_source.sum(axis=1), 1)[:, np.newaxis]
        from sklearn.feature_extraction.text import (
            TfidfTransformer,
        )  # a second that readers of kept tables need not wait

        tfidf = share @ TfidfTransformer().fit_transform(by_article)
        position = {name: at for at, name in enumerate(ids)}
        article_of = rows["article_id"].map(position).to_numpy(dtype=np.int64)
        source_of = np.array([sources.index(source_of_article[article]) for article in ids], dtype=np.int64)
        if unit == "articles":
            units, size = present, np.ones(len(ids))
            # The prior weighs as much as the corpus (as in Jurafsky et al., 2014, First Monday 19:4): terms that few
            # articles share then rank below those that run through a source's coverage.
            prior, prior_size = present.sum(axis=0) / max(len(ids), 1), float(len(ids))
            stratum, unit_source = source_of, source_of
        else:
            units, size = counted.counts, counted.n_words.astype(float)
            # The prior weighs as much as one average article: the corpus as a whole, read once more by every source.
            prior, prior_size = units.sum(axis=0) / max(size.sum(), 1.0), size.sum() / max(len(ids), 1)
            stratum, unit_source = article_of, source_of[article_of]
        return cls(
            terms=counted.terms,
            sources=sources,
            units=units,
            size=size,
            source_of=unit_source,
            stratum=stratum,
            n=np.asarray((to_source @ by_article).todense()),
            n_articles=np.asarray((to_source @ present).todense()),
            tfidf=np.asarray(tfidf.todense()),
            prior=np.asarray(prior, dtype=float),
            prior_size=float(prior_size),
            unit=unit,
        )

    def narrowed(self, columns: NDArray[np.int64]) -> "_Usage":
        """The same units with some of the terms only."""
        terms = tuple(self.terms[at] for at in columns.tolist())
        fields = {"n": self.n, "n_articles": self.n_articles, "tfidf": self.tfidf}
        cut = {name: values[:, columns] for name, values in fields.items()}
        return _Usage(
            terms=terms,
            sources=self.sources,
            units=self.units[:, columns],
            size=self.size,
            source_of=self.source_of,
            stratum=self.stratum,
            prior=self.prior[columns],
            prior_size=self.prior_size,
            unit=self.unit,
            **cut,
        )

    def weights_of_one(self) -> NDArray[np.float64]:
        """The sample itself: every unit once."""
        return np.ones((1, len(self.size)))

    def log_odds(self, weights: NDArray[np.float64]) -> _Scores:
        """Monroe et al.'s equations 15 to 22: each source against all others, for each row of weights."""
        used = np.zeros((len(weights), len(self.sources), len(self.terms)))
        size = np.zeros((len(weights), len(self.sources)))
        for at in range(len(self.sources)):
            mine = np.flatnonzero(self.source_of == at)
            # Sparse @ dense keeps the product exact (whole numbers) and the same on every machine.
            used[:, at] = (self.units[mine].T @ weights[:, mine].T).T
            size[:, at] = weights[:, mine] @ self.size[mine]
        others, other_size = used.sum(axis=1, keepdims=True) - used, size.sum(axis=1, keepdims=True) - size
        alpha = self.prior * self.prior_size
        odds, spread = self._odds(used, size[..., np.newaxis], alpha)
        other_odds, other_spread = self._odds(others, other_size[..., np.newaxis], alpha)
        log_odds = odds - other_odds
        return _Scores(log_odds, log_odds / np.sqrt(spread + other_spread))

    def _odds(
        self, used: NDArray[np.float64], size: NDArray[np.float64], alpha: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        # A term that stands in every article has no "articles without it" but those of the prior; never below this.
        rest = np.maximum(size + self.prior_size - used - alpha, 0.5)
        return np.log((used + alpha) / rest), 1 / (used + alpha) + 1 / rest

    def ranked(self, z: NDArray[np.float64]) -> list[NDArray[np.int64]]:
        """Columns of the terms that each source uses more than others, most distinctive first, ties by name."""
        least = _LEAST_USES if self.unit == "words" else 1
        counts = self.n if self.unit == "words" else self.n_articles
        eligible = (counts >= least) & (self.n >= _LEAST_USES) & (z > 0)
        order = np.argsort(-np.round(z, 9), axis=1, kind="stable")
        return [row[eligible[at, row]][:_MOST_CANDIDATES] for at, row in enumerate(order)]


@dataclass(frozen=True, slots=True)
class _Resampled:
    """For the terms shown, by (source, column): stability and the interval of the log-odds."""

    stability: dict[tuple[int, int], float]
    interval: dict[tuple[int, int], tuple[float, float]]


def _resample(
    usage: _Usage,
    ranking: list[NDArray[np.int64]],
    *,
    top_terms: int,
    n_resamples: int,
    seed: int,
    level: float,
) -> _Resampled:
    columns = np.unique(np.concatenate(ranking))
    small = usage.narrowed(columns)
    at = [np.searchsorted(columns, np.sort(ranked)) for ranked in ranking]
    shown = [np.searchsorted(columns, ranked[:top_terms]) for ranked in ranking]
    in_top = [np.zeros(len(columns), dtype=np.int64) for _ in ranking]
    draws: list[list[NDArray[np.float64]]] = [[] for _ in ranking]
    rng = np.random.default_rng(seed)
    batch = max(1, _CELLS_AT_ONCE // max(len(usage.sources) * len(columns), len(usage.size), 1))
    for start in range(0, n_resamples, batch):
        scores = small.log_odds(resample_weights(small.stratum, n=min(batch, n_resamples - start), rng=rng))
        for source, candidates in enumerate(at):
            z = np.round(scores.z[:, source, candidates], 9)
            best = np.argsort(-z, axis=1, kind="stable")[:, :top_terms]
            in_top[source] += np.bincount(candidates[best].ravel(), minlength=len(columns))
            draws[source].append(scores.log_odds[:, source, shown[source]])
    tails = [(1 - level) / 2, (1 + level) / 2]
    stability, interval = {}, {}
    for source, terms in enumerate(shown):
        ends = np.quantile(np.concatenate(draws[source]), tails, axis=0)
        for place, column in enumerate(terms.tolist()):
            key = (source, int(columns[column]))
            stability[key] = float(in_top[source][column] / n_resamples)
            interval[key] = (float(ends[0, place]), float(ends[1, place]))
    return _Resampled(stability, interval)


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


def _table(
    usage: _Usage, scores: _Scores, ranking: list[NDArray[np.int64]], resampled: _Resampled, *, top_terms: int
) -> pd.DataFrame:
    rows = []
    everywhere = usage.n_articles.sum(axis=0)
    for source, columns in enumerate(ranking):
        for place, column in enumerate(columns[:top_terms].tolist()):
            low, high = resampled.interval[source, column]
            rows.append(
                {
                    "source": usage.sources[source],
                    "term": usage.terms[column],
                    "rank": place + 1,
                    "n": int(usage.n[source, column]),
                    "n_articles": int(usage.n_articles[source, column]),
                    "n_articles_all": int(everywhere[column]),
                    "tfidf": round(float(usage.tfidf[source, column]), _PLACES),
                    "log_odds": round(float(scores.log_odds[0, source, column]), _PLACES),
                    "z": round(float(scores.z[0, source, column]), _PLACES),
                    "low": round(low, _PLACES),
                    "high": round(high, _PLACES),
                    "stability": resampled.stability[source, column],
                }
            )
    return schema.frame("terms", rows)
