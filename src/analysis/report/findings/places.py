"""Where a word, a name, a speaker or a kind of block stands first: the passage that a row of a table leads to."""

from collections.abc import Iterable, Mapping

import pandas as pd

from analysis.english import words
from analysis.pipeline import Story


def of_words(story: Story) -> dict[tuple[str, str], str]:
    """The first sentence that the measures read of each (source, word in small letters)."""
    found: dict[tuple[str, str], str] = {}
    for row in _read(story).itertuples(index=False):
        for word in words(row.text):
            found.setdefault((row.source, word.lower()), row.sentence_id)
    return found


def of_names(story: Story, names: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """For each key, the first sentence that holds one of its spellings as written."""
    read = _read(story)
    texts, ids = read["text"].tolist(), read["sentence_id"].tolist()
    found = {}
    for key, spellings in names.items():
        sought = [spelling for spelling in spellings if spelling]
        place = next((n for n, text in enumerate(texts) if any(name in text for name in sought)), None)
        if place is not None:
            found[key] = ids[place]
    return found


def of_statements(story: Story) -> dict[str, str]:
    """The first quotation or report of each statement."""
    return story.quotes.groupby("statement_id", sort=False)["quote_id"].first().to_dict()


def of_kinds(story: Story) -> dict[tuple[str, str, bool], str]:
    """The first sentence of each source's blocks of one kind, read or not."""
    held = story.sentences.merge(story.blocks[["block_id", "kind", "is_body"]], on="block_id")
    named = held.merge(story.articles[["article_id", "source"]], on="article_id")
    return named.groupby(["source", "kind", "is_body"])["sentence_id"].first().to_dict()


def of_only_articles(story: Story) -> dict[str, str]:
    """The article of each source that has just one: of several, none would be the place of a mean."""
    single = story.articles.drop_duplicates("source", keep=False)
    return dict(single[["source", "article_id"]].itertuples(index=False, name=None))


def _read(story: Story) -> pd.DataFrame:
    bodies = story.blocks.loc[story.blocks["is_body"], "block_id"]
    own = story.sentences[story.sentences["block_id"].isin(bodies)]
    return own.merge(story.articles[["article_id", "source"]], on="article_id")
