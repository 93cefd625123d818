"""Do two sources tell a story by other frames? Tested by dealing their articles to two heaps at random, or refused.

As in `contrasts`: one row for each frame and pair, refused or not. The largest difference over all frames of each
random deal gives p-values that hold for all frames of a pair together (Westfall and Young, 1993); `p_all` holds for all
pairs of the table too (Bonferroni).
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.corpus.codebook import Codebook, Frame
from analysis.framing.limits import ARTICLES_FOR_A_TEST
from analysis.framing.pairs import Pair, deals_for, pairs_of, typed
from analysis.framing.reading import read
from analysis.framing.resampling import deals, difference_interval, share_interval

_PLACES = 6
_FRAMES = {
    "frame": "str",
    "question": "str",
    "first": "str",
    "second": "str",
    "n_articles_first": "int64",
    "n_articles_second": "int64",
    "n_needed": "int64",
    "is_tested": "bool",
    "share_first": "float64",
    "share_second": "float64",
    "difference": "float64",
    "low": "float64",
    "high": "float64",
    "p": "float64",
    "p_all": "float64",
    "reason": "str",
}


def frame_tests(
    articles: pd.DataFrame,
    blocks: pd.DataFrame,
    sentences: pd.DataFrame,
    evidence: pd.DataFrame,
    *,
    codebook: Codebook,
    include_boilerplate: bool = False,
    include_quotes: bool = True,
    n_permutations: int = 1999,
    confidence: float = 0.95,
    seed: int = 2025,
) -> pd.DataFrame:
    """Do two sources differ in how often they write what suggests a frame?

    Parameters
    ----------
    articles, blocks, sentences, evidence
        The tables of those names (`evidence`: `frame_evidence`).
    codebook
        Its `frames`; a frame without cues gets no rows.
    include_boilerplate, include_quotes
        As for the table `frames`.
    n_permutations, seed
        Random deals of the articles of a pair to two heaps (more where there are many pairs).
    confidence
        Coverage that the intervals aim at.

    Returns
    -------
    DataFrame
        frame, question, first, second, n_articles_first, n_articles_second, n_needed, is_tested, share_first,
        share_second (of sentences, 0-1), difference, low, high, p, p_all, reason: one row for each frame and pair.
        `p` is for a question asked beforehand, `p_all` for all frames and pairs of the table together. Below 4
        articles on either side no p-value; `low` and `high` are empty where `resampling.difference_interval` refuses.

    Misleads when
        a cue fits one source's wording better than the other's: see `code_frames`.
    """
    rows = read(
        articles, blocks, sentences, include_boilerplate=include_boilerplate, include_quotes=include_quotes
    ).sentences
    ids = sorted(rows["article_id"].unique())
    wanted = [frame for frame in codebook.frames.values() if frame.cues]
    n = rows.groupby("article_id")["sentence_id"].nunique().reindex(ids).to_numpy(dtype=float)
    hits = _hits(evidence, wanted, ids)
    pairs = pairs_of(articles, ids)
    deal = {"n_deals": deals_for(pairs, least=n_permutations), "seed": seed}
    table = [
        row
        for pair in pairs
        for row in _frame_rows(pair, hits, n, n_pairs=len(pairs), confidence=confidence, deal=deal)
    ]
    named = [
        {"frame": wanted[row["frame"]].name, "question": wanted[row["frame"]].question}
        | {name: value for name, value in row.items() if name != "frame"}
        for row in sorted(table, key=lambda row: row["frame"])
    ]
    return typed(named, _FRAMES)


def _hits(evidence: pd.DataFrame, frames: Sequence[Frame], ids: Sequence[str]) -> NDArray[np.float64]:
    """How many sentences of each article hold a cue of each frame: articles by frames."""
    found = np.zeros((len(ids), len(frames)))
    for column, frame in enumerate(frames):
        with_cue = evidence[evidence["frame"] == frame.name].groupby("article_id")["sentence_id"].nunique()
        found[:, column] = with_cue.reindex(ids, fill_value=0).to_numpy(dtype=float)
    return found


def _frame_rows(
    pair: Pair,
    hits: NDArray[np.float64],
    n: NDArray[np.float64],
    *,
    n_pairs: int,
    confidence: float,
    deal: dict[str, int],
) -> list[dict]:
    """The rows of one pair; `frame` is the column of `hits`."""
    common, p = pair.described(least=ARTICLES_FOR_A_TEST), None
    if common["is_tested"]:
        p, p_within = _frame_p(hits[pair.rows], n[pair.rows], n_first=len(pair.rows_first), **deal)
    rows = []
    for column in range(hits.shape[1]):
        numbers = _frame_numbers(pair, hits[:, column], n, confidence=confidence)
        why = numbers.pop("no_interval", None)
        row = {"frame": column} | common | numbers
        if p is not None:
            row["reason"] = f"No interval of the difference: {why[0].lower()}{why[1:]}" if why else None
            row["p"] = round(float(p[column]), _PLACES)
            row["p_all"] = round(min(1.0, n_pairs * float(p_within[column])), _PLACES)
        rows.append(row)
    return rows


def _frame_p(
    hits: NDArray[np.float64], n: NDArray[np.float64], *, n_first: int, n_deals: int, seed: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Of each frame: the p-value alone, and corrected for all frames."""
    shares = hits.sum(axis=0) / n.sum()
    spread = np.sqrt(((hits - np.outer(n, shares)) ** 2).sum(axis=0))
    varies = spread > 0
    per_unit = np.where(varies, 1 / np.where(varies, spread, 1.0), 0.0)
    dealt = deals(n_first, len(n) - n_first, n=n_deals, seed=seed)
    dealt = np.vstack([np.arange(len(n)) < n_first, dealt]).astype(float)
    # Counts of sentences are whole numbers, so these products are exact on every machine.
    mine, size = dealt @ hits, (dealt @ n)[:, np.newaxis]
    differences = np.abs(mine / size - (hits.sum(axis=0) - mine) / (n.sum() - size)) * per_unit
    reached = differences[0] - 1e-9
    alone = (differences >= reached).mean(axis=0)
    return alone, (differences.max(axis=1, initial=0.0)[:, np.newaxis] >= reached).mean(axis=0)


def _frame_numbers(pair: Pair, hits: NDArray[np.float64], n: NDArray[np.float64], *, confidence: float) -> dict:
    sides = [(hits[rows], n[rows]) for rows in (pair.rows_first, pair.rows_second)]
    shares = [round(float(found.sum() / size.sum()), _PLACES) if size.sum() else None for found, size in sides]
    numbers = dict(zip(("share_first", "share_second"), shares, strict=True))
    if None in shares:
        return numbers
    numbers["difference"] = round(shares[0] - shares[1], _PLACES)
    ends = difference_interval(*sides, confidence=confidence)
    if ends:
        return numbers | {"low": round(ends[0], _PLACES), "high": round(ends[1], _PLACES)}
    for name, share, side in zip((pair.first, pair.second), shares, sides, strict=True):
        why = share_interval(*side, confidence=confidence).reason
        if share in (0.0, 1.0):
            why = f"{'no' if share == 0 else 'every'} sentence of {name} holds one."
        if why:
            return numbers | {"no_interval": why}
    return numbers
