"""Times of day: "at four in the morning", "quarter to nine", "0600 GMT", "doors open at six".

A bare hour is read as a time only where its preposition and its clause leave no other reading: "at four schools" and
"the toll stood at 12" are counts.
"""

import re

from analysis.english.classes import FUNCTION_WORDS, class_words
from analysis.english.marks import DASHES
from analysis.english.numbers import NUMBER_WORDS, Number
from analysis.english.tokens import Tokens
from analysis.english.word_lists import word_sets
from analysis.reported_figures.ages import is_bare
from analysis.reported_figures.changes import verb_before

_LISTED = word_sets("clock_times", package=__package__)
_PARTS, _EARLY, _MARKS = (_LISTED[key] for key in ("parts", "early", "marks"))
_PREPOSITIONS, _PLAINLY = _LISTED["prepositions"], _LISTED["plain prepositions"]
_LOOSELY, _MINUTES, _TIMED = _LISTED["loosely"], _LISTED["minutes"], _LISTED["timed"]
_LEVELS = word_sets("not_figures", package=__package__)["levels"]
_AUXILIARIES = class_words("X")
_PAST = frozenset({"past", "to", "after", "before"})
_JOINTS = frozenset({"to", "and", "or", "until", "till", *DASHES})
# "9 a.m.", "2000 GMT", "10:30".
_ZONED = re.compile(
    r"\s*(?P<of>[ap]\.?m|o['’]?clock|gmt|utc|bst|e[sd]t|p[sd]t|cet|hrs)(?![^\W_])|(?P<minutes>:\d)", re.IGNORECASE
)
_WITH_MINUTES = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")
_OF_SOLDIERS = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
_HOURS = 12
_HOURS_OF_DAY = 24
_LARGEST_MINUTES = 29
# How many words back a verb still governs "at six".
_GOVERNS = 5


def is_time_of_day(tokens: Tokens, number: Number, *, left: str, right: str) -> bool:
    """Whether a number is an hour or its minutes; `left` and `right` are the text around it.

    >>> from analysis.english.numbers import Conventions, numbers_of
    >>> from analysis.english.tokens import scan
    >>> tokens = scan("Doors open at six; at four schools they stayed shut.")
    >>> [is_time_of_day(tokens, n, left="", right="") for n in numbers_of(tokens, conventions=Conventions())]
    [True, False]
    """
    if number.currency is not None or number.is_scaled or number.form not in ("digits", "words"):
        return False
    if (left[-1:] == ":" and left[-2:-1].isdigit()) or _is_zoned(number, right):
        return True
    written = tokens.lower[number.first]
    if written[:1] == "0" and _WITH_MINUTES.fullmatch(written) and written[1] != ".":
        return True  # "07.30": no other number is written so
    edge = number.first
    while edge > 0 and tokens.at(edge - 1) in _LOOSELY:
        edge -= 1
    preposition = tokens.at(edge - 1)
    if _OF_SOLDIERS.fullmatch(written) and tokens.at(number.last) in ("hours", "hrs"):
        return preposition in _PREPOSITIONS
    if _WITH_MINUTES.fullmatch(written) and preposition in _PLAINLY:
        return _is_marked(tokens, number.last) or (is_bare(tokens, number.last) and _is_timed(tokens, edge - 1))
    if number.value != int(number.value) or not 0 <= number.value <= _HOURS_OF_DAY:
        return _is_minutes(tokens, number)
    if number.value <= _HOURS and _is_past_the_hour(tokens, number, edge):
        return True
    return _is_minutes(tokens, number) or _is_hour(tokens, number, edge)


def beside_times(tokens: Tokens, numbers: list[Number], roles: list[str]) -> list[str]:
    """The roles with the other hour of each pair: "8-10pm", "between two and three in the morning"."""
    for at in range(len(numbers) - 1, 0, -1):
        if roles[at] == "clock" and roles[at - 1] == "figure" and _are_joined(tokens, numbers[at - 1], numbers[at]):
            roles[at - 1] = "clock"
    for at in range(1, len(numbers)):
        first, second = numbers[at - 1], numbers[at]
        if roles[at - 1] == "clock" and roles[at] == "figure" and _are_joined(tokens, first, second):
            ends = is_bare(tokens, second.last) and tokens.at(second.last) not in _AUXILIARIES
            roles[at] = "clock" if ends else "figure"
    return roles


def _are_joined(tokens: Tokens, first: Number, second: Number) -> bool:
    return (
        second.first == first.last + 1
        and tokens.at(first.last) in _JOINTS
        and max(first.value, second.value) <= _HOURS_OF_DAY
    )


def _is_zoned(number: Number, right: str) -> bool:
    """ "9 a.m.", "10:30", "2000 GMT"."""
    said = _ZONED.match(right)
    return said is not None and bool(
        said["minutes"] or number.value <= _HOURS_OF_DAY or said["of"].lower() in ("gmt", "utc")
    )


def _is_hour(tokens: Tokens, number: Number, edge: int) -> bool:
    """ "At six.", "until seven", "by four in the morning", "it was ten at night"."""
    if tokens.at(edge - 1) in _JOINTS and _is_small(tokens.at(edge - 2)):
        edge -= 2  # "between two and three in the morning"
    preposition = tokens.at(edge - 1)
    if preposition in ("from", "by", "to", "between", "since") and _is_changed(tokens, edge - 1):
        return False
    if _is_marked(tokens, number.last):
        told = preposition in _PREPOSITIONS or (preposition in ("is", "was") and tokens.at(edge - 2) == "it")
        told = told or (edge < number.first and preposition in _TIMED)  # "went around seven on Friday night"
        return (told or edge == 0) and not _is_level(tokens, edge - 1)
    if not is_bare(tokens, number.last) or tokens.at(number.last) in _AUXILIARIES or number.value > _HOURS:
        return False
    if preposition in _PLAINLY:
        return not _is_level(tokens, edge - 1)
    if preposition == "from":
        return tokens.at(number.last) in _JOINTS and _is_timed(tokens, edge - 1)
    # "The fire broke out around 7."
    return edge < number.first and tokens.at(edge - 1) in _TIMED and tokens.at(edge - 1) not in _LEVELS


def _is_marked(tokens: Tokens, last: int) -> bool:
    """Whether the words after an hour name a part of the day: "in the early morning", "on Friday morning"."""
    word, following = tokens.at(last), tokens.at(last + 1)
    if word in _MARKS:
        return word != "local" or following == "time"
    if word == "at" and following in ("night", "noon", "midnight"):
        return _ends(tokens, last + 2)
    at = last + (word in ("in", "on"))
    if tokens.at(at) not in ("the", "this", "that", "next") and tokens.tags[at : at + 1] != "M":
        return False
    at += 1 + (tokens.at(at + 1) in _EARLY)
    return tokens.at(at) in _PARTS and _ends(tokens, at + 1)


def _ends(tokens: Tokens, at: int) -> bool:
    """Whether no noun follows: "in the morning raid"."""
    return not tokens.at(at)[:1].isalpha() or tokens.at(at) in FUNCTION_WORDS


def _is_past_the_hour(tokens: Tokens, number: Number, edge: int) -> bool:
    """ "Quarter to nine", "ten past six"."""
    if edge < number.first or tokens.at(edge - 1) not in _PAST or not is_bare(tokens, number.last):
        return False
    if tokens.at(edge - 2) in _MINUTES:
        return tokens.at(edge - 1) in ("past", "to") or _is_small(tokens.at(edge - 3))
    # "Ten to six", and not "rose by 8 to 11", "from about 10 to 12".
    loosely = tokens.at(edge - 3) in _LOOSELY
    told = tokens.at(edge - 3 - loosely) in _PREPOSITIONS or (loosely and edge == 3 + loosely)
    return told and _is_round(tokens.at(edge - 2))


def _is_minutes(tokens: Tokens, number: Number) -> bool:
    """The "ten" of "at ten to nine" and "at ten minutes to nine"."""
    at = number.last + (tokens.at(number.last) in _MINUTES)
    if (
        number.value > _LARGEST_MINUTES
        or (number.value % 5 and at == number.last)
        or tokens.at(at) not in ("past", "to")
        or not _is_small(tokens.at(at + 1))
    ):
        return False
    told = tokens.at(number.first - 1) in _PREPOSITIONS | _LOOSELY
    return told and is_bare(tokens, at + 2) and not _is_level(tokens, number.first - 1)


def _is_small(word: str) -> bool:
    return (word.isdigit() and len(word) < 3) or word in NUMBER_WORDS


def _is_round(word: str) -> bool:
    """Whether a word can be so many minutes to or past an hour."""
    return word in NUMBER_WORDS or (word.isdigit() and int(word) % 5 == 0)


def _is_level(tokens: Tokens, at: int) -> bool:
    """Whether "at" says how high something is: "the toll stood at 12"."""
    return not _LEVELS.isdisjoint(tokens.lower[max(0, at - _GOVERNS) : at])


def _is_timed(tokens: Tokens, at: int) -> bool:
    """Whether something happens or is open at a time."""
    return not _TIMED.isdisjoint(tokens.lower[max(0, at - _GOVERNS) : at]) and not _is_level(tokens, at)


def _is_changed(tokens: Tokens, at: int) -> bool:
    """Whether a number before token `at` rises or falls from there."""
    return verb_before(tokens, at, moves=True) is not None
