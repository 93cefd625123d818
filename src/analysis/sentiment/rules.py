"""What the two published versions of VADER share, and the form in which the batches read their words.

VADER (Hutto & Gilbert 2014) exists twice: in NLTK and in the author's own package. Both look up words in one lexicon
and then let the three words before a charged word raise, lower or turn its weight. They differ in how a word is cut
out of the text and in a dozen details, so each has a module of its own (`nltk_rules`, `vader_rules`), and both are
held to their reference bit by bit by the tests.
"""

import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from vaderSentiment import vaderSentiment as reference

B_DECR: float = reference.B_DECR
C_INCR: float = reference.C_INCR
N_SCALAR: float = reference.N_SCALAR
PUNCTUATION: str = string.punctuation

# Row 0 of every table stands for "there is no such word": it counts as a lexicon word, so that the rule "a preceding
# word outside the lexicon may change the weight" passes it by. Rows 1 and 2 are all words that no rule knows.
NOTHING, PLAIN, PLAIN_UPPER = 0, 1, 2


@dataclass(frozen=True)
class Words:
    """One row per distinct word that some rule knows, as parallel arrays."""

    weight: np.ndarray
    booster: np.ndarray
    in_lexicon: np.ndarray
    negates: np.ndarray
    is_upper: np.ndarray
    exact: np.ndarray
    lower: np.ndarray


@dataclass(frozen=True)
class Hits:
    """The lexicon words of a batch, each with the rows of the words around it.

    `around[k]` holds the row of the word k places after the hit (before it, if k is negative), `index` the hit's place
    in its sentence, `n_words` the sentence's length, `is_mixed` whether the sentence has capitals and other words.
    """

    words: Words
    around: Mapping[int, np.ndarray]
    index: np.ndarray
    n_words: np.ndarray
    is_mixed: np.ndarray


@dataclass(frozen=True)
class Rules:
    """One version of VADER.

    `word` gives a token of the text as the rules see it (None: left out), `values` the weight of each hit after the
    words around it, `contrast` applies "but". `coded` are words that a rule names; each gets a number.
    """

    name: str
    boosters: Mapping[str, float]
    negations: frozenset[str]
    coded: tuple[str, ...]
    prepare: Callable[[str], str]
    word: Callable[[str], str | None]
    values: Callable[[Hits], np.ndarray]
    contrast: Callable[..., np.ndarray]
    first_context_only: bool
    code: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "code", {word: number for number, word in enumerate(self.coded, start=1)})


def boosted(hits: Hits, values: np.ndarray, *, distance: int) -> np.ndarray:
    """`values` raised or lowered by a degree word (very, hardly) `distance` places before; less when further off."""
    words, rows = hits.words, hits.around[-distance]
    step = words.booster[rows]
    is_booster = step != 0
    step = np.where(values < 0, -step, step)
    loud = is_booster & words.is_upper[rows] & hits.is_mixed
    step = np.where(loud, step + np.where(values > 0, C_INCR, -C_INCR), step)
    damping = {1: 1.0, 2: 0.95, 3: 0.9}[distance]
    return np.where(is_booster, values + step * damping, values)


def shouted(hits: Hits, values: np.ndarray) -> np.ndarray:
    """`values` strengthened where the word alone is in capitals in a sentence that is not."""
    loud = hits.words.is_upper[hits.around[0]] & hits.is_mixed
    return np.where(loud, values + np.where(values > 0, C_INCR, -C_INCR), values)


def after_least(hits: Hits, values: np.ndarray, *, code: Mapping[str, int]) -> np.ndarray:
    """`values` turned after "least", unless it is "at least" or "very least"."""
    words = hits.words
    one, two = words.lower[hits.around[-1]], words.lower[hits.around[-2]]
    is_least = (one == code["least"]) & ~words.in_lexicon[hits.around[-1]] & (hits.index > 0)
    spared = (hits.index > 1) & ((two == code["at"]) | (two == code["very"]))
    return np.where(is_least & ~spared, values * N_SCALAR, values)


def idioms(
    codes: Mapping[int, np.ndarray], values: np.ndarray, *, known: Mapping[tuple[int, ...], float]
) -> np.ndarray:
    """`values` replaced where the hit closes, follows or opens an idiom; the reference's order of precedence.

    `codes[k]` are the codes of the word k places from the hit; an absent word has code 0, which no idiom contains.
    """
    before = [(-1, 0), (-2, -1, 0), (-2, -1), (-3, -2, -1), (-3, -2)]
    # The reference stops at the first match among `before`, then lets a match that opens at the hit win.
    for places in [*reversed(before), (0, 1), (0, 1, 2)]:
        for idiom, value in known.items():
            if len(idiom) == len(places):
                values = np.where(_matches(codes, places, idiom), float(value), values)
    return values


def _matches(codes: Mapping[int, np.ndarray], places: tuple[int, ...], idiom: tuple[int, ...]) -> np.ndarray:
    found = codes[places[0]] == idiom[0]
    for place, code in zip(places[1:], idiom[1:], strict=True):
        found = found & (codes[place] == code)
    return found


def softened(codes: Mapping[int, np.ndarray], *, pairs: list[tuple[int, int]]) -> np.ndarray:
    """Where "kind of", "sort of" or "just enough" stands one or two places before the hit."""
    found = np.zeros(len(codes[0]), dtype=bool)
    for pair in pairs:
        found |= _matches(codes, (-3, -2), pair) | _matches(codes, (-2, -1), pair)
    return found


def encode(phrases: Mapping[str, float], *, code: Mapping[str, int]) -> dict[tuple[int, ...], float]:
    """The phrases of several words, as the codes of their words."""
    return {tuple(code[word] for word in phrase.split()): value for phrase, value in phrases.items() if " " in phrase}
