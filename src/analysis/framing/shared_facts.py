"""The facts that two articles share, and what they are worth: rare among the texts that tell the same story, or common.

Copies of one text count once, or five of them would make its facts common.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log

import numpy as np
from numpy.typing import NDArray

from analysis.framing.facts import Fact, stands_inside
from analysis.statistics.groups import joined

# Of so many articles every pair is looked at and listed; of more, those that share facts worth so much: kin or not, it
# shows how far the kin stand out.
EVERY_PAIR, LIKELY = 60, 4.0
# Facts in more articles of a large corpus than this tell nothing about a pair.
_COMMON = 40
# Articles that share facts worth this much tell the same story; a fact is rare among them from this weight on.
_COMPANION, _RARE = 2.0, 0.5
# Two articles on a story need two more to be compared with before anything can be called rare.
_LEAST_COMPARED = 4
# So many shared facts are shown of a pair.
_FACTS_LISTED = 12
# So many versions of a text are looked at for what it tells: more hardly add a fact.
_MOST_VERSIONS = 40
_PLACES = 6


@dataclass(frozen=True, slots=True)
class SharedFacts:
    """The facts that two articles share: the rarest as written, how many, what they are worth, how far in order.

    `share` is of the poorer article's facts, `share_richer` of the richer's; what begins with `told` or `n_told` counts
    only names and numbers that both articles give in their own voice.
    """

    listed: list[str]
    n: int
    n_rare: int
    score: float
    share: float
    share_richer: float
    order: float
    told_score: float
    told_share: float
    n_told_rare: int


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """The facts of every article, all and those told in its own voice, and the texts that tell the same story.

    Articles that copy each other, or print one agency, are one text in several versions. `likely` are the pairs of
    articles that share facts enough for a closer look; `n_holders` counts the texts of each fact.
    """

    facts: Sequence[Mapping[str, Fact]]
    told: Sequence[set[str]]
    texts: Sequence[Sequence[int]]
    text_of: Mapping[int, int]
    number: Mapping[str, int]
    numbers: Sequence[NDArray[np.int64]]
    n_holders: NDArray[np.int64]
    likely: frozenset[tuple[int, int]]
    companions: Sequence[frozenset[int]]

    @classmethod
    def of(
        cls,
        facts: Sequence[Mapping[str, Fact]],
        quoted: Sequence[Sequence[tuple[int, int]]],
        *,
        one_text: Iterable[tuple[int, int]],
    ) -> "KnownFacts":
        """Index the facts; of a small corpus, every text is a companion of every other."""
        texts = joined(range(len(facts)), one_text)
        number: dict[str, int] = {}
        of_texts = [{number.setdefault(key, len(number)) for at in members for key in facts[at]} for members in texts]
        numbers = [np.array(sorted(found), dtype=np.int64) for found in of_texts]
        n_holders = np.bincount(np.concatenate([*numbers, np.empty(0, np.int64)]), minlength=len(number))
        if len(facts) <= EVERY_PAIR:
            likely = frozenset(combinations(range(len(facts)), 2))
            beside = [set(range(len(texts)))] * len(texts)
        else:
            worth = _worth(numbers, n_holders)
            firsts = [min(members) for members in texts]
            alike = ((firsts[a], firsts[b]) for a, b, value in worth if value >= LIKELY)
            likely = frozenset((min(pair), max(pair)) for pair in alike)
            beside = [{at} for at in range(len(texts))]
            for a, b, _ in worth:
                beside[a].add(b)
                beside[b].add(a)
        return cls(
            facts=facts,
            told=[_told(*one) for one in zip(facts, quoted, strict=True)],
            texts=texts,
            text_of={at: text for text, members in enumerate(texts) for at in members},
            number=number,
            numbers=numbers,
            n_holders=n_holders,
            likely=likely,
            companions=[frozenset(one) for one in beside],
        )

    def versions(self, at: int) -> Mapping[str, Fact]:
        """The facts of an article, and those that only other versions of its text have."""
        others = self.texts[self.text_of[at]][:_MOST_VERSIONS]
        if len(others) == 1:
            return self.facts[at]
        return {key: fact for one in (*others, at) for key, fact in self.facts[one].items()}

    def told_by_versions(self, at: int) -> set[str]:
        """The names and numbers that any version of its text gives in its own voice."""
        return self.told[at].union(*(self.told[one] for one in self.texts[self.text_of[at]][:_MOST_VERSIONS]))

    def weights(self, pair: tuple[int, int], facts: Iterable[str]) -> dict[str, float]:
        """What each of the facts of two articles is worth, weighed against the texts that tell the same story.

        What is rare in a corpus of many stories may be in every article of one of them, and then tells nothing. If no
        other article of a large corpus tells the story, all of the corpus is compared.
        """
        keys = list(facts)
        places = np.fromiter(map(self.number.__getitem__, keys), dtype=np.int64, count=len(keys))
        story = self.companions[self.text_of[pair[0]]] | self.companions[self.text_of[pair[1]]]
        if len(story) < _LEAST_COMPARED and len(self.facts) > EVERY_PAIR:
            n_holders, n = self.n_holders[places], len(self.numbers)
        else:
            held = np.concatenate([self.numbers[at] for at in sorted(story)])
            order = np.argsort(places)
            found = np.searchsorted(places, held, sorter=order)
            found = order[np.minimum(found, len(order) - 1)] if len(order) else found[:0]
            hits = found[places[found] == held] if len(order) else found
            n_holders, n = np.bincount(hits, minlength=len(keys)), len(story)
        counts = n_holders.tolist()
        worth = {count: weight(count, n) for count in set(counts)}
        return dict(zip(keys, map(worth.__getitem__, counts), strict=True))


def _worth(numbers: Sequence[NDArray[np.int64]], n_holders: NDArray[np.int64]) -> list[tuple[int, int, float]]:
    """Pairs of articles that tell the same story, with what the facts they share are worth in all the corpus."""
    from scipy import sparse

    n = len(numbers)
    rows = np.repeat(np.arange(n), [len(one) for one in numbers])
    columns = np.concatenate(numbers)
    held = n_holders[columns]
    chosen = (held > 1) & (held <= _COMMON)
    weights = np.array([weight(max(count, 1), n) for count in range(_COMMON + 1)])[held[chosen]]
    cells = (np.sqrt(weights), (rows[chosen], columns[chosen]))
    facts = sparse.csr_array(cells, shape=(n, len(n_holders)))
    found = sparse.coo_array(facts @ facts.T)
    # Rounding: two facts worth 1 each must come to 2 in any order of adding.
    values = np.round(found.data, _PLACES)
    kept = (found.row < found.col) & (values >= _COMPANION)
    return list(zip(found.row[kept].tolist(), found.col[kept].tolist(), values[kept].tolist(), strict=True))


def weight(n_holders: int, n: int) -> float:
    """What sharing a fact is worth: 1 if two of n articles have it, 0 if all have; in between by the logarithm.

    >>> [round(weight(n_holders, 8), 2) for n_holders in (2, 4, 8)], weight(2, 3)
    ([1.0, 0.5, 0.0], 0.0)
    """
    return 0.0 if n < _LEAST_COMPARED else min(1.0, log(n / n_holders) / log(n / 2))


def shared_facts(known: KnownFacts, pair: tuple[int, int]) -> SharedFacts:
    """What the pair shares: of articles that are not one text, what any version of either text has."""
    is_one_text = known.text_of[pair[0]] == known.text_of[pair[1]]
    first, second = (known.facts[at] if is_one_text else known.versions(at) for at in pair)
    told = [known.told[at] if is_one_text else known.told_by_versions(at) for at in pair]
    weights = known.weights(pair, first.keys() | second.keys())
    keys = sorted((key for key in first if key in second and weights[key] > 0), key=lambda key: (first[key].at, key))
    order = _longest_rise(second[key].at for key in keys) / len(keys) if keys else 0.0
    of_numbers = sum(weights[key] for key in keys if first[key].kind == "number")
    of_others = sum(weights[key] for key in keys if first[key].kind != "number")
    # Numbers alone prove nothing: two texts with footnotes share 1 to 30. They count as much as names and phrases do.
    score = of_others + min(of_numbers, of_others)
    poorer, richer = sorted(sum(map(weights.__getitem__, found)) for found in (first, second))
    told_by_both = [key for key in keys if key in told[0] and key in told[1]]
    told_score = sum(weights[key] for key in told_by_both)
    least_told = min(sum(map(weights.__getitem__, found)) for found in told)
    rarest = set(sorted(keys, key=lambda key: (-weights[key], first[key].at, key))[:_FACTS_LISTED])
    return SharedFacts(
        listed=[first[key].surface for key in keys if key in rarest],
        n=len(keys),
        n_rare=sum(weights[key] >= _RARE for key in keys),
        score=score,
        share=min(score / poorer, 1.0) if poorer else 0.0,
        share_richer=min(score / richer, 1.0) if richer else 0.0,
        order=order,
        told_score=told_score,
        told_share=told_score / least_told if least_told else 0.0,
        n_told_rare=sum(weights[key] >= _RARE for key in told_by_both),
    )


def _told(facts: Mapping[str, Fact], spans: Sequence[tuple[int, int]]) -> set[str]:
    """The names and numbers that an article first gives in its own voice."""
    return {key for key, fact in facts.items() if fact.kind != "quotation" and not stands_inside(spans, fact.at)}


def _longest_rise(places: Iterable[int]) -> int:
    """Length of the longest subsequence that never falls.

    >>> _longest_rise([3, 1, 2, 2, 5, 4])
    4
    """
    ends: list[int] = []
    for place in places:
        at = bisect_left(ends, place + 1)
        ends[at : at + 1] = [place]
    return len(ends)
