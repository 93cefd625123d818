"""Who counted: when two names of an authority may be one."""

import re
from functools import lru_cache

from analysis.corpus.codebook import Codebook, find_actors
from analysis.english.nouns import is_people
from analysis.english.word_lists import word_list

_ROOM = "analysis.claims"
_OF_BODIES = word_list("bodies", package=_ROOM)
_ANYBODY = word_list("anybody", package=_ROOM)
_STAND_INS = word_list("stand_ins", package=_ROOM)
# Two names that share so many of the words of the shorter may be one body's.
_ONE_BODY = 0.5


def name_key(name: str | None, codebook: Codebook) -> frozenset[str]:
    """What two spellings of one authority share: the codebook's actors named in it, else its content words."""
    if name is None:
        return frozenset()
    actors = frozenset(mention.actor for mention in find_actors(name, codebook))
    if actors:
        return actors
    words = re.findall(r"[^\W_]{2,}", name.lower())
    return frozenset(word for word in words if word not in _OF_BODIES) or frozenset(words)


def same_name(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two authorities may be one: the words of the shorter name are in the longer, or it names nobody."""
    return bool(one and other) and (one <= other or other <= one or is_nobody(one) or is_nobody(other))


def is_nobody(name: frozenset[str]) -> bool:
    """Whether an authority is only "officials" or "local activists": anybody could be meant."""
    return name <= _ANYBODY


@lru_cache(maxsize=1 << 13)
def _telling(name: frozenset[str]) -> frozenset[str]:
    return name - _ANYBODY


def are_two(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both numbers are credited, and to nobody that could be the same.

    The health and the interior ministry are two; "the ministry" may be either, "the company" any that is named. One
    word in common makes no one body of "Port Workers' Union" and "Port Insurance Fund".
    """
    first, second = _telling(one), _telling(other)
    if not (first and second):
        return bool(one and other) and not one & other
    if _may_be_named(first, second) or _may_be_named(second, first):
        return False
    return len(first & second) < _ONE_BODY * min(len(first), len(second))


def _may_be_named(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the first is only "the company", and the second may be the name of one: no union, no engineers."""
    return one <= _STAND_INS and not (other & _STAND_INS or any(map(is_people, other)))


def are_one(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both numbers are credited to one body that is named."""
    if not one or not other or is_nobody(one) or is_nobody(other):
        return False
    return one <= other or other <= one
