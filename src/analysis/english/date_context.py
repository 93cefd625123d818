"""What is known while the dates of a text are resolved: the article's date, the dates before, the tense around.

The functions of `date_meanings` take a match and the `Context` and give a `Value`.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from analysis.english.calendar import window
from analysis.english.date_patterns import NUMBER_WORDS

_REACH = 1_000
_BREAK = re.compile(r"[.!?\n][ \n]")
_STOP = re.compile(r"[.!?\n]")
_LENGTH_OF_DAY = len("2025-09-11")

IN_FULL = "given in full"
NO_DATE = "the article has no date to count from"
NO_ANCHOR = "no date before it to count from"

_AHEAD = re.compile(
    r"\b(?:will|won['’]t|shall|would|scheduled|due|expect(?:s|ed)|plan(?:s|ned)? to|set (?:to|for)|upcoming|next|"
    r"(?:is|are) to|deadline|ahead of|later|(?-i:starting|begins?|opens?)|looks? forward)\b|['’]ll\b",
    re.IGNORECASE,
)
_AHEAD_JUST_BEFORE = re.compile(r"\b(?:by|until|till|before)\s(?:the\s)?$", re.IGNORECASE)
_AHEAD_AFTER = re.compile(r",? (?:will|would|is (?:set|expected|due|to)|are (?:set|expected|due|to))\b")

# "announced on Monday", "had been evacuated by Wednesday": past whatever else the sentence plans.
_BEHIND_JUST_BEFORE = re.compile(
    r"\b(?:[a-z]{2,15}ed|said|told|held|began|met|took|left|won|came)\s(?:late\s|early\s)?(?:on\s)?$"
)
_BEEN = re.compile(r"\b(?:had|has|have|was|were)\b")
_WILL = re.compile(r"\b(?:will|scheduled|due|expected|set to|plan(?:s|ned)? to|upcoming|would)\b")
_PURPOSE = re.compile(r"\b(?:to|must|should|can|could|may|might|shall) (?!have\b)[a-z]{2,15}\b")
_BEHIND = re.compile(
    r"\b(?:was|were|had|did|came|took|went|fell|rose|began|won|lost|left|held|found|stood|grew|broke|sank|ran|saw|made|"
    r"got|gave|sent|met|became|spread|brought|kept|drew|fled|paid|hit|since|[a-z]{3,15}ed)\b"
)


@dataclass(frozen=True, slots=True)
class Value:
    """A resolved date: `iso` None when the words leave it open; `basis` says how it was found."""

    iso: str | None
    kind: str
    basis: str
    modifier: str | None = None


@dataclass
class Context:
    """What is known while reading a text from its start: its date, the dates in full, and the date mentioned last."""

    text: str
    published: date | None
    full_days: dict[tuple[int, int], set[int]] = field(default_factory=dict)
    full_months: dict[int, set[int]] = field(default_factory=dict)
    last: str | None = None
    last_day: str | None = None
    last_end: int = 0

    def note(self, iso: str | None, end: int) -> None:
        """Remember a resolved date as what "that day" or "two weeks later" may refer to."""
        if iso and "/" not in iso:
            self.last, self.last_end = iso, end
            if len(iso) == _LENGTH_OF_DAY:
                self.last_day = iso

    def anchor(self, start: int, *, day: bool = False) -> date | None:
        """First day of the date mentioned last, if it is near enough to be meant."""
        iso = self.last_day if day else self.last
        covered = window(iso) if start - self.last_end <= _REACH else None
        return covered[0] if covered else None


def looks_ahead(text: str, start: int, end: int) -> bool:
    """Whether the sentence around a date speaks of the future."""
    before = _BREAK.split(text[max(0, start - 90) : start])[-1]
    if _BEHIND_JUST_BEFORE.search(before) or (_BEEN.search(before) and not _WILL.search(before)):
        return False
    if _AHEAD.search(before) or _AHEAD_AFTER.match(text, end):
        return True
    return _AHEAD_JUST_BEFORE.search(before) is not None and not _is_reached(text, before, end)


def _is_reached(text: str, before: str, end: int) -> bool:
    """Whether "by Wednesday" lies behind: "By Wednesday evening most had been counted", not "to pay by Friday"."""
    after = _STOP.split(text[end : end + 80], maxsplit=1)[0]
    if _WILL.search(after) or _PURPOSE.search(before):
        return False
    return bool(_BEHIND.search(before) or _BEHIND.search(after))


def looks_back(text: str, start: int, end: int) -> bool:
    """Whether the sentence around a date speaks of the past."""
    before = _BREAK.split(text[max(0, start - 120) : start])[-1]
    after = _STOP.split(text[end : end + 80], maxsplit=1)[0]
    return bool(_BEHIND.search(before) or _BEHIND.search(after))


def leading_number(text: str | None) -> int:
    """The number that a text such as "11th" starts with."""
    return int(re.match(r"\d+", text)[0])


def century_of(digits: str, context: Context) -> int:
    """Two digits of a year: the century that makes it the latest year not after the article's (without one: 2030)."""
    latest = context.published.year + 5 if context.published else 2030
    year = 100 * (latest // 100) + int(digits)
    return year if year <= latest else year - 100


def modifier(match: re.Match) -> str | None:
    """early, mid, late, earlier or later, whatever words say so."""
    words = (match.groupdict().get("mod") or "").lower()
    for sought, meaning in (
        ("earlier", "earlier"),
        ("later ", "later"),
        ("early", "early"),
        ("late", "late"),
        ("mid", "mid"),
        ("second half", "late"),
        ("latter", "late"),
        ("first half", "early"),
        ("start", "early"),
        ("beginning", "early"),
        ("turn", "early"),
        ("end", "late"),
        ("close", "late"),
    ):
        if sought in f"{words} ":
            return meaning
    return None


def from_article(context: Context) -> str:
    """The basis of what is counted from the article’s date."""
    return f"counted from the article's date ({context.published})"


def from_before(iso: str | None) -> str:
    """The basis of what is counted from a date that stands before."""
    return f"counted from the date before it ({iso})"


def said_number(words: str | None) -> float | None:
    """The number that "two", "a" or "2 1/2" says; None for "a few"."""
    words = (words or "").lower()
    if words in NUMBER_WORDS:
        return NUMBER_WORDS[words]
    if words == "half a":
        return 0.5
    if not words[:1].isdigit():
        return None
    return float(re.match(r"\d+(?:\.5)?", words)[0]) + (0.5 if words.endswith(("½", " 1/2")) else 0)


def given_year(match: re.Match, context: Context) -> int | None:
    """The year that the words of a date give, be it as "last year"."""
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


def year_of(match: re.Match, context: Context, *, month: int, day: int | None = None) -> tuple[int | None, str]:
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
