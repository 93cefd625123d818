"""The tokeniser: a text as pieces, and as the words that touching pieces make.

One grammar for every rule of this package. A *piece* is the finest token: a number with its separators ("1,200"), a
run of letters with its apostrophe ("don't"), "U.S." with its full stops, or one other character. A *word* is made of
whole pieces: inner hyphens, apostrophes and ampersands hold it together ("co-founder", "U.S.-led", "AT&T"). Rules about
numbers read pieces ("a 12-member team"), rules about who speaks read words.
"""

import re
from functools import cached_property, lru_cache
from itertools import accumulate, chain

from analysis.english.classes import ENGLISH, form_of
from analysis.english.marks import APOSTROPHES, FIXED_SPACES, HYPHENS
from analysis.english.word_lists import word_groups, word_table

# Single letters are taken possessively, so time is linear in the text; groups are not, because CPython 3.11 keeps the
# part that a failed repeat of a possessive group has matched ("10,000,").
# "1,184.5"; "12,34,567"; "1.234.567" and "1.184,50"; "1 184" with a space that does not break; "1'184".
_NUMBER = (
    r"\d{1,3}(?:[,，٬]\d{3}){1,6}(?:[.．٫]\d++)?(?!\d)"
    r"|\d{1,2}(?:,\d\d){1,4},\d{3}(?:\.\d++)?(?!\d)"
    r"|\d{1,3}(?:\.\d{3}){2,6}(?:,\d++)?(?!\d)|\d{1,3}\.\d{3},\d\d?(?!\d)"
    rf"|\d{{1,3}}(?:[{FIXED_SPACES}]\d{{3}}){{1,6}}(?:[.,]\d++)?(?!\d)"
    rf"|\d{{1,3}}(?:[{APOSTROPHES}]\d{{3}}){{1,6}}(?:\.\d++)?(?!\d)"
    r"|\d++(?:[.．٫]\d++)?"
)
# Most words are letters before a space or a comma: asked for first, they need no look at what could join them.
_BARE = "[A-Za-z]++(?=[ ,])"
_PIECE = re.compile(rf"({_BARE}|(?=\d)(?:{_NUMBER})|(?:[^\W\d_]\.){{2,6}}|[^\W\d_]++(?:['’][^\W\d_]++)?|\S)")
_RUN = r"(?:(?:[^\W\d_]\.){2,12}|[^\W\d_]++|\d++(?:[.,]\d++)*|[\u0300-\u036f])+"
# What holds a word together inside; U+FFFD is an apostrophe or a hyphen whose encoding was lost.
_INSIDE = rf"{HYPHENS}{APOSTROPHES}&\ufffd"
# In a sentence a short word with a capital keeps its full stop: "Mr.", "J.", "R-Ohio.".
_SHORTENED = r"(?:[A-Z]-)?[A-Z][a-z]{0,4}\.(?=[ \u00a0]\S|,)"
_WORD = re.compile(rf"{_BARE}|{_RUN}(?:[{_INSIDE}]{_RUN})*")
# Two words with a slash between them fill one place in a sentence: "and/or".
_TOKEN = re.compile(rf"({_BARE}|{_SHORTENED}|{_RUN}(?:[{_INSIDE}/]{_RUN})*|--|[^\w\s])")

# What is scanned again and again are the few words after a number.
_SHORT = 130
# What is found in a block of so many characters is kept while its article is read.
LONGEST_KEPT = 4_000


class Tokens:
    """Tokens of a text: `words` as written, `lower` in lower case, `start` and `end` in code points of `text`."""

    def __init__(self, words: list[str], start: list[int], end: list[int], text: str) -> None:
        self.text, self.words, self.start, self.end = text, words, start, end
        # No token holds a line break: lower-cased at once they are the same as one by one, and faster.
        self.lower = "\n".join(words).lower().split("\n") if words else []

    @cached_property
    def tags(self) -> str:
        """The class of each token, one letter each (see `classes`).

        >>> scan("The 12 men left.").tags
        'D#NY.'
        """
        return ENGLISH.tags(self.words)

    @cached_property
    def reverse(self) -> str:
        """The classes from the last token to the first, for patterns that look left."""
        return self.tags[::-1]

    @cached_property
    def forms(self) -> str:
        """What each token can be in a noun phrase, one letter each (see `classes.form_of`); `-` is a hyphen that glues.

        >>> scan("12 coal- and gas-fired plants").forms
        '.m-Cn-es'
        """
        forms = "".join(map(form_of, self.words))
        at = forms.find("-")
        while at >= 0:
            if not self._glues(at):
                forms = f"{forms[:at]}.{forms[at + 1 :]}"
            at = forms.find("-", at + 1)
        return forms

    def _glues(self, at: int) -> bool:
        """Whether a hyphen glues: "long-range", and "coal- and gas-fired"."""
        return self.touches(at) and (self.touches(at + 1) or self.at(at + 1) in ("and", "or"))

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
    """The pieces of `text`.

    >>> scan("over 1,200 people").words
    ['over', '1,200', 'people']
    """
    return _scan_short(text) if len(text) <= _SHORT else _scan(text)


def _scan(text: str) -> Tokens:
    return Tokens(*_located(_PIECE, text, 0, len(text)), text)


# The words after a figure are read by more than one rule.
_scan_short = lru_cache(maxsize=256)(_scan)


def scan_words(text: str) -> Tokens:
    """The words of `text` and the punctuation between them: pieces that touch are joined.

    >>> scan_words("Mr. Lee, AT&T's co-founder, left.").words
    ['Mr.', 'Lee', ',', "AT&T's", 'co-founder', ',', 'left', '.']
    """
    return Tokens(*word_tokens(text, 0, len(text)), text)


def word_tokens(text: str, start: int, end: int) -> tuple[list[str], list[int], list[int]]:
    """The tokens of `scan_words` in a part of `text`: as written, where they start, and where they end."""
    return _located(_TOKEN, text, start, end)


def _located(pattern: re.Pattern[str], text: str, start: int, end: int) -> tuple[list[str], list[int], list[int]]:
    """What a pattern in one group finds in a part of a text: as written, where each starts, and where it ends."""
    parts = pattern.split(text[start:end])  # in turn what lies between tokens, and a token
    edges = list(accumulate(map(len, parts), initial=start))
    return parts[1::2], edges[1:-1:2], edges[2::2]


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
    return list(_words_short(text)) if len(text) <= LONGEST_KEPT else _WORD.findall(text)


def count_words(text: str) -> int:
    """How many words `text` has.

    >>> count_words("U.S.-led talks, at 3.5%")
    4
    """
    return len(_words_short(text) if len(text) <= LONGEST_KEPT else words(text))


# Rule after rule reads the words of the same block.
@lru_cache(maxsize=4096)
def _words_short(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text))


def word_set(listed: str) -> frozenset[str]:
    """The words of a list written as one string with spaces, for the word lists that rules look things up in.

    >>> sorted(word_set("mr mrs dr"))
    ['dr', 'mr', 'mrs']
    """
    return frozenset(listed.split())


_BROKEN_WORD = re.compile(r"\b([^\W\d_]{2,})-[ \t]*\n[ \t]*(?!(?:and|or|to)\b)([a-z]{2,})([.,;:!?)”’\"]*)[ \t]*\n?")
_WHOLE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_COMPOUNDS = word_groups("compounds")
_FIRST, _LAST = (frozenset(chain(*(listed for key, listed in _COMPOUNDS if key == part))) for part in ("first", "last"))
# A line that breaks a word runs to the edge; a shorter one is a line of a list or a poem.
_SHORTEST_BROKEN_LINE = 12


# "Tues-\nday" is no compound.
_DAYS = frozenset(word_table("weekdays"))


def with_whole_words(text: str) -> tuple[str, int]:
    """The text with its broken words whole and the line's end after them, and how many they were.

    A part that is a prefix or the end of a compound keeps its hyphen, and so does a word that has it elsewhere.
    Misleads in a list of words whose hyphen stands for what they share ("two- and three-year").

    >>> with_whole_words("The nurses of the hos-\\npital of a state-\\nbacked group")
    ('The nurses of the hospital\\nof a state-backed\\ngroup', 2)
    """
    if not _BROKEN_WORD.search(text):
        return text, 0
    known, n = _DAYS.union(_WHOLE.findall(text.lower())), 0

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
