"""05-reported-figures: how many, says who, as of when, and which statements cannot all be true."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pandas as pd

from analysis import charts
from analysis.exhibits.checks import spans_hold
from analysis.pipeline import Story
from analysis.report.links import evidence_link, from_exhibit
from analysis.report.show import Exhibit
from analysis.wording import capital, count, listed, number_word

_cited = partial(from_exhibit, notebook="05-reported-figures")
_MOST_CHARTS = 8
_MOST_NAMED = 3
CAUSES = {
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
_LEDGER_COLUMNS = {
    "source": "Source",
    "surface": "As written",
    "counted": "Of what",
    "measure": "Measure",
    "kind": "Kind",
    "bound": "Bound",
    "status": "Status",
    "as_of": "As of",
    "event_date": "Date of the event",
    "authority": "Credited to",
    "n_mentions": "Mentions",
}


def comparable(story: Story) -> pd.DataFrame:
    """The claims that may be set side by side: of the story's own measures or of one event, and not withdrawn."""
    return story.claims.query(
        "is_comparable and measure.notna() and kind in ['stock', 'flow', 'cumulative'] and status != 'withdrawn'"
    )


def withdrawn_finding(story: Story) -> str:
    """Which numbers articles have corrected or tell of as taken back; empty if none."""
    rows = story.claims.query("status == 'withdrawn'")
    if rows.empty:
        return ""
    named = listed([_by(row) for _, row in rows.head(_MOST_NAMED).iterrows()])
    more = f" and {number_word(len(rows) - _MOST_NAMED)} more" if len(rows) > _MOST_NAMED else ""
    said = f"{capital(count(len(rows), 'number'))} {'was' if len(rows) == 1 else 'were'} withdrawn, and no claim now:"
    return f"{_cited(said, name='ledger')} {named}{more}."


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

    def of(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The claims that belong to this group."""
        same = rows["population"].isna() if self.population is None else rows["population"] == self.population
        return rows[(rows["measure"] == self.measure) & (rows["kind"] == self.kind) & same].reset_index(drop=True)


def leading_groups(rows: pd.DataFrame, story: Story) -> list[Group]:
    """Groups of several claims in the order a reader asks: the codebook's questions first, then the most reported."""
    keyed = rows.assign(population=rows["population"].fillna(""))
    sizes = keyed.groupby(["measure", "kind", "population"]).agg(
        n_sources=("source", "nunique"), n=("figure_id", "size")
    )
    ranked = (
        sizes[sizes["n"] > 1]
        .reset_index()
        .sort_values(
            ["n_sources", "n", "measure", "kind", "population"],
            ascending=[False, False, True, True, True],
            kind="stable",
        )
    )
    found = [_group(story, row.measure, row.kind, row.population or None) for row in ranked.itertuples(index=False)]
    asked = [question.answer_with for question in story.codebook.questions]
    first = [group for name in asked for group in found if group.measure == name]
    return first + [group for group in found if group not in first]


def _group(story: Story, measure: str, kind: str, population: str | None) -> Group:
    known = story.codebook.measures.get(measure)
    return Group(measure, kind, population, known.label if known and known.is_general else None)


def by_measure(rows: pd.DataFrame, story: Story) -> Iterator[Exhibit]:
    """One dot-and-arrow chart for each group of comparable claims, most widely reported first."""
    groups = leading_groups(rows, story)
    if not groups:
        yield Exhibit(nothing_to_compare(story))
    for group in groups[:_MOST_CHARTS]:
        yield of_group(group, rows, story)
    if len(groups) > _MOST_CHARTS:
        further = count(len(groups) - _MOST_CHARTS, "further group")
        yield Exhibit(f"{further} of fewer sources: see the ledger below.")


def of_group(group: Group, rows: pd.DataFrame, story: Story) -> Exhibit:
    """The numbers of one group."""
    own = group.of(rows)
    return Exhibit(
        charts.reported_figures(own, sources=story.sources),
        question(group),
        group_finding(group, own, story),
        "The numbers are reports, not estimates: their range is no margin of error, and they are never averaged.",
        name=group.name,
        n=f"n = {count(len(own), 'claim')} by {count(own['source'].nunique(), 'source')}",
        columns=_LEDGER_COLUMNS,
        evidence={"surface": "figure_id"},
    )


def nothing_to_compare(story: Story) -> str:
    """Why no two numbers are set side by side."""
    n = len(story.claims)
    if n < 2:
        return "The articles report no two numbers." if n else "No article reports a figure."
    said = f"The articles make {count(n, 'numerical claim')}; as far as the sentences show, no two count the same "
    return _cited(f"{said}thing in one event, so none are set side by side.", name="ledger")


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


def group_finding(group: Group, rows: pd.DataFrame, story: Story) -> str:
    """The spread of a group's numbers, how many exclude each other, and what else is to be asked."""
    ledger = story.reported_figures
    ids = set(ledger.loc[ledger["repeats"].fillna(ledger["figure_id"]).isin(rows["figure_id"]), "figure_id"])
    both = story.conflicts["figure_a"].isin(ids) & story.conflicts["figure_b"].isin(ids)
    causes = story.conflicts.loc[both, "cause"]
    others = _not_compared(group, story)
    told = _of_events if group.kind == "flow" else spread
    said = [told(rows, are_all=others.empty)]
    if len(others):
        said.append(_cited(_set_aside(others, beside=rows), name="ledger"))
    if hard := int(causes.isin(EXCLUDING).sum()):
        pairs = f"{capital(count(hard, 'pair'))} of these statements cannot be squared as they stand."
        said.append(_cited(pairs, name="conflicts"))
    if open_ := sorted({CAUSES[cause] for cause in causes if cause not in EXCLUDING}):
        said.append(f"There is a question on {listed(open_)}.")
    return " ".join(said)


def spread(rows: pd.DataFrame, *, are_all: bool = True) -> str:
    """From the lowest to the highest number that sources report, vague ones apart.

    `are_all` is whether no further numbers of the same are set aside: only then may the sentence speak of all reports.
    """
    firm = rows[rows["bound"] != "vague"]
    if firm.empty:
        return "Only vague numbers are given." if are_all else "Only vague numbers are compared."
    ranked = firm.sort_values(["value", "figure_id"], kind="stable")
    lowest, highest = ranked.iloc[0], ranked.iloc[-1]
    if len(ranked) == 1:
        return f"{'One number is given' if are_all else 'One number stands by itself'}: {_by(lowest)}."
    some = _cited(f"{capital(count(len(ranked), 'claim'))} can be compared: they", name="ledger")
    if lowest["value"] == highest["value"]:
        sources = listed(sorted(set(ranked["source"])))
        return f"{'All numbers given' if are_all else some} agree on {_said(lowest)} ({sources})."
    return f"{'Reports' if are_all else some} run from {_by(lowest)} to {_by(highest)}."


def _of_events(rows: pd.DataFrame, *, are_all: bool = True) -> str:
    """From the lowest to the highest number of what happened, and over how many days: other days, other events."""
    said = spread(rows, are_all=are_all)
    dated = rows["event_date"].dropna()
    n_open = len(rows) - len(dated)
    if len(rows) < 2 or rows["value"].nunique() < 2 or dated.nunique() < 2:
        return said
    days = f"They are dated to {number_word(dated.nunique())} different times"
    days += f", {number_word(n_open)} to none" if n_open else ""
    return f"{said} {days}: numbers of different events need not agree."


def _by(row: pd.Series) -> str:
    return f"{_said(row)} ({row['source']})"


def _said(row: pd.Series) -> str:
    return evidence_link(row["figure_id"], f"“{row['surface'].strip()}”")


def _not_compared(group: Group, story: Story) -> pd.DataFrame:
    """The claims of a general measure that are not shown beside each other."""
    if group.label is None:
        return story.claims.iloc[:0]
    return group.of(story.claims).query("not is_comparable and status != 'withdrawn'")


def _set_aside(others: pd.DataFrame, *, beside: pd.DataFrame) -> str:
    """How many numbers are not compared, how far those of the same unit reach, and why."""
    n, units = len(others), beside["unit"].fillna("").unique()
    firm = others[(others["bound"] != "vague") & others["unit"].fillna("").isin(units)]
    firm = firm.sort_values(["value", "figure_id"], kind="stable")
    reach = ""
    if len(firm) > 1 and firm["value"].nunique() > 1:
        reach = f", from {_said(firm.iloc[0])} to {_said(firm.iloc[-1])},"
    further = f"{capital(count(n, 'further number'))}{reach} {'is' if n == 1 else 'are'} not compared with "
    return f"{further}these: of other events, parts, forecasts, or of an event that the sentence does not show."


def timeline(rows: pd.DataFrame, story: Story) -> Exhibit:
    """Which dates are reported of each event: claims of the kind `flow`."""
    drawing = charts.timeline(rows, sources=story.sources)
    return Exhibit(
        drawing,
        "What happened when, and who says so?",
        timeline_finding(story),
        name="timeline",
        n=f"n = {len(drawing.rows)} claims",
        rows=drawing.rows[["event", "date", "source", "as_of_basis", "figure_id"]],
        evidence="figure_id",
    )


def timeline_finding(story: Story) -> str:
    """Which events have two dates, and how many flows have none."""
    n = int((story.conflicts["cause"] == "date").sum())
    flows = story.claims.query("kind == 'flow'")
    undated = int(flows["event_date"].isna().sum())
    said = (
        f"{capital(count(n, 'event'))} {'is' if n == 1 else 'are'} given two dates."
        if n
        else "No event is given two dates."
    )
    if undated:
        said += f" For {number_word(undated)} of {len(flows)} events the article gives no date that can be resolved."
    return _cited(said, name="timeline")


def conflicts(rows: pd.DataFrame, story: Story) -> Exhibit:
    """Statements that cannot both be true, each as written: rows of `conflicts`."""
    said = story.sentences.merge(story.articles[["article_id", "source"]], on="article_id").set_index("sentence_id")
    sides = {
        f"{name}_{side}": rows[f"sentence_{side}"].map(said[column])
        for name, column in (("source", "source"), ("said", "text"))
        for side in ("a", "b")
    }
    return Exhibit(
        rows.assign(cause_in_words=rows["cause"].map(CAUSES), **sides),
        "Statements that cannot be squared as they stand",
        name="conflicts",
        columns={
            "explanation": "Question",
            "source_a": "Source",
            "said_a": "It says",
            "source_b": "Other source",
            "said_b": "It says",
        },
        evidence={"said_a": "sentence_a", "said_b": "sentence_b"},
    )


def conflicts_finding(story: Story) -> str:
    """How many contradictions of which causes."""
    found = story.conflicts
    if found.empty:
        return "No two of the statements that can be compared exclude each other."
    causes = found["cause"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    named = [f"{number_word(n)} on {CAUSES[cause]}" for cause, n in causes.items()]
    said = (
        f"**{capital(count(len(found), 'question'))} for the reader**: {listed(named)}. "
        "A flag is a question, not a verdict: it does not say who is wrong."
    )
    return _cited(said, name="conflicts")


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


def agreements(rows: pd.DataFrame) -> Exhibit:
    """Figures that fit together: rows of `agreements`."""
    columns = {"explanation": "What fits"}
    return Exhibit(rows, "Figures that fit", name="agreements", columns=columns, evidence="figures")


def authorities(counts: pd.DataFrame, story: Story) -> Exhibit:
    """How many claims (`n_figures`) each `source` credits to each `authority`; empty is the article's own voice."""
    return Exhibit(
        charts.authorities_by_source(counts, sources=story.sources),
        "Who is credited?",
        credit_finding(counts),
        name="authorities",
        n=f"n = {counts['n_figures'].sum()} claims",
        evidence="sentence_id",
    )


def credit_finding(counts: pd.DataFrame) -> str:
    """How much is credited to nobody, and who is credited most widely."""
    nobody = int(counts.loc[counts["authority"].isna(), "n_figures"].sum())
    widely = counts.dropna(subset=["authority"]).groupby("authority")["source"].nunique()
    n = int(counts["n_figures"].sum())
    said = f"{capital(count(nobody, 'claim'))} of {n} {'is' if nobody == 1 else 'are'} credited to nobody."
    if len(widely):
        top = widely.sort_index().sort_values(ascending=False, kind="stable")
        said += f" Credited by most sources: {top.index[0]} ({count(int(top.iloc[0]), 'source')})."
    return _cited(said, name="authorities")


def ledger(rows: pd.DataFrame) -> Exhibit:
    """Every claim with its words as written."""
    return Exhibit(
        rows,
        "Every reported figure",
        name="ledger",
        columns=_LEDGER_COLUMNS,
        evidence={"surface": "figure_id"},
        max_rows=300,
        download="reported_figures",
    )


def in_short(story: Story) -> str:
    """The answer in words: the spread of the leading measure, the contradictions, what is credited to nobody."""
    rows, shown = story.claims, comparable(story)
    if rows.empty:
        return "No article reports a figure."
    opening = f"The articles make **{count(len(rows), 'numerical claim')}** in {len(story.reported_figures)} mentions."
    said = [_cited(opening, name="ledger")]
    said += [
        f"**{question(group)}** {group_finding(group, group.of(shown), story)}"
        for group in leading_groups(shown, story)[:1]
    ]
    credited = rows.groupby(["source", "authority"], dropna=False, as_index=False).agg(n_figures=("figure_id", "size"))
    said += [conflicts_finding(story), withdrawn_finding(story), credit_finding(credited)]
    return "\n\n".join(filter(None, said))


def limits(story: Story) -> str:
    """What the ledger cannot show for this corpus."""
    undated = int(story.claims.query("kind == 'stock'")["as_of"].isna().sum())
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
    figures, found = story.reported_figures, story.conflicts
    ids, sentences = set(figures["figure_id"]), set(story.sentences["sentence_id"])
    low, high = figures["low"].fillna(float("-inf")), figures["high"].fillna(float("inf"))
    return {
        "every figure is found in its article at its span": spans_hold(story, "reported_figures", text="surface"),
        "every figure stands in a sentence of the corpus": set(figures["sentence_id"]) <= sentences,
        "no figure has a lower limit above its upper limit": bool((low <= high).all()),
        "every conflict names figures and sentences that exist": set(found["figure_a"].dropna()) <= ids
        and set(found["figure_b"].dropna()) <= ids
        and set(found["sentence_a"]) | set(found["sentence_b"].dropna()) <= sentences,
        "claims and their repeats add up to the ledger": int(story.claims["n_mentions"].sum()) == len(figures),
    }
