"""Families of words: what may follow a stem that a codebook writes with a star; `invest*` finds no investigation.

Bauer and Nation (1993), "Word families", International Journal of Lexicography 6, on how far a family goes.
"""

import re
from functools import cache

from analysis.english.word_lists import word_groups

# One letter makes another word too easily ("band" is no form of ban): d, r and n after -e, e and y after longer stems.
_SHORT = r"(?<=e)[dn]|(?<=e)rs?|(?<=\w{5})e|(?<=\w{4})y|(?<=\wn)t(?:ly|s)?"


@cache
def _endings() -> str:
    listed = {ending for _, endings in word_groups("endings") for ending in endings}
    return "|".join([*sorted(listed, key=lambda ending: (-len(ending), ending)), _SHORT])


@cache
def family_pattern(stem: str) -> str:
    """A regular expression for the words of a family, for `re` with IGNORECASE; what follows must not be a letter.

    >>> found = re.compile(rf"\\b{family_pattern('invest')}\\b")
    >>> [word for word in ("invests", "investors", "reinvest", "investigate") if found.search(word)]
    ['invests', 'investors']

    **Misleads when** two families share a stem and endings: a "critical" condition is of `critic*` too.
    """
    last = stem[-1:]
    doubled = f"(?:{re.escape(last)}(?=[aeiy]))?" if last.isalpha() and last.lower() not in "aeiouwxy" else ""
    others = sorted(_others(stem))
    barred = rf"(?!(?:{'|'.join(map(re.escape, others))})\b)" if others else ""
    return rf"{re.escape(stem)}{barred}{doubled}(?:{_endings()}){{0,3}}"


def _others(stem: str) -> set[str]:
    """How words go on that begin like those of the stem's family and are not of it."""
    low = stem.lower()
    return {
        word[len(low) :]
        for base, words in word_groups("false_families")
        if base.startswith(low)
        for word in words
        if word.startswith(low)
    }
