"""Days of publication as lists of articles write them: "2024-03-12T08:00Z", "12 March 2024", "12/03/2024", "2024-03".

The day is taken as written, in whatever zone; what had to be assumed is said once for the whole list.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from analysis.english.calendar import as_day, iso_of, month_of
from analysis.english.word_lists import word_list

_MONTHS = "|".join(sorted(word_list("months"), key=len, reverse=True))
_DAYS = "|".join(sorted({day[:3] for day in word_list("weekdays")}))
_TIME = re.compile(
    r"(?:[T,]?\s*(?:at\s)?|[T,]\s*)(?<!\d)\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:[.,]\d{1,9})?)?\s?(?:[ap]\.?m\.?)?"
    r"\s?(?:Z|[+-]\d\d:?\d\d|(?:UTC|GMT)(?:[+-]\d{1,2}(?::?\d\d)?)?|[A-Z]{2,4}T|\([A-Z]{2,5}\))?\s*(?:\[[\w/]{1,40}\])?$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"^(?:{_DAYS})[a-z]{{0,6}}\.?,?\s+", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_PACKED = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_MONTH_ONLY = re.compile(r"(\d{4})-(\d\d)")
_DAY_NAMED = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?[ .-]+(?:of )?({_MONTHS})\.?,?[ -]+(\d{{4}})", re.IGNORECASE)
_NAMED_DAY = re.compile(rf"({_MONTHS})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})", re.IGNORECASE)
_NAMED = re.compile(rf"({_MONTHS})\.?,? (\d{{4}})", re.IGNORECASE)
_DIGITS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)")


class Published(NamedTuple):
    """What a cell says: the day (or month), or its readings when the order of its digits is open."""

    iso: str | None = None
    has_time: bool = False
    day_first: str | None = None
    month_first: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether its digits can be read in two ways."""
        return self.iso is None and self.day_first is not None


def read_published(cells: Sequence[str | None]) -> tuple[list[str | None], list[str]]:
    """The days of publication of a list of articles, ISO 8601, and what was assumed to read them.

    Parameters
    ----------
    cells
        As written; None for an empty cell.

    Returns
    -------
    days, notes
        A day (or a month, "2024-03") for each cell, None for an empty one and one that is no date; sentences for a
        reader, each said once.

    Misleads when
    -------------
    No date of the list shows the order of its digits and none is near: 03/04/2024 is then read as 3 April, and a note
    says so. A day near midnight is another day in another zone.

    Examples
    --------
    >>> read_published(["12 March 2024", "2024-03-12T23:30:00-05:00", "13/03/2024", "04/03/2024", "soon"])[0]
    ['2024-03-12', '2024-03-12', '2024-03-13', '2024-03-04', None]
    """
    read = [_read(cell.strip()) if cell else Published() for cell in cells]
    day_first, why = _order(cells, read)
    days = [(one.day_first if day_first else one.month_first) if one.is_open else one.iso for one in read]
    notes = []
    n_open, n_timed = sum(one.is_open for one in read), sum(one.has_time and one.iso is not None for one in read)
    if n_open:
        order = "day first" if day_first else "month first"
        notes.append(f"Dates such as {_example(cells, read)!r} are read {order}: {why}.")
    if n_timed:
        notes.append("Dates with a time of day are taken as the day that is written, in whatever zone.")
    return days, notes


def _example(cells: Sequence[str | None], read: list[Published]) -> str:
    return next((cell or "")[:40] for cell, one in zip(cells, read, strict=True) if one.is_open)


def _read(cell: str) -> Published:
    timed = _TIME.search(cell)
    written = (cell[: timed.start()] if timed else cell).strip(" ,")
    bare = _WEEKDAY.sub("", written)
    if found := _DIGITS.fullmatch(bare):
        return _in_digits(*found.groups(), has_time=timed is not None)
    return Published(_iso(bare), timed is not None)


def _iso(written: str) -> str | None:
    if found := _YEAR_FIRST.fullmatch(written) or _PACKED.fullmatch(written):
        year, month, day = found[1], found[found.lastindex - 1], found[found.lastindex]
        return _day(int(year), int(month), int(day))
    if found := _DAY_NAMED.fullmatch(written):
        return _day(int(found[3]), month_of(found[2]), int(found[1]))
    if found := _NAMED_DAY.fullmatch(written):
        return _day(int(found[3]), month_of(found[1]), int(found[2]))
    if found := _NAMED.fullmatch(written):
        return iso_of(int(found[2]), month_of(found[1]))
    if found := _MONTH_ONLY.fullmatch(written):
        return iso_of(int(found[1]), int(found[2]) or 99)
    return None


def _day(year: int, month: int, day: int) -> str | None:
    """The day, None when the calendar has none: a zero is no month."""
    return iso_of(year, month or 99, day or 99) if year else None


def _in_digits(first: str, mark: str, second: str, written_year: str, *, has_time: bool) -> Published:
    year = int(written_year) + (0 if len(written_year) == 4 else 2000 if int(written_year) < 70 else 1900)
    day_first, month_first = _day(year, int(second), int(first)), _day(year, int(first), int(second))
    if mark == ".":
        month_first = None
    if day_first and month_first and day_first != month_first:
        return Published(None, has_time, day_first, month_first)
    return Published(day_first or month_first, has_time)


def _order(cells: Iterable[str | None], read: list[Published]) -> tuple[bool, str]:
    """Whether the day comes first in dates of digits, and what says so."""
    shown = set()
    for cell, one in zip(cells, read, strict=True):
        found = _DIGITS.match(_WEEKDAY.sub("", (cell or "").strip()))
        if found and one.iso and found[2] != "." and max(int(found[1]), int(found[3])) > 12:
            shown.add(int(found[1]) > 12)
    if len(shown) == 1:
        return min(shown), "so are other dates of the list"
    days = [day for one in read if (day := as_day(one.iso))]
    both = [(as_day(one.day_first), as_day(one.month_first)) for one in read if one.is_open]
    far = [sum(_distance(pair[place], days) for pair in both) for place in (0, 1)]
    if days and far[0] != far[1]:
        return far[0] < far[1], "so they are nearest to the other dates of the list"
    return True, "nothing in the list shows the order. Write YYYY-MM-DD if that is wrong"


def _distance(day: date, days: list[date]) -> int:
    return min(abs((day - other).days) for other in days) if days else 0
