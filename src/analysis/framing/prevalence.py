"""How common a frame is, corrected by hand coding of a random sample.

The design-based supervised learning estimator of Egami, Hinck, Stewart and Wei (2023), "Using imperfect surrogates for
downstream inference" (NeurIPS), which for a share is the difference estimator of survey sampling (Sarndal, Swensson and
Wretman, 1992): the machine's share plus the mean error found in the sample, weighted by the chance of being sampled.
It is right on average however wrong the machine is.
"""

from collections.abc import Sequence
from math import sqrt

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtrit

_LEAST_CODED = 10
_LEAST_CLUSTERS = 10
_PLACES = 6
_COLUMNS = ("source", "frame", "machine", "corrected", "low", "high", "n_coded", "n_sentences", "note")


def corrected_prevalence(
    read: pd.DataFrame,
    evidence: pd.DataFrame,
    codes: pd.DataFrame,
    *,
    frames: Sequence[str] | None = None,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """What share of sentences has each frame, by source, once the machine's errors are allowed for?

    Parameters
    ----------
    read
        The sentences that were read: article_id, sentence_id, source.
    evidence
        The table `frame_evidence`.
    codes
        From `coding.read_codes`: codes of a sample with known probabilities. Several coders' codes are averaged.
    frames
        Which frames; default: those in `codes`.
    confidence
        Coverage that the interval aims at.

    Returns
    -------
    DataFrame
        source ("all sources" first), frame, machine (share with a cue), corrected, low, high (0-1), n_coded,
        n_sentences, note. Where fewer than 10 sentences were coded, corrected, low and high are empty.

    Misleads when
        the coded sentences were picked by hand: the formula needs a random sample. And the interval allows for the
        sample and, from 10 articles on, for articles; not for coders who misread the question alike.
    """
    wanted = sorted(codes["frame"].unique()) if frames is None else list(frames)
    groups = [("all sources", read), *read.groupby("source", sort=True)]
    rows = []
    for name, sentences in groups:
        for frame in wanted:
            with_cue = set(evidence.loc[evidence["frame"] == frame, "sentence_id"])
            rows.append(
                {"source": name, "frame": frame}
                | _corrected(sentences, with_cue, codes[codes["frame"] == frame], confidence=confidence)
            )
    return pd.DataFrame(rows, columns=list(_COLUMNS))


def _corrected(sentences: pd.DataFrame, with_cue: set[str], codes: pd.DataFrame, *, confidence: float) -> dict:
    machine = sentences["sentence_id"].isin(with_cue).to_numpy(dtype=float)
    coded = codes.groupby("sentence_id").agg(code=("code", "mean"), probability=("probability", "first"))
    hand = sentences["sentence_id"].map(coded["code"]).to_numpy(dtype=float)
    chance = sentences["sentence_id"].map(coded["probability"]).to_numpy(dtype=float)
    is_coded = ~np.isnan(hand)
    n_coded, n = int(is_coded.sum()), len(sentences)
    row = {"machine": round(float(machine.mean()), _PLACES) if n else None, "n_coded": n_coded, "n_sentences": n}
    empty = {"corrected": None, "low": None, "high": None}
    if n_coded < _LEAST_CODED:
        return row | empty | {"note": f"{n_coded} sentences coded; a correction needs at least {_LEAST_CODED}."}
    pseudo = machine.copy()
    pseudo[is_coded] += (hand[is_coded] - machine[is_coded]) / chance[is_coded]
    share, error, freedom = _mean_and_error(pseudo, sentences["article_id"].to_numpy())
    half = float(stdtrit(freedom, (1 + confidence) / 2)) * error
    return row | {
        "corrected": round(min(max(share, 0.0), 1.0), _PLACES),
        "low": round(max(share - half, 0.0), _PLACES),
        "high": round(min(share + half, 1.0), _PLACES),
        "note": "",
    }


def _mean_and_error(values: NDArray[np.float64], clusters: NDArray) -> tuple[float, float, int]:
    """Mean, its standard error and degrees of freedom: by articles where there are enough, else by sentences."""
    n, mean = len(values), float(values.mean())
    _, place = np.unique(clusters, return_inverse=True)
    m = int(place.max()) + 1
    if m < _LEAST_CLUSTERS:
        return mean, float(values.std(ddof=1)) / sqrt(n), n - 1
    residuals = np.bincount(place, weights=values - mean)
    return mean, sqrt(float((residuals**2).sum()) * m / (m - 1)) / n, m - 1
