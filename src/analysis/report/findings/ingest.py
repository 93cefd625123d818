"""01-ingest: what there is to work with, and what a reader should know before trusting it."""

import pandas as pd

from analysis.corpus import health_card
from analysis.english import word_spans
from analysis.pipeline import Story
from analysis.report.findings import places
from analysis.report.findings.checks import spans_hold
from analysis.report.publish import from_exhibit
from analysis.wording import capital, count, listed, number_word, percent, some_of

_CHAPTER = "01-ingest"


def in_short(story: Story) -> str:
    """How many articles by whom, what is wrong with them, and how much of them is left out of the measures."""
    articles, blocks = story.articles, story.blocks
    n_sources = articles["source"].nunique()
    opening = (
        f"**{capital(count(len(articles), 'article'))} from {count(n_sources, 'source')}, "
        f"{articles['n_words'].sum():,} words** that belong to the articles themselves."
    )
    return " ".join(
        [
            from_exhibit(opening, _CHAPTER, name="words-by-source"),
            *(from_exhibit(said, _CHAPTER, name="health") for said in [*_dates(articles), *_parts(story)]),
            from_exhibit(_left_out(blocks), _CHAPTER, name="kinds-of-blocks"),
            *(from_exhibit(said, _CHAPTER, name="rejected") for said in _rejected(story)),
        ]
    )


def _dates(articles: pd.DataFrame) -> list[str]:
    undated = articles[articles["published"].isna()]
    if undated.empty:
        return ["All of them carry a date."]
    if len(undated) == len(articles):
        return ["No article carries a date of publication, so that “last month” in it cannot be dated."]
    return [
        f"{capital(number_word(len(undated)))} of them ({some_of(sorted(undated['source']))}) "
        f"{'carries' if len(undated) == 1 else 'carry'} no date, so that “last month” there cannot be dated."
    ]


def _parts(story: Story) -> list[str]:
    parts = story.blocks.groupby("article_id")["part"].max()
    glued = sorted(story.articles.set_index("article_id")["source"].reindex(parts[parts > 1].index))
    cut = sorted(flagged(story.articles, "cut_off")["source"])
    said = [f"The text of {listed(glued)} holds a further article, glued onto the first."] if glued else []
    return said + ([f"{listed(cut)} {'breaks' if len(cut) == 1 else 'break'} off in mid-sentence."] if cut else [])


def _left_out(blocks: pd.DataFrame) -> str:
    out = blocks[~blocks["is_body"]]
    if out.empty:
        return "Every block of text is read by the measures."
    kinds = out["kind"].value_counts().sort_index(kind="stable").sort_values(ascending=False, kind="stable")
    names = [f"{n} of {KIND_NAMES[kind]}" for kind, n in kinds.items()]
    return (
        f"{capital(count(len(out), 'block'))} of {len(blocks):,} are not read by the measures: "
        f"{some_of(names, most=4)}."
    )


def _rejected(story: Story) -> list[str]:
    if story.rejected.empty:
        return []
    return [f"**{capital(count(len(story.rejected), 'input'))} could not be taken in**; the table below says why."]


KIND_NAMES = {
    "title": "headline",
    "heading": "heading",
    "paragraph": "running text",
    "list_item": "list item",
    "table_row": "table row",
    "question": "question",
    "callout": "box",
    "dateline": "dateline",
    "toc": "contents",
    "navigation": "navigation",
    "promotion": "promotion",
}


def flagged(articles: pd.DataFrame, flag: str) -> pd.DataFrame:
    """Articles whose health has this flag, with or without a detail after a colon."""
    return articles[articles["health"].map(lambda flags: any(f.split(":")[0] == flag for f in flags))]


def words(story: Story) -> pd.DataFrame:
    """Words by article and kind of block, read or not: what the chart of words draws."""
    text = story.articles.set_index("article_id")["text"]
    spans = story.blocks[["article_id", "start_char", "end_char"]].itertuples(index=False, name=None)
    n_words = [len(word_spans(text[article_id][start:end])) for article_id, start, end in spans]
    counted = story.blocks.assign(n_words=n_words)
    totals = counted.groupby(["article_id", "kind", "is_body"], as_index=False)["n_words"].sum()
    first = story.sentences.groupby("article_id", sort=False)["sentence_id"].first()
    placed = totals.assign(sentence_id=totals["article_id"].map(first).astype("str"))
    return placed.merge(story.articles[["article_id", "source", "health"]], on="article_id")


def health(story: Story) -> pd.DataFrame:
    """The health card, each example with the sentence it stands in (empty where the whole article is meant)."""
    card = health_card(story.articles, story.blocks)
    starts = story.sentences.groupby("article_id")
    places = []
    for row in card.itertuples(index=False):
        inside = None
        if not pd.isna(row.start_char) and row.article_id in starts.groups:
            own = starts.get_group(row.article_id)
            held = own[own["end_char"] > row.start_char]
            inside = held["sentence_id"].iloc[0] if len(held) else None
        places.append(inside)
    return card.assign(sentence_id=pd.Series(places, index=card.index, dtype="str"))


def kinds(story: Story) -> pd.DataFrame:
    """Blocks by source and kind, whether they are read, and the rules that decided."""
    rows = story.blocks.merge(story.articles[["article_id", "source"]], on="article_id")
    grouped = rows.groupby(["source", "kind", "is_body"], as_index=False)
    counted = grouped.agg(n=("block_id", "size"), reason=("reason", lambda rules: "; ".join(sorted(set(rules)))))
    found = places.of_kinds(story)
    keys = zip(counted["source"], counted["kind"], counted["is_body"], strict=True)
    first = pd.Series([found.get(key) for key in keys], index=counted.index, dtype="str")
    return counted.assign(kind=counted["kind"].map(KIND_NAMES), sentence_id=first)


def basis(story: Story) -> str:
    """What the chapter rests on."""
    n_articles, n_words = len(story.articles), int(words(story)["n_words"].sum())
    return f"n = {count(n_articles, 'article')}, {n_words:,} words, of which {share_read(story)} of the text are read"


def overview(story: Story) -> str:
    """The finding of the chart of words by source."""
    words = story.articles.groupby("source")["n_words"].sum().sort_values(kind="stable")
    said = (
        f"{words.index[-1]} is the longest with {words.iloc[-1]:,} words, {words.index[0]} the shortest with "
        f"{words.iloc[0]:,}. A mean over all sentences would be mostly {words.index[-1]}; sources are kept apart."
        if len(words) > 1
        else f"{words.index[0]} is the only source, with {words.iloc[0]:,} words."
    )
    return from_exhibit(said, _CHAPTER, name="words-by-source")


def limits(story: Story) -> str:
    """What this corpus cannot tell, whatever is done with it."""
    n_sources = story.articles["source"].nunique()
    genres = sorted(story.articles["genre"].dropna().unique())
    said = [
        f"- These are {count(len(story.articles), 'article')}, not a sample of what {count(n_sources, 'source')} "
        "publish: nothing here speaks of an outlet's coverage in general."
    ]
    if len(genres) > 1:
        said.append(
            f"- The articles are of different kinds ({listed(genres)}): an opinion piece differs from news by its "
            "trade."
        )
    said.append("- Blocks are told apart by rules on layout and wording; the column *reason* says which rule decided.")
    return "\n".join(said)


def checks(story: Story) -> dict[str, bool]:
    """What must hold between articles, blocks and sentences."""
    blocks, sentences = story.blocks, story.sentences
    ids = set(story.articles["article_id"])
    nested = sentences.merge(blocks, on="block_id", suffixes=("", "_block"))
    return {
        "every sentence is found in its article at its span": spans_hold(story, "sentences", text="text"),
        "every block and sentence belongs to an article": ids
        >= set(blocks["article_id"]) | set(sentences["article_id"]),
        "every sentence lies inside its block": len(nested) == len(sentences)
        and bool((nested["start_char"] >= nested["start_char_block"]).all())
        and bool((nested["end_char"] <= nested["end_char_block"]).all()),
        "the words by source add up to those of the corpus": int(story.articles["n_words"].sum())
        == int(story.articles.groupby("source")["n_words"].sum().sum()),
    }


def share_read(story: Story) -> str:
    """How much of the text the measures read."""
    length = story.blocks["end_char"] - story.blocks["start_char"]
    return percent(float(length[story.blocks["is_body"]].sum() / max(1, length.sum())))


KIND_COLUMNS = {
    "source": "Source",
    "kind": "Kind",
    "is_body": "Read",
    "n": "Blocks",
    "reason": "Rules that decided",
}
