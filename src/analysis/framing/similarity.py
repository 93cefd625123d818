"""How alike every two articles are: in subject, in wording, in rare facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis import schema
from analysis.framing.facts import Fact, Passage, facts_of
from analysis.framing.reading import is_by_line, read
from analysis.framing.shingles import overlap, shingles, words_of
from analysis.framing.vocabulary import count_terms, group_rows

# Up to this many articles every pair is listed; above, a pair must reach one of the floors to be worth a row.
_EVERY_PAIR = 60
_COSINE_FLOOR, _SHARE_FLOOR, _RARE_FLOOR = 0.4, 0.05, 3
_RUN = 7
# Above this many articles, pairs are sought through the words that at most a tenth of this many have.
_EXACT = 5000
_CELLS_AT_ONCE = 8_000_000
# Of a large corpus, pairs are listed by cosine for so many nearest articles of each.
_NEAREST = 50
# An article that would keep less of its body than this without its outlet's repeated sentences keeps them.
_LEAST_KEPT = 2 / 3
_PLACES = 6


@dataclass(frozen=True, slots=True)
class ArticleTexts:
    """The body of each article, sentence by sentence, articles in order of their ids."""

    ids: list[str]
    passages: list[list[Passage]]

    def words(self) -> list[list[str]]:
        """The words of each article."""
        return [words_of([passage.text for passage in one]) for one in self.passages]


def bodies(articles: pd.DataFrame, blocks: pd.DataFrame, sentences: pd.DataFrame) -> ArticleTexts:
    """The body of every article; an article without sentences has none.

    A sentence that one outlet prints again and again is a footer, and left out; where an article would lose more than
    a third of its text so, it is no footer but an outlet telling a story several times, and stays.
    """
    ids = sorted(articles["article_id"])
    passages: dict[str, list[Passage]] = {article_id: [] for article_id in ids}
    kept = sentences[_is_read(articles, blocks, sentences)]
    columns = ["article_id", "start_char", "text", "sentence_id"]
    for article_id, start, text, sentence_id in kept[columns].itertuples(index=False):
        passages[article_id].append(Passage(start, text, sentence_id))
    return ArticleTexts(ids, [passages[article_id] for article_id in ids])


def _is_read(articles: pd.DataFrame, blocks: pd.DataFrame, sentences: pd.DataFrame) -> pd.Series:
    is_body = sentences["block_id"].map(blocks.set_index("block_id")["is_body"]).fillna(True).astype(bool)
    is_body &= ~sentences["text"].map(is_by_line).astype(bool)
    is_kept = sentences["sentence_id"].isin(set(read(articles, blocks, sentences).sentences["sentence_id"]))
    length = sentences["text"].str.len()
    of_article = sentences["article_id"]
    n_body, n_kept = ((length * chosen).groupby(of_article).transform("sum") for chosen in (is_body, is_kept))
    return is_kept | (is_body & (n_kept < _LEAST_KEPT * n_body))


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
    shared = _shared_runs(texts.words())
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


def _nearest_pairs(weights: sparse.csr_array, *, is_large: bool) -> dict[tuple[int, int], float]:
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


def _products(weights: sparse.csr_array, *, floor: float) -> dict[tuple[int, int], float]:
    """Products of pairs of rows that reach the floor, for each row the highest, a few rows at a time."""
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


def _shared_runs(words: Sequence[Sequence[str]]) -> Mapping[tuple[int, int], float]:
    runs: list[NDArray[np.uint64]] = [shingles(one, size=_RUN) for one in words]
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
