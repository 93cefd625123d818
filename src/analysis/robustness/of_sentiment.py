"""Findings about charged words: which source writes most negatively, and who more so than whom."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from analysis.corpus import Codebook
from analysis.errors import ParameterError
from analysis.parameters import Parameters
from analysis.robustness.choices import NOTHING, Choices, Tables, grid, options, without_each
from analysis.sentiment import propose_topic_words, score_sentences, vader_lexicon
from analysis.sentiment.lexicons import Lexicon, afinn_lexicon
from analysis.sentiment.summary import body

Row = dict[str, Any]
_PLAIN, _NEUTRAL, _OTHER = "VADER", "VADER without words of the subject", "AFINN"
_COUNTED = "all"
_EVERY_PAIR_UP_TO = 6
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "—": " - ", "–": " - ", "‑": "-", "‐": "-"})


def sentiment_rows(
    tables: Tables,
    *,
    codebook: Codebook,
    parameters: Parameters,
    lexicon: Lexicon | None = None,
    own_lexicons: Sequence[Lexicon] = (),
) -> Iterator[Row]:
    """Which source is most and least negative, who more than whom, and on which side of zero each stands."""
    varied = options(parameters, "rules", "lexicon", "marks", "sentences", "quotations", "boilerplate")
    reported_lexicon = lexicon or vader_lexicon()
    lexicons = {reported_lexicon.name: reported_lexicon}
    for name in varied["lexicon"]:
        lexicons[name] = _lexicon(name, tables, codebook=codebook, own={one.name: one for one in own_lexicons})
    default = {
        "rules": parameters.scorer,
        "lexicon": reported_lexicon.name,
        "marks": "as written",
        "sentences": _COUNTED,
        "quotations": "in" if parameters.include_quotes else "out",
        "boilerplate": "in" if parameters.include_boilerplate else "out",
        "left_out": NOTHING,
    }
    every = [
        *grid(varied, default=default, large=tables.is_large),
        *_leaving_out(tables.articles, default, parameters=parameters),
    ]
    scored: dict[tuple, pd.DataFrame] = {}
    reported: pd.Series | None = None
    for number, choices in enumerate(every):
        key = (choices["rules"], choices["lexicon"], choices["marks"])
        if key not in scored:
            scored[key] = _scored(tables, choices, lexicons[choices["lexicon"]])
        means = _means(scored[key], choices)
        reported = means if reported is None else reported
        label = {"measure": "sentiment", "specification": f"sentiment {number + 1}", "is_default": number == 0}
        yield from ({**label, **choices, **finding} for finding in _judged(reported, means))


def _lexicon(name: str, tables: Tables, *, codebook: Codebook, own: Mapping[str, Lexicon]) -> Lexicon:
    if name in own:
        return own[name]
    if name == _PLAIN:
        return vader_lexicon()
    if name == _OTHER:
        return afinn_lexicon()
    if name == _NEUTRAL:
        proposed = propose_topic_words(tables.sentences, tables.articles, blocks=tables.blocks, codebook=codebook)
        return vader_lexicon().without(proposed["word"])
    known = ", ".join([_PLAIN, _NEUTRAL, _OTHER, *sorted(own)])
    raise ParameterError(f"Parameter 'vary_lexicon': unknown lexicon {name!r}. Known: {known}.")


def _leaving_out(articles: pd.DataFrame, default: Choices, *, parameters: Parameters) -> Iterator[Choices]:
    """Only articles of sources that have another: a mean does not depend on the articles of other sources."""
    n_articles = articles.groupby("source")["article_id"].transform("size")
    yield from without_each(articles[n_articles > 1], default=default, parameters=parameters)


def _scored(tables: Tables, choices: Choices, lexicon: Lexicon) -> pd.DataFrame:
    sentences = tables.sentences
    if choices["marks"] == "straightened":
        sentences = sentences.assign(text=sentences["text"].str.translate(_STRAIGHT))
    scores = score_sentences(sentences, scorer=choices["rules"], articles=tables.articles, lexicon=lexicon)
    rows = body(scores, sentences=sentences, blocks=tables.blocks, articles=tables.articles, everything=True)
    return rows[~rows["is_headline"] & rows["compound"].notna()]


def _means(rows: pd.DataFrame, choices: Choices) -> pd.Series:
    """Mean by source, lowest first, ties by name; a source without a charged word has none."""
    chosen = np.ones(len(rows), dtype=bool)
    if choices["quotations"] == "out":
        chosen &= ~rows["is_quoted"].to_numpy()
    if choices["boilerplate"] == "out":
        chosen &= rows["is_body"].fillna(True).astype(bool).to_numpy()
    if choices["left_out"] != NOTHING:
        chosen &= (rows["article_id"] != choices["left_out"]).to_numpy()
    kept = rows[chosen]
    charged = kept[kept["n_lexicon_words"] > 0]
    kept = kept[kept["source"].isin(charged["source"])] if choices["sentences"] == _COUNTED else charged
    # Rounded, so that the order of additions cannot decide who is first.
    means = kept.groupby("source", sort=True)["compound"].mean().round(9)
    return means.sort_values(kind="stable")


def _judged(reported: pd.Series, means: pd.Series) -> Iterator[Row]:
    order = reported.index.tolist()
    if len(order) > 1:
        yield _extreme(f"{order[0]} is the most negative source", order[0], means)
        yield _extreme(f"{order[-1]} is the least negative source", order[-1], -means)
    if len(order) > 2:
        pairs = list(pairwise(order))
        if len(order) <= _EVERY_PAIR_UP_TO:
            pairs = [(a, b) for place, a in enumerate(order) for b in order[place + 1 :]]
        for a, b in pairs:
            yield _difference(f"{a} is more negative than {b}", a, b, means)
    for source in order:
        side = "below" if reported[source] < 0 else "above"
        finding = f"The mean score of {source} is {side} zero"
        if source not in means.index:
            yield {"finding": finding, "result": "no score"}
            continue
        mean = float(means[source])
        holds = mean < 0 if side == "below" else mean > 0
        yield {"finding": finding, "estimate": mean, "result": f"mean {mean:+.3f}", "holds": holds}


def _extreme(finding: str, source: str, means: pd.Series) -> Row:
    others = means.drop(source, errors="ignore")
    if source not in means.index or others.empty:
        return {"finding": finding, "result": "no score"}
    lead = round(float(others.min() - means[source]), 9)
    first = means.idxmin()
    return {"finding": finding, "estimate": lead, "result": f"{first} is", "holds": lead > 0}


def _difference(finding: str, a: str, b: str, means: pd.Series) -> Row:
    if a not in means.index or b not in means.index:
        return {"finding": finding, "result": "no score"}
    lead = round(float(means[b] - means[a]), 9)
    return {"finding": finding, "estimate": lead, "result": f"by {lead:+.3f}", "holds": lead > 0}
