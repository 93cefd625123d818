"""Dates of reduced precision, as a reader says them and as an axis places them."""

import datetime as dt
from collections.abc import Iterable

from analysis.english.calendar import in_words, window

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


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


def extent(date: object) -> tuple[float, float] | None:
    """First and last day that a date can mean, as day numbers; an open end is drawn as the other one.

    >>> first, last = extent("2025-09"); last - first
    29.0
    """
    if not is_dated(date):
        return None
    first, last = window(date)
    ends = [day for day in (first, last) if day is not None]
    return float(ends[0].toordinal()), float(ends[-1].toordinal())


def ticks(first: float, last: float) -> list[tuple[float, str]]:
    """Three to six days between two day numbers, with their names: years, months or days, whichever fits.

    >>> [name for _, name in ticks(*extent("2025"))]
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
        name = MONTHS[day.month - 1][:3]
        yield float(day.toordinal()), name if day.year == year else f"{name} {day.year}"
        year = day.year
