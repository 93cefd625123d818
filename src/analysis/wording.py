"""Numbers and lists as a newspaper writes them."""

import math
from collections.abc import Iterable, Sequence

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def count(n: int, noun: str, *, plural: str | None = None) -> str:
    """A count with its noun, small numbers in words.

    >>> count(1, "article"), count(5, "article"), count(1184, "person", plural="people")
    ('one article', 'five articles', '1,184 people')
    """
    return f"{number_word(n)} {noun if n == 1 else plural or noun + 's'}"


def number_word(n: int) -> str:
    """A whole number, in words up to twelve.

    >>> number_word(0), number_word(12), number_word(13)
    ('no', 'twelve', '13')
    """
    return _WORDS[n] if 0 <= n < len(_WORDS) else f"{n:,}"


def listed(items: Iterable[str], *, last: str = "and") -> str:
    """Items as a list in a sentence.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    words = list(items)
    return f" {last} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def some_of(items: Sequence[str], *, most: int = 3) -> str:
    """The first items as a list, and how many more there are.

    >>> some_of(["a", "b", "c", "d", "e"])
    'a, b, c and 2 more'
    """
    if len(items) <= most + 1:
        return listed(items)
    return f"{', '.join(items[:most])} and {len(items) - most} more"


def percent(share: float) -> str:
    """A share of 0-1 as whole per cent.

    >>> percent(0.126)
    '13 %'
    """
    return f"{100 * share:.0f} %"


def signed(value: float) -> str:
    """A score with its sign and two places; a true minus sign, which a screen reader reads out.

    >>> signed(-0.128), signed(0.0), signed(0.3)
    ('−0.13', '0.00', '+0.30')
    """
    if math.isnan(value):
        return "not scored"
    rounded = round(value, 2) + 0.0
    return f"{rounded:+.2f}".replace("-", "\u2212") if rounded else "0.00"


def capital(sentence: str) -> str:
    """The sentence with a capital first letter."""
    return sentence[:1].upper() + sentence[1:]
