"""What a measure can count: nouns for persons, for the dead, those that the codebook lists; no room for so many."""

import re
from dataclasses import replace
from functools import lru_cache

from analysis.corpus.codebook import Measure
from analysis.english.nouns import is_one_person, singular
from analysis.english.word_lists import word_list, word_sets

# Words that only say "humans", or name people by what was done to them: one population across wordings.
ANYONE = word_list("anyone", package=__package__)
# The dead are counted by nothing else: "twelve bodies were pulled from the rubble" are no rescued.
REMAINS = frozenset({"body", "corpse", "death", "fatality"})
# Nouns for persons by their endings, and the commonest without one.
_PERSONS = word_list("persons", package=__package__)
# Not "department", "incident", "event", "continent".
_PERSON = re.compile(r"\w{2,16}(?:er|or|ist|ant|(?<!m)(?<!cid)(?<!v)(?<!tin)ent|ee|ian|man|woman|ician|ese|ide)")

# How many there is room for are no people held, carried or come: "licensed to carry 120", "built for 400 inmates".
_HOLDS = r"(?:carry|hold|house|seat|accommodate|take|transport|contain|host|fit|sleep|shelter|serve|process)"
_CAPACITY = re.compile(
    rf"\b(?:(?:licen[cs]ed|allowed|permitted|certified|cleared|authori[sz]ed|designed|built|meant|intended|equipped|"
    rf"supposed|able|enough|room|space|capacity) (?:only )?to {_HOLDS}|(?:designed|built|meant|intended|certified|"
    rf"licen[cs]ed|room|space|capacity) (?:for|of)|capable of \w{{3,14}}ing|can (?:only )?{_HOLDS}|"
    rf"(?:capacity|limit|maximum) (?:is|was|of))"
    rf"(?: (?:up to|at most|no more than|at least|only|about|some|around|over|more than|just|as many as|nearly|a|"
    rf"maximum of)){{0,3}} $",
    re.IGNORECASE,
)
_CAPACITY_REACH = 90
_DEALT_WITH = word_sets("clause_words", package=__package__)["dealt with"]
# "Have been | identified"; those buried under rubble are not dealt with.
_LATER = re.compile(
    rf"\b(?:be|been|being|were|was|are|is|remain(?:s|ed)?)(?: \w+ly| still| now| already| yet)?(?: to be)? "
    rf"(?:{'|'.join(sorted(_DEALT_WITH))})\b(?! (?:under|beneath|alive|in the rubble|by the)\b)"
)
_STOP = re.compile(r"[.,;:]")


def may_count(measure: Measure, *, counted: str | None, head: str | None) -> bool:
    """Whether a measure can count the noun; one that counts "people" counts any noun for persons, and a bare number."""
    if not measure.people:
        return True
    if counted is None:
        return "people" in measure.people
    if head is None:
        return False
    if head in REMAINS or counted.lower().startswith("dead "):
        return head in _heads(measure.people) and "bodies" in measure.people
    if head in ("life", "soul") and "people" in measure.people:
        return True  # "95 lives lost"
    if head in _heads(measure.people) or counted.lower() in measure.people:
        return True
    last = counted.rpartition(" ")[2]
    named = last[0].isupper() and not counted.isupper()  # a people: "hundreds of Rohingya"
    return "people" in measure.people and (named or head in ANYONE or _is_person(head))


def counting(measure: Measure, *, counted: str | None, head: str | None) -> Measure | None:
    """The measure as it can count the noun: as it is, of other people by the cues that say it of anybody, or not."""
    if may_count(measure, counted=counted, head=head):
        return measure
    is_of_people = measure.of_anybody and may_count(_of_people(measure), counted=counted, head=head)
    return replace(measure, cues=measure.of_anybody) if is_of_people else None


@lru_cache(maxsize=512)
def _of_people(measure: Measure) -> Measure:
    return replace(measure, people=("people",))


def _is_person(head: str) -> bool:
    return is_one_person(head) or head in _PERSONS or _PERSON.fullmatch(head) is not None


@lru_cache(maxsize=512)
def _heads(people: tuple[str, ...]) -> frozenset[str]:
    return frozenset(singular(noun.lower().split()[-1]) for noun in people)


def is_capacity(before: str) -> bool:
    """Whether the words before a number say that there is room for so many, not that so many were there.

    >>> is_capacity("a bus licensed to carry ")
    True
    """
    return _CAPACITY.search(before[-_CAPACITY_REACH:]) is not None


def is_dealt_with(governing: str, said: str) -> bool:
    """Whether a verb before the number of the dead, or the words behind it, tell what was done with them later.

    >>> is_dealt_with("", " are yet to be identified"), is_dealt_with("found", " in the rubble")
    (True, False)
    """
    return governing in _DEALT_WITH or _LATER.search(_STOP.split(said, maxsplit=1)[0]) is not None
