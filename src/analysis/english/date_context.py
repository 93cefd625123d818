"""What is known while the dates of a text are resolved: the article's date, the dates before, the tense around.

The functions of `date_meanings` take a match and the `Context` and give a `Value`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Literal

from analysis.english.calendar import window
from analysis.english.date_patterns import NUMBER_WORDS
from analysis.english.verbs import IRREGULAR_PASTS
from analysis.english.word_lists import any_of

_REACH = 1_000
_LENGTH_OF_DAY = len("2025-09-11")
# A year told goes on for so many characters of its sentence, and to a day so soon after in another one.
_NEAR = 250
_SOON_DAYS = 45
_SENTENCE_END = re.compile(
    r"[.!?](?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\bMrs\.)(?<!\bGen\.)(?<!\b[A-Z]\.)[\"”’)]{0,2}\s|\n"
)

# "Built in 1998, the dam burst in March": the year of an aside is not that of the sentence.
_ASIDE = re.compile(r"\b(?:[a-z]{2,14}ed|built|born|made|begun|won|bought|sold)\b[^,.;]{0,40}$", re.IGNORECASE)

IN_FULL = "given in full"
NO_DATE = "the article has no date to count from"
NO_ANCHOR = "no date before it to count from"

# The verb groups that tell when something happens. The one next to a date decides: "said on Friday that it will vote",
# "are due to be released on Friday". What follows the first word of a group belongs to it ("will be released").
_GROUP = (
    r"(?:[ ](?:not|also|now|then|only|all|likely|be|have|been|get|being|to|again|\w{3,12}ly)){0,5}"
    r"(?:[ ](?!said\b|says\b|told\b)[a-z][a-z’'-]{1,15})?"
)
_LEANS_AHEAD = (
    r"scheduled|expect(?:s|ed|ing)?|slated|poised|plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|agree(?:s|d)?|vow(?:s|ed)?|"
    r"pledg(?:es|ed)|promis(?:es|ed)|decid(?:es|ed)|prepar(?:es|ed|ing)|threaten(?:s|ed|ing)?|hop(?:es|ed|ing)|want(?:s|ed)?|"
    r"aim(?:s|ed|ing)?|need(?:s|ed)?|call(?:s|ed|ing)?(?: on)?|set|ready|likely|supposed|about|going|in order|"
    r"(?:is|are|was|were|has|have)(?: yet)?"
)
# At most places no word begins, and none of the ways is tried.
_TENSES = re.compile(
    r"(?:\b(?=\w)|(?=['’]))(?:"
    rf"(?P<ahead>(?:\b(?:will|won['’]t|shall|would(?! have\b)|must|should)|['’]ll)\b{_GROUP}"
    rf"|\b(?:{_LEANS_AHEAD})[ ]to\b(?! (?:date|the|a|an)\b){_GROUP}"
    # "Due to meet", not "closed due to rain".
    rf"|\bdue to(?= be\b| have\b){_GROUP}|\b(?:is|are|was|were|been) (?:\w+ly )?due to(?! the\b| an?\b| its\b){_GROUP}"
    r"|\b(?:due|scheduled|slated|planned|expected|set)(?=[ ](?:for|on|in|this|next|by|back|later)\b|[ ]?$|,)"
    r"(?: (?:for|in|back)\b)?"
    r"|\b(?:upcoming|forthcoming|deadline|ahead of|in the run-up to|starting|looks? forward|next(?! to\b))\b"
    r"|\b(?:begins|opens|starts|meets|resumes|expires|kicks? off|takes? (?:place|effect|office)|"
    r"comes? into (?:force|effect)|go(?:es)? (?:to the polls|on trial)|appears? in court|"
    r"faces? (?:trial|court|judges|voters))\b"
    r"|\b(?:begin|open|start|meet|resume|expire)(?=(?: again)?(?: on| in| at)? ?$))"
    rf"|(?P<behind>\b(?:was|were|had|did|has|have|hit|cut|put|shut|burst|since|"
    rf"{any_of(IRREGULAR_PASTS, any_case=True)}|"
    r"[a-z]{3,15}ed)\b(?:[ ](?:not|also|been|being|\w{3,12}ly)){0,3}))",
    re.IGNORECASE,
)
_BY_JUST_BEFORE = re.compile(r"\b(?:by|until|till|before)\s(?:the\s)?$", re.IGNORECASE)
_TO_DO = re.compile(r"\bto (?!date\b|the\b)[a-z]{2,15}\b")

Tense = Literal["ahead", "behind"]


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
    # The order of the digits in dates such as 25/12/2025, if all that show it agree.
    is_day_first: bool | None = None
    # Whether the text tells of years long past only: a year told goes on from sentence to sentence then.
    is_history: bool = False

    def is_told_in_sentence(self, start: int) -> bool:
        """Whether the date mentioned last stands in the same sentence."""
        between = self.text[self.last_end : start]
        return not _SENTENCE_END.search(between)

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


# The function for each rule of `date_patterns.RULES`.
MEANINGS: dict[str, Callable[[re.Match, Context], Value | None]] = {}


def means(*rules: str) -> Callable:
    """Make a function the meaning of the ways of writing that these rules of `date_patterns` find."""

    def noted(function: Callable[[re.Match, Context], Value | None]) -> Callable:
        MEANINGS.update(dict.fromkeys(rules, function))
        return function

    return noted


def looks_ahead(text: str, start: int, end: int) -> bool:
    """Whether the sentence around a date speaks of the future."""
    return _tense(text, start, end) == "ahead"


def looks_back(text: str, start: int, end: int) -> bool:
    """Whether the sentence around a date speaks of the past."""
    return _tense(text, start, end) == "behind"


@lru_cache(maxsize=256)
def _tense(text: str, start: int, end: int) -> Tense | None:
    """By the verb group before the date, in a sentence that opens with the date by the one after it."""
    before = _SENTENCE_END.split(text[max(0, start - 120) : start])[-1]
    after = _SENTENCE_END.split(text[end : end + 120], maxsplit=1)[0]
    said = _last(before)
    if _BY_JUST_BEFORE.search(before) and said != "ahead":
        # "By Wednesday evening most had been counted", not "ordered them to leave by Friday".
        following = _first(after)
        is_open = _TO_DO.search(before) or (said is None and following is None) or following == "ahead"
        return "ahead" if is_open else "behind"
    return _first(after) if said is None else said


def _last(words: str) -> Tense | None:
    groups = list(_TENSES.finditer(words))
    return groups[-1].lastgroup if groups else None


def _first(words: str) -> Tense | None:
    found = _TENSES.search(words)
    return found.lastgroup if found else None


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
    if len(elsewhere) == 1 and (day or context.published is None):
        return min(elsewhere), "year given with the same date elsewhere in the text"
    told = _year_told_just_before(match, context, month=month, day=day)
    if told:
        return told, f"year of the date before it ({context.last})"
    if context.published is None:
        years = {year for years in context.full_months.values() for year in years}
        return (min(years), "the only year that the text gives with a month") if len(years) == 1 else (None, NO_DATE)
    return nearest_year(match, context, month=month, day=day), f"year from the article's date ({context.published})"


def _year_told_just_before(match: re.Match, context: Context, *, month: int, day: int | None) -> int | None:
    """The year of a past told in order: "In 1831 he was arrested, and on July 14 ...".

    Another sentence goes on in that year only from a day to one soon after: "The dam was built in 1998. In March ..."
    tells of another year.
    """
    anchor = context.anchor(match.start())
    if anchor is None or context.last is None or match.start() - context.last_end > _NEAR:
        return None
    if context.published and anchor.year > context.published.year - 2:
        return None
    between = context.text[context.last_end : match.start()]
    is_deadline = context.text.endswith(("by ", "until "), 0, match.start())
    if is_deadline and context.published and looks_ahead(context.text, match.start(), match.end()):
        return None  # "the first talks since 2019, and agreed to free 40 by June"
    if context.is_told_in_sentence(match.start()):
        told = context.text[max(0, context.last_end - 80) : context.last_end]
        return None if between[:1] in (",", ")") and _ASIDE.search(told) else anchor.year
    if context.is_history and "\n" not in between:
        return anchor.year
    day_after = date(anchor.year, month, min(day, 28)) if day else None
    soon = day_after and len(context.last) == _LENGTH_OF_DAY and 0 <= (day_after - anchor).days <= _SOON_DAYS
    return anchor.year if soon else None


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
