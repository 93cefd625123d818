"""Survival: how many of the reasonable choices leave each finding as it is."""

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import marks, style
from analysis.charts.layout import GAP, LEFT, RIGHT, Sheet, sentence

_NEEDED = ("finding", "n_holds", "n", "share", "verdict")
# What each verdict means, in the order in which they are shown.
VERDICTS = {
    "all": "Whatever is chosen",
    "most": "Under most choices",
    "half": "It depends on the choices",
    "few": "Under few other choices",
    "none": "Under no other choice",
    "unsaid": "Cannot be said under any choice",
}
_COUNTS = 1.0  # room at the right of a full bar for its count, inches
_NOTHING = "There is no finding to test against other choices."


@style.in_house_style
def survival(findings: pd.DataFrame) -> Axes:
    """Answer: which findings stay when other reasonable choices are made?

    Parameters
    ----------
    findings
        Rows of the table `survival`: `finding`, `n_holds` of `n` combinations of choices, `share` (0-1; empty where no
        combination can say it), `verdict`.

    Returns
    -------
    Axes
        Under each verdict a bar for each finding: the share of combinations under which it comes out the same.

    Raises
    ------
    SchemaError
        A column is missing.

    Misleads when
        a share is read as a probability: the combinations share one corpus and were not drawn at random.
    """
    style.require(findings, _NEEDED, chart="survival")
    rows = _ordered(findings)
    if rows.empty:
        return sentence("survival", _NOTHING)
    sheet = Sheet("survival", panels=[(LEFT + 0.08, RIGHT - _COUNTS)])
    sheet.scale(0.0, 1.0)
    shown = rows.head(style.MAX_ROWS)
    for verdict, own in shown.groupby("verdict", sort=False):
        sheet.line(VERDICTS[verdict], style.counted(len(own), "finding"), bold=True)
        for row in own.to_dict("records"):
            _finding(sheet, row)
        sheet.gap()
    sheet.axis("of the combinations of choices", labels=("0 %", "50 %", "100 %"), ticks=(0.0, 0.5, 1.0))
    sheet.left_out(len(rows) - len(shown), "finding")
    return sheet.finish()


def _ordered(findings: pd.DataFrame) -> pd.DataFrame:
    """What hangs most on the choices comes last; ties by name."""
    place = findings["verdict"].map({verdict: at for at, verdict in enumerate(VERDICTS)})
    known = findings.assign(place=place).loc[place.notna()]
    return known.sort_values(["place", "share", "finding"], ascending=[True, False, True], kind="stable")


def _finding(sheet: Sheet, row: dict) -> None:
    sheet.paragraph(style.short(str(row["finding"]), 120), lines=2)
    y = sheet.band()
    if style.is_finite(row["share"]):
        marks.bar(sheet, y, (0.0, row["share"]), style.NEUTRAL)
        words = f"{style.number(row['n_holds'])} of {style.number(row['n'])}"
        sheet.text(words, (sheet.place(row["share"]) + 0.08, y))
    sheet.gap(GAP * 0.7)


def survival_alt(findings: pd.DataFrame) -> str:
    """The same rows in one to four sentences, with the numbers."""
    style.require(findings, _NEEDED, chart="survival")
    rows = _ordered(findings)
    if rows.empty:
        return _NOTHING
    said = []
    for verdict, own in rows.groupby("verdict", sort=False):
        named = [
            f"{style.short(row.finding, 80)} ({style.number(row.n_holds)} of {style.number(row.n)})"
            for row in own.itertuples(index=False)
        ]
        said.append(f"{VERDICTS[verdict]}: {style.listed(named, most=6)}")
    return f"Findings by the share of combinations of choices under which they hold. {'; '.join(said)}."
