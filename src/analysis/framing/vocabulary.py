"""Counts of words and runs of words in each of many short texts, as one sparse matrix.

A term is a run of one to `ngram_max` words that stand side by side with no punctuation between them. It neither starts
nor ends with a function word, so that every term shown can be read: "violations of human rights" counts as
"violations" and "human rights", not as "violations human".

Works on whole corpora at once: every word is a number, every run a row of numbers, so that a million runs are sorted,
counted and compared by NumPy.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.english.names import INSIDE_NAMES, SURNAME_PARTICLES
from analysis.framing.languages import ENGLISH, PIECE, Language, is_stop, is_word, normal_form
from analysis.framing.reading import kept_by_content

if TYPE_CHECKING:
    from scipy import sparse


Kind = Literal["word", "phrase", "name"]

# Words that end no run: punctuation and the ends of texts.
_BREAK = 0
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
class TermCounts:
    """How often each term (sorted by name) stands in each text: `counts` is texts by terms; `n_words` is per text.

    `kinds` says of each term whether it is a single word, a run of words, or a name: written with capitals inside
    sentences. Nationalities count as names too.
    """

    terms: tuple[str, ...]
    kinds: tuple[Kind, ...]
    counts: "sparse.csr_array"
    n_words: NDArray[np.int64]

    def keep(self, columns: NDArray[np.bool_]) -> "TermCounts":
        """The same counts for the marked terms only."""
        chosen = np.flatnonzero(columns).tolist()
        terms, kinds = tuple(self.terms[at] for at in chosen), tuple(self.kinds[at] for at in chosen)
        return TermCounts(terms, kinds, self.counts[:, np.flatnonzero(columns)], self.n_words)


@dataclass(frozen=True, slots=True)
class _Pieces:
    """All words of all texts in order: their ids, the text each stands in, and whether it has a capital.

    `tells` marks the words whose capital, or lack of one, says whether they are names: not in a headline where every
    word has one.
    """

    ids: NDArray[np.int32]
    rows: NDArray[np.int32]
    capital: NDArray[np.bool_]
    tells: NDArray[np.bool_]

    def without_headlines(self, content: NDArray[np.bool_]) -> "_Pieces":
        """The same words; where nearly all `content` words of a text have capitals, these count for nothing."""
        is_content = content[self.ids]
        n_texts = int(self.rows[-1]) + 1 if len(self.rows) else 0
        n_words = np.bincount(self.rows[is_content], minlength=n_texts)
        n_capital = np.bincount(self.rows[is_content & self.capital], minlength=n_texts)
        tells = ~((n_words >= _LEAST_HEADLINE) & (n_capital >= _HEADLINE * n_words))[self.rows]
        return replace(self, capital=self.capital & tells, tells=tells)


@dataclass(frozen=True, slots=True)
class _Level:
    """Runs of one length: `grams` (runs by words, sorted), how often each occurs, and run and text of every use.

    `is_name` marks those written with capitals, `is_cut` those that mostly break off within a name: "deputy
    foreign" of "Deputy Foreign Minister".
    """

    grams: NDArray[np.int64]
    totals: NDArray[np.int64]
    uses: NDArray[np.int32]
    rows: NDArray[np.int32]
    is_name: NDArray[np.bool_]
    is_cut: NDArray[np.bool_]


def count_terms(
    texts: Sequence[str],
    *,
    language: Language = ENGLISH,
    ngram_max: int,
    drop_stop_words: bool,
    min_count: int = 1,
    fold: bool = True,
    for_readers: bool = False,
) -> TermCounts:
    """Count the terms of each text.

    Parameters
    ----------
    texts
        Usually sentences; no run of words crosses from one text to the next.
    language
        What they are written in. Where every noun has a capital, no term is a name.
    ngram_max
        Longest run of words that counts as a term.
    drop_stop_words
        Leave out function words; a longer term may still hold one in its middle.
    min_count
        Leave out terms that all texts together use less often.
    fold
        Leave out a term that only ever occurs inside one longer term ("chips" when it is always "bargaining chips"),
        or that stands inside one name in nine of ten uses ("Donald").
    for_readers
        Count a name of up to five words as one term, if `ngram_max` allows any run; leave out what no reader would
        take for a term: days and months, words that begin with a number, particles of names ("al") by themselves,
        runs that break off within a name ("deputy foreign").

    Returns
    -------
    TermCounts
        Terms sorted by name; numbers are never terms.

    >>> counted = count_terms(["Red tape cut.", "Cut the red tape!"], ngram_max=2, drop_stop_words=True)
    >>> dict(zip(counted.terms, counted.counts.sum(axis=0).tolist()))
    {'cut': 2, 'red tape': 2, 'tape cut': 1}
    >>> texts = ["The Bank of Sand Island lends little money now.", "Farmers owe money to the Bank of Sand Island."]
    >>> counted = count_terms(texts, ngram_max=2, drop_stop_words=True, min_count=2, for_readers=True)
    >>> counted.terms, counted.kinds
    (('bank of sand island', 'money'), ('name', 'word'))
    """
    settings = {"ngram_max": ngram_max, "drop_stop_words": drop_stop_words, "min_count": min_count, "fold": fold}
    return Encoded.of(texts, language=language, for_readers=for_readers).counts(**settings)


@kept_by_content
def in_words(rows: pd.DataFrame) -> "Encoded":
    """The words of what is read (the column `words` of `reading.read`), found once for all measures that count them."""
    return Encoded.of(rows["words"].tolist())


@dataclass(frozen=True, eq=False)
class Encoded:
    """The words of many texts as numbers, found once and counted under as many settings as are asked for.

    `written` are the distinct words as written, `codes` those of all texts in order (0 ends a run), `rows` the text of
    each. `form` is applied to a word before anything is counted; it must leave a capital at its head alone.
    """

    written: list[str]
    codes: NDArray[np.int32]
    rows: NDArray[np.int32]
    n_texts: int
    language: Language
    for_readers: bool
    form: Callable[[str], str] = str
    _runs: dict[tuple[int, bool], _Level] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Sequence[str], *, language: Language = ENGLISH, for_readers: bool = False) -> "Encoded":
        """Find the words of each text."""
        code_of: defaultdict[str, int] = defaultdict()
        code_of.default_factory = code_of.__len__
        end = code_of[""]
        codes = [[*map(code_of.__getitem__, PIECE.findall(text)), end] for text in texts]
        lengths = np.array([len(row) for row in codes], dtype=np.int64)
        flat = np.fromiter(chain.from_iterable(codes), dtype=np.int32, count=int(lengths.sum()))
        rows = np.repeat(np.arange(len(texts), dtype=np.int32), lengths)
        return cls([*code_of], flat, rows, len(texts), language, for_readers)

    def read_as(self, language: Language, *, for_readers: bool = False) -> "Encoded":
        """The same words as those of this language, counted as `count_terms` says."""
        return replace(self, language=language, for_readers=for_readers, _runs={})

    def in_form(self, form: Callable[[str], str]) -> "Encoded":
        """The same texts with this done to every word."""
        return replace(self, form=form, _runs={})

    def counts(self, *, ngram_max: int, drop_stop_words: bool, min_count: int = 1, fold: bool = True) -> TermCounts:
        """As `count_terms`."""
        levels = [self._level(size, drop_stop_words) for size in range(1, ngram_max + 1)]
        names = []
        if self.for_readers and ngram_max > 1 and drop_stop_words:
            may_join = np.array([form in INSIDE_NAMES for form in self.forms], dtype=bool)
            may_end = self._may_end(drop_stop_words)
            names = _names_of(self._pieces, may_end=may_end, may_join=may_join, longer_than=ngram_max)
        kept = _kept_runs(levels, names, min_count=min_count, fold=fold)
        if self.for_readers:
            kept = [keep & ~level.is_cut for keep, level in zip(kept, [*levels, *names], strict=True)]
        n_words = np.bincount(self._pieces.rows[self._is_word[self._pieces.ids]], minlength=self.n_texts)
        return _assemble([*levels, *names], kept, forms=self.forms, n_words=n_words)

    def _level(self, size: int, drop_stop_words: bool) -> _Level:
        key = size, drop_stop_words
        if key not in self._runs:
            may_end = self._may_end(drop_stop_words)
            if size == 1 and self.for_readers:
                may_end = may_end & np.array([form not in SURNAME_PARTICLES for form in self.forms])
            self._runs[key] = _runs_of(self._pieces, may_end=may_end, size=size)
        return self._runs[key]

    def _may_end(self, drop_stop_words: bool) -> NDArray[np.bool_]:
        return self._is_word & ~self._is_stop if drop_stop_words else self._is_word

    @cached_property
    def _form_of(self) -> list[str]:
        """The form of each word as written; of a mark that ends a run, none."""
        elided = self.language.elides
        return [normal_form(self.form(word), elided=elided) if word[:1].isalnum() else "" for word in self.written]

    @cached_property
    def forms(self) -> list[str]:
        """The distinct forms; the first is that of marks, which end a run."""
        return [*dict.fromkeys(["", *self._form_of])]

    @cached_property
    def _is_word(self) -> NDArray[np.bool_]:
        return np.array([False, *map(is_word, self.forms[1:])], dtype=bool)

    @cached_property
    def _is_stop(self) -> NDArray[np.bool_]:
        stops = [is_stop(form, self.language, for_readers=self.for_readers) for form in self.forms]
        return np.array(stops, dtype=bool)

    @property
    def ids(self) -> NDArray[np.int32]:
        """The place in `forms` of each word of all texts in order."""
        return self._id_of_written[self.codes]

    @property
    def capital(self) -> NDArray[np.bool_]:
        """Which words of all texts in order have a capital."""
        return np.array([word[:1].isupper() for word in self.written], dtype=bool)[self.codes]

    @cached_property
    def _id_of_written(self) -> NDArray[np.int32]:
        id_of = {form: at for at, form in enumerate(self.forms)}
        return np.array([id_of[form] for form in self._form_of], dtype=np.int32)

    @cached_property
    def _pieces(self) -> _Pieces:
        ids = self.ids
        # A capital on every noun tells nothing.
        capital = self.capital & (ids != _BREAK) & (not self.language.has_capital_nouns)
        found = _Pieces(ids, self.rows, capital, tells=np.ones(len(ids), dtype=bool))
        return found.without_headlines(self._is_word & ~self._is_stop)


def _runs_of(pieces: _Pieces, *, may_end: NDArray[np.bool_], size: int) -> _Level:
    """All runs of `size` words without a break whose first and last word `may_end` a term."""
    ids = pieces.ids
    n_starts = max(len(ids) - size + 1, 0)
    fits = may_end[ids[:n_starts]] & may_end[ids[size - 1 :]]
    for offset in range(1, size - 1):
        fits &= ids[offset : offset + n_starts] != _BREAK
    starts = np.flatnonzero(fits)
    capital = pieces.capital[starts] & pieces.capital[starts + size - 1]
    for offset in range(1, size - 1):
        # "Department of Homeland Security": function words inside a name have no capital.
        capital &= pieces.capital[starts + offset] | ~may_end[ids[starts + offset]]
    counted = _counted(pieces, starts, size=size)
    n_runs = len(counted.totals)
    # Only a word after another word of its sentence shows by its capital that it is a name.
    is_inside = np.concatenate([[False], ids[:-1] != _BREAK])[: len(ids)]
    evidence = np.flatnonzero(pieces.tells[starts] & (is_inside[starts] | (size > 1)))
    n_telling = np.bincount(counted.uses[evidence], minlength=n_runs)
    n_capital = np.bincount(counted.uses[evidence], weights=capital[evidence], minlength=n_runs)
    is_name = (n_capital >= (_WORD_IS_NAME if size == 1 else _RUN_IS_NAME) * n_telling) & (n_telling > 0)
    goes_on = pieces.capital[starts + size - 1] & np.append(pieces.capital, [False])[starts + size]
    n_cut = np.bincount(counted.uses, weights=goes_on, minlength=n_runs)
    is_cut = (n_cut >= _CUT * counted.totals) & (size > 1)
    return replace(counted, is_name=is_name, is_cut=is_cut)


def _names_of(
    pieces: _Pieces, *, may_end: NDArray[np.bool_], may_join: NDArray[np.bool_], longer_than: int
) -> list[_Level]:
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


def _counted(pieces: _Pieces, starts: NDArray[np.int64], *, size: int) -> _Level:
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
    return _Level(grams, totals, keys.astype(np.int32), pieces.rows[starts], is_name, is_cut)


def _kept_runs(
    levels: Sequence[_Level], names: Sequence[_Level], *, min_count: int, fold: bool
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
    low: _Level,
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


def _assemble(
    levels: Sequence[_Level], kept: Sequence[NDArray[np.bool_]], *, forms: list[str], n_words: NDArray[np.int64]
) -> TermCounts:
    from scipy import sparse

    names, kinds, columns, rows = [], [], [], []
    for level, keep in zip(levels, kept, strict=True):
        position = np.cumsum(keep) - 1 + len(names)
        used = keep[level.uses]
        columns.append(position[level.uses[used]])
        rows.append(level.rows[used])
        names += [" ".join(forms[word] for word in gram) for gram in level.grams[keep].tolist()]
        plain: Kind = "word" if level.grams.shape[1] == 1 else "phrase"
        kinds += ["name" if is_name else plain for is_name in level.is_name[keep].tolist()]
    order = sorted(range(len(names)), key=names.__getitem__)
    rank = np.empty(len(names), dtype=np.int64)
    rank[order] = np.arange(len(names))
    column, row = rank[np.concatenate(columns)], np.concatenate(rows)
    counts = sparse.coo_array(
        (np.ones(len(row), dtype=np.int64), (row, column)), shape=(len(n_words), len(names))
    ).tocsr()
    return TermCounts(tuple(names[at] for at in order), tuple(kinds[at] for at in order), counts, n_words)


def tfidf(counts: "sparse.csr_array") -> "sparse.csr_array":
    """What each term weighs in each article: its count times ln((1 + N) / (1 + df)) + 1, rows scaled to length 1.

    Parameters
    ----------
    counts
        Articles by terms, counts of 1 and more.

    >>> from scipy import sparse
    >>> tfidf(sparse.csr_array([[1, 1], [0, 2]])).toarray().round(3).tolist()
    [[0.815, 0.58], [0.0, 1.0]]
    """
    # Imported here: a second that readers of kept tables need not wait.
    from scipy import sparse
    from sklearn.feature_extraction.text import TfidfTransformer

    return sparse.csr_array(TfidfTransformer().fit_transform(counts))


def group_rows(labels: Iterable[str], names: Sequence[str]) -> "sparse.csr_array":
    """A matrix of groups by rows with 1 where a row belongs to a group: multiplied with counts, it sums by group.

    >>> group_rows(["a", "b", "a"], ["a", "b"]).toarray().tolist()
    [[1, 0, 1], [0, 1, 0]]
    """
    from scipy import sparse

    position = {name: at for at, name in enumerate(names)}
    at = np.array([position[label] for label in labels], dtype=np.int64)
    ones = np.ones(len(at), dtype=np.int64)
    return sparse.csr_array((ones, (at, np.arange(len(at)))), shape=(len(names), len(at)))
