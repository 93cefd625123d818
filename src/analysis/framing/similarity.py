"""How alike every two articles are: in subject, in wording, in rare facts."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis import schema
from analysis.framing.facts import Fact, facts_of
from analysis.framing.reading import ArticleTexts, bodies
from analysis.framing.reuse import overlap, shingles
from analysis.framing.vocabulary import count_terms, group_rows, word_forms

if TYPE_CHECKING:
    from scipy import sparse

# Up to this many articles every pair is listed; above, a pair must reach one of the floors to be worth a row.
_EVERY_PAIR = 60
_COSINE_FLOOR, _SHARE_FLOOR, _RARE_FLOOR = 0.4, 0.05, 3
_RUN = 7
# Above this many articles, pairs are sought through the words that at most a tenth of this many have.
_EXACT = 5000
_CELLS_AT_ONCE = 8_000_000
# Of a large corpus, pairs are listed by cosine for so many nearest articles of each.
_NEAREST = 50
_PLACES = 6


def similarity(articles: pd.DataFrame, blocks: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """How alike are every two articles?

    Returns
    -------
    DataFrame
        The table `similarity`, sorted by pair. Of more than 60 articles, only pairs with a cosine of 0.4 or more (for
        each article its 50 nearest; of identical texts, each with the first), 5 % of 7-word runs, or three facts that
        nobody else has.

    Misleads when
        a high cosine is read as copying: two articles on one subject use the same words. Shared runs of seven words
        show copying, shared rare facts a common origin; see `kinship.kinship` for the verdict.
    """
    texts = bodies(articles, blocks, sentences)
    cosine = _cosines(texts)
    shared = _shared_runs(texts)
    rare = _shared_rare(facts_of(texts.passages))
    n = len(texts.ids)
    if n <= _EVERY_PAIR:
        pairs = [(a, b) for a in range(n) for b in range(a + 1, n)]
    else:
        strong = {pair for pair, share in shared.items() if share >= _SHARE_FLOOR}
        strong |= {pair for pair, count in rare.items() if count >= _RARE_FLOOR}
        pairs = sorted(strong | {pair for pair, value in cosine.items() if value >= _COSINE_FLOOR})
    rows = [
        {
            "article_a": texts.ids[a],
            "article_b": texts.ids[b],
            "cosine": round(min(cosine.get((a, b), 0.0), 1.0), _PLACES),
            "share_7grams": round(shared.get((a, b), 0.0), _PLACES),
            "n_shared_rare": rare.get((a, b), 0),
        }
        for a, b in pairs
    ]
    return schema.frame("similarity", rows)


def _cosines(texts: ArticleTexts) -> Mapping[tuple[int, int], float]:
    """Cosines of pairs by position: all of a small corpus, those above the floor of a large one."""
    from scipy import sparse
    from sklearn.feature_extraction.text import TfidfTransformer  # a second that readers of kept tables need not wait

    first_of: dict[tuple[str, ...], int] = {}
    firsts = [first_of.setdefault(tuple(p.text for p in one), at) for at, one in enumerate(texts.passages)]
    is_large = len(texts.ids) > _EVERY_PAIR
    chosen = sorted(set(firsts)) if is_large else list(range(len(texts.ids)))
    owner = [texts.ids[at] for at in chosen for _ in texts.passages[at]]
    sentences = [passage.text for at in chosen for passage in texts.passages[at]]
    counted = count_terms(sentences, ngram_max=1, drop_stop_words=True, fold=False)
    if not counted.terms:
        return {}
    ids = [texts.ids[at] for at in chosen]
    counts = sparse.csr_array(group_rows(owner, ids) @ counted.counts)
    found = _nearest_pairs(sparse.csr_array(TfidfTransformer().fit_transform(counts)), is_large=is_large)
    cosines = {(chosen[a], chosen[b]): value for (a, b), value in found.items()}
    # Identical texts: ten thousand copies of one would be fifty million pairs.
    repeats = [(first, at) for at, first in enumerate(firsts) if first != at and texts.passages[at]]
    return cosines | (dict.fromkeys(repeats, 1.0) if is_large else {})


def _nearest_pairs(weights: "sparse.csr_array", *, is_large: bool) -> dict[tuple[int, int], float]:
    """Cosines of rows of weights: all pairs of a small corpus, else the nearest above the floor."""
    n = weights.shape[0]
    if n <= _EXACT:
        return _products(weights, floor=_COSINE_FLOOR if is_large else 0.0)
    # Words that many articles have cost the square of their number and say little: pairs are found without them.
    n_articles = np.bincount(weights.indices, minlength=weights.shape[1])
    found = _products(weights[:, np.flatnonzero(n_articles <= _EXACT // 10)], floor=_COSINE_FLOOR / 2)
    pairs = np.array(sorted(found), dtype=np.int64).reshape(-1, 2)
    exact = np.asarray((weights[pairs[:, 0]] * weights[pairs[:, 1]]).sum(axis=1)).ravel()
    return {
        (a, b): value for (a, b), value in zip(pairs.tolist(), exact.tolist(), strict=True) if value >= _COSINE_FLOOR
    }


def _products(weights: "sparse.csr_array", *, floor: float) -> dict[tuple[int, int], float]:
    """Products of pairs of rows that reach the floor, for each row the highest, a few rows at a time."""
    from scipy import sparse

    n = weights.shape[0]
    step = max(1, _CELLS_AT_ONCE // max(n, 1))
    found: dict[tuple[int, int], float] = {}
    for start in range(0, n, step):
        block = sparse.coo_array(weights[start : start + step] @ weights.T)
        rows, columns, values = block.row + start, block.col, block.data
        kept = (columns != rows) & (values >= floor)
        rows, columns, values = rows[kept], columns[kept], values[kept]
        order = np.lexsort((columns, -values, rows))
        rows, columns, values = rows[order], columns[order], values[order]
        rank = np.arange(len(rows)) - np.searchsorted(rows, rows)
        near = rank < (_NEAREST if n > _EVERY_PAIR else n)
        for a, b, value in zip(rows[near].tolist(), columns[near].tolist(), values[near].tolist(), strict=True):
            found[min(a, b), max(a, b)] = value
    return found


def _shared_runs(texts: ArticleTexts) -> Mapping[tuple[int, int], float]:
    words = ([form for p in one for form in word_forms(p.text, with_numbers=True)] for one in texts.passages)
    runs = [shingles(one, size=_RUN) for one in words]
    pairs = overlap(runs)
    shorter = [min(len(runs[a]), len(runs[b])) for a, b in zip(pairs.a.tolist(), pairs.b.tolist(), strict=True)]
    shares = pairs.n_shared / np.array(shorter, dtype=float)
    return dict(zip(zip(pairs.a.tolist(), pairs.b.tolist(), strict=True), shares.tolist(), strict=True))


def _shared_rare(facts: Sequence[Mapping[str, Fact]]) -> Mapping[tuple[int, int], int]:
    """How many facts stand in exactly these two articles."""
    holders: dict[str, list[int]] = {}
    for at, found in enumerate(facts):
        for key in found:
            holders.setdefault(key, []).append(at)
    counts: dict[tuple[int, int], int] = {}
    for at in holders.values():
        if len(at) == 2:
            counts[at[0], at[1]] = counts.get((at[0], at[1]), 0) + 1
    return counts
