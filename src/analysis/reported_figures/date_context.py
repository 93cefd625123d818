"""What is known while the dates of a text are resolved: the article's date, the dates before, the tense around.

Each resolver (`date_absolute`, `date_relative`) takes a match and the `Context` and gives a `Value`, or None when the
words are not a date after all.
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from analysis.iso_dates import shift_months, week_of, window
from analysis.reported_figures.date_patterns import NUMBER_WORDS

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


def iso_of(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """ISO text of a year, month or day; None when there is no such day."""
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")


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


def counted(start: date, unit: str, by: int) -> str | None:
    """The date `by` units on, as precise as the unit."""
    unit = unit.lower().rstrip("s")
    try:
        if unit in ("day", "night"):
            return (start + timedelta(days=by)).isoformat()
        if unit in ("week", "fortnight"):
            return week_of(start + timedelta(weeks=by * (2 if unit == "fortnight" else 1)))
        if unit == "weekend":
            saturday = start + timedelta(days=5 - start.weekday(), weeks=by)
            return f"{saturday}/{saturday + timedelta(days=1)}"
    except OverflowError:
        return None
    if unit == "month":
        return iso_of(*shift_months(start.year, start.month, by))
    if unit == "quarter":
        year, month = shift_months(start.year, start.month, 3 * by)
        return f"{year:04d}-Q{(month + 2) // 3}"
    year = start.year + by * {"decade": 10}.get(unit, 1)
    return iso_of(year) if unit in ("year", "decade") and 0 < year < 10_000 else None
