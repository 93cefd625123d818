"""VADER as NLTK has it (`nltk.sentiment.vader`), over whole batches.

Its particulars: a token of one character is left out before its punctuation is taken off; one mark (or one of a few
groups such as "!!") is taken off at one end only; and every repeat of a word in a sentence gets the value that its
*first* occurrence has, so "The deal is good. The deal is not good." is positive and the other way round negative.
"""

import re

import numpy as np
from vaderSentiment import vaderSentiment as reference

from analysis.sentiment import rules
from analysis.sentiment.rules import B_DECR, N_SCALAR, PUNCTUATION, Hits, Rules

# Degree words that the author added to his package later and NLTK does not have.
_LATER_BOOSTERS = frozenset(
    {
        *("considerable", "enormous", "exceptional", "extreme", "frackin", "fracking", "fuckin"),
        *("fuggin", "fugging", "incredible", "major", "total", "tremendous"),
        *("utter", "marginal", "occasional", "scarce", "slight"),
    }
)
BOOSTERS = {word: step for word, step in reference.BOOSTER_DICT.items() if word not in _LATER_BOOSTERS}
IDIOMS = {
    "the shit": 3,
    "the bomb": 3,
    "bad ass": 1.5,
    "yeah right": -2,
    "cut the mustard": 2,
    "kiss of death": -1.5,
    "hand to mouth": -2,
}
MARKS = frozenset([*".!?,;:-'\"", "!!", "!!!", "??", "???", "?!?", "!?!", "?!?!", "!?!?"])
_ANY_PUNCTUATION = re.compile(f"[{re.escape(PUNCTUATION)}]")
_PAIRS = ("kind of", "sort of", "just enough")
_NAMED = ("at", "but", "least", "never", "so", "this", "very", "kind", "of", "sort", "just", "enough")
_CODED = tuple(dict.fromkeys([*_NAMED, *(word for idiom in IDIOMS for word in idiom.split())]))


def word(token: str) -> str | None:
    """The token without its mark, as NLTK sees it; None for a single character, which NLTK leaves out.

    >>> [word(token) for token in ("good,", "don't,", "...good", "I", "I,")]
    ['good', "don't,", '...good', None, 'I,']
    """
    if token.isalnum():
        return token if len(token) > 1 else None
    if len(token) < 2:
        return None
    core = token.strip(PUNCTUATION)
    if len(core) < 2 or _ANY_PUNCTUATION.search(core):
        return token
    # NLTK knows "mark + word" and "word + mark", never both.
    return core if token.replace(core, "", 1) in MARKS and not _is_wrapped(token, core) else token


def _is_wrapped(token: str, core: str) -> bool:
    return not token.startswith(core) and not token.endswith(core)


def values(hits: Hits) -> np.ndarray:
    """The value of each hit after capitals, degree words, negation, idioms and "least"."""
    words = hits.words
    code = NLTK.code
    exact = {place: words.exact[rows] for place, rows in hits.around.items()}
    result = rules.shouted(hits, words.weight[hits.around[0]])
    emphatic = _any_of(exact[-1], "so", "this")
    never_so = (
        None,
        np.zeros(len(result), dtype=bool),
        (exact[-2] == code["never"]) & emphatic,
        ((exact[-3] == code["never"]) & _any_of(exact[-2], "so", "this")) | emphatic,
    )
    for distance, factor in ((1, 1.0), (2, 1.5), (3, 1.25)):
        rows = hits.around[-distance]
        changed = rules.boosted(hits, result, distance=distance)
        turned = np.where(words.negates[rows], changed * N_SCALAR, changed)
        changed = np.where(never_so[distance], changed * factor, turned)
        if distance == 3:
            changed = rules.idioms(exact, changed, known=_IDIOM_CODES)
            changed = np.where(rules.softened(exact, pairs=_PAIR_CODES), changed + B_DECR, changed)
        result = np.where(words.in_lexicon[rows], result, changed)
    result = rules.after_least(hits, result, code=code)
    lower = words.lower
    is_kind_of = (lower[hits.around[0]] == code["kind"]) & (lower[hits.around[1]] == code["of"])
    return np.where(is_kind_of | (words.booster[hits.around[0]] != 0), 0.0, result)


def _any_of(codes: np.ndarray, *wanted: str) -> np.ndarray:
    return np.isin(codes, [NLTK.code[word] for word in wanted])


def contrast(values: np.ndarray, *, index: np.ndarray, sentence: np.ndarray, first_but: np.ndarray) -> np.ndarray:
    """Half the weight before the first "but" of the sentence, one and a half after it.

    `first_but` has its place by sentence, -1 where there is none.
    """
    place = first_but[sentence]
    scaled = np.where(index < place, values * 0.5, np.where(index > place, values * 1.5, values))
    return np.where(place < 0, values, scaled)


def _unchanged(text: str) -> str:
    return text


NLTK = Rules(
    name="nltk",
    boosters=BOOSTERS,
    negations=frozenset(reference.NEGATE),
    coded=_CODED,
    prepare=_unchanged,
    word=word,
    values=values,
    contrast=contrast,
    first_context_only=True,
)
_IDIOM_CODES = rules.encode(IDIOMS, code=NLTK.code)
_PAIR_CODES = [tuple(NLTK.code[part] for part in pair.split()) for pair in _PAIRS]
