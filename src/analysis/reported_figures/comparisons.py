"""Comparisons of a text: "compared to 26,000 on 19 January", "up from 12 in May" keep their dates to themselves."""

import re
from functools import lru_cache

from analysis.corpus.document import Sentence
from analysis.reported_figures.place import Place

_NUMBER = (
    r"(?=(?:(?:the|a|an|some|about|around|nearly|almost|roughly|just|over|only|at least|more than|fewer than)[ ]){0,3}"
    r"(?:[A-Z]{0,3}[$€£₹₦]?\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|dozens|"
    r"hundreds|thousands|half)\b|(?:[A-Z]{0,3}[$€£₹₦]?\d))"
)
# What opens a comparison. "From" compares after a word of change only: people also come from twelve towns.
_COMPARES = re.compile(
    r"(?:\b(?=\w)|(?=,))(?:"  # at most places neither stands, and no way is tried
    r"\b(?:compared (?:with|to)|in comparison (?:with|to)|in contrast to|versus|vs\.?|unlike|(?:up|down) from|"
    rf"against {_NUMBER}"
    r"|(?:(?:than|as (?:many|much|high|large|low|few) as)[ ](?=(?:in|on|at|during|last|previous|those|that|it|when)\b"
    r"|the (?:one|same|previous|[\d,.]+ (?:in|on|at|recorded|killed|counted|reported))\b"
    r"|an? (?:year|month|week|day|decade) (?:ago|earlier|before)\b"
    r"|(?:1[89]|20)\d\d\b|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    rf"|\w+day\b)))|(?<![\w-])from {_NUMBER}"
    r"|(?<![\w-])from (?:an?|the|its) (?:\w+ ){0,2}(?:peak|high|low|figure|level|record|rate|total) of "
    # "Fewer than the 340,000 it had counted in May", "twice the 40 of 2019", "short of the 400 seen on Monday".
    r"|\b(?:than|on top of|in addition to|as (?:many|much|high|large|low|few) as|double|twice|triple|below|above|"
    r"beyond|short of|exceeding|"
    rf"surpassing|topping|beating|passing|matching|outnumbering) (?:the|last|its|their) (?:\w+ ){{0,2}}?{_NUMBER}"
    r"|\b(?:up|down)(?: by)? [\d.,]+ ?(?:per cent|percent|pc|%) from "
    # "Up 5 per cent on the 40 of last year", "a rise on last year".
    r"|\b(?:up|down|rise|increase|drop|fall|gain|improvement|decline|advance)(?: by)?"
    r"(?: [\d.,]+ ?(?:per cent|percent|pc|%))? (?:on|over) "
    r"(?:(?:the|a) (?=\d|same|previous|year|month|week)|last |(?=(?:19|20)\d\d\b))"
    # ", after 340,000 in October".
    r"|, (?:after|following) (?:the )?[$€£]?\d[\d.,]*(?: (?:million|billion|per cent|percent|[a-z]{3,15}s)|%)?"
    r" (?=(?:in|on|last|an?|the) ))",
    re.IGNORECASE,
)
_CHANGES = re.compile(
    r"\b(?:to|up|down|rose|rise|rises|risen|rising|fell|fall|falls|fallen|grew|increased?|decreased?|dropped|climbed|"
    r"jumped|raised|lowered|cut|revised|declined|slipped|edged|surged|soared|plunged|eased)\b(?:[^.;]|\.\d){0,60}$",
    re.IGNORECASE,
)
_COMPARISON_ENDS = re.compile(
    r"[;)]|[ ][\u2013\u2014-]{1,2}[ ]|,(?! (?:[A-Z]\w+, )?(?:in which|when|where|which|whose|that)\b)(?![ ]?\d{3,4}\b)"
    r"|[ ]and[ ](?:cut|has|had|was|were|is|are|will|[a-z]{3,12}ed)[ ]"
    r"|[ ](?:even though|although|though|while|whereas|but|because|after|as)[ ]|\.[ ]"
)
_TO_LEVEL = re.compile(r" to (?:an? |about |some |nearly |around |almost |just )?[~$€£]?\d")


@lru_cache(maxsize=64)
def comparisons(text: str, low: int, high: int) -> tuple[tuple[int, int], ...]:
    """The comparisons of a stretch of text, each up to the end of its clause."""
    found: list[tuple[int, int]] = []
    for opening in _COMPARES.finditer(text, low, high):
        if opening.start() < (found[-1][1] if found else 0):
            continue
        is_from = opening[0].lower().startswith("from")
        is_bare = is_from and text[max(0, opening.start() - 2) : opening.start()] != ", "  # "at 41 per cent, from 42"
        if is_bare and not _CHANGES.search(text, max(low, opening.start() - 90), opening.start()):
            continue
        ending = _COMPARISON_ENDS.search(text, opening.end(), high)
        end = ending.start() if ending else high
        if is_from and (to := _TO_LEVEL.search(text, opening.end(), end)):
            end = to.start()
        found.append((opening.start(), end))
    return tuple(found)


def is_in_comparison(at: int, sentence: Sentence, text: str) -> bool:
    """Whether a place of a sentence stands in a comparison."""
    return any(start <= at < end for start, end in comparisons(text, sentence.start_char, sentence.end_char))


def is_of_compared_number(at: int, sentence: Sentence, text: str) -> bool:
    """Whether a date is that of a number in a comparison: "down from 215,000 on 12 March"."""
    return any(
        start <= at < end and any(letter.isdigit() for letter in text[start:at])
        for start, end in comparisons(text, sentence.start_char, sentence.end_char)
    )


def is_compared(place: Place) -> bool:
    """Whether a figure is what another one is compared with: the 40 of "up from 40 in May"."""
    return any(start <= place.span[0] < end for start, end in comparisons(place.text, *place.reach()))
