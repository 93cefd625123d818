"""Distinctive vocabulary: which words and runs of words set one source apart from the others.

Two measures side by side. TF-IDF (scikit-learn, with idf fitted on articles) says how much weight a term has in a
source's articles; weighted log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn, 2008,
"Fightin' Words", Political Analysis 16:372-403) says how far a source's use departs from that of all others, and does
not reward words that are merely rare. The ranking shown first is by its z-score; where articles are counted, each term
is chosen by what it adds to those above it (`choosing`). All of this describes vocabulary, not frames.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import schema
from analysis.corpus.codebook import Codebook
from analysis.framing.choosing import Choice
from analysis.framing.limits import counted_by
from analysis.framing.reading import read
from analysis.framing.stability import Plan, Resampled, resample_articles, resample_words
from analysis.framing.usage import Scores, Usage
from analysis.framing.vocabulary import count_terms

_PLACES = 6


def distinctive_terms(
    articles: pd.DataFrame,
    blocks: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    codebook: Codebook,
    top_terms: int,
    ngram_max: int,
    drop_stop_words: bool = True,
    include_boilerplate: bool = False,
    include_quotes: bool = True,
    n_resamples: int = 1000,
    confidence: float = 0.95,
    seed: int = 2025,
) -> pd.DataFrame:
    """Which terms set each source apart from the others?

    Where sources have few articles, uses are counted; where at least two sources have enough of them, articles that use
    the term (`limits.counted_by` says which), because one long article about zebras does not make an outlet's style.
    Then the terms of a source are chosen one after the other, so that six words of one story do not fill its list:
    see `choosing`. A term is a word, a run of words or a name; names of up to five words are one term.

    Parameters
    ----------
    articles, blocks, sentences
        The tables of those names.
    codebook
        Not read yet by this measure; names of actors stay in the vocabulary.
    top_terms
        Terms given for each source; also the k of `stability`.
    ngram_max, drop_stop_words
        See `vocabulary.count_terms`.
    include_boilerplate, include_quotes
        See `reading.read`.
    n_resamples, confidence, seed
        Resamples of sentences within each article (of articles, where articles are counted) behind `low`, `high` and
        `stability`.

    Returns
    -------
    DataFrame
        The table `terms`, sorted by source and rank; empty when there is one source only, or no words.

    Misleads when
        it is read as a test. With one article a source the interval shows variation within these articles: how much
        the ranking hangs on single sentences. Another article of the same outlet may use other words altogether. Nor is
        a term further down always used less: it may only say the same as one above it.
    """
    rows = read(
        articles, blocks, sentences, include_boilerplate=include_boilerplate, include_quotes=include_quotes
    ).sentences
    counted = count_terms(
        rows["words"].tolist(),
        ngram_max=ngram_max,
        drop_stop_words=drop_stop_words,
        min_count=2,
        for_readers=True,
    )
    sources = sorted(articles["source"].unique())
    if len(sources) < 2 or not counted.terms:
        return schema.frame("terms", [])
    usage = Usage.of(counted, rows, sources=sources, unit=counted_by(articles))
    scores = usage.log_odds(usage.weights_of_one())
    ranking = usage.ranked(scores.z[0])
    plan = Plan(top_terms=top_terms, n_resamples=n_resamples, seed=seed, confidence=confidence)
    if usage.unit == "words":
        return _table(usage, scores, ranking, resample_words(usage, ranking, plan=plan), top_terms=top_terms)
    choices = [Choice.of(usage, source, candidates=ranked) for source, ranked in enumerate(ranking)]
    ranking = [choice.ranking() for choice in choices]
    return _table(
        usage, scores, ranking, resample_articles(usage, ranking, plan=plan, choices=choices), top_terms=top_terms
    )


def _table(
    usage: Usage, scores: Scores, ranking: list[NDArray[np.int64]], resampled: Resampled, *, top_terms: int
) -> pd.DataFrame:
    rows = []
    everywhere = usage.n_articles.sum(axis=0)
    for source, columns in enumerate(ranking):
        for place, column in enumerate(columns[:top_terms].tolist()):
            low, high = resampled.interval[source, column]
            rows.append(
                {
                    "source": usage.sources[source],
                    "term": usage.terms[column],
                    "kind": usage.kinds[column],
                    "rank": place + 1,
                    "n": int(usage.n[source, column]),
                    "n_articles": int(usage.n_articles[source, column]),
                    "n_articles_all": int(everywhere[column]),
                    "tfidf": round(float(usage.tfidf[source, column]), _PLACES),
                    "log_odds": round(float(scores.log_odds[0, source, column]), _PLACES),
                    "z": round(float(scores.z[0, source, column]), _PLACES),
                    "low": round(low, _PLACES),
                    "high": round(high, _PLACES),
                    "stability": resampled.stability[source, column],
                }
            )
    return schema.frame("terms", rows)
