"""What a number counts: the noun phrase after it, its head, or the noun that the sentence leaves out.

Each token after a number gets a letter by its form (closed classes, verbs, endings); noun phrases are patterns over the
letters. No model, no list of topics. The letters:

=====  ==========================================  =====  ==========================================
s r    plural noun; the same with a capital        n m    other word; the same with an adjective's ending
j      plural that stands before a head ("arms")   v z    verb; verb that is a plural too ("runs")
p      people                                      e g y  word in -ed, -ing, -ly
w c    witnesses ("officials"); police             a      adjective that follows its noun ("open")
k      what happened to people ("injured")         h      abbreviation that is no head ("am", "Dr")
f o    adverb or adjective before a noun; ordinal  b x    function word that may stand before a noun; any other
D O T  determiner; of; that                           C q -  and, or; quotation mark; hyphen that glues
t `    most, least; owner ("city's")               , .    comma; number, other sign
=====  ==========================================  =====  ==========================================
"""

import re
from functools import lru_cache
from typing import NamedTuple

from analysis.english.classes import CLASSES, NUMBER_WORDS, plain
from analysis.english.marks import HYPHENS, QUOTES
from analysis.english.nouns import is_plural, singular
from analysis.english.tokens import Tokens, scan, word_set
from analysis.english.verbs import common_forms, is_in_ed
from analysis.english.word_lists import word_list

_FORMS = common_forms()
# After "one" a base form is a noun and a form in -s a verb, after "two" the other way round.
_BASES = frozenset(form for form, kinds in _FORMS.items() if "base" in kinds)
_FINITE = frozenset(form for form, kinds in _FORMS.items() if kinds != {"ing"} and not is_in_ed(form)) - _BASES
_HYPHENS = frozenset(f"{HYPHENS}–")
# A noun phrase is looked for in so many tokens.
_LONGEST = 12
# Plurals that stand before the head of a compound: "sales team members", "arms dealers".
_ADJUNCTS = word_set(
    "sales sports arms savings goods customs operations communications systems services rights weapons drugs women "
    "men games awards earnings securities jobs parks forces materials solutions electronics resources affairs "
    "relations studies sciences"
)
_CASUALTIES = word_set(
    "dead killed wounded injured missing arrested detained hurt displaced homeless stranded hospitalised hospitalized "
    "freed released jailed imprisoned infected unaccounted evacuated rescued drowned feared confirmed trapped"
)
_WITNESSES = word_set("officials prosecutors authorities investigators organisers organizers")
_ADJECTIVAL = (
    "al", "ic", "ive", "ous", "ful", "less", "able", "ible", "ian", "ary", "ant", "ent", "er", "or",
)  # fmt: skip
_NOT_HEADS = word_set("am pm etc et al vs mr mrs ms dr st")
# Stand between a number and its noun without meaning for either.
_BEFORE = word_set(
    "more other additional extra further new separate different such very highly newly so-called consecutive straight "
    "fewer less"
)
_ORDINALS = word_list("ordinals") | word_set("last next previous final opening closing")
# Adverbs, adjectives and days that follow a counted noun and are in no closed class.
_AFTER = word_list("weekdays") | word_set(
    "abroad ago ahead alike alone altogether annually anymore apiece beside combined currently daily deep elsewhere "
    "except high mine monthly n't nationwide old older online outright overnight overseas presently recently "
    "respectively tall today tomorrow tonight total weekly wide worldwide worth yearly yesterday younger plus till past"
)
# Of the closed classes these are adjectives too: "four long stories", "two inside jobs", "three other men".
_ADJECTIVES_TOO = word_set(
    "long wide high deep tall old older younger later earlier daily weekly monthly annually yearly combined total "
    "worldwide nationwide online overseas outright inside outside near past still even just under most best least away"
)
_NO_STOPS = word_set("other such various certain numerous very")
_NO_COMPOUNDS = word_set("strong odd fold some plus something")
# Adjectives that follow their noun: "one eye open", "two seats available".
_FOLLOWING = word_set("open available alive free ready due likely able unable present more strong away")


@lru_cache(maxsize=1 << 15)
def _letter(word: str) -> str:
    """The letter of one token, by its form alone.

    >>> "".join(map(_letter, "political prisoners were freed yesterday".split()))
    'msxkx'
    """
    low = word.lower()
    if not (word[0].isalpha() or word == "&"):
        return "q" if word in QUOTES else "-" if word in _HYPHENS else "," if word == "," else "."
    if low in NUMBER_WORDS:
        return "."
    if low.endswith(("'s", "’s")) and plain(low) not in CLASSES:
        return "`"
    if low in ("and", "or"):
        return "C"
    if low in _CASUALTIES:
        return "k"
    if low in _BEFORE and word[0].islower():
        return "f"
    if low in _ORDINALS:
        return "o"
    if low in ("most", "least", "that"):
        return "T" if low == "that" else "t"
    return _letter_of_class(word, low) or _letter_of_noun(word, low)


def _letter_of_class(word: str, low: str) -> str | None:
    """The letter of a word of a closed class; "US" and "WHO" are none."""
    if (word.isupper() and len(word) > 1 and low in ("us", "it", "who", "am", "un")) or low in _NO_STOPS or low == "&":
        return None
    letter = CLASSES.get(plain(low), "N")
    if letter in "DO":
        return "b" if low in _ADJECTIVES_TOO else letter
    if letter in "HhRTIZBXA" or low in _AFTER or low.endswith("n't"):
        return "b" if low in _ADJECTIVES_TOO else "x"
    return None


def _letter_of_noun(word: str, low: str) -> str:
    if low in _NOT_HEADS:
        return "h"
    if low in _FOLLOWING:
        return "a"
    plural = is_plural(low)
    if low in _BASES and not plural:
        return "u"
    if low in _FINITE:
        return "z" if plural else "v"
    if plural:
        return (
            "p" if low == "people" else "c" if low == "police" else "w" if low in _WITNESSES
            else "j" if low in _ADJUNCTS else "r" if word[0].isupper() else "s"
        )  # fmt: skip
    for ending, letter in (("ed", "e"), ("ing", "g"), ("ly", "y")):
        if low.endswith(ending):
            return letter
    return "m" if low.endswith(_ADJECTIVAL) else "n"


class NounPhrase(NamedTuple):
    """Tokens `first` to `last` (exclusive) with the head at `head`."""

    first: int
    last: int
    head: int


# From the number to the noun phrase: "of the", "of that", ", of other", "more", "first".
_LEAD = re.compile(r"(?:,?O[DTt]*)?(?:f(?!C)|q|o)*")
_ANY_PLURAL = "[srjpwcz]"
_OWNER = "(?:[nmuegfosrjpwcyt-]*`)?"
# What may stand before the head: modifiers, an owner, glued compounds, two modifiers joined by "and".
_MODIFIERS = (
    rf"(?:[a-z]-|[nmegyaofkhtq`]|b(?=[nmusrjpwcegofyC])|[uv](?=[nmegyaofku]{{0,2}}{_ANY_PLURAL})|(?<=[ODT])[uv]"
    rf"|(?<=-){_ANY_PLURAL}(?=[nmusrjpwc])|(?<=-)C|C(?=[nmegyaofkuv]{_ANY_PLURAL}))*?"
)
# The last of some plurals in a row, behind those that stand before a head.
_PLURAL = re.compile(
    rf"{_MODIFIERS}(?:[jr]g?[nmu]{{0,2}}(?={_ANY_PLURAL}))*"
    rf"(?!(?<=-){_ANY_PLURAL}[nmusrjpwc])(?:p[srj]*|[srjwcz][srjpw]*)(?!-)"
)
# "One long-range missile", "one of the city's officers".
_ONE = re.compile(
    rf"{_OWNER}(?:[yhqkt]|b(?=[nmueg])|[a-z]-)*(?:[srjpwc]|(?:e(?=[nmuo-])|[nmugafo]|(?<=[ODT])v)(?:-?[nmfo]|u(?!D)|g(?=[nmuf])|-[a-z])*)"
)
# "A four step approach": the number goes with the first noun behind its adjectives.
_FIRST_NOUN = re.compile(rf"{_OWNER}(?:[yhqt]|b(?=[nm]))*(?:m(?=[mna]))*[nma]")


def _letters(tokens: Tokens, at: int) -> str:
    """The letters of the tokens from `at` to the end of the line, as many as a noun phrase may have."""
    letters = "".join(map(_letter, tokens.words[at : at + _LONGEST]))
    if "-" in letters:
        letters = "".join(_hyphen(tokens, at + i) if one == "-" else one for i, one in enumerate(letters))
    if at and "\n" in tokens.text[tokens.end[at - 1] : tokens.end[min(at + _LONGEST, len(tokens.words)) - 1]]:
        breaks = (i for i in range(len(letters)) if "\n" in tokens.text[tokens.end[at + i - 1] : tokens.start[at + i]])
        letters = letters[: next(breaks)]
    return letters


def _hyphen(tokens: Tokens, at: int) -> str:
    """Whether a hyphen glues: "long-range", and "coal- and gas-fired"."""
    hangs = tokens.at(at + 1) in ("and", "or")
    return "-" if tokens.touches(at) and (tokens.touches(at + 1) or hangs) else "."


def noun_phrase(tokens: Tokens, at: int, *, value: float) -> NounPhrase | None:
    """The noun phrase that starts at token `at`, right after a number; None where the noun is left out.

    >>> noun_phrase(scan("35 Norwegian security officials after"), 1, value=35)
    NounPhrase(first=1, last=4, head=3)
    """
    if at >= len(tokens.words):
        return None
    letters = _letters(tokens, at)
    if letters[:1] == "-" and tokens.touches(at):
        # "A 12-member team" counts members.
        is_noun = letters[1:2].isalpha() and letters[1] not in "xDObC" and tokens.lower[at + 1] not in _NO_COMPOUNDS
        return NounPhrase(at + 1, at + 2, at + 1) if is_noun else None
    start = _LEAD.match(letters).end()
    is_part = letters[:1] == "O"
    found = _PLURAL.match(letters, start) if value != 1 or is_part else None
    if found is None:
        found = (_ONE if value == 1 or is_part else _FIRST_NOUN).match(letters, start)
    if found is None:
        return None
    last = at + found.end()
    return NounPhrase(at + start, last, last - 1)


def counts_casualties(tokens: Tokens, at: int) -> bool:
    """Whether a bare number is followed by what happened to people: "30 injured", "12 missing"."""
    return tokens.at(at) in _CASUALTIES


def head_word(tokens: Tokens, phrase: NounPhrase) -> str:
    """The singular of the phrase's head, in lower case.

    >>> from analysis.english.tokens import scan
    >>> tokens = scan("12 political prisoners")
    >>> head_word(tokens, noun_phrase(tokens, 1, value=12))
    'prisoner'
    """
    return singular(tokens.lower[phrase.head])


class Counted(NamedTuple):
    """A counted noun phrase as written, and the singular of its head."""

    text: str
    head: str


_OF_THEM = re.compile(r"\s{0,3}(?:of|among) (?:them|those|these|whom|which|the total)\b", re.IGNORECASE)
_CUT_SHORT = re.compile(
    r"\s{0,3}(?:$|[.,;)]|(?:against|in|on|at|last|this|next|yesterday)\b|(?:more|fewer|less)(?: than\b|[.,;]|$))",
    re.IGNORECASE,
)
_BE = word_set("is are was were be been being")
_NUMBER_OF = re.compile(
    r"\b(?:number|total|count|tally|toll|population|list)s? of (?:(?:the|all|its|their|known|confirmed|registered) )?"
    r"((?:[^\W\d_]+[ -]){0,3}[^\W\d_]+)",
    re.IGNORECASE,
)
_TOLL = re.compile(r"\b(?:death toll|body count|toll|dead|fatalities|casualties|turnout|attendance)\b", re.IGNORECASE)
_HARMED = re.compile(
    r"\b(?:kill|wound|injur|arrest|detain|free|releas|jail|imprison|rescu|evacuat|displac|hospitali[sz])(?:ed|ing|s|es)\s"
    r"(?:\S{1,14}\s){0,3}$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\b(?:dead|killed|missing|injured|wounded|arrested|detained|evacuated|displaced|homeless|rescued|released|freed|"
    r"infected|hospitali[sz]ed|recovered|jailed|imprisoned)\s?:\s(?:\S{1,14}\s){0,3}$",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"\b(?:(?:up|down) from|compared (?:to|with)) (?:\S{1,14}\s){0,3}$", re.IGNORECASE)
_PARENT = re.compile(r"\b(?:mother|father|mum|mom|dad|parent)s? of $", re.IGNORECASE)
_CHANGED_BY = re.compile(
    r"\b(?:reduc|cut|increas|rais|boost|lower|expand|trim|shrink)(?:e|es|ed|s|ing|ting)?\s(?:its |the |their )?"
    r"([a-z]{3,15}) by (?:about |some |nearly |almost |around |up to )?$"
)
_ANOTHER = re.compile(r"(?:\s?[-–‑]\s?| to )\d{1,4}\b")
_OTHER = re.compile(r"\b\d{1,4}(?:\s?[-–‑]\s?| to )$")
_VOTED = re.compile(
    r"\b(?:votes?|voted|voting|passed|approved|rejected|adopted|confirmed|ballot)\b(?:\s[\w’'-]{1,20}){0,3}\s"
    r"(?:\d{1,4}(?:\s?[-–‑]\s?| to ))?$"
)
_VOTE_AFTER = re.compile(r"(?:(?:\s?[-–‑]\s?| to )\d{1,4})? votes?\b")
_WINDOW = 120


def vote_of_a_pair(left: str, rest: str) -> Counted | None:
    """The votes in "voted 87 to 34", "by a vote of 5-4" and "a 52-48 vote".

    >>> vote_of_a_pair("Lawmakers voted ", " to 34 in favour")
    Counted(text='votes', head='vote')
    """
    is_first = _ANOTHER.match(rest) is not None
    is_second = _OTHER.search(left[-12:]) is not None
    if not (is_first or is_second):
        return None
    before = _VOTED.search(left[-60:]) is not None
    if before or _VOTE_AFTER.match(rest) is not None:
        return Counted("votes", "vote")
    return None


def after_the_number(rest: str) -> Counted | None:
    """The noun in "14 of them were foreigners" or "30 injured", read from the words after the number.

    >>> after_the_number(" of them were foreign tourists.")
    Counted(text='foreign tourists', head='tourist')
    """
    them = _OF_THEM.match(rest)
    tokens = scan(rest[them.end() if them else 0 :][:_WINDOW])
    if counts_casualties(tokens, 0):
        return Counted("people", "person")
    if tokens.at(0) in _BE and counts_casualties(tokens, 1) and them is None:
        return Counted("people", "person")
    if them is None and tokens.at(0) not in _BE:
        return None
    phrase = noun_phrase(tokens, 1 if tokens.at(0) in _BE else 0, value=2)
    if phrase is None or not is_plural(tokens.lower[phrase.head]):
        return None
    return Counted(tokens.text[tokens.start[phrase.first] : tokens.end[phrase.last - 1]], head_word(tokens, phrase))


def before_the_number(left: str) -> Counted | None:
    """The noun in "the number of political prisoners rose to" or "the death toll reached".

    >>> before_the_number("The number of political prisoners has risen to ")
    Counted(text='political prisoners', head='prisoner')
    """
    found = max(_NUMBER_OF.finditer(left[-_WINDOW:]), key=lambda match: match.start(), default=None)
    if found is not None:
        return named(found[1])
    if _PARENT.search(left[-20:]) is not None:
        return Counted("children", "child")
    changed = _CHANGED_BY.search(left[-40:])
    if changed is not None:
        return Counted(changed[1], singular(changed[1].lower()))
    if (
        _TOLL.search(left[-_WINDOW:]) is not None
        or _LABEL.search(left[-40:]) is not None
        or _HARMED.search(left[-40:]) is not None
    ):
        return Counted("people", "person")
    return None


def named(phrase: str) -> Counted | None:
    """The noun phrase that a text starts with, for headers of tables and labels of lists.

    >>> named("Prisoners Released")
    Counted(text='Prisoners', head='prisoner')
    """
    tokens = scan(phrase)
    found = noun_phrase(tokens, 0, value=2)
    if found is None:
        return None
    return Counted(tokens.text[tokens.start[found.first] : tokens.end[found.last - 1]], head_word(tokens, found))


def from_header(header: str) -> Counted | None:
    """What a column counts, by its header: "Number of Prisoners Released", "Deaths"."""
    number_of = _NUMBER_OF.search(header)
    if number_of is None and counts_casualties(scan(header), 0):
        return Counted("people", "person")
    return named(number_of[1] if number_of is not None else header)


def has_own_verb(rest: str) -> bool:
    """Whether the words after a figure and its noun go on with a verb: the figure is the subject of its clause.

    >>> has_own_verb(" have reported torture"), has_own_verb(" currently in jail")
    (True, False)
    """
    tokens = scan(rest[:40])
    at = 0
    while tokens.at(at).endswith("ly") or tokens.at(at) in ("of", "them", "still", "also", "now", "others", "more"):
        at += 1
    if counts_casualties(tokens, at):
        return True
    return CLASSES.get(plain(tokens.at(at))) == "X" or tokens.at(at) in _BASES | _FINITE


def is_elided(rest: str) -> bool:
    """Whether the words after a bare number show that its noun was said before: "14 were", "three of them"."""
    return bool(_OF_THEM.match(rest)) or has_own_verb(rest) or _CUT_SHORT.match(rest) is not None


def is_earlier_value(left: str) -> bool:
    """Whether the words before a number make it what the figure before was earlier: "83 are missing, down from 120".

    >>> is_earlier_value("83 people were missing, down from ")
    True
    """
    return _COMPARED.search(left[-40:]) is not None


def is_subset(rest: str) -> bool:
    """Whether the words after a number make it a part of the figure before: "14 of them were foreigners"."""
    return _OF_THEM.match(rest) is not None


def one_of(unit: str) -> str:
    """The singular of a unit's word."""
    return singular(unit.lower())
