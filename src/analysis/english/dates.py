"""Dates in English news: where they stand and which days they mean.

`date_spans` finds them in a text and resolves them against the article's date and the dates around them. What the words
leave open stays open (`iso` None), with the reason in `basis`.

Months and weekdays name somebody or something too (June Carver, Mr Friday, Bloody Sunday). A day is told by a
preposition ("in June"), a comma ("In June, Carver ..."), or a verb before it ("said Tuesday"); a name is written as
one: two capitals in a row with nothing between.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from analysis.english import date_meanings, date_relative  # noqa: F401  they say what each way of writing means
from analysis.english.calendar import MONTHS, WEEKDAYS, Window, as_day, in_words, plain, window
from analysis.english.date_context import MEANINGS, Context, Value
from analysis.english.date_patterns import find_dates
from analysis.english.word_lists import word_list, word_sets

_LISTED = word_sets("day_names")
_BEFORE, _LEADS_TO_NAME = _LISTED["before"], _LISTED["leads"]
_OF = re.compile(r"\b(?:by|of|from|to|around|about|for)[ ]$", re.IGNORECASE)
# People bear these names: "led by June Carver".
_PEOPLE = frozenset(("April", "May", "June", "August", "Wednesday", "Friday", "Sunday"))
_LAST_WORD = re.compile(r"([\w’'.-]{1,24})[ ]$")
_NEXT_NAME = re.compile(r"[ ]([A-Z][\w’'-]{0,24})")
_DAY = "|".join(day.capitalize() for day in WEEKDAYS)
_MONTH = "|".join(month.capitalize() for month in MONTHS)
# "In June Tavland voted", "since May" in an article about Theresa May.
_TELLING = re.compile(
    r"\b(?:in|on|since|until|till|during|before|after|late|early|mid|last|next|this)[ -](?:the\s)?$", re.IGNORECASE
)
# "Mr Friday", "Theresa May": checked against the first names and titles.
_SURNAME = re.compile(rf"(?:{_MONTH}|{_DAY})\b(?![ ]\d)")
# "In San Jose Tuesday", "near Austin Friday": a place that is called as people are.
_IN_A_PLACE = re.compile(
    r"\b(?:in|at|near|from|outside|around|across|through|over|San|Saint|Santa|St\.?)[ ](?:[A-Z][a-z]+[ ])?"
    r"[\w’'.-]{1,24}[ ]$"
)
# What a day may be called further without being a name: "Sunday Night", "March Madness" is one.
_PARTS = frozenset(("morning", "afternoon", "evening", "night", "noon", "midday"))
_UNNAMED = frozenset((*MONTHS, *WEEKDAYS)) | _PARTS


def is_name(match: re.Match[str], text: str) -> bool:
    """Whether a month or a weekday without a day or a year is (part of) a name.

    Parameters
    ----------
    match
        Of the rules `month`, `weekday` and `month_day` of `date_patterns`.
    text
        The text in which it was found.

    Misleads when
    -------------
    A headline in title case puts a month before a noun: "June Floods Kill 40" has no date then.

    Examples
    --------
    >>> from analysis.english.date_patterns import find_dates
    >>> text = "In June, Ms Carver left. June Carver was late on Bloody Sunday."
    >>> [(match[0], is_name(match, text)) for _, match in find_dates(text)]
    [('June', False), ('June', True), ('Sunday', True)]
    """
    written = match.groupdict()
    if written.get("day"):
        # "The June 4 Movement".
        return text[max(0, match.start() - 4) : match.start()].lower() == "the " and bool(
            _NEXT_NAME.match(text, match.end())
        )
    word = written.get("month") or written["weekday"]
    if written.get("which") or written.get("mod") or written.get("week") or not word[:1].isupper():
        return False
    # `match` may open with more than the word, and end with a part of the day.
    start = match.start("month" if written.get("month") else "weekday")
    before = text[max(0, start - 40) : start]
    if _is_named_before(before, is_month="month" in written) or _is_the_paper(word, before):
        return True
    bare = word.rstrip(".").capitalize()
    if bare in surnames_in(text) and not _TELLING.search(before):
        return True
    return match[0] == word and _is_named_after(word, before, text, match.end(), is_month="month" in written)


def _is_named_before(before: str, *, is_month: bool) -> bool:
    """ "Hotel August", "Black September", "Mr Friday"; not "On Sunday", "in Velmar Monday"."""
    said = _LAST_WORD.search(before)
    if said is None or not said[1][:1].isupper():
        return False
    word = said[1].rstrip(".").lower()
    if word in _BEFORE or word in word_list("titles"):
        return True
    if word in _LEADS_TO_NAME or word in word_list("function_words"):
        return False
    # Participles open sentences: "Released Monday".
    return is_month and not word.endswith(("ed", "ing"))


def _is_the_paper(word: str, before: str) -> bool:
    """ "The Sun." at the end of a sentence."""
    return word.endswith(".") and before.lower().endswith("the ")


def _is_named_after(word: str, before: str, text: str, end: int, *, is_month: bool) -> bool:
    """ "June Carver", "Wednesday Marlow", "the October Revolution"; not "said Tuesday Israel would"."""
    following = _NEXT_NAME.match(text, end)
    if following is None or following[1].lower() in _UNNAMED or word.endswith("."):
        return False
    if _TELLING.search(before) or (word not in _PEOPLE and _OF.search(before)):
        return False
    said = _LAST_WORD.search(before)
    if is_month or said is None:
        return True
    last = said[1].lower()
    # "struck Monday Velmar officials": what has no preposition and follows a verb or a noun is a day.
    return last in word_list("function_words")


@lru_cache(maxsize=4)
def surnames_in(text: str) -> frozenset[str]:
    """The months and weekdays that the text has as somebody's surname.

    >>> surnames_in("Theresa May arrived in April. Mr Friday and Velmar March did not.") == {"May", "Friday"}
    True
    """
    found = set()
    for match in _SURNAME.finditer(text):
        said = _LAST_WORD.search(text, max(0, match.start() - 24), match.start())
        first = said[1].rstrip(".").lower() if said and said[1][:1].isupper() else ""
        is_place = match[0].endswith("day") and _IN_A_PLACE.search(text, max(0, match.start() - 40), match.start())
        if is_place or first in _UNNAMED:
            continue
        if first in word_list("titles") or first in word_list("first_names"):
            found.add(match[0])
    return frozenset(found)


__all__ = ["DateSpan", "as_day", "date_spans", "dates_of", "in_words", "plain", "window"]
_PART = re.compile(
    r"(?:the (?:very )?)?(?:early|mid|late|end|middle|start|beginning|close|turn|(?:first|second|latter) half)\b.{2,40}"
)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date as written.

    `kind` says how it is written: day, month, year, week, quarter, season, decade, century (as such); weekday,
    relative ("last month"), ago ("two weeks ago"); period ("the past three years": the number in it is also a
    duration); range, since, until; numeric (digits whose order is not said); clock (a time of day: `iso` is None).
    `modifier` is early, mid, late, earlier or later. `basis` says how `iso` was found, or why it was not.
    """

    start: int
    end: int
    surface: str
    iso: str | None
    kind: str
    modifier: str | None = None
    basis: str | None = None

    @property
    def part(self) -> str | None:
        """The words for a part of a year or month, of which `iso` can only say the whole: "late 2025"."""
        said = " ".join(self.surface.split())
        return said if _PART.fullmatch(said) else None

    @property
    def window(self) -> Window | None:
        """First and last day that it covers."""
        return window(self.iso)


def date_spans(text: str, *, published: str | None = None) -> list[DateSpan]:
    """Which dates stand in a text, and which days they mean.

    Parameters
    ----------
    text
        A sentence, a block or a whole article; more text gives more dates to count from.
    published
        The article's date, ISO 8601 to the day. Without it relative words stay open, and a date without a year takes
        its year from the dates around it or stays open.

    Returns
    -------
    list of DateSpan
        In order, without overlap; code points of `text`. `iso` is as precise as the words: see `calendar`.

    Misleads when
    -------------
    - A weekday or month without year is taken to be the last one before the article's date unless the sentence speaks
      of the future; "in May" written in March about last year's May is right, an unmarked plan is not.
    - "today" in the sense of nowadays is the article's date.
    - 11/09/2025 stays open: `basis` gives both readings.

    Examples
    --------
    >>> [(d.surface, d.iso) for d in date_spans("Freed on Sept. 11, 2025; since 2020, more were held.")]
    [('Sept. 11, 2025', '2025-09-11'), ('since 2020', '2020/..')]
    >>> date_spans("It said so yesterday.", published="2025-10-15")[0].iso
    '2025-10-14'
    """
    found = list(find_dates(text))
    context = Context(text=text, published=as_day(published))
    _note_full_dates(found, context)
    return _merged(text, list(_resolved(found, context)))


_FULL = frozenset(("iso", "day_month", "month_day", "month_year"))
# A text tells history when so many of its dates are full and no year in it is of late.
_FEWEST_FULL = 2


@lru_cache(maxsize=4)
def dates_of(text: str, published: str | None) -> tuple[DateSpan, ...]:
    """`date_spans` of an article, read once for all who ask about it in turn.

    >>> [date.surface for date in dates_of("Freed in May 2025.", None)]
    ['May 2025']
    """
    return tuple(date_spans(text, published=published))


def _note_full_dates(found: Iterable[tuple[str, re.Match]], context: Context) -> None:
    """Dates that carry their own year: what a date without one may repeat."""
    bare = Context(text=context.text, published=None)
    orders = set()
    years: list[int] = []
    n_full = 0
    for rule, match in found:
        said = [int(year) for year in re.findall(r"\b(?:1[5-9]|20)\d\d\b", match[0])]
        years += said
        n_full += bool(said) and rule in _FULL
        if rule == "numeric":
            first, second = (int(digits) for digits in re.split(r"[/.-]", match["digits"])[:2])
            orders |= {first > 12} if max(first, second) > 12 and "." not in match["digits"] else set()
        if rule not in _FULL or not said:
            continue
        value = MEANINGS[rule](match, bare)
        if value is None or value.iso is None:
            continue
        year, month = int(value.iso[:4]), int(value.iso[5:7])
        context.full_months.setdefault(month, set()).add(year)
        if as_day(value.iso):
            context.full_days.setdefault((month, int(value.iso[8:])), set()).add(year)
    today = context.published
    context.is_history = today is not None and n_full >= _FEWEST_FULL and max(years) < today.year - 1
    context.is_day_first = min(orders) if len(orders) == 1 else None


def _resolved(found: Iterable[tuple[str, re.Match]], context: Context) -> Iterable[DateSpan]:
    for rule, match in found:
        if rule in ("month", "weekday", "month_day") and is_name(match, context.text):
            continue
        value: Value | None = MEANINGS[rule](match, context)
        if value is None:
            continue
        start, end = _trimmed(match)
        yield DateSpan(
            start=start,
            end=end,
            surface=context.text[start:end],
            iso=value.iso,
            kind=value.kind,
            modifier=value.modifier,
            basis=value.basis,
        )
        context.note(value.iso, match.end())


_LEADS = re.compile(r"(?:in|since|during|by|until|of)\s", re.IGNORECASE)


def _trimmed(match: re.Match) -> tuple[int, int]:
    """The span without the preposition that a rule needed to see."""
    lead = _LEADS.match(match[0])
    return match.start() + (lead.end() if lead else 0), match.end()


_SINCE = re.compile(r"\bsince(?: about| around| at least| the)? $", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|up to|up until) (?:the )?$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|between) (?:the )?$", re.IGNORECASE)
_TO = re.compile(r" (?:to|until|till|through|and|up to) (?:the )?| ?[-\u2013\u2014] ?", re.IGNORECASE)


def _merged(text: str, spans: list[DateSpan]) -> list[DateSpan]:
    """Join "since" and "until" with their date, and "from X to Y" into one range."""
    merged: list[DateSpan] = []
    skip = False
    for place, span in enumerate(spans):
        if skip:
            skip = False
            continue
        before = text[max(0, span.start - 20) : span.start]
        following = spans[place + 1] if place + 1 < len(spans) else None
        if following and _FROM.search(before) and _TO.fullmatch(text, span.end, following.start):
            joined = _joined(text, span, following)
            skip = joined is not None
            merged.append(joined or span)
        elif (lead := _SINCE.search(before)) and span.kind not in ("clock", "range", "period"):
            merged.append(_opened(text, span, lead, kind="since"))
        elif (lead := _UNTIL.search(before)) and span.kind not in ("clock", "range", "period"):
            merged.append(_opened(text, span, lead, kind="until"))
        else:
            merged.append(span)
    return merged


def _opened(text: str, span: DateSpan, lead: re.Match, *, kind: str) -> DateSpan:
    start = span.start - (len(lead.string) - lead.start())
    iso = None
    if span.iso and "/" not in span.iso:
        iso = f"{span.iso}/.." if kind == "since" else f"../{span.iso}"
    return replace(span, start=start, surface=text[start : span.end], iso=iso or span.iso, kind=kind)


def _joined(text: str, first: DateSpan, last: DateSpan) -> DateSpan | None:
    """ "from 3 March to 5 May 2025": the first takes the year of the last when it has none of its own."""
    if "clock" in (first.kind, last.kind) or not last.iso or "/" in last.iso:
        return None
    low = first.iso
    if first.kind in ("day", "month") and last.kind in ("day", "month") and not re.search(r"\d{4}", first.surface):
        low = _with_year(first.iso, last.iso) or first.iso
    covered = window(low)
    if not low or "/" in low or covered is None or covered[0] is None or window(last.iso)[1] < covered[0]:
        return None
    return DateSpan(
        start=first.start,
        end=last.end,
        surface=text[first.start : last.end],
        iso=f"{low}/{last.iso}",
        kind="range",
        basis=last.basis,
    )


def _with_year(first: str | None, last: str) -> str | None:
    if not first:
        return None
    year = int(last[:4]) - (first[5:] > last[5:])
    changed = f"{year:04d}{first[4:]}"
    return changed if window(changed) else None
