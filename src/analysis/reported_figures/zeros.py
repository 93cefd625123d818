"""None as a number: "no one was killed", "there were no deaths", "without casualties", "the toll stood at zero".

A negation is a figure only where what it denies is what a measure counts: the verb of its own clause or its noun. "No
one knows why" and "no doubt" report nothing, and neither does what is hoped, feared, asked or denied.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from analysis.corpus.codebook import Codebook, Measure, cue_pattern
from analysis.english.classes import CASUALTIES, class_words
from analysis.english.numbers import NUMBER_WORDS
from analysis.english.tokens import Tokens
from analysis.english.units import MONEY, UNIT_WORDS
from analysis.english.word_lists import word_sets
from analysis.reported_figures import counted
from analysis.reported_figures.ages import is_bare
from analysis.reported_figures.countable import may_count
from analysis.reported_figures.quantities import Quantity

_MAY_NEGATE = re.compile(r"(?-i:(?=[nwzNWZ]))\b(?:no|nobody|none|without|zero|not\sa\ssingle)\b", re.IGNORECASE)
_LISTED = word_sets("zeros", package=__package__)
_RESTRICTING, _ADVERBS, _REPORTED, _HAVING = (_LISTED[key] for key in ("restricting", "adverbs", "reported", "having"))
_NO_CASES, _DIED, _UNREAL, _PERSONS = (_LISTED[key] for key in ("no cases", "died", "unreal", "persons"))
_WHERE = class_words("IO") | {"aboard"}
# Classes of words that open or carry a clause.
_CLAUSES = frozenset("BHRTXYZa")
_BEEN = frozenset("was were is are has have had been being".split())
_AT_ZERO = frozenset("at to is was remains remained of stands stood".split())
_WHOLES = frozenset({"the", "all", "his", "her", "its", "their", "these", "those", "them", "us"})
# How far from its subject a verb may stand, and how far back a clause makes what follows unreal.
_NEAR, _FARTHEST = 9, 14


class _Nobody(NamedTuple):
    """A negation on the tokens `first` to `last` (exclusive); `noun` is what it denies, None for "nobody"."""

    first: int
    last: int
    noun: counted.NounPhrase | None


def may_hold_zero(text: str) -> bool:
    """Whether a text has a word that may mean none; most sentences are dismissed here, cheaply.

    >>> may_hold_zero("Nobody was hurt."), may_hold_zero("The north was hit.")
    (True, False)
    """
    return _MAY_NEGATE.search(text) is not None


def zeros_of(tokens: Tokens, codebook: Codebook) -> list[Quantity]:
    """The negations that count none of what a measure counts, as quantities of value 0 and form "zero".

    Misleads when
    -------------
    Somebody only says that nothing is known yet, in words that are not listed ("no word of casualties" is none).

    >>> from analysis.english.tokens import scan
    >>> killed = Measure("killed", "cumulative", ("people",), ("killed", "deaths"))
    >>> zeros = zeros_of(scan("No one was killed; no one knows why."), Codebook(measures={"killed": killed}))
    >>> [(zero.value, zero.measure) for zero in zeros]
    [(0.0, 'killed')]
    """
    if not may_hold_zero(tokens.text) or tokens.words[-1:] == ["?"]:
        return []
    counting = _counting(tuple(codebook.measures.values()))
    cues = _cues(counting)
    zeros = []
    for one in filter(None, (_nobody(tokens, at) for at in range(len(tokens.words)))):
        cue = _denied(tokens, one, cues)
        measure = None if cue is None else _measure_of(tokens, one, cue, counting)
        if measure is not None:
            zeros.append(_quantity(tokens, one, measure))
    return zeros


@lru_cache(maxsize=64)
def _counting(measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """The measures that count people or cases, no money."""
    return tuple(
        one
        for one in measures
        if one.cues and one.people and one.kind != "duration" and MONEY.isdisjoint(map(UNIT_WORDS.get, one.people))
    )


@lru_cache(maxsize=64)
def _cues(measures: tuple[Measure, ...]) -> re.Pattern[str]:
    return cue_pattern(tuple(cue for one in measures for cue in one.cues))


def _measure_of(tokens: Tokens, one: _Nobody, cue: re.Match[str], counting: tuple[Measure, ...]) -> str | None:
    """The measure whose cue says what there was none of, the longest first; what acts must be what it counts."""
    noun = one.noun
    is_case = noun is None or cue.start() < tokens.end[noun.last - 1]
    phrase = (None, None) if is_case else _phrase(tokens, noun)
    fitting = []
    for measure in counting:
        found = cue_pattern(measure.cues).match(tokens.text, cue.start())
        if found is not None and (is_case or may_count(measure, counted=phrase[0], head=phrase[1])):
            fitting.append((-found.end(), measure.name))
    return min(fitting, default=(0, None))[1]


def _phrase(tokens: Tokens, noun: counted.NounPhrase) -> tuple[str, str]:
    """A noun phrase as written, and its head in the singular."""
    return tokens.text[tokens.start[noun.first] : tokens.end[noun.last - 1]], counted.head_word(tokens, noun)


def _nobody(tokens: Tokens, at: int) -> _Nobody | None:
    """The negation that starts at a token, with what it denies."""
    word, following = tokens.lower[at], tokens.at(at + 1)
    if word == "nobody":
        return _Nobody(at, at + 1, None)
    if word == "no" and following == "one":
        return _Nobody(at, at + 2, None)
    if word == "no" and following == "-" and tokens.at(at + 2) == "one":
        return _Nobody(at, at + 3, None)
    if word == "none":
        return _none_of(tokens, at)
    if word == "zero":
        return _Nobody(at, at + 1, None) if is_bare(tokens, at + 1) and tokens.at(at - 1) in _AT_ZERO else None
    last = at + 1
    if word == "not":
        if (following, tokens.at(at + 2)) != ("a", "single"):
            return None
        last = at + 3
    elif word == "without":
        last += following == "any"
    elif word != "no":
        return None
    if tokens.at(last) in ("report", "reports") and tokens.at(last + 1) == "of":
        last += 2  # "no reports of injuries"
    if tokens.lower[last : last + 3] in (["loss", "of", "life"], ["loss", "of", "lives"]):
        return _Nobody(at, last, counted.NounPhrase(last, last + 3, last + 2))
    noun = counted.noun_phrase(tokens, last, value=2) or counted.noun_phrase(tokens, last, value=1)
    return None if noun is None or noun.first > last else _Nobody(at, last, noun)


def _none_of(tokens: Tokens, at: int) -> _Nobody:
    """ "None", "none of them", "none of the 12 passengers"."""
    if tokens.at(at + 1) != "of":
        return _Nobody(at, at + 1, None)
    whole = at + 2
    while tokens.at(whole) in _WHOLES or tokens.at(whole).isdigit() or tokens.at(whole) in NUMBER_WORDS:
        whole += 1
    noun = counted.noun_phrase(tokens, whole, value=2)
    return _Nobody(at, at + 1, noun) if noun is not None and noun.first == whole else _Nobody(at, whole, None)


def _denied(tokens: Tokens, one: _Nobody, cues: re.Pattern[str]) -> re.Match[str] | None:
    """The words of a measure that the negation says did not happen, None where it denies something else."""
    end = one.last if one.noun is None else one.noun.last
    if not _UNREAL.isdisjoint(tokens.lower[max(0, one.first - _FARTHEST) : one.first]):
        return None
    if not _RESTRICTING.isdisjoint(tokens.lower[one.last : end]) or tokens.at(end) in ("else", "other"):
        return None
    word = tokens.lower[one.first]
    if word == "zero":
        return cues.search(tokens.text, 0, tokens.start[one.first])
    case = None if one.noun is None or word == "none" else _case(tokens, one.noun, cues)
    if word == "without":
        return None if tokens.at(one.first - 1) == "not" else case
    if case is not None and tokens.lower[one.noun.head] not in _NO_CASES and _are_cases_reported(tokens, one, case):
        return case
    return _denied_verb(tokens, end, cues) or _denied_of_object(tokens, one, end, cues)


def _case(tokens: Tokens, noun: counted.NounPhrase, cues: re.Pattern[str]) -> re.Match[str] | None:
    """What a noun phrase names with its head of all that measures count: "deaths", "political prisoners"."""
    found = (_cue_at(tokens, at, cues) for at in range(noun.first, noun.head + 1))
    return next((cue for cue in found if cue is not None and cue.end() > tokens.start[noun.head]), None)


def _cue_at(tokens: Tokens, at: int, cues: re.Pattern[str]) -> re.Match[str] | None:
    return cues.match(tokens.text, tokens.start[at]) if at < len(tokens.words) else None


def _are_cases_reported(tokens: Tokens, one: _Nobody, case: re.Match[str]) -> bool:
    """ "There were no deaths", "no injuries were reported", "caused no casualties", "no lives were lost"."""
    end = one.noun.last
    if case.end() > tokens.end[end - 1] and tokens.at(end) in _BEEN:
        return True
    before = one.first - 1
    while tokens.at(before) in _ADVERBS:
        before -= 1
    if tokens.at(before) in _HAVING or (tokens.at(before), tokens.at(before - 1)) == ("in", "resulted"):
        return True
    if tokens.at(before) in _BEEN:
        return "there" in tokens.lower[max(0, before - 3) : before]
    verb = _verb(tokens, end)
    if verb is not None:
        return tokens.at(verb) in _REPORTED
    follows = tokens.at(end)
    headline = one.first == 0 and tokens.words[-1] != "."
    return follows in _REPORTED or (headline and (follows in _WHERE or not follows))


def _verb(tokens: Tokens, at: int) -> int | None:
    """The verb behind the auxiliaries of the clause whose subject ends before token `at`; None where none follows."""
    if tokens.at(at) not in _BEEN and tokens.at(at) not in _WHERE:
        return None
    limit = at + _NEAR
    while tokens.at(at) not in _BEEN:
        # "No one on board", and no clause of its own: "no one in Velmar knows why he".
        if at == limit or not tokens.at(at).isalnum() or tokens.tags[at] in _CLAUSES:
            return None
        at += 1
    while tokens.at(at) in _BEEN or tokens.at(at) in _ADVERBS:
        at += 1
    if tokens.at(at) in ("reported", "known", "confirmed", "listed"):
        beyond = at + 1
        beyond += 1 if tokens.at(beyond) in ("as", "to") else 0
        while tokens.at(beyond) in _BEEN:
            beyond += 1
        at = beyond if tokens.at(beyond) in CASUALTIES | _DIED else at
    return at


def _denied_verb(tokens: Tokens, end: int, cues: re.Pattern[str]) -> re.Match[str] | None:
    """ "No one was killed", "none of the passengers has died", "nobody hurt in fire"."""
    word, following = tokens.at(end), tokens.at(end + 1)
    if word in _DIED:
        return _cue_at(tokens, end, cues)
    if word in CASUALTIES:
        # "No one hurt after", but "no one killed Lind".
        ends = not following[:1].isalnum() or following in _WHERE or following in ("as", "when", "and", "or")
        return _cue_at(tokens, end, cues) if ends else None
    verb = _verb(tokens, end)
    if verb is None or (tokens.at(verb).endswith("ing") and tokens.at(verb) != "missing"):
        return None
    with_be = _cue_at(tokens, verb - 1, cues)  # "was detained"
    is_whole = with_be is not None and with_be.end() >= tokens.end[verb]
    return with_be if is_whole else _cue_at(tokens, verb, cues)


def _denied_of_object(tokens: Tokens, one: _Nobody, end: int, cues: re.Pattern[str]) -> re.Match[str] | None:
    """ "The crash killed no one", "leaving nobody dead"; not "I killed no one"."""
    verb = one.first - 1
    if tokens.at(verb) in ("left", "leaving", "leaves"):
        return _cue_at(tokens, end, cues) if tokens.at(end) in CASUALTIES else None
    if verb < 1 or not tokens.at(verb).endswith(("ed", "ing", "s", "hurt")):
        return None
    subject = verb - 1
    while tokens.at(subject) in _BEEN or tokens.at(subject) in _ADVERBS:
        subject -= 1
    is_told = tokens.at(subject) not in _PERSONS and tokens.at(subject) not in ("to", "and", "or")
    return _cue_at(tokens, verb, cues) if is_told else None


def _quantity(tokens: Tokens, one: _Nobody, measure: str) -> Quantity:
    start, end = tokens.start[one.first], tokens.end[one.last - 1]
    noun = one.noun
    phrase, head = ("people", "person") if noun is None else _phrase(tokens, noun)
    return Quantity(
        start=start,
        end=end,
        value=0.0,
        low=0.0,
        high=0.0,
        low_inclusive=True,
        high_inclusive=True,
        bound="exact",
        unit=None,
        unit_written=None,
        counted=phrase,
        counted_span=None if noun is None else (tokens.start[noun.first], tokens.end[noun.last - 1]),
        head=head,
        parts=((start, end, 0.0),),
        form="zero",
        role="figure",
        measure=measure,
    )
