"""Marks that automatic rewriting and careless copying leave in running text, found by general rules.

Each function takes one body paragraph (or the words of all of them, each with its place) and returns spans. They are
hints: one mark says little, dozens say that a text was spun or badly copied.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from analysis.english import split_sentences, word_spans
from analysis.english.word_lists import word_list

# "media,advocacy", "anxieties.Shortly", "stated.”The": punctuation between letters; not "e.g.", "3.5", "a.m.".
# Each mark is asked for before what stands in front of it: most places in a text have none.
_LOST_SPACE = re.compile(r"[,;](?<=[^\W\d_]{3}.)[”’\"]?(?=[^\W\d_]{2})|[.!?](?<=[^\W\d_]{3}.)[”\"]?(?=[A-Z][a-z])")
_LOST_AFTER_QUOTE = re.compile(r"”(?<=[.!?,]”)(?=[^\W\d_])")
_ADDRESS = re.compile(r"https?://\S{1,300}|www\.\S{1,300}|\S{1,60}@\S{1,60}")
_ODD_MARK = re.compile(r"‘(?<=\w.)(?=(?:s|t|re|ve|ll|d|m)\b)|”(?<=\s.)(?=\w)|“(?<=\w.)(?=\s)")
_CAPITALS = re.compile(r"\b[A-Z]{2,30}(?:\s[A-Z]{2,30}){2,30}\b")
_SMALL_WORD = re.compile(r"\b[a-z]{2,20}\b")
_ABOUT_ITSELF = re.compile(
    r"\b(?:this|the\spresent)\s(?:article|post|piece|blog|report)\s(?:\w{1,12}\s)?(?:highlights?|explores?|delves?"
    r"|discuss(?:es)?|examines?|provides?|aims?|covers?|looks?|emphasi[sz]es|outlines?|sheds?)\b"
    r"|\bin\sthis\s(?:article|post|guide|piece),?\swe\b",
    re.IGNORECASE,
)
# Pairs of real words that differ by a swap of neighbours.
_BOTH_REAL = word_list("real_swaps", package="analysis.corpus")
# "centre" and "center" are two spellings, not a slip.
_TWO_SPELLINGS = ("er", "re", "ers", "res", "ered", "red")
_FREQUENT = word_list("frequent", package="analysis.corpus")

# A word is a name when it stands with a capital so often inside sentences, and so many times as often as without:
# words that are both a name and a word ("may", "will") stand in small letters too often for that.
_SHORTEST_NAME, _OFTEN_LARGE, _LARGE_TO_SMALL = 4, 4, 5

Span = tuple[int, int]


class Said(NamedTuple):
    """A word of an article: as written, where it stands, and whether it opens a sentence."""

    word: str
    start: int
    end: int
    opens: bool


def said_in(text: str, *, at: int = 0) -> list[Said]:
    """The words of a paragraph that begins at `at` of its article."""
    starts = {start for start, _ in split_sentences(text)}
    return [Said(text[a:b], at + a, at + b, a in starts) for a, b in word_spans(text)]


def lost_spaces(text: str) -> list[Span]:
    """Places where a space is missing after punctuation; web and mail addresses do not count.

    >>> lost_spaces("In media coverage,advocacy and more.Then it ended, e.g. at 3.5 km.")
    [(17, 18), (35, 36)]
    """
    may_hold = "://" in text or "www." in text or "@" in text
    plain = _ADDRESS.sub(lambda match: " " * len(match[0]), text) if may_hold else text
    after_quotes = [(match.end(), match.end()) for match in _LOST_AFTER_QUOTE.finditer(plain)]
    return sorted([match.span() for match in _LOST_SPACE.finditer(plain)] + after_quotes)


def small_starts(text: str) -> list[Span]:
    """Sentences that begin with a small letter, by their first word; names like iPhone do not count.

    >>> small_starts("It rained. then it stopped, they thought. iPads broke.")
    [(11, 15)]
    """
    found = []
    for start, end in split_sentences(text):
        first = next(iter(word_spans(text[start : min(end, start + 40)])), None)
        if first is None:
            continue
        word = text[start + first[0] : start + first[1]]
        if text[start : start + first[0]].strip("“‘\"'("):
            continue
        if word.isalpha() and word.islower() and len(word) > 1:
            found.append((start + first[0], start + first[1]))
    return found


def odd_marks(text: str) -> list[Span]:
    """Quotation marks that stand the wrong way round: "Smith‘s", " ”Yes"."""
    return [match.span() for match in _ODD_MARK.finditer(text)]


def shouted(text: str) -> list[Span]:
    """Runs of three or more words in capitals inside a paragraph that goes on in small letters."""
    found = [match.span() for match in _CAPITALS.finditer(text)]
    return [
        (a, b)
        for a, b in found
        if _SMALL_WORD.search(text, max(0, a - 60), a)
        and max(map(len, text[a:b].split())) >= 5
        and 2 * (b - a) < len(text)
    ]


def about_itself(text: str) -> list[Span]:
    """Phrases by which a text announces itself, as generated summaries do: "This article explores"."""
    return [match.span() for match in _ABOUT_ITSELF.finditer(text)]


def small_names(said: Sequence[Said], *, evidence: Sequence[Said]) -> list[Span]:
    """Names in small letters that running text writes with a capital: "geneva" beside many "Geneva".

    Counted are words of four letters and more that `evidence` writes with a capital inside sentences, by itself, four
    times and almost never without, and first names in small letters before a name that follows them twice elsewhere.
    """
    alone, pairs, small = _capitalised(evidence)
    often = {name for name, n in alone.items() if n >= _OFTEN_LARGE and _LARGE_TO_SMALL * small[name.lower()] <= n}
    first = {one for (one, _), n in pairs.items() if n >= 2}
    names = {word: _without_possessive(word).capitalize() for word in {one.word for one in said} if word.islower()}
    wanted = {word for word, name in names.items() if len(name) >= _SHORTEST_NAME and (name in often or name in first)}
    found = []
    for i, one in enumerate(said if wanted else ()):
        if one.word in wanted:
            name, following = names[one.word], _without_possessive(said[i + 1].word) if i + 1 < len(said) else ""
            if name in often or (small[name.lower()] <= 1 and pairs[name, following] >= 2):
                found.append((one.start, one.end))
    return found


def _capitalised(evidence: Sequence[Said]) -> tuple[Counter[str], Counter[tuple[str, str]], Counter[str]]:
    """Words with a capital inside sentences and none beside them, pairs of neighbours with capitals, small words."""
    said = [_without_possessive(one.word) for one in evidence]
    capital = [word[:1].isupper() for word in said]
    large = [is_large and not one.opens for is_large, one in zip(capital, evidence, strict=True)]
    padded = [False, *large, False]
    alone = Counter(word for i, word in enumerate(said) if large[i] and not padded[i] and not padded[i + 2])
    pairs = Counter(
        (first, second)
        for i, (first, second) in enumerate(pairwise(said))
        if capital[i] and capital[i + 1] and evidence[i + 1].start - evidence[i].end == 1
    )
    return alone, pairs, Counter(word for word in said if word.islower())


def _without_possessive(word: str) -> str:
    return word[:-2] if word[-2:] in ("’s", "'s") else word


def swapped_letters(said: Sequence[Said]) -> list[Span]:
    """Words that become a word of this text, or a very frequent one, when two neighbouring letters are swapped.

    >>> text = "They went there wiht care."
    >>> [text[a:b] for a, b in swapped_letters(said_in(text))]
    ['wiht']
    """
    counts = Counter(one.word.lower() for one in said)
    known = {word for word, n in counts.items() if n >= 2 and word.isalpha()}
    alike, frequent = _by_letters(known), _frequent_by_letters()
    rare = {word for word in {one.word for one in said} if 4 <= len(word) <= 30 and word.isalpha() and word.islower()}
    rare = {word for word in rare if counts[word] <= 2 and word not in _BOTH_REAL and word not in _FREQUENT}
    same = {word: alike.get(at := _letters(word), frozenset()) | frequent.get(at, frozenset()) for word in rare}
    slips = {word for word, others in same.items() if others and _is_swapped(word, others)}
    return [(one.start, one.end) for one in said if one.word in slips] if slips else []


@lru_cache(maxsize=8_192)
def _letters(word: str) -> str:
    """The letters of a word in order: words that differ by a swap have the same."""
    return "".join(sorted(word))


def _by_letters(words: Iterable[str]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for word in words:
        found[_letters(word)].add(word)
    return {letters: frozenset(same) for letters, same in found.items()}


@cache
def _frequent_by_letters() -> dict[str, frozenset[str]]:
    return _by_letters(_FREQUENT)


def _is_swapped(word: str, alike: Collection[str]) -> bool:
    """Whether a word of the same letters differs by a swap of two neighbours, and is no other spelling of it."""
    swaps = (word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1))
    return any(other in alike and other != word and not _is_respelt(word, other) for other in swaps)


def _is_respelt(word: str, other: str) -> bool:
    """Whether two words differ only as "centre" and "center" do, in an ending."""
    ends = _TWO_SPELLINGS
    return word.endswith(ends) and other.endswith(ends) and word[:3] == other[:3] and word[-3:] != other[-3:]
