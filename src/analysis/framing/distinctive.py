"""Distinctive vocabulary: which words and runs of words set one source apart from the others, and would do so again.

Two measures side by side. TF-IDF (scikit-learn, with idf fitted on articles) says how much weight a term has in a
source's articles; weighted log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn, 2008,
"Fightin' Words", Political Analysis 16:372-403) says how far a source's use departs from that of all others, and does
not reward words that are merely rare. All of this describes vocabulary, not frames.

Terms are ranked by the z-score of the log-odds. Of ten thousand words some always stand out by chance, and with other
articles it would be others. How many is seen in the sample itself: its articles are dealt into two halves that share
none, both are ranked, and a term of one half's list either is in the other's or is not (complementary pairs, Shah and
Samworth, 2013, Journal of the Royal Statistical Society B 75:55-80). How often it is, by how far the term is above the
end of its list, is the `stability` of a term as far above the end of its own. Where articles are counted, lists end
where little more than half of what they show would be shown again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import schema
from analysis.corpus import checked_reference
from analysis.framing.coverage import counted_by
from analysis.framing.languages import in_each_language, language_of, language_read
from analysis.framing.log_odds import Scores, Usage, weighted_log_odds
from analysis.framing.reading import read
from analysis.framing.vocabulary import in_words
from analysis.statistics import DECIMALS
from analysis.statistics.resampling import batches, halves, percentiles, resample_weights

if TYPE_CHECKING:
    from scipy import sparse

# Two terms that share a word and more than half of the articles that use either ("prime minister", "minister") are one
# finding; the stronger is shown.
_SAME_ARTICLES = 0.5
_AT_ONCE = 20_000
# Candidates by z-score; further down nothing is found that would be shown in any half.
_MOST_CANDIDATES = 300
# Deals of the articles into two halves.
_DEALS = 50
# Lists of articles' words end at one of these z-scores: the lowest from which on this share would be shown again. So
# many terms are given in any case, with a stability that says what they are worth.
_ENDS = np.arange(1.5, 6.01, 0.25)
_SHOWN_AGAIN, _LEAST_SHOWN = 0.55, 5
# Sources that a term is set against one by one; of more, a table of all pairs would be mostly empty.
_MOST_COMPARED = 12
_MOST_STEPS, _RIDGE, _CLOSE = 25, 0.01, 1e-8
_NOWHERE = np.iinfo(np.int64).max


@in_each_language
def distinctive_terms(
    articles: pd.DataFrame,
    blocks: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    top_terms: int,
    ngram_max: int,
    reference: str = "",
    drop_stop_words: bool = True,
    include_boilerplate: bool = False,
    include_quotes: bool = True,
    ends_early: bool = True,
    n_resamples: int = 1000,
    confidence: float = 0.95,
    seed: int = 2025,
) -> pd.DataFrame:
    """Which terms set each source apart from the others?

    Where sources have few articles, uses are counted; where at least two sources have enough of them, articles that use
    the term (`coverage.counted_by` says which), because one long article about zebras does not make an outlet's style.
    A term is a word, a run of words or a name; names of up to five words are one term.

    Parameters
    ----------
    top_terms
        Terms given for each source at most.
    reference
        The source that each other one is set against, without terms of its own; empty = each against all others.
    ends_early
        Whether, where articles are counted, a list ends before its tail of terms that would not come again.
    ngram_max, drop_stop_words, include_boilerplate, include_quotes
        See `vocabulary.count_terms` and `reading.read`.
    n_resamples, confidence, seed
        Resamples of sentences within each article (of articles, where articles are counted) behind `low` and `high`;
        deals into halves of the same units, 50 at most, behind `stability`.

    Returns
    -------
    DataFrame
        The table `terms`, of each language by itself, sorted by source and rank; empty when there is one source only,
        or no words.

    Misleads when
        it is read as a test. With one article a source interval and stability show variation within these articles:
        how much the ranking hangs on single sentences. Another article of the same outlet may use other words
        altogether. And halves are drawn from the articles at hand: they cannot show what another month would bring.
    """
    rows = read(
        articles, blocks, sentences, include_boilerplate=include_boilerplate, include_quotes=include_quotes
    ).sentences
    usage = _usage(articles, rows, reference=reference, ngram_max=ngram_max, drop_stop_words=drop_stop_words)
    if usage is None:
        return schema.frame("terms", [])
    scores = usage.log_odds(usage.weights_of_one())
    ranked, n_deals = usage.ranked(scores.z[0]), min(_DEALS, n_resamples)
    shown = _Shown.of(ranked, usage, most=top_terms, ends_early=ends_early, n_deals=n_deals, seed=seed)
    if shown is None:
        return schema.frame("terms", [])
    intervals = _intervals(usage, shown.columns, n_resamples=n_resamples, confidence=confidence, seed=seed)
    return _table(usage, scores, shown.columns, intervals, shown.stability, language=language_of(articles))


@in_each_language
def tfidf_terms(
    articles: pd.DataFrame,
    blocks: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    top_terms: int,
    ngram_max: int,
    reference: str = "",
    drop_stop_words: bool = True,
    include_boilerplate: bool = False,
    include_quotes: bool = True,
) -> pd.DataFrame:
    """Which terms weigh most in each source by TF-IDF, and how much do the same terms weigh in the others?

    Parameters
    ----------
    articles, blocks, sentences, top_terms, ngram_max, reference, drop_stop_words, include_boilerplate, include_quotes
        As in `distinctive_terms`.

    Returns
    -------
    DataFrame
        The table `tfidf_terms`, of each language by itself: each of these terms in every source, with its `rank` where
        it is among the first of a source; above twelve sources, only there. Empty where `distinctive_terms` is.

    Misleads when
        it is read as what sets a source apart: a word that all articles use weighs little less by idf, and more by its
        many uses. The weighted log-odds stand beside it for that.
    """
    rows = read(
        articles, blocks, sentences, include_boilerplate=include_boilerplate, include_quotes=include_quotes
    ).sentences
    usage = _usage(articles, rows, reference=reference, ngram_max=ngram_max, drop_stop_words=drop_stop_words)
    if usage is None:
        return schema.frame("tfidf_terms", [])
    order = np.argsort(-np.round(usage.tfidf, 9), axis=1, kind="stable")[:, :top_terms]
    return _tfidf_table(usage, order, language=language_of(articles))


def _usage(
    articles: pd.DataFrame, rows: pd.DataFrame, *, reference: str, ngram_max: int, drop_stop_words: bool
) -> Usage | None:
    """Who uses which term how often in these sentences; nothing where there is one source only, or no word."""
    words = in_words(rows[["words"]]).read_as(language_read(language_of(articles), rows), for_readers=True)
    counted = words.counts(ngram_max=ngram_max, drop_stop_words=drop_stop_words, min_count=2)
    sources, against = sorted(articles["source"].unique()), checked_reference(articles, reference)
    if len(sources) < 2 or not counted.terms:
        return None
    return Usage.of(counted, rows, sources=sources, unit=counted_by(articles), reference=against)


def _tfidf_table(usage: Usage, order: NDArray[np.int64], *, language: str) -> pd.DataFrame:
    rank = {(source, int(at)): place for source, own in enumerate(order) for place, at in enumerate(own, start=1)
            if usage.tfidf[source, at] > 0}  # fmt: skip
    is_every = len(usage.sources) <= _MOST_COMPARED
    columns = np.unique(np.array([at for _, at in rank], dtype=np.int64))
    scores = usage.narrowed(columns).log_odds(usage.weights_of_one())
    rows = []
    for place, at in enumerate(columns.tolist()):
        for source, name in enumerate(usage.sources):
            if is_every or (source, at) in rank:
                rows.append(
                    {
                        "language": language,
                        "term": usage.terms[at],
                        "source": name,
                        "kind": usage.kinds[at],
                        "rank": rank.get((source, at)),
                        "n": int(usage.n[source, at]),
                        "tfidf": round(float(usage.tfidf[source, at]), DECIMALS),
                        "log_odds": round(float(scores.log_odds[0, source, place]), DECIMALS),
                        "z": round(float(scores.z[0, source, place]), DECIMALS),
                    }
                )
    return schema.frame("tfidf_terms", rows)


def terms_in_order(usage: Usage) -> list[NDArray[np.int64]]:
    """For each source the columns of all terms that set it apart, in the order of `distinctive_terms`."""
    ones = usage.weights_of_one()
    z = usage.log_odds(ones).z[0]
    ranked = [own[np.round(scores[own], 9) > 0] for own, scores in zip(usage.ranked(z), z, strict=True)]
    if usage.unit == "words":
        return ranked
    candidates = [_Candidates.of(usage, source, columns=own) for source, own in enumerate(ranked)]
    return [one.columns[one.best(one.z(usage, ones)[0], most=len(one.columns))] for one in candidates]


def _table(
    usage: Usage,
    scores: Scores,
    shown: Sequence[NDArray[np.int64]],
    intervals: Sequence[NDArray[np.float64]],
    stability: Sequence[NDArray[np.float64]],
    *,
    language: str,
) -> pd.DataFrame:
    rows = []
    everywhere = usage.n_articles.sum(axis=0)
    for source, columns in enumerate(shown):
        for place, column in enumerate(columns.tolist()):
            low, high = intervals[source][:, place].tolist()
            rows.append(
                {
                    "language": language,
                    "source": usage.sources[source],
                    "term": usage.terms[column],
                    "kind": usage.kinds[column],
                    "rank": place + 1,
                    "n": int(usage.n[source, column]),
                    "n_articles": int(usage.n_articles[source, column]),
                    "n_articles_all": int(everywhere[column]),
                    "tfidf": round(float(usage.tfidf[source, column]), DECIMALS),
                    "log_odds": round(float(scores.log_odds[0, source, column]), DECIMALS),
                    "z": round(float(scores.z[0, source, column]), DECIMALS),
                    "low": round(low, DECIMALS),
                    "high": round(high, DECIMALS),
                    "stability": round(float(stability[source][place]), DECIMALS),
                }
            )
    return schema.frame("terms", rows)


# --- which terms a source's list shows, in the sample and in its halves


@dataclass(frozen=True, slots=True)
class _Candidates:
    """The terms that may be shown for one source, as columns of the usage, and who uses them."""

    columns: NDArray[np.int64]
    has: "sparse.csr_array"
    sides: tuple[NDArray[np.int64], NDArray[np.int64]]
    alpha: NDArray[np.float64]
    nested: dict[int, NDArray[np.int64]]

    @classmethod
    def of(cls, usage: Usage, source: int, *, columns: NDArray[np.int64]) -> "_Candidates":
        """`columns` come the most distinctive first."""
        from scipy import sparse

        has = sparse.csr_array(usage.units[:, columns])
        words = [frozenset(usage.terms[at].split(" ")) for at in columns.tolist()]
        nested = _nested(has, words) if usage.unit == "articles" else {}
        sides = np.flatnonzero(usage.source_of == source), np.flatnonzero(usage.rest_of(source))
        return cls(columns, has, sides, usage.prior[columns] * usage.prior_size, nested)

    def z(self, usage: Usage, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """The z-score of each candidate for each row of weights of the units; 0 where the source hardly uses it."""
        # Sparse @ dense adds in one order on every machine.
        used, other = ((self.has[side].T @ weights[:, side].T).T for side in self.sides)
        own_size, other_size = (weights[:, side] @ usage.size[side] for side in self.sides)
        # The prior is a share of the sample: of half a sample, half of it.
        share = ((weights @ usage.size) / usage.size.sum())[:, np.newaxis]
        sizes = (own_size[:, np.newaxis], other_size[:, np.newaxis])
        prior = {"alpha": share * self.alpha, "prior_size": share * usage.prior_size}
        _, z = weighted_log_odds(used, other, sizes=sizes, **prior)
        return np.where(usage.eligible(used, sizes[0]), np.round(z, 9), 0.0)

    def best(self, z: NDArray[np.float64], *, most: int) -> NDArray[np.int64]:
        """Positions of up to `most` candidates by z, the highest first, none nested in a higher one."""
        found: list[int] = []
        hidden: set[int] = set()
        for at in np.argsort(-z, kind="stable").tolist():
            if z[at] <= 0 or len(found) == most:
                break
            if at not in hidden:
                found.append(at)
                hidden.update(self.nested.get(at, ()))
        return np.array(found, dtype=np.int64)


def _nested(has: "sparse.csr_array", words: list[frozenset[str]]) -> dict[int, NDArray[np.int64]]:
    """For each candidate those that share a word with it and stand in much the same articles."""
    transposed, uses = has.T.tocsr(), np.asarray(has.sum(axis=0))
    found: dict[int, list[int]] = {}
    one, other = _sharing_a_word(words, uses)
    for start in range(0, len(one), _AT_ONCE):
        a, b = one[start : start + _AT_ONCE], other[start : start + _AT_ONCE]
        together = transposed[a].multiply(transposed[b]).sum(axis=1)
        is_same = together > _SAME_ARTICLES * (uses[a] + uses[b] - together)
        for first, second in zip(a[is_same].tolist(), b[is_same].tolist(), strict=True):
            found.setdefault(first, []).append(second)
            found.setdefault(second, []).append(first)
    return {at: np.array(others, dtype=np.int64) for at, others in found.items()}


def _sharing_a_word(
    words: list[frozenset[str]], uses: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of candidates with a word in common, each once, without those used too unequally to be much the same."""
    having: dict[str, list[int]] = {}
    for at, own in enumerate(words):
        for word in own:
            having.setdefault(word, []).append(at)
    keys = [np.empty(0, dtype=np.int64)]
    for own in map(np.array, having.values()):
        a, b = (own[at] for at in np.triu_indices(len(own), k=1))
        # As many articles as both have at most, against as many as either has at least.
        fits = np.minimum(uses[a], uses[b]) > _SAME_ARTICLES * np.maximum(uses[a], uses[b])
        keys.append(a[fits] * len(words) + b[fits])
    pairs = np.unique(np.concatenate(keys))
    return pairs // max(len(words), 1), pairs % max(len(words), 1)


@dataclass(frozen=True, slots=True)
class _Lists:
    """Lists of terms by z, one a row, filled up with minus infinity: those of halves, or those of the sample."""

    z: NDArray[np.float64]

    @classmethod
    def of(cls, lists: Sequence[NDArray[np.float64]], *, most: int) -> "_Lists":
        """One row for each list."""
        z = np.full((len(lists), most), -np.inf)
        for row, one in zip(z, lists, strict=True):
            row[: len(one)] = one
        return cls(z)

    def lengths(self, end: float) -> NDArray[np.int64]:
        """How many terms each list shows if it ends at this z."""
        n_found = np.isfinite(self.z).sum(axis=1)
        return np.minimum(np.maximum((self.z >= end).sum(axis=1), _LEAST_SHOWN), n_found)

    def above(self, end: float) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
        """Which terms are shown, and how far each is above the end of its list."""
        lengths, most = self.lengths(end), self.z.shape[1]
        is_shown = np.arange(most) < lengths[:, np.newaxis]
        ends = np.where(lengths == most, np.maximum(self.z[:, -1], end), end)
        # A list that has no end of its own ends at what any use at all would give.
        return is_shown, self.z - np.maximum(ends, 0.0)[:, np.newaxis]


@dataclass(frozen=True, slots=True)
class _Shown:
    """For each source the columns of the terms shown, and how likely each would be shown again."""

    columns: list[NDArray[np.int64]]
    stability: list[NDArray[np.float64]]

    @classmethod
    def of(
        cls,
        ranked: Sequence[NDArray[np.int64]],
        usage: Usage,
        *,
        most: int,
        ends_early: bool,
        n_deals: int,
        seed: int,
    ) -> "_Shown | None":
        """Make the lists, learn from halves what of a list comes again, and end the lists accordingly.

        `ranked` are the columns of each source, the most distinctive first; nothing where no source has any.
        """
        n_candidates = max(most, _MOST_CANDIDATES)
        candidates = [_Candidates.of(usage, source, columns=own[:n_candidates]) for source, own in enumerate(ranked)]
        most = min(most, max(len(one.columns) for one in candidates))
        if not most:
            return None
        ones = usage.weights_of_one()
        z = [one.z(usage, ones)[0] for one in candidates]
        best = [one.best(scores, most=most) for one, scores in zip(candidates, z, strict=True)]
        sample = _Lists.of([scores[at] for scores, at in zip(z, best, strict=True)], most=most)
        lists, rank_elsewhere = _of_halves(candidates, usage, most=most, n_deals=n_deals, seed=seed)
        # One article a source has no list of its outlet's words to end: what is shown is the article's.
        for end in _ENDS if ends_early and usage.unit == "articles" else (-np.inf,):
            is_shown, above = sample.above(end)
            again = _shown_again(lists, rank_elsewhere, end=end)(above[is_shown])
            if again.size and again.mean() >= _SHOWN_AGAIN:
                break
        stability = np.zeros(is_shown.shape)
        stability[is_shown] = again
        lengths = is_shown.sum(axis=1).tolist()
        return cls(
            [one.columns[at[:n]] for one, at, n in zip(candidates, best, lengths, strict=True)],
            [row[:n] for row, n in zip(stability, lengths, strict=True)],
        )


def _of_halves(
    candidates: Sequence[_Candidates], usage: Usage, *, most: int, n_deals: int, seed: int
) -> tuple[_Lists, NDArray[np.int64]]:
    """The lists of all halves and sources, and of each term its rank in the list of the other half.

    Rows 2i and 2i + 1 are the two halves of one deal and source.
    """
    lists, ranks = [], []
    dealt = halves(usage.stratum, n=n_deals, rng=np.random.default_rng(seed))
    for one in candidates:
        for sides in np.array_split(dealt, len(batches(n_deals, width=2 * len(usage.size)))):
            z = [one.z(usage, side.astype(float)) for side in (sides, ~sides)]
            for pair in zip(*z, strict=True):
                best = [one.best(scores, most=most) for scores in pair]
                for mine, other, scores in ((*best, pair[0]), (*best[::-1], pair[1])):
                    lists.append(scores[mine])
                    place = np.full(len(scores), _NOWHERE)
                    place[other] = np.arange(len(other))
                    ranks.append(np.append(place[mine], np.full(most - len(mine), _NOWHERE)))
    return _Lists.of(lists, most=most), np.array(ranks, dtype=np.int64).reshape(-1, most)


def _shown_again(
    lists: _Lists, rank_elsewhere: NDArray[np.int64], *, end: float
) -> Callable[[NDArray[np.float64]], NDArray[np.float64]]:
    """A function from how far terms are above the end of their list to how often such terms are in the other half's."""
    is_shown, above = lists.above(end)
    lengths = lists.lengths(end).reshape(-1, 2)[:, ::-1].reshape(-1, 1)
    return _logistic(above[is_shown], (rank_elsewhere < lengths)[is_shown])


def _logistic(x: NDArray[np.float64], y: NDArray[np.bool_]) -> Callable[[NDArray[np.float64]], NDArray[np.float64]]:
    """Logistic regression of a yes or no on one number, by Newton's method; a slight ridge keeps it finite.

    >>> chance = _logistic(np.array([0.0, 0.0, 1.0, 1.0] * 25), np.array([False, True, True, True] * 25))
    >>> chance(np.array([0.0, 1.0])).round(1).tolist()
    [0.5, 1.0]
    """
    terms, found = np.column_stack([np.ones(len(x)), x]), np.zeros(2)

    def chance(at: NDArray[np.float64]) -> NDArray[np.float64]:
        return 1 / (1 + np.exp(-np.clip(found[0] + found[1] * at, -30, 30)))

    for _ in range(_MOST_STEPS):
        expected = chance(x)
        slope = terms.T @ (y - expected) - _RIDGE * found
        bend = (terms.T * (expected * (1 - expected))) @ terms + _RIDGE * np.eye(2)
        step = np.linalg.solve(bend, slope)
        found += step
        if np.abs(step).max() < _CLOSE:
            break
    return chance


def _intervals(
    usage: Usage, shown: Sequence[NDArray[np.int64]], *, n_resamples: int, confidence: float, seed: int
) -> list[NDArray[np.float64]]:
    """The ends of the interval of the log-odds of each term shown, by source."""
    columns = np.unique(np.concatenate([*shown, np.empty(0, dtype=np.int64)]))
    small = usage.narrowed(columns)
    at = [np.searchsorted(columns, own) for own in shown]
    draws: list[list[NDArray[np.float64]]] = [[] for _ in shown]
    rng = np.random.default_rng(seed)
    for n in batches(n_resamples, width=max(len(usage.sources) * len(columns), len(usage.size))):
        log_odds = small.log_odds(resample_weights(small.stratum, n=n, rng=rng)).log_odds
        for source, own in enumerate(at):
            draws[source].append(log_odds[:, source, own])
    return [percentiles(np.concatenate(own), confidence=confidence) for own in draws]
