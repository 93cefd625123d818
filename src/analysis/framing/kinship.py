"""Which articles are copies, excerpts or rewrites of one text, and how many independent origins that leaves.

Copies are found by shared wording (containment of 8-word runs). Rewrites share almost no wording; they are found by the
names, numbers and quoted phrases that hardly any other article has, and by their order.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
import pandas as pd

from analysis import schema
from analysis.framing.facts import Fact, facts_of
from analysis.framing.shingles import overlap, shingles
from analysis.framing.similarity import ArticleTexts, bodies

_RUN = 8
# A copy shares this much of the shorter article's 8-word runs, and this many of them. Two articles that only quote the
# same statement share less; an edit in every twentieth word leaves two thirds of the runs standing.
_COPY, _LEAST_RUNS = 0.25, 8
_SAME_TEXT, _SAME_LENGTH = 0.9, 0.8
# A rewrite shares facts worth this many that only the pair has, this share of the poorer article's, mostly in order.
_REWRITE_SCORE, _REWRITE_SHARE, _REWRITE_ORDER, _REWRITE_RARE = 6.0, 0.35, 0.5, 5
# Facts in more articles than this tell nothing about a pair.
_COMMON = 40
# Articles that share facts worth this much tell the same story; a fact is rare among them from this weight on.
_COMPANION, _RARE = 2.0, 0.5
# Two articles on a story need two more to be compared with before anything can be called rare.
_LEAST_COMPARED = 4
# From this score on a pair is listed although it has no relation: it shows how far the kin stand out.
_LISTED, _EVERY_PAIR, _FACTS_LISTED = 4.0, 60, 12
_STRENGTH = {"same_text": 0, "edited_copy": 1, "excerpt": 1, "rewrite": 2, "none": 3}
_PLACES = 6


@dataclass(frozen=True, slots=True)
class _Shared:
    """The facts that two articles share: the rarest as written, how many, what they are worth, how far in order."""

    listed: list[str]
    n: int
    n_rare: int
    score: float
    share: float
    order: float


def kinship(articles: pd.DataFrame, blocks: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Which articles are kin: copies, excerpts, edited copies or rewrites of one text?

    Returns
    -------
    DataFrame
        The table `kinship`, strongest tie first. Of more than 60 articles, only pairs that share something to speak of.

    Misleads when
        two outlets attended the same press conference, or quote the same report at length: they then share rare facts
        without sharing a text. "rewrite" says that the facts come from one place, not who copied whom. Where a story
        is told by two or three articles nobody can tell what is rare, and no pair is called a rewrite.
    """
    texts = bodies(articles, blocks, sentences)
    runs = [shingles(words, size=_RUN) for words in texts.words()]
    known = _Known.of(facts_of(texts.passages))
    wording = overlap(runs)
    n_runs = dict(zip(zip(wording.a.tolist(), wording.b.tolist(), strict=True), wording.n_shared.tolist(), strict=True))
    rows = [
        _row(texts, pair, runs=runs, n_shared_runs=n_runs.get(pair, 0), known=known) for pair in _pairs(known, n_runs)
    ]
    is_small = len(texts.ids) <= _EVERY_PAIR
    kept = [row for row in rows if row["relation"] != "none" or is_small or row["score"] >= _LISTED]
    kept.sort(key=lambda row: (_STRENGTH[row["relation"]], -row["score"], row["article_a"], row["article_b"]))
    return schema.frame("kinship", kept)


@dataclass(frozen=True, slots=True)
class _Known:
    """The facts of every article, who has each, and each article's companions: those that tell the same story."""

    facts: Sequence[Mapping[str, Fact]]
    holders: Mapping[str, Sequence[int]]
    worth: Mapping[tuple[int, int], float]
    companions: Sequence[frozenset[int]]

    @classmethod
    def of(cls, facts: Sequence[Mapping[str, Fact]]) -> "_Known":
        """Index the facts; of a small corpus, every article is a companion of every other."""
        holders: dict[str, list[int]] = {}
        for at, found in enumerate(facts):
            for key in found:
                holders.setdefault(key, []).append(at)
        n = len(facts)
        if n <= _EVERY_PAIR:
            return cls(facts, holders, {}, [frozenset(range(n))] * n)
        worth: dict[tuple[int, int], float] = {}
        for at in holders.values():
            if 1 < len(at) <= _COMMON:
                weight = _weight(len(at), n)
                for place, a in enumerate(at):
                    for b in at[place + 1 :]:
                        worth[a, b] = worth.get((a, b), 0.0) + weight
        beside: list[set[int]] = [{at} for at in range(n)]
        for (a, b), score in worth.items():
            if score >= _COMPANION:
                beside[a].add(b)
                beside[b].add(a)
        return cls(facts, holders, worth, [frozenset(one) for one in beside])


def _weight(n_holders: int, n: int) -> float:
    """What sharing a fact is worth: 1 if two of n articles have it, 0 if all have; in between by the logarithm.

    >>> [round(_weight(n_holders, 8), 2) for n_holders in (2, 4, 8)], _weight(2, 3)
    ([1.0, 0.5, 0.0], 0.0)
    """
    return 0.0 if n < _LEAST_COMPARED else min(1.0, log(n / n_holders) / log(n / 2))


def _pairs(known: _Known, n_runs: Mapping[tuple[int, int], int]) -> list[tuple[int, int]]:
    """Pairs worth a closer look: all of a small corpus, else those that share wording or several rare facts."""
    n = len(known.facts)
    if n <= _EVERY_PAIR:
        return [(a, b) for a in range(n) for b in range(a + 1, n)]
    listed = {pair for pair, score in known.worth.items() if score >= _LISTED}
    return sorted(listed | {pair for pair, count in n_runs.items() if count >= _LEAST_RUNS})


def _shared(known: _Known, pair: tuple[int, int]) -> _Shared:
    """What the pair shares, weighed against the articles that tell the same story.

    What is rare in a corpus of many stories may be in every article of one of them, and then tells nothing.
    """
    first, second = known.facts[pair[0]], known.facts[pair[1]]
    story = known.companions[pair[0]] | known.companions[pair[1]]
    weights = {key: _weight(sum(at in story for at in known.holders[key]), len(story)) for key in {**first, **second}}
    keys = sorted((key for key in first if key in second and weights[key] > 0), key=lambda key: (first[key].at, key))
    order = _longest_rise(second[key].at for key in keys) / len(keys) if keys else 0.0
    of_numbers = sum(weights[key] for key in keys if first[key].kind == "number")
    of_others = sum(weights[key] for key in keys if first[key].kind != "number")
    # Numbers alone prove nothing: two texts with footnotes share 1 to 30. They count as much as names and phrases do.
    score = of_others + min(of_numbers, of_others)
    poorer = min(sum(weights[key] for key in found) for found in (first, second))
    rarest = set(sorted(keys, key=lambda key: (-weights[key], first[key].at, key))[:_FACTS_LISTED])
    return _Shared(
        listed=[first[key].surface for key in keys if key in rarest],
        n=len(keys),
        n_rare=sum(weights[key] >= _RARE for key in keys),
        score=score,
        share=min(score / poorer, 1.0) if poorer else 0.0,
        order=order,
    )


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


def _row(
    texts: ArticleTexts,
    pair: tuple[int, int],
    *,
    runs: Sequence[np.ndarray],
    n_shared_runs: int,
    known: _Known,
) -> dict:
    a, b = pair
    shared = _shared(known, pair)
    lengths = sorted((len(runs[a]), len(runs[b])))
    containment = n_shared_runs / lengths[0] if lengths[0] else 0.0
    return {
        "article_a": texts.ids[a],
        "article_b": texts.ids[b],
        "relation": _relation(containment, n_shared_runs, lengths, shared),
        "containment": round(containment, _PLACES),
        "score": round(shared.score, _PLACES),
        "share_facts": round(shared.share, _PLACES),
        "order": round(shared.order, _PLACES),
        "n_facts": shared.n,
        "facts": shared.listed,
    }


def _relation(containment: float, n_shared_runs: int, lengths: Sequence[int], shared: _Shared) -> str:
    if containment >= _COPY and n_shared_runs >= min(_LEAST_RUNS, lengths[0]) and lengths[0]:
        if lengths[0] < _SAME_LENGTH * lengths[1]:
            return "excerpt"
        return "same_text" if containment >= _SAME_TEXT else "edited_copy"
    is_rewrite = (
        shared.score >= _REWRITE_SCORE
        and shared.n_rare >= _REWRITE_RARE
        and shared.share >= _REWRITE_SHARE
        and shared.order >= _REWRITE_ORDER
    )
    return "rewrite" if is_rewrite else "none"
