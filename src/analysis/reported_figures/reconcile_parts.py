"""Numbers that are no count of all: parts, increments, forecasts, superseded values, and counts of somebody else."""

import re
from functools import lru_cache

from analysis.reported_figures.lexicon import AUXILIARIES, listed

_PART_BEFORE = re.compile(
    r"\b(?:another|an additional|additional|a further|further|other|including|among (?:them|those)|of (?:whom|them|"
    r"those|these|which)|include[sd]?|plus|up from|down from|compared (?:with|to)|rose by|fell by|from|"
    r"(?:in|de)crease(?:s|d)? (?:of|by)|(?:rise|jump|drop|fall|growth) (?:of|by)|up by|down by|the other|one of|each|"
    r"(?:of|out of|from) (?:that|this|the|these|those) (?:numbers?|totals?|figures?|group)|there (?:are|were) also)"
    r"[ ,]*(?:the )?$",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(
    r"[ ](?:\w{1,15}[ ]){0,2}(?:more|others?|of (?:them|whom|those|these)|were among)\b"
    r"|[ ]of (?:the|his|her|its|their|our|my|[A-Z][\w.-]{1,30}['’]s|[A-Z][\w.-]{1,30}s['’])[ ]"
    r"|[^.;]{0,60}[ ,](?:tak|bring|rais|push|lift)ing (?:the |its )?(?:\w{1,12} ){0,2}"
    r"(?:toll|total|tally|count|number)\b",
    re.IGNORECASE,
)
# "dead or missing": one number for two measures.
_MIXED = re.compile(
    r"[^.;,|]{0,40}\b(?:dead|died|killed|missing|injured|wounded|hurt|arrested|detained|displaced|sick)[ ]"
    r"(?:or|and|and/or)[ ](?:dead|killed|missing|injured|wounded|hurt|arrested|detained|imprisoned|displaced)\b",
    re.IGNORECASE,
)
# "could pass 100", "fears that 40": nobody reports that it is so.
_NOT_YET = re.compile(
    r"\b(?:could|might|would|may|will|likely to|expected to|set to|aims? to|plans? to|hopes? to|threatened to|due to|"
    r"forecasts?|predict(?:s|ed)?|if|unless|capacity (?:of|for)|room for|up to a)"
    r"(?:[ ][\w’'-]{1,15}){0,4}[ ]$",
    re.IGNORECASE,
)
# "the deadliest since May, when 154 died": of that event, not of this one.
_OF_THEN = re.compile(r"\bsince\b[^;]{2,40}, when\b[^;]{0,80}$", re.IGNORECASE)
# "earlier reports had put the toll at 38", "initially 12": no longer said.
_NO_LONGER = re.compile(
    r"\b(?:earlier|initial|initially|previous|previously|preliminary|at first|originally|revised (?:down|up)? ?from|"
    r"had (?:earlier|previously|initially))\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_EACH_TIME = re.compile(
    r"[^.;,]{0,90}\b(?:(?:each|every)(?: single)?|per|(?<!in )a)[ ](?:hour|day|week|month|year|night)\b"
    r"|[^.;,]{0,60}[ ](?:daily|weekly|monthly|annually)\b"
    r"|[^.;,]{0,12}[ ]each\b",
    re.IGNORECASE,
)


def is_part(before: str, after: str) -> bool:
    """Whether a number is a part, an increment, a rate, a forecast or a value that was replaced; not a count of all.

    Parameters
    ----------
    before, after
        The sentence on both sides of the number.

    >>> is_part("In all, ", " people died."), is_part("", " of the victims died at once.")
    (False, True)
    """
    near = before[-90:]
    return bool(
        _PART_BEFORE.search(near)
        or _PART_AFTER.match(after)
        or _MIXED.match(after)
        or _NOT_YET.search(near)
        or _NO_LONGER.search(near)
        or _OF_THEN.search(before[-160:])
        or _EACH_TIME.match(after)
    )


# What may stand between a count and the word that says what happened to those counted.
_LINKS = AUXILIARIES | listed(
    "who that which now still also so far already later then reportedly allegedly currently confirmed feared believed "
    "presumed thought known said to been left remain remains remained as listed reported at least more than most or "
    "and both all about around nearly almost some over up many few of the a an its their to by stood stands stand is "
    "reached reach rose risen rise rises climbed climb climbs jumped jump jumps soared soars soar hit hits put puts "
    "estimated estimate total among with without just only another further other others people persons men women "
    "children civilians soldiers troops officers policemen police residents villagers workers passengers students "
    "protesters militants fighters migrants refugees demonstrators displaced dead killed wounded injured killing "
    "wounding injuring leaving total including hundred thousand million dozen two three four five six seven eight "
    "nine ten eleven twelve were was have has had"
)
_WORD = re.compile(r"[^\W_]+(?:[.,’'-][^\W_]+)*")
_INSERTION = re.compile(r",[^,.;]{1,60},")
_TALLY = re.compile(r"\b(?:tolls?|number|total|tally|count)\b(?:[ ][\w’',-]{1,20}){0,12}?[ ]?$", re.IGNORECASE)
_LONGEST = 160
# Whoever is so called suffered something, and not always this.
_LOOSE = re.compile(r"\b(?:victims?|casualt(?:y|ies))\b", re.IGNORECASE)
# "… are homeless, the agency said, while the governor speaks of 9,300": what is counted was said before.
_SAYS_INSTEAD = re.compile(
    r"\b(?:says?|said|speaks? of|spoke of|puts? (?:it|them|the (?:number|figure|toll|count)) at|gives?|gave|counted|"
    r"counts|estimates?|estimated|reports?|reported|claims?|claimed)"
    r"(?:[ ](?:at least|more than|about|some|only|it is|it was))?[ ]$",
    re.IGNORECASE,
)


def is_tied(before: str, after: str, *, counted: str | None, cues: tuple[str, ...]) -> bool:
    """Whether a word of the measure bears on those counted: "killed three", "three people were killed", "toll of 3".

    "Three people wanted for the killing" and "three men used a bomb to kill" have the word beside them and count
    somebody else.

    Parameters
    ----------
    before, after
        The sentence on both sides of the number.
    counted
        The noun phrase counted.
    cues
        The words of the measure, as codebooks write them.

    >>> is_tied("", " people were killed.", counted="people", cues=("kill*",))
    True
    >>> is_tied("", " men are wanted for the killing.", counted="men", cues=("kill*",))
    False
    """
    pattern = _cue_pattern(cues)
    if _SAYS_INSTEAD.search(before[-60:]) and not re.match(r" [a-z]", after) and pattern.search(before):
        return True
    left, right = before[-_LONGEST:], after[:_LONGEST]
    named = right.lower().find(counted.lower()) if counted else -1
    inside = named + len(counted) if counted and 0 <= named < 12 else 0
    if counted and pattern.search(counted) and not _LOOSE.search(counted):
        return True
    following = pattern.search(right, inside)
    if following is not None and _is_linked(_INSERTION.sub(" ", right[inside : following.start()])):
        return True
    preceding = max(pattern.finditer(left), key=lambda cue: cue.start(), default=None)
    if preceding is None:
        return False
    between = left[preceding.end() :]
    return _is_linked(between) or (preceding[0].lower().endswith("toll") and _TALLY.search(left) is not None)


def _is_linked(between: str) -> bool:
    if any(mark in between for mark in ".;:?!"):
        return False
    return all(word.lower() in _LINKS or word[0].isdigit() for word in _WORD.findall(between))


@lru_cache(maxsize=512)
def _cue_pattern(cues: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(cues, key=lambda cue: (-len(cue), cue))
    parts = [re.escape(cue).replace(r"\*", r"\w{0,12}").replace(r"\ ", r"\s") for cue in longest_first]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)
