"""Which sources differ, tested by dealing their articles to two heaps at random; with a reason where no test can be.

Each table has one row for each pair of sources, refused or not. The largest difference over a whole vocabulary of each
random deal gives p-values that hold for all terms of a pair together (Westfall and Young, 1993); `p_all` holds for all
pairs of the table too (Bonferroni: a step-down over pairs would be wrong for the terms in them).
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis.errors import ParameterError
from analysis.framing.binomial import difference_of_units
from analysis.framing.limits import ARTICLES_FOR_A_VOCABULARY
from analysis.framing.pairs import Pair, deals_for, pairs_of, typed
from analysis.framing.reading import read
from analysis.framing.resampling import family_wise_p
from analysis.framing.vocabulary import count_terms, group_rows

# A term that fewer articles of a pair use, or do without, cannot survive and only makes it harder for the others.
_LEAST_ARTICLES = 5
_NEWTON_STEPS = 12
_PLACES = 6

_TESTS = {
    "first": "str",
    "second": "str",
    "n_articles_first": "int64",
    "n_articles_second": "int64",
    "n_needed": "int64",
    "is_tested": "bool",
    "n_terms": "Int64",
    "n_different": "Int64",
    "p": "float64",
    "p_all": "float64",
    "reason": "str",
}
_TERMS = {
    "first": "str",
    "second": "str",
    "term": "str",
    "n_articles_first": "int64",
    "n_articles_second": "int64",
    "share_first": "float64",
    "share_second": "float64",
    "difference": "float64",
    "low": "float64",
    "high": "float64",
    "per_10000_first": "float64",
    "per_10000_second": "float64",
    "p": "float64",
    "p_all": "float64",
}


@dataclass(frozen=True, slots=True)
class ContrastTables:
    """`tests`: one row for each pair of sources; `terms`: one row for each term that survives in a pair."""

    tests: pd.DataFrame
    terms: pd.DataFrame


def vocabulary_tests(
    articles: pd.DataFrame,
    blocks: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    versus: Literal["pairs", "rest"] = "pairs",
    ngram_max: int = 1,
    drop_stop_words: bool = True,
    include_boilerplate: bool = False,
    include_quotes: bool = True,
    n_permutations: int = 1999,
    significance: float = 0.05,
    most_terms: int = 2000,
    seed: int = 2025,
) -> ContrastTables:
    """Do two sources write in different words, which words are these, and if that cannot be told, why not?

    Parameters
    ----------
    articles, blocks, sentences
        The tables of those names.
    versus
        Each source against each other ("pairs"), or each against all others together ("rest").
    ngram_max, drop_stop_words
        See `vocabulary.count_terms`.
    include_boilerplate, include_quotes
        See `reading.read`.
    n_permutations, seed
        Random deals of the articles of a pair to two heaps (more where there are many pairs).
    significance
        A term survives if its `p_all` is no larger: in so many of 100 tables without any difference, at least one
        term would survive by chance.
    most_terms
        Terms tested for each pair: those that most of its articles use, whichever source they are from.

    Returns
    -------
    ContrastTables
        `tests` (first, second, n_articles_first, n_articles_second, n_needed, is_tested, n_terms, n_different, p,
        p_all, reason): below 9 articles on either side no p-value and a plain `reason`. `terms` (first, second,
        term, n_articles_*, share_* (of the articles, 0-1), difference, low, high, per_10000_*, p, p_all): terms that
        more articles of one source use than their lengths let expect, most different first; the source also uses
        them more often word for word. Shares and their difference are as counted, lengths and all. The intervals are
        widened for the terms having been picked as the most different (false coverage rate: Benjamini and Yekutieli,
        2005, Journal of the American Statistical Association 100:71-81), by Newcombe's (1998) method from Wilson's.

    Misleads when
        articles are not independent (serials, copies of one agency text: see `origins`), or the two sources cover
        different things: it says that the words differ, not why. What length lets expect is reckoned as if words fell
        independently.
    """
    if versus not in ("pairs", "rest"):
        raise ParameterError(f"versus must be 'pairs' or 'rest', not {versus!r}.")
    rows = read(
        articles, blocks, sentences, include_boilerplate=include_boilerplate, include_quotes=include_quotes
    ).sentences
    counted = count_terms(
        rows["words"].tolist(), ngram_max=ngram_max, drop_stop_words=drop_stop_words, min_count=_LEAST_ARTICLES
    )
    ids = sorted(rows["article_id"].unique())
    pairs = pairs_of(articles, ids, versus=versus)
    to_article = group_rows(rows["article_id"], ids)
    return _contrasts(
        pairs,
        sparse.csr_array(to_article @ counted.counts),
        np.asarray(to_article @ counted.n_words, dtype=float),
        names=counted.terms,
        significance=significance,
        most_terms=most_terms,
        deal={"n_deals": deals_for(pairs, least=n_permutations), "seed": seed},
    )


def _contrasts(
    pairs: list[Pair],
    uses: sparse.csr_array,
    words: NDArray[np.float64],
    *,
    names: tuple[str, ...],
    significance: float,
    most_terms: int,
    deal: dict[str, int],
) -> ContrastTables:
    tests, terms = [], []
    for pair in pairs:
        row = pair.described(least=ARTICLES_FOR_A_VOCABULARY)
        if row["is_tested"]:
            tested = _test(pair, uses, words, most_terms=most_terms, **deal)
            found = _survivors(pair, tested, uses=uses, words=words, n_pairs=len(pairs), significance=significance)
            terms += [one | {"term": names[one["term"]]} for one in found]
            row |= _summary(tested, n_pairs=len(pairs), n_different=len(found))
            if not found and row["p_all"] is not None and row["p_all"] <= significance:
                row["reason"] = "Words differ in how many articles use them, but not that way in how often they stand."
        tests.append(row)
    table = typed(terms, _TERMS)
    order = table.assign(size=-table["difference"].abs())
    order = order.sort_values(["first", "second", "p_all", "size", "term"], kind="stable").index
    return ContrastTables(typed(tests, _TESTS), table.loc[order].reset_index(drop=True))


@dataclass(frozen=True, slots=True)
class _Tested:
    """Columns of the terms tested, in which articles of the pair they stand (1 or 0), and their p-values."""

    columns: NDArray[np.int64]
    use: NDArray[np.float64]
    p: NDArray[np.float64]


def _test(
    pair: Pair, uses: sparse.csr_array, words: NDArray[np.float64], *, most_terms: int, n_deals: int, seed: int
) -> _Tested:
    present = sparse.csr_array(uses[pair.rows] > 0)
    n_articles = np.asarray(present.sum(axis=0)).ravel()
    n_without = len(pair.rows) - n_articles
    varies = np.flatnonzero((n_articles >= _LEAST_ARTICLES) & (n_without >= _LEAST_ARTICLES))
    # Columns are sorted by name, so ties between equally common terms are broken by name.
    columns = np.sort(varies[np.argsort(-n_articles[varies], kind="stable")[:most_terms]])
    use = present[:, columns].toarray().astype(float)
    expected = _expected(use.sum(axis=0), words[pair.rows])
    # The spread that chance gives, not the one seen: articles that all use a term, as expected, vary hardly at all.
    spread = np.sqrt((expected * (1 - expected)).mean(axis=0))
    n_first = len(pair.rows_first)
    p = family_wise_p(use - expected, n_first=n_first, n_permutations=n_deals, seed=seed, spread=spread)
    return _Tested(columns, use, p)


def _expected(n_articles: NDArray[np.float64], words: NDArray[np.float64]) -> NDArray[np.float64]:
    """How probably each article would use each term, were all that tells them apart their length.

    One rate a term, by which words fall independently (Poisson), set so that as many articles are expected to use it
    as do. Articles by terms; found by Newton's method, which from below never overshoots on this concave sum.
    """
    sizes = words / words.mean()
    rates = n_articles / len(words)
    for _ in range(_NEWTON_STEPS):
        missing = np.exp(-np.outer(sizes, rates))
        rates = rates + (n_articles - (1 - missing).sum(axis=0)) / (sizes @ missing)
    return 1 - np.exp(-np.outer(sizes, rates))


def _summary(tested: _Tested, *, n_pairs: int, n_different: int) -> dict:
    if not len(tested.columns):
        reason = (
            f"No word stands in {_LEAST_ARTICLES} articles of the two and is missing from {_LEAST_ARTICLES} others."
        )
        return {"is_tested": False, "n_terms": 0, "n_different": None, "p": None, "p_all": None, "reason": reason}
    smallest = float(tested.p.min())
    numbers = {"p": round(smallest, _PLACES), "p_all": round(min(1.0, n_pairs * smallest), _PLACES)}
    return {"n_terms": len(tested.columns), "n_different": n_different} | numbers


def _survivors(
    pair: Pair,
    tested: _Tested,
    *,
    uses: sparse.csr_array,
    words: NDArray[np.float64],
    n_pairs: int,
    significance: float,
) -> list[dict]:
    at = np.flatnonzero(np.minimum(1.0, n_pairs * tested.p) <= significance)
    n_first, n_second = len(pair.rows_first), len(pair.rows_second)
    # Intervals of terms picked because they differ are the wider, the fewer of those looked at were picked.
    confidence = 1 - significance * len(at) / max(len(tested.columns), 1)
    rates = [
        10_000 * np.asarray(uses[rows][:, tested.columns[at]].sum(axis=0)).ravel() / words[rows].sum()
        for rows in (pair.rows_first, pair.rows_second)
    ]
    with_first, with_second = tested.use[:n_first].sum(axis=0), tested.use[n_first:].sum(axis=0)
    found = []
    for place, column in enumerate(at.tolist()):
        k_first, k_second = int(with_first[column]), int(with_second[column])
        difference = k_first / n_first - k_second / n_second
        if difference * (rates[0][place] - rates[1][place]) <= 0:
            continue
        low, high = difference_of_units((k_first, n_first), (k_second, n_second), confidence=confidence)
        numbers = {
            "share_first": k_first / n_first,
            "share_second": k_second / n_second,
            "difference": difference,
            "low": low,
            "high": high,
            "per_10000_first": float(rates[0][place]),
            "per_10000_second": float(rates[1][place]),
            "p": float(tested.p[column]),
            "p_all": min(1.0, n_pairs * float(tested.p[column])),
        }
        named = {"first": pair.first, "second": pair.second, "term": int(tested.columns[column])}
        counts = {"n_articles_first": k_first, "n_articles_second": k_second}
        found.append(named | counts | {name: round(value, _PLACES) for name, value in numbers.items()})
    return found
