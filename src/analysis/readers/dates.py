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
