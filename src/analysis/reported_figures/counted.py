"""What a number counts: the noun phrase after it, its head, or the noun that the sentence leaves out.

Noun phrases are chunked with closed word classes and endings alone: no tagger, no model, no list of topics.
"""

import re
from typing import NamedTuple

from analysis.english.nouns import is_plural, singular
from analysis.english.tokens import Tokens, scan, word_set
from analysis.reported_figures.lexicon import (
    ADVERBS_BEFORE,
    AFTER_NOUN,
    AUXILIARIES,
    BEFORE_NOUN_TOO,
    DETERMINERS,
    ONES,
    ORDINALS,
    SCALES,
    STOPPERS,
    TENS,
    VAGUE_SCALES,
    VERBS,
)

_NUMBER_WORDS = ONES.keys() | TENS.keys() | SCALES.keys() | VAGUE_SCALES.keys()
_HYPHENS = frozenset("-‑–")
_QUOTES = frozenset("\"“”‘’'«»„")
_LONGEST = 9
# Plurals that stand before the head of a compound: "sales team members", "arms dealers".
_ADJUNCTS = word_set(
    "sales sports arms savings goods customs operations communications systems services rights weapons drugs women "
    "men games awards earnings securities jobs parks special forces games materials solutions electronics "
    "resources affairs relations studies sciences"
)
_CASUALTIES = word_set(
    "dead killed wounded injured missing arrested detained hurt displaced homeless stranded hospitalised hospitalized "
    "freed released jailed imprisoned infected unaccounted evacuated rescued drowned feared confirmed trapped"
)
_WITNESSES = word_set("officials prosecutors authorities investigators organisers organizers")
_ADJECTIVAL = (
    "al",
    "ic",
    "ive",
    "ous",
    "ful",
    "less",
    "able",
    "ible",
    "ed",
    "ing",
    "ian",
    "ary",
    "ant",
    "ent",
    "er",
    "or",
)
_NOT_HEADS = word_set("am pm etc et al vs mr mrs ms dr st")


class NounPhrase(NamedTuple):
    """Tokens `first` to `last` (exclusive) with the head at `head`."""

    first: int
    last: int
    head: int


def noun_phrase(tokens: Tokens, at: int, *, value: float) -> NounPhrase | None:
    """The noun phrase that starts at token `at`, right after a number; None where the noun is left out.

    >>> from analysis.english.tokens import scan
    >>> noun_phrase(scan("35 Norwegian security officials after"), 1, value=35)
    NounPhrase(first=1, last=4, head=3)
    """
    if tokens.at(at) in _HYPHENS and tokens.touches(at):
        return _hyphenated(tokens, at)
    first = _skip_of(tokens, at)
    if first is None or any(_breaks_line(tokens, token) for token in range(at, min(first + 1, len(tokens.words)))):
        return None
    run = _run(tokens, first, value=value)
    if not run:
        return None
    head = _plural_head(tokens, run) if value != 1 else None
    if head is None:
        head = _singular_head(tokens, run, value=value)
    if head is None or tokens.lower[head] in _CASUALTIES:
        return None
    return NounPhrase(first, head + 1, head)


def _hyphenated(tokens: Tokens, at: int) -> NounPhrase | None:
    """ "a 12-member team" counts members."""
    word = tokens.at(at + 1)
    if not word.isalpha() or word in STOPPERS or word in ("strong", "odd", "fold", "some", "plus", "something"):
        return None
    return NounPhrase(at + 1, at + 2, at + 1)


def _skip_of(tokens: Tokens, at: int) -> int | None:
    """Step over "of the", "of its", ", of other": where the noun phrase itself starts, or None for "of them"."""
    if tokens.at(at) == "," and tokens.at(at + 1) == "of":
        at += 1
    if tokens.at(at) == "of":
        at += 1
        while tokens.at(at) in DETERMINERS:
            at += 1
    while (
        (tokens.at(at) in ADVERBS_BEFORE and tokens.words[at][0].islower() and tokens.at(at + 1) != "and")
        or tokens.at(at) in _QUOTES
        or tokens.at(at) in ORDINALS
        or (tokens.at(at) == "past" and tokens.at(at + 1)[:1].isdigit())
    ):
        if tokens.at(at) == "more" and tokens.at(at + 1) == "than":
            return None
        at += 1
    return at


def _run(tokens: Tokens, first: int, *, value: float) -> list[int]:
    """Token indexes that can belong to the noun phrase: words up to a stop, a verb or the end of the clause."""
    run: list[int] = []
    has_plural = False
    for at in range(first, min(first + _LONGEST, len(tokens.words))):
        word = tokens.lower[at]
        if at > first and _breaks_line(tokens, at):
            break
        if word in _HYPHENS and run and tokens.touches(at) and tokens.at(at + 1) in ("and", "or"):
            # "coal- and gas-fired plants"
            continue
        if word in _HYPHENS and run and tokens.touches(at) and tokens.touches(at + 1) and tokens.at(at + 1).isalpha():
            continue
        if word in _QUOTES and not has_plural:
            continue
        if not (word[0].isalpha() or word == "&") or word in _NUMBER_WORDS:
            break
        dangling = tokens.at(at - 1) in _HYPHENS
        if word in ("and", "or") and run and not has_plural and (dangling or _joins(tokens, at)):
            run.append(at)
            continue
        compound = _is_compound(tokens, at)
        if word.endswith(("'s", "’s")) and not has_plural and word not in STOPPERS:
            run.clear()
            continue
        if not compound and _stops(tokens, at, is_open=not has_plural):
            break
        if has_plural and _ends_phrase(tokens, at):
            break
        named = at == first and tokens.at(at - 1) in DETERMINERS | {"of"}
        if not has_plural and not compound and not named and _is_verb(tokens, at, value=value):
            break
        run.append(at)
        has_plural = has_plural or (is_plural(word) and not compound and not _ends_compound(tokens, at))
    return run


def _breaks_line(tokens: Tokens, at: int) -> bool:
    return "\n" in tokens.text[tokens.end[at - 1] : tokens.start[at]]


def _stops(tokens: Tokens, at: int, *, is_open: bool) -> bool:
    """Whether a word of a closed class ends the phrase: "US" is no pronoun, "long" no adverb before a noun."""
    word = tokens.lower[at]
    if word not in STOPPERS or (
        len(word) > 1 and tokens.words[at].isupper() and word in ("us", "it", "who", "am", "un")
    ):
        return False
    if tokens.at(at + 1) in _CASUALTIES:
        return True  # "hundreds still missing"
    return not (word in BEFORE_NOUN_TOO and is_open and _noun_soon(tokens, at + 1))


def _noun_soon(tokens: Tokens, at: int) -> bool:
    word = tokens.at(at)
    return bool(word) and word[0].isalpha() and word not in STOPPERS and word not in VERBS


def _is_verb(tokens: Tokens, at: int, *, value: float) -> bool:
    """Whether a word of the verb list is one here: after "12", only a noun can end in -s ("12 home runs")."""
    word = tokens.lower[at]
    if word not in VERBS:
        return False
    if value != 1 and word.endswith("s"):
        return False
    return not _plural_soon(tokens, at + 1)


def _is_compound(tokens: Tokens, at: int) -> bool:
    """Whether a hyphen glues the token to a following word ("long-range", "sports-car")."""
    return tokens.at(at + 1) in _HYPHENS and tokens.touches(at + 1) and tokens.touches(at + 2)


def _ends_compound(tokens: Tokens, at: int) -> bool:
    """Whether the token ends a compound adjective: "plain-clothes officers"."""
    if not (tokens.touches(at) and tokens.at(at - 1) in _HYPHENS):
        return False
    return _noun_soon(tokens, at + 1) and not tokens.lower[at + 1].endswith(("ed", "ing", "ly"))


def _joins(tokens: Tokens, at: int) -> bool:
    """Whether "and" joins two modifiers of one noun ("digital and physical sales")."""
    following = tokens.lower[at + 1 : at + 3]
    return (
        len(following) == 2
        and following[0].isalpha()
        and following[0] not in STOPPERS
        and (not is_plural(following[0]) and is_plural(following[1]))
    )


def _plural_soon(tokens: Tokens, at: int) -> bool:
    for word in tokens.lower[at : at + 3]:
        if word in STOPPERS or not word[0].isalpha():
            return False
        if is_plural(word):
            return True
    return False


def _ends_phrase(tokens: Tokens, at: int) -> bool:
    """Whether the token after a plural noun is no part of the noun phrase: a verb, participle or adverb."""
    word = tokens.lower[at]
    if word in VERBS or word.endswith(("ed", "ing", "ly")):
        return not (word.endswith("ing") and is_plural(tokens.at(at + 1)) and tokens.at(at - 1) in _ADJUNCTS)
    previous = tokens.lower[at - 1]
    if is_plural(word):
        return False
    proper = tokens.words[at - 1][0].isupper() and tokens.words[at][0].islower()
    return not ((previous in _ADJUNCTS or proper) and _plural_soon(tokens, at))


def _plural_head(tokens: Tokens, run: list[int]) -> int | None:
    plurals = [at for at in run if is_plural(tokens.lower[at]) and not _is_compound(tokens, at)]
    plurals = [at for at in plurals if at == run[-1] or not _ends_compound(tokens, at)]
    if not plurals:
        return None
    head = plurals[0]
    for at in plurals[1:]:
        if tokens.lower[at] in _CASUALTIES or _begins_clause(tokens, head, at):
            break
        proper = tokens.words[head][0].isupper() and tokens.words[at][0].islower() and head > run[0]
        if at == head + 1 or tokens.lower[head] in _ADJUNCTS or proper:
            head = at
    return head


def _begins_clause(tokens: Tokens, head: int, at: int) -> bool:
    """ "312 people police say they held": the second noun is the subject of a clause without "that"."""
    word = tokens.lower[at]
    return at == head + 1 and (word == "police" or (word in _WITNESSES and tokens.lower[head] == "people"))


def _singular_head(tokens: Tokens, run: list[int], *, value: float) -> int | None:
    """The last word of the run before an -ed, -ing or -ly word; a first word of that kind is a modifier."""
    head = None
    for at in run:
        word = tokens.lower[at]
        if word in ("and", "or"):
            break
        if head is not None and value == 1 and is_plural(word) and word.endswith("s"):
            break
        if head is not None and (word in VERBS or word in AFTER_NOUN or word.endswith(("ed", "ly"))):
            break
        if head is not None and word.endswith("ing") and tokens.at(at + 1) in DETERMINERS:
            break
        if word.endswith("ly") or word in _NOT_HEADS:
            continue
        if head is not None and value != 1 and not tokens.lower[head].endswith(_ADJECTIVAL):
            # "A four step approach", "a 45 degree angle": the number goes with the first noun.
            break
        head = at
    if head is None or value == 1:
        return head
    return None if tokens.lower[run[0]].endswith(("ed", "ing")) else head


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
