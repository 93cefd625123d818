"""Nouns: which are plural, their other number, and which name a person or a body of people."""

import re
from functools import lru_cache

from analysis.english.word_lists import word_list, word_table

IRREGULAR_PLURALS = word_table("irregular_plurals")
NOT_PLURAL = word_list("not_plural")
_PLURAL_OF = {one: plural for plural, one in reversed(IRREGULAR_PLURALS.items())}
SIBILANTS = ("s", "sh", "ch", "x", "z")

# Nouns that can stand for a body named before, as in "the union".
BODY_NOUNS = word_list("body_nouns")
_GROUPS = word_list("group_nouns")
_NO_PERSON = word_list("no_persons")
_PERSON = re.compile(
    r"(?:[a-z]{2,}(?:er|or|ist|ian|yst|ert|ant|man|woman|person|ative|crat|ee)|(?:eye)?witness"
    r"|[a-z]{3,}(?:girl|boy|child|brother|sister|mother|father|wife)"
    rf"|{'|'.join(sorted(word_list('person_nouns')))})$"
)


def is_men(word: str) -> bool:
    """Whether a lower-cased word is a plural in -men.

    >>> is_men("gunmen"), is_men("specimen")
    (True, False)
    """
    return word.endswith("men") and len(word) > 5 and word not in NOT_PLURAL


def is_plural(word: str) -> bool:
    """Whether a lower-cased word looks like a plural noun.

    >>> [is_plural(word) for word in ("prisoners", "people", "news", "class")]
    [True, True, False, False]
    """
    if word in IRREGULAR_PLURALS or is_men(word):
        return True
    return (
        len(word) > 2
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "'s", "’s"))
        and word not in NOT_PLURAL
    )


def singular(word: str) -> str:
    """The singular of a lower-cased noun.

    >>> [singular(word) for word in ("bodies", "people", "boxes", "votes", "news")]
    ['body', 'person', 'box', 'vote', 'news']
    """
    if word in IRREGULAR_PLURALS:
        return IRREGULAR_PLURALS[word]
    if not is_plural(word):
        return word
    if is_men(word):
        return f"{word[:-3]}man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=4096)
def plural(noun: str) -> str:
    """The plural of a lower-cased noun.

    >>> [plural(noun) for noun in ("body", "person", "box", "fireman")]
    ['bodies', 'people', 'boxes', 'firemen']
    """
    if noun in _PLURAL_OF:
        return _PLURAL_OF[noun]
    if noun.endswith("man"):
        return f"{noun[:-3]}men"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(SIBILANTS) else f"{noun}s"


def is_one_person(noun: str) -> bool:
    """Whether a lower-cased common noun is one person.

    >>> is_one_person("activist"), is_one_person("letter")
    (True, False)
    """
    return noun not in _NO_PERSON and bool(_PERSON.match(noun))


@lru_cache(maxsize=1 << 13)
def is_people(noun: str) -> bool:
    """Whether a lower-cased common noun, singular or plural, is a person, people or a body of people.

    >>> is_people("teachers"), is_people("union"), is_people("letters")
    (True, True, False)
    """
    one = singular(noun)
    return is_one_person(one) or one in BODY_NOUNS or one in _GROUPS
