"""Words of a text, as written, with their places."""

import re

# A word is a run of letters and digits, held together by inner apostrophes and hyphens ("don't", "U.S.-led");
# a number keeps its separators ("1,184", "3.5"); letters with full stops between them are one word ("U.S.").
# Single letters are taken possessively, so time is linear in the text; groups are not, because Python 3.11.2 keeps
# the part that a failed repeat of a possessive group has matched.
_INNER = "['’‘\\-\u2010\u2011]"
_LETTERS = r"(?:[^\W_]|[\u0300-\u036f])"
_WORD = re.compile(
    rf"(?<![^\W_])(?:[^\W\d_]\.){{2,12}}(?:{_INNER}{_LETTERS}++)*"
    rf"|\d++(?:[.,]\d++)*{_LETTERS}*+(?:{_INNER}{_LETTERS}++)*"
    rf"|{_LETTERS}++(?:{_INNER}{_LETTERS}++)*"
)


def word_spans(text: str) -> list[tuple[int, int]]:
    """Where the words of `text` stand, in order: half-open spans in code points.

    >>> [(a, b) for a, b in word_spans("In 2020, 1,184.")]
    [(0, 2), (3, 7), (9, 14)]
    """
    return [match.span() for match in _WORD.finditer(text)]


def words(text: str) -> list[str]:
    """The words of `text` as written, in order. Numbers and abbreviations are words; punctuation is not.

    **Misleads when** a text joins words with hyphens loosely: "human-rights" is one word and "human rights" two.

    >>> words("U.S.-led talks, at 3.5%: “don’t” re-arrest 1,184 people.")
    ['U.S.-led', 'talks', 'at', '3.5', 'don’t', 're-arrest', '1,184', 'people']
    """
    return _WORD.findall(text)


def word_set(listed: str) -> frozenset[str]:
    """The words of a list written as one string with spaces, for the word lists that rules look things up in.

    >>> sorted(word_set("mr mrs dr"))
    ['dr', 'mr', 'mrs']
    """
    return frozenset(listed.split())
