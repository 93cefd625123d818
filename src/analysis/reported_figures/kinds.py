"""Which kind of number a count is: true on a day, happened in an event, or added up since a beginning."""

import re
from typing import Literal, NamedTuple

from analysis.english.tokens import word_set
from analysis.english.verbs import IRREGULAR_PASTS
from analysis.english.word_lists import any_of, word_sets

Kind = Literal["stock", "flow", "cumulative", "duration", "rate", "other"]

# Irregular verbs for what was done to things; what is had, kept or said is not done.
_NOT_DONE = word_sets("clause_words", package=__package__)["not done"]
_PAST = any_of(IRREGULAR_PASTS - _NOT_DONE | word_set("burst cut hit put set shed spread"), any_case=True)
_SINCE = re.compile(
    r"\b(?:since|so far|to date|in total|overall|altogether|all told|cumulative(?:ly)?|running total|over the years|"
    r"over the (?:past|last) \S{1,12} (?:years|months|decades|weeks))\b",
    re.IGNORECASE,
)
# "The largest march since 2003" adds nothing up.
_RECORD_SINCE = re.compile(r"\b(?:\w{2,10}est|most|worst|first|best|last)\b[^.;]{0,80}?\bsince\b", re.IGNORECASE)
_NOW = re.compile(
    r"\b(?:currently|remain(?:s|ed|ing)?|still|now|at present|as of|today|behind bars|there (?:are|were|is)|holds?|"
    r"in custody|in prison|employ(?:s|ed)?|stands? at|stood at)\b",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"\b(?:was|were|been|got)\s(?:\w{2,12}ly\s)?\w{1,14}(?:ed|en|wn|ught|ot|ut|et|ade|eld|old|ent|lt|id)\b"
    r"|\b(?:is|are|was|were)\s\w{2,12}ed to have\s\w{3,14}\b",
    re.IGNORECASE,
)
# What the people or things counted did, right behind their noun: "thousands of devotees flocked to".
_DID = re.compile(
    r"\s{0,2}(?:(?:in|from|at|of|on|with)\s(?:[\w’'-]{1,15}\s){1,3})?(?:(?:\w{2,12}ly|also|then|later|each|all|together)\s)?(?:(?!(?:need|want|own|us|expect|includ|contain)ed\b)"
    r"\w{2,14}ed\s(?:the|an?|his|her|their|its|him|them|it|out|up|off|down|back|across|through|away|home|around)\b|"
    r"(?:flock|march|gather|protest|ralli|di|arriv|resign|travel|travell|escap|appear|disappear|participat|graduat|"
    r"collaps|explod|happen|occurr|erupt|flood|retir|return|surrender|defect|emigrat|migrat|drown|perish|abstain|vot|land)ed\b|"
    r"(?:went|came|gave|began|flew|ran|saw|wrote|spoke|broke|fell|swam|rode|drove|stole|threw|grew|drew|chose|ate|rose|"
    r"(?:made|left|lost|won|held|paid|sent|brought|bought|sold|built|found|met|put)\s(?:the|an?|his|her|their|its|it|him|them)\b|"
    r"sank|became|forgot|sang|drank|fled|shook|woke|wore|took|hit|burst)\b)"
)
_PERFECT = re.compile(
    r"^\W{0,3}(?:\w{1,14}\s){0,3}?(has|have|had)\s(?!yet|to\b)(?:\w{2,12}ly\s)?(?:been\s)?\w{3,14}\b", re.IGNORECASE
)
_PERFECT_BEFORE = re.compile(
    rf"\b(?:has|have|had)\s(?:\w{{2,12}}ly\s)?(?:\w{{3,14}}(?:ed|en|wn)|{_PAST})\b", re.IGNORECASE
)
# What may stand between a verb and its number: a bound, an article.
_LEADING = (
    r"\s(?:(?:at|least|more|than|over|about|some|around|nearly|almost|up to|fewer|a|an|another|as|many|now|only|"
    r"just|record|number of|total of|further|additional|sanctions on|sanctions|down|out|off|away|back|up)\s){0,4}$"
)
_POSSESSES = re.compile(
    r"\b(?:has|have|hold|holds|contains?|comprises?|houses?|employ(?:s|ed)?|numbers|hosts?|(?:home|host) to|"
    r"population of|membership of|workforce of|there (?:are|is|were))" + _LEADING,
    re.IGNORECASE,
)
_ACTED = re.compile(
    r"\b(?!(?:need|want|expect|believ|estimat|promis|contain|includ|requir|involv|licen[cs]|limit|us|bas|compar|call|"
    rf"nam|link|relat|address|report|ow)ed\b)(?:\w{{2,14}}ed|{_PAST})" + _LEADING,
    re.IGNORECASE,
)
# "The loss of 95 jobs": the noun of what happened.
_DEED_OF = re.compile(
    r"\b(?:loss|sale|purchase|creation|closure|construction|delivery|destruction|transfer|deportation|expulsion|dismissal|"
    r"killing|arrest|capture|rescue|release|removal|export|import)s?\sof(?:\s(?:at least|more than|about|some|over|"
    r"nearly|up to|the|another)){0,2}\s$",
    re.IGNORECASE,
)
# The header of a column: "Vehicles sold".
_HEADS_FLOW = re.compile(r"\b(?:\w{2,14}ed|sold|built|born|lost|won|made|shot)\s{0,3}$", re.IGNORECASE)
_WILL_ACT = re.compile(
    r"\b(?:will|would|could|may|might|to)\s(?!(?:have|be|hold|own|need|include|reach|cost|remain|last|take|at|about|some|"
    r"over|nearly|almost|around|up|a|an|as|fewer|more|all|both|each)\b)\w{3,12}" + _LEADING,
    re.IGNORECASE,
)
# Characters on each side of a count in which words tell its kind: about a clause.
_NEAR = 60


class Said(NamedTuple):
    """What is said of a count: the clause before it, its noun and what follows, that alone if it holds a verb.

    `label` is the header of its column, `sentence` the sentence as far as it is near.
    """

    before: str
    after: str
    predicate: str
    label: str
    sentence: str


def kind_of(said: Said, *, kind: Kind | None) -> Kind:
    """The kind of a count, of which `kind` is what its measure says, if it has one.

    A count "since", "so far" or in the perfect tense without an event is cumulative and never a stock.

    Misleads when
    -------------
    Neither the codebook nor the tense says it: "the fund has 40 projects", which may be running or done.

    >>> kind_of(Said("Police arrested ", " 40 men", "", "", "Police arrested 40 men"), kind=None)
    'flow'
    """
    found = _PERFECT.search(said.after)
    perfect = found is not None
    if kind == "stock":
        is_now = not perfect or _NOW.search(said.after) is not None
        return "stock" if is_now or not _is_since(said) else "cumulative"
    if kind == "flow" and found is not None and found[1].lower() == "had" and not _is_since(said):
        return "flow"  # reported speech: "police said 22,000 had marched"
    if kind in ("flow", "cumulative"):
        return "cumulative" if perfect or _is_since(said) else kind
    if kind is not None:
        return kind
    if (perfect or _PERFECT_BEFORE.search(said.before)) and _is_since(said):
        return "cumulative"
    if _NOW.search(said.before[-_NEAR:]) or _NOW.search(said.after[:_NEAR]) or _POSSESSES.search(said.before[-_NEAR:]):
        return "stock"
    happened = perfect or _DID.match(said.predicate) or _HAPPENED.search(said.after[:_NEAR])
    return "flow" if happened or _is_done(said) else "other"


def _is_since(said: Said) -> bool:
    return _SINCE.search(_RECORD_SINCE.sub("", said.sentence)) is not None


def _is_done(said: Said) -> bool:
    """Whether the words before a count say what was done to what it counts, or its header does."""
    return bool(
        _ACTED.search(said.before[-_NEAR:])
        or _WILL_ACT.search(said.before[-_NEAR:])
        or _DEED_OF.search(said.before[-_NEAR:])
        or _HEADS_FLOW.search(said.label[-_NEAR:])
    )
