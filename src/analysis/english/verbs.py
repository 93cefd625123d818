"""Verbs and their forms: irregular ones from a list, regular ones by the rules of spelling."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

from analysis.english.nouns import SIBILANTS
from analysis.english.word_lists import word_groups, word_list, word_sets

Form = Literal["base", "s", "ing", "past", "participle"]

AUXILIARIES = frozenset(dict(word_groups("function_words"))["X"])
BE, MODALS = word_sets("auxiliaries").values()
# Words in -ed that are no past form.
NOT_PAST = word_list("not_past")

_IRREGULAR: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    base: (tuple(words[0].split("/")), tuple(words[1].split("/"))) for base, words in word_groups("irregular_verbs")
}
_DOUBLES = word_list("doubling_verbs")
# A verb of one syllable whose last vowel is short: one vowel letter, then one consonant.
_ONE_SHORT_SYLLABLE = re.compile(r"(?:qu|[^aeiou])*[aeiou][^aeiouwxyh]")


def pasts(verb: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Past forms and past participles of a verb in its base form.

    >>> pasts("write"), pasts("carry"), pasts("refer")
    ((('wrote',), ('written',)), (('carried',), ('carried',)), (('referred',), ('referred',)))
    """
    regular = (_stem(verb, "ed"),)
    return _IRREGULAR.get(verb, (regular, regular))


def third_person(verb: str) -> str:
    """The form in -s.

    >>> third_person("try"), third_person("go"), third_person("say")
    ('tries', 'goes', 'says')
    """
    if verb in ("have", "be"):
        return "has" if verb == "have" else "is"
    if verb.endswith("y") and verb[-2:-1] not in "aeou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith((*SIBILANTS, "go", "do")) else "s")


def ing_form(verb: str) -> str:
    """The form in -ing.

    >>> ing_form("make"), ing_form("agree"), ing_form("put"), ing_form("lie")
    ('making', 'agreeing', 'putting', 'lying')
    """
    return _stem(verb, "ing")


def _stem(verb: str, ending: str) -> str:
    if verb.endswith("ie") and ending == "ing":
        return verb[:-2] + "ying"
    if verb.endswith("e"):
        keeps = ending == "ing" and verb.endswith(("ee", "oe", "ye"))
        return (verb if keeps else verb[:-1]) + ending
    if verb.endswith("y") and verb[-2:-1] not in "aeou" and ending == "ed":
        return verb[:-1] + "ied"
    if verb in _DOUBLES or _ONE_SHORT_SYLLABLE.fullmatch(verb):
        return verb + verb[-1] + ending
    return verb + ending


def forms(verb: str) -> Iterator[tuple[str, Form]]:
    """All forms of a verb with their kinds; a past that equals the base goes first, as it fits any subject.

    >>> dict(forms("say"))
    {'say': 'base', 'says': 's', 'saying': 'ing', 'said': 'past'}
    """
    past, participles = pasts(verb)
    yield from ((form, "past") for form in past if form == verb)
    yield verb, "base"
    yield third_person(verb), "s"
    yield ing_form(verb), "ing"
    yield from ((form, "past") for form in past if form != verb)
    yield from ((form, "participle") for form in participles if form not in past)


@cache
def common_forms() -> Mapping[str, frozenset[Form]]:
    """Every form of the verbs that news uses most (`words/verbs.txt`) and of the irregular ones, with its kinds.

    >>> sorted(common_forms()["cut"]), "table" in common_forms()
    (['base', 'past'], False)
    """
    found: dict[str, set[Form]] = {}
    for verb in sorted(word_list("verbs") | _IRREGULAR.keys()):
        for form, kind in forms(verb):
            found.setdefault(form, set()).add(kind)
    return {form: frozenset(kinds) for form, kinds in found.items()}


# Past forms and participles of irregular verbs that are no base form: a noun is seldom spelt so.
IRREGULAR_PASTS = frozenset(form for past, _ in _IRREGULAR.values() for form in past) - _IRREGULAR.keys()
IRREGULAR_PARTICIPLES = frozenset(form for _, found in _IRREGULAR.values() for form in found) - _IRREGULAR.keys()


def is_in_ed(word: str) -> bool:
    """Whether a lower-cased word has the regular ending of a past form or participle.

    >>> is_in_ed("wounded"), is_in_ed("seed")
    (True, False)
    """
    return word.endswith("ed") and len(word) > 3 and word not in NOT_PAST
