"""A sentence as tokens with offsets: the form in which every rule of this package reads it.

One regular expression, one pass, no backtracking: a megabyte without a full stop costs what a megabyte costs.
"""

import re
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
        return self.lower[index] if 0 <= index < len(self.lower) else ""


def scan(text: str) -> Tokens:
    """Split `text` into tokens.

    >>> scan("over 1,200 people").words
    ['over', '1,200', 'people']
    """
    matches = list(_TOKEN.finditer(text))
    words = [match.group() for match in matches]
    return Tokens(
        words,
        [word.lower() for word in words],
        [match.start() for match in matches],
        [match.end() for match in matches],
        text,
    )
