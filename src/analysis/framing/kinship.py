"""Which articles are copies, excerpts or rewrites of one text, how many origins that leaves, and what they share.

Copies and excerpts are found by shared wording (8-word runs) in the articles' own voice: what two articles quote from
one speaker, or one statement, is not copying. Rewrites share almost no wording; they are found by the names, numbers
and quoted phrases that hardly any other text has, and by their order. Articles that credit one agency are tied though
they may share no run of words.

The passages that kindred articles share are found by seed and extend (Smith, Cordell and Dillon, 2013, "Infectious
texts", IEEE Big Data): runs of words that stand in both are seeds; seeds that follow each other closely make a passage.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import inf
from typing import Literal

import pandas as pd

from analysis import schema
from analysis.corpus import outlets
from analysis.english.word_lists import word_list
from analysis.framing.facts import (
    EVERY_PAIR,
    LIKELY,
    KnownFacts,
    SharedFacts,
    facts_in,
    quoted_spans,
    shared_facts,
    stands_inside,
)
from analysis.framing.languages import in_each_language, language_of, placed_words
from analysis.framing.reading import ArticleTexts, Passage, bodies
from analysis.framing.similarity import COPIED_RUN, LEAD_PART, Runs, SharedRuns, Wording, language_in, runs_of
from analysis.statistics import DECIMALS

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
# An excerpt ties two articles to one origin from this share of the shorter one on: then it is most of it. Less is a
# passage in a text of its own.
MOST_OF_AN_ARTICLE = 0.5
_STRENGTH = {"same_text": 0, "edited_copy": 1, "excerpt": 1, "rewrite": 2, "same_agency": 3, "none": 4}
# A sentence with a handle, a hashtag or a shortened link is a post. News is told in the third person and states: what
# is in the first person, asks or exclaims, in an article that mostly does not, is somebody's words without marks.
_POST = re.compile(r"(?<!\w)[@#]\w{2,}|pic\.twitter\.com|https?+://t\.co/")
_FIRST_PERSON = word_list("first_person")
_FIRST_PERSON_ARTICLE = 0.25

Relation = Literal["same_text", "edited_copy", "excerpt", "rewrite", "same_agency", "none"]


@in_each_language
def kinship(articles: pd.DataFrame, blocks: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Which articles are kin: copies, excerpts, edited copies or rewrites of one text?

    Returns
    -------
    DataFrame
        The table `kinship` of pairs in one language, by language, strongest tie first. Of more than 60 articles, only
        pairs that share something to speak of; of a text that more than 40 articles have, each is paired with the
        first.

    Misleads when
        two outlets quote the same document at length without quotation marks: that looks like an excerpt. "rewrite"
        says that the facts come from one place, not who copied whom; a rewrite that drops half of the facts or tells
        them in another order is not found. Where a story is told by two or three articles of a small corpus nobody can
        tell what is rare, and no pair is called a rewrite.
    """
    from analysis.framing.credits import Agencies  # its patterns take a while to compile, and no page needs them

    texts = bodies(articles, blocks, sentences)
    about = articles.set_index("article_id").loc[texts.ids]
    quoted, sources = [quoted_spans(text) for text in about["text"]], outlets(about).tolist()
    language = language_in(texts, language_of(articles))
    first_person = _FIRST_PERSON if language.is_english else frozenset[str]()
    runs = [_runs(passages, spans, first_person) for passages, spans in zip(texts.passages, quoted, strict=True)]
    wording = Wording.of(runs, outlets=sources)
    is_small = len(texts.ids) <= EVERY_PAIR
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
    known = KnownFacts.of(facts_in(texts, language), quoted, one_text=one_text)
    rows = []
    for a, b in sorted({*pairs, *known.likely}):
        one, facts = copied(a, b), shared_facts(known, (a, b))
        relation = one.relation
        if relation == "none" and not one.is_background and _is_rewrite(facts):
            relation = "rewrite"
        may_be_one_story = is_small or (a, b) in known.likely
        if may_be_one_story and agencies.is_one(a, b) and (relation == "none" or one.is_short_excerpt):
            relation = "same_agency"
        row = _row(texts, (a, b), relation=relation, containment=one.containment, facts=facts)
        rows.append(row | agencies.told(a, b))
    kept = [row for row in rows if row["relation"] != "none" or is_small or row["score"] >= LIKELY]
    kept.sort(key=lambda row: (_STRENGTH[row["relation"]], -row["score"], row["article_a"], row["article_b"]))
    return schema.frame("kinship", kept)


def _runs(passages: Sequence[Passage], spans: Sequence[tuple[int, int]], first_person: Collection[str]) -> Runs:
    """The runs of an article; words between quotation marks, or of a speaker without marks, are not its own."""
    placed = [placed_words(passage.text) for passage in passages]
    quoted = [_flags(passage, words, spans) for passage, words in zip(passages, placed, strict=True)]
    for at in _spoken(passages, placed, quoted, first_person):
        quoted[at] = [True] * len(quoted[at])
    forms = [form for words in placed for form, _, _ in words]
    return runs_of(forms, quoted=[flag for flags in quoted for flag in flags], size=_RUN)


def _flags(passage: Passage, words: Sequence[tuple[str, int, int]], spans: Sequence[tuple[int, int]]) -> list[bool]:
    """Which words of a sentence stand inside a quotation."""
    first = max(bisect_right(spans, (passage.start, inf)) - 1, 0)
    near = spans[first : bisect_left(spans, (passage.start + len(passage.text),))]
    if not near:
        return [False] * len(words)
    return [stands_inside(near, passage.start + start) for _, start, _ in words]


def _spoken(
    passages: Sequence[Passage],
    placed: Sequence[Sequence[tuple[str, int, int]]],
    quoted: Sequence[Sequence[bool]],
    first_person: Collection[str],
) -> set[int]:
    """Sentences that are somebody's words without quotation marks: posts, and what stands in the first person."""
    posts, voiced = set(), set()
    for at, (passage, words, flags) in enumerate(zip(passages, placed, quoted, strict=True)):
        if all(flags):
            continue
        if _POST.search(passage.text):
            posts.add(at)
        own = (form for (form, _, _), flag in zip(words, flags, strict=True) if not flag)
        in_first_person = any(form in first_person for form in own)
        if in_first_person or passage.text.endswith(("!", "?")):
            voiced.add(at)
    spoken = posts | voiced if len(voiced) <= _FIRST_PERSON_ARTICLE * len(passages) else posts
    # "Bad news." between two such sentences belongs to them.
    return spoken | {at + 1 for at in spoken if at + 2 in spoken}


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
        return self.shared.n_lead >= min(_LEAD_RUNS, self.shorter // LEAD_PART)

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


def _row(
    texts: ArticleTexts, pair: tuple[int, int], *, relation: Relation, containment: float, facts: SharedFacts
) -> dict:
    return {
        "article_a": texts.ids[pair[0]],
        "article_b": texts.ids[pair[1]],
        "relation": relation,
        "containment": round(containment, DECIMALS),
        "score": round(facts.score, DECIMALS),
        "share_facts": round(facts.share, DECIMALS),
        "order": round(facts.order, DECIMALS),
        "n_facts": facts.n,
        "facts": facts.listed,
    }


def _is_rewrite(shared: SharedFacts) -> bool:
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


# Passages grow from runs of so many words: fewer are idioms that stand everywhere, more miss edited sentences.
_SEED_WORDS = 4
# Seeds as far apart as a short clause still belong to one passage.
_GAP_WORDS = 10
# A run that stands in one article more often than this is a formula, and makes no seed.
_MOST_REPEATS = 4
# Of a small corpus so many pairs are aligned whether they are kin or not.
_PAIRS_ALIGNED = 60


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
    wanted = kinship if len(kinship) <= _PAIRS_ALIGNED else kinship[kinship["relation"] != "none"]
    pairs = sorted(zip(wanted["article_a"], wanted["article_b"], strict=True))
    words = _all_words(texts, {article_id for pair in pairs for article_id in pair})
    rows = []
    for a, b in pairs:
        chains = [chain for chain in _chains(words[a].forms, words[b].forms) if chain.n_same >= COPIED_RUN]
        for number, chain in enumerate(_without_overlaps(chains), start=1):
            rows.append(_reuse_row(a, b, number, first=words[a], second=words[b], chain=chain))
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


def _reuse_row(a: str, b: str, number: int, *, first: _Words, second: _Words, chain: _Chain) -> dict:
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
        "share_same": round(min(chain.n_same / n_words, 1.0), DECIMALS),
    }
