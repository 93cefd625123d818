"""04-sentiment: how charged the writing is, what drives the score, and what it is worth."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import pandas as pd

from analysis import charts, coding, schema, sentiment
from analysis.corpus import with_proposed_actors
from analysis.exhibits import places
from analysis.pipeline import Story
from analysis.report.links import from_exhibit
from analysis.report.show import Exhibit
from analysis.wording import capital, count, how_many, listed, number_word, percent, signed, some_of

_cited = partial(from_exhibit, notebook="04-sentiment")
_DRAWN, _FEW, _HEAVIEST, _EXTREME = 12, 5, 4, 5
_NO_QUOTES = "No source quotes enough to compare its own words with those it quotes."


def by_source(means: pd.DataFrame, story: Story) -> Exhibit:
    """The means of the sources: rows of `sentiment_summary`."""
    rows = _with_articles(means, story)
    return Exhibit(
        charts.sentiment_by_source(rows, sources=story.sources),
        "How negative or positive is each source's wording?",
        order(means),
        f"The words of a subject score, whoever writes. This is no opinion. {worth(story)}",
        quoted_against_narrated(means),
        name="sentiment-by-source",
        n=f"n = {_whole(means)['n'].sum():,} sentences in {count(len(story.articles), 'article')}",
        rows=rows,
    )


def _with_articles(means: pd.DataFrame, story: Story) -> pd.DataFrame:
    """The means, each with the article that is all its source has: of several, none would be the place of a mean."""
    rows = means.reset_index(drop=True)
    return rows.assign(
        article_id=schema.series("string", map(places.of_only_articles(story).get, rows["group"]), index=rows.index)
    )


def of_sources(story: Story) -> pd.DataFrame:
    """The rows of `sentiment_summary` that are sources."""
    return story.sentiment_summary.query("by == 'source'")


def _whole(means: pd.DataFrame) -> pd.DataFrame:
    return means.query("part == 'all'")


def order(means: pd.DataFrame) -> str:
    """Lowest and highest mean: no test, for intervals that overlap or not settle nothing about a difference."""
    whole = _whole(means).dropna(subset=["mean"])
    if whole.empty:
        return "No sentence could be scored."
    ranked = whole.sort_values(["mean", "group"], kind="stable")
    lowest, highest = ranked.iloc[0], ranked.iloc[-1]
    if len(ranked) == 1:
        alone = f"{lowest['group']} scores {signed(lowest['mean'])} on average over its {lowest['n']} sentences."
        return _cited(alone, name="sentiment-by-source")
    if signed(lowest["mean"]) == signed(highest["mean"]):
        alike = f"The mean sentence score is {signed(lowest['mean'])} in all {count(len(ranked), 'source')}"
        return f"{_cited(alike, name='sentiment-by-source')} on a scale from −1 to +1: it tells none of them apart."
    said = (
        f"The mean sentence score runs from **{signed(lowest['mean'])} ({lowest['group']})** to "
        f"**{signed(highest['mean'])} ({highest['group']})**"
    )
    return f"{_cited(said, name='sentiment-by-source')} on a scale from −1 to +1."


def quoted_against_narrated(means: pd.DataFrame) -> str:
    """Whether the darker words are the source's own or those it quotes."""
    rows = means.pivot(index="group", columns="part", values="mean")
    both = rows.dropna(subset=["quoted", "narrated"]) if {"quoted", "narrated"} <= set(rows.columns) else rows[:0]
    if both.empty:
        return _NO_QUOTES
    darker = sorted(both.index[both["quoted"] < both["narrated"]])
    if len(both) == 1:
        alone = f"{both.index[0]} alone quotes, and" if len(rows) > 1 else f"{both.index[0]} quotes"
        said = f"{alone} {'' if darker else 'no '}darker words than it writes itself."
    else:
        n, verb = capital(how_many(len(darker))), "quotes" if len(darker) == 1 else "quote"
        own = "it writes itself" if len(darker) == 1 else "they write themselves"
        named = f": {listed(darker)}" if darker else ""
        said = f"{n} of the {number_word(len(both))} sources with quotations {verb} darker words than {own}{named}."
    return _cited(said, name="sentiment-by-source")


def drivers(rows: pd.DataFrame, story: Story) -> Exhibit:
    """Which lexicon words carry each source's score: rows of `sentiment_drivers`."""
    found = places.of_words(story)
    first = [found.get(key) for key in zip(rows["source"], rows["word"], strict=True)]
    # The words that are drawn lead to a sentence; to link hundreds would leave no sentence without a link back.
    heaviest = rows["contribution"].abs().groupby(rows["source"]).rank(method="first", ascending=False) <= _DRAWN
    linked = rows.assign(sentence_id=schema.series("string", first, index=rows.index).where(heaviest))
    return Exhibit(
        charts.sentiment_drivers(linked, sources=story.sources),
        "Which words drive the score?",
        drivers_finding(rows),
        "A word list does not know senses: a name that holds a charged word counts as charged.",
        name="sentiment-drivers",
        n=_basis(story),
    )


def drivers_finding(rows: pd.DataFrame) -> str:
    """The words that weigh most on either side."""
    if rows.empty:
        return "No word of these articles stands in the lexicon."
    total = rows.assign(mass=rows["n"] * rows["value"]).groupby("word")["mass"].sum()
    said = [_heaviest(total[total < 0], side="negative"), _heaviest(total[total > 0], side="positive")]
    words = f"{' '.join(filter(None, said))} Words like these may name the subject rather than colour it."
    return _cited(words, name="sentiment-drivers")


def _heaviest(mass: pd.Series, *, side: str) -> str:
    """The words that weigh most on one side, and how much of that side they carry."""
    if mass.empty:
        return ""
    ranked = mass.abs().sort_index().sort_values(ascending=False, kind="stable")
    share = float(ranked.head(_HEAVIEST).sum() / ranked.sum())
    words = listed(f"“{word}”" for word in ranked.index[:_HEAVIEST])
    return f"The heaviest {side} words are {words}, with {percent(share)} of the {side} weight."


def _basis(story: Story) -> str:
    n = _whole(of_sources(story))["n"].sum()
    return f"n = {n:,} sentences in {count(len(story.articles), 'article')}"


def word_shift(sources: Sequence[str], story: Story) -> Exhibit:
    """Which words make the charged words of the last of `sources` brighter or darker than those of the first."""
    if len(sources) < 2:
        return Exhibit("Fewer than two sources could be scored, so there is no difference to explain.")
    source_a, source_b = sources[0], sources[-1]
    read = {"blocks": story.blocks, "lexicon": story.lexicon}
    rows = sentiment.word_shift(story.sentences, story.articles, source_a=source_a, source_b=source_b, **read)
    rows = rows.reset_index(drop=True)
    found = places.of_words(story)
    first = [found.get((source_b, word), found.get((source_a, word))) for word in rows["word"]]
    shift = rows.assign(sentence_id=schema.series("string", first, index=rows.index).where(rows.index < 3 * _DRAWN))
    return Exhibit(
        charts.word_shift(shift),
        "What makes the difference between two sources?",
        _word_shift_finding(shift, source_a, source_b),
        "The parts add up to the difference between the mean weights of charged words, not between VADER scores.",
        name="word-shift",
        n=f"n = {count(len(shift), 'charged word')} of both",
    )


def _word_shift_finding(shift: pd.DataFrame, source_a: str, source_b: str) -> str:
    """The words that move the difference most, and which way."""
    if shift.empty:
        return f"{source_a} or {source_b} has no charged word."
    parts = [f"“{row.word}” ({signed(row.contribution)})" for row in shift.head(3).itertuples(index=False)]
    difference = signed(float(shift["contribution"].sum()))
    weigh = f"weigh {difference} more on average than" if float(difference.replace("−", "-")) else "weigh as much as"
    said = (
        f"The charged words of {source_b} {weigh} those of {source_a}. The largest parts of that, either way, are "
        f"{listed(parts)}."
    )
    return _cited(said, name="word-shift")


def without_the_subject(rows: pd.DataFrame, story: Story) -> Iterator[Exhibit]:
    """Which sources change places when the words of the subject are left out: rows of `sentiment_order`."""
    yield Exhibit(_order_change(rows, story.topic_words))
    yield Exhibit(
        rows,
        "Mean score with and without the words of the subject",
        name="without-the-subject",
        columns={
            "source": "Source",
            "mean": "Mean, every word",
            "rank": "Place",
            "mean_neutral": "Mean without words of the subject",
            "rank_neutral": "Place then",
        },
        formats={"mean": "+.2f", "mean_neutral": "+.2f"},
    )


def _order_change(rows: pd.DataFrame, topic_words: pd.DataFrame) -> str:
    if topic_words.empty:
        return "No charged word belongs to the subject by the rules applied, so nothing changes."
    belong, them = ("belongs", "it") if len(topic_words) == 1 else ("belong", "them")
    said = (
        f"{capital(count(len(topic_words), 'charged word'))} {belong} to the subject "
        f"({some_of([f'“{word}”' for word in topic_words['word']], most=6)})."
    )
    moved = rows[rows["change"].fillna(0) != 0]
    changes = [f"{row.source} from {row.rank} to {row.rank_neutral}" for row in moved.itertuples(index=False)]
    change = "changes its place" if len(moved) == 1 else "change places"
    said += (
        f" Without {them} {count(len(moved), 'source')} {change} (1 = most negative): {listed(changes)}."
        if changes
        else f" Without {them} no source changes its place."
    )
    return _cited(said, name="without-the-subject")


def toward_whom(rows: pd.DataFrame, story: Story) -> Exhibit:
    """How charged clauses about each actor are: rows of `sentiment_toward`."""
    actors = with_proposed_actors(story.codebook, story.names_found).actors
    named = {key: actor.names[0] for key, actor in actors.items() if actor.names}
    shown = rows.assign(sentence_id=rows["sentence_ids"].str[0], actor=rows["actor"].replace(named))
    return Exhibit(
        charts.sentiment_targets(shown, sources=story.sources),
        "How charged is what is said of whom?",
        " ".join(filter(None, [_toward_finding(shown), proposed_actors(story, named.values())])),
        "Words about an actor may tell what was done to that actor.",
        name="toward-whom",
        n=f"n = {shown['n'].sum()} clauses",
        evidence="sentence_id",
    )


def proposed_actors(story: Story, names: Iterable[str]) -> str:
    """Of actors that no codebook names, whose choice they are; empty where one does."""
    names = sorted(names)
    if story.codebook.actors or not names:
        return ""
    are, they_are = ("is", "it is") if len(names) == 1 else ("are", "they are")
    return (
        f"The codebook names no actors: {listed(names)} {are} proposed, for {they_are} among the people and bodies "
        "named in the most articles. Take what is right into codebook.yml."
    )


def _toward_finding(rows: pd.DataFrame) -> str:
    """How many actors have clauses enough to read a mean from."""
    if rows.empty:
        return "No actor is subject or object of clauses enough to give a mean."
    n, few = len(rows), int((rows["n"] < _FEW).sum())
    rest, are = (
        ("rests", "is an example, not a measurement") if few == 1 else ("rest", "are examples, not measurements")
    )
    which = how_many(few) if n > 1 else "it"
    few_words = f"{which}{' of these' * (n > 1)} {rest} on fewer than {_FEW} clauses and {are}"
    said = f"{capital(count(rows['actor'].nunique(), 'actor'))} in {count(n, 'cell')}{f'; {few_words}' if few else ''}."
    return _cited(said, name="toward-whom")


def accuracy(story: Story) -> Iterator[Exhibit]:
    """How far to trust the scores, as measured on other texts that people rated."""
    unknown = _unmeasured(story)
    said = unknown or sentiment.accuracy_in_words(story.parameters.scorer, story.lexicon.name)
    yield Exhibit(said if unknown else _cited(said, name="accuracy"))
    yield Exhibit(
        sentiment.accuracy(),
        "How well the scores agree with people",
        name="accuracy",
        columns={
            "collection": "Texts",
            "scorer": "Rules",
            "lexicon": "Lexicon",
            "n": "Sentences",
            "r": "Correlation with people",
            "r_one_person": "One person's",
            "share_right": "Same sign as people",
        },
        formats={"share_right": ".0%"},
    )


def _unmeasured(story: Story) -> str:
    if story.lexicon.name in set(sentiment.accuracy()["lexicon"]):
        return ""
    return f"How far to trust scores by the lexicon {story.lexicon.name!r} has not been measured."


def worth(story: Story) -> str:
    """What such scores are worth, in one sentence."""
    rows = sentiment.accuracy()
    rows = rows[(rows["scorer"] == story.parameters.scorer) & (rows["lexicon"] == story.lexicon.name)]
    if rows.empty:
        by_rules = f"How good these scores are by the rules {story.parameters.scorer!r} has not been measured."
        return _unmeasured(story) or by_rules
    row = rows.iloc[0]
    said = (
        f"On {row['n']:,} {row['collection']} such scores correlate {row['r']:.2f} with what people say of them; "
        f"the word of one person correlates {row['r_one_person']:.2f}."
    )
    return _cited(said, name="accuracy")


def hand_coding(story: Story) -> Iterator[Exhibit]:
    """How far the scores agree with the coders, where sheets have been filled in."""
    folder = coding.default_folder(story)
    if not coding.has_sheets(folder):
        yield Exhibit("Nobody has coded these articles by hand yet, so this cannot be said.")
        return
    yield Exhibit(tone_agreement(coding.tone_agreement(story, folder)))
    yield Exhibit(
        coding.corrected_means(story, folder),
        "Mean of each source, corrected by the coders' ratings of a random sample",
        name="corrected-means",
        columns={
            "source": "Source",
            "mean": "Mean by the machine",
            "corrected": "Corrected",
            "low": "From",
            "high": "To",
            "n_rated": "Sentences rated",
            "n": "Of",
        },
    )


def tone_agreement(found: dict[str, float | int | None]) -> str:
    """What the coders' ratings say about the scores."""
    if found["r"] is None:
        return f"{capital(count(int(found['n']), 'sentence'))} rated by hand: too few, or all alike, for a correlation."
    return (
        f"On {count(int(found['n']), 'sentence')} rated by hand the scores correlate {found['r']:.2f} "
        f"({found['low']:.2f} to {found['high']:.2f}) with the coders."
    )


def scored(story: Story) -> pd.DataFrame:
    """The sentences that the measures read and could score, with their source and scores."""
    bodies = story.blocks.query("is_body")["block_id"]
    read = story.sentences[story.sentences["block_id"].isin(bodies)]
    source = story.articles[["article_id", "source"]]
    return read.merge(story.sentiment, on="sentence_id").merge(source, on="article_id").dropna(subset=["compound"])


def extreme_sentences(rows: pd.DataFrame, story: Story) -> Iterator[Exhibit]:
    """The first and the last few of scored sentences in order."""
    yield Exhibit(
        pd.concat([rows.head(_EXTREME), rows.iloc[_EXTREME:].tail(_EXTREME)], ignore_index=True),
        "The sentences with the lowest and the highest scores",
        name="extreme-sentences",
        columns={"source": "Source", "compound": "Score", "text": "Sentence"},
        evidence={"text": "sentence_id"},
        formats={"compound": "+.2f"},
    )


def in_short(story: Story) -> str:
    """The order of the sources, as far as the intervals allow one, and what drives it."""
    return f"{order(of_sources(story))} {drivers_finding(story.sentiment_drivers)}"


def limits(story: Story) -> str:
    """What these scores cannot show."""
    whole = _whole(of_sources(story))
    single, few = (
        sorted(whole["group"][whole["resampled"] == kind]) for kind in ("sentences", "articles and sentences")
    )
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
    if few:
        said.append(
            f"- {listed(few)}: fewer than six articles each, so the intervals let articles and sentences vary and "
            "still say little about what else the outlets write."
            if len(few) > 1
            else f"- {few[0]}: fewer than six articles, so its interval lets articles and sentences vary."
        )
    left = sentiment.left_out(story.sentences, articles=story.articles)
    if len(left):
        rows, are = capital(count(len(left), "row")), "is" if len(left) == 1 else "are"
        said.append(f"- {rows} of text could not be scored and {are} left out, not counted as zero.")
    said.append(f"- {_known(whole)} A sentence of which it knows no word scores zero and says nothing.")
    said.append(f"- {_unturned(story)}")
    return "\n".join(said)


def _unturned(story: Story) -> str:
    """Which negations the rules do not know."""
    unknown = sentiment.unknown_negations(story.parameters.scorer, story.lexicon)
    named = listed((f"“{negation}”" for negation in unknown), last="or")
    return f"The rules turn a word after “not” or “never”, and leave it as it stands after {named}."


def _known(whole: pd.DataFrame) -> str:
    """How many words the lexicon knows."""
    low, high = whole["share_lexicon"].min(), whole["share_lexicon"].max()
    if pd.isna(low):
        return "The lexicon knows no word of these articles."
    said = (
        f"The lexicon knows {percent(low)} of the words in each source."
        if percent(low) == percent(high)
        else f"The lexicon knows {percent(low)} to {percent(high)} of the words, depending on the source."
    )
    return _cited(said, name="sentiment-by-source")


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
