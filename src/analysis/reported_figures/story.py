"""The day of a count that has none in its words: the story's event that it refers to, or the article's own day.

"The quake killed 40" takes the day on which the article puts the quake, if it puts it on one day only; what else
happened to people in the course of the story ("police arrested 12") takes the one day that the lead tells of. A stock
or a toll that the article tells as of now holds at the article's day. Background has neither: other events, other
years, forecasts, habits, comparisons, a past before the past.
"""

import re
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from analysis.english.calendar import as_day, window
from analysis.english.dates import DateSpan
from analysis.english.nouns import plural
from analysis.english.word_lists import any_of, word_sets, word_table
from analysis.reported_figures.comparisons import is_compared, is_in_comparison
from analysis.reported_figures.meant import is_aside
from analysis.reported_figures.place import TOLL_MOVES, Dating, Place, dated

_KIND = {word: value.split()[0] for word, value in word_table("events").items()}
_KIND |= word_table("told_events", package=__package__)
_KINDS = _KIND | {plural(word): kind for word, kind in _KIND.items()}
_EVENT = re.compile(rf"(?<![\w’'-]){any_of(_KINDS, any_case=True)}\b(?!-)")
_BACKGROUND = word_sets("background", package=__package__)
_OPEN_WORDS, _HABITS, _PASTS, _AFTERMATHS = (
    any_of(_BACKGROUND[key], any_case=True) for key in ("open", "habit", "past", "aftermath")
)
_PAST = re.compile(rf"\b{_PASTS}\b")
_OPEN = re.compile(rf"\b(?:{_OPEN_WORDS}|(?:is|are|was|were) to)\b", re.IGNORECASE)
_HABIT = re.compile(rf"\b(?:{_HABITS}|an? (?:day|week|month|year))\b", re.IGNORECASE)
_AFTERMATH = re.compile(rf"\b{_AFTERMATHS}\b")
_OTHER = _BACKGROUND["other"]
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "its", "their"))
_INDEFINITE = frozenset(("a", "an", "any", "no", "some", "one"))
# What a report tells in the past perfect is the past of the report: "said 31 people had been killed".
_REPORTED = re.compile(
    r"\b(?:said|told|reported|announced|confirmed|counted|estimated|according to|added|wrote|tweeted)\b", re.IGNORECASE
)
_LONG_PAST = re.compile(
    r"\bhad (?:then|once|already|previously|earlier)\b|\bat the time\b|\bin those days\b", re.IGNORECASE
)
# "A year after a storm killed 200".
_LONG_AFTER = re.compile(r"\b(?:months?|years?|decades?) (?:after|since)\b", re.IGNORECASE)
# "A day after five bodies were found", right before the number.
_DAYS_AFTER = re.compile(r"\b(?:hours?|days?|weeks?) (?:after|before|earlier)\b[^,;.]{0,60}$", re.IGNORECASE)
# "Faces questions following the collision that killed 67 people and the crash that killed".
_THAT_KILLED = re.compile(
    r"\b(?:following|since|like|unlike|amid|recalling) (?:the|an?) [^.;]{0,260}?"
    r"\bthat (?:killed|injured|left|claimed|wounded)(?: [^.;]{0,60})?$"
)
_AT_NOW = re.compile(
    r"\b(?:is|are|has|have|['’]ve|remains?|stands?|continues?|holds?|houses?|shelters?)\b", re.IGNORECASE
)
# "Officials said 60 people were missing": the present of the report, told in the past.
_WAS_NOW = re.compile(r"\b(?:was|were|remained|stood)\b(?! (?:been|being)\b)", re.IGNORECASE)
_BEFORE_CLAUSE = re.compile(
    r"[;:\u2014]|,(?!\d)|\b(?:but|while|although|though|after|when|because|that|which|who|where)\b"
)
_AFTER_CLAUSE = re.compile(
    r"[;:\u2014.]|,(?!\d)|\b(?:but|while|although|though|as|after|when|because)\b"
    r"|\band (?:it|he|she|they|is|was|will|said|the|that|would|could|may)\b"
)
_ENDS = re.compile(r"[.!?](?=\s)|[;\n]")
# Between a day and the event that it names: "Tuesday's deadly quake", "the September 7 quake".
_NAMED = re.compile(
    r"(?:['’]s?)?(?:[ ](?!(?:over|after|before|for|of|about|amid|against|to|from|with|since|and|but|said)\b)"
    r"[\w.-]{1,20}){0,3}[ ]"
)
# Between an event and its day: "the quake struck the coast on Tuesday".
_TOLD_OFF = re.compile(
    r"\b(?:said|says|told|announced|reported|confirmed|stated|added|declared|after|before|since|until|than|compared|when|anniversary|rose|risen|climbed|raised|"
    r"jumped|which|who|that|as|toll|searching|continued|(?:up|down) from|against|versus)\b|[;()\u2013\u2014]",
    re.IGNORECASE,
)
_LONGEST_LINK = 120
_RECENT_DAYS = 45
_LEAD_SENTENCES = 4
# The title and two sentences say when the story happened, in the week before; its course is told in so many sentences.
_SHORTEST_STORY = 18
_STORY_SENTENCES, _STORY_DAYS, _COURSE_SENTENCES = 3, 7, 25
# What can be counted of an event long after it: the count is of the day of the report.
_DISASTERS = frozenset("quake attack crash fire storm flood slide fall sinking clash".split())
# What happens in the course of an event.
_COURSE = frozenset("killed injured arrested rescued released evacuated protesting".split())
_KIND_OF_MEASURE = {"protesting": "protest", "released": "release", "arrested": "arrest"}
_LENGTH_OF_DAY = len("2025-09-11")


class _Mention(NamedTuple):
    """An event named: where, of which kind, whether as one known or another, and the day that the words give it."""

    start: int
    end: int
    kind: str
    is_the: bool
    is_other: bool
    iso: str | None
    said: str


class _Story(NamedTuple):
    """The events of an article, the days it puts each kind on, the kinds that its lead tells of and those it dates."""

    mentions: tuple[_Mention, ...]
    days: dict[str, dict[str, str]]
    lead: frozenset[str]
    lead_days: frozenset[str]


def of_the_story(place: Place, measure: str | None) -> Dating | None:
    """The day of the event that a count refers to, and the article's own day of a stock or a toll.

    None for what is no count of something measured, for background, and where nothing in the article decides.
    """
    if measure is None or place.kind not in ("stock", "flow", "cumulative") or is_background(place):
        return None
    lead_end = _end_of_lead(place)
    story = _story(place.text, place.published, lead_end)
    first, last = (bisect_left(story.mentions, at, key=lambda one: one.start) for at in place.reach())
    here = [one for one in story.mentions[first:last] if not is_aside(one.start, place)]
    if any(one.is_other for one in here):
        return None
    event = (
        None if place.kind == "stock" else _event_meant(place, story, here, measure, in_lead=place.span[0] < lead_end)
    )
    counted = _at_articles_day(place, story, here, measure)
    if event is None and counted is None and not any(one.is_the for one in here):
        event = _on_the_day_of_the_story(place) if measure in _COURSE and story.lead else None
    if event is None or counted is None:
        return event or counted
    return Dating(event.event_date, counted.as_of, f"{counted.basis}; happened: {event.basis}")


def _on_the_day_of_the_story(place: Place) -> Dating | None:
    """The one day that the title and the lead tell of, for what happened in the course of it.

    "Teachers marched on Tuesday. … Police detained 41 people." Not where the words before the figure lead to another
    time, nor where the lead tells of two days.
    """
    sentences = place.document.sentences
    at = bisect_left(sentences, place.sentence.start_char, key=lambda sentence: sentence.start_char)
    index = place.block_index()
    before = min(sentences[at - 1].start_char if at else 0, place.document.blocks[index or 0].start_char)
    others = place.within(place.sentence.start_char, place.sentence.end_char)
    if place.kind == "stock" or not all(is_aside(date.start, place) for date in others):
        return None
    sentence = sentences[min(len(sentences), _STORY_SENTENCES) - 1]
    if _AFTERMATH.search(place.text, 0, sentence.end_char):
        return None
    told = _days_of_lead(place)
    if len({date.iso for date in told}) != 1 or at > _COURSE_SENTENCES:
        return None
    day = told[0]
    if any(date.iso != day.iso and not place.lead(date).said for date in place.within(before, place.span[0])):
        return None
    return Dating(day.iso, None, f"the one day that the lead tells of: “{' '.join(day.surface.split())}”")


def _days_of_lead(place: Place) -> list[DateSpan]:
    """The days of the last week, in the title and the first two sentences, on which something happened."""
    today = as_day(place.published)
    found = []
    for sentence in place.document.sentences[:_STORY_SENTENCES]:
        for date in place.within(sentence.start_char, sentence.end_char):
            day = as_day(date.iso)
            if day is None or date.kind not in ("day", "weekday", "relative") or place.is_day_of_telling(date):
                continue
            if sentence.end_char - sentence.start_char - len(date.surface) < _SHORTEST_STORY:
                continue  # the line that dates the page
            is_recent = today is not None and 0 <= (today - day).days <= _STORY_DAYS
            if is_recent and not is_in_comparison(date.start, sentence, place.text):
                found.append(date)
    return found


def is_background(place: Place) -> bool:
    """Whether a figure is of another time than the article's story, or not (yet) so: a forecast, a habit.

    Misleads when
    -------------
    The words that say so stand in another sentence.
    """
    if is_not_so(place) or place.search(_LONG_PAST) or place.search(_LONG_AFTER):
        return True
    if _DAYS_AFTER.search(place.text, place.reach()[0], place.span[0]):
        return True
    if _THAT_KILLED.search(place.text, place.reach()[0], place.span[0]):
        return True
    past = _PAST.search(" ".join(_clause(place)))
    if past and not (past[0].lower() == "had" and place.search(_REPORTED)):
        return True
    return any(_is_of_another_time(date, place) for date in place.near() if not is_aside(date.start, place))


def is_not_so(place: Place) -> bool:
    """Whether a figure is of what is not (yet), of what is every day or year so, or of what is compared with."""
    before, after = _clause(place)
    said = f"{before} {after}"
    return bool(_OPEN.search(said) or _HABIT.search(said)) or is_compared(place)


def _is_of_another_time(date: DateSpan, place: Place) -> bool:
    today, covered = as_day(place.published), window(date.iso)
    if date.kind in ("decade", "century", "since", "period"):
        return date.kind != "period"
    if today is None or covered is None or covered[1] is None:
        return covered is not None and date.kind in ("year", "month")
    return (today - covered[1]).days > _RECENT_DAYS or (covered[0] is not None and covered[0] > today)


def _clause(place: Place) -> tuple[str, str]:
    """The words of the figure's clause before it and after it."""
    low, high = place.reach()
    before = _BEFORE_CLAUSE.split(place.text[low : place.span[0]])[-1]
    ending = _AFTER_CLAUSE.search(place.text, place.span[1], high)
    return before, place.text[place.span[1] : ending.start() if ending else high]


def _event_meant(place: Place, story: _Story, here: list[_Mention], measure: str, *, in_lead: bool) -> Dating | None:
    """The one day of the event that the sentence names as known, or that its measure is the telling of."""
    kinds = [one.kind for one in here if one.is_the or one.iso]
    own = _KIND_OF_MEASURE.get(measure)
    if own in story.lead_days and place.kind == "flow" and (in_lead or own == "protest"):
        kinds.append(own)
    for kind in kinds:
        days = story.days.get(kind, {})
        if len(days) == 1:
            ((iso, said),) = days.items()
            return Dating(iso, None, f"the day of the event that it refers to: “{said}”")
        if days:
            return None
    return None


def _at_articles_day(place: Place, story: _Story, here: list[_Mention], measure: str) -> Dating | None:
    """A stock told in the present, and the toll of the event that the article reports."""
    if place.kind == "flow" or as_day(place.published) is None:
        return None
    before, after = _clause(place)
    index = place.block_index()
    is_title = index is not None and place.document.blocks[index].kind == "title"
    if (
        TOLL_MOVES.search(before)
        or _AT_NOW.search(before)
        or _AT_NOW.search(after)
        or (is_title and place.kind in ("stock", "cumulative"))
    ):
        return Dating(None, place.published, "at the article's date: told as of now")
    is_told = place.kind == "stock" and (_WAS_NOW.search(before) or _WAS_NOW.search(after))
    if is_told and place.search(_REPORTED):
        return Dating(None, place.published, "at the article's date: told as of now")
    is_its = story.lead & _DISASTERS and all(one.kind in story.lead for one in here if one.kind in _DISASTERS)
    if place.kind == "cumulative" and is_its and measure not in _KIND_OF_MEASURE:
        return Dating(None, place.published, "at the article's date: the toll of the event that it reports")
    return None


def _end_of_lead(place: Place) -> int:
    """Where the title and the first sentences of the text end."""
    told = place.document.sentences[:_LEAD_SENTENCES]
    return told[-1].end_char if told else 0


@lru_cache(maxsize=4)
def _story(text: str, published: str | None, lead_end: int) -> _Story:
    mentions = []
    place, (dates, _) = 0, dated(text, published)
    for noun in _EVENT.finditer(text):
        while place < len(dates) and dates[place].start < noun.start() - _LONGEST_LINK:
            place += 1
        mentions.append(_mention(text, noun, dates[place : place + 6]))
    days: dict[str, dict[str, str]] = {}
    today = as_day(published)
    for one in mentions:
        day = as_day(one.iso)
        if day and not one.is_other and (today is None or 0 <= (today - day).days <= _RECENT_DAYS):
            days.setdefault(one.kind, {}).setdefault(one.iso or "", one.said)
    lead = frozenset(one.kind for one in mentions if one.start < lead_end and not one.is_other)
    told = frozenset(one.kind for one in mentions if one.start < lead_end and one.iso in days.get(one.kind, {}))
    return _Story(tuple(mentions), days, lead, told)


def _mention(text: str, noun: re.Match[str], dates: tuple[DateSpan, ...]) -> _Mention:
    start, end = noun.span()
    is_the, is_other, opens = _determined(text, start)
    date = _day_before(text, start, dates) or (None if is_other else _day_after(text, end, dates))
    iso = date.iso if date else None
    if date and len(iso or "") != _LENGTH_OF_DAY:
        is_other = True  # "the 2003 quake": told by its year, it is not the article's
    first, last = (min(date.start, opens), max(date.end, end)) if date else (start, end)
    said = " ".join(text[first:last].split())
    return _Mention(start, end, _KINDS[noun[0].lower()], is_the or date is not None, is_other, iso, said)


def _determined(text: str, start: int) -> tuple[bool, bool, int]:
    """Whether the words before a noun make it a known one or another one, and where they open."""
    is_named = False
    at = start
    opens_line = max(start - 60, text.rfind("\n", 0, start) + 1)
    for word in reversed(text[opens_line:start].split()[-5:]):
        if word.endswith((".", "!", "?")) and "." not in word[:-1]:
            break  # the end of the sentence before
        at = text.rfind(word, 0, at)
        low = word.lower().strip(",.“\"‘'")
        if low in _OTHER:
            return False, True, at
        if low in _DEFINITE:
            return not is_named, is_named, at
        if low in _INDEFINITE:
            return False, False, at
        if word.endswith(("'s", "’s")):
            return False, False, at
        if not low.replace("-", "").replace(".", "").isalnum() or word[-1] in ",;:":
            break
        is_named |= word[:1].isupper() and low.isalpha() and len(low) > 2 and at > 0
    return False, False, start


def _day_before(text: str, start: int, dates: tuple[DateSpan, ...]) -> DateSpan | None:
    """ "Tuesday's quake", "the 12 May attack", "On Saturday a quake"."""
    for date in reversed(dates):
        if date.end <= start and start - date.end <= 60 and _NAMED.fullmatch(text, date.end, start):
            return date
    return None


def _day_after(text: str, end: int, dates: tuple[DateSpan, ...]) -> DateSpan | None:
    """ "The quake struck the coast on Tuesday", "the quake of 12 May"."""
    for date in dates:
        if date.start < end:
            continue
        between = text[end : date.start]
        if len(between) > _LONGEST_LINK or _ENDS.search(between) or _TOLD_OFF.search(between):
            return None
        if date.kind in ("since", "until", "period", "clock"):
            return None
        return date
    return None
