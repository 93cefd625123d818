"""05-reported-figures: how many, says who, as of when, and which statements cannot all be true."""

import re
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analysis.pipeline import Story
from analysis.report.findings.checks import spans_hold
from analysis.report.publish import evidence_link, from_exhibit
from analysis.wording import capital, count, listed, number_word

_CHAPTER = "05-reported-figures"
_COUNTING_KINDS = ("stock", "flow", "cumulative")
_CAUSES = {
    "date": "the date of an event or a count",
    "value": "numbers that exclude each other",
    "definition": "what is counted",
    "staleness": "a count that may be out of date",
    "authority": "who is credited",
    "attribution": "a credit that was dropped",
    "impossible_quote": "words said on a day when the speaker could not speak",
}
# Causes by which two statements cannot both be true; the others ask who or what is meant.
EXCLUDING = ("date", "value", "staleness")


def claims(story: Story) -> pd.DataFrame:
    """The ledger without repeats inside one article."""
    return story.claims


def comparable(story: Story) -> pd.DataFrame:
    """The claims that may be shown together: of the story's own measures, or of one event."""
    return story.claims[story.claims["is_comparable"]]


@dataclass(frozen=True, order=True)
class Group:
    """Claims that can be compared: one measure and kind, of one population (None = whatever is counted).

    `label` is set for measures of general news, whose names make no sentence.
    """

    measure: str
    kind: str
    population: str | None
    label: str | None = field(default=None, compare=False)

    @property
    def name(self) -> str:
        """The group in small letters and hyphens, for the name of its chart."""
        words = " ".join(part for part in (self.population, self.measure, self.kind) if part)
        return "-".join(re.findall("[a-z0-9]+", words.lower())) or "figures"


def groups(story: Story) -> list[Group]:
    """Groups with more than one claim, those that most sources report first."""
    rows = comparable(story).query("kind in @_COUNTING_KINDS").dropna(subset=["measure"])
    keyed = rows.assign(population=rows["population"].fillna(""))
    sizes = keyed.groupby(["measure", "kind", "population"]).agg(
        n_sources=("source", "nunique"), n=("figure_id", "size")
    )
    several = sizes[sizes["n"] > 1].reset_index()
    ranked = several.sort_values(
        ["n_sources", "n", "measure", "kind", "population"], ascending=[False, False, True, True, True], kind="stable"
    )
    return [_group(story, row.measure, row.kind, row.population or None) for row in ranked.itertuples(index=False)]


def _group(story: Story, measure: str, kind: str, population: str | None) -> Group:
    known = story.codebook.measures.get(measure)
    return Group(measure, kind, population, known.label if known and known.is_general else None)


def leading_groups(story: Story) -> list[Group]:
    """Groups in the order a reader asks: those of the codebook's questions first, then the most widely reported."""
    found = groups(story)
    asked = [question.answer_with for question in story.codebook.questions]
    first = [group for name in asked for group in found if group.measure == name]
    return first + [group for group in found if group not in first]


def of_group(story: Story, group: Group) -> pd.DataFrame:
    """The claims of one group."""
    rows = comparable(story)
    same = rows["population"].isna() if group.population is None else rows["population"] == group.population
    return rows[(rows["measure"] == group.measure) & (rows["kind"] == group.kind) & same].reset_index(drop=True)


def nothing_to_compare(story: Story) -> str:
    """Why no two numbers are set side by side."""
    n = len(claims(story))
    if n < 2:
        return "The articles report no two numbers." if n else "No article reports a figure."
    said = f"The articles make {count(n, 'numerical claim')}; as far as the sentences show, no two count the same "
    return from_exhibit(f"{said}thing in one event, so none are set side by side.", _CHAPTER, name="ledger")


def question(group: Group) -> str:
    """What the chart of one group asks."""
    if group.label:
        how_many = {"stock": "how many, says who, as of when?", "flow": "how many, says who?"}
        return f"{capital(_counted(group))}: {how_many.get(group.kind, 'how many in all, says who?')}"
    who = f"{group.population} " if group.population else ""
    words = f"{who}{'{}'} {group.measure.replace('_', ' ').removesuffix(' since')}"
    return {
        "stock": f"How many {words.format('are')}, says who, as of when?",
        "flow": f"How many {words.format('were')} in each event?",
        "cumulative": f"How many {words.format('have been')} in all, over the whole period?",
    }[group.kind]


def _counted(group: Group) -> str:
    """What a general measure counts, with the people or things counted: "women killed" for "people killed"."""
    first, _, rest = (group.label or "").partition(" ")
    if group.population in (None, "people", first):
        return group.label or ""
    return f"{group.population} {rest}" if rest else f"{group.population} ({group.label})"


def spread(rows: pd.DataFrame) -> str:
    """From the lowest to the highest number that sources report, vague ones apart."""
    firm = rows[rows["bound"] != "vague"]
    if firm.empty:
        return "Only vague numbers are given."
    ranked = firm.sort_values(["value", "figure_id"], kind="stable")
    lowest, highest = ranked.iloc[0], ranked.iloc[-1]
    if len(ranked) == 1 or lowest["value"] == highest["value"]:
        sources = listed(sorted(set(ranked["source"])))
        return f"All numbers given agree on {_said(lowest)} ({sources})."
    return f"Reports run from {_said(lowest)} ({lowest['source']}) to {_said(highest)} ({highest['source']})."


def _of_events(rows: pd.DataFrame) -> str:
    """From the lowest to the highest number of what happened, and over how many days: other days, other events."""
    dated = rows["event_date"].dropna()
    n_open = len(rows) - len(dated)
    if len(rows) < 2 or rows["value"].nunique() < 2 or dated.nunique() < 2:
        return spread(rows)
    days = f"They are dated to {number_word(dated.nunique())} different times"
    days += f", {number_word(n_open)} to none" if n_open else ""
    return f"{spread(rows)} {days}: numbers of different events need not agree."


def _said(row: pd.Series | dict) -> str:
    return evidence_link(row["figure_id"], f"“{row['surface'].strip()}”")


def group_finding(story: Story, group: Group) -> str:
    """The finding of one chart: the spread of its numbers, how many exclude each other, what else is to be asked."""
    rows = of_group(story, group)
    ledger = story.reported_figures
    mentions = ledger[ledger["repeats"].fillna(ledger["figure_id"]).isin(rows["figure_id"])]
    ids = set(mentions["figure_id"])
    causes = story.conflicts.loc[story.conflicts["figure_a"].isin(ids) & story.conflicts["figure_b"].isin(ids), "cause"]
    aside = _set_aside(story, group, n_shown=len(rows))
    said = [
        _of_events(rows) if group.kind == "flow" else spread(rows),
        *(from_exhibit(words, _CHAPTER, name="ledger") for words in aside),
    ]
    if hard := int(causes.isin(EXCLUDING).sum()):
        pairs = f"{capital(count(hard, 'pair'))} of these statements cannot be squared as they stand."
        said.append(from_exhibit(pairs, _CHAPTER, name="conflicts"))
    if open_ := sorted({_CAUSES[cause] for cause in causes if cause not in EXCLUDING}):
        said.append(f"There is a question on {listed(open_)}.")
    return " ".join(said)


def _set_aside(story: Story, group: Group, *, n_shown: int) -> list[str]:
    """How many numbers of a general measure are not shown beside each other, and why."""
    if group.label is None:
        return []
    rows = claims(story)
    same = rows["population"].isna() if group.population is None else rows["population"] == group.population
    n = int(((rows["measure"] == group.measure) & (rows["kind"] == group.kind) & same).sum()) - n_shown
    if n < 1:
        return []
    further = f"{capital(count(n, 'further number'))} {'is' if n == 1 else 'are'} not compared with these: of other "
    return [f"{further}events, parts, forecasts, or of an event that the sentence does not show."]


def in_short(story: Story) -> str:
    """The answer in words: the spread of the leading measure, the contradictions, what is credited to nobody."""
    rows = claims(story)
    if rows.empty:
        return "No article reports a figure."
    opening = f"The articles make **{count(len(rows), 'numerical claim')}** in {len(story.reported_figures)} mentions."
    said = [from_exhibit(opening, _CHAPTER, name="ledger")]
    said += [f"**{question(group)}** {group_finding(story, group)}" for group in leading_groups(story)[:1]]
    said += [conflicts_finding(story), credit_finding(story)]
    return "\n\n".join(said)


def conflicts_finding(story: Story) -> str:
    """How many contradictions of which causes."""
    found = story.conflicts
    if found.empty:
        return "No two of the statements that can be compared exclude each other."
    causes = found["cause"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    named = [f"{number_word(n)} on {_CAUSES[cause]}" for cause, n in causes.items()]
    said = (
        f"**{capital(count(len(found), 'question'))} for the reader**: {listed(named)}. "
        "A flag is a question, not a verdict: it does not say who is wrong."
    )
    return from_exhibit(said, _CHAPTER, name="conflicts")


def credit_finding(story: Story) -> str:
    """How much is credited to nobody, and who is credited most widely."""
    rows = claims(story)
    nobody = int(rows["authority"].isna().sum())
    widely = rows.dropna(subset=["authority"]).groupby("authority")["source"].nunique()
    said = f"{capital(count(nobody, 'claim'))} of {len(rows)} {'is' if nobody == 1 else 'are'} credited to nobody."
    if len(widely):
        top = widely.sort_index().sort_values(ascending=False, kind="stable")
        said += f" Credited by most sources: {top.index[0]} ({count(int(top.iloc[0]), 'source')})."
    return from_exhibit(said, _CHAPTER, name="authorities")


def explained(story: Story, row: Any) -> str:
    """What a conflict says, each of its two figures leading to the place where it is written."""
    surfaces = story.reported_figures.set_index("figure_id")["surface"]
    words, done = row.explanation, 0
    for figure_id in (row.figure_a, row.figure_b):
        surface = surfaces.get(figure_id, "").strip() if isinstance(figure_id, str) else ""
        place = words.lower().find(surface.lower(), done) if surface else -1
        if place >= 0:
            link = evidence_link(figure_id, words[place : place + len(surface)])
            words, done = words[:place] + link + words[place + len(surface) :], place + len(link)
    return words


def conflict_table(story: Story) -> pd.DataFrame:
    """Every conflict with both statements as written, side by side."""
    text = story.sentences.set_index("sentence_id")["text"]
    source = story.sentences.merge(story.articles[["article_id", "source"]], on="article_id")
    source = source.set_index("sentence_id")["source"]
    found = story.conflicts
    return found.assign(
        cause_in_words=found["cause"].map(_CAUSES),
        source_a=found["sentence_a"].map(source),
        source_b=found["sentence_b"].map(source),
        said_a=found["sentence_a"].map(text),
        said_b=found["sentence_b"].map(text),
    )


def events(story: Story) -> pd.DataFrame:
    """Dated and undated flows for the timeline: one row for each claim."""
    rows = comparable(story)
    flows = rows[(rows["kind"] == "flow") & rows["measure"].notna()]
    names = [_event_name(row) for row in flows.to_dict("records")]
    dated = flows.assign(event=names, date=flows["event_date"])
    known = set(dated.loc[dated["date"].notna(), "event"])
    return dated[dated["event"].isin(known)].reset_index(drop=True)


def _event_name(row: dict) -> str:
    return f"{row['surface'].strip()} {row['measure'].replace('_', ' ')}"


def timeline_finding(story: Story) -> str:
    """Which events have two dates, and how many flows have none."""
    disputed = story.conflicts[story.conflicts["cause"] == "date"]
    flows = claims(story).query("kind == 'flow'")
    undated = int(flows["event_date"].isna().sum())
    said = (
        f"{capital(count(len(disputed), 'event'))} {'is' if len(disputed) == 1 else 'are'} given two dates."
        if len(disputed)
        else "No event is given two dates."
    )
    said += f" For {number_word(undated)} of {len(flows)} events the article gives no date that can be resolved."
    return from_exhibit(said, _CHAPTER, name="timeline")


def authority_counts(story: Story) -> pd.DataFrame:
    """Claims by source and by whom they are credited to; an empty authority is the article's own voice."""
    rows = claims(story)
    counts = rows.groupby(["source", "authority"], dropna=False).agg(
        n_figures=("figure_id", "size"), sentence_id=("sentence_id", "first")
    )
    return counts.reset_index()


def limits(story: Story) -> str:
    """What the ledger cannot show for this corpus."""
    rows = claims(story)
    undated = int(rows.query("kind == 'stock'")["as_of"].isna().sum())
    said = [
        "- The ledger is read by rules. Every row leads to its sentence: check a number there before quoting it.",
        "- A range of reports is not a confidence interval, and articles that copy one text are one witness, not "
        "several.",
    ]
    if undated:
        said.append(
            f"- {capital(count(undated, 'count'))} of people at a point in time {'has' if undated == 1 else 'have'} no "
            "date: two such counts may differ because time passed, not because one is wrong."
        )
    return "\n".join(said)


def checks(story: Story) -> dict[str, bool]:
    """What must hold between figures, sentences and conflicts."""
    ledger, found = story.reported_figures, story.conflicts
    ids, sentences = set(ledger["figure_id"]), set(story.sentences["sentence_id"])
    low, high = ledger["low"].fillna(float("-inf")), ledger["high"].fillna(float("inf"))
    return {
        "every figure is found in its article at its span": spans_hold(story, "reported_figures", text="surface"),
        "every figure stands in a sentence of the corpus": set(ledger["sentence_id"]) <= sentences,
        "no figure has a lower limit above its upper limit": bool((low <= high).all()),
        "every conflict names figures and sentences that exist": set(found["figure_a"].dropna()) <= ids
        and set(found["figure_b"].dropna()) <= ids
        and set(found["sentence_a"]) | set(found["sentence_b"].dropna()) <= sentences,
        "claims and their repeats add up to the ledger": int(claims(story)["n_mentions"].sum()) == len(ledger),
    }


LEDGER_COLUMNS = {
    "source": "Source",
    "surface": "As written",
    "counted": "Of what",
    "measure": "Measure",
    "kind": "Kind",
    "bound": "Bound",
    "as_of": "As of",
    "event_date": "Date of the event",
    "authority": "Credited to",
    "n_mentions": "Mentions",
}


CONFLICT_COLUMNS = {
    "explanation": "Question",
    "source_a": "Source",
    "said_a": "It says",
    "source_b": "Other source",
    "said_b": "It says",
}
