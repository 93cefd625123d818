"""How common a frame is: by cues, with what the interval lets vary, and corrected by hand coding of a random sample.

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
from analysis.framing.resampling import ARTICLES_FOR_AN_INTERVAL

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
_BY_SOURCE = {
    "source": "str",
    "frame": "str",
    "question": "str",
    "n_articles_all": "int64",
    "n_articles": "int64",
    "n_sentences_all": "int64",
    "n_sentences": "int64",
    "share_sentences": "float64",
    "low": "float64",
    "high": "float64",
    "share_articles": "float64",
    "articles_low": "float64",
    "articles_high": "float64",
    "corrected": "float64",
    "corrected_low": "float64",
    "corrected_high": "float64",
    "n_coded": "int64",
    "varies": "str",
    "n_needed": "Int64",
    "reason": "str",
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


def prevalence_by_source(frames: pd.DataFrame, *, corrected: pd.DataFrame | None = None) -> pd.DataFrame:
    """How common is each frame in each source, what does its interval let vary, and what does hand coding make of it?

    Parameters
    ----------
    frames
        The table of that name.
    corrected
        From `corrected_prevalence`, or None where nothing was coded.

    Returns
    -------
    DataFrame
        source, frame, question, n_articles_all, n_articles, n_sentences_all, n_sentences, share_sentences, low, high,
        share_articles, articles_low, articles_high, corrected, corrected_low, corrected_high, n_coded, varies,
        n_needed, reason. `varies`: the interval lets "articles" vary, or "sentences" (variation within these articles
        only), or "none". `n_needed` articles would be needed, at the present rate, for the first; `reason` says why
        it is not given, and why there is no correction although sentences were coded.

    Misleads when
        the two intervals are compared: `low` and `high` speak of other articles of the source, `corrected_low` and
        `corrected_high` of what coders would find in these.
    """
    coded = {}
    if corrected is not None:
        coded = {(row["source"], row["frame"]): row for row in corrected.to_dict("records")}
    rows = []
    for row in frames.to_dict("records"):
        hand = coded.get((row["source"], row["frame"]), {})
        reason, needed = _why_within(row)
        note = hand.get("note") or None
        rows.append(
            {name: row[name] for name in _BY_SOURCE if name in row}
            | {"corrected": hand.get("corrected"), "corrected_low": hand.get("low"), "corrected_high": hand.get("high")}
            | {"n_coded": hand.get("n_coded", 0), "varies": row["resampled"], "n_needed": needed}
            | {"reason": " ".join(filter(None, (reason, note))) or None}
        )
    return typed(rows, _BY_SOURCE)


def _why_within(row: dict) -> tuple[str | None, int | None]:
    """Why the interval of a row of `frames` lets only sentences vary, and how many articles it would take."""
    if row["resampled"] == "articles":
        return None, None
    n, n_with, least = row["n_articles_all"], row["n_articles"], ARTICLES_FOR_AN_INTERVAL
    if row["resampled"] == "none" or not n:
        return "No sentence of this source was read.", None
    if n < least:
        return f"{n} article{'s' * (n != 1)}; the interval of a source needs at least {least}.", least
    if n_with < least:
        return f"Only {n_with} of {n} articles hold one; it takes {least} that do.", -(-least * n // max(n_with, 1))
    return "Nearly every sentence holds one, or a few long articles hold most of the sentences.", None
