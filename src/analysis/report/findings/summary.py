"""07-summary: the questions a reader brings, each answered from the tables."""

from analysis import framing
from analysis.pipeline import Story
from analysis.report.findings import framing as chapter_framing
from analysis.report.findings import ingest, reported_figures, robustness, sentiment, voices
from analysis.report.publish import evidence_link
from analysis.wording import capital, count, listed, number_word, percent

Answer = tuple[str, str, str | None]


def in_short(story: Story) -> str:
    """The picture that a reader who stops here takes away."""
    articles = story.articles
    said = [
        f"**{capital(count(len(articles), 'article'))} from {count(articles['source'].nunique(), 'source')}.** "
        f"{framing.origins_sentence(story.origins)}"
    ]
    said += [
        f"**{_asked(story, group)}** {reported_figures.group_finding(story, group)}"
        for group in reported_figures.leading_groups(story)[:1]
    ]
    said.append(reported_figures.conflicts_finding(story))
    return "\n\n".join(said)


def answers(story: Story) -> list[Answer]:
    """Questions, computed answers, and the chapter each comes from."""
    return [
        *_figure_answers(story),
        *_conflict_answers(story),
        ("Who gets to speak?", voices.in_short(story), "03-voices"),
        *_frame_answers(story),
        ("Whose words are these?", chapter_framing.origins_finding(story), "02-framing"),
        ("How charged is the writing, and what is that number worth?", _charged(story), "04-sentiment"),
        ("What survives other reasonable choices?", robustness.in_short(story), "06-robustness"),
        ("What is there to work with?", ingest.in_short(story), "01-ingest"),
    ]


def _asked(story: Story, group: reported_figures.Group) -> str:
    """The codebook's question for the group of a measure that is reported most widely; a general one for the others."""
    asked = {question.answer_with: question.ask for question in story.codebook.questions}
    first = next(other for other in reported_figures.leading_groups(story) if other.measure == group.measure)
    return asked.get(group.measure) if first == group and group.measure in asked else reported_figures.question(group)


def _figure_answers(story: Story) -> list[Answer]:
    found = []
    for group in reported_figures.leading_groups(story)[:3]:
        words = _asked(story, group)
        answer = f"{reported_figures.group_finding(story, group)}\n\n{reported_figures.told(story, group)}"
        found.append((words, answer, "05-reported-figures"))
    return found


def _conflict_answers(story: Story) -> list[Answer]:
    shown = story.conflicts.head(5)
    lines = [
        f"- {row.explanation} {evidence_link(row.sentence_a, 'One')}"
        + (f" · {evidence_link(row.sentence_b, 'the other')}" if isinstance(row.sentence_b, str) else "")
        for row in shown.itertuples(index=False)
    ]
    more = len(story.conflicts) - len(shown)
    tail = [f"- {capital(count(more, 'further question'))} in the chapter."] if more > 0 else []
    said = "\n".join([reported_figures.conflicts_finding(story), "", *lines, *tail])
    return [("Which reports cannot both be true?", said, "05-reported-figures")]


def _frame_answers(story: Story) -> list[Answer]:
    rows = story.frames
    found = []
    for question in story.codebook.questions:
        own = rows[(rows["frame"] == question.answer_with) & (rows["n_sentences"] > 0)]
        if question.answer_with in story.codebook.frames:
            found.append((question.ask, _frame_answer(own, n_sources=rows["source"].nunique()), "02-framing"))
    return found


def _frame_answer(own: object, *, n_sources: int) -> str:
    if own.empty:
        return "No source uses words that would suggest it."
    ranked = own.sort_values(["share_sentences", "source"], ascending=[False, True], kind="stable")
    named = [f"{row.source} ({percent(row.share_sentences)} of sentences)" for row in ranked.itertuples(index=False)]
    every = len(ranked) == n_sources
    which = (
        f"all {count(n_sources, 'source')}" if every else f"{number_word(len(ranked))} of {count(n_sources, 'source')}"
    )
    return f"Words that suggest so stand in {which}: {listed(named)}. A cue is a lead, not a reading."


def _charged(story: Story) -> str:
    return f"{sentiment.order(story)} {sentiment.worth_in_short(story)}"


def not_concluded(story: Story) -> str:
    """What this corpus cannot show."""
    lines = framing.contrast_limits(story.articles)
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
    return {
        "every question has an answer": all(answer.strip() for _, answer, _ in answers(story)),
        "every article has an origin": set(story.origins["article_id"]) == set(story.articles["article_id"]),
    }
