"""The passages that two articles share, word for word or nearly so.

By seed and extend, as in the alignment of texts and of genomes alike (Smith, Cordell and Dillon, 2013, "Infectious
texts", IEEE Big Data): runs of words that stand in both are seeds; seeds that follow each other closely in both make a
passage.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis import schema
from analysis.framing.languages import placed_words
from analysis.framing.reading import ArticleTexts, bodies

# Passages grow from runs of so many words: fewer are idioms that stand everywhere, more miss edited sentences.
_SEED_WORDS = 4
# Seeds as far apart as a short clause still belong to one passage.
_GAP_WORDS = 10
# A run that stands in one article more often than this is a formula, and makes no seed.
_MOST_REPEATS = 4
# The shortest passage worth showing, in words that agree: as long as the runs that `similarity` counts as copying.
_LEAST_WORDS = 7
# Of a small corpus so many pairs are aligned whether they are kin or not.
_EVERY_PAIR_ALIGNED = 60
_PLACES = 6


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of an article with their spans and sentences."""

    forms: list[str]
    starts: list[int]
    ends: list[int]
    sentences: list[str]


@dataclass(slots=True)
class _Chain:
    """A passage being built: word positions in both articles (half-open), and how many words agree."""

    start_a: int
    start_b: int
    end_a: int
    end_b: int
    n_same: int

    def fits(self, a: int, b: int) -> bool:
        """Whether a seed at (a, b) follows closely in both articles."""
        return (
            self.start_a <= a <= self.end_a + _GAP_WORDS
            and self.start_b <= b <= self.end_b + _GAP_WORDS
            and not (a < self.end_a and a - b != self.end_a - self.end_b)
            and not (b < self.end_b and a - b != self.end_a - self.end_b)
        )

    def add(self, a: int, b: int) -> None:
        """Take in a seed that fits."""
        self.n_same += min(_SEED_WORDS, a + _SEED_WORDS - self.end_a, b + _SEED_WORDS - self.end_b)
        self.end_a, self.end_b = a + _SEED_WORDS, b + _SEED_WORDS


def reuse(
    articles: pd.DataFrame,
    blocks: pd.DataFrame,
    sentences: pd.DataFrame,
    kinship: pd.DataFrame,
) -> pd.DataFrame:
    """Which passages do kindred articles share, and where do they stand?

    Parameters
    ----------
    articles, blocks, sentences
        The tables of those names.
    kinship
        The table of that name: pairs with a relation are aligned, and of a small corpus (60 pairs at most) all pairs.

    Returns
    -------
    DataFrame
        The table `reuse`, by pair and place. Spans point into `articles.text` and end at whole words.

    Misleads when
        both articles quote one statement: shared words of a third person are not copying.
    """
    texts = bodies(articles, blocks, sentences)
    wanted = kinship if len(kinship) <= _EVERY_PAIR_ALIGNED else kinship[kinship["relation"] != "none"]
    pairs = sorted(zip(wanted["article_a"], wanted["article_b"], strict=True))
    words = _all_words(texts, {article_id for pair in pairs for article_id in pair})
    rows = []
    for a, b in pairs:
        chains = [chain for chain in _chains(words[a].forms, words[b].forms) if chain.n_same >= _LEAST_WORDS]
        for number, chain in enumerate(_without_overlaps(chains), start=1):
            rows.append(_row(a, b, number, first=words[a], second=words[b], chain=chain))
    return schema.frame("reuse", rows)


def _all_words(texts: ArticleTexts, wanted: set[str]) -> dict[str, _Words]:
    found = {}
    for article_id, passages in zip(texts.ids, texts.passages, strict=True):
        if article_id in wanted:
            words = _Words([], [], [], [])
            for passage in passages:
                for form, start, end in placed_words(passage.text):
                    words.forms.append(form)
                    words.starts.append(passage.start + start)
                    words.ends.append(passage.start + end)
                    words.sentences.append(passage.sentence_id)
            found[article_id] = words
    return found


def _chains(first: Sequence[str], second: Sequence[str]) -> list[_Chain]:
    places: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(second) - _SEED_WORDS + 1):
        places.setdefault(tuple(second[at : at + _SEED_WORDS]), []).append(at)
    finished: list[_Chain] = []
    growing: list[_Chain] = []
    for a in range(len(first) - _SEED_WORDS + 1):
        found = places.get(tuple(first[a : a + _SEED_WORDS]), [])
        if not found or len(found) > _MOST_REPEATS:
            continue
        finished += [chain for chain in growing if chain.end_a + _GAP_WORDS < a]
        growing = [chain for chain in growing if chain.end_a + _GAP_WORDS >= a]
        for b in found:
            fitting = next((chain for chain in growing if chain.fits(a, b)), None)
            if fitting:
                fitting.add(a, b)
            else:
                growing.append(_Chain(a, b, a + _SEED_WORDS, b + _SEED_WORDS, _SEED_WORDS))
    return finished + growing


def _without_overlaps(chains: Sequence[_Chain]) -> list[_Chain]:
    """The longest passages, none of which lies over another in either article; in order of the first article."""
    kept: list[_Chain] = []
    for chain in sorted(chains, key=lambda chain: (-chain.n_same, chain.start_a, chain.start_b)):
        if all(
            (chain.end_a <= other.start_a or chain.start_a >= other.end_a)
            and (chain.end_b <= other.start_b or chain.start_b >= other.end_b)
            for other in kept
        ):
            kept.append(chain)
    return sorted(kept, key=lambda chain: (chain.start_a, chain.start_b))


def _row(a: str, b: str, number: int, *, first: _Words, second: _Words, chain: _Chain) -> dict:
    n_words = max(chain.end_a - chain.start_a, chain.end_b - chain.start_b)
    return {
        "passage_id": f"{a} {b}:p{number}",
        "article_a": a,
        "article_b": b,
        "start_a": first.starts[chain.start_a],
        "end_a": first.ends[chain.end_a - 1],
        "start_b": second.starts[chain.start_b],
        "end_b": second.ends[chain.end_b - 1],
        "sentence_a": first.sentences[chain.start_a],
        "sentence_b": second.sentences[chain.start_b],
        "n_words": n_words,
        "share_same": round(min(chain.n_same / n_words, 1.0), _PLACES),
    }
