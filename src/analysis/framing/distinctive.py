"""Distinctive vocabulary: which words and runs of words set one source apart from the others.

Two measures side by side. TF-IDF (scikit-learn, with idf fitted on articles) says how much weight a term has in a
source's articles; weighted log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn, 2008,
"Fightin' Words", Political Analysis 16:372-403) says how far a source's use departs from that of all others, and does
not reward words that are merely rare. All of this describes vocabulary, not frames.

The ranking shown first is by the z-score of the log-odds. It repeats itself: a minister, his name, his office and the
law he proposed stand in the same articles, and fill the list of a source that wrote much about him. Where articles are
counted, terms are therefore chosen one after the other, each by its z-score when articles weigh differently: an article
of the source weighs the less the more of the terms above it uses, and an article of another source weighs a little
more. That is weighted covering, known from rule learning (Fürnkranz 1999, Artificial Intelligence Review 13:3-54, for
covering; Lavrač et al. 2004, Journal of Machine Learning Research 5:153-188, for weights instead of removal). Only the
order is made so: the log-odds, their intervals and the z-scores that are shown are those of all articles, each counted
once. Resampling says whether the terms shown would be shown again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import schema
from analysis.framing.coverage import counted_by
from analysis.framing.log_odds import Scores, Usage, weighted_log_odds
from analysis.framing.reading import read
from analysis.framing.vocabulary import count_terms
from analysis.statistics.resampling import batches, percentiles, resample_weights

if TYPE_CHECKING:
    from scipy import sparse

# With c of the terms above it in use, an article of the source weighs (1 + c) to this power, one of another source
# (1 + c) to that: found on half of some outlets' articles, see benchmarks/framing_separation.py.
_OWN_POWER, _OTHER_POWER = -0.5, 0.25
# Two terms that share a word and more than half of the articles that use either ("prime minister", "minister") are one
# finding; the stronger is shown.
_SAME_ARTICLES = 0.5
# Candidates by z-score; further down nothing is found that would be chosen.
_MOST_CANDIDATES = 300
# As many as may be shown.
_MOST_CHOSEN = 100
_PLACES = 6


def distinctive_terms(
    articles: pd.DataFrame,
    blocks: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
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
    the term (`coverage.counted_by` says which), because one long article about zebras does not make an outlet's style.
    Then the terms of a source are chosen one after the other, so that six words of one story do not fill its list:
    see above. A term is a word, a run of words or a name; names of up to five words are one term.

    Parameters
    ----------
    articles, blocks, sentences
        The tables of those names.
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
        the ranking hangs on single sentences. Another article of the same outlet may use other words altogether. Nor is
        a term further down always used less: it may only say the same as one above it.
    """
    rows = read(
        articles, blocks, sentences, include_boilerplate=include_boilerplate, include_quotes=include_quotes
    ).sentences
    counted = count_terms(
        rows["words"].tolist(),
        ngram_max=ngram_max,
        drop_stop_words=drop_stop_words,
        min_count=2,
        for_readers=True,
    )
    sources = sorted(articles["source"].unique())
    if len(sources) < 2 or not counted.terms:
        return schema.frame("terms", [])
    usage = Usage.of(counted, rows, sources=sources, unit=counted_by(articles))
    scores = usage.log_odds(usage.weights_of_one())
    ranking = usage.ranked(scores.z[0])
    plan = _Plan(top_terms=top_terms, n_resamples=n_resamples, seed=seed, confidence=confidence)
    if usage.unit == "words":
        return _table(usage, scores, ranking, _resample_words(usage, ranking, plan=plan), top_terms=top_terms)
    choices = [_Choice.of(usage, source, candidates=ranked) for source, ranked in enumerate(ranking)]
    ranking = [choice.ranking() for choice in choices]
    return _table(
        usage, scores, ranking, _resample_articles(usage, ranking, plan=plan, choices=choices), top_terms=top_terms
    )


def _table(
    usage: Usage, scores: Scores, ranking: list[NDArray[np.int64]], resampled: "_Resampled", *, top_terms: int
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
                    "kind": usage.kinds[column],
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


@dataclass(frozen=True, slots=True)
class _Users:
    """Articles that use one term, the source's own first: their rows, and all candidates that each of them uses."""

    rows: NDArray[np.int64]
    n_own: int
    candidates: NDArray[np.int64]
    lengths: NDArray[np.int64]


@dataclass(slots=True)
class _Choice:
    """The candidates of one source and how to choose among them under any weights of the articles."""

    columns: NDArray[np.int64]
    has: "sparse.csr_array"
    is_own: NDArray[np.bool_]
    alpha: NDArray[np.float64]
    prior_size: float
    nested: dict[int, NDArray[np.int64]]
    _users: dict[int, _Users] = field(default_factory=dict)

    @classmethod
    def of(cls, usage: Usage, source: int, *, candidates: NDArray[np.int64]) -> "_Choice":
        """Candidates are columns of `usage`, the most distinctive first."""
        from scipy import sparse

        columns = candidates[:_MOST_CANDIDATES]
        has = sparse.csr_array(usage.units[:, columns])
        alpha = usage.prior[columns] * usage.prior_size
        words = [frozenset(usage.terms[at].split(" ")) for at in columns.tolist()]
        return cls(columns, has, usage.source_of == source, alpha, usage.prior_size, _nested(has, words))

    @property
    def position(self) -> dict[int, int]:
        """Where each column of the usage stands among the candidates."""
        return {column: at for at, column in enumerate(self.columns.tolist())}

    def ranking(self) -> NDArray[np.int64]:
        """The columns in the order in which they are chosen from the sample itself."""
        ones = np.ones((1, len(self.is_own)))
        used, other = self.counts(ones)
        return self.columns[self.chosen(ones[0], n=len(self.columns), used=used[0], other=other[0])]

    def counts(self, weights: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Weight of the articles that use each candidate, for each row of weights: the source's own, and all others."""
        own, others = (np.flatnonzero(mask) for mask in (self.is_own, ~self.is_own))
        # Sparse @ dense adds in one order on every machine.
        return (self.has[own].T @ weights[:, own].T).T, (self.has[others].T @ weights[:, others].T).T

    def log_odds(
        self, used: NDArray[np.float64], other: NDArray[np.float64], *, sizes: tuple[float, float]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Log-odds and z of each candidate from `counts`; `sizes` are the weights of own and of other articles."""
        return weighted_log_odds(used, other, sizes=sizes, alpha=self.alpha, prior_size=self.prior_size)

    def chosen(
        self, weights: NDArray[np.float64], *, n: int, used: NDArray[np.float64], other: NDArray[np.float64]
    ) -> list[int]:
        """Positions of up to `n` candidates, in the order in which they are chosen.

        `weights` is one row of weights of articles (1 each, or how often a resample drew them), `used` and `other` the
        counts under it. Where none adds anything, the others follow by their z.
        """
        sizes = (float(weights[self.is_own].sum()), float(weights[~self.is_own].sum()))
        now, sums = list(sizes), [used.copy(), other.copy()]
        n_used = np.zeros(len(weights), dtype=np.int64)
        free = np.ones(len(self.columns), dtype=bool)
        found: list[int] = []
        while len(found) < min(n, _MOST_CHOSEN) and free.any():
            scaled = [part * (size / left) for part, size, left in zip(sums, sizes, now, strict=True)]
            z = np.where(free, np.round(self.log_odds(*scaled, sizes=sizes)[1], 9), 0.0)
            best = int(np.argmax(z))
            if z[best] <= 0:
                break
            found.append(best)
            free[best] = False
            free[self.nested.get(best, [])] = False
            users = self._of(best)
            changed = _changes(users, weights, n_used)
            n_used[users.rows] += 1
            cut = int(users.lengths[: users.n_own].sum())
            spread = np.repeat(changed, users.lengths)
            for side, (rows, part) in enumerate(
                ((slice(0, users.n_own), slice(0, cut)), (slice(users.n_own, None), slice(cut, None)))
            ):
                now[side] += float(changed[rows].sum())
                sums[side] += np.bincount(users.candidates[part], weights=spread[part], minlength=len(free))
        return found if len(found) == n else self._filled(found, used, other, sizes=sizes)[:n]

    def _filled(
        self,
        found: list[int],
        used: NDArray[np.float64],
        other: NDArray[np.float64],
        *,
        sizes: tuple[float, float],
    ) -> list[int]:
        z = np.round(self.log_odds(used, other, sizes=sizes)[1], 9)
        taken = set(found)
        return found + [at for at in np.argsort(-z, kind="stable").tolist() if z[at] > 0 and at not in taken]

    def _of(self, term: int) -> _Users:
        if term not in self._users:
            rows = np.flatnonzero(self.has[:, [term]].toarray()[:, 0])
            rows = np.concatenate([rows[self.is_own[rows]], rows[~self.is_own[rows]]])
            part = self.has[rows]
            lengths = np.diff(part.indptr)
            self._users[term] = _Users(rows, int(self.is_own[rows].sum()), part.indices, lengths)
        return self._users[term]


def article_weight(n_used: NDArray[np.int64], *, is_own: NDArray[np.bool_] | bool) -> NDArray[np.float64]:
    """What an article weighs that uses `n_used` of the terms chosen so far: less if the source's own, else more.

    >>> article_weight(np.array([0, 1, 3]), is_own=True).round(2).tolist()
    [1.0, 0.71, 0.5]
    >>> article_weight(np.array([0, 1, 3]), is_own=False).round(2).tolist()
    [1.0, 1.19, 1.41]
    """
    return (1.0 + n_used) ** np.where(is_own, _OWN_POWER, _OTHER_POWER)


def _changes(users: _Users, weights: NDArray[np.float64], n_used: NDArray[np.int64]) -> NDArray[np.float64]:
    """By how much the weight of each article that uses the term changes when it is chosen."""
    is_own = np.arange(len(users.rows)) < users.n_own
    before = n_used[users.rows]
    change = article_weight(before + 1, is_own=is_own) - article_weight(before, is_own=is_own)
    return weights[users.rows] * change


def _nested(has: "sparse.csr_array", words: list[frozenset[str]]) -> dict[int, NDArray[np.int64]]:
    """For each candidate those that share a word with it and stand in much the same articles."""
    together = (has.T @ has).toarray()
    uses = together.diagonal()
    either = uses[:, np.newaxis] + uses - together
    alike = together > _SAME_ARTICLES * either
    np.fill_diagonal(alike, val=False)
    found: dict[int, list[int]] = {}
    for one, other in zip(*(at.tolist() for at in np.nonzero(alike)), strict=True):
        if words[one] & words[other]:
            found.setdefault(one, []).append(other)
    return {one: np.array(others, dtype=np.int64) for one, others in found.items()}


@dataclass(frozen=True, slots=True)
class _Resampled:
    """For the terms shown, by (source, column): stability and the interval of the log-odds."""

    stability: dict[tuple[int, int], float]
    interval: dict[tuple[int, int], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class _Plan:
    """How to resample: how many terms are shown, how many resamples, from which seed, and the interval's confidence."""

    top_terms: int
    n_resamples: int
    seed: int
    confidence: float


def _resample_words(usage: Usage, ranking: Sequence[NDArray[np.int64]], *, plan: _Plan) -> _Resampled:
    """Rank the terms of each source by z again in resamples of sentences within articles."""
    columns = np.unique(np.concatenate(ranking))
    small = usage.narrowed(columns)
    at = [np.searchsorted(columns, np.sort(ranked)) for ranked in ranking]
    shown = [np.searchsorted(columns, ranked[: plan.top_terms]) for ranked in ranking]
    in_top = [np.zeros(len(columns), dtype=np.int64) for _ in ranking]
    draws: list[list[NDArray[np.float64]]] = [[] for _ in ranking]
    rng = np.random.default_rng(plan.seed)
    for n in batches(plan.n_resamples, width=max(len(usage.sources) * len(columns), len(usage.size))):
        weights = resample_weights(small.stratum, n=n, rng=rng)
        scores = small.log_odds(weights)
        for source, candidates in enumerate(at):
            z = np.round(scores.z[:, source, candidates], 9)
            best = np.argsort(-z, axis=1, kind="stable")[:, : plan.top_terms]
            in_top[source] += np.bincount(candidates[best].ravel(), minlength=len(columns))
            draws[source].append(scores.log_odds[:, source, shown[source]])
    made = _Resampled({}, {})
    for source, terms in enumerate(shown):
        _note(
            made, (source, columns[terms]), kept=in_top[source][terms], draws=np.concatenate(draws[source]), plan=plan
        )
    return made


def _resample_articles(
    usage: Usage, ranking: Sequence[NDArray[np.int64]], *, plan: _Plan, choices: Sequence[_Choice]
) -> _Resampled:
    """Choose the terms of each source again in resamples of articles within each source."""
    shown = [
        np.array([choice.position[column] for column in ranked[: plan.top_terms].tolist()], dtype=np.int64)
        for choice, ranked in zip(choices, ranking, strict=True)
    ]
    kept = [np.zeros(len(choice.columns), dtype=np.int64) for choice in choices]
    draws: list[list[NDArray[np.float64]]] = [[] for _ in choices]
    rng = np.random.default_rng(plan.seed)
    for n in batches(plan.n_resamples, width=len(usage.size)):
        weights = resample_weights(usage.stratum, n=n, rng=rng)
        for source, choice in enumerate(choices):
            own, other = choice.counts(weights)
            sizes = float(choice.is_own.sum()), float((~choice.is_own).sum())
            draws[source].append(choice.log_odds(own, other, sizes=sizes)[0][:, shown[source]])
            for row in range(len(weights)):
                chosen = choice.chosen(weights[row], n=plan.top_terms, used=own[row], other=other[row])
                kept[source][chosen] += 1
    made = _Resampled({}, {})
    for source, (choice, terms) in enumerate(zip(choices, shown, strict=True)):
        found = np.concatenate(draws[source])
        _note(made, (source, choice.columns[terms]), kept=kept[source][terms], draws=found, plan=plan)
    return made


def _note(
    made: _Resampled,
    where: tuple[int, NDArray[np.int64]],
    *,
    kept: NDArray[np.int64],
    draws: NDArray[np.float64],
    plan: _Plan,
) -> None:
    source, columns = where
    ends = percentiles(draws, confidence=plan.confidence)
    for place, column in enumerate(columns.tolist()):
        made.stability[source, column] = float(kept[place] / plan.n_resamples)
        made.interval[source, column] = (float(ends[0, place]), float(ends[1, place]))
