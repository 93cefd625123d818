"""Mean sentence scores of groups (sources, articles, speakers), each with its count, coverage and interval."""

import math
from collections.abc import Iterator
from typing import Literal, get_args

import numpy as np
import pandas as pd

from analysis import schema
from analysis.english import words
from analysis.errors import ParameterError

By = Literal["source", "article", "speaker", "genre"]
QUOTED_FROM = 0.5
_COLUMN = {"source": "source", "article": "article_id", "speaker": "speaker", "genre": "genre"}
_PARTS = ("all", "quoted", "narrated", "headline")


def summarise(
    sentiment: pd.DataFrame,
    *,
    sentences: pd.DataFrame,
    blocks: pd.DataFrame,
    articles: pd.DataFrame,
    by: By = "source",
    n_resamples: int = 1000,
    confidence: float = 0.95,
    seed: int = 2025,
    include_boilerplate: bool = False,
    include_quotes: bool = True,
) -> pd.DataFrame:
    """How charged is the writing of each source (article, speaker, genre), on average over its sentences?

    Parameters
    ----------
    sentiment, sentences, blocks, articles
        The tables of those names.
    by
        What is grouped. Sentences without a speaker (or genre) belong to no group.
    n_resamples, confidence, seed
        Of the interval: percentile bootstrap. Whole articles are drawn with replacement, since sentences of one
        article are alike; where a group has one article only, its sentences are drawn, and `resampled` says so.
    include_boilerplate
        Read navigation, promotion and repeated text too.
    include_quotes
        Count sentences that are mostly quotation in the part `all` too; they keep their own part either way.

    Returns
    -------
    DataFrame
        Table `sentiment_summary`, sorted by group, then part. Parts: `all` is the body without the headline;
        `quoted` those of its sentences of which at least half stands between quotation marks, `narrated` the others;
        `headline` the title. `mean`, `low`, `high` run from -1 to 1 and are empty where the lexicon knows no word of
        the part: that is no score, not a balanced one. A part without sentences has no row.

    Raises
    ------
    ParameterError
        `by` is unknown.

    Misleads when
        two intervals overlap little on few articles: an interval over the sentences of one article says how far that
        article's mean hangs on single sentences, and nothing about what the source would write next. Two to five
        articles give intervals that are too narrow. Differences in genre and in subject look like differences in tone.

    References
    ----------
    Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 13; Field & Welsh (2007), Bootstrapping
    clustered data, JRSS B 69, on drawing whole clusters.
    """
    if by not in _COLUMN:
        raise ParameterError(f"Scores cannot be grouped by {by!r}. Known: {', '.join(get_args(By))}.")
    rows = body(sentiment, sentences=sentences, blocks=blocks, articles=articles, everything=include_boilerplate)
    groups = rows[rows[_COLUMN[by]].notna()].groupby(_COLUMN[by], sort=True)
    summaries = []
    for name, group in groups:
        for part, chosen in _parts(group, include_quotes=include_quotes):
            if len(chosen):
                numbers = mean_with_interval(chosen, n_resamples=n_resamples, confidence=confidence, seed=seed)
                summaries.append({"by": by, "group": str(name), "part": part, **numbers})
    return schema.frame("sentiment_summary", summaries)


def body(
    sentiment: pd.DataFrame,
    *,
    sentences: pd.DataFrame,
    blocks: pd.DataFrame,
    articles: pd.DataFrame,
    everything: bool = False,
) -> pd.DataFrame:
    """The sentences that measures read, with score, source, genre, `is_headline`, `is_quoted` and `n_words`.

    Sorted by article and place, so that no result depends on the order of the input. A headline that the page repeats
    counts once.
    """
    kinds = blocks[["block_id", "kind", "is_body"]]
    rows = sentences.merge(sentiment, on="sentence_id", how="inner").merge(kinds, on="block_id", how="left")
    rows = rows.merge(articles[["article_id", "source", "genre"]], on="article_id", how="inner")
    rows = rows.assign(is_headline=rows["kind"].eq("title"), is_quoted=rows["share_quoted"].fillna(0.0) >= QUOTED_FROM)
    rows = rows.sort_values(["article_id", "start_char", "sentence_id"], kind="stable")
    rows = rows[~(rows["is_headline"] & rows.duplicated(["article_id", "is_headline", "text"]))]
    if not everything:
        rows = rows[rows["is_body"].fillna(True).astype(bool)]
    return rows.assign(n_words=[len(words(text)) for text in rows["text"]]).reset_index(drop=True)


def _parts(group: pd.DataFrame, *, include_quotes: bool) -> Iterator[tuple[str, pd.DataFrame]]:
    text = group[~group["is_headline"]]
    narrated = text[~text["is_quoted"]]
    chosen = (text if include_quotes else narrated, text[text["is_quoted"]], narrated, group[group["is_headline"]])
    return zip(_PARTS, chosen, strict=True)


def mean_with_interval(rows: pd.DataFrame, *, n_resamples: int, confidence: float, seed: int) -> dict[str, object]:
    """Mean, interval, counts and coverage of scored sentences (columns compound, article_id, n_words, …).

    Every group draws from the same seed, so renaming or adding a group changes no other group's interval.
    """
    scored = rows[rows["compound"].notna()]
    n_words, n_known = int(scored["n_words"].sum()), int(scored["n_lexicon_words"].sum())
    numbers: dict[str, object] = {
        "n": len(scored),
        "n_articles": int(scored["article_id"].nunique()),
        "n_not_scored": len(rows) - len(scored),
        "share_lexicon": min(1.0, round(n_known / n_words, 6)) if n_words else None,
        "resampled": "none",
    }
    if not n_known:
        return numbers
    values = scored["compound"].to_numpy()
    numbers["mean"] = round(math.fsum(values.tolist()) / len(values), 6)
    by_article = scored.groupby("article_id", sort=True)["compound"].agg(["sum", "size"])
    if len(by_article) > 1:
        sums, sizes, numbers["resampled"] = by_article["sum"].to_numpy(), by_article["size"].to_numpy(), "articles"
    elif len(values) > 1:
        sums, sizes, numbers["resampled"] = values, np.ones(len(values)), "sentences"
    else:
        return numbers
    low, high = interval(sums, sizes, n_resamples=n_resamples, confidence=confidence, seed=seed)
    return numbers | {"low": low, "high": high}


def interval(
    sums: np.ndarray, sizes: np.ndarray, *, n_resamples: int, confidence: float, seed: int
) -> tuple[float, float]:
    """Percentile bootstrap interval of the mean of units that have a `sum` over `size` sentences each.

    >>> low, high = interval(np.array([1.0, 1.0]), np.array([1, 1]), n_resamples=50, confidence=0.9, seed=1)
    >>> (low, high)
    (1.0, 1.0)
    """
    generator = np.random.default_rng(seed)
    step = max(1, 2_000_000 // len(sums))
    means = []
    for start in range(0, n_resamples, step):
        drawn = generator.integers(len(sums), size=(min(step, n_resamples - start), len(sums)))
        means.append(sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1))
    tail = (1 - confidence) / 2
    low, high = np.quantile(np.concatenate(means), [tail, 1 - tail]).tolist()
    return round(low, 6), round(high, 6)
