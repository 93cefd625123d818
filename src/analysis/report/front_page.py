"""The first page: what a reader asks of a story, each question with its answer, its chart and the way to its chapter.

The charts are those of the chapters, cut to what answers the question. Where a corpus has nothing to draw (nobody is
quoted, one article has no pair), the answer stands alone.
"""

from analysis import charts
from analysis.pipeline import Story
from analysis.report import findings, publish, series
from analysis.wording import count


def figures(story: Story) -> None:
    """How many, says who, as of when: the measures that the codebook asks for, or that most sources report."""
    groups = findings.summary.groups(story)
    if not groups:
        _without_chart("What is counted?", findings.reported_figures.nothing_to_compare(story), "05-reported-figures")
    for group in groups:
        finding = _leading_on(findings.reported_figures.group_finding(story, group), "05-reported-figures")
        series.figure_chart(story, group, question=findings.summary.asked(story, group), finding=finding)


def contradictions(story: Story) -> None:
    """Which reports cannot both be true, and the events whose dates they give."""
    question, answer = "Which reports cannot both be true?", findings.summary.contradictions(story)
    events = findings.reported_figures.events(story)
    if events.empty:
        _without_chart(question, answer, "05-reported-figures")
        return
    publish.chart(
        charts.timeline(events, sources=story.sources),
        name="what-happened-when",
        question=question,
        finding=_leading_on(answer, "05-reported-figures"),
        n=f"n = {count(len(events), 'claim')} on events",
        alt=charts.timeline_alt(events),
        data=events[["event", "date", "source", "as_of_basis", "figure_id"]],
        evidence="figure_id",
        limit=f"{findings.reported_figures.timeline_finding(story)} The chart has the events only.",
    )


def voices(story: Story) -> None:
    """Who gets to speak."""
    question, answer = "Who gets to speak?", findings.voices.in_short(story)
    shares = findings.voices.shares(story)
    if shares.empty:
        _without_chart(question, answer, "03-voices")
        return
    drawn = findings.summary.most_quoted(shares)
    publish.chart(
        charts.speaker_shares(drawn, sources=story.sources),
        name="speakers",
        question=question,
        finding=_leading_on(answer, "03-voices"),
        n=f"{findings.voices.basis(story)}{findings.summary.left_off(drawn, shares, 'speaker')}",
        alt=charts.speaker_shares_alt(drawn),
        data=shares,
        limit="Quoting is not agreeing: a long quotation may be there to be contradicted.",
    )


def telling(story: Story) -> None:
    """How the story is told: the frames that the codebook asks for."""
    question, answer = "How is it told?", findings.summary.telling(story)
    frames = findings.summary.frames(story)
    if not frames["n_sentences"].sum():
        _without_chart(question, answer, "02-framing")
        return
    publish.chart(
        charts.frames_by_source(frames, sources=story.sources),
        name="frames",
        question=question,
        finding=_leading_on(answer, "02-framing"),
        n=findings.framing.basis(story),
        alt=charts.frames_by_source_alt(frames),
        data=frames,
        columns=findings.framing_frames.SHARE_COLUMNS,
        limit="Cues are not meanings: a sentence that denies a frame holds its words too.",
    )


def origins(story: Story) -> None:
    """Whose words these are, and copied from where."""
    question, answer = "Whose words are these?", findings.framing.origins_finding(story)
    every, names = findings.framing.kin_pairs(story), findings.framing.names_of_articles(story)
    pairs = findings.summary.closest(every)
    if pairs.empty:
        _without_chart(question, answer, "02-framing")
        return
    publish.chart(
        charts.kinship_scores(pairs, names=names),
        name="kinship",
        question=question,
        finding=_leading_on(answer, "02-framing"),
        n=f"{findings.framing.basis(story)}{findings.summary.left_off(pairs, every, 'pair')}",
        alt=charts.kinship_scores_alt(pairs, names=names),
        data=every,
        limit="Two reporters at one event share its facts without sharing a text.",
    )


def tone(story: Story) -> None:
    """How charged the writing is, and what that number is worth."""
    question = "How charged is the writing, and what is that number worth?"
    answer, means = findings.summary.charged(story), findings.sentiment.by_source(story)
    if means.empty:
        _without_chart(question, answer, "04-sentiment")
        return
    drawn = findings.summary.whole_sources(means)
    publish.chart(
        charts.sentiment_by_source(drawn, sources=story.sources),
        name="sentiment-by-source",
        question=question,
        finding=_leading_on(answer, "04-sentiment"),
        n=findings.sentiment.basis(story),
        alt=charts.sentiment_by_source_alt(drawn),
        data=means,
        limit="The words of a subject score, whoever writes: a dark subject makes dark sentences. This is no opinion.",
    )


def choices(story: Story) -> None:
    """What survives other reasonable choices."""
    question, answer = "What survives other reasonable choices?", findings.robustness.counts(story)
    rows = findings.robustness.survival(story)
    if rows.empty:
        _without_chart(question, answer, "06-robustness")
        return
    publish.chart(
        charts.survival(findings.robustness.wavering(story)),
        name="survival",
        question=question,
        finding=_leading_on(answer, "06-robustness"),
        n=findings.robustness.basis(story),
        alt=charts.survival_alt(findings.robustness.wavering(story)),
        data=rows,
        columns=findings.robustness.SURVIVAL_COLUMNS,
        limit="All combinations share one corpus: many that agree are not many witnesses.",
    )


def material(story: Story) -> None:
    """What there is to work with."""
    words = findings.ingest.words(story)
    publish.chart(
        charts.corpus_overview(words, sources=story.sources),
        name="words-by-source",
        question="What is there to work with?",
        finding=_leading_on(findings.ingest.in_short(story), "01-ingest"),
        n=findings.ingest.basis(story),
        alt=charts.corpus_overview_alt(words),
        data=words,
        limit="Length is not weight: a longer article is not a better witness.",
    )


def _leading_on(answer: str, chapter: str) -> str:
    """The answer with the way to the chapter that has all of it."""
    return f"{answer}\n\n{publish.chapter_link(chapter, f'Read on: {findings.summary.CHAPTERS[chapter]}')}"


def _without_chart(question: str, answer: str, chapter: str) -> None:
    publish.answers([(question, answer, chapter)])
