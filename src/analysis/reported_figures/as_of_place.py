"""A figure's place among the dates of its article: which are near, and what the words before one say of it."""

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import NamedTuple

from analysis.corpus.document import Block, Document, Sentence
from analysis.english.calendar import as_day, plain, window
from analysis.english.dates import DateSpan, dates_of
from analysis.reported_figures import as_of_words as words

Answer = tuple[str | None, str | None, str | None]
# A date that opens its sentence begins within so many characters.
OPENING = 25
# No discount on a distance brings a date from further off; so many on either side are more than a sentence holds.
_OUT_OF_REACH = 2_500
_MOST_DATES = 40
_REACH_OF_WORDS = 600


class Place:
    """A figure's place, with the dates of its article."""

    def __init__(
        self, document: Document, sentence: Sentence, span: tuple[int, int], kind: str, published: str | None
    ) -> None:
        self.document, self.sentence, self.span, self.kind, self.published = document, sentence, span, kind, published
        self.text = document.text
        self._block: int | None = None
        self.dates, self._starts = _dates_of(document.text, published)

    def within(self, start: int, end: int) -> tuple[DateSpan, ...]:
        """The dates that start in a stretch of the article."""
        return self.dates[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def near(self) -> tuple[DateSpan, ...]:
        """The dates of the sentence that are near enough to be meant."""
        low = max(self.sentence.start_char, self.span[0] - _OUT_OF_REACH)
        high = min(self.sentence.end_char, self.span[1] + _OUT_OF_REACH)
        first, here, last = (bisect_left(self._starts, place) for place in (low, self.span[0], high))
        return self.dates[max(first, here - _MOST_DATES) : min(last, here + _MOST_DATES)]

    def search(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first match in the figure's sentence; in one without end, within reach of the figure."""
        # Windows in steps, so that neighbouring figures share one.
        low = (self.span[0] // _REACH_OF_WORDS - 1) * _REACH_OF_WORDS
        high = (self.span[1] // _REACH_OF_WORDS + 2) * _REACH_OF_WORDS
        return _first(pattern, self.text, max(self.sentence.start_char, low), min(self.sentence.end_char, high))

    def is_near(self, said: re.Match[str]) -> bool:
        """Whether words stand beside the figure, in its own clause."""
        first, last = sorted((said.span(), self.span))
        between = self.text[first[1] : last[0]]
        return len(between) <= words.NEARBY and words.CLAUSE.search(between) is None

    def block(self) -> Block | None:
        """The figure's block."""
        place = self.block_index()
        return self.document.blocks[place] if place is not None else None

    def block_index(self) -> int | None:
        """Its place among the blocks."""
        if self._block is None:
            start = self.sentence.start_char
            self._block = bisect_right(self.document.blocks, start, key=lambda block: block.start_char) - 1
        return self._block if self._block >= 0 else None

    def tells(self, date: DateSpan, where: str, *, is_count: bool | None = None) -> Answer:
        """The answer that a date gives: as the day of the count, or of the event."""
        how = f"; {date.basis}" if date.basis and date.basis != "given in full" else ""
        iso, basis = _for_table(date, self.published), f"“{_one_line(date.surface)}” {where}{how}"
        if self.goes_on_with(date):
            # "the longest since 1998, when 9 people were killed": killed in 1998.
            return ((iso or "").removesuffix("/..") or None, None, basis)
        if is_count is None:
            is_count = self.kind in ("stock", "rate", "other") or self.dates_a_count(date)
        return (None, iso, basis) if is_count else (iso, None, basis)

    def before(self, date: DateSpan) -> str:
        """The words before a date, as many as tell what it dates."""
        return self.text[max(0, date.start - 60) : date.start]

    def dates_a_count(self, date: DateSpan) -> bool:
        """Whether words say that a total was counted then, rather than that something happened."""
        before = self.before(date)
        if words.COUNTED_ON.search(before):
            return True
        return self.kind == "cumulative" and (date.kind in ("since", "period") or lead(before).said)

    def goes_on_with(self, date: DateSpan) -> bool:
        """Whether the figure's clause tells what happened at that date: "in 1998, when 9 people were killed"."""
        return self.kind != "stock" and bool(words.WHEN.match(self.text, date.end, self.span[0]))

    def is_of_another_clause(self, date: DateSpan) -> bool:
        """Whether a stock's date belongs to what came before it: "60 are missing after the ferry sank on Tuesday"."""
        if self.kind != "stock":
            return False
        before = self.before(date)
        if lead(before).said or words.COUNTED_ON.search(before):
            return False
        if date.start - self.sentence.start_char <= OPENING and date.end <= self.span[0]:
            return ";" in self.text[date.end : self.span[0]]
        first, last = sorted(((date.start, date.end), self.span))
        return bool(words.SUBORDINATE.search(self.text, first[1], last[0]))


@lru_cache(maxsize=4)
def _dates_of(text: str, published: str | None) -> tuple[tuple[DateSpan, ...], tuple[int, ...]]:
    spans = tuple(span for span in dates_of(text, published) if span.kind != "clock")
    return spans, tuple(span.start for span in spans)


@lru_cache(maxsize=16)
def _first(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    return pattern.search(text, start, end)


def _one_line(surface: str) -> str:
    return " ".join(surface.split())


def _for_table(date: DateSpan, published: str | None) -> str | None:
    """The date as tables hold it; "earlier this week" ends at the article's date, "later this week" starts there."""
    if date.iso is None:
        return None
    iso, today, covered = plain(date.iso), as_day(published), window(date.iso)
    if date.modifier in ("earlier", "later") and today and covered and covered[0] and covered[1]:
        if date.modifier == "earlier" and covered[0] <= today <= covered[1]:
            return f"{covered[0]}/{today}" if covered[0] < today else today.isoformat()
        if date.modifier == "later" and covered[0] <= today <= covered[1]:
            return f"{today}/{covered[1]}" if today < covered[1] else today.isoformat()
    return iso


class Lead(NamedTuple):
    """What the words before a date say of it."""

    said: bool
    as_of: bool
    preposition: bool


@lru_cache(maxsize=1024)
def lead(before: str) -> Lead:
    """What the words before a date say of it.

    >>> lead("the agency said on ").said
    True
    """
    patterns = (words.SAID, words.AS_OF, words.PREPOSITION)
    return Lead(*[pattern.search(before) is not None for pattern in patterns])
