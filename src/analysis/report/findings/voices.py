"""03-voices: who is quoted, at what length, by which words introduced, and who is not."""

import pandas as pd

from analysis import voices
from analysis.pipeline import Story
from analysis.report.findings import places
from analysis.report.findings.checks import spans_hold
from analysis.report.publish import from_exhibit
from analysis.wording import capital, count, listed, number_word, percent, some_of

_CHAPTER = "03-voices"


def quotations(story: Story) -> pd.DataFrame:
    """Direct quotations with their source, in reading order."""
    direct = story.quotes[story.quotes["is_direct"]]
    return direct.merge(story.articles[["article_id", "source"]], on="article_id")


def in_short(story: Story) -> str:
    """How many quotations by how many speakers, who quotes nobody, and who is quoted most."""
    said = in_one_line(story)
    return said if quotations(story).empty else " ".join([said, speakers_finding(story), quoted_finding(story)])


def in_one_line(story: Story) -> str:
    """How many quotations by how many speakers, and who quotes nobody."""
    direct = quotations(story)
    if direct.empty:
        return "No article quotes anybody directly."
    said = (
        f"{capital(count(direct['statement_id'].nunique(), 'direct quotation'))} by "
        f"{count(direct['speaker'].nunique(), 'speaker')} the articles name"
    )
    silent = sorted(set(story.articles["source"]) - set(direct["source"]))
    said += f"; {listed(silent)} {'quotes' if len(silent) == 1 else 'quote'} nobody." if silent else "."
    return from_exhibit(said, _CHAPTER, name="quotations")


def shares(story: Story) -> pd.DataFrame:
    """Words and direct quotations by source and speaker: what the chart of speakers draws, most words first."""
    told = voices.statements(story.quotes, articles=story.articles, codebook=story.codebook)
    direct = told[told["n_direct_words"] > 0]
    placed = direct.assign(quote_id=direct["statement_id"].map(places.of_statements(story)))
    table = placed.groupby(["source", "speaker", "role"], dropna=False, as_index=False).agg(
        n_words=("n_direct_words", "sum"), n_quotes=("statement_id", "nunique"), quote_id=("quote_id", "first")
    )
    order = table.assign(least=-table["n_words"]).sort_values(["source", "least", "speaker"], kind="stable").index
    return _spelt_out(table.loc[order].reset_index(drop=True))


def _spelt_out(table: pd.DataFrame) -> pd.DataFrame:
    """The table with its roles as words: a codebook's keys are not for readers."""
    return table.assign(role=table["role"].str.replace("_", " "))


def roles(story: Story) -> pd.DataFrame:
    """Statements and words by role, whatever the source, each with its first statement."""
    rows = voices.shares(story.quotes, articles=story.articles, by="role", codebook=story.codebook)
    told = voices.statements(story.quotes, articles=story.articles, codebook=story.codebook)
    first = told.assign(role=told["role"].fillna("(not named)")).groupby("role")["statement_id"].first()
    quote_ids = rows["group"].map(first).map(places.of_statements(story))
    return rows.assign(group=rows["group"].str.replace("_", " "), quote_id=quote_ids.astype("str"))


def speakers_finding(story: Story) -> str:
    """Whose words take most room, and how many speakers one source alone quotes."""
    rows = shares(story)
    rows = rows[rows["n_quotes"] > 0]
    named = rows.dropna(subset=["speaker"])
    if named.empty:
        return "The articles leave open who speaks in every quotation." if len(rows) else "Nobody is quoted directly."
    total = named.groupby("speaker")["n_words"].sum().sort_index().sort_values(ascending=False, kind="stable")
    sources = named.groupby("speaker")["source"].nunique()
    alone = int((sources == 1).sum())
    said = (
        f"{total.index[0]} speaks most: {total.iloc[0]:,} of {int(rows['n_words'].sum()):,} quoted words. "
        f"{capital(number_word(alone))} of {count(len(sources), 'named speaker')} "
        f"{'is' if alone == 1 else 'are'} quoted by one source only."
    )
    return from_exhibit(said, _CHAPTER, name="speakers")


def quoted_shares(story: Story) -> pd.DataFrame:
    """Share of each source's words inside direct quotations."""
    direct = quotations(story)
    n_words = story.articles.groupby("source")["n_words"].sum()
    words = direct["text"].str.split().str.len().groupby(direct["source"]).sum().reindex(n_words.index, fill_value=0)
    n_quotes = direct.groupby("source")["statement_id"].nunique().reindex(n_words.index, fill_value=0)
    return pd.DataFrame(
        {
            "source": n_words.index,
            "share_quoted": (words / n_words.clip(lower=1)).clip(upper=1.0).to_numpy(),
            "n_words": n_words.to_numpy(),
            "n_quotes": n_quotes.to_numpy(),
            "quote_id": direct.groupby("source")["quote_id"].first().reindex(n_words.index).to_numpy(),
        }
    )


def quoted_finding(story: Story) -> str:
    """The source with most and with least quotation."""
    rows = quoted_shares(story).sort_values(["share_quoted", "source"], kind="stable")
    if rows.empty:
        return "No source."
    least, most = rows.iloc[0], rows.iloc[-1]
    said = (
        f"Quotation makes up {percent(most['share_quoted'])} of {most['source']}'s words and "
        f"{percent(least['share_quoted'])} of {least['source']}'s."
        if len(rows) > 1
        else f"{percent(least['share_quoted'])} of the words are quotation."
    )
    return from_exhibit(said, _CHAPTER, name="share-quoted")


def basis(story: Story) -> str:
    """What the chapter rests on."""
    direct = quotations(story)
    n_words = int(shares(story)["n_words"].sum())
    return (
        f"n = {count(direct['statement_id'].nunique(), 'quotation')} of {n_words:,} words in "
        f"{count(len(story.articles), 'article')}"
    )


def never_quoted(story: Story) -> pd.DataFrame:
    """Actors and other names that stand in several sentences and never speak."""
    rows = _spelt_out(voices.never_quoted(story.quotes, story.sentences, story.articles, story.codebook))
    spellings = {actor.names[0]: actor.names for actor in story.codebook.actors.values() if actor.names}
    named = places.of_names(story, {name: spellings.get(name, [name]) for name in rows["name"]})
    return rows.assign(sentence_id=rows["name"].map(named).astype("str"))


def cues(story: Story) -> pd.DataFrame:
    """Words that introduce statements, by source, speaker and tone."""
    rows = voices.cue_use(story.quotes, story.articles)
    told = voices.statements(story.quotes, articles=story.articles)
    told = told.assign(quote_id=told["statement_id"].map(places.of_statements(story)))
    key = ["source", "speaker", "cue_group"]
    first = told.dropna(subset=key).groupby(key, as_index=False)["quote_id"].first()
    return rows.merge(first, on=key, how="left")


def fidelity(story: Story) -> pd.DataFrame:
    """One speaker's words in two articles, with the sources' names."""
    rows = voices.fidelity(story.quotes, story.articles, story.references)
    name = story.articles.set_index("article_id")["source"]
    return rows.assign(source_a=rows["article_a"].map(name), source_b=rows["article_b"].map(name))


def limits(story: Story) -> str:
    """What the list of quotations cannot show."""
    direct = quotations(story)
    open_ = int(direct["speaker"].isna().sum())
    said = [
        "- Speakers are found by rules of grammar and typography, without a language model; the quotation table shows "
        "every decision.",
        "- A quotation shows what the article says was said. Where two articles quote one speaker, the chapter "
        "compares them; where one does, nothing here can check it.",
    ]
    if open_:
        left = f"- For {count(open_, 'quotation')} the article does not make plain who speaks; they stay open."
        said.append(from_exhibit(left, _CHAPTER, name="quotations"))
    missing = sorted(set(story.articles["source"]) - set(direct["source"]))
    if missing:
        said.append(f"- {some_of(missing)}: no direct quotation, so these articles have no share among the speakers.")
    return "\n".join(said)


def checks(story: Story) -> dict[str, bool]:
    """What must hold between quotations, sentences and articles."""
    quotes = story.quotes
    return {
        "every quotation is found in its article at its span": spans_hold(story, "quotes", text="text"),
        "every quotation starts in a sentence of the corpus": set(quotes["sentence_id"])
        <= set(story.sentences["sentence_id"]),
        "no source has more quoted words than words": bool((quoted_shares(story)["share_quoted"] <= 1).all()),
        "the shares count every direct quotation": int(shares(story)["n_quotes"].sum())
        == quotations(story)["statement_id"].nunique(),
    }


ROLE_COLUMNS = {
    "group": "Role",
    "n_statements": "Statements",
    "n_direct": "Quoted directly",
    "n_words": "Words",
    "share_words": "Of all words quoted or reported",
    "n_sources": "Sources",
    "only_source": "Only in",
}
NEVER_QUOTED_COLUMNS = {
    "name": "Name",
    "role": "Role",
    "n_sentences": "Sentences that name it",
    "n_articles": "Articles",
    "sources": "Sources",
}
FIDELITY_COLUMNS = {
    "speaker": "Speaker",
    "explanation": "How they relate",
    "text_a": "One",
    "text_b": "The other",
    "diff": "Left out [-…-], put in {+…+}",
}
