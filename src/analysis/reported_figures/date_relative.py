"""Dates told from another date: weekdays, "last month", "two weeks later", "this summer", "the third quarter".

Conventions of news: a weekday is the last one before the article's date, unless the sentence looks ahead; "two weeks
ago" is as precise as its unit, a week.
"""

import re
from datetime import date, timedelta

from analysis.iso_dates import shift_months
from analysis.reported_figures.date_context import (
    IN_FULL,
    NO_ANCHOR,
    NO_DATE,
    Context,
    Value,
    century_of,
    counted,
    from_article,
    iso_of,
    leading_number,
    looks_ahead,
    looks_back,
    modifier,
    said_number,
)
from analysis.reported_figures.date_patterns import ORDINAL_WORDS, SEASONS, WEEKDAYS

_PREPOSED = re.compile(r"\b(?:in|of|for|the|its|during|since|by) $", re.IGNORECASE)


def resolve_weekday(match: re.Match, context: Context) -> Value | None:
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
    return Value(day.isoformat(), "weekday", f"counted from the date before it ({context.last_day})")


def resolve_nth(match: re.Match, context: Context) -> Value | None:
    """ "on the 11th", "the 5th of last month"."""
    day, which, published = leading_number(match["day"]), (match["which"] or "").lower(), context.published
    if which in ("this", "last", "next") and published:
        year, month = shift_months(published.year, published.month, {"last": -1, "next": 1}.get(which, 0))
        return Value(iso_of(year, month, day), "day", from_article(context))
    anchor = context.anchor(match.start())
    if anchor and context.last and len(context.last) >= 7:
        return Value(iso_of(anchor.year, anchor.month, day), "day", f"month of the date before it ({context.last})")
    if published is None:
        return Value(None, "day", NO_DATE)
    by = -1 if day > published.day and not looks_ahead(context.text, match.start(), match.end()) else 0
    return Value(iso_of(*shift_months(published.year, published.month, by), day), "day", from_article(context))


def resolve_deictic(match: re.Match, context: Context) -> Value | None:
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


def resolve_beside(match: re.Match, context: Context) -> Value | None:
    """ "the day before", "the week after"."""
    anchor = context.anchor(match.start(), day=match["unit"].lower() in ("day", "night"))
    if anchor is None:
        return Value(None, "relative", NO_ANCHOR)
    by = 1 if match["which"].lower() == "after" else -1
    return Value(counted(anchor, match["unit"], by), "relative", f"counted from the date before it ({context.last})")


def resolve_relative(match: re.Match, context: Context) -> Value | None:
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
        return Value(_season_near(which, SEASONS[unit], context.published), "season", from_article(context), mod)
    if which in ("the past", "the last"):
        start = _back(context.published, unit, 1)
        return Value(f"{start}/{context.published}" if start else None, "period", from_article(context), mod)
    by = (
        -1 if which in ("last", "this past") else 1 if which in ("next", "this coming", "the coming", "the next") else 0
    )
    if unit == "decade" and by == 0:
        return Value(f"{context.published.year // 10:03d}", "decade", from_article(context), mod)
    return Value(counted(context.published, unit, by), "relative", from_article(context), mod)


def _told_before(which: str, unit: str, match: re.Match, context: Context) -> Value | None:
    anchor = context.anchor(match.start(), day=unit in ("day", "night", "week"))
    if anchor is None or unit in SEASONS or unit == "century":
        return None
    by = {"the following": 1, "the next": 1, "the previous": -1, "the preceding": -1}.get(which, 0)
    iso = counted(anchor, unit, by)
    return Value(iso, "relative", f"counted from the date before it ({context.last})", modifier(match)) if iso else None


def _back(published: date, unit: str, number: float) -> date | None:
    """The day `number` units before: the start of "the past three months"."""
    unit = {"centurie": "century"}.get(unit.lower(), unit.lower())
    days = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14, "hour": 1 / 24, "minute": 0, "second": 0}
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
    if unit in days:
        return published - timedelta(days=days[unit] * number) if number < 100_000 else None
    year, month = shift_months(published.year, published.month, -round(months.get(unit, 12) * number))
    return date(year, month, min(published.day, 28)) if year > 0 else None


def _season_near(which: str, code: str, published: date) -> str | None:
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
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


def resolve_period(match: re.Match, context: Context) -> Value | None:
    """ "the past three years", "recent weeks": a stretch that ends or starts at the article's date."""
    which, number = match["which"].lower(), said_number(match["number"])
    if which in ("first", "final", "previous", "following") or match["number"] is None or number is None:
        return (
            None
            if which in ("first", "final") and match["number"] is None
            else Value(None, "period", "no length given")
        )
    if context.published is None:
        return Value(None, "period", NO_DATE)
    if which in ("past", "last", "recent"):
        start = _back(context.published, match["unit"], number)
        return Value(f"{start}/{context.published}" if start else None, "period", from_article(context))
    return Value(None, "period", "how far it reaches is not said")


def resolve_ago(match: re.Match, context: Context) -> Value | None:
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
    basis = f"counted from the date before it ({before})" if told else from_article(context)
    return Value(counted(start, unit, round(by)), "ago", basis)


def resolve_quarter(match: re.Match, context: Context) -> Value | None:
    """ "the third quarter", "the first half of 2025", "Q3"."""
    written = match.groupdict()
    word = written["ordinal"].lower()
    place = ORDINAL_WORDS.get(word) or leading_number(word)
    letter = written["unit"][0].upper()
    year = _quarter_year(written, context)
    if letter == "H" and (year is None or place > 2):
        return None
    if (
        year is None
        and not word.isalpha()
        and not _PREPOSED.search(context.text[max(0, match.start() - 8) : match.start()])
    ):
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


def resolve_season_year(match: re.Match, context: Context) -> Value | None:
    """ "the summer of 2010"."""
    return Value(f"{match['year']}-{SEASONS[match['season'].lower()]}", "season", IN_FULL, modifier(match))


def resolve_season(match: re.Match, context: Context) -> Value | None:
    """ "in the spring"."""
    if " the " not in f"{match[0].lower()} " or context.published is None:
        return Value(None, "season", NO_DATE)
    return Value(
        _season_near("the", SEASONS[match["season"].lower()], context.published),
        "season",
        from_article(context),
        modifier(match),
    )
