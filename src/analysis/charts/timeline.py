"""The timeline: what happened when, according to whom; dates that differ are joined."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.charts import dates, marks, style
from analysis.charts.layout import Item, Sheet, sentence

_LOOK = style.SourceStyle(style.NEUTRAL, "o")
_EARLIER, _LATER = style.SourceStyle(style.NEUTRAL, "<"), style.SourceStyle(style.NEUTRAL, ">")
_COLUMNS = ("event", "date", "source")
_ENOUGH = 3  # dates that must lie together before others count as far off
_NEAR_DAYS = 31.0  # dates this close to most of the others belong with them
_FAR = 8.0  # how many times wider the whole must be than the stretch where most dates lie


def _events(events: pd.DataFrame) -> list[tuple[str, list[tuple[str, pd.DataFrame]]]]:
    """Events by earliest date, each with its dates in order; undated events come last."""
    style.require(events, _COLUMNS, chart="timeline")
    dated = events.assign(date=[date if dates.is_dated(date) else "" for date in events["date"]])
    found = []
    for event, own in dated.groupby("event", sort=True):
        by_date = [(str(date), rows.sort_values("source")) for date, rows in own.groupby("date", sort=True)]
        by_date.sort(key=lambda item: (not item[0], item[0]))
        found.append((str(event), by_date))
    return sorted(found, key=lambda item: (not item[1][0][0], item[1][0][0], item[0]))


def _differ(by_date: Sequence[tuple[str, pd.DataFrame]]) -> bool:
    """Whether two of the dates given for an event cannot mean the same day."""
    extents = [dates.extent(date) for date, _ in by_date if date]
    return any(_apart(one, other) for one in extents for other in extents)


def _reaches_out(extent: tuple[float, float] | None, first: float, last: float) -> bool:
    return extent is not None and (extent[0] < first or extent[1] > last)


def _apart(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether two dates cannot mean the same day."""
    return one[0] > other[1] or other[0] > one[1]


@style.in_house_style
def timeline(events: pd.DataFrame, *, sources: Collection[str] | None = None) -> Axes:
    """Answer: what happened when, and who says so?

    Parameters
    ----------
    events
        A row for each source that reports an event: `event` (a short name), `date` (ISO day, month or year; empty = not
        given), `source`; optional: `link`.
    sources
        All sources of the corpus.

    Returns
    -------
    Axes
        Under each event a row for each date reported: a dot for a day, a bar for a month or year, the sources beside
        the date. Dates that cannot be the same day are joined by a broken line.

    Raises
    ------
    SchemaError
        A column is missing.

    Misleads when
        two reports of one event are not recognised as one: they then stand apart without a line.
    """
    found = _events(events)
    if not found:
        return sentence("timeline", "No article dates an event.")
    sheet = Sheet("timeline")
    looks = style.styles_for(events, sources)
    first, last = _range(found)
    sheet.scale(first, last)
    shown = 0
    for event, by_date in found:
        if shown >= style.MAX_ROWS:
            break
        _event(sheet, event, by_date[: style.MAX_ROWS - shown], looks=looks)
        shown += len(by_date)
    ticks = dates.ticks(first, last)
    sheet.axis("date of the event", ticks=[tick for tick, _ in ticks], labels=[name for _, name in ticks])
    if any(_reaches_out(dates.extent(date), first, last) for _, by_date in found for date, _ in by_date):
        sheet.paragraph("Triangle at the edge: before or after the days shown.", quiet=True)
    sheet.left_out(sum(len(by_date) for _, by_date in found) - shown, "date")
    return sheet.finish()


def _range(found: Sequence[tuple[str, list[tuple[str, pd.DataFrame]]]]) -> tuple[float, float]:
    """First and last day of the axis: all dates, or the stretch where most lie when a few lie far off."""
    extents = sorted(extent for _, by_date in found for date, _ in by_date if (extent := dates.extent(date)))
    if not extents:
        return 0.0, 1.0
    first, last = extents[0][0], max(end for _, end in extents)
    stretch = _densest(extents)
    if stretch is not None and (stretch[1] - stretch[0]) * _FAR < last - first:
        first, last = stretch
    room = max(2.0, 0.06 * (last - first))
    return first - room, last + room


def _densest(extents: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    """The shortest stretch that holds six in ten of the dates, and whatever lies near it."""
    most = max(_ENOUGH, -(-len(extents) * 6 // 10))
    stretches = [
        (extents[place][0], max(end for _, end in extents[place : place + most]))
        for place in range(len(extents) - most + 1)
    ]
    if not stretches:
        return None
    first, last = min(stretches, key=lambda stretch: (stretch[1] - stretch[0], stretch))
    reach = max(_NEAR_DAYS, 2 * (last - first))
    near = [extent for extent in extents if first - reach <= extent[0] and extent[1] <= last + reach]
    return min(start for start, _ in near), max(end for _, end in near)


def _event(
    sheet: Sheet, event: str, by_date: Sequence[tuple[str, pd.DataFrame]], *, looks: Mapping[str, style.SourceStyle]
) -> None:
    sheet.paragraph(event, bold=True, lines=2)
    if _differ(by_date):
        sheet.paragraph("The reports differ on the date:", quiet=True)
    points = []
    for date, rows in by_date:
        _named_sources(sheet, date, rows.to_dict("records"), looks=looks)
        extent = dates.extent(date)
        if extent is None:
            continue
        y = sheet.band(height=0.19)
        if any(_apart(extent, dates.extent(other)) for other, _ in by_date if other):
            low, high = sheet.axes[0].get_xlim()
            points.append((min(max(sum(extent) / 2, low), high), y))
        _mark(sheet, extent, y)
        sheet.gap(0.03)
    if points:
        _join(sheet, points)
    sheet.gap(0.12)


def _mark(sheet: Sheet, extent: tuple[float, float], y: float) -> None:
    """A dot for a day, a line for a month or year; a triangle at the edge beyond which it lies or goes on."""
    first, last = sheet.axes[0].get_xlim()
    inside = first <= extent[1] and extent[0] <= last
    if extent[0] == extent[1] and inside:
        marks.dot(sheet, (extent[0], y), _LOOK)
    elif inside:
        marks.whisker(sheet, y, extent, _LOOK.colour, caps=True)
    if extent[0] < first:
        marks.dot(sheet, (first, y), _EARLIER)
    if extent[1] > last:
        marks.dot(sheet, (last, y), _LATER)


def _named_sources(
    sheet: Sheet, date: str, rows: Sequence[Mapping[str, Any]], *, looks: Mapping[str, style.SourceStyle]
) -> None:
    """The date, then the shape and name of each source that gives it."""
    once = {row["source"]: row for row in rows}
    items = [
        Item(
            style.short(source, 30),
            lambda at, source=source: sheet.shape(at, looks[source]),
            style.link_of(row),
        )
        for source, row in once.items()
    ]
    sheet.flow(f"{dates.spoken(date)}:", items)


def _join(sheet: Sheet, points: Sequence[tuple[float, float]]) -> None:
    line = Line2D(*zip(*points, strict=True), color=_LOOK.colour, linewidth=1.4, linestyle=(0, (3, 2)), clip_on=False)
    line.set_zorder(1.5)
    line.set_gid(sheet.gid("join"))
    sheet.axes[0].add_line(line)


def timeline_alt(events: pd.DataFrame) -> str:
    """The same events in one to four sentences, with the dates."""
    found = _events(events)
    if not found:
        return "No article dates an event."
    said = []
    for event, by_date in found:
        when = []
        for date, rows in by_date:
            names = style.listed(style.short(name) for name in sorted(set(rows["source"])))
            when.append(f"{dates.spoken(date)} ({names})")
        said.append(f"{style.short(event, 60)}: {' or '.join(when) if _differ(by_date) else style.listed(when)}")
    n = sum(_differ(by_date) for _, by_date in found)
    ending = f" The reports differ on the date of {style.counted(n, 'event')}." if n else ""
    return f"{style.counted(len(found), 'event')} by date. {'; '.join(said[:10])}.{ending}"
