"""Which articles are copies, excerpts or rewrites of one text, and how many independent origins that leaves.

Copies and excerpts are found by shared wording (8-word runs) in the articles' own voice: what two articles quote from
one speaker, or one statement, is not copying. Rewrites share almost no wording; they are found by the names, numbers
and quoted phrases that hardly any other text has, and by their order: copies of one text count once, or five of them
would make its facts common. Articles that credit one agency are tied though they may share no run of words.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import inf, log
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import schema
from analysis.english.word_lists import word_list
from analysis.framing.credits import Agencies
from analysis.framing.facts import Fact, facts_of, quoted_spans
from analysis.framing.reading import ArticleTexts, Passage, bodies
from analysis.framing.similarity import Runs, SharedRuns, Wording, runs_of
from analysis.framing.vocabulary import placed_words
from analysis.statistics.groups import joined

# What these numbers find and what they miss is measured in benchmarks/framing_kinship.py; METHODS lists them.
_RUN = 8
# A copy shares this much of the shorter article's 8-word runs, so many of them, and that share of its own voice's:
# below, two outlets may only have quoted one statement. From the last share on it no longer matters whose voice it is.
# An edit in every twentieth word leaves two thirds of the runs.
_COPY_SHARE, _COPY_RUNS, _COPY_OWN_VOICE, _COPY_ANY_VOICE = 0.25, 25, 0.1, 0.7
# A very short article has fewer runs than that: it is a copy if nearly all of it is, from so many runs on.
_SHORT_COPY_RUNS = 8
# The same text has nearly all runs in common; a copy much shorter than the other is an excerpt of it.
_SAME_TEXT_SHARE, _SAME_LENGTH = 0.9, 0.8
# Two outlets share a passage from this many runs on: about 25 words in a row that few outlets have.
_PASSAGE_RUNS = 18
# An outlet's background stands in many of its articles. Who took it over with a text took it from that text, and not
# from the outlet's others, which have less than this share of what was taken.
_SHARE_OF_WHAT_WAS_TAKEN = 0.6
# Between articles of one outlet, a passage may be its standing background: the news of one must be in the other.
_LEAD_RUNS = 4
# A rewrite shares facts worth this many that only the pair has; this share of the poorer article's and of the richer's;
# the first share times the share of them in order is this much.
_REWRITE_SCORE, _REWRITE_RARE, _REWRITE_SHARE, _REWRITE_RICHER, _REWRITE_ORDERED = 6.0, 5, 0.5, 0.2, 0.45
# Two short articles cannot share facts worth so much: less is enough where many facts come in the same order.
_SHORT_SCORE, _SHORT_FACTS, _SHORT_ORDERED = 4.0, 8, 0.8
# Facts told in the articles' own voice must bear it out, or the two only heard the same speaker: as a share of the
# poorer article's, in number, and as a share of the score.
_TOLD_SHARE, _TOLD_RARE, _TOLD_OF_SCORE = 0.6, 3, 0.3
# Facts in more articles of a large corpus than this tell nothing about a pair.
_COMMON = 40
# Articles that share facts worth this much tell the same story; a fact is rare among them from this weight on.
_COMPANION, _RARE = 2.0, 0.5
# Two articles on a story need two more to be compared with before anything can be called rare.
_LEAST_COMPARED = 4
# From this score on a pair is listed although it has no relation: it shows how far the kin stand out.
_LISTED, _EVERY_PAIR, _FACTS_LISTED = 4.0, 60, 12
# An excerpt ties two articles to one origin from this share of the shorter one on: then it is most of it. Less is a
# passage in a text of its own.
MOST_OF_AN_ARTICLE = 0.5
# So many versions of a text are looked at for what it tells: more hardly add a fact.
_MOST_VERSIONS = 40
_STRENGTH = {"same_text": 0, "edited_copy": 1, "excerpt": 1, "rewrite": 2, "same_agency": 3, "none": 4}
_PLACES = 6
# A sentence with a handle, a hashtag or a shortened link is a post. News is told in the third person and states: what
# is in the first person, asks or exclaims, in an article that mostly does not, is somebody's words without marks.
_POST = re.compile(r"(?<!\w)[@#]\w{2,}|pic\.twitter\.com|https?+://t\.co/")
_FIRST_PERSON = word_list("first_person")
_FIRST_PERSON_ARTICLE = 0.25

Relation = Literal["same_text", "edited_copy", "excerpt", "rewrite", "same_agency", "none"]


@dataclass(frozen=True, slots=True)
class _Shared:
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


def kinship(articles: pd.DataFrame, blocks: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Which articles are kin: copies, excerpts, edited copies or rewrites of one text?

    Returns
    -------
    DataFrame
        The table `kinship`, strongest tie first. Of more than 60 articles, only pairs that share something to speak of;
        of a text that more than 40 articles have, each is paired with the first.

    Misleads when
        two outlets quote the same document at length without quotation marks: that looks like an excerpt. "rewrite"
        says that the facts come from one place, not who copied whom; a rewrite that drops half of the facts or tells
        them in another order is not found. Where a story is told by two or three articles of a small corpus nobody can
        tell what is rare, and no pair is called a rewrite.
    """
    texts = bodies(articles, blocks, sentences)
    about = articles.set_index("article_id").loc[texts.ids]
    quoted, sources = [quoted_spans(text) for text in about["text"]], about["source"].tolist()
    runs = [_runs(passages, spans) for passages, spans in zip(texts.passages, quoted, strict=True)]
    wording = Wording.of(runs, outlets=sources)
    is_small = len(texts.ids) <= _EVERY_PAIR
    pairs = list(combinations(range(len(texts.ids)), 2)) if is_small else sorted(wording.pairs(least=_SHORT_COPY_RUNS))
    shared_runs = {pair: wording.shared(*pair) for pair in pairs}
    taken = _most_taken(shared_runs, sources)

    def copied(a: int, b: int) -> _Copied:
        """What of the wording of one article is in the other, if it was taken from there."""
        shared = shared_runs.get((a, b)) or wording.shared(a, b)
        took = max(taken.get((a, sources[b]), 0), taken.get((b, sources[a]), 0))
        return _Overlap.of(runs[a], runs[b], shared=shared).judged(
            one_outlet=sources[a] == sources[b], took_less=_took_less(shared.n_few, took)
        )

    agencies = Agencies.of(about)
    one_text = [pair for pair in pairs if copied(*pair).relation in ("same_text", "edited_copy")]
    if is_small:
        one_text += [pair for pair in pairs if agencies.is_one(*pair)]
    known = _Known.of(facts_of(texts.passages), quoted, one_text=one_text)
    rows = []
    for a, b in sorted({*pairs, *known.likely}):
        one, facts = copied(a, b), _shared(known, (a, b))
        relation = one.relation
        if relation == "none" and not one.is_background and _is_rewrite(facts):
            relation = "rewrite"
        may_be_one_story = is_small or (a, b) in known.likely
        if may_be_one_story and agencies.is_one(a, b) and (relation == "none" or one.is_short_excerpt):
            relation = "same_agency"
        row = _row(texts, (a, b), relation=relation, containment=one.containment, facts=facts)
        rows.append(row | agencies.told(a, b))
    kept = [row for row in rows if row["relation"] != "none" or is_small or row["score"] >= _LISTED]
    kept.sort(key=lambda row: (_STRENGTH[row["relation"]], -row["score"], row["article_a"], row["article_b"]))
    return schema.frame("kinship", kept)


def _runs(passages: Sequence[Passage], spans: Sequence[tuple[int, int]]) -> Runs:
    """The runs of an article; words between quotation marks, or of a speaker without marks, are not its own."""
    placed = [placed_words(passage.text) for passage in passages]
    quoted = [_flags(passage, words, spans) for passage, words in zip(passages, placed, strict=True)]
    for at in _spoken(passages, placed, quoted):
        quoted[at] = [True] * len(quoted[at])
    forms = [form for words in placed for form, _, _ in words]
    return runs_of(forms, quoted=[flag for flags in quoted for flag in flags], size=_RUN)


def _flags(passage: Passage, words: Sequence[tuple[str, int, int]], spans: Sequence[tuple[int, int]]) -> list[bool]:
    """Which words of a sentence stand inside a quotation."""
    first = max(bisect_right(spans, (passage.start, inf)) - 1, 0)
    near = spans[first : bisect_left(spans, (passage.start + len(passage.text),))]
    if not near:
        return [False] * len(words)
    return [_inside(near, passage.start + start) for _, start, _ in words]


def _spoken(
    passages: Sequence[Passage], placed: Sequence[Sequence[tuple[str, int, int]]], quoted: Sequence[Sequence[bool]]
) -> set[int]:
    """Sentences that are somebody's words without quotation marks: posts, and what stands in the first person."""
    posts, voiced = set(), set()
    for at, (passage, words, flags) in enumerate(zip(passages, placed, quoted, strict=True)):
        if all(flags):
            continue
        if _POST.search(passage.text):
            posts.add(at)
        own = (form for (form, _, _), flag in zip(words, flags, strict=True) if not flag)
        in_first_person = not _FIRST_PERSON.isdisjoint(own)
        if in_first_person or passage.text.endswith(("!", "?")):
            voiced.add(at)
    spoken = posts | voiced if len(voiced) <= _FIRST_PERSON_ARTICLE * len(passages) else posts
    # "Bad news." between two such sentences belongs to them.
    return spoken | {at + 1 for at in spoken if at + 2 in spoken}


def _inside(spans: Sequence[tuple[int, int]], at: int) -> bool:
    place = bisect_right(spans, (at, inf)) - 1
    return place >= 0 and at < spans[place][1]


@dataclass(frozen=True, slots=True)
class _Known:
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
    ) -> "_Known":
        """Index the facts; of a small corpus, every text is a companion of every other."""
        texts = joined(range(len(facts)), one_text)
        number: dict[str, int] = {}
        of_texts = [{number.setdefault(key, len(number)) for at in members for key in facts[at]} for members in texts]
        numbers = [np.array(sorted(found), dtype=np.int64) for found in of_texts]
        n_holders = np.bincount(np.concatenate([*numbers, np.empty(0, np.int64)]), minlength=len(number))
        if len(facts) <= _EVERY_PAIR:
            likely = frozenset(combinations(range(len(facts)), 2))
            beside = [set(range(len(texts)))] * len(texts)
        else:
            worth = _worth(numbers, n_holders)
            firsts = [min(members) for members in texts]
            alike = ((firsts[a], firsts[b]) for a, b, value in worth if value >= _LISTED)
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
        return {key: fact for one in (*others, at) for key, fact in self.facts[one].items()}

    def told_by_versions(self, at: int) -> set[str]:
        """The names and numbers that any version of its text gives in its own voice."""
        return self.told[at].union(*(self.told[one] for one in self.texts[self.text_of[at]][:_MOST_VERSIONS]))

    def weights(self, pair: tuple[int, int], facts: Iterable[str]) -> dict[str, float]:
        """What each of the facts of two articles is worth, weighed against the texts that tell the same story.

        What is rare in a corpus of many stories may be in every article of one of them, and then tells nothing. If no
        other article of a large corpus tells the story, all of the corpus is compared.
        """
        keys = sorted(facts)
        places = np.array([self.number[key] for key in keys], dtype=np.int64)
        story = self.companions[self.text_of[pair[0]]] | self.companions[self.text_of[pair[1]]]
        if len(story) < _LEAST_COMPARED and len(self.facts) > _EVERY_PAIR:
            n_holders, n = self.n_holders[places], len(self.numbers)
        else:
            held = np.concatenate([self.numbers[at] for at in sorted(story)])
            order = np.argsort(places)
            found = np.searchsorted(places, held, sorter=order)
            found = order[np.minimum(found, len(order) - 1)] if len(order) else found[:0]
            hits = found[places[found] == held] if len(order) else found
            n_holders, n = np.bincount(hits, minlength=len(keys)), len(story)
        return {key: _weight(count, n) for key, count in zip(keys, n_holders.tolist(), strict=True)}


def _worth(numbers: Sequence[NDArray[np.int64]], n_holders: NDArray[np.int64]) -> list[tuple[int, int, float]]:
    """Pairs of articles that tell the same story, with what the facts they share are worth in all the corpus."""
    from scipy import sparse

    n = len(numbers)
    rows = np.repeat(np.arange(n), [len(one) for one in numbers])
    columns = np.concatenate(numbers)
    held = n_holders[columns]
    chosen = (held > 1) & (held <= _COMMON)
    weights = np.array([_weight(max(count, 1), n) for count in range(_COMMON + 1)])[held[chosen]]
    cells = (np.sqrt(weights), (rows[chosen], columns[chosen]))
    facts = sparse.csr_array(cells, shape=(n, len(n_holders)))
    found = sparse.coo_array(facts @ facts.T)
    # Rounding: two facts worth 1 each must come to 2 in any order of adding.
    values = np.round(found.data, _PLACES)
    kept = (found.row < found.col) & (values >= _COMPANION)
    return list(zip(found.row[kept].tolist(), found.col[kept].tolist(), values[kept].tolist(), strict=True))


def _weight(n_holders: int, n: int) -> float:
    """What sharing a fact is worth: 1 if two of n articles have it, 0 if all have; in between by the logarithm.

    >>> [round(_weight(n_holders, 8), 2) for n_holders in (2, 4, 8)], _weight(2, 3)
    ([1.0, 0.5, 0.0], 0.0)
    """
    return 0.0 if n < _LEAST_COMPARED else min(1.0, log(n / n_holders) / log(n / 2))


def _shared(known: _Known, pair: tuple[int, int]) -> _Shared:
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
    poorer, richer = sorted(sum(weights[key] for key in found) for found in (first, second))
    told_by_both = [key for key in keys if key in told[0] and key in told[1]]
    told_score = sum(weights[key] for key in told_by_both)
    least_told = min(sum(weights[key] for key in found) for found in told)
    rarest = set(sorted(keys, key=lambda key: (-weights[key], first[key].at, key))[:_FACTS_LISTED])
    return _Shared(
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
    return {key for key, fact in facts.items() if fact.kind != "quotation" and not _inside(spans, fact.at)}


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


def _most_taken(
    shared_runs: Mapping[tuple[int, int], SharedRuns], sources: Sequence[str]
) -> Mapping[tuple[int, str], int]:
    """How many runs an article shares at most with any one article of another outlet, by article and outlet."""
    most: dict[tuple[int, str], int] = {}
    for (a, b), shared in shared_runs.items():
        for key in ((a, sources[b]), (b, sources[a])):
            most[key] = max(most.get(key, 0), shared.n_few)
    return most


def _took_less(n_shared: int, n_taken: int) -> bool:
    """Whether two articles share too little for one to have been the source of the `n_taken` runs that the other has.

    >>> _took_less(60, 100), _took_less(59, 100)
    (False, True)
    """
    return n_shared < _SHARE_OF_WHAT_WAS_TAKEN * n_taken


@dataclass(frozen=True, slots=True)
class _Overlap:
    """The shared runs of a pair against the lengths of its articles, in runs."""

    containment: float
    shorter: int
    longer: int
    least_own: int
    shared: SharedRuns

    @classmethod
    def of(cls, first: Runs, second: Runs, *, shared: SharedRuns) -> "_Overlap":
        """Measure the two articles."""
        shorter, longer = sorted(len(one.every) for one in (first, second))
        least_own = min(len(one.own) for one in (first, second))
        return cls(shared.n / shorter if shorter else 0.0, shorter, longer, least_own, shared)

    @property
    def is_copy(self) -> bool:
        """Whether so much is shared that one text stands behind both, and not only one speaker."""
        if self.containment >= _SAME_TEXT_SHARE:
            return self.shared.n >= min(_SHORT_COPY_RUNS, self.shorter)
        in_own_voice = self.shared.n_own >= max(_SHORT_COPY_RUNS, _COPY_OWN_VOICE * self.least_own)
        enough = self.containment >= _COPY_ANY_VOICE or (self.containment >= _COPY_SHARE and in_own_voice)
        return enough and self.shared.n >= _COPY_RUNS

    @property
    def shares_lead(self) -> bool:
        """Whether the news of one article, and not only its background, stands in the other."""
        return self.shared.n_lead >= min(_LEAD_RUNS, self.shorter // 3)

    @property
    def kind(self) -> Relation:
        """What kind of copy it is."""
        if self.shorter < _SAME_LENGTH * self.longer or self.containment < _COPY_SHARE:
            return "excerpt"
        return "same_text" if self.containment >= _SAME_TEXT_SHARE else "edited_copy"

    def judged(self, *, one_outlet: bool, took_less: bool) -> "_Copied":
        """What a pair is; `took_less`: one of the two shares more with another article of the other's outlet."""
        if one_outlet:
            is_kin, is_background = self.is_copy and self.shares_lead, self.is_copy
        else:
            is_kin = not took_less and (self.is_copy or self.shared.n_few >= _PASSAGE_RUNS)
            is_kin = is_kin or (self.is_copy and self.containment >= _SAME_TEXT_SHARE)
            is_background = took_less and self.shared.n_few >= _PASSAGE_RUNS
        return _Copied(self.kind if is_kin else "none", self.containment, is_background)


@dataclass(frozen=True, slots=True)
class _Copied:
    """What shared wording makes of a pair; `is_background` where it is one outlet's standing background."""

    relation: Relation
    containment: float
    is_background: bool

    @property
    def is_short_excerpt(self) -> bool:
        """Whether the pair shares a passage that makes no common origin."""
        return self.relation == "excerpt" and self.containment < MOST_OF_AN_ARTICLE


def _row(texts: ArticleTexts, pair: tuple[int, int], *, relation: Relation, containment: float, facts: _Shared) -> dict:
    return {
        "article_a": texts.ids[pair[0]],
        "article_b": texts.ids[pair[1]],
        "relation": relation,
        "containment": round(containment, _PLACES),
        "score": round(facts.score, _PLACES),
        "share_facts": round(facts.share, _PLACES),
        "order": round(facts.order, _PLACES),
        "n_facts": facts.n,
        "facts": facts.listed,
    }


def _is_rewrite(shared: _Shared) -> bool:
    is_short = shared.score >= _SHORT_SCORE and shared.n >= _SHORT_FACTS and shared.order >= _SHORT_ORDERED
    return (
        (shared.score >= _REWRITE_SCORE or is_short)
        and shared.n_rare >= _REWRITE_RARE
        and shared.share >= _REWRITE_SHARE
        and shared.share_richer >= _REWRITE_RICHER
        and shared.share * shared.order >= _REWRITE_ORDERED
        and shared.told_share >= _TOLD_SHARE
        and shared.n_told_rare >= _TOLD_RARE
        and shared.told_score >= _TOLD_OF_SCORE * shared.score
    )
