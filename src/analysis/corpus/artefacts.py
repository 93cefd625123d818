"""Marks that automatic rewriting and careless copying leave in running text, found by general rules.

Each function takes one body paragraph (or the words of all of them) and returns spans. They are hints: one mark says
little, dozens say that a text was spun or badly copied.
"""

import re
from collections import Counter
from itertools import pairwise

from analysis.english import split_sentences, word_set, word_spans

# "media,advocacy", "anxieties.Shortly", "stated.”The": punctuation between letters; not "e.g.", "3.5", "a.m.".
_LOST_SPACE = re.compile(
    r"(?<=[^\W\d_]{3})(?:[,;][”’\"]?(?=[^\W\d_]{2})|[.!?][”\"]?(?=[A-Z][a-z]))|(?<=[.!?,]”)(?=[^\W\d_])"
)
_ADDRESS = re.compile(r"https?://\S{1,300}|www\.\S{1,300}|\S{1,60}@\S{1,60}")
_ODD_MARK = re.compile(r"(?<=\w)‘(?=(?:s|t|re|ve|ll|d|m)\b)|(?<=\s)”(?=\w)|(?<=\w)“(?=\s)")
_CAPITALS = re.compile(r"\b[A-Z]{2,30}(?:\s[A-Z]{2,30}){2,30}\b")
_SMALL_WORD = re.compile(r"\b[a-z]{2,20}\b")
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
    coats salt slat cold clod suing using field filed sued used raise arise raised crops corps tired tried trials trails
    vast vats unclear nuclear able bale abel fired fried bared bread brand barn barns bran carve crave dawn dwan
    smile slime sever serve severed served stake skate steak teaks stakes skates slave salve spilt split plater
    perfect prefect expect except protein pointer relay early tutor trout united weird wired whose ahem hoes shoe
    goal gaol bluer ruler defer brake baker break signed singed singing signing unties finger fringe"""
)
# "centre" and "center" are two spellings, not a slip.
_TWO_SPELLINGS = ("er", "re", "ers", "res", "ered", "red")
_FREQUENT = word_set(
    """that with have this from they will would there their what about which when were been said people year into time
    could them other than then these some over after also between because through while where those against
    under before being during without within government country world many more most such only first should
    still believe receive achieve friend their people again against although another around always continue
    different public states party members minister official officials police report reports right rights support
    under until"""
)

Span = tuple[int, int]


def lost_spaces(text: str) -> list[Span]:
    """Places where a space is missing after punctuation; web and mail addresses do not count.

    >>> lost_spaces("In media coverage,advocacy and more.Then it ended, e.g. at 3.5 km.")
    [(17, 18), (35, 36)]
    """
    plain = _ADDRESS.sub(lambda match: " " * len(match[0]), text)
    return [match.span() for match in _LOST_SPACE.finditer(plain)]


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


def small_names(text: str, *, evidence: str) -> list[Span]:
    """Names in small letters that running text writes with a capital: "geneva" beside many "Geneva".

    Counted are words of four letters and more that `evidence` writes with a capital inside sentences, by itself, four
    times and almost never without, and first names in small letters before a name that follows them twice elsewhere.
    """
    alone, pairs, small = _capitalised(evidence)
    spans = word_spans(text)
    said = [text[a:b] for a, b in spans]
    found = []
    for i, (word, span) in enumerate(zip(said, spans, strict=True)):
        name = _without_possessive(word).capitalize()
        if len(name) < 4 or not word.islower():
            continue
        n_small = small[name.lower()]
        before_name = i + 1 < len(said) and n_small <= 1 and pairs[name, _without_possessive(said[i + 1])] >= 2
        if before_name or (alone[name] >= 4 and 5 * n_small <= alone[name]):
            found.append(span)
    return found


def _capitalised(text: str) -> tuple[Counter[str], Counter[tuple[str, str]], Counter[str]]:
    """Words with a capital inside sentences and none beside them, pairs of neighbours with capitals, small words."""
    spans = word_spans(text)
    said = [_without_possessive(text[a:b]) for a, b in spans]
    starts = {a for a, _ in split_sentences(text)}
    large = [word[:1].isupper() and a not in starts for word, (a, _) in zip(said, spans, strict=True)]
    padded = [False, *large, False]
    alone = Counter(word for i, word in enumerate(said) if large[i] and not padded[i] and not padded[i + 2])
    pairs = Counter(
        (first, second)
        for i, (first, second) in enumerate(pairwise(said))
        if first[:1].isupper() and second[:1].isupper() and spans[i + 1][0] - spans[i][1] == 1
    )
    return alone, pairs, Counter(word for word in said if word.islower())


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
    return any(other in known and other != word and not _is_respelt(word, other) for other in swaps)


def _is_respelt(word: str, other: str) -> bool:
    """Whether two words differ only as "centre" and "center" do, in an ending."""
    ends = _TWO_SPELLINGS
    return word.endswith(ends) and other.endswith(ends) and word[:3] == other[:3] and word[-3:] != other[-3:]
