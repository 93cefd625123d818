"""06-robustness: which findings survive other reasonable choices."""

from typing import Any

import pandas as pd

from analysis.charts.survival import VERDICTS
from analysis.pipeline import Story
from analysis.report.publish import from_exhibit
from analysis.wording import capital, count, number_word

_CHAPTER = "06-robustness"
CHOICES = (
    "stop_words",
    "word_forms",
    "longest_term",
    "ranked_by",
    "rules",
    "lexicon",
    "marks",
    "sentences",
    "quotations",
    "boilerplate",
    "left_out",
)
_ESTIMATES = {
    "vocabulary": "place of the term",
    "similarity": "how far this pair is ahead of the next (difference of cosines)",
    "sentiment": "difference of mean scores",
}
_MOST_SHOWN = 15
_MEAN, _SHARE = "The mean score of", "Half of the terms"


def touchiest(story: Story) -> list[tuple[str, str]]:
    """Of each measure the finding that survives least, with what its estimate is: where a choice matters most."""
    rows = survival(story).dropna(subset=["share"])
    least = rows.sort_values(["share", "finding"], kind="stable").groupby("measure", sort=True).head(1)
    return [(row.finding, _estimate(row)) for row in least.sort_values("measure").itertuples(index=False)]


def _estimate(row: Any) -> str:
    """What the numbers of this finding's specifications are."""
    if row.finding.startswith(_MEAN):
        return "mean score"
    return "share of the terms that stay" if row.finding.startswith(_SHARE) else _ESTIMATES[row.measure]


def of_finding(story: Story, finding: str) -> pd.DataFrame:
    """The specifications of one finding, with the choices that vary in it."""
    rows = story.specifications[story.specifications["finding"] == finding]
    varied = [name for name in CHOICES if rows[name].nunique(dropna=True) > 1]
    return rows[["estimate", "is_default", "holds", "result", *varied]].reset_index(drop=True)


def explanation(story: Story, finding: str) -> str:
    """What becomes of one finding, and the choice that moves it most."""
    said = str(story.survival.set_index("finding")["explanation"][finding])
    return from_exhibit(said, _CHAPTER, name="survival")


def survival(story: Story) -> pd.DataFrame:
    """In how many specifications each finding holds, the sturdiest first."""
    rows = story.survival
    return rows.sort_values(["share", "finding"], ascending=[False, True], kind="stable", na_position="last")


def in_short(story: Story) -> str:
    """How many findings survive all, most, or few of the combinations."""
    rows = survival(story)
    if rows.empty:
        return "These articles give no finding to test against other choices."
    n_choices = story.specifications["specification"].nunique()
    n_findings = capital(count(len(rows), "finding"))
    opening = f"**{n_findings}** of the other chapters, made again under {n_choices} sets of choices. They hold:"
    said = [_verdict_line(words, rows[rows["verdict"] == verdict]["finding"]) for verdict, words in VERDICTS.items()]
    return from_exhibit("\n".join([opening, "", *filter(None, said)]), _CHAPTER, name="survival")


def counts(story: Story) -> str:
    """How many of the findings hold whatever is chosen, how many mostly, and how many hang on the choices."""
    rows = survival(story)
    if rows.empty:
        return in_short(story)
    n = rows["verdict"].value_counts()
    sturdy, mostly = int(n.get("all", 0)), int(n.get("most", 0))
    hanging = int(n.reindex(["half", "few", "none"]).fillna(0).sum())
    said = (
        f"**{capital(number_word(sturdy))} of {count(len(rows), 'finding')}** "
        f"{'holds' if sturdy == 1 else 'hold'} whatever is chosen, {number_word(mostly)} under most choices; "
        f"{number_word(hanging)} {'hangs' if hanging == 1 else 'hang'} on the choices made and should not be reported "
        "without them."
    )
    return from_exhibit(said, _CHAPTER, name="survival")


def wavering(story: Story) -> pd.DataFrame:
    """The findings that do not hold whatever is chosen; where all do, a few of them."""
    rows = survival(story)
    moved = rows[rows["verdict"] != "all"]
    return (moved if len(moved) else rows).head(_MOST_SHOWN)


def basis(story: Story) -> str:
    """What the comparison of choices rests on."""
    n = story.specifications["specification"].nunique()
    return f"n = {count(len(story.survival), 'finding')}, {n} sets of choices"


def _verdict_line(words: str, chosen: pd.Series) -> str:
    """One verdict: how many findings, and which; of those that hold anyway, examples are enough."""
    if chosen.empty:
        return ""
    most = 3 if words.startswith(("Whatever", "Under most")) else len(chosen)
    shown = "; ".join(chosen.head(most))
    more = f"; and {len(chosen) - most} more" if len(chosen) > most else ""
    return f"- **{words}** ({len(chosen)}): {shown}{more}."


def limits(story: Story) -> str:
    """What the comparison of choices cannot show."""
    n = story.specifications["specification"].nunique()
    return (
        f"- The {n} sets of choices share one corpus: that many agreeing results are not that many witnesses.\n"
        "- Only choices that somebody in the field makes are tried. A finding that survives them can still be wrong "
        "for a "
        "reason that they all share."
    )


def checks(story: Story) -> dict[str, bool]:
    """What must hold between the specifications and what is said of them."""
    rows, survived = story.specifications, story.survival
    counted = rows.groupby("finding")["holds"].sum().astype("int64")
    return {
        "every finding is made once under the reported choices": bool(
            (rows[rows["is_default"]].groupby("finding").size() == 1).all()
        ),
        "the counts of survival are those of the specifications": counted.reindex(survived["finding"]).tolist()
        == survived["n_holds"].tolist(),
    }


SURVIVAL_COLUMNS = {
    "finding": "Finding",
    "verdict": "Survives",
    "n_holds": "Holds in",
    "n": "Of",
    "explanation": "In words",
}
