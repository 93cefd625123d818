"""Words broken at the ends of lines, whole again."""

import re
from itertools import chain

from analysis.english.word_lists import word_groups

_BROKEN_WORD = re.compile(r"\b([^\W\d_]{2,})-[ \t]*\n[ \t]*(?!(?:and|or|to)\b)([a-z]{2,})([.,;:!?)”’\"]*)[ \t]*\n?")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_COMPOUNDS = word_groups("compounds")
_FIRST, _LAST = (frozenset(chain(*(listed for key, listed in _COMPOUNDS if key == part))) for part in ("first", "last"))
# A line that breaks a word runs to the edge; a shorter one is a line of a list or a poem.
_SHORTEST_BROKEN_LINE = 12


def with_whole_words(text: str) -> tuple[str, int]:
    """The text with its broken words whole and the line's end after them, and how many they were.

    A part that is a prefix or the end of a compound keeps its hyphen, and so does a word that has it elsewhere.
    Misleads in a list of words whose hyphen stands for what they share ("two- and three-year").

    >>> with_whole_words("The nurses of the hos-\\npital of a state-\\nbacked group")
    ('The nurses of the hospital\\nof a state-backed\\ngroup', 2)
    """
    if not _BROKEN_WORD.search(text):
        return text, 0
    known, n = frozenset(_WORD.findall(text.lower())), 0

    def whole(match: re.Match[str]) -> str:
        nonlocal n
        if match.end(1) - (text.rfind("\n", 0, match.start()) + 1) < _SHORTEST_BROKEN_LINE:
            return match[0]
        n += 1
        first, last = match[1], match[2]
        keeps = f"{first}-{last}".lower() in known or first.lower() in _FIRST or last in _LAST
        hyphen = "-" if keeps and f"{first}{last}".lower() not in known else ""
        return f"{first}{hyphen}{last}{match[3]}\n"

    return _BROKEN_WORD.sub(whole, text), n
