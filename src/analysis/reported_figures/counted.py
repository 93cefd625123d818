"""What a number counts: the noun phrase after it, its head, or the noun that the sentence leaves out.

Noun phrases are patterns over the forms of the sentence's tokens (see `english.classes.form_of`). No model, no list of
topics.
"""

import re
from bisect import bisect_left
from typing import NamedTuple

from analysis.english.classes import BASES, CASUALTIES, CLASSES, FINITE, plain
from analysis.english.marks import HYPHENS
from analysis.english.nouns import is_people, is_plural, singular
from analysis.english.tokens import Tokens, scan, word_set
from analysis.english.verbs import is_in_ed
from analysis.reported_figures.clauses import Clause

# A noun phrase is looked for in so many tokens.
_LONGEST = 12
_NO_COMPOUNDS = word_set("strong odd fold some plus something")


class NounPhrase(NamedTuple):
    """Tokens `first` to `last` (exclusive) with the head at `head`."""

    first: int
    last: int
    head: int


# From the number to the noun phrase: "of the", "of that", ", of other", "more", "first".
_LEAD = re.compile(r"(?:,?O[DTt]*)?(?:f(?!C)|q|o(?!-))*")
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


def _reach(tokens: Tokens, at: int) -> int:
    """Where a noun phrase that starts at `at` has to end: it is not long and does not go beyond its line."""
    last = min(at + _LONGEST, len(tokens.words))
    line = tokens.text.find("\n", tokens.end[at - 1], tokens.end[last - 1]) if at else -1
    return last if line < 0 else bisect_left(tokens.start, line, at, last)


def noun_phrase(tokens: Tokens, at: int, *, value: float) -> NounPhrase | None:
    """The noun phrase that starts at token `at`, right after a number; None where the noun is left out.

    >>> noun_phrase(scan("35 Norwegian security officials after"), 1, value=35)
    NounPhrase(first=1, last=4, head=3)
    """
    if at >= len(tokens.words):
        return None
    forms, reach = tokens.forms, _reach(tokens, at)
    if forms[at] == "-" and reach > at and tokens.touches(at):
        # "A 12-member team" counts members.
        is_noun = forms[at + 1 : reach][:1].isalpha() and forms[at + 1] not in "xDObC"
        is_noun = is_noun and tokens.lower[at + 1] not in _NO_COMPOUNDS
        return NounPhrase(at + 1, at + 2, at + 1) if is_noun else None
    start = _LEAD.match(forms, at, reach).end()
    start -= start > at and tokens.at(start) == "&" and tokens.touches(start)  # "A&E patients"
    is_part = reach > at and forms[at] == "O"
    found = _PLURAL.match(forms, start, reach) if value != 1 or is_part else None
    if found is None and tokens.at(start - 1) in ("these", "those"):
        return None  # "40,000 of these cast their votes"
    if found is None:
        found = (_ONE if value == 1 or is_part else _FIRST_NOUN).match(forms, start, reach)
    if found is None or forms.startswith("-`", found.end()):
        return None  # "8 per cent of | Coca-Cola's 3,000 employees"
    end = found.end()
    end -= end - 1 > start and tokens.lower[end - 1] == "ages" and tokens.tags[end : end + 1] == "#"
    return NounPhrase(start, end, end - 1)  # "two children | ages 2 and 5"


def counts_casualties(tokens: Tokens, at: int) -> bool:
    """Whether a bare number is followed by what happened to people: "30 injured", "12 missing"."""
    return tokens.at(at) in CASUALTIES


def head_word(tokens: Tokens, phrase: NounPhrase) -> str:
    """The singular of the phrase's head, in lower case.

    >>> tokens = scan("12 political prisoners")
    >>> head_word(tokens, noun_phrase(tokens, 1, value=12))
    'prisoner'
    """
    return singular(tokens.lower[phrase.head])


class Counted(NamedTuple):
    """A counted noun phrase as written, and the singular of its head."""

    text: str
    head: str

    @property
    def is_plural(self) -> bool:
        """Whether the phrase is for several things."""
        last = self.text.rpartition(" ")[2].lower()
        return is_plural(last) and last not in CASUALTIES


_THEM = frozenset("them those these whom which".split())
# A number whose noun was said before may stand at the end, or before one of these.
_CUT_SHORT = frozenset("against in on at last this next yesterday".split()) | {"", ".", ",", ";", ")"}
_BE = word_set("is are was were be been being")
_NUMBER_OF = re.compile(
    r"\b(?:number|total|count|tally|toll|population|list)s? of (?:(?:the|all|its|their|known|confirmed|registered) )?"
    r"((?:[^\W\d_]+[ -]){0,3}[^\W\d_]+)",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"(?:\b(?:(?:up|down) from|compared (?:to|with))|\(against|, against) (?:\S{1,14}\s){0,3}$", re.IGNORECASE
)
_THAN_THE = re.compile(r"\b(?:than|below|above|against|on) (?:the|its|their) (?:\w{4,10} )?$", re.IGNORECASE)
_ALL_BUT = re.compile(r"\ball but (?:about |some )?$", re.IGNORECASE)
_PARENT = re.compile(r"\b(?:mother|father|mum|mom|dad|parent)s?$", re.IGNORECASE)
_ANOTHER = re.compile(r"(?:\s?[-–‑]\s?| to )\d{1,4}\b")
_OTHER = re.compile(r"\b\d{1,4}(?: votes?)?(?:\s?[-–‑]\s?| to )$")
_VOTED = re.compile(
    r"\b(?:votes?|voted|voting|passed|approved|rejected|adopted|(?<![Tt]he )(?<!of )confirmed|ballot)\b"
    r"(?:\s[\w’'-]{1,20}){0,3}\s"
    r"(?:\d{1,4}(?: votes?)?(?:\s?[-–‑]\s?| to ))?$"
)
_VOTE_AFTER = re.compile(r"(?:(?:\s?[-–‑]\s?| to )\d{1,4})? votes?\b")


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


def _them(tokens: Tokens, at: int) -> int:
    """How many tokens say "of them", "among those", "of the total" from token `at` on."""
    if tokens.at(at) not in ("of", "among"):
        return 0
    return 2 if tokens.at(at + 1) in _THEM else 3 if (tokens.at(at + 1), tokens.at(at + 2)) == ("the", "total") else 0


def after_the_number(tokens: Tokens, at: int) -> Counted | None:
    """The noun in "14 of them were foreigners" or "30 injured"; the words after the number start at token `at`.

    >>> after_the_number(scan("14 of them were foreign tourists."), 1)
    Counted(text='foreign tourists', head='tourist')
    """
    if tokens.lower[at : at + 2] == ["of", "the"] and counts_casualties(tokens, at + 2):
        return Counted("people", "person")  # "fifteen of the injured"
    them = _them(tokens, at)
    at += them
    is_said = tokens.at(at) in _BE
    if counts_casualties(tokens, at) or (is_said and counts_casualties(tokens, at + 1) and not them):
        return Counted("people", "person")
    if not is_said and (not them or tokens.at(at - 1) in ("which", "whom")):
        return None  # "four of which infect people"
    phrase = noun_phrase(tokens, at + is_said, value=2)
    if phrase is None or not is_plural(tokens.lower[phrase.head]):
        return None
    return Counted(tokens.text[tokens.start[phrase.first] : tokens.end[phrase.last - 1]], head_word(tokens, phrase))


def before_the_number(tokens: Tokens, clause: Clause) -> Counted | None:
    """The noun in "the number of political prisoners rose to" or "a mother of".

    >>> from analysis.reported_figures.clauses import clause_of
    >>> tokens = scan("The number of political prisoners has risen to 40.")
    >>> before_the_number(tokens, clause_of(tokens, 8, 9, others=()))
    Counted(text='political prisoners', head='prisoner')
    """
    for start, end in clause.topic[:1]:
        found = max(_NUMBER_OF.finditer(tokens.text, start, end), key=lambda match: match.start(), default=None)
        if found is not None:
            said = named(found[1])
            # "The toll of the floods" counts people, "the toll of wounded soldiers" soldiers.
            is_event = found[0][:4].lower() == "toll" and (said is None or not is_people(said.head))
            is_people_only = is_event or counts_casualties(scan(found[1]), 0)
            return Counted("people", "person") if is_people_only else said
    is_parent = clause.link == "of" and _PARENT.search(tokens.text, clause.governed - 10, clause.governed) is not None
    return Counted("children", "child") if is_parent else None


def grade_of(tokens: Tokens, first: int, last: int) -> Counted | None:
    """The grade that a number in tokens `first` to `last` is: "magnitude 7.1", "7.1 on the Richter scale".

    >>> grade_of(scan("a magnitude 7.1 earthquake"), 2, 3)
    Counted(text='magnitude', head='magnitude')
    """
    near = (tokens.at(first - 1), tokens.at(last + (tokens.at(last) in HYPHENS)))
    is_measured = near[0] in ("measuring", "measured") and tokens.at(first - 2) in ("quake", "earthquake", "tremor")
    is_grade = (
        is_measured
        or "magnitude" in near
        or "richter" in tokens.lower[last : last + 3]
        or tokens.at(first - 2) == "magnitude"
    )
    return Counted("magnitude", "magnitude") if is_grade else None


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


def has_own_verb(tokens: Tokens, at: int) -> bool:
    """Whether the words after a figure and its noun go on with a verb: the figure is the subject of its clause.

    >>> has_own_verb(scan("have reported torture"), 0), has_own_verb(scan("currently in jail"), 0)
    (True, False)
    """
    while tokens.at(at).endswith("ly") or tokens.at(at) in ("of", "them", "still", "also", "now", "others", "more"):
        at += 1
    if counts_casualties(tokens, at):
        return True
    word = tokens.at(at)
    return word in BASES or word in FINITE or is_in_ed(word) or CLASSES.get(plain(word)) == "X"


def is_elided(tokens: Tokens, at: int) -> bool:
    """Whether the words after a bare number show that its noun was said before: "14 were", "three of them"."""
    if _them(tokens, at) or has_own_verb(tokens, at) or tokens.at(at) in _CUT_SHORT:
        return True
    compares = tokens.at(at) in ("more", "fewer", "less")
    return compares and tokens.at(at + 1) in ("than", ".", ",", ";", "")


def is_exception(left: str) -> bool:
    """Whether a number is of those left out: "67 dead, all but three of them soldiers".

    >>> is_exception("67 dead, all but ")
    True
    """
    return _ALL_BUT.search(left[-20:]) is not None


def is_earlier_value(left: str) -> bool:
    """Whether the words before a number make it what the figure before was earlier: "83 are missing, down from 120".

    >>> is_earlier_value("83 people were missing, down from ")
    True
    """
    return _COMPARED.search(left[-40:]) is not None


def is_compared(left: str) -> bool:
    """Whether the words before a number set what was said before against it: "fewer than the 340,000 counted in May".

    >>> is_compared("More than 300,000 people marched, fewer than the ")
    True
    """
    return _THAN_THE.search(left[-40:]) is not None


def is_subset(tokens: Tokens, at: int) -> bool:
    """Whether the words after a number make it a part of the figure before: "14 of them were foreigners"."""
    return _them(tokens, at) > 0


# "Among them were", "Of these", "They included the owner and at least": the words before a number make it a part of
# those before.
_OF_THOSE = re.compile(
    r"(?:^|[,;—–] ?(?:and |but )?|\b(?:and|but) )(?:"
    r"(?:among|of) (?:them|these|those)\b,?(?: (?:was|were|is|are|had been))?"
    r"|(?:they|these|those|the (?:total|group|figure|number)) (?:also )?includ(?:es?|ed)"
    r")(?:(?:(?! (?:who|which|that|whose)\b)[\w’' ,-]){1,60} and)?"
    r"(?: (?:a|an|as|at|least|most|many|some|about|around|nearly|almost|more|than|over|only|just|reportedly))* ?$",
    re.IGNORECASE,
)
_LONGEST_OPENING = 110


def is_part_of_those(left: str) -> bool:
    """Whether the words before a number make it a part of the figure of another sentence.

    >>> is_part_of_those("They included at least "), is_part_of_those("They found ")
    (True, False)
    """
    return _OF_THOSE.search(left[-_LONGEST_OPENING:]) is not None


def one_of(unit: str) -> str:
    """The singular of a unit's word."""
    return singular(unit.lower())
