"""Runs of words of one length, the names among them, and which runs say no more than a longer one.

Works on whole corpora at once: every word is a number, every run a row of numbers, so that a million runs are sorted,
counted and compared by NumPy.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

# Words that end no run: punctuation and the ends of texts.
BREAK = 0
# Names of more words are rare, and mostly a title with a name in it.
_LONGEST_NAME = 5
# A run is a name where at least half of its uses have capitals throughout; a single word needs more, since it may
# merely open a sentence or stand in a headline.
_RUN_IS_NAME, _WORD_IS_NAME = 0.5, 0.8
# A headline: so many content words, and that share of them with a capital.
_LEAST_HEADLINE, _HEADLINE = 3, 0.9
# A word that is nearly always a part of one longer name ("Donald") is no term beside that name.
_PART_OF_NAME = 0.9
# A run that mostly stops in the middle of a name ("deputy foreign") is no term.
_CUT = 0.6


@dataclass(frozen=True, slots=True)
class Pieces:
    """All words of all texts in order: their ids, the text each stands in, and whether it has a capital.

    `tells` marks the words whose capital, or lack of one, says whether they are names: not in a headline where every
    word has one.
    """

    ids: NDArray[np.int64]
    rows: NDArray[np.int64]
    capital: NDArray[np.bool_]
    tells: NDArray[np.bool_]

    def without_headlines(self, content: NDArray[np.bool_]) -> "Pieces":
        """The same words; where nearly all `content` words of a text have capitals, these count for nothing."""
        is_content = content[self.ids]
        n_texts = int(self.rows[-1]) + 1 if len(self.rows) else 0
        n_words = np.bincount(self.rows[is_content], minlength=n_texts)
        n_capital = np.bincount(self.rows[is_content & self.capital], minlength=n_texts)
        tells = ~((n_words >= _LEAST_HEADLINE) & (n_capital >= _HEADLINE * n_words))[self.rows]
        return replace(self, capital=self.capital & tells, tells=tells)


@dataclass(frozen=True, slots=True)
class Level:
    """Runs of one length: `grams` (runs by words, sorted), how often each occurs, and run and text of every use.

    `is_name` marks those written with capitals, `is_cut` those that mostly break off within a name: "deputy
    foreign" of "Deputy Foreign Minister".
    """

    grams: NDArray[np.int64]
    totals: NDArray[np.int64]
    uses: NDArray[np.int64]
    rows: NDArray[np.int64]
    is_name: NDArray[np.bool_]
    is_cut: NDArray[np.bool_]


def runs_of(pieces: Pieces, *, may_end: NDArray[np.bool_], size: int) -> Level:
    """All runs of `size` words without a break whose first and last word `may_end` a term."""
    ids = pieces.ids
    n_starts = max(len(ids) - size + 1, 0)
    fits = may_end[ids[:n_starts]] & may_end[ids[size - 1 :]]
    for offset in range(1, size - 1):
        fits &= ids[offset : offset + n_starts] != BREAK
    starts = np.flatnonzero(fits)
    capital = pieces.capital[starts] & pieces.capital[starts + size - 1]
    for offset in range(1, size - 1):
        # "Department of Homeland Security": function words inside a name have no capital.
        capital &= pieces.capital[starts + offset] | ~may_end[ids[starts + offset]]
    counted = _counted(pieces, starts, size=size)
    n_runs = len(counted.totals)
    # Only a word after another word of its sentence shows by its capital that it is a name.
    is_inside = np.concatenate([[False], ids[:-1] != BREAK])[: len(ids)]
    evidence = np.flatnonzero(pieces.tells[starts] & (is_inside[starts] | (size > 1)))
    n_telling = np.bincount(counted.uses[evidence], minlength=n_runs)
    n_capital = np.bincount(counted.uses[evidence], weights=capital[evidence], minlength=n_runs)
    is_name = (n_capital >= (_WORD_IS_NAME if size == 1 else _RUN_IS_NAME) * n_telling) & (n_telling > 0)
    goes_on = pieces.capital[starts + size - 1] & np.append(pieces.capital, [False])[starts + size]
    n_cut = np.bincount(counted.uses, weights=goes_on, minlength=n_runs)
    is_cut = (n_cut >= _CUT * counted.totals) & (size > 1)
    return replace(counted, is_name=is_name, is_cut=is_cut)


def names_of(
    pieces: Pieces, *, may_end: NDArray[np.bool_], may_join: NDArray[np.bool_], longer_than: int
) -> list[Level]:
    """Names of more words than `longer_than`: whole runs of capitals, with "of" and "the" between them.

    `may_join` marks the small words that stand inside names.
    """
    ids = pieces.ids
    named = pieces.capital & may_end[ids]
    levels = []
    for size in range(longer_than + 1, _LONGEST_NAME + 1):
        n_starts = max(len(ids) - size + 1, 0)
        fits = named[:n_starts] & named[size - 1 :]
        for offset in range(1, size - 1):
            fits &= (named | may_join[ids])[offset : offset + n_starts]
        # A whole run: no further capital before or after it.
        fits[1:] &= ~named[: max(n_starts - 1, 0)]
        fits[: max(n_starts - 1, 0)] &= ~named[size:]
        levels.append(_counted(pieces, np.flatnonzero(fits), size=size))
    return levels


def _counted(pieces: Pieces, starts: NDArray[np.int64], *, size: int) -> Level:
    # Folding word after word into one dense id keeps the keys far from overflow at any vocabulary.
    width = int(pieces.ids.max(initial=0)) + 1
    keys, grams = pieces.ids[starts], np.empty((0, 0), dtype=np.int64)
    for offset in range(size):
        word = pieces.ids[starts + offset]
        keys = word if offset == 0 else keys * width + word
        values, keys = np.unique(keys, return_inverse=True)
        grams = values[:, np.newaxis] if offset == 0 else np.column_stack([grams[values // width], values % width])
    totals = np.bincount(keys, minlength=len(grams))
    is_name, is_cut = np.ones(len(grams), dtype=bool), np.zeros(len(grams), dtype=bool)
    return Level(grams, totals, keys, pieces.rows[starts], is_name, is_cut)


def kept_runs(
    levels: Sequence[Level], names: Sequence[Level], *, min_count: int, fold: bool
) -> list[NDArray[np.bool_]]:
    """Which runs of each level are terms: used often enough, and not merely a part of one longer run.

    Runs are folded into one that is a word longer and used as often; words of a name into that name where nine in ten
    uses stand in it.
    """
    kept = [level.totals >= min_count for level in [*levels, *names]]
    if not fold:
        return kept
    for at, (low, high) in enumerate(pairwise(levels)):
        share = np.where(high.is_name, _PART_OF_NAME, 1.0)
        for part in (high.grams[:, :-1], high.grams[:, 1:]):
            _fold(low, kept[at], part, uses=np.where(high.totals > 1, high.totals, 0), share=share)
    for name in names:
        for at, low in enumerate(levels):
            size = at + 1
            for first in range(name.grams.shape[1] - size + 1):
                uses = np.where(name.totals > 1, name.totals, 0)
                part = name.grams[:, first : first + size]
                _fold(low, kept[at], part, uses=uses, share=np.full(len(uses), _PART_OF_NAME))
    return kept


def _fold(
    low: Level,
    kept: NDArray[np.bool_],
    parts: NDArray[np.int64],
    *,
    uses: NDArray[np.int64],
    share: NDArray[np.float64],
) -> None:
    """Unmark in `kept` the runs of `low` that are one of `parts`, a share of whose uses stands in a longer run."""
    if not len(low.grams) or not len(parts):
        return
    width = int(max(low.grams.max(), parts.max())) + 1
    keys, wanted = _keys(low.grams, width), _keys(parts, width)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    folded = (keys[at] == wanted) & (uses > 0) & (uses >= share * low.totals[at])
    kept[at[folded]] = False


def _keys(grams: NDArray[np.int64], width: int) -> NDArray[np.int64]:
    # Up to three words of two million forms fit in 63 bits; runs of words are sorted by them.
    keys = np.zeros(len(grams), dtype=np.int64)
    for column in range(grams.shape[1]):
        keys = keys * width + grams[:, column]
    return keys
