"""04-sentiment: how charged the writing is, what drives the score, and what it is worth."""

import pandas as pd

from analysis import sentiment
from analysis.pipeline import Story
from analysis.report.findings import places
from analysis.report.publish import from_exhibit
from analysis.wording import capital, count, listed, number_word, percent, signed, some_of

_CHAPTER = "04-sentiment"
_DRAWN, _FEW = 12, 5


def by_source(story: Story) -> pd.DataFrame:
    """The summary rows of the sources."""
    summary = story.sentiment_summary
    rows = summary[summary["by"] == "source"].reset_index(drop=True)
    return rows.assign(article_id=rows["group"].map(places.of_only_articles(story)).astype("str"))


def in_short(story: Story) -> str:
    """The order of the sources, as far as the intervals allow one, and what drives it."""
    return f"{order(story)} {drivers_finding(story)}"


def order(story: Story) -> str:
    """Lowest and highest mean, and whether their intervals part them."""
    whole = by_source(story).query("part == 'all'").dropna(subset=["mean"])
    if whole.empty:
        return "No sentence could be scored."
    ranked = whole.sort_values(["mean", "group"], kind="stable")
    lowest, highest = ranked.iloc[0], ranked.iloc[-1]
    if len(ranked) == 1:
        alone = f"{lowest['group']} scores {signed(lowest['mean'])} on average over its {lowest['n']} sentences."
        return from_exhibit(alone, _CHAPTER, name="sentiment-by-source")
    said = (
        f"The mean sentence score runs from **{signed(lowest['mean'])} ({lowest['group']})** to "
        f"**{signed(highest['mean'])} ({highest['group']})**"
    )
    parted = sum(
        bool(a["high"] < b["low"]) for i, a in ranked.iterrows() for j, b in ranked.iterrows() if a["mean"] < b["mean"]
    )
    n_pairs = len(ranked) * (len(ranked) - 1) // 2
    settled = (
        f"The intervals part {parted} of {n_pairs} pairs of sources; among the others the order is open."
        if parted
        else "The intervals of all sources overlap: this corpus does not settle who writes more darkly."
    )
    said, settled = (from_exhibit(words, _CHAPTER, name="sentiment-by-source") for words in (said, settled))
    return f"{said} on a scale from −1 to +1. {settled}"


def drivers_finding(story: Story) -> str:
    """The words that weigh most on either side."""
    rows = drivers(story)
    if rows.empty:
        return "No word of these articles stands in the lexicon."
    total = rows.assign(mass=rows["n"] * rows["value"]).groupby("word")["mass"].sum()
    said = [_heaviest(total[total < 0], side="negative"), _heaviest(total[total > 0], side="positive")]
    words = f"{' '.join(filter(None, said))} Words like these may name the subject rather than colour it."
    return from_exhibit(words, _CHAPTER, name="sentiment-drivers")


def _heaviest(mass: pd.Series, *, side: str, most: int = 4) -> str:
    """The words that weigh most on one side, and how much of that side they carry."""
    if mass.empty:
        return ""
    ranked = mass.abs().sort_index().sort_values(ascending=False, kind="stable")
    share = float(ranked.head(most).sum() / ranked.sum())
    words = listed(f"“{word}”" for word in ranked.index[:most])
    return f"The heaviest {side} words are {words}, with {percent(share)} of the {side} weight."


def drivers(story: Story) -> pd.DataFrame:
    """Which lexicon words carry each source's score."""
    rows, found = story.sentiment_drivers, places.of_words(story)
    first = [found.get(key) for key in zip(rows["source"], rows["word"], strict=True)]
    # The words that are drawn lead to a sentence; to link hundreds would leave no sentence without a link back.
    heaviest = rows["contribution"].abs().groupby(rows["source"]).rank(method="first", ascending=False) <= _DRAWN
    return rows.assign(sentence_id=pd.Series(first, index=rows.index, dtype="str").where(heaviest))


def extreme_sources(story: Story) -> tuple[str, str] | None:
    """The source with the lowest and the one with the highest mean; None where fewer than two could be scored."""
    whole = by_source(story).query("part == 'all'").dropna(subset=["mean"])
    ranked = whole.sort_values(["mean", "group"], kind="stable")["group"].tolist()
    return (ranked[0], ranked[-1]) if len(ranked) > 1 else None


def word_shift(story: Story, source_a: str, source_b: str) -> pd.DataFrame:
    """Which words make the charged words of `source_b` brighter or darker than those of `source_a`."""
    read = {"blocks": story.blocks, "lexicon": story.lexicon}
    rows = sentiment.word_shift(story.sentences, story.articles, source_a=source_a, source_b=source_b, **read)
    rows = rows.reset_index(drop=True)
    found = places.of_words(story)
    first = [found.get((source_b, word), found.get((source_a, word))) for word in rows["word"]]
    return rows.assign(sentence_id=pd.Series(first, index=rows.index, dtype="str").where(rows.index < 3 * _DRAWN))


def word_shift_finding(shift: pd.DataFrame, source_a: str, source_b: str) -> str:
    """The words that move the difference most, and which way."""
    if shift.empty:
        return f"{source_a} or {source_b} has no charged word."
    total = float(shift["contribution"].sum())
    parts = [f"“{row.word}” ({signed(row.contribution)})" for row in shift.head(3).itertuples(index=False)]
    said = (
        f"The charged words of {source_b} weigh {signed(total)} more on average than those of {source_a}. "
        f"The largest parts of that, either way, are {listed(parts)}."
    )
    return from_exhibit(said, _CHAPTER, name="word-shift")


def extremes(story: Story, *, n: int = 5) -> pd.DataFrame:
    """The `n` darkest and the `n` brightest sentences that the measures read."""
    bodies = story.blocks.loc[story.blocks["is_body"], "block_id"]
    read = story.sentences[story.sentences["block_id"].isin(bodies)]
    scored = read.merge(story.sentiment, on="sentence_id").merge(
        story.articles[["article_id", "source"]], on="article_id"
    )
    ranked = scored.dropna(subset=["compound"]).sort_values(["compound", "sentence_id"], kind="stable")
    return pd.concat([ranked.head(n), ranked.tail(max(0, min(n, len(ranked) - n)))], ignore_index=True)


def quoted_against_narrated(story: Story) -> str:
    """Whether the darker words are the source's own or those it quotes."""
    rows = by_source(story).pivot(index="group", columns="part", values="mean")
    if not {"quoted", "narrated"} <= set(rows.columns):
        return "No source quotes enough to compare its own words with those it quotes."
    both = rows.dropna(subset=["quoted", "narrated"])
    if both.empty:
        return "No source quotes enough to compare its own words with those it quotes."
    darker = sorted(both.index[both["quoted"] < both["narrated"]])
    said = (
        f"Of {count(len(both), 'source')} with both, {count(len(darker), 'source')} "
        f"{'quotes' if len(darker) == 1 else 'quote'} darker words than "
        f"{'it writes itself' if len(darker) == 1 else 'they write themselves'}"
        f"{': ' + listed(darker) if darker else ''}."
    )
    return from_exhibit(said, _CHAPTER, name="sentiment-by-source")


def worth(story: Story) -> str:
    """How far to trust the scores, as measured on rated newspaper sentences."""
    if not _is_measured(story):
        return f"How far to trust scores by the lexicon {story.lexicon.name!r} has not been measured."
    said = sentiment.accuracy_in_words(story.parameters.scorer, story.lexicon.name)
    return from_exhibit(said, _CHAPTER, name="accuracy")


def _is_measured(story: Story) -> bool:
    return story.lexicon.name in set(sentiment.accuracy()["lexicon"])


def worth_in_short(story: Story) -> str:
    """The same in one sentence."""
    if not _is_measured(story):
        return worth(story)
    rows = sentiment.accuracy()
    rows = rows[(rows["scorer"] == story.parameters.scorer) & (rows["lexicon"] == story.lexicon.name)]
    if rows.empty:
        return f"How good these scores are by the rules {story.parameters.scorer!r} has not been measured."
    row = rows.iloc[0]
    said = (
        f"Such scores correlate {row['r']:.2f} with what people say of {row['n']:,} {row['collection']}; "
        f"one person correlates {row['r_one_person']:.2f}."
    )
    return from_exhibit(said, _CHAPTER, name="accuracy")


def caution(story: Story, words: str) -> str:
    """What a reader of one score must know, with what such scores are worth: printed beside each of them."""
    return f"{words} {worth_in_short(story)}"


def worth_table() -> pd.DataFrame:
    """The measured agreement of the scores with people, by collection and rules."""
    return sentiment.accuracy()


def order_change(story: Story) -> str:
    """Which sources change places when the words of the subject are left out."""
    rows = story.sentiment_order
    if story.topic_words.empty:
        return "No charged word belongs to the subject by the rules applied, so nothing changes."
    said = (
        f"{capital(count(len(story.topic_words), 'charged word'))} belong to the subject "
        f"({some_of([f'“{word}”' for word in story.topic_words['word']], most=6)})."
    )
    moved = rows[rows["change"].fillna(0) != 0]
    places = [f"{row.source} from {row.rank} to {row.rank_neutral}" for row in moved.itertuples(index=False)]
    said += (
        f" Without them {count(len(moved), 'source')} change places (1 = most negative): {listed(places)}."
        if places
        else " Without them every mean changes and no source changes its place."
    )
    return from_exhibit(said, _CHAPTER, name="without-the-subject")


def toward(story: Story, *, fewest: int = 3) -> pd.DataFrame:
    """Mean score of clauses about each actor that has `fewest` clauses or more in the corpus."""
    rows = story.sentiment_toward
    total = rows.groupby("actor")["n"].sum()
    kept = rows[rows["actor"].isin(total[total >= fewest].index)]
    named = {key: actor.names[0] for key, actor in story.codebook.actors.items() if actor.names}
    return kept.assign(sentence_id=kept["sentence_ids"].str[0], actor=kept["actor"].replace(named))


def toward_finding(story: Story) -> str:
    """How many actors have clauses enough to read a mean from."""
    rows = toward(story)
    if rows.empty:
        return "No actor is subject or object of clauses enough to give a mean."
    few = int((rows["n"] < _FEW).sum())
    said = (
        f"{capital(count(rows['actor'].nunique(), 'actor'))} in {count(len(rows), 'cell')}; "
        f"{number_word(few)} of them rest on fewer than {_FEW} clauses and are examples, not measurements."
    )
    return from_exhibit(said, _CHAPTER, name="toward-whom")


def tone_agreement(found: dict[str, float | int | None]) -> str:
    """What the coders' ratings say about the scores."""
    if found["r"] is None:
        return f"{capital(count(int(found['n']), 'sentence'))} rated by hand: too few, or all alike, for a correlation."
    return (
        f"On {count(int(found['n']), 'sentence')} rated by hand the scores correlate {found['r']:.2f} "
        f"({found['low']:.2f} to {found['high']:.2f}) with the coders."
    )


def coverage(story: Story) -> str:
    """How many words the lexicon knows."""
    whole = by_source(story).query("part == 'all'")
    low, high = whole["share_lexicon"].min(), whole["share_lexicon"].max()
    if pd.isna(low):
        return "The lexicon knows no word of these articles."
    said = f"The lexicon knows {percent(low)} to {percent(high)} of the words, depending on the source."
    return from_exhibit(said, _CHAPTER, name="sentiment-by-source")


def basis(story: Story) -> str:
    """What the means rest on."""
    whole = by_source(story).query("part == 'all'")
    return f"n = {whole['n'].sum():,} sentences in {count(len(story.articles), 'article')}"


def limits(story: Story) -> str:
    """What these scores cannot show."""
    whole = by_source(story).query("part == 'all'")
    single = sorted(whole["group"][whole["resampled"] == "sentences"])
    said = [
        "- A lexicon scores words, not opinions: a score near a name is not the source's stance toward that person."
    ]
    if single:
        said.append(
            f"- {listed(single)}: one article each, so the intervals show the variation within these articles and "
            "nothing about the outlets' other writing."
            if len(single) > 1
            else f"- {single[0]}: one article, so its interval shows the variation within it and nothing more."
        )
    left = sentiment.left_out(story.sentences, articles=story.articles)
    if len(left):
        said.append(f"- {count(len(left), 'row')} of text could not be scored and are left out, not counted as zero.")
    said.append(f"- {coverage(story)} A sentence of which it knows no word scores zero and says nothing.")
    return "\n".join(said)


def checks(story: Story) -> dict[str, bool]:
    """What must hold between scores, sentences and means."""
    scores, summary = story.sentiment, story.sentiment_summary
    filled = summary.dropna(subset=["mean"])
    return {
        "every sentence has one row of scores": set(scores["sentence_id"]) == set(story.sentences["sentence_id"])
        and len(scores) == len(story.sentences),
        "scores lie between −1 and +1": bool(scores["compound"].dropna().between(-1, 1).all()),
        "every interval holds its mean": bool(
            ((filled["low"].isna()) | (filled["low"] <= filled["mean"] + 1e-9)).all()
            and ((filled["high"].isna()) | (filled["high"] >= filled["mean"] - 1e-9)).all()
        ),
    }


ORDER_COLUMNS = {
    "source": "Source",
    "mean": "Mean, every word",
    "rank": "Place",
    "mean_neutral": "Mean without words of the subject",
    "rank_neutral": "Place then",
}
WORTH_COLUMNS = {
    "collection": "Texts",
    "scorer": "Rules",
    "lexicon": "Lexicon",
    "n": "Sentences",
    "r": "Correlation with people",
    "r_one_person": "One person's",
    "share_right": "Same sign as people",
}
CORRECTED_COLUMNS = {
    "source": "Source",
    "mean": "Mean by the machine",
    "corrected": "Corrected",
    "low": "From",
    "high": "To",
    "n_rated": "Sentences rated",
    "n": "Of",
}
