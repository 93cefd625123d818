"""02-framing: which words set each source apart, and what so few articles cannot show."""

import pandas as pd

from analysis import framing
from analysis.pipeline import Story
from analysis.wording import capital, count, listed, percent

_STABLE = 0.8


def in_short(story: Story) -> str:
    """The words of each source, how many of them are stable, and the closest pair."""
    terms = story.terms
    if terms.empty:
        return "There is no vocabulary to compare: " + " ".join(framing.contrast_limits(story.articles))
    lines = [f"- **{source}**: {listed(own['term'].head(5))}." for source, own in terms.groupby("source")]
    return "\n".join(["The words that set each source apart from the others:", "", *lines, "", stability(story)])


def stability(story: Story) -> str:
    """How many of the terms shown would be shown again."""
    terms = story.terms
    if terms.empty:
        return "There is nothing to resample."
    stable = int((terms["stability"] >= _STABLE).sum())
    fewest, most = terms.groupby("source")["stability"].mean().agg(["min", "max"])
    return (
        f"**{capital(count(stable, 'term'))} of {len(terms)}** stay among the top {story.parameters.top_terms} of "
        "their "
        f"source in at least {percent(_STABLE)} of {story.parameters.n_resamples:,} resamples; on average a term "
        "stays in "
        f"{percent(fewest)} to {percent(most)}. The others would change with a few other sentences: read them as "
        "examples."
    )


def similarity(story: Story) -> str:
    """The closest pair by wording, and the closest by rare facts, which need not be the same."""
    pairs = story.similarity
    if pairs.empty:
        return "One article alone has no pair."
    name = story.articles.set_index("article_id")["source"]
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


def examples(story: Story, *, per_term: int = 2) -> pd.DataFrame:
    """Keyword in context for every term shown: the first places where its source uses it."""
    found = []
    for source, own in story.terms.groupby("source", sort=True):
        articles = story.articles[story.articles["source"] == source]
        sentences = story.sentences[story.sentences["article_id"].isin(articles["article_id"])]
        for term in own["term"]:
            places = framing.concordance(articles, sentences, term, width=story.parameters.kwic_width)
            found.append(places.head(per_term).assign(term=term))
    if not found:
        return pd.DataFrame(columns=["source", "term", "in_context", "sentence_id"])
    places = pd.concat(found, ignore_index=True)
    in_context = places["left"] + "[" + places["keyword"] + "]" + places["right"]
    return places.assign(in_context=in_context)[["source", "term", "in_context", "sentence_id"]]


def left_out(story: Story) -> pd.DataFrame:
    """What the vocabulary leaves out and why."""
    return framing.left_out(
        story.articles, story.blocks, story.sentences, include_quotes=story.parameters.include_quotes
    )


def pairs(story: Story) -> pd.DataFrame:
    """Every pair with its sources' names, the closest first."""
    name = story.articles.set_index("article_id")["source"]
    rows = story.similarity.assign(
        source_a=story.similarity["article_a"].map(name), source_b=story.similarity["article_b"].map(name)
    )
    return rows.sort_values(["cosine", "article_a", "article_b"], ascending=[False, True, True], kind="stable")


def names_of_articles(story: Story) -> dict[str, str]:
    """What a chart calls each article: its source, with the article's id where the source has several."""
    articles = story.articles
    several = articles["source"].duplicated(keep=False)
    named = articles["source"].where(~several, articles["source"] + " (" + articles["article_id"] + ")")
    return dict(zip(articles["article_id"], named, strict=True))


def checks(story: Story) -> dict[str, bool]:
    """What must hold between terms, pairs and articles."""
    terms, n = story.terms, len(story.articles)
    return {
        "no source has more terms than asked for": bool(
            (terms.groupby("source").size() <= story.parameters.top_terms).all()
        ),
        "no term is used in more articles than its source has": bool(
            (terms["n_articles"] <= terms["source"].map(story.articles.groupby("source").size()).astype("int64")).all()
        ),
        "no pair of articles is compared twice, none with itself": len(story.similarity) <= n * (n - 1) // 2
        and bool((story.similarity["article_a"] != story.similarity["article_b"]).all()),
        "every term has a place in its source": set(examples(story)["term"]) == set(terms["term"]),
    }


LEFT_OUT_COLUMNS = {
    "source": "Source",
    "reason": "Reason",
    "n_sentences": "Sentences",
    "n_words": "Words",
    "example": "Example",
}
