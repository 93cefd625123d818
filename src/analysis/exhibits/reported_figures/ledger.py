"""When what happened, which statements cannot both hold, who is credited, and the ledger itself."""

from typing import Any

import pandas as pd

from analysis import charts
from analysis.exhibits.checks import spans_hold
from analysis.exhibits.languages import articles_read
from analysis.exhibits.reported_figures.groups import (
    LEDGER_COLUMNS,
    by,
    cited,
    comparable,
    group_finding,
    leading_groups,
    question,
    told_once,
)
from analysis.pipeline import Story
from analysis.report.links import evidence_link
from analysis.report.show import Exhibit
from analysis.wording import capital, count, how_many, listed, number_word

CAUSES = {
    "date": "the date of an event or a count",
    "value": "numbers that exclude each other",
    "definition": "what is counted",
    "staleness": "a count that may be out of date",
    "authority": "who is credited",
    "attribution": "a credit that was dropped",
    "impossible_quote": "words said on a day when the speaker could not speak",
}
RELATIONS = {"contradicts": "cannot both hold", "differs": "differ"}
_ONE = {"differs": "differs"}
_MOST_NAMED = 3


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
    flows = story.claims.query("kind == 'flow'")
    # Two counts of how many are there on two days are no two dates of one event.
    found = told_once(story.conflicts)
    dated = found["cause"].eq("date") & found["figure_a"].isin(flows["figure_id"])
    n = int(dated.sum())
    undated = int(flows["event_date"].isna().sum())
    said = (
        f"{capital(count(n, 'event'))} {'is' if n == 1 else 'are'} given two dates."
        if n
        else "No event is given two dates."
    )
    if undated:
        said += f" {_undated(undated, len(flows))} date that can be worked out."
    return cited(said, name="timeline")


def _undated(n: int, n_all: int) -> str:
    if n_all == 1:
        return "The one report of an event gives no"
    if n == n_all:
        return f"{'Neither report' if n == 2 else f'None of the {number_word(n)} reports'} of an event gives a"
    some = f"{capital(how_many(n))} of {number_word(n_all)}"
    return f"{some} reports of an event {'gives' if n == 1 else 'give'} no"


def conflicts(rows: pd.DataFrame, story: Story) -> Exhibit:
    """Statements that cannot both be true, each as written: rows of `conflicts`, each pair of numbers once."""
    rows = told_once(rows)
    said = story.sentences.merge(story.articles[["article_id", "source"]], on="article_id").set_index("sentence_id")
    sides = {
        f"{name}_{side}": rows[f"sentence_{side}"].map(said[column])
        for name, column in (("source", "source"), ("said", "text"))
        for side in ("a", "b")
    }
    return Exhibit(
        rows.assign(relation=rows["relation"].map(RELATIONS).fillna(rows["cause"].map(CAUSES)), **sides),
        "Statements that cannot be squared as they stand",
        name="conflicts",
        columns={
            "relation": "They",
            "explanation": "Question",
            "source_a": "Source",
            "said_a": "It says",
            "source_b": "Other source",
            "said_b": "It says",
        },
        evidence={"said_a": "sentence_a", "said_b": "sentence_b"},
    )


def conflicts_finding(story: Story) -> str:
    """How many pairs contradict each other, how many differ, and on what; the same two numbers count once."""
    found = told_once(story.conflicts)
    if found.empty:
        is_any = len(story.comparisons) and story.comparisons["relation"].ne("not_comparable").any()
        return (
            "No two of the statements that can be compared exclude each other."
            if is_any
            else "No two statements count the same thing, so none can exclude another."
        )
    counts = found["relation"].value_counts()
    said = []
    for relation, words in RELATIONS.items():
        if n := int(counts.get(relation, 0)):
            said.append(f"{count(n, 'pair')} of statements {_ONE.get(relation, words) if n == 1 else words}")
    further = int((~found["relation"].isin(list(RELATIONS))).sum())
    if further:
        said.append(f"{count(further, 'other question')} {'is' if further == 1 else 'are'} open")
    causes = found["cause"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    named = [f"{number_word(n)} on {CAUSES[cause]}" for cause, n in causes.items()]
    if len(named) == 1:
        named = [f"{'' if len(found) == 1 else 'both ' if len(found) == 2 else 'all '}on {CAUSES[causes.index[0]]}"]
    opening = f"**{capital(listed(said))}**: {listed(named)}."
    return cited(f"{opening} A flag is a question, not a verdict: it does not say who is wrong.", name="conflicts")


def withdrawn_finding(story: Story) -> str:
    """Which numbers articles have corrected or tell of as taken back; empty if none."""
    rows = story.claims.query("status == 'withdrawn'")
    if rows.empty:
        return ""
    named = listed([by(row) for _, row in rows.head(_MOST_NAMED).iterrows()])
    more = f" and {number_word(len(rows) - _MOST_NAMED)} more" if len(rows) > _MOST_NAMED else ""
    one = len(rows) == 1
    said = f"{capital(count(len(rows), 'number'))} {'was' if one else 'were'} withdrawn and {'is' if one else 'are'} "
    said += "not compared:"
    return f"{cited(said, name='ledger')} {named}{more}."


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


def comparisons(rows: pd.DataFrame) -> Exhibit:
    """Why two numbers were set beside each other, or not: rows of `comparisons`."""
    return Exhibit(
        rows.assign(relation=rows["relation"].str.replace("_", " ")),
        "How do two claims of one thing relate?",
        name="comparisons",
        columns={"counted": "Of what", "relation": "They are", "reason": "Why"},
        evidence={"relation": "claim_a", "counted": "claim_b"},
        max_rows=200,
        download="comparisons",
    )


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
    if n == 1:
        said = f"The one claim is credited to {'nobody' if nobody else 'somebody'}."
    elif nobody in (0, n):
        each, somebody = ("None", "anybody") if nobody else ("Each", "somebody")
        said = f"{each} of the {count(n, 'claim')} is credited to {somebody}."
    else:
        said = (
            f"{capital(how_many(nobody))} of {count(n, 'claim')} {'is' if nobody == 1 else 'are'} credited to nobody."
        )
    if len(widely) and widely.max() > 1:
        top = widely.sort_index().sort_values(ascending=False, kind="stable")
        said += f" Most widely credited: {top.index[0]} ({count(int(top.iloc[0]), 'source')})."
    return cited(said, name="authorities")


def ledger(rows: pd.DataFrame) -> Exhibit:
    """Every claim with its words as written."""
    return Exhibit(
        rows,
        "Every reported figure",
        name="ledger",
        columns=LEDGER_COLUMNS,
        evidence={"surface": "figure_id"},
        max_rows=300,
        download="reported_figures",
    )


def in_short(story: Story) -> str:
    """The answer in words: the spread of the leading measure, the contradictions, what is credited to nobody."""
    rows, shown = story.claims, comparable(story)
    if rows.empty:
        return f"No {articles_read(story)} reports a figure."
    who = "The article makes" if len(story.articles) == 1 else "The articles make"
    mentions = count(len(story.reported_figures), "mention")
    opening = f"{who} **{count(len(rows), 'numerical claim')}** in {mentions}."
    said = [cited(opening, name="ledger")]
    said += [
        f"**{question(group)}** {group_finding(group, group.of(shown, story), story)}"
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
            "date: such a count may differ from another because time passed, not because one is wrong."
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
