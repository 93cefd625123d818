"""07-summary: the questions a reader brings, each answered by an exhibit of a chapter under this page's own question.

Where a corpus has nothing to draw (nobody is quoted, one article has no pair), the answer stands alone.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

import pandas as pd

from analysis.exhibits import framing as words_and_frames
from analysis.exhibits import ingest, omissions, reported_figures, robustness, sentiment
from analysis.exhibits import voices as chapter_voices
from analysis.exhibits.framing.languages import contrast_limits, counted_languages, parts
from analysis.exhibits.framing.origins import kinship
from analysis.pipeline import Story
from analysis.report.links import chapter_link, evidence_link, from_exhibit
from analysis.report.show import Exhibit
from analysis.statistics.resampling import ARTICLES_FOR_A_TEST
from analysis.wording import capital, count, listed, number_word, percent

_CHAPTERS = {
    "01-ingest": "what there is to work with",
    "02-framing": "words, frames and origins",
    "03-voices": "who gets to speak",
    "04-sentiment": "how charged the writing is",
    "05-reported-figures": "every reported figure",
    "06-robustness": "what survives other choices",
    "08-omissions": "what each source tells and leaves out",
}
_MOST_GROUPS, _MOST_CONFLICTS, _MOST_FRAMES, _MOST_FINDINGS = 3, 8, 4, 15
_MOST_ROWS, _MANY_SOURCES = 16, 6
_BUILT_IN = ("functions", "generic")
_NO_TEST = "That is too few to call any difference between sources more than a difference between these articles."
_NOT_WHO_IS_RIGHT = "Who is right: this page says what is reported, by whom, and where reports exclude each other."


def _asked(exhibit: Exhibit, question: str, answer: str, chapter: str) -> Exhibit:
    """A chapter's exhibit under this page's question, its answer leading on to the chapter that has all of it."""
    on = chapter_link(chapter, f"Read on: {_CHAPTERS[chapter]}")
    return replace(exhibit, question=question, finding=f"{answer}\n\n{on}")


def figures(rows: pd.DataFrame, story: Story) -> Iterator[Exhibit]:
    """How many, says who: the measures that the codebook asks for, or that most sources report; rows of claims."""
    chapter = "05-reported-figures"
    groups = reported_figures.leading_groups(rows, story)
    if not groups:
        yield Exhibit(reported_figures.nothing_to_compare(story), "What is counted?", chapter=chapter)
    for group in groups[:_MOST_GROUPS]:
        with_apart = reported_figures.is_first(group, groups)
        exhibit = reported_figures.of_group(group, rows, story, with_apart=with_apart)
        asked = _asked(exhibit, _question(group, groups, story), exhibit.finding, chapter)
        yield asked if group == groups[0] else replace(asked, limit=None)  # what is true of all is said once


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
    """Which reports disagree, and the events whose dates they give: claims of the kind `flow`."""
    question, chapter, answer = "Which reports disagree?", "05-reported-figures", _contradictions(story)
    if rows["event_date"].isna().all():
        return Exhibit(answer, question, chapter=chapter)
    exhibit = reported_figures.timeline(rows, story)
    return replace(
        _asked(exhibit, question, answer, chapter),
        name="what-happened-when",
        n=f"n = {count(len(exhibit.rows), 'claim')} on events",
        limit=f"{reported_figures.timeline_finding(story)} The chart has the events only.",
    )


def _contradictions(story: Story) -> str:
    """Every question that two statements raise, with the way to both; the first eight of many."""
    shown = story.conflicts.head(_MOST_CONFLICTS)
    lines = [
        f"- {reported_figures.explained(story, row)} {evidence_link(row.sentence_a, 'One')}"
        + (f" · {evidence_link(row.sentence_b, 'the other')}" if isinstance(row.sentence_b, str) else "")
        for row in shown.itertuples(index=False)
    ]
    more = len(story.conflicts) - len(shown)
    tail = [f"- {capital(count(more, 'further question'))} in the chapter."] if more > 0 else []
    return "\n".join([reported_figures.conflicts_finding(story), "", *lines, *tail])


def left_out(rows: pd.DataFrame, story: Story) -> Exhibit:
    """What a source leaves out that others tell: rows of `omissions.cells`."""
    question, answer, chapter = "What is left out?", omissions.in_short(story), "08-omissions"
    drawn = omissions.asked(rows)
    if drawn.empty:
        return Exhibit(answer, question, chapter=chapter)
    exhibit = _asked(omissions.told(drawn, story, most=_MOST_ROWS), question, answer, chapter)
    return replace(exhibit, n=f"{exhibit.n}, of those that some source leaves out")


def voices(rows: pd.DataFrame, story: Story) -> Exhibit:
    """Who gets to speak: statements with words quoted directly."""
    question, answer, chapter = "Who gets to speak?", chapter_voices.in_short(story), "03-voices"
    if rows.empty:
        return Exhibit(answer, question, chapter=chapter)
    return _asked(chapter_voices.speakers(rows, story, most=_MOST_ROWS), question, answer, chapter)


def asked_frames(story: Story) -> list[str]:
    """The frames that the codebook's questions ask for; without such questions its own, or else the built-in ones."""
    defined = story.codebook.frames
    wanted = [question.answer_with for question in story.codebook.questions if question.answer_with in defined]
    if wanted:
        return wanted
    own = [name for name, frame in defined.items() if frame.group not in _BUILT_IN] or list(defined)
    used = story.frames[story.frames["frame"].isin(own)].groupby("frame")["n_sentences"].sum()
    return used.sort_values(ascending=False, kind="stable").index[:_MOST_FRAMES].tolist()


def telling(rows: pd.DataFrame, story: Story) -> Exhibit:
    """How the story is told: rows of `frames`."""
    question, answer, chapter = "How is it told?", _telling(rows, story), "02-framing"
    if not rows["n_sentences"].sum():
        return Exhibit(answer, question, chapter=chapter)
    limit = "Cues are not meanings: a sentence that denies a frame holds its words too."
    return replace(_asked(words_and_frames.frames_by_source(rows, story), question, answer, chapter), limit=limit)


def _telling(rows: pd.DataFrame, story: Story) -> str:
    """How far each frame is suggested, by source."""
    questions = {question.answer_with: question.ask for question in story.codebook.questions}
    n_found = rows.groupby("frame")["n_sentences"].transform("sum")
    told = rows[(n_found > 0) | rows["frame"].isin(questions)]  # only what was asked is answered by "in no source"
    found = sorted(told.groupby("frame", sort=True), key=lambda one: -int(one[1]["n_sentences"].sum()))
    lines = [
        f"- **{questions.get(name, story.codebook.frames[name].question)}** {_suggested(own)}" for name, own in found
    ]
    return "\n".join(["Words that suggest a yes, by the share of sentences they stand in:", "", *lines])


def _suggested(rows: pd.DataFrame) -> str:
    having = rows[rows["n_sentences"] > 0]
    if having.empty:
        return "In no source."
    ranked = having.sort_values(["share_sentences", "source"], ascending=[False, True], kind="stable")
    named = [f"{row.source} {percent(row.share_sentences)}" for row in ranked.head(5).itertuples(index=False)]
    where = (
        f"In all {count(len(rows), 'source')}"
        if len(ranked) == len(rows)
        else f"In {number_word(len(ranked))} of {count(len(rows), 'source')}"
    )
    said = f"{where}: {listed(named)}{'; less in the others' if len(ranked) > len(named) else ''}."
    return from_exhibit(said, "02-framing", name="frames")


def origins(rows: pd.DataFrame, story: Story) -> Exhibit:
    """Whose words these are, and copied from where: rows of `kinship`."""
    question, answer, chapter = "Whose words are these?", words_and_frames.ties(story), "02-framing"
    if rows.empty:
        return Exhibit(answer, question, chapter=chapter)
    return _asked(kinship(rows, story, most=_MOST_ROWS), question, answer, chapter)


def tone(rows: pd.DataFrame, story: Story) -> Exhibit:
    """How charged the writing is, and what that number is worth: rows of `sentiment_summary`."""
    question, chapter = "How charged is the writing, and what is that number worth?", "04-sentiment"
    answer = f"{sentiment.order(rows)} {sentiment.worth(story)}"
    if rows.empty:
        return Exhibit(answer, question, chapter=chapter)
    # Of many sources only the mean of all their sentences is drawn.
    drawn = rows.query("part == 'all'") if rows["group"].nunique() > _MANY_SOURCES else rows
    return replace(
        _asked(sentiment.by_source(rows, story, drawn=drawn), question, answer, chapter),
        limit="The words of a subject score, whoever writes: a dark subject makes dark sentences. This is no opinion.",
        reading=None,
    )


def choices(rows: pd.DataFrame, story: Story) -> Exhibit:
    """What survives other reasonable choices: rows of `survival`; those are drawn that do not hold anyway."""
    question, answer, chapter = "What survives other reasonable choices?", robustness.counts(rows), "06-robustness"
    if rows.empty:
        return Exhibit(answer, question, chapter=chapter)
    moved = rows.query("verdict != 'all'")
    drawn = (moved if len(moved) else rows).head(_MOST_FINDINGS)
    return _asked(robustness.survival(rows, story, drawn=drawn), question, answer, chapter)


def material(rows: pd.DataFrame, story: Story) -> Exhibit:
    """What there is to work with: words by article and kind of block."""
    question = "What is there to work with?"
    return _asked(ingest.words_by_source(rows, story), question, ingest.in_short(story), "01-ingest")


def in_short(story: Story) -> str:
    """The picture that a reader who stops here takes away."""
    lines = [
        *_figures_in_short(story),
        f"**Can all of it be true?** {_conflicts_in_short(story)}",
        f"**What is left out?** {omissions.finding(story)}",
        f"**Who gets to speak?** {chapter_voices.in_one_line(story)}",
        f"**How charged is the writing?** {sentiment.order(sentiment.of_sources(story))}",
        f"**What cannot be concluded?** {_unsaid(story)}",
    ]
    opening = " ".join(filter(None, (words_and_frames.witnesses(story), counted_languages(story.articles))))
    return "\n".join([opening, "", *(f"- {line}" for line in lines)])


def _figures_in_short(story: Story) -> list[str]:
    rows = reported_figures.comparable(story)
    groups = reported_figures.leading_groups(rows, story)
    return [
        f"**{_question(group, groups, story)}** {reported_figures.group_finding(group, group.of(rows, story), story)}"
        for group in groups[:1]
    ]


def _alone(story: Story) -> str:
    """How many claims are set beside no other: what silence about them does not say."""
    n_all = len(story.claims)
    n = n_all - len(reported_figures.comparable(story))
    are = "is" if n == 1 else "are"
    said = f" {capital(number_word(n))} of {count(n_all, 'numerical claim')} {are} compared with no other."
    return from_exhibit(said, "05-reported-figures", name="ledger") if n else ""


def _conflicts_in_short(story: Story) -> str:
    found = story.conflicts
    if found.empty:
        none = f"No two statements that can be compared exclude each other.{_alone(story)}"
        return " ".join(filter(None, [none, reported_figures.withdrawn_finding(story)]))
    said = []
    for relation, one, many in (("contradicts", "cannot both hold", None), ("differs", "differs", "differ")):
        own = found[found["relation"] == relation]
        if own.empty:
            continue
        verb = one if len(own) == 1 or many is None else many
        said.append(_of_conflicts(f"{capital(count(len(own), 'pair'))} of statements {verb}."))
        if len(said) == 1:
            shortest = min(own.itertuples(index=False), key=lambda row: (len(row.explanation), row.explanation))
            said.append(reported_figures.explained(story, shortest))
    if n := int((~found["relation"].isin(["contradicts", "differs"])).sum()):
        further = count(n, "further question" if said else "question")
        said.append(_of_conflicts(f"{capital(further)} {'is' if n == 1 else 'are'} open."))
    return " ".join(filter(None, [" ".join(said) + _alone(story), reported_figures.withdrawn_finding(story)]))


def _of_conflicts(words: str) -> str:
    return from_exhibit(words, "05-reported-figures", name="conflicts")


def _unsaid(story: Story) -> str:
    lines = contrast_limits(story)
    sizes = [part.articles["source"].value_counts() for part in parts(story)]
    no_test = all(len(per_source) > 1 and per_source.max() < ARTICLES_FOR_A_TEST for per_source in sizes)
    if no_test:
        said = " ".join([*(found[0] for found in lines), _NO_TEST])
    else:
        said = " ".join(chain.from_iterable(lines)) or _NOT_WHO_IS_RIGHT
    return from_exhibit(said, "02-framing", name="contrasts")


def not_concluded(story: Story) -> str:
    """What this corpus cannot show."""
    lines = list(chain.from_iterable(contrast_limits(story)))
    lines.append(
        "Nothing here says who is right: it says what is reported, by whom, and where reports exclude each other."
    )
    return "\n".join(f"- {line}" for line in lines)


def limits(story: Story) -> str:
    """The limits of a page of answers."""
    return (
        "- Each answer is one sentence on many rows. Its chapter has the rows; "
        "figures and quotations lead to their sentences."
    )


def checks(story: Story) -> dict[str, bool]:
    """What must hold of the answers."""
    frames = story.frames[story.frames["frame"].isin(asked_frames(story))]
    answered = [
        in_short(story),
        _contradictions(story),
        _telling(frames, story),
        sentiment.order(sentiment.of_sources(story)),
        ingest.in_short(story),
    ]
    return {
        "every question has an answer": all(answer.strip() for answer in answered),
        "every article has an origin": set(story.origins["article_id"]) == set(story.articles["article_id"]),
    }
