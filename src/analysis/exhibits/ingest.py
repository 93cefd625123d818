"""01-ingest: what there is to work with, and what a reader should know before trusting it."""

from collections.abc import Iterator
from functools import partial
from urllib.parse import urlsplit

import pandas as pd

from analysis import charts, schema
from analysis.corpus import health_card
from analysis.english import word_spans
from analysis.english.calendar import in_words
from analysis.exhibits import places
from analysis.exhibits.checks import spans_hold
from analysis.exhibits.languages import counted_languages
from analysis.pipeline import Story
from analysis.report.links import from_exhibit
from analysis.report.markup import is_web_address
from analysis.report.show import Exhibit
from analysis.wording import capital, count, listed, number_word, percent, some_of

_cited = partial(from_exhibit, notebook="01-ingest")
_MOST_LEFT_OUT = 40
_MOST_LISTED, _MOST_SOURCES = 12, 10  # articles that a page lists; sources where there are more
_KINDS = {
    "title": "headline",
    "heading": "heading",
    "paragraph": "running text",
    "list_item": "list item",
    "table_row": "table row",
    "question": "question",
    "callout": "box",
    "correction": "correction",
    "dateline": "dateline",
    "toc": "contents",
    "navigation": "navigation",
    "promotion": "promotion",
    "caption": "caption or picture credit",
    "comment": "reader's comment",
    "other_language": "another language",
}


def counted_blocks(story: Story) -> pd.DataFrame:
    """The blocks of every article, read or not, each with the number of its words."""
    text = story.articles.set_index("article_id")["text"]
    spans = story.blocks[["article_id", "start_char", "end_char"]].itertuples(index=False, name=None)
    return story.blocks.assign(n_words=[len(word_spans(text[one][start:end])) for one, start, end in spans])


def articles(rows: pd.DataFrame, story: Story) -> Exhibit:
    """Which articles are read, each leading to its text and to where it was published: rows of `articles`.

    Of many articles the table has a row for each source: how many, from when to when, and one to begin with.
    """
    if len(rows) > _MOST_LISTED:
        return _sources(rows, story)
    shown = rows.assign(
        headline=rows["title"].fillna("(no headline)"),
        said=[in_words(day) if isinstance(day, str) else "no date" for day in rows["published"]],
        site=[_site(url) for url in rows["url"]],
    )
    return Exhibit(
        shown,
        "The articles",
        name="articles",
        columns={"headline": "Headline", "outlet": "Source", "said": "Published", "n_words": "Words"}
        | ({"site": "Original"} if shown["site"].ne("").any() else {}),
        evidence={"headline": "article_id"} | ({"site": "url"} if shown["site"].ne("").any() else {}),
    )


def _sources(rows: pd.DataFrame, story: Story) -> Exhibit:
    dated = rows.sort_values(["published", "article_id"], na_position="last", kind="stable")
    sources = dated.groupby("source", as_index=False).agg(
        n=("article_id", "size"), first=("published", "min"), last=("published", "max"), n_words=("n_words", "sum"),
        headline=("title", "first"), article_id=("article_id", "first"),
    )  # fmt: skip
    ranked = sources.sort_values(["n", "source"], ascending=[False, True], kind="stable").reset_index(drop=True)
    shown, rest = ranked.head(_MOST_SOURCES), ranked.iloc[_MOST_SOURCES:]
    left = f"{capital(count(len(rest), 'further source'))} with {count(int(rest['n'].sum()), 'article')}."
    return Exhibit(
        shown.assign(
            headline=shown["headline"].fillna("(no headline)"),
            first=[in_words(day) if isinstance(day, str) else "no date" for day in shown["first"]],
            last=[in_words(day) if isinstance(day, str) else "no date" for day in shown["last"]],
        ),
        "The sources with most articles" if len(rest) else "The sources",
        name="sources",
        columns={"source": "Source", "n": "Articles", "first": "From", "last": "To", "n_words": "Words",
                 "headline": "Its first article"},
        evidence={"headline": "article_id"},
        note=left if len(rest) else None,
    )  # fmt: skip


def _site(url: object) -> str:
    """The site of an address, as readers know it."""
    return urlsplit(url).netloc.removeprefix("www.") if isinstance(url, str) and is_web_address(url) else ""


def words_by_source(words: pd.DataFrame, story: Story) -> Exhibit:
    """Words by article and kind of block: `article_id`, `kind`, `is_body`, `n_words`."""
    first = story.sentences.groupby("article_id", sort=False)["sentence_id"].first()
    placed = words.assign(sentence_id=schema.series("string", map(first.get, words["article_id"]), index=words.index))
    rows = placed.merge(story.articles[["article_id", "source", "health"]], on="article_id")
    n_articles, n_words = rows["article_id"].nunique(), int(rows["n_words"].sum())
    return Exhibit(
        charts.corpus_overview(rows, sources=story.sources),
        "How much text is there from each source?",
        _longest(rows),
        "Length is not weight: a longer article is not a better witness.",
        name="words-by-source",
        n=f"n = {count(n_articles, 'article')}, {n_words:,} words; {_share_read(story)} of the text is read",
    )


def _longest(rows: pd.DataFrame) -> str:
    """The longest source and the shortest, by the words that the measures read."""
    words = rows["n_words"].where(rows["is_body"], 0).groupby(rows["source"]).sum().sort_values(kind="stable")
    if len(words) < 2:
        said = f"{words.index[0]} is the only source, with {words.iloc[0]:,} words." if len(words) else "No article."
        return _cited(said, name="words-by-source")
    said = (
        f"{words.index[-1]} is the longest with {words.iloc[-1]:,} words, {words.index[0]} the shortest with "
        f"{words.iloc[0]:,}. A mean over all sentences would be mostly {words.index[-1]}; sources are kept apart."
    )
    return _cited(said, name="words-by-source")


def _share_read(story: Story) -> str:
    """How much of the text the measures read."""
    length = story.blocks["end_char"] - story.blocks["start_char"]
    return percent(float(length[story.blocks["is_body"]].sum() / max(1, length.sum())))


def health(articles: pd.DataFrame, story: Story) -> Exhibit:
    """The health card of articles, each example with its sentence (empty where the whole article is meant)."""
    card = health_card(articles, story.blocks)
    own = dict(list(story.sentences.groupby("article_id")))
    rows = card.itertuples(index=False)
    found = [None if pd.isna(row.start_char) else _sentence_at(own.get(row.article_id), row.start_char) for row in rows]
    return Exhibit(
        card.assign(sentence_id=schema.series("string", found, index=card.index)),
        "Health card of every article",
        name="health",
        columns={"source": "Source", "meaning": "What was found", "n": "Times", "example": "Example"},
        evidence={"example": "sentence_id"},
    )


def _sentence_at(sentences: pd.DataFrame | None, start_char: int) -> str | None:
    after = [] if sentences is None else sentences.loc[sentences["end_char"] > start_char, "sentence_id"].tolist()
    return after[0] if after else None


def rejected(rows: pd.DataFrame) -> Exhibit:
    """What could not be taken in: rows of the table `rejected`."""
    return Exhibit(
        rows,
        "What could not be taken in",
        name="rejected",
        columns={"path": "File", "row": "Row", "stage": "Where it failed", "reason": "What is wrong and what to do"},
        formats={"row": "d"},
    )


def left_out(rows: pd.DataFrame) -> Iterator[Exhibit]:
    """The articles that parameters leave out, each with its reason: rows of `left_out_articles`; none, no table."""
    if rows.empty:
        return
    yield Exhibit(
        # Without the id: the pages have no such article to lead to.
        rows.drop(columns="article_id"),
        "Articles that are not read, as the parameters ask",
        name="left-out-articles",
        columns={"source": "Source", "title": "Headline", "published": "Published", "explanation": "Why"},
        max_rows=_MOST_LEFT_OUT,
        download="left_out_articles",
    )


def notes(rows: pd.DataFrame) -> Exhibit:
    """What was assumed: rows of the table `notes`."""
    caption = "What was assumed because the folder does not say it, and what was chosen"
    return Exhibit(rows, caption, name="notes", columns={"note": "Assumption"})


def kinds_of_blocks(kinds: pd.DataFrame, story: Story) -> Exhibit:
    """Blocks by `source`, `kind` and `is_body`: how many (`n`), and the rules that decided (a list in `reason`)."""
    found = places.of_kinds(story)
    keys = zip(kinds["source"], kinds["kind"], kinds["is_body"], strict=True)
    rows = kinds.assign(
        kind=kinds["kind"].map(_KINDS),
        reason=["; ".join(sorted(rules)) for rules in kinds["reason"]],
        sentence_id=schema.series("string", [found.get(key) for key in keys], index=kinds.index),
    )
    return Exhibit(
        rows,
        "Blocks by source, kind and whether the measures read them",
        name="kinds-of-blocks",
        columns={
            "source": "Source",
            "kind": "Kind",
            "is_body": "Read",
            "n": "Blocks",
            "reason": "Rules that decided",
        },
    )


def in_short(story: Story) -> str:
    """How many articles by whom, what is wrong with them, and how much of them is left out of the measures."""
    articles = story.articles
    opening = (
        f"**{capital(count(len(articles), 'article'))} from {count(len(story.sources), 'source')}, "
        f"{articles['n_words'].sum():,} words** that belong to the articles themselves."
    )
    said = [_cited(opening, name="words-by-source")]
    said += [_cited(words, name="health") for words in (_dates(articles), *_parts(story))]
    said.append(_cited(_left_out(story.blocks), name="kinds-of-blocks"))
    if languages := counted_languages(story.articles):
        said.append(languages)
    if n := len(story.rejected):
        lost = f"**{capital(count(n, 'input'))} could not be taken in**; the table below says why."
        said.append(_cited(lost, name="rejected"))
    return " ".join(said)


def _dates(articles: pd.DataFrame) -> str:
    undated = articles[articles["published"].isna()]
    if undated.empty:
        return "All of them carry a date." if len(articles) > 1 else "It carries a date."
    if len(undated) == len(articles):
        return "No article carries a date of publication, so that “last month” in it cannot be dated."
    return (
        f"{capital(number_word(len(undated)))} of them ({some_of(sorted(undated['source']))}) "
        f"{'carries' if len(undated) == 1 else 'carry'} no date, so that “last month” there cannot be dated."
    )


def _parts(story: Story) -> list[str]:
    source = story.articles.set_index("article_id")["source"]
    second = story.blocks.query("part > 1 and kind == 'title'")["article_id"].unique()
    glued = sorted(source.reindex(second))
    cut = sorted(flagged(story.articles, "cut_off")["source"])
    said = [f"The text of {listed(glued)} holds a further article, glued onto the first."] if glued else []
    return said + ([f"{listed(cut)} {'breaks' if len(cut) == 1 else 'break'} off in mid-sentence."] if cut else [])


def _left_out(blocks: pd.DataFrame) -> str:
    out = blocks[~blocks["is_body"]]
    if out.empty:
        return "Every block of text is read by the measures."
    kinds = out["kind"].value_counts().sort_index(kind="stable").sort_values(ascending=False, kind="stable")
    names = [f"{number_word(n)} of {_KINDS[kind]}" for kind, n in kinds.items()]
    n = f"{capital(count(len(out), 'block'))} of {len(blocks):,} {'is' if len(out) == 1 else 'are'}"
    return f"{n} not read by the measures: {some_of(names, most=4)}."


def flagged(articles: pd.DataFrame, flag: str) -> pd.DataFrame:
    """Articles whose health has this flag, with or without a detail after a colon."""
    return articles[articles["health"].map(lambda flags: any(f.split(":")[0] == flag for f in flags))]


def limits(story: Story) -> str:
    """What this corpus cannot tell, whatever is done with it."""
    genres = sorted(story.articles["genre"].dropna().unique())
    these = "This is" if len(story.articles) == 1 else "These are"
    publish = "publishes" if len(story.sources) == 1 else "publish"
    said = [
        f"- {these} {count(len(story.articles), 'article')}, not a sample of what "
        f"{count(len(story.sources), 'source')} {publish}: nothing here speaks of an outlet's coverage in general."
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
    read = counted_blocks(story).query("is_body").groupby("article_id")["n_words"].sum()
    return {
        "every sentence is found in its article at its span": spans_hold(story, "sentences", text="text"),
        "every block and sentence belongs to an article": ids
        >= set(blocks["article_id"]) | set(sentences["article_id"]),
        "every sentence lies inside its block": len(nested) == len(sentences)
        and bool((nested["start_char"] >= nested["start_char_block"]).all())
        and bool((nested["end_char"] <= nested["end_char_block"]).all()),
        "the words by source add up to those of the corpus": int(story.articles["n_words"].sum()) == int(read.sum()),
    }
