"""What each way of writing a date means, given the article's date and the dates before it: one function a way.

Conventions of news: a weekday, a month or a day without a year is the last one before the article's date, unless the
sentence looks ahead; "two weeks ago" is as precise as its unit, a week. A function gives None where the words are no
date after all.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from analysis.english import calendar
from analysis.english.calendar import MONTHS, SEASONS, WEEKDAYS, iso_of
from analysis.english.date_context import (
    IN_FULL,
    NO_ANCHOR,
    NO_DATE,
    Context,
    Value,
    century_of,
    from_article,
    from_before,
    given_year,
    leading_number,
    looks_ahead,
    looks_back,
    modifier,
    nearest_year,
    said_number,
    year_of,
)
from analysis.english.date_patterns import DECADE_WORDS, ORDINAL_WORDS, PREPOSITION, is_year

# The function for each rule of `date_patterns.RULES`.
MEANINGS: dict[str, Callable[[re.Match, Context], Value | None]] = {}

_PREPOSED = re.compile(r"\b(?:in|of|for|the|its|during|since|by) $", re.IGNORECASE)


def _means(*rules: str) -> Callable:
    """Make a function the meaning of the ways of writing that these rules find."""

    def noted(function: Callable[[re.Match, Context], Value | None]) -> Callable:
        MEANINGS.update(dict.fromkeys(rules, function))
        return function

    return noted


@_means("iso")
def _explicit_day(match: re.Match, context: Context) -> Value | None:
    """ "2025-09-11"."""
    iso = iso_of(int(match["year"]), int(match["month"]) or 99, int(match["day"]) or 99)
    return Value(iso, "day", IN_FULL) if iso else None


@_means("numeric")
def _numeric(match: re.Match, context: Context) -> Value | None:
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


@_means("days", "month_days", "day_month", "month_day")
def _day(match: re.Match, context: Context) -> Value | None:
    """ "September 11", with or without a year; "5-6 September" as an interval."""
    month, day = calendar.month_of(match["month"]), leading_number(match["day"])
    year, basis = given_year(match, context), IN_FULL
    if year is None:
        year, basis = year_of(match, context, month=month, day=day)
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


@_means("month_year")
def _month_year(match: re.Match, context: Context) -> Value | None:
    """ "September 2025", "late in May of the same year"."""
    year = given_year(match, context)
    if year is None:
        return Value(None, "month", NO_DATE, modifier(match))
    return Value(iso_of(year, calendar.month_of(match["month"])), "month", IN_FULL, modifier(match))


@_means("months")
def _months(match: re.Match, context: Context) -> Value | None:
    """ "January-June 2016"."""
    if not match["month"][0].isupper():
        return None
    year, basis = given_year(match, context), IN_FULL
    first, last = calendar.month_of(match["month"]), calendar.month_of(match["last"])
    if year is None:
        year, basis = year_of(match, context, month=last)
    if year is None:
        return Value(None, "range", basis)
    return Value(f"{iso_of(year - (first > last), first)}/{iso_of(year, last)}", "range", basis)


@_means("month")
def _bare_month(match: re.Match, context: Context) -> Value | None:
    """ "in September", "last June"; not the verb may or march."""
    name, which = match["month"], (match["which"] or "").lower()
    month = calendar.month_of(name)
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
    year, basis = year_of(match, context, month=month)
    return Value(iso_of(year, month) if year else None, "month", basis, modifier(match))


def _named_year(month: int, which: str, published: date) -> int:
    if "last" in which or "past" in which:
        return published.year - (month >= published.month)
    if "next" in which or "coming" in which:
        return published.year + (month <= published.month)
    return published.year


@_means("fiscal")
def _fiscal(match: re.Match, context: Context) -> Value | None:
    """ "fiscal 2024"."""
    year = given_year(match, context)
    return Value(iso_of(year), "year", "the financial year, taken as the calendar year of that number")


@_means("decade")
def _decade(match: re.Match, context: Context) -> Value | None:
    """ "the late 1990s", "the ’80s"."""
    if match["decade"]:
        return Value(match["decade"][:3], "decade", IN_FULL, modifier(match))
    return Value(
        f"{century_of(match['short'], context) // 10:03d}", "decade", "the latest such decade", modifier(match)
    )


@_means("decade_word")
def _decade_word(match: re.Match, context: Context) -> Value | None:
    """ "the nineties"."""
    short = f"{DECADE_WORDS[match['word'].lower()]:02d}"
    return Value(f"{century_of(short, context) // 10:03d}", "decade", "the latest such decade", modifier(match))


@_means("century")
def _century(match: re.Match, context: Context) -> Value | None:
    """ "the 19th century"."""
    place = ORDINAL_WORDS.get(match["ordinal"].lower()) or leading_number(match["ordinal"])
    if (match["era"] or "").startswith("B") or not 1 <= place <= 30:
        return Value(None, "century", "before the calendar that tables use")
    return Value(f"{place - 1:02d}", "century", IN_FULL, modifier(match))


@_means("years")
def _years(match: re.Match, context: Context) -> Value | None:
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


@_means("era")
def _era(match: re.Match, context: Context) -> Value | None:
    """ "500 CE"; what lies before stays open."""
    year = int(match["after"] or match["year"])
    if (match["era"] or "AD").startswith("B"):
        return Value(None, "year", "before the calendar that tables use")
    return Value(iso_of(year), "year", IN_FULL) if 0 < year < 2200 else None


@_means("holiday")
def _holiday(match: re.Match, context: Context) -> Value | None:
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


@_means("clock")
def _clock(match: re.Match, context: Context) -> Value | None:
    """ "5:30 p.m.": found so that its digits are no figure."""
    return Value(None, "clock", "a time of day")


@_means("year")
def _year(match: re.Match, context: Context) -> Value | None:
    """ "2025", "late 2025", "the year 2030"."""
    if not is_year(match, context.text):
        return None
    return Value(match["year"], "year", IN_FULL, modifier(match))


@_means("year_short")
def _year_short(match: re.Match, context: Context) -> Value | None:
    """ "in ’98"."""
    before = context.text[max(0, match.start() - 12) : match.start()]
    if not PREPOSITION.search(before) and not re.search(r"\b(?:spring|summer|fall|winter|of) ?$", before.lower()):
        return None
    return Value(iso_of(century_of(match["short"], context)), "year", "two digits of a year")


@_means("weekday")
def _weekday(match: re.Match, context: Context) -> Value | None:
    """ "on Tuesday", "last Friday", "Monday of next week"."""
    which, published = (match["which"] or "").lower(), context.published
    if re.search(r"\b(?:a|every|each|any|most)\s$", context.text[max(0, match.start() - 8) : match.start()]):
        return None
    if match["weekday"][0].islower() and match["weekday"].endswith("."):
        return None
    place = next(i for i, day in enumerate(WEEKDAYS) if day.startswith(match["weekday"].rstrip(".")[:3].lower()))
    if which in ("the following", "the next", "the previous", "the same", "that"):
        return _weekday_beside(place, which, match, context)
    if published is None:
        return Value(None, "weekday", NO_DATE)
    if match["week"]:
        monday = published - timedelta(days=published.weekday())
        monday += timedelta(weeks={"last": -1, "next": 1}.get(match["week"].lower(), 0))
        return Value((monday + timedelta(days=place)).isoformat(), "weekday", from_article(context))
    since = (published.weekday() - place) % 7
    if "last" in which or "past" in which:
        since = since or 7
    elif "next" in which or "coming" in which or looks_ahead(context.text, match.start(), match.end()):
        since = since - 7 if since or which else 0
    elif which == "this" and since and not looks_back(context.text, match.start(), match.end()):
        since -= 7
    return Value((published - timedelta(days=since)).isoformat(), "weekday", from_article(context))


def _weekday_beside(place: int, which: str, match: re.Match, context: Context) -> Value:
    anchor = context.anchor(match.start(), day=True)
    if anchor is None:
        return Value(None, "weekday", NO_ANCHOR)
    if which == "the previous":
        day = anchor - timedelta(days=(anchor.weekday() - place) % 7 or 7)
    elif which in ("the same", "that"):
        day = anchor - timedelta(days=(anchor.weekday() - place) % 7)
    else:
        day = anchor + timedelta(days=(place - anchor.weekday()) % 7 or 7)
    return Value(day.isoformat(), "weekday", from_before(context.last_day))


@_means("nth")
def _nth(match: re.Match, context: Context) -> Value | None:
    """ "on the 11th", "the 5th of last month"."""
    day, which, published = leading_number(match["day"]), (match["which"] or "").lower(), context.published
    if which in ("this", "last", "next") and published:
        year, month = calendar.shift_months(published.year, published.month, {"last": -1, "next": 1}.get(which, 0))
        return Value(iso_of(year, month, day), "day", from_article(context))
    anchor = context.anchor(match.start())
    if anchor and context.last and len(context.last) >= 7:
        return Value(iso_of(anchor.year, anchor.month, day), "day", f"month of the date before it ({context.last})")
    if published is None:
        return Value(None, "day", NO_DATE)
    by = -1 if day > published.day and not looks_ahead(context.text, match.start(), match.end()) else 0
    return Value(iso_of(*calendar.shift_months(published.year, published.month, by), day), "day", from_article(context))


@_means("deictic")
def _deictic(match: re.Match, context: Context) -> Value | None:
    """ "today", "yesterday", "last night", "this morning"."""
    words = match[0].lower()
    if context.published is None:
        return Value(None, "relative", NO_DATE)
    days = 0
    if "yesterday" in words:
        days = -2 if "before" in words else -1
    elif "tomorrow" in words:
        days = 2 if "after" in words else 1
    elif words.startswith("last"):
        days = -1
    return Value((context.published + timedelta(days=days)).isoformat(), "relative", from_article(context))


@_means("beside")
def _beside(match: re.Match, context: Context) -> Value | None:
    """ "the day before", "the week after"."""
    anchor = context.anchor(match.start(), day=match["unit"].lower() in ("day", "night"))
    if anchor is None:
        return Value(None, "relative", NO_ANCHOR)
    by = 1 if match["which"].lower() == "after" else -1
    return Value(calendar.counted(anchor, match["unit"], by), "relative", from_before(context.last))


@_means("relative")
def _relative(match: re.Match, context: Context) -> Value | None:
    """ "last month", "the same year", "earlier this week", "that day", "this summer"."""
    which, unit = match["which"].lower(), match["unit"].lower()
    mod = modifier(match)
    if which == "the" and mod is None:
        return None
    if which.startswith("this very") and unit not in SEASONS:
        which = "this"
    backward = which in ("the", "that", "the same", "the following", "the previous", "the preceding", "the next")
    if backward or which.endswith("very same"):
        value = _told_before(which, unit, match, context)
        if value or which not in ("the", "the next", "the same"):
            return value or Value(None, "relative", NO_ANCHOR, mod)
    if context.published is None:
        return Value(None, "relative", NO_DATE, mod)
    if unit in SEASONS:
        return Value(
            calendar.season_near(which, SEASONS[unit], context.published), "season", from_article(context), mod
        )
    if which in ("the past", "the last"):
        start = calendar.back(context.published, unit, 1)
        return Value(f"{start}/{context.published}" if start else None, "period", from_article(context), mod)
    by = (
        -1 if which in ("last", "this past") else 1 if which in ("next", "this coming", "the coming", "the next") else 0
    )
    if unit == "decade" and by == 0:
        return Value(f"{context.published.year // 10:03d}", "decade", from_article(context), mod)
    return Value(calendar.counted(context.published, unit, by), "relative", from_article(context), mod)


def _told_before(which: str, unit: str, match: re.Match, context: Context) -> Value | None:
    anchor = context.anchor(match.start(), day=unit in ("day", "night", "week"))
    if anchor is None or unit in SEASONS or unit == "century":
        return None
    by = {"the following": 1, "the next": 1, "the previous": -1, "the preceding": -1}.get(which, 0)
    iso = calendar.counted(anchor, unit, by)
    return Value(iso, "relative", from_before(context.last), modifier(match)) if iso else None


@_means("period")
def _period(match: re.Match, context: Context) -> Value | None:
    """ "the past three years", "recent weeks": a stretch that ends or starts at the article's date."""
    which, number = match["which"].lower(), said_number(match["number"])
    if which in ("first", "final") and match["number"] is None:
        return None
    if which in ("first", "final", "previous", "following") or number is None:
        return Value(None, "period", "no length given")
    if context.published is None:
        return Value(None, "period", NO_DATE)
    if which in ("past", "last", "recent"):
        start = calendar.back(context.published, match["unit"], number)
        return Value(f"{start}/{context.published}" if start else None, "period", from_article(context))
    return Value(None, "period", "how far it reaches is not said")


@_means("ago")
def _ago(match: re.Match, context: Context) -> Value | None:
    """ "two weeks ago", "three days later", "a year earlier"."""
    number, which = said_number(match["number"]), match["which"].lower()
    if number is None:
        return Value(None, "ago", "how long ago is not said")
    if match["half"]:
        number += 0.5
    told = which in ("earlier", "later", "prior", "previously")
    start = context.anchor(match.start()) if told else context.published
    if start is None:
        return Value(None, "ago", NO_ANCHOR if told else NO_DATE)
    by = number if which in ("later", "from now", "from today", "hence") else -number
    unit = match["unit"].lower()
    if number != int(number):
        unit, by = {"year": "month", "decade": "year"}.get(unit, unit), by * {"year": 12, "decade": 10}.get(unit, 1)
    by_day = told and unit in ("day", "night") and context.last_day is not None
    if by_day:
        start = context.anchor(match.start(), day=True) or start
    before = context.last_day if by_day else context.last
    basis = from_before(before) if told else from_article(context)
    return Value(calendar.counted(start, unit, round(by)), "ago", basis)


@_means("quarter", "quarter_code")
def _quarter(match: re.Match, context: Context) -> Value | None:
    """ "the third quarter", "the first half of 2025", "Q3"."""
    written = match.groupdict()
    word = written["ordinal"].lower()
    place = ORDINAL_WORDS.get(word) or leading_number(word)
    letter = written["unit"][0].upper()
    year = _quarter_year(written, context)
    if letter == "H" and (year is None or place > 2):
        return None
    before = context.text[max(0, match.start() - 8) : match.start()]
    if year is None and not word.isalpha() and not _PREPOSED.search(before):
        return None
    if year is None:
        if context.published is None:
            return Value(None, "quarter", NO_DATE)
        begun = 3 * place - 2 <= context.published.month
        ahead = looks_ahead(context.text, match.start(), match.end())
        year = context.published.year - (not begun and not ahead)
        return Value(f"{year:04d}-{letter}{place}", "quarter", from_article(context))
    return Value(f"{year:04d}-{letter}{place}", "quarter", IN_FULL if written.get("year") else from_article(context))


def _quarter_year(written: dict[str, str | None], context: Context) -> int | None:
    year = written.get("year_before") or written.get("year")
    if year and year.isdigit():
        return int(year)
    if year and year[0] in "'’":
        return century_of(year[1:], context)
    said = f"{written.get('whose') or ''} {year or ''}".lower()
    if not said.strip() or context.published is None:
        return None
    return context.published.year + (-1 if "last" in said else 1 if "next" in said else 0)


@_means("season_year")
def _season_year(match: re.Match, context: Context) -> Value | None:
    """ "the summer of 2010"."""
    return Value(f"{match['year']}-{SEASONS[match['season'].lower()]}", "season", IN_FULL, modifier(match))


@_means("season")
def _season(match: re.Match, context: Context) -> Value | None:
    """ "in the spring"."""
    if " the " not in f"{match[0].lower()} " or context.published is None:
        return Value(None, "season", NO_DATE)
    return Value(
        calendar.season_near("the", SEASONS[match["season"].lower()], context.published),
        "season",
        from_article(context),
        modifier(match),
    )
