"""03-voices: who is quoted, at what length, by which words introduced, and who is not."""

from functools import partial

import pandas as pd

from analysis import charts, framing, schema, voices
from analysis.english.names import is_named
from analysis.exhibits import places
from analysis.exhibits.checks import spans_hold
from analysis.exhibits.languages import articles_read
from analysis.pipeline import Story
from analysis.report.links import from_exhibit
from analysis.report.show import Exhibit
from analysis.wording import capital, count, how_many, listed, number_word, percent, some_of

_cited = partial(from_exhibit, notebook="03-voices")


def statements(story: Story) -> pd.DataFrame:
    """What is said, quoted or reported: a row a statement, with its speaker, role, words and first quotation."""
    told = voices.statements(story.quotes, articles=story.articles, codebook=story.codebook)
    return told.assign(quote_id=told["statement_id"].map(places.of_statements(story)))


def direct(story: Story) -> pd.DataFrame:
    """Direct quotations with their source, in reading order."""
    return story.quotes.query("is_direct").merge(story.articles[["article_id", "source"]], on="article_id")


def speakers(rows: pd.DataFrame, story: Story, *, most: int | None = None) -> Exhibit:
    """Words quoted from each speaker by each source: rows of `statements`; `most` cuts the drawing, not the table."""
    shares = by_speaker(rows)
    drawn = shares if most is None else _most_quoted(shares, most)
    left_off = f"; {count(more, 'further speaker')} in the table" if (more := len(shares) - len(drawn)) else ""
    return Exhibit(
        charts.speaker_shares(drawn, sources=story.sources),
        "Who is quoted, and at what length?",
        speakers_finding(rows, article=articles_read(story)),
        "Quoting is not agreeing: a long quotation may be there to be contradicted.",
        name="speakers",
        n=f"{_basis(rows, story)}{left_off}",
        rows=shares,
    )


def by_speaker(rows: pd.DataFrame) -> pd.DataFrame:
    """Words and direct quotations by source and speaker, most words first."""
    table = rows.groupby(["source", "speaker", "role"], dropna=False, as_index=False).agg(
        n_words=("n_direct_words", "sum"), n_quotes=("statement_id", "nunique"), quote_id=("quote_id", "first")
    )
    order = table.assign(least=-table["n_words"]).sort_values(["source", "least", "speaker"], kind="stable").index
    return _spelt_out(table.loc[order].reset_index(drop=True))


def _is_named(speaker: object) -> bool:
    """Whether somebody has a name: not "Police", not "Lawyer for the families"."""
    return isinstance(speaker, str) and is_named(speaker)


def _most_quoted(shares: pd.DataFrame, most: int) -> pd.DataFrame:
    ranked = shares.sort_values("n_words", ascending=False, kind="stable").head(most)
    return shares.loc[sorted(ranked.index)].reset_index(drop=True)


def _spelt_out(table: pd.DataFrame) -> pd.DataFrame:
    """The table with its roles as words: a codebook's keys are not for readers."""
    return table.assign(role=table["role"].str.replace("_", " "))


def speakers_finding(rows: pd.DataFrame, *, article: str = "article") -> str:
    """Whose words take most room, and how many speakers one source alone quotes."""
    named = rows.dropna(subset=["speaker"])
    if named.empty:
        if len(rows):
            return "The articles leave open who speaks in every quotation."
        return "Nobody is quoted directly." if article == "article" else f"No {article} quotes anybody directly."
    total = named.groupby("speaker")["n_direct_words"].sum().sort_index().sort_values(ascending=False, kind="stable")
    sources = named.loc[named["speaker"].map(_is_named)].groupby("speaker")["source"].nunique()
    sources = sources if rows["source"].nunique() > 1 else sources[:0]  # of one source that goes without saying
    if len(total) == 1 and _is_named(total.index[0]) and rows["speaker"].notna().all():
        return _cited(f"{total.index[0]} is the only speaker.", name="speakers")
    most = total.iloc[0]
    has = f"{most:,} of {int(rows['n_direct_words'].sum()):,} quoted words"
    said = (
        f"{total.index[0]} speaks most: {has}."
        if _is_named(total.index[0])
        else f"Most words are given to a speaker without a name, “{_plain(total.index[0])}”: {has}."
    )
    return _cited(f"{said}{_told_by_one(sources)}", name="speakers")


def _plain(speaker: str) -> str:
    """A speaker without a name within a sentence: "spokeswoman", "police", "EU diplomat"."""
    return speaker if speaker[1:2].isupper() else f"{speaker[:1].lower()}{speaker[1:]}"


def _told_by_one(sources: pd.Series) -> str:
    """How many of the named speakers (with the number of sources that quote each) one source alone quotes."""
    n, alone = len(sources), int((sources == 1).sum())
    if not n:
        return ""
    if alone == n:
        return (
            " The one named speaker is quoted by one source only."
            if n == 1
            else f" Each of the {number_word(n)} named speakers is quoted by one source only."
        )
    are = "is" if alone == 1 else "are"
    return f" {capital(how_many(alone))} of {number_word(n)} named speakers {are} quoted by one source only."


def _basis(rows: pd.DataFrame, story: Story) -> str:
    return f"n = {count(len(rows), 'quotation')} of {int(rows['n_direct_words'].sum()):,} words in {_articles(story)}"


def by_role(story: Story) -> pd.DataFrame:
    """Statements and words of each role (`group`), whatever the source, each with its first statement."""
    shares = voices.shares(story.quotes, articles=story.articles, by="role", codebook=story.codebook)
    told = statements(story)
    first = told.assign(role=told["role"].fillna("(not named)")).groupby("role")["quote_id"].first()
    places = schema.series("string", shares["group"].map(first.get), index=shares.index)
    return shares.assign(group=shares["group"].str.replace("_", " "), quote_id=places)


def roles(rows: pd.DataFrame) -> Exhibit:
    """Which parts of society get to speak: rows of `by_role`."""
    return Exhibit(
        rows,
        "Statements and words by the speaker's role",
        name="roles",
        columns={
            "group": "Role",
            "n_statements": "Statements",
            "n_direct": "Quoted directly",
            "n_words": "Words",
            "share_words": "Of all words quoted or reported",
            "n_sources": "Sources",
            "only_source": "Only in",
        },
        evidence={"group": "quote_id"},
        formats={"share_words": ".0%"},
    )


def share_quoted(rows: pd.DataFrame, story: Story) -> Exhibit:
    """The share of each source's words inside quotations: rows of the table `quotes` with their `source`."""
    told = statements(story)
    shares = quoted_shares(rows, story)
    return Exhibit(
        charts.quoted_share_by_source(shares, sources=story.sources),
        "How much of each source is other people's words?",
        quoted_finding(shares) if len(rows) or articles_read(story) == "article" else in_one_line(story),
        name="share-quoted",
        n=_basis(told[told["statement_id"].isin(rows["statement_id"])], story),
    )


def quoted_shares(rows: pd.DataFrame, story: Story) -> pd.DataFrame:
    """Share of each source's words inside the quotations `rows`."""
    english = framing.by_language(story.articles).get("en", story.articles)
    n_words = english.groupby("source")["n_words"].sum()
    quoted = rows["text"].str.split().str.len().groupby(rows["source"]).sum().reindex(n_words.index, fill_value=0)
    by_source = rows.groupby("source")
    return pd.DataFrame(
        {
            "source": n_words.index,
            "share_quoted": (quoted / n_words.clip(lower=1)).clip(upper=1.0).to_numpy(),
            "n_words": n_words.to_numpy(),
            "n_quotes": by_source["statement_id"].nunique().reindex(n_words.index, fill_value=0).to_numpy(),
            "quote_id": by_source["quote_id"].first().reindex(n_words.index).to_numpy(),
        }
    )


def _in_between(ranked: pd.DataFrame) -> str:
    others = len(ranked) - 2
    return f", {'the third lies' if others == 1 else 'the others lie'} between" if others else ""


def quoted_finding(shares: pd.DataFrame) -> str:
    """The source with most and with least quotation."""
    ranked = shares.sort_values(["share_quoted", "source"], kind="stable")
    least, most = ranked.iloc[0], ranked.iloc[-1]
    said = (
        f"{percent(least['share_quoted'])} of the words are quotation."
        if len(ranked) == 1
        else f"Quotation makes up {percent(most['share_quoted'])} of the words of {most['source']} and "
        f"{percent(least['share_quoted'])} of those of {least['source']}{_in_between(ranked)}."
        if least["share_quoted"] > 0
        else f"Quotation makes up at most {percent(most['share_quoted'])} of a source's words ({most['source']})."
    )
    return _cited(said, name="share-quoted")


def silent(story: Story) -> pd.DataFrame:
    """Actors and other names that stand in several sentences and never speak."""
    rows = _spelt_out(voices.never_quoted(story.quotes, story.sentences, story.articles, story.codebook))
    spellings = {actor.names[0]: actor.names for actor in story.codebook.actors.values() if actor.names}
    named = places.of_names(story, {name: spellings.get(name, [name]) for name in rows["name"]})
    return rows.assign(sentence_id=schema.series("string", map(named.get, rows["name"]), index=rows.index))


def never_quoted(rows: pd.DataFrame) -> Exhibit:
    """Who is named and given no word: rows of `silent`."""
    columns = {
        "name": "Name",
        "role": "Role",
        "n_sentences": "Sentences that name it",
        "n_articles": "Articles",
        "sources": "Sources",
    }
    return Exhibit(rows, "Named, and given no word", name="never-quoted", columns=columns)


def cues(rows: pd.DataFrame, story: Story) -> Exhibit:
    """Words that introduce statements, by source, speaker and tone: rows of the table `quotes`."""
    key = ["source", "speaker", "cue_group"]
    first = statements(story).dropna(subset=key).groupby(key, as_index=False)["quote_id"].first()
    return Exhibit(
        voices.cue_use(rows, story.articles).merge(first, on=key, how="left"),
        "Words that introduce whose statements",
        name="cues",
        columns={"source": "Source", "speaker": "Speaker", "cue_group": "Tone", "cues": "Words", "n": "Times"},
    )


def fidelity(rows: pd.DataFrame, story: Story) -> Exhibit:
    """One speaker's words in two articles: rows of the table `quotes`."""
    pairs = voices.fidelity(rows, story.articles, story.references)
    source = story.articles.set_index("article_id")["source"]
    return Exhibit(
        pairs.assign(source_a=pairs["article_a"].map(source), source_b=pairs["article_b"].map(source)),
        "One speaker in two articles",
        name="fidelity",
        columns={
            "speaker": "Speaker",
            "explanation": "How they relate",
            "text_a": "One",
            "text_b": "The other",
            "diff": "Left out [-…-], put in {+…+}",
        },
        evidence={"text_a": "quote_a", "text_b": "quote_b"},
    )


def quotations(rows: pd.DataFrame) -> Exhibit:
    """Every quotation: rows of the table `quotes` with their `source`."""
    return Exhibit(
        rows,
        "Direct quotations",
        name="quotations",
        columns={"source": "Source", "speaker": "Speaker", "cue": "Introduced by", "text": "Words"},
        evidence={"text": "quote_id"},
        max_rows=100,
        download="quotes",
    )


def in_short(story: Story) -> str:
    """How many quotations by how many speakers, who quotes nobody, and who is quoted most."""
    quoted = direct(story)
    if quoted.empty:
        return in_one_line(story)
    told = statements(story).query("n_direct_words > 0")
    return " ".join([in_one_line(story), speakers_finding(told), quoted_finding(quoted_shares(quoted, story))])


def in_one_line(story: Story) -> str:
    """How many quotations by how many speakers, and who quotes nobody."""
    quoted = direct(story)
    if quoted.empty:
        return _nobody(story)
    n_named = quoted.loc[quoted["speaker"].map(_is_named), "speaker"].nunique()
    is_one, is_all = len(_in_english(story)) == 1, articles_read(story) == "article"
    who = ("article" if is_one else "articles") if is_all else _articles(story)
    said = (
        f"The {who} {'has' if is_one else 'have'} "
        f"{count(quoted['statement_id'].nunique(), 'direct quotation')} and {'names' if is_one else 'name'} "
        f"{count(n_named, 'speaker')}"
    )
    none = _without_quotation(story)
    said += f"; {listed(none)} {'quotes' if len(none) == 1 else 'quote'} nobody directly." if none else "."
    return _cited(said, name="quotations")


def _in_english(story: Story) -> pd.DataFrame:
    """The articles that are searched for quotations."""
    return framing.by_language(story.articles).get("en", story.articles.iloc[:0])


def _articles(story: Story) -> str:
    """How many these are."""
    rest = articles_read(story).removeprefix("article")
    return f"{count(len(_in_english(story)), 'article')}{rest}"


def _nobody(story: Story) -> str:
    return f"No {articles_read(story)} quotes anybody directly."


def _without_quotation(story: Story) -> list[str]:
    """The sources whose articles in English quote nobody; of others it is not known."""
    return sorted(set(_in_english(story)["source"]) - set(direct(story)["source"]))


def limits(story: Story) -> str:
    """What the list of quotations cannot show."""
    said = [
        "- Speakers are found by rules of grammar and typography, without a language model; the quotation table shows "
        "every decision.",
        "- A quotation shows what the article says was said. Where two articles quote one speaker, the chapter "
        "compares them; where one does, nothing here can check it.",
    ]
    if open_ := int(direct(story)["speaker"].isna().sum()):
        left = f"- For {count(open_, 'quotation')} the article does not make plain who speaks; they stay open."
        said.append(_cited(left, name="quotations"))
    if none := _without_quotation(story):
        said.append(f"- {some_of(none)}: no direct quotation, so nothing there counts among the speakers.")
    return "\n".join(said)


def checks(story: Story) -> dict[str, bool]:
    """What must hold between quotations, sentences and articles."""
    quotes, quoted = story.quotes, direct(story)
    counted = by_speaker(statements(story).query("n_direct_words > 0"))["n_quotes"].sum()
    return {
        "every quotation is found in its article at its span": spans_hold(story, "quotes", text="text"),
        "every quotation starts in a sentence of the corpus": set(quotes["sentence_id"])
        <= set(story.sentences["sentence_id"]),
        "no source has more quoted words than words": bool((quoted_shares(quoted, story)["share_quoted"] <= 1).all()),
        "the shares count every direct quotation": int(counted) == quoted["statement_id"].nunique(),
    }
