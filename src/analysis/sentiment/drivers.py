"""Which words drive a score: of one source, of the difference between two, and which of them are the subject's.

Words of the subject are charged in the lexicon and yet no sign of tone, since every report of the story needs them.
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise

import pandas as pd

from analysis import schema
from analysis.corpus import Codebook
from analysis.english import words
from analysis.errors import ParameterError
from analysis.sentiment.lexicons import Lexicon, vader_lexicon
from analysis.sentiment.scores import Scorer, analyser, body, mean_score, readable, score_sentences

# Words that share so many first letters are one family: "prisoner" vouches for "prison".
_FAMILY = 5


def drivers(
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    blocks: pd.DataFrame | None = None,
    scorer: Scorer = "vader",
    lexicon: Lexicon | None = None,
    include_quotes: bool = True,
    topic_words: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Which words carry the score of each source, how often, and which way?

    Parameters
    ----------
    sentences, articles, blocks
        The tables of those names; with `blocks`, only sentences of body blocks count.
    include_quotes
        Count sentences too that are mostly quotation.
    topic_words
        Table `topic_words`: marked `is_topic`, since they would be charged in any report of the subject.

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
        contribution=(100 * table["mass"] / n_words.reindex(table["source"]).to_numpy(dtype=float)).round(6),
        share=(table["mass"].abs() / mass_of_sign.where(mass_of_sign > 0, 1.0)).round(6),
        is_topic=table["word"].isin(topic_words["word"] if topic_words is not None else ()),
    )
    order = table.assign(size=-table["contribution"].abs()).sort_values(["source", "size", "word"], kind="stable").index
    return _table("sentiment_drivers", table.loc[order])


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
    return _table("word_shift", table.assign(source_a=source_a, source_b=source_b))


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


def propose_topic_words(
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    blocks: pd.DataFrame,
    codebook: Codebook | None = None,
    lexicon: Lexicon | None = None,
) -> pd.DataFrame:
    """Which charged words belong to the subject rather than to anybody's tone?

    A word is proposed when more than half of the sources use it (and at least two) and something says that
    it is of the subject: the codebook counts it among what is measured; it stands in titles or headings of at least
    two sources; or it is mostly written as part of a name ("United" in "United States"). Words of one family count
    together in titles: "prisoner" vouches for "prison" and "prisoners".

    Returns
    -------
    DataFrame
        Table `topic_words`, most frequent first, ties by word. A proposal: whoever studies the corpus decides.

    Misleads when
        the sources agree in tone: a charge that all of them make in their headlines looks like a word of the subject.
    """
    rows = readable(sentences, articles, blocks=blocks)
    table = _usage(rows, lexicon)
    n_sources = articles["source"].nunique()
    table = table[(table["n_sources"] >= 2) & (2 * table["n_sources"] > n_sources)]
    listed = _codebook_words(codebook) if codebook is not None else {}
    in_titles, in_names = _title_families(rows, blocks), _names(rows, set(table["word"]))
    reasons = {}
    for word, used_by in zip(table["word"], table["n_sources"], strict=True):
        why = listed.get(word) or in_titles.get(word[:_FAMILY]) or in_names.get(word)
        if why:
            reasons[word] = f"{why}; used by {used_by} of {n_sources} sources"
    kept = table[table["word"].isin(reasons)]
    kept = kept.assign(reason=kept["word"].map(reasons), size=-kept["n"])
    return _table("topic_words", kept.sort_values(["size", "word"], kind="stable"))


def order_without_topic(
    sentiment: pd.DataFrame,
    *,
    sentences: pd.DataFrame,
    blocks: pd.DataFrame,
    articles: pd.DataFrame,
    topic_words: pd.DataFrame,
    scorer: Scorer = "vader",
    lexicon: Lexicon | None = None,
    include_boilerplate: bool = False,
    include_quotes: bool = True,
) -> pd.DataFrame:
    """How does the order of sources change when the words of the subject are left out?

    Returns
    -------
    DataFrame
        Table `sentiment_order`, by rank; sources without a score last. Equal means share the better place, so that no
        order is made up.

    Misleads when
        the places are read as far apart: sources whose intervals overlap change places by chance.
    """
    smaller = (lexicon or vader_lexicon()).without(topic_words["word"])
    neutral = score_sentences(sentences, scorer=scorer, articles=articles, blocks=blocks, lexicon=smaller)
    read = {"sentences": sentences, "blocks": blocks, "articles": articles, "everything": include_boilerplate}
    means = [_means(body(scores, **read), include_quotes=include_quotes) for scores in (sentiment, neutral)]
    table = pd.DataFrame({"mean": means[0], "mean_neutral": means[1]}).rename_axis("source").reset_index()
    ranks = {name: table[name].rank(method="min") for name in ("mean", "mean_neutral")}
    table = table.assign(rank=ranks["mean"], rank_neutral=ranks["mean_neutral"])
    table = table.assign(change=table["rank_neutral"] - table["rank"])
    table = table.sort_values(["rank", "source"], kind="stable", na_position="last")
    return _table("sentiment_order", table)


def _means(rows: pd.DataFrame, *, include_quotes: bool) -> pd.Series:
    text = rows[~rows["is_headline"]]
    kept = text if include_quotes else text[~text["is_quoted"]]
    means = {source: mean_score(group) for source, group in kept.groupby("source", sort=True)}
    return pd.Series(means, dtype=float)


def _usage(rows: pd.DataFrame, lexicon: Lexicon | None) -> pd.DataFrame:
    found = found_words(rows, lexicon=lexicon)
    grouped = found.groupby("word", sort=True)
    table = grouped.agg(
        weight=("weight", "first"),
        n=("weight", "size"),
        n_sources=("source", "nunique"),
        n_articles=("article_id", "nunique"),
    )
    return table.reset_index()


def _codebook_words(codebook: Codebook) -> Mapping[str, str]:
    """Every word by which a measure is known, with the measure; a cue "detain*" is left to the titles."""
    listed: dict[str, str] = {}
    for name, measure in sorted(codebook.measures.items()):
        for phrase in (*measure.people, *measure.cues):
            for word in words(phrase.lower()):
                listed.setdefault(word, f"the codebook measures {name.replace('_', ' ')}")
    return listed


def _title_families(rows: pd.DataFrame, blocks: pd.DataFrame) -> dict[str, str]:
    kinds = blocks.set_index("block_id")["kind"]
    titles = rows[rows["block_id"].map(kinds).isin(["title", "heading", "question"])]
    sources_of: dict[str, set[str]] = {}
    for source, text in zip(titles["source"], titles["text"], strict=True):
        for word in words(text.lower()):
            if len(word) >= _FAMILY:
                sources_of.setdefault(word[:_FAMILY], set()).add(source)
    return {
        family: f"in titles or headings of {len(sources)} sources"
        for family, sources in sources_of.items()
        if len(sources) > 1
    }


def _names(rows: pd.DataFrame, wanted: Iterable[str]) -> dict[str, str]:
    """Words that stand capitalised before another capitalised word, inside a sentence, more often than not."""
    uses: dict[str, list[str | None]] = {word: [] for word in wanted}
    for text in rows["text"]:
        written = words(text)
        for word, following in pairwise([*written[1:], ""]):
            if word.lower() in uses:
                named = word.istitle() and following[:1].isupper()
                uses[word.lower()].append(f"{word} {following}" if named else None)
    named_as = {}
    for word, names in sorted(uses.items()):
        full = sorted(name for name in names if name)
        if 2 * len(full) > len(names):
            named_as[word] = f"part of a name: {max(full, key=full.count)}"
    return named_as


def _table(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    return schema.frame(name, rows[schema.table(name).names])


def found_words(rows: pd.DataFrame, *, scorer: Scorer = "vader", lexicon: Lexicon | None = None) -> pd.DataFrame:
    """Every lexicon word of `rows`: `article_id` and `source` of its row, `word`, `weight`, `value`."""
    found = analyser(scorer, lexicon).find(rows["text"].tolist())
    table = rows[["article_id", "source"]].iloc[found.text].reset_index(drop=True)
    return table.assign(word=schema.series("string", found.word), weight=found.weight, value=found.value)
