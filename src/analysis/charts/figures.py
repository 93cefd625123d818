"""Reported figures: what is said, how firmly, as of when, by whom; counters beside each other; a number over days."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from analysis.charts import marks, style
from analysis.charts.drawing import Drawing
from analysis.charts.sheet import GAP, LEFT, LINE, PANEL, RIGHT, Sheet, log_span, sentence, span, wants_log
from analysis.charts.timeline import date_ticks, days_of, is_dated, spoken
from analysis.errors import SchemaError

_COLUMNS = ("source", "surface", "value", "low", "high", "bound", "measure", "kind", "as_of", "event_date", "authority")
_LATE = ("late", "end", "close", "second half", "latter half")
_NOT_FIRM = ("about", "vague")
_NOT_SO = ("withdrawn", "denied")
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
    _key(sheet, set(rows["bound"]))
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
    log = _scale(sheet, rows, panel=panel)
    sheet.gap(0.1 if panel else 0.0)
    heading = None
    for row in rows.to_dict("records"):
        if _heading(row) != heading:
            sheet.gap(0.06 if heading is not None else 0.0)
            heading = _heading(row)
            sheet.line(heading, bold=True)
        _row(sheet, row, looks[row["source"]], panel=panel)
    step = _step_of(sheet, panel=panel) if log else ""
    sheet.axis(f"{_counted(rows, unit)}, as reported{step}", panel=panel)


def _counted(rows: pd.DataFrame, unit: str) -> str:
    """What the axis counts: the population where all rows count the same one, else the unit."""
    populations = rows["population"].dropna().unique() if "population" in rows else ()
    return style.short(populations[0] if unit in ("number", "people") and len(populations) == 1 else unit)


def _step_of(sheet: Sheet, *, panel: int) -> str:
    """What a grid line of a logarithmic axis means."""
    first, second = sheet.ticks[panel][:2]
    return f" (each grid line is {style.number(round(second / first))} times the last)"


def _scale(sheet: Sheet, rows: pd.DataFrame, *, panel: int) -> bool:
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
    reach = _mark(sheet, row, look, y=y, panel=panel)
    if reach is None:
        status = style.optional(row, "status")
        why = status if status in _NOT_SO else "no number to draw"
        sheet.text(f"{surface}: {why}", (sheet.panels[0][0], y), colour=style.QUIET, url=url)
    else:
        sheet.beside(surface, (reach[0], y), clear=reach[1], panel=panel, url=url)
    sheet.gap()


def _mark(
    sheet: Sheet, row: Mapping[str, Any], look: style.SourceStyle, *, y: float, panel: int
) -> tuple[float, tuple[float, float]] | None:
    """Draw one figure; returns its value and the room its mark takes left and right of that, in inches."""
    bound, value = row["bound"], row["value"]
    open_low, open_high = (not style.is_finite(row[end]) for end in ("low", "high"))
    if style.optional(row, "status") in _NOT_SO:
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


def _key(sheet: Sheet, bounds: set[str]) -> None:
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


_OF_COUNTERS = ("counter", "source", "surface", "value", "low", "high", "bound")
_TALL = 2.2  # inches: height of the panel in which a number moves
_NO_LABEL_ABOVE = 14
_ARROW = 0.22  # inches
# Whether the words allow more (an arrow up) or fewer.
_BOUNDS = {"more_than": True, "at_least": True, "at_most": False, "fewer_than": False}


@style.in_house_style
def counters(rows: pd.DataFrame, *, sources: Collection[str] | None = None) -> Drawing:
    """Answer: who counts how many, and which sources carry whose count?

    Parameters
    ----------
    rows
        Claims that count one thing: `counter` (who counted; a source's own
        voice where nobody is named), `source`, `surface`, `value`, `low`, `high`, `bound`; optional: `unit`, `day`
        (ISO, of the count or the event), `as_of` and `as_of_part` ("late 2025"), `link` or `figure_id`.

    Returns
    -------
    Drawing
        Under each counter, the most widely carried first, a mark for each number, and the sources that carry it.

    Misleads when
        counters are taken for independent: one may repeat another's count without saying so.
    """
    style.require(rows, _OF_COUNTERS, chart="counters")
    if rows.empty:
        return sentence("counters", "Nobody counts this.", rows)
    sheet = Sheet("counters")
    looks = style.styles_for(rows, sources)
    log = _scale(sheet, rows, panel=0)
    shown, n_numbers = 0, 0
    for counter, own in _by_counter(rows):
        numbers = list(_numbers(own))
        n_numbers += len(numbers)
        if shown >= style.MAX_ROWS:
            continue
        sheet.line(counter, bold=True, limit=64)
        for same in numbers[: style.MAX_ROWS - shown]:
            _number(sheet, same, looks=looks)
        shown += len(numbers)
        sheet.gap(GAP / 2)
    sheet.axis(f"as counted{_step_of(sheet, panel=0) if log else ''}")
    _key(sheet, set(rows["bound"]))
    sheet.left_out(n_numbers - shown, "number")
    n = f"{style.counted(len(rows), 'claim')} by {style.counted(rows['counter'].nunique(), 'counter')}"
    return sheet.finish(rows, n=n, alt=_counters_said(rows))


def _by_counter(rows: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """Counters, whose number most sources carry first."""
    found = [(str(counter), own) for counter, own in rows.groupby("counter")]
    return sorted(found, key=lambda one: (-one[1]["source"].nunique(), -one[1]["value"].max(), one[0]))


def _numbers(own: pd.DataFrame) -> Collection[list[dict[str, Any]]]:
    """The rows of one counter that give one number for one day, by day, then by number."""
    same: dict[tuple, list[dict[str, Any]]] = {}
    for row in own.sort_values(["source", "surface"], kind="stable").to_dict("records"):
        day = style.optional(row, "day", "")
        same.setdefault((day or "9999", row["value"], row["bound"]), []).append(row)
    return [same[key] for key in sorted(same)]


def _number(sheet: Sheet, same: Sequence[Mapping[str, Any]], *, looks: Mapping[str, style.SourceStyle]) -> None:
    first = same[0]
    y = sheet.band(height=LINE)
    reach = _mark(sheet, first, looks[first["source"]], y=y, panel=0)
    day = style.optional(first, "day")
    # "Late 2025" where the table can hold only the year.
    when = style.optional(first, "as_of_part") if day == style.optional(first, "as_of") else None
    surface = style.short(first["surface"], 24)
    words = surface + (f", {when or spoken(day)}" if is_dated(day) else "")
    if reach is None:
        sheet.text(words, (LEFT, y), colour=style.QUIET, url=style.link_of(first))
    else:
        sheet.beside(words, (reach[0], y), clear=reach[1], shorter=surface, url=style.link_of(first))
    sheet.carried_by("in", same, looks, lines=2)


def _counters_said(rows: pd.DataFrame) -> str:
    said = []
    for counter, own in _by_counter(rows):
        numbers = [f"{style.short(same[0]['surface'], 24)} ({_names(same)})" for same in _numbers(own)]
        said.append(f"{style.short(counter, 40)}: {style.listed(numbers, most=4)}")
    return f"Who counts how many. {'; '.join(said[:10])}."


def _in_digits(row: Mapping[str, Any]) -> str:
    """A number as written, in digits too where it is written in words."""
    surface = style.short(row["surface"], 24)
    is_plain = any(sign.isdigit() for sign in surface) or not style.is_finite(row["value"])
    return surface if is_plain else f"{surface} ({style.number(row['value'])})"


def _names(same: Sequence[Mapping[str, Any]]) -> str:
    return style.listed([style.short(source) for source in sorted({row["source"] for row in same})], most=3)


@style.in_house_style
def growth(rows: pd.DataFrame, *, sources: Collection[str] | None = None) -> Drawing:
    """Answer: how did the number move from day to day, and who reported each step?

    Parameters
    ----------
    rows
        Claims that count one thing on several days: `day` (ISO), `value`, `surface`, `bound`, `source`, `series` (the
        numbers of one series are joined by a line; empty: stands alone); optional: `link` or `figure_id`.

    Returns
    -------
    Drawing
        Days across, numbers upwards from nought; a mark in the shape of its source for each claim, a line through
        those of a series.

    Misleads when
        a step is read as what happened that day: it is when the number was told.
    """
    style.require(rows, ("day", "value", "surface", "bound", "source", "series"), chart="growth")
    dated = rows[
        [is_dated(day) and style.is_finite(value) for day, value in rows[["day", "value"]].itertuples(index=False)]
    ]
    if dated.empty:
        return sentence("growth", "No claim has a day.", rows)
    sheet = Sheet("growth", panels=((LEFT + 0.62, RIGHT - 0.2),))
    looks = style.styles_for(dated, sources)
    points = sorted(map(_Point, dated.to_dict("records")), key=_Point.order)
    _upwards(sheet, points, looks=looks)
    first, last = points[0].day, points[-1].day
    ticks = date_ticks(*sheet.axes[0].get_xlim()) if last > first else [(first, spoken(dated["day"].iloc[0]))]
    sheet.axis("day of the count", ticks=[tick for tick, _ in ticks], labels=[name for _, name in ticks])
    sheet.key(sorted(set(dated["source"])), looks)
    sheet.paragraph("Filled: the number as given; arrow: this many or more, or fewer; hollow: a round one.", quiet=True)
    return sheet.finish(rows, n=style.counted(len(dated), "claim"), alt=_growth_said(dated))


class _Point:
    """One claim in its place: `day` in ordinal days, `value` upwards."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        self.row = row
        first, last = days_of(row["day"])
        self.day, self.value = (first + last) / 2, float(row["value"])
        self.series = style.optional(row, "series")

    def order(self) -> tuple[float, float, str, str]:
        """By day, then by value, then by who says it."""
        return self.day, self.value, str(self.row["source"]), str(self.row["surface"])


def _upwards(sheet: Sheet, points: Sequence[_Point], *, looks: Mapping[str, style.SourceStyle]) -> None:
    """The panel: numbers upwards from nought, days across."""
    room = max(1.0, 0.08 * (points[-1].day - points[0].day))
    sheet.scale(points[0].day - room, points[-1].day + room)
    top = sheet.y + 0.3
    ticks = MaxNLocator(nbins=4, steps=[1, 2, 2.5, 5, 10]).tick_values(0.0, max(point.value for point in points) or 1.0)
    most = float(ticks[-1])

    def height(value: float) -> float:
        return top + _TALL * (1 - value / most)

    for tick in ticks:
        y = height(tick)
        left, right = sheet.axes[0].get_xlim()
        sheet.axes[0].plot([left, right], [y, y], color=style.GRID, linewidth=0.8, zorder=0.4, gid=sheet.gid("grid"))
        sheet.text(style.compact(tick), (LEFT + 0.55, y), align="right", colour=style.QUIET)
    by_series: dict[str, list[_Point]] = {}
    for point in points:
        if point.series is not None:
            by_series.setdefault(str(point.series), []).append(point)
    for own in by_series.values():
        line = Line2D([p.day for p in own], [height(p.value) for p in own], color=style.NEUTRAL, linewidth=1.4)
        line.set(zorder=1.5, gid=sheet.gid("line"))
        sheet.axes[0].add_line(line)
    labelled: list[tuple[float, float]] = []
    for point in points:
        at = (point.day, height(point.value))
        url = style.link_of(point.row)
        hollow = point.row["bound"] in _NOT_FIRM
        look = looks[point.row["source"]]
        if (rising := _BOUNDS.get(point.row["bound"])) is not None:
            _arrow(sheet, at, look.colour, rising=rising)
        marks.dot(sheet, at, look, hollow=hollow, url=url)
        place = sheet.place(point.day)
        if len(points) <= _NO_LABEL_ABOVE and all(abs(place - x) > 0.75 or abs(at[1] - y) > 0.17 for x, y in labelled):
            sheet.beside(style.short(point.row["surface"], 16), at, url=url)
            labelled.append((place, at[1]))
    sheet.y = top + _TALL + 0.1


def _arrow(sheet: Sheet, at: tuple[float, float], colour: str, *, rising: bool) -> None:
    """An arrow from a number towards all that its words also allow."""
    x, y = at
    end = y - _ARROW if rising else y + _ARROW
    (line,) = sheet.axes[0].plot([x, x], [y, end], color=colour, linewidth=2.0, marker="^" if rising else "v")
    line.set(markersize=5, markevery=[1], clip_on=False, zorder=3, gid=sheet.gid("arrow"))


def _growth_said(dated: pd.DataFrame) -> str:
    ordered = dated.sort_values(["day", "value", "source"], kind="stable")
    said = [
        f"{spoken(row['day'])} {_in_digits(row)} ({style.short(row['source'])})" for row in ordered.to_dict("records")
    ]
    return f"The number from day to day: {style.listed(said, most=12)}."
