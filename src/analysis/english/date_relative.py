"""What dates told from another day mean: "on Tuesday", "last month", "two weeks ago"; one function a way of writing.

Conventions of news: a weekday is the last one before the article's date, unless the sentence looks ahead; "two weeks
ago" is as precise as its unit, a week. A function gives None where the words are no date after all.
"""

import re
from datetime import date, timedelta

from analysis.english import calendar
from analysis.english.calendar import SEASONS, WEEKDAYS, iso_of
from analysis.english.date_context import (
    NO_ANCHOR,
    NO_DATE,
    Context,
    Value,
    from_article,
    from_before,
    leading_number,
    looks_ahead,
    looks_back,
    means,
    modifier,
    said_number,
)


@means("weekday")
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


@means("nth")
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


@means("deictic")
def _deictic(match: re.Match, context: Context) -> Value | None:
    """ "today", "yesterday", "last night", "this morning", "overnight"."""
    words = match[0].lower()
    if context.published is None:
        return Value(None, "relative", NO_DATE)
    if words == "overnight" and not looks_back(context.text, match.start(), match.end()):
        return None  # "cars may be left overnight"
    if words == "overnight":
        return Value(f"{context.published - timedelta(days=1)}/{context.published}", "relative", from_article(context))
    days = 0
    if "yesterday" in words:
        days = -2 if "before" in words else -1
    elif "tomorrow" in words:
        days = 2 if "after" in words else 1
    elif words.startswith("last"):
        days = -1
    return Value((context.published + timedelta(days=days)).isoformat(), "relative", from_article(context))


@means("beside")
def _beside(match: re.Match, context: Context) -> Value | None:
    """ "the day before", "the week after"."""
    anchor = context.anchor(match.start(), day=match["unit"].lower() in ("day", "night"))
    if anchor is None:
        return Value(None, "relative", NO_ANCHOR)
    by = 1 if match["which"].lower() == "after" else -1
    return Value(calendar.counted(anchor, match["unit"], by), "relative", from_before(context.last))


@means("relative")
def _relative(match: re.Match, context: Context) -> Value | None:
    """ "last month", "the same year", "earlier this week", "that day", "this summer"."""
    which, unit = match["which"].lower(), match["unit"].lower()
    mod = modifier(match)
    if unit == "weekend" and which in ("the", "this"):
        return _weekend(which, match, context)
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


_AT = re.compile(r"\b(?:over|at|on|during|through|of|for) $", re.IGNORECASE)


def _weekend(which: str, match: re.Match, context: Context) -> Value | None:
    """ "over the weekend", "this weekend": the one behind, or the coming one where the sentence looks ahead."""
    span = (match.start(), match.end())
    if which == "the" and not _AT.search(context.text, max(0, span[0] - 10), span[0]):
        return None
    if context.published is None:
        return Value(None, "relative", NO_DATE)
    is_ahead, is_behind = looks_ahead(context.text, *span), looks_back(context.text, *span)
    if which == "the" and not (is_ahead or is_behind):
        return None
    is_ahead = is_ahead or (which == "this" and not is_behind)
    by = 0 if context.published.weekday() >= 5 or is_ahead else -1
    return Value(calendar.counted(context.published, "weekend", by), "relative", from_article(context))


def _told_before(which: str, unit: str, match: re.Match, context: Context) -> Value | None:
    anchor = context.anchor(match.start(), day=unit in ("day", "night", "week"))
    if anchor is None or unit in SEASONS or unit == "century":
        return None
    if which == "the" and context.published and not context.is_told_in_sentence(match.start()):
        return None  # "the end of the year": the article's, unless the sentence tells of another
    if unit in ("month", "quarter") and len(context.last or "") < len("2025-09"):
        return None  # "The dam was built in 1998. The following month ...": of that year, but which month?
    by = {"the following": 1, "the next": 1, "the previous": -1, "the preceding": -1}.get(which, 0)
    iso = calendar.counted(anchor, unit, by)
    return Value(iso, "relative", from_before(context.last), modifier(match)) if iso else None


@means("period")
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


@means("ago")
def _ago(match: re.Match, context: Context) -> Value | None:
    """ "two weeks ago", "three days later", "a year earlier"."""
    number, which = said_number(match["number"]), match["which"].lower()
    if number is None:
        return Value(None, "ago", "how long ago is not said")
    if match["half"]:
        number += 0.5
    tail = " ".join((match["tail"] or "").lower().removeprefix("on").split())
    if tail and which == "ago" and context.published:
        iso = _to_the_day(context.published, match["unit"].lower(), number, tail)
        return Value(iso, "ago", from_article(context)) if iso else None
    told = which in ("earlier", "later", "prior", "previously")
    start = _start(match, context) if told else context.published
    if start is None:
        return Value(None, "ago", NO_ANCHOR if told else NO_DATE)
    by = number if which in ("later", "from now", "from today", "hence") else -number
    unit = match["unit"].lower()
    if number != int(number):
        unit, by = {"year": "month", "decade": "year"}.get(unit, unit), by * {"year": 12, "decade": 10}.get(unit, 1)
    is_anchored = context.last is not None and start != context.published
    if told and unit == "year" and is_anchored and len(context.last) == len("2025-09"):
        # "5.4% in September, up from 5.1% a year earlier".
        return Value(iso_of(start.year + round(by), start.month), "ago", from_before(context.last))
    by_day = told and unit in ("day", "night") and context.last_day is not None
    if by_day:
        start = context.anchor(match.start(), day=True) or start
    before = context.last_day if by_day else context.last
    basis = from_before(before) if told and is_anchored else from_article(context)
    iso = calendar.counted(start, unit, round(by))
    if which == "later" and iso and context.published and calendar.window(iso)[0] > context.published:
        return Value(None, "ago", "counted from the date before it, it lies after the article's")
    return Value(iso, "ago", basis)


def _start(match: re.Match, context: Context) -> date | None:
    """What "three days later" and "a year earlier" count from: a day told before, or the article's.

    Years are counted from a date of the same sentence only; "up from 40 a year earlier" elsewhere compares with now.
    """
    anchor, by_years = context.anchor(match.start()), match["unit"].lower() in ("year", "decade", "centurie", "century")
    is_later = match["which"].lower() == "later"
    if anchor is not None and (is_later or not by_years or context.is_told_in_sentence(match.start())):
        return anchor
    # "12 days earlier" is so long before what is told, on whichever day that was.
    is_short = match["unit"].lower() in ("day", "night", "week", "fortnight")
    return context.published if match["number"] and not (is_later or is_short) else None


def _to_the_day(published: date, unit: str, number: float, tail: str) -> str | None:
    """ "a year ago today", "two years ago this week", "a week ago on Sunday"."""
    start = published
    if tail in WEEKDAYS:
        start -= timedelta(days=(start.weekday() - WEEKDAYS.index(tail)) % 7)
        if unit not in ("week", "fortnight"):
            return calendar.counted(published, unit, -round(number))
    day = calendar.back(start, unit, number)
    if day is None or tail.endswith("month"):
        return day and f"{day:%Y-%m}"
    return calendar.week_of(day) if tail.endswith("week") else day.isoformat()
