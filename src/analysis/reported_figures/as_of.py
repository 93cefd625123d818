"""Which day a figure belongs to: the day a stock was counted, the day of the event that a flow tells of.

The nearest date that can be meant, looked for in this order: the figure's own clause and sentence, its row of a table,
the line that opens its list, the sentence before, the heading above. The article's own date is used only where a word
says that the figure holds at the time of writing ("still", "so far").
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from analysis.corpus.document import Document, Sentence
from analysis.english.calendar import as_day, plain, window
from analysis.english.dates import DateSpan, date_spans, dates_of

# Words around a date that say what it dates: a count, an event, somebody's statement, an earlier value.
_WHEN = re.compile(r",? (?:when|in which)\b")
_SUBORDINATE = re.compile(
    r"\b(?:after|before|following|followed|ahead of|during|when|until|whose|whom|which|who|where|while|whereas)\b"
    r"|[;\u2014]",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:said|says|told|announced|announces|reported|reports|confirmed|stated|wrote|posted|added|declared)\b"
    r"(?:[ ][\w’'.-]{1,20}){0,4}[ ,]{1,2}(?:on[ ])?$",
    re.IGNORECASE,
)
_AS_OF = re.compile(r"\b(?:as (?:of|at)|by|until|on)\s(?:the\s)?(?:late\s|end\sof\s)?$", re.IGNORECASE)
_COUNTED_ON = re.compile(
    r"\b(?:as (?:of|at)|by|until|up to|stood at[ ]\S{1,20} on)\s(?:the\s|late\s|end\sof\s)?$", re.IGNORECASE
)
_BESIDE = re.compile(r"[ (]{1,2}(?:(?:in|on|at|by|as of|during)[ ])?(?:the[ ])?")
_PREPOSITION = re.compile(
    r"\b(?:in|on|by|of|at|during|since|for|from|to|until|as|between|around|about|early|late|mid)[ -](?:the\s)?$",
    re.IGNORECASE,
)
_AT_WRITING = re.compile(
    r"\b(?:still|currently|at present|presently|now|to date|so far|thus far|today|remains?|"
    r"(?<!the )remaining(?! \d)|continues? to)\b",
    re.IGNORECASE,
)
_NEARBY = 60
_CLAUSE = re.compile(r"[,;:]\s|\b(?:and|but|that|which|who|because)\b")
_LONGEST_INSERTION = 90
_INSERTION = re.compile(
    r"\w, (?:which|who|whose|(?:(?:first|last|newly|originally) )?(?:born|built|begun|won|made|bought|\w{2,12}ed)"
    r"(?= in | on ))\s(?:[^,;()]|,(?=\d)){0,80}$"
)
_GOES_ON = re.compile(r"[^.;,]{0,60},\s")
_AS_MANY_AS = re.compile(r"\b(?:than|as (?:many|much|high|large) as) (?:in |on |at )?(?:the )?$")
# "The largest since the flood in 2012": the date of what it is compared with.
_SINCE_ANOTHER = re.compile(r"\bsince (?!then\b)(?:[\w’'-]{1,20} ){1,4}(?:in|on|of) (?:the )?$")
_UP_FROM = re.compile(r"\b(?:(?:up|down) from|compared (?:with|to)|against|from) (?:\w{1,12} ){0,2}$", re.IGNORECASE)
_FEW_WORDS = re.compile(r"(?: [\w-]{1,20}){0,2}[ ](?:in |on |at )?")
_OF_EARLIER_NUMBER = re.compile(
    r"\b(?:(?:up|down) from|compared (?:with|to)|against|from) (?:[a-z]{1,12} ){0,2}(?:[$€£]?\d|one|two|three|four|"
    r"five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|dozens|hundreds|half)[^,;]{0,40}$",
    re.IGNORECASE,
)
_OF_EARLIER_REACH = 120
_SINCE_WHAT = re.compile(r"\bsince(?:[ ][\w’'-]{1,20}){1,4}", re.IGNORECASE)
_POINTS_BACK = re.compile(
    r"[\"“‘']?\s?(?:at least|more than|over|about|some|nearly|around|another|a further|of (?:them|those|these)|they|"
    r"those|these|the|among|also|\d|one|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|thousands)\b",
    re.IGNORECASE,
)
# A date that opens its sentence begins within so many characters.
_OPENING = 25
# No discount on a distance brings a date from further off; so many on either side are more than a sentence holds.
_OUT_OF_REACH = 2_500
_MOST_DATES = 40
_REACH_OF_WORDS = 600


class Dating(NamedTuple):
    """Event date and as-of date, the words that gave them, and the words for a part of a period ("late 2025")."""

    event_date: str | None = None
    as_of: str | None = None
    basis: str | None = None
    part: str | None = None


class _Place:
    """A figure's place, with the dates of its article."""

    def __init__(
        self, document: Document, sentence: Sentence, span: tuple[int, int], kind: str, published: str | None
    ) -> None:
        self.document, self.sentence, self.span, self.kind, self.published = document, sentence, span, kind, published
        self.text = document.text
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
        return len(between) <= _NEARBY and _CLAUSE.search(between) is None

    def block_index(self) -> int | None:
        """Its place among the blocks."""
        start = self.sentence.start_char
        place = bisect_right(self.document.blocks, start, key=lambda block: block.start_char) - 1
        return place if place >= 0 else None

    def tells(self, date: DateSpan, where: str, *, is_count: bool | None = None) -> Dating:
        """The answer that a date gives: as the day of the count, or of the event."""
        how = f"; {date.basis}" if date.basis and date.basis != "given in full" else ""
        said = " ".join(date.surface.split())
        iso, basis = _for_table(date, self.published), f"“{said}” {where}{how}"
        if self.goes_on_with(date):
            # "the longest since 1998, when 9 people were killed": killed in 1998.
            return Dating((iso or "").removesuffix("/..") or None, None, basis, date.part)
        if is_count is None:
            is_count = self.kind in ("stock", "rate", "other") or self.dates_a_count(date)
        return Dating(None, iso, basis, date.part) if is_count else Dating(iso, None, basis, date.part)

    def before(self, date: DateSpan) -> str:
        """The words before a date, as many as tell what it dates."""
        return self.text[max(0, date.start - 60) : date.start]

    def dates_a_count(self, date: DateSpan) -> bool:
        """Whether words say that a total was counted then, rather than that something happened."""
        before = self.before(date)
        if _COUNTED_ON.search(before):
            return True
        return self.kind == "cumulative" and (date.kind in ("since", "period") or _lead(before).said)

    def goes_on_with(self, date: DateSpan) -> bool:
        """Whether the figure's clause tells what happened at that date: "in 1998, when 9 people were killed"."""
        return self.kind != "stock" and bool(_WHEN.match(self.text, date.end, self.span[0]))

    def is_of_another_clause(self, date: DateSpan) -> bool:
        """Whether a stock's date belongs to what came before it: "60 are missing after the ferry sank on Tuesday"."""
        if self.kind != "stock":
            return False
        before = self.before(date)
        if _lead(before).said or _COUNTED_ON.search(before):
            return False
        if date.start - self.sentence.start_char <= _OPENING and date.end <= self.span[0]:
            return ";" in self.text[date.end : self.span[0]]
        first, last = sorted(((date.start, date.end), self.span))
        return bool(_SUBORDINATE.search(self.text, first[1], last[0]))


@lru_cache(maxsize=4)
def _dates_of(text: str, published: str | None) -> tuple[tuple[DateSpan, ...], tuple[int, ...]]:
    spans = tuple(span for span in dates_of(text, published) if span.kind != "clock")
    return spans, tuple(span.start for span in spans)


@lru_cache(maxsize=16)
def _first(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    return pattern.search(text, start, end)


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


class _Lead(NamedTuple):
    """What the words before a date say of it."""

    said: bool
    as_of: bool
    preposition: bool


@lru_cache(maxsize=1024)
def _lead(before: str) -> _Lead:
    return _Lead(*[pattern.search(before) is not None for pattern in (_SAID, _AS_OF, _PREPOSITION)])


_TOO_FAR = 260
# A character to the date that opens the sentence counts less than one to others; the discounts of `_distance` together.
_NEARER = 0.3
_DISCOUNT = 320
_DISCOUNT_OF_TOTALS = 420


def as_of_and_event(
    document: Document, sentence: Sentence, figure_span: tuple[int, int], *, kind: str, published: str | None
) -> Dating:
    """The event date of a flow or the as-of date of any other figure, and the words that gave it.

    Parameters
    ----------
    document, sentence
        Where the figure stands.
    figure_span
        Start and end of the figure in `document.text`.
    kind
        One of `schema.FIGURE_KINDS`. A duration has no date of its own.
    published
        The article's date; without one the date of its dateline is used, if it has one.

    Returns
    -------
    Dating
        Dates are ISO 8601 of reduced precision or an interval ("2025-10-13/2025-10-15"
        for "earlier this week", "2020/.." for a count since 2020). A flow has an event date, a stock an as-of date, a
        running total may have both: what happened on Saturday, and the count that was given on Monday. Both None
        with a basis: there are words for the date, but they cannot be resolved. All None: no words at all.

    Misleads when
    -------------
    The nearest date belongs to something else in the sentence ("52 were freed after the talks of 9 September"); such
    dates are put behind others, but taken when they are the only ones near.
    """
    if kind == "duration":
        return Dating()
    place = _Place(document, sentence, figure_span, kind, published or _dateline_date(document))
    for look in _LOOKS if place.dates else _LOOKS_WITHOUT_DATES:
        found = look(place)
        if found is not None:
            return found
    return Dating()


def _dateline_date(document: Document) -> str | None:
    for block in document.blocks:
        if block.kind == "dateline":
            for date in date_spans(document.text[block.start_char : block.end_char]):
                if as_day(date.iso):
                    return date.iso
    return None


def _in_sentence(place: _Place) -> Dating | None:
    dates = place.near()
    own = _of_the_earlier_value(dates, place)
    if own is not None:
        return place.tells(own, "in its sentence", is_count=place.kind != "flow")
    near = _ranked(dates, place)
    if not near:
        return None
    if place.kind != "cumulative":
        return place.tells(near[0], "in its sentence")
    counts = [place.tells(date, "in its sentence") for date in near if place.dates_a_count(date)]
    events = [place.tells(date, "in its sentence") for date in near if not place.dates_a_count(date)]
    if not (counts and events):
        return (counts or events)[0]
    basis = f"{counts[0].basis}; happened: {events[0].basis}"
    return Dating(events[0].event_date, counts[0].as_of, basis, counts[0].part)


def _ranked(dates: Iterable[DateSpan], place: _Place) -> list[DateSpan]:
    """The dates that can be meant, nearest first; of all but a running total only the first is asked for.

    Dates that cannot come first are passed over before anything is read that costs more than counting letters.
    """
    farthest: float = _TOO_FAR
    found: list[tuple[float, int, DateSpan]] = []
    start, end = place.span
    gaps = ((max(date.start - end, start - date.end, 0), date) for date in dates)
    for gap, date in sorted(gaps, key=lambda pair: (pair[0], pair[1].start)):
        discount = _DISCOUNT_OF_TOTALS if place.kind == "cumulative" else _DISCOUNT
        if gap * _share(date, place) - discount > farthest:
            continue
        if not _can_be_meant(date, place) or place.is_of_another_clause(date):
            continue
        distance = _distance(date, place)
        if distance <= farthest:
            found.append((distance, date.start, date))
            farthest = _TOO_FAR if place.kind == "cumulative" else distance
    return [date for _, _, date in sorted(found, key=lambda one: one[:2])]


def _share(date: DateSpan, place: _Place) -> float:
    """How much a character between counts: less for the date that opens a sentence or follows "said on"."""
    opens = date.start - place.sentence.start_char <= _OPENING and date.end <= place.span[0]
    return _NEARER if opens or (place.kind != "flow" and _lead(place.before(date)).said) else 1.0


def _can_be_meant(date: DateSpan, place: _Place) -> bool:
    if date.start < place.span[1] and date.end > place.span[0]:
        return False
    before = place.text[max(0, date.start - 30) : date.start]
    if _parted_by_insertion(date, place) or (date.start > place.span[1] and _AS_MANY_AS.search(before)):
        return False
    of_another = place.kind in ("rate", "other") and _SINCE_ANOTHER.search(place.before(date))
    if of_another or _is_of_earlier_value(date, place):
        return False
    if place.kind in ("stock", "rate", "other"):
        return date.kind not in ("since", "period", "decade", "century")
    return not (date.kind in ("decade", "century") and place.kind == "flow")


def _is_of_earlier_value(date: DateSpan, place: _Place) -> bool:
    """Whether the date is that of another number: the 2020 of "5%, up from 4% in 2020" is none of the 5%."""
    first = max(place.span[1], date.start - _OF_EARLIER_REACH)
    return date.start >= place.span[1] and bool(_OF_EARLIER_NUMBER.search(place.text, first, date.start))


def _parted_by_insertion(date: DateSpan, place: _Place) -> bool:
    """Whether an insertion between commas holds one and not the other: "the ship, built in 1991, had failed two"."""
    first, last = sorted(((date.start, date.end), place.span))
    if place.text.find(",", first[1], last[0]) < 0:
        return False
    start = max(place.sentence.start_char, first[0] - _LONGEST_INSERTION)
    if _INSERTION.search(place.text, start, first[0]):
        return True
    opens = _INSERTION.search(place.text, max(first[1] - 1, last[0] - _LONGEST_INSERTION), last[0])
    return opens is not None and _GOES_ON.match(place.text, last[1], place.sentence.end_char) is not None


def _of_the_earlier_value(dates: Iterable[DateSpan], place: _Place) -> DateSpan | None:
    """The rest of "up from five a day earlier", if the figure is the "five"."""
    if _UP_FROM.search(place.text[max(0, place.span[0] - 20) : place.span[0]]) is None:
        return None
    for date in dates:
        is_told = date.start >= place.span[1] and date.kind not in ("since", "until", "period")
        beside = is_told and _FEW_WORDS.fullmatch(place.text, place.span[1], date.start)
        if beside and _can_be_meant(date, place) and not place.is_of_another_clause(date):
            return date
    return None


def _distance(date: DateSpan, place: _Place) -> float:
    """How far a date is from the figure: characters between, more for each clause between and for others' dates."""
    first, last = sorted(((date.start, date.end), place.span))
    between = place.text[first[1] : last[0]]
    opens = date.start - place.sentence.start_char <= _OPENING and date.end <= place.span[0]
    said, as_of, preposition = _lead(place.before(date))
    distance = len(between) * _share(date, place) + 100 * (said and place.kind == "flow")
    if place.kind == "flow" or not said:
        distance += (10 if opens else 90) * len(_SUBORDINATE.findall(between[:400]))
    if date.start >= place.span[1] and len(between) <= 12 and _BESIDE.fullmatch(between):
        distance -= 80
    if place.kind != "flow" and as_of:
        distance -= 40
    if place.goes_on_with(date):
        distance -= 200
    if place.kind == "cumulative" and date.kind in ("since", "period"):
        distance -= 100
    if date.kind == "year" and not preposition:
        distance += 60
    return distance


def _in_row(place: _Place) -> Dating | None:
    index = place.block_index()
    if index is None or (block := place.document.blocks[index]).kind != "table_row":
        return None
    dates = [date for date in place.within(block.start_char, block.end_char) if _can_be_meant(date, place)]
    if not dates:
        return None
    nearest = min(dates, key=lambda date: (abs(date.start - place.span[0]), date.start))
    return place.tells(nearest, "in its row of the table", is_count=place.kind != "flow")


def _in_list_opening(place: _Place) -> Dating | None:
    index = place.block_index()
    if index is None or place.document.blocks[index].kind != "list_item":
        return None
    above = place.document.blocks[:index]
    opening = next((block for block in reversed(above) if block.kind != "list_item"), None)
    if opening is None or not place.text[opening.start_char : opening.end_char].rstrip().endswith(":"):
        return None
    for date in place.within(opening.start_char, opening.end_char):
        if _can_be_meant(date, place):
            return place.tells(date, "in the line that opens its list")
    return None


def _in_sentence_before(place: _Place) -> Dating | None:
    """A day in the sentence before, in the same paragraph, if this sentence goes on from it."""
    if place.kind not in ("flow", "cumulative", "stock"):
        return None
    sentences = place.document.sentences
    index = bisect_left(sentences, place.sentence.start_char, key=lambda sentence: sentence.start_char)
    if index == 0 or sentences[index - 1].block_id != place.sentence.block_id:
        return None
    before = sentences[index - 1]
    if not _POINTS_BACK.match(place.text, place.sentence.start_char):
        return None
    days = [
        date
        for date in place.within(before.start_char, before.end_char)
        if _can_be_meant(date, place) and date.kind not in ("year", "decade", "century", "since", "until", "period")
    ]
    if place.kind == "stock":
        days = [d for d in days if _AS_OF.search(place.text[max(0, d.start - 40) : d.start]) and as_day(d.iso)]
    return place.tells(days[0], "in the sentence before") if len({date.iso for date in days}) == 1 else None


def _in_heading(place: _Place) -> Dating | None:
    index = place.block_index()
    if index is None or place.kind in ("rate", "other", "cumulative"):
        return None
    if place.document.blocks[index].kind in ("heading", "question", "title"):
        return None
    above = place.document.blocks[:index]
    heading = next((block for block in reversed(above) if block.kind in ("heading", "question")), None)
    if heading is None:
        return None
    for date in place.within(heading.start_char, heading.end_char):
        precise = date.kind in ("day", "month", "weekday") and date.iso is not None
        if precise and _can_be_meant(date, place):
            return place.tells(date, "in the heading above")
    return None


def _since_what(place: _Place) -> Dating | None:
    """ "since the protests began": words for the beginning of a count that name no day."""
    said = place.search(_SINCE_WHAT) if place.kind == "cumulative" else None
    return Dating(basis=f"“{said[0]}” in its sentence: no date is given") if said else None


def _at_writing(place: _Place) -> Dating | None:
    if place.kind == "flow":
        return None
    said = place.search(_AT_WRITING)
    if said is None or (place.kind in ("other", "rate") and not place.is_near(said)):
        return None
    if as_day(place.published):
        return Dating(as_of=place.published, basis=f"“{said[0]}” in its sentence, at the article's date")
    return Dating(basis=f"“{said[0]}” in its sentence: the article has no date")


_LOOKS_WITHOUT_DATES = (_since_what, _at_writing)
_LOOKS = (_in_row, _in_sentence, _in_list_opening, _in_sentence_before, _since_what, _in_heading, _at_writing)
