"""Dates that name their day, month, year, decade or century; the year may have to be found.

Conventions of news: a month or day without a year is the last one before the article's date, unless the sentence looks
ahead.
"""

import re
from datetime import date

from analysis.reported_figures.date_context import (
    IN_FULL,
    NO_DATE,
    Context,
    Value,
    century_of,
    from_article,
    iso_of,
    leading_number,
    looks_ahead,
    looks_back,
    modifier,
)
from analysis.reported_figures.date_patterns import COUNTED, DECADE_WORDS, MONTHS, ORDINAL_WORDS

PREPOSITION = re.compile(
    r"(?:\b(?:in|since|of|by|until|till|before|after|from|during|to|around|circa|c\.|for|and|than in)|\()\s$",
    re.IGNORECASE,
)

_QUANTITY = re.compile(
    r"\b(?:than|over|least|nearly|almost|some|only|just|total of|up to|exactly|another|all|these|those|flight|route|"
    r"room|no\.|page|pp?\.|section|article|model|rs\.?|usd|eur|gbp|highway|building|suite|box|number|boeing|channel)\s$",
    re.IGNORECASE,
)

_AFTER_NUMBER = re.compile(
    rf"[ ](?:{COUNTED}|a[ ](?:day|week|month|year|night))\b"
    r"|[ -]?(?:km|kg|kw|mw|mph|kph|m|ft|cc|hp|px|mm|cm|g|mb|gb|pc|block)\b",
    re.IGNORECASE,
)

_PLURAL = re.compile(r"[ ][a-z]{2,20}s\b")


def _month(name: str) -> int:
    return next(place for place, month in enumerate(MONTHS, 1) if month.startswith(name[:3].lower()))


def _given_year(match: re.Match, context: Context) -> int | None:
    groups = match.groupdict()
    written = groups.get("year") or groups.get("year_close") or groups.get("year_dash")
    if written:
        return int(written) if written.isdigit() else century_of(written[1:], context)
    which = (groups.get("which") or "").lower()
    if "year" in match[0].lower() and which:
        return _which_year(which, match, context)
    return None


def _which_year(which: str, match: re.Match, context: Context) -> int | None:
    if which in ("the same", "that", "the following", "the previous"):
        anchor = context.anchor(match.start())
        return anchor.year + {"the following": 1, "the previous": -1}.get(which, 0) if anchor else None
    if context.published is None:
        return None
    return context.published.year + {"last": -1, "next": 1}.get(which, 0)


def resolve_explicit_day(match: re.Match, context: Context) -> Value | None:
    """ "2025-09-11"."""
    iso = iso_of(int(match["year"]), int(match["month"]) or 99, int(match["day"]) or 99)
    return Value(iso, "day", IN_FULL) if iso else None


def resolve_numeric(match: re.Match, context: Context) -> Value | None:
    """ "11/09/2025": open when day and month could be swapped; "11.09.2025" is day first."""
    first, second, written = re.split(r"[/.-]", match["digits"])
    year = int(written) if len(written) == 4 else century_of(written, context)
    day_first = iso_of(year, int(second) or 99, int(first) or 99)
    month_first = iso_of(year, int(first) or 99, int(second) or 99)
    if "." in match["digits"]:
        month_first = None
    readings = sorted({reading for reading in (day_first, month_first) if reading})
    if not readings:
        return None
    if len(readings) == 1:
        return Value(readings[0], "day", IN_FULL)
    return Value(None, "numeric", f"day first {day_first} or month first {month_first}: the digits do not say")


def resolve_day(match: re.Match, context: Context) -> Value | None:
    """ "September 11", with or without a year; "5-6 September" as an interval."""
    month, day = _month(match["month"]), leading_number(match["day"])
    year, basis = _given_year(match, context), IN_FULL
    if year is None:
        year, basis = _year_of(match, context, month=month, day=day)
    last = match.groupdict().get("last")
    if year is None:
        return Value(None, "day", basis) if iso_of(2024, month, day) else None
    iso = iso_of(year, month, day)
    if iso is None:
        return None
    if last:
        end = iso_of(year, month, leading_number(last))
        return Value(f"{iso}/{end}", "range", basis) if end and end > iso else None
    return Value(iso, "day", basis)


def _year_of(match: re.Match, context: Context, *, month: int, day: int | None = None) -> tuple[int | None, str]:
    """The year of a month or day that is given without one, with how it was found."""
    elsewhere = context.full_days.get((month, day), set()) if day else context.full_months.get(month, set())
    if context.published is None:
        if len(elsewhere) == 1:
            return min(elsewhere), "year given with the same date elsewhere in the text"
        anchor = context.anchor(match.start())
        years = {year for years in context.full_months.values() for year in years}
        if anchor:
            return anchor.year, f"year of the date before it ({context.last})"
        if len(years) == 1:
            return min(years), "the only year that the text gives with a month"
        return None, NO_DATE
    told = _year_told_just_before(match, context)
    if told:
        return told, f"year of the date before it ({context.last})"
    return nearest_year(match, context, month=month, day=day), f"year from the article's date ({context.published})"


def _year_told_just_before(match: re.Match, context: Context) -> int | None:
    """The year of a past told in order: "In 1831 he was arrested; on July 14 ..."."""
    anchor = context.anchor(match.start())
    if anchor is None or context.published is None or "\n" in context.text[context.last_end : match.start()]:
        return None
    near = match.start() - context.last_end <= 250
    return anchor.year if near and anchor.year <= context.published.year - 2 else None


def nearest_year(match: re.Match, context: Context, *, month: int, day: int | None) -> int:
    """The year next to the article's date for a month or day without one; backwards unless the sentence looks ahead."""
    published = context.published
    ahead = (month, day or 0) > (published.month, published.day if day else 0)
    span = (match.start(), match.end())
    future = looks_ahead(context.text, *span)
    if not ahead:
        months_ago = published.month - month
        return published.year + (1 if future and months_ago >= 4 and not looks_back(context.text, *span) else 0)
    soon = month - published.month <= 2
    if future or (soon and not looks_back(context.text, *span)):
        return published.year
    # A few days ahead is an announcement or a time zone, not last year.
    if day and month == published.month and day - published.day <= 7:
        return published.year
    return published.year - 1


def resolve_month_year(match: re.Match, context: Context) -> Value | None:
    """ "September 2025", "late in May of the same year"."""
    year = _given_year(match, context)
    if year is None:
        return Value(None, "month", NO_DATE, modifier(match))
    return Value(iso_of(year, _month(match["month"])), "month", IN_FULL, modifier(match))


def resolve_months(match: re.Match, context: Context) -> Value | None:
    """ "January-June 2016"."""
    if not match["month"][0].isupper():
        return None
    year, basis = _given_year(match, context), IN_FULL
    first, last = _month(match["month"]), _month(match["last"])
    if year is None:
        year, basis = _year_of(match, context, month=last)
    if year is None:
        return Value(None, "range", basis)
    return Value(f"{iso_of(year - (first > last), first)}/{iso_of(year, last)}", "range", basis)


def resolve_bare_month(match: re.Match, context: Context) -> Value | None:
    """ "in September", "last June"; not the verb may or march."""
    name, which = match["month"], (match["which"] or "").lower()
    month = _month(name)
    if (name.islower() and name not in MONTHS) or name in ("may", "march", "august"):
        return None
    if name.rstrip(".").lower() in ("may", "march", "mar", "jan", "jun") and not (which or match["mod"]):
        before = context.text[max(0, match.start() - 12) : match.start()]
        if not PREPOSITION.search(before) and not re.search(r"\b(?:this|every|each|late|early)\s$", before):
            return None
    if which and context.published is not None and "following" not in which:
        return Value(
            iso_of(_named_year(month, which, context.published), month), "month", from_article(context), modifier(match)
        )
    year, basis = _year_of(match, context, month=month)
    return Value(iso_of(year, month) if year else None, "month", basis, modifier(match))


def _named_year(month: int, which: str, published: date) -> int:
    if "last" in which or "past" in which:
        return published.year - (month >= published.month)
    if "next" in which or "coming" in which:
        return published.year + (month <= published.month)
    return published.year


def resolve_fiscal(match: re.Match, context: Context) -> Value | None:
    """ "fiscal 2024"."""
    year = _given_year(match, context)
    return Value(iso_of(year), "year", "the financial year, taken as the calendar year of that number")


def resolve_decade(match: re.Match, context: Context) -> Value | None:
    """ "the late 1990s", "the ’80s"."""
    if match["decade"]:
        return Value(match["decade"][:3], "decade", IN_FULL, modifier(match))
    return Value(
        f"{century_of(match['short'], context) // 10:03d}", "decade", "the latest such decade", modifier(match)
    )


def resolve_decade_word(match: re.Match, context: Context) -> Value | None:
    """ "the nineties"."""
    short = f"{DECADE_WORDS[match['word'].lower()]:02d}"
    return Value(f"{century_of(short, context) // 10:03d}", "decade", "the latest such decade", modifier(match))


def resolve_century(match: re.Match, context: Context) -> Value | None:
    """ "the 19th century"."""
    place = ORDINAL_WORDS.get(match["ordinal"].lower()) or leading_number(match["ordinal"])
    if (match["era"] or "").startswith("B") or not 1 <= place <= 30:
        return Value(None, "century", "before the calendar that tables use")
    return Value(f"{place - 1:02d}", "century", IN_FULL, modifier(match))


def resolve_years(match: re.Match, context: Context) -> Value | None:
    """ "2020-2025", "from 1947 to 1960", "2024/25"."""
    first, last = match["year"] or match["first"], match["last"]
    if match["year"] and not is_year(match, context.text):
        return None
    if len(last) == 2:
        if int(last) <= int(first[2:]):
            month = iso_of(int(first), int(last) or 99) if "-" in match[0] else None
            return Value(month, "month", IN_FULL) if month else None
        last = first[:2] + last
    return Value(f"{first}/{last}", "range", IN_FULL) if last > first else None


def resolve_era(match: re.Match, context: Context) -> Value | None:
    """ "500 CE"; what lies before stays open."""
    year = int(match["after"] or match["year"])
    if (match["era"] or "AD").startswith("B"):
        return Value(None, "year", "before the calendar that tables use")
    return Value(iso_of(year), "year", IN_FULL) if 0 < year < 2200 else None


def resolve_holiday(match: re.Match, context: Context) -> Value | None:
    """ "Christmas Day", "New Year’s Eve"."""
    name = match["holiday"].lower().replace("’", "'")
    month, day = {"chr": (12, 25), "box": (12, 26), "new": (1, 1), "hal": (10, 31), "val": (2, 14)}[name[:3]]
    if name.endswith("eve"):
        month, day = (12, 24) if name[0] == "c" else (12, 31)
    if match["year"]:
        return Value(iso_of(int(match["year"]), month, day), "day", IN_FULL)
    if context.published is None:
        return Value(None, "day", NO_DATE)
    return Value(iso_of(nearest_year(match, context, month=month, day=day), month, day), "day", from_article(context))


def resolve_clock(match: re.Match, context: Context) -> Value | None:
    """ "5:30 p.m.": found so that its digits are no figure."""
    return Value(None, "clock", "a time of day")


def is_year(match: re.Match, text: str) -> bool:
    """Whether four digits are a year rather than a count, an amount or a name."""
    start, end = match.start("year"), match.end("year")
    year = int(match["year"])
    before = text[max(0, start - 16) : start]
    if _QUANTITY.search(before) or re.match(r"[-\u2010-\u2014]\d{5}|[-\u2010]?[a-rt-z]", text[end : end + 8]):
        return False
    stated = bool(PREPOSITION.search(before)) or "year" in match[0].lower()
    if _AFTER_NUMBER.match(text, end):
        return stated and not re.search(r"\b(?:of|for|to|from|by|than|around|and)\s$", before, re.IGNORECASE)
    if not 1700 <= year <= 2060:
        return stated and year >= 1000 and re.search(r"\b(?:in|since|until|year)\s$", before, re.IGNORECASE) is not None
    if (year % 100 == 0 and not stated and year != 2000) or (year % 1000 == 0 and _PLURAL.match(text, end)):
        return stated and not _PLURAL.match(text, end)
    return True


def resolve_year(match: re.Match, context: Context) -> Value | None:
    """ "2025", "late 2025", "the year 2030"."""
    if not is_year(match, context.text):
        return None
    return Value(match["year"], "year", IN_FULL, modifier(match))


def resolve_year_short(match: re.Match, context: Context) -> Value | None:
    """ "in ’98"."""
    before = context.text[max(0, match.start() - 12) : match.start()]
    if not PREPOSITION.search(before) and not re.search(r"\b(?:spring|summer|fall|winter|of) ?$", before.lower()):
        return None
    return Value(iso_of(century_of(match["short"], context)), "year", "two digits of a year")
