"""Days as lists, pages and databases write them: "2024-03-12T08:00Z", "12 March 2024", "12. März 2024".

The day is taken as written, in whatever zone. `read_published` reads those of a list together and says once what had to
be assumed; `as_written`, `date_in` and `date_line` find the one of a page or a line. Languages: `calendar_abroad`.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

from analysis.english.calendar import as_day, iso_of, month_of
from analysis.english.word_lists import word_groups, word_list

_WORDS = "analysis.readers"


def _plain(text: str) -> str:
    """The text without accents and needless spaces."""
    apart = unicodedata.normalize("NFKD", text).replace("\u2019", "'")
    return " ".join("".join(letter for letter in apart if not unicodedata.combining(letter)).split())


def _abroad() -> tuple[dict[str, int], dict[str, list[str]]]:
    """Months of other languages than English by name, a day of the week being 0, and the languages of each name."""
    numbers: dict[str, int] = {}
    languages: dict[str, list[str]] = {}
    for what, names in word_groups("calendar_abroad", package=_WORDS):
        language, _, number = what.partition(" ")
        for name in map(_plain, names):
            numbers[name] = numbers.get(name) or int(number.replace("days", "0"))
            languages.setdefault(name, []).append(language)
    return numbers, languages


_ABROAD, _LANGUAGES = _abroad()
_DAYS_ABROAD = [name for name, number in _ABROAD.items() if not number]
_BEFORE_DATES = frozenset(("den", "le", "el", "de"))
_LONGEST = 100
_MONTHS = "|".join(sorted(word_list("months") | {*_ABROAD} - {*_DAYS_ABROAD}, key=len, reverse=True))
_DAYS = "|".join(sorted({day[:3] for day in word_list("weekdays")}))
_CLOCK = r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:[.,]\d{1,9})?)?\s?(?:[ap]\.?m\.?|uhr|uur|hrs|hs|h)?"
_ZONE = r"(?:Z|[+-]\d\d:?\d\d|(?:UTC|GMT)(?:\s?[+-]\d{1,2}(?::?\d\d)?)?|[A-Z]{1,4}T|\([A-Z]{2,5}\))"
_TIME = re.compile(
    rf"(?:[T,]?\s*(?:(?:at|um|a|as|a las|alle|alle ore|ore|om)\s)?|[T,]\s*)(?<!\d){_CLOCK}"
    rf"\s?{_ZONE}?\s*(?:\[[\w/]{{1,40}}\])?$",
    re.IGNORECASE,
)
_TIME_BESIDE = re.compile(rf"{_CLOCK}(?:\s?{_ZONE})?(?![\w:])", re.IGNORECASE)
_TIME_FIRST = re.compile(rf"{_CLOCK}\s?(?:[A-Z]{{1,4}}T|UTC|GMT)?,?\s", re.IGNORECASE)
# "Tue Mar 12 08:00:00 +0000 2024", as computers of old write it.
_TIME_AMID = re.compile(rf"((?:{_MONTHS}) \d{{1,2}}) {_CLOCK} ?(?:[A-Z]{{3,4}}|[+-]\d{{4}})? (\d{{4}})", re.IGNORECASE)
_WEEKDAY = re.compile(
    rf"^(?:(?:{_DAYS})[a-z]{{0,6}}|{'|'.join(sorted(_DAYS_ABROAD, key=len, reverse=True))})\.?,?\s+", re.IGNORECASE
)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_NAME = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_PACKED = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_PACKED_TIME = re.compile(r"((?:19|20)\d{6})T?([01]\d|2[0-4])[0-5]\d[0-5]\d(?:Z|[+-]\d{4})?", re.IGNORECASE)
_MONTH_ONLY = re.compile(r"(\d{4})[-/](\d\d?)")
_MONTH_FIRST = re.compile(r"(\d\d?)[/.](\d{4})")
_DAY_NAMED = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th|er|e|o|a)?[ .-]+(?:of |de |d')?({_MONTHS})\.?,?[ -]+(?:de |del )?(\d{{4}})",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(rf"(\d{{1,2}})-({_MONTHS})-(\d\d)", re.IGNORECASE)
_NAMED_DAY = re.compile(rf"({_MONTHS})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})", re.IGNORECASE)
_NAMED = re.compile(rf"({_MONTHS})\.?,? (?:de |del )?(\d{{4}})", re.IGNORECASE)
_DIGITS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)")
# A day within a line, its month by whatever name, and a month that is a line.
_WITHIN = re.compile(
    r"(?<!\w)(?:([^\W\d_]{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?,? ((?:1[5-9]|20)\d\d)"
    r"|(\d{1,2})(?:\.|er|º|st|nd|rd|th)?\s(?:de\s)?([^\W\d_]{3,12})\.?,?\s(?:del?\s)?((?:1[5-9]|20)\d\d)"
    r"|((?:1[5-9]|20)\d\d)-(\d\d)-(\d\d)|(\d{1,2})\.(\d{1,2})\.((?:1[5-9]|20)\d\d))(?!\w)",
    re.IGNORECASE,
)
_MONTH_LINE = re.compile(r"([^\W\d_]{3,12})\.?,? (?:de )?((?:1[5-9]|20)\d\d)")
# How long a line that is a date is at most, and the name of an edition beside it.
_LONGEST_LINE, _LONGEST_EDITION = 160, 48
# The first year that a newspaper was printed in, and the day that systems write which know none.
_FIRST_YEAR, _NO_DAY = "1600", "1970-01-01"
# Seconds or milliseconds since 1970, from 1990 to 2100.
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d{1,9})?")
_FROM, _TO = datetime(1990, 1, 1, tzinfo=UTC).timestamp(), datetime(2100, 1, 1, tzinfo=UTC).timestamp()


class Published(NamedTuple):
    """What a cell says: the day (or month), or its readings when the order of its digits is open; and how it says it.

    `languages` are those that its month is named in, where not English; `is_counted`: as time since 1970;
    `shows_day_first`: which of its digits can only be the day.
    """

    iso: str | None = None
    has_time: bool = False
    day_first: str | None = None
    month_first: str | None = None
    languages: tuple[str, ...] = ()
    is_counted: bool = False
    shows_day_first: bool | None = None

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
    >>> read_published(["12. März 2024, 8.15 Uhr"])
    (['2024-03-12'], ["Dates such as '12. März 2024, 8.15 Uhr' are read as German.", 'Dates with a time of day are \
taken as the day that is written, in whatever zone.'])
    """
    read = [_read(cell) for cell in cells]
    day_first, why = _order(read)
    days = [(one.day_first if day_first else one.month_first) if one.is_open else one.iso for one in read]
    notes = []
    n_open, n_timed = sum(one.is_open for one in read), sum(one.has_time and one.iso is not None for one in read)
    if n_open:
        order = "day first" if day_first else "month first"
        example = _example(cells, [one.is_open for one in read])
        notes.append(f"Dates such as {example!r} are read {order}: {why}.")
    notes += _of_languages(cells, read)
    if any(one.is_counted for one in read):
        example = _example(cells, [one.is_counted for one in read])
        notes.append(f"Numbers such as {example!r} are read as the time since 1970, as days in UTC.")
    if n_timed:
        notes.append("Dates with a time of day are taken as the day that is written, in whatever zone.")
    return days, notes


def _example(cells: Sequence[str | None], are_meant: Iterable[bool]) -> str:
    return next((cell or "")[:40] for cell, is_meant in zip(cells, are_meant, strict=True) if is_meant)


def _of_languages(cells: Sequence[str | None], read: list[Published]) -> list[str]:
    """In which language the names of months are read, where not in English: the one that fits most of the list."""
    n_of = Counter(language for one in read for language in one.languages)
    notes, left = [], [one.languages for one in read]
    for language, _ in n_of.most_common():
        is_left = [language in languages for languages in left]
        if any(is_left):
            notes.append(f"Dates such as {_example(cells, is_left)!r} are read as {language}.")
            left = [() if language in languages else languages for languages in left]
    return notes


def _read(cell: str | None) -> Published:
    cell = _plain((cell or "").strip()[: _LONGEST + 1])
    if len(cell) > _LONGEST:
        return Published()
    if found := _EPOCH.fullmatch(cell):
        return _counted(int(found[1]))
    if found := _PACKED_TIME.fullmatch(cell):
        return Published(_iso(found[1]), has_time=True)
    if found := _TIME_AMID.search(cell):
        cell = f"{cell[: found.start()]}{found[1]} {found[2]}{cell[found.end() :]}"
        return _dated(cell, has_time=True)
    timed = _TIME.search(cell)
    if timed and timed.start():
        return _dated(cell[: timed.start()], has_time=True)
    first = _TIME_FIRST.match(cell)
    return _dated(cell[first.end() :] if first else cell, has_time=first is not None)


def _counted(seconds: int) -> Published:
    if not _FROM <= seconds < _TO:
        return Published()
    return Published(datetime.fromtimestamp(seconds, UTC).date().isoformat(), has_time=False, is_counted=True)


def _dated(written: str, *, has_time: bool) -> Published:
    """A date without its time of day; the name of a weekday before it is passed over ("Mar" may be either)."""
    written = written.strip(" ,")
    for bare in (written, _WEEKDAY.sub("", written)):
        if found := _DIGITS.fullmatch(bare):
            return _in_digits(*found.groups(), has_time=has_time)
        if iso := _iso(bare):
            return Published(iso, has_time, languages=_languages(written))
    return Published(None, has_time)


def _languages(written: str) -> tuple[str, ...]:
    """The languages that a date's month is named in, and its day of the week; none for English."""
    names = [word for word in _NAME.findall(written.lower()) if word in _ABROAD]
    if not any(_ABROAD[name] for name in names):
        return ()
    return tuple(one for one in _LANGUAGES[names[-1]] if all(one in _LANGUAGES[name] for name in names)) or tuple(
        _LANGUAGES[names[-1]]
    )


def _month(name: str) -> int | None:
    """The number of a month by its name in any of the languages."""
    name = _plain(name.lower())
    return month_of(name) if name in word_list("months") else _ABROAD.get(name) or None


def _iso(written: str) -> str | None:
    if found := _YEAR_FIRST.fullmatch(written) or _PACKED.fullmatch(written):
        year, month, day = found[1], found[found.lastindex - 1], found[found.lastindex]
        return _day(int(year), int(month), int(day))
    if found := _DAY_NAMED.fullmatch(written):
        return _day(int(found[3]), _month(found[2]), int(found[1]))
    if found := _SHORT_YEAR.fullmatch(written):
        return _day(_century(found[3]), _month(found[2]), int(found[1]))
    if found := _NAMED_DAY.fullmatch(written):
        return _day(int(found[3]), _month(found[1]), int(found[2]))
    if found := _NAMED.fullmatch(written):
        return iso_of(int(found[2]), _month(found[1]))
    if found := _MONTH_ONLY.fullmatch(written):
        return iso_of(int(found[1]), int(found[2]) or 99)
    if found := _MONTH_FIRST.fullmatch(written):
        return iso_of(int(found[2]), int(found[1]) or 99)
    return None


def _century(year: str) -> int:
    """The year that one is short for: 70 to 99 are of the last century."""
    return int(year) + (0 if len(year) == 4 else 2000 if int(year) < 70 else 1900)


def _day(year: int, month: int | None, day: int) -> str | None:
    """The day, None when the calendar has none: a zero is no month."""
    return iso_of(year, month or 99, day or 99) if year else None


def _in_digits(first: str, mark: str, second: str, written_year: str, *, has_time: bool) -> Published:
    year = _century(written_year)
    day_first, month_first = _day(year, int(second), int(first)), _day(year, int(first), int(second))
    if mark == ".":
        month_first = None
    if day_first and month_first and day_first != month_first:
        return Published(None, has_time, day_first, month_first)
    shows = day_first is not None if mark != "." and max(int(first), int(second)) > 12 else None
    return Published(day_first or month_first, has_time, shows_day_first=shows)


def _order(read: list[Published]) -> tuple[bool, str]:
    """Whether the day comes first in dates of digits, and what says so."""
    shown = {one.shows_day_first for one in read if one.iso and one.shows_day_first is not None}
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


# --- the day of a page or a line


def as_written(value: str) -> str:
    """A day as it is written, where `read_published` reads it; YYYY-MM-DD where its month is not named in English.

    Empty for what is no day: "two hours ago", the day that systems write which know none, a year before newspapers.

    >>> as_written("12. März 2024"), as_written("Tue, 12 Mar 2024 08:00:00 GMT"), as_written("two hours ago")
    ('2024-03-12', 'Tue, 12 Mar 2024 08:00:00 GMT', '')
    """
    value = " ".join(value.split())
    read = _read(value)
    if read.is_open:
        return value
    iso = read.iso or (date_line(value) or ("",))[0]
    if not iso or iso < _FIRST_YEAR or iso.startswith(_NO_DAY):
        return ""
    return iso if read.languages or not read.iso else value


def date_in(text: str) -> tuple[str, int, int] | None:
    """The first day that a text names, ISO 8601, and where it begins and ends.

    Days of digits alone are read day first, with full stops.

    >>> date_in("Politique, mardi 14 mars 2006, p. 16")
    ('2006-03-14', 17, 29)
    """
    for found in _WITHIN.finditer(text[:2000]):
        month_1, day_1, year_1, day_2, month_2, year_2, year_3, month_3, day_3, day_4, month_4, year_4 = found.groups()
        name = month_1 or month_2
        month = _month(name) if name else int(month_3 or month_4)
        day, year = int(day_1 or day_2 or day_3 or day_4), int(year_1 or year_2 or year_3 or year_4)
        if iso := _day(year, month, day):
            return iso, found.start(), found.end()
    return None


def date_line(line: str) -> tuple[str, str] | None:
    """The day of a line that is a date and nothing else, and the name of an edition that stands beside it.

    Weekdays and a time of day may stand around the date; a sentence that names a day is no such line.

    >>> date_line("Monday, March 4, 2019 Monday 6:31 PM EST")
    ('2019-03-04', '')
    """
    line = " ".join(line[: _LONGEST_LINE + 1].split())
    if not line or len(line) > _LONGEST_LINE:
        return None
    if found := _MONTH_LINE.fullmatch(line):
        month = iso_of(int(found[2]), _month(found[1]) or 99)
        return (month, "") if month else None
    dated = date_in(line)
    if not dated or without_weekday(line[: dated[1]]):
        return None
    rest = line[dated[2] :].strip(" ,;-–")
    after = without_weekday(rest)
    timed = _TIME_BESIDE.match(after)
    beside = (after[timed.end() :] if timed else after).strip(" ,;-–()")
    names_edition = any(word.lower() in word_list("editions", package=_WORDS) for word in _NAME.findall(beside))
    if not beside or names_edition or (beside != rest and len(beside) < _LONGEST_EDITION and not beside[0].islower()):
        return dated[0], beside
    return None


def without_weekday(text: str) -> str:
    """The text without days of the week, in any of the languages, at its start."""
    text = text.strip(" ,;-–")
    while (word := _NAME.match(text)) and _is_before_dates(_plain(word[0].lower())):
        text = text[word.end() :].strip(" .,;-–")
    return text


def _is_before_dates(word: str) -> bool:
    return word in _BEFORE_DATES or word in word_list("weekdays") or _ABROAD.get(word) == 0
