"""The calendar, and dates of reduced precision as text: the days they cover, how to say them, how to count from them.

The text is ISO 8601 where it has a form: "2025-09-11", "2025-09", "2025", week "2025-W42", decade "199", century "19",
intervals "2025-09-01/2025-09-05", open ones "2020/.." and "../2020". Quarters, halves and seasons, which it lacks, are
"2025-Q3", "2025-H1" and "2025-SU" (SP, SU, FA, WI: of the northern hemisphere, winter from its December), as in TIMEX3.
"""

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

from analysis.english.tokens import word_set
from analysis.english.word_lists import word_groups, word_table

Window = tuple[date | None, date | None]

MONTHS = tuple(names[0] for _, names in word_groups("months"))
WEEKDAYS = tuple(names[0] for _, names in word_groups("weekdays"))
SEASONS = word_table("seasons")
# Units of time, by their names in `units`.
CLOCKS = word_set("milliseconds seconds minutes hours days nights weeks months years decades centuries")
_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_SEASON_NAMES = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_SHAPE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?|-W(?P<week>\d\d)|-Q(?P<quarter>[1-4])|-H(?P<half>[12])"
    r"|-(?P<season>SP|SU|FA|WI))?|(?P<decade>\d{3})|(?P<century>\d\d)"
)


@lru_cache(maxsize=8192)
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


def easter(year: int) -> date:
    """Easter Sunday of the Western churches, by the Gregorian computus (Nature, 20 April 1876).

    >>> easter(2024), easter(2025)
    (datetime.date(2024, 3, 31), datetime.date(2025, 4, 20))
    """
    golden, (century, rest) = year % 19, divmod(year, 100)
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * sunday) // 451
    month, day = divmod(epact + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def month_of(name: str) -> int:
    """The number of a month by its name or the first three letters of it.

    >>> month_of("Sept")
    9
    """
    return next(place for place, month in enumerate(MONTHS, 1) if month.startswith(name[:3].lower()))


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


@lru_cache(maxsize=1 << 13)
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


def iso_of(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """ISO text of a year, month or day; None when there is no such day."""
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")


def counted(start: date, unit: str, by: int) -> str | None:
    """The date `by` units on, as precise as the unit."""
    unit = unit.lower().rstrip("s")
    try:
        if unit in ("day", "night"):
            return (start + timedelta(days=by)).isoformat()
        if unit in ("week", "fortnight"):
            return week_of(start + timedelta(weeks=by * (2 if unit == "fortnight" else 1)))
        if unit == "weekend":
            saturday = start + timedelta(days=5 - start.weekday(), weeks=by)
            return f"{saturday}/{saturday + timedelta(days=1)}"
    except OverflowError:
        return None
    if unit == "month":
        return iso_of(*shift_months(start.year, start.month, by))
    if unit == "quarter":
        year, month = shift_months(start.year, start.month, 3 * by)
        return f"{year:04d}-Q{(month + 2) // 3}"
    year = start.year + by * {"decade": 10}.get(unit, 1)
    return iso_of(year) if unit in ("year", "decade") and 0 < year < 10_000 else None


def back(published: date, unit: str, number: float) -> date | None:
    """The day `number` units before: the start of "the past three months"."""
    unit = {"centurie": "century"}.get(unit.lower(), unit.lower())
    days = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14, "hour": 1 / 24, "minute": 0, "second": 0}
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
    if unit in days:
        return published - timedelta(days=days[unit] * number) if number < 100_000 else None
    year, month = shift_months(published.year, published.month, -round(months.get(unit, 12) * number))
    return date(year, month, min(published.day, last_of_month(year, month).day)) if year > 0 else None


def season_near(which: str, code: str, published: date) -> str | None:
    """The last, this or next season of a kind, seen from a day.

    >>> season_near("last", "SU", date(2025, 10, 1))
    '2025-SU'
    """
    first = _SEASON_MONTHS[code]
    year = published.year
    begun = published.month >= first
    if "next" in which or "coming" in which:
        return f"{year + begun:04d}-{code}"
    ended = published.month > first + 2 and code != "WI"
    if which == "last":
        return f"{year if ended else year - 1:04d}-{code}"
    if code == "WI" and published.month <= 3:
        return f"{year - 1:04d}-{code}"
    return f"{year if begun or which.startswith('this') else year - 1:04d}-{code}"
