"""02-framing: which words set each source apart, and what so few articles cannot show."""

import pandas as pd

from analysis import framing
from analysis.pipeline import Story
from analysis.wording import capital, count, listed, percent, some_of

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


def examples(story: Story, *, per_term: int = 1) -> pd.DataFrame:
    """Keyword in context for every term shown: the first place where its source uses it."""
    found = []
    bodies = story.blocks.loc[story.blocks["is_body"], "block_id"]
    read = story.sentences[story.sentences["block_id"].isin(bodies)]
    for source, own in story.terms.groupby("source", sort=True):
        articles = story.articles[story.articles["source"] == source]
        sentences = read[read["article_id"].isin(articles["article_id"])]
        for term in own["term"]:
            places = framing.concordance(articles, sentences, term, width=story.parameters.kwic_width)
            found.append(places.head(per_term).assign(term=term))
    if not found:
        return pd.DataFrame(columns=["source", "term", "in_context", "sentence_id"])
    places = pd.concat(found, ignore_index=True)
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


def pairs(story: Story) -> pd.DataFrame:
    """Every pair with its sources' names, the closest first."""
    name = story.articles.set_index("article_id")["source"]
    rows = story.similarity.assign(
        source_a=story.similarity["article_a"].map(name), source_b=story.similarity["article_b"].map(name)
    )
    return rows.sort_values(["cosine", "article_a", "article_b"], ascending=[False, True, True], kind="stable")


def origins_finding(story: Story) -> str:
    """How many independent texts stand behind the articles, and which share one."""
    kin = story.origins[story.origins["basis"] != "none"]
    # The tie of a pair is told once, from one side.
    pairs = [tuple(sorted(pair)) for pair in zip(kin["article_id"], kin["nearest"], strict=True)]
    told = dict(zip(reversed(pairs), reversed(kin["explanation"].tolist()), strict=True))
    said = [framing.origins_sentence(story.origins)]
    return "\n".join([*said, *([""] if told else []), *(f"- {words}" for words in reversed(told.values()))])


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
    name = story.articles.set_index("article_id")["source"]
    rows = story.kinship
    return rows.assign(source_a=rows["article_a"].map(name), source_b=rows["article_b"].map(name))


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


def frames_finding(story: Story) -> str:
    """Which frame's cues stand in most sentences of each source."""
    rows = own_frames(story).dropna(subset=["share_sentences"])
    if rows.empty or not rows["n_sentences"].sum():
        return "No cue of the codebook's frames stands in these articles."
    top = rows.sort_values(["source", "share_sentences", "frame"], ascending=[True, False, True], kind="stable")
    first = top.groupby("source", sort=True).head(1)
    named = [
        f"{row.source}: {row.frame.replace('_', ' ')} ({percent(row.share_sentences)})"
        for row in first.itertuples(index=False)
        if row.n_sentences
    ]
    return f"The frame whose cues stand in most sentences is, for {'; '.join(named)}. A cue is a lead, not a reading."


def own_frames(story: Story) -> pd.DataFrame:
    """The frames of this story's codebook; without one, the generic frames."""
    own = [name for name, frame in story.codebook.frames.items() if frame.group is None]
    chosen = own or list(story.codebook.frames)
    return story.frames[story.frames["frame"].isin(chosen)].reset_index(drop=True)


def names_finding(story: Story) -> str:
    """In how many groups of names sources choose differently."""
    rows = story.names
    if rows.empty:
        return "No spelling and no word of the codebook divides these sources."
    chosen = (
        rows.sort_values(["n", "form"], ascending=[False, True], kind="stable").groupby(["group", "source"]).head(1)
    )
    divided = chosen.groupby("group")["form"].nunique()
    split = sorted(divided[divided > 1].index)
    return (
        f"{capital(count(len(divided), 'group'))} of spellings or words to choose from; in "
        f"{count(len(split), 'group')} the sources prefer different ones"
        f"{': ' + some_of(split, most=6) if split else ''}."
    )


def names_to_show(story: Story) -> pd.DataFrame:
    """Groups of names in which the sources of the corpus differ: those of the codebook, else the proposed ones."""
    rows = story.names
    own = rows[rows["basis"] == "codebook"]
    chosen = own if len(own) else rows
    divided = chosen.groupby("group")["form"].nunique()
    shown = chosen[chosen["group"].isin(divided[divided > 1].index)]
    actors = story.codebook.actors
    titles = {group: actors[group].names[0] if group in actors else group.replace("_", " ") for group in shown["group"]}
    return shown.assign(group=shown["group"].map(titles)).reset_index(drop=True)


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


PASSAGE_COLUMNS = {
    "source_a": "Source",
    "said_a": "It says",
    "source_b": "Other source",
    "said_b": "It says",
    "n_words": "Words",
}
NAME_COLUMNS = {
    "group": "What is named",
    "form": "Spelling or word",
    "source": "Source",
    "n": "Times",
    "share": "Of its choices",
    "basis": "Who grouped them",
}
LEFT_OUT_COLUMNS = {
    "source": "Source",
    "reason": "Reason",
    "n_sentences": "Sentences",
    "n_words": "Words",
    "example": "Example",
}
