"""Marks that automatic rewriting and careless copying leave in running text, found by general rules.

Each function takes one body paragraph (or the words of all of them) and returns spans. They are hints: one mark says
little, dozens say that a text was spun or badly copied.
"""

import re
from collections import Counter
from itertools import pairwise

from analysis.text import split_sentences, word_set, word_spans

# "media,advocacy", "anxieties.Shortly", "stated.”The": punctuation between letters; not "e.g.", "3.5", "a.m.".
_LOST_SPACE = re.compile(
    r"(?<=[^\W\d_]{3})(?:[,;][”’\"]?(?=[^\W\d_]{2})|[.!?][”\"]?(?=[A-Z][a-z]))|(?<=[.!?,]”)(?=[^\W\d_])"
)
_ADDRESS = re.compile(r"https?://\S{1,300}|www\.\S{1,300}|\S{1,60}@\S{1,60}")
_ODD_MARK = re.compile(r"(?<=\w)‘(?=(?:s|t|re|ve|ll|d|m)\b)|(?<=\s)”(?=\w)|(?<=\w)“(?=\s)")
_CAPITALS = re.compile(r"\b[A-Z]{2,30}(?:\s[A-Z]{2,30}){2,30}\b")
_ABOUT_ITSELF = re.compile(
    r"\b(?:this|the\spresent)\s(?:article|post|piece|blog|report)\s(?:\w{1,12}\s)?(?:highlights?|explores?|delves?"
    r"|discuss(?:es)?|examines?|provides?|aims?|covers?|looks?|emphasi[sz]es|outlines?|sheds?)\b"
    r"|\bin\sthis\s(?:article|post|guide|piece),?\swe\b",
    re.IGNORECASE,
)
# Pairs of real words that differ by a swap of neighbours.
_BOTH_REAL = word_set(
    """from form trial trail quiet quite angel angle diary dairy silver sliver united untied sacred scared casual
    causal three there martial marital calm clam board broad beard bread unite untie sign sing signs sings lots
    lost cost cots post pots best bets does dose complaint compliant complaints tires tiers goals gaols coast
    coats salt slat cold clod"""
)
_FREQUENT = word_set(
    """that with have this from they will would there their what about which when were been said people year into time
    could them other than then these some over after also between because through while where those against
    under before being during without within government country world many more most such only first should
    still believe receive achieve friend field their people again against although another around always
    continue different public states party members minister official officials police report reports right
    rights support under until"""
)

Span = tuple[int, int]


def lost_spaces(text: str) -> list[Span]:
    """Places where a space is missing after punctuation; web and mail addresses do not count.

    >>> lost_spaces("In media coverage,advocacy and more.Then it ended, e.g. at 3.5 km.")
    [(17, 18), (35, 36)]
    """
    found = [match.span() for match in _LOST_SPACE.finditer(text)]
    if not found:
        return []
    addresses = [match.span() for match in _ADDRESS.finditer(text)]
    return [(a, b) for a, b in found if not any(start <= a < end for start, end in addresses)]


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
        if word.isalpha() and word.islower() and len(word) > 1:
            found.append((start + first[0], start + first[1]))
    return found


def odd_marks(text: str) -> list[Span]:
    """Quotation marks that stand the wrong way round: "Smith‘s", " ”Yes"."""
    return [match.span() for match in _ODD_MARK.finditer(text)]


def shouted(text: str) -> list[Span]:
    """Runs of three or more words in capitals inside a paragraph that goes on in small letters."""
    found = [match.span() for match in _CAPITALS.finditer(text) if match.start() > 0]
    return [(a, b) for a, b in found if max(map(len, text[a:b].split())) >= 5 and 2 * (b - a) < len(text)]


def about_itself(text: str) -> list[Span]:
    """Phrases by which a text announces itself, as generated summaries do: "This article explores"."""
    return [match.span() for match in _ABOUT_ITSELF.finditer(text)]


def small_names(text: str, *, evidence: str) -> list[Span]:
    """Names in small letters that running text writes with a capital: "belarus" beside many "Belarus".

    Counted are words of four letters and more that `evidence` writes with a capital inside sentences five times and
    almost never without, and words beside a name with which they otherwise form a name.
    """
    inside, pairs, small = _capitalised(evidence)
    spans = word_spans(text)
    said = [text[a:b] for a, b in spans]
    found = []
    for i, (word, span) in enumerate(zip(said, spans, strict=True)):
        name = _without_possessive(word).capitalize()
        if len(name) < 4 or not word.islower():
            continue
        n_names, n_small = inside[name], small[name.lower()]
        beside = (i + 1 < len(said) and (name, said[i + 1]) in pairs) or (i > 0 and (said[i - 1], name) in pairs)
        if (beside and n_small <= n_names) or (n_names >= 5 and 5 * n_small <= n_names):
            found.append(span)
    return found


def _capitalised(text: str) -> tuple[Counter[str], set[tuple[str, str]], Counter[str]]:
    """Words with a capital inside sentences, pairs of neighbours that both have one, and words in small letters."""
    spans = word_spans(text)
    said = [_without_possessive(text[a:b]) for a, b in spans]
    starts = {a for a, _ in split_sentences(text)}
    inside = Counter(word for word, (a, _) in zip(said, spans, strict=True) if word[:1].isupper() and a not in starts)
    pairs = {
        (first, second)
        for (first, second), (start, end) in zip(pairwise(said), pairwise(spans), strict=True)
        if first[:1].isupper() and second[:1].isupper() and start[0] not in starts and end[0] - start[1] == 1
    }
    return inside, pairs, Counter(word for word in said if word.islower())


def _without_possessive(word: str) -> str:
    return word[:-2] if word.endswith(("’s", "'s")) else word


def swapped_letters(text: str) -> list[Span]:
    """Words that become a word of this text, or a very frequent one, when two neighbouring letters are swapped.

    >>> text = "They went there wiht care."
    >>> [text[a:b] for a, b in swapped_letters(text)]
    ['wiht']
    """
    spans = word_spans(text)
    said = [text[a:b] for a, b in spans]
    counts = Counter(word.lower() for word in said)
    known = _FREQUENT | {word for word, n in counts.items() if word.isalpha() and n >= 2}
    return [span for word, span in zip(said, spans, strict=True) if _is_swapped(word, counts=counts, known=known)]


def _is_swapped(word: str, *, counts: Counter[str], known: frozenset[str]) -> bool:
    if not 4 <= len(word) <= 30 or not (word.isalpha() and word.islower()) or counts[word] > 2:
        return False
    if word in _BOTH_REAL or word in _FREQUENT:
        return False
    swaps = (word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1))
    return any(other in known and other != word for other in swaps)
