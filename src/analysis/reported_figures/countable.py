"""What a measure can count: nouns for persons, for the dead, those that the codebook lists; no room for so many."""

import re
from bisect import bisect_left
from dataclasses import replace
from functools import lru_cache

from analysis.corpus.codebook import Codebook, Measure, cue_pattern
from analysis.english.classes import CASUALTIES
from analysis.english.nouns import is_one_person, is_plural, singular
from analysis.english.tokens import Tokens
from analysis.english.units import UNIT_WORDS
from analysis.english.verbs import BE
from analysis.english.word_lists import word_list, word_sets
from analysis.reported_figures.counted import Counted

# Words that only say "humans", or name people by what was done to them: one population across wordings.
ANYONE = word_list("anyone", package=__package__)
# The dead are counted by nothing else: "twelve bodies were pulled from the rubble" are no rescued.
REMAINS = frozenset({"body", "corpse", "death", "fatality"})
# Nouns for persons by their endings, and the commonest without one.
_PERSONS, _NO_PERSONS = word_list("persons", package=__package__), word_list("no_persons")
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
# "All but two of the 19 sailors survived" tells how many of neither; "all but two of them" goes on from another number.
_ALL_BUT = re.compile(r"\ball but (?:about |some |\w+ of the )?$", re.IGNORECASE)
_WITHOUT = re.compile(
    r"(?:\s(?!(?:dead|killed|injured|hurt|wounded|missing|died|homeless)\b)[\w’'-]{1,20}){0,5}?\swithout\s"
    r"(?:electricity|power|water|gas|heat|heating|food|internet|phones?|telephones?|fuel)\b"
)
_OF_THEM = re.compile(r" of (?:them|those|these|whom)\b")
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
    if head in REMAINS:
        return head in _heads(measure.people) and "bodies" in measure.people
    if counted.lower().startswith("dead "):
        return "bodies" in measure.people and (head in _heads(measure.people) or _is_person(head))
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


def fits(name: str | None, counted: Counted, codebook: Codebook) -> bool:
    """Whether a share of these can be of what the measure counts, or is named by it: "arrests rose 12 per cent"."""
    if name is None:
        return True
    measure = codebook.measures[name]
    is_named = bool(measure.cues) and cue_pattern(measure.cues).search(counted.text or "") is not None
    return is_named or may_count(measure, counted=counted.text, head=counted.head)


def _is_person(head: str) -> bool:
    is_like_one = _PERSON.fullmatch(head) is not None and head not in _NO_PERSONS
    return is_one_person(head) or head in _PERSONS or is_like_one


@lru_cache(maxsize=512)
def _heads(people: tuple[str, ...]) -> frozenset[str]:
    return frozenset(singular(noun.lower().split()[-1]) for noun in people)


def is_capacity(before: str) -> bool:
    """Whether the words before a number say that there is room for so many, not that so many were there.

    >>> is_capacity("a bus licensed to carry ")
    True
    """
    return _CAPACITY.search(before[-_CAPACITY_REACH:]) is not None


def is_without(text: str, end: int) -> bool:
    """Whether what is said of a number is what those lack: "three people dead and 2 million in Orm without power".

    >>> is_without("left 2 million in Orm without power", 14)
    True
    """
    return _WITHOUT.match(text, end) is not None


def is_left_out(text: str, start: int, end: int) -> bool:
    """Whether a number is of those left out, or of all with them: what is said behind it is not said of so many.

    >>> is_left_out("All but two of the 19 sailors survived", 8, 11)
    True
    """
    return _ALL_BUT.search(text, max(0, start - _CAPACITY_REACH), start) is not None and not _OF_THEM.match(text, end)


def is_dealt_with(governing: str, said: str) -> bool:
    """Whether a verb before the number of the dead, or the words behind it, tell what was done with them later.

    >>> is_dealt_with("", " are yet to be identified"), is_dealt_with("found", " in the rubble")
    (True, False)
    """
    return governing in _DEALT_WITH or _LATER.search(_STOP.split(said, maxsplit=1)[0]) is not None


def is_of_other_noun(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a cue behind a figure stands before another noun: "to find | dead | men", "and | rescue | workers"."""
    at, last = bisect_left(tokens.start, start), bisect_left(tokens.end, end)
    following = tokens.at(last + 1)
    is_adjective = at == last and (tokens.tags[at] in "EN" or tokens.lower[at] in CASUALTIES)
    is_noun = tokens.tags[last + 1 : last + 2] == "N" and is_plural(following) and following not in UNIT_WORDS
    return is_adjective and is_noun and tokens.at(at - 1) not in BE
