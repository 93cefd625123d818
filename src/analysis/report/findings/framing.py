"""02-framing: which words set each source apart, whose text it is, and what so few articles cannot show.

Its other subjects have modules of their own: frames, names, collocates, coverage, and contrasts (what chance can do).
"""

import pandas as pd

from analysis import framing
from analysis.pipeline import Story
from analysis.report.findings import framing_contrasts
from analysis.report.publish import from_exhibit
from analysis.wording import capital, count, listed, percent

_CHAPTER = "02-framing"
_STABLE = 0.8
_MOST_TIES = 12


def in_short(story: Story) -> str:
    """How many witnesses there are, the words of each source, how stable they are, what chance could do."""
    terms = story.terms
    if terms.empty:
        why = framing.contrast_limits(story.articles) or ["no word is used often enough."]
        said = from_exhibit(f"There is no vocabulary to compare: {' '.join(why)}", _CHAPTER, name="contrasts")
        return f"{witnesses(story)}\n\n{said}"
    lines = [f"- **{source}**: {listed(own['term'].head(5))}." for source, own in terms.groupby("source")]
    opening = [witnesses(story), "", "The words that set each source apart from the others:"]
    return "\n".join([*opening, "", *lines, "", f"{stability(story)} {framing_contrasts.in_short(story)}"])


def witnesses(story: Story) -> str:
    """How many independent texts stand behind the articles, and what follows for reading agreement between them."""
    titles = dict(zip(story.articles["article_id"], story.articles["title"], strict=True))
    said = framing.origins_sentence(story.origins, titles=titles)
    n, k = len(story.origins), story.origins["origin"].nunique()
    if 2 <= n == k:
        said += " Where they agree, separate texts agree; whether all asked the same people is not known."
    return from_exhibit(said, _CHAPTER, name="kinship")


def stability(story: Story) -> str:
    """How many of the terms shown would be shown again."""
    terms = story.terms
    if terms.empty:
        return "There is nothing to resample."
    stable = int((terms["stability"] >= _STABLE).sum())
    fewest, most = terms.groupby("source")["stability"].mean().agg(["min", "max"])
    said = (
        f"**{capital(count(stable, 'term'))} of {len(terms)}** stay among the top {story.parameters.top_terms} of "
        "their "
        f"source in at least {percent(_STABLE)} of {story.parameters.n_resamples:,} resamples; on average a term "
        "stays in "
        f"{percent(fewest)} to {percent(most)}. The others would change with a few other sentences: read them as "
        "examples."
    )
    return from_exhibit(said, _CHAPTER, name="distinctive-terms")


def similarity(story: Story) -> str:
    """The closest pair by wording, and the closest by rare facts, which need not be the same."""
    pairs = story.similarity
    if pairs.empty:
        return "One article alone has no pair."
    name = names_of_articles(story)
    closest = pairs.sort_values(["cosine", "article_a"], ascending=[False, True], kind="stable").iloc[0]
    shared = pairs.sort_values(["n_shared_rare", "article_a"], ascending=[False, True], kind="stable").iloc[0]
    said = (
        f"{name[closest['article_a']]} and {name[closest['article_b']]} are closest in words (cosine "
        f"{closest['cosine']:.2f}); articles on one subject always share many."
    )
    if shared["n_shared_rare"] == 0:
        return f"{said} No pair shares a name, number or quotation that no other article has."
    return (
        f"{said} Most names, numbers and quotations that no other article has are shared by "
        f"{name[shared['article_a']]} and {name[shared['article_b']]}: {shared['n_shared_rare']}."
    )


def basis(story: Story) -> str:
    """What the vocabulary rests on."""
    return (
        f"n = {count(len(story.articles), 'article')}, {count(story.articles['source'].nunique(), 'source')}, "
        f"{story.articles['n_sentences'].sum():,} sentences"
    )


def limits(story: Story) -> str:
    """What this number of articles cannot show."""
    lines = framing.contrast_limits(story.articles)
    lines += [
        "Distinctive vocabulary is not a frame: a frame is what a text presents as the problem, its cause, its "
        "moral and "
        "its remedy, and the same words can serve two frames.",
        "Terms are ranked against the other sources of this corpus: with other articles beside it, a source has "
        "other terms.",
    ]
    return "\n".join(f"- {line}" for line in lines)


def examples(story: Story) -> pd.DataFrame:
    """Keyword in context for every term shown: the first place where its source uses it."""
    bodies = story.blocks.loc[story.blocks["is_body"], "block_id"]
    read = story.sentences[story.sentences["block_id"].isin(bodies)]
    places = framing.first_places(story.articles, read, story.terms, width=story.parameters.kwic_width)
    # Words cut in half by the width are left out.
    left = places["left"].str.replace(r"^\S*\s", "", regex=True)
    right = places["right"].str.replace(r"\s\S*$", "", regex=True)
    in_context = left + "[" + places["keyword"] + "]" + right
    return places.assign(in_context=in_context)[["source", "term", "in_context", "sentence_id"]]


def left_out(story: Story) -> pd.DataFrame:
    """What the vocabulary leaves out and why."""
    return framing.left_out(
        story.articles, story.blocks, story.sentences, include_quotes=story.parameters.include_quotes
    )


def placed_terms(story: Story) -> pd.DataFrame:
    """The terms, each with the sentence in which its source uses it first."""
    places = examples(story).set_index(["source", "term"])["sentence_id"].to_dict()
    keys = zip(story.terms["source"], story.terms["term"], strict=True)
    return story.terms.assign(sentence_id=[places.get(key) for key in keys])


def pairs(story: Story) -> pd.DataFrame:
    """Every pair with its sources' names and the first passage that both have, the closest first."""
    rows = _named(story, story.similarity)
    return rows.sort_values(["cosine", "article_a", "article_b"], ascending=[False, True, True], kind="stable")


def _named(story: Story, ties: pd.DataFrame) -> pd.DataFrame:
    """Pairs with their sources' names, and where the first has what both share: a passage, else a rare fact."""
    name = names_of_articles(story)
    passages = story.reuse.drop_duplicates(["article_a", "article_b"]).set_index(["article_a", "article_b"])
    shared = _first_facts(story) | passages["sentence_a"].to_dict()
    keys = zip(ties["article_a"], ties["article_b"], strict=True)
    return ties.assign(
        source_a=ties["article_a"].map(name),
        source_b=ties["article_b"].map(name),
        sentence_id=[shared.get(key) for key in keys],
    )


def _first_facts(story: Story) -> dict[tuple[str, str], str]:
    """For each pair of `kinship` the sentence of its first article that holds the first fact which both have."""
    texts = {one: list(zip(own["sentence_id"], own["text"], strict=True))
             for one, own in story.sentences.groupby("article_id", sort=False)}  # fmt: skip
    found = {}
    for row in story.kinship.itertuples(index=False):
        fact = row.facts[0].strip("“”") if len(row.facts) else ""
        place = next((one for one, text in texts.get(row.article_a, ()) if fact and fact in text), None)
        if place is not None:
            found[row.article_a, row.article_b] = place
    return found


def origins_finding(story: Story) -> str:
    """How many independent texts stand behind the articles, and which share one."""
    kin = story.origins[story.origins["basis"] != "none"]
    # The tie of a pair is told once, from one side.
    pairs = [tuple(sorted(pair)) for pair in zip(kin["article_id"], kin["nearest"], strict=True)]
    told = dict(zip(reversed(pairs), reversed(kin["explanation"].tolist()), strict=True))
    lines = [f"- {words}" for words in reversed(told.values())]
    more = [f"- {capital(count(len(lines) - _MOST_TIES, 'further tie'))}: see the table origins."]
    shown = [*lines[:_MOST_TIES], *more] if len(lines) > _MOST_TIES + 1 else lines
    return "\n".join([witnesses(story), *([""] if shown else []), *shown])


def kin_finding(story: Story) -> str:
    """The pair that shares most rare facts, and how far it is ahead of the next."""
    pairs = kin_pairs(story)
    if pairs.empty:
        return "One article alone has no kin."
    first = pairs.iloc[0]
    said = f"{first['source_a']} and {first['source_b']} share the most: {first['score']:.1f}"
    if len(pairs) > 1 and pairs.iloc[1]["score"] > 0:
        said += f", {first['score'] / pairs.iloc[1]['score']:.1f} times as much as the next pair"
    n_kin = int((pairs["relation"] != "none").sum())
    return (
        f"{said}. {capital(count(n_kin, 'pair'))} of {len(pairs)} {'has' if n_kin == 1 else 'have'} a text in common."
    )


def kin_pairs(story: Story) -> pd.DataFrame:
    """Pairs of articles by what only they share, the closest first, with the sources' names."""
    return _named(story, story.kinship)


def shared_passages(story: Story) -> pd.DataFrame:
    """Passages that two articles share, side by side, the longest first."""
    text, source = (story.articles.set_index("article_id")[column] for column in ("text", "source"))
    rows = story.reuse.sort_values(["n_words", "passage_id"], ascending=[False, True], kind="stable")
    sides = {}
    for side in ("a", "b"):
        ids, starts, ends = rows[f"article_{side}"], rows[f"start_{side}"], rows[f"end_{side}"]
        sides[f"source_{side}"] = ids.map(source)
        sides[f"said_{side}"] = [text[i][start:end] for i, start, end in zip(ids, starts, ends, strict=True)]
    return rows.assign(**sides)


def names_of_articles(story: Story) -> dict[str, str]:
    """What a chart calls each article: its source, with the article's id where the source has several."""
    articles = story.articles
    several = articles["source"].duplicated(keep=False)
    named = articles["source"].where(~several, articles["source"] + " (" + articles["article_id"] + ")")
    return dict(zip(articles["article_id"], named, strict=True))


def checks(story: Story) -> dict[str, bool]:
    """What must hold between terms, pairs and articles."""
    terms, n, sources = story.terms, len(story.articles), story.sources
    pairable = len(sources) > 1
    return {
        "no source has more terms than asked for": bool(
            (terms.groupby("source").size() <= story.parameters.top_terms).all()
        ),
        "no term is used in more articles than its source has": bool(
            (terms["n_articles"] <= terms["source"].map(story.articles.groupby("source").size()).astype("int64")).all()
        ),
        "no pair of articles is compared twice, none with itself": len(story.similarity) <= n * (n - 1) // 2
        and bool((story.similarity["article_a"] != story.similarity["article_b"]).all()),
        "every term has a place in its source": len(examples(story)) == len(terms),
        "coverage counts every article once": int(story.coverage["n_articles"].sum()) == n,
        "each source is set against the others once": sorted(story.contrasts["first"]) == (sources if pairable else []),
        "no word stands beside a name more often than the name is used": bool(
            (story.collocates["n"] <= story.collocates["n_node"]).all()
        ),
        "every sentence that a frame's share counts is among the evidence": int(story.frames["n_sentences"].sum())
        == len(story.frame_evidence.drop_duplicates(["frame", "sentence_id"])),
    }


PASSAGE_COLUMNS = {
    "source_a": "Source",
    "said_a": "It says",
    "source_b": "Other source",
    "said_b": "It says",
    "n_words": "Words",
}
LEFT_OUT_COLUMNS = {
    "source": "Source",
    "reason": "Reason",
    "n_sentences": "Sentences",
    "n_words": "Words",
    "example": "Example",
}
