"""Where sentences begin and end in one block of English news text.

Rules by hand, after the error classes of Read, Dridan, Oepen and Solberg (2012), "Sentence boundary detection: a long
solved problem?" (COLING): abbreviations, initials, ellipses, closing quotation marks, and breaks with no space at all.
Each candidate is judged from a bounded window, so time is linear in the text.
"""

import re
from functools import lru_cache

from analysis.english.tokens import LONGEST_KEPT
from analysis.english.word_lists import word_list, word_sets

# Full stops, question and exclamation marks or ellipses, then whatever closes a quotation or bracket.
_CANDIDATE = re.compile(r"[.!?…]++[\"”’'»)\]]*+(?:\[\d{1,3}\])*")
_BLANK_LINE = re.compile(r"\n[ \t]*+\n")
_OPENERS = "\"“‘'«([—–-"
_CLOSERS = "\"”’'»)]"
_QUOTE_CLOSERS = frozenset("\"”’'»")
# Never the end of a sentence; the end only if the next word starts sentences; the end unless a number follows.
_GOES_ON, _MAY_END, _BEFORE_NUMBERS = word_sets("abbreviations").values()
_STARTERS = word_list("sentence_starters")
_SPEECH = re.compile(
    r"(?:[A-Z][\w.’'\-]{0,30}\s){1,4}(?:said|says|asked|asks|wrote|writes|added|replied|told|shouted|cried|wondered)"
    r"(?=[.,;:]|\s(?:in|on|at|to|as|during|when|after|before|with|of|during|reporters)\b)"
)
_WORD = re.compile(r"[^\W\d_]{1,30}")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){1,8}[^\W\d_]{1,2}$")
_WINDOW = 48
# No writer's sentence is as long; a list without full stops can be. Past this it is read in pieces, so that what reads
# a sentence, which may look from each word to each other, stays linear in the article.
LONGEST_SENTENCE = 1_500


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of `text`, in order, without the white space between them.

    Give it one block: a paragraph, a heading, a list item. A blank line always ends a sentence; a single line break
    is a space. Together the spans hold every character of `text` that is not white space.

    **Misleads when** an unknown abbreviation stands before a capital ("the Ruritanian Fed. Assembly"), or a text
    writes sentences without capitals and without punctuation.

    >>> text = "“It resembles a revolving door,” she said.The U.S. agreed. Dr. A. B. Smith left at 3.5 km."
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['“It resembles a revolving door,” she said.', 'The U.S. agreed.', 'Dr. A. B. Smith left at 3.5 km.']
    """
    return list(_split_short(text)) if len(text) <= LONGEST_KEPT else _split(text)


def _split(text: str) -> list[tuple[int, int]]:
    cuts = [match.end() for match in _CANDIDATE.finditer(text) if _is_break(text, *match.span())]
    if "\n" in text:
        cuts = sorted({*cuts, *(match.end() for match in _BLANK_LINE.finditer(text))})
    return _trimmed(text, _with_pieces(text, cuts))


def _with_pieces(text: str, cuts: list[int]) -> list[int]:
    """The cuts, and more where two are too far apart: after a semicolon, else a comma, else a space."""
    if len(text) <= LONGEST_SENTENCE:
        return cuts
    every = []
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        while end - start > LONGEST_SENTENCE:
            last = start + LONGEST_SENTENCE
            places = (text.rfind(mark, start + LONGEST_SENTENCE // 2, last) for mark in ("; ", ", ", " "))
            start = next((place + 1 for place in places if place >= 0), last)
            every.append(start)
        if end < len(text):
            every.append(end)
    return every


# Rule after rule reads the sentences of the same block.
_split_short = lru_cache(maxsize=2_048)(_split)


def _trimmed(text: str, cuts: list[int]) -> list[tuple[int, int]]:
    spans = []
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        piece = text[start:end]
        kept = piece.strip()
        if kept:
            first = start + len(piece) - len(piece.lstrip())
            spans.append((first, first + len(kept)))
    return spans


def _is_break(text: str, start: int, end: int) -> bool:
    """Whether the punctuation at text[start:end] ends a sentence."""
    if end == len(text):
        return False
    following = text[end]
    if not following.isspace():
        return _breaks_without_space(text, start, end)
    after = text[end : end + _WINDOW].lstrip()
    if not after:
        return True
    word = after.lstrip(_OPENERS)[:1]
    mark = text[start]
    if mark == "." and text[start + 1 : start + 2] != ".":
        return _full_stop_breaks(text, start, end, after)
    if word.islower():
        return False
    if mark in "!?":
        closes_quote = not _QUOTE_CLOSERS.isdisjoint(text[start:end])
        return not (closes_quote and _names_the_speaker(after))
    return word.isupper() or word.isdigit()


def _full_stop_breaks(text: str, start: int, end: int, after: str) -> bool:
    before = _token_before(text, start)
    bare = before.lstrip(_OPENERS).lower()
    word = after.lstrip(_OPENERS)
    closers = text[start + 1 : end]
    if not before or _is_list_number(text, start, before):
        return False
    if word[:1].islower():
        return not closers and len(bare) > 3 and bare.isalpha() and before.islower() and bare not in _MAY_END
    if bare in _GOES_ON:
        return False
    if bare in _BEFORE_NUMBERS and word[:1].isdigit():
        return False
    if _is_abbreviation(bare, before):
        return ")" not in closers and _starts_sentence(word, quoted=bool(closers) or word != after)
    return True


def _is_abbreviation(bare: str, before: str) -> bool:
    if bare in _MAY_END and (len(bare) < 5 or before[:1].isupper()):
        return before.lstrip(_OPENERS)[:1].isupper() or bare in ("etc", "al")
    if len(bare) == 1:
        return bare.isalpha() and before.lstrip(_OPENERS).isupper() and bare != "i"
    return bool(_INITIALS.search(bare))


def _starts_sentence(word: str, *, quoted: bool) -> bool:
    match = _WORD.match(word)
    if quoted and match:
        return True
    return bool(match) and match[0].lower() in _STARTERS


def _names_the_speaker(after: str) -> bool:
    match = _SPEECH.match(after)
    return bool(match) and match[0].split(None, 1)[0].lower() not in _STARTERS


def _breaks_without_space(text: str, start: int, end: int) -> bool:
    """A space was lost: "door.This", "stated.”The". A capital and a small letter must follow a whole word."""
    first, second = text[end : end + 1], text[end + 1 : end + 2]
    if not ((first.isupper() and (second.islower() or (second == " " and first in "AI"))) or first in "“"):
        return False
    before, after = _token_before(text, start), text[end : end + _WINDOW].split(None, 1)[0]
    if "@" in after or "/" in before or "@" in before or "www." in before or "." in before.rstrip(".")[:-1]:
        return False
    bare = before.lstrip(_OPENERS).rstrip(_CLOSERS).lower()
    if bare in _GOES_ON or bare in _MAY_END or bare in _BEFORE_NUMBERS:
        return False
    last = before[-1:]
    return len(bare) > 1 and (last.islower() or last.isdigit() or last in _CLOSERS or end - start > 1)


def _token_before(text: str, start: int) -> str:
    window = text[max(0, start - _WINDOW) : start]
    pieces = window.rsplit(None, 1)
    return pieces[-1] if pieces and not window[-1:].isspace() else ""


def _is_list_number(text: str, start: int, before: str) -> bool:
    """Whether all that stands before is a bullet and a number: "- 1. Contents"."""
    if not (before.isdigit() and len(before) <= 3):
        return False
    head = text[max(0, start - 12) : start]
    return len(head) < 12 and not _WORD.search(head)
