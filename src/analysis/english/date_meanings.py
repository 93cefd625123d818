"""What dates of the calendar mean: days, months, years, seasons, feasts; one function a way of writing.

A day or a month without a year is the last one before the article's date, unless the sentence looks ahead. A function
gives None where the words are no date after all.
"""

import re
from datetime import date, timedelta

from analysis.english import calendar
from analysis.english.calendar import MONTHS, SEASONS, iso_of
from analysis.english.date_context import (
    IN_FULL,
    NO_DATE,
    Context,
    Value,
    century_of,
    from_article,
    given_year,
    leading_number,
    looks_ahead,
    means,
    modifier,
    nearest_year,
    said_number,
    year_of,
)
from analysis.english.date_patterns import DECADE_WORDS, ORDINAL_WORDS, PREPOSITION, is_year

_PREPOSED = re.compile(r"\b(?:in|of|for|the|its|during|since|by) $", re.IGNORECASE)


@means("iso")
def _explicit_day(match: re.Match, context: Context) -> Value | None:
    """ "2025-09-11"."""
    iso = iso_of(int(match["year"]), int(match["month"]) or 99, int(match["day"]) or 99)
    return Value(iso, "day", IN_FULL) if iso else None


@means("numeric")
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
    if context.is_day_first is not None:
        written = "day" if context.is_day_first else "month"
        iso = day_first if context.is_day_first else month_first
        return Value(iso, "day", f"{written} first, as in the other dates of the text")
    past = [reading for reading in readings if context.published and reading <= context.published.isoformat()]
    if len(past) == 1 and not looks_ahead(context.text, match.start(), match.end()):
        written = "day" if past[0] == day_first else "month"
        return Value(past[0], "day", f"{written} first: read otherwise it lies after the article's date")
    return Value(None, "numeric", f"day first {day_first} or month first {month_first}: the digits do not say")


@means("days", "month_days", "day_month", "month_day")
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


@means("month_year")
def _month_year(match: re.Match, context: Context) -> Value | None:
    """ "September 2025", "late in May of the same year"."""
    year = given_year(match, context)
    if year is None:
        return Value(None, "month", NO_DATE, modifier(match))
    return Value(iso_of(year, calendar.month_of(match["month"])), "month", IN_FULL, modifier(match))


@means("months")
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


_LENGTHS_IN_MONTHS = {"half-year": 6, "half year": 6, "quarter": 3, "year": 12, "month": 1}


@means("term")
def _term(match: re.Match, context: Context) -> Value | None:
    """ "the three months to June", "the year ended 31 March": the months that accounts are of."""
    unit = (match["half"] or match["unit"]).lower()
    number, months = said_number(match["number"]), _LENGTHS_IN_MONTHS.get(unit)
    if unit == "week":
        return _weeks_to(match, context, number=number)
    if not match["month"][0].isupper() or months is None or (match["number"] and number != int(number or 0)):
        return None
    last = calendar.month_of(match["month"])
    year, basis = (int(match["year"]), IN_FULL) if match["year"] else year_of(match, context, month=last)
    if year is None:
        return Value(None, "range", basis)
    length = months * int(number or 1)
    first = iso_of(*calendar.shift_months(year, last, 1 - length))
    return Value(f"{first}/{iso_of(year, last)}" if length > 1 else iso_of(year, last), "range", basis)


def _weeks_to(match: re.Match, context: Context, *, number: float | None) -> Value | None:
    """ "the six weeks to January 5"."""
    day = leading_number(match["day"] or match["day_after"] or "0")
    number = 1 if number is None else number
    if not day or number != int(number) or not match["month"][0].isupper():
        return None
    month = calendar.month_of(match["month"])
    year, basis = (int(match["year"]), IN_FULL) if match["year"] else year_of(match, context, month=month, day=day)
    if year is None:
        return Value(None, "range", basis)
    if day > calendar.last_of_month(year, month).day:
        return None
    last = date(year, month, day)
    first = last - timedelta(days=7 * int(number) - 1)
    return Value(f"{first.isoformat()}/{last.isoformat()}", "range", basis)


@means("month")
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


@means("fiscal")
def _fiscal(match: re.Match, context: Context) -> Value | None:
    """ "fiscal 2024"."""
    year = given_year(match, context)
    return Value(iso_of(year), "year", "the financial year, taken as the calendar year of that number")


@means("decade")
def _decade(match: re.Match, context: Context) -> Value | None:
    """ "the late 1990s", "the ’80s"."""
    if match["decade"]:
        return Value(match["decade"][:3], "decade", IN_FULL, modifier(match))
    return Value(
        f"{century_of(match['short'], context) // 10:03d}", "decade", "the latest such decade", modifier(match)
    )


@means("decade_word")
def _decade_word(match: re.Match, context: Context) -> Value | None:
    """ "the nineties"."""
    short = f"{DECADE_WORDS[match['word'].lower()]:02d}"
    return Value(f"{century_of(short, context) // 10:03d}", "decade", "the latest such decade", modifier(match))


@means("century")
def _century(match: re.Match, context: Context) -> Value | None:
    """ "the 19th century"."""
    place = ORDINAL_WORDS.get(match["ordinal"].lower()) or leading_number(match["ordinal"])
    if (match["era"] or "").startswith("B") or not 1 <= place <= 30:
        return Value(None, "century", "before the calendar that tables use")
    return Value(f"{place - 1:02d}", "century", IN_FULL, modifier(match))


@means("years")
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


@means("era")
def _era(match: re.Match, context: Context) -> Value | None:
    """ "500 CE"; what lies before stays open."""
    year = int(match["after"] or match["year"])
    if (match["era"] or "AD").startswith("B"):
        return Value(None, "year", "before the calendar that tables use")
    return Value(iso_of(year), "year", IN_FULL) if 0 < year < 2200 else None


@means("holiday")
def _holiday(match: re.Match, context: Context) -> Value | None:
    """ "Christmas Day", "New Year’s Eve"."""
    name = match["holiday"].lower().replace("’", "'")
    if context.published is None and not match["year"]:
        return Value(None, "day", NO_DATE)
    from_easter = _FROM_EASTER.get(name)
    year = int(match["year"]) if match["year"] else context.published.year
    if from_easter is None:
        month, day = _FIXED[name[:3]]
        if name.endswith("eve"):
            month, day = (12, 24) if name[0] == "c" else (12, 31)
    else:
        month, day = _moved(year, from_easter)
    if match["year"]:
        return Value(iso_of(year, month, day), "day", IN_FULL)
    year = nearest_year(match, context, month=month, day=day)
    if from_easter is not None:
        month, day = _moved(year, from_easter)
    return Value(iso_of(year, month, day), "day", from_article(context))


_FIXED = {"chr": (12, 25), "box": (12, 26), "new": (1, 1), "hal": (10, 31), "val": (2, 14), "may": (5, 1)}
_FROM_EASTER = {
    "ash wednesday": -46,
    "palm sunday": -7,
    "maundy thursday": -3,
    "good friday": -2,
    "easter sunday": 0,
    "easter monday": 1,
}


def _moved(year: int, days: int) -> tuple[int, int]:
    """Month and day of a feast so many days from Easter Sunday of the Western churches."""
    moved = calendar.easter(year) + timedelta(days=days)
    return moved.month, moved.day


@means("clock")
def _clock(match: re.Match, context: Context) -> Value | None:
    """ "5:30 p.m.": found so that its digits are no figure."""
    return Value(None, "clock", "a time of day")


@means("year")
def _year(match: re.Match, context: Context) -> Value | None:
    """ "2025", "late 2025", "the year 2030"."""
    if not is_year(match, context.text):
        return None
    return Value(match["year"], "year", IN_FULL, modifier(match))


@means("year_short")
def _year_short(match: re.Match, context: Context) -> Value | None:
    """ "in ’98"."""
    before = context.text[max(0, match.start() - 12) : match.start()]
    if not PREPOSITION.search(before) and not re.search(r"\b(?:spring|summer|fall|winter|of) ?$", before.lower()):
        return None
    return Value(iso_of(century_of(match["short"], context)), "year", "two digits of a year")


_FISCAL = re.compile(r"\bfiscal(?=[ -](?:year|(?:first|second|third|fourth)[ -]quarter|[12]\d{3}))", re.IGNORECASE)
_PLACES = ORDINAL_WORDS | {"opening": 1}


@means("quarter", "quarter_code")
def _quarter(match: re.Match, context: Context) -> Value | None:
    """ "the third quarter", "the first half of 2025", "Q3"."""
    written = match.groupdict()
    word = written["ordinal"].lower()
    letter = written["unit"][0].upper()
    last = {"Q": 4, "H": 2}[letter]
    place = _PLACES.get(word, last if word in ("final", "last", "closing") else 0) or leading_number(word)
    year = _quarter_year(written, context)
    if letter == "H" and (year is None or place > 2):
        return None
    before = context.text[max(0, match.start() - 8) : match.start()]
    if year is None and not word.isalpha() and not _PREPOSED.search(before):
        return None
    if year is None:
        if context.published is None:
            return Value(None, "quarter", NO_DATE)
        if _FISCAL.search(context.text):
            return Value(None, "quarter", "of a fiscal year whose months are not told")
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


@means("season_year")
def _season_year(match: re.Match, context: Context) -> Value | None:
    """ "the summer of 2010"."""
    return Value(f"{match['year']}-{SEASONS[match['season'].lower()]}", "season", IN_FULL, modifier(match))


@means("season")
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
