"""A sentence as tokens with offsets: the form in which every rule of this package reads it.

One regular expression, one pass, no backtracking: a megabyte without a full stop costs what a megabyte costs.
"""

import re
from functools import lru_cache
from typing import NamedTuple

# Numbers keep their separators, words their apostrophes, "U.S." its full stops; everything else is one character.
# No possessive repeat of a group: CPython 3.11 takes "10,000," for one (it keeps a half-matched last round).
_TOKEN = re.compile(
    r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d++)?(?![\d])"
    r"|\d++(?:\.\d++)?"
    r"|(?:[^\W\d_]\.){2,6}"
    r"|[^\W\d_]++(?:['’][^\W\d_]++)?"
    r"|\S"
)

# What is scanned again and again are the few words after a number.
_SHORT = 130


class Tokens(NamedTuple):
    """Tokens of a text: `words` as written, `lower` in lower case, `start` and `end` in code points."""

    words: list[str]
    lower: list[str]
    start: list[int]
    end: list[int]
    text: str

    def touches(self, index: int) -> bool:
        """Whether token `index` follows the one before it without a space.

        >>> scan("a 12-member team").touches(2)
        True
        """
        return 0 < index < len(self.words) and self.start[index] == self.end[index - 1]

    def at(self, index: int) -> str:
        """The lower-cased token at `index`, or an empty string outside the text."""
        try:
            return self.lower[index] if index >= 0 else ""
        except IndexError:
            return ""


def scan(text: str) -> Tokens:
    """Split `text` into tokens.

    >>> scan("over 1,200 people").words
    ['over', '1,200', 'people']
    """
    return _scan_short(text) if len(text) <= _SHORT else _scan(text)


def _scan(text: str) -> Tokens:
    spans = [match.span() for match in _TOKEN.finditer(text)]
    words = [text[start:end] for start, end in spans]
    # No token holds a line break: lower-cased at once they are the same as one by one, and faster.
    lower = "\n".join(words).lower().split("\n") if words else []
    return Tokens(words, lower, [start for start, _ in spans], [end for _, end in spans], text)


# The words after a figure are read by more than one rule.
_scan_short = lru_cache(maxsize=256)(_scan)
