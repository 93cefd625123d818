"""How common a frame is, corrected by hand coding of a random sample of the sentences that cues were sought in.

The correction is the design-based supervised learning estimator of Egami, Hinck, Stewart and Wei (2023), "Using
imperfect surrogates for downstream inference" (NeurIPS), which for a share is the difference estimator of survey
sampling (Sarndal, Swensson and Wretman, 1992): the machine's share plus the mean error found in the sample. The sheet
is drawn apart from the sentences with a cue and those without, and then it is the stratified mean of the hand codes:
right on average however wrong the machine is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import pandas as pd

from analysis.framing.binomial import mid_p_interval
from analysis.framing.pairs import typed

# Coded sentences needed with a cue, and as many without: in simulation fewer say next to nothing (see the benchmark).
_LEAST_CODED = 10
# So many of the coded sentences may have left the corpus (by-lines that measures do not read).
_MOST_LOST = 0.1
_EVERYWHERE = "all sources"
_PLACES = 6
_COLUMNS = {
    "source": "str",
    "frame": "str",
    "machine": "float64",
    "corrected": "float64",
    "low": "float64",
    "high": "float64",
    "n_coded": "int64",
    "n_sentences": "int64",
    "note": "str",
    "n_needed": "Int64",
}


@dataclass(frozen=True, slots=True)
class _Stratum:
    """Sentences from which some were drawn: how many there are, how many were coded, and the sum of their codes."""

    size: int
    n_coded: int
    n_yes: float


def corrected_prevalence(
    read: pd.DataFrame,
    evidence: pd.DataFrame,
    codes: pd.DataFrame,
    *,
    frames: Sequence[str] | None = None,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """What share of these sentences has each frame, by source, once the machine's errors are allowed for?

    Parameters
    ----------
    read
        The sentences that were read: article_id, sentence_id, source.
    evidence
        The table `frame_evidence`.
    codes
        From `coding.read_codes`: codes of a sample whose drawing the key records. Several coders' codes are averaged.
    frames
        Which frames; default: those in `codes`.
    confidence
        Coverage that the interval aims at.

    Returns
    -------
    DataFrame
        source ("all sources" first), frame, machine (share with a cue), corrected, low, high (0-1), n_coded,
        n_sentences, note, n_needed. The interval is for what the coders would have found in all of these sentences:
        where all were coded it has no width (finite population). Each stratum's by mid-P, joined without assuming
        symmetry (MOVER; Yan and Su, 2010, Statistics in Biopharmaceutical Research 2:426-437), because the usual t
        interval fails where no coded sentence of a stratum has the frame: in simulation it then covers in 11 to 90 %.
        Corrected, low and high are empty, and `note` says why, where the sample was not drawn at random as far as the
        key can tell, or holds fewer than 10 coded sentences with a cue or 10 without (`n_needed` in all).

    Misleads when
        it is read as a statement on other articles, or on how well coders read: it allows for the drawing of the
        sample only. And when coders left out the sentences that they found hard.
    """
    wanted = sorted(codes["frame"].unique()) if frames is None else list(frames)
    groups = [(_EVERYWHERE, read), *read.groupby("source", sort=True)]
    cues = evidence.groupby("frame")["sentence_id"].agg(set).to_dict()
    rows = []
    for frame in wanted:
        of_frame = codes[codes["frame"] == frame]
        wrong = _not_random(of_frame, read, cues.get(frame, set()))
        for name, sentences in groups:
            row = {"source": name, "frame": frame}
            row |= _corrected(sentences, cues.get(frame, set()), of_frame, wrong=wrong, confidence=confidence)
            rows.append(row)
    order = {name: place for place, (name, _) in enumerate(groups)}
    return typed(rows, _COLUMNS).sort_values(
        "source", key=lambda names: names.map(order), kind="stable", ignore_index=True
    )


def _not_random(codes: pd.DataFrame, read: pd.DataFrame, with_cue: set[str]) -> str | None:
    """Why the key does not show that this sample was drawn at random from these sentences; None if it does."""
    again = "Make new sheets of this corpus."
    if codes.empty:
        return None
    if not codes["probability"].between(0, 1, inclusive="right").all():
        return f"The key does not say how likely each sentence was to be drawn. {again}"
    drawn = codes.drop_duplicates("sentence_id")
    if drawn["sentence_id"].isin(read["sentence_id"]).mean() < 1 - _MOST_LOST:
        return f"More than a tenth of the coded sentences are not among those read now. {again}"
    if (drawn["has_cue"].astype(bool) != drawn["sentence_id"].isin(with_cue)).any():
        return f"The cues of the frame have changed since the sentences were drawn. {again}"
    if "n_drawn" in drawn:
        sizes = drawn["n_drawn"] / drawn["probability"]
        # The key gives chances to nine places.
        if ((sizes - sizes.round()).abs() > 1e-3 + 1e-9 * sizes / drawn["probability"]).any():
            return f"The chances in the key are not those of a random draw. {again}"
    return None


def _corrected(
    sentences: pd.DataFrame, with_cue: set[str], codes: pd.DataFrame, *, wrong: str | None, confidence: float
) -> dict:
    hand = codes.groupby("sentence_id")["code"].mean()
    has_cue = sentences["sentence_id"].isin(with_cue)
    given = sentences["sentence_id"].map(hand).astype(float)
    n, n_coded = len(sentences), int(given.notna().sum())
    row = {"n_coded": n_coded, "n_sentences": n, "n_needed": None, "note": wrong or ""}
    row |= {"machine": round(float(has_cue.mean()), _PLACES) if n else None}
    if wrong or not n:
        return row
    # Where the chance of being drawn differs by source, sources are strata too.
    by_source = codes.groupby("has_cue")["probability"].nunique().gt(1).any()
    keys = [has_cue.to_numpy(), sentences["source"].to_numpy()] if by_source else [has_cue.to_numpy()]
    strata = [
        _Stratum(len(codes_of), int(codes_of.notna().sum()), float(codes_of.sum()))
        for _, codes_of in given.groupby(keys, sort=True)
    ]
    n_needed = sum(min(_LEAST_CODED, stratum.size) for stratum in strata)
    if any(stratum.n_coded < min(_LEAST_CODED, stratum.size) for stratum in strata):
        note = (
            f"{n_coded} of its sentences were coded; a correction needs at least {_LEAST_CODED} with a cue and "
            f"{_LEAST_CODED} without, or all there are: {n_needed} here."
        )
        return row | {"note": note, "n_needed": n_needed}
    share, low, high = _stratified(strata, confidence=confidence)
    return row | {"corrected": round(share, _PLACES), "low": round(low, _PLACES), "high": round(high, _PLACES)}


def _stratified(strata: Sequence[_Stratum], *, confidence: float) -> tuple[float, float, float]:
    """The mean over strata by their sizes, and its interval put together from those of the strata."""
    whole = sum(stratum.size for stratum in strata)
    share = below = above = 0.0
    for stratum in strata:
        weight, mean = stratum.size / whole, stratum.n_yes / stratum.n_coded
        share += weight * mean
        unseen = stratum.size - stratum.n_coded
        if unseen == 0:
            continue
        # As many independent draws as tell equally much (finite population correction).
        effective = stratum.n_coded * (stratum.size - 1) / unseen
        low, high = mid_p_interval(mean * effective, effective, confidence=confidence)
        below += (weight * (mean - low)) ** 2
        above += (weight * (high - mean)) ** 2
    return share, max(share - sqrt(below), 0.0), min(share + sqrt(above), 1.0)
