"""A figure's place among the dates of its article, and what a date there can say: counted then, or happened then."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple

from analysis.corpus.document import Document, Sentence
from analysis.english.calendar import as_day, plain, window
from analysis.english.dates import DateSpan, dates_of

_WHEN = re.compile(r",? (?:when|in which)\b")
# "The 2010 flood, which killed 40": the event is told by its year.
_EVENT_WHICH = re.compile(r"(?:,? [\w’-]{1,20}){1,5},? (?:which|that|in which|where|when)\b")
# "Killed since the war began in 2022": a stretch that begins then.
_SINCE_EVENT = re.compile(
    r"\bsince (?!then\b)(?:[\w’'-]{1,20} ){1,5}(?:(?:in|on|of) (?:the )?|(?<=began )|(?<=started ))$", re.IGNORECASE
)
SUBORDINATE = re.compile(
    r"\b(?:after|before|following|followed|ahead of|during|when|until|whose|whom|which|who|where|while|whereas|but)\b"
    r"|[;\u2014]",
    re.IGNORECASE,
)
_DURING = re.compile(r" (?:during|until|before|after|following) (?:the )?$", re.IGNORECASE)
_REPORTS = r"(?:said|says|told|announced|announces|reported|reports|confirmed|stated|wrote|posted|added|declared)"
# "Said on", "told the official Sinter News Agency on".
_SAID = re.compile(
    rf"\b(?:(?:{_REPORTS}|showed)\b(?:[ ][\w’'.-]{{1,20}}){{0,4}}|told(?: (?:the|an?|its|(?-i:[A-Z])[\w’'.-]{{1,20}}"
    r"|official|state|local|national|private|semi-official)){1,8})[ ,]{1,2}(?:on[ ])?$",
    re.IGNORECASE,
)
# "A study published on Wednesday", "the figures, released Tuesday by the office".
_PUBLISHED = re.compile(
    r"\b(?:stud(?:y|ies)|reports?|data|figures|surveys?|polls?|statements?|papers?|analysis|statistics|numbers|research"
    r"|estimates?|findings|reviews?|results|bulletin|index|forecasts?|indictments?|complaints?"
    r"|filings?|lawsuits?|affidavits?)\b(?: (?:that|which|was|were)\b|,)*"
    r" (?:also )?(?:published|released|issued|unveiled|unsealed|filed|posted|presented|made public)"
    r"(?: (?:by|in)(?: \S+){1,6})? (?:on )?(?:late |early )?$",
    re.IGNORECASE,
)
# "The mayor on Monday revised the toll": the verb may follow its day.
_SAYS_THEN = re.compile(
    rf",? (?:had )?(?:\w{{2,12}}ly )?(?:{_REPORTS}|saying|revised|raised|lowered|updated|put|increased|tweeted|"
    r"spoken? of|spoke of|counted|estimated|gave)\b",
    re.IGNORECASE,
)
_SOMEBODY_SAYS = re.compile(
    rf",? (?!(?:and|but|while|whereas|though|although)\b)(?:[\w’'.()-]{{1,20}} ){{0,6}}(?:{_REPORTS}|estimated)\b",
    re.IGNORECASE,
)
# "The toll rose to 40 on Sunday": it was counted then.
TOLL_MOVES = re.compile(
    r"\b(?:toll|tally|count|number|total|figure)s?\b(?:[^.;,]|[.,]\d){0,80}\b(?:rose|risen|climbed|jumped|grew|grown|reached|hit|"
    r"stood|stands|was|raised|lowered|revised|put|increased|fell|dropped|passed|surpassed|exceeded|to)\b(?:[^.;,]|[.,]\d){0,60}$",
    re.IGNORECASE,
)
# "Until Tuesday, as the toll climbed to": between a day and the number that was told on it.
_TOLL_THEN = re.compile(
    r",?(?: (?:as|when|while))? (?:the|its|their) (?:[\w’'-]+ ){0,3}?"
    r"(?:toll|tally|count|number|total|figure)\b[^.;]{0,80}"
)
# "Found five bodies on Monday, taking | the death toll to 162".
_TAKES_TOLL = re.compile(
    r"\b(?:tak|bring|push|rais|lift|driv)ing (?:the|its|their) (?:[\w’'-]+ ){0,3}?(?:toll|tally|number|total|count)\b"
)
# "In a strike that took place on Monday, raising the toll to 89": the day of the strike.
_TOLD_IN = re.compile(r"\b(?:that|which|when|after) [^,;]{0,60}$")
_AS_OF = re.compile(r"\b(?:as (?:of|at)|by|until|on)\s(?:the\s)?(?:late\s|end\sof\s)?$", re.IGNORECASE)
# "By noon on Sunday", "as of early Sunday", "by the evening of 3 May".
_COUNTED_ON = re.compile(
    r"\b(?:as (?:of|at)|by|until|up to|stood at[ ]\S{1,20} on)\s(?:(?:the|late|early|mid|end)\s|end\sof\s)?"
    r"(?:(?:(?:the\s)?(?:noon|midday|midnight|dawn|dusk|daybreak|sunrise|sunset|nightfall|lunchtime|morning|afternoon|"
    r"evening|night|close|end)|\d{1,2}(?:[.:]\d\d)?\s?(?:[ap]\.?m\.?|GMT|hours|o['’]clock)?)\s(?:on|of)\s(?:the\s)?)?$",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"\b(?:in|on|by|of|at|during|since|for|from|to|until|as|between|around|about|early|late|mid)[ -](?:the\s)?$",
    re.IGNORECASE,
)
_NEARBY = 60
_CLAUSE = re.compile(r"[,;:]\s|\b(?:and|but|that|which|who|because)\b")
# A date that opens its sentence begins within so many characters.
_OPENING = 25
# No discount on a distance brings a date from further off; so many on either side are more than a sentence holds.
_OUT_OF_REACH = 2_500
_MOST_DATES = 40
_REACH_OF_WORDS = 600
_WEEK = timedelta(days=7)
_LENGTH_OF_DAY = len("2025-09-11")


class Dating(NamedTuple):
    """Event date and as-of date, the words that gave them, and the words for a part of a period ("late 2025")."""

    event_date: str | None = None
    as_of: str | None = None
    basis: str | None = None
    part: str | None = None


class Lead(NamedTuple):
    """What the words before a date say of it."""

    said: bool
    as_of: bool
    preposition: bool


class Place:
    """A figure's place, with the dates of its article."""

    def __init__(
        self, document: Document, sentence: Sentence, span: tuple[int, int], kind: str, published: str | None
    ) -> None:
        self.document, self.sentence, self.span, self.kind, self.published = document, sentence, span, kind, published
        self.text = document.text
        self.dates, self._starts = dated(document.text, published)

    def within(self, start: int, end: int) -> tuple[DateSpan, ...]:
        """The dates that start in a stretch of the article."""
        return self.dates[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def near(self) -> tuple[DateSpan, ...]:
        """The dates of the sentence that are near enough to be meant."""
        low = max(self.sentence.start_char, self.span[0] - _OUT_OF_REACH)
        high = min(self.sentence.end_char, self.span[1] + _OUT_OF_REACH)
        first, here, last = (bisect_left(self._starts, place) for place in (low, self.span[0], high))
        return self.dates[max(first, here - _MOST_DATES) : min(last, here + _MOST_DATES)]

    def reach(self) -> tuple[int, int]:
        """The figure's sentence; of one without end what is near. In steps, so that neighbouring figures share one."""
        low = (self.span[0] // _REACH_OF_WORDS - 1) * _REACH_OF_WORDS
        high = (self.span[1] // _REACH_OF_WORDS + 2) * _REACH_OF_WORDS
        return max(self.sentence.start_char, low), min(self.sentence.end_char, high)

    def search(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first match in the figure's sentence."""
        return _first(pattern, self.text, *self.reach())

    def is_near(self, said: re.Match[str]) -> bool:
        """Whether words stand beside the figure, in its own clause."""
        first, last = sorted((said.span(), self.span))
        between = self.text[first[1] : last[0]]
        return len(between) <= _NEARBY and _CLAUSE.search(between) is None

    def block_index(self) -> int | None:
        """Its place among the blocks."""
        start = self.sentence.start_char
        place = bisect_right(self.document.blocks, start, key=lambda block: block.start_char) - 1
        return place if place >= 0 else None

    def lead(self, date: DateSpan) -> Lead:
        """What the words around a date say of it."""
        lead = _lead(self.text[max(0, date.start - _NEARBY) : date.start])
        if lead.said or date.end >= self.span[0]:
            return lead
        says = _SAYS_THEN.match(self.text, date.end, self.span[0]) or (
            self.opens(date) and _SOMEBODY_SAYS.match(self.text, date.end, self.span[0])
        )
        return lead._replace(said=True) if says else lead

    def opens(self, date: DateSpan) -> bool:
        """Whether a date opens the sentence, before the figure."""
        return 0 <= date.start - self.sentence.start_char <= _OPENING and date.end <= self.span[0]

    def tells(self, date: DateSpan, where: str, *, is_count: bool | None = None) -> Dating:
        """The answer that a date gives: as the day of the count, or of the event."""
        how = f"; {date.basis}" if date.basis and date.basis != "given in full" else ""
        said = " ".join(date.surface.split())
        if self.begins_a_stretch(date):
            date = replace(date, kind="since", iso=f"{date.iso}/..")
        iso, basis = _for_table(date, self.published), f"“{said}” {where}{how}"
        if self.goes_on_with(date):
            # "the longest since 1998, when 9 people were killed": killed in 1998.
            return Dating((iso or "").removesuffix("/..") or None, None, basis, date.part)
        if is_count is None:
            is_count = self.kind in ("stock", "rate", "other") or self.dates_a_count(date)
        return Dating(None, iso, basis, date.part) if is_count else Dating(iso, None, basis, date.part)

    def dates_a_count(self, date: DateSpan) -> bool:
        """Whether words say that a total was counted or told then, rather than that something happened."""
        before = self.text[max(0, date.start - 60) : date.start]
        if _COUNTED_ON.search(before):
            return True
        if self.kind == "flow":
            # "Earlier this week it reported that 24 were freed": a stretch holds the event too.
            return len(date.iso or "") == _LENGTH_OF_DAY and self.lead(date).said
        if self.kind != "cumulative":
            return False
        if date.kind in ("since", "period") or self.lead(date).said:
            return True
        low = max(self.sentence.start_char, date.start - 60)
        is_events = date.surface.endswith(("'s", "’s")) or _TOLD_IN.search(self.text, low, date.start)
        if not is_events and _TAKES_TOLL.search(self.text, date.end, self.span[0]):
            return True
        if _TOLL_THEN.fullmatch(self.text, date.end, self.span[0]):
            return as_day(date.iso) is not None
        low = max(self.sentence.start_char, date.start - 160)
        return as_day(date.iso) is not None and TOLL_MOVES.search(self.text[low : date.start]) is not None

    def is_day_of_telling(self, date: DateSpan) -> bool:
        """Whether somebody said something on a day: "police said on Sunday", "police on Sunday said"."""
        told = _lead(self.text[max(0, date.start - 60) : date.start]).said
        return told or _SAYS_THEN.match(self.text, date.end) is not None

    def begins_a_stretch(self, date: DateSpan) -> bool:
        """Whether a date is the beginning of what is counted: "killed since the war began in 2022"."""
        before = self.text[max(0, date.start - 80) : date.start]
        return date.iso is not None and "/" not in date.iso and _SINCE_EVENT.search(before) is not None

    def is_before_toll(self, date: DateSpan) -> bool:
        """Whether a toll that the figure takes somewhere stands before a date: "two more, taking it to 60 in May"."""
        return _TAKES_TOLL.search(self.text, self.span[1], date.start) is not None

    def is_start(self, date: DateSpan) -> bool:
        """Whether a date is the first of two: "from May | to July", not "from May to a record 40"."""
        to = self.text.startswith(" to ", date.end)
        return to and bool(self.within(date.end, date.end + len(" to the ") + 1))

    def goes_on_with(self, date: DateSpan) -> bool:
        """Whether the figure's clause tells what happened at that date: "in 1998, when 9 people were killed"."""
        if self.kind == "stock":
            return False
        is_event = date.kind in ("year", "since") and _EVENT_WHICH.match(self.text, date.end, self.span[0])
        return bool(is_event or _WHEN.match(self.text, date.end, self.span[0]))

    def is_of_another_clause(self, date: DateSpan) -> bool:
        """Whether a date belongs to another clause than a level's: "60 are missing after the ferry sank on Tuesday"."""
        if self.kind not in ("stock", "rate", "other"):
            return False
        before = self.text[max(0, date.start - 60) : date.start]
        if self.lead(date).said or _COUNTED_ON.search(before):
            return False
        if self.opens(date):
            return ";" in self.text[date.end : self.span[0]]
        first, last = sorted(((date.start, date.end), self.span))
        between = self.text[first[1] : last[0]]
        if self.kind != "stock":
            between = _DURING.sub("", between)
            if date.end <= self.span[0] and "," in between:  # "When it opens in May, and farmers ask for $4"
                comma = self.text.rfind(",", self.sentence.start_char, date.start)
                between += self.text[max(comma, date.start - _NEARBY) : date.start]
        return SUBORDINATE.search(between) is not None


def together(count: Dating, event: Dating, *, published: str | None, is_weekday: bool) -> Dating:
    """A total with both its days; nothing is counted before it happens.

    A weekday that would lie before the event is the one after it: the text was brought up to date after the day that
    it is dated.
    """
    counted, happened, today = as_day(count.as_of), as_day(event.event_date), as_day(published)
    basis = f"{count.basis}; happened: {event.basis}"
    if counted and happened and counted < happened:
        later = counted + _WEEK
        if not is_weekday or today is None or later < happened or later - today > _WEEK:
            return event
        count = count._replace(as_of=later.isoformat())
        basis = f"{basis}; the weekday after the event"
    return Dating(event.event_date, count.as_of, basis, count.part)


@lru_cache(maxsize=4)
def dated(text: str, published: str | None) -> tuple[tuple[DateSpan, ...], tuple[int, ...]]:
    """The dates of an article, times of day left out, and where they start."""
    spans = tuple(span for span in dates_of(text, published) if span.kind != "clock")
    return spans, tuple(span.start for span in spans)


@lru_cache(maxsize=16)
def _first(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    return pattern.search(text, start, end)


@lru_cache(maxsize=1024)
def _lead(before: str) -> Lead:
    said, as_of, preposition = (pattern.search(before) is not None for pattern in (_SAID, _AS_OF, _PREPOSITION))
    may_publish = not said and ("ed " in before or "public " in before)
    return Lead(said or (may_publish and _PUBLISHED.search(before) is not None), as_of, preposition)


def _for_table(date: DateSpan, published: str | None) -> str | None:
    """The date as tables hold it; "earlier this week" ends at the article's date, "later this week" starts there."""
    if date.iso is None:
        return None
    iso, today = plain(date.iso), as_day(published)
    low, high = window(date.iso) or (None, None)
    if date.modifier in ("earlier", "later") and today and low and high and low <= today <= high:
        first, last = (low, today) if date.modifier == "earlier" else (today, high)
        return f"{first}/{last}" if first < last else today.isoformat()
    return iso
