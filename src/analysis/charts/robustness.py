"""Robustness: which findings stay under other choices; one finding under every choice, with the choices below."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from analysis.charts import marks, style
from analysis.charts.drawing import Drawing
from analysis.charts.sheet import GAP, LEFT, LINE, RIGHT, Sheet, sentence, span

_SURVIVAL_COLUMNS = ("finding", "n_holds", "n", "share", "verdict")
# What each verdict means, in the order in which they are shown.
VERDICTS = {
    "all": "Whatever is chosen",
    "most": "Under most choices",
    "half": "It depends on the choices",
    "few": "Under few other choices",
    "none": "Under no other choice",
    "unsaid": "Cannot be said under any choice",
}
_RANKS = {"figures": 0, "frames": 1}  # what matters most to a story
_COUNTS = 1.0  # room at the right of a full bar for its count, inches
_NO_FINDING = "There is no finding to test against other choices."


@style.in_house_style
def survival(findings: pd.DataFrame) -> Drawing:
    """Answer: which findings stay when other reasonable choices are made?

    Parameters
    ----------
    findings
        Rows of the table `survival`: `finding`, `n_holds` of `n` combinations of choices, `share` (0-1; empty where no
        combination can say it), `verdict`.

    Returns
    -------
    Drawing
        Under each verdict a bar for each finding: the share of combinations under which it comes out the same.

    Misleads when
        a share is read as a probability: the combinations share one corpus and were not drawn at random.
    """
    style.require(findings, _SURVIVAL_COLUMNS, chart="survival")
    rows = _ordered(findings)
    if rows.empty:
        return sentence("survival", _NO_FINDING, findings)
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
    return sheet.finish(findings, n=style.counted(len(rows), "finding"), alt=_survival_said(rows))


def _ordered(findings: pd.DataFrame) -> pd.DataFrame:
    """What hangs most on the choices comes last; of one share figures and frames first, then by name."""
    place = findings["verdict"].map({verdict: at for at, verdict in enumerate(VERDICTS)})
    rank = findings["measure"].map(_RANKS).fillna(len(_RANKS)) if "measure" in findings else 0
    known = findings.assign(place=place, rank=rank).loc[place.notna()]
    by = ["place", "share", "rank", "finding"]
    return known.sort_values(by, ascending=[True, False, True, True], kind="stable")


def _finding(sheet: Sheet, row: dict) -> None:
    sheet.paragraph(style.short(str(row["finding"]), 120), lines=2)
    y = sheet.band()
    if style.is_finite(row["share"]):
        marks.bar(sheet, y, (0.0, row["share"]), style.NEUTRAL)
        words = f"{style.number(row['n_holds'])} of {style.number(row['n'])}"
        sheet.text(words, (sheet.place(row["share"]) + 0.08, y))
    sheet.gap(GAP * 0.7)


def _survival_said(rows: pd.DataFrame) -> str:
    """The rows in one to four sentences, with the numbers."""
    said = []
    for verdict, own in rows.groupby("verdict", sort=False):
        named = [
            f"{style.short(row.finding, 80)} ({style.number(row.n_holds)} of {style.number(row.n)})"
            for row in own.itertuples(index=False)
        ]
        said.append(f"{VERDICTS[verdict]}: {style.listed(named, most=6)}")
    return f"Findings by the share of combinations of choices under which they hold. {'; '.join(said)}."


_OWN = ("finding", "measure", "specification", "is_default", "estimate", "low", "high", "result", "holds", "link")
_CURVE = 1.7  # height of the curve, inches
_NAMES = (0.7, 1.4)  # least and most room at the left for the numbers of the scale and the values of the choices
_MOST_VALUES = 8
_YES_NO = {"True": "yes", "False": "no"}


def _choices(specifications: pd.DataFrame, choices: Sequence[str] | None) -> list[str]:
    style.require(specifications, ("estimate",), chart="specification_curve")
    if choices is not None:
        style.require(specifications, choices, chart="specification_curve")
        return list(choices)
    return [column for column in specifications.columns if column not in _OWN]


@style.in_house_style
def specification_curve(
    specifications: pd.DataFrame,
    *,
    estimate: str,
    choices: Sequence[str] | None = None,
    reference: float | None = None,
) -> Drawing:
    """Answer: does the finding survive other reasonable choices, and which choice moves it?

    Parameters
    ----------
    specifications
        Rows of the table `specifications` for one finding: `estimate` and a column for each choice; optional: `holds`
        (false: drawn hollow), `is_default` (the combination that the reports use: ringed), `low`, `high`.
    estimate
        What the estimate is, with its unit.
    choices
        The columns that hold the choices; by default all that are not named above.
    reference
        A value to mark with a line: where the finding would turn.

    Returns
    -------
    Drawing
        Above, every estimate from the lowest to the highest; below, a mark under it for each choice it was made with.

    Misleads when
        it is read as a test: the combinations share one corpus, so a hundred that agree are not a hundred witnesses.
        After Simonsohn, Simmons & Nelson (2020), Specification curve analysis.
    """
    varied = _choices(specifications, choices)
    rows = specifications.loc[[style.is_finite(value) for value in specifications["estimate"]]]
    rows = rows.sort_values(["estimate", *varied], kind="stable", key=_sortable).reset_index(drop=True)
    if rows.empty:
        return sentence("specification_curve", "No combination of choices gave a result.", specifications)
    sheet = Sheet("specification_curve", panels=[(LEFT + _room(rows, varied), RIGHT - 0.08)])
    sheet.scale(-0.8, len(rows) - 0.2)
    sheet.paragraph(f"Upright: {estimate}", quiet=True)
    _curve(sheet, rows, reference=reference)
    for choice in varied:
        _choice(sheet, rows, choice)
    sheet.gap(0.05)
    sheet.paragraph(_reading(rows), quiet=True)
    n = style.counted(len(rows), "combination")
    said = _curve_said(rows, varied, estimate=estimate, reference=reference)
    return sheet.finish(specifications, n=n, alt=said)


def _shown(value: object) -> str:
    return _YES_NO.get(str(value), str(value).replace("_", " "))


def _room(rows: pd.DataFrame, varied: Sequence[str]) -> float:
    """How much room the values of the choices need left of the marks; the longest ones stand above them."""
    widths = [style.width_of(style.short(_shown(value))) + 0.12 for choice in varied for value in rows[choice].unique()]
    least, most = _NAMES
    return max([least, *(width for width in widths if width <= most)])


def _reading(rows: pd.DataFrame) -> str:
    words = f"Each column is one of {style.counted(len(rows), 'combination')} of choices, lowest result first."
    if not all(_holding(rows)):
        words += " Hollow: the finding does not hold."
    return f"{words} Ringed: the choices of this report." if _defaults(rows) else words


def _sortable(column: pd.Series) -> pd.Series:
    return column if pd.api.types.is_numeric_dtype(column) else column.astype(str)


def _curve(sheet: Sheet, rows: pd.DataFrame, *, reference: float | None) -> None:
    ends = [end for column in ("estimate", "low", "high") if column in rows for end in rows[column]]
    low, high = span([*ends, *([] if reference is None else [reference])], include_zero=False, pad=0.1)
    top, axes = sheet.y, sheet.axes[0]

    def height(value: float) -> float:
        return top + _CURVE * (1 - (min(max(float(value), low), high) - low) / (high - low))

    left, right = axes.get_xlim()
    for value in MaxNLocator(nbins=4, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high):
        if low <= value <= high:
            (line,) = axes.plot([left, right], [height(value)] * 2, color=style.GRID, linewidth=0.8, zorder=0.5)
            line.set_gid(sheet.gid("grid"))
            sheet.text(
                style.compact(value), (sheet.panels[0][0] - 0.08, height(value)), align="right", colour=style.QUIET
            )
    if reference is not None:
        axes.plot(
            [left, right], [height(reference)] * 2, color=style.QUIET, linewidth=1.2, zorder=1, gid=sheet.gid("zero")
        )
    for place, row in enumerate(rows.to_dict("records")):
        if style.is_finite(row.get("low")) and style.is_finite(row.get("high")):
            axes.plot([place] * 2, [height(row["low"]), height(row["high"])], color=style.NEUTRAL, linewidth=1.2,
                      alpha=0.6, zorder=2, gid=sheet.gid("interval"))  # fmt: skip
    sizes = _size(len(rows))
    for holds, fill in ((True, style.QUIET), (False, style.PAPER)):
        places = [place for place, held in enumerate(_holding(rows)) if held is holds]
        points = Line2D(places, [height(rows["estimate"][place]) for place in places], marker="o", markersize=sizes)
        points.set(linestyle="none", color=style.QUIET, markerfacecolor=fill, clip_on=False, zorder=3)
        points.set_gid(sheet.gid("mark"))
        axes.add_line(points)
    for place in _defaults(rows):
        ring = Line2D([place], [height(rows["estimate"][place])], marker="o", markersize=sizes + 7, zorder=4)
        ring.set(linestyle="none", color=style.INK, markerfacecolor="none", markeredgewidth=1.6, clip_on=False)
        axes.add_line(ring)
        ring.set_gid(sheet.gid("default"))
    sheet.gap(_CURVE + 0.1)


def _holding(rows: pd.DataFrame) -> list[bool]:
    """Whether the finding holds under each combination; where nobody says, it counts as holding."""
    return [style.is_empty(held) or bool(held) for held in rows.get("holds", pd.Series([True] * len(rows)))]


def _defaults(rows: pd.DataFrame) -> list[int]:
    return [place for place, chosen in enumerate(rows.get("is_default", ())) if not style.is_empty(chosen) and chosen]


def _size(n: int) -> float:
    return max(2.0, min(8.0, 260.0 / max(n, 1)))


def _choice(sheet: Sheet, rows: pd.DataFrame, choice: str) -> None:
    """One choice: its name, then for each of its values a line of words and a line of marks."""
    values = sorted({str(value) for value in rows[choice]})
    if len(values) < 2:
        return
    sheet.line(choice.replace("_", " "), bold=True)
    for value in values[:_MOST_VALUES]:
        places = [place for place, held in enumerate(rows[choice]) if str(held) == value]
        start, words = sheet.panels[0][0], style.short(_shown(value))
        if style.width_of(words) > start - LEFT - 0.08:
            # A long value stands above its marks.
            sheet.line(words, indent=0.1)
            words = ""
        y = sheet.y + LINE / 2
        sheet.text(words, (start - 0.08, y), align="right")
        (ticks,) = sheet.axes[0].plot(places, [y] * len(places), marker="|", markersize=9, linestyle="none")
        ticks.set(color=style.NEUTRAL, markeredgewidth=max(0.8, _size(len(rows)) / 3), clip_on=False)
        ticks.set_gid(sheet.gid("mark"))
        sheet.gap(LINE)
    sheet.left_out(len(values) - _MOST_VALUES, "value")
    sheet.gap(LINE / 4)


def _curve_said(rows: pd.DataFrame, varied: Sequence[str], *, estimate: str, reference: float | None) -> str:
    """The curve in one to four sentences, with the numbers."""
    low, middle, high = (style.number(rows["estimate"].quantile(share)) for share in (0, 0.5, 1))
    named = style.listed([choice.replace("_", " ") for choice in varied])
    words = f"{estimate.rstrip('.')} under {style.counted(len(rows), 'combination')} of {named}: "
    words += f"from {low} to {high}, median {middle}."
    if "holds" in rows:
        words += f" The finding holds in {sum(_holding(rows))} of {len(rows)}."
    if reference is not None:
        above = int((rows["estimate"] > reference).sum())
        words += f" {above} of {len(rows)} lie above {style.number(reference)}."
    return words
