"""Shared wording: hashed runs of words, and which articles have them in common.

Containment of word shingles after Broder (1997), "On the resemblance and containment of documents": the share of the
shorter article's runs that the longer one has too, which finds excerpts as well as copies.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from analysis.framing.vocabulary import word_forms

_FACTOR = np.uint64(0x9E3779B97F4A7C15)
# A run that more articles than this share ties each of them to the first only: all pairs would be the square.
_COMMON = 40
# A passage that more outlets than this have is a formula of the trade; it does not make an excerpt.
_FEW = 4
# The lead of an article: its first words, at most a third of it.
_LEAD = 60


@dataclass(frozen=True, slots=True)
class Overlap:
    """Pairs of texts (a < b, by position) with the number of distinct runs that they share."""

    a: NDArray[np.int64]
    b: NDArray[np.int64]
    n_shared: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Runs:
    """Distinct hashes, sorted, of an article's runs of words: all, those mostly in its own voice, those of its lead."""

    every: NDArray[np.uint64]
    own: NDArray[np.uint64]
    lead: NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class SharedRuns:
    """How many runs two articles share: all, in their own voice, of these in few outlets; in either's lead."""

    n: int
    n_own: int
    n_few: int
    n_lead: int


@dataclass(frozen=True, slots=True)
class Wording:
    """The runs of every article, and how many outlets have each run in their own voice."""

    runs: Sequence[Runs]
    _known: NDArray[np.uint64]
    _holders: NDArray[np.int64]

    @classmethod
    def of(cls, runs: Sequence[Runs], *, outlets: Sequence[str]) -> "Wording":
        """Count the outlets that have each run."""
        by_outlet: dict[str, list[NDArray[np.uint64]]] = {}
        for outlet, one in zip(outlets, runs, strict=True):
            by_outlet.setdefault(outlet, []).append(one.own)
        own = [np.unique(np.concatenate(printed)) for printed in by_outlet.values()]
        return cls(runs, *np.unique(np.concatenate([*own, np.empty(0, np.uint64)]), return_counts=True))

    def pairs(self, *, least: int) -> set[tuple[int, int]]:
        """Pairs of articles, by position, that may share at least so many runs."""
        found = overlap([one.every for one in self.runs])
        enough = found.n_shared >= least
        return set(zip(found.a[enough].tolist(), found.b[enough].tolist(), strict=True))

    def shared(self, a: int, b: int) -> SharedRuns:
        """What two articles share, counted exactly."""
        first, second = self.runs[a], self.runs[b]
        every = np.intersect1d(first.every, second.every, assume_unique=True)
        if not len(every):
            return SharedRuns(0, 0, 0, 0)
        own = np.intersect1d(first.own, second.own, assume_unique=True)
        holders = self._holders[np.searchsorted(self._known, own)]
        leads = np.union1d(first.lead, second.lead)
        n_lead = len(np.intersect1d(leads, every, assume_unique=True))
        return SharedRuns(len(every), len(own), int((holders <= _FEW).sum()), n_lead)


def shingles(text_words: Sequence[str], *, size: int) -> NDArray[np.uint64]:
    """Distinct hashes of all runs of `size` words, sorted; the same on every machine.

    >>> len(shingles("a b c a b c".split(), size=3))
    3
    """
    return np.unique(_runs(text_words, size))


def runs_of(text_words: Sequence[str], *, quoted: Sequence[bool], size: int) -> Runs:
    """All runs of `size` words, those of which at most half the words are quoted, and those that begin the article.

    >>> found = runs_of("she said no never".split(), quoted=[False, False, True, True], size=2)
    >>> len(found.every), len(found.own), len(found.lead)
    (3, 2, 1)
    """
    runs = _runs(text_words, size)
    inside = np.concatenate([np.zeros(1, np.int64), np.cumsum(np.array(quoted, dtype=np.int64))])
    n_quoted = inside[size:] - inside[:-size] if len(runs) else np.empty(0, np.int64)
    lead = runs[: min(len(text_words) // 3, _LEAD)]
    return Runs(np.unique(runs), np.unique(runs[2 * n_quoted <= size]), np.unique(lead))


@lru_cache(maxsize=1 << 17)
def _word_hash(word: str) -> int:
    encoded = word.encode()
    return zlib.crc32(encoded) << 32 | zlib.crc32(encoded[::-1], 0x5BD1E995)


def _runs(text_words: Sequence[str], size: int) -> NDArray[np.uint64]:
    n = len(text_words) - size + 1
    if n < 1:
        return np.empty(0, dtype=np.uint64)
    hashes = np.array([_word_hash(word) for word in text_words], dtype=np.uint64)
    mixed = np.zeros(n, dtype=np.uint64)
    for offset in range(size):
        mixed = (mixed ^ hashes[offset : offset + n]) * _FACTOR
        mixed ^= mixed >> np.uint64(29)
    return mixed


def words_of(texts: Sequence[str]) -> list[str]:
    """The words of an article's sentences, numbers included, in one run."""
    return [form for text in texts for form in word_forms(text, with_numbers=True)]


def overlap(shingles_of: Sequence[NDArray[np.uint64]]) -> Overlap:
    """Pairs of texts that share a run of words; of a run in very many texts, each of them with the first only.

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
    for size in np.unique(sizes[sizes > 1]).tolist():
        group = owner[starts[sizes == size][:, np.newaxis] + np.arange(size)]
        first, second = np.triu_indices(size, k=1) if size <= _COMMON else (np.zeros(1, np.int64), np.arange(1, size))
        keys.append((group[:, first] * len(lengths) + group[:, second]).ravel())
    pairs, n_shared = np.unique(np.concatenate(keys), return_counts=True)
    return Overlap(pairs // max(len(lengths), 1), pairs % max(len(lengths), 1), n_shared)
