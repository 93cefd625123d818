"""What a number counts: the noun phrase after it, its head, or the noun that the sentence leaves out.

Noun phrases are chunked with closed word classes and endings alone: no tagger, no model, no list of topics.
"""

from typing import NamedTuple

from analysis.reported_figures.lexicon import (
    ADVERBS_BEFORE,
    AFTER_NOUN,
    BEFORE_NOUN_TOO,
    DETERMINERS,
    ONES,
    ORDINALS,
    SCALES,
    STOPPERS,
    TENS,
    VAGUE_SCALES,
    VERBS,
    is_plural,
    listed,
    singular,
)
from analysis.reported_figures.scan import Tokens

_NUMBER_WORDS = ONES.keys() | TENS.keys() | SCALES.keys() | VAGUE_SCALES.keys()
_HYPHENS = frozenset("-‑–")
_QUOTES = frozenset("\"“”‘’'«»„")
_LONGEST = 9
# Plurals that stand before the head of a compound: "sales team members", "arms dealers".
_ADJUNCTS = listed(
    "sales sports arms savings goods customs operations communications systems services rights weapons drugs women "
    "men games awards earnings securities jobs parks special forces games materials solutions electronics "
    "resources affairs relations studies sciences"
)
_CASUALTIES = listed(
    "dead killed wounded injured missing arrested detained hurt displaced homeless stranded hospitalised hospitalized "
    "freed released jailed imprisoned infected unaccounted evacuated rescued drowned feared confirmed trapped"
)
_WITNESSES = listed("officials prosecutors authorities investigators organisers organizers")
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
_NOT_HEADS = listed("am pm etc et al vs mr mrs ms dr st")


class NounPhrase(NamedTuple):
    """Tokens `first` to `last` (exclusive) with the head at `head`."""

    first: int
    last: int
    head: int


def noun_phrase(tokens: Tokens, at: int, *, value: float) -> NounPhrase | None:
    """The noun phrase that starts at token `at`, right after a number; None where the noun is left out.

    >>> from analysis.reported_figures.scan import scan
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

    >>> from analysis.reported_figures.scan import scan
    >>> tokens = scan("12 political prisoners")
    >>> head_word(tokens, noun_phrase(tokens, 1, value=12))
    'prisoner'
    """
    return singular(tokens.lower[phrase.head])
