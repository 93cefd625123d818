"""Dates of reduced precision as text: what days they cover, how to say them, how to count from them.

The text is ISO 8601 where it has a form: "2025-09-11", "2025-09", "2025", week "2025-W42", decade "199", century "19",
intervals "2025-09-01/2025-09-05", open ones "2020/.." and "../2020". Quarters, halves and seasons, which it lacks, are
"2025-Q3", "2025-H1" and "2025-SU" (SP, SU, FA, WI: of the northern hemisphere, winter from its December), as in TIMEX3.
"""

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

Window = tuple[date | None, date | None]

_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_SEASON_NAMES = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_SHAPE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?|-W(?P<week>\d\d)|-Q(?P<quarter>[1-4])|-H(?P<half>[12])"
    r"|-(?P<season>SP|SU|FA|WI))?|(?P<decade>\d{3})|(?P<century>\d\d)"
)


def as_day(text: str | None) -> date | None:
    """The day that an ISO text names, or None when it is empty, not a date, or less precise than a day.

    >>> as_day("2025-09-11"), as_day("2025-09"), as_day("2025-02-30")
    (datetime.date(2025, 9, 11), None, None)
    """
    if not text or not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@lru_cache(maxsize=8192)
def window(iso: str | None) -> Window | None:
    """First and last day that a date of reduced precision covers; None on a side without end, None for no date.

    >>> window("2025-09")
    (datetime.date(2025, 9, 1), datetime.date(2025, 9, 30))
    >>> window("2020/..")
    (datetime.date(2020, 1, 1), None)
    """
    if not iso:
        return None
    first, slash, last = iso.partition("/")
    if not slash:
        return _single(iso)
    low, high = _single(first), _single(last)
    if (low is None and first != "..") or (high is None and last != ".."):
        return None
    return (low[0] if low else None, high[1] if high else None)


def _single(iso: str) -> tuple[date, date] | None:
    shape = _SHAPE.fullmatch(iso)
    if shape is None:
        return None
    try:
        return _covered({name: value for name, value in shape.groupdict().items() if value})
    except (ValueError, OverflowError):
        return None


def _covered(parts: dict[str, str]) -> tuple[date, date]:
    if "decade" in parts or "century" in parts:
        digits = parts.get("decade") or parts["century"]
        span = 10 ** (4 - len(digits))
        first = int(digits) * span
        return date(first or 1, 1, 1), date(first + span - 1, 12, 31)
    year = int(parts["year"])
    if "day" in parts:
        day = date(year, int(parts["month"]), int(parts["day"]))
        return day, day
    if "week" in parts:
        monday = date.fromisocalendar(year, int(parts["week"]), 1)
        return monday, monday + timedelta(days=6)
    month, months = _months(parts)
    return date(year, month, 1), last_of_month(*shift_months(year, month, months - 1))


def _months(parts: dict[str, str]) -> tuple[int, int]:
    """First month and number of months."""
    if "month" in parts:
        return int(parts["month"]), 1
    if "quarter" in parts:
        return 3 * int(parts["quarter"]) - 2, 3
    if "half" in parts:
        return 6 * int(parts["half"]) - 5, 6
    if "season" in parts:
        return _SEASON_MONTHS[parts["season"]], 3
    return 1, 12


def shift_months(year: int, month: int, by: int) -> tuple[int, int]:
    """Year and month, `by` months on.

    >>> shift_months(2025, 1, -1)
    (2024, 12)
    """
    total = 12 * year + month - 1 + by
    return total // 12, total % 12 + 1


def last_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def week_of(day: date) -> str:
    """The ISO week of a day: 2025-W42."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def plain(iso: str) -> str:
    """The same dates without week, quarter, season and decade codes, for tables: years, months, days and intervals.

    >>> plain("2025-W42"), plain("2025-Q3"), plain("2025-09")
    ('2025-10-13/2025-10-19', '2025-07/2025-09', '2025-09')
    """
    first, slash, last = iso.partition("/")
    if slash:
        return f"{plain(first).partition('/')[0]}/{plain(last).rpartition('/')[2]}"
    covered = _single(iso)
    if covered is None or re.fullmatch(r"\d{4}(-\d\d){0,2}", iso):
        return iso
    low, high = covered
    if "W" in iso and "WI" not in iso:
        return f"{low}/{high}"
    if len(iso) < 4:
        return f"{low.year:04d}/{high.year:04d}"
    return f"{low:%Y-%m}/{high:%Y-%m}"


def in_words(iso: str) -> str:
    """The dates as a reader says them.

    >>> in_words("2025-09-11"), in_words("2025-09"), in_words("2020/..")
    ('11 September 2025', 'September 2025', 'since 2020')
    """
    first, slash, last = iso.partition("/")
    if slash and last == "..":
        return f"since {in_words(first)}"
    if slash and first == "..":
        return f"until {in_words(last)}"
    if slash:
        return f"{in_words(first)} to {in_words(last)}"
    shape = _SHAPE.fullmatch(iso)
    if shape is None:
        return iso
    return _said({name: value for name, value in shape.groupdict().items() if value}, iso)


def _said(parts: dict[str, str], iso: str) -> str:
    if "month" in parts:
        named = f"{calendar.month_name[int(parts['month'])]} {parts['year']}"
        return f"{int(parts['day'])} {named}" if "day" in parts else named
    if "week" in parts:
        covered = _single(iso)
        return f"the week of {in_words(covered[0].isoformat())}" if covered else iso
    if "quarter" in parts:
        return f"quarter {parts['quarter']} of {parts['year']}"
    if "half" in parts:
        return f"{'first' if parts['half'] == '1' else 'second'} half of {parts['year']}"
    if "season" in parts:
        return f"{_SEASON_NAMES[parts['season']]} {parts['year']}"
    if "decade" in parts:
        return f"the {parts['decade']}0s"
    return f"the {iso}00s" if "century" in parts else iso
