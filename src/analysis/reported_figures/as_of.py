"""Which day a figure belongs to: the day a stock was counted, the day of the event that a flow tells of.

The nearest date that can be meant, looked for in this order: the figure's own clause and sentence, its row of a table,
the line that opens its list, the sentence before, the heading above. A count of people without any takes the day of the
event that it refers to, and a stock or a toll the article's own day.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from analysis.corpus.document import Document, Sentence
from analysis.english.calendar import as_day, window
from analysis.english.dates import date_spans
from analysis.reported_figures.comparisons import is_of_compared_number
from analysis.reported_figures.meant import can_be_meant, is_of_record, of_its_own, ranked
from analysis.reported_figures.place import Dating, Place, together
from analysis.reported_figures.story import is_not_so, of_the_story

_AT_WRITING = re.compile(
    r"\b(?:still|currently|at present|presently|now(?! (?:known|called|named|referred|dubbed|defunct)\b)|"
    r"to date|so far|thus far|today|remains?|"
    r"(?<!the )remaining(?! \d)|continues? to)\b",
    re.IGNORECASE,
)
_AS_OF = re.compile(r"\b(?:as (?:of|at)|by|until|on)\s(?:the\s)?(?:late\s|end\sof\s)?$", re.IGNORECASE)
_SINCE_WHAT = re.compile(r"\bsince(?:[ ][\w’'-]{1,20}){1,4}", re.IGNORECASE)
_ARTICLES_DAY = "at the article's date"
_POINTS_BACK = re.compile(
    r"[\"“‘']?\s?(?:at least|more than|over|about|some|nearly|around|another|a further|of (?:them|those|these)|they|"
    r"those|these|the|among|also|\d|one|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|thousands)\b",
    re.IGNORECASE,
)


def as_of_and_event(
    document: Document,
    sentence: Sentence,
    figure_span: tuple[int, int],
    *,
    kind: str,
    published: str | None,
    measure: str | None = None,
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
    measure
        What it counts, if it is a count of something measured: only such a one takes the day of the story.
    published
        The article's date; without one the date of its dateline is used, if it has one.

    Returns
    -------
    Dating
        Dates are ISO 8601 of reduced precision or an interval ("2025-10-13/2025-10-15"
        for "earlier this week", "2020/.." for a count since 2020). A flow has an event date, a stock an as-of date, a
        running total may have both: what happened on Saturday, and the count that was given on Monday. Both None
        with a basis: there are words for the date, but they cannot be resolved. All None: no words at all. A flow
        told on a day ("police said on Sunday that 40 were held") has only the as-of date of its telling.

        The basis is “WORDS” and where they stand: in its sentence, its row of the table, the line that opens its list,
        the sentence before, the heading above; or "at the article's date: told as of now", "at the article's date: the
        toll of the event that it reports", "the day of the event that it refers to: “WORDS”", "the one day
        that the lead tells of: “WORDS”". "; happened: " parts the basis of the count from that of the event.

    Misleads when
    -------------
    The nearest date belongs to something else in the sentence ("52 were freed after the talks of 9 September"); such
    dates are put behind others, but taken when they are the only ones near.
    """
    if kind == "duration":
        return Dating()
    place = Place(document, sentence, figure_span, kind, published or _dateline_date(document))
    for look in _LOOKS if place.dates else _LOOKS_WITHOUT_DATES:
        found = look(place)
        if found is not None:
            return found
    return of_the_story(place, measure) or Dating()


def date_titles(document: Document, rows: Sequence[dict[str, Any]]) -> None:
    """Let a number of the title have the days that the text gives the same number.

    "At least 31 dead as ferry sinks" over "31 people died on Saturday": Saturday's, whenever the article came out.
    """
    titles = [(block.start_char, block.end_char) for block in document.blocks if block.kind == "title"]
    for row in rows:
        if not any(start <= row["start_char"] < end for start, end in titles):
            continue
        if row["as_of_basis"] and not row["as_of_basis"].startswith(_ARTICLES_DAY):
            continue
        same = next((one for one in rows if one["start_char"] > row["end_char"] and _is_same_number(row, one)), None)
        if same is not None:
            row |= {column: same[column] for column in ("event_date", "as_of", "as_of_part")}
            row["as_of_basis"] = f"{same['as_of_basis']}, of the same number in the text"


def _is_same_number(title: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether a later figure is the title's and has a day of its own."""
    if (title["value"], title["unit"], title["status"]) != (other["value"], other["unit"], other["status"]):
        return False
    counts = "measure" if title["measure"] else "head"
    is_dated = other["event_date"] or other["as_of"]
    basis = other["as_of_basis"] or ""
    return bool(title[counts] and title[counts] == other[counts] and is_dated and not basis.startswith(_ARTICLES_DAY))


def _dateline_date(document: Document) -> str | None:
    for block in document.blocks:
        if block.kind == "dateline":
            for date in date_spans(document.text[block.start_char : block.end_char]):
                if as_day(date.iso):
                    return date.iso
    return None


def _in_sentence(place: Place) -> Dating | None:
    dates = place.near()
    own = of_its_own(place, dates)
    if own is not None:
        return place.tells(own, "in its sentence", is_count=place.kind != "flow")
    near = ranked(place, dates)
    if not near:
        return None
    if place.kind != "cumulative":
        return place.tells(near[0], "in its sentence")
    counts = [date for date in near if place.dates_a_count(date)]
    events = [date for date in near if not place.dates_a_count(date)]
    if not (counts and events):
        return _so_far(place.tells(near[0], "in its sentence"), place)
    count, event = (place.tells(dates[0], "in its sentence") for dates in (counts, events))
    return together(count, event, published=place.published, is_weekday=counts[0].kind == "weekday")


def _so_far(dating: Dating, place: Place) -> Dating:
    """ "700 have been arrested so far this year": this year's, as of the article's day."""
    covered, today = window(dating.event_date), as_day(place.published)
    said = place.search(_SO_FAR)
    if said is None or today is None or covered is None or not (covered[0] and covered[0] <= today):
        return dating
    if covered[1] is not None and covered[1] < today:
        return dating
    return dating._replace(as_of=place.published, basis=f"{dating.basis}; “{said[0]}”, at the article's date")


_SO_FAR = re.compile(r"\b(?:so far|to date|thus far)\b", re.IGNORECASE)


def _in_row(place: Place) -> Dating | None:
    index = place.block_index()
    if index is None or (block := place.document.blocks[index]).kind != "table_row":
        return None
    dates = [date for date in place.within(block.start_char, block.end_char) if can_be_meant(date, place)]
    if not dates:
        return None
    nearest = min(dates, key=lambda date: (abs(date.start - place.span[0]), date.start))
    return place.tells(nearest, "in its row of the table", is_count=place.kind != "flow")


def _in_list_opening(place: Place) -> Dating | None:
    index = place.block_index()
    if index is None or place.document.blocks[index].kind != "list_item":
        return None
    above = place.document.blocks[:index]
    opening = next((block for block in reversed(above) if block.kind != "list_item"), None)
    if opening is None or not place.text[opening.start_char : opening.end_char].rstrip().endswith(":"):
        return None
    for date in place.within(opening.start_char, opening.end_char):
        if can_be_meant(date, place):
            return place.tells(date, "in the line that opens its list")
    return None


_NOW = re.compile(r"\b(?:is|are|stands at|has|have) now\b")
# What had happened by then may have happened before the day of the sentence before.
_HAD_BEEN = re.compile(r"\bhad (?:been|already)\b", re.IGNORECASE)


def _in_sentence_before(place: Place) -> Dating | None:
    """A day in the sentence before, in the same paragraph, if this sentence goes on from it."""
    if place.kind not in ("flow", "cumulative", "stock"):
        return None
    sentences = place.document.sentences
    index = bisect_left(sentences, place.sentence.start_char, key=lambda sentence: sentence.start_char)
    if index == 0 or sentences[index - 1].block_id != place.sentence.block_id:
        return None
    before = sentences[index - 1]
    if _HAD_BEEN.search(place.text, place.sentence.start_char, place.sentence.end_char) and not _HAD_BEEN.search(
        place.text, before.start_char, before.end_char
    ):
        return None  # "They came home on Thursday. 40 people had been evacuated, he said."
    if place.kind == "cumulative" and place.search(_NOW):
        return None  # "Ten died on Thursday. The total is now 8,775"
    if not _POINTS_BACK.match(place.text, place.sentence.start_char):
        return None
    days = [
        date
        for date in place.within(before.start_char, before.end_char)
        if can_be_meant(date, place)
        and date.kind not in ("year", "decade", "century", "since", "until", "period")
        and not is_of_compared_number(date.start, before, place.text)
    ]
    if place.kind == "stock":
        days = [d for d in days if _AS_OF.search(place.text[max(0, d.start - 40) : d.start]) and as_day(d.iso)]
    return place.tells(days[0], "in the sentence before") if len({date.iso for date in days}) == 1 else None


def _in_heading(place: Place) -> Dating | None:
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
        if precise and can_be_meant(date, place):
            return place.tells(date, "in the heading above")
    return None


def _since_what(place: Place) -> Dating | None:
    """ "since the protests began": words for the beginning of a count that name no day."""
    said = place.search(_SINCE_WHAT) if place.kind == "cumulative" else None
    if said is None or is_of_record(place.text, said.start()):
        return None
    return Dating(basis=f"“{said[0]}” in its sentence: no date is given")


def _at_writing(place: Place) -> Dating | None:
    if place.kind == "flow":
        return None
    said = place.search(_AT_WRITING)
    if said is None or (place.kind in ("other", "rate") and not place.is_near(said)):
        return None
    if is_not_so(place):
        return None
    if as_day(place.published):
        return Dating(as_of=place.published, basis=f"“{said[0]}” in its sentence, at the article's date")
    return Dating(basis=f"“{said[0]}” in its sentence: the article has no date")


_LOOKS_WITHOUT_DATES = (_since_what, _at_writing)
_LOOKS = (_in_row, _in_sentence, _in_list_opening, _in_sentence_before, _since_what, _in_heading, _at_writing)
