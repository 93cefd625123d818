"""The names, numbers and quotations of articles, in order: what survives when a text is rewritten word by word.

Who rewrites a story changes its wording and keeps its facts. Two articles that share several facts which hardly any
other article has, in the same order, have probably been written from one text. A fact that is common among the texts
that tell the same story is worth little; copies of one text count once, or five of them would make its facts common.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from math import inf, log
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from analysis.english.classes import CALENDAR
from analysis.english.names import PLACES, TITLES, is_body, names_in
from analysis.english.quotations import quotation_spans
from analysis.english.tokens import scan_words
from analysis.framing.languages import ENGLISH, Language, word_forms
from analysis.framing.reading import MOST_ROWS, ArticleTexts, Passage
from analysis.statistics import DECIMALS
from analysis.statistics.groups import joined

_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d++)?(?!\w)|(?<![\w.,])\d++(?:\.\d++)?(?!\w)")
_LABEL = re.compile(r"[^\w\s]?+\s?+(?:[\w’'‑-]++\s){0,6}[\w’'‑-]++:\s")
_SAME_NAME = {"united states": "u.s.", "united kingdom": "uk", "european union": "eu", "united nations": "un"}
# A quoted phrase is a fact from two content words on; of a long quotation, the first three pieces are.
_CONTENT_WORDS, _LONGEST_PHRASE, _MOST_PIECES = 2, 6, 3
# A day's number, and a title without a name, change with the editor: no facts.
_NO_NAME = CALENDAR | TITLES
# Above this share of capitals a sentence is a headline.
_HEADLINE = 0.6
_SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class Fact:
    """One name, number or quoted phrase: its normal form, where it first stands in the article's text, and how."""

    key: str
    kind: Literal["name", "number", "quotation"]
    at: int
    surface: str


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one article holds before names are matched across articles; `opens` marks names that open a sentence."""

    facts: list[Fact]
    opens: list[bool]
    words: list[str]
    word_at: list[int]


def facts_of(articles: Sequence[Iterable[Passage]], *, language: Language = ENGLISH) -> list[dict[str, Fact]]:
    """The facts of each article by key, each at its first mention.

    A single capitalised word that opens a sentence is a name only if some article writes it so inside a sentence. A
    surname alone is the full name that ends in it, if there is one only. A phrase that one article quotes is a fact of
    every article that has it, quoted or not. In a `language` that writes every noun with a capital no name is a fact.

    >>> ada = [Passage(0, "On Monday Ada Lovelace freed 1,240 “paper tigers”.")]
    >>> bob = [Passage(0, "Paper tigers, said Lovelace.")]
    >>> [sorted(found) for found in facts_of([ada, bob])]
    [['1240', 'ada lovelace', 'paper tigers'], ['ada lovelace', 'paper tigers']]
    """
    seen = [_seen(passages, language) for passages in articles]
    inside = {
        fact.key
        for one in seen
        for fact, opens in zip(one.facts, one.opens, strict=True)
        if fact.kind == "name" and not (opens and " " not in fact.key)
    }
    everywhere = _well_known(seen)
    phrases = _Phrases.of({fact.key for one in seen for fact in one.facts if fact.kind == "quotation"})
    return [_merged(one, inside, everywhere, phrases) for one in seen]


def facts_in(texts: ArticleTexts, language: Language) -> list[dict[str, Fact]]:
    """The facts of each of these articles; kept, unless there are very many, for the measures that compare them."""
    is_small = sum(map(len, texts.passages)) <= MOST_ROWS
    return _facts_kept(texts, language) if is_small else facts_of(texts.passages, language=language)


@lru_cache(maxsize=1)
def _facts_kept(texts: ArticleTexts, language: Language) -> list[dict[str, Fact]]:
    return facts_of(texts.passages, language=language)


def _seen(passages: Iterable[Passage], language: Language) -> _Seen:
    facts: list[Fact] = []
    opens: list[bool] = []
    words: list[str] = []
    word_at: list[int] = []
    for passage in passages:
        forms = word_forms(passage.text)
        words += [*forms, ""]
        word_at += [passage.start] * (len(forms) + 1)
        for fact, is_first in _names(passage, language):
            facts.append(fact)
            opens.append(is_first)
        others = [*_numbers(passage), *_quoted(passage, language)]
        facts += others
        opens += [False] * len(others)
    return _Seen(facts, opens, words, word_at)


def _names(passage: Passage, language: Language) -> list[tuple[Fact, bool]]:
    if language.has_capital_nouns:
        return []
    words = passage.text.split()
    # A headline in capitals would make every word a name; so would the label before a colon ("Pro Tip: …").
    if len(words) > 1 and sum(word[:1].isupper() for word in words) > _HEADLINE * len(words):
        return []
    label = _LABEL.match(passage.text)
    start = label.end() if label else 0
    opening = next((at for at in range(start, len(passage.text)) if passage.text[at].isalnum()), start)
    tokens = scan_words(passage.text)
    found = []
    for name in names_in(tokens):
        at = tokens.start[name.start]
        parts = word_forms(name.text)
        if (
            at < start
            or len("".join(parts)) < _SHORTEST_NAME
            or all(part in _NO_NAME or part in language.stop_words for part in parts)
        ):
            continue
        key = " ".join(parts)
        found.append((Fact(_SAME_NAME.get(key, key), "name", passage.start + at, name.text), at <= opening))
    return found


def _numbers(passage: Passage) -> list[Fact]:
    found = []
    for match in _NUMBER.finditer(passage.text):
        number = match.group().replace(",", "")
        is_year = len(number) == 4 and number[:2] in ("19", "20")
        beside = passage.text[max(0, match.start() - 12) : match.start()] + " " + passage.text[match.end() :][:12]
        is_day = len(number) <= 2 and not CALENDAR.isdisjoint(word_forms(beside))
        if len(number) > 1 and not is_year and not is_day:
            found.append(Fact(number, "number", passage.start + match.start(), match.group()))
    return found


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Where an article quotes: spans between closed outer marks, in order.

    >>> text = 'It did not end. "No more of this," they said.'
    >>> [text[start:end] for start, end in quoted_spans(text)]
    ['No more of this,']
    """
    return [(one.start, one.end) for one in quotation_spans(text) if one.depth == 0 and one.is_closed]


def stands_inside(spans: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether a place stands inside one of the spans, which are in order."""
    place = bisect_right(spans, (at, inf)) - 1
    return place >= 0 and at < spans[place][1]


def _quoted(passage: Passage, language: Language) -> list[Fact]:
    found = []
    for quotation in quotation_spans(passage.text):
        forms = word_forms(passage.text[quotation.start : quotation.end])
        while forms and forms[0] in language.stop_words:
            forms = forms[1:]
        starts = range(0, len(forms), _LONGEST_PHRASE)[:_MOST_PIECES]
        for piece in (forms[start : start + _LONGEST_PHRASE] for start in starts):
            if sum(word not in language.stop_words for word in piece) >= _CONTENT_WORDS:
                phrase = " ".join(piece)
                found.append(Fact(phrase, "quotation", passage.start + quotation.start, f"“{phrase}”"))
    return found


def _well_known(seen: Sequence[_Seen]) -> Mapping[str, str]:
    """Full names by surname, where the full name stands in at least half as many articles as the surname alone."""
    n_articles: dict[str, int] = {}
    for one in seen:
        pairs = zip(one.facts, one.opens, strict=True)
        for key in {fact.key for fact, opens in pairs if fact.kind == "name" and not opens}:
            n_articles[key] = n_articles.get(key, 0) + 1
    full = _full_names(n_articles)
    return {part: name for part, name in full.items() if 2 * n_articles[name] >= n_articles.get(part, 0)}


@dataclass(frozen=True, slots=True)
class _Phrases:
    """Quoted phrases, and how long those are that open with the same two words: to look one up takes a few steps."""

    known: frozenset[tuple[str, ...]]
    sizes: Mapping[tuple[str, ...], Sequence[int]]

    @classmethod
    def of(cls, phrases: Iterable[str]) -> "_Phrases":
        """Index them."""
        known = frozenset(tuple(phrase.split()) for phrase in phrases)
        sizes: dict[tuple[str, ...], set[int]] = {}
        for phrase in known:
            sizes.setdefault(phrase[:2], set()).add(len(phrase))
        return cls(known, {opening: sorted(found) for opening, found in sizes.items()})


def _full_names(names: Iterable[str]) -> Mapping[str, str]:
    """From a surname alone to the one full name that ends in it; nothing if there are several. No body, no place."""
    longer: dict[str, set[str]] = {}
    for name in names:
        parts = name.split()
        if len(parts) in (2, 3) and "." not in name and parts[-1] not in PLACES and not is_body(name):
            longer.setdefault(parts[-1], set()).add(name)
    return {part: next(iter(full)) for part, full in longer.items() if len(full) == 1}


def _merged(
    one: _Seen,
    inside: set[str],
    everywhere: Mapping[str, str],
    phrases: _Phrases,
) -> dict[str, Fact]:
    here = _full_names(fact.key for fact in one.facts if fact.kind == "name")
    found = []
    for fact, opens in zip(one.facts, one.opens, strict=True):
        if fact.kind != "name":
            found.append(fact)
        elif not (opens and " " not in fact.key) or fact.key in inside:
            key = here.get(fact.key) or everywhere.get(fact.key) or fact.key
            found.append(Fact(key, "name", fact.at, fact.surface))
    for at, pair in enumerate(pairwise(one.words)):
        for size in phrases.sizes.get(pair, ()):
            phrase = tuple(one.words[at : at + size])
            if phrase in phrases.known:
                found.append(Fact(" ".join(phrase), "quotation", one.word_at[at], f"“{' '.join(phrase)}”"))
    kept: dict[str, Fact] = {}
    for fact in sorted(found, key=lambda fact: (fact.at, fact.key, fact.kind)):
        kept.setdefault(fact.key, fact)
    return kept


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
    values = np.round(found.data, DECIMALS)
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
