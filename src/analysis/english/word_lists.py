"""The word lists of this package: text files, each with a header that says what it is and where it comes from.

A list is words with white space between them. A table has lines `value: words`, one for each value; a phrase of several
words is written with `_` for the space. What follows `#` at the start of a line is for readers.
"""

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources

_PACKAGE = "analysis.english"


@cache
def word_list(name: str, *, package: str = _PACKAGE) -> frozenset[str]:
    """The words of the list `name`, in no order.

    >>> "monday" in word_list("weekdays"), "of" in word_list("weekdays")
    (True, False)
    """
    return frozenset(word for _, words in word_groups(name, package=package) for word in words)


@cache
def word_table(name: str, *, package: str = _PACKAGE) -> dict[str, str]:
    """From each word of the table `name` to the value of its line; a word listed twice keeps its first line.

    >>> word_table("months")["sept"]
    '9'
    """
    table: dict[str, str] = {}
    for value, words in word_groups(name, package=package):
        for word in words:
            table.setdefault(word, value)
    return table


@cache
def word_sets(name: str, *, package: str = _PACKAGE) -> dict[str, frozenset[str]]:
    """Several lists of one subject in one file, by the names of their lines.

    >>> "may" in word_sets("auxiliaries")["modals"]
    True
    """
    return {value: frozenset(words) for value, words in word_groups(name, package=package)}


@cache
def word_groups(name: str, *, package: str = _PACKAGE) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The lines of a table in order: value and words; lines of a plain list have the value ""."""
    text = resources.files(package).joinpath("words", f"{name}.txt").read_text(encoding="utf-8")
    groups = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            value, colon, words = line.partition(": ")
            spaced = (words if colon else line).split()
            groups.append((value if colon else "", tuple(word.replace("_", " ") for word in spaced)))
    return tuple(groups)


def any_of(words: Iterable[str], *, any_case: bool = False) -> str:
    """A pattern for any of some words, the longest first, that looks at each letter of a text once.

    Of alternatives in a row all would be tried one by one. With `any_case` both cases of the letters that alternatives
    start with are spelt out: under the flag IGNORECASE none would be passed over at its first letter.

    >>> any_of(["day", "days", "dawn"]), any_of(["no", "go"], any_case=True)
    ('da(?:wn|y(?:s)?)', '(?i:(?:(?-i:[gG])o|(?-i:[nN])o))')
    """
    root: dict[str, dict] = {}
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return f"(?i:{_branches(root, any_case)})" if any_case else _branches(root, any_case)


def _branches(node: dict[str, dict], any_case: bool) -> str:
    letters = sorted(node.keys() - {""})
    signs = [
        f"(?-i:[{letter}{letter.upper()}])" if any_case and len(letters) > 1 and letter.isalpha() else re.escape(letter)
        for letter in letters
    ]
    ways = [sign + _branches(node[letter], any_case) for sign, letter in zip(signs, letters, strict=True)]
    joined = ways[0] if len(ways) == 1 and "" not in node else f"(?:{'|'.join(ways)})" if ways else ""
    return f"{joined}?" if ways and "" in node else joined
