"""Ages: "the president, 71, has", "a woman of 28", "the suspect is 22", "he died at 71".

They tell who somebody is and count nobody. An age that a law sets ("raise the retirement age to 64") or that a group
has ("an average age of 37") is a number of years like others.
"""

from functools import lru_cache
from typing import Literal

from analysis.english.classes import FUNCTION_WORDS, class_words
from analysis.english.marks import DASHES
from analysis.english.names import PLACES
from analysis.english.nouns import is_one_person, is_plural, singular
from analysis.english.numbers import NUMBER_WORDS, Number
from analysis.english.tokens import Tokens
from analysis.english.units import Unit
from analysis.english.word_lists import word_list, word_sets

Age = Literal["of a person", "of a rule"]

_LISTED = word_sets("ages", package=__package__)
_PERSONS, _PARENTS, _CHILDREN = _LISTED["persons"], _LISTED["parents"], _LISTED["children"]
_LOOSELY, _SUPPOSED, _BEING, _TURNING = (_LISTED[key] for key in ("loosely", "supposed", "being", "turning"))
_SUPERLATIVES, _NO_SUPERLATIVE = _LISTED["superlatives"], _LISTED["no superlative"]
_LIFE, _UNTIL, _SUBJECTS = _LISTED["life"], _LISTED["until"], _LISTED["subjects"]
_GROUPS, _LIMITS, _OLDER = _LISTED["groups"], _LISTED["limits"], _LISTED["older"]
_RULES, _RULE_JOINTS = _LISTED["rules"], _LISTED["rule joints"]
_CONTEXTS = word_sets("not_figures", package=__package__)
_LEVELS, _SAYING = _CONTEXTS["levels"], _CONTEXTS["saying"]
_NUMBERED_BY = frozenset({"age", "aged", "ages"})
_OLD = frozenset({"old", "olds", "age"})
_AGE_UNITS = frozenset({"years", "months", "weeks", "days"})
_FIRST_NAMES, _DIRECTIONS = word_list("first_names"), word_list("directions")
_DASHES = frozenset(DASHES)
# "She turned 18 Friday", "goes to 64 next year".
_WHEN = word_list("weekdays") | {"last", "next"}
_PREPOSITIONS = class_words("IOZ")
_AUXILIARIES, _DETERMINERS = class_words("X"), class_words("D")
_LEADS_ON = frozenset({"of", "more", "other", "such", "fewer", "less", "additional", "per"})
_JOINERS = frozenset({",", "and", "or", "to", "not"})
_OLDEST = 120
_YOUNGEST_QUOTED = 5
_LARGEST_FAMILY = 20
_LONGEST_NOUN = 5
_AGE_JOINTS = _UNTIL | _BEING | {"of", "to", "between"}
_CONTRACTED = frozenset({"he's", "she's", "i'm", "who's"})
_WHERE = frozenset({"in", "at", "from", "near", "of", "to"})
_LONGEST_LIST = 15
# Words from an age back to what tells it: "the average age of those arrested was 37".
_FARTHEST = 8


def age_unit(tokens: Tokens, number: Number) -> str | None:
    """ "years" if the bare number is an age, None otherwise.

    >>> from analysis.english.numbers import Conventions, numbers_of
    >>> from analysis.english.tokens import scan
    >>> tokens = scan("Maria Lind, 42, was arrested")
    >>> age_unit(tokens, numbers_of(tokens, conventions=Conventions())[0])
    'years'
    """
    return "years" if _age_of(tokens, number, number.last) else None


def is_age(tokens: Tokens, number: Number, unit: Unit | None) -> bool:
    """Whether a number says how old somebody or something is, and not how many or how long.

    >>> from analysis.english.numbers import Conventions, numbers_of
    >>> from analysis.english.tokens import scan
    >>> tokens = scan("It raises the voting age to 21")
    >>> is_age(tokens, numbers_of(tokens, conventions=Conventions())[0], None)
    False
    """
    if unit is None:
        return _age_of(tokens, number, number.last) == "of a person"
    if not _OLD.isdisjoint(tokens.lower[unit.core : unit.last]):
        return True
    # "Aged 45 years", "a boy of nine months"; but "he was 12 years in prison".
    told = unit.name in _AGE_UNITS and tokens.at(number.first - 1) not in _BEING
    return told and _age_of(tokens, number, unit.last) == "of a person"


def is_family(tokens: Tokens, number: Number) -> bool:
    """Whether a number is that of somebody's children: "a mother of three was killed".

    >>> from analysis.english.numbers import Conventions, numbers_of
    >>> from analysis.english.tokens import scan
    >>> tokens = scan("A mother of three was killed")
    >>> is_family(tokens, numbers_of(tokens, conventions=Conventions())[0])
    True
    """
    if tokens.at(number.first - 1) != "of" or not 0 < number.value <= _LARGEST_FAMILY:
        return False
    is_parent = singular(tokens.at(number.first - 2)) in _PARENTS
    return is_parent and (is_bare(tokens, number.last) or tokens.at(number.last) in _CHILDREN)


def _age_of(tokens: Tokens, number: Number, last: int) -> Age | None:
    """Whose age a number is; the words after it, or after its unit, start at token `last`."""
    plain = number.form in ("digits", "words") and number.currency is None and not number.is_scaled
    if not plain or not 0 < number.value < _OLDEST or number.value != int(number.value):
        return None
    told = _told(tokens, number.first, number, last)
    if told is None and tokens.at(number.first - 1) in _JOINERS and is_bare(tokens, last):
        start = _list_start(tokens, number.first)
        told = _told(tokens, start, number, last) if start < number.first else None
    return told


def _list_start(tokens: Tokens, first: int) -> int:
    """Where a list of numbers starts whose next is at token `first`: "aged 12, 14 and 60"."""
    for _ in range(_LONGEST_LIST):
        at = first
        while tokens.at(at - 1) in _JOINERS:
            at -= 1
        if at == first or not _is_small(tokens.at(at - 1)):
            break
        first = at - 1
    return first


def _is_small(word: str) -> bool:
    """Whether a word can be an age."""
    return (word.isdigit() and len(word) < 4) or word in NUMBER_WORDS


def is_bare(tokens: Tokens, last: int) -> bool:
    """Whether a number whose words end before token `last` ends its phrase: no noun and no unit follows.

    >>> from analysis.english.tokens import scan
    >>> is_bare(scan("at six on Friday"), 2), is_bare(scan("at six schools"), 2)
    (True, False)
    """
    after = tokens.at(last)
    if after in ("or", "to") and _is_small(tokens.at(last + 1)):
        after = tokens.at(last := last + 2)  # "eight or nine seconds"
    if not after[:1].isalnum():
        return after not in ("%", "°", "/", "$") and not (after in _DASHES and tokens.touches(last))
    if (after in FUNCTION_WORDS and after not in _LEADS_ON) or after in _WHEN:
        return True
    # "A boy of nine fled", but "nine wounded men".
    return tokens.tags[last] == "Y" or (tokens.tags[last] == "E" and not is_plural(tokens.at(last + 1)))


def _told(tokens: Tokens, first: int, number: Number, last: int) -> Age | None:
    """Whose age the numbers from token `first` on are."""
    edge = first
    while tokens.at(edge - 1) in _LOOSELY and edge > 0:
        edge -= 1
    before, bare = tokens.at(edge - 1), is_bare(tokens, last)
    if bare and before in _RULE_JOINTS and _is_of_a_rule(tokens, edge):
        return "of a rule"
    if before in _NUMBERED_BY or (
        before in _AGE_JOINTS and not _NUMBERED_BY.isdisjoint(tokens.lower[max(0, edge - 3) : edge])
    ):
        return "of a person"
    if before in _DASHES and tokens.touches(edge) and tokens.touches(edge - 1):
        return "of a person" if tokens.at(edge - 2) in ("under", "over") else None
    if _is_of_a_group(tokens, edge, number=number, last=last, bare=bare):
        return "of a person"
    if before == ",":
        return "of a person" if _behind_a_comma(tokens, edge, number=number, last=last) else None
    return "of a person" if bare and _is_somebodys(tokens, edge, first=first, number=number, last=last) else None


def _is_somebodys(tokens: Tokens, edge: int, *, first: int, number: Number, last: int) -> bool:
    """Whether the words before a bare number say that it is how old somebody is."""
    before = tokens.at(edge - 1)
    if before == "of":
        return _is_human(tokens.at(edge - 2)) and number.form != "vague"
    if before == "as" and tokens.at(edge - 2) in ("young", "old"):
        return True  # "children as young as 12"
    if before == "(":
        named = _is_person(tokens, edge - 1) or _is_person(tokens, _last_bracket(tokens, edge - 1))
        return named and tokens.at(last) in (")", ",")
    if before in _BEING:
        is_list = first < number.first or _goes_on(tokens, last)
        return _is_subject(tokens, edge - 1, is_list=is_list, is_when=tokens.at(last) == "when")
    if before.replace("’", "'") in _CONTRACTED:
        return True
    if before in _TURNING or (before in _SUPERLATIVES and edge < first):
        return True
    if before in _UNTIL:
        return _is_at_an_age(tokens, edge, number=number, last=last)
    return False


def _is_of_a_rule(tokens: Tokens, edge: int) -> bool:
    """ "The retirement age from 62 to", "the average age of those arrested was"."""
    for at in range(edge - 1, max(0, edge - _FARTHEST - 1), -1):
        word = tokens.at(at)
        if word in (";", ":", ".", "?", "!"):
            return False
        if word in ("age", "ages"):
            return (
                tokens.at(at - 1) in _RULES
                or tokens.at(at + 1) in ("limit", "threshold", "cap")
                or (tokens.at(at + 1), tokens.at(at + 2)) == ("of", "consent")
            )
    return False


def _is_of_a_group(tokens: Tokens, edge: int, *, number: Number, last: int, bare: bool) -> bool:
    """ "Children under five", "Americans 65 and older", "women 18 to 64": who is meant, not how many."""
    group = tokens.at(edge - 1)
    if not (group in _GROUPS or (is_plural(group) and (_is_human(group) or tokens.words[edge - 1][0].isupper()))):
        return False
    if tokens.at(number.first - 1) in _LIMITS:
        return not is_plural(tokens.at(last)) and (bare or tokens.at(last)[:1].isalpha())
    joint = tokens.at(last)
    if joint in ("and", "or") and tokens.at(last + 1) in _OLDER:
        return True
    if joint in ("+", "plus") or (joint in _DASHES and tokens.at(last + 1) == "plus"):
        return True
    ends = (joint in _DASHES or joint == "to") and _is_small(tokens.at(last + 1))
    return ends and is_bare(tokens, last + 2)


def _behind_a_comma(tokens: Tokens, edge: int, *, number: Number, last: int) -> bool:
    """Whether a number behind a comma is the age of the person named before it: "Lind, 42," and "said Lind, 42."."""
    at, after = edge - 2, tokens.at(last)
    if _is_person(tokens, at + 1):
        # "According to the mayor, 40 died": an age in apposition has no verb.
        is_source = tokens.words[at][0].islower() or "according" in tokens.lower[max(0, at - _FARTHEST) : at]
        return is_bare(tokens, last) and not (is_source and tokens.tags[last : last + 1] in ("X", "Y", "E"))
    if number.form != "digits" or edge < number.first:
        return False
    if after in (",", ")"):
        # A list of numbers has a number, not a word, before its comma; "Paris, 12," is rare, "Lind, 42," is not.
        return _is_name(tokens, at)
    if _is_name(tokens, at) and tokens.at(at - 1) in _JOINERS and _is_small(tokens.at(at - 2)):
        return is_bare(tokens, last)  # "John, 8, Mary, 6."
    told = number.value >= _YOUNGEST_QUOTED and after == "."
    return told and any(word in _SAYING for word in tokens.lower[max(0, at - 4) : at])


def _last_bracket(tokens: Tokens, end: int) -> int:
    """Where the last bracket before token `end` opens that holds a number alone, 0 if none does."""
    for at in range(end - 1, max(1, end - _LONGEST_LIST), -1):
        if tokens.at(at) == "(":
            return at if _is_small(tokens.at(at + 1)) and tokens.at(at + 2) == ")" else 0
    return 0


def _is_subject(tokens: Tokens, at: int, *, is_list: bool, is_when: bool) -> bool:
    """Whether the form of "be" at token `at` says something of a person: "a man, thought to be"."""
    if tokens.at(at) == "be" and tokens.at(at - 1) == "to":
        at -= 2
        if tokens.at(at) not in _SUPPOSED:
            return False
        at -= tokens.at(at - 1) == ","
    while tokens.at(at - 1) in _AUXILIARIES or tokens.at(at - 1) in ("not", "also"):
        at -= 1
    if _is_superlative(tokens, at):
        return True
    if tokens.at(at - 1) in _SUBJECTS:
        return True
    if tokens.at(at - 1) == ",":
        # "Reed, the son of a miner, was"
        opens = max(
            (place for place in range(max(0, at - 1 - _FARTHEST), at - 1) if tokens.at(place) == ","), default=at
        )
        at = opens if opens < at and _is_person(tokens, opens) else at
    start = _person_start(tokens, at)
    if start is None:
        # A surname alone; at the start of a sentence any noun has a capital.
        return _is_name(tokens, at - 1) and tokens.at(at - 2) not in _PREPOSITIONS and (is_when or at > 1)
    # "The victims were 12" may count them.
    may_count = is_plural(tokens.at(at - 1)) and tokens.words[at - 1].islower()
    return tokens.at(start - 1) not in _PREPOSITIONS and (is_list or is_when or not may_count)


def _is_superlative(tokens: Tokens, end: int) -> bool:
    """ "The youngest of those killed"."""
    for at in range(end - 1, max(-1, end - _FARTHEST), -1):
        if tokens.at(at) in _NO_SUPERLATIVE:
            return False
        if tokens.at(at) in _SUPERLATIVES:
            return True
    return False


def _is_at_an_age(tokens: Tokens, edge: int, *, number: Number, last: int) -> bool:
    """ "He died in Velmar at 71", "retire at 64", and "At 71, she"."""
    if edge == 1 and tokens.at(0) == "at":
        return number.value >= _YOUNGEST_QUOTED and (tokens.at(last) == "," or tokens.at(last) in _SUBJECTS)
    for at in range(edge - 2, max(-1, edge - _FARTHEST), -1):
        if tokens.at(at) in _LEVELS or tokens.at(at) in (".", ";", ":"):
            return False
        if tokens.at(at) in _LIFE:
            return True
    return False


def _goes_on(tokens: Tokens, last: int) -> bool:
    """Whether another bare number follows: "were 17 and 19"."""
    joint = tokens.at(last) in _JOINERS
    at = last + 1 + (joint and tokens.at(last + 1) in _JOINERS)
    return joint and _is_small(tokens.at(at)) and is_bare(tokens, at + 1)


@lru_cache(maxsize=4096)
def _is_human(word: str) -> bool:
    """Whether a lower-cased noun, singular or plural, is somebody who has an age."""
    one = singular(word)
    return one in _PERSONS or one in _PARENTS or is_one_person(one)


def _is_person(tokens: Tokens, end: int) -> bool:
    """Whether the words before token `end` are one person, and not where or of what."""
    start = _person_start(tokens, end)
    return start is not None and (tokens.words[end - 1][0].islower() or tokens.at(start - 1) not in _WHERE)


def _person_start(tokens: Tokens, end: int) -> int | None:
    """Where the noun or the name of a person starts that ends before token `end`; None where there is none."""
    at = end - 1
    if at < 0:
        return None
    if tokens.words[at][0].islower() and _is_human(tokens.lower[at]):
        while at > max(0, end - _LONGEST_NOUN) and _is_adjective(tokens, at - 1):
            at -= 1
        return at - (tokens.at(at - 1) in _DETERMINERS)
    while _is_name(tokens, at):
        at -= 1
    at += 1
    first = tokens.at(at)
    if at == end or first in PLACES or first in _DIRECTIONS:
        return None
    return at if first in _FIRST_NAMES or end - at > 1 else None


def _is_adjective(tokens: Tokens, at: int) -> bool:
    """Whether a word can stand before a noun in its phrase."""
    return tokens.words[at].isalpha() and tokens.lower[at] not in FUNCTION_WORDS


def _is_name(tokens: Tokens, at: int) -> bool:
    """Whether a token is written like a part of a person's name."""
    word = tokens.words[at] if 0 <= at < len(tokens.words) else ""
    is_written = word[:1].isupper() and (word[1:].islower() or len(word) > 2) and word.isalpha()
    return is_written and word.lower() not in FUNCTION_WORDS
