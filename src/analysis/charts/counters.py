"""Who counts how many: counters beside each other, and a number that moves over days."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from analysis.charts import figures, marks, style
from analysis.charts.drawing import Drawing
from analysis.charts.sheet import GAP, LEFT, LINE, RIGHT, Item, Sheet, sentence
from analysis.charts.timeline import date_ticks, days_of, is_dated, spoken

_COLUMNS = ("counter", "source", "surface", "value", "low", "high", "bound")
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
    style.require(rows, _COLUMNS, chart="counters")
    if rows.empty:
        return sentence("counters", "Nobody counts this.", rows)
    sheet = Sheet("counters")
    looks = style.styles_for(rows, sources)
    log = figures.scale(sheet, rows, panel=0)
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
    sheet.axis(f"as counted{figures.step_of(sheet, panel=0) if log else ''}")
    figures.key(sheet, set(rows["bound"]))
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
    reach = figures.mark(sheet, first, looks[first["source"]], y=y, panel=0)
    day = style.optional(first, "day")
    # "Late 2025" where the table can hold only the year.
    when = style.optional(first, "as_of_part") if day == style.optional(first, "as_of") else None
    words = style.short(first["surface"], 24) + (f", {when or spoken(day)}" if is_dated(day) else "")
    if reach is None:
        sheet.text(words, (LEFT, y), colour=style.QUIET, url=style.link_of(first))
    else:
        sheet.beside(words, (reach[0], y), clear=reach[1], url=style.link_of(first))
    once = {row["source"]: row for row in same}
    items = [
        Item(style.short(name, 30), partial(sheet.shape, look=looks[name]), style.link_of(row))
        for name, row in once.items()
    ]
    sheet.flow("in", items, lines=2)


def _counters_said(rows: pd.DataFrame) -> str:
    said = []
    for counter, own in _by_counter(rows):
        numbers = [f"{style.short(same[0]['surface'], 24)} ({_names(same)})" for same in _numbers(own)]
        said.append(f"{style.short(counter, 40)} {style.listed(numbers, most=4)}")
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
    points = sorted(
        _points(dated), key=lambda point: (point.day, point.value, str(point.row["source"]), str(point.row["surface"]))
    )
    _upwards(sheet, points, looks=looks)
    first, last = points[0].day, points[-1].day
    ticks = date_ticks(*sheet.axes[0].get_xlim()) if last > first else [(first, spoken(dated["day"].iloc[0]))]
    sheet.axis("day of the count", ticks=[tick for tick, _ in ticks], labels=[name for _, name in ticks])
    names = sorted(set(dated["source"]))
    sheet.flow("", [Item(style.short(name, 24), partial(sheet.shape, look=looks[name])) for name in names])
    sheet.paragraph("Filled: the number as given; arrow: this many or more, or fewer; hollow: a round one.", quiet=True)
    return sheet.finish(rows, n=style.counted(len(dated), "claim"), alt=_growth_said(dated))


class _Point:
    """One claim in its place: `day` in ordinal days, `value` upwards."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        self.row = row
        first, last = days_of(row["day"])
        self.day, self.value = (first + last) / 2, float(row["value"])
        self.series = style.optional(row, "series")


def _points(dated: pd.DataFrame) -> list[_Point]:
    return [_Point(row) for row in dated.to_dict("records")]


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
        line.set_zorder(1.5)
        line.set_gid(sheet.gid("line"))
        sheet.axes[0].add_line(line)
    labelled: list[tuple[float, float]] = []
    for point in points:
        at = (point.day, height(point.value))
        url = style.link_of(point.row)
        hollow = point.row["bound"] in ("about", "vague")
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
    (line,) = sheet.axes[0].plot(
        [x, x],
        [y, end],
        color=colour,
        linewidth=2.0,
        marker="^" if rising else "v",
        markersize=5,
        markevery=[1],
        clip_on=False,
        zorder=3,
    )
    line.set_gid(sheet.gid("arrow"))


def _growth_said(dated: pd.DataFrame) -> str:
    ordered = dated.sort_values(["day", "value", "source"], kind="stable")
    said = [
        f"{spoken(row['day'])} {_in_digits(row)} ({style.short(row['source'])})" for row in ordered.to_dict("records")
    ]
    return f"The number from day to day: {style.listed(said, most=12)}."
