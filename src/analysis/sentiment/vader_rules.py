"""VADER as its author's package has it (`vaderSentiment` 3.3.2), over whole batches.

Its particulars: emoji become their descriptions, all punctuation comes off both ends of a word that keeps three
characters, "no" turns the charged words after it, and "but" scales the first value *equal* to the one at hand, which
need not be the one at hand.
"""

import heapq
from collections.abc import Iterator
from functools import cache
from importlib import resources

import numpy as np
from vaderSentiment import vaderSentiment as reference

from analysis.sentiment import rules
from analysis.sentiment.rules import B_DECR, N_SCALAR, PUNCTUATION, Hits, Rules

_PAIRS = ("kind of", "sort of", "just enough")
_NAMED = (
    *("at", "but", "least", "never", "so", "this", "very", "kind", "of", "sort", "just", "enough"),
    *("no", "or", "nor", "without", "doubt"),
)
_CODED = tuple(dict.fromkeys([*_NAMED, *(word for idiom in reference.SPECIAL_CASES for word in idiom.split())]))


def word(token: str) -> str:
    """The token without punctuation at its ends, unless that leaves so little that it may be an emoticon.

    >>> [word(token) for token in ("“good”", '"good",', ":)", "US,")]
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


def prepare(text: str) -> str:
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


def values(hits: Hits) -> np.ndarray:
    """The value of each hit after "no", capitals, degree words, negation, idioms and "least"."""
    words = hits.words
    lower = {place: words.lower[rows] for place, rows in hits.around.items()}
    result = rules.shouted(hits, _after_no(hits, lower))
    held = _held(lower)
    for distance in (1, 2, 3):
        rows = hits.around[-distance]
        changed = rules.boosted(hits, result, distance=distance)
        strengthened, doubtless = held[distance]
        turned = np.where(words.negates[rows] & ~doubtless, changed * N_SCALAR, changed)
        changed = np.where(strengthened, changed * 1.25, turned)
        if distance == 3:
            changed = rules.idioms(lower, changed, known=_IDIOM_CODES)
            changed = np.where(rules.softened(lower, pairs=_PAIR_CODES), changed + B_DECR, changed)
        result = np.where(words.in_lexicon[rows], result, changed)
    result = rules.after_least(hits, result, code=VADER.code)
    is_kind_of = (lower[0] == VADER.code["kind"]) & (lower[1] == VADER.code["of"])
    return np.where(is_kind_of | (words.booster[hits.around[0]] != 0), 0.0, result)


def _after_no(hits: Hits, lower: dict[int, np.ndarray]) -> np.ndarray:
    code, weight = VADER.code, hits.words.weight[hits.around[0]]
    is_last = hits.index == hits.n_words - 1
    leads = (lower[0] == code["no"]) & ~is_last & hits.words.in_lexicon[hits.around[1]]
    joined = (lower[-1] == code["or"]) | (lower[-1] == code["nor"])
    follows = (lower[-1] == code["no"]) | (lower[-2] == code["no"]) | ((lower[-3] == code["no"]) & joined)
    return np.where(follows, weight * N_SCALAR, np.where(leads, 0.0, weight))


def _held(lower: dict[int, np.ndarray]) -> dict[int, tuple[np.ndarray, np.ndarray]]:
    # By distance: where "never so" strengthens, and where "without doubt" keeps "without" from turning the word.
    code = VADER.code
    emphatic = {place: (lower[place] == code["so"]) | (lower[place] == code["this"]) for place in (-1, -2)}
    never = {place: lower[place] == code["never"] for place in (-2, -3)}
    without = {place: lower[place] == code["without"] for place in (-2, -3)}
    doubt = {place: lower[place] == code["doubt"] for place in (-1, -2)}
    nowhere = np.zeros(len(lower[0]), dtype=bool)
    return {
        1: (nowhere, nowhere),
        2: (never[-2] & emphatic[-1], without[-2] & doubt[-1]),
        3: ((never[-3] & emphatic[-2]) | emphatic[-1], without[-3] & (doubt[-2] | doubt[-1])),
    }


def contrast(values: np.ndarray, *, index: np.ndarray, sentence: np.ndarray, first_but: np.ndarray) -> np.ndarray:
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
    coded=_CODED,
    prepare=prepare,
    word=word,
    values=values,
    contrast=contrast,
    first_context_only=False,
)
_IDIOM_CODES = rules.encode(reference.SPECIAL_CASES, code=VADER.code)
_PAIR_CODES = [tuple(VADER.code[part] for part in pair.split()) for pair in _PAIRS]
