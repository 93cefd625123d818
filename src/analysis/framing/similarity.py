"""How alike every two articles are, in subject, in wording and in rare facts.

Containment of word shingles after Broder (1997), "On the resemblance and containment of documents": the share of the
shorter article's runs that the longer one has too, which finds excerpts as well as copies.
"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import schema
from analysis.framing.facts import EVERY_PAIR, Fact, facts_in
from analysis.framing.languages import ENGLISH, Language, in_each_language, language_of, language_read, word_forms
from analysis.framing.reading import ArticleTexts, bodies
from analysis.framing.vocabulary import count_terms, group_rows, tfidf
from analysis.statistics import DECIMALS

if TYPE_CHECKING:
    from scipy import sparse

# Above `EVERY_PAIR` articles a pair must reach one of the floors to be worth a row.
_COSINE_FLOOR, _SHARE_FLOOR, _RARE_FLOOR = 0.4, 0.05, 3
# Words in a row that count as copying.
COPIED_RUN = 7
# Above this many articles, pairs are sought through the words that at most a tenth of this many have.
_EXACT = 5000
_CELLS_AT_ONCE = 1_000_000
# Of a large corpus, pairs are listed by cosine for so many nearest articles of each; the first few of them whatever
# their cosine: short articles on one story may have little wording in common.
_NEAREST, _NEAREST_ANYWAY = 50, 5
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
# A run that more articles than this share ties each of them to the first only: all pairs would be the square.
_MOST_IN_PAIRS = 40
# A passage that more outlets than this have is a formula of the trade; it does not make an excerpt.
_FEW_OUTLETS = 4
# The lead of an article: its first words, at most a third of it.
_LEAD_WORDS, LEAD_PART = 60, 3


# --- shared runs of words


@dataclass(frozen=True, slots=True)
class Overlap:
    """Pairs of texts (a < b, by position) with the number of distinct runs that they share."""

    a: NDArray[np.int64]
    b: NDArray[np.int64]
    n_shared: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Runs:
    """Distinct hashes, sorted, of an article's runs of words: all, those mostly in its own voice, those of its lead."""

    every: NDArray[np.uint64]
    own: NDArray[np.uint64]
    lead: NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class SharedRuns:
    """How many runs two articles share: all, in their own voice, of these in few outlets; in either's lead."""

    n: int
    n_own: int
    n_few: int
    n_lead: int


@dataclass(frozen=True, slots=True)
class Wording:
    """The runs of every article, and how many outlets have each run in their own voice."""

    runs: Sequence[Runs]
    _known: NDArray[np.uint64]
    _holders: NDArray[np.int64]

    @classmethod
    def of(cls, runs: Sequence[Runs], *, outlets: Sequence[str]) -> "Wording":
        """Count the outlets that have each run."""
        by_outlet: dict[str, list[NDArray[np.uint64]]] = {}
        for outlet, one in zip(outlets, runs, strict=True):
            by_outlet.setdefault(outlet, []).append(one.own)
        own = [np.unique(np.concatenate(printed)) for printed in by_outlet.values()]
        return cls(runs, *np.unique(np.concatenate([*own, np.empty(0, np.uint64)]), return_counts=True))

    def pairs(self, *, least: int) -> set[tuple[int, int]]:
        """Pairs of articles, by position, that may share at least so many runs."""
        found = overlap([one.every for one in self.runs])
        enough = found.n_shared >= least
        return set(zip(found.a[enough].tolist(), found.b[enough].tolist(), strict=True))

    def shared(self, a: int, b: int) -> SharedRuns:
        """What two articles share, counted exactly."""
        first, second = self.runs[a], self.runs[b]
        every = np.intersect1d(first.every, second.every, assume_unique=True)
        if not len(every):
            return SharedRuns(0, 0, 0, 0)
        own = np.intersect1d(first.own, second.own, assume_unique=True)
        holders = self._holders[np.searchsorted(self._known, own)]
        leads = np.union1d(first.lead, second.lead)
        n_lead = len(np.intersect1d(leads, every, assume_unique=True))
        return SharedRuns(len(every), len(own), int((holders <= _FEW_OUTLETS).sum()), n_lead)


def shingles(text_words: Sequence[str], *, size: int) -> NDArray[np.uint64]:
    """Distinct hashes of all runs of `size` words, sorted; the same on every machine.

    >>> len(shingles("a b c a b c".split(), size=3))
    3
    """
    return np.unique(_runs(text_words, size))


def runs_of(text_words: Sequence[str], *, quoted: Sequence[bool], size: int) -> Runs:
    """All runs of `size` words, those of which at most half the words are quoted, and those that begin the article.

    >>> found = runs_of("she said no never".split(), quoted=[False, False, True, True], size=2)
    >>> len(found.every), len(found.own), len(found.lead)
    (3, 2, 1)
    """
    runs = _runs(text_words, size)
    inside = np.concatenate([np.zeros(1, np.int64), np.cumsum(np.array(quoted, dtype=np.int64))])
    n_quoted = inside[size:] - inside[:-size] if len(runs) else np.empty(0, np.int64)
    lead = runs[: min(len(text_words) // LEAD_PART, _LEAD_WORDS)]
    return Runs(np.unique(runs), np.unique(runs[2 * n_quoted <= size]), np.unique(lead))


@lru_cache(maxsize=1 << 17)
def _word_hash(word: str) -> int:
    encoded = word.encode()
    return zlib.crc32(encoded) << 32 | zlib.crc32(encoded[::-1], 0x5BD1E995)


def _runs(text_words: Sequence[str], size: int) -> NDArray[np.uint64]:
    n = len(text_words) - size + 1
    if n < 1:
        return np.empty(0, dtype=np.uint64)
    hashes = np.array([_word_hash(word) for word in text_words], dtype=np.uint64)
    mixed = np.zeros(n, dtype=np.uint64)
    for offset in range(size):
        mixed = (mixed ^ hashes[offset : offset + n]) * _FACTOR
        mixed ^= mixed >> np.uint64(29)
    return mixed


def overlap(shingles_of: Sequence[NDArray[np.uint64]]) -> Overlap:
    """Pairs of texts that share a run of words; of a run in very many texts, each of them with the first only.

    >>> pairs = overlap([np.array([1, 2], np.uint64), np.array([2, 3], np.uint64), np.array([4], np.uint64)])
    >>> pairs.a.tolist(), pairs.b.tolist(), pairs.n_shared.tolist()
    ([0], [1], [1])
    """
    lengths = np.array([len(one) for one in shingles_of], dtype=np.int64)
    runs = np.concatenate([*shingles_of, np.empty(0, np.uint64)])
    owner = np.repeat(np.arange(len(lengths)), lengths)
    order = np.argsort(runs, kind="stable")
    runs, owner = runs[order], owner[order]
    starts = np.flatnonzero(np.r_[True, runs[1:] != runs[:-1]]) if len(runs) else np.empty(0, np.int64)
    sizes = np.diff(np.r_[starts, len(runs)])
    keys = [np.empty(0, np.int64)]
    for size in np.unique(sizes[sizes > 1]).tolist():
        group = owner[starts[sizes == size][:, np.newaxis] + np.arange(size)]
        first, second = (
            np.triu_indices(size, k=1) if size <= _MOST_IN_PAIRS else (np.zeros(1, np.int64), np.arange(1, size))
        )
        keys.append((group[:, first] * len(lengths) + group[:, second]).ravel())
    pairs, n_shared = np.unique(np.concatenate(keys), return_counts=True)
    return Overlap(pairs // max(len(lengths), 1), pairs % max(len(lengths), 1), n_shared)


# --- how alike two articles are


@in_each_language
def similarity(articles: pd.DataFrame, blocks: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """How alike are every two articles?

    Returns
    -------
    DataFrame
        The table `similarity` of pairs in one language, by language and pair. Of more than 60 articles, only pairs with
        a cosine of 0.4 or more (for each article its 50 nearest; of identical texts, each with the first), each
        article's 5 nearest, and pairs with 5 % of 7-word runs, or three facts that nobody else has.

    Misleads when
        a high cosine is read as copying: two articles on one subject use the same words. Shared runs of seven words
        show copying, shared rare facts a common origin; see `kinship.kinship` for the verdict.
    """
    texts = bodies(articles, blocks, sentences)
    language = language_in(texts, language_of(articles))
    cosine = _cosines(texts, language)
    shared = _shared_runs(texts)
    rare = _shared_rare(facts_in(texts, language))
    n = len(texts.ids)
    if n <= EVERY_PAIR:
        pairs = [(a, b) for a in range(n) for b in range(a + 1, n)]
    else:
        strong = {pair for pair, share in shared.items() if share >= _SHARE_FLOOR}
        strong |= {pair for pair, count in rare.items() if count >= _RARE_FLOOR}
        pairs = sorted(strong | cosine.keys())
    rows = [
        {
            "article_a": texts.ids[a],
            "article_b": texts.ids[b],
            "cosine": round(min(cosine.get((a, b), 0.0), 1.0), DECIMALS),
            "share_7grams": round(shared.get((a, b), 0.0), DECIMALS),
            "n_shared_rare": rare.get((a, b), 0),
        }
        for a, b in pairs
    ]
    return schema.frame("similarity", rows)


def language_of_bodies(articles: pd.DataFrame, blocks: pd.DataFrame, sentences: pd.DataFrame) -> Language:
    """The language of articles of one language, with its function words as their bodies show them."""
    own = sentences[sentences["article_id"].isin(set(articles["article_id"]))]
    return language_in(bodies(articles, blocks, own), language_of(articles))


def language_in(texts: ArticleTexts, code: str) -> Language:
    """The language of the bodies of articles, as they show it."""
    if code == ENGLISH.code:
        return ENGLISH
    placed = zip(texts.ids, texts.passages, strict=True)
    rows = [(article_id, passage.text) for article_id, passages in placed for passage in passages]
    return language_read(code, pd.DataFrame(rows, columns=["article_id", "words"]))


def _cosines(texts: ArticleTexts, language: Language) -> Mapping[tuple[int, int], float]:
    """Cosines of pairs by position: all of a small corpus, those above the floor or nearest of a large one."""
    from scipy import sparse

    first_of: dict[tuple[str, ...], int] = {}
    firsts = [first_of.setdefault(tuple(p.text for p in one), at) for at, one in enumerate(texts.passages)]
    is_large = len(texts.ids) > EVERY_PAIR
    chosen = sorted(set(firsts)) if is_large else list(range(len(texts.ids)))
    owner = [texts.ids[at] for at in chosen for _ in texts.passages[at]]
    sentences = [passage.text for at in chosen for passage in texts.passages[at]]
    counted = count_terms(sentences, language=language, ngram_max=1, drop_stop_words=True, fold=False)
    if not counted.terms:
        return {}
    ids = [texts.ids[at] for at in chosen]
    counts = sparse.csr_array(group_rows(owner, ids) @ counted.counts)
    found = _nearest_pairs(tfidf(counts), is_large=is_large)
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
    is_near = (exact >= _COSINE_FLOOR) | _is_nearest(pairs, exact, n=n)
    return dict(zip(map(tuple, pairs[is_near].tolist()), exact[is_near].tolist(), strict=True))


def _is_nearest(pairs: NDArray[np.int64], values: NDArray[np.float64], *, n: int) -> NDArray[np.bool_]:
    """Which pairs are among the nearest of either of their articles."""
    ends, both = pairs.T.ravel(), np.tile(values, 2)
    order = np.lexsort((-both, ends))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order)) - np.searchsorted(ends[order], ends[order])
    return (rank < _NEAREST_ANYWAY).reshape(2, -1).any(axis=0)


def _products(weights: "sparse.csr_array", *, floor: float) -> dict[tuple[int, int], float]:
    """Products of pairs of rows that reach the floor, for each row the highest, a few rows at a time.

    Above a floor of 0, the few highest of each row are among them whether they reach it or not.
    """
    from scipy import sparse

    n, transposed = weights.shape[0], weights.T.tocsr()
    step = max(1, _CELLS_AT_ONCE // max(n, 1))
    found: dict[tuple[int, int], float] = {}
    for start in range(0, n, step):
        block = sparse.coo_array(weights[start : start + step] @ transposed)
        rows, columns, values = block.row + start, block.col, block.data
        is_pair = columns != rows
        rows, columns, values = rows[is_pair], columns[is_pair], values[is_pair]
        least = np.full(n, floor)
        if floor > 0:
            dense = np.zeros((min(step, n - start), n))
            dense[rows - start, columns] = values
            nth = min(_NEAREST_ANYWAY, n)
            few = np.partition(dense, -nth, axis=1)[:, -nth]
            least[start : start + len(few)] = np.minimum(floor, few)
        kept = (values >= least[rows]) & (values > 0 if floor > 0 else True)
        rows, columns, values = rows[kept], columns[kept], values[kept]
        order = np.lexsort((columns, -values, rows))
        rows, columns, values = rows[order], columns[order], values[order]
        rank = np.arange(len(rows)) - np.searchsorted(rows, rows)
        near = rank < (_NEAREST if n > EVERY_PAIR else n)
        for a, b, value in zip(rows[near].tolist(), columns[near].tolist(), values[near].tolist(), strict=True):
            found[min(a, b), max(a, b)] = value
    return found


def _shared_runs(texts: ArticleTexts) -> Mapping[tuple[int, int], float]:
    words = ([form for p in one for form in word_forms(p.text, with_numbers=True)] for one in texts.passages)
    runs = [shingles(one, size=COPIED_RUN) for one in words]
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
