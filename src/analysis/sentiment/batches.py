"""Sentence scores for whole batches at once, bit-equal to the analysers that score one text at a time.

The references know straight apostrophes and quotation marks only; a text is scored as it would be with these.

Every distinct token of the text is looked at once: its punctuation is taken off, its lower case looked up, and the
result kept as a row number. A batch then is one array of row numbers; most words are the row "plain", and only the
few lexicon words are worked on, all of them together. Sums are made in the order in which the reference makes them;
the rare score that lies so close to a rounding tie that the order could show is made again, one number at a time.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import chain
from threading import Lock

import numpy as np

from analysis.english.marks import straight
from analysis.sentiment.lexicons import Lexicon
from analysis.sentiment.rules import NOTHING, PLAIN, PLAIN_UPPER, Hits, Rules, Words

# Batches of this size stay in the processor's cache; larger ones are slower.
_BATCH_CHARS = 1_000_000
_BATCH_TEXTS = 2_000
_LONGEST_KEPT = 64
_MOST_KEPT = 400_000
_IN_LEXICON, _IS_BUT, _IS_UPPER = 1, 2, 4
# What "!" (up to four) and "?" (two or three; more) add to a charged sentence, by their number.
_EXCLAMATION = np.array([count * 0.292 for count in range(5)])
_QUESTION = np.array([0, 0, *(count * 0.18 for count in (2, 3)), 0.96])
_NEAR = 1e-6
_KINDS = (float, float, bool, bool, bool, np.uint8, np.uint8)


@dataclass(frozen=True)
class Scores:
    """Scores of texts, in their order: `compound` -1 to 1, the three shares 0 to 1.

    `n_words` counts the words that the rules read, `n_lexicon_words` those that the lexicon knows.
    """

    compound: np.ndarray
    positive: np.ndarray
    neutral: np.ndarray
    negative: np.ndarray
    n_words: np.ndarray
    n_lexicon_words: np.ndarray


@dataclass(frozen=True)
class Found:
    """The lexicon words of texts: which text, which word (lower case), its weight and its value in that place."""

    text: np.ndarray
    word: list[str]
    weight: np.ndarray
    value: np.ndarray


class _Vocabulary(dict[str, int]):
    """Token of the text → row of the table of words; a token met for the first time is looked at then."""

    def __init__(self, rules: Rules, lexicon: Lexicon) -> None:
        self._rules, self._word, self._lexicon = rules, rules.word, lexicon.weights
        self._known = {*lexicon.weights, *rules.boosters, *rules.negations, *rules.code}
        self._start()

    def _start(self) -> None:
        self.clear()
        self._row_of: dict[str, int] = {}
        self.spelled = ["", "", ""]
        self._rows: list[tuple] = [(0.0, 0.0, True, False, False, 0, 0)] + [
            (0.0, 0.0, False, False, upper, 0, 0) for upper in (False, True)
        ]
        self._words: Words | None = None

    def __missing__(self, token: str) -> int:
        # Runs once for every distinct token of a corpus: kept in one piece for speed.
        word = self._word(token)
        if word is None:
            row = NOTHING
        else:
            lower = word.lower()
            if lower in self._known or "n't" in lower:
                row = self._row(word, lower)
            else:
                row = PLAIN_UPPER if word.isupper() else PLAIN
        if len(token) <= _LONGEST_KEPT:
            self[token] = row
        return row

    def _row(self, word: str, lower: str) -> int:
        if word not in self._row_of:
            self._row_of[word] = len(self._rows)
            self._rows.append(self._attributes(word, lower))
            self.spelled.append(lower)
        return self._row_of[word]

    def _attributes(self, word: str, lower: str) -> tuple:
        code = self._rules.code
        negates = lower in self._rules.negations or "n't" in lower
        weight, booster = self._lexicon.get(lower, 0.0), self._rules.boosters.get(lower, 0.0)
        named = code.get(word, 0), code.get(lower, 0)
        return weight, booster, lower in self._lexicon, negates, word.isupper(), *named

    def words(self) -> Words:
        """The table as arrays; rows met since the last time are added to it."""
        done = len(self._words.weight) if self._words is not None else 0
        if done < len(self._rows):
            new = list(zip(*self._rows[done:], strict=True))
            columns = [np.array(column, dtype=kind) for column, kind in zip(new, _KINDS, strict=True)]
            if self._words is not None:
                columns = [
                    np.concatenate([getattr(self._words, item.name), column])
                    for item, column in zip(fields(Words), columns, strict=True)
                ]
            self._words = Words(*columns)
        return self._words

    def forget_if_large(self) -> None:
        """Bound the memory: text without end of new tokens must not be kept for ever."""
        if len(self) + len(self._rows) > _MOST_KEPT:
            self._start()


@dataclass(frozen=True)
class _Read:
    """A batch as row numbers, one per word, sentence after sentence.

    `n_words`, `starts` and `ends` say where the words of each sentence lie, `hits` which words the lexicon knows, and
    `sentence` in which sentence each hit stands. `words` and `spelled` are the table that the rows point into.
    """

    texts: list[str]
    rows: np.ndarray
    n_words: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    flags: np.ndarray
    hits: np.ndarray
    sentence: np.ndarray
    words: Words
    spelled: list[str]


class Analyser:
    """Scores texts by one version of the rules and one lexicon.

    Examples
    --------
    >>> from analysis.sentiment.lexicons import vader_lexicon
    >>> from analysis.sentiment.rules import NLTK
    >>> Analyser(NLTK, vader_lexicon()).score(["A good deal."]).compound.tolist()
    [0.4404]
    """

    def __init__(self, rules: Rules, lexicon: Lexicon) -> None:
        self.rules, self.lexicon = rules, lexicon
        self._vocabulary = _Vocabulary(rules, lexicon)
        # Reading is the only step that changes anything; threads of one worker may share an analyser.
        self._lock = Lock()

    def score(self, texts: Sequence[str]) -> Scores:
        """The scores of `texts`; a text of no words scores zero throughout, as in the reference."""
        parts = [self._score(batch) for batch in _batches(texts)]
        return Scores(*(np.concatenate(column) for column in zip(*parts, strict=True)))

    def find(self, texts: Sequence[str]) -> Found:
        """Every lexicon word of `texts` with the value that it has there: turned by "not", raised by "very", …"""
        text, word, weight, value, done = [], [], [], [], 0
        for batch in _batches(texts):
            read = self._read(batch)
            rows = read.rows[read.hits]
            text.append(read.sentence + done)
            word.extend(map(read.spelled.__getitem__, rows.tolist()))
            weight.append(read.words.weight[rows])
            value.append(self._values(read))
            done += len(batch)
        return Found(np.concatenate(text), word, np.concatenate(weight), np.concatenate(value))

    def _read(self, texts: Sequence[str]) -> _Read:
        prepared = [self.rules.prepare(straight(text)) for text in texts]
        lengths: list[int] = []
        with self._lock:
            self._vocabulary.forget_if_large()
            tokens = chain.from_iterable(_split(prepared, lengths))
            rows = np.fromiter(map(self._vocabulary.__getitem__, tokens), dtype=np.int32)
            words, spelled = self._vocabulary.words(), self._vocabulary.spelled
        ends = np.cumsum(lengths, dtype=np.int64)
        if not rows.all():
            kept = rows != NOTHING
            ends = np.concatenate([[0], np.cumsum(kept)])[ends]
            rows = rows[kept]
        starts = np.concatenate([[0], ends[:-1]])
        is_but = words.lower == self.rules.code["but"]
        marks = words.in_lexicon * _IN_LEXICON + is_but * _IS_BUT + words.is_upper * _IS_UPPER
        flags = marks.astype(np.uint8)[rows]
        hits = np.flatnonzero(flags & _IN_LEXICON)
        # An empty sentence ends where it starts, so "the first that ends after the word" passes it by.
        sentence = np.searchsorted(ends, hits, side="right")
        return _Read(prepared, rows, ends - starts, starts, ends, flags, hits, sentence, words, spelled)

    def _values(self, read: _Read) -> np.ndarray:
        """What each hit counts for, after the words around it and "but"."""
        if self.rules.first_context_only:
            key = read.sentence * len(read.words.weight) + read.rows[read.hits]
            _, first, back = np.unique(key, return_index=True, return_inverse=True)
            values = self.rules.values(_around(read, first))[back]
        else:
            values = self.rules.values(_around(read, np.arange(len(read.hits))))
        buts = np.flatnonzero(read.flags & _IS_BUT)[::-1]
        but_sentence = np.searchsorted(read.ends, buts, side="right")
        first_but = np.full(len(read.n_words), -1)
        # From last to first, so that the first "but" of a sentence is the one that stays.
        first_but[but_sentence] = buts - read.starts[but_sentence]
        index = read.hits - read.starts[read.sentence]
        return self.rules.contrast(values, index=index, sentence=read.sentence, first_but=first_but)

    def _score(self, texts: Sequence[str]) -> tuple[np.ndarray, ...]:
        read = self._read(texts)
        n_lexicon_words = np.bincount(read.sentence, minlength=len(texts))
        charged = np.flatnonzero(n_lexicon_words)
        compound, positive, negative = (np.zeros(len(texts)) for _ in range(3))
        neutral = (read.n_words > 0).astype(float)
        if len(charged):
            emphasis = _emphasis([read.texts[number] for number in charged.tolist()])
            columns = _combine(read, self._values(read), charged=charged, emphasis=emphasis)
            for whole, part in zip((compound, positive, neutral, negative), columns, strict=True):
                whole[charged] = part
        return compound, positive, neutral, negative, read.n_words, n_lexicon_words


def _split(texts: Iterable[str], lengths: list[int]) -> Iterator[list[str]]:
    """The tokens of each text, one text at a time so that they stay in the cache; their number goes to `lengths`."""
    for text in texts:
        tokens = text.split()
        lengths.append(len(tokens))
        yield tokens


def _around(read: _Read, chosen: np.ndarray) -> Hits:
    """The `chosen` hits with the three words before and the two after, as far as they are in the same sentence."""
    place, sentence = read.hits[chosen], read.sentence[chosen]
    index, n_words = place - read.starts[sentence], read.n_words[sentence]
    edge = np.zeros(3, dtype=read.rows.dtype)
    padded = np.concatenate([edge, read.rows, edge])
    around = {0: read.rows[place]}
    for step in (1, 2, 3):
        around[-step] = np.where(index >= step, padded[place + 3 - step], NOTHING)
    for step in (1, 2):
        around[step] = np.where(index + step < n_words, padded[place + 3 + step], NOTHING)
    upper = np.concatenate([[0], np.cumsum((read.flags & _IS_UPPER) != 0)])
    n_upper = upper[read.starts[sentence] + n_words] - upper[read.starts[sentence]]
    is_mixed = (n_upper > 0) & (n_upper < n_words)
    return Hits(read.words, around, index, n_words, is_mixed)


def _batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    start = size = 0
    for number, text in enumerate(texts):
        size += len(text)
        if size >= _BATCH_CHARS or number - start + 1 >= _BATCH_TEXTS:
            yield texts[start : number + 1]
            start, size = number + 1, 0
    if start < len(texts) or not len(texts):
        yield texts[start:]


def _emphasis(texts: Iterable[str]) -> np.ndarray:
    marks = np.array([(text.count("!"), text.count("?")) for text in texts])
    return _EXCLAMATION[np.minimum(marks[:, 0], 4)] + _QUESTION[np.minimum(marks[:, 1], 4)]


def _combine(
    read: _Read, value: np.ndarray, *, charged: np.ndarray, emphasis: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Compound and shares of the charged sentences from the values of their words."""
    group = np.searchsorted(charged, read.sentence)
    n_words = read.n_words[charged]

    def sums(chosen: np.ndarray, weights: np.ndarray) -> np.ndarray:
        # bincount adds in order, as a loop would.
        return np.bincount(group[chosen], weights=weights[chosen], minlength=len(charged))

    total = sums(value != 0, value)
    pleased, upset = sums(value > 0, value + 1), sums(value < 0, value - 1)
    n_neutral = n_words - np.bincount(group[value != 0], minlength=len(charged))
    raised = total + np.where(total > 0, emphasis, np.where(total < 0, -emphasis, 0.0))
    compound = raised / np.sqrt(raised * raised + 15)
    positive = np.where(pleased > np.abs(upset), pleased + emphasis, pleased)
    negative = np.where(pleased < np.abs(upset), upset - emphasis, upset)
    whole = positive + np.abs(negative) + n_neutral
    exact = [compound, np.abs(positive / whole), np.abs(n_neutral / whole), np.abs(negative / whole)]
    rounded = [np.rint(exact[0] * 1e4) / 1e4, *(np.rint(share * 1e3) / 1e3 for share in exact[1:])]
    doubtful = (np.abs(total) < _NEAR) | _is_tie(exact[0] * 1e4)
    for share in exact[1:]:
        doubtful |= _is_tie(share * 1e3)
    for number in np.flatnonzero(doubtful).tolist():
        start, stop = np.searchsorted(group, [number, number + 1]).tolist()
        again = _one(value[start:stop].tolist(), n_words=int(n_words[number]), emphasis=float(emphasis[number]))
        for column, score in zip(rounded, again, strict=True):
            column[number] = score
    compound, positive, neutral, negative = rounded
    return compound, positive, neutral, negative


def _is_tie(scaled: np.ndarray) -> np.ndarray:
    return np.abs(scaled - np.floor(scaled) - 0.5) < _NEAR


def _one(values: list[float], *, n_words: int, emphasis: float) -> tuple[float, float, float, float]:
    """The scores of one sentence, step by step as the reference makes them (its sum included: Python's own)."""
    total = float(sum(values))
    if total > 0:
        total += emphasis
    elif total < 0:
        total -= emphasis
    positive = negative = 0.0
    for value in values:
        if value > 0:
            positive += value + 1
        elif value < 0:
            negative += value - 1
    n_neutral = n_words - sum(value != 0 for value in values)
    if positive > abs(negative):
        positive += emphasis
    elif positive < abs(negative):
        negative -= emphasis
    whole = positive + abs(negative) + n_neutral
    shares = (abs(part / whole) for part in (positive, n_neutral, negative))
    return round(total / math.sqrt(total * total + 15), 4), *(round(share, 3) for share in shares)
