<<<<<<< HEAD
"""Days as pages and feeds write them, in a form that `corpus/published.py` reads: as written, else YYYY-MM-DD."""

import re

from analysis.english.calendar import iso_of, month_of
from analysis.english.word_lists import word_list

_LONGEST = 80
_FIRST_YEAR, _LAST_YEAR = 1600, 2199
_TIME = r"(?:[T,]?\s*(?:at\s)?\d{1,2}[:.h]\d\d(?:[:.]\d\d(?:[.,]\d{1,9})?)?\s?(?:[ap]\.?m\.?)?\s?(?P<zone>.{0,24}))?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_PACKED = re.compile(r"(\d{4})(\d\d)(\d\d)")
_MONTH_ONLY = re.compile(r"(\d{4})-(\d\d)")
_DIGITS = re.compile(rf"(\d{{1,2}})([/.-])(\d{{1,2}})\2(\d{{4}}){_TIME}")
_MONTHS = "|".join(sorted(word_list("months"), key=len, reverse=True))
_WEEKDAY = r"(?:[A-Z][a-z]{2,8}\.?,?\s+)?"
_DAY_NAMED = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?[ .-]+(?:of )?({_MONTHS})\.?,?[ -]+(\d{{4}}){_TIME}", re.IGNORECASE
)
_NAMED_DAY = re.compile(rf"{_WEEKDAY}({_MONTHS})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}}){_TIME}", re.IGNORECASE)
_ZONE = re.compile(
    r"(?:Z|[+-]\d\d:?\d\d|(?:UTC|GMT)(?:[+-]\d{1,2}(?::?\d\d)?)?|[A-Z]{2,4}T|\([A-Z]{2,5}\))?(?:\[[\w/]{1,40}\])?\s*"
)
_HAS_YEAR = re.compile(r"\b(?:1[6-9]|20|21)\d\d\b")
# Asked in this order where the page does not say its language.
_LANGUAGES = ("de", "fr", "es", "it", "pt", "nl")


def in_plain_form(value: str, language: str | None) -> str:
    """A day as it is written where it is plain (ISO, digits, English), else as YYYY-MM-DD; empty if it is no day.

    Parameters
    ----------
    value
        "2024-03-12T08:00Z", "12 March 2024", "12. März 2024": a day and no more, with or without a time.
    language
        Of the page, two letters, to read names of months by; None if it does not say.

    Misleads when
    -------------
    A page writes a day that is no real one but exists, such as the day its system was set up.

    >>> in_plain_form("12. März 2024", "de"), in_plain_form("Tue, 12 Mar 2024 08:00:00 GMT", None)
    ('2024-03-12', 'Tue, 12 Mar 2024 08:00:00 GMT')
    >>> in_plain_form("two hours ago", "en"), in_plain_form("0001-01-01T00:00:00", "en")
    ('', '')
    """
    value = " ".join(value.split())
    if not value or len(value) > _LONGEST:
        return ""
    for pattern, places in (
        (_YEAR_FIRST, (1, 3, 4)),
        (_PACKED, (1, 2, 3)),
        (_DAY_NAMED, (3, 2, 1)),
        (_NAMED_DAY, (3, 1, 2)),
    ):
        if found := pattern.fullmatch(value):
            return _checked(value, found, *(found[place] for place in places))
    if found := _DIGITS.fullmatch(value):
        day_first = _iso(found[4], found[3], found[1])
        return value if day_first or (found[2] != "." and _iso(found[4], found[1], found[3])) else ""
    if found := _MONTH_ONLY.fullmatch(value):
        return value if _iso(found[1], found[2], "1") else ""
    return _of_other_languages(value, language)


def _checked(value: str, found: re.Match[str], year: str, month: str, day: str) -> str:
    """The value if there is such a day; only its day where what follows is no time zone that is known."""
    iso = _iso(year, month, day)
    zone = found.groupdict().get("zone") or ""
    return value if iso and _ZONE.fullmatch(zone) else iso


def _iso(year: str, month: str, day: str) -> str:
    numbered = int(month) if month.isdigit() else month_of(month)
    # The first day of 1970 is what systems write that know none.
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR or (int(year), numbered, int(day)) == (1970, 1, 1):
        return ""
    return iso_of(int(year), numbered or 99, int(day) or 99) or ""


def _of_other_languages(value: str, language: str | None) -> str:
    if not _HAS_YEAR.search(value) or sum(map(str.isdigit, value)) < 5 or not any(map(str.isalpha, value)):
        return ""
    import dateparser

    settings = {"STRICT_PARSING": True, "PARSERS": ["absolute-time"], "DATE_ORDER": "DMY"}
    for tried in [language] if language and language != "en" else _LANGUAGES:
        try:
            day = dateparser.parse(value, languages=[tried], settings=settings)
        except Exception:  # a language that it does not know, or a value that its parsers fail on
            continue
        if day is not None:
            return _iso(str(day.year), str(day.month), str(day.day))
    return ""
=======
"""Days as databases of news write them, in English, German, French, Spanish and Dutch."""

import re
from datetime import date
from functools import lru_cache

from analysis.english.word_lists import word_list

_WORDS = "analysis.readers"
_LANGUAGES = ["en", "de", "fr", "es", "nl"]
_YEAR = r"(?:1[5-9]|20)\d\d"
_MONTH = r"[^\W\d_]{3,12}"
_DATE = re.compile(
    rf"(?<!\w)(?:({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? ({_YEAR})"
    rf"|(\d{{1,2}})(?:\.|er|º|st|nd|rd|th)?\s(?:de\s)?({_MONTH})\.?,?\s(?:del?\s)?({_YEAR})"
    rf"|({_YEAR})-(\d\d)-(\d\d)|(\d{{1,2}})\.(\d{{1,2}})\.({_YEAR}))(?!\w)",
    re.IGNORECASE,
)
_MONTH_LINE = re.compile(rf"({_MONTH})\.?,? (?:de )?({_YEAR})")
_TIME = re.compile(
    r"\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:\s?(?:[ap]\.?m\.?|uhr))?(?:\s(?:UTC|GMT|[A-Z]{2,4}T)\s?(?:[+-]\d{1,2}(?::?\d\d)?)?)?"
    r"(?![\w:])",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
# How long a line that is a date is at most, and the name of an edition beside it.
_LONGEST_LINE, _LONGEST_EDITION = 160, 48


@lru_cache(maxsize=4096)
def _month(word: str) -> int | None:
    import dateparser

    strict = {"STRICT_PARSING": True, "DATE_ORDER": "DMY"}
    found = dateparser.parse(f"1 {word} 2000", languages=_LANGUAGES, settings=strict)  # ty: ignore
    return found.month if found and (found.day, found.year) == (1, 2000) else None


def date_in(text: str) -> tuple[str, int, int] | None:
    """The first day that a text names, ISO 8601, and where it begins and ends.

    Months may be named in English, German, French, Spanish or Dutch; days of digits alone are read day first, with
    full stops.

    >>> date_in("Politique, mardi 14 mars 2006, p. 16")
    ('2006-03-14', 17, 29)
    """
    for found in _DATE.finditer(text[:2000]):
        month_1, day_1, year_1, day_2, month_2, year_2, year_3, month_3, day_3, day_4, month_4, year_4 = found.groups()
        name = month_1 or month_2
        month = _month(name.lower()) if name else int(month_3 or month_4)
        day, year = int(day_1 or day_2 or day_3 or day_4), int(year_1 or year_2 or year_3 or year_4)
        if month and (iso := _iso(year, month, day)):
            return iso, found.start(), found.end()
    return None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
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
        month = _month(found[1].lower())
        return (f"{found[2]}-{month:02d}", "") if month else None
    dated = date_in(line)
    if not dated or without_weekday(line[: dated[1]]):
        return None
    rest = line[dated[2] :].strip(" ,;-–")
    after = without_weekday(rest)
    timed = _TIME.match(after)
    beside = (after[timed.end() :] if timed else after).strip(" ,;-–()")
    names_edition = any(word.lower() in word_list("editions", package=_WORDS) for word in _WORD.findall(beside))
    if not beside or names_edition or (beside != rest and len(beside) < _LONGEST_EDITION and not beside[0].islower()):
        return dated[0], beside
    return None


def without_weekday(text: str) -> str:
    """The text without days of the week, in any of the languages, at its start."""
    text = text.strip(" ,;-–")
    word = _WORD.match(text)
    while word and word[0].lower() in word_list("weekdays", package=_WORDS):
        text = text[word.end() :].strip(" .,;-–")
        word = _WORD.match(text)
    return text
>>>>>>> databases
