"""The rules of VADER over whole batches of words, in both versions that are published.

VADER (Hutto & Gilbert 2014) exists twice: in NLTK (`nltk.sentiment.vader`) and in the author's own package
(`vaderSentiment` 3.3.2). Both look up words in one lexicon and then let the three words before a charged word raise,
lower or turn its weight. What they share comes first, then the particulars of each (`NLTK`, `VADER`); the tests hold
both to their reference bit by bit.
"""

import heapq
import re
import string
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from itertools import chain
from types import MappingProxyType

import numpy as np
from vaderSentiment import vaderSentiment as reference

from analysis.english.word_lists import word_list

B_DECR: float = reference.B_DECR
C_INCR: float = reference.C_INCR
N_SCALAR: float = reference.N_SCALAR
PUNCTUATION: str = string.punctuation
_SOFTENERS = (("kind", "of"), ("sort", "of"), ("just", "enough"))
# Words that the rules of both versions name.
_NAMED = ("at", "but", "least", "never", "so", "this", "very", *chain.from_iterable(_SOFTENERS))

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

    `never_so` is the factor of "never so" two and three words before a hit. `prepare` makes the text ready to be split
    at white space, `word` gives a token as the rules see it (None: left out), `values` the weight of each hit after the
    words around it, `contrast` applies "but". Each word that a rule names, or that stands in an idiom, gets a number:
    `code`.
    """

    name: str
    boosters: Mapping[str, float]
    negations: frozenset[str]
    idioms: Mapping[str, float]
    named: tuple[str, ...]
    never_so: Mapping[int, float]
    prepare: Callable[[str], str]
    word: Callable[[str], str | None]
    values: Callable[[Hits], np.ndarray]
    contrast: Callable[..., np.ndarray]
    first_context_only: bool
    code: Mapping[str, int] = field(init=False)
    idiom_codes: Mapping[tuple[int, ...], float] = field(init=False)
    softener_codes: list[tuple[int, ...]] = field(init=False)

    def __post_init__(self) -> None:
        words = dict.fromkeys([*self.named, *(word for idiom in self.idioms for word in idiom.split())])
        code = {word: number for number, word in enumerate(words, start=1)}
        coded = {tuple(code[word] for word in idiom.split()): value for idiom, value in self.idioms.items()}
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "idiom_codes", {idiom: value for idiom, value in coded.items() if len(idiom) > 1})
        object.__setattr__(self, "softener_codes", [tuple(code[word] for word in pair) for pair in _SOFTENERS])


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


def in_company(
    hits: Hits,
    values: np.ndarray,
    *,
    codes: Mapping[int, np.ndarray],
    rules: Rules,
    doubtless: Mapping[int, np.ndarray] = MappingProxyType({}),
) -> np.ndarray:
    """`values` after degree words, negation, idioms and "least"; degree words and "kind of" have none themselves.

    `doubtless` says by distance where "without doubt" keeps "without" from turning the word.
    """
    words = hits.words
    never_so = _never_so(codes, rules.code)
    for distance in (1, 2, 3):
        rows = hits.around[-distance]
        changed = boosted(hits, values, distance=distance)
        turns = words.negates[rows] & ~doubtless[distance] if distance in doubtless else words.negates[rows]
        turned = np.where(turns, changed * N_SCALAR, changed)
        changed = np.where(never_so[distance], changed * rules.never_so[distance], turned) if distance > 1 else turned
        if distance == 3:
            changed = idioms(codes, changed, known=rules.idiom_codes)
            changed = np.where(softened(codes, pairs=rules.softener_codes), changed + B_DECR, changed)
        values = np.where(words.in_lexicon[rows], values, changed)
    values = after_least(hits, values, code=rules.code)
    here, after = words.lower[hits.around[0]], words.lower[hits.around[1]]
    is_kind_of = (here == rules.code["kind"]) & (after == rules.code["of"])
    return np.where(is_kind_of | (words.booster[hits.around[0]] != 0), 0.0, values)


def _never_so(codes: Mapping[int, np.ndarray], code: Mapping[str, int]) -> dict[int, np.ndarray]:
    """By distance, where "never so" or "never this" strengthens; three words away "so" alone does."""
    emphatic = {place: (codes[place] == code["so"]) | (codes[place] == code["this"]) for place in (-1, -2)}
    never = {place: codes[place] == code["never"] for place in (-2, -3)}
    return {2: never[-2] & emphatic[-1], 3: (never[-3] & emphatic[-2]) | emphatic[-1]}


# NLTK's version. A token of one character is left out before its punctuation is taken off; one mark (or one of a few
# groups such as "!!") is taken off at one end only; and every repeat of a word in a sentence gets the value that its
# *first* occurrence has, so "The deal is good. The deal is not good." is positive and the other way round negative.

_LATER_BOOSTERS = word_list("later_boosters", package="analysis.sentiment")
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


def nltk_word(token: str) -> str | None:
    """The token without its mark, as NLTK sees it; None for a single character, which NLTK leaves out.

    >>> [nltk_word(token) for token in ("good,", "don't,", "...good", "I", "I,")]
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


def nltk_values(hits: Hits) -> np.ndarray:
    """The value of each hit after capitals, degree words, negation, idioms and "least"."""
    words = hits.words
    exact = {place: words.exact[rows] for place, rows in hits.around.items()}
    return in_company(hits, shouted(hits, words.weight[hits.around[0]]), codes=exact, rules=NLTK)


def nltk_contrast(values: np.ndarray, *, index: np.ndarray, sentence: np.ndarray, first_but: np.ndarray) -> np.ndarray:
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
    idioms=IDIOMS,
    named=_NAMED,
    never_so={2: 1.5, 3: 1.25},
    prepare=_unchanged,
    word=nltk_word,
    values=nltk_values,
    contrast=nltk_contrast,
    first_context_only=True,
)


# The author's version. Emoji become their descriptions, all punctuation comes off both ends of a word that keeps three
# characters, "no" turns the charged words after it, and "but" scales the first value *equal* to the one at hand, which
# need not be the one at hand.


def vader_word(token: str) -> str:
    """The token without punctuation at its ends, unless that leaves so little that it may be an emoticon.

    >>> [vader_word(token) for token in ("“good”", '"good",', ":)", "US,")]
    ['“good”', 'good', ':)', 'US,']
    """
    stripped = token.strip(PUNCTUATION)
    return stripped if len(stripped) > 2 else token


@cache
def _emoji() -> dict[str, str]:
    text = resources.files("vaderSentiment").joinpath("emoji_utf8_lexicon.txt").read_text(encoding="utf-8")
    pairs = (line.strip().split("\t")[:2] for line in text.rstrip("\n").split("\n"))
    # The reference looks at one code point at a time, so longer entries never match.
    return {emoji: description for emoji, description in pairs if len(emoji) == 1}


def describe_emoji(text: str) -> str:
    """The text with each emoji as its description, as the reference spells it out (no space is added after it)."""
    described = _emoji()
    if text.isascii() or described.keys().isdisjoint(text):
        return text.strip()
    spelled, before = [], " "
    for character in text:
        description = described.get(character)
        if description is None:
            spelled.append(character)
        else:
            spelled.append(description if before == " " else f" {description}")
        before = character
    return "".join(spelled).strip()


def vader_values(hits: Hits) -> np.ndarray:
    """The value of each hit after "no", capitals, degree words, negation, idioms and "least"."""
    words = hits.words
    lower = {place: words.lower[rows] for place, rows in hits.around.items()}
    doubt = {place: lower[place] == VADER.code["doubt"] for place in (-1, -2)}
    without = {place: lower[place] == VADER.code["without"] for place in (-2, -3)}
    doubtless = {2: without[-2] & doubt[-1], 3: without[-3] & (doubt[-2] | doubt[-1])}
    return in_company(hits, shouted(hits, _after_no(hits, lower)), codes=lower, rules=VADER, doubtless=doubtless)


def _after_no(hits: Hits, lower: dict[int, np.ndarray]) -> np.ndarray:
    code, weight = VADER.code, hits.words.weight[hits.around[0]]
    is_last = hits.index == hits.n_words - 1
    leads = (lower[0] == code["no"]) & ~is_last & hits.words.in_lexicon[hits.around[1]]
    joined = (lower[-1] == code["or"]) | (lower[-1] == code["nor"])
    follows = (lower[-1] == code["no"]) | (lower[-2] == code["no"]) | ((lower[-3] == code["no"]) & joined)
    return np.where(follows, weight * N_SCALAR, np.where(leads, 0.0, weight))


def vader_contrast(values: np.ndarray, *, index: np.ndarray, sentence: np.ndarray, first_but: np.ndarray) -> np.ndarray:
    """Half the weight before the first "but", one and a half after it, applied as the reference applies it."""
    scaled = values.copy()
    for start, stop in _stretches(sentence, first_but):
        places = index[start:stop].tolist()
        scaled[start:stop] = _scaled_by_value(values[start:stop].tolist(), places, but=int(first_but[sentence[start]]))
    return scaled


def _stretches(sentence: np.ndarray, first_but: np.ndarray) -> Iterator[tuple[int, int]]:
    with_but = np.flatnonzero(first_but >= 0)
    starts = np.searchsorted(sentence, with_but, side="left").tolist()
    stops = np.searchsorted(sentence, with_but, side="right").tolist()
    return ((start, stop) for start, stop in zip(starts, stops, strict=True) if start < stop)


def _scaled_by_value(values: list[float], places: list[int], *, but: int) -> list[float]:
    """Each value in turn scales the first entry that equals it; a heap of entries by value keeps that fast."""
    result = list(values)
    entries: dict[float, list[int]] = {}
    for entry, value in enumerate(values):
        entries.setdefault(value, []).append(entry)
    for entry in range(len(result)):
        value = result[entry]
        if value == 0:
            continue
        first = entries[value][0]
        if places[first] == but:
            continue
        heapq.heappop(entries[value])
        result[first] = value * (0.5 if places[first] < but else 1.5)
        heapq.heappush(entries.setdefault(result[first], []), first)
    return result


VADER = Rules(
    name="vader",
    boosters=reference.BOOSTER_DICT,
    negations=frozenset(reference.NEGATE),
    idioms=reference.SPECIAL_CASES,
    named=(*_NAMED, "no", "or", "nor", "without", "doubt"),
    never_so={2: 1.25, 3: 1.25},
    prepare=describe_emoji,
    word=vader_word,
    values=vader_values,
    contrast=vader_contrast,
    first_context_only=False,
)
