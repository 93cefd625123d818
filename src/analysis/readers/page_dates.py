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
