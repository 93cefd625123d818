"""Which dates of a sentence can be meant for a figure, and which of them is nearest.

A comparison keeps its dates to itself ("40,000 marched, compared to 26,000 on 19 January"), and so does what stands
between dashes or brackets; a record's "since 2005" dates what it is compared with; no event lies after the article's
own day unless the sentence speaks of the future.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from analysis.english.calendar import as_day, window
from analysis.english.date_context import looks_ahead
from analysis.english.dates import DateSpan
from analysis.english.nouns import singular
from analysis.english.word_lists import any_of, word_table
from analysis.reported_figures import changes
from analysis.reported_figures.comparisons import comparisons, is_compared
from analysis.reported_figures.place import SUBORDINATE, Place

_REVISES = re.compile(
    r"\b(?:raised|lowered|revised|cut|put|brought|increased|reduced|updated)\b(?:[^.;]|\.\d){0,90}$", re.IGNORECASE
)
_YEAR_ON_YEAR = re.compile(r"\b(?:from|than|over|on|with|to) (?:the )?$")
# "A year earlier", "in the same quarter last year": when a number was, with which another one is compared.
_YEAR_BEFORE = re.compile(r"\b(?:year|quarter|month)s? (?:earlier|before|prior|previously)$", re.IGNORECASE)
_SAME_TIME = re.compile(
    r"\bthe same (?:time|period|stage|point|quarter|month|week|day|half)(?: (?:in|of))? (?:the )?$", re.IGNORECASE
)
_SINCE_THEN = re.compile(r" from (?:the )?(?:(?:end|start|beginning|middle) of )?$")
# "Demanded a rerun of Sunday's vote": the day of what a number's people are told to think of.
_ABOUT = re.compile(r"(?: \S+){3,} (?:of|against|about|over|before|to|with|than|for) (?:the )?$")
# "The record, which was set in 2022, was broken".
_SET_THEN = re.compile(r"\b(?:which|that) (?:was|were|had been) \w{2,12} (?:in|on) $")
# "Has passed that of 2022".
_THAN = re.compile(r"\bthan (?:(?:on|in|at) )?$")
_THAT_OF = re.compile(r"\b(?:that|those) (?:of|in|for) $")
_TOLD_OF = re.compile(r"\b([a-zA-Z’'-]{1,30}),? (?:which|who|whose|where) (?:[^,;.“”]{0,80})$")
_EVENTS = frozenset(word_table("events"))
_LENGTH_OF_DAY = len("2025-09-11")
# "40 were killed, and the ministry on Monday put it at 52": the next clause's telling; "2022's figure": a number's own.
_TOLD_NEXT = re.compile(r"(?:[^.;:“”]|\.\d){3,200}?, (?:and|while|but) ")
_ITS_NUMBER = re.compile(
    r"(?:['’]s|(?<=['’]s)) (?:figure|total|toll|tally|number|record|level|count|rise|fall|drop|gain|increase|decline"
    r"|rate|reading)s?\b"
)
_SUPERLATIVE = re.compile(
    r"\b(?:[a-z]{3,12}est|(?<!at )(?<!At )(?:most|least)|worst|best|first|record|"
    r"highs?|lows?|any|only|unseen|time)\b(?:[^.;]|\.\d){0,60}$",
    re.IGNORECASE,
)
_LONGEST_INSERTION, _LONGEST_AFTER, _LONGEST_BESIDE = 90, 60, 18
_INSERTION = re.compile(
    r"\w, (?:which|who|whose|(?:(?:first|last|newly|originally) )?(?:born|built|begun|won|made(?: public)?|bought"
    r"|\w{2,12}ed)(?= in | on | \w{3,6}day\b| last | this | yesterday| earlier| today))\s(?:[^,;()]|,(?=\d)){0,80}$"
)
_BETWEEN_MARKS = re.compile(r"[ ]([\u2013\u2014]|--?)[ ][^;\u2013\u2014]{3,240}?[ ]\1[ ]|\([^()]{25,240}\)")
# "$5.2bn (third quarter 2024: $5.9bn)": what is in the brackets has a number of its own.
_OF_ANOTHER = re.compile(r":\s?[~$€£]?\d")
# "On the 31st – 40 people": the dash leads from the date to its number.
_DASH = re.compile(r"\s?[\u2013\u2014:-]\s?(?:about |some |around |nearly |over |at least |more than )?")
# "A 2003 quake": an event by its year; a number before it is not its own, but for "in the 2003 quake".
_EVENT_BEFORE = re.compile(r"\b(?:the|an?|that|this|\w+['’]s) (?:\w+ )?$", re.IGNORECASE)
_WITHIN_EVENT = re.compile(r"\b(?:in|during|by|from) (?:the|an?|that|this|\w+['’]s) (?:\w+ )?$", re.IGNORECASE)
_BESIDE_EVENT = re.compile(
    r"\b(?:after|before|under|anniversary of|following|unlike|like|than|to) (?:the|an?|that|this|\w+['’]s) (?:\w+ )?$",
    re.IGNORECASE,
)
# "The same scale as the Brask earthquake of 1935".
_LIKE_EVENT_OF = re.compile(
    r"\b(?:as|like|unlike|than|to|after|before|since|with|following|recalling|echoing|rivalling) (?:the|an?|that) "
    r"(?:[\w’-]{2,20} ){1,4}(?:of|in) $",
    re.IGNORECASE,
)
_NOUN = re.compile(r"[ ](?:[A-Z][a-z]+ )?[a-z]{3,}")
# "On Friday 73 people | who had been rescued landed": the rescue was before.
_HAD_BEFORE = re.compile(r"(?: [\w’'-]{2,20}){1,4},? (?:who|that|which) had (?:\w+ )?\w+")
# "Rose to 3.7, and | September had": the date is what the next clause is about.
_BECAUSE = re.compile(r"\b(?:because|due to|over their|for their)\b")
_ACCORDING = re.compile(r"\baccording to\b")
_NEXT_SUBJECT = re.compile(r"[^;]{0,200}, (?:and|while|but) ")
_ROSE_FROM = re.compile(rf"\b{any_of(changes.NOUNS)} (?:from|on|over|since) (?:the )?$")
_BESIDE = re.compile(
    r"[ (]{1,2}(?:(?:in|on|at|by|as of|during|for)[ ])?(?:the[ ])?(?:(?:entire|whole|full)[ ](?:of[ ])?)?"
)
_AND = re.compile(r"\b(?:and|but)\b")
_SECOND_VERB = re.compile(
    r"\b(?:and|but)(?: (?:it|he|she|they|now|also|that))?(?: now| also)? "
    r"(?:will|would|said|says|plans?|expects?|employs?|has|have)\b"
)
# "Nine died on Friday before the storm hit the coast, killing 40, and then moved on": what came later.
# "Dug on Sunday for survivors of a quake that struck the coast, killing 40".
_OF_AN_EVENT = re.compile(
    r"\b(?:from|of|after|by) (?:an?|the) [^,;.“”]{3,60}? (?:that|which) "
    r"(?:struck|hit|killed|swept|tore|ripped|rocked|destroyed)\b"
)
# "A storm that hit the coast last week | has left 400 homeless": when the subject did something else.
_SINCE_DONE = re.compile(r" (?:has|have) (?:\w{2,12}ly |now |also )?[a-z]{3,14}\b")
_NEXT = re.compile(
    r",? (?:and|but) (?:then|later|eventually|subsequently|afterwards) [a-z]|"
    r"\bbefore (?!(?:the )?(?:dawn|noon|midnight|sunrise|sunset|end)\b)(?:[\w’'-]{1,20} ){1,6}?"
    r"(?:[a-z]{3,12}ed|hit|struck|began|broke|fell|came|made|was|were|killing|spread|swept)\b",
    re.IGNORECASE,
)
# "Visited the town on Friday, a year after a storm killed 200".
_AGES_AFTER = re.compile(
    r"\b(?:days?|weeks?|months?|years?|decades?|anniversary) (?:after|since|before|of)\b|"
    r"\b(?:jailed|convicted|sentenced|charged|indicted|acquitted|tried)\b[^.;]{0,60}\b(?:who|for|with|over|of)\b",
    re.IGNORECASE,
)
# "In the outbreak declared on 1 August", "that began six months ago".
_BEGAN_THEN = re.compile(
    r"\b(?:[a-z]{4,15} declared|(?:that|which) (?:began|begins|started|starts|was declared)"
    r"|(?:year|term|season|period) (?:starting|beginning)) (?:(?:on|in) )?(?:the )?$"
)
# "Carried ten people, as crews plan to work | Saturday": when something else is to be done.
_PLANNED_THEN = re.compile(
    r"\b(?:plans?|planned|hopes?|hoped|vows?|vowed|intends?) to [a-z]{2,15} (?:(?:on|in) )?(?:the )?$"
)
# "It took 40 per cent, the office said in launching its appeal for | 2015".
_THEN_SAID = re.compile(r", [^,;.“”]{2,60} (?:said|says|told|announced|added|reported)\b")
# "Charged under the Harbour Act (Fees) | 1985".
_LAW = re.compile(r"\b(?:Act|Ordinance|Code|Law|Decree|Regulations?|Convention)(?: \([^)]{1,60}\))?,? $")
# "Is now 170, as experts worry about the rise | since May".
_MEANWHILE = re.compile(r", (?:as|while|amid|whereas) ")
_FOR = re.compile(r"\bfor $")
_LED_TO = re.compile(r"\b(?:push|br[io]|rais|took|tak|lift|driv|drove|carr)\w*\b.{0,60}\bto\b|, and\b")
_TOO_FAR = 260
# A character to the date that opens the sentence counts less than one to others; the discounts of `_distance` together.
_NEARER = 0.3
_DISCOUNT = 320
_DISCOUNT_OF_TOTALS = 420


def ranked(place: Place, dates: Iterable[DateSpan]) -> list[DateSpan]:
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
        if not can_be_meant(date, place) or place.is_of_another_clause(date):
            continue
        distance = _distance(date, place)
        if distance <= farthest:
            found.append((distance, date.start, date))
            farthest = _TOO_FAR if place.kind == "cumulative" else distance
    near = [date for _, _, date in sorted(found, key=lambda one: one[:2])]
    own = [date for date in near if not _is_past_another(date, near, place)]
    is_of_another = len(own) < len(near) and any(map(str.isdigit, place.text[place.span[1] : own[0].start]))
    return [] if is_of_another else own  # "nine men accused of killing 31 people in 2021 | were tried on Monday"


# "31 people in a bombing in 2021 | opened on Monday".
_THEN_DID = re.compile(r" (?:(?!and\b|or\b|but\b)[\w’'-]+ ){0,3}?(?:was|were|is|are|has|have|had|\w{3,}ed)\b[^,;]*")


def _is_past_another(date: DateSpan, dates: Iterable[DateSpan], place: Place) -> bool:
    """Whether another date stands behind the figure, and from it a verb leads on to this one."""
    between = (one for one in dates if place.span[1] <= one.start < one.end <= date.start)
    return any(_THEN_DID.fullmatch(place.text, one.end, date.start) for one in between)


def _share(date: DateSpan, place: Place) -> float:
    """How much a character between counts: less for the date that opens a sentence or follows "said on"."""
    return _NEARER if place.opens(date) or (place.kind != "flow" and place.lead(date).said) else 1.0


def can_be_meant(date: DateSpan, place: Place) -> bool:
    """Whether nothing speaks against a date for a figure."""
    if date.start < place.span[1] and date.end > place.span[0]:
        return False
    is_stretch = date.kind in ("since", "period", "decade", "century") or place.begins_a_stretch(date)
    if place.kind in ("stock", "rate", "other") and is_stretch:
        return False
    if date.kind in ("since", "period") and _is_stretch_of_another(date, place):
        return False
    if place.kind in ("rate", "other") and _is_only_told(date, place):
        return False
    if _is_of_something_else(date, place) or _is_said_apart(date, place) or _is_of_first_verb(date, place):
        return False
    if _is_of_what_is_told(date, place) or _is_of_the_whole(date, place):
        return False
    if _is_of_compared_time(date, place) or _is_of_a_noun_told_of(date, place):
        return False
    return not (_lies_ahead(date, place) or _is_parted(date, place) or _is_compared(date, place))


def _is_of_what_is_told(date: DateSpan, place: Place) -> bool:
    """Whether a date is that of another clause than the event: what came after it, a paper that tells of it."""
    if place.kind in ("flow", "cumulative") and place.opens(date) and _HAD_BEFORE.match(place.text, place.span[1]):
        return True
    if place.kind in ("rate", "other") and _NEXT_SUBJECT.fullmatch(place.text, place.span[1], date.start):
        return True
    if place.kind == "stock" and _BECAUSE.search(place.text, place.span[1], date.start):
        return True  # "is still holding 20 people because of the march last May"
    # "Charged 12 people, according to papers filed this week".
    is_cited = _ACCORDING.search(place.text, place.span[1], date.start) is not None
    return is_cited and place.kind == "flow" and place.lead(date).said


# "Of 64 people arrested on May 3, | 12 were charged on Monday".
_OF_ALL = re.compile(r"(?:Of|Among) [^,;]*\d[^;]*$")
_THEN_TO = re.compile(r" (?:to|at) (?:(?:about|some|more than|at least|nearly|over) )?\d")


def _is_of_the_whole(date: DateSpan, place: Place) -> bool:
    """Whether a date stands with the whole of which the figure is a part."""
    opening = place.text[place.sentence.start_char : date.start]
    between = place.text[date.end : place.span[0]]
    return date.end <= place.span[0] and between.startswith(",") and _OF_ALL.match(opening) is not None


def _is_stretch_of_another(date: DateSpan, place: Place) -> bool:
    """ "51 deaths since Sunday took the toll to 300", "the rain of the last five days": what else went on so long."""
    if date.start >= place.span[1] and _THEN_TO.match(place.text, date.end):
        return True  # "six died on Sunday, taking its losses since October to 270"
    if date.kind == "period" and _FOR.search(place.text, max(0, date.start - 5), date.start):
        return True
    if date.start >= place.span[1] and _MEANWHILE.search(place.text, place.span[1], date.start):
        return True
    return date.end <= place.span[0] and _LED_TO.search(place.text, date.end, place.span[0]) is not None


def _is_only_told(date: DateSpan, place: Place) -> bool:
    """Whether a day is that of the telling, not of an amount or share: "said on Friday that its revenue rose to 4m"."""
    if place.lead(date).said or place.is_day_of_telling(date):
        return True
    if _THEN_SAID.search(place.text, place.span[1], date.start):
        return True
    return _is_quoted(place.span[0], place) and not _is_quoted(date.start, place)


def _lies_ahead(date: DateSpan, place: Place) -> bool:
    """Whether it lies after the article's day, and the sentence does not speak of the future."""
    today, covered = as_day(place.published), window(date.iso)
    if today is None or covered is None or covered[0] is None or covered[0] <= today:
        return False
    first, last = sorted(((date.start, date.end), place.span))
    if _AND.search(place.text, first[1], last[0]) or SUBORDINATE.search(place.text, first[1], last[0]):
        return True
    return not looks_ahead(place.text, date.start, date.end)


def _is_said_apart(date: DateSpan, place: Place) -> bool:
    """Whether a quotation holds the date and not the figure: "“Never in June,” said Tom, who saved seven"."""
    first, last = sorted(((date.start, date.end), place.span))
    if not any(mark in place.text[first[1] : last[0]] for mark in '“”"'):
        return False
    return _is_quoted(date.start, place) and not _is_quoted(place.span[0], place)


def _is_quoted(at: int, place: Place) -> bool:
    """Whether a place of the figure's sentence stands between marks of quotation."""
    before = place.text[place.reach()[0] : at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _is_of_first_verb(date: DateSpan, place: Place) -> bool:
    """Whether a second verb parts a figure from the date: "lost 3m in the year to June and will shed 40 jobs"."""
    if date.end > place.span[0]:
        return False
    if _AGES_AFTER.search(place.text, date.end, place.span[0]) or _NEXT.search(place.text, date.end, place.span[0]):
        return True
    if _OF_AN_EVENT.search(place.text, date.end, place.span[0]) or _SINCE_DONE.match(place.text, date.end):
        return True
    opening = place.text[place.sentence.start_char : date.start]
    is_opening = place.opens(date) and not any(char.isdigit() for char in opening)
    if is_opening or place.lead(date).said:
        return False
    return _SECOND_VERB.search(place.text, date.end, place.span[0]) is not None


def is_of_record(text: str, at: int) -> bool:
    """Whether the "since" at a place says how long there was nothing like it: "the deadliest since 2005"."""
    return _SUPERLATIVE.search(text, max(0, at - 80), at) is not None


def _is_of_something_else(date: DateSpan, place: Place) -> bool:
    """A record's "since", another event's year, "than on Monday"."""
    before = place.text[max(0, date.start - 80) : date.start]
    # "The largest since the march of 2003" has its "since" before the event, not before the year.
    since = date.start if date.kind == "since" else date.start - len(before) + max(before.lower().rfind("since "), 0)
    is_since = date.kind == "since" or place.begins_a_stretch(date)
    if is_since and is_of_record(place.text, since) and not place.goes_on_with(date):
        return True
    if date.start >= place.span[1] and _BEGAN_THEN.search(before):
        return True
    if date.kind == "year" and _LAW.search(before):
        return True
    planned = _PLANNED_THEN.search(place.text, max(place.span[1], date.start - 60), date.start)
    if planned is not None and date.start >= place.span[1]:
        return True
    is_after = date.kind == "year" and date.start >= place.span[1] and not place.begins_a_stretch(date)
    if is_after and _LIKE_EVENT_OF.search(before):
        return True
    is_compared_with = date.start >= place.sentence.start_char and _THAT_OF.search(before) is not None
    if is_compared_with or _is_of_another_number(date, place, before):
        return True
    is_event = date.kind == "year" and _EVENT_BEFORE.search(before) and _NOUN.match(place.text, date.end)
    if date.start < place.span[1]:
        return bool(is_event) and _BESIDE_EVENT.search(before) is not None and not place.goes_on_with(date)
    return bool(is_event) and not _WITHIN_EVENT.search(before)


def _is_of_a_noun_told_of(date: DateSpan, place: Place) -> bool:
    """Whether a year tells of a place or a person behind the figure: "freed from the school, which opened in 1890"."""
    if date.start < place.span[1] or len(date.iso or "") == _LENGTH_OF_DAY:
        return False
    told = _TOLD_OF.search(place.text, place.span[1], date.start)
    return told is not None and singular(told[1].lower()) not in _EVENTS


# "Friday's | 4.6% climb".
_OWN_NUMBER = re.compile(r" [$€£]?\d")
# "40 were confirmed after | eight more were found on Monday".
_AFTER_OTHERS = re.compile(r"[^.;:“”]{3,200}? after (?:another|a further|[\w,]+ more) ", re.IGNORECASE)


def _is_of_another_number(date: DateSpan, place: Place, before: str) -> bool:
    """Whether a date belongs to a number, a clause or a noun of its own beside the figure; `before` leads up to it."""
    if (
        date.surface.endswith(("'s", "’s"))
        and _OWN_NUMBER.match(place.text, date.end)
        and date.end + 1 != place.span[0]
    ):
        return True
    if date.end <= place.span[0]:
        return date.kind == "year" and _SET_THEN.search(before) is not None and not place.goes_on_with(date)
    if place.text.find(", ", place.span[1], date.start) > 0 and _TOLD_NEXT.match(place.text, place.span[1], date.start):
        return place.lead(date).said or place.is_day_of_telling(date)
    if _AFTER_OTHERS.match(place.text, place.span[1], date.start) or place.is_before_toll(date):
        return True
    is_owner = date.surface.endswith(("'s", "’s"))
    return _ITS_NUMBER.match(place.text, date.end) is not None or (
        is_owner and _ABOUT.match(place.text, place.span[1], date.start) is not None
    )


def _is_parted(date: DateSpan, place: Place) -> bool:
    """Whether an insertion holds the date and not the figure: "the ship, built in 1991, had failed two tests"."""
    first, last = sorted(((date.start, date.end), place.span))
    if _is_between_marks(date.start, place):
        return True
    if place.text.find(",", first[1], last[0]) < 0:
        return False
    start = max(place.sentence.start_char, first[0] - _LONGEST_INSERTION)
    if _INSERTION.search(place.text, start, first[0]):
        return True
    opens = _INSERTION.search(place.text, max(first[1] - 1, last[0] - _LONGEST_INSERTION), last[0])
    return opens is not None and "," in place.text[last[1] : min(last[1] + _LONGEST_AFTER, place.sentence.end_char)]


def _is_between_marks(at: int, place: Place) -> bool:
    """Whether dashes or brackets hold a place and not the figure before or after them.

    "40 people (on Monday alone)": what opens the brackets right after a figure is said of it.
    """
    return any(
        start <= at < end
        and not start <= place.span[0] < end
        and not (at - start <= 12 and 0 <= start - place.span[1] <= 30 and not _OF_ANOTHER.search(place.text, at, end))
        for start, end in _between_marks(place.text, *place.reach())
    )


def is_aside(at: int, place: Place) -> bool:
    """Whether what stands at a place of the figure's sentence is said in an insertion or a comparison without it."""
    return _is_between_marks(at, place) or any(
        start <= at < end and not start <= place.span[0] < end for start, end in comparisons(place.text, *place.reach())
    )


def _is_compared(date: DateSpan, place: Place) -> bool:
    """Whether one of both stands in a comparison and the other does not."""
    if date.kind == "ago" and _YEAR_ON_YEAR.search(place.text, max(0, date.start - 12), date.start):
        opener = place.text.rfind(" ", 0, max(0, date.start - 1))
        return not opener <= place.span[0] <= date.start
    for start, end in comparisons(place.text, *place.reach()):
        holds = start <= place.span[0] < end
        if holds != (start <= date.start < end):
            return not _is_day_of_revision(date, place, start)
        if holds and _is_day_of_revision(date, place, start):
            return True
    return False


def _is_of_compared_time(date: DateSpan, place: Place) -> bool:
    """Whether a date is that of a number in a comparison, which this figure is not."""
    before = place.text[max(0, date.start - 30) : date.start]
    if date.start >= place.span[1] and place.kind != "rate" and _ROSE_FROM.search(before):
        return True
    is_base = place.kind == "rate" and _SINCE_THEN.search(before) and not place.is_start(date)
    is_base = is_base and "/" not in (date.iso or "")
    if is_base and not place.opens(date):
        return True  # "an 82 per cent increase from the end of March", "3 per cent from May to a record 40"
    if _THAN.search(before) and not is_compared(place):
        return True  # "34 cases on Thursday, 12 fewer than the day before"
    same = _SAME_TIME.search(before)
    if same is None and not (date.kind == "ago" and _YEAR_BEFORE.search(date.surface)):
        return False
    if place.opens(date) or is_compared(place):
        return False
    begins = date.start - len(before) + same.start() if same else date.start
    return _BESIDE.fullmatch(place.text, place.span[1], begins) is None


def _is_day_of_revision(date: DateSpan, place: Place, opening: int) -> bool:
    """ "Lowered the toll to 217 from 248 early Wednesday": the day of the new number, though it follows the old one."""
    if date.kind not in ("weekday", "relative") or date.start < opening or place.text[opening : opening + 4] != "from":
        return False
    return _REVISES.search(place.text, max(0, opening - 120), opening) is not None


@lru_cache(maxsize=64)
def _between_marks(text: str, low: int, high: int) -> tuple[tuple[int, int], ...]:
    """What stands between two dashes or in brackets."""
    return tuple(match.span() for match in _BETWEEN_MARKS.finditer(text, low, high))


def of_its_own(place: Place, dates: Iterable[DateSpan]) -> DateSpan | None:
    """The date from which a dash leads to the figure: "on the 31st – 40 people"."""
    told = (date for date in dates if date.end <= place.span[0])
    return next((date for date in told if _DASH.fullmatch(place.text, date.end, place.span[0])), None)


# "The deaths of 34 | students in | 2014".
_ITS_NOUN_IN = re.compile(r" [a-z-]{3,20}(?: [a-z-]{3,20})? in ")


def _distance(date: DateSpan, place: Place) -> float:
    """How far a date is from the figure: characters between, more for each clause between and for others' dates."""
    first, last = sorted(((date.start, date.end), place.span))
    between = place.text[first[1] : last[0]]
    said, as_of, preposition = place.lead(date)
    distance = len(between) * _share(date, place) + 100 * (said and place.kind == "flow")
    if place.kind in ("flow", "other") or not said:
        distance += (10 if place.opens(date) else 90) * len(SUBORDINATE.findall(between[:400]))
    if date.end <= place.span[0] and _AND.search(between):
        distance += 40
    if ";" in between:
        distance += 100
    if date.start >= place.span[1] and len(between) <= _LONGEST_BESIDE and _BESIDE.fullmatch(between):
        distance -= 80
    if date.start >= place.span[1] and date.kind in ("year", "month") and _ITS_NOUN_IN.fullmatch(between):
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
