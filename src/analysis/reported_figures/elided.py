"""What a number counts where its noun stands elsewhere: earlier in the text, before the number, in a table's header."""

import re
from typing import NamedTuple

from analysis.reported_figures.counted import counts_casualties, head_word, noun_phrase
from analysis.reported_figures.lexicon import AUXILIARIES, VERBS, is_plural, listed, singular
from analysis.reported_figures.scan import scan


class Counted(NamedTuple):
    """A counted noun phrase as written, and the singular of its head."""

    text: str
    head: str


_OF_THEM = re.compile(r"\s{0,3}(?:of|among) (?:them|those|these|whom|which|the total)\b", re.IGNORECASE)
_CUT_SHORT = re.compile(
    r"\s{0,3}(?:$|[.,;)]|(?:against|in|on|at|last|this|next|yesterday)\b|(?:more|fewer|less)(?: than\b|[.,;]|$))",
    re.IGNORECASE,
)
_BE = listed("is are was were be been being")
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
    return tokens.at(at) in AUXILIARIES or (tokens.at(at) in VERBS and not tokens.at(at).endswith("ing"))


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
