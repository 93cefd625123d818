"""06-robustness: which findings survive other reasonable choices."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

import pandas as pd

from analysis import charts
from analysis.charts.robustness import VERDICTS
from analysis.pipeline import Story
from analysis.report.links import from_exhibit
from analysis.report.show import Exhibit
from analysis.wording import capital, count, how_many, listed, number_word

_cited = partial(from_exhibit, notebook="06-robustness", name="survival")
_CHOICES = (
    "stop_words",
    "word_forms",
    "longest_term",
    "ranked_by",
    "rules",
    "lexicon",
    "marks",
    "sentences",
    "cues",
    "quotations",
    "boilerplate",
    "copies",
    "left_out",
)
# The findings that matter most to a story come first.
_ESTIMATES = {
    "figures": "found (1) or not (0)",
    "frames": "how far this source is ahead of the next (difference of shares)",
    "vocabulary": "place of the term",
    "similarity": "how far this pair is ahead of the next (difference of cosines)",
    "sentiment": "difference of mean scores",
}
_MEAN, _SHARE, _NONE = "The mean score of", "Half of the terms", "No source suggests"
_MOST_NAMED = 3
_NOTHING = "These articles give no finding to test against other choices."
_DEPENDS = "depends on the choices made, and should not be reported without them"
_ONE_CORPUS = "share one corpus: many that agree are not many witnesses."


def survival(rows: pd.DataFrame, story: Story) -> Exhibit:
    """In how many specifications each finding holds: rows of `survival`."""
    return Exhibit(
        charts.survival(rows),
        "Which findings survive?",
        counts(rows),
        f"All combinations {_ONE_CORPUS}",
        name="survival",
        n=f"n = {count(len(rows), 'finding')}, {_n_choices(story)} sets of choices",
        rows=rows,
        columns={
            "finding": "Finding",
            "verdict": "Survives",
            "n_holds": "Holds in",
            "n": "Of",
            "explanation": "In words",
        },
    )


def _n_choices(story: Story) -> int:
    return story.specifications["specification"].nunique()


def counts(rows: pd.DataFrame) -> str:
    """How many of the findings hold whatever is chosen, how many mostly, and how many depend on the choices."""
    if rows.empty:
        return _NOTHING
    n = rows["verdict"].value_counts()
    sturdy, mostly, unsaid = (int(n.get(verdict, 0)) for verdict in ("all", "most", "unsaid"))
    depending = len(rows) - sturdy - mostly - unsaid
    if len(rows) == 1:
        fate = "holds whatever is chosen" if sturdy else "holds under most choices" if mostly else _DEPENDS
        return _cited(f"**The one finding** {'cannot be made under any other choice' if unsaid else fate}.")
    if sturdy == len(rows):
        every = "Both findings" if len(rows) == 2 else f"All {count(len(rows), 'finding')}"
        return _cited(f"**{every}** hold whatever is chosen.")
    opening = (
        f"**{capital(how_many(sturdy))} of {count(len(rows), 'finding')}** {'holds' if sturdy == 1 else 'hold'} "
        "whatever is chosen"
    )
    parts = [f"{number_word(mostly)} under most choices"] if mostly else []
    parts += (
        [f"{number_word(depending)} {'depends' if depending == 1 else 'depend'} on the choices"] if depending else []
    )
    parts += [f"{number_word(unsaid)} cannot be made under any other choice"] if unsaid else []
    return _cited(f"{listed([opening, *parts])}.")


def what_holds(rows: pd.DataFrame) -> str:
    """Which findings hold whatever is chosen, one a measure, figures and frames first; empty where none does."""
    first = _of_each_measure(rows[rows["verdict"] == "all"]).head(_MOST_NAMED)
    if first.empty:
        return ""
    named = [_within_a_sentence(finding) for finding in first["finding"]]
    return f"Whatever is chosen: {'; '.join(named)}."


def _of_each_measure(rows: pd.DataFrame) -> pd.DataFrame:
    """The first finding of each measure, those that matter most to a story first."""
    place = rows["measure"].map({measure: at for at, measure in enumerate(_ESTIMATES)})
    # As the table has them, the widest of each measure comes first.
    return rows.assign(place=place).sort_index().sort_values("place", kind="stable").drop_duplicates("measure")


def _within_a_sentence(finding: str) -> str:
    small = ("The ", "No ", "Half ")
    return f"{finding[0].lower()}{finding[1:]}" if finding.startswith(small) else finding


def specification_curves(rows: pd.DataFrame, story: Story) -> Iterator[Exhibit]:
    """The specification curve of each finding of `rows` (of the table `survival`), measure by measure."""
    if rows.empty:
        yield Exhibit(_NOTHING)
    for number, row in enumerate(rows.sort_values("measure", kind="stable").itertuples(index=False), start=1):
        made, estimate = _specifications(story, row.finding), _estimate(row)
        drawn: dict[str, Any] = {"estimate": estimate, "choices": [name for name in made if name in _CHOICES]}
        if "score" in estimate or "difference" in estimate:
            drawn["reference"] = 0.0
        yield Exhibit(
            charts.specification_curve(made, **drawn),
            f"Does it survive that {_within_a_sentence(row.finding)}?",
            _cited(str(row.explanation)),
            f"The combinations {_ONE_CORPUS}",
            name=f"specifications-{number}",
            n=_n_said(made),
        )


def _n_said(made: pd.DataFrame) -> str:
    n, n_said = len(made), int(made["holds"].notna().sum())
    return f"n = {n} combinations of choices" + ("" if n == n_said else f", {n_said} of which can say it")


def _specifications(story: Story, finding: str) -> pd.DataFrame:
    """The specifications of one finding, with the choices that vary in it."""
    rows = story.specifications[story.specifications["finding"] == finding]
    varied = [name for name in _CHOICES if rows[name].nunique(dropna=True) > 1]
    return rows[["estimate", "is_default", "holds", "result", *varied]].reset_index(drop=True)


def _estimate(row: Any) -> str:
    """What the numbers of this finding's specifications are."""
    if row.finding.startswith(_MEAN):
        return "mean score"
    if row.finding.startswith(_NONE):
        return "largest share of a source’s sentences"
    if re.search(r" gives the (?:largest|smallest) number of ", row.finding):
        return "how far it is from the next number (difference)"
    return "share of the terms that stay" if row.finding.startswith(_SHARE) else _ESTIMATES[row.measure]


def in_short(story: Story) -> str:
    """How many findings survive all, most, or few of the combinations; of each verdict, which."""
    rows = story.survival.sort_values(["share", "finding"], ascending=[False, True], kind="stable")
    if rows.empty:
        return _NOTHING
    opening = (
        f"**{capital(count(len(rows), 'finding'))}** of the other chapters, made again under {_n_choices(story)} sets "
        f"of choices. {'It holds' if len(rows) == 1 else 'They hold'}:"
    )
    said = [_verdict_line(words, rows[rows["verdict"] == verdict]) for verdict, words in VERDICTS.items()]
    return _cited("\n".join([opening, "", *filter(None, said)]))


def _verdict_line(words: str, chosen: pd.DataFrame) -> str:
    """One verdict: how many findings, and which; of those that hold anyway, one of each measure is enough."""
    if chosen.empty:
        return ""
    are_examples = words.startswith(("Whatever", "Under most"))
    named = (_of_each_measure(chosen) if are_examples else chosen)["finding"]
    shown = "; ".join(map(_within_a_sentence, named))
    more = f"; and {len(chosen) - len(named)} more" if len(chosen) > len(named) else ""
    return f"- **{words}** ({len(chosen)}): {shown}{more}."


def limits(story: Story) -> str:
    """What the comparison of choices cannot show."""
    return (
        f"- The {_n_choices(story)} sets of choices share one corpus: that many agreeing results are not that many "
        "witnesses.\n"
        "- Only choices that somebody in the field makes are tried. A finding that survives them can still be wrong "
        "for a reason that they all share."
    )


def checks(story: Story) -> dict[str, bool]:
    """What must hold between the specifications and what is said of them."""
    rows, survived = story.specifications, story.survival
    counted = rows.groupby("finding")["holds"].sum()
    return {
        "every finding is made once under the reported choices": bool(
            (rows[rows["is_default"]].groupby("finding").size() == 1).all()
        ),
        "the counts of survival are those of the specifications": counted.reindex(survived["finding"]).tolist()
        == survived["n_holds"].tolist(),
    }
