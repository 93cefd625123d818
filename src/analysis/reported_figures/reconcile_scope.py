"""Whether two counts are of one event: its day, its place, and the words that the two sentences share.

A measure that the researcher defined for the story is about the story. A measure of general news ("people killed") is
not: an article on one attack names five others. Two counts of such a measure are compared only where the sentences
themselves show that they speak of one event, and called a contradiction only where day and place or wording do.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from analysis.english.tokens import words
from analysis.reported_figures.lexicon import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    VERBS,
    listed,
    singular,
)

_PLACE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ff]rom|[Aa]cross|[Oo]utside|[Aa]round|[Ii]nto|[Oo]n|[Oo]f)\s(?:[a-z]{3,12}\s){0,3}?"
    r"((?:[A-Z][\w’'-]{2,30})(?:\s[A-Z][\w’'-]{2,30}){0,2})"
)
_CALENDAR = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|"
    r"Aug|Sept?|Oct|Nov|Dec|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Spring|Summer|Autumn|Winter)\b"
)
# What any report of any event says.
_OF_ANY_EVENT = listed(
    "people person man men woman women child children civilian soldier officer member resident victim citizen others "
    "killed kill killing dead died die dying death deaths toll injured injuring injury wounded wounding hurt missing "
    "displaced arrested arrest detained held freed released evacuated rescued casualty bodies body lives homeless "
    "least more than about around nearly almost some total number according report reports reported reporting official "
    "officials authorities police government ministry spokesman spokeswoman statement told added confirmed announced "
    "today yesterday week month year years day days hour hours time times monday tuesday wednesday thursday friday "
    "saturday sunday january february march april june july august september october november december dozens hundreds "
    "thousands million including another other first last also still later earlier since previous previously near "
    "early late morning evening night afternoon news agency local new country city town area region state part "
    "one two three four five six seven eight nine ten eleven twelve"
)
# Words that news uses for one event in turn.
_IN_TURN = (
    "quake earthquake tremor temblor aftershock",
    "blast explosion bombing bomb",
    "shooting gunfire gunman shooter",
    "crash collision",
    "flood flooding",
    "storm hurricane cyclone typhoon",
    "landslide mudslide",
    "fire blaze wildfire",
    "strike airstrike bombardment",
    "protest demonstration rally march",
    "attack assault raid",
)
_ONE_EVENT = {word: alike.split()[0] for alike in _IN_TURN for word in alike.split()}
_FUNCTION_WORDS = DETERMINERS | PRONOUNS | PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | VERBS | _OF_ANY_EVENT
_SHORTEST = 4
_STEM = 6
_EVENTS = frozenset(word[:_STEM] for word in _ONE_EVENT.values())
# Beginnings of the words with which an article sets one count against another.
CONTRAST = frozenset(
    {"differ", "howeve", "disput", "contra", "instea", "denied", "reject", "doubte", "higher", "lower"}
)
# Counts farther apart than this are hardly of one thing, whatever their sentences share.
LEAST_RATIO = 0.3


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
        self._event = next((word for word, n in heads.most_common(1) if 2 * n > len(self._titles) > 2), None)
        self._known = frozenset(named)
        self._common = frozenset(place for place, n in named.items() if 2 * n >= len(self._titles) and n > 1)

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


@lru_cache(maxsize=4096)
def _capitalised(title: str) -> frozenset[str]:
    """Names in a title: its capitalised words, unless every word of the title has a capital."""
    spoken = words(title)
    capital = [word for word in spoken[1:] if word[:1].isupper() and not _CALENDAR.match(word)]
    is_title_case = len(capital) > 0.6 * max(len(spoken) - 1, 1)
    named = spoken if is_title_case else [*spoken[:1], *capital]
    return frozenset(word[:_STEM].lower() for word in named if len(word) > 2 and word.lower() not in _FUNCTION_WORDS)


@lru_cache(maxsize=4096)
def _telling(text: str) -> frozenset[str]:
    """Beginnings of the content words that not every report of every event has."""
    plain = (word.lower().removesuffix("'s").removesuffix("’s") for word in words(text))
    return frozenset(
        _ONE_EVENT.get(singular(word), singular(word))[:_STEM]
        for word in plain
        if len(word) >= _SHORTEST and word not in _FUNCTION_WORDS and word[0].isalpha()
    )


def shared_evidence(one: Scope, other: Scope, *, same_day: bool, same_count: bool, ratio: float) -> int:
    """How well two counts are shown to be of one event: 0 not at all, 1 so that one may ask, 2 clearly.

    Two of day, place and wording are needed to ask, the day among them to claim; places that differ speak against it.

    Parameters
    ----------
    same_day
        Whether both counts give the day of their event and it is the same.
    same_count
        Whether both say on which day they were counted and it is the same.
    ratio
        The smaller count over the larger.
    """
    is_stated = one.places and other.places and not (one.inherited or other.inherited)
    if (is_stated and not one.places & other.places) or ratio < LEAST_RATIO:
        return 0
    same_place = bool(one.places & other.places)
    n_words = len((one.words & other.words) - one.places - other.places)
    if same_day and (same_place or n_words > 1):
        return 2
    may_ask = (same_day and n_words > 0) or (same_count and n_words > 1) or (same_place and n_words > 2) or n_words > 5
    return int(may_ask)


def all_titles(rows: Iterable[tuple[str, object]]) -> dict[str, str]:
    """Titles by article; the empty string where an article has none."""
    return {article_id: title if isinstance(title, str) else "" for article_id, title in rows}
