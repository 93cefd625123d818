"""Which sources differ, tested by dealing their articles to two heaps at random; with a reason where no test can be.

Two tables: words of each source against all others together, and frames of each two sources (of more than 20: of each
and all others). Each has a row for every such contrast, refused or not. The largest difference over a whole vocabulary
(or over all frames) of each random deal gives p-values that hold for all of them together (Westfall and Young, 1993);
`p_all` holds for all contrasts of the table too (Bonferroni: a step-down over contrasts would be wrong for the terms in
them).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import schema
from analysis.corpus import checked_reference
from analysis.corpus.codebook import Codebook, Frame
from analysis.framing.languages import in_each_language, language_of, language_read
from analysis.framing.reading import read
from analysis.framing.vocabulary import group_rows, in_words
from analysis.statistics import DECIMALS
from analysis.statistics.intervals import difference_interval, difference_of_units, share_interval
from analysis.statistics.resampling import (
    ARTICLES_FOR_A_TEST,
    ARTICLES_FOR_A_VOCABULARY,
    deals_for,
    family_wise_p_of_each,
    ratio_p,
)
from analysis.wording import count, number_word

if TYPE_CHECKING:
    from scipy import sparse

OTHERS = "all others"
# Random deals of the articles of a contrast, and more where there are many contrasts: 2,000 with the one observed, so
# that the smallest p is 0.0005.
_LEAST_DEALS = 1999
# A term that fewer articles of a contrast use, or do without, cannot survive and only makes it harder for the others.
_LEAST_ARTICLES = 5
# Terms tested in each contrast: those that most of its articles use, whichever source they are from. Rarer ones hardly
# ever survive, and the table of all deals must fit into memory.
_MOST_TERMS = 2000
_NEWTON_STEPS = 12
# Every two of more sources than this are too many to read, and so many tests that each finds next to nothing.
_EVERY_TWO_UP_TO = 20


class ContrastTables(NamedTuple):
    """The tables `contrasts` (one row a source) and `contrast_terms` (one row a term that survives)."""

    contrasts: pd.DataFrame
    contrast_terms: pd.DataFrame


@in_each_language
def contrasts(
    articles: pd.DataFrame,
    blocks: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    reference: str = "",
    drop_stop_words: bool = True,
    include_boilerplate: bool = False,
    include_quotes: bool = True,
    confidence: float = 0.95,
    seed: int = 2025,
) -> ContrastTables:
    """Does a source write in other words than all others, which words are these, and if that cannot be told, why not?

    Parameters
    ----------
    reference
        The source that each other one is set against; empty = each against all others together.
    drop_stop_words
        See `vocabulary.count_terms`.
    include_boilerplate, include_quotes
        See `reading.read`.
    confidence
        A term survives if its `p_all` is no larger than one minus this: in so many of 100 tables without any
        difference, at least one term would survive by chance.
    seed
        Of the random deals of articles to two heaps.

    Returns
    -------
    ContrastTables
        Of each language by itself. `contrasts`: below 9 articles on either side no p-value and a plain `reason`.
        `contrast_terms`: terms that more articles of one side use than their lengths let expect, most different first;
        that side also uses them more often word for word. Shares and their difference are as counted, lengths and all.
        The intervals are widened for the terms having been picked as the most different (false coverage rate: Benjamini
        and Yekutieli, 2005, Journal of the American Statistical Association 100:71-81), by Newcombe's (1998) method
        from Wilson's.

    Misleads when
        articles are not independent (serials, copies of one agency text: see `origins`), or the sources cover
        different things: it says that the words differ, not why. What length lets expect is reckoned as if words fell
        independently.
    """
    rows = read(
        articles, blocks, sentences, include_boilerplate=include_boilerplate, include_quotes=include_quotes
    ).sentences
    read_words = in_words(rows[["words"]]).read_as(language_read(language_of(articles), rows))
    counted = read_words.counts(ngram_max=1, drop_stop_words=drop_stop_words, min_count=_LEAST_ARTICLES)
    ids = sorted(rows["article_id"].unique())
    reference = checked_reference(articles, reference)
    sides = _each_two(articles, ids, reference=reference) if reference else _against_others(articles, ids)
    to_article = group_rows(rows["article_id"], ids)
    uses, words = (to_article @ counted.counts).tocsr(), np.asarray(to_article @ counted.n_words, dtype=float)
    tests, terms = _tested_contrasts(sides, uses, words, significance=round(1 - confidence, 9), seed=seed)
    terms = [one | {"term": counted.terms[one["term"]]} for one in terms]
    terms.sort(key=lambda one: (one["first"], one["second"], one["p_all"], -abs(one["difference"]), one["term"]))
    said = {"language": language_of(articles)}
    made = {"contrasts": tests, "contrast_terms": terms}
    return ContrastTables(*(schema.frame(name, [said | row for row in found]) for name, found in made.items()))


def _tested_contrasts(
    sides: Sequence["_Pair"], uses: "sparse.csr_array", words: NDArray[np.float64], *, significance: float, seed: int
) -> tuple[list[dict], list[dict]]:
    """A row for each contrast, with its test where there are articles enough, and a row for each term that survives."""
    described = [pair.described(least=ARTICLES_FOR_A_VOCABULARY) for pair in sides]
    enough = [pair for pair, row in zip(sides, described, strict=True) if row["is_tested"]]
    tested_in_order = _tests(enough, uses, words, n_deals=deals_for(len(sides), least=_LEAST_DEALS), seed=seed)
    terms = []
    for pair, row in zip(sides, described, strict=True):
        if row["is_tested"]:
            tested = next(tested_in_order)
            found = _survivors(pair, tested, uses=uses, words=words, n_pairs=len(sides), significance=significance)
            terms += found
            row |= _summary(tested, n_pairs=len(sides), n_different=len(found))
            if not found and row["p_all"] is not None and row["p_all"] <= significance:
                row["reason"] = "Words differ in how many articles use them, but not that way in how often they stand."
    return described, terms


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two groups of articles, as rows of the tables they are counted in."""

    first: str
    second: str
    rows_first: NDArray[np.int64]
    rows_second: NDArray[np.int64]

    @property
    def rows(self) -> NDArray[np.int64]:
        """Both groups, the first one first."""
        return np.concatenate([self.rows_first, self.rows_second])

    def described(self, *, least: int) -> dict:
        """The columns that every row has, tested or not."""
        n_first, n_second = len(self.rows_first), len(self.rows_second)
        return {
            "first": self.first,
            "second": self.second,
            "n_articles_first": n_first,
            "n_articles_second": n_second,
            "n_needed": least,
            "is_tested": min(n_first, n_second) >= least,
            "reason": self._refusal(least),
        }

    def _refusal(self, least: int) -> str | None:
        sizes = {self.first: len(self.rows_first), self.second: len(self.rows_second)}
        missing = {name: least - n for name, n in sizes.items() if n < least}
        if not missing:
            return None
        have = " and ".join(f"{count(n, 'article')} from {name}" for name, n in sizes.items())
        more = " and ".join(f"{number_word(n)} more from {name}" for name, n in missing.items())
        return f"{have[0].upper()}{have[1:]}: this test needs at least {number_word(least)} from each, so {more}."


def _against_others(articles: pd.DataFrame, ids: Sequence[str]) -> list[_Pair]:
    """Each source and all others; places count in `ids`, the articles that were read."""
    places = _places(articles, ids)
    rest = [np.setdiff1d(np.arange(len(ids)), mine) for mine in places.values()]
    if len(places) < 2:
        return []
    return [_Pair(source, OTHERS, mine, other) for (source, mine), other in zip(places.items(), rest, strict=True)]


def _each_two(articles: pd.DataFrame, ids: Sequence[str], *, reference: str | None) -> list[_Pair]:
    """Every two sources, or each with the `reference` as the second."""
    places = _places(articles, ids)
    pairs = [(one, reference) for one in places if one != reference] if reference else combinations(places, 2)
    return [_Pair(a, b, places[a], places[b]) for a, b in pairs]


def _places(articles: pd.DataFrame, ids: Sequence[str]) -> dict[str, NDArray[np.int64]]:
    """Where the articles of each source stand in `ids`, sources by name."""
    source_of = dict(zip(articles["article_id"], articles["source"], strict=True))
    of = np.array([source_of[article_id] for article_id in ids], dtype=object)
    return {source: np.flatnonzero(of == source) for source in sorted(set(source_of.values()))}


@dataclass(frozen=True, slots=True)
class _Tested:
    """Columns of the terms tested, in how many articles of either side they stand, and their p-values."""

    columns: NDArray[np.int64]
    n_first: NDArray[np.float64]
    n_second: NDArray[np.float64]
    p: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Uses:
    """The articles of a pair (`rows`, in order), which of them use each term tested, and what their lengths explain."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    use: NDArray[np.bool_]
    beyond: NDArray[np.float64]
    spread: NDArray[np.float64]

    @classmethod
    def of(cls, rows: NDArray[np.int64], uses: "sparse.csr_array", words: NDArray[np.float64]) -> "_Uses":
        """Choose the terms, and take from each use how probable it is by the length of its article."""
        present = (uses[rows] > 0).tocsr()
        n_articles = np.asarray(present.sum(axis=0)).ravel()
        n_without = len(rows) - n_articles
        varies = np.flatnonzero((n_articles >= _LEAST_ARTICLES) & (n_without >= _LEAST_ARTICLES))
        # Columns are sorted by name, so ties between equally common terms are broken by name.
        columns = np.sort(varies[np.argsort(-n_articles[varies], kind="stable")[:_MOST_TERMS]])
        use = present[:, columns].toarray()
        expected = _expected(n_articles[columns].astype(float), words[rows])
        # The spread that chance gives, not the one seen: articles that all use a term, as expected, vary hardly at all.
        chance = 1 - expected
        chance *= expected
        spread = np.sqrt(chance.mean(axis=0))
        return cls(rows, columns, use, np.subtract(use, expected, out=expected), spread)


def _tests(
    pairs: Sequence[_Pair], uses: "sparse.csr_array", words: NDArray[np.float64], *, n_deals: int, seed: int
) -> Iterator[_Tested]:
    """The test of each pair; those next to each other that have the same articles share what is dealt."""
    for rows, alike in groupby(pairs, key=lambda pair: np.sort(pair.rows).tolist()):
        seen, same = _Uses.of(np.array(rows, dtype=np.int64), uses, words), list(alike)
        firsts = [np.searchsorted(seen.rows, np.sort(pair.rows_first)) for pair in same]
        p = family_wise_p_of_each(seen.beyond, firsts, spread=seen.spread, n_permutations=n_deals, seed=seed)
        in_all = seen.use.sum(axis=0)
        for first, own in zip(firsts, p, strict=True):
            with_first = seen.use[first].sum(axis=0)
            yield _Tested(seen.columns, with_first, in_all - with_first, own)


def _expected(n_articles: NDArray[np.float64], words: NDArray[np.float64]) -> NDArray[np.float64]:
    """How probably each article would use each term, were all that tells them apart their length.

    One rate a term, by which words fall independently (Poisson), set so that as many articles are expected to use it
    as do. Articles by terms; found by Newton's method, which from below never overshoots on this concave sum.
    """
    sizes = words / words.mean()
    rates = n_articles / len(words)
    missing = np.empty((len(sizes), len(rates)))  # worked on in place: of a large corpus one such table is enough
    for _ in range(_NEWTON_STEPS):
        np.exp(np.outer(sizes, -rates, out=missing), out=missing)
        slopes = sizes @ missing
        rates = rates + (n_articles - np.subtract(1, missing, out=missing).sum(axis=0)) / slopes
    np.exp(np.outer(sizes, -rates, out=missing), out=missing)
    return np.subtract(1, missing, out=missing)


def _summary(tested: _Tested, *, n_pairs: int, n_different: int) -> dict:
    if not len(tested.columns):
        reason = (
            f"No word stands in {_LEAST_ARTICLES} articles of the two and is missing from {_LEAST_ARTICLES} others."
        )
        return {"is_tested": False, "n_terms": 0, "n_different": None, "p": None, "p_all": None, "reason": reason}
    smallest = float(tested.p.min())
    numbers = {"p": round(smallest, DECIMALS), "p_all": round(min(1.0, n_pairs * smallest), DECIMALS)}
    return {"n_terms": len(tested.columns), "n_different": n_different} | numbers


def _survivors(
    pair: _Pair,
    tested: _Tested,
    *,
    uses: "sparse.csr_array",
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
    found = []
    for place, column in enumerate(at.tolist()):
        k_first, k_second = int(tested.n_first[column]), int(tested.n_second[column])
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
        found.append(named | counts | {name: round(value, DECIMALS) for name, value in numbers.items()})
    return found


def frame_contrasts(
    articles: pd.DataFrame,
    blocks: pd.DataFrame,
    sentences: pd.DataFrame,
    frame_evidence: pd.DataFrame,
    *,
    codebook: Codebook,
    reference: str = "",
    include_boilerplate: bool = False,
    include_quotes: bool = True,
    confidence: float = 0.95,
    seed: int = 2025,
) -> pd.DataFrame:
    """Do two sources differ in how often they write what suggests a frame?

    Parameters
    ----------
    codebook
        Its `frames`; a frame without cues gets no rows.
    reference
        The source that each other one is paired with; empty = every two, or of more than 20 sources each with all
        others together.
    include_boilerplate, include_quotes
        As for the table `frames`.
    confidence
        Coverage that the intervals aim at.
    seed
        Of the random deals of the articles of a pair to two heaps.

    Returns
    -------
    DataFrame
        The table `frame_contrasts`: one row for each frame and pair of sources, shares being of sentences.
        `p` is for a question asked beforehand, `p_all` for all frames and pairs of the table together. Below 4
        articles on either side no p-value; `low` and `high` are empty where `intervals.difference_interval` refuses.

    Misleads when
        a cue fits one source's wording better than the other's: see `frames`.
    """
    how = {"include_boilerplate": include_boilerplate, "include_quotes": include_quotes}
    rows = read(articles, blocks, sentences, **how, only_english=True).sentences
    ids = sorted(rows["article_id"].unique())
    wanted = [frame for frame in codebook.frames.values() if frame.cues]
    n = rows.groupby("article_id")["sentence_id"].nunique().reindex(ids).to_numpy(dtype=float)
    hits = _hits(frame_evidence, wanted, ids)
    reference = checked_reference(articles, reference)
    is_few = bool(reference) or articles["source"].nunique() <= _EVERY_TWO_UP_TO
    pairs = _each_two(articles, ids, reference=reference) if is_few else _against_others(articles, ids)
    n_deals = deals_for(len(pairs), least=_LEAST_DEALS)
    table = [
        row
        for pair in pairs
        for row in _frame_rows(pair, hits, n, n_pairs=len(pairs), confidence=confidence, n_deals=n_deals, seed=seed)
    ]
    # Frames in the order of the codebook.
    table.sort(key=lambda row: row["frame"])
    named = [row | {"frame": wanted[row["frame"]].name, "question": wanted[row["frame"]].question} for row in table]
    return schema.frame("frame_contrasts", named)


def _hits(evidence: pd.DataFrame, frames: Sequence[Frame], ids: Sequence[str]) -> NDArray[np.float64]:
    """How many sentences of each article hold a cue of each frame: articles by frames."""
    found = np.zeros((len(ids), len(frames)))
    for column, frame in enumerate(frames):
        with_cue = evidence[evidence["frame"] == frame.name].groupby("article_id")["sentence_id"].nunique()
        found[:, column] = with_cue.reindex(ids, fill_value=0).to_numpy(dtype=float)
    return found


def _frame_rows(
    pair: _Pair,
    hits: NDArray[np.float64],
    n: NDArray[np.float64],
    *,
    n_pairs: int,
    confidence: float,
    n_deals: int,
    seed: int,
) -> list[dict]:
    """The rows of one pair; `frame` is the column of `hits`."""
    common, p = pair.described(least=ARTICLES_FOR_A_TEST), None
    if common["is_tested"]:
        dealt = {"n_first": len(pair.rows_first), "n_permutations": n_deals, "seed": seed}
        p, p_within = ratio_p(hits[pair.rows], n[pair.rows], **dealt)
    rows = []
    for column in range(hits.shape[1]):
        numbers = _frame_numbers(pair, hits[:, column], n, confidence=confidence)
        why = numbers.pop("no_interval", None)
        row = {"frame": column} | common | numbers
        if p is not None:
            row["reason"] = f"No interval of the difference: {why[0].lower()}{why[1:]}" if why else None
            row["p"] = round(float(p[column]), DECIMALS)
            row["p_all"] = round(min(1.0, n_pairs * float(p_within[column])), DECIMALS)
        rows.append(row)
    return rows


def _frame_numbers(pair: _Pair, hits: NDArray[np.float64], n: NDArray[np.float64], *, confidence: float) -> dict:
    sides = [(hits[rows], n[rows]) for rows in (pair.rows_first, pair.rows_second)]
    shares = [round(float(found.sum() / size.sum()), DECIMALS) if size.sum() else None for found, size in sides]
    numbers = dict(zip(("share_first", "share_second"), shares, strict=True))
    if None in shares:
        return numbers
    numbers["difference"] = round(shares[0] - shares[1], DECIMALS)
    ends = difference_interval(*sides, confidence=confidence)
    if ends:
        return numbers | {"low": round(ends[0], DECIMALS), "high": round(ends[1], DECIMALS)}
    for name, share, side in zip((pair.first, pair.second), shares, sides, strict=True):
        why = share_interval(*side, confidence=confidence).reason
        if share in (0.0, 1.0):
            why = f"{'no' if share == 0 else 'every'} sentence of {name} holds one."
        if why:
            return numbers | {"no_interval": why}
    return numbers
