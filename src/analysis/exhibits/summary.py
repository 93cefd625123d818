"""07-summary: the first page, read in a minute: what happened, who wrote, how many, what disagrees, what is left out.

What has a chart of its own here is a chapter's exhibit under this page's question; the rest is a sentence or two with
the way to its chapter. What a corpus has nothing of is a line at the end of the page.
"""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from analysis.charts.words import STABLE
from analysis.english.calendar import in_words
from analysis.exhibits import framing as words_and_frames
from analysis.exhibits import ingest, omissions, reported_figures, robustness, sentiment
from analysis.exhibits import voices as chapter_voices
from analysis.exhibits.framing.vocabulary import as_written
from analysis.exhibits.languages import articles_read, contrast_limits, counted_languages, parts
from analysis.framing import only_source
from analysis.framing.frames import asked
from analysis.pipeline import Story
from analysis.report.links import chapter_link, evidence_link, from_exhibit
from analysis.report.show import Exhibit
from analysis.statistics.resampling import ARTICLES_FOR_A_TEST
from analysis.wording import capital, count, listed, number_word, percent

_CHAPTERS = {
    "02-framing": "words, frames and origins",
    "03-voices": "who gets to speak",
    "05-reported-figures": "every reported figure",
    "08-omissions": "what each source tells and leaves out",
}
_MOST_GROUPS, _MOST_CONFLICTS, _MOST_ROWS, _MOST_TOLD, _MOST_WORDS = 4, 5, 8, 3, 4
# An opening of an article is quoted whole or not at all.
_SHORTEST_OPENING, _LONGEST_OPENING = 6, 60
_NO_TEST = "That is too few to call any difference between sources more than a difference between these articles."


def _asked(exhibit: Exhibit, question: str, answer: str, chapter: str) -> Exhibit:
    """A chapter's exhibit under this page's question, its answer leading on to the chapter that has all of it."""
    on = chapter_link(chapter, f"Read on: {_CHAPTERS[chapter]}")
    return replace(exhibit, question=question, finding=f"{answer}\n\n{on}")


def in_short(story: Story) -> str:
    """What happened, in the words of one article; when and by whose account; how many witnesses there are."""
    opening = _opening(story)
    told = [] if opening is None else [_quoted_opening(opening), *_when_and_by_whom(opening, story)]
    behind = [words_and_frames.witnesses(story), counted_languages(story.articles)]
    return "\n\n".join(" ".join(filter(None, part)) for part in (told, behind) if any(part))


def _opening(story: Story) -> pd.Series | None:
    """The opening sentence that tells most of the story.

    First come openings with a number of what happened that most sources give, then those that tell most of what several
    sources tell, then the earliest.
    """
    first = _first_sentences(story)
    if first.empty:
        return None
    happened = _happenings(story)
    n_sources = happened.groupby(["of_what", "value"])["source"].nunique()
    reported = happened.assign(n=[n_sources[key] for key in zip(happened["of_what"], happened["value"], strict=True)])
    widest = reported.groupby("sentence_id")["n"].max()
    central = story.facts.query("is_central").set_index("fact_id")["n_origins"]
    told = story.fact_sources.query("status == 'told'")
    weight = told["fact_id"].map(central).fillna(0).groupby(told["sentence_id"]).sum()
    ranked = first.assign(
        widest=first["sentence_id"].map(widest).fillna(0),
        weight=first["sentence_id"].map(weight).fillna(0),
    ).sort_values(
        ["widest", "weight", "published", "source", "sentence_id"],
        ascending=[False, False, True, True, True],
        na_position="last",
        kind="stable",
    )
    return ranked.iloc[0]


def _first_sentences(story: Story) -> pd.DataFrame:
    """The first sentence of each article's running text, where it is a sentence of usual length."""
    running = set(story.blocks.query("is_body and kind == 'paragraph'")["block_id"])
    first = story.sentences[story.sentences["block_id"].isin(running)].drop_duplicates("article_id")
    n_words = first["text"].str.split().str.len()
    kept = first[n_words.between(_SHORTEST_OPENING, _LONGEST_OPENING)]
    return kept.merge(story.articles[["article_id", "source", "published"]], on="article_id")


def _happenings(story: Story) -> pd.DataFrame:
    """Numbers of what happened in the story's main event."""
    return story.claims.query("kind == 'flow' and is_main_event and measure.notna()")


def _quoted_opening(opening: pd.Series) -> str:
    dated = f", {in_words(opening['published'])}" if isinstance(opening["published"], str) else ", undated"
    words = f"“{' '.join(opening['text'].split())}”"
    return f"{evidence_link(opening['sentence_id'], words)} ({opening['source']}{dated})."


def _when_and_by_whom(opening: pd.Series, story: Story) -> Iterator[str]:
    """The dates that sources give for what the opening counts, and whom they credit."""
    happened = _happenings(story)
    here = happened[happened["sentence_id"] == opening["sentence_id"]]
    if here.empty:
        return
    first = here.sort_values("figure_id", kind="stable").iloc[0]
    same = happened[(happened["of_what"] == first["of_what"]) & (happened["value"] == first["value"])]
    dates = same.dropna(subset=["event_date"]).groupby("event_date", sort=True)["source"].unique()
    if len(dates):
        named = [f"{in_words(day)} ({listed(sorted(sources)[:_MOST_TOLD])})" for day, sources in dates.items()]
        yield f"The event is dated {listed(named, last='or')}."
    credited = sorted(set(same["authority"].dropna()))
    if credited and not all(name.lower() in opening["text"].lower() for name in credited):
        yield f"The number is credited to {listed(credited[:_MOST_TOLD])}."
    elif not credited and (n := same["source"].nunique()) > 1:
        yield from_exhibit(
            f"{capital(count(n, 'source'))} give “{first['surface']}”; {'neither' if n == 2 else 'none'} says whose "
            "count it is.",
            "05-reported-figures",
            name="ledger",
        )


def figures(rows: pd.DataFrame, story: Story) -> Iterator[Exhibit]:
    """How many, says who: the group that the codebook asks for or most sources report is drawn, the next are told."""
    chapter = "05-reported-figures"
    groups = reported_figures.leading_groups(rows, story)
    if not groups:
        yield Exhibit(reported_figures.nothing_to_compare(story), chapter=chapter, notice="nothing")
        return
    first, *others = groups
    exhibit = reported_figures.of_group(first, rows, story, with_apart=reported_figures.is_first(first, groups))
    yield _asked(exhibit, _question(first, groups, story), exhibit.finding, chapter)
    for group in others[: _MOST_GROUPS - 1]:
        answer = reported_figures.group_finding(group, group.of(rows, story), story, with_apart=False)
        yield Exhibit(answer, _question(group, groups, story))


def _question(group: reported_figures.Group, groups: list[reported_figures.Group], story: Story) -> str:
    """The codebook's question for the group of a measure that is reported most widely; a general one for the others.

    "How much money is at stake?" is not asked of one kind of it, such as earnings.
    """
    questions = {question.answer_with: question.ask for question in story.codebook.questions}
    first = next((other for other in groups if other.measure == group.measure), None)
    measure = story.codebook.measures.get(group.measure)
    is_whole = group.is_own or (measure is not None and group.of_what == measure.label)
    asked = questions.get(group.measure) if group == first and is_whole else None
    return asked or reported_figures.question(group)


def contradictions(rows: pd.DataFrame, story: Story) -> Exhibit:
    """Which reports disagree, each with the way to both sentences: rows of `conflicts`, the first few of many."""
    chapter = "05-reported-figures"
    rows = reported_figures.told_once(rows)
    if rows.empty:
        said = filter(None, (reported_figures.conflicts_finding(story), reported_figures.withdrawn_finding(story)))
        return Exhibit(" ".join(said), chapter=chapter, notice="nothing")
    lines = [
        f"- {reported_figures.explained(story, row)} {evidence_link(row.sentence_a, 'One')}"
        + (f" · {evidence_link(row.sentence_b, 'the other')}" if isinstance(row.sentence_b, str) else "")
        for row in rows.head(_MOST_CONFLICTS).itertuples(index=False)
    ]
    more = len(rows) - len(lines)
    tail = [f"- {chapter_link(chapter, capital(count(more, 'further question')))}."] if more > 0 else []
    said = [f"Questions to the reader, not verdicts. {reported_figures.withdrawn_finding(story)}".strip()]
    return Exhibit("\n".join([*said, "", *lines, *tail]), "Which reports disagree?", chapter=chapter)


def left_out(rows: pd.DataFrame, story: Story) -> Exhibit:
    """What a source leaves out that others tell, and what one alone tells: rows of `omissions.cells`."""
    question, answer, chapter = "What is left out?", omissions.in_short(story), "08-omissions"
    drawn = omissions.asked(rows)
    if drawn.empty:
        return Exhibit(answer, chapter=chapter, notice="nothing")
    exhibit = _asked(omissions.told(drawn, story, most=_MOST_ROWS), question, answer, chapter)
    is_one = drawn["fact_id"].nunique() == 1
    return replace(exhibit, n=f"{exhibit.n}, {'' if is_one else 'each '}left out by some source")


def voices(rows: pd.DataFrame, story: Story) -> Exhibit:
    """Who gets to speak: statements with words quoted directly."""
    answer, chapter = chapter_voices.in_short(story), "03-voices"
    if rows.empty:
        return Exhibit(answer, chapter=chapter, notice="nothing")
    return _asked(chapter_voices.speakers(rows, story, most=_MOST_ROWS), "Who gets to speak?", answer, chapter)


def asked_frames(story: Story) -> list[str]:
    """The frames that the codebook's questions ask for; without such questions its own, or else the built-in ones."""
    return asked(story.codebook, story.frames.groupby("frame")["n_sentences"].sum())


def telling(rows: pd.DataFrame, story: Story) -> Exhibit:
    """How the story is told: rows of `frames`."""
    question = "How is it told?"
    if not rows["n_sentences"].sum():
        said = f"No {articles_read(story)} holds a cue of the frames asked for."
        return Exhibit(said, question, chapter="02-framing", notice="nothing")
    return Exhibit(_telling(rows, story), question, chapter="02-framing")


def _telling(rows: pd.DataFrame, story: Story) -> str:
    """How far each frame is suggested, by source."""
    questions = {question.answer_with: question.ask for question in story.codebook.questions}
    n_found = rows.groupby("frame")["n_sentences"].transform("sum")
    told = rows[(n_found > 0) | rows["frame"].isin(questions)]  # only what was asked is answered by "in no source"
    found = sorted(told.groupby("frame", sort=True), key=lambda one: -int(one[1]["n_sentences"].sum()))
    lines = [
        f"- **{questions.get(name, story.codebook.frames[name].question)}** {_suggested(own)}" for name, own in found
    ]
    return "\n".join(["Share of a source’s sentences with a word that suggests a yes:", "", *lines])


def _suggested(rows: pd.DataFrame) -> str:
    rows = rows[rows["n_sentences_all"] > 0]  # of a source in another language it is not known
    having = rows[rows["n_sentences"] > 0]
    if having.empty:
        return "In no source."
    ranked = having.sort_values(["share_sentences", "source"], ascending=[False, True], kind="stable")
    named = [f"{row.source} {percent(row.share_sentences)}" for row in ranked.head(5).itertuples(index=False)]
    none = sorted(set(rows["source"]) - set(ranked["source"]))
    without = f"none in {none[0] if len(none) == 1 else f'the {number_word(len(none))} others'}" if none else ""
    rest = "less in the others" if len(ranked) > len(named) else without
    return from_exhibit(f"{listed(named)}{f'; {rest}' if rest else ''}.", "02-framing", name="frames")


def words(rows: pd.DataFrame, story: Story) -> Exhibit:
    """Which words set each source apart: rows of `terms`."""
    question = "Which words set each source apart?"
    own = sorted(rows["source"].unique())
    if len(own) < 2:
        said = f"{only_source(story.articles)}, so no word can set it apart."
        said = words_and_frames.words_in_short(story) if len(story.sources) > 1 else said
        return Exhibit(said, question, chapter="02-framing", notice="nothing")
    named = as_written(rows, story).groupby(["language", "source"], sort=True)["written"]
    shown = [f"- **{source}**: {listed(terms.head(_MOST_WORDS))}." for (_, source), terms in named]
    more = [f"- {capital(count(len(shown) - _MOST_ROWS, 'further source'))}."] if len(shown) > _MOST_ROWS else []
    is_shaky = (rows["stability"] < STABLE).mean() > STABLE
    warned = ["Most would change with other articles: read them as examples.", ""] if is_shaky else []
    said = "\n".join([*warned, *shown[:_MOST_ROWS], *more])
    return Exhibit(said, question, chapter="02-framing")


def tone(rows: pd.DataFrame, story: Story) -> Exhibit:
    """How charged the writing is, and what that number is worth: rows of `sentiment_summary`."""
    question = "How charged is the writing?"
    answer, chapter = sentiment.order(rows), "04-sentiment"
    if rows["mean"].notna().sum() == 0:
        return Exhibit(answer, question, chapter=chapter, notice="nothing")
    subject = "A dark subject makes dark sentences, whoever writes; this is no opinion."
    return Exhibit(f"{answer} {subject} {sentiment.worth(story)}", question, chapter=chapter)


def choices(rows: pd.DataFrame, story: Story) -> Exhibit:
    """What survives other reasonable choices: rows of `survival`."""
    question = "What holds under other reasonable choices?"
    chapter = "06-robustness"
    if rows.empty:
        return Exhibit(robustness.counts(rows), question, chapter=chapter, notice="nothing")
    answer = f"{robustness.counts(rows)} {robustness.what_holds(rows)}".strip()
    return Exhibit(answer, question, chapter=chapter)


def not_concluded(story: Story) -> str:
    """What this corpus cannot show, and what the page does not say."""
    lines = []
    for part, found in zip(parts(story), contrast_limits(story), strict=True):
        per_source = part.articles["source"].value_counts()
        is_hopeless = len(per_source) > 1 and per_source.max() < ARTICLES_FOR_A_TEST
        lines += [f"{found[0]} {_NO_TEST}"] if is_hopeless else found
    lines += [
        "Nothing here says who is right: it says what is reported, by whom, and where reports exclude each other.",
        "Each answer is a sentence on many rows, read by rules that err: check a number in its sentence before you "
        "quote it.",
    ]
    return "\n".join(f"- {line}" for line in lines)


limits = not_concluded


def checks(story: Story) -> dict[str, bool]:
    """What must hold of the answers."""
    frames = story.frames[story.frames["frame"].isin(asked_frames(story))]
    answered = [
        in_short(story),
        contradictions(story.conflicts, story).shown,
        _telling(frames, story),
        sentiment.order(sentiment.of_sources(story)),
        ingest.in_short(story),
    ]
    return {
        "every question has an answer": all(answer.strip() for answer in answered),
        "every article has an origin": set(story.origins["article_id"]) == set(story.articles["article_id"]),
    }
