"""Shared wording: hashed runs of words, and which articles have them in common.

Containment of word shingles after Broder (1997), "On the resemblance and containment of documents": the share of the
shorter article's runs that the longer one has too, which finds excerpts as well as copies.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.framing.vocabulary import word_forms

_FACTOR = np.uint64(0x9E3779B97F4A7C15)
# A run that more articles than this share is a formula of the trade; pairs of its articles are not listed for it.
_COMMON = 60


@dataclass(frozen=True, slots=True)
class Overlap:
    """Pairs of texts (a < b, by position) with the number of distinct runs that they share."""

    a: NDArray[np.int64]
    b: NDArray[np.int64]
    n_shared: NDArray[np.int64]


def shingles(text_words: Sequence[str], *, size: int) -> NDArray[np.uint64]:
    """Distinct hashes of all runs of `size` words, sorted; the same on every machine.

    >>> len(shingles("a b c a b c".split(), size=3))
    3
    """
    if len(text_words) < size:
        return np.empty(0, dtype=np.uint64)
    return np.unique(_runs(np.array([_word_hash(word) for word in text_words], dtype=np.uint64), size))


def _word_hash(word: str) -> int:
    encoded = word.encode()
    return zlib.crc32(encoded) << 32 | zlib.crc32(encoded[::-1], 0x5BD1E995)


def _runs(hashes: NDArray[np.uint64], size: int) -> NDArray[np.uint64]:
    n = len(hashes) - size + 1
    mixed = np.zeros(n, dtype=np.uint64)
    for offset in range(size):
        mixed = (mixed ^ hashes[offset : offset + n]) * _FACTOR
        mixed ^= mixed >> np.uint64(29)
    return mixed


def words_of(texts: Sequence[str]) -> list[str]:
    """The words of an article's sentences, numbers included, in one run."""
    return [form for text in texts for form in word_forms(text, with_numbers=True)]


def overlap(shingles_of: Sequence[NDArray[np.uint64]]) -> Overlap:
    """All pairs of texts that share a run of words.

    >>> pairs = overlap([np.array([1, 2], np.uint64), np.array([2, 3], np.uint64), np.array([4], np.uint64)])
    >>> pairs.a.tolist(), pairs.b.tolist(), pairs.n_shared.tolist()
    ([0], [1], [1])
    """
    lengths = np.array([len(one) for one in shingles_of], dtype=np.int64)
    runs = np.concatenate([*shingles_of, np.empty(0, np.uint64)])
    owner = np.repeat(np.arange(len(lengths)), lengths)
    order = np.argsort(runs, kind="stable")
    runs, owner = runs[order], owner[order]
    starts = np.flatnonzero(np.r_[True, runs[1:] != runs[:-1]]) if len(runs) else np.empty(0, np.int64)
    sizes = np.diff(np.r_[starts, len(runs)])
    keys = [np.empty(0, np.int64)]
    for size in np.unique(sizes[(sizes > 1) & (sizes <= _COMMON)]).tolist():
        group = owner[starts[sizes == size][:, np.newaxis] + np.arange(size)]
        first, second = np.triu_indices(size, k=1)
        keys.append((group[:, first] * len(lengths) + group[:, second]).ravel())
    pairs, n_shared = np.unique(np.concatenate(keys), return_counts=True)
    return Overlap(pairs // max(len(lengths), 1), pairs % max(len(lengths), 1), n_shared)
