"""The names, numbers and quotations of articles, in order: what survives when a text is rewritten word by word.

Who rewrites a story changes its wording and keeps its facts. Two articles that share several facts which hardly any
other article has, in the same order, have probably been written from one text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import inf
from typing import Literal

from analysis.english.names import PLACES, TITLES, is_body, names_in
from analysis.english.quotations import quotation_spans
from analysis.english.tokens import scan_words
from analysis.english.word_lists import word_list
from analysis.framing.forms import word_forms
from analysis.framing.kept import MOST_ROWS
from analysis.framing.languages import ENGLISH, Language
from analysis.framing.reading import ArticleTexts, Passage

_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d++)?(?!\w)|(?<![\w.,])\d++(?:\.\d++)?(?!\w)")
_LABEL = re.compile(r"[^\w\s]?+\s?+(?:[\w’'‑-]++\s){0,6}[\w’'‑-]++:\s")
_SAME_NAME = {"united states": "u.s.", "united kingdom": "uk", "european union": "eu", "united nations": "un"}
# A quoted phrase is a fact from two content words on; of a long quotation, the first three pieces are.
_CONTENT_WORDS, _LONGEST_PHRASE, _MOST_PIECES = 2, 6, 3
# A day's number, and a title without a name, change with the editor: no facts.
_CALENDAR = word_list("weekdays") | word_list("months")
_NO_NAME = _CALENDAR | TITLES
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
        is_day = len(number) <= 2 and not _CALENDAR.isdisjoint(word_forms(beside))
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
