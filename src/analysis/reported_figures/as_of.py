"""Which day a figure belongs to: the day a stock was counted, the day of the event that a flow tells of.

The nearest date that can be meant, looked for in this order: the figure's own clause and sentence, its row of a table,
the line that opens its list, the sentence before, the heading above. The article's own date is used only where a word
says that the figure holds at the time of writing ("still", "so far").
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from analysis.corpus.document import Block, Document, Sentence
from analysis.english.calendar import as_day
from analysis.english.dates import DateSpan, date_spans
from analysis.reported_figures import as_of_words as words
from analysis.reported_figures.as_of_place import OPENING, Answer, Place, lead

_TOO_FAR = 260
# A character to the date that opens the sentence counts less than one to others; the discounts of `_distance` together.
_NEARER = 0.3
_DISCOUNT = 320
_DISCOUNT_OF_TOTALS = 420


def as_of_and_event(
    document: Document, sentence: Sentence, figure_span: tuple[int, int], *, kind: str, published: str | None
) -> Answer:
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
    tuple
        `(event_date, as_of, basis)`. Dates are ISO 8601 of reduced precision or an interval ("2025-10-13/2025-10-15"
        for "earlier this week", "2020/.." for a count since 2020). A flow has an event date, a stock an as-of date, a
        running total may have both: what happened on Saturday, and the count that was given on Monday. Both None
        with a basis: there are words for the date, but they cannot be resolved. All None: no words at all.

    Misleads when
    -------------
    The nearest date belongs to something else in the sentence ("52 were freed after the talks of 9 September"); such
    dates are put behind others, but taken when they are the only ones near.
    """
    if kind == "duration":
        return None, None, None
    place = Place(document, sentence, figure_span, kind, published or _dateline_date(document))
    for look in _LOOKS if place.dates else _LOOKS_WITHOUT_DATES:
        found = look(place)
        if found is not None:
            return found
    return None, None, None


def _dateline_date(document: Document) -> str | None:
    for block in document.blocks:
        if block.kind == "dateline":
            for date in date_spans(document.text[block.start_char : block.end_char]):
                if as_day(date.iso):
                    return date.iso
    return None


def _in_sentence(place: Place) -> Answer | None:
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
    return events[0][0], counts[0][1], f"{counts[0][2]}; happened: {events[0][2]}"


def _ranked(dates: Iterable[DateSpan], place: Place) -> list[DateSpan]:
    """The dates that can be meant, nearest first; of all but a running total only the first is asked for.

    Dates that cannot come first are passed over before anything is read that costs more than counting letters.
    """
    farthest: float = _TOO_FAR
    found: list[tuple[float, int, DateSpan]] = []
    for gap, date in sorted(((_gap(date, place), date) for date in dates), key=lambda pair: (pair[0], pair[1].start)):
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


def _gap(date: DateSpan, place: Place) -> int:
    """Characters between a date and the figure."""
    return max(date.start - place.span[1], place.span[0] - date.end, 0)


def _share(date: DateSpan, place: Place) -> float:
    """How much a character between counts: less for the date that opens a sentence or follows "said on"."""
    opens = date.start - place.sentence.start_char <= OPENING and date.end <= place.span[0]
    return _NEARER if opens or (place.kind != "flow" and lead(place.before(date)).said) else 1.0


def _can_be_meant(date: DateSpan, place: Place) -> bool:
    if date.start < place.span[1] and date.end > place.span[0]:
        return False
    before = place.text[max(0, date.start - 30) : date.start]
    if _parted_by_insertion(date, place) or (date.start > place.span[1] and words.AS_MANY_AS.search(before)):
        return False
    if _is_of_earlier_value(date, place):
        return False
    if place.kind in ("rate", "other") and words.SINCE_ANOTHER.search(place.before(date)):
        return False
    if place.kind in ("stock", "rate", "other"):
        return date.kind not in ("since", "period", "decade", "century")
    return not (date.kind in ("decade", "century") and place.kind == "flow")


def _is_of_earlier_value(date: DateSpan, place: Place) -> bool:
    """Whether the date is that of another number: the 2020 of "5%, up from 4% in 2020" is none of the 5%."""
    if date.start < place.span[1]:
        return False
    first = max(place.span[1], date.start - words.OF_EARLIER_REACH)
    return words.OF_EARLIER_NUMBER.search(place.text, first, date.start) is not None


def _parted_by_insertion(date: DateSpan, place: Place) -> bool:
    """Whether an insertion between commas holds one and not the other: "the ship, built in 1991, had failed two"."""
    first, last = sorted(((date.start, date.end), place.span))
    if place.text.find(",", first[1], last[0]) < 0:
        return False
    start = max(place.sentence.start_char, first[0] - words.LONGEST_INSERTION)
    if words.INSERTION.search(place.text, start, first[0]):
        return True
    opens = words.INSERTION.search(place.text, max(first[1] - 1, last[0] - words.LONGEST_INSERTION), last[0])
    return opens is not None and words.GOES_ON.match(place.text, last[1], place.sentence.end_char) is not None


def _of_the_earlier_value(dates: Iterable[DateSpan], place: Place) -> DateSpan | None:
    """The rest of "up from five a day earlier", if the figure is the "five"."""
    if words.UP_FROM.search(place.text[max(0, place.span[0] - 20) : place.span[0]]) is None:
        return None
    for date in dates:
        is_told = date.start >= place.span[1] and date.kind not in ("since", "until", "period")
        if is_told and words.FEW_WORDS.fullmatch(place.text, place.span[1], date.start):
            meant = _can_be_meant(date, place) and not place.is_of_another_clause(date)
            if meant:
                return date
    return None


def _distance(date: DateSpan, place: Place) -> float:
    """How far a date is from the figure: characters between, more for each clause between and for others' dates."""
    first, last = sorted(((date.start, date.end), place.span))
    between = place.text[first[1] : last[0]]
    opens = date.start - place.sentence.start_char <= OPENING and date.end <= place.span[0]
    said, as_of, preposition = lead(place.before(date))
    distance = len(between) * _share(date, place)
    if place.kind == "flow" or not said:
        distance += (10 if opens else 90) * len(words.SUBORDINATE.findall(between[:400]))
    if said and place.kind == "flow":
        distance += 100
    if date.start >= place.span[1] and len(between) <= 12 and words.BESIDE.fullmatch(between):
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


def _in_row(place: Place) -> Answer | None:
    block = place.block()
    if block is None or block.kind != "table_row":
        return None
    dates = [date for date in place.within(block.start_char, block.end_char) if _can_be_meant(date, place)]
    if not dates:
        return None
    nearest = min(dates, key=lambda date: (abs(date.start - place.span[0]), date.start))
    return place.tells(nearest, "in its row of the table", is_count=place.kind != "flow")


def _in_list_opening(place: Place) -> Answer | None:
    index = place.block_index()
    if index is None or place.document.blocks[index].kind != "list_item":
        return None
    blocks = place.document.blocks
    while index >= 0 and blocks[index].kind == "list_item":
        index -= 1
    if index < 0 or not place.text[blocks[index].start_char : blocks[index].end_char].rstrip().endswith(":"):
        return None
    opening = blocks[index]
    for date in place.within(opening.start_char, opening.end_char):
        if _can_be_meant(date, place):
            return place.tells(date, "in the line that opens its list")
    return None


def _in_sentence_before(place: Place) -> Answer | None:
    """A day in the sentence before, in the same paragraph, if this sentence goes on from it."""
    if place.kind not in ("flow", "cumulative", "stock"):
        return None
    sentences = place.document.sentences
    index = bisect_left(sentences, place.sentence.start_char, key=lambda sentence: sentence.start_char)
    if index == 0 or sentences[index - 1].block_id != place.sentence.block_id:
        return None
    before = sentences[index - 1]
    if not words.POINTS_BACK.match(place.text, place.sentence.start_char):
        return None
    days = [
        date
        for date in place.within(before.start_char, before.end_char)
        if _can_be_meant(date, place) and date.kind not in ("year", "decade", "century", "since", "until", "period")
    ]
    if place.kind == "stock":
        days = [d for d in days if words.AS_OF.search(place.text[max(0, d.start - 40) : d.start]) and as_day(d.iso)]
    return place.tells(days[0], "in the sentence before") if len({date.iso for date in days}) == 1 else None


def _in_heading(place: Place) -> Answer | None:
    index = place.block_index()
    if index is None or place.kind in ("rate", "other", "cumulative"):
        return None
    if place.document.blocks[index].kind in ("heading", "question", "title"):
        return None
    heading = next((block for block in _upwards(place.document, index) if block.kind in ("heading", "question")), None)
    if heading is None:
        return None
    for date in place.within(heading.start_char, heading.end_char):
        precise = date.kind in ("day", "month", "weekday") and date.iso is not None
        if precise and _can_be_meant(date, place):
            return place.tells(date, "in the heading above")
    return None


def _upwards(document: Document, index: int) -> Iterator[Block]:
    return (document.blocks[place] for place in range(index - 1, -1, -1))


def _since_what(place: Place) -> Answer | None:
    """ "since the protests began": words for the beginning of a count that name no day."""
    if place.kind != "cumulative":
        return None
    said = place.search(words.SINCE_WHAT)
    return (None, None, f"“{said[0]}” in its sentence: no date is given") if said else None


def _at_writing(place: Place) -> Answer | None:
    if place.kind == "flow":
        return None
    said = place.search(words.AT_WRITING)
    if said is None or (place.kind in ("other", "rate") and not place.is_near(said)):
        return None
    if as_day(place.published):
        return None, place.published, f"“{said[0]}” in its sentence, at the article's date"
    return None, None, f"“{said[0]}” in its sentence: the article has no date"


_LOOKS_WITHOUT_DATES = (_since_what, _at_writing)
_LOOKS = (_in_row, _in_sentence, _in_list_opening, _in_sentence_before, _since_what, _in_heading, _at_writing)
