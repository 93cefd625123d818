"""Dates of reduced precision, as a reader says them and as an axis places them."""

import calendar
import datetime as dt
import re
from collections.abc import Iterable

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")


def parts(date: object) -> tuple[int, int | None, int | None] | None:
    """Year, month and day of an ISO date, the later ones None where the date does not say; None if it is no date.

    >>> parts("2025-09")
    (2025, 9, None)
    """
    found = _ISO.match(str(date)[:10])
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    if not year or (month is not None and not 1 <= month <= 12):
        return None
    if day is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return year, month, day


def spoken(date: object) -> str:
    """A date in words.

    >>> spoken("2025-09-18"), spoken("2025-09"), spoken("2025")
    ('18 September 2025', 'September 2025', '2025')
    """
    known = parts(date)
    if known is None:
        return "date not given"
    year, month, day = known
    return " ".join(str(part) for part in (day, MONTHS[month - 1] if month else None, year) if part)


def extent(date: object) -> tuple[float, float] | None:
    """First and last day that a date can mean, as day numbers; equal for a full date.

    >>> first, last = extent("2025-09"); last - first
    29.0
    """
    known = parts(date)
    if known is None:
        return None
    year, month, day = known
    first = dt.date(year, month or 1, day or 1)
    last_month = month or 12
    last = dt.date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    return float(first.toordinal()), float(last.toordinal())


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
