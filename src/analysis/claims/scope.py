"""What the sentence around a count says of its scope: of which event, at which place, of all or of a part, of whom.

A measure that the researcher defined for the story is about the story. A measure of general news ("people killed") is
not: an article on one attack names five others. What its sentence shares with another's is all that can show that both
speak of one event (`Scope`); what stands beside the number shows whether it counts all (`is_part`) and the people that
the measure is about (`is_tied`).
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from analysis.corpus.codebook import cue_pattern
from analysis.english.classes import CLASSES, NUMBER_WORDS
from analysis.english.nouns import singular
from analysis.english.tokens import words
from analysis.english.verbs import AUXILIARIES, common_forms
from analysis.english.word_lists import word_list, word_table

_ROOM = "analysis.claims"
_NAME = r"((?:[A-Z][\w’'-]{2,30})(?:\s[A-Z][\w’'-]{2,30}){0,2})"
_WHERE = ("in", "at", "near", "from", "across", "outside", "around")


def _name_after(prepositions: Iterable[str], *, between: str) -> re.Pattern[str]:
    either_case = "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in prepositions)
    return re.compile(rf"\b(?:{either_case})\s{between}{_NAME}")


_PLACE = _name_after((*_WHERE, "into", "on", "of"), between=r"(?:[a-z]{3,12}\s){0,3}?")
_NARROWS = _name_after(_WHERE, between=r"(?:the\s)?")
_DEMONYM = re.compile(r"[A-Z][a-z]{1,20}(?:an|ish|ese|ic|ch|i)[ ][a-z]")
_IN_CALENDAR = sorted({*word_table("months"), *word_table("weekdays"), *word_table("seasons")})
_CALENDAR = re.compile(rf"\b(?:{'|'.join(_IN_CALENDAR)})\b", re.IGNORECASE)
# Words this short tell no event; longer ones meet in their first letters, so that two forms of one word do.
_SHORTEST_TELLING = 4
_STEM = 6
# Words that news uses for one event in turn.
_ONE_EVENT = word_table("event_names", package=_ROOM)
_EVENTS = frozenset(word[:_STEM] for word in _ONE_EVENT.values())
# With which an article sets one count against another.
CONTRAST = frozenset(word[:_STEM] for word in word_list("contrast", package=_ROOM))
_TELLING = (*_ONE_EVENT, *CONTRAST)
# What any report of any event says: all function words and common verbs, unless they name an event or a contrast.
_OF_ANY_EVENT = frozenset(word for word in (*CLASSES, *common_forms()) if not word.startswith(_TELLING)) | {
    *word_table("months"), *word_list("any_event", package=_ROOM),
}  # fmt: skip
# What at least this share of the titles names is the whole story's, and tells no events apart.
_WHOLE_STORYS = 0.5
# A title of which this share of the words has a capital has them by its style.
_TITLE_CASE = 0.6
# How far behind a count a place still narrows it: to the end of its clause.
_PLACE_REACH = 70


@dataclass(frozen=True)
class Scope:
    """What the sentence of a count says of the event; `inherited` places are those of the title instead."""

    places: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    inherited: bool = False
    # Of the one event that most titles name, as far as the sentence shows.
    is_main: bool = False


class Scopes:
    """The scopes of one corpus's counts.

    Names that at least half of the titles have are the whole story's: a sentence with such a place narrows nothing.
    """

    def __init__(self, titles: Mapping[str, str]) -> None:
        self._titles = {article: title for article, title in titles.items() if title}
        named = Counter(place for title in self._titles.values() for place in _capitalised(title))
        heads = Counter(word for title in self._titles.values() for word in _telling(title) & _EVENTS)
        many = _WHOLE_STORYS * len(self._titles)
        self._event = next((word for word, n in heads.most_common(1) if n > many and len(self._titles) > 2), None)
        self._known = frozenset(named)
        self._common = frozenset(place for place, n in named.items() if n >= many and n > 1)

    def of(self, article_id: str, sentence: str) -> Scope:
        """Places and telling words of a sentence; of the title too, if the sentence names no place of its own."""
        own = places_in(sentence) - self._common
        title = self._titles.get(article_id, "")
        told = _telling(sentence)
        if own or not title:
            return Scope(own, told, is_main=self._event in told and own <= self._known)
        told |= _telling(title)
        return Scope(_capitalised(title), told, inherited=True, is_main=self._event in told)


def places_in(text: str) -> frozenset[str]:
    """Beginnings of the names behind "in", "at", "near", small, so that two forms of a name meet.

    >>> sorted(places_in("At least nine died in the port of Arvela on Monday."))
    ['arvela']
    """
    found = (match[1] for match in _PLACE.finditer(text))
    return frozenset(
        word[:_STEM].lower() for name in found for word in name.split() if not _CALENDAR.match(word) and len(word) > 2
    )


def narrowing_places(before: str, after: str, *, known: str) -> frozenset[str]:
    """Places that narrow the count ("in Kessa"); places that a title (`known`) names are the whole story's.

    >>> narrowing_places("", " people died in Kessa.", known="floods in the valley")
    frozenset({'Kessa'})
    """
    found = [match[1] for match in _NARROWS.finditer(after[:_PLACE_REACH]) if not _DEMONYM.match(after, match.start(1))]
    opening = _NARROWS.match(before.lstrip("“\"'| "))
    if opening:
        found.append(opening[1])
    return frozenset(place for place in found if place[:5].lower() not in known and not _CALENDAR.search(place))


@lru_cache(maxsize=4096)
def _capitalised(title: str) -> frozenset[str]:
    """Names in a title: its capitalised words, unless every word of the title has a capital."""
    spoken = words(title)
    capital = [word for word in spoken[1:] if word[:1].isupper() and not _CALENDAR.match(word)]
    is_title_case = len(capital) > _TITLE_CASE * max(len(spoken) - 1, 1)
    named = spoken if is_title_case else [*spoken[:1], *capital]
    return frozenset(word[:_STEM].lower() for word in named if len(word) > 2 and word.lower() not in _OF_ANY_EVENT)


@lru_cache(maxsize=4096)
def _telling(text: str) -> frozenset[str]:
    """Beginnings of the content words that not every report of every event has."""
    plain = (word.lower().removesuffix("'s").removesuffix("’s") for word in words(text))
    return frozenset(
        _ONE_EVENT.get(singular(word), singular(word))[:_STEM]
        for word in plain
        if len(word) >= _SHORTEST_TELLING and word not in _OF_ANY_EVENT and word[0].isalpha()
    )


def all_titles(rows: Iterable[tuple[str, object]]) -> dict[str, str]:
    """Titles by article; the empty string where an article has none."""
    return {article_id: title if isinstance(title, str) else "" for article_id, title in rows}


# How far before a count what makes it a part may stand, and how far away what says what happened to those counted: a
# clause, and two.
_PART_REACH = 90
_CUE_REACH = 160
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
    near = before[-_PART_REACH:]
    return bool(
        _PART_BEFORE.search(near)
        or _PART_AFTER.match(after)
        or _MIXED.match(after)
        or _NOT_YET.search(near)
        or _NO_LONGER.search(near)
        or _OF_THEN.search(before[-_CUE_REACH:])
        or _EACH_TIME.match(after)
    )


# What may stand between a count and the word that says what happened to those counted.
_LINKS = AUXILIARIES | NUMBER_WORDS | word_list("count_links", package=_ROOM)
_WORD = re.compile(r"[^\W_]+(?:[.,’'-][^\W_]+)*")
_INSERTION = re.compile(r",[^,.;]{1,60},")
_TALLY = re.compile(r"\b(?:tolls?|number|total|tally|count)\b(?:[ ][\w’',-]{1,20}){0,12}?[ ]?$", re.IGNORECASE)
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
    pattern = cue_pattern(cues)
    if _SAYS_INSTEAD.search(before[-60:]) and not re.match(r" [a-z]", after) and pattern.search(before):
        return True
    left, right = before[-_CUE_REACH:], after[:_CUE_REACH]
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
