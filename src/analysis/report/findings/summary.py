"""07-summary: the questions a reader brings, each answered from the tables."""

import pandas as pd

from analysis import framing
from analysis.pipeline import Story
from analysis.report.findings import framing as chapter_framing
from analysis.report.findings import framing_frames, ingest, reported_figures, sentiment, voices
from analysis.report.publish import evidence_link, from_exhibit
from analysis.statistics.permutation import ARTICLES_FOR_A_TEST
from analysis.wording import capital, count, listed, number_word, percent

CHAPTERS = {
    "01-ingest": "what there is to work with",
    "02-framing": "words, frames and origins",
    "03-voices": "who gets to speak",
    "04-sentiment": "how charged the writing is",
    "05-reported-figures": "every reported figure",
    "06-robustness": "what survives other choices",
}
_MOST_GROUPS, _MOST_CONFLICTS, _MOST_FRAMES = 3, 8, 4
_MOST_ROWS, _MANY_SOURCES = 16, 6
_BUILT_IN = ("functions", "generic")
_NO_TEST = "That is too few to call any difference between sources more than a difference between these articles."
_NOT_WHO_IS_RIGHT = "Who is right: this page says what is reported, by whom, and where reports exclude each other."


def in_short(story: Story) -> str:
    """The picture that a reader who stops here takes away."""
    lines = [
        *_figures_in_short(story),
        f"**Can all of it be true?** {_conflicts_in_short(story)}",
        f"**Who gets to speak?** {voices.in_one_line(story)}",
        f"**How charged is the writing?** {sentiment.order(story)}",
        f"**What cannot be concluded?** {_unsaid(story)}",
    ]
    return "\n".join([chapter_framing.witnesses(story), "", *(f"- {line}" for line in lines)])


def _figures_in_short(story: Story) -> list[str]:
    return [f"**{asked(story, group)}** {reported_figures.group_finding(story, group)}" for group in groups(story)[:1]]


def _unsaid(story: Story) -> str:
    lines = framing.contrast_limits(story.articles)
    per_source = story.articles["source"].value_counts()
    no_test = len(per_source) > 1 and per_source.max() < ARTICLES_FOR_A_TEST
    said = f"{lines[0]} {_NO_TEST}" if no_test else " ".join(lines) or _NOT_WHO_IS_RIGHT
    return from_exhibit(said, "02-framing", name="contrasts")


def _conflicts_in_short(story: Story) -> str:
    found = story.conflicts.assign(
        said=[reported_figures.explained(story, row) for row in story.conflicts.itertuples()]
    )
    if found.empty:
        return "No two statements that can be compared exclude each other."
    hard = found[found["cause"].isin(reported_figures.EXCLUDING)]
    open_ = len(found) - len(hard)
    said = []
    if len(hard):
        shortest = hard.loc[hard["explanation"].map(lambda words: (len(words), words)).idxmin(), "said"]
        opening = f"{capital(count(len(hard), 'pair'))} of statements cannot both hold as they stand."
        said = [from_exhibit(opening, "05-reported-figures", name="conflicts"), shortest]
    if open_:
        further = "further question" if said else "question"
        words = f"{capital(count(open_, further))} {'is' if open_ == 1 else 'are'} open."
        said.append(from_exhibit(words, "05-reported-figures", name="conflicts"))
    return " ".join(said)


def groups(story: Story) -> list[reported_figures.Group]:
    """The groups of comparable claims that the first page shows."""
    return reported_figures.leading_groups(story)[:_MOST_GROUPS]


def asked(story: Story, group: reported_figures.Group) -> str:
    """The codebook's question for the group of a measure that is reported most widely; a general one for the others."""
    questions = {question.answer_with: question.ask for question in story.codebook.questions}
    first = next(other for other in reported_figures.leading_groups(story) if other.measure == group.measure)
    is_asked = first == group and group.measure in questions
    return questions[group.measure] if is_asked else reported_figures.question(group)


def contradictions(story: Story) -> str:
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


def frames(story: Story) -> pd.DataFrame:
    """The frames that the codebook's questions ask for; without such questions its own, or else the built-in ones."""
    defined = story.codebook.frames
    wanted = [question.answer_with for question in story.codebook.questions if question.answer_with in defined]
    own = [name for name, frame in defined.items() if frame.group not in _BUILT_IN]
    rows = story.frames[story.frames["frame"].isin(wanted or own or list(defined))]
    used = rows.groupby("frame")["n_sentences"].sum().sort_values(ascending=False, kind="stable")
    shown = rows[rows["frame"].isin(wanted or used.index[:_MOST_FRAMES])].reset_index(drop=True)
    return framing_frames.with_reliability(story, framing_frames.with_evidence(story, shown))


def most_quoted(shares: pd.DataFrame) -> pd.DataFrame:
    """The speakers to draw on the first page: all of a few, the most quoted of many."""
    ranked = shares.sort_values("n_words", ascending=False, kind="stable").head(_MOST_ROWS)
    return shares.loc[sorted(ranked.index)].reset_index(drop=True)


def whole_sources(means: pd.DataFrame) -> pd.DataFrame:
    """The means to draw on the first page: of many sources only that of all their sentences."""
    many = means["group"].nunique() > _MANY_SOURCES
    return means[means["part"] == "all"].reset_index(drop=True) if many else means


def closest(pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs of articles to draw on the first page."""
    return pairs.head(_MOST_ROWS)


def left_off(drawn: pd.DataFrame, rows: pd.DataFrame, noun: str) -> str:
    """What the chart leaves to its table, in words to add to its number of cases."""
    more = len(rows) - len(drawn)
    return f"; {count(more, f'further {noun}')} in the table" if more > 0 else ""


def telling(story: Story) -> str:
    """How far each frame that the first page shows is suggested, by source."""
    rows = frames(story)
    questions = {question.answer_with: question.ask for question in story.codebook.questions}
    lines = [
        f"- **{questions.get(name, story.codebook.frames[name].question)}** {_suggested(own)}"
        for name, own in _most_used_first(rows)
    ]
    return "\n".join(["Words that suggest a yes, by the share of sentences they stand in:", "", *lines])


def _most_used_first(rows: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """The rows of each frame, in the order of the chart."""
    found = list(rows.groupby("frame", sort=True))
    return sorted(found, key=lambda one: -int(one[1]["n_sentences"].sum()))


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


def charged(story: Story) -> str:
    """The order of the sources by tone, and what such a score is worth."""
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
    answered = [in_short(story), contradictions(story), telling(story), charged(story), ingest.in_short(story)]
    return {
        "every question has an answer": all(answer.strip() for answer in answered),
        "every article has an origin": set(story.origins["article_id"]) == set(story.articles["article_id"]),
    }
