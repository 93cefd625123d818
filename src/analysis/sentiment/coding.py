"""A researcher's own check: a blind sheet of sentences to rate, and what the ratings say about the scores."""

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy import stats

from analysis.errors import ParameterError
from analysis.sentiment.summary import body

SCALE = 2
SHEET_COLUMNS = ("sentence_id", "text", "rating")


def blind_sheet(
    sentiment: pd.DataFrame,
    *,
    sentences: pd.DataFrame,
    blocks: pd.DataFrame,
    articles: pd.DataFrame,
    n: int = 100,
    seed: int = 2025,
) -> pd.DataFrame:
    """Sentences to rate without knowing their source or their score.

    Every source gives its share of the `n` (at least two, or all it has), drawn at random; the order is random too.
    A coder fills `rating` with -2 (very negative), -1, 0, 1 or 2 (very positive), from the words alone.

    Returns
    -------
    DataFrame
        `sentence_id`, `text`, `rating` (empty). The id is needed to read the sheet back; hide the column while rating,
        since it begins with the name of the file.
    """
    rows = _scored(sentiment, sentences=sentences, blocks=blocks, articles=articles)
    generator = np.random.default_rng(seed)
    drawn = []
    for _, group in rows.groupby("source", sort=True):
        wanted = min(len(group), max(2, round(n * len(group) / len(rows))))
        drawn.append(group.iloc[np.sort(generator.choice(len(group), size=wanted, replace=False))])
    sheet = pd.concat(drawn) if drawn else rows
    sheet = sheet.iloc[generator.permutation(len(sheet))][["sentence_id", "text"]]
    return sheet.assign(rating=pd.Series([None] * len(sheet), index=sheet.index, dtype="object")).reset_index(drop=True)


def read_ratings(rows: pd.DataFrame) -> dict[str, float]:
    """The ratings of a filled sheet by sentence_id; rows left empty are left out.

    Raises
    ------
    ParameterError
        A column is missing or a rating is not -2, -1, 0, 1 or 2; the message names the row.
    """
    if not {"sentence_id", "rating"} <= set(rows.columns):
        raise ParameterError("A sheet of ratings must have the columns 'sentence_id' and 'rating'.")
    ratings = {}
    for number, (sentence_id, written) in enumerate(zip(rows["sentence_id"], rows["rating"], strict=True), start=2):
        if pd.isna(written) or not str(written).strip():
            continue
        allowed = {str(value): float(value) for value in range(-SCALE, SCALE + 1)}
        value = allowed.get(str(written).strip().removeprefix("+").removesuffix(".0").replace("−", "-"))
        if value is None:
            raise ParameterError(f"Row {number} of the sheet: the rating must be -2, -1, 0, 1 or 2, not {written!r}.")
        ratings[str(sentence_id)] = value
    return ratings


def agreement(
    ratings: Mapping[str, float],
    sentiment: pd.DataFrame,
    *,
    n_resamples: int = 1000,
    confidence: float = 0.95,
    seed: int = 2025,
) -> dict[str, float | int | None]:
    """How well do the scores agree with a coder?

    Returns
    -------
    dict
        `n` sentences with both; `r` (Pearson) with `low` and `high` from resampling sentences, all empty where either
        side never varies; `share_same_sign`, the share with the same sign (negative, neutral within ±0.05, positive).

    Misleads when
        the sheet is short: with 30 sentences the interval of r is about ±0.3.
    """
    pairs = _pairs(ratings, sentiment)
    machine, human = pairs["compound"].to_numpy(), pairs["rating"].to_numpy()
    signs = [np.where(np.abs(values) < 0.05, 0, np.sign(values)) for values in (machine, human)]
    same = float(np.mean(signs[0] == signs[1])) if len(pairs) else None
    numbers: dict[str, float | int | None] = {"n": len(pairs), "r": None, "low": None, "high": None}
    if len(pairs) > 2 and np.ptp(machine) > 0 and np.ptp(human) > 0:
        drawn = np.random.default_rng(seed).integers(len(pairs), size=(n_resamples, len(pairs)))
        resampled = _correlations(machine[drawn], human[drawn])
        tail = (1 - confidence) / 2
        low, high = np.nanquantile(resampled, [tail, 1 - tail]).tolist()
        r = float(_correlations(machine[None], human[None])[0])
        numbers |= {"r": round(r, 6), "low": round(low, 6), "high": round(high, 6)}
    return numbers | {"share_same_sign": same}


def corrected_means(
    ratings: Mapping[str, float],
    sentiment: pd.DataFrame,
    *,
    sentences: pd.DataFrame,
    blocks: pd.DataFrame,
    articles: pd.DataFrame,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """What would the mean of each source be if the coder had rated every sentence?

    The machine's mean over all sentences plus the mean difference (coder minus machine, ratings halved to run from -1
    to 1) over the rated ones. Because those were drawn at random, the result is unbiased however poor the scores are;
    poor scores only widen the interval.

    Returns
    -------
    DataFrame
        `source`, `mean` (machine), `corrected`, `low`, `high` (t interval, with the finite population correction;
        empty for fewer than two ratings), `n`, `n_rated`; sorted by source.

    Misleads when
        the rated sentences were chosen by hand, or the intervals are read as saying something about other articles.

    References
    ----------
    Särndal, Swensson & Wretman (1992), Model Assisted Survey Sampling, chapter 6 (the difference estimator); Egami et
    al. (2023), Using imperfect surrogates for downstream inference, NeurIPS.
    """
    rows = _scored(sentiment, sentences=sentences, blocks=blocks, articles=articles)
    rows = rows.assign(human=rows["sentence_id"].map(ratings) / SCALE)
    records = []
    for source, group in rows.groupby("source", sort=True):
        difference = (group["human"] - group["compound"]).dropna()
        mean = math.fsum(group["compound"]) / len(group)
        record = {"source": source, "mean": round(mean, 6), "n": len(group), "n_rated": len(difference)}
        if len(difference) > 0:
            record["corrected"] = round(mean + difference.mean(), 6)
        if len(difference) > 1:
            unseen = 1 - len(difference) / len(group)
            error = math.sqrt(unseen * difference.var(ddof=1) / len(difference))
            reach = float(stats.t.ppf((1 + confidence) / 2, len(difference) - 1)) * error
            record |= {"low": round(record["corrected"] - reach, 6), "high": round(record["corrected"] + reach, 6)}
        records.append(record)
    columns = ["source", "mean", "corrected", "low", "high", "n", "n_rated"]
    return pd.DataFrame(records, columns=columns)


def _scored(
    sentiment: pd.DataFrame, *, sentences: pd.DataFrame, blocks: pd.DataFrame, articles: pd.DataFrame
) -> pd.DataFrame:
    rows = body(sentiment, sentences=sentences, blocks=blocks, articles=articles)
    return rows[~rows["is_headline"] & rows["compound"].notna()]


def _pairs(ratings: Mapping[str, float], sentiment: pd.DataFrame) -> pd.DataFrame:
    pairs = sentiment[["sentence_id", "compound"]].assign(rating=sentiment["sentence_id"].map(ratings))
    return pairs.dropna().sort_values("sentence_id", kind="stable")


def _correlations(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    x, y = (values - values.mean(axis=1, keepdims=True) for values in (x, y))
    scale = np.sqrt((x * x).sum(axis=1) * (y * y).sum(axis=1))
    # A resample in which nothing varies has no correlation; it is left out of the quantiles.
    return np.divide((x * y).sum(axis=1), scale, out=np.full(len(scale), np.nan), where=scale > 0)
