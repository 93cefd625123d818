"""The tally that a verb gives the number of, however much stands between: "the toll in the crash of a … | has reached".

A noun phrase may grow without end behind its head ("the number of people hurt in the fire that broke out in …"), so
the nearest noun before a verb is often not its subject. The words from the tally to the verb are read once: each verb
on the way must have a clause of its own to belong to.
"""

from bisect import bisect_left

from analysis.english.classes import BASES, FINITE
from analysis.english.nouns import is_plural
from analysis.english.phrases import phrase_ending
from analysis.english.tokens import Tokens
from analysis.english.verbs import BE, common_forms
from analysis.english.word_lists import word_sets
from analysis.reported_figures.changes import is_change_verb

_WORDS = word_sets("clause_words", package=__package__)
_TALLIES, _OF = _WORDS["heads"], _WORDS["heads of"]
_REACHES, _STANDS, _SETS, _DRAWS = (_WORDS[name] for name in ("reaches", "stands", "sets", "draws"))
_QUANTIFIES = _REACHES | _STANDS | _SETS
_EXTREMES, _LEVELS = _WORDS["extremes"], _WORDS["levels"]
_TELLS = _WORDS["tells"] | _WORDS["fears"]
# A sentence without end stays cheap.
_FARTHEST, _LONGEST_LABEL = 50, 14
# Subordinators that are prepositions as well: "after two boats sank", "after the storm".
_AFTER = frozenset("after before since until as than".split())
# A preposition before it that a subject may have: "with the toll reaching 40".
_WITH = frozenset("with after as before until since once".split())


def tally_before(tokens: Tokens, verb: int) -> tuple[int, int] | None:
    """The tally whose number the verb at token `verb` gives: where its noun phrase begins, and where its core ends.

    >>> from analysis.english.tokens import scan
    >>> tally_before(scan("The death toll in a crash involving a bus , a van and a lorry has reached 40"), 15)
    (0, 3)
    """
    for head in range(verb - 1, max(-1, verb - _FARTHEST), -1):
        if tokens.tags[head] in ";":
            return None
        if not _is_tally(tokens, head):
            continue
        start = _phrase_start(tokens, head)
        if _is_subject(tokens, start) and _main_verb(tokens, head + 1, verb) == verb:
            return start, _core_end(tokens, head, verb)
    return None


def _is_tally(tokens: Tokens, at: int) -> bool:
    return tokens.lower[at] in _TALLIES or (tokens.lower[at] in _OF and tokens.at(at + 1) == "of")


def tally_in_label(tokens: Tokens, colon: int) -> int | None:
    """Where a label begins that opens with a tally: "average number of rides taken each day: 310,000".

    >>> from analysis.english.tokens import scan
    >>> tally_in_label(scan("Number of letters sent daily: 3 million"), 5)
    0
    """
    line = tokens.text.rfind("\n", 0, tokens.start[colon]) + 1
    start = at = max(bisect_left(tokens.start, line), colon - _LONGEST_LABEL)
    while at < colon and tokens.tags[at] in "D-~NEPA#." and not _is_tally(tokens, at):
        at += 1
    return start if at < colon and _is_tally(tokens, at) else None


def _phrase_start(tokens: Tokens, head: int) -> int:
    start = head
    while start > 0 and head - start < 6 and tokens.tags[start - 1] in "DNPEuM":
        start -= 1
        if tokens.tags[start] == "D":
            break
    return start


def _is_subject(tokens: Tokens, start: int) -> bool:
    """Whether a noun phrase may open a clause: nothing before it has it as its object."""
    if start == 0:
        return True
    tag, word = tokens.tags[start - 1], tokens.lower[start - 1]
    if tag in "YEXN":
        return word in _TELLS
    return word in _WITH or tag not in "IOZ#"


def _main_verb(tokens: Tokens, at: int, verb: int) -> int | None:
    """The first verb from token `at` on to `verb` that belongs to no clause opened on the way."""
    clauses = perhaps = 0
    is_inner = False  # whether the verb before stood in a clause on the way
    while at <= verb:
        tag, word = tokens.tags[at], tokens.lower[at]
        if tag == "R" or tag == "B" or (tag == "T" and tokens.tags[at - 1] in "NPuE,"):
            clauses += 1
        elif word in _AFTER:
            perhaps += 1
        elif at == verb or _is_finite(tokens, at, is_open=clauses > 0):
            first, at = at, _group_end(tokens, at, verb)
            is_joined = is_inner and tokens.tags[first - 1] in "CA" and at < verb
            if at >= verb:
                return verb if clauses == 0 else None
            if not is_joined and clauses + perhaps == 0:
                return first
            if tokens.lower[at] in _TELLS and tokens.tags[at + 1] in "DHP":
                clauses += 1  # "soldiers that the army says | it lost"
            clauses, perhaps = (clauses - 1, perhaps) if clauses else (0, perhaps - (not is_joined))
            is_inner = True
        at += 1
    return None


def _is_finite(tokens: Tokens, at: int, *, is_open: bool) -> bool:
    """Whether a verb with a subject of its own stands at a token; a participle behind its noun is none."""
    tag, word = tokens.tags[at], tokens.lower[at]
    if tag in "XY":
        return tokens.at(at - 1) != "to"
    if tag == "E":
        is_noun = tokens.tags[at - 1] == "D" or tokens.tags[at - 1] == "O"
        return not is_noun and (
            is_open or is_change_verb(word) or word in _QUANTIFIES or tokens.tags[at + 1 : at + 2] == "H"
        )
    if not is_open or tokens.tags[at + 1 : at + 2] in ("X", "Y", "E"):
        return False
    if word in FINITE:  # "the attack that Orland blames on"
        return tokens.tags[at - 1] in "RTPH" or not is_plural(tokens.lower[at - 1])
    return word in BASES and (tokens.tags[at - 1] in "RT" or is_plural(tokens.lower[at - 1]))


def _group_end(tokens: Tokens, at: int, limit: int) -> int:
    """The last token of the verb that begins at token `at`: "has since | risen"."""
    while at < limit and tokens.tags[at] in "XA" and tokens.tags[at + 1 : at + 2] and tokens.tags[at + 1] in "XAEYN":
        if tokens.tags[at + 1] == "N" and tokens.lower[at] in BE:
            break
        at += 1
        if tokens.tags[at] in "EYN":
            break
    return at


def _core_end(tokens: Tokens, head: int, verb: int) -> int:
    """Where the words end that say what is counted: before a place, an event or a clause."""
    end = head + 1
    while end < verb and (tokens.tags[end] in "ONEPuDAC" or tokens.lower[end] in ("to", "have", "been")):
        end += 1
    while end > head + 1 and tokens.tags[end - 1] in "DCA":
        end -= 1
    return end


def place_which(tokens: Tokens, verb: int) -> tuple[int, int] | None:
    """The noun behind a preposition that "which" before a verb stands for: what was said before it is another thing."""
    at = verb - 1
    while at > 0 and tokens.tags[at] in "AX":
        at -= 1
    end = at - (tokens.at(at - 1) == ",")
    start = phrase_ending(tokens, end) if tokens.at(at) == "which" and end > 1 else None
    if start is None:
        return None
    start = max((n + 1 for n in range(max(0, start - 1), end - 1) if tokens.tags[n] == "I"), default=0)
    return (start, end) if start and "#" not in tokens.tags[start:end] else None


def is_quantity_verb(word: str) -> bool:
    """Whether a lower-cased word says how large a number is or becomes."""
    return word in _REACHES or word in _DRAWS or has_level(word)


def has_level(word: str) -> bool:
    """Whether a verb may have a preposition before the number: "stood at 40", "raised to 40"."""
    return word in _STANDS or word in _SETS or is_change_verb(word)


def described_before(tokens: Tokens, verb: int) -> tuple[int, int] | None:
    """The subject of a verb that a relative clause between commas parts from it."""
    end = verb
    while end > 0 and tokens.tags[end - 1] in "XA":
        end -= 1
    if tokens.at(end - 1) != ",":
        return None
    opening = tokens.tags.rfind(",R", max(0, end - _FARTHEST), end - 1)
    start = phrase_ending(tokens, opening) if opening > 0 else None
    return None if start is None else (start, opening)


def is_noun(tokens: Tokens, at: int) -> bool:
    """Whether a word that can be a verb is a noun: "a sudden drop", not "the tolls drop"."""
    if tokens.tags[at] == "Y":
        return False  # "those killed | include"
    before = at - 1
    while before > 0 and at - before < 3 and tokens.tags[before] in "NEA" and not is_plural(tokens.lower[before]):
        before -= 1
    return before >= 0 and tokens.tags[before] == "D" and "base" in common_forms().get(tokens.lower[at], ())


def to_extreme(tokens: Tokens, noun: int) -> int | None:
    """Behind "rose to | a four-month high of", "hit | a record peak of": where the words for the level begin."""
    if tokens.lower[noun] not in _EXTREMES:
        return None
    at = noun
    while at > 1 and noun - at < _LONGEST_LABEL and tokens.tags[at - 1] in "NEADM#-":
        if is_quantity_verb(tokens.lower[at - 1]) and tokens.tags[at - 2] != "D":
            break
        at -= 1
    return at if tokens.lower[at - 1] in _LEVELS or is_quantity_verb(tokens.lower[at - 1]) else None
