"""Words of the subject: charged in the lexicon, but no sign of tone, since every report of this story needs them."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

import pandas as pd

from analysis import schema
from analysis.corpus import Codebook
from analysis.english import words
from analysis.sentiment.drivers import found_words, readable
from analysis.sentiment.lexicons import Lexicon

_FAMILY = 5


def propose_topic_words(
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    blocks: pd.DataFrame,
    codebook: Codebook | None = None,
    lexicon: Lexicon | None = None,
    share_sources: float = 0.5,
) -> pd.DataFrame:
    """Which charged words belong to the subject rather than to anybody's tone?

    A word is proposed when more than `share_sources` of the sources use it (and at least two) and something says that
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
    table = table[(table["n_sources"] >= 2) & (table["n_sources"] > share_sources * n_sources)]
    listed = _codebook_words(codebook) if codebook is not None else {}
    in_titles, in_names = _title_families(rows, blocks), _names(rows, set(table["word"]))
    reasons = {}
    for word, used_by in zip(table["word"], table["n_sources"], strict=True):
        why = listed.get(word) or in_titles.get(word[:_FAMILY]) or in_names.get(word)
        if why:
            reasons[word] = f"{why}; used by {used_by} of {n_sources} sources"
    kept = table[table["word"].isin(reasons)]
    kept = kept.assign(reason=kept["word"].map(reasons).astype("str"), size=-kept["n"])
    kept = kept.sort_values(["size", "word"], kind="stable").reset_index(drop=True)
    return schema.validate("topic_words", kept[schema.table("topic_words").names])


def compare_order(plain: pd.DataFrame, neutral: pd.DataFrame) -> pd.DataFrame:
    """How does the order of sources change when the words of the subject are left out?

    Parameters
    ----------
    plain, neutral
        Tables `sentiment_summary` by source, with every word and without the words of the subject
        (`score_sentences(..., lexicon=vader_lexicon().without(words))`).

    Returns
    -------
    DataFrame
        Table `sentiment_order`, by rank; sources without a score last.
    """
    means = [_means(summary) for summary in (plain, neutral)]
    table = pd.DataFrame({"mean": means[0], "mean_neutral": means[1]}).rename_axis("source").reset_index()
    # Equal means share the better place, so that no order is made up.
    ranks = {name: table[name].rank(method="min").astype("Int64") for name in ("mean", "mean_neutral")}
    table = table.assign(rank=ranks["mean"], rank_neutral=ranks["mean_neutral"])
    table = table.assign(change=table["rank_neutral"] - table["rank"], source=table["source"].astype("str"))
    table = table.sort_values(["rank", "source"], kind="stable", na_position="last").reset_index(drop=True)
    return schema.validate("sentiment_order", table[schema.table("sentiment_order").names])


def _means(summary: pd.DataFrame) -> pd.Series:
    rows = summary[(summary["by"] == "source") & (summary["part"] == "all")]
    return rows.set_index("group")["mean"]


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
