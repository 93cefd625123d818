"""Counts of words and runs of words in each of many short texts, as one sparse matrix.

A term is a run of one to `ngram_max` words that stand side by side with no punctuation between them. It neither starts
nor ends with a function word, so that every term shown can be read: "violations of human rights" counts as
"violations" and "human rights", not as "violations human".
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.framing.stop_words import STOP_WORDS

# A word, an abbreviation with full stops, or a mark that ends a run. Hyphens split words without ending the run, so
# that "human-rights" and "human rights" are one term. Linear on any text: rounds of a group cannot overlap.
# (A possessive repeat of a group keeps what a failed round consumed in CPython 3.11, so groups repeat plainly.)
_PIECE = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]++(?:['’ʼ][^\W_]++)*|[^\w\s\-‐‑­]")
_BREAK = 0
# "us" is a word of its own; other abbreviations are counted without their full stops.
_UNITED_STATES = ("US", "USA", "U.S.", "U.S.A.")


@dataclass(frozen=True, slots=True)
class TermCounts:
    """How often each term (sorted by name) stands in each text: `counts` is texts by terms; `n_words` is per text."""

    terms: tuple[str, ...]
    counts: sparse.csr_array
    n_words: NDArray[np.int64]

    def keep(self, columns: NDArray[np.bool_]) -> "TermCounts":
        """The same counts for the marked terms only."""
        terms = tuple(term for term, kept in zip(self.terms, columns.tolist(), strict=True) if kept)
        return TermCounts(terms, self.counts[:, np.flatnonzero(columns)], self.n_words)


def normal_form(word: str) -> str:
    """The form under which a word is counted: lower case, no possessive, one spelling of common abbreviations.

    >>> [normal_form(word) for word in ("Minister’s", "US", "us", "U.S.", "U.N.", "parents'")]
    ['minister', 'u.s.', 'us', 'u.s.', 'un', 'parents']
    """
    if word in _UNITED_STATES:
        return "u.s."
    lowered = word.lower().replace("’", "'").replace("ʼ", "'").strip("'")
    if "." in lowered:
        return lowered.replace(".", "")
    return lowered.removesuffix("'s")


def word_forms(text: str, *, with_numbers: bool = False) -> list[str]:
    """The words of a text in the form under which they are counted; no punctuation, and numbers only on request.

    >>> word_forms("The Minister’s human-rights plan (of 2020).")
    ['the', 'minister', 'human', 'rights', 'plan', 'of']
    """
    wanted = str.isalnum if with_numbers else str.isalpha
    return [normal_form(piece) for piece in _PIECE.findall(text) if any(map(wanted, piece))]


def placed_words(text: str) -> list[tuple[str, int, int]]:
    """The words and numbers of a text, each as counted and with its span.

    >>> placed_words("1,184 men")
    [('1', 0, 1), ('184', 2, 5), ('men', 6, 9)]
    """
    return [
        (normal_form(match.group()), *match.span())
        for match in _PIECE.finditer(text)
        if any(map(str.isalnum, match.group()))
    ]


def count_terms(
    texts: Sequence[str], *, ngram_max: int, drop_stop_words: bool, min_count: int = 1, fold: bool = True
) -> TermCounts:
    """Count the terms of each text.

    Parameters
    ----------
    texts
        Usually sentences; no run of words crosses from one text to the next.
    ngram_max
        Longest run of words that counts as a term.
    drop_stop_words
        Leave out function words; a longer term may still hold one in its middle.
    min_count
        Leave out terms that all texts together use less often.
    fold
        Leave out a term that only ever occurs inside one longer term ("chips" when it is always "bargaining chips").

    Returns
    -------
    TermCounts
        Terms sorted by name; numbers are never terms.

    >>> counted = count_terms(["Red tape cut.", "Cut the red tape!"], ngram_max=2, drop_stop_words=True)
    >>> dict(zip(counted.terms, counted.counts.sum(axis=0).tolist()))
    {'cut': 2, 'red tape': 2, 'tape cut': 1}
    """
    ids, rows, forms = _encode(texts)
    is_word = np.array([False, *map(_is_word, forms[1:])], dtype=bool)
    stop = np.array([form in STOP_WORDS or len(form) < 2 for form in forms], dtype=bool)
    may_end = is_word & ~stop if drop_stop_words else is_word
    n_words = np.bincount(rows[is_word[ids]], minlength=len(texts))
    levels = [_level(ids, rows, may_end=may_end, inside=ids != _BREAK, size=size) for size in range(1, ngram_max + 1)]
    kept = _columns(levels, len(forms), min_count=min_count, fold=fold)
    return _assemble(levels, kept, forms=forms, n_words=n_words)


def _is_word(piece: str) -> bool:
    return any(map(str.isalpha, piece))


def _encode(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64], list[str]]:
    """Ids of all pieces of all texts in order, the text of each, and the form behind each id (0 ends a run)."""
    forms = [""]
    id_of_form = {"": _BREAK}
    id_of_piece: dict[str, int] = {}
    ids: list[list[int]] = []
    for text in texts:
        row = []
        for piece in _PIECE.findall(text):
            known = id_of_piece.get(piece)
            if known is None:
                form = normal_form(piece) if piece[0].isalnum() else ""
                known = id_of_form.setdefault(form, len(forms))
                if known == len(forms):
                    forms.append(form)
                id_of_piece[piece] = known
            row.append(known)
        row.append(_BREAK)
        ids.append(row)
    lengths = np.array([len(row) for row in ids], dtype=np.int64)
    flat = np.fromiter(chain.from_iterable(ids), dtype=np.int64, count=int(lengths.sum()))
    return flat, np.repeat(np.arange(len(texts)), lengths), forms


@dataclass(frozen=True, slots=True)
class _Level:
    """Runs of one length: `grams` (runs by words, sorted), how often each occurs, and run and text of every use."""

    grams: NDArray[np.int64]
    totals: NDArray[np.int64]
    uses: NDArray[np.int64]
    rows: NDArray[np.int64]


def _level(
    ids: NDArray[np.int64],
    rows: NDArray[np.int64],
    *,
    may_end: NDArray[np.bool_],
    inside: NDArray[np.bool_],
    size: int,
) -> _Level:
    n_starts = max(len(ids) - size + 1, 0)
    fits = may_end[ids[:n_starts]] & may_end[ids[size - 1 :]]
    for offset in range(1, size - 1):
        fits &= inside[offset : offset + n_starts]
    starts = np.flatnonzero(fits)
    # Folding word after word into one dense id keeps the keys far from overflow at any vocabulary.
    width = int(ids.max(initial=0)) + 1
    keys, grams = ids[starts], np.empty((0, 0), dtype=np.int64)
    for offset in range(size):
        word = ids[starts + offset]
        keys = word if offset == 0 else keys * width + word
        values, keys = np.unique(keys, return_inverse=True)
        grams = values[:, np.newaxis] if offset == 0 else np.column_stack([grams[values // width], values % width])
    return _Level(grams, np.bincount(keys, minlength=len(grams)), keys, rows[starts])


def _columns(levels: Sequence[_Level], n_forms: int, *, min_count: int, fold: bool) -> list[NDArray[np.bool_]]:
    kept = [level.totals >= min_count for level in levels]
    for shorter, (low, high) in enumerate(pairwise(levels)):
        if not fold or not len(high.grams):
            continue
        repeated = np.flatnonzero(high.totals > 1)
        position = {tuple(gram): at for at, gram in enumerate(low.grams.tolist())}
        for gram, total in zip(high.grams[repeated].tolist(), high.totals[repeated].tolist(), strict=True):
            for part in (tuple(gram[:-1]), tuple(gram[1:])):
                at = position.get(part)
                if at is not None and low.totals[at] == total:
                    kept[shorter][at] = False
    return kept


def _assemble(
    levels: Sequence[_Level], kept: Sequence[NDArray[np.bool_]], *, forms: list[str], n_words: NDArray[np.int64]
) -> TermCounts:
    names, columns, rows = [], [], []
    offset = 0
    for level, keep in zip(levels, kept, strict=True):
        position = np.cumsum(keep) - 1 + offset
        used = keep[level.uses]
        columns.append(position[level.uses[used]])
        rows.append(level.rows[used])
        names += [" ".join(forms[word] for word in gram) for gram in level.grams[keep].tolist()]
        offset = len(names)
    order = sorted(range(len(names)), key=names.__getitem__)
    rank = np.empty(len(names), dtype=np.int64)
    rank[order] = np.arange(len(names))
    column, row = rank[np.concatenate(columns)], np.concatenate(rows)
    counts = sparse.coo_array(
        (np.ones(len(row), dtype=np.int64), (row, column)), shape=(len(n_words), len(names))
    ).tocsr()
    return TermCounts(tuple(names[at] for at in order), counts, n_words)


def group_rows(labels: Iterable[str], names: Sequence[str]) -> sparse.csr_array:
    """A matrix of groups by rows with 1 where a row belongs to a group: multiplied with counts, it sums by group.

    >>> group_rows(["a", "b", "a"], ["a", "b"]).toarray().tolist()
    [[1, 0, 1], [0, 1, 0]]
    """
    position = {name: at for at, name in enumerate(names)}
    at = np.array([position[label] for label in labels], dtype=np.int64)
    ones = np.ones(len(at), dtype=np.int64)
    return sparse.csr_array((ones, (at, np.arange(len(at)))), shape=(len(names), len(at)))
