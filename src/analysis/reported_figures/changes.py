"""Rises and falls: the words of change around a number, and whether "3 to 15" is an amount and a level or a range."""

from analysis.english.numbers import Number
from analysis.english.tokens import Tokens, word_set
from analysis.english.word_lists import word_sets

_WORDS = word_sets("changes", package=__package__)
UP, DOWN, ONLY_CHANGE = _WORDS["up"], _WORDS["down"], _WORDS["only change"]
_SIGNS = dict.fromkeys(UP | _WORDS["ups"] | _WORDS["higher"], 1) | dict.fromkeys(
    DOWN | _WORDS["downs"] | _WORDS["lower"], -1
)
NOUNS = _WORDS["ups"] | _WORDS["downs"]
COMPARATIVES = _WORDS["higher"] | _WORDS["lower"]
# Verbs whose object may be things: "lost 3,000 jobs".
LOSING = _WORDS["of prices"]
_RISES = {("up", "shot"), ("up", "shoot"), ("up", "shoots")}  # "prices shot up 20 per cent"
_MOVES, _BETWEEN, _PHRASAL = _WORDS["moves"], _WORDS["between"], _WORDS["phrasal"]
_LEVEL_OF, _UP_TO_A_LEVEL = _WORDS["level of"], _WORDS["up to a level"]
EDGES, _RANGING = _WORDS["edges"], _WORDS["ranging"]
_POSSIBLY = word_set("could may might would will can should")
# How many times an amount the level may be and still be the upper end of a range: "by 10 to 15 per cent".
_WIDEST, _WIDEST_POSSIBLE = 2.5, 5
_FARTHEST_VERB = 10
_FARTHEST_SUBJECT = 14


def sign_of(word: str) -> int:
    """1 for a word of rising, -1 for one of falling, else 0.

    >>> sign_of("rose"), sign_of("lower"), sign_of("held")
    (1, -1, 0)
    """
    return _SIGNS.get(word, 0)


def is_change_verb(word: str) -> bool:
    """Whether a lower-cased word is a verb or adverb of rising or falling."""
    return word in UP or word in DOWN


def governor(tokens: Tokens, first: int) -> int:
    """The token that governs the number at token `first`: adverbs, articles and "a total of" are passed over.

    >>> from analysis.english.tokens import scan
    >>> tokens = scan("rose to a record high of about 15")
    >>> tokens.at(governor(tokens, 7))
    'to'
    """
    at = first - 1
    for _ in range(8):
        word = tokens.at(at)
        if tokens.tags[at : at + 1] == "M" and tokens.at(at + 1) in _LEVEL_OF:
            at -= 1  # "down from the | July | figure of 12"
            continue
        if word == "expected" and tokens.at(at - 1) == "-" and tokens.at(at - 2) == "than":
            at -= 5  # "rose by | a stronger-than-expected | 1.9 billion"
        elif word == "of" and tokens.at(at - 1) in _LEVEL_OF:
            at -= 2
        elif word == "average" and tokens.at(at - 1) == "on":
            at -= 2  # "have grown | on average | 15 per cent"
        elif word in ("up", "down") and is_change_verb(tokens.at(at - 1)):
            at -= 1  # "dipped down to"
        elif word in _BETWEEN and not (word == "at" and tokens.at(at + 1) != "least"):
            at -= 1
        else:
            break
    return at


def verb_before(tokens: Tokens, at: int, *, moves: bool = False) -> int | None:
    """The nearest word of change to the left of token `at` in its clause; with `moves` also "went", "revised"."""
    for place in range(at - 1, max(-1, at - 1 - _FARTHEST_VERB), -1):
        word = tokens.lower[place]
        if word in UP or word in DOWN or word in NOUNS or (moves and word in _MOVES):
            return None if is_phrasal(tokens, place) else place
        if word in EDGES:
            return None
    return None


def is_phrasal(tokens: Tokens, at: int) -> bool:
    """Whether "up" or "down" belongs to a verb before it: "set up", "shot down"."""
    before = tokens.at(at - 1)
    return tokens.at(at) in ("up", "down") and before in _PHRASAL and (tokens.at(at), before) not in _RISES


def is_up_to_a_level(tokens: Tokens, at: int) -> bool:
    """Whether the "up to" at token `at` says where something went: "the price went up to 10", "toll up to 40"."""
    before = tokens.at(at - 1)
    return before in _UP_TO_A_LEVEL or before in _WORDS["counts"]


def is_from_to(tokens: Tokens, at: int, *, lower: float, upper: float) -> bool:
    """Whether "from" at token `at` opens a change ("rose from 12 to 15") and not a range ("ranges from 12 to 15").

    >>> from analysis.english.tokens import scan
    >>> is_from_to(scan("took the toll from 12 to 15"), 3, lower=12, upper=15)
    True
    >>> is_from_to(scan("it takes from 12 to 15 days"), 2, lower=12, upper=15)
    False
    """
    if tokens.at(at - 1) in _RANGING:
        return False
    start = at - 1 if tokens.at(at - 1) == "," else at
    return lower > upper or verb_before(tokens, start, moves=True) is not None


def is_amount_and_level(tokens: Tokens, number: Number, *, following: Number, is_percent: bool) -> bool:
    """Whether the first of "3 to 15" is the amount of a change and the second the new level.

    "By 10 to 15 per cent" is a range, "by 3 to 15" hardly ever: the two readings differ in how far apart the numbers
    are, and in whether what changed is itself counted in that unit ("the death toll", "the unemployment rate").
    """
    at = governor(tokens, number.first - 2 * (tokens.at(number.first - 1) == "than"))
    word = tokens.at(at)
    if word == "by":
        verb = verb_before(tokens, at)
    elif word == "of" and tokens.at(at - 1) in NOUNS:
        verb = at - 1
    else:
        verb = at if is_change_verb(word) and not is_phrasal(tokens, at) else None
    if verb is None:
        return False
    if number.value <= 0 or number.form == "fraction" or following.value <= number.value:
        return True
    left = tokens.lower[max(0, verb - _FARTHEST_SUBJECT) : at]
    levels = _WORDS["rates"] if is_percent else _WORDS["counts"]
    is_possible = any(word in _POSSIBLY for word in tokens.lower[max(0, verb - 3) : verb])
    if not is_possible and any(word in levels for word in left):
        return True
    return following.value > (_WIDEST_POSSIBLE if is_possible else _WIDEST) * number.value
