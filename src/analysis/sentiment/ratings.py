"""What the scores are worth, by people who rated sentences: those of VADER's authors, and a researcher's own coders.

The record of the former (`accuracy.json`) holds numbers only, which `benchmarks/sentiment_accuracy.py` makes again:
sentences from newspaper editorials, tweets and reviews, each rated by some twenty people. For the latter there is a
blind sheet to fill in, the agreement of the scores with it, and the means that it corrects.
"""

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib import resources
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from analysis import schema
from analysis.corpus import outlets
from analysis.corpus.coding_sheets import UNDECIDED, CodingSheets
from analysis.errors import ParameterError
from analysis.sentiment.scores import body
from analysis.statistics.intervals import difference_estimate
from analysis.statistics.resampling import bootstrap_correlation, correlations

NEWS = "sentences from New York Times editorials"
SCALE = 2
QUESTION = "How does this sentence sound? -2 very negative, -1 negative, 0 neither, 1 positive, 2 very positive."
_ALLOWED = {str(value): float(value) for value in range(-SCALE, SCALE + 1)}


def accuracy() -> pd.DataFrame:
    """How well do the scores agree with people, by collection, rules and lexicon?

    Returns
    -------
    DataFrame
        One row per collection, scorer and lexicon: `n` sentences; `r`, its 95 % interval `r_low`, `r_high` (whole
        articles resampled), `r_one_person` (one rater against the mean of all) and `r_published` in the paper;
        `precision`, `recall`, `f1` (weighted over negative, neutral, positive; `f1_published`); `share_right`;
        `right_when_negative` (of the sentences scored negative, the share that people rate negative),
        `found_negative` (of those rated negative, the share scored so), and the same for positive.

    Misleads when
        the corpus is unlike the collections: editorials argue, news reports; other subjects, other words.

    References
    ----------
    Hutto & Gilbert (2014), VADER, ICWSM, table 4.
    """
    return pd.DataFrame(_record()["rows"])


def accuracy_in_words(scorer: str = "vader", lexicon: str = "VADER") -> str:
    """The measured worth of a score on newspaper sentences, in words: to be printed beside every score.

    Raises
    ------
    ParameterError
        Nothing was measured for this scorer and lexicon.
    """
    rows = accuracy()
    chosen = rows[(rows["collection"] == NEWS) & (rows["scorer"] == scorer) & (rows["lexicon"] == lexicon)]
    if chosen.empty:
        raise ParameterError(
            f"How good the scores of {scorer!r} with the lexicon {lexicon!r} are has not been measured."
        )
    row = chosen.iloc[0]
    return (
        f"How far to trust these scores: on {row['n']:,} {NEWS}, each rated by {row['n_raters']} people, they "
        f"correlate {row['r']:.2f} with the mean rating (1 would be full agreement; 95 % interval {row['r_low']:.2f} "
        f"to {row['r_high']:.2f}), where one person correlates {row['r_one_person']:.2f}. Of 100 sentences scored "
        f"negative, people rated {100 * row['right_when_negative']:.0f} negative; of 100 scored positive, "
        f"{100 * row['right_when_positive']:.0f} positive. Of 100 that people rated negative, the scores found "
        f"{100 * row['found_negative']:.0f}."
    )


@cache
def _record() -> dict[str, Any]:
    return json.loads(resources.files("analysis.sentiment").joinpath("accuracy.json").read_text(encoding="utf-8"))


def blind_sheet(
    sentiment: pd.DataFrame,
    *,
    sentences: pd.DataFrame,
    blocks: pd.DataFrame,
    articles: pd.DataFrame,
    n: int = 100,
    seed: int = 2025,
) -> CodingSheets:
    """Sentences to rate without knowing their source or their score.

    Every source gives its share of the `n` (at least two, or all it has), drawn at random; the order is random too.
    A coder fills `answer` with -2, -1, 0, 1 or 2 from the words alone, or leaves it empty.

    Returns
    -------
    CodingSheets
        Tables `coding_sheet`, the outlet's own name blanked in its texts, and `coding_key`, whose `frame` is always
        "sentiment". Both have the form of the coding sheets for frames.

    Misleads when
        coders talk to each other, or know the articles: blind is only the sheet.
    """
    rows = _scored(sentiment, sentences=sentences, blocks=blocks, articles=articles)
    generator = np.random.default_rng(seed)
    drawn = []
    for _, group in rows.groupby("source", sort=True):
        size = min(len(group), max(2, round(n * len(group) / len(rows))))
        chosen = group.iloc[np.sort(generator.choice(len(group), size=size, replace=False))]
        drawn.append(chosen.assign(probability=round(size / len(group), 9)))
    picked = pd.concat(drawn) if drawn else rows.assign(probability=0.0)
    picked = picked.iloc[generator.permutation(len(picked))].reset_index(drop=True)
    items = [f"s-{number:03d}" for number in range(1, len(picked) + 1)]
    named = picked["article_id"].map(dict(zip(articles["article_id"], outlets(articles), strict=True)))
    texts = [_blinded(text, source) for text, source in zip(picked["text"], named, strict=True)]
    sheet = [
        {"item": item, "question": QUESTION, "text": text, "answer": "", "note": ""}
        for item, text in zip(items, texts, strict=True)
    ]
    key = picked.assign(item=items, frame="sentiment", has_cue=picked["n_lexicon_words"] > 0)
    return CodingSheets(
        schema.frame("coding_sheet", sheet), schema.frame("coding_key", key[schema.table("coding_key").names])
    )


def _blinded(text: str, source: str) -> str:
    return " ".join(text.replace(source, "[the outlet]").split())


def read_ratings(key: pd.DataFrame, sheets: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The ratings of several coders, one row for each rating given.

    Parameters
    ----------
    key
        As `blind_sheet` made it; rows of other frames are passed over, in the sheets too.
    sheets
        Filled-in sheets by coder; an empty answer or "?" is no rating.

    Returns
    -------
    DataFrame
        item, coder, sentence_id, rating; by item and coder.

    Raises
    ------
    ParameterError
        A sheet lacks a column, an answer is not -2 to 2, or an item is not in the key: names coder and row.
    """
    sentence_of = dict(zip(key["item"], key["sentence_id"], strict=True))
    others = set(key.loc[key["frame"] != "sentiment", "item"])
    rows = []
    for coder in sorted(sheets):
        sheet = sheets[coder]
        if not {"item", "answer"} <= set(sheet.columns):
            raise ParameterError(f"The sheet of {coder!r} must have the columns 'item' and 'answer'.")
        for number, (item, answer) in enumerate(sheet[["item", "answer"]].itertuples(index=False), start=2):
            if item in others:
                continue
            rating = _rating(answer, where=f"The sheet of {coder!r}, row {number}")
            if item not in sentence_of:
                raise ParameterError(f"The sheet of {coder!r}, row {number}: item {item!r} is not in the key.")
            if rating is not None:
                rows.append((item, coder, sentence_of[item], rating))
    ratings = pd.DataFrame(rows, columns=["item", "coder", "sentence_id", "rating"])
    return ratings.sort_values(["item", "coder"], kind="stable").reset_index(drop=True)


def _rating(answer: object, *, where: str) -> float | None:
    # Spreadsheets write "1.0", an apostrophe before a sign, or a true minus.
    written = str(answer).strip().lower().removeprefix("'").removeprefix("+").removesuffix(".0").replace("−", "-")
    if written in UNDECIDED:
        return None
    if written not in _ALLOWED:
        raise ParameterError(f"{where}: the answer must be -2, -1, 0, 1 or 2, or empty, not {answer!r}.")
    return _ALLOWED[written]


def agreement(
    ratings: pd.DataFrame,
    sentiment: pd.DataFrame,
    *,
    n_resamples: int = 1000,
    confidence: float = 0.95,
    seed: int = 2025,
) -> dict[str, float | int | None]:
    """How well do the scores agree with the coders?

    Parameters
    ----------
    ratings
        As `read_ratings` gives them; several ratings of a sentence are averaged.

    Returns
    -------
    dict
        `n` sentences with both; `r` (Pearson) with `low` and `high` from resampling sentences, all empty where either
        side never varies; `share_same_sign`, the share with the same sign (negative, neutral within ±0.05, positive);
        `r_between_coders`, the mean correlation of two coders, which no score should be expected to beat.

    Misleads when
        the sheet is short: with 30 sentences the interval of r is about ±0.3.
    """
    pairs = _pairs(ratings, sentiment)
    machine, human = pairs["compound"].to_numpy(), pairs["rating"].to_numpy()
    signs = [np.where(np.abs(values) < 0.05, 0, np.sign(values)) for values in (machine, human)]
    same = float(np.mean(signs[0] == signs[1])) if len(pairs) else None
    numbers: dict[str, float | int | None] = {"n": len(pairs), "r": None, "low": None, "high": None}
    found = bootstrap_correlation(machine, human, n_resamples=n_resamples, confidence=confidence, seed=seed)
    if found is not None:
        numbers |= {name: round(value, 6) for name, value in zip(("r", "low", "high"), found, strict=True)}
    return numbers | {"share_same_sign": same, "r_between_coders": _between_coders(ratings)}


def corrected_means(
    ratings: pd.DataFrame,
    sentiment: pd.DataFrame,
    *,
    sentences: pd.DataFrame,
    blocks: pd.DataFrame,
    articles: pd.DataFrame,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """What would the mean of each source be if the coders had rated every sentence?

    The machine's mean over all sentences plus the mean difference (coders minus machine, ratings halved to run from -1
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
    rows = rows.assign(human=rows["sentence_id"].map(_by_sentence(ratings)) / SCALE)
    records = []
    for source, group in rows.groupby("source", sort=True):
        difference = (group["human"] - group["compound"]).dropna()
        mean = math.fsum(group["compound"]) / len(group)
        record = {"source": source, "mean": round(mean, 6), "n": len(group), "n_rated": len(difference)}
        estimate = difference_estimate(group["compound"], difference, confidence=confidence)
        if estimate is not None:
            corrected, ends = estimate
            low, high = ends or (math.nan, math.nan)
            record |= {"corrected": round(corrected, 6), "low": round(low, 6), "high": round(high, 6)}
        records.append(record)
    columns = ["source", "mean", "corrected", "low", "high", "n", "n_rated"]
    return pd.DataFrame(records, columns=columns)


def _scored(
    sentiment: pd.DataFrame, *, sentences: pd.DataFrame, blocks: pd.DataFrame, articles: pd.DataFrame
) -> pd.DataFrame:
    rows = body(sentiment, sentences=sentences, blocks=blocks, articles=articles)
    return rows[~rows["is_headline"] & rows["compound"].notna()]


def _by_sentence(ratings: pd.DataFrame) -> pd.Series:
    return ratings.groupby("sentence_id", sort=True)["rating"].mean()


def _pairs(ratings: pd.DataFrame, sentiment: pd.DataFrame) -> pd.DataFrame:
    pairs = sentiment[["sentence_id", "compound"]]
    pairs = pairs.assign(rating=pairs["sentence_id"].map(_by_sentence(ratings)).astype(float))
    return pairs.dropna().sort_values("sentence_id", kind="stable")


def _between_coders(ratings: pd.DataFrame) -> float | None:
    columns = ratings.pivot(index="item", columns="coder", values="rating")
    found = []
    for a, b in combinations(sorted(columns.columns), 2):
        both = columns[[a, b]].dropna().to_numpy(dtype=float)
        if len(both) > 2 and (np.ptp(both, axis=0) > 0).all():
            found.append(float(correlations(both[:, 0][None], both[:, 1][None])[0]))
    return round(math.fsum(found) / len(found), 6) if found else None
