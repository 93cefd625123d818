"""Reported figures: what is said, how firmly, as of when, by whom."""

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from analysis.charts import marks, style
from analysis.charts.drawing import Drawing
from analysis.charts.sheet import GAP, LEFT, LINE, PANEL, RIGHT, Sheet, log_span, sentence, span, wants_log
from analysis.charts.timeline import is_dated, spoken
from analysis.errors import SchemaError

_COLUMNS = ("source", "surface", "value", "low", "high", "bound", "measure", "kind", "as_of", "event_date", "authority")
_LATE = ("late", "end", "close", "second half", "latter half")
_NOT_FIRM = ("about", "vague")
_KEY = (
    (("exact",), "filled: the number as given"),
    (("more_than", "at_least"), "arrow right: this many or more"),
    (("fewer_than", "at_most"), "arrow left: this many or fewer"),
    (_NOT_FIRM, "hollow: a round or vague number, drawn where convention puts it"),
    (("range",), "line with two ends: between the two"),
)


def _checked(figures: pd.DataFrame) -> pd.DataFrame:
    style.require(figures, _COLUMNS, chart="reported_figures")
    for column in ("measure", "kind"):
        held = sorted(map(str, figures[column].dropna().unique()))
        if len(held) > 1:
            raise SchemaError(
                f"Chart reported_figures: one {column} a chart, because {' and '.join(held)} must not share an axis. "
                f"Give the rows of one {column}."
            )
    return _sorted(figures)


def _date(row: Mapping[str, Any]) -> str:
    columns = ("as_of", "event_date") if row["kind"] == "stock" else ("event_date", "as_of")
    return next((str(row[column]) for column in columns if is_dated(row[column])), "")


def _part(row: Mapping[str, Any]) -> str:
    """The article's words for a part of a year or month ("late 2025"), where the table can hold only the whole."""
    uses_it = row["kind"] == "stock" and is_dated(row["as_of"])
    return str(style.optional(row, "as_of_part", "")) if uses_it else ""


def _place_in_time(row: Mapping[str, Any]) -> str:
    """Sorts rows by date, a part of a period within that period, rows without a date last."""
    date, part = _date(row) or "9999", _part(row).lower()
    if any(word in part for word in _LATE):
        return f"{date}-99"
    return f"{date}-{'06' if len(date) == 4 else '15'}" if "mid" in part else date


def _sorted(figures: pd.DataFrame) -> pd.DataFrame:
    dates = [_place_in_time(row) for row in figures.to_dict("records")]
    keyed = figures.assign(_date=dates, _who=figures["authority"].fillna("\uffff").astype(str))
    return keyed.sort_values(["_date", "value", "_who", "source"], kind="stable").drop(columns=["_date", "_who"])


def _heading(row: Mapping[str, Any]) -> str:
    date = _date(row)
    if not date:
        return "Date not given"
    return f"As of {_part(row) or spoken(date)}" if row["kind"] == "stock" else spoken(date)


def _credit(row: Mapping[str, Any]) -> str:
    """Authority / source: who is credited, and who printed it."""
    authority = style.optional(row, "authority")
    source = style.short(row["source"], 26)
    room = RIGHT - LEFT - style.width_of(f" / {source}")
    return f"{style.fit(authority, room, limit=64)} / {source}" if authority else f"nobody credited / {source}"


@style.in_house_style
def reported_figures(figures: pd.DataFrame, *, sources: Collection[str] | None = None) -> Drawing:
    """Answer: how many, says who, as of when, and how firm is each number?

    Parameters
    ----------
    figures
        Rows of the table `reported_figures` of ONE measure and ONE kind, without repeats; optional: `link`
        (where a mark leads; by default to the passage of `figure_id`), `n_mentions` (how often the article says it)
        and `as_of_part` (the part of a year or month that it dates the count to: "late 2025").

    Returns
    -------
    Drawing
        A row for each figure under its date, "authority / source" above the mark, the words as written beside it. Each
        unit (people, percent, …) has its own axes of the figure, one below the other.

    Raises
    ------
    SchemaError
        A column is missing, or rows of several measures or kinds would share an axis.

    Misleads when
        it is read as a sample: rows are statements, not measurements, and several may copy one origin. The arrow says
        "or more", not how much more.
    """
    rows = _checked(figures)
    if rows.empty:
        return sentence("reported_figures", "No article reports such a number.", figures)
    sections = _by_unit(rows.head(style.MAX_ROWS))
    sheet = Sheet("reported_figures", panels=[PANEL] * len(sections))
    looks = style.styles_for(rows, sources)
    for panel, (unit, own) in enumerate(sections):
        _section(sheet, own, unit, looks=looks, panel=panel)
    key(sheet, set(rows["bound"]))
    sheet.left_out(len(rows) - style.MAX_ROWS, "figure")
    n = f"{style.counted(len(rows), 'figure')} by {style.counted(rows['source'].nunique(), 'source')}"
    return sheet.finish(figures, n=n, alt=_figures_said(rows))


def _by_unit(rows: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """The rows of each unit, most rows first; rows without a unit go with the most common one."""
    units = rows["unit"] if "unit" in rows else pd.Series(None, index=rows.index, dtype=object)
    counts = units.value_counts().sort_index().sort_values(ascending=False, kind="stable")
    filled = units.astype(object).where(units.notna(), counts.index[0] if len(counts) else "number")
    return [(str(unit), rows[filled == unit]) for unit in (counts.index if len(counts) else ["number"])]


def _section(
    sheet: Sheet, rows: pd.DataFrame, unit: str, *, looks: Mapping[str, style.SourceStyle], panel: int
) -> None:
    """Rows of one unit under their dates, and their own axis: people and percent cannot share one."""
    log = scale(sheet, rows, panel=panel)
    sheet.gap(0.1 if panel else 0.0)
    heading = None
    for row in rows.to_dict("records"):
        if _heading(row) != heading:
            sheet.gap(0.06 if heading is not None else 0.0)
            heading = _heading(row)
            sheet.line(heading, bold=True)
        _row(sheet, row, looks[row["source"]], panel=panel)
    step = step_of(sheet, panel=panel) if log else ""
    sheet.axis(f"{_counted(rows, unit)}, as reported{step}", panel=panel)


def _counted(rows: pd.DataFrame, unit: str) -> str:
    """What the axis counts: the population where all rows count the same one, else the unit."""
    populations = rows["population"].dropna().unique() if "population" in rows else ()
    return style.short(populations[0] if unit in ("number", "people") and len(populations) == 1 else unit)


def step_of(sheet: Sheet, *, panel: int) -> str:
    """What a grid line of a logarithmic axis means."""
    first, second = sheet.ticks[panel][:2]
    return f" (each grid line is {style.number(round(second / first))} times the last)"


def scale(sheet: Sheet, rows: pd.DataFrame, *, panel: int) -> bool:
    """Set the range of a panel to the rows' numbers; whether it is logarithmic."""
    values = [value for column in ("value", "low", "high") for value in rows[column] if style.is_finite(value)]
    log = wants_log(values)
    low, high = log_span(values) if log else span(values, pad=0.1)
    sheet.scale(low, high, log=log, panel=panel)
    return log


def _row(sheet: Sheet, row: Mapping[str, Any], look: style.SourceStyle, *, panel: int) -> None:
    mentions = style.optional(row, "n_mentions", 1)
    surface = style.short(row["surface"], 28) + (f" (said {mentions:.0f} times)" if mentions > 1 else "")
    url = style.link_of(row)
    sheet.line(_credit(row), limit=64)
    y = sheet.band(height=LINE, panel=panel)
    reach = mark(sheet, row, look, y=y, panel=panel)
    if reach is None:
        why = "withdrawn" if style.optional(row, "status") == "withdrawn" else "no number to draw"
        sheet.text(f"{surface}: {why}", (sheet.panels[0][0], y), colour=style.QUIET, url=url)
    else:
        sheet.beside(surface, (reach[0], y), clear=reach[1], panel=panel, url=url)
    sheet.gap()


def mark(
    sheet: Sheet, row: Mapping[str, Any], look: style.SourceStyle, *, y: float, panel: int
) -> tuple[float, tuple[float, float]] | None:
    """Draw one figure; returns its value and the room its mark takes left and right of that, in inches."""
    bound, value = row["bound"], row["value"]
    open_low, open_high = (not style.is_finite(row[end]) for end in ("low", "high"))
    if style.optional(row, "status") == "withdrawn":
        return None
    if bound == "range" and not (open_low and open_high):
        return _range(sheet, row, look, y=y, panel=panel)
    if not style.is_finite(value):
        return None
    left = right = 0.14
    if open_high and bound in ("more_than", "at_least", "vague"):
        marks.arrow(sheet, (value, y), look.colour, rising=True, panel=panel)
        right += marks.ARROW
    if open_low and bound in ("fewer_than", "at_most"):
        marks.arrow(sheet, (value, y), look.colour, rising=False, panel=panel)
        left += marks.ARROW
    marks.dot(sheet, (value, y), look, hollow=bound in _NOT_FIRM, panel=panel, url=style.link_of(row))
    return value, (left, right)


def _range(
    sheet: Sheet, row: Mapping[str, Any], look: style.SourceStyle, *, y: float, panel: int
) -> tuple[float, tuple[float, float]]:
    finite = [float(row[end]) for end in ("low", "high") if style.is_finite(row[end])]
    low, high = finite[0], finite[-1]
    drawn = marks.whisker(sheet, y, (low, high), look.colour, caps=True, panel=panel)
    if drawn is not None:
        drawn.set_url(style.link_of(row))
    open_high, open_low = not style.is_finite(row["high"]), not style.is_finite(row["low"])
    if open_high or open_low:
        marks.arrow(sheet, (low, y), look.colour, rising=open_high, panel=panel)
    length = sheet.place(high, panel=panel) - sheet.place(low, panel=panel)
    return high, (0.12 + length + marks.ARROW * open_low, 0.12 + marks.ARROW * open_high)


def key(sheet: Sheet, bounds: set[str]) -> None:
    """What the marks of these bounds mean."""
    meanings = [meaning for which, meaning in _KEY if bounds.intersection(which)]
    if meanings:
        sheet.gap(GAP / 2)
        sheet.paragraph("; ".join(meanings).capitalize() + ".", quiet=True)


def _figures_said(rows: pd.DataFrame) -> str:
    """The rows in one to four sentences, with the numbers."""
    said = []
    for row in rows.to_dict("records"):
        when = f", {_heading(row)[:1].lower()}{_heading(row)[1:]}"
        said.append(f"{style.short(row['surface'], 28)} ({_credit(row)}{when})")
    low, high = rows["value"].min(), rows["value"].max()
    opening = f"{style.counted(len(rows), 'figure')} from {style.counted(rows['source'].nunique(), 'source')}"
    spread = f", from {style.number(low)} to {style.number(high)}" if low < high else ""
    return f"{opening}{spread}: {'; '.join(said[:8])}" + (f"; and {len(said) - 8} more." if len(said) > 8 else ".")
