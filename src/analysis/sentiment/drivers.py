"""Which words drive a score: of one source, and of the difference between two."""

from collections.abc import Collection

import pandas as pd

from analysis import schema
from analysis.english import words
from analysis.errors import ParameterError
from analysis.sentiment.lexicons import Lexicon
from analysis.sentiment.scores import Scorer, analyser
from analysis.sentiment.summary import QUOTED_FROM


def drivers(
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    blocks: pd.DataFrame | None = None,
    scorer: Scorer = "nltk",
    lexicon: Lexicon | None = None,
    include_quotes: bool = True,
    topic_words: Collection[str] = (),
) -> pd.DataFrame:
    """Which words carry the score of each source, how often, and which way?

    Parameters
    ----------
    sentences, articles, blocks
        The tables of those names; with `blocks`, only sentences of body blocks count.
    include_quotes
        Count sentences too that are mostly quotation.
    topic_words
        Marked `is_topic`: words that belong to the subject and would be charged in any report of it.

    Returns
    -------
    DataFrame
        Table `sentiment_drivers`: `value` is the mean of what the word counts for there, `contribution` is
        100 × n × value / words of the source, `share` is of the positive or of the negative points, whichever the word
        adds to. Sorted by source, then by size of contribution, ties by word.

    Misleads when
        a word has another sense here: "United" in a country's name counts +1.8, "kind of" the same as "kind". The
        contributions add up to charged points per 100 words, which is not `compound`: that one is squashed by sentence.
    """
    rows = readable(sentences, articles, blocks=blocks, include_quotes=include_quotes)
    found = found_words(rows, scorer=scorer, lexicon=lexicon)
    n_words = rows["text"].map(lambda text: len(words(text))).groupby(rows["source"]).sum()
    table = found.groupby(["source", "word"], sort=True).agg(
        n=("value", "size"), weight=("weight", "first"), value=("value", "mean"), mass=("value", "sum")
    )
    table = table.reset_index()
    sign = table["mass"] >= 0
    mass_of_sign = table["mass"].abs().groupby([table["source"], sign]).transform("sum")
    table = table.assign(
        value=table["value"].round(6),
        contribution=(100 * table["mass"] / table["source"].map(n_words).astype("float64")).round(6),
        share=(table["mass"].abs() / mass_of_sign.where(mass_of_sign > 0, 1.0)).round(6),
        is_topic=table["word"].isin({word.lower() for word in topic_words}),
    )
    order = table.assign(size=-table["contribution"].abs()).sort_values(["source", "size", "word"], kind="stable").index
    return _declared("sentiment_drivers", table.loc[order])


def word_shift(
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    source_a: str,
    source_b: str,
    blocks: pd.DataFrame | None = None,
    lexicon: Lexicon | None = None,
    include_quotes: bool = True,
) -> pd.DataFrame:
    """Which words make the charged words of one source darker or brighter than another's?

    Parameters
    ----------
    sentences, articles, blocks, lexicon, include_quotes
        As in `drivers`.
    source_a, source_b
        The source compared with, and the one compared.

    Returns
    -------
    DataFrame
        Table `word_shift`, sorted by size of contribution, ties by word; empty if either source has no charged word.
        With p the share of a source's charged words, w the weight and m the mean weight of a's charged words, the
        contribution of a word is (p_b - p_a) × (w - m). The contributions add up to the mean weight of b's charged
        words minus that of a's. `effect` says how: `negative_more` is a word below a's mean that b uses more.

    Raises
    ------
    ParameterError
        A source is unknown, or both are the same.

    Misleads when
        a source has few charged words (see `n_a`, `n_b`), or the two report different parts of the subject. Negation
        and degree words are left aside here: the weights are the lexicon's.

    References
    ----------
    Gallagher et al. (2021), Generalized word shift graphs, EPJ Data Science 10:4, equation 8 (one lexicon for both
    texts, reference: the mean of the first).
    """
    known = sorted(articles["source"].unique())
    for source in (source_a, source_b):
        if source not in known:
            raise ParameterError(f"No article is from {source!r}. Sources: {', '.join(known)}.")
    if source_a == source_b:
        raise ParameterError(f"A word shift compares two sources; both are {source_a!r}.")
    rows = readable(sentences, articles, blocks=blocks, include_quotes=include_quotes)
    found = found_words(rows[rows["source"].isin([source_a, source_b])], lexicon=lexicon)
    counts = found.groupby(["word", "source"]).size().unstack(fill_value=0)
    if not {source_a, source_b} <= set(counts.columns):
        return schema.frame("word_shift")
    table = _shift(counts.sort_index(), weights=found.groupby("word")["weight"].first(), a=source_a, b=source_b)
    return _declared("word_shift", table.assign(source_a=source_a, source_b=source_b))


def _shift(counts: pd.DataFrame, *, weights: pd.Series, a: str, b: str) -> pd.DataFrame:
    weight = weights.reindex(counts.index)
    share_a, share_b = counts[a] / counts[a].sum(), counts[b] / counts[b].sum()
    against = weight - (share_a * weight).sum()
    more = share_b - share_a
    effect = against.map(lambda x: "positive" if x >= 0 else "negative") + more.map(
        lambda x: "_more" if x >= 0 else "_less"
    )
    columns = {"n_a": counts[a], "n_b": counts[b], "share_a": share_a, "share_b": share_b, "weight": weight}
    table = pd.DataFrame({**columns, "contribution": more * against, "effect": effect}).reset_index()
    size = -table["contribution"].abs().round(12)
    return table.loc[table.assign(size=size).sort_values(["size", "word"], kind="stable").index]


def _declared(name: str, table: pd.DataFrame) -> pd.DataFrame:
    return schema.validate(name, table[schema.table(name).names].reset_index(drop=True))


def found_words(rows: pd.DataFrame, *, scorer: Scorer = "nltk", lexicon: Lexicon | None = None) -> pd.DataFrame:
    """Every lexicon word of `rows`: `article_id` and `source` of its row, `word`, `weight`, `value`."""
    found = analyser(scorer, lexicon).find(rows["text"].tolist())
    table = rows[["article_id", "source"]].iloc[found.text].reset_index(drop=True)
    return table.assign(word=pd.Series(found.word, dtype="str"), weight=found.weight, value=found.value)


def readable(
    sentences: pd.DataFrame, articles: pd.DataFrame, *, blocks: pd.DataFrame | None = None, include_quotes: bool = True
) -> pd.DataFrame:
    """The sentences of body blocks with their source, in reading order; quoted ones only if wanted."""
    rows = sentences.merge(articles[["article_id", "source"]], on="article_id", how="inner")
    if blocks is not None:
        rows = rows[rows["block_id"].isin(blocks.loc[blocks["is_body"], "block_id"])]
    if not include_quotes:
        rows = rows[~(rows["share_quoted"].fillna(0.0) >= QUOTED_FROM)]
    return rows.sort_values(["article_id", "start_char", "sentence_id"], kind="stable").reset_index(drop=True)
