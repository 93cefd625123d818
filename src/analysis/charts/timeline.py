"""The timeline: what happened when, according to whom; how a date of any precision is said and placed on an axis."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence

import pandas as pd

from analysis import schema
from analysis.charts import marks, style
from analysis.charts.drawing import Drawing
from analysis.charts.sheet import Sheet, sentence
from analysis.english.calendar import in_words, window

_LOOK = style.SourceStyle(style.NEUTRAL, "o")
_EARLIER, _LATER = style.SourceStyle(style.NEUTRAL, "<"), style.SourceStyle(style.NEUTRAL, ">")
_COLUMNS = ("event", "date", "source")
_OF_CLAIMS = ("surface", "measure", "event_date", "source")
_ENOUGH = 3  # dates that must lie together before others count as far off
_NEAR_DAYS = 31.0  # dates this close to most of the others belong with them
_FAR = 8.0  # how many times wider the whole must be than the stretch where most dates lie


def _as_events(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims as reports of events: named in the words of the article and the measure, where some source dates them."""
    if "date" in claims or not len(claims.columns):
        style.require(claims, _COLUMNS, chart="timeline")
        return claims
    style.require(claims, _OF_CLAIMS, chart="timeline")
    measures = [str(style.optional(row, "measure", "")).replace("_", " ") for row in claims.to_dict("records")]
    names = [
        f"{surface.strip()} {measure}".strip() for surface, measure in zip(claims["surface"], measures, strict=True)
    ]
    events = claims.assign(event=schema.series("string", names, index=claims.index), date=claims["event_date"])
    dated = set(events.loc[[is_dated(date) for date in events["date"]], "event"])
    return events[events["event"].isin(dated)].reset_index(drop=True)


def _by_event(events: pd.DataFrame) -> list[tuple[str, list[tuple[str, pd.DataFrame]]]]:
    """Events by earliest date, each with its dates in order; undated events come last."""
    dated = events.assign(date=[date if is_dated(date) else "" for date in events["date"]])
    found = []
    for event, own in dated.groupby("event", sort=True):
        by_date = [(str(date), rows.sort_values("source")) for date, rows in own.groupby("date", sort=True)]
        by_date.sort(key=lambda item: (not item[0], item[0]))
        found.append((str(event), by_date))
    return sorted(found, key=lambda item: (not item[1][0][0], item[1][0][0], item[0]))


def _differ(by_date: Sequence[tuple[str, pd.DataFrame]]) -> bool:
    """Whether two of the dates given for an event cannot mean the same day."""
    extents = [days_of(date) for date, _ in by_date if date]
    return any(_apart(one, other) for one in extents for other in extents)


def _reaches_out(extent: tuple[float, float] | None, first: float, last: float) -> bool:
    return extent is not None and (extent[0] < first or extent[1] > last)


def _apart(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether two dates cannot mean the same day."""
    return one[0] > other[1] or other[0] > one[1]


@style.in_house_style
def timeline(events: pd.DataFrame, *, sources: Collection[str] | None = None) -> Drawing:
    """Answer: what happened when, and who says so?

    Parameters
    ----------
    events
        A row for each source that reports an event: `event` (a short name), `date` (ISO day, month or year; empty = not
        given), `source`; optional: `link`. Or claims of the kind "flow": `surface`, `measure`, `event_date`, `source`;
        of these the events that no source dates are left out.

    Returns
    -------
    Drawing
        Under each event a row for each date reported: a dot for a day, a bar for a month or year, the sources beside
        the date. Where two dates cannot be the same day, a line of words says so.

    Misleads when
        two reports of one event are not recognised as one: they then stand apart without those words.
    """
    events = _as_events(events)
    found = _by_event(events)
    if not found:
        return sentence("timeline", "No article dates an event.", events)
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
    marked = date_ticks(first, last)
    sheet.axis("date of the event", ticks=[tick for tick, _ in marked], labels=[name for _, name in marked])
    if any(_reaches_out(days_of(date), first, last) for _, by_date in found for date, _ in by_date):
        sheet.paragraph("Triangle at the edge: before or after the days shown.", quiet=True)
    sheet.left_out(sum(len(by_date) for _, by_date in found) - shown, "date")
    n = f"{style.counted(len(events), 'date')} of {style.counted(len(found), 'event')}"
    return sheet.finish(events, n=n, alt=_events_said(found))


def _range(found: Sequence[tuple[str, list[tuple[str, pd.DataFrame]]]]) -> tuple[float, float]:
    """First and last day of the axis: all dates, or the stretch where most lie when a few lie far off."""
    extents = sorted(extent for _, by_date in found for date, _ in by_date if (extent := days_of(date)))
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
    for date, rows in by_date:
        sheet.carried_by(f"{spoken(date)}:", rows.to_dict("records"), looks)
        extent = days_of(date)
        if extent is None:
            continue
        y = sheet.band(height=0.19)
        _mark(sheet, extent, y)
        sheet.gap(0.03)
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


def _events_said(found: Sequence[tuple[str, Sequence[tuple[str, pd.DataFrame]]]]) -> str:
    """The events in one to four sentences, with the dates."""
    said = []
    for event, by_date in found:
        when = []
        for date, rows in by_date:
            names = style.listed(style.short(name) for name in sorted(set(rows["source"])))
            when.append(f"{spoken(date)} ({names})")
        said.append(f"{style.short(event, 60)}: {' or '.join(when) if _differ(by_date) else style.listed(when)}")
    n = sum(_differ(by_date) for _, by_date in found)
    ending = f" The reports differ on the date of {style.counted(n, 'event')}." if n else ""
    return f"{style.counted(len(found), 'event')} by date. {'; '.join(said[:10])}.{ending}"


def is_dated(date: object) -> bool:
    """Whether this is a date, of whatever precision.

    >>> is_dated("2025-09"), is_dated("2020/.."), is_dated(None)
    (True, True, False)
    """
    return isinstance(date, str) and window(date) is not None


def spoken(date: object) -> str:
    """A date in words.

    >>> spoken("2025-09-18"), spoken("2020/.."), spoken(None)
    ('18 September 2025', 'since 2020', 'date not given')
    """
    return in_words(date) if is_dated(date) else "date not given"


def days_of(date: object) -> tuple[float, float] | None:
    """First and last day that a date can mean, as day numbers; an open end is drawn as the other one.

    >>> first, last = days_of("2025-09"); last - first
    29.0
    """
    if not is_dated(date):
        return None
    first, last = window(date)
    ends = [day for day in (first, last) if day is not None]
    return float(ends[0].toordinal()), float(ends[-1].toordinal())


def date_ticks(first: float, last: float) -> list[tuple[float, str]]:
    """Three to six days between two day numbers, with their names: years, months or days, whichever fits.

    >>> [name for _, name in date_ticks(*days_of("2025"))]
    ['Jan 2025', 'Apr', 'Jul', 'Oct']
    """
    start, end = dt.date.fromordinal(max(1, int(first))), dt.date.fromordinal(min(dt.date.max.toordinal(), int(last)))
    days = (end - start).days
    if days > 3 * 365:
        step = max(1, (end.year - start.year) // 5)
        years = range(-(-start.year // step) * step, end.year + 1, step)
        return [(float(dt.date(year, 1, 1).toordinal()), str(year)) for year in years if dt.date(year, 1, 1) >= start]
    months = list(_months(start, end))
    if len(months) >= 3:
        chosen = months[:: max(1, -(-len(months) // 5))]
        return list(_named(chosen))
    step = max(1, -(-days // 3))
    shown = [start + dt.timedelta(days=gone) for gone in range(0, days + 1, step)]
    return [(place, f"{shown[i].day} {name}") for i, (place, name) in enumerate(_named(shown))]


def _months(start: dt.date, end: dt.date) -> Iterable[dt.date]:
    year, month = (start.year, start.month) if start.day == 1 else _next(start.year, start.month)
    while dt.date(year, month, 1) <= end:
        yield dt.date(year, month, 1)
        year, month = _next(year, month)


def _next(year: int, month: int) -> tuple[int, int]:
    return (year + 1, 1) if month == 12 else (year, month + 1)


def _named(days: Iterable[dt.date]) -> Iterable[tuple[float, str]]:
    year = None
    for day in days:
        name = in_words(day.isoformat()[:7])[:3]
        yield float(day.toordinal()), name if day.year == year else f"{name} {day.year}"
        year = day.year
